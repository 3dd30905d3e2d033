"""The pages of calls, submissions and their evaluation, on the marked examples."""

import json
import posixpath
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from browser import violations
from pages import Element, check_no_prefixed_name, check_well_built, parse
from saberesgraph.drawing.page import ASSETS, STATIC, Place
from saberesgraph.graph import Graph, load
from saberesgraph.namespaces import PREFIXES
from saberesgraph.project import Project
from saberesgraph.sandbox import Limits
from saberesgraph.site import call_files, calls, exchange, records, submissions
from saberesgraph.site.content import Content, read, read_all
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.served import Served
from saberesgraph.writing import write_text

HOSTILE = '</script><img src=x onerror="document.title=1"><b>" \'x\' {{ 7*7 }}'
PARTS = (exchange, calls, submissions, call_files)
Read = Callable[..., Element]


@pytest.fixture(scope="module")
def examples(project: Project) -> Graph:
    """The project with the invented call records of its examples."""
    return load(project, sorted((project.root / "examples" / "intercooperacion").glob("*.ttl")))


@pytest.fixture(scope="module")
def contents(project: Project, examples: Graph) -> dict[str, Content]:
    return read_all(project, examples.store)


def drawn(content: Content) -> dict[str, str]:
    return {
        path: draw(Place(path, content.language, "es"))
        for part in PARTS
        for path, draw in part.pages(content)
    }


@pytest.fixture(scope="module")
def texts(contents: dict[str, Content]) -> dict[str, dict[str, str]]:
    return {language: drawn(content) for language, content in contents.items()}


@pytest.fixture(scope="module")
def page_at(texts: dict[str, dict[str, str]]) -> Read:
    return cache(lambda path, language="es": parse(texts[language][path]))


@pytest.fixture(scope="module")
def real(project: Project, graph: Graph) -> dict[str, Element]:
    """The pages of the project itself, which has no submission."""
    found = drawn(read(project, graph.store, "es"))
    return {path: parse(text) for path, text in found.items()}


# --- every page ---


def test_each_call_and_submission_has_a_page_and_each_evaluation_its_files(
    texts: dict[str, dict[str, str]], real: dict[str, Element], contents: dict[str, Content]
) -> None:
    assert set(real) == {"exchange.html", "id/call/2024.html", "id/call/first.html"}
    names = ("huertos", "mapa", "puentes", "radio", "taller", "ventanilla")
    for found in texts.values():
        assert set(found) == set(real) | {"evaluation/2024.md", "evaluation/2024.csv"} | {
            f"id/submission/ejemplo-{name}.html" for name in names
        }
    assert [path for path, _ in call_files.files(contents["es"])] == ["evaluation/2024.json"]


def test_pages_are_well_built(texts: dict[str, dict[str, str]]) -> None:
    for language, found in texts.items():
        for path, words in found.items():
            if not path.endswith(".html"):
                continue
            page = parse(words)
            check_well_built(page, language)
            check_no_prefixed_name(page)
            ids = {each.attributes["id"] for each in page.walk() if "id" in each.attributes}
            for table in page.all("table"):
                assert table.one("caption").text, path
            for link in page.all("a"):
                target, _, anchor = link.attributes["href"].partition("#")
                if not target and anchor:
                    assert anchor in ids, (path, anchor)
                at = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                if at.startswith(("id/call/", "id/submission/", "evaluation/")):
                    assert at in found or at == "evaluation/2024.json", (path, at)


def test_the_navigation_leads_to_the_exchange(page_at: Read) -> None:
    (main,) = [n for n in page_at("exchange.html").all("nav")
               if n.attributes["aria-label"] == "Principal"]  # fmt: skip
    current = [a.text for a in main.all("a") if a.attributes.get("aria-current") == "page"]
    assert current == ["Intercambio"]


# --- a call ---


def test_a_call_shows_its_dates_as_read_and_as_printed(page_at: Read) -> None:
    page = page_at("id/call/2024.html")
    assert page.one("p", class_="kicker").text == "Convocatoria · 2024"
    assert page.after("dates").rows == [
        ["Año", "2024 ⚠ Título distinto en el índice", "Convocatoria 2024 / Convocatoria 2023"],
        ["Cierre de postulaciones", "17 de noviembre de 2024, 23:00 (UTC−05:00)",
         "17/11/2024 a las 23h (hora de Ecuador) / hasta el 17 de noviembre de 2024"],
        ["Ceremonia de premiación", "7 de noviembre de 2024 ⚠ Texto contradictorio",
         "ceremonia de premiación en Quito, el jueves 07 de noviembre de 2024"],
    ]  # fmt: skip


def test_a_call_shows_its_criteria_with_their_meaning_and_basis(page_at: Read) -> None:
    page = page_at("id/call/2024.html", "en")
    section = page.after("callCriterion")
    assert section.text.startswith(
        "A good practice is one that meets at least 3 of the 5. "
        "Printed: al menos tres de los siguientes cinco criterios"
    )
    assert [row[1:] for row in section.rows] == [
        ["● stated", "Asociación"], ["● stated", "Eficacia"], ["● stated", "Innovadora"],
        ["● stated", "Replicable"], ["● stated", "Sostenibilidad"],
    ]  # fmt: skip
    assert section.rows[1][0] == "Effectiveness It reaches the effect that it sought."
    kinds = {row[0].split("⚠")[0].strip(): row[1] for row in page.after("eligibleKind").rows}
    assert len(kinds) == 5
    assert len(page.after("benefit").rows) == 5
    assert [row[0].split(" ⚠")[0] for row in page.after("phase").rows][1].startswith(
        "Technical and financial review"
    )


def test_a_call_shows_its_figures_as_bars_and_what_they_add_up_to(
    real: dict[str, Element],
) -> None:
    page = real["id/call/first.html"]
    shares = page.one("table", class_="shares")
    assert [(row[0], row[1], row[4]) for row in shares.rows] == [
        ("Organizaciones de la sociedad civil", "37", "la sociedad civil (37%)"),
        ("Entidades públicas", "33", "instituciones públicas (33%)"),
        ("Cooperación internacional", "16", "organismos de cooperación (16%)"),
        ("otros, sin clase de organización ⚠ Texto contradictorio", "9",
         "otros como universidades (9%)"),
        ("Empresas", "4", "la empresa privada (4%)"),
    ]  # fmt: skip
    assert [rect.attributes["width"] for rect in shares.all("rect")] == [
        "100.00%", "89.19%", "43.24%", "24.32%", "10.81%",
    ]  # fmt: skip
    assert shares.one("tfoot").text == "Suma 99 ⚠ Texto contradictorio"
    counted = [row[1] for row in page.after("figures").rows[:3]]
    assert counted == ["80", "10", "67"]
    assert [row[:3] for row in page.after("finalists").rows] == [
        ["Comunidades sostenibles, resilientes y seguras", "HIAS", "Lago Agrio"],
        ["Fomento del Turismo Cultural Comunitario ⚠ Lugar ambiguo", "Corporación Humor y Vida",
         "no consta"],
        ["Mejor acceso a servicios de salud y al empleo para personas venezolanas",
         "Fundación Esquel", "no consta"],
    ]  # fmt: skip


def test_what_no_source_says_of_a_call_is_said(real: dict[str, Element]) -> None:
    assert real["id/call/first.html"].one("div", class_="gaps").text == (
        "Ninguna fuente dice, de esta convocatoria: criterios; ejes que prefiere; quién puede "
        "postular; año; cierre de postulaciones."
    )
    assert not real["id/call/2024.html"].all("div", class_="gaps")


def test_a_call_without_submissions_says_so(real: dict[str, Element]) -> None:
    for code in ("2024", "first"):
        section = real[f"id/call/{code}.html"].after("submissions")
        assert section.text == "Ninguna: lo que se postuló no es público. Cómo agregar una"
        assert section.one("a").attributes["href"] == "../../exchange.html#submissions"
    assert "No hay ninguna registrada" in real["exchange.html"].after("submissions").text
    counts = {row[0]: row[3:] for row in real["exchange.html"].after("calls").rows}
    assert counts == {
        "Convocatoria 2024 de Intercooperación": ["5", "3", "0"],
        "Primera convocatoria de Intercooperación": ["no consta", "no consta", "0"],
    }


def test_a_call_lists_its_committee_and_its_submissions(page_at: Read) -> None:
    page = page_at("id/call/2024.html")
    assert [row[:2] for row in page.after("committee").rows][2:] == [
        ["Ejemplo: persona A, de la OIM", "Representante de la OIM"],
        ["Ejemplo: persona B, socia de conocimiento", "Socio de conocimiento"],
        ["Ejemplo: persona C, socia de conocimiento que trabaja en la Red Puentes",
         "Socio de conocimiento"],
    ]  # fmt: skip
    rows = [[row[0].removeprefix("ejemplo-"), *row[3:]] for row in page.after("submissions").rows]
    assert rows == [
        ["huertos", "Sí", "4/5 (mín. 3)", "2/4", "■ Aceptada decisión registrada"],
        ["mapa", "Sí", "3/5 (mín. 3)", "0/4", "□ Borrador: Aceptada"],
        ["puentes", "Sí", "3/5 (mín. 3)", "1/4", "□ Borrador: Aceptada"],
        ["radio", "No", "3/5 (mín. 3)", "0/4", "✗ No es elegible"],
        ["taller", "Sí", "1/5 (mín. 3)", "0/4", "■ Cambios pedidos decisión registrada"],
        ["ventanilla", "Sí", "3/5 (mín. 3)", "0/4", "□ Borrador: Cambios pedidos"],
    ]


# --- a submission ---


def test_a_submission_shows_what_was_handed_in_with_its_evidence(page_at: Read) -> None:
    page = page_at("id/submission/ejemplo-huertos.html", "en")
    assert page.one("h1").text == "Example: vegetable gardens that feed two neighbourhoods"
    form = page.one("dl", class_="form")
    assert [dt.text for dt in form.all("dt")] == [
        "Applicant", "Kind of applicant", "Territory", "Axis", "Intended receiver", "Handed in",
        "Summary",
    ]  # fmt: skip
    assert form.rows[1] == [
        "Civil society organisations", "◐ normalised", "Organización de la sociedad civil",
    ]  # fmt: skip
    assert "10 November 2024, 09:15 (UTC−05:00) written: 10/11/2024 09:15" in form.text


def test_a_submission_shows_each_criterion_with_what_the_committee_judged(page_at: Read) -> None:
    page = page_at("id/submission/ejemplo-mapa.html")
    rows = {row[0]: row[1:] for row in page.after("criteria").rows}
    assert len(rows) == 5
    assert rows["Innovadora"][0] == "≠ En desacuerdo"
    assert "Ejemplo: persona A, de la OIM:" in rows["Innovadora"][2]
    assert "Ejemplo: persona B, socia de conocimiento:" in rows["Innovadora"][2]
    assert rows["Sostenibilidad"] == ["– Sin sustento", "nada", "sin juicio"]
    assert page.after("criteria").text.startswith("3 de 5; la convocatoria pide al menos 3.")


@pytest.mark.parametrize(
    ("code", "standing", "anchor", "said"),
    [
        ("huertos", "■ Aceptada decisión registrada", "verdict",
         "Decisión del comité Aceptada, 25 de noviembre de 2024 La suscriben"),
        ("mapa", "□ Borrador: Aceptada", "reviews", "Conflictos y desacuerdos Desacuerdo sobre"),
        ("puentes", "□ Borrador: Aceptada", "reviews",
         "No: tiene un conflicto o se excusó Conflictos y desacuerdos Conflicto: evalúa a su"),
        ("radio", "✗ No es elegible", "eligible", "No: Fuera de plazo."),
        ("taller", "■ Cambios pedidos", "ask", "Menos criterios que el mínimo."),
        ("taller", "■ Cambios pedidos", "verdict", "Cambios pedidos, 25 de noviembre de 2024 La"),
        ("ventanilla", "□ Borrador: Cambios pedidos", "ask", "Clase de organización sin decir."),
        ("ventanilla", "□ Borrador: Cambios pedidos", "reviews", "Nadie la ha evaluado todavía."),
    ],
)  # fmt: skip
def test_a_submission_says_how_it_stands_and_why(
    code: str, standing: str, anchor: str, said: str, page_at: Read
) -> None:
    page = page_at(f"id/submission/ejemplo-{code}.html")
    assert page.one("p", class_="standing").text.startswith(standing)
    assert said in page.after(anchor).text


def test_a_decision_that_nothing_bears_is_shown_as_recorded_and_not_final(
    project: Project,
) -> None:
    """Without the reviews that it rests on, and those of the rules say what is missing."""
    files = (project.root / "examples" / "intercooperacion").glob("*.ttl")
    graph = load(project, sorted(file for file in files if file.stem != "evaluaciones"))
    path = "id/submission/ejemplo-taller.html"
    found = dict(submissions.pages(read(project, graph.store, "es")))
    page = parse(found[path](Place(path, "es", "es")))
    assert page.one("p", class_="standing").text == (
        "▨ Cambios pedidos registrada, pero no es firme"
    )
    verdict = page.after("verdict").text
    assert "Cambios pedidos, 25 de noviembre de 2024 (no es firme)" in verdict
    assert "Qué falta para que una decisión sea firme Sin evaluaciones." in verdict


def test_each_finding_names_the_document_of_its_rule_or_says_that_it_is_ours(
    page_at: Read,
) -> None:
    found = [li.text for li in page_at("id/submission/ejemplo-radio.html").after("eligible")
             .one("ul", class_="findings").all("li")]  # fmt: skip
    assert len(found) == 1
    assert found[0].endswith("(regla según Guía sobre Intercooperación de OIM Ecuador)")
    asked = page_at("id/submission/ejemplo-taller.html").after("ask").text
    assert "(regla de trabajo del proyecto)" in asked


# --- files ---


def test_the_evaluation_comes_as_minutes_csv_and_json(
    texts: dict[str, dict[str, str]], contents: dict[str, Content], page_at: Read
) -> None:
    assert texts["es"]["evaluation/2024.md"].startswith("# ")
    assert texts["es"]["evaluation/2024.md"] != texts["en"]["evaluation/2024.md"]
    lines = texts["en"]["evaluation/2024.csv"].splitlines()
    assert len(lines) == 1 + 6
    assert lines[4].startswith("ejemplo-radio,")
    assert ",2024-11-17T23:20:00-05:00,false,3,3,0,,,false," in lines[4]
    ((_, draw),) = call_files.files(contents["es"])
    (call,) = json.loads(draw())["calls"]
    assert call["submissions"][0]["code"] == "ejemplo-huertos"
    links = [a.attributes["href"] for a in page_at("id/call/2024.html", "en").all("a")]
    assert {f"../../evaluation/2024.{each}" for each in ("md", "csv")} <= set(links)
    assert "../../../evaluation/2024.json" in links


# --- why a record has its kind ---


def test_a_record_says_why_it_has_its_kind(contents: dict[str, Content]) -> None:
    path = "id/practice/BP1_AH.html"
    page = parse(dict(records.pages(contents["es"]))[path](Place(path, "es", "es")))
    assert page.one("h2", id_="method").text == "Por qué consta como buena práctica"
    section = page.after("method")
    assert "Sus campos sostienen que es buena práctica, hasta donde" in section.text
    rows = {row[0].split(".")[0]: row[1:] for row in section.rows}
    assert len(rows) == 13
    (measured,) = [row for step, row in rows.items() if step.startswith("Es medible")]
    assert measured == ["sí", "población asistida, contribución"]
    assert section.all("a")[0].attributes["href"] == "#finding"


# --- hostile data ---


def test_hostile_texts_never_become_markup(project: Project, examples: Graph) -> None:
    def damaged(triple: ox.Triple) -> ox.Triple:
        value, name = triple.object, triple.predicate.value
        if isinstance(value, ox.Literal) and not name.endswith(("notation", "iso3166")):
            if value.language:
                value = ox.Literal(HOSTILE, language=value.language)
            elif value.datatype.value == PREFIXES["xsd"] + "string":
                value = ox.Literal(HOSTILE)
        elif name == PREFIXES["dcterms"] + "references":
            value = ox.NamedNode("javascript:alert(1)")
        return ox.Triple(triple.subject, triple.predicate, value)

    more = ox.Triple(
        ox.NamedNode(PREFIXES["submission"] + "ejemplo-mapa"),
        ox.NamedNode(PREFIXES["dcterms"] + "references"),
        ox.NamedNode("javascript:alert(1)"),
    )
    store = EmbeddedStore(map(damaged, (*examples.reading.triples, more)), examples.derived)
    found = drawn(read(project, store, "es"))
    assert len([path for path in found if path.endswith(".html")]) == 9
    for path, text in found.items():
        if not path.endswith(".html"):
            continue
        page = parse(text)
        assert HOSTILE in page.one("h1").text or path == "exchange.html"
        assert not page.all("b"), path
        assert not page.all("img"), path
        for each in page.walk():
            assert "onerror" not in each.attributes
            assert not each.attributes.get("href", "").startswith("javascript")


# --- the server ---


@pytest.fixture(scope="module")
def client_of_examples(
    project: Project, examples: Graph, contents: dict[str, Content]
) -> Iterator[TestClient]:
    store = examples.store
    served = Served("es", project, store, Direct(store, Limits()), "", "v1")
    vars(served)["contents"] = contents  # read once for this file
    with TestClient(application(served)) as client:
        yield client


@pytest.mark.parametrize("path", ["id/call/2024", "id/submission/ejemplo-mapa"])
def test_the_server_gives_the_page_of_the_site_and_the_data_by_what_is_asked(
    client_of_examples: TestClient, path: str
) -> None:
    html = client_of_examples.get(f"/{path}", headers={"Accept": "text/html"})
    assert html.headers["content-type"].startswith("text/html")
    assert '<link rel="alternate" type="text/turtle"' in html.text
    assert parse(html.text).all("h2", id_="committee" if "call" in path else "criteria")
    assert client_of_examples.get(f"/en/{path}.html").status_code == 200
    for media, form in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ):
        answer = client_of_examples.get(f"/{path}", headers={"Accept": media})
        assert answer.headers["content-type"].startswith(media)
        subjects = {str(t.subject) for t in ox.parse(input=answer.content, format=form)}
        assert f"<{PREFIXES['call'][:-5]}{path.removeprefix('id/')}>" in subjects
    said = client_of_examples.get(f"/{path}.json").json()
    assert said["iri"].endswith(path)
    for suffix in ("md", "csv", "json"):
        assert client_of_examples.get(f"/evaluation/2024.{suffix}").status_code == 200


# --- in a browser ---


@pytest.fixture(scope="module")
def folder_of_examples(
    texts: dict[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("calls")
    shutil.copytree(STATIC, folder / ASSETS)
    for language, found in texts.items():
        for path, text in found.items():
            write_text(folder / Place(path, language, "es").file, text)
    return folder


@pytest.mark.browser
@pytest.mark.parametrize(
    "path",
    ["exchange.html", "id/call/2024.html", "en/id/call/first.html",
     "id/submission/ejemplo-puentes.html", "en/id/submission/ejemplo-taller.html"],
)  # fmt: skip
def test_pages_are_accessible_and_fit_a_small_phone(
    folder_of_examples: Path, page: Page, path: str
) -> None:
    page.goto((folder_of_examples / path).as_uri())
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
