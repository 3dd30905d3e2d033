"""What can be told of a file by itself: of what it speaks, to what it refers, in which words."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.namespaces import RDF, XSD
from saberesgraph.reading import ParsedFile, subject_of
from saberesgraph.results import Term, text
from saberesgraph.validation.facts import key
from saberesgraph.validation.numbered import Numbers, numbers

_PLAIN = {XSD + "string", RDF + "langString"}
_keys: dict[str, str] = {}  # each one once in a process, whatever the number of files


@dataclass(frozen=True, slots=True)
class Survey:
    """One file; of nodes it keeps their numbers.

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
    keys: tuple[str, ...]
    said: Numbers
    described: Numbers
    refers: Numbers
    typed: tuple[ox.Literal, ...]
    strays: tuple[ox.Triple, ...]


def survey(file: ParsedFile, shared: Container[str] = ()) -> Survey:
    """Return what is told of a file; `shared` are the names of the nodes that are no fiche's."""
    strays = tuple(t for t in file.triples if subject_of(t) in shared)
    triples = [t for t in file.triples if subject_of(t) not in shared] if strays else file.triples
    said: set[Term] = {t.subject for t in triples}
    named = {node for t in triples for node in (t.predicate, t.object)} - said
    iris = {node.value for node in named if isinstance(node, ox.NamedNode)}
    return Survey(
        file.path,
        tuple(_keys.setdefault(each, each) for each in set(map(key, triples))),
        numbers(map(text, said)),
        numbers(set(file.described)),
        numbers(iri for iri in iris if iri not in shared),
        tuple(set(typed(file.triples))),
        strays,
    )


def typed(triples: Iterable[ox.Triple]) -> Iterator[ox.Literal]:
    """Yield the literals whose spelling a store may change."""
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.Literal) and value.datatype.value not in _PLAIN:
            yield value
