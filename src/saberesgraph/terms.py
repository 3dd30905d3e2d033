"""Terms of pyoxigraph, made from terms of rdflib, and the one kind that is not used here."""

from typing import TYPE_CHECKING

import pyoxigraph as ox

from saberesgraph.errors import InputError

if TYPE_CHECKING:
    import rdflib


def term_of(node: "rdflib.term.Node") -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term of rdflib as one of pyoxigraph, spelled alike."""
    import rdflib

    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        kind = ox.NamedNode(str(node.datatype)) if node.datatype else None
        return ox.Literal(str(node), datatype=kind)
    return ox.BlankNode(str(node)) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))


def nested_triple() -> InputError:
    """Return the error for a triple that is a term."""
    return InputError(
        "aquí no se usan tripletas como términos",
        "triple terms are not used here",
        hint=("Escribe tripletas simples", "Write plain triples"),
    )
