"""What can be told of a file by itself: of what it speaks, to what it refers, in which words."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.namespaces import RDF, XSD
from saberesgraph.reading import ParsedFile, subject_of
from saberesgraph.results import Term, text
from saberesgraph.validation.facts import key

_PLAIN = {XSD + "string", RDF + "langString"}


@dataclass(frozen=True)
class Survey:
    """One file; of nodes it keeps a number of 64 bits, made from their IRI.

    Attributes:
        path: of the file.
        keys: the kinds of its statements.
        said: what it makes statements about.
        described: that to which it gives a type.
        refers: the other nodes that it names.
        typed: its literals whose spelling a store may change.
        strays: what it states about shared nodes, which all but `described` leaves out.
    """

    path: Path
    keys: frozenset[str]
    said: frozenset[int]
    described: frozenset[int]
    refers: frozenset[int]
    typed: frozenset[ox.Literal]
    strays: tuple[ox.Triple, ...]


@cache
def number(iri: str) -> int:
    """Return the number of a node: 64 bits of a digest of its IRI."""
    return int.from_bytes(blake2b(iri.encode(), digest_size=8).digest())


def survey(file: ParsedFile, shared: Container[str] = ()) -> Survey:
    """Return what is told of a file; `shared` are the names of the nodes that are no fiche's."""
    strays = tuple(t for t in file.triples if subject_of(t) in shared)
    triples = [t for t in file.triples if subject_of(t) not in shared] if strays else file.triples
    said: set[Term] = {t.subject for t in triples}
    named = {node for t in triples for node in (t.predicate, t.object)} - said
    iris = {node.value for node in named if isinstance(node, ox.NamedNode)}
    return Survey(
        file.path,
        frozenset(map(key, triples)),
        frozenset(number(text(node)) for node in said),
        frozenset(map(number, file.described)),
        frozenset(number(iri) for iri in iris if iri not in shared),
        frozenset(typed(file.triples)),
        strays,
    )


def typed(triples: Iterable[ox.Triple]) -> Iterator[ox.Literal]:
    """Yield the literals whose spelling a store may change."""
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.Literal) and value.datatype.value not in _PLAIN:
            yield value


def components(surveys: Sequence[Survey]) -> list[list[int]]:
    """Return the files, by place, in groups: those that speak of or name the same things.

    A group holds every file that names what one of its files speaks of, and the other way round.
    """
    first: dict[int, int] = {}
    root = list(range(len(surveys)))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for place, each in enumerate(surveys):
        for node in each.said:
            root[top(place)] = top(first.setdefault(node, place))
    for place, each in enumerate(surveys):
        for node in each.refers:
            if node in first:
                root[top(place)] = top(first[node])
    groups: dict[int, list[int]] = {}
    for place in range(len(surveys)):
        groups.setdefault(top(place), []).append(place)
    return list(groups.values())
