"""Reads shapes from their graph; what our engine cannot do exactly as pySHACL does, it names."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from saberesgraph.namespaces import SHACL, shorten
from saberesgraph.validation.core import values
from saberesgraph.validation.core.parts import (
    Closed,
    Compared,
    Count,
    Each,
    HasValue,
    OfClass,
    Part,
    UniqueLang,
)
from saberesgraph.validation.core.paths import Unreadable, members, path
from saberesgraph.validation.core.shape import Conforming, Property, Qualified, Shape
from saberesgraph.validation.core.targets import TARGETS, Targets

# pySHACL refuses shapes nested fifteen deep
_DEEPEST: Final = 13
_OF_SHAPES: Final = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
_OF_LISTS: Final[dict[Node, URIRef]] = {
    SH["and"]: SH.AndConstraintComponent,
    SH["or"]: SH.OrConstraintComponent,
    SH.xone: SH.XoneConstraintComponent,
}
_RANGES: Final[dict[Node, tuple[URIRef, Callable[[int], bool]]]] = {
    SH.minInclusive: (SH.MinInclusiveConstraintComponent, lambda order: order >= 0),
    SH.minExclusive: (SH.MinExclusiveConstraintComponent, lambda order: order > 0),
    SH.maxInclusive: (SH.MaxInclusiveConstraintComponent, lambda order: order <= 0),
    SH.maxExclusive: (SH.MaxExclusiveConstraintComponent, lambda order: order < 0),
}
_COMPARED: Final[dict[Node, URIRef]] = {
    SH.equals: SH.EqualsConstraintComponent,
    SH.disjoint: SH.DisjointConstraintComponent,
    SH.lessThan: SH.LessThanConstraintComponent,
    SH.lessThanOrEquals: SH.LessThanOrEqualsConstraintComponent,
}
_READ: Final = _OF_LISTS.keys() | _RANGES.keys() | _COMPARED.keys()
# the other words that say what a value must be
_WORDS: Final = frozenset(
    SHACL + word
    for word in (
        "property", "node", "not", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount",
        "qualifiedValueShapesDisjoint", "class", "hasValue", "pattern", "ignoredProperties",
        "datatype", "nodeKind", "minCount", "maxCount", "minLength", "maxLength", "in",
        "languageIn", "uniqueLang", "closed",
    )
)  # fmt: skip
_ONLY_OF_PROPERTIES: Final = {
    *(SH.minCount, SH.maxCount, SH.uniqueLang, SH.lessThan, SH.lessThanOrEquals),
}


class Compiled:
    """The shapes of a graph, made ready to look at statements.

    Args:
        graph: all that is written of them.

    Attributes:
        roots: the shapes that have targets of their own, with these.
        untold: the others that have, and what they say that our engine does not do.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._custom = set(graph.objects(None, SH.parameter / SH.path))
        self._shapes: dict[Node, Shape] = {}
        self.roots: list[tuple[Shape, Targets]] = []
        self.untold: list[tuple[Node, Targets, str]] = []
        wrong = self._malformed()
        for node in _ordered(self._nodes()):
            if targets := Targets(graph, node):
                try:
                    if wrong:
                        raise Unreadable(wrong)
                    self._conditions(node, set())
                    self.roots.append((self._shape(node, ()), targets))
                except Unreadable as said:
                    self.untold.append((node, targets, str(said)))

    def _nodes(self) -> set[Node]:
        """Return what is a shape (SHACL § 2.1)."""
        graph = self._graph
        kinds = (SH.NodeShape, SH.PropertyShape)
        found = {node for kind in kinds for node in graph.subjects(RDF.type, kind)}
        for predicate in (*TARGETS, SH.property, SH.node):
            found.update(graph.subjects(predicate))
        for predicate in _OF_SHAPES:
            found.update(graph.objects(None, predicate))
        for listed in _OF_LISTS:
            for head in graph.objects(None, listed):
                with suppress(Unreadable):
                    found.update(members(graph, head))
        return found

    def _items(self, head: Node) -> list[Node]:
        return members(self._graph, head) if head != RDF.nil else []

    def _malformed(self) -> str:
        """Return what pySHACL refuses before it looks at anything."""
        graph = self._graph
        try:
            for predicate in _OF_LISTS:
                for head in graph.objects(None, predicate):
                    members(graph, head)
        except Unreadable as said:
            return str(said)
        properties = set(graph.subjects(RDF.type, SH.PropertyShape))
        for node in graph.subjects(RDF.type, SH.NodeShape):
            if node in properties or (node, SH.path, None) in graph:
                return "sh:NodeShape"
        if any(len([*graph.objects(node, SH.path)]) != 1 for node in properties):
            return "sh:path"
        if any(len([*graph.objects(node, SH.path)]) > 1 for node in self._nodes()):
            return "sh:path"
        return ""

    def _shape(self, node: Node, inside: tuple[Node, ...]) -> Shape:
        if node in inside:
            raise Unreadable("a shape that refers to itself")
        if isinstance(node, Literal) or len(inside) > _DEEPEST:
            raise Unreadable("a shape nested too deeply")
        known = self._shapes.get(node)
        if known is None:
            route = self._graph.value(node, SH.path)
            shape = Shape(
                node,
                None if route is None else path(self._graph, route),
                active=not self._flag(node, SH.deactivated),
            )
            shape.parts.extend(self._parts(node, shape, (*inside, node)))
            known = self._shapes[node] = shape
        elif inside:
            self._shape_depth(node, inside)
        return known

    def _shape_depth(self, node: Node, inside: tuple[Node, ...]) -> None:
        if len(inside) + self._depth(node) > _DEEPEST:
            raise Unreadable("a shape nested too deeply")

    def _depth(self, node: Node) -> int:
        return 1 + max(map(self._depth, self._inner(node)), default=0)

    def _inner(self, node: Node) -> Iterator[Node]:
        for predicate in _OF_SHAPES:
            yield from self._graph.objects(node, predicate)
        for listed in _OF_LISTS:
            for head in self._graph.objects(node, listed):
                yield from members(self._graph, head)

    def _conditions(self, node: Node, seen: set[tuple[Node, bool]], *, asked: bool = False) -> None:
        """Refuse a constraint in SPARQL of a shape on which another depends."""
        if (node, asked) in seen:
            return
        seen.add((node, asked))
        if asked and (node, SH.sparql, None) in self._graph:
            raise Unreadable("sh:sparql")
        plain = set(self._graph.objects(node, SH.property))
        for inner in self._inner(node):
            self._conditions(inner, seen, asked=asked or inner not in plain)

    def _parts(self, node: Node, shape: Shape, inside: tuple[Node, ...]) -> Iterator[Part]:
        said = _ordered(set(self._graph.predicates(node)))
        for predicate in said:
            if predicate in self._custom:
                raise Unreadable(shorten(str(predicate)))
            if predicate in _ONLY_OF_PROPERTIES and shape.path is None:
                raise Unreadable(shorten(str(predicate)))
            if predicate not in _READ and str(predicate) not in _WORDS:
                continue
            found = _ordered(self._graph.objects(node, predicate))
            if predicate in _OF_LISTS:
                for head in found:
                    inner = [self._shape(each, inside) for each in members(self._graph, head)]
                    yield Conforming(_OF_LISTS[predicate], inner)
            elif predicate in _RANGES:
                component, fits = _RANGES[predicate]
                for bound in found:
                    yield Each(component, values.within(_literal(bound), fits))
            elif predicate in _COMPARED:
                for other in found:
                    yield Compared(_COMPARED[predicate], _iri(other))
            else:
                word = str(predicate).removeprefix(SHACL)
                yield from self._others(node, shape, word, found, inside)

    def _others(
        self, node: Node, shape: Shape, word: str, found: list[Node], inside: tuple[Node, ...]
    ) -> Iterator[Part]:
        for value in found:
            match word:
                case "property":
                    if (value, SH.path, None) not in self._graph:
                        raise Unreadable("sh:property")
                    yield Property(self._shape(value, inside))
                case "node":
                    if (value, SH.path, None) in self._graph:
                        raise Unreadable("sh:node")
                    yield Conforming(SH.NodeConstraintComponent, [self._shape(value, inside)])
                case "not":
                    yield Conforming(SH.NotConstraintComponent, [self._shape(value, inside)])
                case "qualifiedValueShape" if shape.path is not None:
                    yield from self._qualified(node, value, inside)
                case "qualifiedMinCount" | "qualifiedMaxCount" | "qualifiedValueShapesDisjoint":
                    if shape.path and (node, SH.qualifiedValueShape, None) not in self._graph:
                        raise Unreadable(f"sh:{word}")
                case "class":
                    yield OfClass(value)
                case "hasValue":
                    yield HasValue(value)
                case "pattern":
                    yield self._pattern(node, _literal(value))
                case "ignoredProperties":
                    if (node, SH.closed, None) not in self._graph:
                        raise Unreadable(f"sh:{word}")
                case _:
                    yield from self._single(node, word, found)

    def _single(self, node: Node, word: str, found: list[Node]) -> Iterator[Part]:
        """Yield the part of a word that may stand once."""
        build: dict[str, Callable[[Any], Part]] = {
            "datatype": lambda v: Each(SH.DatatypeConstraintComponent, values.of_datatype(v)),
            "nodeKind": lambda v: Each(SH.NodeKindConstraintComponent, values.of_kind(v)),
            "minCount": lambda v: Count(_count(v), least=True),
            "maxCount": lambda v: Count(_count(v), least=False),
            "minLength": self._min_length,
            "maxLength": self._max_length,
            "in": lambda v: Each(SH.InConstraintComponent, values.among(self._items(v))),
            "languageIn": self._languages,
            "uniqueLang": lambda v: UniqueLang(),
            "closed": lambda v: self._closed(node),
        }
        if word not in build:
            return
        if len(found) != 1:
            raise Unreadable(f"sh:{word}")
        if word in {"uniqueLang", "closed"} and not self._flag(node, SH[word]):
            return
        yield build[word](found[0])

    def _flag(self, node: Node, predicate: URIRef) -> bool:
        found = [*self._graph.objects(node, predicate)]
        if not found:
            return False
        if len(found) > 1 or not isinstance(_literal(found[0]).value, bool):
            raise Unreadable(shorten(str(predicate)))
        return bool(_literal(found[0]).value)

    def _pattern(self, node: Node, pattern: Literal) -> Part:
        flags = [*self._graph.objects(node, SH.flags)]
        if len(flags) > 1:
            raise Unreadable("sh:flags")
        said = str(flags[0]).lower() if flags else ""
        try:
            return Each(SH.PatternConstraintComponent, values.matching(str(pattern), said))
        except Exception as error:  # whatever re makes of it, pySHACL makes the same
            raise Unreadable("sh:pattern") from error

    def _min_length(self, value: Node) -> Part:
        least = _count(value)
        test = values.of_length(lambda length: length >= least)
        return Each(SH.MinLengthConstraintComponent, test if least else lambda _: True)

    def _max_length(self, value: Node) -> Part:
        most = _count(value)
        test = values.of_length(lambda length: length <= most)
        return Each(SH.MaxLengthConstraintComponent, test)

    def _languages(self, head: Node) -> Part:
        tags = self._items(head)
        if not all(isinstance(tag, Literal) and isinstance(tag.value, str) for tag in tags):
            raise Unreadable("sh:languageIn")
        return Each(SH.LanguageInConstraintComponent, values.in_language(map(str, tags)))

    def _closed(self, node: Node) -> Part:
        paths = (
            self._graph.value(each, SH.path) for each in self._graph.objects(node, SH.property)
        )
        allowed: list[Node] = [each for each in paths if isinstance(each, URIRef)]
        for head in self._graph.objects(node, SH.ignoredProperties):
            allowed.extend(self._items(head))
        return Closed(allowed)

    def _qualified(self, node: Node, value: Node, inside: tuple[Node, ...]) -> Iterator[Part]:
        graph = self._graph
        rivals: list[Shape] = []
        if any(
            bool(_literal(v).value) for v in graph.objects(node, SH.qualifiedValueShapesDisjoint)
        ):
            siblings = {
                shape
                for parent in graph.subjects(SH.property, node)
                for sibling in graph.objects(parent, SH.property)
                for shape in graph.objects(sibling, SH.qualifiedValueShape)
            }
            rivals = [self._shape(each, inside) for each in _ordered(siblings - {value})]
        counts = {
            word: [*graph.objects(node, word)]
            for word in (SH.qualifiedMinCount, SH.qualifiedMaxCount)
        }
        if not any(counts.values()) or any(len(each) > 1 for each in counts.values()):
            raise Unreadable("sh:qualifiedValueShape")
        for word, found in counts.items():
            for count in found:
                yield Qualified(
                    self._shape(value, inside),
                    rivals,
                    _count(count),
                    least=word == SH.qualifiedMinCount,
                )


def _ordered(nodes: Iterable[Node]) -> list[Node]:
    found = [*nodes]
    if len(found) > 1:  # of most properties there is one value, and `repr` of rdflib's is slow
        found.sort(key=lambda node: (str(node), repr(node)))
    return found


def _literal(node: Node) -> Literal:
    if not isinstance(node, Literal):
        raise Unreadable("a value that is no literal")
    return node


def _iri(node: Node) -> URIRef:
    if not isinstance(node, URIRef):
        raise Unreadable("a value that is no IRI")
    return node


def _count(node: Node) -> int:
    literal = _literal(node)
    if literal.datatype != XSD.integer or literal.ill_typed or int(literal.value) < 0:
        raise Unreadable("a count that is no xsd:integer")
    return int(literal.value)
