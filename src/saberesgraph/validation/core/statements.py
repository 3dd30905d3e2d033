"""What the engine asks of data: an index of statements, in memory or of a store."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any, Protocol

import pyoxigraph as ox

from saberesgraph.namespaces import RDF_TYPE, RDFS
from saberesgraph.reading import nested_triple
from saberesgraph.results import Term

TYPE = ox.NamedNode(RDF_TYPE)
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")


class Lookup(Protocol):
    """Nodes by node: what a property leads to, or what leads to it; no node comes twice."""

    def get(self, node: Term, default: tuple[()], /) -> Collection[Term]:
        """Return the nodes of a node, or the default if there is none."""
        ...


class Statements(Protocol):
    """Statements, each once."""

    def forward(self, predicate: Term) -> Lookup:
        """Return the values of a property by subject."""
        ...

    def backward(self, predicate: Term) -> Lookup:
        """Return the subjects of a property by value."""
        ...

    def objects(self, subject: Term, predicate: Term) -> Collection[Term]:
        """Return the values of a property of a subject."""
        ...

    def subjects(self, predicate: Term, value: Term) -> Collection[Term]:
        """Return the subjects whose property has a value."""
        ...

    def pairs(self, predicate: Term) -> Iterable[tuple[Term, Term]]:
        """Return the subject and the value of each statement with a property."""
        ...

    def about(self, subject: Term) -> Iterable[tuple[Term, Term]]:
        """Return the property and the value of each statement about a subject."""
        ...

    def owners(self, value: Term) -> Iterable[Term]:
        """Return the subjects of the statements with a value."""
        ...

    def instances(self, kind: Term) -> Collection[Term]:
        """Return the nodes of a class or of a class below it: those SHACL takes as such."""
        ...

    def triples(self) -> Iterable[ox.Triple]:
        """Return them all."""
        ...


class _Asked:
    """What any statements answer by looking up."""

    def forward(self, predicate: Term) -> Lookup:
        raise NotImplementedError

    def backward(self, predicate: Term) -> Lookup:
        raise NotImplementedError

    def objects(self, subject: Term, predicate: Term) -> Collection[Term]:
        return self.forward(predicate).get(subject, ())

    def subjects(self, predicate: Term, value: Term) -> Collection[Term]:
        return self.backward(predicate).get(value, ())

    def instances(self, kind: Term) -> Collection[Term]:
        narrower, typed = self.backward(SUBCLASS), self.backward(TYPE)
        classes = {kind: None}
        for wider in (queue := [kind]):
            for each in narrower.get(wider, ()):
                if each not in classes:
                    classes[each] = None
                    queue.append(each)
        if len(classes) == 1:
            return typed.get(kind, ())
        return dict.fromkeys(node for each in classes for node in typed.get(each, ()))


class InMemory(_Asked):
    """Statements in dictionaries.

    Args:
        triples: any; one that comes again changes nothing.

    Raises:
        InputError: one has a triple for a term.
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._forward: defaultdict[Any, dict[Any, dict[Any, None]]] = defaultdict(dict)
        self._backward: dict[Term, dict[Any, list[Any]]] = {}
        terms: dict[Any, Any] = {}  # one object a term: it is equal to itself at a glance
        for triple in triples:
            subject, value = triple.subject, triple.object
            known = terms.setdefault(value, value)
            if known is value and isinstance(value, ox.Triple):
                raise nested_triple()
            by_subject = self._forward[triple.predicate]
            subject = terms.setdefault(subject, subject)
            by_subject.setdefault(subject, {})[known] = None

    def forward(self, predicate: Term) -> Lookup:
        """Return the values of a property by subject."""
        return self._forward.get(predicate, {})

    def backward(self, predicate: Term) -> Lookup:
        """Return the subjects of a property by value."""
        found = self._backward.get(predicate)
        if found is None:
            found = {}
            for subject, value in self.pairs(predicate):
                found.setdefault(value, []).append(subject)
            self._backward[predicate] = found
        return found

    def pairs(self, predicate: Term) -> Iterator[tuple[Any, Any]]:
        """Return the subject and the value of each statement with a property."""
        for subject, values in self._forward.get(predicate, {}).items():
            for value in values:
                yield subject, value

    def about(self, subject: Term) -> Iterator[tuple[Term, Term]]:
        """Return the property and the value of each statement about a subject."""
        for predicate, by_subject in self._forward.items():
            for value in by_subject.get(subject, ()):
                yield predicate, value

    def owners(self, value: Term) -> Iterable[Term]:
        """Return the subjects of the statements with a value."""
        return self._owners.get(value, ())

    def triples(self) -> Iterator[ox.Triple]:
        """Return them all."""
        for predicate in self._forward:
            for subject, value in self.pairs(predicate):
                yield ox.Triple(subject, predicate, value)

    @cached_property
    def _owners(self) -> dict[Term, list[Term]]:
        """Of blank nodes alone: nobody asks of others."""
        owners: dict[Term, list[Term]] = {}
        for predicate in self._forward:
            for subject, value in self.pairs(predicate):
                if isinstance(value, ox.BlankNode):
                    owners.setdefault(value, []).append(subject)
        return owners
