"""Other engines behind the query port: rdflib in this process, and two real servers."""

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import rdflib

from saberesgraph.namespaces import XSD
from saberesgraph.reading import parse_ntriples
from saberesgraph.results import Table, Term, from_json, text
from saberesgraph.store.endpoint import Endpoint

OXIGRAPH = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
ISQL = shutil.which("isql-vt")
_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
_SIXTH = Decimal("0.000001")


def same(table: Table) -> list[tuple[str, ...]]:
    """Rows as every engine must give them: numbers and truth by value, all else as text."""
    return [tuple(map(_value, row)) for row in table.rows]


def _value(cell: Term) -> str:
    if isinstance(cell, ox.Literal) and cell.datatype.value in _NUMBERS:
        return format(Decimal(cell.value).quantize(_SIXTH).normalize(), "f")
    if isinstance(cell, ox.Literal) and cell.datatype.value == XSD + "boolean":
        return {"1": "true", "0": "false"}.get(cell.value, cell.value)
    return text(cell)


class RdflibStore:
    """rdflib behind the query port."""

    def __init__(self, graphs: dict[str, bytes]) -> None:
        self._dataset = rdflib.Dataset(default_union=True)
        for name, content in graphs.items():
            self._dataset.graph(rdflib.URIRef(name)).parse(data=content, format="nt")

    def select(self, query: str) -> Table:
        serialised = self._dataset.query(query).serialize(format="json")
        assert serialised is not None
        found = from_json(serialised)
        assert isinstance(found, Table)
        return found

    def ask(self, query: str) -> bool:
        return bool(self._dataset.query(query).askAnswer)

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        found = self._dataset.query(query).graph
        assert found is not None
        return parse_ntriples(found.serialize(format="nt", encoding="utf-8"), "rdflib")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], folder: Path, endpoint: Endpoint) -> Iterator[Endpoint]:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(endpoint, server)
        yield endpoint
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(endpoint: Endpoint, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            endpoint.ask("ASK { ?s ?p ?o }")
        except Exception:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(server.args)


@contextmanager
def oxigraph(graphs: dict[str, bytes], folder: Path) -> Iterator[Endpoint]:
    """A read-only Oxigraph server that holds the graphs."""
    assert OXIGRAPH
    for number, (name, content) in enumerate(graphs.items()):
        file = folder / f"{number}.nt"
        file.write_bytes(content)
        command = [OXIGRAPH, "load", "-l", "store", "--graph", name, "-f", str(file)]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    port = _free_port()
    command = [OXIGRAPH, "serve-read-only", "-l", "store", "-b", f"127.0.0.1:{port}"]
    endpoint = Endpoint(f"http://127.0.0.1:{port}/query")
    with _running(command, folder, endpoint):
        yield endpoint


@contextmanager
def started_virtuoso(
    folder: Path, *, allowed: Iterable[Path] = (), buffers: int = 20_000, sparql: str
) -> Iterator[tuple[str, Callable[[str], None]]]:
    """An empty Virtuoso server: where it answers SPARQL, and what runs SQL as its administrator.

    Args:
        folder: where it lives.
        allowed: folders from which it may load, beside that.
        buffers: of 8 KiB.
        sparql: what its settings of SPARQL say.
    """
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
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {buffers * 3 // 4}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
Charset = UTF-8
[SPARQL]
{sparql}
""",
        encoding="utf-8",
    )

    def run(statements: str) -> None:
        assert ISQL
        isql = [ISQL, f"127.0.0.1:{sql}", "dba", "dba", f"EXEC={statements}"]
        subprocess.run(isql, check=True, capture_output=True)

    url = f"http://127.0.0.1:{http}/sparql"
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, Endpoint(url, own_graphs=True)):
        yield url, run


@contextmanager
def virtuoso(graphs: dict[str, bytes], folder: Path) -> Iterator[Endpoint]:
    """A Virtuoso server that holds the graphs."""
    load = ""
    for number, (name, content) in enumerate(graphs.items()):
        (folder / f"{number}.nt").write_bytes(content)
        load += f"ld_dir('{folder}', '{number}.nt', '{name}'); "
    with started_virtuoso(folder, sparql="ResultSetMaxRows = 10000") as (url, run):
        run(f"{load} rdf_loader_run(); checkpoint;")
        yield Endpoint(url)


@dataclass(frozen=True)
class Addresses:
    """Where a store that may be written to answers."""

    query: str
    update: str
    graph_store: str


@contextmanager
def writable_oxigraph(folder: Path) -> Iterator[Addresses]:
    """An empty Oxigraph server in memory."""
    assert OXIGRAPH
    base = f"http://127.0.0.1:{_free_port()}"
    command = [OXIGRAPH, "serve", "-b", base.removeprefix("http://")]
    with _running(command, folder, Endpoint(f"{base}/query")):
        yield Addresses(f"{base}/query", f"{base}/update", f"{base}/store")


@contextmanager
def writable_virtuoso(folder: Path) -> Iterator[Addresses]:
    """An empty Virtuoso server, which takes updates from user dba, password dba, by Digest."""
    with virtuoso({}, folder) as endpoint:
        base = endpoint.url.removesuffix("/sparql")
        yield Addresses(endpoint.url, f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth")
