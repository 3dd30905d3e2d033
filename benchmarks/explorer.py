"""Times the explorer over a made-up catalogue: reading it, and searching it first and again.

Run as `python benchmarks/explorer.py [COUNT]`; without a count, 10,000 practices.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from catalogue import ROOT, practices
from saberesgraph.explorer.listing import Listing
from saberesgraph.explorer.search import Explorer
from saberesgraph.graph import load
from saberesgraph.namespaces import DERIVED_GRAPH
from saberesgraph.project import find
from saberesgraph.rules import derive
from saberesgraph.store.embedded import EmbeddedStore

T = TypeVar("T")
ASKED: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("area", "AH"), ("area", "PC"), ("province", "13")),
    (("q", "vivienda"),),
    (("q", "vivenda alojamineto"),),
    (("q", "migracion oim"), ("area", "AH")),
    (("q", "de la a en y"),),
    (("q", " ".join(f"zzx{letter}qabcdef" for letter in "abcdefghijklmnop")),),
    (("sort", "title"),),
)


def say(words: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what work gives, and how many milliseconds it took."""
    start = time.perf_counter()
    given = work()
    return given, (time.perf_counter() - start) * 1000


def main() -> None:
    """Print a table of times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    project = find(ROOT)
    graph = load(project)
    store = EmbeddedStore([*graph.reading.triples, *practices(count, 1)])
    store.add(DERIVED_GRAPH, derive(store, project.rule_files))
    explorer, taken = timed(lambda: Explorer(store))
    say(f"{len(explorer.entries)} experiences read and indexed in {taken / 1000:.1f} s")
    say("| asked | found | first, ms | again, ms | excerpts, ms |")
    say("|---|---:|---:|---:|---:|")
    for pairs in ASKED:
        selection = explorer.selection(pairs)
        found, first = timed(lambda selection=selection: explorer.search(selection))  # type: ignore[misc]
        _, again = timed(lambda selection=selection: explorer.search(selection))  # type: ignore[misc]
        _, excerpts = timed(lambda found=found: explorer.excerpts(found))  # type: ignore[misc]
        query = selection.query()[:50] or "everything"
        say(f"| {query} | {found.total} | {first:.1f} | {again:.1f} | {excerpts:.1f} |")
    listing = Listing(explorer, store, "es")
    found = explorer.search(explorer.selection(()))
    for name, write in (
        ("csv", lambda: listing.csv(found).encode()),
        ("json", lambda: listing.json(found).encode()),
        ("xlsx", lambda: listing.xlsx(found, "", "", "")),
    ):
        content, taken = timed(write)
        say(f"{name} of all: {taken / 1000:.1f} s, {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
