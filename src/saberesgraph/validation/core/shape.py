"""Shapes that look at many nodes at once, and the constraints that shapes put on shapes."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from rdflib import SH, URIRef
from rdflib.term import Node

from saberesgraph.validation.core.parts import Faults, Found, Part, Rows
from saberesgraph.validation.core.paths import Path
from saberesgraph.validation.core.statements import Statements


@dataclass(eq=False)
class Shape:
    """One shape.

    Attributes:
        node: what it is called.
        path: from a focus node to its value nodes; none for a node shape.
        active: whether it looks at anything.
        parts: what it asks.
    """

    node: Node
    path: Path | None
    active: bool = True
    parts: list[Part] = field(default_factory=list)

    def found(self, data: Statements, nodes: Collection[int]) -> Iterator[Found]:
        """Yield every result on these focus nodes, each given once."""
        rows: Rows | None = None
        for part in self.parts if self.active else ():
            if self.path is None and isinstance(part, Property):
                yield from part.shape.found(data, nodes)  # most shapes only list others
            else:
                rows = self._rows(data, nodes) if rows is None else rows
                yield from part.found(data, rows, self) if rows else ()

    def failing(self, data: Statements, nodes: Collection[int]) -> set[int]:
        """Return those of these nodes that do not conform."""
        failed: set[int] = set()
        rows = self._rows(data, nodes)
        for part in self.parts if rows else ():
            new = part.failing(data, rows)
            if new:
                failed |= new
                rows = [row for row in rows if row[0] not in new]
        return failed

    def _rows(self, data: Statements, nodes: Collection[int]) -> Rows:
        if not self.active:
            return ()
        if self.path is None:
            return [(node, (node,)) for node in nodes]
        step = self.path(data)
        if any(part.wants for part in self.parts):
            return [(node, step(node, ())) for node in nodes]
        return [(node, values) for node in nodes if (values := step(node, ()))]


class Property(Part):
    """`sh:property`."""

    component: str = str(SH.PropertyConstraintComponent)

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def failing(self, data: Statements, rows: Rows) -> set[int]:
        """Return the nodes with a value that the other shape finds fault with."""
        return _with(self.shape.failing(data, _values(rows)), rows)

    def found(self, data: Statements, rows: Rows, shape: Shape) -> Iterator[Found]:
        """Yield the results of the other shape, those on a value as often as there is the value."""
        each_once = _values(rows)
        if sum(len(values) for _, values in rows) == len(each_once):
            yield from self.shape.found(data, each_once)
            return
        times = Counter(value for _, values in rows for value in values)
        for count in sorted(set(times.values())):  # a result may be on a node further on
            often = {value for value, n in times.items() if n == count}
            yield from [*self.shape.found(data, often)] * count


class Conforming(Part):
    """A test of each value by other shapes: `sh:node`, `sh:not`, `sh:and`, `sh:or`, `sh:xone`."""

    def __init__(self, component: URIRef, shapes: Sequence[Shape]) -> None:
        self.component = str(component)
        self._shapes = shapes
        self._bad = _TESTS[component]

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield each value that does not conform."""
        bad = self._bad(data, self._shapes, _values(rows))
        for focus, values in rows if bad else ():
            for value in values:
                if value in bad:
                    yield focus, value


class Qualified(Part):
    """`sh:qualifiedMinCount` and `sh:qualifiedMaxCount`; no value may conform to a rival."""

    def __init__(self, shape: Shape, rivals: Sequence[Shape], count: int, *, least: bool) -> None:
        self.component = str(SH.QualifiedMinCountConstraintComponent)
        self._shape, self._rivals = shape, rivals
        self._count, self._least = count, least
        self.wants = least and count > 0
        if not least:
            self.component = str(SH.QualifiedMaxCountConstraintComponent)

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield the nodes of whose values too few conform, or too many."""
        good = _values(rows)
        good -= self._shape.failing(data, good)
        for rival in self._rivals:
            good &= rival.failing(data, good)
        for focus, values in rows:
            conforming = sum(value in good for value in values)
            if conforming < self._count if self._least else conforming > self._count:
                yield focus, None


def _values(rows: Rows) -> set[int]:
    return {value for _, values in rows for value in values}


def _with(bad: set[int], rows: Rows) -> set[int]:
    if not bad:
        return bad
    return {focus for focus, values in rows if not bad.isdisjoint(values)}


def _not_all(data: Statements, shapes: Sequence[Shape], values: set[int]) -> set[int]:
    return set().union(*(shape.failing(data, values) for shape in shapes))


def _none(data: Statements, shapes: Sequence[Shape], values: set[int]) -> set[int]:
    for shape in shapes:
        values = shape.failing(data, values) if values else values
    return values


def _some(data: Statements, shapes: Sequence[Shape], values: set[int]) -> set[int]:
    return values - _not_all(data, shapes, values)


def _not_one(data: Statements, shapes: Sequence[Shape], values: set[int]) -> set[int]:
    failures = Counter(value for shape in shapes for value in shape.failing(data, values))
    return {value for value in values if failures[value] != len(shapes) - 1}


_TESTS = {
    SH.NodeConstraintComponent: _not_all,
    SH.AndConstraintComponent: _not_all,
    SH.OrConstraintComponent: _none,
    SH.NotConstraintComponent: _some,
    SH.XoneConstraintComponent: _not_one,
}
