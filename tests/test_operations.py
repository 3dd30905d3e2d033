"""What who runs the server needs: the log, the figures, health, compression, patience."""

import asyncio
import gzip
import hashlib
import io
import json
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import uvicorn
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Scope

from saberesgraph import __version__
from saberesgraph.errors import BusyError, LimitError, SaberesGraphError
from saberesgraph.store import Dataset
from saberesgraph.web.access_log import AccessLog
from saberesgraph.web.app import application, operated
from saberesgraph.web.compression import Compression
from saberesgraph.web.connections import patient
from saberesgraph.web.counted import OUTCOMES, Counted
from saberesgraph.web.departures import Departures
from saberesgraph.web.observation import Exchange, Observation
from saberesgraph.web.operations import Operations
from saberesgraph.web.served import Guard, Served
from servers import awaited

NOON = datetime(2026, 1, 2, 12, 0, 0, 345_678, tzinfo=UTC)
LONG = "a line of an answer, and another; " * 100
DOCS = Path(__file__).resolve().parent.parent / "docs"


def figures(text: str) -> dict[tuple[str, ...], float]:
    """The samples by name and label values."""
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def watched() -> Operations:
    watched = Operations("v1")
    watched.practices = 34
    return watched


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def site(served: Served, watched: Operations, log: io.StringIO) -> Iterator[TestClient]:
    app = operated(application(served, watched), watched, log)
    with TestClient(app, follow_redirects=False) as client:
        yield client


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


# the log


def test_a_request_is_one_line_and_nothing_it_sends_ends_it() -> None:
    log = io.StringIO()

    client = TestClient(
        Observation(PlainTextResponse("hello", 201), lambda: None, [AccessLog(log, lambda: NOON)]),
        client=("192.0.2.7", 9),
    )
    sent = client.get(
        "/a%0A%7B%22id%22:%22forged%22%7D%E2%80%A8?q=private",
        headers={"X-Request-Id": "proxy-17", "User-Agent": 'x\x1b[2J"' + "y" * 500},
    )
    assert sent.headers["x-request-id"] == "proxy-17"
    line = re.sub(r'"seconds":[0-9.]+', '"seconds":0', log.getvalue())
    assert line == (
        '{"time":"2026-01-02T12:00:00.345Z","id":"proxy-17","client":"192.0.2.7","method":"GET",'
        '"path":"/a\\n{\\"id\\":\\"forged\\"}\\u2028","status":201,"bytes":5,"seconds":0,'
        '"agent":"x\\u001b[2J\\"' + "y" * 194 + '"}\n'
    )


@pytest.mark.parametrize("given", ["", "two words", "x" * 65, 'a"b', "ñ".encode()])
def test_an_odd_request_id_is_replaced(site: TestClient, given: str, log: io.StringIO) -> None:
    answer = site.get("/healthz", headers={"X-Request-Id": given})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])
    assert lines(log)[0]["id"] == answer.headers["x-request-id"]


def test_a_log_that_cannot_be_written_costs_no_answer(served: Served, watched: Operations) -> None:
    log = io.StringIO()
    log.close()
    with TestClient(operated(application(served, watched), watched, log)) as client:
        assert client.get("/healthz").status_code == 200


def test_an_error_of_ours_is_logged_and_goes_on(watched: Operations, log: io.StringIO) -> None:
    async def answer(request: Request) -> Response:
        raise ZeroDivisionError

    app = operated(Starlette(routes=[Route("/", answer)]), watched, log)
    assert TestClient(app, raise_server_exceptions=False).get("/").status_code == 500
    assert [line["status"] for line in lines(log)] == [500]
    with pytest.raises(ZeroDivisionError):
        TestClient(app).get("/")


class Failing:
    """A guard that answers with an error, if it is given one."""

    def __init__(self, error: BaseException | None) -> None:
        self._error = error

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        if self._error:
            raise self._error
        return b"{}"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, "ok"),
        (BusyError(), "busy"),
        (LimitError("es", "en"), "limit"),
        (SaberesGraphError("es", "en"), "error"),
        (asyncio.CancelledError(), "left"),
    ],
)
def test_a_query_is_counted_by_outcome_and_logged_without_its_text(
    error: BaseException | None, outcome: str, watched: Operations
) -> None:
    guard: Guard = Counted(Failing(error), watched)
    seen: list[Exchange] = []

    async def answer(scope: Scope, receive: object, send: object) -> None:
        await guard.answer("ASK { ?ñ ?p ?o }", "json", None, "127.0.0.1")

    async def asked() -> None:
        app = Observation(answer, watched.began, [seen.append, watched.ended])
        await app({"type": "http", "headers": [], "method": "GET"}, None, None)  # type: ignore[arg-type]

    if error:
        with pytest.raises(type(error)):
            awaited(asked)
    else:
        awaited(asked)
    text = "ASK { ?ñ ?p ?o }".encode()
    assert seen[0].facts == {
        "length": 17,
        "sha256": hashlib.sha256(text).hexdigest()[:16],
        "format": "json",
        "outcome": outcome,
    }
    counted = figures(watched.figures().decode())
    assert {name: counted["saberesgraph_queries_total", name] for name in OUTCOMES} == {
        name: float(name == outcome) for name in OUTCOMES
    }
    assert counted["saberesgraph_queries_in_flight",] == 0


def test_a_refused_query_is_counted(
    site: TestClient, watched: Operations, log: io.StringIO
) -> None:
    for query in ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SELECT nope"):
        assert site.get("/sparql", params={"query": query}).status_code == 400
    counted = figures(watched.figures().decode())
    assert counted["saberesgraph_queries_total", "refused"] == 1
    assert counted["saberesgraph_queries_total", "syntax"] == 1
    assert [line["query"] for line in lines(log)] == [
        {"outcome": "refused"},
        {"outcome": "syntax"},
    ]


# health and figures


def test_health(site: TestClient, watched: Operations) -> None:
    answer = site.get("/healthz")
    body = {"status": "ok", "version": __version__, "data": "v1", "practices": 34}
    assert (answer.status_code, answer.json()) == (200, body)
    watched.stopping = True
    answer = site.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {**body, "status": "stopping"})


def test_the_figures_count_what_was_asked(site: TestClient, watched: Operations) -> None:
    assert [site.get("/healthz").status_code for _ in range(3)] == [200] * 3
    size = len(site.get("/healthz").content)
    assert site.head("/healthz").status_code == 200
    assert site.request("BREW", "/healthz").status_code == 405
    assert site.get("/no-such-page").status_code == 404
    answer = site.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=1.0.0; charset=utf-8"
    counted = figures(answer.text)
    requests = {
        key[1:]: value for key, value in counted.items() if key[0] == "saberesgraph_requests_total"
    }
    assert requests == {  # method, route, class of status
        ("GET", "/healthz", "2xx"): 4,
        ("HEAD", "/healthz", "2xx"): 1,
        ("other", "/healthz", "4xx"): 1,
        ("GET", "/{path:path}", "4xx"): 1,
    }
    assert counted["saberesgraph_request_seconds_count", "/healthz"] == 6
    assert counted["saberesgraph_requests_in_flight",] == 1
    assert counted["saberesgraph_response_bytes_total",] > 4 * size
    assert counted["saberesgraph_data_info", "v1"] == 1
    assert 0 <= time.time() - counted["saberesgraph_data_since_timestamp_seconds",] < 60
    assert counted["process_resident_memory_bytes",] > 10_000_000
    assert counted["process_open_fds",] > 2


def test_no_client_makes_up_figures(site: TestClient) -> None:
    site.get("/x")
    before = len(figures(site.get("/metrics").text))
    site.get("/metrics")
    random = Random(5)
    for _ in range(500):
        path = "".join(random.choices("abc/%.é{}", k=12)).replace("%", "%25")
        site.get("/x" + path)
    after = len(figures(site.get("/metrics").text))
    # the first reading cannot count itself: its route, with one method and status
    assert after - before <= 20
    assert after < 150


def test_every_figure_is_documented(watched: Operations) -> None:
    words = "".join(file.read_text(encoding="utf-8") for file in DOCS.rglob("*.md"))
    families = text_string_to_metric_families(watched.figures().decode())
    names = {
        family.name + "_total" * (family.type == "counter")
        for family in families
        if family.name.startswith("saberesgraph") and not family.name.endswith("_created")
    }
    assert len(names) == 8
    assert {name for name in names if f"`{name}`" not in words} == set()


# compression


def text(kind: str = "text/html", tag: str = '"t1"', body: str = LONG) -> ASGIApp:
    return Compression(
        Response(body, 200, {"ETag": tag, "Content-Type": kind, "Vary": "Accept"} if tag else None)
    )


def test_text_of_some_length_is_compressed_and_says_so() -> None:
    client = TestClient(text())
    packed = client.get("/", headers={"Accept-Encoding": "br;q=1, gzip;q=0.5"})
    assert packed.text == LONG
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] == 'W/"t1"'
    assert packed.headers["vary"] == "Accept, Accept-Encoding"
    assert int(packed.headers["content-length"]) == len(gzip.compress(LONG.encode(), 6)) < 200
    for refused in ("", "br", "gzip;q=0", "identity"):
        plain = client.get("/", headers={"Accept-Encoding": refused})
        assert plain.text == LONG
        assert "content-encoding" not in plain.headers
        assert plain.headers["etag"] == '"t1"'
        assert plain.headers["vary"] == "Accept, Accept-Encoding"
        assert plain.headers["content-length"] == str(len(LONG))


@pytest.mark.parametrize(
    ("kind", "compressed"),
    [
        ("text/csv; charset=utf-8", True),
        ("application/sparql-results+json", True),
        ("application/rdf+xml", True),
        ("image/svg+xml", True),
        ("application/n-triples", True),
        ("image/png", False),
        ("application/gzip", False),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
    ],
)
def test_only_text_is_compressed(kind: str, compressed: bool) -> None:
    headers = TestClient(text(kind)).get("/").headers
    assert ("content-encoding" in headers) is compressed
    assert headers["vary"] == ("Accept, Accept-Encoding" if compressed else "Accept")


def test_a_part_of_a_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LONG, encoding="utf-8")
    client = TestClient(Compression(FileResponse(file)))
    part = client.get("/", headers={"Range": "bytes=10-1999"})
    assert (part.status_code, part.text) == (206, LONG[10:2000])
    assert "content-encoding" not in part.headers
    whole = client.get("/")
    assert (whole.text, whole.headers["content-encoding"]) == (LONG, "gzip")
    assert "accept-ranges" not in whole.headers


def test_a_short_text_is_left_as_it_is() -> None:
    headers = TestClient(text(body="x" * 999)).get("/").headers
    assert "content-encoding" not in headers
    assert headers["etag"] == '"t1"'


@pytest.mark.parametrize(
    ("known", "encoding", "status"),
    [
        ('W/"t1"', "gzip", 304),
        ('"t1"', "gzip", 304),
        ('"t1"', "", 304),
        ('"t0", W/"t1"', "", 304),
        ("*", "gzip", 304),
        ('"t2"', "gzip", 200),
        ("t1 or so", "gzip", 200),
        ("", "gzip", 200),
    ],
)
def test_what_the_client_has_is_not_sent_again(known: str, encoding: str, status: int) -> None:
    client = TestClient(text())
    answer = client.get("/", headers={"If-None-Match": known, "Accept-Encoding": encoding})
    assert answer.status_code == status
    assert answer.headers["etag"] == ('W/"t1"' if encoding else '"t1"')
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    if status == 304:
        assert answer.content == b""
        assert not {"content-length", "content-type", "content-encoding"} & set(answer.headers)
    posted = client.post("/", headers={"If-None-Match": known})
    assert posted.status_code == 200


def test_a_stream_is_compressed_as_it_comes() -> None:
    parts = [LONG, "the end"]
    sent: list[Message] = []

    async def texts() -> AsyncIterator[str]:
        for part in parts:
            yield part

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    app = Compression(StreamingResponse(texts(), media_type="text/csv"))
    awaited(lambda: app(scope, receive, send))
    assert [message.get("more_body") for message in sent] == [None, True, True, False]
    whole = b"".join(message["body"] for message in sent[1:])
    assert gzip.decompress(whole) == "".join(parts).encode()
    # the first part can be read before the others are there
    import zlib

    assert zlib.decompressobj(31).decompress(sent[1]["body"]) == LONG.encode()


def test_a_page_is_compressed_once(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, served: Served
) -> None:
    from saberesgraph.web import compression

    made: list[int] = []
    real = compression.squeezed
    monkeypatch.setattr(compression, "squeezed", lambda body: made.append(1) or real(body))  # type: ignore[func-returns-value]
    first, again = client.get("/index.html"), client.get("/index.html")
    assert first.headers["content-encoding"] == "gzip"
    assert first.content == again.content
    assert len(made) <= 1


# clients that leave or do not move


@contextmanager
def running(app: ASGIApp, patience: float = 0.15, most: int = 50) -> Iterator[int]:
    """A real server of an application on a free port."""
    config = uvicorn.Config(
        app, port=0, http=patient(patience, most), log_config=None, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def until_closed(client: socket.socket) -> float:
    """How many seconds the server leaves a connection open."""
    client.settimeout(5)
    started = time.monotonic()
    try:
        while client.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - started


def test_a_client_that_leaves_stops_the_work_for_it(watched: Operations) -> None:
    log, stopped = io.StringIO(), threading.Event()

    async def endless(request: Request) -> Response:
        await request.body()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            stopped.set()
            raise
        return Response()

    app = Starlette(routes=[Route("/", endless, methods=["GET", "POST"])])
    with running(operated(app, watched, log), patience=60) as port:
        for request in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", POST + b"hello"):
            stopped.clear()
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(request)
                time.sleep(0.2)
            assert stopped.wait(5)
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(POST + b"hel")  # it leaves in the middle of its body
            time.sleep(0.2)
        for _ in range(50):
            if len(lines(log)) == 3:
                break
            time.sleep(0.1)
    assert [(line["method"], line["status"], line["bytes"]) for line in lines(log)] == [
        ("GET", 499, 0),
        ("POST", 499, 0),
        ("POST", 499, 0),
    ]
    assert (
        figures(watched.figures().decode())["saberesgraph_requests_total", "POST", "/", "left"] == 2
    )


POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"


def test_an_answer_is_the_same_with_somebody_watching() -> None:
    async def slow(request: Request) -> Response:
        body = await request.body()
        await asyncio.sleep(0.2)
        return Response(body)

    client = TestClient(Departures(Starlette(routes=[Route("/", slow, methods=["GET", "POST"])])))
    assert client.post("/", content=b"x" * 100_000).content == b"x" * 100_000
    assert (client.get("/").status_code, client.get("/").content) == (200, b"")


def test_work_after_an_answer_is_not_stopped(watched: Operations, log: io.StringIO) -> None:
    done = threading.Event()

    async def after() -> None:
        await asyncio.sleep(0.2)
        done.set()

    app = operated(Response(b"answer", background=BackgroundTask(after)), watched, log)
    assert TestClient(app).get("/").content == b"answer"
    assert done.is_set()
    assert [(line["status"], line["bytes"]) for line in lines(log)] == [(200, 6)]


def test_a_head_has_no_bytes(watched: Operations, log: io.StringIO) -> None:
    TestClient(operated(Response(b"answer"), watched, log)).head("/")
    assert [(line["status"], line["bytes"]) for line in lines(log)] == [(200, 0)]


async def _body_read(request: Request) -> Response:
    return Response(await request.body())


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        POST.replace(b"5", b"500") + b"hel",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /ag",
    ],
)
def test_a_request_that_does_not_arrive_is_not_waited_for(start: bytes) -> None:
    app = Starlette(routes=[Route("/", _body_read, methods=["GET", "POST"])])
    with running(app) as port, socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(start)

        def drip() -> None:
            try:
                for _ in range(12):  # one byte at a time keeps no connection
                    time.sleep(0.1)
                    client.sendall(b"a" if start else b"")
            except OSError:
                pass

        dripping = threading.Thread(target=drip)
        dripping.start()
        assert until_closed(client) < 1
        dripping.join()


def test_an_answer_that_nobody_takes_is_dropped() -> None:
    app = Starlette(routes=[Route("/", lambda _: Response(b"x" * 20_000_000))])
    with running(app) as port, socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(1.5)
        taken = 0
        client.settimeout(5)
        try:
            while part := client.recv(1_000_000):
                taken += len(part)
        except ConnectionResetError:
            pass
        assert 0 < taken < 20_000_000


def test_a_slow_answer_is_waited_for() -> None:
    async def slow(request: Request) -> Response:
        await asyncio.sleep(1)
        return Response(b"done")

    app = Starlette(routes=[Route("/", slow)])
    with running(app) as port, socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        client.settimeout(5)
        received = b""
        while part := client.recv(1000):
            received += part
    assert received.endswith(b"\r\n\r\ndone")


def test_no_more_connections_than_allowed() -> None:
    app = Starlette(routes=[Route("/", lambda _: Response(b"done"))])
    with running(app, patience=5, most=3) as port:
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        time.sleep(0.1)
        with socket.create_connection(("127.0.0.1", port)) as fourth:
            assert until_closed(fourth) < 1
        held.pop().close()
        time.sleep(0.1)
        with socket.create_connection(("127.0.0.1", port)) as next_one:
            next_one.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert next_one.recv(1000).startswith(b"HTTP/1.1 200 ")
        for client in held:
            client.close()


def test_the_files_for_operators_use_options_that_exist() -> None:
    from saberesgraph.cli.serve import command

    known = {option for parameter in command.params for option in parameter.opts}
    for name in ("Dockerfile", "saberesgraph.service"):
        words = (DOCS / "deploy" / name).read_text(encoding="utf-8")
        (started,) = re.findall(r"^(?:ExecStart|CMD).*$", words, re.MULTILINE)
        used = set(re.findall(r"--[a-z-]+", started))
        assert used
        assert used <= known, name
