"""The experiences on record in a territory that matches rest on, and what their sources print."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import chain

from saberesgraph.exchange.grounds import Ground, Pair, Stated, Statement
from saberesgraph.results import natural


@dataclass(frozen=True, order=True)
class Said:
    """What a source prints for a statement, and on which basis."""

    printed: str
    basis: str


@dataclass(frozen=True)
class Stating:
    """Experiences that state one thing: in order, as a bit each, and how much they print for it."""

    experiences: tuple[str, ...]
    marks: int
    prints: int


class There:
    """The experiences on record in one territory, what they state and what is printed for it."""

    def __init__(
        self,
        experiences: tuple[str, ...],
        stated: Stated,
        said: Mapping[Statement, tuple[Said, ...]],
    ) -> None:
        """Give each its place in the order in which people read them."""
        self._all, self._stated, self._said = experiences, stated, said
        self._names = sorted(self._all, key=natural)
        self._bits = {name: 1 << place for place, name in enumerate(self._names)}
        self._found: dict[Pair, Stating] = {}

    def _stating(self, kind: Pair) -> Stating:
        if kind not in self._found:
            link, item = kind
            states = self._stated(link)
            those = tuple(each for each in self._all if item in states.get(each, ()))
            prints = sum(len(self._said.get((each, link, item), ())) for each in those)
            # no bit twice, so that a sum joins them
            self._found[kind] = Stating(those, sum(self._bits[each] for each in those), prints)
        return self._found[kind]

    def first(self, grounds: Iterable[Ground], most: int) -> tuple[list[str], int]:
        """Return the first so many experiences that grounds rest on, and how many do in all."""
        marks, others = 0, set()
        for ground in grounds:
            for kind in ground.kinds:
                marks |= self._stating(kind).marks
            for each, _, _ in ground.named:
                if each in self._bits:
                    marks |= self._bits[each]
                else:
                    others.add(each)
        total = marks.bit_count() + len(others)
        found = [*others]
        for _ in range(most):
            if marks:
                found.append(self._names[(marks & -marks).bit_length() - 1])
                marks &= marks - 1
        return sorted(found, key=natural)[:most], total

    def prints(self, practice: str, grounds: Iterable[Ground]) -> Iterator[tuple[str, str, Said]]:
        """Yield what is printed for grounds as experience, item and print.

        What the practice itself says comes first. Only what is taken is looked up: what others say
        grows with the catalogue.
        """
        grounds = tuple(grounds)
        statements = chain(
            ((practice, ground.link, ground.item) for ground in grounds),
            *(merge(ground.named, *map(self._statements, ground.kinds)) for ground in grounds),
        )
        seen = set()
        for statement in statements:
            if statement not in seen:
                seen.add(statement)
                for said in self._said.get(statement, ()):
                    yield statement[0], statement[2], said

    def _statements(self, kind: Pair) -> Iterator[Statement]:
        return ((each, *kind) for each in self._stating(kind).experiences)

    def count(self, practice: str, grounds: Iterable[Ground]) -> int:
        """Return how many `prints` there are in all."""
        grounds = tuple(grounds)
        kinds = {kind for ground in grounds for kind in ground.kinds}
        single = {(practice, ground.link, ground.item) for ground in grounds}
        single |= {each for ground in grounds for each in ground.named}
        alone = (
            (each, *kind)
            for each, *kind in single
            if (kind[0], kind[1]) not in kinds
            or not self._stating((kind[0], kind[1])).marks & self._bits.get(each, 0)
        )
        return sum(self._stating(kind).prints for kind in kinds) + sum(
            len(self._said.get((each[0], each[1], each[2]), ())) for each in alone
        )
