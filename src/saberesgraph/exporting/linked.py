"""A part of the data as RDF; what is asserted and what is derived stay apart in each format."""

import json
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph import formats, jsonld
from saberesgraph.exporting.part import Part
from saberesgraph.namespaces import PREFIXES

_HEADINGS: Final = (
    "# Asserted: what sources state, and what is known of what they name.\n",
    "\n# Derived: no source says this. Each statement names its rule and its supports.\n",
)


def turtle(part: Part) -> str:
    """Return what is asserted and, below a heading of its own, what is derived, as Turtle.

    Turtle has no graphs: the named queries are in TriG and N-Quads alone.
    """
    sections = zip(_HEADINGS, (part.asserted, part.derived), strict=True)
    return "".join(head + formats.write(triples, "turtle") for head, triples in sections if triples)


def trig(part: Part) -> str:
    """Return each graph as TriG."""
    return _quads(part, ox.RdfFormat.TRIG)


def nquads(part: Part) -> str:
    """Return each graph as N-Quads."""
    return _quads(part, ox.RdfFormat.N_QUADS)


def json_ld(part: Part, terms: jsonld.Context) -> str:
    """Return each graph as JSON-LD, under one context that stands inside the document."""
    context: dict[str, Any] = {}
    graphs = []
    for name, triples in part.graphs.items():
        written = json.loads(jsonld.write(sorted(triples, key=str), terms))
        context |= written["@context"]
        graphs.append({"@id": name, "@graph": written["@graph"]})
    document = {"@context": dict(sorted(context.items())), "@graph": graphs}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _quads(part: Part, form: ox.RdfFormat) -> str:
    quads = [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(name))
        for name, triples in part.graphs.items()
        for t in sorted(triples, key=str)
    ]
    written = ox.serialize(quads, format=form, prefixes=PREFIXES)
    assert written is not None
    return written.decode()
