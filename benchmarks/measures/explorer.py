"""The explorer: its index, and searches."""

from collections.abc import Iterator

from measure import Measure, Numbers, Work, seconds
from saberesgraph.explorer.search import Explorer
from ways import on_disk

_ASKED = {
    "facets": (("area", "AH"), ("area", "PC"), ("province", "13")),
    "word": (("q", "vivienda"),),
    "typos": (("q", "vivenda alojamineto"),),
}


def _read(work: Work) -> Iterator[Numbers]:
    store = on_disk(work.project, work.store)
    yield {"seconds": seconds(lambda: Explorer(store))}


def _searched(work: Work) -> Iterator[Numbers]:
    explorer = Explorer(on_disk(work.project, work.store))
    selections = {name: explorer.selection(pairs) for name, pairs in _ASKED.items()}
    first = {name: seconds(lambda s=s: explorer.search(s)) for name, s in selections.items()}  # type: ignore[misc]
    yield {f"{name}, first ms": round(1000 * taken, 1) for name, taken in first.items()}
    again = [seconds(lambda s=s: explorer.search(s), 5) for s in selections.values()]  # type: ignore[misc]
    yield {"seconds": max(again), "first": max(first.values())}


MEASURES = {
    "read": Measure("ours, reading and indexing", _read),
    "search": Measure("ours, the slowest of three searches, again", _searched),
}
