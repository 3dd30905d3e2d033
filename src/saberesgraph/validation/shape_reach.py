"""How far a shape reaches from its focus node: `reach` for SHACL core."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from saberesgraph.namespaces import SHACL, shorten
from saberesgraph.validation.facts import Facts, among, kind, onto_others
from saberesgraph.validation.fault import Fault, beyond_all
from saberesgraph.validation.reach import HOME, OWN

# what looks at the value alone, or at nothing
_PLAIN: Final = {
    *(SH.datatype, SH.nodeKind, SH.minCount, SH.maxCount, SH.minExclusive, SH.minInclusive),
    *(SH.maxExclusive, SH.maxInclusive, SH.minLength, SH.maxLength, SH.pattern, SH.flags),
    *(SH.languageIn, SH.uniqueLang, SH.hasValue, SH["in"], SH.ignoredProperties, SH.deactivated),
    *(SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.defaultValue),
    *(SH.path, SH.targetClass, SH.sparql, SH.qualifiedMinCount, SH.qualifiedMaxCount),
    SH.qualifiedValueShapesDisjoint,
}
_LISTS: Final = {SH["and"], SH["or"], SH.xone}
_NESTED: Final = {SH["not"], SH.node, SH.property, SH.qualifiedValueShape}
_COMPARED: Final = {SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals}
_MANY: Final = {SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath}


def targeted(shapes: Graph) -> tuple[Node, ...]:
    """Return the shapes that have a target, by their names."""
    found = (s for s, p in shapes.subject_predicates() if str(p).startswith(SHACL + "target"))
    return tuple(sorted(set(found), key=str))


def beyond(shapes: Graph, shape: Node, facts: Facts, about: int = OWN) -> tuple[str, ...]:
    """Return why a shape is not local for focus nodes of fiches (OWN) or shared ones (HOME)."""
    faults = _faults(shapes, shape, facts, about, ())
    return tuple(dict.fromkeys(fault.words for fault in faults))


def of_fiches(shapes: Graph, shape: Node, facts: Facts) -> frozenset[str] | None:
    """Return the keys of what fiches say that a shape needs of shared nodes; None: not known."""
    return beyond_all(_faults(shapes, shape, facts, HOME, ()))


def _shapes(shapes: Graph, predicate: Node, value: Node) -> Iterator[Node]:
    if predicate in _NESTED:
        yield value
    elif predicate in _LISTS:
        yield from Collection(shapes, value)


def _faults(
    shapes: Graph, shape: Node, facts: Facts, level: int, above: tuple[Node, ...]
) -> Iterator[Fault]:
    if shape in above:
        yield Fault("it is part of itself")
        return
    above = (*above, shape)
    said = f"{shorten(str(shape))}: " if isinstance(shape, URIRef) else ""
    values, path = level, shapes.value(shape, SH.path)
    if path is not None:
        walk = _Walk(shapes, facts)
        values = walk.end(path, level)
        for fault in walk.faults:
            yield replace(fault, words=said + fault.words)
    for predicate, value in shapes.predicate_objects(shape):
        term = str(predicate)
        if term.startswith(SHACL + "target") and predicate != SH.targetClass:
            yield Fault(said + "its targets are no class")
        elif predicate == SH["class"]:
            if among("a ", facts.own) and not values:
                words = said + "it may ask for the class of another fiche"
                yield Fault(words, frozenset({kind(str(RDF.type), str(value))}))
            if str(RDFS.subClassOf) in facts.own:
                words = said + "a fiche says which class is below another"
                yield Fault(words, frozenset({str(RDFS.subClassOf)}))
        elif predicate in _COMPARED:
            if among(kind(str(value), None), facts.own) and not level:
                words = said + "it may compare what another fiche says"
                yield Fault(words, frozenset({kind(str(value), None)}))
        elif predicate == SH.closed:
            if facts.own and not values:
                yield Fault(said + "it may ask what another fiche says")
        elif predicate in _LISTS | _NESTED:
            # a property shape of a shape is asked of each value of that shape
            for nested in _shapes(shapes, predicate, value):
                for fault in _faults(shapes, nested, facts, values, above):
                    words = fault.words
                    words = words if words.startswith("shape:") else said + words
                    yield replace(fault, words=words)
        elif term.startswith(SHACL) and predicate not in _PLAIN:
            yield Fault(said + f"it uses sh:{term.removeprefix(SHACL)}")


class _Walk:
    """Follows a path, and notes where it may leave what is at hand."""

    def __init__(self, shapes: Graph, facts: Facts) -> None:
        self._shapes = shapes
        self._facts = facts
        self.faults: list[Fault] = []

    def end(self, path: Node, level: int, *, back: bool = False) -> int:
        """Return the level of the nodes that a path leads to, from a node or to it."""
        if isinstance(path, URIRef):
            return self._step(path, level, back=back)
        if (path, RDF.first, None) in self._shapes:
            steps = list(Collection(self._shapes, path))
            for step in reversed(steps) if back else steps:
                level = self.end(step, level, back=back)
            return level
        for predicate, value in self._shapes.predicate_objects(path):
            if predicate == SH.inversePath:
                return self.end(value, level, back=not back)
            if predicate == SH.alternativePath:
                ways = Collection(self._shapes, value)
                return min(self.end(way, level, back=back) for way in ways)
            if predicate in _MANY:
                while (far := min(level, self.end(value, level, back=back))) != level:
                    level = far
                return level
        self.faults.append(Fault("its path is not understood"))
        return 0

    def _step(self, step: URIRef, level: int, *, back: bool) -> int:
        asked = kind(str(step), None)
        own, into = among(asked, self._facts.own), among(asked, self._facts.into)
        if back:
            if own and level != OWN:
                words = f"fiches may lead to it by {shorten(str(step))}"
                key = onto_others(str(step)) if level else asked
                self.faults.append(Fault(words, frozenset({key})))
                return 0
            return HOME
        if own and not level:
            words = f"it may read {shorten(str(step))} of another fiche"
            self.faults.append(Fault(words, frozenset({asked})))
        return HOME if level == OWN or not into else 0
