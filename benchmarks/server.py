"""Times the server beside Oxigraph's own: requests a second and how long they take.

Run with `python benchmarks/server.py`; `--minutes 10` afterwards watches its memory under load,
and `--hostile 64` has so many hostile clients beside ordinary ones.
"""

import argparse
import asyncio
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from clients import Times, client, many
from hostile import hostile
from saberesgraph.graph import load
from saberesgraph.project import find
from saberesgraph.queries import named

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from servers import Server, serving  # noqa: E402 (beside the tests)

OXIGRAPH = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
FREE = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) LIMIT 10"
NAMED = "objective-coverage"
PAGES = ("id/practice/BP1_AH.html", "search.html?q=vivienda&area=AH", f"queries/{NAMED}.csv")


@contextmanager
def _oxigraph(folder: Path) -> Iterator[str]:
    """Oxigraph's own server with the same data; yields the URL of its endpoint."""
    assert OXIGRAPH, "pip install oxigraph"
    store = load(find(ROOT)).store
    data = folder / "data.nq"
    with data.open("wb") as out:
        store.engine.dump(out, format=ox.RdfFormat.N_QUADS)
    place = str(folder / "store")
    subprocess.run(  # noqa: S603 (our own arguments)
        [OXIGRAPH, "load", "-l", place, "-f", str(data)], check=True, capture_output=True
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [OXIGRAPH, "serve-read-only", "--union-default-graph", "-l", place]
    process = subprocess.Popen(  # noqa: S603 (our own arguments)
        [*command, "-b", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with socket.socket() as attempt:
                if not attempt.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _row(what: str, clients: int, times: Times, seconds: float) -> None:
    good = [s for s in times.statuses if s == 200]
    other = len(times.statuses) - len(good)
    _say(
        f"| {what} | {clients} | {len(good) / seconds:.0f} | {times.at(0.5) * 1000:.1f} | "
        f"{times.at(0.95) * 1000:.1f} | {times.at(0.99) * 1000:.1f} | {other} |"
    )


def _memory(server: Server) -> int:
    """Return the memory that the server's processes hold alone, in KiB."""
    total = 0
    for process in server.members():
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total


async def _watched(server: Server, minutes: float) -> None:
    """Print the memory each minute while eight clients ask everything."""
    until = time.monotonic() + 60 * minutes
    times = Times()
    urls = [*(server.url + page for page in PAGES), f"{server.url}sparql?query={quote(FREE)}"]
    asking = [asyncio.create_task(client(url, times, until)) for url in urls for _ in range(2)]
    began = time.monotonic()
    while time.monotonic() < until - 1:
        _say(
            f"{(time.monotonic() - began) / 60:.1f} min: {_memory(server) / 1024:.0f} MiB",
        )
        await asyncio.sleep(min(60, until - time.monotonic()))
    await asyncio.gather(*asking)
    _say(f"end: {_memory(server) / 1024:.0f} MiB after {len(times.seconds)} requests")


async def _abused(server: Server, clients: int, seconds: float) -> None:
    """Time ordinary clients beside hostile ones, which come from another address."""
    queries = list(hostile("http://127.0.0.1:9/", "file:///etc/hostname").values())
    until = time.monotonic() + seconds
    bad = Times()
    asking = [
        asyncio.create_task(
            client(f"{server.url}sparql", bad, until, "127.0.0.2", queries[n % len(queries)])
        )
        for n in range(clients)
    ]  # fmt: skip
    await asyncio.sleep(1)
    what = {page: Times() for page in PAGES}
    free = Times()
    ordinary = [client(server.url + page, times, until) for page, times in what.items()]
    ordinary.append(client(f"{server.url}sparql?query={quote(FREE)}", free, until))
    await asyncio.gather(*ordinary, *asking)
    _say(f"\nBeside {clients} hostile clients, statuses {sorted(set(bad.statuses))}:\n")
    _head()
    for page, times in what.items():
        _row(page, 1, times, seconds)
    _row("free SPARQL", 1, free, seconds)


def _head() -> None:
    _say("| what | clients | requests/s | p50 ms | p95 ms | p99 ms | not 200 |")
    _say("|---|---|---|---|---|---|---|")


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3, help="of each row")
    parser.add_argument("--minutes", type=float, default=0, help="to watch the memory")
    parser.add_argument("--hostile", type=int, default=64, help="hostile clients; 0 for none")
    options = parser.parse_args()
    sparql = named(find(ROOT), NAMED).bound(load(find(ROOT)).store)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        _head()
        rows = {page: server.url + page for page in PAGES}
        rows["named query, free"] = f"{server.url}sparql?query={quote(sparql)}"
        rows["free SPARQL"] = f"{server.url}sparql?query={quote(FREE)}"
        with _oxigraph(Path(folder)) as other:
            rows["named query, oxigraph"] = f"{other}?query={quote(sparql)}"
            rows["free SPARQL, oxigraph"] = f"{other}?query={quote(FREE)}"
            for what, url in rows.items():
                for clients in (1, 8, 64):
                    times = asyncio.run(many(url, clients, options.seconds))
                    _row(what, clients, times, options.seconds)
        if options.hostile:
            asyncio.run(_abused(server, options.hostile, 20))
        if options.minutes:
            asyncio.run(_watched(server, options.minutes))


if __name__ == "__main__":
    _main()
