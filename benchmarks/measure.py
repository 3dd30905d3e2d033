"""What a measure is: a function run in a process of its own, with a limit of time."""

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Numbers = dict[str, Any]


@dataclass(frozen=True)
class Work:
    """Where a catalogue of some size is, and room to write beside it.

    Attributes:
        size: made-up fiches.
        folder: that holds all this.
        query_limit: seconds that one query may take.
        total_limit: seconds that all queries of an engine that is not ours may take.
    """

    size: int
    folder: Path
    query_limit: float = 60
    total_limit: float = 420

    @property
    def project(self) -> Path:
        """The catalogue, valid."""
        return self.folder / "clean"

    @property
    def damaged(self) -> Path:
        """The same, with a defect in one fiche of twenty."""
        return self.folder / "damaged"

    @property
    def store(self) -> Path:
        """Where the store on disk is kept."""
        return self.folder / "store"

    def fresh(self, name: str) -> Path:
        """Return a path of that name where nothing is."""
        place = self.folder / "written"
        place.mkdir(exist_ok=True)
        return place / f"{name}-{time.monotonic_ns()}"

    def change(self, project: Path) -> Path:
        """Change one fiche of a catalogue, each time otherwise, and return its file."""
        file = sorted((project / "data" / "practices").glob("BP1???_*.ttl"))[0]
        content = file.read_text(encoding="utf-8")
        file.write_text(content.replace('"@es ;', f' {time.monotonic_ns()}"@es ;', 1), "utf-8")
        return file


@dataclass(frozen=True)
class Measure:
    """One thing measured.

    Attributes:
        title: as the table names it.
        run: yields numbers as they come; `seconds` is the time.
        limit: seconds, of all of it.
        rounds: how often, taking turns with the others of its topic; the best time counts.
        ours: whether it is of this project.
    """

    title: str
    run: Callable[[Work], Iterator[Numbers]]
    limit: float = 300
    rounds: int = 1
    ours: bool = True


def seconds(run: Callable[[], object], repeats: int = 1) -> float:
    """Return the best time of some runs; one that takes over a second is not repeated."""
    best = float("inf")
    for _ in range(repeats):
        started = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - started)
        if best > 1:
            break
    return best


def forked(run: Callable[[], Numbers], limit: float) -> Numbers:
    """Return what a call gives in a copy of this process, or how it failed within the limit."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def work() -> None:
        try:
            sending.send(run())
        except Exception as error:  # whatever it is costs this cell alone
            sending.send({"failed": f"{type(error).__name__}: {error}"[:200]})

    process = context.Process(target=work)
    process.start()
    sending.close()
    try:
        told: Numbers = receiving.recv() if receiving.poll(limit) else {"more than": limit}
    except EOFError:
        told = {"failed": "it ended without an answer"}
    process.kill()
    process.join()
    return told


def digest(rows: list[tuple[str, ...]]) -> str:
    """Return a short name of rows in any order."""
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()[:12]
