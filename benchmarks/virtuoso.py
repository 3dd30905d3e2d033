"""A Virtuoso server of our own, with room for a large catalogue."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ways  # noqa: F401 (the tests' modules)
from engines import started_virtuoso
from saberesgraph.store.endpoint import Endpoint

_BUFFERS = 170_000  # of 8 KiB: its manual's for 2 GiB


@dataclass(frozen=True)
class Virtuoso:
    """A server, ready to be loaded and asked.

    Attributes:
        endpoint: where it is asked.
        run: runs SQL as its administrator.
    """

    endpoint: Endpoint
    run: Callable[[str], None]

    def load(self, folders: Mapping[Path, str], names: str) -> None:
        """Load the files of folders, and of those in them, into a graph each."""
        each = [f"ld_dir_all('{folder}', '{names}', '{g}');" for folder, g in folders.items()]
        self.run(" ".join([*each, "rdf_loader_run(); checkpoint;"]))


@contextmanager
def running(folder: Path, allowed: Sequence[Path], seconds: float = 60) -> Iterator[Virtuoso]:
    """Start a server in an empty folder that may load what is in some folders."""
    sparql = f"""ResultSetMaxRows = 10000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = {seconds:.0f}"""
    with started_virtuoso(folder, allowed=allowed, buffers=_BUFFERS, sparql=sparql) as (url, run):
        yield Virtuoso(Endpoint(url, seconds=seconds, output_mib=1024), run)
