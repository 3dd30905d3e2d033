"""The seats of cantons as circles on the map, with their names where they meet nothing."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from saberesgraph.drawing.map.boundaries import Sheet
from saberesgraph.drawing.map.name_lines import LETTER
from saberesgraph.drawing.map.outlines import Box
from saberesgraph.drawing.map.province_shapes import NAME
from saberesgraph.presence import Territory

_LARGEST: Final = 33
_SMALLEST: Final = 7
# a place and its radius, its code and its name
Circle = tuple[float, float, float, str, str]
_GAP: Final = 4
# how far below the middle of a circle a name may stand, in circles; and on which side
_PLACES: Final = (
    *product((0.0, -0.8, 0.8), (1, -1)),
    *product((-1.2, 1.2), (0, 1, -1)),
)


@dataclass(frozen=True)
class Spot:
    """The circle of a canton's seat: its place, and where its name stands."""

    code: str
    name: str
    x: int
    y: int
    name_x: int
    name_y: int
    anchor: str


def radius(count: int, most: int) -> float:
    """Return the radius of a circle whose area grows with a count.

    >>> radius(25, 100) / radius(100, 100)
    0.5
    """
    return max(_SMALLEST, _LARGEST * math.sqrt(count / most)) if most else _SMALLEST


def spots(
    sheet: Sheet, territories: Iterable[Territory], counts: Mapping[str, int]
) -> tuple[Spot, ...]:
    """Return the seats of cantons, the largest first.

    Args:
        sheet: what they stand on.
        territories: those that are cantons are taken.
        counts: what the circles show at most: names keep clear of circles of that size.
    """
    cantons = [each for each in territories if not each.is_province]
    most = max((counts[each.code] for each in cantons), default=0)
    return named(
        [
            (
                *sheet.at(each.province, (each.longitude, each.latitude)),
                radius(counts[each.code], most),
                each.code,
                each.name,
            )
            for each in cantons
        ],
        sheet.width,
    )


def named(circles: Iterable[Circle], width: float, written: Iterable[Box] = ()) -> tuple[Spot, ...]:
    """Return circles with their names beside them, the largest first.

    Args:
        circles: to be drawn.
        width: of the sheet, which names do not leave.
        written: what else the names keep clear of.
    """
    ordered = sorted(circles, key=lambda circle: (-circle[2], circle[3]))
    # on a page south is below, and larger
    taken = [*written, *(Box(x - r, y + r, x + r, y - r) for x, y, r, *_ in ordered)]
    found = []
    for circle in ordered:
        spot, box = min(
            (_beside(circle, *place) for place in _PLACES),
            key=lambda option: cost(option[1], taken, width),
        )
        taken.append(box)
        found.append(spot)
    return tuple(found)


def _beside(circle: Circle, down: float, side: int) -> tuple[Spot, Box]:
    x, y, r, code, name = circle
    wide = len(name) * NAME * LETTER
    base = y + down * (r + NAME / 2) + NAME * 0.35
    at = x + side * (r + _GAP)
    left = {1: at, 0: x - wide / 2, -1: at - wide}[side]
    anchor = {1: "start", 0: "middle", -1: "end"}[side]
    spot = Spot(code, name, round(x), round(y), round(at), round(base), anchor)
    return spot, Box(left, base + NAME * 0.25, left + wide, base - NAME * 0.75)


def cost(box: Box, taken: Iterable[Box], width: float) -> float:
    """Return how bad a place for words is: what it covers, and whether it leaves the sheet."""
    return sum(_shared(box, other) for other in taken) + 1e6 * (box.west < 0 or box.east > width)


def _shared(a: Box, b: Box) -> float:
    """How much of the page two boxes share."""
    across = min(a.east, b.east) - max(a.west, b.west)
    down = min(a.south, b.south) - max(a.north, b.north)
    return max(0.0, across) * max(0.0, down)
