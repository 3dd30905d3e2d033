"""Everything said of one resource and by which graph, and who points to it."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from saberesgraph.namespaces import RDF_TYPE, shorten
from saberesgraph.results import Term, natural, text
from saberesgraph.store import Store


@dataclass(frozen=True)
class Statement:
    """A property, by its IRI, a value, and the graphs that say so, by their IRIs."""

    predicate: str
    value: Term
    graphs: tuple[str, ...]


@dataclass(frozen=True)
class Pointers:
    """Some of those that point to a resource, as pairs of IRI and property, and how many do."""

    shown: tuple[tuple[str, str], ...]
    total: int


def known(store: Store, iri: str) -> bool:
    """Return whether anything is said of an IRI."""
    return store.ask(f"ASK {{ {ox.NamedNode(iri)} ?p ?o }}")


def statements(store: Store, iri: str) -> tuple[Statement, ...]:
    """Return what is said of a resource: its types first, 7 before 15.

    A graph is named where the store has it in one.
    """
    this = ox.NamedNode(iri)
    rows = store.select(
        f"""SELECT ?p ?o ?g WHERE {{ {this} ?p ?o OPTIONAL {{ GRAPH ?g {{ {this} ?p ?o }} }} }}"""
    ).rows
    found = sorted(
        ((text(p), o, text(g)) for p, o, g in rows),
        key=lambda row: (
            row[0] != RDF_TYPE,
            natural(shorten(row[0])),
            natural(str(row[1])),
            row[2],
        ),
    )
    return tuple(
        Statement(predicate, value, tuple(filter(None, (graph for *_, graph in same))))
        for (predicate, value), same in groupby(found, key=lambda row: row[:2])
        if value is not None
    )


def pointers(store: Store, iri: str, first: int, most: int) -> Pointers:
    """Return who points to a resource, by IRI: at most so many, after the `first` ones."""
    this = ox.NamedNode(iri)
    rows = store.select(
        f"""SELECT DISTINCT ?s ?p WHERE {{ ?s ?p {this} FILTER (ISIRI(?s)) }}
        ORDER BY ?s ?p LIMIT {most} OFFSET {first}"""
    ).rows
    total = store.select(
        f"""SELECT (COUNT(*) AS ?n) WHERE {{
            SELECT DISTINCT ?s ?p WHERE {{ ?s ?p {this} FILTER (ISIRI(?s)) }} }}"""
    )
    return Pointers(tuple((text(s), text(p)) for s, p in rows), int(text(total.rows[0][0])))


def as_json(iri: str, said: tuple[Statement, ...]) -> dict[str, Any]:
    """Return what is said of a resource as plain objects: values by prefixed name of property.

    >>> as_json("urn:x", (Statement("urn:p", ox.Literal("a", language="es"), ()),))
    {'iri': 'urn:x', 'name': 'urn:x', 'graphs': [], \
'statements': {'urn:p': [{'value': 'a', 'language': 'es'}]}}
    """
    values: dict[str, list[dict[str, str]]] = {}
    for each in said:
        values.setdefault(shorten(each.predicate), []).append(_value(each.value))
    graphs = sorted({graph for each in said for graph in each.graphs})
    return {"iri": iri, "name": shorten(iri), "graphs": graphs, "statements": values}


def _value(term: Term) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"iri": term.value} if isinstance(term, ox.NamedNode) else {"node": str(term)}
    if term.language:
        return {"value": term.value, "language": term.language}
    datatype = shorten(term.datatype.value)
    return {"value": term.value, **({} if datatype == "xsd:string" else {"datatype": datatype})}
