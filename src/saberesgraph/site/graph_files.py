"""The whole graph as files: TriG to download, and scripts for the page that asks in the browser.

A small graph is one script that the page loads as it opens. A larger one is in parts, which load
when the first question is asked. One that would fill a browser's memory has no scripts at all.
"""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import pyoxigraph as ox

from saberesgraph.drawing.page import ASSETS
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, PREFIXES, QUERIES_GRAPH
from saberesgraph.site.content import Files
from saberesgraph.site.script import literal
from saberesgraph.store import Store

DATA: Final = "data/saberes.trig"
# in statements: what loads with the page (4 MB), what loads at all (40 MB), and in one script
AT_ONCE = 100_000
MOST = 1_000_000
PART = 50_000
_BYTES = 42  # that a statement takes in TriG, on average

_GRAPHS = (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
_WHOLE = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"


@dataclass(frozen=True)
class Size:
    """How large the graph is for a browser.

    Attributes:
        statements: how many it has.
        parts: in how many scripts it is; 0 where it is too large for any.
    """

    statements: int
    parts: int

    @property
    def megabytes(self) -> int:
        """About how many megabytes of text it is."""
        return max(1, round(self.statements * _BYTES / 1e6))


def size(store: Store) -> Size:
    """Return how large a graph is, and in how many scripts it is therefore.

    Raises:
        InputError: the engine fails.
    """
    count = sum(int(store.select(_COUNT.format(name)).records()[0]["n"]) for name in _GRAPHS)
    parts = 1 if count <= AT_ONCE else -(-count // PART) if count <= MOST else 0
    return Size(count, parts)


def graph_files(store: Store) -> Files:
    """Yield the scripts that hold the graph, if it is small enough, and the file to download."""
    found = size(store)
    if found.parts == 1:
        yield f"{ASSETS}/data.js", lambda: _script(trig(store))
    elif found.parts:
        parts = _Parts(store, found.parts)
        for number in range(found.parts):
            yield f"{ASSETS}/data.{number}.js", partial(parts.script, number)
    yield DATA, lambda: trig(store)


def trig(store: Store) -> str:
    """Return the whole graph as TriG: asserted, derived, and the named queries.

    Sorted, so that the same graph gives the same bytes.
    """
    return _written(_quads(store))


class _Parts:
    """The scripts of a graph in parts, read once for all of them."""

    def __init__(self, store: Store, count: int) -> None:
        self._store = store
        self._count = count

    def script(self, number: int) -> str:
        """The script of a part, from 0; the first has all that blank nodes join."""
        own, (joined, rest) = self._count - 1, self._split
        if number == 0:
            return _script(_written(joined))
        start, end = (len(rest) * n // own for n in (number - 1, number))
        return _script(_written(rest[start:end]))

    @cached_property
    def _split(self) -> tuple[list[ox.Quad], list[ox.Quad]]:
        quads = sorted(_quads(self._store), key=lambda quad: not _blank(quad))  # else in order
        first = max(len(quads) // self._count, sum(map(_blank, quads)))
        return quads[:first], quads[first:]


def _quads(store: Store) -> list[ox.Quad]:
    return [
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(name))
        for name in _GRAPHS
        for triple in sorted(store.construct(_WHOLE.format(name)), key=str)
    ]


def _blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _written(quads: list[ox.Quad]) -> str:
    written = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    assert written is not None
    return written.decode()


def _script(text: str) -> str:
    return f"self.SABERES_GRAPH = {literal(text)};\n"
