"""The constraint components of SHACL core (§ 4), each over many nodes at once.

Each does what pySHACL does, also where that is not what SHACL says.
"""

import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rdflib import RDF, RDFS, SH, URIRef
from rdflib.term import Node

from saberesgraph.errors import InputError
from saberesgraph.terms import term_of
from saberesgraph.validation.core.statements import TYPE, Statements
from saberesgraph.validation.core.values import Test, precedes

if TYPE_CHECKING:
    from saberesgraph.validation.core.shape import Shape

# each focus node with its value nodes
Rows = Sequence[tuple[int, Collection[int]]]
# a focus node, and the value that is at fault, if one is
Faults = Iterator[tuple[int, int | None]]


@dataclass(frozen=True)
class Found:
    """What a shape finds wrong with a node; terms by number, no path for that of the shape."""

    focus: int
    value: int | None
    shape: "Shape"
    component: str
    path: int | None = None


class Part:
    """One constraint of a shape.

    Attributes:
        component: the IRI of its kind.
        wants: whether it finds fault with having no value.
    """

    component: str
    wants: bool = False

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield every fault."""
        raise NotImplementedError

    def failing(self, data: Statements, rows: Rows) -> set[int]:
        """Return the focus nodes that do not conform."""
        return {focus for focus, _ in self.faults(data, rows)}

    def found(self, data: Statements, rows: Rows, shape: "Shape") -> Iterator[Found]:
        """Yield the results."""
        for focus, value in self.faults(data, rows):
            yield Found(focus, value, shape, self.component)


class Count(Part):
    """`sh:minCount` and `sh:maxCount`."""

    def __init__(self, count: int, *, least: bool) -> None:
        self.component = str(SH.MinCountConstraintComponent)
        self._count, self._least = count, least
        self.wants = least and count > 0
        if not least:
            self.component = str(SH.MaxCountConstraintComponent)

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield the nodes with too few values, or too many."""
        count = self._count
        if self._least:
            return ((focus, None) for focus, values in rows if len(values) < count)
        return ((focus, None) for focus, values in rows if len(values) > count)


class Each(Part):
    """A test of each value by itself."""

    def __init__(self, component: URIRef, test: Test) -> None:
        self.component = str(component)
        self._test = test

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield each value that does not pass."""
        test = self._tester(data)
        good: set[int] = set()
        for focus, values in rows:
            for value in values:
                if value not in good:
                    if test(value):
                        good.add(value)
                    else:
                        yield focus, value

    def _tester(self, data: Statements) -> Callable[[int], bool]:
        terms, test = data.terms, self._test
        return lambda value: test(terms[value])


class OfClass(Each):
    """`sh:class`."""

    def __init__(self, kind: Node) -> None:
        super().__init__(SH.ClassConstraintComponent, bool)
        self._kind = term_of(kind)

    def _tester(self, data: Statements) -> Callable[[int], bool]:
        kinds = data.narrower(data.number(self._kind))
        types = data.forward(data.number(TYPE)).get
        return lambda value: not kinds.isdisjoint(types(value, ()))


class HasValue(Part):
    """`sh:hasValue`."""

    component: str = str(SH.HasValueConstraintComponent)
    wants: bool = True

    def __init__(self, value: Node) -> None:
        self._value = term_of(value)

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield the nodes without the value."""
        wanted = data.number(self._value)
        return ((focus, None) for focus, values in rows if wanted not in values)


class UniqueLang(Part):
    """`sh:uniqueLang`."""

    component: str = str(SH.UniqueLangConstraintComponent)

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield a node once for each language that several of its values have."""
        for focus, values in rows:
            if len(values) > 1:
                tags = [getattr(data.terms[value], "language", None) for value in values]
                for tag in {tag for tag in tags if tag}:
                    if tags.count(tag) > 1:
                        yield focus, None


class Compared(Part):
    """`sh:equals`, `sh:disjoint`, `sh:lessThan` and `sh:lessThanOrEquals`."""

    def __init__(self, component: URIRef, other: URIRef) -> None:
        self.component = str(component)
        self._other = term_of(other)
        self.wants = component == SH.EqualsConstraintComponent

    def faults(self, data: Statements, rows: Rows) -> Faults:
        """Yield each value that does not stand to those of the other property as it should."""
        others = data.forward(data.number(self._other)).get
        compare = _COMPARISONS[self.component]
        for focus, values in rows:
            for value in compare(data, values, others(focus, ())):
                yield focus, value


class Closed(Part):
    """`sh:closed`."""

    component: str = str(SH.ClosedConstraintComponent)

    def __init__(self, allowed: Iterable[Node]) -> None:
        self._allowed = [term_of(node) for node in allowed]

    def failing(self, data: Statements, rows: Rows) -> set[int]:
        """Return the nodes with other properties."""
        return {focus for focus, _, _ in self._others(data, rows)}

    def found(self, data: Statements, rows: Rows, shape: "Shape") -> Iterator[Found]:
        """Yield each statement with another property."""
        for focus, predicate, value in self._others(data, rows):
            yield Found(focus, value, shape, self.component, predicate)

    def _others(self, data: Statements, rows: Rows) -> Iterator[tuple[int, int, int]]:
        allowed = {*map(data.number, self._allowed)}
        resource = (data.number(term_of(RDF.type)), data.number(term_of(RDFS.Resource)))
        for focus, values in rows:
            for value in values:
                for predicate, other in data.about(value):
                    if predicate not in allowed and (predicate, other) != resource:
                        yield focus, predicate, other


def _unequal(_: Statements, values: Collection[int], others: Collection[int]) -> Iterable[int]:
    return set(values).symmetric_difference(others)


def _shared(_: Statements, values: Collection[int], others: Collection[int]) -> Iterable[int]:
    return set(values).intersection(others)


def _unordered(
    fits: Callable[[Any, Any], bool],
) -> Callable[[Statements, Collection[int], Collection[int]], Iterator[int]]:
    def compare(
        data: Statements, values: Collection[int], others: Collection[int]
    ) -> Iterator[int]:
        for value in values:
            for other in others:  # one result for each pair
                try:
                    good = precedes(data.terms[value], data.terms[other], fits)
                except TypeError as error:
                    raise InputError(
                        "las formas no se pudieron evaluar (comparan un nodo sin nombre)",
                        "the shapes could not be evaluated (they compare a blank node)",
                        where="shapes",
                    ) from error
                if not good:
                    yield value

    return compare


_COMPARISONS: Final = {
    str(SH.EqualsConstraintComponent): _unequal,
    str(SH.DisjointConstraintComponent): _shared,
    str(SH.LessThanConstraintComponent): _unordered(operator.lt),
    str(SH.LessThanOrEqualsConstraintComponent): _unordered(operator.le),
}
