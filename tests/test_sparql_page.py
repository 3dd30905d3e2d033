"""Free SPARQL in the browser: from a folder, stoppable, offline, the same answers as the store."""

import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from browser import PHONE, violations
from saberesgraph.drawing.page import STATIC
from saberesgraph.errors import QuerySyntaxError
from saberesgraph.formats import csv
from saberesgraph.formats import write as written
from saberesgraph.graph import Graph
from saberesgraph.namespaces import DERIVED_GRAPH, PREFIXES, PROLOGUE
from saberesgraph.project import Project
from saberesgraph.queries import named
from saberesgraph.results import Table
from saberesgraph.site import graph_files, sparql
from saberesgraph.store.embedded import EmbeddedStore, run
from saberesgraph.tables import words
from saberesgraph.web.served import Served
from sites import HOSTILE, write_read

BROWSER = pytest.mark.browser
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GOOD = "SELECT (COUNT(?p) AS ?n) { ?p a sab:GoodPractice }"


def opened(page: Page, folder: Path, address: str = "") -> None:
    page.goto("about:blank")
    page.goto((folder / "sparql.html").as_uri() + address)
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Listo: 2\d\.\d{3} enunciados"))


def ask(page: Page, query: str) -> None:
    page.get_by_label("Consulta", exact=True).fill(query)
    page.get_by_role("button", name="Ejecutar").click()


def status(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("status")).to_have_text(words)


def answered(page: Page, rows: int) -> None:
    status(page, re.compile(rf"^{rows} filas?\. En [\d,]+ s\.$"))


def cells(page: Page) -> list[list[str]]:
    rows = page.locator("#results tbody tr")
    return [row.locator("td").all_inner_texts() for row in rows.all()]


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes().decode()


def stored(graph: Graph, query: str) -> Table:
    """The store's answer with its own spellings: those of the sources are not in the browser."""
    found = run(graph.store.engine, query)
    assert isinstance(found, ox.QuerySolutions)
    return Table(tuple(v.value for v in found.variables), tuple(map(tuple, found)))


@BROWSER
@pytest.mark.parametrize(
    "name",
    ["objective-coverage", "goal-coverage", "budget-by-area", "text-search", "experiences"],
)
def test_a_named_query_gets_the_answer_of_the_store(
    folder: Path, page: Page, project: Project, graph: Graph, name: str
) -> None:
    opened(page, folder)
    query = named(project, name)
    page.get_by_label("Empezar con").select_option(name)
    assert page.get_by_label("Consulta", exact=True).input_value() == sparql.query_text(query, "es")
    page.get_by_role("button", name="Ejecutar").click()
    # what the page asks is what the command line asks
    expected = stored(graph, query.bound(graph.store, "es"))
    answered(page, len(expected.rows))
    assert cells(page) == [[words(cell, "es") for cell in row] for row in expected.rows]
    assert json.loads(saved(page, "JSON")) == json.loads(written(expected, "json"))
    assert saved(page, "CSV") == csv(expected)
    assert page.url.endswith(f"#name={name}")


@BROWSER
def test_many_rows_come_in_pages(folder: Path, page: Page, project: Project, graph: Graph) -> None:
    expected = stored(graph, named(project, "crosswalk").bound(graph.store, "es"))
    opened(page, folder, "#name=crosswalk")
    page.get_by_role("button", name="Ejecutar").click()
    answered(page, len(expected.rows))
    shown = cells(page)
    page.get_by_role("button", name="Siguientes").click()
    expect(page.get_by_role("caption")).to_have_text(f"Filas 101 a 200 de {len(expected.rows)}")
    shown += cells(page)
    page.get_by_role("button", name="Siguientes").click()
    shown += cells(page)
    expect(page.get_by_role("button", name="Siguientes")).to_be_disabled()
    assert shown == [[words(cell, "es") for cell in row] for row in expected.rows]


@BROWSER
def test_a_thing_with_a_page_is_a_link_to_it(folder: Path, page: Page) -> None:
    opened(page, folder)
    ask(
        page, "SELECT ?x { VALUES ?x { practice:BP1_AH sdg:10 status:absent <urn:x> practice:NO } }"
    )
    answered(page, 5)
    links = page.locator("#results td a")
    assert [link.get_attribute("href") for link in links.all()] == [
        "id/practice/BP1_AH.html",
        "sdg/10.html",
    ]
    texts = [row[0] for row in cells(page)]
    assert texts == ["practice:BP1_AH", "sdg:10", "status:absent", "urn:x", "practice:NO"]


@BROWSER
def test_our_prefixes_are_known_and_can_be_written(folder: Path, page: Page) -> None:
    opened(page, folder)
    ask(page, GOOD)
    answered(page, 1)
    assert cells(page) == [["26"]]
    page.get_by_role("button", name="Escribir los prefijos").click()
    query = page.get_by_label("Consulta", exact=True).input_value()
    assert query == f"PREFIX sab: <{PREFIXES['sab']}>\n\n{GOOD}"
    page.get_by_role("button", name="Escribir los prefijos").click()
    status(page, "Todos los prefijos que usa están declarados.")
    # a name in a comment, a text or an IRI is none, and what is declared stays as it is
    ask(page, 'PREFIX sab: <urn:> # skos:x\nASK { BIND("org:y" AS ?x) FILTER(?x != <prov:z>) }')
    page.get_by_role("button", name="Escribir los prefijos").click()
    status(page, "Todos los prefijos que usa están declarados.")


@BROWSER
def test_yes_or_no_and_the_graphs_apart(folder: Path, page: Page, graph: Graph) -> None:
    opened(page, folder)
    ask(page, "ASK { practice:BP1_AH sab:derivedGoal ?goal }")
    status(page, re.compile(r"^Sí\. En"))
    assert json.loads(saved(page, "JSON")) == {"head": {}, "boolean": True}
    ask(page, "ASK FROM <https://w3id.org/saberesgraph/graph/asserted> { ?p sab:derivedGoal ?g }")
    status(page, re.compile(r"^No\. En"))
    ask(page, f"SELECT (COUNT(*) AS ?n) FROM <{DERIVED_GRAPH}> {{ ?s ?p ?o }}")
    answered(page, 1)
    assert cells(page) == [[str(len(graph.derived))]]


@BROWSER
def test_triples_are_told_in_turtle(folder: Path, page: Page, graph: Graph) -> None:
    opened(page, folder)
    for query in (
        "CONSTRUCT WHERE { practice:BP1_AH ?p ?o }",
        "DESCRIBE sdg:10.7",
        'CONSTRUCT { <urn:a> rdfs:label "a \\"b\\" <c>"@es, 1.5, <urn:x:y> } {}',
    ):
        ask(page, query)
        expected = set(graph.store.engine.query(PROLOGUE + query, use_default_graph_as_union=True))  # type: ignore[arg-type]
        count = f"{len(expected)} tripleta{'' if len(expected) == 1 else 's'}"
        status(page, re.compile(rf"^{count}\. En"))
        turtle = page.locator("#results pre").inner_text()
        assert {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == expected
        assert saved(page, "Turtle").strip() == turtle.strip()
        # only the prefixes in use
        declared = re.findall(r"^@prefix ([^:]+):", turtle, re.MULTILINE)
        body = turtle.partition("\n\n")[2]
        assert all(re.search(rf"(?<![^\s^]){prefix}:", body) for prefix in declared)


@BROWSER
def test_an_endless_query_is_stopped_and_the_next_answered(folder: Path, page: Page) -> None:
    opened(page, folder)
    stop = page.get_by_role("button", name="Detener")
    expect(stop).to_be_disabled()
    ask(page, ENDLESS)
    status(page, "Respondiendo…")
    # the page stays alive meanwhile
    page.wait_for_timeout(300)
    assert page.evaluate("1 + 1") == 2
    stop.press("Enter")
    status(page, "Detenida.")
    expect(page.get_by_role("button", name="Ejecutar")).to_be_focused()
    ask(page, GOOD)
    answered(page, 1)
    assert cells(page) == [["26"]]


@BROWSER
def test_an_endless_query_stops_by_itself(folder: Path, page: Page) -> None:
    opened(page, folder)
    assert page.locator("#ask").get_attribute("data-seconds") == "30"
    page.evaluate("document.getElementById('ask').dataset.seconds = '0.5'")
    ask(page, ENDLESS)
    status(page, re.compile("^Detenida: pasó de 0.5 segundos"))
    ask(page, GOOD)
    answered(page, 1)


@BROWSER
def test_an_endless_answer_is_cut_and_says_so(folder: Path, page: Page) -> None:
    opened(page, folder)
    for query in (
        "SELECT * { ?f ?e ?d . ?c ?b ?a } # all of it",
        "SELECT * { ?f ?e ?d . ?c ?b ?a } LIMIT 10002",
    ):
        ask(page, query)
        status(page, re.compile(r"^Más de 10\.000 filas: se muestran y se guardan las primeras"))
        expect(page.get_by_role("caption")).to_have_text("Filas 1 a 100 de 10.000")
        # in the order of the text, not of the engine
        assert page.locator("#results th").all_inner_texts() == list("fedcba")
    ask(page, "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }")
    status(page, re.compile(r"^Más de 10\.000 tripletas"))
    for bounded in ("SELECT * { ?s ?p ?o } LIMIT 3", "SELECT * { ?x a ?y } VALUES ?x { area:AH }"):
        ask(page, bounded)
        status(page, re.compile(r"^[123] filas?\. En"))


@BROWSER
def test_a_query_that_breaks_the_engine_costs_only_itself(folder: Path, page: Page) -> None:
    opened(page, folder)
    ask(page, "SELECT * {" + "{" * 5000 + "}" * 5000 + "}")
    status(page, re.compile("^Es demasiado profunda"))
    ask(page, GOOD)
    answered(page, 1)


@BROWSER
def test_no_other_server_is_asked(folder: Path, page: Page) -> None:
    opened(page, folder)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    ask(page, "SELECT *\n{ service silent <http://127.0.0.1:9/> { ?s ?p ?o } }")
    status(page, re.compile(r"^2:3: Pide datos a otro servidor \(SERVICE\)"))
    # a word that the page does not see, the engine has no connection for
    ask(page, "SELECT * { SERVIC\\u0045 <http://127.0.0.1:9/> { ?s ?p ?o } }")
    expect(page.locator("#status.error")).to_be_visible()
    ask(page, "SELECT * { ?s ?p ?o } LIMIT 1 # SERVICE <http://127.0.0.1:9/>")
    answered(page, 1)
    ask(page, "ASK FROM <http://127.0.0.1:9/> { ?s ?p ?o }")
    status(page, re.compile(r"^No\. En"))
    # a browser asks for the icon again when the address changes
    icon = (folder / "assets" / "icon.svg").as_uri()
    assert [url for url in requests if url != icon] == []


@BROWSER
@pytest.mark.parametrize(
    "update", ["DELETE WHERE { ?s ?p ?o }", "PREFIX x: <urn:>\nINSERT DATA { x:a x:b x:c }"]
)
def test_nothing_changes_the_graph(folder: Path, page: Page, update: str) -> None:
    opened(page, folder)
    ask(page, update)
    status(page, re.compile(r"^\d:1: Cambiaría los datos"))
    assert ".update(" not in (STATIC / "sparql-worker.js").read_text(encoding="utf-8")


@BROWSER
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x a sab:Call foo bar }",
        "SELECT ?x {\n  ?x a skos:Concept ;; 7 8\n}",
        "SELECT ?x ?y\n{ ?x a sab:Call",
        "SELECT ?x (SUM(?y) AS ?x) { ?s ?x ?y }",
        "BASE <urn:> SELECT",
    ],
)
def test_a_fault_is_told_in_words_at_its_place(
    folder: Path, page: Page, graph: Graph, query: str
) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        EmbeddedStore([]).select(PROLOGUE + query)
    line, column = (raised.value.where or "").split(":")
    opened(page, folder)
    ask(page, query)
    place = f"{int(line) - PROLOGUE.count(chr(10))}:{column}"
    expect(page.locator("#status.error")).to_have_text(re.compile(f"^{place}: No es SPARQL"))
    page.goto((folder / "en" / "sparql.html").as_uri() + f"#query={quote(query)}")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#status.error")).to_have_text(re.compile(f"^{place}: It is not SPARQL"))


@BROWSER
def test_a_link_holds_the_query(folder: Path, page: Page) -> None:
    query = 'SELECT ("ñ & # % + = é 50%" AS ?x) {\n}'
    opened(page, folder)
    ask(page, query)
    answered(page, 1)
    address = page.url
    opened(page, folder, "#" + address.partition("#")[2])
    assert page.get_by_label("Consulta", exact=True).input_value() == query
    # a stranger's link runs nothing
    assert page.locator("#results").inner_text() == ""
    opened(page, folder, f"#query={quote(query)}")
    assert page.get_by_label("Consulta", exact=True).input_value() == query


@BROWSER
def test_ones_own_query_survives_a_look_at_an_example(folder: Path, page: Page) -> None:
    opened(page, folder)
    page.get_by_label("Consulta", exact=True).fill(GOOD)
    page.get_by_label("Empezar con").select_option("crosswalk")
    assert "sab:fromObjective" in page.get_by_label("Consulta", exact=True).input_value()
    page.get_by_label("Empezar con").select_option("")
    assert page.get_by_label("Consulta", exact=True).input_value() == GOOD


@BROWSER
def test_by_keyboard_alone(folder: Path, page: Page) -> None:
    opened(page, folder)
    box = page.get_by_label("Consulta", exact=True)
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(GOOD)
    page.keyboard.press("Control+Enter")
    answered(page, 1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ejecutar")).to_be_focused()
    page.keyboard.press("Enter")
    answered(page, 1)  # while it runs, the next stop is the button that ends it
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Escribir los prefijos")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="CSV")).to_be_focused()


@BROWSER
def test_hostile_words_stay_words(folder: Path, page: Page) -> None:
    opened(page, folder)
    text = HOSTILE.replace('"', '\\"')
    ask(page, f'SELECT ("{text}" AS ?x) (IRI("javascript:alert(1)") AS ?y) {{}}')
    answered(page, 1)
    assert cells(page) == [[HOSTILE, "javascript:alert(1)"]]
    assert saved(page, "CSV").splitlines()[1].startswith('"</script><img')
    ask(page, f'CONSTRUCT {{ <urn:a> <urn:b> "{text}" }} {{}}')
    status(page, re.compile("^1 tripleta"))
    assert "<img src=x" in page.locator("#results pre").inner_text()
    ask(page, f"SELECT * {{ {HOSTILE}")
    expect(page.locator("#status.error")).to_contain_text("<img")
    opened(page, folder, f"#query={quote(HOSTILE)}&name={quote(HOSTILE)}")
    assert page.locator("main img, main b").count() == 0
    assert page.title().startswith("SPARQL")


@BROWSER
def test_formulas_are_made_inert_in_a_spreadsheet(folder: Path, page: Page) -> None:
    opened(page, folder)
    ask(page, 'SELECT ("=1+1" AS ?a) (-7.5 AS ?b) ("a,\\"b\\"" AS ?c) ("@x" AS ?d) {}')
    answered(page, 1)
    expected = Table(
        tuple("abcd"),
        ((ox.Literal("=1+1"), ox.Literal(-7.5), ox.Literal('a,"b"'), ox.Literal("@x")),),
    )
    assert saved(page, "CSV") == csv(expected)


@BROWSER
def test_it_is_accessible_and_fits_a_phone(folder: Path, page: Page) -> None:
    opened(page, folder)
    assert violations(page) == []
    page.get_by_role("button", name="Ejecutar").click()
    answered(page, 23)
    assert violations(page) == []
    ask(page, "nonsense")
    assert violations(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened(page, folder, "#name=experiences")
    page.get_by_role("button", name="Ejecutar").click()
    answered(page, 34)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_only_this_page_loads_the_engine(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        words = path.read_text(encoding="utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', words)
        assert policy is not None
        assert ("wasm-unsafe-eval" in policy[1]) == (path.name == "sparql.html")
        assert "unsafe-inline" not in policy[1]
        assert "connect-src" not in policy[1]  # so default-src 'none' holds
        assert "default-src &#39;none&#39;" in policy[1]
        # a script adds these two: nothing else waits for them
        assert "oxigraph.js" not in words
        assert "data.js" not in words


def test_the_engine_is_what_was_vendored(folder: Path) -> None:
    script = (folder / "assets" / "oxigraph.js").read_text(encoding="utf-8")
    packed = re.search(r'^  wasm: "([A-Za-z0-9+/=]+)",$', script, re.MULTILINE)
    assert packed is not None
    module = gzip.decompress(base64.b64decode(packed[1]))
    assert module[:4] == b"\0asm"
    listed = (STATIC / "vendor" / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(module).hexdigest() in listed
    code = re.search(r"^  worker: (\".*\"),$", script, re.MULTILINE)
    assert code is not None
    worker = json.loads(code[1])
    assert not re.search(r"^\s*(?:export|import)\b|import\.meta", worker, re.MULTILINE)
    assert "self.onmessage" in worker
    assert len(script) < 2_000_000


def test_the_download_is_the_whole_graph_as_its_sources_wrote_it(
    folder: Path, graph: Graph
) -> None:
    text = (folder / "data" / "saberes.trig").read_text(encoding="utf-8")
    listed = list(ox.parse(text, format=ox.RdfFormat.TRIG))
    # whatever order the engine has them in
    assert listed == sorted(listed, key=lambda q: (str(q.graph_name), str(q.triple)))
    quads = set(listed)
    by_graph = {
        name: {q.triple for q in quads if q.graph_name.value.endswith(f"/{name}")}
        for name in ("asserted", "derived", "queries")
    }
    assert by_graph["asserted"] == set(graph.reading.triples)
    assert by_graph["derived"] == set(graph.derived)
    assert len(by_graph["queries"]) > 500
    assert sum(map(len, by_graph.values())) == len(quads) == len(graph.store.engine)
    assert " 1500.0 " in text
    script = (folder / "assets" / "data.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("self.SABERES_GRAPH = ").removesuffix(";\n")) == text


def test_the_assets_are_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    code = """
import sys, hashlib
from saberesgraph.graph import load
from saberesgraph.project import find
from saberesgraph.site import content, search, sparql
project = find()
found = content.read(project, load(project).store, "es")
for part in (search, sparql):
    for path, text in part.files(found):
        print(path, hashlib.sha256(text().encode()).hexdigest())
"""
    lists = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True,
            encoding="utf-8", env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(lists) == 1
    assert len(lists.pop().splitlines()) == 5


@BROWSER
def test_an_answer_or_a_query_too_large_is_told_in_words(folder: Path, page: Page) -> None:
    def doubled(times: int) -> str:
        steps = " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(times))
        return f'SELECT ?x{times} {{ BIND ("0123456789abcdef" AS ?x0) {steps} }}'

    opened(page, folder)
    ask(page, doubled(22))
    status(page, re.compile("demasiado grande"))
    ask(page, doubled(12))
    answered(page, 1)
    assert len(cells(page)[0][0]) == 5001
    assert len(saved(page, "CSV")) > 65536
    ask(page, "a." * 30_000)
    status(page, re.compile("pasa de 50"))


@BROWSER
def test_a_larger_graph_loads_in_parts_when_it_is_asked(
    served: Served, graph: Graph, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_files, "AT_ONCE", 100)
    monkeypatch.setattr(graph_files, "PART", 4000)
    monkeypatch.setattr(sparql, "_MANY", 30)
    folder = write_read(tmp_path / "x", served.contents.values(), sparql)
    parts = [*folder.glob("assets/data.*.js")]
    assert len(parts) == -(-len(graph.store.engine) // 4000)
    assert not (folder / "assets" / "data.js").exists()
    # what blank nodes join is together, and nothing is lost or told twice
    texts = [
        json.loads(part.read_text(encoding="utf-8").partition(" = ")[2][:-2]) for part in parts
    ]
    quads = [quad for text in texts for quad in ox.parse(text, format=ox.RdfFormat.TRIG)]
    assert len(quads) == len(set(quads)) == len(graph.store.engine)
    with_blank = [
        any(isinstance(q.object, ox.BlankNode) for q in ox.parse(t, format=ox.RdfFormat.TRIG))
        for t in texts
    ]
    assert with_blank.count(True) <= 1

    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.goto((folder / "sparql.html").as_uri())
    expect(page.locator("main")).to_contain_text(re.compile(r"2\d\.\d{3} enunciados, unos 1 MB"))
    expect(page.get_by_role("status")).to_have_text("")
    assert not [name for name in loaded if name.startswith(("data", "oxigraph"))]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # every part is told, and the answer is that of the whole
    page.evaluate("""() => {
        window.told = [];
        new MutationObserver(() => told.push(document.querySelector("#status").textContent))
            .observe(document.querySelector("#status"), { childList: true });
    }""")
    ask(page, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    answered(page, 1)
    assert cells(page) == [[csv(stored(graph, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).split()[1]]]
    assert f"Cargando el grafo: parte 2 de {len(parts)}…" in page.evaluate("told")
    # a thing has its page although only the folder of its kind is told
    assert "id/practice/BP1_AH.html" not in page.content()
    ask(page, "SELECT ?p ?o { BIND (practice:BP1_AH AS ?p) BIND (sab:Practice AS ?o) }")
    link = page.get_by_role("link", name="practice:BP1_AH")
    expect(link).to_have_attribute("href", "id/practice/BP1_AH.html")
    # a worker that was ended has its parts again, from memory
    ask(page, ENDLESS)
    page.get_by_role("button", name="Detener").click()
    status(page, "Detenida.")
    ask(page, GOOD)
    answered(page, 1)
    assert loaded.count("data.0.js") == 1


@BROWSER
def test_a_graph_too_large_for_a_browser_says_where_to_ask(
    served: Served, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_files, "AT_ONCE", 10)
    monkeypatch.setattr(graph_files, "MOST", 100)
    folder = write_read(tmp_path / "x", served.contents.values(), sparql)
    assert not [*folder.glob("assets/data*.js")]
    assert (folder / "data" / "saberes.trig").exists()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for path, reason in (
        ("sparql.html", "demasiado para una página de tu navegador"),
        ("en/sparql.html", "too much for a page of your browser"),
    ):
        page.goto((folder / path).as_uri())
        expect(page.locator("main")).to_contain_text(reason)
        expect(page.locator("main li code").first).to_have_text("saberesgraph serve")
        assert page.locator("#ask").count() == 0
        assert page.get_by_role("link", name=re.compile("TriG")).count() == 1
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
