"""Classes of counts and their colours, light to dark, told apart by colour-blind readers."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_DARK_INK: Final = "#1c2430"
_LIGHT_INK: Final = "#ffffff"
# one hue, each step darker than the last: it survives any colour blindness and a grey printer
_RAMP: Final = (
    ("#d9e8f5", _DARK_INK),
    ("#a6cbe7", _DARK_INK),
    ("#6ba8d6", _DARK_INK),
    ("#2b6fab", _LIGHT_INK),
    ("#0a3a70", _LIGHT_INK),
)
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
GAP: Final = Shade(0, 0, "url(#map-gap)", _DARK_INK)


def shades(most: int) -> tuple[Shade, ...]:
    """Return up to five classes from 1 to the highest count, each about double the last.

    >>> [str(shade) for shade in shades(30)]
    ['1', '2–4', '5–9', '10–19', '20–30']
    >>> [str(shade) for shade in shades(3)], shades(0)
    (['1', '2–3'], ())
    """
    bounds = list(_STEPS[: bisect_right(_STEPS, most)][-len(_RAMP) :])
    if not bounds:
        return ()
    bounds[0] = 1
    colours = [_RAMP[place] for place in _SPREAD[len(bounds)]]
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
