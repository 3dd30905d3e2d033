"""The pages of named queries on a server: their forms, their answers, and the same as files."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from browser import PHONE, violations
from cases import CASES, Case
from pages import Element, parse
from saberesgraph.drawing.answer import picture
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.page import Place
from saberesgraph.formats import csv, write
from saberesgraph.graph import Graph
from saberesgraph.language import folded
from saberesgraph.parameters import TYPES, choices
from saberesgraph.project import Project
from saberesgraph.queries import catalogue, named
from saberesgraph.site import answers, query_form
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.served import Served
from sites import HOSTILE, hostile

Open = Callable[..., Element]
PREFIX = {"es": "", "en": "/en"}


@pytest.fixture(scope="module")
def opened(client: TestClient) -> Open:
    """The page of an answer, and what it says about itself."""

    def read_page(name: str, language: str = "es", answered: int = 200, **given: str) -> Element:
        response = client.get(f"{PREFIX[language]}/queries/{name}.html", params=given)
        assert response.status_code == answered
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        return parse(response.text)

    return read_page


def submitted(page: Element) -> dict[str, str]:
    """What the form of a page sends as it stands."""
    form = page.one("form", class_="query-form")
    sent = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    for select in form.all("select"):
        options = select.all("option")
        chosen = [option for option in options if "selected" in option.attributes] or options
        sent[select.attributes["name"]] = chosen[0].attributes["value"]
    return sent


def answer_rows(page: Element) -> list[list[str]]:
    return page.all("div", class_="scroll")[-1].rows


def status_of(page: Element) -> str:
    return page.one("span", class_="asked").text


# --- round trips ---


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_page_holds_what_was_asked_and_its_files_say_the_same(
    client: TestClient, opened: Open, project: Project, graph: Graph, case: Case
) -> None:
    query = named(project, case.query)
    table = query.run(graph.store, "es", case.given)
    page = opened(case.query, **case.given)
    assert status_of(page).startswith(f"{len(table.rows)} fila")
    assert len(answer_rows(page)) == len(table.rows)
    links = {link.text: link.attributes["href"] for link in page.all("a")}
    for form in ("csv", "json", "xml") if case.given else ("csv",):
        response = client.get(f"/queries/{links[form.upper()]}")
        assert response.status_code == 200
        assert response.text == write(table, form)
    if not query.parameters:
        assert not page.all("form", class_="query-form")
        return
    sent = submitted(page)
    assert set(sent) == {parameter.name for parameter in query.parameters}
    if not case.given:
        return
    again = opened(case.query, **sent)
    assert submitted(again) == sent
    assert answer_rows(again) == answer_rows(page)


def test_every_offered_value_is_taken(project: Project, client: TestClient) -> None:
    tried = set()
    for query in catalogue(project).values():
        page = parse(client.get(f"/en/queries/{query.name}.html").text)
        types = {parameter.name: parameter.type for parameter in query.parameters}
        for select in page.all("select") + page.all("datalist"):
            name = select.attributes.get("name", select.attributes["id"].removeprefix("list-"))
            for option in select.all("option")[:: 40 if select.tag == "datalist" else 8]:
                value = option.attributes["value"]
                if (types[name], value) in tried:
                    continue
                tried.add((types[name], value))
                response = client.get(f"/en/queries/{query.name}.csv", params={name: value})
                assert response.status_code == 200, (query.name, name, value)
    assert ("territory", "EC") in tried
    # the others have fields to type in, or no query
    assert set(TYPES) - {kind for kind, _ in tried} == {
        "text", "integer", "decimal", "sustainability"
    }  # fmt: skip


def test_fields_are_what_their_types_ask_for(opened: Open, graph: Graph) -> None:
    page = opened("objective-practices", "en")
    objective, territory, national = page.all("select")
    assert len(objective.all("option")) == 23
    assert objective.all("option")[0].text.startswith("1. Collect and utilize accurate")
    groups = [group.attributes["label"] for group in territory.all("optgroup")]
    assert groups == ["Country", "Province", "Canton"]
    names = [option.text for option in territory.all("optgroup")[1].all("option")]
    assert names == sorted(names, key=folded)
    assert len(names) == 24
    assert [option.text for option in national.all("option")] == ["No", "Yes"]
    targets = opened("target-practices").all("datalist")[0].all("option")
    assert len(targets) == len({c.code for c in choices("target", graph.store)}) == 169
    assert opened("similar-practices").one("input", id="field-minimum").attributes["value"] == "4"
    # nothing chosen means all
    assert opened("experiences").one("select").all("option")[0].attributes["value"] == ""


def test_the_language_changes_and_the_question_stays(client: TestClient, opened: Open) -> None:
    page = opened("objective-practices", objective="7", territory="quito")
    (link,) = page.all("a", class_="language")
    address = "/queries/" + link.attributes["href"]
    other = client.get(address)
    assert other.url.path == "/en/queries/objective-practices.html"
    assert parse_qs(other.url.query.decode()) == {"objective": ["7"], "territory": ["1701"]}
    assert submitted(parse(other.text)) == submitted(page)


def test_the_question_goes_on_in_sparql(opened: Open, project: Project, graph: Graph) -> None:
    page = opened("objective-practices", "en", objective="7")
    (link,) = [
        each for each in page.all("a") if "SPARQL" in each.text and "#" in each.attributes["href"]
    ]
    path, _, fragment = link.attributes["href"].partition("#query=")
    assert path == "../sparql.html"
    query = named(project, "objective-practices")
    assert unquote(fragment) == query.bound(graph.store, "en", {"objective": "7"}).strip() + "\n"
    assert graph.store.select(unquote(fragment)) == query.run(graph.store, "en", {"objective": "7"})
    # as it stands it has a name, which is shorter
    plain = [each.attributes["href"] for each in opened("objective-practices").all("a")]
    assert "../sparql.html#name=objective-practices" in plain


VIEWS = {
    "table": ("objective-practices", {"objective": "7"}),
    "bar": ("border-provinces", {"objective": "7"}),
    "matrix": ("objective-by-province", {"objective": "15"}),
    "map": ("territory-coverage", {}),
    "network": ("objective-pairs", {"minimum": "5"}),
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_is_drawn_of_what_was_asked(
    client: TestClient, project: Project, graph: Graph, view: str
) -> None:
    name, given = VIEWS[view]
    query = named(project, name)
    assert query.view == view
    response = client.get(f"/queries/{name}.html", params=given)
    table = query.run(graph.store, "es", given)
    place = Place(f"queries/{name}.html", "es", "es")
    drawn = picture(query, table, "es", place, boundaries.read(graph.store))
    assert len(parse(response.text).all("figure")) == (view != "table")
    if drawn:
        assert str(drawn) in response.text
        if given:
            whole = picture(query, query.run(graph.store), "es", place)
            assert str(whole) not in response.text


# --- what is wrong ---


def problems(page: Element) -> dict[str, str]:
    """What is said beside each field that is wrong."""
    found = {}
    for field in page.all("select") + page.all("input"):
        said = [
            page.one("p", id=each).text
            for each in field.attributes.get("aria-describedby", "").split()
            if each.startswith("problem-")
        ]
        assert bool(said) == (field.attributes.get("aria-invalid") == "true")
        if said:
            (found[field.attributes["name"]],) = said
    return found


def test_a_wrong_value_is_told_beside_its_field_and_kept(opened: Open) -> None:
    page = opened(
        "objective-practices", "en", 400, objective="zzz", territory="Quitoo", national="true"
    )
    assert problems(page) == {
        "objective": "It is no value of this list. Give a code or a name of the catalogue.",
        "territory": "It is no value of this list. It is close to Quito (1701). "
        "Give a code or a name of the catalogue.",
    }
    assert submitted(page) == {"objective": "zzz", "territory": "Quitoo", "national": "true"}
    assert page.one("title").text.startswith("That did not work: Experiences of")
    assert not page.all("table")
    assert problems(opened("similar-practices", "es", 400, minimum="dos")) == {
        "minimum": "No es un número entero. Escribe por ejemplo 3."
    }
    assert problems(opened("objective-practices")) == {}


def test_a_parameter_that_is_not_there_is_told(opened: Open) -> None:
    page = opened("objective-practices", "en", 400, objetive="7")
    assert page.one("p", class_="problems").text == (
        'It has no parameter "objetive". Did you mean objective? '
        "It has objective, territory, national."
    )
    assert page.one("p", class_="problems").attributes["role"] == "alert"
    assert opened("calls", "en", 400, x="1").one("p", class_="problems").text == (
        'It has no parameter "x". It has none.'
    )


def test_all_that_is_wrong_is_told_at_once(client: TestClient) -> None:
    asked = "objective=7&objective=8&y=1&territory=Quitoo"
    page = parse(client.get(f"/en/queries/objective-practices.html?{asked}").text)
    assert problems(page).keys() == {"objective", "territory"}
    assert problems(page)["objective"] == "It is given twice. Give it once."
    assert page.one("p", class_="problems").text.startswith('It has no parameter "y".')
    response = client.get(f"/en/queries/objective-practices.json?{asked}")
    assert response.json()["detail"] == "objective: it is given twice. Give it once."


def test_an_empty_field_asks_nothing(opened: Open) -> None:
    page = opened("objective-practices", objective="", territory=" ", national="")
    assert submitted(page) == {"objective": "15", "territory": "EC", "national": "false"}
    assert not [link for link in page.all("a") if link.text == "Empezar de nuevo"]


def test_twins_tell_faults_in_the_one_body(client: TestClient) -> None:
    for form in ("csv", "json", "xml"):
        response = client.get(f"/en/queries/objective-practices.{form}?objective=24")
        assert response.status_code == 400
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"].startswith("objective=24: it is no value of objective.")
    missing = client.get("/queries/objective-practice.csv")
    assert missing.status_code == 404
    assert "Se parece a objective-practices" in missing.json()["detail"]
    assert client.get("/queries/x.html", headers={"Accept": "text/html"}).status_code == 404
    assert client.get("/es/queries/calls.html").status_code == 404


_HOSTILE_VALUES = (
    HOSTILE,
    '"><script>alert(1)</script>',
    "' onfocus='alert(1)",
    '" } } SELECT * { ?s ?p ?o } #',
    '") . SERVICE <http://127.0.0.1/> { ?s ?p ?o }',
    "\\u0022 }",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "\x00\x1b[31m\u202e",
    "a" * 5000,
    "%ff%fe",
)


@pytest.mark.parametrize("value", _HOSTILE_VALUES, ids=range(len(_HOSTILE_VALUES)))
def test_a_hostile_value_stays_a_value(client: TestClient, value: str) -> None:
    """Each type of field; text is searched for, and found nowhere."""
    for name, field in (
        ("text-search", "text"),
        ("objective-practices", "territory"),
        ("target-practices", "target"),
        ("similar-practices", "minimum"),
        ("local-government-practices", "unstated"),
    ):
        response = client.get(f"/queries/{name}.html", params={field: value})
        legal = name == "text-search" and len(value) <= 200
        assert response.status_code == (200 if legal else 400)
        page = parse(response.text)
        assert not [each for each in page.walk() if "onfocus" in each.attributes]
        assert len(page.all("script")) == 1
        assert not page.all("img")
        if legal:
            assert answer_rows(page) == []
        kept = submitted(page)[field]
        assert kept == value[:200] or not value.isprintable()
        twin = client.get(f"/queries/{name}.csv", params={field: value})
        assert twin.status_code == response.status_code


def test_a_hostile_name_stays_text(client: TestClient) -> None:
    response = client.get("/queries/calls.html", params={HOSTILE: "1"})
    assert response.status_code == 400
    page = parse(response.text)
    assert not page.all("img")
    assert "</script><img src=x" in page.one("p", class_="problems").text
    many = client.get("/queries/calls.html?" + "&".join(f"p{n}=1" for n in range(301)))
    assert many.status_code == 400
    assert len(many.content) < 2000
    # bytes that are no UTF-8
    assert client.get("/queries/text-search.html?text=%ff%fe").status_code == 200


def test_labels_of_hostile_data_stay_text(project: Project, graph: Graph) -> None:
    store = hostile(graph)
    served = Served("es", project, store, Direct(store, None), "", "v1")  # type: ignore[arg-type]
    with TestClient(application(served)) as client:
        for name in ("objective-practices", "target-practices", "border-provinces"):
            page = parse(client.get(f"/queries/{name}.html").text)
            assert not page.all("img")
            assert not page.all("b", class_="href")


# --- what a page holds ---


def test_a_long_answer_is_cut_on_the_page_alone(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_MOST", 5)
    content = served.contents["en"]
    query = named(content.project, "experiences")
    table = query.run(content.store, "en")
    place = Place("queries/experiences.html", "en", "es", served=True)
    live = parse(answers.answer_page(content, query, table, place, answers.Asked(())))
    assert len(answer_rows(live)) == 5
    assert live.one("caption").text == "The first 5 rows of 34; the CSV has them all"
    static = parse(answers.answer_page(content, query, table, place))
    assert len(answer_rows(static)) == 5
    assert static.one("caption").text == "The first 5 rows of 34; the CSV has them all"


def test_an_answer_that_no_file_can_hold_is_cut_in_its_csv_too(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_MOST", 5)
    monkeypatch.setattr(answers, "MOST_WRITTEN", 20)
    content = served.contents["en"]
    files = dict(answers.pages(content))
    place = Place("queries/experiences.html", "en", "es")
    rows = files["queries/experiences.csv"](place).splitlines()
    whole = csv(named(content.project, "experiences").run(content.store, "en")).splitlines()
    assert rows == whole[:21]
    page = parse(files["queries/experiences.html"](place))
    assert page.one("caption").text == (
        "The first 5 rows; the CSV has 20, and saberesgraph query gives them all"
    )
    # a query that says how many rows it gives, or ends with values, is asked as it is
    assert answers._LIMITED.search("SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 3 # three")
    assert answers._LIMITED.search("SELECT * { ?s ?p ?o }\nVALUES ?s { <urn:x> }\n")
    assert not answers._LIMITED.search("SELECT * { VALUES ?s { <urn:x> } ?s ?p ?o } ORDER BY ?s")


def test_more_choices_than_a_page_can_hold_are_not_listed(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = served.contents["en"]
    query = named(content.project, "target-practices")
    known = choices("target", content.store)

    def field() -> query_form.Field:
        (found,) = query_form.fields(content, query, {}, lambda _: known, {})
        return found

    assert (field().look, len(field().options)) == ("suggest", 169)
    monkeypatch.setattr(query_form, "_MOST_SUGGESTED", 168)
    assert field().options == ()
    assert field().value.endswith("(10.7)")


def test_an_answer_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    for path in ("/queries/calls.html", "/queries/calls.csv"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    wrong = client.get("/queries/calls.html?x=1", headers={"If-None-Match": "*"})
    assert wrong.status_code == 400
    assert "etag" not in wrong.headers


def test_a_drawn_xml_can_do_nothing(client: TestClient) -> None:
    response = client.get("/queries/calls.xml")
    assert response.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert response.headers["content-type"].startswith("application/sparql-results+xml")


@pytest.mark.browser
def test_a_question_is_asked_by_keyboard(online: Page, origin: str) -> None:
    online.goto(f"{origin}queries/objective-practices.html")
    online.get_by_label("Objetivo del Pacto", exact=True).focus()
    online.keyboard.type("7.")
    online.keyboard.press("Tab")
    online.keyboard.type("El O")
    online.keyboard.press("Tab")
    online.keyboard.press("Tab")
    with online.expect_navigation():
        online.keyboard.press("Enter")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(online.url).query).items()}
    assert asked == {"objective": "7", "territory": "07", "national": "false"}
    assert re.match(r"17 filas en [\d,]+ s", online.locator(".asked").inner_text())
    assert online.get_by_label("Territorio que la ficha nombra").input_value() == "07"
    assert violations(online) == []
    online.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert online.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    online.goto(f"{origin}en/api.html")
    assert online.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert violations(online) == []


@pytest.mark.browser
def test_a_form_needs_no_javascript(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}en/queries/target-practices.html")
    page.locator("#field-target").fill("nothing of the kind")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("#problem-target").inner_text().startswith("It is no value of this list.")
    assert page.locator("#field-target").input_value() == "nothing of the kind"
    page.locator("#field-target").fill("3.8")
    page.get_by_role("button", name="Ask").click()
    assert page.url == f"{origin}en/queries/target-practices.html?target=3.8"
    assert page.locator("#field-target").input_value().endswith("(3.8)")
    assert re.match(r"\d+ rows? in [\d.]+ s", page.locator(".asked").inner_text())
    context.close()
