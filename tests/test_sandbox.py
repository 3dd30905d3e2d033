"""Hostile queries end with a message; the process that asked lives on and no request leaves."""

import multiprocessing
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from saberesgraph.errors import (
    InputError,
    LimitError,
    QueryRefusedError,
    QuerySyntaxError,
    SaberesGraphError,
)
from saberesgraph.graph import Graph
from saberesgraph.sandbox import Limits, Sandbox, child, single
from saberesgraph.store import answer
from saberesgraph.store.embedded import EmbeddedStore

TIGHT = Limits(seconds=20, memory_mib=200, output_mib=2)
BRIEF = Limits(seconds=1)
ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture
def guarded(graph: Graph) -> Iterator[Sandbox]:
    box = Sandbox(graph.store, TIGHT)
    yield box
    # whatever happened, the next query is answered
    assert box.ask("ASK { ?s ?p ?o }")


def opened() -> int:
    """How many files this process has open, where the system tells."""
    return sum(1 for _ in Path("/proc/self/fd").glob("*"))


def test_answers_are_those_of_the_store(graph: Graph, guarded: Sandbox) -> None:
    for query in (
        "SELECT ?s ?o { ?s <https://w3id.org/saberesgraph/ontology#budgetUSD> ?o } ORDER BY ?s",
        "SELECT ?s (7 AS ?n) ?none { ?s a <https://w3id.org/saberesgraph/ontology#Call> }",
        "CONSTRUCT WHERE { ?s <https://w3id.org/saberesgraph/ontology#budgetUSD> ?o }",
        "DESCRIBE <https://w3id.org/saberesgraph/id/practice/BP1_AH>",
        "ASK { ?s ?p 'nothing' }",
    ):
        free, ours = answer(guarded, query), answer(graph.store, query)
        assert type(free) is type(ours)
        if isinstance(free, tuple):
            assert isinstance(ours, tuple)
            assert set(map(str, free)) == set(map(str, ours))
        else:
            assert free == ours


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}",
        "SELECT * { ?s " + "/".join(["<urn:p>"] * 600) + " ?o }",
    ],
)
def test_endless_work_is_stopped_in_time(graph: Graph, query: str) -> None:
    box = Sandbox(graph.store, BRIEF)
    started = time.monotonic()
    with pytest.raises(LimitError, match="it took longer than 1 s and was stopped"):
        answer(box, query)
    assert time.monotonic() - started < 10
    assert box.ask("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {ALL} }} ORDER BY ?a ?d ?g",
        'SELECT * { BIND ("' + "x" * 40 + '" AS ?x0) '
        + " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40)) + " }",
    ],
)  # fmt: skip
def test_hunger_is_stopped(guarded: Sandbox, query: str) -> None:
    with pytest.raises(LimitError, match="it needs more memory than 200 MiB and was stopped"):
        answer(guarded, query)


@pytest.mark.parametrize("query", [f"SELECT * {{ {ALL} }}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_a_flood_is_stopped(guarded: Sandbox, query: str) -> None:
    with pytest.raises(LimitError, match="its answer is larger than 2 MiB and was stopped"):
        answer(guarded, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { { ?s ?p ?o } " + "UNION { ?s ?p ?o } " * 10_000 + "}",
        "ASK { ?s ?p ?o FILTER (true" + " && true" * 20_000 + ") }",
        "SELECT (1" + "+1" * 60_000 + " AS ?n) {}",
    ],
)
def test_what_overflows_the_engine_ends_alone(guarded: Sandbox, query: str) -> None:
    with pytest.raises(QueryRefusedError, match="it is too deep for the query engine"):
        answer(guarded, query)


@pytest.mark.parametrize("query", ["", "SELECT", "SELECT * { ?s ?p", "no", "ASK {\0}", "\ud800"])
def test_what_is_not_sparql_is_said(guarded: Sandbox, query: str) -> None:
    with pytest.raises(QuerySyntaxError, match="it is not SPARQL"):
        answer(guarded, query)


def test_another_form_than_asked_for_is_said(guarded: Sandbox) -> None:
    with pytest.raises(QuerySyntaxError, match="it is no CONSTRUCT query"):
        guarded.construct("ASK {}")


def test_a_graph_that_is_a_file_is_only_a_name(guarded: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret.nt"
    secret.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    found = guarded.select(f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}")
    assert found.rows == ()


def test_no_request_leaves_even_unscreened(
    guarded: Sandbox, listener: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, heard = listener
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryRefusedError):
        answer(guarded, query)
    with monkeypatch.context() as patched:
        # the second line of defence: were the screen blind, the child could still open nothing
        patched.setattr(single, "screen", lambda _: None)
        with pytest.raises(SaberesGraphError):
            guarded.select(query)
    with pytest.raises(QueryRefusedError):
        answer(guarded, "LOAD <file:///etc/passwd>")
    # the listener hears in turn: what came before ours would stand before it
    with socket.create_connection(("127.0.0.1", port)) as ours:
        ours.sendall(b"ours")
        ours.recv(1)
    assert heard == [b"ours"]


def test_the_child_can_open_nothing(tmp_path: Path) -> None:
    script = (
        "import socket\n"
        "from saberesgraph.sandbox import Limits\n"
        "from saberesgraph.sandbox.confinement import confine\n"
        "confine(Limits())\n"
        "for attempt in (lambda: open('/etc/hostname'), lambda: socket.socket()):\n"
        "    try:\n"
        "        attempt()\n"
        "    except OSError:\n"
        "        continue\n"
        "    raise SystemExit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_no_child_is_left_behind(graph: Graph) -> None:
    box = Sandbox(graph.store, TIGHT)
    before = opened()
    with pytest.raises(LimitError):
        box.select(f"SELECT * {{ {ALL} }}")
    assert multiprocessing.active_children() == []
    assert opened() == before


def test_many_cells_and_wide_rows_are_bounded(graph: Graph) -> None:
    box = Sandbox(graph.store, Limits(seconds=20, output_mib=32))
    with pytest.raises(LimitError, match=r"more than 1000000 cells\. Ask for fewer rows"):
        box.select("SELECT ?n { ?a ?b ?c . ?d ?e ?f } LIMIT 2000000")
    columns = " ".join(f"?v{n}" for n in range(990))
    started = time.monotonic()
    assert len(box.select(f"SELECT ?a {columns} {{ ?a ?b ?c }} LIMIT 1000").rows) == 1000
    assert time.monotonic() - started < 15


def test_an_answer_nested_too_deep_to_read_is_said(graph: Graph) -> None:
    terms = " ".join(f"BIND (TRIPLE(<urn:s>, <urn:p>, ?x{n}) AS ?x{n + 1})" for n in range(900))
    with pytest.raises(InputError, match=r"the query engine could not answer \(nested too deeply"):
        Sandbox(graph.store).select(f"SELECT ?x900 {{ BIND (1 AS ?x0) {terms} }}")


@pytest.mark.parametrize("name", ["poblacio\u0301n", "a\u00b7b", "año", "a\u203fb"])
def test_any_name_of_a_variable_can_be_read(name: str, graph: Graph) -> None:
    assert Sandbox(graph.store).select(f"SELECT (7 AS ?{name}) {{}}").records() == [{name: "7"}]


@pytest.mark.parametrize(
    ("exitcode", "message"),
    [
        (-signal.SIGSEGV, "it is too deep for the query engine"),
        (-signal.SIGXCPU, "it took longer than 20 s"),
        (-signal.SIGALRM, "it took longer than 20 s"),
        (-signal.SIGKILL, "it needs more memory than 200 MiB"),
        (-signal.SIGTERM, r"the query engine could not answer \(SIGTERM\)"),
        (3, r"the query engine could not answer \(3\)"),
    ],
)
def test_however_the_child_dies_there_is_a_message(exitcode: int, message: str) -> None:
    with pytest.raises(SaberesGraphError, match=message):
        raise TIGHT.died(exitcode)


def test_many_triples_are_bounded(graph: Graph) -> None:
    digits = " ".join(f"VALUES ?d{n} {{ {' '.join(map(str, range(10)))} }}" for n in range(6))
    parts = ", ".join(f"STR(?d{n})" for n in range(6))
    query = f"CONSTRUCT {{ <urn:a> <urn:b> ?n }} {{ {digits} BIND (CONCAT({parts}) AS ?n) }}"
    with pytest.raises(LimitError, match="its answer has more than 1000000 cells"):
        Sandbox(graph.store, Limits(seconds=60, memory_mib=2048, output_mib=64)).construct(query)


def test_the_child_ends_with_its_parent() -> None:
    script = (
        "import multiprocessing, os, threading, time\n"
        "from saberesgraph.sandbox import Limits, Sandbox\n"
        "from saberesgraph.store.embedded import EmbeddedStore\n"
        "import pyoxigraph as ox\n"
        "n = ox.NamedNode('urn:n')\n"
        "t = [ox.Triple(ox.NamedNode(f'urn:{i}'), n, n) for i in range(3000)]\n"
        "def told():\n"
        "    while not multiprocessing.active_children():\n"
        "        time.sleep(0.01)\n"
        "    print(multiprocessing.active_children()[0].pid, flush=True)\n"
        "threading.Thread(target=told).start()\n"
        "box = Sandbox(EmbeddedStore(t), Limits(seconds=2, output_mib=4000))\n"
        "box.select('SELECT (COUNT(*) AS ?c) { ?a ?b ?d . ?e ?f ?g . ?h ?i ?j }')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert Path(f"/proc/{child}").exists()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "zombie" in state_of(child):
            return
        time.sleep(0.1)
    raise AssertionError("the child lives on")


def state_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return "zombie"


def test_without_fork_a_copy_answers_the_same(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "FORKS", False)
    monkeypatch.setattr(child, "_CONTEXT", multiprocessing.get_context("spawn"))
    box = Sandbox(graph.store, Limits(seconds=20, output_mib=1))
    query = "SELECT ?s ?o { ?s <https://w3id.org/saberesgraph/ontology#budgetUSD> ?o } ORDER BY ?s"
    assert box.select(query) == graph.store.select(query)
    with pytest.raises(LimitError, match="its answer is larger"):
        box.select(f"SELECT * {{ {ALL} }}")


def test_a_store_on_disk_answers_from_the_sandbox(graph: Graph, tmp_path: Path) -> None:
    graph.store.save(tmp_path)
    box = Sandbox(EmbeddedStore.opened(tmp_path), BRIEF)
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert box.select(query) == graph.store.select(query)
    with pytest.raises(LimitError):
        box.select(f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}")
