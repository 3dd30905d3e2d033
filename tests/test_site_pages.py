"""The pages of records and things, source quality and the ontology: exact, whole and inert."""

import json
import posixpath
import re
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page

from browser import check_desktop_and_phone, put_alone
from pages import Element, check_no_prefixed_name, check_well_built, parse
from saberesgraph import coverage, network
from saberesgraph.description import describe
from saberesgraph.drawing.matrix import page as matrix_page
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.graph import Graph
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import ONTOLOGY, PREFIXES, expand
from saberesgraph.practice.evidence import Evidence
from saberesgraph.practice.form import fields
from saberesgraph.project import Project
from saberesgraph.queries import catalogue
from saberesgraph.results import text
from saberesgraph.site import home, matrices, ontology, quality, records, things
from saberesgraph.site.content import Content, read
from saberesgraph.store.embedded import EmbeddedStore

HOSTILE = '</script><img src=x onerror="document.title=1"><b>" \'x\' {{ 7*7 }}'
KINDS = (records, things, quality, ontology)


@pytest.fixture(scope="module")
def contents(project: Project, graph: Graph) -> dict[str, Content]:
    return {language: read(project, graph.store, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def texts(contents: dict[str, Content]) -> dict[tuple[str, str], str]:
    """Every page and file of these kinds, by language and path."""
    return {
        (language, path): draw(Place(path, language, "es"))
        for language, content in contents.items()
        for kind in KINDS
        for path, draw in kind.pages(content)
    }


Read = Callable[..., Element]


@pytest.fixture(scope="module")
def page_at(texts: dict[tuple[str, str], str]) -> Read:
    @cache
    def tree(path: str, language: str = "es") -> Element:
        return parse(texts[language, path])

    return tree


def targets(page: Element, path: str) -> set[str]:
    """Where the links of a page lead, from the folder of its language."""
    found = set()
    for link in page.all("a"):
        address = unquote(link.attributes["href"])
        if address.startswith("#"):
            address = path + address
        elif not address.startswith("http"):
            address = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        found.add(address)
    return found


def field_of(page: Element, name: str) -> Element:
    """What stands in a field of a record: the dd after its dt."""
    for form in page.all("dl", class_="form"):
        parts = [child for child in form.children if isinstance(child, Element)]
        for title, value in zip(parts[::2], parts[1::2], strict=True):
            if title.attributes["id"] == name:
                return value
    raise LookupError(name)


# --- every page ---


def test_there_is_a_page_for_each_record_and_thing(
    texts: dict[tuple[str, str], str], contents: dict[str, Content]
) -> None:
    paths = [path for language, path in texts if language == "es"]
    counts = Counter(posixpath.dirname(path) for path in paths)
    assert counts == {
        "": 4,  # quality.html, quality.csv, ontology.html and shape.html
        "id/practice": 34,
        "id/area": 7,
        "id/gcm/objective": 23,
        "id/gcm/principle": 10,
        "id/territory": 1 + 24 + 16,
        "id/actor": 15 + 17,
        "sdg": 17,
    }
    for content in contents.values():
        every = [path for kind in KINDS for path, _ in kind.pages(content)]
        assert len(every) == len(set(every))


def test_pages_are_well_built(texts: dict[tuple[str, str], str]) -> None:
    for (language, path), words in texts.items():
        if path.endswith(".html"):
            check_well_built(parse(words), language)


def test_no_prefixed_name_stands_where_people_read(texts: dict[tuple[str, str], str]) -> None:
    for (_, path), words in texts.items():
        if path.endswith(".html") and path not in {"ontology.html", "shape.html"}:
            check_no_prefixed_name(parse(words))


def test_links_lead_to_pages_and_anchors_that_exist(
    texts: dict[tuple[str, str], str], page_at: Read
) -> None:
    anchors = {
        path: {each.attributes.get("id") for each in page_at(path).walk()}
        for language, path in texts
        if language == "es" and path.endswith(".html")
    }
    folders = {posixpath.dirname(path) for path in anchors}
    checked = 0
    for path in anchors:
        for target in targets(page_at(path), path):
            address, _, fragment = target.partition("#")
            if address.startswith("http") or posixpath.dirname(address) not in folders:
                continue
            if address in anchors and fragment and "=" not in fragment:
                assert fragment in anchors[address], (path, target)
                checked += 1
            elif re.match(r"(id|sdg)/.*\.html|ontology\.html|quality\.html", address):
                assert address in anchors, (path, target)
    assert checked > 2400


def test_addresses_outside_open_nothing_by_themselves(
    texts: dict[tuple[str, str], str], page_at: Read
) -> None:
    outside = [
        link
        for language, path in texts
        if language == "es" and path.endswith(".html")
        for link in page_at(path).all("a")
        if ":" in link.attributes["href"].partition("#")[0].partition("?")[0]
    ]
    assert len(outside) > 40
    for link in outside:
        assert re.match("https?://", link.attributes["href"])
        assert link.attributes["rel"] == "external noopener"


# --- records ---


def test_a_practice_shows_its_form_filled_in(page_at: Read) -> None:
    page = page_at("id/practice/BP1_AH.html")
    assert page.one("h1").text == "Acuerdos locales para espacios físicos temporales de alojamiento"
    assert page.one("p", class_="kicker").text == (
        "BP1_AH · Buena práctica · Asistencia Humanitaria"
    )
    titles = [dt.text for form in page.all("dl", class_="form") for dt in form.all("dt")]
    assert titles == [
        "Área", "Hallazgo", "Contexto", "Consejos de aplicación", "Relación causa-efecto",
        "Limitaciones", "Contribución", "Beneficiarios previstos", "Grupo de población",
        "Efectividad", "Metas del proyecto", "Población asistida", "Territorio",
        "Tipo de asistencia", "Actor involucrado", "Actor mencionado", "Presupuesto (USD)",
        "Posible replicador", "Potencial de replicación", "Vínculos institucionales",
        "ODS declarado", "Principio rector", "Objetivo del Pacto", "Factores diferenciadores",
        "Sostenibilidad", "Razón de la sostenibilidad", "Palabra clave",
    ]  # fmt: skip
    assert [h.text for h in page.all("h2")][:3] == [
        "Hallazgo", "Condiciones y contexto", "Contribución y beneficiarios previstos",
    ]  # fmt: skip
    assert field_of(page, "assistedPopulation").text == (
        "32\N{NARROW NO-BREAK SPACE}000 impreso: 32,000 ⚠ Cifra repetida"
    ).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert field_of(page, "budgetUSD").text == "1 500 impreso: 1,500 USD"
    assert field_of(page, "principle").rows == [
        ["a) Centrarse en las personas", "◐ normalizado", "1) Centrarse en las personas.",
         "principio rector"],
        ["f) Derechos humanos", "◐ normalizado", "6) Derechos humanos", "principio rector"],
        ["g) Perspectiva de género", "◐ normalizado", "7) Perspectiva de género",
         "principio rector"],
    ]  # fmt: skip
    assert field_of(page, "mentionedActor").rows == [
        ["Comité de Operaciones de Emergencia nacional (COE nacional)", "● declarado",
         "COE nacional", "contexto"],
    ]  # fmt: skip
    assert field_of(page, "statedGoal").text == (
        "○ Íconos perdidos. El campo se imprimió con íconos que el texto disponible no conserva: "
        "ningún ODS consta como declarado."
    )
    assert [li.text for li in field_of(page, "keyword").all("li")] == [
        "Acuerdos", "espacios físicos seguros", "emergencia sanitaria",
    ]  # fmt: skip
    assert field_of(page, "finding").one("p").attributes["lang"] == "es"


def test_what_is_derived_stands_apart_with_its_rule_and_supports(page_at: Read) -> None:
    page = page_at("id/practice/BP1_AH.html")
    derived = page.after("derived")
    assert page.one("h2", id_="derived").text == "ODS derivados ◌ derivado"
    assert "Reglas: ODS a partir de los objetivos del Pacto; Metas de ODS" in derived.text
    rows = {row[0]: row[1:] for row in derived.rows}
    assert len(rows) == 11
    assert rows["10 Reducción de las desigualdades"] == [
        "7",
        "10.2 Inclusión universal en la vida social, económica y política ← 7 "
        "10.7 Migración ordenada, segura, regular y responsable ← 7",
    ]
    assert rows["16 Paz, justicia e instituciones sólidas"][0] == "7, 15"
    form = " ".join(each.text for each in page.all("dl", class_="form"))
    assert "derivado" not in form


def test_a_lesson_shows_its_criteria(page_at: Read) -> None:
    page = page_at("id/practice/LA1_GN.html")
    rows = field_of(page, "assessment").rows
    assert [row[:2] + row[3:] for row in rows] == [
        ["Importante", "Sí", "● declarado", "Sí, debido a que"],
        ["Útil", "Sí", "● declarado", "Sí, debido a que"],
        ["Equitativo", "Sí", "● declarado", "Sí, debido a que"],
        ["Económico", "No", "● declarado", "No, debido a que"],
    ]
    assert rows[3][2].startswith("No, porque aplicar medidas técnicas y de bioseguridad")
    assert "assistedPopulation" not in {
        dt.attributes["id"] for form in page.all("dl", class_="form") for dt in form.all("dt")
    }
    assert "El formulario de las lecciones no pide población asistida" in page.text
    assert [row[0] for row in page.after("oddities").rows] == [
        "Lección con encabezado de práctica", "Errata", "Íconos perdidos", "Marca perdida",
        "Texto desplazado",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "field", "said"),
    [
        ("BP10_PC", "assistedPopulation", "○ No registra. Impreso: No registra"),
        ("BP1_GN", "budgetUSD", "○ No aplica. Impreso: No aplica"),
        ("BP4_AH", "assistedPopulation", "○ Ilegible como número. Impreso: 3,0000"),
        ("LN1_GN", "actor", "○ Ausente en la fuente."),
        ("LN1_GN", "keyword", "○ Ausente en la fuente."),
        ("BP1_AF", "beneficiaries", "○ Ausente en la fuente."),
        ("LA1_GN", "lessonSign", "○ Marca perdida."),
    ],
)
def test_what_is_missing_is_visible_with_the_reason(
    code: str, field: str, said: str, page_at: Read
) -> None:
    found = field_of(page_at(f"id/practice/{code}.html"), field)
    assert found.text.startswith(said)
    assert found.all("p", class_="missing")
    resolution = [span.text for span in found.all("span", lang="es")]
    assert all(resolution)


def test_nationwide_scope_fills_the_field_of_the_territory(page_at: Read) -> None:
    found = field_of(page_at("id/practice/BP1_ISE.html"), "territory")
    assert [row[0] for row in found.rows] == ["Alcance nacional"]


def test_every_value_of_every_card_is_a_link(contents: dict[str, Content], page_at: Read) -> None:
    content = contents["es"]
    for card in content.cards:
        path = f"id/practice/{card.code}.html"
        page = page_at(path)
        led = targets(page, path)
        things_of = [
            f"area:{card.area}",
            *(f"territory:{place['code']}" for place in card.territories),
            *(f"principle:{letter}" for letter in card.principles),
            *(f"objective:{number}" for number in card.objectives),
            *(
                f"actor:{actor['id']}"
                for actor in (*card.actors, *card.mentioned_actors, *card.replicators)
            ),
            *(f"sdg:{goal['code']}" for goal in card.derived_goals),
        ]
        assert {page_of(curie) for curie in things_of} <= led
        for target in card.derived_targets:
            goal = target["code"].partition(".")[0]
            assert f"sdg/{goal}.html#{target['code']}" in led
        for kind in card.assistance:
            assert f"ontology.html#assistance-{kind['id']}" in led
        if card.sustainability:
            assert f"ontology.html#sustainability-{card.sustainability}" in led
        for criterion, said in card.criteria.items():
            assert f"ontology.html#criterion-{criterion}" in led
            assert f"ontology.html#verdict-{said['verdict'].replace('_', '-')}" in led
        shown = page.text
        assert {f"search.html?q={keyword}" for keyword in card.keywords} <= led
        for words in (*card.prose.values(), *card.keywords):
            assert " ".join(words.split()) in shown, (card.code, words)
        for anomaly in card.anomalies:
            assert anomaly["resolution"] in shown
            assert anomaly["as_printed"] in shown
        network_link = f"network.html#n=practice:{card.code}"
        assert network_link in led
        assert {f"id/practice/{card.code}.{suffix}" for suffix in ("ttl", "jsonld", "json")} <= led


def test_every_evidence_is_on_the_page_of_its_record(
    contents: dict[str, Content], page_at: Read
) -> None:
    content = contents["es"]
    names = {"stated": "● declarado", "normalised": "◐ normalizado"}
    seen = 0
    for curie, links in content.connections.of.items():
        page = page_at(f"id/practice/{curie.partition(':')[2]}.html")
        for e in (e for found in links.values() for e in found if not e.derived):
            field = "territory" if e.link == "scope" else e.link
            rows = [(row[1], row[2]) for row in field_of(page, field).rows]
            assert (names[e.basis], " ".join(e.printed.split())) in rows, e
            seen += 1
    assert seen == 651


def test_similar_records_say_what_they_share(contents: dict[str, Content], page_at: Read) -> None:
    drawn = contents["es"].drawn
    for code in ("BP1_AH", "LN2_GN"):
        page = page_at(f"id/practice/{code}.html")
        items = [
            child for child in page.one("ol", class_="alike").children if isinstance(child, Element)
        ]
        found = network.similar(drawn, f"practice:{code}", 5)
        assert [item.one("span").text for item in items] == [
            each.node.partition(":")[2] for each in found
        ]
        for item, each in zip(items, found, strict=True):
            for link, thing in each.shared:
                code_of = thing.partition(":")[2]
                name = code_of if link in {"objective", "principle"} else contents["es"].name(thing)
                assert name in item.text
    assert "área: Asistencia Humanitaria" in page_at("id/practice/BP1_AH.html").text


def test_records_lead_to_the_one_before_and_the_one_after(
    contents: dict[str, Content], page_at: Read
) -> None:
    codes = [card.code for card in contents["es"].cards]
    for at, code in enumerate(codes):
        page = page_at(f"id/practice/{code}.html")
        leads = {
            link.attributes["rel"]: link.attributes["href"]
            for link in page.all("a")
            if link.attributes.get("rel") in {"prev", "next"}
        }
        expected = {}
        if at:
            expected["prev"] = f"{codes[at - 1]}.html"
        if at + 1 < len(codes):
            expected["next"] = f"{codes[at + 1]}.html"
        assert leads == expected


def test_the_english_page_says_that_the_account_is_in_spanish(page_at: Read) -> None:
    page = page_at("id/practice/BP1_AH.html", "en")
    assert page.one("h1").text == "Local agreements for temporary physical accommodation spaces"
    assert "in Spanish, the language of the source" in page.text
    assert field_of(page, "budgetUSD").text == "1,500 printed: 1,500 USD"
    assert field_of(page, "statedGoal").text.startswith("○ Lost icons.")
    spanish = {
        each.text for each in page.walk() if each.attributes.get("lang") == "es" and each.text
    }
    assert any(words.startswith("Con la emergencia sanitaria") for words in spanish)
    assert "1) Centrarse en las personas." in spanish


def test_the_files_beside_a_record_are_what_show_prints(contents: dict[str, Content]) -> None:
    content = contents["es"]
    written = dict(records.files(content))
    assert len(written) == 3 * 34
    for card in content.cards:
        assert json.loads(written[f"id/practice/{card.code}.json"]()) == card.as_dict()
    assert written["id/practice/BP1_AH.json"]().startswith('{\n  "code": "BP1_AH",\n')
    for suffix, rdf_format in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        found = ox.parse(input=written[f"id/practice/LA1_GN.{suffix}"](), format=rdf_format)
        assert ox.NamedNode(expand("assessment:LA1_GN-useful")) in {q.subject for q in found}


# --- the picture of a record's links ---


def test_the_picture_shows_every_link_once(contents: dict[str, Content], page_at: Read) -> None:
    drawn = set(records.DRAWN)
    for curie, links in contents["es"].connections.of.items():
        picture = page_at(f"id/practice/{curie.partition(':')[2]}.html").one("svg")
        expected = [e for name, found in links.items() if name in drawn for e in found]
        assert len(picture.all("a")) == len(expected)
        lines = [
            each
            for each in picture.all("path")
            if each.attributes["d"].startswith("M") and "C" in each.attributes["d"]
        ]
        dashed = [line for line in lines if "stroke-dasharray" in line.attributes]
        assert len(lines) == len(expected)
        assert len(dashed) == sum(e.derived for e in expected)
        marks = len(picture.all("circle")) - 1  # the legend has one
        assert marks == sum(e.basis == "normalised" for e in expected)
        assert set(links) - drawn <= {"derivedTarget"}


@pytest.mark.browser
def test_no_words_leave_their_box_and_no_boxes_meet(
    texts: dict[tuple[str, str], str], tmp_path: Path, page: Page
) -> None:
    for code in ("BP1_AH", "LA1_GN", "BP2_ME", "BP1_GF", "BP7_PC"):
        words = texts["es", f"id/practice/{code}.html"]
        picture = words[words.index("<svg") : words.index("</svg>") + 6]
        file = tmp_path / "picture.html"
        file.write_text(f"<!DOCTYPE html><title>x</title><body>{picture}", encoding="utf-8")
        page.goto(file.as_uri())
        boxes = page.evaluate(
            """() => [...document.querySelectorAll("svg a")].map(a => {
                const box = a.querySelector("rect").getBBox();
                const inside = [...a.querySelectorAll("text")].every(t => {
                    const b = t.getBBox();
                    return b.x >= box.x && b.x + b.width <= box.x + box.width
                        && b.y >= box.y && b.y + b.height <= box.y + box.height;
                });
                return [box.x, box.y, box.width, box.height, inside];
            })"""
        )
        assert len(boxes) > 10
        assert all(inside for *_, inside in boxes), code
        for at, (x, y, _, height, _) in enumerate(boxes):
            for other_x, other_y, _, other_height, _ in boxes[at + 1 :]:
                assert x != other_x or y + height <= other_y or other_y + other_height <= y


# --- things ---


def test_an_objective_shows_who_serves_it_and_where_nobody_does(page_at: Read) -> None:
    page = page_at("id/gcm/objective/7.html")
    assert page.one("h1").text == "7. Abordar y reducir las vulnerabilidades en la migración"
    assert page.one("h2", id_="records").text == "Experiencias (28)"
    rows = page.after("records").rows
    assert rows[0] == [
        "BP1_AH", "Acuerdos locales para espacios físicos temporales de alojamiento",
        "Buena práctica", "AH", "● declarado",
        "Objetivo 7: Abordar y reducir las vulnerabilidades en la migración.",
    ]  # fmt: skip
    assert len(rows) == 28
    titles = [link.text for link in page.after("records").all("a")]
    assert "Acuerdos locales para espacios físicos temporales de alojamiento" in titles
    gaps = page.one("div", class_="gaps").text
    assert gaps.startswith("No consta en 9 de las 24 provincias: Bolívar, Cañar,")
    assert counted(page, "principles")["a) Centrarse en las personas"] == 25
    facts = page.one("dl").text
    assert "10.7 Migración ordenada, segura, regular y responsable" in facts
    assert "Implementación del Pacto Mundial para la Migración: orientaciones" in facts
    assert "https://migrationnetwork.un.org/taxonomy/term/285" in targets(page, "x")


def counted(page: Element, anchor: str) -> dict[str, int]:
    """The things of a list with the number before each."""
    found = {}
    for item in page.after(anchor).all("li"):
        count, name = (child for child in item.children if isinstance(child, Element))
        found[name.text] = int(re.sub(r"\D", "", count.text))
    return found


def test_an_objective_that_nobody_serves_says_so(page_at: Read) -> None:
    page = page_at("id/gcm/objective/2.html")
    assert page.one("div", class_="gaps").text == "Ninguna experiencia del catálogo lo nombra."
    assert "«All SDGs»" in page.one("dl").text
    assert not page.all("table")
    corrected = page_at("id/gcm/objective/9.html").one("dl").text
    assert "Números corregidos 17.16 → 17.6" in corrected


def test_pages_of_things_agree_with_the_named_queries(
    project: Project, graph: Graph, page_at: Read
) -> None:
    queries = catalogue(project)
    provinces: dict[str, dict[str, int]] = {}
    for row in queries["objective-by-province"].run(graph.store).records():
        if int(row["total"]):
            provinces.setdefault(row["number"], {})[row["name"]] = int(row["total"])
    assert len(provinces) == 13
    for number, expected in provinces.items():
        assert counted(page_at(f"id/gcm/objective/{number}.html"), "provinces") == expected
    areas: dict[str, dict[str, int]] = {}
    for row in queries["goal-by-area"].run(graph.store).records():
        if int(row["derived"]):
            areas.setdefault(row["number"], {})[row["name"]] = int(row["derived"])
    assert len(areas) > 10
    for number, expected in areas.items():
        assert counted(page_at(f"sdg/{number}.html"), "areas") == expected
    for row in queries["territory-coverage"].run(graph.store).records():
        page = page_at(f"id/territory/{row['code']}.html")
        titles = [h.text for h in page.all("h2", id_="records")]
        assert titles == ([f"Experiencias ({row['total']})"] if row["total"] != "0" else [])


def test_a_goal_is_derived_and_says_so(page_at: Read) -> None:
    page = page_at("sdg/10.html")
    assert page.one("h2", id_="derived").text == "Experiencias derivadas (30) ◌ derivado"
    assert all(row[4] == "◌ derivado" for row in page.after("derived").rows)
    assert page.after("derived").rows[0][5] == "objetivo 7"
    assert page.one("div", class_="gaps").text.startswith("De ninguna ficha consta que declare")
    targets_of = counted(page, "targets")
    assert len(targets_of) == 10
    assert targets_of["10.7 Migración ordenada, segura, regular y responsable"] == 30
    assert targets_of["10.6 " + next(n for n in targets_of if n.startswith("10.6"))[5:]] == 0
    assert page.one("li", id_="10.7").text.startswith("30")
    assert "7. Abordar y reducir las vulnerabilidades en la migración" in counted(
        page, "objectives"
    )
    none = page_at("sdg/14.html")
    assert "La correspondencia no nombra este ODS para ningún objetivo." in none.text
    # not named, but meant by “All SDGs”: that is told and not counted
    assert "Da «All SDGs», que no se reparte entre los 17 ni se cuenta aquí, a: 2. " in none.text
    english = page_at("sdg/14.html", "en").text
    assert "which they were is unknown" in english
    assert "It gives “All SDGs”, which is neither shared out" in english
    assert not none.all("table")


def test_a_record_tells_what_the_crosswalk_gives_its_objectives_undivided(page_at: Read) -> None:
    told = page_at("id/practice/BP1_ME.html").after("derived")
    assert told.text.endswith("ni está arriba: 19 All SDGs.")
    assert "No consta en el texto de la ficha" in told.text
    assert "ni está arriba" not in page_at("id/practice/LN1_GN.html").after("derived").text


def test_nothing_says_that_actors_worked_together_or_in_a_place(
    texts: dict[tuple[str, str], str], page_at: Read
) -> None:
    for (_, path), words in texts.items():
        if path.startswith("id/"):
            assert not re.search(
                "Actores presentes|Actors present|atienden aquí|served here|trabaja<|works with",
                words,
            ), path
    quito = page_at("id/territory/1701.html").after("actors").text
    assert "varios lugares y actores sin decir quién estuvo en cuál" in quito
    oim = page_at("id/actor/oim.html", "en")
    assert "without saying who was in which" in oim.after("territorys").text
    assert oim.one("figure").text == "Provinces of its experiences"
    assert page_at("id/territory/17.html", "en").one("figure").text == "Where it is on the map"


def test_records_in_no_province_are_told_beside_the_provinces(page_at: Read) -> None:
    assert (
        page_at("id/gcm/objective/18.html")
        .after("provinces")
        .text.startswith("Además: 1 de alcance nacional.")
    )
    general = page_at("id/area/GN.html", "en").after("provinces").text
    assert "Besides: 2 without a place in the record." in general
    assert "Besides" not in page_at("id/area/GF.html", "en").after("provinces").text


def test_a_province_shows_its_cantons_and_what_nobody_does_there(page_at: Read) -> None:
    page = page_at("id/territory/07.html")
    assert page.one("p", class_="kicker").text == "Provincia · 07"
    assert counted(page, "parts").keys() == {"Huaquillas", "Machala"}
    facts = page.one("dl").text
    assert "Código INEC 07 ISO 3166 EC-O Cabecera Machala Dentro de Ecuador" in facts
    assert "Limita con Perú" in facts
    assert {row[4] for row in page.after("records").rows} >= {"Huaquillas", "Machala"}
    gap = page.one("div", class_="gaps").text
    served = counted(page, "objectives")
    assert re.match(rf"{13 - len(served)} de los 13 objetivos del Pacto que el catálogo cita", gap)
    assert not [name for name in served if name in gap]
    assert [row[0] for row in page.after("national").rows] == ["BP1_ISE"]
    nobody = page_at("id/territory/20.html")
    assert nobody.one("div", class_="gaps").text.startswith("Ninguna ficha nombra este territorio.")
    # the network holds only what some record names
    assert "network.html#n=territory:07" in targets(page, "id/territory/07.html")
    led = targets(nobody, "id/territory/20.html")
    assert not [address for address in led if address.startswith("network.html#")]


def test_the_country_shows_its_provinces(page_at: Read) -> None:
    page = page_at("id/territory/EC.html")
    parts = counted(page, "parts")
    assert len(parts) == 24
    assert parts["Pichincha"] == 30
    assert parts["Galápagos"] == 0
    # no table of every record in every place: the provinces have them
    assert [h.text for h in page.all("h2")][:2] == ["De alcance nacional", "Sus provincias"]


def test_an_actor_tells_taking_part_from_being_mentioned(
    contents: dict[str, Content], page_at: Read
) -> None:
    known = contents["es"].connections
    for curie in ("actor:oim", "actor:cancilleria", "actor:agencias-onu"):
        page = page_at(str(page_of(curie)))
        for link in ("actor", "replicator", "mentionedActor"):
            found = known.linking([curie], [link])
            shown = page.after(link).rows if page.all("h2", id_=link) else []
            assert len(shown) == len(found), (curie, link)
    facts = page_at("id/actor/socios-implementadores.html").one("dl").text
    assert "grupo: la fuente no dice cuál organización" in facts
    partners = counted(page_at("id/actor/oim.html"), "actors")
    assert "Organización Internacional para las Migraciones (OIM)" not in partners
    assert partners["Socios Implementadores"] > 20


def test_an_area_shows_what_it_leaves_out(page_at: Read) -> None:
    page = page_at("id/area/ME.html")
    assert page.one("h2", id_="records").text == "Experiencias (2)"
    gap = page.one("div", class_="gaps").text
    assert re.match(r"\d+ de los 13 objetivos del Pacto que el catálogo cita no constan", gap)


@pytest.mark.parametrize(
    ("path", "marked", "leads"),
    [
        ("id/territory/07.html", 1, "map.html#place=07"),
        ("id/territory/0701.html", 1, "map.html#place=0701&level=canton"),
        ("id/gcm/objective/7.html", 15, "map.html#objective=7"),
        ("id/area/AH.html", 6, "map.html#area=AH"),
        ("id/actor/oim.html", 15, "map.html"),
        ("id/gcm/objective/2.html", 0, ""),
    ],
)
def test_a_small_map_marks_the_provinces(path: str, marked: int, leads: str, page_at: Read) -> None:
    page = page_at(path)
    fills = Counter(each.attributes["fill"] for each in page.all("path"))
    assert fills.get("#0b4f8a", 0) == marked
    if leads:
        assert fills.total() == 24
        assert leads in targets(page, path)


# --- source quality ---


def test_quality_agrees_with_the_named_queries(
    project: Project, graph: Graph, contents: dict[str, Content]
) -> None:
    found = quality.Quality(contents["es"])
    rows = catalogue(project)["field-completeness"].run(graph.store).records()
    assert {row["property"].removeprefix(ONTOLOGY) for row in rows} == set(found.fields)
    for row in rows:
        counts = found.totals(row["property"].removeprefix(ONTOLOGY))
        assert sum(counts.values()) == int(row["applies"]), row
        assert counts["present"] + counts["odd"] == int(row["present"]), row
        assert counts["absent"] == int(row["absent"]), row
        assert counts["lost"] + counts["status"] + counts["unknown"] == int(row["missing"]), row
        assert counts["lost"] + counts["status"] == int(row["explained"]), row


def test_the_quality_page_marks_every_field_of_every_record(
    contents: dict[str, Content], page_at: Read
) -> None:
    page = page_at("quality.html")
    table = page.one("table", class_="fields")
    head, *_ = table.all("tr")
    columns = [th.text for th in head.all("th")]
    rows = {row[0]: row[1:] for row in table.rows}
    assert len(rows) == 34
    assert all(len(row) == len(columns) - 1 for row in rows.values())
    cell = rows["BP1_AH"][columns.index("ODS declarado") - 1]
    assert cell == "◌sin dato: se perdió antes de llegar aquí"
    assert rows["LN1_GN"][columns.index("Actor involucrado") - 1] == "○sin dato en la fuente"
    assert rows["LN1_GN"][columns.index("Presupuesto (USD)") - 1] == "·no se pide"
    assert rows["BP1_AH"][columns.index("Contexto") - 1] == "✓con dato"
    total = sum(len(of) for of in contents["es"].oddities.values())
    assert total == 173 + 17 + 2 + 14
    shown = sum(len(body.all("tr")) for body in page.after("kinds").all("tbody"))
    assert shown == total
    repeated = page.after("repeated").rows
    assert ["población asistida", "32 000", "BP1_AH, BP2_AH, BP3_AH, BP3_GF"] in repeated


def test_the_quality_csv_holds_every_field(texts: dict[tuple[str, str], str]) -> None:
    lines = texts["es", "quality.csv"].splitlines()
    assert lines[0] == "code,field,state,reason,printed,oddities,property"
    assert len(lines) == 1 + 768
    assert (
        'BP4_AH,población asistida,"sin número, con su razón",Ilegible como número,'
        '"3,0000",Cifra ilegible,https://w3id.org/saberesgraph/ontology#assistedPopulation'
    ) in lines
    assert "LN1_GN,actor involved,the source lacks it" in texts["en", "quality.csv"]


# --- the ontology ---


def test_the_reference_describes_every_term_and_concept(
    project: Project, graph: Graph, contents: dict[str, Content], page_at: Read
) -> None:
    page = page_at("ontology.html")
    ids = {each.attributes.get("id") for each in page.walk()}
    own = {
        str(t.subject.value).removeprefix(ONTOLOGY)
        for t in graph.reading.triples
        if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(ONTOLOGY)
    }
    assert len(own) > 100
    assert own <= ids
    concepts = {
        thing.curie.replace(":", "-")
        for thing in contents["es"].connections.things.values()
        if "skos:inScheme" in thing.said
        and "sdgo:Target" not in thing.types
        and not thing.is_a("PlanGoal")  # on the page of its plan
    }
    assert len(concepts) > 150
    assert concepts <= ids
    finding = page.one("tr", id_="finding")
    assert [cell.text for cell in finding.children if isinstance(cell, Element)] == [
        "sab:finding",
        "hallazgo Lo que la evaluación encontró y dio origen a la ficha.",
        "sab:Experience",
        "rdf:langString",
        "",
        "34",
    ]
    area = page.one("tr", id_="area").text
    assert area.startswith("sab:area")
    assert "✓ sí" in area
    assert "Más precisa que dcterms:subject" in area
    practice = page.one("tr", id_="GoodPractice").text
    assert re.search(r"sab:Experience\s+26\s+practice:BP10_PC", practice)
    english = page_at("ontology.html", "en").one("tr", id_="finding").text
    assert "What the evaluation found" in english


def test_the_reference_holds_every_rule_and_shape(project: Project, page_at: Read) -> None:
    page = page_at("ontology.html")
    for file in project.rule_files:
        code = page.after(f"rule-{file.stem}").one("code").text
        assert code == " ".join(file.read_text(encoding="utf-8").split())
    assert "735 enlaces derivados" in page.one("h3", id_="rule-targets-from-objectives").text
    messages = {
        text(quad.object)
        for file in project.shape_files
        for quad in ox.parse(input=file.read_bytes(), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == PREFIXES["sh"] + "message"
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == "es"
    }
    assert len(messages) > 150
    shown = page.after("shapes").text
    assert {message for message in messages if " ".join(message.split()) not in shown} == set()
    rule = page.one("tr", id_="ExperienceShape-typed").text
    assert "infracción" in rule
    assert ["sab", ONTOLOGY] in page.after("prefixes").rows


# --- hostile data, and the same bytes ---


@pytest.fixture(scope="module")
def hostile(project: Project, graph: Graph) -> Content:
    """The graph with markup in every text that is no code, and addresses that run scripts."""
    kept = {"notation", "iso3166"}

    def damaged(triple: ox.Triple) -> ox.Triple:
        value, name = triple.object, triple.predicate.value
        if isinstance(value, ox.Literal) and not any(name.endswith(each) for each in kept):
            if value.language:
                value = ox.Literal(HOSTILE, language=value.language)
            elif value.datatype.value == PREFIXES["xsd"] + "string":
                value = ox.Literal(HOSTILE)
            elif value.datatype.value == PREFIXES["xsd"] + "anyURI":
                value = ox.Literal("javascript:alert(1)", datatype=value.datatype)
        elif name in {PREFIXES["rdfs"] + "seeAlso", PREFIXES["dcterms"] + "references"}:
            value = ox.NamedNode("javascript:alert(1)")
        return ox.Triple(triple.subject, triple.predicate, value)

    store = EmbeddedStore(map(damaged, graph.reading.triples), graph.derived)
    return read(project, store, "es")


def test_hostile_texts_never_become_markup(hostile: Content, page_at: Read) -> None:
    drawn = 0
    for kind in KINDS:
        for path, draw in kind.pages(hostile):
            if not path.endswith(".html"):
                continue
            page = parse(draw(Place(path, "es", "es")))
            same = Counter(each.tag for each in page_at(path).walk())
            assert set(Counter(each.tag for each in page.walk())) <= set(same) | {"div", "p", "q"}
            for each in page.walk():
                assert not [name for name in each.attributes if name.startswith("on")], path
                assert not each.attributes.get("href", "").startswith("javascript")
            assert "49" not in page.one("h1").text
            drawn += 1
    assert drawn == 167
    page = parse(dict(records.pages(hostile))["id/practice/BP1_AH.html"](
        Place("id/practice/BP1_AH.html", "es", "es")))  # fmt: skip
    assert HOSTILE in page.one("h1").text


def test_hostile_files_parse(hostile: Content) -> None:
    written = dict(records.files(hostile))
    for suffix, rdf_format in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        found = {q.object for q in ox.parse(
            input=written[f"id/practice/BP1_AH.{suffix}"](), format=rdf_format)}  # fmt: skip
        assert ox.Literal(HOSTILE, language="es") in found
    assert json.loads(written["id/practice/BP1_AH.json"]())["label"]["es"] == HOSTILE


def test_a_record_is_read_without_reading_the_rest(graph: Graph) -> None:
    """A thousand records more do not make the file of one slower."""
    experience = ox.NamedNode(ONTOLOGY + "Alignment")
    more = [
        ox.Triple(ox.NamedNode(expand(f"alignment:x-{n}")), predicate, value)
        for n in range(20_000)
        for predicate, value in (
            (ox.NamedNode(PREFIXES["rdf"] + "type"), experience),
            (ox.NamedNode(ONTOLOGY + "practice"), ox.NamedNode(expand(f"practice:x-{n % 1000}"))),
            (ox.NamedNode(ONTOLOGY + "item"), ox.NamedNode(expand("objective:7"))),
        )
    ]
    large = EmbeddedStore([*graph.reading.triples, *more], graph.derived)

    def seconds(store: EmbeddedStore) -> float:
        started = time.process_time()
        assert len(describe(store, expand("practice:BP1_AH")).triples) == 698
        return time.process_time() - started

    least = {name: min(seconds(store) for _ in range(5))
             for name, store in (("small", graph.store), ("large", large))}  # fmt: skip
    assert least["large"] < 2 * least["small"]


def test_evidence_is_read_in_one_order(graph: Graph, contents: dict[str, Content]) -> None:
    known = contents["es"].connections
    assert known.evidence == contents["en"].connections.evidence
    assert Counter(e.basis for e in known.evidence) == {
        "derived": 1004, "stated": 545, "normalised": 106,
    }  # fmt: skip
    derived = [e for e in known.evidence if e.derived]
    assert all(e.rule and e.support and not e.printed for e in derived)
    assert Evidence(
        "practice:BP1_AH", "derivedTarget", "sdg:1.3", "derived", "", "",
        "rule:targets-from-objectives", ("objective:7", "objective:15"),
    ) in derived  # fmt: skip


def test_the_form_asks_for_what_the_queries_count(project: Project) -> None:
    asked = {
        kind: {field.name for field in fields(kind) if field.asked}
        for kind in ("good_practice", "lesson_learned")
    }
    words = (project.root / "queries" / "record-fields.rq").read_text(encoding="utf-8")
    listed: dict[str, set[str]] = {}
    for form, name in re.findall(r"\((\d) sab:(\w+)\)", words):
        listed.setdefault(form, set()).add(name)
    assert asked["good_practice"] == listed["1"] | listed["2"]
    assert asked["lesson_learned"] == listed["1"] | listed["3"]


# --- in a browser ---


SHOWN = (
    "id/practice/BP1_AH.html", "id/practice/LN1_GN.html", "id/gcm/objective/7.html",
    "id/territory/07.html", "id/actor/oim.html", "sdg/10.html", "quality.html", "ontology.html",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("path", SHOWN)
def test_pages_are_accessible_on_a_desktop_and_a_phone(
    path: str, texts: dict[tuple[str, str], str], tmp_path: Path, page: Page
) -> None:
    check_desktop_and_phone(page, put_alone(tmp_path, path, texts["es", path]))


@pytest.mark.browser
def test_evidence_opens_by_keyboard(
    texts: dict[tuple[str, str], str], tmp_path: Path, page: Page
) -> None:
    file = tmp_path / "page.html"
    words = texts["es", "id/practice/BP1_AH.html"]
    bare = re.sub(r"<(link|script)\b[^>]*>(</script>)?", "", words)
    file.write_text(bare, encoding="utf-8")
    page.goto(file.as_uri())
    table = page.locator("dd:has(a[href*='principle/a'])").first.locator("table")
    assert not table.is_visible()
    summary = page.locator("dd:has(a[href*='principle/a'])").first.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert table.is_visible()
    assert "1) Centrarse en las personas." in table.inner_text()


def test_pages_that_name_every_experience_stop_at_some_and_say_where_the_rest_are(
    contents: dict[str, Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents["en"]
    first = dict(home.pages(content))["index.html"]
    of_objectives = dict(matrices.pages(content))["matrices/objective-by-area.html"]
    start, cells = Place("index.html", "en", "es"), Place("matrices/x.html", "en", "es")
    assert "on the page of the area" not in first(start)
    assert "all those of the row are in" not in of_objectives(cells)
    monkeypatch.setattr(home, "LISTED", 4)
    monkeypatch.setattr(matrix_page, "LISTED", 2)
    areas = Counter(card.area for card in content.cards)
    found = first(start)
    for area, count in areas.items():
        told = f'id/area/{area}.html">All {count}, on the page of the area</a>'
        assert (told in found) == (count > 4)
    assert found.count('href="id/practice/') == sum(min(count, 4) for count in areas.values())
    matrix = coverage.matrix(content.store, "objective-by-area", "en")
    longest = max(map(len, matrix.cells.values()))
    found = of_objectives(cells)
    assert f"<p>{longest} experiences</p>" in found
    assert f"And {longest - 2} more; all those of the row are in <a href=" in found
    listed = sum(min(len(codes), 2) for codes in matrix.cells.values())
    assert found.count('<li><a href="../id/practice/') == listed
