"""The ways to write to a store: SPARQL 1.1 Update, Graph Store Protocol, or both together."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import urlencode

import pyoxigraph as ox

from saberesgraph.publishing.comparison import staging
from saberesgraph.publishing.held import Triples
from saberesgraph.store.connection import Service

# Virtuoso compiles a request and gives up somewhere between 3,000 and 5,000 statements
STATEMENTS: Final = 1_000
CHARACTERS: Final = 2**18
_ANSWER_MIB = 1
_TRIPLES = "application/n-triples"


class Way(Protocol):
    """How graphs get into a store. Whatever is refused raises EndpointError or LimitError."""

    promise: tuple[str, str]

    def clear(self, graphs: Iterable[str]) -> None:
        """Remove graphs; those that are not there are none to remove."""
        ...

    def put(self, graph: str, triples: Triples) -> None:
        """Fill a graph that has been cleared."""
        ...

    def swap(self, contents: Mapping[str, Triples]) -> None:
        """Make graphs hold what is in their staging graphs, which is what is given."""
        ...


class Update:
    """SPARQL 1.1 Update: what readers see changes with one request."""

    promise = (
        "Los grafos cambian con una sola petición, que un almacén con transacciones muestra de una "
        "vez",
        "The graphs change with a single request, which a store with transactions shows at once",
    )

    def __init__(self, url: str, *, seconds: float) -> None:
        self._service = Service(url, seconds=seconds, output_mib=_ANSWER_MIB)

    def _ask(self, *operations: str) -> None:
        headers = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        _done(self._service, "POST", " ;\n".join(operations).encode(), headers)

    def clear(self, graphs: Iterable[str]) -> None:
        """Drop graphs."""
        self._ask(*(f"DROP SILENT GRAPH <{graph}>" for graph in graphs))

    def put(self, graph: str, triples: Triples) -> None:
        """Insert statements, a part at a time."""
        for part in _parts(triples):
            self._ask(f"INSERT DATA {{ GRAPH <{graph}> {{\n{part}}} }}")

    def swap(self, contents: Mapping[str, Triples]) -> None:
        """Move the staging graphs over the others."""
        self._ask(
            *(
                f"MOVE GRAPH <{staging(graph)}> TO GRAPH <{graph}>"
                if triples
                else f"DROP SILENT GRAPH <{graph}>"
                for graph, triples in contents.items()
            )
        )

    def patch(self, removed: Mapping[str, Triples], added: Mapping[str, Triples]) -> None:
        """Delete and insert single statements, and drop the staging graphs."""
        kinds = (("DELETE", removed), ("INSERT", added))
        self._ask(
            *(f"{verb} DATA {{ {_quads(some)} }}" for verb, some in kinds if any(some.values())),
            *(f"DROP SILENT GRAPH <{staging(graph)}>" for graph in added),
        )


class GraphStore:
    """The Graph Store Protocol alone: each graph is replaced by a request of its own."""

    promise = (
        "Los grafos cambian uno tras otro: mientras tanto se puede leer uno nuevo, otro de antes "
        "y, en algunos almacenes, uno vacío",
        "The graphs change one after the other: meanwhile one may be read new, another old and, "
        "in some stores, one empty",
    )

    def __init__(self, url: str, *, seconds: float) -> None:
        self._service = Service(url, seconds=seconds, output_mib=_ANSWER_MIB)

    def clear(self, graphs: Iterable[str]) -> None:
        """Delete graphs."""
        for graph in graphs:
            query = urlencode({"graph": graph})
            _done(self._service, "DELETE", None, {"Accept": "*/*"}, query, absent=True)

    def put(self, graph: str, triples: Triples) -> None:
        """Put a graph with one request."""
        # Virtuoso does what it is asked and says 406 where the answer must be triples
        headers = {"Content-Type": _TRIPLES, "Accept": "*/*"}
        query = urlencode({"graph": graph})
        _done(self._service, "PUT", _ntriples(triples).encode(), headers, query)

    def swap(self, contents: Mapping[str, Triples]) -> None:
        """Put each graph; one that is empty is deleted."""
        for graph, triples in contents.items():
            if triples:
                self.put(graph, triples)
            else:
                self.clear([graph])


class StagedUpdate(Update):
    """Update, with the Graph Store Protocol to carry the bulk to the staging graphs."""

    def __init__(self, url: str, graph_store: str, *, seconds: float) -> None:
        super().__init__(url, seconds=seconds)
        self._carrier = GraphStore(graph_store, seconds=seconds)

    def put(self, graph: str, triples: Triples) -> None:
        """Put a graph with one request."""
        self._carrier.put(graph, triples)


def _done(
    service: Service,
    method: str,
    body: bytes | None,
    headers: dict[str, str],
    query: str = "",
    *,
    absent: bool = False,
) -> None:
    reply = service.send(method, body, headers, query)
    gone = absent and reply.status == HTTPStatus.NOT_FOUND
    if not gone and not HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
        raise service.unusable(f"{reply.status} {reply.said}")


def fits(triples: Iterable[ox.Triple]) -> bool:
    """Return whether statements fit into one update request."""
    sized = [len(str(triple)) for triple in triples]
    return len(sized) <= STATEMENTS and sum(sized) <= CHARACTERS


def _ntriples(triples: Iterable[ox.Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in sorted(triples, key=str))


def _quads(graphs: Mapping[str, Triples]) -> str:
    return "\n".join(
        f"GRAPH <{graph}> {{\n{_ntriples(triples)}}}"
        for graph, triples in graphs.items()
        if triples
    )


def _parts(triples: Triples) -> Iterator[str]:
    """Yield the statements as N-Triples, in parts that every store accepts."""
    part: list[ox.Triple] = []
    length = 0
    for triple in sorted(triples, key=str):
        length += len(str(triple))
        if part and (len(part) == STATEMENTS or length > CHARACTERS):
            yield _ntriples(part)
            part, length = [], len(str(triple))
        part.append(triple)
    if part:
        yield _ntriples(part)
