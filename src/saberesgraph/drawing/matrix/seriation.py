"""Orders in which the rows and columns of a table of counts say most."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# similarities are compared after rounding, so that the last bit of a machine decides nothing
_DECIMALS = 9


def by_total(totals: Sequence[int]) -> list[int]:
    """Return places with the largest total first; equal totals keep their order.

    >>> by_total([1, 3, 0, 3])
    [1, 3, 0, 2]
    """
    return sorted(range(len(totals)), key=lambda place: -totals[place])


def clustered(counts: Sequence[Sequence[int]]) -> list[int]:
    """Return the places of rows such that similar profiles stand side by side, empty rows last.

    Profiles are compared by cosine similarity and joined by average linkage (UPGMA; Sokal and
    Michener 1958). Whenever two groups join, each is turned so that the ends that meet are the
    most similar (Gruvaeus and Wainer 1972, «GW» in the R package seriation). Ties go to the lowest
    place, and of the two directions of the whole the one that begins with more is taken.

    >>> clustered([[0, 0], [5, 0], [0, 4], [4, 1], [1, 4]])
    [1, 3, 4, 2, 0]
    """
    if not counts:
        return []
    table = np.array(counts, dtype=np.int64).reshape(len(counts), -1)
    totals = table.sum(axis=1)
    filled = [int(place) for place in np.flatnonzero(totals)]
    empty = [place for place in range(len(counts)) if place not in set(filled)]
    order = [filled[place] for place in _seriated(_cosines(table[filled]))]
    if order and totals[order[0]] < totals[order[-1]]:
        order.reverse()
    return order + empty


def _cosines(table: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    products = table @ table.T  # integers, so exact on every machine
    lengths = np.sqrt(np.diag(products).astype(np.float64))
    return np.asarray(np.round(products / np.outer(lengths, lengths), _DECIMALS))


def _seriated(similar: npt.NDArray[np.float64]) -> list[int]:
    groups: list[list[int]] = [[place] for place in range(len(similar))]
    between = similar.copy()
    np.fill_diagonal(between, -1)
    alive = list(range(len(groups)))
    while len(alive) > 1:
        part = between[np.ix_(alive, alive)]
        # the first of the largest, in reading order
        first, second = divmod(int(np.argmax(np.round(part, _DECIMALS))), len(alive))
        a, b = alive[first], alive[second]
        one, other = len(groups[a]), len(groups[b])
        groups[a] = _joined(groups[a], groups[b], similar)
        between[a] = (one * between[a] + other * between[b]) / (one + other)
        between[:, a] = between[a]
        between[a, a] = -1
        alive.remove(b)
    return groups[alive[0]] if alive else []


def _joined(a: list[int], b: list[int], similar: npt.NDArray[np.float64]) -> list[int]:
    """Two groups end to end, each turned so that the ends that meet are the most similar."""
    ways = [(x, y) for x in (a, a[::-1]) for y in (b, b[::-1])]
    left, right = max(ways, key=lambda way: similar[way[0][-1], way[1][0]])
    return left + right
