"""Search over everything: from a folder, by keyboard, forgiving, and inert to hostile words."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from browser import PHONE, violations
from saberesgraph.graph import Graph
from saberesgraph.parameters import choices
from saberesgraph.project import Project
from saberesgraph.queries import catalogue
from saberesgraph.site import search, search_index
from saberesgraph.web.served import Served
from sites import HOSTILE, hostile, write, write_read

BROWSER = pytest.mark.browser


def opened(page: Page, folder: Path, address: str = "") -> None:
    page.goto((folder / "search.html").as_uri() + address)


def titles(page: Page) -> list[str]:
    return page.locator("#found .title a").all_inner_texts()


def documents(folder: Path, language: str) -> list[dict[str, str]]:
    script = (folder / "assets" / f"search-{language}.js").read_text(encoding="utf-8")
    found: list[dict[str, str]] = json.loads(script.removeprefix("self.SABERES_SEARCH = ")[:-2])
    return found


def test_everything_that_has_a_page_can_be_found(
    folder: Path, project: Project, graph: Graph
) -> None:
    for language in ("es", "en"):
        found = documents(folder, language)
        counts = {kind: sum(each["kind"] == kind for each in found) for kind in search.KINDS}
        assert counts["practice"] == 34
        assert counts["objective"] == 23
        assert counts["principle"] == 10
        assert counts["goal"] == 17
        assert counts["target"] == 169
        assert counts["area"] == 7
        assert counts["query"] == len(catalogue(project))
        assert (counts["call"], counts["plan"]) == (2, 3)
        assert (counts["submission"], counts["exchange"]) == (0, 0)
        for kind in ("actor", "territory"):
            assert counts[kind] == len({choice.term for choice in choices(kind, graph.store)})
        assert counts["term"] == 177
        paths = [each["path"] for each in found]
        assert len(paths) == len(set(paths))
        assert all(each["title"] for each in found)
    assert {each["path"] for each in documents(folder, "es")} == {
        each["path"] for each in documents(folder, "en")
    }


@BROWSER
@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("oro", "El Oro"),
        ("EL  ORO", "El Oro"),
        ("vivienda", "Pago directo del arriendo a personas propietarias de viviendas"),
        ("bp10_pc", "Canales digitales de atención"),
        ("BP1_AH", "Acuerdos locales para espacios físicos temporales de alojamiento"),
        ("10.7", "Migración ordenada, segura, regular y responsable"),
        ("15", "Proporcionar a los migrantes acceso a servicios básicos"),
        ("cancilleria", "Ministerio de Relaciones Exteriores (Cancillería)"),
        ("ninez", "Espacios amigables para niñez y adolescencia"),
        ("NIÑEZ", "Espacios amigables para niñez y adolescencia"),
        ("tablts", "Entrega de tablets"),
        ("convocatoria 2024", "Convocatoria 2024 de Intercooperación"),
        ("empleo digno", "Plan de Desarrollo para el Nuevo Ecuador 2024-2025"),
        ("refujio quito", "Pago directo del arriendo"),
    ],
)
def test_the_first_result_is_what_people_mean(
    folder: Path, page: Page, asked: str, first: str
) -> None:
    opened(page, folder)
    page.get_by_label("Palabras, un código").fill(asked)
    assert titles(page)[0].startswith(first)


@BROWSER
def test_accents_and_capitals_do_not_matter(folder: Path, page: Page) -> None:
    opened(page, folder)
    found = []
    for asked in ("pais", "PAÍS", "pai\u0301s"):  # too short to be forgiven a letter
        page.get_by_label("Palabras, un código").fill(asked)
        found.append(titles(page))
        expect(
            page.locator("#found mark").filter(has_text=re.compile("^país$")).first
        ).to_be_visible()
    assert found[0] == found[1] == found[2] != []


@BROWSER
def test_a_typo_finds_what_the_right_word_finds(folder: Path, page: Page) -> None:
    opened(page, folder, "?q=refujio")
    expect(page.get_by_role("status")).to_contain_text("resultados para «refujio»")
    assert titles(page)[0] == "Pago directo del arriendo a personas propietarias de viviendas"
    assert "refugio" in page.locator("#found mark").first.inner_text().lower()


@BROWSER
def test_a_result_says_what_matched_and_leads_to_its_page(folder: Path, page: Page) -> None:
    opened(page, folder, "?q=huaquillas")
    first = page.locator("#found li").first
    expect(first.get_by_role("link")).to_have_attribute("href", "id/territory/0707.html")
    expect(first.locator("mark")).to_have_text("Huaquillas")
    expect(first.locator(".kind")).to_have_text("territorio")
    # in the prose of a record: the text around the word, cut at words
    opened(page, folder, "?q=arriendo")
    around = page.locator("#found .around").first
    expect(around.locator("mark").first).to_have_text(re.compile("arriendo", re.IGNORECASE))
    assert len(around.inner_text()) < 300


@BROWSER
def test_kinds_filter_and_count(folder: Path, page: Page) -> None:
    opened(page, folder, "?q=salud")
    everything = page.get_by_role("radio", name=re.compile(r"^Todo \d+$"))
    expect(everything).to_be_checked()
    total = len(documents_shown(page))
    page.get_by_text(re.compile(r"^ ?Actores \d+$")).click()
    shown = documents_shown(page)
    assert 0 < len(shown) < total
    assert set(page.locator("#found .kind").all_inner_texts()) == {"actor"}
    expect(page.get_by_role("status")).to_contain_text(f"{len(shown)} resultado")
    assert page.url.endswith("?q=salud&kind=actor")
    page.reload()
    assert documents_shown(page) == shown


def documents_shown(page: Page) -> list[str]:
    more = page.get_by_role("button", name="Mostrar más")
    while more.is_visible():
        more.click()
    return page.locator("#found .title").all_inner_texts()


@BROWSER
def test_words_that_never_meet_are_told_apart(folder: Path, page: Page) -> None:
    opened(page, folder, "?q=galapagos+tablets")
    expect(page.get_by_role("status")).to_contain_text("Nada tiene todas las palabras")
    assert {"Galápagos"} < set(titles(page))
    opened(page, folder, "?q=xyzxyz")
    expect(page.get_by_role("status")).to_have_text("Nada para «xyzxyz».")
    expect(page.get_by_text("Prueba con menos palabras")).to_be_visible()
    page.get_by_role("link", name="El Oro").click()
    expect(page.locator("#found .title a").first).to_have_text("El Oro")


@BROWSER
def test_by_keyboard_alone(folder: Path, page: Page) -> None:
    opened(page, folder)
    page.get_by_label("Palabras, un código").focus()
    page.keyboard.type("quito")
    expect(page.get_by_role("status")).to_contain_text("para «quito»")
    assert page.url.endswith("search.html?q=quito")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=kind]:checked")).to_have_value("practice")
    expect(page.locator("input[name=kind]:checked")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#found li a").first).to_be_focused()


@BROWSER
def test_more_results_come_by_a_button_that_keeps_the_place(folder: Path, page: Page) -> None:
    opened(page, folder, "?q=migracion")
    assert len(titles(page)) == 30
    page.get_by_role("button", name="Mostrar más").press("Enter")
    assert len(titles(page)) > 30
    expect(page.locator("#found li a").nth(30)).to_be_focused()


@BROWSER
@pytest.mark.parametrize(("name", "part"), [("queries.html", "banner"), ("index.html", "main")])
def test_the_form_of_every_page_leads_here(folder: Path, page: Page, name: str, part: str) -> None:
    for language in ("", "en"):
        page.goto((folder / language / name).as_uri())
        page.get_by_role(part).get_by_role("searchbox").fill("vivienda & niñez?")  # type: ignore[arg-type]
        page.keyboard.press("Enter")
        expect(page.locator("#q")).to_have_value("vivienda & niñez?")
        stood = Path(unquote(page.url.partition("?")[0])).parent.name
        assert stood == (language or folder.name)
        expect(page.locator("#found li").first).to_be_visible()


@BROWSER
def test_english_words_find_the_same_records(folder: Path, page: Page) -> None:
    page.goto((folder / "en" / "search.html").as_uri() + "?q=children")
    expect(page.get_by_role("status")).to_contain_text("results for “children”")
    page.goto((folder / "en" / "search.html").as_uri() + "?q=alojamiento")
    expect(page.locator("#found li").first).to_contain_text("accommodation")
    link = page.locator("#found li a").first
    expect(link).to_have_attribute("href", re.compile("^id/practice/"))


@BROWSER
def test_hostile_words_stay_words(
    project: Project, graph: Graph, tmp_path: Path, page: Page
) -> None:
    folder = write(tmp_path / "x", project, hostile(graph), search)
    opened(page, folder, "?q=onerror%20%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E")
    expect(page.locator("#found li a").first).to_have_text(HOSTILE)
    expect(page.locator("#found mark").first).to_have_text("img")
    assert page.locator("main img, main b").count() == 0
    expect(page.get_by_role("status")).to_contain_text("<img src=x onerror=document.title=1>")
    assert page.title().startswith("onerror <img")


@BROWSER
def test_it_is_accessible_and_fits_a_phone(folder: Path, page: Page) -> None:
    for address in ("", "?q=vivienda", "?q=xyzxyz"):
        opened(page, folder, address)
        assert violations(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened(page, folder, "?q=migracion")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@BROWSER
def test_an_endless_word_in_the_address_keeps_nobody_waiting(folder: Path, page: Page) -> None:
    for length in (60_000, 300_000):
        page.goto((folder / "search.html").as_uri() + "?q=" + "a" * length, timeout=10_000)
        expect(page.get_by_role("status")).to_contain_text("Nada")


ASKED = (
    "o", "de", "oro", "viv", "vivienda", "bp10_pc", "10.7", "15", "cancilleria", "NIÑEZ", "tablts",
    "refujio quito", "empleo digno", "galapagos tablets", "xyzxyz", "migracion", "salud en la",
    "constructor", "__proto__", "pai\u0301s", "ß", "convocatoria 2024",
)  # fmt: skip


@BROWSER
def test_a_large_index_finds_the_same_in_parts(
    folder: Path, served: Served, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LARGE", 10)
    monkeypatch.setattr(search_index, "_WORDS_OF", 3)
    monkeypatch.setattr(search_index, "_TOLD_OF", 2)
    large = write_read(tmp_path / "x", served.contents.values(), search)
    assert len([*large.glob("assets/search-es.words*.js")]) == 12
    assert len([*large.glob("assets/search-en.told*.js")]) == 18
    shown = """() => JSON.stringify(["found", "filters", "status", "empty"]
        .map((id) => document.getElementById(id)).map((each) => [each.hidden, each.innerHTML]))"""
    expected = []
    opened(page, folder)
    for asked in ASKED:
        page.locator("#q").fill(asked)
        expected.append(page.evaluate(shown))
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    opened(page, large)
    assert not [name for name in loaded if name.count(".") > 1]
    page.locator("#q").fill("huaquillas")
    expect(page.locator("#found li a").first).to_have_text("Huaquillas")
    # a rare word takes few parts
    assert 0 < len([name for name in loaded if ".words" in name]) < 4
    for asked, same in zip(ASKED, expected, strict=True):
        page.locator("#q").fill(asked)
        page.wait_for_function(f"(same) => ({shown})() === same", arg=same)
    parts = [name for name in loaded if name.count(".") > 1]
    assert len(parts) == len(set(parts)) <= 30
    # the choice of a kind and more results
    opened(page, large, "?q=migracion")
    page.get_by_role("button", name="Mostrar más").press("Enter")
    expect(page.locator("#found li a").nth(30)).to_be_focused()
    page.get_by_text(re.compile(r"^ ?Actores \d+$")).click()
    expect(page.locator("#found .kind").first).to_have_text("actor")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # a part that was not copied
    for file in large.glob("assets/search-es.words*.js"):
        file.write_text("", encoding="utf-8")
    opened(page, large, "?q=huaquillas")
    expect(page.get_by_role("status")).to_contain_text(
        re.compile(r"No se pudo leer search-es\.words\d+\.js")
    )
