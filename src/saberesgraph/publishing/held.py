"""What a store holds in a graph, read whole although many stores cut long answers."""

from collections.abc import Iterable
from itertools import product

import pyoxigraph as ox

from saberesgraph.errors import EndpointError, QuerySyntaxError
from saberesgraph.results import text
from saberesgraph.store.endpoint import Endpoint

Triples = frozenset[ox.Triple]

_AT_ONCE = 50_000
_A_PART = 2_000


def sizes(endpoint: Endpoint, graphs: Iterable[str]) -> dict[str, int]:
    """Return how many statements a store has in each graph.

    Raises:
        EndpointError, LimitError: it does not answer as it should.
    """
    graphs = tuple(graphs)
    names = " ".join(f"<{graph}>" for graph in graphs)
    table = endpoint.select(
        f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} "
        "GROUP BY ?g"
    )
    counted = {text(row[0]): text(row[1]) for row in table.rows}
    return {graph: int(n) if (n := counted.get(graph, "0")).isdecimal() else 0 for graph in graphs}


def held(endpoint: Endpoint, graphs: Iterable[str]) -> dict[str, Triples]:
    """Return all that a store has in each graph, as it spells it.

    Raises:
        EndpointError: it does not answer as it should, or gives less than it says it has.
        LimitError: an answer takes too long or is too large.
    """
    return {
        graph: _contents(endpoint, graph, size) for graph, size in sizes(endpoint, graphs).items()
    }


def _contents(endpoint: Endpoint, graph: str, size: int) -> Triples:
    def asked(condition: str = "") -> Triples:
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }} {condition}"
        return frozenset(endpoint.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"))

    if not size:
        return frozenset()
    if size <= _AT_ONCE and len(found := asked()) == size:
        return found
    # an order to page by would cost the store a sort, and some sort no more than 10,000 rows
    digits = 1
    while 16**digits * _A_PART < size:
        digits += 1
    try:
        found = asked("FILTER (isBlank(?s))").union(
            *(
                asked(f'FILTER (STRSTARTS(MD5(STR(?s)), "{"".join(start)}"))')
                for start in product("0123456789abcdef", repeat=digits)
            )
        )
    except QuerySyntaxError as error:
        raise _cut(endpoint, graph, size, "?") from error
    if len(found) != size:
        raise _cut(endpoint, graph, size, str(len(found)))
    return found


def _cut(endpoint: Endpoint, graph: str, size: int, given: str) -> EndpointError:
    return EndpointError(
        f"dice que <{graph}> tiene {size} enunciados y entrega {given}",
        f"it says that <{graph}> has {size} statements and gives {given}",
        where=endpoint.url,
        hint=(
            "Sube su límite de filas, y que nadie más escriba mientras tanto",
            "Raise its limit of rows, and let nobody else write meanwhile",
        ),
    )
