"""A Virtuoso server of our own, with room for a large catalogue."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ways  # noqa: F401 (the tests' modules)
from engines import ISQL, VIRTUOSO, _free_port, _running
from saberesgraph.store.endpoint import Endpoint

_BUFFERS = 170_000  # of 8 KiB: its manual's for 2 GiB


@dataclass(frozen=True)
class Virtuoso:
    """A server, ready to be loaded and asked."""

    endpoint: Endpoint
    sql: int

    def load(self, folders: Mapping[Path, str], names: str) -> None:
        """Load the files of folders, and of those in them, into a graph each."""
        each = [f"ld_dir_all('{folder}', '{names}', '{g}');" for folder, g in folders.items()]
        self.run(" ".join([*each, "rdf_loader_run(); checkpoint;"]))

    def run(self, sql: str) -> None:
        """Run statements as its administrator."""
        assert ISQL
        command = [ISQL, f"127.0.0.1:{self.sql}", "dba", "dba", f"EXEC={sql}"]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own)


@contextmanager
def running(folder: Path, allowed: Sequence[Path], seconds: float = 60) -> Iterator[Virtuoso]:
    """Start a server in an empty folder that may load what is in some folders."""
    assert VIRTUOSO, "install Virtuoso"
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(
        f"""[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {", ".join(map(str, [folder, *allowed]))}
NumberOfBuffers = {_BUFFERS}
MaxDirtyBuffers = {_BUFFERS * 3 // 4}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = {seconds:.0f}
""",
        encoding="utf-8",
    )
    url = f"http://127.0.0.1:{http}/sparql"
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, Endpoint(url, own_graphs=True)):
        yield Virtuoso(Endpoint(url, seconds=seconds, output_mib=1024), sql)
