"""What would change: the graphs of a store beside ours, statement by statement.

Values compare as values. Many stores keep `1500.0` as `1500`, so a literal that is only spelled
otherwise, of the same datatype, is the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from saberesgraph.errors import EndpointError, InputError
from saberesgraph.namespaces import XSD
from saberesgraph.publishing.held import Triples, held, sizes
from saberesgraph.store.endpoint import Endpoint
from saberesgraph.store.spellings import as_stored

Pairs = tuple[tuple[ox.Triple, ox.Triple], ...]


@dataclass(frozen=True)
class Difference:
    """One graph, as we have it and as the store has it.

    Attributes:
        graph: its IRI.
        ours: all our statements, as written.
        theirs: all the store's, as it spells them.
        added: ours that the store lacks.
        removed: the store's that we lack.
        respelled: ours with the store's, where only the spelling of a value differs.
    """

    graph: str
    ours: Triples
    theirs: Triples
    added: Triples
    removed: Triples
    respelled: Pairs

    @property
    def unchanged(self) -> int:
        """How many of our statements the store has already."""
        return len(self.ours) - len(self.added)


@dataclass(frozen=True)
class Comparison:
    """All the graphs, and what an interrupted publication left beside them."""

    graphs: tuple[Difference, ...]
    leftovers: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[Difference, ...]:
        """Those that are not the same."""
        return tuple(d for d in self.graphs if d.added or d.removed)


def staging(graph: str) -> str:
    """Return the IRI of the graph where a graph is made ready.

    >>> staging("https://w3id.org/saberesgraph/graph/asserted")
    'https://w3id.org/saberesgraph/graph/staging/asserted'
    """
    base, _, name = graph.rpartition("/")
    return f"{base}/staging/{name}"


def compare(endpoint: Endpoint, wanted: Mapping[str, Iterable[ox.Triple]]) -> Comparison:
    """Return how the graphs of a store differ from those that are wanted.

    Raises:
        InputError: ours have blank nodes, which cannot be compared.
        EndpointError, LimitError: the store does not answer as it should.
    """
    ours = {graph: frozenset(triples) for graph, triples in wanted.items()}
    for graph, triples in ours.items():
        if count := sum(map(is_blank, triples)):
            raise InputError(
                f"{count} enunciados tienen nodos en blanco, que no se pueden comparar",
                f"{count} statements have blank nodes, which cannot be compared",
                where=graph,
                hint=("Dales un IRI", "Give them an IRI"),
            )
    beside = sizes(endpoint, map(staging, ours))
    theirs = held(endpoint, ours)
    return Comparison(
        tuple(difference(graph, ours[graph], theirs[graph]) for graph in ours),
        tuple(graph for graph, size in beside.items() if size),
    )


def is_blank(triple: ox.Triple) -> bool:
    """Return whether a triple has a blank node."""
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def difference(graph: str, ours: Triples, theirs: Triples) -> Difference:
    """Return the difference of one graph.

    >>> decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    >>> def costs(written):
    ...     s, p = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
    ...     return frozenset({ox.Triple(s, p, ox.Literal(written, datatype=decimal))})
    >>> found = difference("urn:g", costs("7.50"), costs("7.5"))
    >>> len(found.added), len(found.removed), len(found.respelled)
    (0, 0, 1)
    """
    typed = [t for t in (*ours, *theirs) if _is_typed(t)]
    values = dict(as_stored({t.object for t in typed if isinstance(t.object, ox.Literal)}))

    def key(triple: ox.Triple) -> tuple[object, ...]:
        value = triple.object
        assert isinstance(value, ox.Literal)
        return triple.subject, triple.predicate, values[value], value.datatype

    stated = {key(t) for t in typed if t in ours}
    # of two spellings of one value the store may hold one
    kept = {key(t): t for t in typed if t in theirs}
    added, removed = ours - theirs, theirs - ours
    respelled = {t for t in added if _is_typed(t) and key(t) in kept}
    return Difference(
        graph,
        ours,
        theirs,
        added - respelled,
        frozenset(t for t in removed if not (_is_typed(t) and key(t) in stated)),
        tuple((t, kept[key(t)]) for t in sorted(respelled, key=str)),
    )


def _is_typed(triple: ox.Triple) -> bool:
    """Whether a triple ends in a value that can be spelled in several ways."""
    value = triple.object
    if not isinstance(value, ox.Literal) or value.language:
        return False
    return value.datatype.value != XSD + "string"


def as_rewritten(where: str, graph: str, given: Triples, stored: Triples) -> Pairs:
    """Return the statements that a store keeps otherwise, each with what it made of it.

    Those that it only spells otherwise are not among them.

    Raises:
        EndpointError: it lost or invented a statement.
    """
    found = difference(graph, given, stored)
    made: dict[tuple[object, object], list[ox.Triple]] = {}
    for triple in sorted(found.removed, key=str):
        made.setdefault((triple.subject, triple.predicate), []).append(triple)
    pairs: list[tuple[ox.Triple, ox.Triple]] = []
    lost: list[ox.Triple] = []
    for triple in sorted(found.added, key=str):
        others = made.get((triple.subject, triple.predicate), [])
        if others and isinstance(triple.object, ox.Literal):
            # two that it rounds may become one
            pairs.append((triple, others.pop(0) if len(others) > 1 else others[0]))
        else:
            lost.append(triple)
    invented = found.removed - {stored for _, stored in pairs}
    if lost or invented:
        example = str(next(iter((*lost, *invented))))
        raise EndpointError(
            f"de {len(given)} enunciados que recibió no muestra {len(lost)}, y muestra "
            f"{len(invented)} que nadie le dio ({example})",
            f"of {len(given)} statements that it was given it does not show {len(lost)}, and it "
            f"shows {len(invented)} that nobody gave it ({example})",
            where=where,
            hint=(
                "Revisa que se lea y se escriba en el mismo almacén",
                "Check that reading and writing are of the same store",
            ),
        )
    return tuple(pairs)
