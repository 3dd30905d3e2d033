"""What the engine asks of data: an index of statements, in memory or of a store.

Terms have numbers, which compare and hash in a fraction of the time that the terms themselves take.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, Final, Protocol

import pyoxigraph as ox

from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, RDF_TYPE, RDFS
from saberesgraph.results import Term
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.terms import nested_triple

TYPE: Final = ox.NamedNode(RDF_TYPE)
SUBCLASS: Final = ox.NamedNode(RDFS + "subClassOf")


class Lookup(Protocol):
    """Where a property leads from each node; nothing comes twice."""

    def get(self, number: int, default: tuple[()], /) -> Collection[int]:
        """Return the nodes that it leads to, or the default if there is none."""
        ...


class _Numbers(dict[Any, int]):
    def __init__(self, terms: list[Any]) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, term: Any) -> int:
        if isinstance(term, ox.Triple):
            raise nested_triple()
        self[term] = found = len(self._terms)
        self._terms.append(term)
        return found


class Statements(ABC):
    """Statements, each once, by the numbers of their terms.

    Attributes:
        terms: by number.
    """

    def __init__(self) -> None:
        self.terms: list[Any] = []
        self._numbers = _Numbers(self.terms)

    def number(self, term: Any) -> int:
        """Return the number of a term, a new one if it has none.

        Raises:
            InputError: it is a triple.
        """
        return self._numbers[term]

    @abstractmethod
    def forward(self, predicate: int) -> Lookup:
        """Return the values of a property by subject."""

    @abstractmethod
    def backward(self, predicate: int) -> Lookup:
        """Return the subjects of a property by value."""

    @abstractmethod
    def pairs(self, predicate: int) -> Iterable[tuple[int, int]]:
        """Return the subject and the value of each statement with a property."""

    @abstractmethod
    def about(self, subject: int) -> Iterable[tuple[int, int]]:
        """Return the property and the value of each statement about a subject."""

    @abstractmethod
    def owners(self, node: Term) -> Iterable[Term]:
        """Return the subjects of the statements whose value is a blank node."""

    @abstractmethod
    def triples(self) -> Iterable[ox.Triple]:
        """Return them all."""

    def objects(self, subject: Term, predicate: Term) -> list[Term]:
        """Return the values of a property of a subject."""
        return self._named(self.forward(self.number(predicate)).get(self.number(subject), ()))

    def subjects(self, predicate: Term, value: Term) -> list[Term]:
        """Return the subjects whose property has a value."""
        return self._named(self.backward(self.number(predicate)).get(self.number(value), ()))

    def instances(self, kind: Term) -> list[Term]:
        """Return the nodes of a class or of a class below it: those SHACL takes as such."""
        return self._named(self.members(self.number(kind)))

    def members(self, kind: int) -> Collection[int]:
        """Return the same by number."""
        typed = self.backward(self.number(TYPE))
        classes = self.narrower(kind)
        if len(classes) == 1:
            return typed.get(kind, ())
        return dict.fromkeys(chain.from_iterable(typed.get(each, ()) for each in classes))

    def members_among(self, kind: int, only: Collection[int]) -> Iterator[int]:
        """Yield those of some nodes that are of a class."""
        types = self.forward(self.number(TYPE)).get  # by their own: a class may be large
        kinds = self.narrower(kind)
        return (node for node in only if not kinds.isdisjoint(types(node, ())))

    def narrower(self, kind: int) -> frozenset[int]:
        """Return a class and those below it."""
        below = self.backward(self.number(SUBCLASS))
        found, queue = {kind}, [kind]
        while queue:
            new = set(below.get(queue.pop(), ())) - found
            found |= new
            queue.extend(new)
        return frozenset(found)

    def _named(self, numbers: Iterable[int]) -> list[Term]:
        return [self.terms[number] for number in numbers]


class InMemory(Statements):
    """Statements in dictionaries.

    Args:
        triples: any; one that comes again changes nothing.

    Raises:
        InputError: one has a triple for a term.
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        super().__init__()
        self._backward: dict[int, dict[int, list[int]]] = {}
        numbers, forward = self._numbers, defaultdict[int, dict[int, list[int]]](dict)
        for triple in triples:
            subject, value = numbers[triple.subject], numbers[triple.object]
            by_subject = forward[numbers[triple.predicate]]
            if subject in by_subject:
                by_subject[subject].append(value)
            else:
                by_subject[subject] = [value]
        self._forward = dict(forward)
        for by_subject in forward.values():
            for subject, values in by_subject.items():
                if len(values) > 1:
                    by_subject[subject] = list(dict.fromkeys(values))

    def forward(self, predicate: int) -> dict[int, list[int]]:
        """Return the values of a property by subject."""
        return self._forward.get(predicate, {})

    def backward(self, predicate: int) -> dict[int, list[int]]:
        """Return the subjects of a property by value."""
        found = self._backward.get(predicate)
        if found is None:
            found = self._backward[predicate] = {}
            for subject, value in self.pairs(predicate):
                found.setdefault(value, []).append(subject)
        return found

    def pairs(self, predicate: int) -> Iterator[tuple[int, int]]:
        """Return the subject and the value of each statement with a property."""
        for subject, values in self.forward(predicate).items():
            for value in values:
                yield subject, value

    def about(self, subject: int) -> Iterator[tuple[int, int]]:
        """Return the property and the value of each statement about a subject."""
        for predicate, by_subject in self._forward.items():
            for value in by_subject.get(subject, ()):
                yield predicate, value

    def members_among(self, kind: int, only: Collection[int]) -> Iterator[int]:
        """Yield those of some nodes that are of a class."""
        members = self.members(kind)
        if len(members) > len(only):
            return super().members_among(kind, only)
        return (node for node in members if node in only)

    def owners(self, node: Term) -> list[Term]:
        """Return the subjects of the statements whose value is a blank node."""
        return self._named(self._owners.get(self.number(node), ()))

    def triples(self) -> Iterator[ox.Triple]:
        """Return them all."""
        for predicate in self._forward:
            for subject, value in self.pairs(predicate):
                yield ox.Triple(self.terms[subject], self.terms[predicate], self.terms[value])

    @cached_property
    def _owners(self) -> dict[int, list[int]]:
        blank = {n for n, term in enumerate(self.terms) if isinstance(term, ox.BlankNode)}
        owners: dict[int, list[int]] = {}
        for predicate in self._forward if blank else ():
            for subject, value in self.pairs(predicate):
                if value in blank:
                    owners.setdefault(value, []).append(subject)
        return owners


class InStore(Statements):
    """The statements that a store asserts and derives, spelled as their sources spell them.

    Nothing is kept but the terms that were met, so this is for some nodes of a large store.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        super().__init__()
        self._store = store

    def forward(self, predicate: int) -> Lookup:
        """Return the values of a property by subject."""
        return _Looked(self, predicate, forward=True)

    def backward(self, predicate: int) -> Lookup:
        """Return the subjects of a property by value."""
        return _Looked(self, predicate, forward=False)

    def pairs(self, predicate: int) -> Iterator[tuple[int, int]]:
        """Return the subject and the value of each statement with a property."""
        for triple in self.found(None, self.terms[predicate], None):
            yield self.number(triple.subject), self.number(triple.object)

    def about(self, subject: int) -> Iterator[tuple[int, int]]:
        """Return the property and the value of each statement about a subject."""
        if isinstance(self.terms[subject], ox.Literal):
            return
        for triple in self.found(self.terms[subject], None, None):
            yield self.number(triple.predicate), self.number(triple.object)

    def owners(self, node: Term) -> list[Term]:
        """Return the subjects of the statements whose value is a blank node."""
        return [triple.subject for triple in self.found(None, None, node)]

    def triples(self) -> Iterable[ox.Triple]:
        """Return them all."""
        return self.found(None, None, None)

    def found(self, subject: Any, predicate: Any, value: Any) -> Iterable[ox.Triple]:
        """Return the statements with these terms; None stands for any."""
        triples = dict.fromkeys(
            quad.triple
            for graph in (ASSERTED_GRAPH, DERIVED_GRAPH)
            for quad in self._store.engine.quads_for_pattern(
                subject, predicate, value, ox.NamedNode(graph)
            )
        )
        # a value is found however it is spelled, and has all the spellings of its statements
        spelled = dict.fromkeys(self._store.spellings.every(triples))
        if value is None:
            return spelled
        return [triple for triple in spelled if triple.object == value]


class _Looked:
    def __init__(self, data: InStore, predicate: int, *, forward: bool) -> None:
        self._data = data
        self._predicate = data.terms[predicate]
        self._forward = forward

    def get(self, number: int, _: tuple[()], /) -> Collection[int]:
        """Return the nodes that it leads to."""
        data, term = self._data, self._data.terms[number]
        if not self._forward:
            found = data.found(None, self._predicate, term)
            return [data.number(triple.subject) for triple in found]
        if isinstance(term, ox.Literal):
            return ()
        return [data.number(each.object) for each in data.found(term, self._predicate, None)]
