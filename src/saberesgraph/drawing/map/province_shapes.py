"""The provinces as they are drawn: where the number and the name of each stand."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Final

from saberesgraph.drawing.map import outlines
from saberesgraph.drawing.map.boundaries import ARCHIPELAGO, Sheet
from saberesgraph.drawing.map.name_lines import LETTER, broken, room_below, width
from saberesgraph.drawing.map.outlines import Box
from saberesgraph.drawing.map.rings import Point, widest
from saberesgraph.presence import Territory

NUMBER: Final = 27
NAME: Final = 16
# a name that does not fit is tried in these sizes
_FINE: Final = (13, 12)
# how tall a digit is, beside its size
_DIGIT: Final = 0.75
_AIR: Final = 4
# places on a line that are looked at
_STOPS: Final = 60


@dataclass(frozen=True)
class Shape:
    """A province as drawn.

    Attributes:
        path: of its outline.
        x, y: the middle of its number.
        letter: the size of its name.
        lines: its name, below the number.
        aside: where its name stands instead if it fits nowhere inside; a line leads from it.
    """

    code: str
    path: str
    x: int
    y: int
    letter: int = NAME
    lines: tuple[str, ...] = ()
    aside: Box | None = None

    @property
    def base(self) -> int:
        """The line that its number stands on."""
        return self.y + round(NUMBER * _DIGIT / 2)

    @property
    def middle(self) -> int:
        """The middle of the lines of its name."""
        return round((self.aside.west + self.aside.east) / 2) if self.aside else self.x

    @property
    def bases(self) -> tuple[tuple[str, int], ...]:
        """The lines of its name, each with the line that it stands on."""
        above = self.aside.north if self.aside else self.base
        return tuple(
            (line, round(above + room_below(self.letter, place)))
            for place, line in enumerate(self.lines, 1)
        )

    @property
    def leader(self) -> tuple[Point, Point] | None:
        """The ends of the line from a name that stands aside to the number."""
        if self.aside is None:
            return None
        box = self.aside
        start = (
            min(max(self.x, box.west), box.east),
            min(max(self.y, box.north), box.south),
        )
        length = math.dist(start, (self.x, self.y))
        short = NUMBER * _DIGIT / length
        end = (self.x + (start[0] - self.x) * short, self.y + (start[1] - self.y) * short)
        return (round(start[0]), round(start[1])), (round(end[0]), round(end[1]))

    @property
    def length(self) -> float:
        """How long that line is."""
        return math.dist(*self.leader) if self.leader else 0

    def crosses(self, written: Iterable[Box]) -> bool:
        """Return whether that line goes through any of boxes."""
        if self.leader is None:
            return False
        (ax, ay), (bx, by) = self.leader
        way = [(ax + (bx - ax) * n / _STOPS, ay + (by - ay) * n / _STOPS) for n in range(_STOPS)]
        return any(
            box.west < x < box.east and box.north < y < box.south for box in written for x, y in way
        )

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What its number and its name take of the sheet."""
        half = NUMBER * LETTER * 1.1
        number = Box(self.x - half, self.base, self.x + half, 2 * self.y - self.base)
        words = (
            (self.middle, len(line) * self.letter * LETTER / 2, base) for line, base in self.bases
        )
        return (
            number,
            *(Box(x - half, base, x + half, base - 0.75 * self.letter) for x, half, base in words),
        )

    @property
    def island(self) -> bool:
        """Whether it stands in the frame."""
        return self.code == ARCHIPELAGO


def shapes(sheet: Sheet, territories: Iterable[Territory]) -> tuple[Shape, ...]:
    """Return the provinces that have an outline, each with its number, and its name if it fits."""
    return tuple(
        _shape(sheet, each)
        for each in territories
        if each.is_province and sheet.rings.get(each.code)
    )


def _shape(sheet: Sheet, territory: Territory) -> Shape:
    rings = sheet.rings[territory.code]
    drawn = outlines.path(rings)
    for letter, lines in product((NAME, *_FINE), broken(territory.name)):
        below = room_below(letter, len(lines))
        strip = widest(rings, NUMBER * _DIGIT + below + _AIR)
        if strip.width > width(letter, lines) + _AIR:
            x, y = round(strip.x), round(strip.y - below / 2)
            return Shape(territory.code, drawn, x, y, letter, lines)
    strip = widest(rings, NUMBER)
    return Shape(territory.code, drawn, round(strip.x), round(strip.y))
