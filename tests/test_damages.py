"""Each row of a table damages one property of the full graph, and its shape must say so.

`tests/shapes/damages.tsv` holds, a row: a shape, a focus node, a property, what is done to its
values (`missing`: there are none; `also`: one more; `instead`, `fits`: these in their place) and
values in Turtle. The shape must be broken on that node, and must not be where the value `fits`:
the patches of tests/shapes/ break a shape in one way, the rows in every other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pytest

import test_shapes
from saberesgraph.namespaces import PROLOGUE, expand
from saberesgraph.reading import parse
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.shacl import Shapes

TABLE = test_shapes.FOLDER / "damages.tsv"
DAMAGES = ("missing", "also", "instead", "fits")


@dataclass(frozen=True)
class Row:
    """One row of the table, its values as terms."""

    shape: str
    focus: str
    property: str
    damage: str
    values: tuple[ox.NamedNode | ox.Literal, ...]

    def holds(self, shapes: Shapes, data: "Damaged") -> bool:
        """Return whether the shape says of the damage what it must."""
        node = ox.NamedNode(expand(self.focus))
        old = data.put(node, ox.NamedNode(expand(self.property)), self.values, self.damage)
        try:
            broken = {result.shape for result in shapes.core(data, [node])}
        finally:
            data.put(node, ox.NamedNode(expand(self.property)), old, "instead")
        return (expand(self.shape) in broken) is (self.damage != "fits")


class Damaged(InMemory):
    """Statements whose values can be put in the place of others."""

    def put(
        self,
        subject: ox.NamedNode,
        predicate: ox.NamedNode,
        values: tuple[ox.NamedNode | ox.Literal, ...],
        damage: str,
    ) -> tuple[ox.NamedNode | ox.Literal, ...]:
        """Give a property of a node other values, and return those it had."""
        number = self.number(predicate)
        by_subject = self._forward.setdefault(number, {})
        old = by_subject.pop(self.number(subject), [])
        new = [self.number(value) for value in values]
        if damage == "also":
            new = [*old, *new]
        if new:
            by_subject[self.number(subject)] = new
        self._backward.pop(number, None)
        return tuple(self.terms[each] for each in old)


@cache
def rows() -> tuple[Row, ...]:
    return tuple(_read())


def _read() -> Iterator[Row]:
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == ["shape", "focus", "property", "damage", "values"]
    cells = [line.split("\t") for line in lines]
    stated = (f"<row:{n}> {{ <row:> <row:> {row[4]} }}\n" for n, row in enumerate(cells) if row[4])
    values: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for quad in ox.parse(PROLOGUE + "".join(stated), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        values.setdefault(quad.graph_name.value, []).append(quad.object)
    for n, (shape, focus, name, damage, _) in enumerate(cells):
        yield Row(shape, focus, name, damage, tuple(values.get(f"row:{n}", ())))


@cache
def data() -> Damaged:
    """The full graph, with what can be one value too many; nothing is asked of the latter."""
    return Damaged((*test_shapes.full(), *parse(test_shapes.FOLDER / "second.ttl").triples))


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_row_is_told_by_its_shape(damage: str) -> None:
    mine = [row for row in rows() if row.damage == damage]
    assert mine
    assert [row for row in mine if not row.holds(test_shapes.prepared(), data())] == []


def test_the_table_is_in_order_and_says_nothing_twice() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    assert lines == sorted(set(lines))
    assert {row.damage for row in rows()} == set(DAMAGES)
    assert all(bool(row.values) is (row.damage != "missing") for row in rows())


def test_a_graph_is_as_it_was_after_a_damage() -> None:
    whole = {str(triple) for triple in data().triples()}
    for row in rows()[::50]:
        row.holds(test_shapes.prepared(), data())
    assert {str(triple) for triple in data().triples()} == whole
