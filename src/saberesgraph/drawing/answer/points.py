"""What an answer says, read by the parts that its header gives to columns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

import pyoxigraph as ox

from saberesgraph.language import number, visible
from saberesgraph.namespaces import local_name, shorten
from saberesgraph.queries import NamedQuery
from saberesgraph.results import Table, Term, is_number, text

MOST: Final = 25
_T = TypeVar("_T")


@dataclass(frozen=True)
class Thing:
    """What a bar, a row, a column or an end is: its IRI tells it from others of its name."""

    curie: str
    code: str
    label: str


@dataclass(frozen=True)
class Point:
    """The values of a thing, or of a pair of them; a value may be missing, which is not zero."""

    row: Thing
    column: Thing
    values: tuple[Decimal | None, ...]

    @property
    def size(self) -> Decimal:
        """The values together."""
        return sum((value for value in self.values if value is not None), Decimal())


def points(query: NamedQuery, table: Table) -> list[Point]:
    """Return the points of an answer in its order, each pair once.

    An answer in long form repeats a pair for each thing that it tells of it: the first counts.
    """
    found: dict[tuple[Thing, Thing], Point] = {}
    parts = {part: _places(query, table, part) for part in ("row", "column", "value")}
    for row in table.rows:
        one = _thing([row[place] for place in parts["row"]])
        other = _thing([row[place] for place in parts["column"]])
        values = tuple(_number(row[place]) for place in parts["value"])
        found.setdefault((one, other), Point(one, other, values))
    return list(found.values()) if parts["row"] else []


def heading(query: NamedQuery, part: str, language: str, which: int = 0) -> str:
    """Return what people call the first (or another) of the columns of a part."""
    names = [c for c in query.columns.values() if c.draw == part and c.type != "iri"]
    return names[which].heading[language] if names else ""


def largest(items: Iterable[_T], size: Callable[[_T], Decimal], most: int = MOST) -> list[_T]:
    """Return the largest items, in the order they came in.

    >>> largest("abc", lambda letter: Decimal(ord(letter)), 2)
    ['b', 'c']
    """
    listed = list(items)
    kept = sorted(range(len(listed)), key=lambda place: -size(listed[place]))[:most]
    return [listed[place] for place in sorted(kept)]


def shown(value: Decimal, language: str) -> str:
    """Return a number as it is written in a language, without idle zeros.

    >>> shown(Decimal("845500.0"), "en"), shown(Decimal("0.870"), "es")
    ('845,500', '0,87')
    """
    whole = value == value.to_integral_value()
    return number(value.to_integral_value() if whole else value.normalize(), language)


def _places(query: NamedQuery, table: Table, part: str) -> list[int]:
    return [
        place
        for place, name in enumerate(table.columns)
        if name in query.columns and query.columns[name].draw == part
    ]


def _thing(cells: list[Term]) -> Thing:
    iris = [shorten(cell.value) for cell in cells if isinstance(cell, ox.NamedNode)]
    words = [visible(text(cell)) for cell in cells if isinstance(cell, ox.Literal)]
    *codes, label = words or [local_name(iri.replace(":", "/")) for iri in iris] or [""]
    return Thing(" ".join(iris), " · ".join(codes), label)


def _number(cell: Term) -> Decimal | None:
    words = text(cell)
    return Decimal(words) if is_number(words) else None
