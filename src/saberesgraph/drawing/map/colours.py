"""Classes of counts for a map, where a legend tells them: they end at round numbers."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from saberesgraph.drawing.shades import DARK_INK, RAMP

# of the ramp, for fewer classes
_SPREAD: Final = {1: (3,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
_STEPS: Final = tuple(digit * 10**power for power in range(7) for digit in (1, 2, 5))


@dataclass(frozen=True)
class Shade:
    """A class of counts: its least and most, its colour, and the ink that is read on it."""

    least: int
    most: int
    fill: str
    ink: str

    def __str__(self) -> str:
        """Return the counts it stands for.

        >>> str(Shade(2, 4, "", "")), str(Shade(1, 1, "", ""))
        ('2–4', '1')
        """
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


# none at all: the hatching says that it is a gap
GAP: Final = Shade(0, 0, "url(#map-gap)", DARK_INK)


def shades(most: int) -> tuple[Shade, ...]:
    """Return up to five classes from 1 to the highest count, each about double the last.

    >>> [str(shade) for shade in shades(30)]
    ['1', '2–4', '5–9', '10–19', '20–30']
    >>> [str(shade) for shade in shades(3)], shades(0)
    (['1', '2–3'], ())
    """
    bounds = list(_STEPS[: bisect_right(_STEPS, most)][-len(RAMP) :])
    if not bounds:
        return ()
    bounds[0] = 1
    colours = [RAMP[place] for place in _SPREAD[len(bounds)]]
    ends = [*(bound - 1 for bound in bounds[1:]), most]
    return tuple(
        Shade(least, end, *colour) for least, end, colour in zip(bounds, ends, colours, strict=True)
    )


def shade_of(count: int, classes: tuple[Shade, ...]) -> Shade:
    """Return the class of a count; the gap for none.

    >>> str(shade_of(7, shades(30)))
    '5–9'
    """
    place = bisect_right([shade.least for shade in classes], count)
    return classes[place - 1] if place else GAP
