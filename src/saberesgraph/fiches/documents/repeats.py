"""Pages that a document gives more than once: found, and merged into their fullest copy."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from saberesgraph.fiches.documents import headings, items
from saberesgraph.fiches.documents.lines import Line
from saberesgraph.fiches.documents.words import squash

# fiches of one catalogue share sentences; a page is longer than what they share
_LINES: Final = 6
_LETTERS: Final = 200
_ALIKE: Final = 0.85
_SEED: Final = 25
# so long are paragraphs in one line; longer ones are alike if they are the same
_LONG: Final = 4000
# so many lines at most may stand in one copy alone before both agree again
_SKIP: Final = 3
_PROSE: Final = 12
_LONELY: Final = 0.2
# what many fiches of one catalogue say in the same words
_SHARED: Final = frozenset(
    {
        headings.COMPACT,
        headings.GUIDING,
        "assistedPopulation",
        "territory",
        "assistance",
        "actor",
        "budgetUSD",
    }
)


@dataclass(frozen=True)
class Repeat:
    """A page that stands at two places.

    Args:
        first, again: first and last line of either copy.
        differences: what each copy prints where they differ: first, again.
    """

    first: tuple[int, int]
    again: tuple[int, int]
    differences: tuple[tuple[str, str], ...]


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    longest = max(len(one), len(other))
    return 8 < longest < _LONG and Levenshtein.normalized_similarity(one, other) >= _ALIKE


def _prose(lines: Sequence[Line], keys: Sequence[str]) -> list[int]:
    """Count the letters of each line that are a fiche's own: no headings, no objectives."""
    counts, listed = [], False
    for line, key in zip(lines, keys, strict=True):
        found = headings.at_start(line.text)
        if found:
            listed = found.field in _SHARED
        listed = listed or items.begins(line.text)
        counts.append(0 if found or listed else len(key))
    return counts


class _Finder:
    """Looks through the lines once, from the first to the last."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.keys = [squash(line.text) for line in lines]
        self.kept: dict[str, list[int]] = defaultdict(list)
        self.removed: dict[int, int] = {}
        self.prose = _prose(lines, self.keys)

    def _extend(self, first: int, again: int, step: int, bound: int) -> list[tuple[int, int]]:
        """Pair lines from two that are alike, forwards or backwards."""
        pairs: list[tuple[int, int]] = []
        lonely: list[tuple[int, int]] = []
        while 0 <= first < len(self.keys) and 0 <= again < len(self.keys):
            if first in self.removed or (step < 0 and again <= bound):
                break
            if (step > 0 and first >= bound) or (step < 0 and first < 0):
                break
            if _alike(self.keys[first], self.keys[again]):
                pairs += [*lonely, (first, again)]
                lonely = []
                first, again = first + step, again + step
                continue
            ahead = self._resume(first, again, step) if step > 0 else None
            if ahead is None:
                break
            lonely += [(first + step * n, -1) for n in range(ahead[0])]
            lonely += [(-1, again + step * n) for n in range(ahead[1])]
            first, again = first + step * ahead[0], again + step * ahead[1]
        return pairs

    def _resume(self, first: int, again: int, step: int) -> tuple[int, int] | None:
        """Say how many lines to skip in either copy until both agree in two lines again."""
        for skip in range(1, _SKIP + 1):
            for one in range(skip + 1):
                for other in {skip, one} if one == skip else {skip}:
                    pair = [(one, other), (other, one)]
                    for left, right in pair:
                        i, j = first + step * left, again + step * right
                        if self._same(i, j) and self._same(i + step, j + step):
                            return left, right
        return None

    def _same(self, first: int, again: int) -> bool:
        inside = 0 <= first < len(self.keys) and 0 <= again < len(self.keys)
        return inside and self.keys[first] == self.keys[again] and self.prose[first] > _PROSE

    def run(self, again: int, floor: int) -> list[tuple[int, int]]:
        """Return the longest repeat that has this line in its second copy."""
        best: list[tuple[int, int]] = []
        for first in self.kept[self.keys[again]][-6:]:
            back = self._extend(first - 1, again - 1, -1, max(floor, first))
            begin = min((j for _, j in back if j >= 0), default=again)
            ahead = self._extend(first, again, 1, begin)
            pairs = [*reversed(back), *ahead]
            if len(pairs) > len(best):
                best = pairs
        both = [pair for pair in best if -1 not in pair]
        letters = sum(self.prose[j] for _, j in both)
        enough = len(both) >= _LINES and letters >= _LETTERS
        return best if enough and len(best) - len(both) <= len(both) * _LONELY else []


@dataclass(frozen=True)
class Merged:
    """A document with each of its pages once.

    Args:
        lines: cut where copies begin and end.
        repeats: what stood twice.
        same: number of the line that stands for each line left out.
    """

    lines: list[Line]
    repeats: list[Repeat]
    same: dict[int, int]


def merge(lines: Sequence[Line]) -> Merged:
    """Return the lines, each page once."""
    finder = _Finder(lines)
    cuts: set[int] = set()
    better: dict[int, str] = {}
    added: dict[int, list[Line]] = defaultdict(list)
    repeats = []
    place, floor = 0, -1
    while place < len(lines):
        key = finder.keys[place]
        pairs = finder.run(place, floor) if len(key) >= _SEED and key in finder.kept else []
        if not pairs:
            if len(key) >= _SEED:
                finder.kept[key].append(place)
            place += 1
            continue
        firsts = [i for i, _ in pairs if i >= 0]
        agains = [j for _, j in pairs if j >= 0]
        agains = agains[: len(agains) - _overrun(lines, agains)]
        cuts |= {firsts[0], firsts[-1] + 1, agains[-1] + 1}
        differences = []
        before = firsts[0]
        for i, j in pairs:
            if j > agains[-1]:
                continue
            before = i if i >= 0 else before
            if j >= 0:
                finder.removed[j] = before
            one, other = (lines[i].text if i >= 0 else ""), (lines[j].text if j >= 0 else "")
            if squash(one) != squash(other):
                differences.append((one, other))
                if i < 0:
                    added[before].append(lines[j])
                elif len(squash(other)) > len(squash(one)):
                    better[i] = other
        repeats.append(
            Repeat(
                (lines[firsts[0]].number, lines[firsts[-1]].number),
                (lines[agains[0]].number, lines[agains[-1]].number),
                tuple(differences),
            )
        )
        floor = agains[-1]
        place = floor + 1
    kept: list[Line] = []
    for place, line in enumerate(lines):
        if place in finder.removed:
            continue
        text = better.get(place, line.text)
        cut = line.cut or place in cuts or (place - 1) in finder.removed
        kept.append(replace(line, text=text, cut=cut))
        kept += added.get(place, [])
    same = {lines[j].number: lines[i].number for j, i in finder.removed.items()}
    return Merged(kept, repeats, same)


def _overrun(lines: Sequence[Line], agains: Sequence[int]) -> int:
    """Count the lines at the end of a copy that already open another fiche."""
    count = 0
    for place in reversed(agains[-2:]):
        found = headings.at_start(lines[place].text)
        after = lines[place + 1].text if place + 1 < len(lines) else ""
        ahead = headings.at_start(after)
        if found and found.field == "area" and ahead and ahead.field == "code":
            count = agains[-1] - place + 1
    return count
