"""How far a shape reaches from its focus node: `reach` for SHACL core."""

from collections.abc import Iterator
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from saberesgraph.namespaces import SHACL, shorten
from saberesgraph.validation.facts import Facts, among, kind
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
    return tuple(dict.fromkeys(_faults(shapes, shape, facts, about, ())))


def asked(shapes: Graph, shape: Node) -> frozenset[str] | None:
    """Return the kinds of statement that a shape looks at beside its targets and subclasses.

    None: they are not known.
    """
    found: set[str] = set()
    seen: set[Node] = set()
    for node in (queue := [shape]):
        for predicate, value in shapes.predicate_objects(node):
            if predicate == SH["class"]:
                found |= {kind(str(RDF.type), str(value)), str(RDFS.subClassOf)}
            elif predicate == SH.closed:
                return None
            elif predicate == SH.path:
                found |= {kind(str(each), None) for each in _properties(shapes, value)}
            elif predicate in _COMPARED:
                found.add(kind(str(value), None))
            for nested in _shapes(shapes, predicate, value):
                if nested not in seen:
                    seen.add(nested)
                    queue.append(nested)
    return frozenset(found)


def _shapes(shapes: Graph, predicate: Node, value: Node) -> Iterator[Node]:
    if predicate in _NESTED:
        yield value
    elif predicate in _LISTS:
        yield from Collection(shapes, value)


def _properties(shapes: Graph, path: Node) -> Iterator[Node]:
    if isinstance(path, URIRef):
        yield path
    elif (path, RDF.first, None) in shapes:
        for each in Collection(shapes, path):
            yield from _properties(shapes, each)
    else:
        for each in shapes.objects(path):
            yield from _properties(shapes, each)


def _faults(
    shapes: Graph, shape: Node, facts: Facts, level: int, above: tuple[Node, ...]
) -> Iterator[str]:
    if shape in above:
        yield "it is part of itself"
        return
    above = (*above, shape)
    said = f"{shorten(str(shape))}: " if isinstance(shape, URIRef) else ""
    values, path = level, shapes.value(shape, SH.path)
    if path is not None:
        walk = _Walk(shapes, facts)
        values = walk.end(path, level)
        for fault in walk.faults:
            yield said + fault
    for predicate, value in shapes.predicate_objects(shape):
        term = str(predicate)
        if term.startswith(SHACL + "target") and predicate != SH.targetClass:
            yield said + "its targets are no class"
        elif predicate == SH["class"]:
            if among("a ", facts.own) and not values:
                yield said + "it may ask for the class of another fiche"
            if str(RDFS.subClassOf) in facts.own:
                yield said + "a fiche says which class is below another"
        elif predicate in _COMPARED:
            if among(kind(str(value), None), facts.own) and not level:
                yield said + "it may compare what another fiche says"
        elif predicate == SH.closed:
            if facts.own and not values:
                yield said + "it may ask what another fiche says"
        elif predicate in _LISTS | _NESTED:
            # a property shape of a shape is asked of each value of that shape
            for nested in _shapes(shapes, predicate, value):
                for fault in _faults(shapes, nested, facts, values, above):
                    yield fault if fault.startswith("shape:") else said + fault
        elif term.startswith(SHACL) and predicate not in _PLAIN:
            yield said + f"it uses sh:{term.removeprefix(SHACL)}"


class _Walk:
    """Follows a path, and notes where it may leave what is at hand."""

    def __init__(self, shapes: Graph, facts: Facts) -> None:
        self._shapes = shapes
        self._facts = facts
        self.faults: list[str] = []

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
        self.faults.append("its path is not understood")
        return 0

    def _step(self, step: URIRef, level: int, *, back: bool) -> int:
        asked = kind(str(step), None)
        own, into = among(asked, self._facts.own), among(asked, self._facts.into)
        if back:
            if own and level != OWN:
                self.faults.append(f"fiches may lead to it by {shorten(str(step))}")
                return 0
            return HOME
        if own and not level:
            self.faults.append(f"it may read {shorten(str(step))} of another fiche")
        return HOME if level == OWN or not into else 0
