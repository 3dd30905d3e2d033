"""What the page of a thing consists of: facts, gaps in plain words, tables of records, lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from saberesgraph.practice.evidence import Evidence
from saberesgraph.results import natural


@dataclass(frozen=True)
class Fact:
    """Something said of a thing: words, other things, or an address outside."""

    name: str
    words: str = ""
    things: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Gap:
    """A sentence on what no record says, and the things that it speaks of."""

    words: str
    things: tuple[str, ...] = ()


@dataclass(frozen=True)
class Records:
    """A table of records with the evidence of their link; `at` heads the column of the thing."""

    anchor: str
    title: str
    evidence: tuple[Evidence, ...]
    note: str = ""
    at: str = ""
    derived: bool = False


@dataclass(frozen=True)
class Listing:
    """Things, each with how many records speak of it; `marked` items get an anchor of their own."""

    anchor: str
    title: str
    things: tuple[tuple[str, int], ...]
    note: str = ""
    derived: bool = False
    marked: bool = False


@dataclass(frozen=True)
class View:
    """The page of a thing, besides its names."""

    kind: str
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]
    records: tuple[Records, ...]
    listings: tuple[Listing, ...]


def ranked(counts: Counter[str], without: Iterable[str] = ()) -> tuple[tuple[str, int], ...]:
    """Return things with their counts, the most first; some may be left out.

    >>> ranked(Counter({"area:PC": 1, "area:AH": 2}))
    (('area:AH', 2), ('area:PC', 1))
    """
    out = set(without)
    kept = ((thing, count) for thing, count in counts.items() if thing not in out)
    return tuple(sorted(kept, key=lambda pair: (-pair[1], natural(pair[0]))))
