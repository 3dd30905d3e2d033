"""Fiches: from documents and spreadsheets to records of the graph, and back."""
