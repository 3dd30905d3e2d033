"""Finds the part that some fiches are of: the files that they share subjects with or refer to."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from saberesgraph.kept import notes
from saberesgraph.namespaces import ASSERTED_GRAPH, RDF_TYPE
from saberesgraph.reading import ParsedFile

ASSERTED = ox.NamedNode(ASSERTED_GRAPH)
_TYPE = ox.NamedNode(RDF_TYPE)
_FICHES = "data/practices/"


class SharedError(Exception):
    """A subject is one of a fiche's file and of a shared file: there are no parts."""


def is_fiche(name: str) -> bool:
    """Whether a file is one of a fiche by its name; all others are shared."""
    return name.startswith(_FICHES)


def is_stated(name: str) -> bool:
    """Whether a file of a state says what the graph states: the others are rules and queries."""
    return name.endswith(".ttl")


def kind(said: ox.Quad | ox.Triple) -> str:
    """Return what kind of statement one is: its property, or `a CLASS` where it says a class."""
    predicate, value = said.predicate.value, said.object
    if predicate == RDF_TYPE and isinstance(value, ox.NamedNode):
        return f"a {value.value}"
    return predicate


def kinds(triples: Iterable[ox.Triple]) -> set[str]:
    """Return the kinds of some statements."""
    found = {(t.predicate, t.object) if t.predicate == _TYPE else t.predicate for t in triples}
    return {
        kind(ox.Triple(_TYPE, *each)) if isinstance(each, tuple) else each.value for each in found
    }


def node(subject: str) -> ox.NamedNode | ox.BlankNode:
    """Return the term of a noted subject; an IRI has a colon and a blank node has none."""
    return ox.NamedNode(subject) if ":" in subject else ox.BlankNode(subject)


@dataclass
class Part:
    """Some files of fiches that no other file of a fiche refers to or is referred to by.

    Attributes:
        index: of the state before.
        noted: the notes of the state before.
        parse: gives a file of the state that comes by its name; None for one that goes.
        files: those of the part, by name.
        old: what the part's files said before.
        into: the kinds of statement by which shared subjects lead into the part.
    """

    index: ox.Store
    noted: sqlite3.Connection
    parse: Callable[[str], ParsedFile | None]
    files: dict[str, ParsedFile | None] = field(default_factory=dict)
    old: set[ox.Quad] = field(default_factory=set)
    into: set[str] = field(default_factory=set)

    def include(self, names: Iterable[str]) -> None:
        """Add files and all that are of one part with them.

        Raises:
            SharedError: one speaks of what a shared file speaks of.
        """
        waiting = [name for name in names if name not in self.files]
        while waiting:
            name = waiting.pop()
            if name in self.files:
                continue
            file = self.files[name] = self.parse(name)
            waiting += self._related(name, file)

    def _related(self, name: str, file: ParsedFile | None) -> Iterator[str]:
        new = () if file is None else file.triples
        before = self.subjects(name)
        subjects = {node(each) for each in before} | {t.subject for t in new}
        said = {q for each in before for q in self._about(node(each))}
        self.old |= said
        every: list[ox.Triple | ox.Quad] = [*new, *said]
        objects = {t.object for t in every if not isinstance(t.object, ox.Literal)}
        for each in subjects:
            for other in self.speaking_of(each):
                if not is_fiche(other):
                    raise SharedError(str(each))
                yield other
            for quad in self.index.quads_for_pattern(None, None, each, ASSERTED):
                for other in self.speaking_of(quad.subject):
                    if is_fiche(other):
                        yield other
                    else:
                        self.into.add(kind(quad))
        for each in objects - subjects:
            yield from filter(is_fiche, self.speaking_of(each))

    def _about(self, subject: ox.NamedNode | ox.BlankNode) -> Iterator[ox.Quad]:
        return self.index.quads_for_pattern(subject, None, None, ASSERTED)

    def subjects(self, name: str) -> list[str]:
        """Return what a file spoke of in the state before."""
        rows = self.noted.execute("SELECT said FROM files WHERE name = ?", [name])
        return [subject for (said,) in rows for subject in notes.unpacked(said)]

    def speaking_of(self, term: object) -> list[str]:
        """Return the files that spoke of a node in the state before."""
        return notes.speaking_of(self.noted, getattr(term, "value", ""))
