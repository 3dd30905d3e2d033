"""Keeps boxes apart: labels that lie on each other cannot be read."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Box = tuple[float, float]
_Array = npt.NDArray[Any]
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
_STEP: Final = 6.0  # how finely free places are looked for
_TRIES: Final = 2000
_FEW: Final = 64  # how many are looked at first: most boxes find a place among these


def disc(count: int) -> list[tuple[float, float]]:
    """Return the points of a disc of bricks of size 1, from its middle outwards.

    >>> disc(3)
    [(0.0, 0.0), (-1.0, 0.0), (1.0, 0.0)]
    """
    reach = math.isqrt(count) + 1
    bricks = [
        (column + row % 2 / 2, float(row))
        for row in range(-reach, reach + 1)
        for column in range(-reach, reach + 1)
    ]
    return sorted(bricks, key=lambda p: (p[0] ** 2 + p[1] ** 2, p[1], p[0]))[:count]


def packed(
    wanted: Mapping[str, Iterable[float]], boxes: Mapping[str, Box]
) -> dict[str, tuple[float, float]]:
    """Return the place nearest to the one wanted at which each box overlaps none before it.

    The first in the mapping gets its own place; the others look along a spiral.
    """
    names = list(wanted)
    placed = np.zeros((len(names), 2))
    halves = np.array([boxes[name] for name in names]).reshape(-1, 2) / 2
    turns = np.arange(_TRIES)
    spiral = np.stack([np.cos(turns * _GOLDEN), np.sin(turns * _GOLDEN)], axis=1)
    spiral = spiral * (_STEP * np.sqrt(turns))[:, None] * (1.3, 1.0)
    for n, name in enumerate(names):
        scale = 1.0
        while True:
            tried = np.array(tuple(wanted[name])) + spiral * scale
            place = _first_free(tried, halves[n], placed[:n], halves[:n])
            if place is not None:
                placed[n] = tried[place]
                break
            scale *= 2
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, placed.tolist(), strict=True)}


def _first_free(tried: _Array, half: _Array, placed: _Array, halves: _Array) -> int | None:
    """Return which of the places tried is the first that is clear of all boxes placed."""
    needed = halves + half
    for part in (slice(_FEW), slice(_FEW, None)):
        wide, high = (
            np.abs(tried[part, axis, None] - placed[:, axis]) - needed[:, axis] >= 0
            for axis in (0, 1)
        )
        free = np.all(wide | high, axis=1)
        if free.any():
            return int(free.argmax()) + (part.start or 0)
    return None
