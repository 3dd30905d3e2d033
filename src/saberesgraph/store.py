"""The one query port: an embedded store in which asserted and derived statements stay apart."""

from collections.abc import Iterable

import pyoxigraph as ox

from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH
from saberesgraph.results import Table

_ASSERTED = ox.NamedNode(ASSERTED_GRAPH)
_DERIVED = ox.NamedNode(DERIVED_GRAPH)


class Store:
    """An in-memory store with two named graphs, asserted and derived; queries see their union.

    Only our own queries run here: a stranger's query belongs in a sandbox.
    """

    def __init__(self, asserted: Iterable[ox.Triple], derived: Iterable[ox.Triple] = ()) -> None:
        self._store = ox.Store()
        self._add(asserted, _ASSERTED)
        self._add(derived, _DERIVED)

    def add_derived(self, triples: Iterable[ox.Triple]) -> None:
        """Add statements to the derived graph; those already there change nothing."""
        self._add(triples, _DERIVED)

    def __len__(self) -> int:
        """Return how many statements both graphs hold."""
        return len(self._store)

    def count(self, graph: str) -> int:
        """Return how many statements a named graph holds."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def select(self, query: str) -> Table:
        """Return the table of a SELECT query over the union of both graphs.

        Raises:
            SyntaxError: it is not SPARQL.
            ValueError: it is no SELECT query.
        """
        solutions = self._store.query(query, use_default_graph_as_union=True)
        if not isinstance(solutions, ox.QuerySolutions):
            raise ValueError("not a SELECT query")
        columns = tuple(variable.value for variable in solutions.variables)
        return Table(columns, tuple(tuple(solution) for solution in solutions))

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT query over the asserted graph alone.

        Raises:
            SyntaxError: it is not SPARQL.
            ValueError: it is no CONSTRUCT query.
        """
        triples = self._store.query(query, default_graph=[_ASSERTED])
        if not isinstance(triples, ox.QueryTriples):
            raise ValueError("not a CONSTRUCT query")
        return tuple(triples)

    def _add(self, triples: Iterable[ox.Triple], graph: ox.NamedNode) -> None:
        self._store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
