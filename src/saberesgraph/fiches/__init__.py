"""Fiches: from documents and spreadsheets to records of the graph, and back.

`files` opens what strangers send; `sheets` and `documents` read drafts out of it; `values` makes
records of drafts; `importing` plans what they change and writes it; `form` is what people fill.
"""
