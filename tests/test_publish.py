"""Publishing to real stores: all or nothing, whatever goes wrong in the middle."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import needs
from copies import copied
from engines import ISQL, OXIGRAPH, VIRTUOSO, Addresses, writable_oxigraph, writable_virtuoso
from proxy import Proxy, proxied
from saberesgraph import cli, validation
from saberesgraph import graph as graph_module
from saberesgraph.errors import EndpointError, InputError, LimitError, SaberesGraphError
from saberesgraph.graph import Graph, load
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH, XSD
from saberesgraph.project import Project
from saberesgraph.publishing import (
    Comparison,
    GraphStore,
    Outcome,
    StagedUpdate,
    Update,
    Way,
    compare,
    publish,
    ways,
)
from saberesgraph.publishing.comparison import staging
from saberesgraph.publishing.held import held, sizes
from saberesgraph.results import Table
from saberesgraph.store.credentials import PASSWORD, TOKEN, USER, Credentials
from saberesgraph.store.endpoint import Endpoint
from saberesgraph.validation import Finding, Report, Severity

GRAPHS = (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
Contents = dict[str, frozenset[ox.Triple]]
GEO = "http://www.opengis.net/ont/geosparql#wktLiteral"


def triple(subject: str, text: str, datatype: str = XSD + "string") -> ox.Triple:
    value = ox.Literal(text, datatype=ox.NamedNode(datatype))
    return ox.Triple(ox.NamedNode(f"urn:{subject}"), ox.NamedNode("urn:p"), value)


def some(mark: str, count: int = 20) -> Contents:
    return {
        graph: frozenset(triple(f"{number}", f"{mark} ñ\n{number}") for number in range(count))
        for graph in GRAPHS
    }


def asked(addresses: Addresses, seconds: float = 60) -> Endpoint:
    return Endpoint(addresses.query, seconds=seconds, output_mib=64, own_graphs=True)


def way(kind: str, addresses: Addresses, seconds: float = 60) -> Way:
    if kind == "both":
        return StagedUpdate(addresses.update, addresses.graph_store, seconds=seconds)
    if kind == "update":
        return Update(addresses.update, seconds=seconds)
    return GraphStore(addresses.graph_store, seconds=seconds)


def published(wanted: Contents, addresses: Addresses, kind: str = "update") -> Outcome:
    endpoint = asked(addresses)
    return publish(endpoint, way(kind, addresses), compare(endpoint, wanted))


def counts(comparison: Comparison) -> list[tuple[int, int, int]]:
    return [(len(d.added), len(d.removed), d.unchanged) for d in comparison.graphs]


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    needs(OXIGRAPH, "oxigraph", "pip install oxigraph")
    with writable_oxigraph(tmp_path_factory.mktemp("oxigraph")) as addresses:
        yield addresses


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    needs(VIRTUOSO and ISQL, "Virtuoso", "apt-get install virtuoso-opensource-7")
    with writable_virtuoso(tmp_path_factory.mktemp("virtuoso")) as addresses:
        yield addresses


def emptied(addresses: Addresses) -> Addresses:
    way("update", addresses).clear([*GRAPHS, *map(staging, GRAPHS)])
    return addresses


@pytest.fixture
def oxigraph(oxigraph_server: Addresses) -> Addresses:
    return emptied(oxigraph_server)


@pytest.fixture
def virtuoso(virtuoso_server: Addresses, monkeypatch: pytest.MonkeyPatch) -> Addresses:
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    return emptied(virtuoso_server)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest) -> Addresses:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Addresses)
    return found


@contextmanager
def through(store: Addresses) -> Iterator[tuple[Addresses, Proxy]]:
    with proxied(store.query) as proxy:
        yield (
            replace(
                store,
                update=proxy.address(store.update),
                graph_store=proxy.address(store.graph_store),
            ),
            proxy,
        )


# --- It is there, exactly ---------------------------------------------------


def test_the_whole_catalogue_is_published_once_and_one_fiche_as_its_difference(
    store: Addresses, project: Project, graph: Graph, tmp_path: Path
) -> None:
    endpoint, names = asked(store), (ASSERTED_GRAPH, QUERIES_GRAPH)
    every = graph.contents
    whole = {name: every[name] for name in names}
    sent = way("both", store)
    first = compare(endpoint, whole)
    assert counts(first) == [(len(whole[name]), 0, 0) for name in names]
    assert publish(endpoint, sent, first) == Outcome(written=True)
    again = compare(endpoint, whole)
    assert counts(again) == [(0, 0, len(whole[name])) for name in names]
    # both engines keep values, not spellings: decimals, such as the budgets, printed as 1500.0
    assert {str(given.predicate) for given, _ in again.graphs[0].respelled} == {
        f"<https://w3id.org/saberesgraph/ontology#{name}>"
        for name in ("budgetUSD", "value", "weight")
    }
    assert publish(endpoint, sent, again) == Outcome(written=False)

    fiche = tmp_path / "BP1_AH.ttl"
    text = (project.root / "data/practices/BP1_AH.ttl").read_text(encoding="utf-8")
    assert text.count("sab:budgetUSD 1500.0 ;") == 1
    fiche.write_text(text.replace("sab:budgetUSD 1500.0 ;", "sab:budgetUSD 1501.0 ;"), "utf-8")
    edited = load(project, [fiche]).contents
    changed = compare(endpoint, {name: edited[name] for name in names})
    assert counts(changed) == [
        (1, 1, len(whole[ASSERTED_GRAPH]) - 1),
        (0, 0, len(whole[QUERIES_GRAPH])),
    ]
    budget = (
        "<https://w3id.org/saberesgraph/id/practice/BP1_AH> "
        '<https://w3id.org/saberesgraph/ontology#budgetUSD> "{}"^^<' + XSD + "decimal>"
    )
    assert [str(t) for t in changed.graphs[0].added] == [budget.format("1501.0")]
    assert [str(t) for t in changed.graphs[0].removed] == [budget.format("1500")]
    assert publish(endpoint, sent, changed) == Outcome(written=True)
    assert sizes(endpoint, [*names, *map(staging, names)]) == {
        **{name: len(whole[name]) for name in names},
        **{staging(name): 0 for name in names},
    }


@pytest.mark.parametrize("kind", ["update", "graph-store", "both"])
def test_every_way_adds_changes_and_empties(kind: str, store: Addresses) -> None:
    endpoint = asked(store)
    for wanted in (some("a"), some("b", 30), {**some("b", 30), DERIVED_GRAPH: frozenset()}):
        assert published(wanted, store, kind) == Outcome(written=True)
        assert held(endpoint, GRAPHS) == wanted
        assert published(wanted, store, kind) == Outcome(written=False)
        assert not any(sizes(endpoint, map(staging, GRAPHS)).values())


def test_a_small_change_is_one_request_that_moves_no_graph(oxigraph: Addresses) -> None:
    published(some("a"), oxigraph)
    with through(oxigraph) as (addresses, proxy):
        published({**some("a"), ASSERTED_GRAPH: frozenset({triple("0", "new")})}, addresses)
        shown = [body for _, _, body in proxy.writes if f"GRAPH <{ASSERTED_GRAPH}>" in body]
        assert len(shown) == 1
        assert shown[0].startswith("DELETE DATA")
        assert "MOVE" not in shown[0]


def test_readers_see_the_former_graphs_or_the_new_ones(oxigraph: Addresses) -> None:
    endpoint, seen, stop = asked(oxigraph), set(), threading.Event()
    before, after = some("a", 500), some("b", 700)
    published(before, oxigraph)

    def read() -> None:
        while not stop.is_set():
            seen.add(tuple(sizes(endpoint, GRAPHS).values()))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    published(after, oxigraph)
    time.sleep(0.1)
    stop.set()
    for reader in readers:
        reader.join()
    assert seen == {(500, 500, 500), (700, 700, 700)}


# --- What stores make of it -------------------------------------------------

ODD = {
    GEO: "POINT(-78 0)",
    XSD + "decimal": "0.12345678901234567890123",
    XSD + "nonNegativeInteger": "32",
    XSD + "double": "1.50E3",
    XSD + "gYear": "2024",
}
REWRITTEN = {
    "oxigraph": [f'"32"^^<{XSD}integer>'],
    "virtuoso": [
        '"POINT(-78 0)"^^<http://www.openlinksw.com/schemas/virtrdf#Geometry>',
        f'"0.123456789012346"^^<{XSD}decimal>',
    ],
}


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
@pytest.mark.parametrize("kind", ["update", "graph-store"])
def test_what_a_store_rewrites_is_told_and_not_published_for_ever(
    kind: str, engine: str, request: pytest.FixtureRequest
) -> None:
    store: Addresses = request.getfixturevalue(engine)
    odd = {triple(datatype[-5:], text, datatype) for datatype, text in ODD.items()}
    wanted = {**some("a"), ASSERTED_GRAPH: frozenset(odd)}
    first = published(wanted, store, kind)
    assert first.written
    assert sorted(str(stored.object) for _, stored in first.rewritten) == sorted(REWRITTEN[engine])
    with through(store) as (addresses, proxy):
        again = published(wanted, addresses, kind)
        assert again == Outcome(written=False, rewritten=first.rewritten)
        # it had to ask the store, and did so where nobody reads
        assert proxy.writes
        assert all("staging" in path + body for _, path, body in proxy.writes)


def test_an_answer_that_a_store_cuts_is_asked_for_in_parts_or_refused() -> None:
    every = frozenset(triple(f"{number}", "x") for number in range(50))

    class Cutting(Endpoint):
        most = 10

        def select(self, query: str) -> Table:
            rows = ((ox.NamedNode("urn:g"), ox.Literal(len(every))),)
            return Table(("g", "n"), rows)

        def construct(self, query: str) -> tuple[ox.Triple, ...]:
            inside = ox.Store()
            inside.extend(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode("urn:g"))
                          for t in every)  # fmt: skip
            return tuple(inside.query(query))[: self.most]  # type: ignore[arg-type]

    endpoint = Cutting("http://127.0.0.1:9/")
    assert held(endpoint, ["urn:g"]) == {"urn:g": every}
    endpoint.most = 2
    with pytest.raises(EndpointError, match=r"it says that <urn:g> has 50 statements and gives \d"):
        held(endpoint, ["urn:g"])


def test_blank_nodes_of_ours_are_refused_and_those_of_the_store_removed(
    oxigraph: Addresses,
) -> None:
    blank = ox.Triple(ox.BlankNode(), ox.NamedNode("urn:p"), ox.Literal("x"))
    with pytest.raises(InputError, match="1 statements have blank nodes"):
        compare(asked(oxigraph), {ASSERTED_GRAPH: [blank]})
    way("update", oxigraph).put(ASSERTED_GRAPH, frozenset({blank, *some("a")[ASSERTED_GRAPH]}))
    assert published(some("a"), oxigraph).written
    assert held(asked(oxigraph), GRAPHS) == some("a")


# --- What goes wrong --------------------------------------------------------


def failing(store: Addresses, kind: str, wanted: Contents, fault: str, at: int) -> str:
    """The error of a publication whose write number `at` goes wrong, '' if it does not come."""
    with through(store) as (addresses, proxy):
        proxy.fault = lambda number, _: fault if number == at else None
        try:
            published(wanted, addresses, kind)
        except EndpointError as error:
            return str(error)
        return ""


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("update", some("b")),  # staged whole and moved, in parts of 15
        ("update", {**some("a"), DERIVED_GRAPH: frozenset({triple("0", "new")})}),  # one request
        ("graph-store", some("b")),
        ("both", some("b")),
    ],
    ids=["whole", "difference", "graph-store", "both"],
)
def test_whichever_write_fails_the_former_graphs_are_read(
    kind: str, wanted: Contents, oxigraph: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "STATEMENTS", 25 if wanted != some("b") else 15)
    before = some("a")
    published(before, oxigraph)
    endpoint, said = asked(oxigraph), []
    for at in range(1, 30):
        said.append(failing(oxigraph, kind, wanted, "refuse", at))
        if held(endpoint, GRAPHS) == wanted:
            break
        assert held(endpoint, GRAPHS) == before
    assert held(endpoint, GRAPHS) == wanted
    assert published(wanted, oxigraph, kind) == Outcome(written=False)
    assert not any(sizes(endpoint, map(staging, GRAPHS)).values())
    *failed, last = said
    undone = "A part changed and was undone: the former graphs are read."
    untouched = "Nothing changed: the former graphs are read."
    assert {text.split(". ", 2)[-1] for text in failed} == (
        {untouched, undone} if kind == "graph-store" else {untouched}
    )
    assert all("its answer is of no use (500 boom)" in text for text in failed)
    assert last == ""


def test_a_store_that_does_half_of_a_request_is_put_back(store: Addresses) -> None:
    published(some("a", 400), store)
    with through(store) as (addresses, proxy):
        # Virtuoso runs the operations of a request one by one and keeps those before a fault
        proxy.fault = lambda _, body: "halve" if "MOVE" in body and "<urn:" not in body and (
            sum("MOVE" in b for _, _, b in proxy.writes) == 1) else None  # fmt: skip
        with pytest.raises(EndpointError, match="A part changed and was undone"):
            published(some("b", 400), addresses)
    assert held(asked(store), GRAPHS) == some("a", 400)


def test_what_cannot_be_put_back_is_named_and_repaired_by_the_next(oxigraph: Addresses) -> None:
    published(some("a", 400), oxigraph)
    with through(oxigraph) as (addresses, proxy):

        def fault(number: int, body: str) -> str | None:
            moved = [n for n, (_, _, b) in enumerate(proxy.writes, 1) if "MOVE" in b]
            return None if not moved else "halve" if number == moved[0] else "refuse"

        proxy.fault = fault
        with pytest.raises(EndpointError) as caught:
            published(some("b", 400), addresses)
    assert str(caught.value).endswith(f"It was left halfway in <{ASSERTED_GRAPH}>: publish again.")
    assert published(some("b", 400), oxigraph).written
    assert held(asked(oxigraph), GRAPHS) == some("b", 400)


def test_an_answer_lost_after_the_work_is_done_is_no_failure(oxigraph: Addresses) -> None:
    with through(oxigraph) as (addresses, proxy):
        proxy.fault = lambda _, body: "lose" if "MOVE" in body or "DELETE DATA" in body else None
        assert published(some("a", 400), addresses) == Outcome(written=True)
        assert published(some("b"), addresses) == Outcome(written=True)
    assert held(asked(oxigraph), GRAPHS) == some("b")


def test_what_never_answers_is_left_and_said_to_be_uncertain(oxigraph: Addresses) -> None:
    published(some("a"), oxigraph)
    with through(oxigraph) as (addresses, proxy):
        proxy.fault = lambda _, body: "hang" if "DELETE DATA" in body else None
        endpoint = asked(oxigraph)
        with pytest.raises(LimitError, match="former graphs are read, but it may still be writing"):
            publish(endpoint, way("update", addresses, 0.3), compare(endpoint, some("b", 5)))
    assert held(endpoint, GRAPHS) == some("a")


def test_who_interrupts_it_gets_no_half_of_it(
    oxigraph: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(some("a"), oxigraph)
    put = GraphStore.put
    interrupted: list[int] = []

    def interrupting(self: GraphStore, graph: str, triples: frozenset[ox.Triple]) -> None:
        if graph == DERIVED_GRAPH and not interrupted:
            interrupted.append(sizes(asked(oxigraph), GRAPHS)[ASSERTED_GRAPH])
            raise KeyboardInterrupt
        put(self, graph, triples)

    monkeypatch.setattr(GraphStore, "put", interrupting)
    with pytest.raises(KeyboardInterrupt):
        published(some("b", 25), oxigraph, "graph-store")
    assert interrupted == [25]
    assert held(asked(oxigraph), GRAPHS) == some("a")
    assert compare(asked(oxigraph), some("a")).leftovers == ()


def test_another_store_than_the_one_read_is_noticed(oxigraph: Addresses, tmp_path: Path) -> None:
    with writable_oxigraph(tmp_path) as other:
        mixed = replace(oxigraph, update=other.update)
        with pytest.raises(EndpointError, match=r"are of the same store\. Nothing changed"):
            published(some("a"), mixed)
        assert sizes(asked(other), [*GRAPHS, *map(staging, GRAPHS)]) == dict.fromkeys(
            [*GRAPHS, *map(staging, GRAPHS)], 0
        )


VICTIM = """
import sys
import pyoxigraph as ox
from saberesgraph.publishing import GraphStore, Update, compare, publish
from saberesgraph.store.endpoint import Endpoint

query, kind, address, *graphs = sys.argv[1:]
name, endpoint = ox.NamedNode, Endpoint(query, own_graphs=True)
some = [ox.Triple(name(f"urn:{n}"), name("urn:p"), ox.Literal("b")) for n in range(400)]
way = {"update": Update, "graph-store": GraphStore}[kind](address, seconds=60)
publish(endpoint, way, compare(endpoint, dict.fromkeys(graphs, some)))
"""


@pytest.mark.parametrize("kind", ["update", "graph-store"])
def test_killed_in_the_middle_the_next_repairs(kind: str, oxigraph: Addresses) -> None:
    published(some("a"), oxigraph)
    with through(oxigraph) as (addresses, proxy):
        proxy.fault = lambda number, _: "hang" if number == 5 else None
        address = addresses.update if kind == "update" else addresses.graph_store
        process = subprocess.Popen(
            [sys.executable, "-c", VICTIM, addresses.query, kind, address, *GRAPHS],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert proxy.hanging.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    endpoint = asked(oxigraph)
    assert held(endpoint, GRAPHS) == some("a")
    left = compare(endpoint, some("a")).leftovers
    assert left
    # with nothing else to do, what was left is cleared
    assert published(some("a"), oxigraph, kind) == Outcome(written=False)
    assert compare(endpoint, some("a")).leftovers == ()
    assert published(some("b", 400), oxigraph, kind).written
    assert held(endpoint, GRAPHS) == some("b", 400)


# --- Credentials ------------------------------------------------------------


def test_virtuoso_is_answered_by_digest_and_a_wrong_password_changes_nothing(
    virtuoso: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("update", "graph-store"):
        assert published(some(kind), virtuoso, kind).written
    # the address that writes may be asked as well
    private = Endpoint(virtuoso.update, own_graphs=True)
    assert sizes(private, GRAPHS) == dict.fromkeys(GRAPHS, 20)
    monkeypatch.setenv(PASSWORD, "otra clave")
    for kind in ("update", "graph-store"):
        with pytest.raises(EndpointError, match=r"it lets nobody in \(401\).*Nothing changed") as e:
            published(some("b"), virtuoso, kind)
        assert "otra clave" not in str(e.value)
    monkeypatch.delenv(PASSWORD)
    with pytest.raises(EndpointError, match=rf"Set {USER} and {PASSWORD}"):
        published(some("b"), virtuoso)


def test_a_password_goes_unasked_only_where_nobody_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(USER, "ana")
    monkeypatch.setenv(PASSWORD, "clave ñ")
    assert Credentials(unasked=False).header("POST", "/") is None
    unasked = Credentials(unasked=True)
    assert unasked.header("POST", "/") == b"Basic YW5hOmNsYXZlIMOx"
    asked_for = Credentials(unasked=False)
    tried = {"none"}
    both = ['Basic realm="x"', 'Digest realm="y", nonce="n", qop="auth", algorithm=SHA-256']
    assert asked_for.another(401, both, tried)
    header = asked_for.header("POST", "/u?a=1")
    assert header
    assert header.startswith(b'Digest username="ana", realm="y", nonce="n", uri="/u?a=1"')
    assert b"clave" not in header
    # the same answer once more: this password is not the one
    assert asked_for.another(401, both, tried) is True  # Basic is offered too
    assert asked_for.scheme == "basic"
    assert asked_for.another(401, both, tried) is False
    monkeypatch.setenv(TOKEN, "ficha")
    assert Credentials(unasked=True).header("POST", "/") == b"Bearer ficha"
    token = Credentials(unasked=False)
    assert token.header("POST", "/") is None
    assert token.another(403, [], {"none"}) is True
    assert token.header("POST", "/") == b"Bearer ficha"
    monkeypatch.delenv(TOKEN)
    unknown = Credentials(unasked=False)
    assert unknown.another(401, ['Digest nonce="n", algorithm=MD5-sess'], {"none"}) is False


# --- The command ------------------------------------------------------------


@pytest.fixture
def valid(monkeypatch: pytest.MonkeyPatch, graph: Graph) -> None:
    """Spares the command the reading and the validation of the project."""
    monkeypatch.setattr(graph_module, "load", lambda *_: graph)
    report = Report((), files=1, shapes=1, focus_nodes=1)
    monkeypatch.setattr(validation, "validate", lambda *_, **__: report)


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(["publish", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_dry_run_shows_and_writes_nothing(
    oxigraph: Addresses, run: Run, valid: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {**some("a", 1200), QUERIES_GRAPH: frozenset({triple("n", "07", XSD + "integer")})}
    monkeypatch.setattr(Graph, "contents", wanted)
    with through(oxigraph) as (addresses, proxy):
        to = ("--endpoint", addresses.query, "--update", addresses.update)
        assert run(*to, "--dry-run", "--lang", "en") == (
            0,
            f"{ASSERTED_GRAPH}: 1,200 to add, 0 to remove, 0 unchanged\n"
            '  + <urn:0> <urn:p> "a ñ\\n0"\n'
            '  + <urn:1000> <urn:p> "a ñ\\n1000"\n'
            '  + <urn:1001> <urn:p> "a ñ\\n1001"\n'
            "  + …\n"
            f"{DERIVED_GRAPH}: 1,200 to add, 0 to remove, 0 unchanged\n"
            '  + <urn:0> <urn:p> "a ñ\\n0"\n'
            '  + <urn:1000> <urn:p> "a ñ\\n1000"\n'
            '  + <urn:1001> <urn:p> "a ñ\\n1001"\n'
            "  + …\n"
            f"{QUERIES_GRAPH}: 1 to add, 0 to remove, 0 unchanged\n"
            f'  + <urn:n> <urn:p> "07"^^<{XSD}integer>\n'
            "Only compared: nothing changed.\n",
            "Checking…\nComparing…\n",
        )
        assert proxy.writes == []
        code, out, err = run(*to, "-f", "json")
        assert code == 0
        assert "Publicando… Los grafos cambian con una sola petición, que un almacén" in err
        assert json.loads(out)["published"] is True
        writes = len(proxy.writes)
        assert writes > 1
        code, out, err = run(*to, "--dry-run", "-f", "json")
        seven = f'<urn:n> <urn:p> "{{}}"^^<{XSD}integer>'
        assert json.loads(out)["graphs"][2] == {
            "graph": QUERIES_GRAPH,
            "added": 0,
            "removed": 0,
            "unchanged": 1,
            "respelled": 1,
            "examples": {
                "added": [],
                "removed": [],
                "respelled": [[seven.format("07"), seven.format("7")]],
            },
        }
        assert run(*to)[1].splitlines()[-1] == "Nada que publicar."
        assert len(proxy.writes) == writes


def test_what_is_missing_is_said_before_any_work(run: Run) -> None:
    code, out, err = run("--endpoint", "http://127.0.0.1:9/query", "--lang", "en")
    assert (code, out) == (2, "")
    assert err == (
        "--endpoint: where to write is missing: this one only answers queries. "
        "Add --update URL or --graph-store URL, or --dry-run to compare only.\n"
    )
    for option in ("--update", "--graph-store"):
        code, _, err = run("--endpoint", "http://127.0.0.1:9/q", option, "http://u:clave@h/u")
        assert code == 2
        assert "lleva usuario o contraseña" in err
        assert "clave@" not in err
    assert run("--endpoint", "http://127.0.0.1:9/q", "--max-seconds", "nan", "--dry-run")[0] == 2


def test_invalid_data_are_not_published(
    oxigraph: Addresses, run: Run, project: Project, tmp_path: Path
) -> None:
    copied(tmp_path, "BP1_AH")
    fiche = tmp_path / "data/practices/BP1_AH.ttl"
    text = fiche.read_text(encoding="utf-8")
    fiche.write_text(text.replace("sab:budgetUSD 1500.0 ;", 'sab:budgetUSD "mil" ;'), "utf-8")
    with through(oxigraph) as (addresses, proxy):
        code, out, err = run("--endpoint", addresses.query, "--update", addresses.update,
                             "--root", str(tmp_path), "--lang", "en")  # fmt: skip
        assert (code, out) == (1, "")
        assert "data/practices/BP1_AH.ttl" in err
        assert err.endswith("Nothing was published: correct the violations first.\n")
        assert proxy.writes == []


def test_credentials_are_in_no_output(
    virtuoso: Addresses, run: Run, valid: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Graph, "contents", some("a"))
    to = ("--endpoint", virtuoso.query, "--update", virtuoso.update)
    assert run(*to)[0] == 0
    monkeypatch.setattr(Graph, "contents", some("b"))
    monkeypatch.setenv(USER, "usuaria-7f3a")
    monkeypatch.setenv(PASSWORD, "clave-9c1d")
    code, out, err = run(*to)
    assert code == 2
    assert "no deja entrar (401)" in err
    assert "Nada cambió: se leen los grafos de antes." in err
    for secret in ("usuaria-7f3a", "clave-9c1d"):
        assert secret not in out + err


def test_a_report_of_violations_is_the_only_thing_that_stops_it(
    oxigraph: Addresses, run: Run, valid: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finding(severity: Severity) -> Report:
        found = Finding("f.ttl", 1, "x", "p", "", "S", severity, {"es": "Mal.", "en": "Bad."})
        return Report((found,), files=1, shapes=1, focus_nodes=1)

    monkeypatch.setattr(Graph, "contents", some("a"))
    to = ("--endpoint", oxigraph.query, "--update", oxigraph.update)
    for severity, code in ((Severity.VIOLATION, 1), (Severity.WARNING, 0)):
        report = finding(severity)
        monkeypatch.setattr(validation, "validate", lambda *_, report=report, **__: report)
        assert run(*to)[0] == code
        assert any(sizes(asked(oxigraph), GRAPHS).values()) is (code == 0)


@pytest.mark.parametrize(
    ("said", "error", "message"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: http://x/\r\n\r\n", EndpointError, "it sends elsewhere"),
        (b"HTTP/1.1 413 Too Large\r\n\r\n<html>too large", EndpointError, "413 <html>too large"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2 * 2**20, LimitError, "larger than 1 MiB"),
        (b"SSH-2.0-OpenSSH_9\r\n", EndpointError, "its answer is of no use"),
        (b"", EndpointError, "its answer is of no use"),
    ],
)
def test_whatever_answers_a_write_there_is_a_message(
    said: bytes, error: type[SaberesGraphError], message: str, oxigraph: Addresses
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line, line.makefile("rb") as asked:
                    length = 0
                    for header in iter(asked.readline, b"\r\n"):
                        if header.startswith(b"Content-Length:"):
                            length = int(header.split(b":")[1])
                    asked.read(length)
                    line.sendall(said)

        threading.Thread(target=serve, daemon=True).start()
        for kind in ("update", "graph-store"):
            strange = replace(oxigraph, update=url, graph_store=url)
            with pytest.raises(error, match=f"{message}.*Nothing changed"):
                published(some("a"), strange, kind)
        server.shutdown(socket.SHUT_RDWR)
