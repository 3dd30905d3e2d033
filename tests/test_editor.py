"""The SPARQL editor of the server: in a real browser, on a real server, and nowhere else."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from browser import PHONE, violations
from saberesgraph import site
from saberesgraph.drawing.page import STATIC
from saberesgraph.errors import QuerySyntaxError
from saberesgraph.formats import csv
from saberesgraph.graph import Graph
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import PREFIXES, PROLOGUE
from saberesgraph.project import Project
from saberesgraph.queries import catalogue, named
from saberesgraph.sandbox import Limits
from saberesgraph.site.sparql import query_text
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.tables import words
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.served import Served
from sites import HOSTILE

BROWSER = pytest.mark.browser
COUNT = "SELECT (COUNT(?p) AS ?n) { ?p a sab:GoodPractice }"
DECLARED = f"PREFIX sab: <{PREFIXES['sab']}>\n"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def opened(page: Page, origin: str, address: str = "sparql.html") -> None:
    page.goto("about:blank")
    page.goto(origin + address)
    expect(page.get_by_role("tab", selected=True)).to_be_visible()


def text(page: Page) -> str:
    # a page that was just entered shows its buttons before its editor
    expect(page.get_by_role("tab", selected=True)).to_be_visible()
    page.wait_for_function("document.querySelector('.CodeMirror')?.CodeMirror")
    found = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert isinstance(found, str)
    return found


def write(page: Page, query: str, label: str = "Consulta") -> None:
    page.get_by_role("textbox", name=label, exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def ask(page: Page, query: str) -> None:
    write(page, query)
    page.get_by_role("button", name="Ejecutar").click()


def status(page: Page, said: str | re.Pattern[str]) -> None:
    expect(page.locator("#status")).to_have_text(said)


def answered(page: Page, rows: int) -> None:
    status(page, re.compile(rf"^{rows} filas?\. En [\d,]+ s\.$"))
    expect(page.locator("#results tbody tr")).to_have_count(rows)


def cells(page: Page) -> list[list[str]]:
    rows = page.locator("#results tbody tr")
    return [row.locator("td").all_inner_texts() for row in rows.all()]


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_bytes().decode()


@BROWSER
def test_an_example_opens_a_tab_and_gets_the_answer_of_the_store(
    online: Page, origin: str, project: Project, graph: Graph
) -> None:
    opened(online, origin)
    requests: list[str] = []
    online.on("request", lambda request: requests.append(request.url))
    titles = {query.title["es"] for query in catalogue(project).values()}
    online.get_by_text("Empezar con una de nuestras").click()
    assert set(online.locator("#examples a").all_inner_texts()) == titles
    query = named(project, "budget-by-area")
    online.get_by_role("link", name=query.title["es"], exact=True).click()
    tab = online.get_by_role("tab", name=query.title["es"])
    expect(tab).to_be_focused()
    assert online.get_by_role("tab").count() == 2
    assert text(online) == query_text(query, "es")
    assert online.url == f"{origin}sparql.html#name=budget-by-area"
    expect(online.locator("#about")).to_contain_text(query.question["es"])
    online.get_by_role("button", name="Ejecutar").click()
    expected = graph.store.select(query.bound(graph.store, "es"))
    answered(online, len(expected.rows))
    assert cells(online) == [[words(cell, "es") for cell in row] for row in expected.rows]
    assert saved(online, "CSV") == csv(expected)
    assert json.loads(saved(online, "JSON"))["head"]["vars"] == list(expected.columns)
    # as it came
    online.get_by_role("button", name="Tal como llegó").click()
    assert json.loads(online.locator("#results pre").inner_text())["head"]["vars"]
    assert set(requests) - {online.url} <= {f"{origin}sparql?lang=es", f"{origin}assets/icon.svg"}
    assert violations(online) == []


@BROWSER
def test_triples_come_as_turtle_and_a_fault_with_its_place(
    online: Page, origin: str, graph: Graph
) -> None:
    opened(online, origin)
    query = "CONSTRUCT WHERE { practice:BP1_AH sab:objective ?o }"
    ask(online, query)
    expected = set(graph.store.engine.query(PROLOGUE + query, use_default_graph_as_union=True))  # type: ignore[arg-type]
    status(online, re.compile(rf"^{len(expected)} tripletas\. En"))
    turtle = online.locator("#results pre").inner_text()
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == expected
    assert saved(online, "Turtle").strip() == turtle.strip()
    online.get_by_role("button", name="Tabla").click()
    expect(online.locator("#results tbody tr")).to_have_count(len(expected))
    # our prefixes were written on the first lines, and places are those of what one sees
    assert text(online).startswith("PREFIX practice: ")
    wrong = "SELECT ?x {\n  ?x a sab:Call foo bar }"
    ask(online, wrong)
    fault = online.locator("#status.error")
    with pytest.raises(QuerySyntaxError) as raised:
        graph.store.select(DECLARED + wrong)
    expect(fault).to_have_text(raised.value.text("es"))
    expect(online.locator("#results")).to_be_hidden()
    assert text(online) == DECLARED + wrong
    place = online.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor()")
    assert f"{place['line'] + 1}:{place['ch'] + 1}" == raised.value.where
    assert place["line"] == 2
    assert violations(online) == []
    ask(online, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    expect(fault).to_contain_text("SERVICE")
    ask(online, "ASK { area:AH a skos:Concept }")
    status(online, re.compile(r"^Sí\. En"))
    expect(online.locator("#results .verdict")).to_have_text("Sí")
    assert json.loads(saved(online, "JSON"))["boolean"] is True


@BROWSER
def test_links_hold_a_query_or_its_name_and_run_nothing(
    online: Page, origin: str, project: Project
) -> None:
    query = 'SELECT ("ñ & # % + = é 50%" AS ?x) {\n}'
    opened(online, origin, f"sparql.html#query={quote(query)}")
    assert text(online) == query
    expect(online.locator("#results")).to_be_hidden()
    online.get_by_role("button", name="Ejecutar").click()
    answered(online, 1)
    address = online.url.partition("#")[2]
    # the language keeps it, and the same query opens no second tab
    online.get_by_role("link", name="English").click()
    expect(online.get_by_role("button", name="Run", exact=True)).to_be_visible()
    assert online.url == f"{origin}en/sparql.html#{address}"
    assert (text(online), online.get_by_role("tab").count()) == (query, 1)
    assert violations(online) == []
    online.evaluate("location.hash = 'name=crosswalk'")
    title = named(project, "crosswalk").title["en"]
    expect(online.get_by_role("tab", selected=True)).to_have_text(title)
    assert text(online) == query_text(named(project, "crosswalk"), "en")
    online.get_by_role("button", name="Run", exact=True).click()
    status(online, re.compile(r"^\d+ rows\. In [\d.]+ s\.$"))
    expect(online.get_by_text(re.compile(r"^Rows 1 to 50 of \d+$"))).to_be_visible()
    online.get_by_role("link", name="Next page").click()
    expect(online.get_by_text(re.compile(r"^Rows 51 to 100 of \d+$"))).to_be_visible()
    # no link says where to ask, and no name is markup
    opened(online, origin, f"sparql.html#query={quote(COUNT)}&endpoint=https://evil.example/")
    online.get_by_role("button", name="Ejecutar").click()
    answered(online, 1)
    for hostile in (f"#name={quote(HOSTILE)}", f"#query={quote(HOSTILE)}"):
        opened(online, origin, f"sparql.html{hostile}")
        assert online.locator("main img, main b").count() == 0


@BROWSER
def test_hostile_answers_stay_text(online: Page, origin: str) -> None:
    opened(online, origin)
    literal = HOSTILE.replace('"', '\\"')
    onclick = "http://a.example/'onclick='alert(1)'style='color:red"
    data = "data:text/html,%3Cscript%3Ealert(4)%3C/script%3E"
    rows = f"""
      ("{literal}" <javascript:alert(1)>)
      ("&lt;img src=x&gt; {{{{b}}}} {{{{constructor}}}}" <{onclick}>)
      ("<a href='javascript:alert(2)'>x</a>"@en "x"^^<javascript:alert(3)>)
      ("=1+1" <{data}>)"""
    query = f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}"
    ask(online, query)
    answered(online, 4)
    assert cells(online) == [
        [HOSTILE, "javascript:alert(1)"],
        ["&lt;img src=x&gt; {{b}} {{constructor}}", onclick],
        ["<a href='javascript:alert(2)'>x</a>", "x"],
        ["=1+1", data],
    ]
    links = online.locator("#results table a")
    assert [link.get_attribute("href") for link in links.all()] == [onclick]
    # with their types and languages too, and while they are searched and sorted
    online.get_by_label("Solo valores").uncheck()
    assert cells(online)[2][1:] == [
        "\"<a href='javascript:alert(2)'>x</a>\"@en",
        '"x"^^javascript:alert(3)',
    ]
    online.get_by_role("textbox", name="Filtrar las filas").press_sequentially("<img")
    expect(online.locator("#results tbody tr")).to_have_count(1)
    online.get_by_role("textbox", name="Filtrar las filas").fill("")
    online.get_by_role("textbox", name="Filtrar las filas").press("Backspace")
    online.get_by_role("button", name="a: ordenar").click()
    expect(online.locator("#results tbody tr")).to_have_count(4)
    assert online.locator("#results img, #results script, #results b, #results style").count() == 0
    assert saved(online, "CSV").splitlines()[-1].startswith("'=1+1,")
    ask(online, f'CONSTRUCT {{ <urn:a> <urn:b> "{literal}" , <javascript:alert(1)> }} {{}}')
    status(online, re.compile("^2 tripletas"))
    online.get_by_role("button", name="Tabla").click()
    expect(online.locator("#results tbody tr")).to_have_count(2)
    assert online.locator("#results td a").count() == 0
    ask(online, f"SELECT * {{ {HOSTILE}")
    expect(online.locator("#status.error")).to_be_visible()
    assert online.locator("#status *").count() == 0
    assert online.title().startswith("SPARQL")


@BROWSER
def test_an_answer_that_is_no_sparql_is_inert_too(online: Page, origin: str) -> None:
    """What YASGUI 4.6.2 alone would put into the page, and in one case run."""
    opened(online, origin)
    markup = "<img src=x onerror=alert(1)>"
    rows = [
        {markup: {"type": "literal", "value": "x", "xml:lang": f"en{markup}"}},
        {markup: {"type": "literal", "value": markup, "datatype": f"urn:{markup}"}},
        {markup: {"type": "uri", "value": f"http://a.example/{markup}"}},
        {markup: {"type": "bnode", "value": markup}},
    ]
    answer = json.dumps({"head": {"vars": [markup]}, "results": {"bindings": rows}})
    kind = "application/sparql-results+json"
    online.route("**/sparql?*", lambda route: route.fulfill(body=answer, content_type=kind))
    ask(online, COUNT)
    answered(online, 4)
    online.get_by_label("Solo valores").uncheck()
    assert cells(online) == [
        ["1", f'"x"@en{markup}'],
        ["2", f'"{markup}"^^urn:{markup}'],
        ["3", f"http://a.example/{markup}"],
        ["4", f"_:{markup}"],
    ]
    assert (
        online.locator("#results th").last.inner_text().strip()
        == "\ufffdimg src=x onerror=alert(1)\ufffd"
    )
    assert online.locator("#results img").count() == 0
    online.route("**/sparql?*", lambda route: route.fulfill(body="<b>", content_type=kind))
    online.get_by_role("button", name="Ejecutar").click()
    status(online, re.compile("^El servidor respondió 200 y nada que se lea aquí"))
    # the place of a fault while one writes, in words of this page
    write(online, "SELECT <b> WHERE {")
    online.locator(".parseErrorIcon").hover()
    told = online.locator(".parseErrorIcon").get_attribute("title")
    assert told is not None
    assert told.startswith("Aquí no sigue la gramática. Se espera: ")


@BROWSER
def test_what_a_browser_keeps_is_texts_and_nothing_else(online: Page, origin: str) -> None:
    opened(online, origin)
    online.get_by_role("button", name="Nueva").click()
    ask(online, COUNT)
    answered(online, 1)
    assert cells(online) == [["26"]]
    # each tab has its own answer and its own history
    online.get_by_role("tab").first.click()
    expect(online.locator("#results")).to_be_hidden()
    online.get_by_role("tab").last.click()
    answered(online, 1)
    online.reload()
    assert text(online) == DECLARED + COUNT
    held = online.evaluate("({...localStorage})")
    assert set(held) == {"saberesgraph.editor"}
    # the names of columns' widths, which are none
    assert set(online.evaluate("Object.values(sessionStorage)")) <= {""}
    kept = json.loads(held["saberesgraph.editor"])
    assert [set(tab) for tab in kept["tabs"]] == [{"title", "text"}] * 2
    online.get_by_role("tab").last.press("Delete")
    assert online.get_by_role("tab").count() == 1
    for damaged in ("{", '{"tabs": 7}', '{"tabs": [{"text": {}}, {"title": 1}], "shown": -1}'):
        online.evaluate("held => localStorage.setItem('saberesgraph.editor', held)", damaged)
        # before the page keeps its own again
        online.evaluate(
            "window.addEventListener('pagehide', e => e.stopImmediatePropagation(), true)"
        )
        opened(online, origin)
        assert online.get_by_role("tab").count() == 1


@BROWSER
def test_by_keyboard_alone(online: Page, origin: str) -> None:
    opened(online, origin)
    online.get_by_role("button", name="Nueva").press("Enter")
    online.keyboard.insert_text(COUNT)
    online.keyboard.press("Control+Enter")
    answered(online, 1)
    for name in ("Ejecutar", "CSV", "JSON", "Tabla", "Tal como llegó"):
        online.keyboard.press("Tab")
        expect(online.get_by_role("button", name=name, exact=True)).to_be_focused()
    online.get_by_role("textbox", name="Consulta", exact=True).focus()
    online.keyboard.press("Shift+Tab")
    expect(online.get_by_role("button", name="Cerrar esta")).to_be_focused()
    for _ in range(2):
        online.keyboard.press("Shift+Tab")
    expect(online.get_by_role("tab", selected=True)).to_be_focused()
    online.keyboard.press("ArrowRight")
    expect(online.get_by_role("tab").first).to_be_focused()
    online.keyboard.press("Delete")
    assert online.get_by_role("tab").count() == 1
    # names complete while one types, in words of this graph
    write(online, "")
    online.keyboard.type("ASK { practice:BP1_A")
    # the whole list: while it follows the last letter typed, it takes no Enter
    proposed = ["practice:BP1_AF", "practice:BP1_AH"]
    expect(online.locator(".CodeMirror-hint")).to_have_text(proposed)
    online.keyboard.press("Enter")
    online.keyboard.type(" sab:derivedG")
    expect(online.locator(".CodeMirror-hint")).to_have_text(["sab:derivedGoal"])
    online.keyboard.press("Escape")
    online.keyboard.type("oal ?g }")
    declared = f"PREFIX sab: <{PREFIXES['sab']}>\nPREFIX practice: <{PREFIXES['practice']}>\n"
    assert text(online) == f"{declared}ASK {{ practice:BP1_AF sab:derivedGoal ?g }}"


@BROWSER
def test_an_endless_query_is_stopped_and_the_next_answered(online: Page, origin: str) -> None:
    opened(online, origin)
    stop = online.get_by_role("button", name="Detener")
    expect(stop).to_be_disabled()
    ask(online, ENDLESS)
    status(online, "Respondiendo…")
    stop.press("Enter")
    status(online, "Detenida.")
    expect(online.get_by_role("button", name="Ejecutar")).to_be_focused()
    ask(online, COUNT)
    answered(online, 1)


@BROWSER
def test_it_fits_a_phone(online: Page, origin: str) -> None:
    online.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened(online, origin, "sparql.html#name=experiences")
    online.get_by_role("button", name="Ejecutar").click()
    answered(online, 34)
    assert online.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(online) == []


@BROWSER
def test_without_a_script_a_form_asks(origin: str, online: Page) -> None:
    context = online.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{origin}en/sparql.html")
    page.get_by_label("Query").fill("SELECT ?x { VALUES ?x { 7 } }")
    page.get_by_label("Format").select_option("json")
    page.get_by_role("button", name="Run").click()
    page.wait_for_url(f"{origin}sparql?*")
    assert '"value": "7"' in page.content() or '"value":"7"' in page.content()
    context.close()


def test_the_page_allows_its_own_server_and_nothing_else(client: TestClient) -> None:
    for path, language in (("/sparql.html", "es"), ("/en/sparql.html", "en")):
        page = client.get(path)
        assert f'<html lang="{language}">' in page.text
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.text)
        assert policy is not None
        assert policy[1].replace("&#39;", "'").split("; ") == [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "base-uri 'none'",
            "form-action 'self'",
            "connect-src 'self'",
        ]
        tag = {"If-None-Match": page.headers["etag"]}
        assert client.get(path, headers=tag).status_code == 304
        for asset in re.findall(r'(?:src|href)="((?:\.\./)?assets/[^"]+)"', page.text):
            assert client.get("/" + asset.removeprefix("../")).status_code == 200


def test_a_browser_that_asks_the_endpoint_nothing_is_led_to_the_editor(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "sparql.html")


def test_the_editor_serves_data_that_are_not_ours() -> None:
    store = EmbeddedStore([ox.Triple(*(ox.NamedNode(f"urn:{name}") for name in "abc"))])
    served = Served("es", None, store, Direct(store, Limits()), "", "v1")
    with TestClient(application(served)) as client:
        for language in LANGUAGES:
            path = served.place("sparql.html", language).file
            page = client.get(path)
            assert 'data-first=""' in page.text
            assert "#name=" not in page.text
            assert "ontology.html" not in page.text
        assert client.get("/assets/vendor/yasgui.js").status_code == 200


def test_the_static_site_has_none_of_it(folder: Path) -> None:
    only = {path for path, _ in site.of_the_server()}
    files = {file.name for file in STATIC.rglob("*") if file.is_file()}
    assert {name for name in files if name.startswith(("editor", "yasgui"))} <= {
        path.rpartition("/")[2] for path in only
    }
    assert not any((folder / path).exists() for path in only)
    assert "yasgui" not in (folder / "sparql.html").read_text(encoding="utf-8")


def test_no_style_is_put_into_the_page_and_nothing_is_compiled_from_text() -> None:
    script = (STATIC / "vendor" / "yasgui.js").read_text(encoding="utf-8")
    assert script.count("l(this,`createStyle`,(function(e,n){return;") == 1
    assert "new Function" not in script
