"""Fiche documents: lines of text, in whatever disorder, to drafts of the fiches they hold."""

from saberesgraph.fiches.documents.reading import read

__all__ = ["read"]
