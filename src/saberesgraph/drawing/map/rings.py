"""Closed rings of points: their area, their centre, what is inside, where words fit."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Point = tuple[float, float]
Ring = tuple[Point, ...]
# lines across a ring that are tried for its label
_LINES: Final = 48


@dataclass(frozen=True)
class Strip:
    """A place for words inside an outline: its middle and how wide it is there."""

    x: float
    y: float
    width: float


def widest(rings: Iterable[Ring], height: float) -> Strip:
    """Return the widest strip of a height that lies inside the largest of closed rings.

    >>> widest([((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))], 2).width
    10.0
    """
    ring = max(rings, key=lambda ring: abs(area(ring)))
    centre = centroid(ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    step = (bottom - top) / _LINES
    # half a step aside: no line goes through a corner of whole numbers
    lines = [inside(ring, top + (row + 0.5) * step) for row in range(_LINES)]
    reach = max(1, round(height / 2 / step))
    best: tuple[float, float, Strip] | None = None
    for row in range(_LINES):
        y = top + (row + 0.5) * step
        for left, right in _through(lines[max(0, row - reach) : row + reach + 1]):
            if row - reach < 0 or row + reach >= _LINES:
                continue
            strip = Strip((left + right) / 2, y, right - left)
            rank = (round(strip.width), -math.dist((strip.x, strip.y), centre))
            if best is None or rank > best[:2]:
                best = (*rank, strip)
    return best[2] if best else Strip(*centre, 0)


def inside(ring: Ring, y: float) -> list[tuple[float, float]]:
    """Return where a level line runs inside a closed ring, from left to right.

    >>> inside(((0, 0), (2, 0), (2, 2), (0, 2), (0, 0)), 1)
    [(0.0, 2.0)]
    """
    cuts = sorted(
        ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay > y) != (by > y)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def _through(lines: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """What is inside on every one of several lines."""
    runs = lines[0]
    for line in lines[1:]:
        runs = [(max(a, c), min(b, d)) for a, b in runs for c, d in line if min(b, d) > max(a, c)]
    return runs


def area(ring: Ring) -> float:
    """Return the signed area of a closed ring: positive if it runs counterclockwise, y upwards.

    >>> area(((0, 0), (2, 0), (2, 1), (0, 0)))
    1.0
    """
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def centroid(ring: Ring) -> Point:
    """Return the centre of gravity of a closed ring.

    >>> centroid(((0, 0), (2, 0), (2, 2), (0, 2), (0, 0)))
    (1.0, 1.0)
    """
    weight = 6 * area(ring)
    pairs = list(pairwise(ring))
    return (
        sum((ax + bx) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairs) / weight,
        sum((ay + by) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairs) / weight,
    )


def contains(rings: Iterable[Ring], point: Point) -> bool:
    """Return whether a point lies inside any of closed rings.

    >>> contains([((0, 0), (2, 0), (2, 2), (0, 2), (0, 0))], (1, 1))
    True
    """
    x, y = point
    return any(left < x < right for ring in rings for left, right in inside(ring, y))
