"""Hostile clients beside ordinary ones: these are answered, and no request leaves."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from clients import Times, client
from hostile import hostile
from servers import Server, alive, awaited, serving

DATA = "".join(f'<urn:s{n}> <urn:p{n % 7}> "{n}", <urn:s{n + 1}> .\n' for n in range(3000))
COUNT = "SELECT (COUNT(*) AS ?n) { ?s <urn:p1> ?o }"
CLIENTS, SECONDS = 64, 6
# what each may end with: refused or not understood, no worker free, over a limit
REFUSED, STOPPED = {400, 415}, {503}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    data = tmp_path / "data.ttl"
    data.write_text(DATA, encoding="utf-8")
    limits = ("--max-seconds", "2", "--max-memory", "200", "--max-output", "1", "--grace", "1")
    with serving(tmp_path, "--data", str(data), "--no-access-log", *limits) as server:
        yield server


def test_ordinary_clients_are_answered_beside_hostile_ones(
    server: Server, listener: tuple[int, list[bytes]], tmp_path: Path
) -> None:
    port, heard = listener
    url = f"http://127.0.0.1:{port}/"
    queries = list(hostile(url, (tmp_path / "data.ttl").as_uri()).values())
    bad, pages, asked = Times(), Times(), Times()

    async def all_at_once() -> None:
        until = time.monotonic() + SECONDS
        await asyncio.gather(
            *(
                client(f"{server.url}sparql", bad, until, "127.0.0.2", queries[n % len(queries)])
                for n in range(CLIENTS)
            ),
            client(server.url, pages, until),
            client(f"{server.url}sparql?query={quote(COUNT)}", asked, until, "127.0.0.3"),
        )

    before = server.members()
    awaited(all_at_once)
    assert heard == []
    assert set(pages.statuses) == {200}
    assert set(asked.statuses) == {200}
    assert set(bad.statuses) <= {200, *REFUSED, *STOPPED}
    assert len(pages.statuses) > 10
    deadline = time.monotonic() + 10
    while (left := server.members() - before) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == set()
    members = server.members()
    assert server.stop() == 0
    assert alive(members) == set()


def test_each_hostile_query_ends_as_it_should(
    server: Server, listener: tuple[int, list[bytes]], tmp_path: Path
) -> None:
    port, heard = listener
    url = f"http://127.0.0.1:{port}/"
    data = (tmp_path / "data.ttl").as_uri()
    outcomes = {}

    async def one_by_one() -> None:
        for name, query in hostile(url, data).items():
            times = Times()
            await client(f"{server.url}sparql", times, time.monotonic() + 0.001, query=query)
            outcomes[name] = times.statuses[0]

    awaited(one_by_one)
    assert heard == []
    answered = {name for name, status in outcomes.items() if status == 200}
    stopped = {name for name, status in outcomes.items() if status == 503}
    refused = {name for name, status in outcomes.items() if status == 400}
    assert answered | stopped | refused == outcomes.keys()
    # graphs that would have to be fetched are empty; the rest is harmless here
    assert answered == {"graph to fetch", "graph to read", "slow expression", "long text"}
    assert stopped >= {"endless count", "endless order", "endless rows", "doubled text", "flood"}
    assert refused >= {
        "request", "silent request", "request in a filter", "request of a sub-select",
        "request to construct", "request in disguise", "request by base", "load", "change",
        "nested groups", "nested sub-selects", "nested calls", "nested negation", "open quote",
        "no query",
    }  # fmt: skip
