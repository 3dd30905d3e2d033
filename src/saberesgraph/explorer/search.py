"""Finds experiences by words and facets, and counts what each other choice would find."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from saberesgraph.explorer import entry, facets, selection
from saberesgraph.explorer.entry import Entry
from saberesgraph.explorer.facets import Facet, Value, bits, mask
from saberesgraph.explorer.selection import Selection
from saberesgraph.explorer.words import Matches, Words
from saberesgraph.language import LANGUAGES, folded
from saberesgraph.store import Store

# the texts of an experience, and what a word in each is worth
COLUMNS: Final = {
    "code": 10.0, "title_es": 6.0, "title_en": 6.0, "keywords": 4.0, "names": 3.0, "also": 1.5,
    "prose": 1.0,
}  # fmt: skip
_NAMES: Final = ("territory", "actor", "assistance", "population")
_ALSO: Final = ("mentionedActor", "replicator")
PAGE: Final = 20
"""How many results a page of the explorer has."""


@dataclass(frozen=True)
class Count:
    """A value of a facet and how many experiences it has if it is chosen with all the rest.

    Attributes:
        value: of the facet.
        total: experiences found with it, whatever else of its facet is chosen.
        derived: those of them of which only our rules say so.
        chosen: whether the selection has it.
    """

    value: Value
    total: int
    derived: int
    chosen: bool


@dataclass(frozen=True)
class Counted:
    """A facet and its values' counts, in order; those without any experience included."""

    facet: Facet
    values: tuple[Count, ...]

    @property
    def shown(self) -> tuple[Count, ...]:
        """Those that find something, or are chosen."""
        return tuple(each for each in self.values if each.total or each.chosen)


@dataclass(frozen=True)
class Found:
    """What a selection finds.

    Attributes:
        selection: what was asked.
        numbers: of the entries found, in the order asked for.
        counts: by the name of the facet.
        matches: what the words found before any filter.
        if_dropped: where nothing is found, what each choice left out would find: by facet, or `q`.
    """

    selection: Selection
    numbers: npt.NDArray[np.int64]
    counts: Mapping[str, Counted]
    matches: Matches
    if_dropped: Mapping[str, int]
    _entries: tuple[Entry, ...]

    @property
    def total(self) -> int:
        """How many experiences are found."""
        return len(self.numbers)

    @property
    def pages(self) -> int:
        """How many pages they fill, at least one."""
        return max(1, -(-self.total // PAGE))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all experiences found, in the order asked for."""
        return tuple(entry.code for entry in self.entries())

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """Yield the experiences found, or a part of them: from `start`, up to `stop`."""
        return (self._entries[number] for number in self.numbers[start:stop])

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The experiences of the selection's page."""
        first = (self.selection.page - 1) * PAGE
        return tuple(self.entries(first, first + PAGE))


class Explorer:
    """Searches all experiences of a store; reads it once, and any thread may ask.

        explorer = Explorer(store)
        selection = explorer.selection([("q", "vivienda"), ("area", "AH"), ("area", "PC")])
        found = explorer.search(selection, "es")
        found.total, found.codes, list(found.entries(0, 20)), found.counts["area"].values

    An `Entry` has the main fields of a card (`as_dict` gives them ready for JSON).

    Raises:
        InputError: the data of an experience are too damaged to read.
    """

    def __init__(self, store: Store) -> None:
        catalogue = entry.read(store)
        self.entries = catalogue.entries
        self.things = catalogue.things
        self.facets = facets.build(store, catalogue)
        self._number = {entry.code: number for number, entry in enumerate(self.entries)}
        self._all = bits(range(len(self.entries)), len(self.entries))
        self._words = Words(COLUMNS, map(self._texts, self.entries))
        self._orders = self._sorted()

    def _texts(self, entry: Entry) -> tuple[str, ...]:
        return (
            entry.code,
            *(entry.label.get(language, "") for language in LANGUAGES),
            " · ".join(entry.keywords),
            " · ".join(self._names(entry, _NAMES)),
            " · ".join(self._names(entry, _ALSO)),
            " \n ".join(entry.prose),
        )

    def _names(self, entry: Entry, links: Iterable[str]) -> Iterable[str]:
        """The names of what an experience is linked with, and of what that lies in, each once."""
        names: dict[str, None] = {}
        for curie in (curie for link in links for curie in entry.links.get(link, ())):
            at = curie
            seen: set[str] = set()
            while at in self.things and at not in seen:
                seen.add(at)
                thing = self.things[at]
                names.update(dict.fromkeys(thing.label.values()))
                names.update(dict.fromkeys(name for each in thing.names.values() for name in each))
                # the country is where everything takes place
                at = thing.one("skos:broader") or "" if thing.is_a("Canton") else ""
        return names

    def _sorted(self) -> dict[str, npt.NDArray[np.int64]]:
        def order(key: object) -> npt.NDArray[np.int64]:
            return np.array(sorted(range(len(self.entries)), key=key), dtype=np.int64)  # type: ignore[call-overload]

        entries = self.entries
        titles = {
            f"title-{language}": order(lambda n, lang=language: folded(entries[n].title(lang)))
            for language in LANGUAGES
        }
        # the largest figure first, and those without one last
        by_population = order(
            lambda n: (entries[n].population is None, -(entries[n].population or 0))
        )
        return {"code": order(lambda n: n), "population": by_population, **titles}

    def entry(self, code: str) -> Entry | None:
        """Return the experience with a code, however its letters are written, or None."""
        number = self._number.get(code.strip().upper())
        return None if number is None else self.entries[number]

    def selection(self, pairs: Iterable[tuple[str, str]]) -> Selection:
        """Return what the names and values of a query string ask for.

        Raises:
            ParameterError: one of them does not exist; says which are near or legal.
        """
        return selection.read(pairs, self.facets)

    def search(self, selection: Selection, language: str = "es") -> Found:
        """Return what a selection finds, with the counts of every facet.

        Args:
            selection: as `selection` gives it.
            language: of the titles that are sorted by.
        """
        matches = self._words.search(selection.q)
        size = len(self.entries)
        matched = bits(matches.numbers, size) if selection.q else self._all
        chosen = {name: self._any(name, codes) for name, codes in selection.values.items()}
        found = matched
        for members in chosen.values():
            found &= members
        others = {name: self._but(name, matched, chosen) for name in self.facets}
        return Found(
            selection,
            self._ordered(found, matches, selection, language),
            {name: self._count(name, others[name], selection) for name in self.facets},
            matches,
            {} if found else self._if_dropped(selection, others, chosen),
            self.entries,
        )

    def excerpts(self, found: Found) -> dict[str, dict[str, str]]:
        """Return what matched in the experiences of the selection's page, by code and column.

        The words that matched stand between words.OPEN and words.CLOSE; columns are of COLUMNS.
        """
        numbers = {self._number[entry.code]: entry.code for entry in found.shown}
        excerpts = self._words.excerpts(found.matches, numbers)
        return {numbers[number]: said for number, said in excerpts.items()}

    def _any(self, name: str, codes: Iterable[str]) -> int:
        members = 0
        for code in codes:
            members |= self.facets[name].values[code].members
        return members

    def _but(self, name: str, matched: int, chosen: Mapping[str, int]) -> int:
        """What is found whatever is chosen in one facet."""
        for other, members in chosen.items():
            if other != name:
                matched &= members
        return matched

    def _count(self, name: str, others: int, selection: Selection) -> Counted:
        facet = self.facets[name]
        counts = []
        for value in facet.values.values():
            here = others & value.members
            derived = here & ~value.stated if value.stated != value.members else 0
            counts.append(
                Count(
                    value,
                    here.bit_count(),
                    derived.bit_count(),
                    selection.has(name, value.code),
                )
            )
        return Counted(facet, tuple(counts))

    def _if_dropped(
        self, selection: Selection, others: Mapping[str, int], chosen: Mapping[str, int]
    ) -> dict[str, int]:
        dropped = {name: others[name].bit_count() for name in chosen}
        if selection.q:
            dropped["q"] = self._but("", self._all, chosen).bit_count()
        return {name: count for name, count in dropped.items() if count}

    def _ordered(
        self, found: int, matches: Matches, selection: Selection, language: str
    ) -> npt.NDArray[np.int64]:
        if selection.sort == "relevance":
            order = matches.numbers
        elif selection.sort == "title":
            order = self._orders[f"title-{language}"]
        else:
            order = self._orders[selection.sort]
        return order[mask(found, len(self.entries))[order]]
