"""The query port: what the sources wrote is what people read, in memory, on disk and over HTTP."""

import base64
import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from copies import copied
from saberesgraph.errors import (
    EndpointError,
    InputError,
    LimitError,
    OutputError,
    QuerySyntaxError,
    SaberesGraphError,
)
from saberesgraph.graph import Graph
from saberesgraph.kept import building, kept, state
from saberesgraph.kept.notes import Noted
from saberesgraph.kept.updating import Local
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.store import answer
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.store.endpoint import PASSWORD, USER, Endpoint

XSD = "http://www.w3.org/2001/XMLSchema#"
SPELLED = {
    "decimal": "1500.0",
    "integer": "007",
    "double": "1.50E3",
    "boolean": "1",
    "dateTime": "2024-11-17T23:00:00.000-05:00",
    "nonNegativeInteger": "32",
    "date": "2024-11-07",
    "string": "1500.0",
    "duration": "P0Y1M",
}


def spelled() -> list[ox.Triple]:
    return [
        ox.Triple(
            ox.NamedNode(f"urn:{name}"),
            ox.NamedNode("urn:value"),
            ox.Literal(text, datatype=ox.NamedNode(XSD + name)),
        )
        for name, text in SPELLED.items()
    ]


# --- Spelling ---------------------------------------------------------------


def test_values_come_back_as_they_were_written() -> None:
    store = EmbeddedStore(spelled())
    rows = store.select("SELECT ?s ?v { ?s <urn:value> ?v }").records()
    assert {row["s"].removeprefix("urn:"): row["v"] for row in rows} == SPELLED
    assert set(map(str, store.construct("CONSTRUCT WHERE { ?s ?p ?o }"))) == set(
        map(str, spelled())
    )
    # the engine alone does not keep them: without the store's memory this test would fail
    assert '"1500.0"^^' not in str(list(store.engine))


def test_of_two_spellings_the_row_says_which() -> None:
    def triple(subject: str, text: str) -> ox.Triple:
        value = ox.Literal(text, datatype=ox.NamedNode(XSD + "decimal"))
        return ox.Triple(ox.NamedNode(subject), ox.NamedNode("urn:p"), value)

    store = EmbeddedStore([triple("urn:a", "1.50"), triple("urn:b", "1.5")])
    rows = store.select("SELECT ?s ?v { ?s ?p ?v } ORDER BY ?s").records()
    assert [row["v"] for row in rows] == ["1.50", "1.5"]
    # where nothing is named the engine's own spelling stands
    assert store.select("SELECT DISTINCT ?v { ?s ?p ?v }").records() == [{"v": "1.5"}]
    named = "PREFIX u: <urn:> SELECT ?v { u:a ?p ?v }"
    assert store.select(named).records() == [{"v": "1.50"}]
    # another thing with the same value keeps its own
    crossed = "SELECT ?s ?v { <urn:b> ?p ?v . ?s ?q ?w } ORDER BY ?s"
    assert [row["v"] for row in store.select(crossed).records()] == ["1.5", "1.5"]


def test_a_triple_takes_only_its_own_spelling() -> None:
    store = EmbeddedStore(spelled())
    moved = "CONSTRUCT { <urn:other> <urn:value> ?v } { <urn:decimal> ?p ?v }"
    assert str(store.construct(moved)[0].object).startswith('"1500"^^')


def test_what_a_query_computes_is_nobodys_spelling() -> None:
    store = EmbeddedStore(spelled())
    assert store.select("SELECT (SUM(?v) AS ?t) { <urn:integer> ?p ?v }").records() == [{"t": "7"}]
    assert store.select("SELECT ?t { <urn:decimal> ?p ?v BIND (?v * 1 AS ?t) }").records() == [
        {"t": "1500"}
    ]


def test_budgets_of_the_catalogue_keep_their_spelling(graph: Graph) -> None:
    rows = graph.store.select(
        "SELECT ?b { <https://w3id.org/saberesgraph/id/practice/BP1_AH> "
        "<https://w3id.org/saberesgraph/ontology#budgetUSD> ?b }"
    )
    assert rows.records() == [{"b": "1500.0"}]


# --- Graphs -----------------------------------------------------------------


def test_queries_see_the_union_and_tell_its_graphs_apart(graph: Graph) -> None:
    def count(pattern: str, dataset: str = "") -> int:
        query = f"SELECT (COUNT(*) AS ?n) {dataset} {{ {pattern} }}"
        return int(graph.store.select(query).records()[0]["n"])

    parts = [
        count(f"GRAPH <{name}> {{ ?s ?p ?o }}")
        for name in (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
    ]
    assert all(parts)
    assert count("?s ?p ?o") == sum(parts)
    assert count("?s ?p ?o", f"FROM <{DERIVED_GRAPH}>") == parts[1]
    assert count("?s ?p ?o", "FROM <urn:none>") == 0
    derived = "?s <https://w3id.org/saberesgraph/ontology#derivedGoal> ?o"
    assert count(f"GRAPH <{ASSERTED_GRAPH}> {{ {derived} }}") == 0
    assert count(f"GRAPH <{DERIVED_GRAPH}> {{ {derived} }}") > 0


def test_the_queries_are_in_the_graph_as_executables(project: Project, graph: Graph) -> None:
    rows = graph.store.select(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?q ?comment ?text { ?q a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; "
        "rdfs:comment ?comment ; sh:select ?text ; sh:prefixes/sh:declare/sh:prefix 'sab' "
        "FILTER (LANG(?comment) = 'es') }"
    ).records()
    assert {row["q"].rsplit("/")[-1] for row in rows} == {f.stem for f in project.query_files}
    for row in rows:
        graph.store.select(row["text"])


# --- On disk ----------------------------------------------------------------


def test_a_store_on_disk_is_made_once_and_again_when_a_file_changes(
    project: Project, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, folder = copied(tmp_path / "project"), tmp_path / "store"
    everything = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    first = kept(ours, folder).store
    assert first.select(everything).rows == graph.store.select(everything).rows
    assert sorted(p.name for p in folder.iterdir())[0] == ".saberesgraph"
    built: list[Path] = []
    build = building.build

    def counted(asked: Project, current: Mapping[str, Noted], place: Path, local: Local) -> None:
        built.append(place)
        build(asked, current, place, local)

    monkeypatch.setattr(state, "build", counted)
    kept(ours, folder)
    assert built == []
    actors = ours.root / "data" / "actors.ttl"
    actors.write_text(
        actors.read_text(encoding="utf-8") + "<urn:new> a <urn:Thing> .\n", encoding="utf-8"
    )
    assert kept(ours, folder).store.ask("ASK { <urn:new> ?p ?o }")
    assert len(built) == 1
    # a reader that was open before goes on
    assert not first.ask("ASK { <urn:new> ?p ?o }")


def test_a_folder_that_is_not_ours_is_left_alone(project: Project, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("keep", encoding="utf-8")
    with pytest.raises(OutputError, match="it holds files that saberesgraph did not write"):
        kept(project, tmp_path)
    assert mine.read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize("part", ["index", "spellings", "notes"])
def test_a_damaged_store_is_made_again(
    part: str, project: Project, graph: Graph, tmp_path: Path
) -> None:
    query = "SELECT ?s ?b { ?s <https://w3id.org/saberesgraph/ontology#budgetUSD> ?b } ORDER BY ?s"
    folder = tmp_path / "s"
    kept(project, folder)
    (place,) = (p for p in folder.iterdir() if p.is_dir())
    damaged = place / part
    for file in damaged.iterdir() if damaged.is_dir() else [damaged]:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert kept(project, folder).store.select(query) == graph.store.select(query)


def test_several_processes_may_make_the_same_store(project: Project, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "saberesgraph", "query", "calls", "-f", "csv"]
    command += ["--root", str(project.root), "--store", str(tmp_path / "s")]
    for _ in range(2):
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(4)
        ]
        said = {process.communicate(timeout=120) for process in running}
        assert {process.returncode for process in running} == {0}
        assert len(said) == 1
    assert len([p for p in (tmp_path / "s").iterdir() if p.is_dir()]) == 1


# --- An endpoint ------------------------------------------------------------

Reply = Callable[[BaseHTTPRequestHandler, dict[str, list[str]]], None]
ROWS = {
    "head": {"vars": ["n"]},
    "results": {
        "bindings": [{"n": {"type": "typed-literal", "value": "07", "datatype": XSD + "integer"}}]
    },
}


class Fake:
    """A server that replies as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, str], dict[str, list[str]]]] = []
        self.reply: Reply = says(json.dumps(ROWS))
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                form = parse_qs(self.rfile.read(length).decode())
                fake.asked.append((dict(self.headers), form))
                fake.reply(self, form)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/sparql"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def says(
    body: str,
    status: int = 200,
    kind: str = "application/sparql-results+json; charset=utf-8",
    **headers: str,
) -> Reply:
    def reply(handler: BaseHTTPRequestHandler, _: object) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body.encode())

    return reply


@pytest.fixture
def fake() -> Iterator[Fake]:
    server = Fake()
    yield server
    server.server.shutdown()
    server.server.server_close()


def test_a_query_is_posted_over_our_graphs(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "ana")
    monkeypatch.setenv(PASSWORD, "clave ñ")
    assert Endpoint(fake.url).select("SELECT ?n { }").records() == [{"n": "07"}]
    headers, form = fake.asked[0]
    ours = [ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH]
    assert form == {
        "query": ["SELECT ?n { }"], "default-graph-uri": ours, "named-graph-uri": ours,
    }  # fmt: skip
    assert headers["Accept"] == "application/sparql-results+json"
    assert headers["Authorization"] == f"Basic {base64.b64encode('ana:clave ñ'.encode()).decode()}"


def test_a_query_that_names_its_graphs_is_left_alone(fake: Fake) -> None:
    Endpoint(fake.url).select("SELECT ?n FROM <urn:g> { }")
    Endpoint(fake.url, own_graphs=True).select("SELECT ?n { }")
    assert [set(form) for _, form in fake.asked] == [{"query"}, {"query"}]
    assert "Authorization" not in fake.asked[0][0]


def test_yes_or_no_and_triples(fake: Fake) -> None:
    fake.reply = says('{"head": {}, "boolean": true}')
    assert answer(Endpoint(fake.url), "ASK { }") is True
    fake.reply = says("<urn:a> <urn:b> <urn:c> .\n", kind="application/n-triples")
    found = answer(Endpoint(fake.url), "CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, tuple)
    assert list(map(str, found)) == ["<urn:a> <urn:b> <urn:c>"]
    assert fake.asked[-1][0]["Accept"] == "application/n-triples"


@pytest.mark.parametrize(("said", "expected"), [("1", True), ("0", False)])
def test_virtuosos_yes_or_no_is_a_table(said: str, expected: bool, fake: Fake) -> None:
    rows = [{"__ASK_RETVAL": {"type": "literal", "value": said}}]
    fake.reply = says(
        json.dumps({"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": rows}})
    )
    assert Endpoint(fake.url).ask("ASK { }") is expected


def test_rows_are_no_yes_or_no(fake: Fake) -> None:
    with pytest.raises(QuerySyntaxError, match="it is no ASK query"):
        Endpoint(fake.url).ask("SELECT ?n { }")


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        (says("near line 1 \x1b[2J", 400), QuerySyntaxError, r"did not understand .*1 \\u001b"),
        (says("", 401), EndpointError, rf"it lets nobody in \(401\)\. Set {USER} and {PASSWORD}"),
        (says("", 403), EndpointError, "it lets nobody in"),
        (says("gone", 404), EndpointError, r"its answer is of no use \(404 gone\)"),
        (says("", 302, Location="http://x/"), EndpointError, r"it sends elsewhere \(http://x/\)"),
        (says("busy", 503), EndpointError, "503 busy"),
        (says("<html>", kind="text/html"), EndpointError, "text/html"),
        (says(json.dumps(ROWS)[:-2] + " cancelled"), EndpointError, "its answer is of no use"),
        (says("[" * 100_000), EndpointError, "nested too deeply"),
        (says(json.dumps(ROWS), X_SPARQL_MaxRows="1"), LimitError, "cut the answer at 1 rows"),
        (says('{"boolean": true}'), QuerySyntaxError, "it is no SELECT query"),
        (says("x" * 3 * 2**20), LimitError, "the answer is larger than 2 MiB"),
        (
            says(json.dumps(ROWS).replace('"vars": ["n"]', '"vars": ["n", "n"]')),
            EndpointError,
            "no var",
        ),
        (
            says(json.dumps(ROWS).replace('"vars": ["n"]', '"vars": ["=1"]')),
            EndpointError,
            "no var",
        ),
        (says(json.dumps(ROWS), X_SPARQL_MaxRows="²"), None, ""),
        (says(json.dumps(ROWS), X_SPARQL_MaxRows="9" * 5000), None, ""),
        (says("x", Content_Encoding="gzip"), EndpointError, "Content-Encoding: gzip"),
        (says("{}", Content_Length="99"), EndpointError, "its answer is of no use"),
    ],
)
def test_whatever_an_endpoint_says_there_is_a_message(
    fake: Fake, reply: Reply, error: type[SaberesGraphError] | None, message: str
) -> None:
    fake.reply = reply
    if error is None:
        assert Endpoint(fake.url).select("SELECT ?n { }").rows
        return
    with pytest.raises(error, match=message):
        Endpoint(fake.url, output_mib=2).select("SELECT ?n { }")


def test_triples_that_are_none_are_refused(fake: Fake) -> None:
    whole = "<urn:a> <urn:b> <urn:c> .\n"
    for reply in (
        says("<urn:a> <urn:b>", kind="application/n-triples"),
        says("<<( " * 30_000, kind="application/n-triples"),
        says(whole * 400_000, kind="application/n-triples"),
        says(whole, kind="application/n-triples", Content_Length=str(2 * len(whole))),
    ):
        fake.reply = reply
        with pytest.raises(EndpointError, match="its answer is of no use"):
            Endpoint(fake.url).construct("CONSTRUCT WHERE { ?s ?p ?o }")


def test_a_slow_endpoint_is_left(fake: Fake) -> None:
    def silent(_: BaseHTTPRequestHandler, __: object) -> None:
        time.sleep(2)

    def dripping(handler: BaseHTTPRequestHandler, _: object) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(20):
                handler.wfile.write(b" ")
                time.sleep(0.1)

    def dripping_headers(handler: BaseHTTPRequestHandler, _: object) -> None:
        with contextlib.suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX-Slow: yes":
                handler.wfile.write(bytes([letter]))
                time.sleep(0.1)

    for reply in (silent, dripping, dripping_headers):
        fake.reply = reply
        with pytest.raises(LimitError, match=r"it did not answer within 0\.5 s"):
            Endpoint(fake.url, seconds=0.5).select("SELECT ?n { }")


def test_nobody_at_home() -> None:
    with pytest.raises(EndpointError, match=r"there is no connection \(Connection refused\)"):
        Endpoint("http://127.0.0.1:9/sparql").select("SELECT ?n { }")
    for url in ("http://nowhere.invalid/", "http://a..b/", f"http://{'a' * 70}.invalid/"):
        with pytest.raises(EndpointError, match="there is no connection"):
            Endpoint(url).select("SELECT ?n { }")


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "ftp://x/", "localhost:80", "http://", "http://[x", "http://a:b/"],
)
def test_an_address_must_be_one(url: str) -> None:
    with pytest.raises(InputError, match="it is not the address of a SPARQL endpoint"):
        Endpoint(url)


def test_an_address_holds_no_secrets() -> None:
    with pytest.raises(InputError, match="the address holds a user or password") as caught:
        Endpoint("https://ana:clave@example.org/sparql")
    assert "clave" not in str(caught.value)
