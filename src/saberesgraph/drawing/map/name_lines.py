"""Names in one or several lines, and the room they take on the map."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

# how wide a letter is and how far a line from the next, beside their size
LETTER: Final = 0.56
_LEADING: Final = 1.1
# a name has no more lines, and breaks after no later word
_LINES: Final = 4
_WORDS: Final = 8


def room_below(letter: int, lines: int) -> float:
    """Return how much room the first lines of a name take below what stands above."""
    return letter * (_LEADING * lines - 0.12)


def width(letter: int, lines: tuple[str, ...]) -> float:
    """Return how wide lines are in a size."""
    return max(map(len, lines)) * letter * LETTER


def broken(name: str) -> list[tuple[str, ...]]:
    """Return a name in one line, in two, in more, each way with the shortest lines.

    >>> broken("Santo Domingo de los Tsáchilas")[1]
    ('Santo Domingo', 'de los Tsáchilas')
    """
    words = name.split()
    return [
        min(_ways(words, count), key=lambda lines: (max(map(len, lines)), [*map(len, lines)]))
        for count in range(1, min(len(words), _LINES) + 1)
    ]


def _ways(words: list[str], count: int) -> Iterator[tuple[str, ...]]:
    """The ways to put words in a number of lines."""
    for breaks in combinations(range(1, min(len(words), _WORDS)), count - 1):
        ends = (0, *breaks, len(words))
        yield tuple(" ".join(words[start:end]) for start, end in pairwise(ends))
