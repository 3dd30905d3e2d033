"""The map: exact counts, whatever is filtered; a picture, a page and a table that agree."""

import csv
import io
import json
import math
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Locator, Page

from browser import PHONE, violations
from saberesgraph.cli import run
from saberesgraph.drawing.map import Map, names_aside, outlines, read, seat_circles
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.map.colours import GAP, shade_of, shades
from saberesgraph.drawing.map.name_lines import LETTER
from saberesgraph.drawing.map.outlines import Box
from saberesgraph.drawing.map.page import map_csv, map_page
from saberesgraph.drawing.map.rings import contains
from saberesgraph.drawing.map.svg import map_svg, small_map
from saberesgraph.drawing.page import ASSETS, STATIC, Place
from saberesgraph.errors import InputError
from saberesgraph.graph import Graph
from saberesgraph.namespaces import RESOURCE, SKOS
from saberesgraph.practice.card import Card
from saberesgraph.presence import Experience, Presence
from saberesgraph.project import Project
from saberesgraph.queries import named
from saberesgraph.store.embedded import EmbeddedStore

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</script></title><img src=x onerror=\"document.title='x'\"><b>'"


@pytest.fixture(scope="module")
def drawn(graph: Graph) -> Map:
    return read(graph.store, "es")


def counts_by_hand(cards: list[Card], objective: int | None, area: str | None) -> Counter[str]:
    """From the cards, in the plainest way: a canton's first two digits are its province."""
    found: Counter[str] = Counter()
    for card in cards:
        if objective in {None, *card.objectives} and area in {None, card.area}:
            codes = {place["code"] for place in card.territories}
            found.update(codes | {code[:2] for code in codes})
    return found


# --- Counts ---


def test_counts_are_those_of_the_query_on_coverage(
    drawn: Map, project: Project, graph: Graph
) -> None:
    rows = named(project, "territory-coverage").run(graph.store, "es").records()
    assert drawn.presence.counts() == {row["code"]: int(row["total"]) for row in rows}


@pytest.mark.parametrize(("objective", "area"), [(15, None), (None, "PC"), (7, "AH"), (1, "GF")])
def test_filtered_counts_are_those_counted_by_hand(
    objective: int | None, area: str | None, drawn: Map, cards: list[Card]
) -> None:
    counts = drawn.presence.only(objective, area).counts()
    assert Counter({code: n for code, n in counts.items() if n}) == counts_by_hand(
        cards, objective, area
    )


def some(*places: str, national: bool = False) -> Experience:
    return Experience("practice:X", "X", "x", "AH", frozenset({1}), frozenset(places), national)


def counted(presence: Presence, *experiences: Experience) -> dict[str, int]:
    counts = replace(presence, experiences=experiences).counts()
    return {code: count for code, count in counts.items() if count}


def test_an_experience_counts_once_in_a_province_and_its_cantons(drawn: Map) -> None:
    assert counted(drawn.presence, some("0701", "0707", "07")) == {"07": 1, "0701": 1, "0707": 1}
    assert counted(drawn.presence, some("07")) == {"07": 1}
    assert counted(drawn.presence, some("0701", "1701")) == {
        "07": 1, "0701": 1, "17": 1, "1701": 1,
    }  # fmt: skip


def test_what_is_national_or_names_no_place_is_spread_over_no_province(drawn: Map) -> None:
    presence = replace(drawn.presence, experiences=(some(national=True), some()))
    assert set(presence.counts().values()) == {0}
    assert (len(presence.national), len(presence.nowhere)) == (1, 1)
    assert [each.code for each in drawn.presence.national] == ["BP1_ISE"]
    assert [each.code for each in drawn.presence.nowhere] == ["LN1_GN", "LN2_GN"]


# --- Colours ---


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("most", [1, 2, 4, 9, 30, 1999])
def test_classes_cover_every_count_once_and_darken(most: int) -> None:
    classes = shades(most)
    assert [n for shade in classes for n in range(shade.least, shade.most + 1)] == list(
        range(1, most + 1)
    )
    light = [luminance(shade.fill) for shade in classes]
    assert light == sorted(light, reverse=True)
    assert all(contrast(a.fill, b.fill) > 1.25 for a, b in combinations(classes, 2))
    assert shade_of(0, classes) == GAP
    assert shade_of(most, classes) == classes[-1]


def test_numbers_are_read_on_every_colour() -> None:
    for shade in shades(30):
        assert contrast(shade.fill, shade.ink) > 4.5
    assert contrast("#e3c6a6", GAP.ink) > 7  # the lines of the hatching


# --- The picture ---


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def numbers(svg: str) -> dict[str, int]:
    """What is printed on each province."""
    root = parsed(svg)
    return {
        label.get("data-code", ""): int(label.find(f"{SVG}text").text or "")  # type: ignore[union-attr]
        for label in root.iterfind(f".//{SVG}g[@class='map-labels']/{SVG}g")
    }


def fills(svg: str) -> dict[str, str]:
    return {
        province.get("data-code", ""): province[0].get("fill", "")
        for province in parsed(svg).iterfind(f".//{SVG}g[@class='map-provinces']/*")
    }


def test_the_picture_prints_and_colours_each_count(drawn: Map) -> None:
    svg = map_svg(drawn, "es", objective=15)
    counts = drawn.presence.only(15).counts()
    printed, coloured = numbers(svg), fills(svg)
    assert len(printed) == len(coloured) == 24
    classes = shades(30)
    for code, count in printed.items():
        assert count == counts[code]
        assert coloured[code] == shade_of(count, classes).fill
    assert coloured["18"] != GAP.fill
    assert coloured["02"] == "url(#map-gap)"


def test_the_picture_names_provinces_for_who_hears_it(drawn: Map) -> None:
    spoken = {
        each.get("data-code"): each.get("aria-label")
        for each in parsed(map_svg(drawn, "es")).iterfind(f".//{SVG}g[@class='map-provinces']/*")
    }
    assert spoken["07"] == "El Oro: 19 experiencias"
    assert spoken["11"] == "Loja: 1 experiencia"
    english = map_svg(Map(drawn.presence, drawn.boundaries), "en")
    assert 'aria-label="El Oro: 19 experiences"' in english


def test_the_picture_has_neither_script_nor_style_nor_outside_file(drawn: Map) -> None:
    for svg in (map_svg(drawn, "es"), small_map(drawn.boundaries, {"07": 1})):
        assert not re.search(r"<script|<style|style=|\son\w+=|(?:href|src)=", svg)


def test_every_number_stands_inside_its_province_and_clear_of_others(drawn: Map) -> None:
    sheet = drawn.boundaries.large
    boxes = []
    for shape in names_aside.placed(sheet, drawn.presence.territories):
        if shape.island:
            continue
        number, *words = shape.boxes
        for box in shape.boxes:
            for x, y in product((box.west, box.east), (box.north, box.south)):
                aside = shape.aside and box != number
                here = [c for c, r in sheet.rings.items() if contains(r, (x + 0.013, y + 0.017))]
                assert here == ([] if aside else [shape.code])
        assert len(words) == len(shape.lines)
        boxes += [(shape.code, box) for box in shape.boxes]
    assert not [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if meet(one, two)]


def test_every_province_bears_its_name(drawn: Map) -> None:
    shapes = names_aside.placed(drawn.boundaries.large, drawn.presence.territories)
    for shape in shapes:
        assert shape.lines or shape.island, shape.code
    # the one name that is longer than its province is wide
    (aside,) = [shape for shape in shapes if shape.leader]
    assert aside.code == "23"
    others = [each for each in shapes if each != aside and not each.island]
    assert not aside.crosses(box for each in others for box in each.boxes)
    svg = map_svg(drawn, "es")
    assert "de los Tsáchilas</text>" in svg


def meet(one: Box, two: Box) -> bool:
    return (
        min(one.east, two.east) - max(one.west, two.west) > 1
        and min(one.south, two.south) - max(one.north, two.north) > 1
    )


def test_galapagos_stands_in_its_frame_and_touches_nothing(drawn: Map) -> None:
    frame = drawn.boundaries.large.frame
    assert frame
    for code, rings in drawn.boundaries.large.rings.items():
        for x, y in (point for ring in rings for point in ring):
            inside = frame.west < x < frame.east and frame.north < y < frame.south
            assert inside == (code == "20")


def test_names_of_seats_meet_no_circle_and_no_other_name(drawn: Map) -> None:
    counts = drawn.presence.counts()
    names, circles = [], []
    for spot in seat_circles.spots(drawn.boundaries.large, drawn.presence.territories, counts):
        circles.append((spot.x, spot.y, seat_circles.radius(counts[spot.code], 29)))
        wide = len(spot.name) * 16 * LETTER
        left = spot.name_x - {"start": 0, "middle": wide / 2, "end": wide}[spot.anchor]
        names.append(Box(left, spot.name_y + 4, left + wide, spot.name_y - 12))
    assert len(names) == 16
    assert not [pair for pair in combinations(names, 2) if meet(*pair)]
    around = [Box(x - r, y + r, x + r, y - r) for x, y, r in circles]
    assert not [(name, box) for name in names for box in around if meet(name, box)]
    for (x, y, r), (u, v, s) in combinations(circles, 2):
        assert math.dist((x, y), (u, v)) > r + s - 2


def test_circles_show_what_cantons_have(drawn: Map) -> None:
    root = parsed(map_svg(drawn, "es", level="canton"))
    layer = root.find(f".//{SVG}g[@class='map-seats']")
    assert layer is not None
    assert layer.get("display") is None
    circles = {seat.get("data-code"): seat[0] for seat in layer if seat.get("data-code")}
    assert len(circles) == 16
    assert float(circles["1701"].get("r", "")) > float(circles["0401"].get("r", ""))
    assert circles["2301"].get("fill") == "#fff"
    assert set(fills(map_svg(drawn, "es", level="canton")).values()) == {"#eef3f8"}


def test_the_small_map_marks_what_it_is_told(drawn: Map) -> None:
    svg = small_map(drawn.boundaries, {"07": 3, "04": 0, "20": 1}, "El Oro & <Galápagos>")
    root = parsed(svg)
    assert root.get("aria-label") == "El Oro & <Galápagos>"
    assert Counter(path.get("fill") for path in root) == {"#0b4f8a": 2, "#e9eff5": 22}
    assert 'aria-hidden="true"' in small_map(drawn.boundaries, {})
    assert len(svg) < 10_000


def test_without_outlines_the_page_says_so_and_keeps_its_tables(drawn: Map) -> None:
    bare = Map(drawn.presence, Boundaries(()))
    page = map_page(bare, "es")
    assert "Ninguna provincia tiene contorno" in page
    assert "<svg" not in page
    assert "Pichincha" in page
    with pytest.raises(InputError, match="no province has an outline"):
        map_svg(bare, "en")


def test_the_table_has_a_line_for_each_territory_and_what_none_holds(drawn: Map) -> None:
    rows = list(csv.DictReader(io.StringIO(map_csv(drawn, "es", objective=15))))
    assert len(rows) == 24 + 16 + 2
    (oro,) = [row for row in rows if row["code"] == "07"]
    assert (oro["level"], oro["name"], oro["experiences"]) == ("provincia", "El Oro", "11")
    assert len(oro["records"].split()) == 11
    assert [row["level"] for row in rows[-2:]] == ["todo el país", "sin territorio"]
    assert [int(row["experiences"]) for row in rows[:24]] == sorted(
        (int(row["experiences"]) for row in rows[:24]), reverse=True
    )


# --- The command ---


@pytest.mark.parametrize("name", ["mapa.html", "mapa.svg", "mapa.csv"])
def test_draw_map_writes_each_format(name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    assert run(["draw", "map", "--objective", "15", "--area", "proteccion", "-o", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "Tungurahua" in text


def test_draw_map_filters_as_it_is_told(tmp_path: Path, cards: list[Card]) -> None:
    out = tmp_path / "m.csv"
    assert run(["--lang", "en", "draw", "map", "--area", "AH", "-o", str(out)]) == 0
    rows = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    found = {row["code"]: int(row["experiences"]) for row in rows if row["code"]}
    assert Counter({c: n for c, n in found.items() if n}) == counts_by_hand(cards, None, "AH")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--objective", "99"], "objective=99"),
        (["--area", "XX"], "area=XX"),
    ],
)
def test_draw_map_refuses_what_does_not_exist(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["draw", "map", *arguments, "-o", str(tmp_path / "m.svg")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "m.svg").exists()


# --- The page in a browser ---

Opened = Callable[..., Page]


@pytest.fixture
def opened(page: Page, drawn: Map, tmp_path: Path) -> Opened:
    def visit(fragment: str = "", **options: object) -> Page:
        file = tmp_path / "map.html"
        file.write_text(map_page(drawn, "es", **options), encoding="utf-8")  # type: ignore[arg-type]
        page.goto(f"file://{quote(str(file))}{fragment}")
        return page

    return visit


def on_map(page: Page) -> dict[str, int]:
    found = page.eval_on_selector_all(
        ".map-labels > g", "all => all.map(g => [g.dataset.code, g.children[0].textContent])"
    )
    return {code: int(number) for code, number in found}


def in_tables(page: Page) -> dict[str, int]:
    found = page.eval_on_selector_all(
        ".map-table .count", "all => all.map(e => [e.dataset.code, e.textContent])"
    )
    return {code: int(number) for code, number in found}


def shows(page: Page, presence: Presence) -> None:
    counts = presence.counts()
    assert in_tables(page) == counts
    assert on_map(page) == {code: n for code, n in counts.items() if len(code) == 2}
    colours = page.eval_on_selector_all(
        ".map-province", "all => all.map(e => [e.dataset.code, e.children[0].getAttribute('fill')])"
    )
    classes = shades(30)
    assert dict(colours) == {
        code: shade_of(n, classes).fill for code, n in counts.items() if len(code) == 2
    }
    assert f"{len(presence.experiences)} experiencia" in page.locator("#status").inner_text()
    assert page.locator("button.count[data-code=national]").inner_text() == str(
        len(presence.national)
    )


@pytest.mark.browser
def test_every_filter_gives_exact_counts(opened: Opened, drawn: Map) -> None:
    page = opened()
    shows(page, drawn.presence)
    for objective in drawn.presence.objectives:
        page.select_option("#objective", str(objective))
        shows(page, drawn.presence.only(objective))
    page.select_option("#objective", "15")
    for area in drawn.presence.areas:
        page.select_option("#area", area)
        shows(page, drawn.presence.only(15, area))
    page.click("#reset")
    shows(page, drawn.presence)


@pytest.mark.browser
def test_a_deep_link_opens_what_it_names_and_back_goes_back(opened: Opened, drawn: Map) -> None:
    page = opened("#objective=15&area=AH")
    shows(page, drawn.presence.only(15, "AH"))
    assert page.input_value("#objective") == "15"
    page.select_option("#objective", "7")
    shows(page, drawn.presence.only(7, "AH"))
    assert page.url.endswith("#objective=7&area=AH")
    page.go_back()
    shows(page, drawn.presence.only(15, "AH"))
    assert page.input_value("#objective") == "15"
    page.go_forward()
    shows(page, drawn.presence.only(7, "AH"))


@pytest.mark.browser
def test_a_link_to_what_does_not_exist_shows_all(opened: Opened, drawn: Map) -> None:
    page = opened("#objective=99&area=%3Cb%3E&place=__proto__&level=x")
    shows(page, drawn.presence)
    assert page.locator("#card").is_hidden()


@pytest.mark.browser
def test_the_filters_that_draw_was_told_are_set(opened: Opened, drawn: Map) -> None:
    page = opened(objective=15, area="PC")
    shows(page, drawn.presence.only(15, "PC"))
    page.click("#reset")
    shows(page, drawn.presence)


@pytest.mark.browser
def test_a_province_is_chosen_with_the_keyboard_alone(opened: Opened, drawn: Map) -> None:
    page = opened()
    page.focus("#reset")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("class") == "map-province near"
    code = focused.get_attribute("data-code") or ""
    assert page.locator(f".map-table tr[data-code='{code}']").get_attribute("class")
    while page.locator(":focus").get_attribute("data-code") != "04":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#card-title").inner_text() == "Carchi: 20 experiencias"
    assert page.locator("#card-list li").count() == 20
    assert page.evaluate("document.activeElement.id") == "card"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.locator(":focus").get_attribute("data-code") == "04"


@pytest.mark.browser
def test_the_list_follows_the_filters_and_says_through_which_cantons(opened: Opened) -> None:
    page = opened()
    page.locator(".map-table button.count[data-code='07']").click()
    assert page.locator("#card-list li").count() == 19
    assert "por Machala, Huaquillas" in page.locator("#card-list").inner_text()
    page.select_option("#area", "AH")
    assert page.locator("#card-title").inner_text().startswith("El Oro: ")
    assert page.locator("#card-list li").count() == in_tables(page)["07"]
    page.locator("button.count[data-code=nowhere]").click()
    assert page.locator("#card-title").inner_text().startswith("Sin territorio en su ficha")
    page.click("#close")
    assert page.locator("#card").is_hidden()


@pytest.mark.browser
def test_an_empty_province_says_that_it_is_a_gap(opened: Opened) -> None:
    page = opened("#place=02")
    assert page.locator("#card-title").inner_text() == "Bolívar: 0 experiencias"
    assert "vacío" in page.locator("#card-note").inner_text()


def column(table: Locator, number: int) -> list[str]:
    return table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()


@pytest.mark.browser
def test_tables_are_sorted_by_any_column_with_the_keyboard(opened: Opened) -> None:
    page = opened()
    table = page.locator(".map-table[data-level=province]")
    by_name = table.locator("th[data-sort=name] button")
    by_name.focus()
    page.keyboard.press("Enter")
    names = column(table, 2)
    assert names[0] == "Azuay"
    assert names.index("Cañar") < names.index("Carchi") < names.index("Zamora Chinchipe")
    assert table.locator("th[data-sort=name]").get_attribute("aria-sort") == "ascending"
    assert table.locator("th[data-sort=count]").get_attribute("aria-sort") is None
    page.keyboard.press("Enter")
    assert column(table, 2) == names[::-1]
    table.locator("th[data-sort=code] button").click()
    assert column(table, 1) == [f"{number:02}" for number in range(1, 25)]
    page.select_option("#objective", "7")
    assert column(table, 1) == [f"{number:02}" for number in range(1, 25)]


@pytest.mark.browser
def test_canton_seats_take_the_place_of_provinces(opened: Opened, drawn: Map) -> None:
    page = opened()
    assert page.locator(".map-seats").is_hidden()
    page.check("input[value=canton]")
    assert page.url.endswith("#level=canton")
    assert page.locator(".map-seats").is_visible()
    assert page.locator(".map-number").first.is_hidden()
    assert page.locator("#legend-canton").is_visible()
    page.select_option("#objective", "15")
    counts = drawn.presence.only(15).counts()
    shown = page.eval_on_selector_all(
        ".map-seat",
        "all => all.map(e => [e.dataset.code, Number(e.children[0].getAttribute('r')),"
        " e.getAttribute('aria-label')])",
    )
    for code, r, said in shown:
        assert r == pytest.approx(seat_circles.radius(counts[code], 29), abs=0.06)
        assert f": {counts[code]} experiencia" in said
    page.locator(".map-seat[data-code='0707']").click()
    assert page.locator("#card-title").inner_text() == f"Huaquillas: {counts['0707']} experiencias"
    page.go_back()
    page.go_back()
    assert page.locator(".map-seats").is_hidden()


@pytest.mark.browser
def test_the_csv_is_that_of_the_command_with_the_filters(opened: Opened, drawn: Map) -> None:
    page = opened("#objective=15&area=PC")
    with page.expect_download() as download:
        page.click("#csv")
    assert download.value.suggested_filename == "mapa.csv"
    text = download.value.path().read_bytes().decode()
    assert text == map_csv(drawn, "es", objective=15, area="PC")


@pytest.mark.browser
@pytest.mark.parametrize("fragment", ["", "#level=canton&place=0401"])
def test_the_page_is_accessible(fragment: str, opened: Opened) -> None:
    assert violations(opened(fragment)) == []


@pytest.mark.browser
@pytest.mark.parametrize("fragment", ["", "#level=canton&place=07"])
def test_on_a_phone_nothing_is_cut_and_the_map_comes_first(fragment: str, opened: Opened) -> None:
    page = opened(fragment)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    picture = page.locator("#map").bounding_box()
    table = page.locator(".map-table").first.bounding_box()
    assert picture
    assert table
    assert picture["width"] > 0.9 * PHONE["width"]
    assert picture["y"] + picture["height"] < table["y"]
    numbers = page.eval_on_selector_all(
        ".map-labels .map-number, .map-count, .map-beside",
        "all => all.filter(e => e.getClientRects().length)"
        ".map(e => e.getBoundingClientRect().height)",
    )
    assert min(numbers) > 9


@pytest.mark.browser
def test_on_paper_there_are_headings_and_numbers_but_no_filters(opened: Opened) -> None:
    page = opened("#objective=15")
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.locator("#csv").is_hidden()
    table = page.locator(".map-table").first
    assert table.locator("thead").inner_text().split() == ["Código", "Provincia", "Experiencias"]
    assert table.locator("tr[data-code='17'] button.count").is_visible()
    assert page.locator("#map").is_visible()


@pytest.mark.browser
def test_without_a_script_there_are_map_and_tables(
    browser: Browser, drawn: Map, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    file.write_text(map_page(drawn, "es"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(f"file://{quote(str(file))}")
    assert page.locator(".map-province").count() == 24
    assert page.locator(".map-province").first.is_visible()
    assert page.locator("#filters").is_hidden()
    assert page.locator("#csv").is_hidden()
    assert page.locator(".map-table tbody tr").count() == 40
    assert "30" in page.locator(".map-table tr[data-code='17']").inner_text()
    context.close()


@pytest.mark.browser
def test_in_the_site_provinces_lead_to_their_pages(page: Page, drawn: Map, tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path / ASSETS)
    text = map_page(drawn, "es", place=Place("map.html", "es", "es"))
    (tmp_path / "map.html").write_text(text, encoding="utf-8")
    page.goto(f"file://{quote(str(tmp_path / 'map.html'))}")
    province = page.locator("a.map-province[data-code='07']")
    assert province.get_attribute("href") == "id/territory/07.html"
    province.click()
    links = page.locator("#card a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links[0] == "id/territory/07.html"
    assert "id/practice/BP1_AH.html" in links
    assert page.locator("#csv").is_visible()


@pytest.mark.browser
def test_hostile_names_are_inert(page: Page, drawn: Map, tmp_path: Path) -> None:
    presence = drawn.presence
    evil = Map(
        replace(
            presence,
            experiences=tuple(replace(each, name=HOSTILE) for each in presence.experiences),
            territories=tuple(replace(each, name=HOSTILE) for each in presence.territories),
            areas=dict.fromkeys(presence.areas, HOSTILE),
            objectives=dict.fromkeys(presence.objectives, HOSTILE),
        ),
        drawn.boundaries,
    )
    parsed(map_svg(evil, "es", area="AH"))
    file = tmp_path / "map.html"
    file.write_text(map_page(evil, "es"), encoding="utf-8")
    page.goto(f"file://{quote(str(file))}#place=07&area=AH")
    assert page.title() == "Mapa · Saberes Graph"
    assert page.locator("img, main b").count() == 0
    assert HOSTILE in page.locator("#card-list").inner_text()


def test_the_data_of_the_page_are_what_its_script_reads(drawn: Map) -> None:
    page = map_page(drawn, "es")
    block = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert block
    data = json.loads(block[1])
    assert len(data["experiences"]) == 34
    assert len(data["territories"]) == 40
    assert len(page) < 120_000


def test_a_straight_line_needs_no_point_between() -> None:
    box = Box(0, 0, 10, 10)
    ring = ((0.0, 0.0), (5.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
    (drawn_ring,) = outlines.Projection(box, 1).rings(outlines.Outline("01", (ring,)))
    assert drawn_ring == ((0, 10), (10, 10), (10, 0), (0, 0), (0, 10))


def test_a_name_of_no_objective_is_no_filter(graph: Graph) -> None:
    stray = ox.NamedNode(f"{RESOURCE}gcm/objective/x")
    label = ox.Triple(stray, ox.NamedNode(f"{SKOS}prefLabel"), ox.Literal("x", language="es"))
    store = EmbeddedStore([*graph.reading.triples, label], graph.derived)
    assert len(read(store, "es").presence.objectives) == 23
