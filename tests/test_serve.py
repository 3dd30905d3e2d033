"""The server as a process: new data, bad data, signals, and nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from conftest import needs
from copies import copied
from engines import OXIGRAPH, oxigraph
from saberesgraph import cli
from saberesgraph.graph import Graph
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.store import Dataset
from saberesgraph.web.supervisor import Supervisor, bound
from servers import Server, alive, serving

ROOT = Path(__file__).resolve().parent.parent
DATA = """@prefix : <urn:x:> .
:g1 { :a a :C ; :p "007"^^<http://www.w3.org/2001/XMLSchema#integer> }
:g2 { :b a :C }
:c a :D .
"""
SLOW = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(40)) + " }"

ASKER = "import sys, urllib.request as r; r.urlopen(sys.argv[1], sys.argv[2].encode())"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "data.trig"
    file.write_text(DATA, encoding="utf-8")
    return file


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path / "project", "BP1_AH", "LN1_GN").root


def gone(processes: set[int]) -> bool:
    for _ in range(200):
        if not alive(processes):
            return True
        time.sleep(0.05)
    return False


def test_bad_data_never_replace_good_ones_and_good_ones_do(copy: Path, tmp_path: Path) -> None:
    fiche = copy / "data" / "practices" / "BP1_AH.ttl"
    good = fiche.read_text(encoding="utf-8")
    label = good.split('skos:prefLabel "')[1].split('"')[0]
    store = tmp_path / "store"
    with serving(tmp_path, "--root", str(copy), "--watch", "--store", str(store)) as server:
        page = "id/practice/BP1_AH.html"
        assert label in server.get(page)
        fiche.write_text(good.replace("sab:area", "sab:aera"), encoding="utf-8")
        said = server.hear("Se siguen sirviendo los datos de antes.")
        assert "los datos tienen infracciones" in said
        assert "data/practices/BP1_AH.ttl:" in said
        fiche.write_text("esto no es Turtle", encoding="utf-8")
        server.hear("Se siguen sirviendo los datos de antes.", 2)
        assert f"{fiche}:1:1: no es RDF válido" in server.said()
        assert label in server.get(page)
        before = server.members()
        fiche.write_text(good.replace(label, "Otro título"), encoding="utf-8")
        server.hear("Se sirven los datos nuevos.")
        server.show(page, "Otro título")
        assert gone(before - {server.process.pid})
        members = server.members()
        assert server.stop() == 0
        assert gone(members)


def test_bad_data_are_not_served_at_all(copy: Path, tmp_path: Path) -> None:
    fiche = copy / "data" / "practices" / "BP1_AH.ttl"
    good = fiche.read_text(encoding="utf-8")
    for bad, code, words in (
        (good.replace("sab:area", "sab:aera"), 1, "los datos tienen infracciones"),
        ("esto no es Turtle", 2, ":1:1: no es RDF válido"),
    ):
        fiche.write_text(bad, encoding="utf-8")
        server = Server(["--root", str(copy)], tmp_path / "log", {})
        assert server.process.wait(90) == code
        assert words in server.said()
        assert "Traceback" not in server.said()


def test_a_signal_reads_the_data_again(data: Path, tmp_path: Path) -> None:
    with serving(tmp_path, "--data", str(data)) as server:
        assert "urn:x:D" in server.get("")
        data.write_text(DATA.replace(":D", ":Other"), encoding="utf-8")
        time.sleep(1.5)
        assert "urn:x:D" in server.get("")  # nobody told it
        server.process.send_signal(signal.SIGHUP)
        server.hear("Se sirven los datos nuevos.")
        server.show("", "urn:x:Other")


def test_a_connection_that_was_just_made_is_answered_although_the_server_ends(
    data: Path, tmp_path: Path
) -> None:
    with serving(tmp_path, "--data", str(data)) as server:
        assert "urn:x:D" in server.get("")
        place = urlsplit(server.url)
        with socket.create_connection((place.hostname, place.port), timeout=9) as made:
            time.sleep(0.3)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            made.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = made.makefile("rb").read()  # to its end: it is closed after that
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert b"urn:x:D" in answer


def test_no_request_is_lost_while_data_are_replaced(data: Path, tmp_path: Path) -> None:
    with serving(tmp_path, "--data", str(data)) as server:
        faults: list[Exception] = []
        answered = 0
        over = threading.Event()

        def ask() -> None:
            nonlocal answered
            while not over.is_set():
                try:
                    server.get("index.html")
                    answered += 1
                except OSError as error:
                    faults.append(error)

        asker = threading.Thread(target=ask)
        asker.start()
        for time_ in range(1, 4):
            server.process.send_signal(signal.SIGHUP)
            server.hear("Se sirven los datos nuevos.", time_)
        over.set()
        asker.join()
        assert faults == []
        assert answered > 10


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_however_it_ends_nothing_is_left(number: int, data: Path, tmp_path: Path) -> None:
    with serving(tmp_path, "--data", str(data), "--grace", "1") as server:
        asker = subprocess.Popen(
            [sys.executable, "-c", ASKER, server.url + "sparql", "query=" + SLOW],
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            members = server.members()
            if len(members) == 4:  # supervisor, keeper, HTTP, and the query
                break
            time.sleep(0.05)
        assert len(members) == 4
        os.kill(server.process.pid, number)
        assert gone(members)
        assert server.process.wait(10) == (-number if number == signal.SIGKILL else 0)
        asker.kill()
        asker.wait()


def test_what_dies_starts_again(data: Path, tmp_path: Path) -> None:
    with serving(tmp_path, "--data", str(data)) as server:
        (web,) = (each for each in server.members() if not children(each))
        os.kill(web, signal.SIGKILL)
        server.hear("Ctrl+C", 2)
        assert "urn:x:D" in server.get("")


def children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_what_cannot_be_is_said(tmp_path: Path) -> None:
    for arguments, words in (
        (["--data", str(tmp_path / "none.ttl")], "none.ttl: no se puede leer"),
        (["--data", str(tmp_path / "none.pdf")], 'la extensión ".pdf" no es de las que se leen'),
        (["--endpoint", "http://127.0.0.1:1/"], "no hay conexión"),
    ):
        server = Server(arguments, tmp_path / "log", {})
        assert server.process.wait(60) == 2, arguments
        assert words in server.said()
        assert "Traceback" not in server.said()


def test_what_cannot_be_is_said_before_any_process_starts(
    taken: int, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Supervisor, "run", lambda _: pytest.fail("it serves"))
    for arguments, words in (
        (["--port", str(taken)], f"127.0.0.1:{taken}: no se puede escuchar ahí (Address already"),
        (["--host", "no.such.host.invalid"], "no se puede escuchar ahí"),
        (["--data", str(data), "--store", "x"], "--data no va con"),
        (["--store", "x", "--endpoint", "http://127.0.0.1:1/"], "no van juntos"),
        (["--grace", "nan"], "--grace: no es un tiempo"),
        (["--own-graphs"], "--own-graphs solo sirve con --endpoint"),
    ):
        assert cli.run(["serve", *arguments]) == 2, arguments
        said = capsys.readouterr().err
        assert words in said
        assert "Traceback" not in said


def test_a_store_elsewhere_gives_the_same_pages(
    graph: Graph, client: TestClient, tmp_path: Path
) -> None:
    needs(OXIGRAPH, "oxigraph", "pip install oxigraph")
    content = {
        name: ox.serialize(
            graph.store.over(Dataset((name,))).construct("CONSTRUCT WHERE { ?s ?p ?o }"),
            format=ox.RdfFormat.N_TRIPLES,
        )
        or b""
        for name in (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
    }
    query = "sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?s a ?class }")
    with (
        oxigraph(content, tmp_path) as endpoint,
        serving(tmp_path, "--endpoint", endpoint.url, "--root", str(ROOT)) as server,
    ):
        for path in ("id/practice/BP1_AH.html", "matrices/objective-by-area.html", query):
            assert server.get(path) == client.get(f"/{path}").text
        # whose answer would change the data or leave for elsewhere is refused here, not there
        with pytest.raises(HTTPError, match="400"):
            server.get("sparql?query=" + quote("SELECT * { SERVICE <http://127.0.0.1:9/> {} }"))


def test_without_fork_one_process_serves(data: Path, tmp_path: Path) -> None:
    script = (
        "import os, platform, sys\n"
        "del os.fork\n"
        "platform.system = lambda: 'Darwin'\n"
        "from saberesgraph.cli import main\n"
        "main(['serve', '--port', '0', '--workers', '1', '--data', sys.argv[1]])\n"
    )
    log = tmp_path / "log"
    server = Server.__new__(Server)
    server._log = log
    with log.open("wb") as out:
        server.process = subprocess.Popen(
            [sys.executable, "-c", script, str(data)], stdout=out, stderr=subprocess.STDOUT
        )
    try:
        server.started()
        assert "urn:x:D" in server.get("")
        assert len(server.members()) == 1
        assert '"boolean": true' in server.get("sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D")
        before = server.members()
        slow = subprocess.Popen(
            [sys.executable, "-c", ASKER, f"{server.url}sparql", f"query={quote(SLOW)}"],
            stderr=subprocess.DEVNULL,
        )
        while server.members() <= before:
            time.sleep(0.05)
        with pytest.raises(HTTPError) as refused:  # its one place is taken
            server.get("sparql?query=ASK%20%7B%7D")
        assert refused.value.code == 503
        assert "tantas consultas como puede" in refused.value.read().decode()
        slow.kill()
        slow.wait()
    finally:
        assert server.stop() in {0, -signal.SIGTERM, 143}


@pytest.mark.parametrize(
    ("path", "words", "home"),
    [
        ("/no/tal.html", "No está aquí", "../index.html"),
        ("/en/no/tal.html", "Not here", "../index.html"),
    ],
)
def test_a_page_that_is_not_here_says_so_and_offers_no_twin(
    path: str, words: str, home: str, client: TestClient
) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert f"<h1>{words}</h1>" in answer.text
    assert f'href="{home}"' in answer.text
    assert "hreflang" not in answer.text


def test_an_answer_does_not_wait_for_a_word_from_the_client() -> None:
    with (
        bound("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
