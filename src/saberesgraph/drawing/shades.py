"""Shades of a count: their colours, and which of them it has where a number stands in each."""

from math import sqrt
from typing import Final

DARK_INK: Final = "#1c2430"
_LIGHT_INK: Final = "#ffffff"
# background and ink, in CSS again (matrix.css): one hue, each step darker than the last, so that it
# survives any colour blindness and a grey printer
RAMP: Final = (
    ("#d9e8f5", DARK_INK),
    ("#a6cbe7", DARK_INK),
    ("#6ba8d6", DARK_INK),
    ("#2b6fab", _LIGHT_INK),
    ("#0a3a70", _LIGHT_INK),
)
LEVELS: Final = len(RAMP)


def level(count: float, largest: float) -> int:
    """Return the shade of a count among counts up to `largest`: 1 to LEVELS, 0 for none.

    Steps are even in the square root, so that one full cell does not make all others pale.

    >>> [level(count, 26) for count in (0, 1, 3, 7, 14, 26)]
    [0, 1, 1, 3, 4, 5]
    >>> [level(count, 3) for count in (1, 2, 3)]
    [1, 2, 3]
    """
    if count <= 0:
        return 0
    if largest <= LEVELS:
        return min(LEVELS, max(1, round(count)))
    # rounded, so that the last bit of a machine decides nothing
    step = round((sqrt(max(count, 1)) - 1) / (sqrt(largest) - 1) * LEVELS, 9)
    return min(int(step), LEVELS - 1) + 1


def scale(largest: int) -> list[tuple[int, int, int]]:
    """Return each shade in use with its smallest and its largest count.

    >>> scale(10)
    [(1, 1, 2), (2, 3, 3), (3, 4, 5), (4, 6, 7), (5, 8, 10)]
    """
    found: dict[int, list[int]] = {}
    for count in range(1, largest + 1):
        found.setdefault(level(count, largest), []).append(count)
    return [(shade, counts[0], counts[-1]) for shade, counts in found.items()]
