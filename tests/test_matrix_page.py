"""The page of a coverage matrix: orders, lists, keyboard, links to all of it, and its picture."""

import itertools
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import pytest
from playwright.sync_api import Page

from browser import PHONE, violations
from saberesgraph.cli import run
from saberesgraph.coverage import NAMES, Head, Matrix, matrix
from saberesgraph.drawing.matrix.grid import of_matrix
from saberesgraph.drawing.matrix.order import ORDERS, ordered
from saberesgraph.drawing.matrix.page import matrix_page
from saberesgraph.drawing.matrix.svg import matrix_svg
from saberesgraph.drawing.page import STATIC
from saberesgraph.drawing.shades import LEVELS, RAMP, level
from saberesgraph.graph import Graph

HOSTILE = '</script><img src=x onerror="document.title=1"><b>href'
OBJECTIVES = "objective-by-area.html"


@pytest.fixture(scope="module")
def found(graph: Graph) -> dict[str, Matrix]:
    return {name: matrix(graph.store, name, "es") for name in NAMES}


@pytest.fixture(scope="module")
def folder(folder: Path) -> Path:
    """The pages of the matrices in the site."""
    return folder / "matrices"


def rows(page: Page) -> list[str]:
    ids = page.locator("tbody tr").evaluate_all("all => all.map(one => one.id)")
    return [one.removeprefix("r-").replace("-", ":", 1) for one in ids]


def columns(page: Page) -> list[str]:
    ids = page.locator("thead th[id]").evaluate_all("all => all.map(one => one.id)")
    return [one.removeprefix("k-").replace("-", ":", 1) for one in ids]


def numbers(page: Page) -> list[list[str]]:
    """What each cell says, without what only a screen reader hears."""
    found: list[list[str]] = page.locator("tbody tr, tfoot tr").evaluate_all(
        """rows => rows.map(row => [...row.querySelectorAll("td")].map(cell => {
            const said = cell.querySelector("[aria-hidden]") || cell.querySelector("a") || cell
            return said.firstChild.textContent.trim() }))"""
    )
    return found


def expected(found: Matrix) -> list[list[str]]:
    grid = of_matrix(found, ("", ""))
    assert grid.total
    lines = [*((cells, total) for _, cells, total in grid.rows), (grid.totals, grid.total)]
    return [
        [cell.text if cell.shade else "–" for cell in (*cells, total)]
        for cells, total in lines
        if total
    ]


def open_list(page: Page) -> list[str]:
    return page.locator(".lists section:visible li .note").all_inner_texts()


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_an_order_moves_rows_and_columns_and_their_numbers_with_them(
    name: str, page: Page, folder: Path, found: dict[str, Matrix]
) -> None:
    page.goto((folder / f"{name}.html").as_uri())
    for order in ("cluster", "total", "code"):
        page.locator(f"input[value={order}]").check()
        page.wait_for_function("o => location.hash.includes('order=' + o)", arg=order)
        shown = ordered(found[name], order)
        assert rows(page) == [row.curie for row in shown.rows]
        assert columns(page) == [column.curie for column in shown.columns]
        assert numbers(page) == expected(shown)
    page.go_back()
    assert page.locator("input[value=total]").is_checked()
    assert rows(page) == [row.curie for row in ordered(found[name], "total").rows]


@pytest.mark.browser
def test_a_page_goes_back_to_the_order_it_was_drawn_in(
    page: Page, tmp_path: Path, found: dict[str, Matrix]
) -> None:
    first = [row.curie for row in ordered(found[NAMES[0]], "total").rows]
    file = tmp_path / "x.html"
    file.write_text(matrix_page(found[NAMES[0]], "en", order="total"), encoding="utf-8")
    page.goto(file.as_uri())
    assert rows(page) == first
    assert page.locator("input[value=total]").is_checked()
    page.locator("input[value=code]").check()
    page.wait_for_function("location.hash.includes('order=code')")
    assert rows(page) == [row.curie for row in found[NAMES[0]].rows]
    page.go_back()
    page.wait_for_function("document.querySelector('input[value=total]').checked")
    assert rows(page) == first


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_opens_exactly_its_list(
    name: str, page: Page, folder: Path, found: dict[str, Matrix]
) -> None:
    page.goto((folder / f"{name}.html").as_uri())
    links = page.locator("tbody td a")
    assert links.count() == len(found[name].cells)
    for place, ((row, column), listed) in enumerate(
        sorted(found[name].cells.items(), key=lambda item: (
            found[name].rows.index(item[0][0]), found[name].columns.index(item[0][1])))
    ):  # fmt: skip
        if place % 7:
            continue  # every seventh: each click costs a scroll
        link = links.nth(place)
        link.click()
        # the list opens when the page hears of its new address, which may be after the click
        fragment = unquote((link.get_attribute("href") or "").removeprefix("#"))
        page.locator(f'.lists section[id="{fragment}"]').wait_for()
        assert open_list(page) == list(listed), (row, column)
        assert page.locator(".lists section:visible").count() == 1
        assert column.label in page.locator(".lists h2:visible").inner_text()
    # and without a click, all of them
    sections = page.locator(".lists section").evaluate_all(
        """all => all.map(one => [one.id,
            [...one.querySelectorAll("li .note")].map(code => code.textContent)])"""
    )
    assert [len(codes) for _, codes in sections] == [
        len(found[name].of(row, column))
        for row, column in itertools.product(found[name].rows, found[name].columns)
        if found[name].of(row, column)
    ]


@pytest.mark.browser
def test_a_list_takes_the_focus_and_gives_it_back(page: Page, folder: Path) -> None:
    page.goto((folder / OBJECTIVES).as_uri())
    page.locator('a[href="#c-objective-15-AH"]').click()
    heading = page.locator("h2:focus")
    assert heading.inner_text() == "Objetivo 15 · Asistencia Humanitaria"
    assert page.locator("td.chosen").inner_text().startswith("5")
    page.keyboard.press("Escape")
    assert open_list(page) == []
    assert page.locator("a:focus").get_attribute("href") == "#c-objective-15-AH"
    page.go_back()
    assert len(open_list(page)) == 5
    page.locator(".close:visible").click()
    assert page.locator("a:focus").get_attribute("href") == "#c-objective-15-AH"
    assert page.locator(".chosen").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("name", ["objective-by-area", "goal-by-area"])
def test_the_chosen_cell_is_ringed(name: str, page: Page, folder: Path) -> None:
    page.goto((folder / f"{name}.html").as_uri())
    page.locator("tbody td a").first.click()
    assert page.locator("td.chosen").evaluate("cell => getComputedStyle(cell).outlineStyle") == (
        "solid"
    )


@pytest.mark.browser
def test_a_link_leads_to_an_order_and_a_cell(
    page: Page, folder: Path, found: dict[str, Matrix]
) -> None:
    address = (folder / OBJECTIVES).as_uri()
    page.goto(f"{address}#order=cluster&cell=objective-15-AH")
    assert rows(page) == [row.curie for row in ordered(found[NAMES[0]], "cluster").rows]
    assert page.locator("input[value=cluster]").is_checked()
    assert len(open_list(page)) == 5
    page.goto("about:blank")
    page.goto(f"{address}#c-objective-7-PC")
    assert len(open_list(page)) == 10
    page.goto("about:blank")
    page.goto(f"{address}#order=none&cell=objective-99-%22%3E")
    assert open_list(page) == []
    assert rows(page) == [row.curie for row in found[NAMES[0]].rows]


@pytest.mark.browser
def test_the_keyboard_alone_is_enough_and_tab_does_not_stop_at_every_cell(
    page: Page, folder: Path
) -> None:
    page.goto((folder / OBJECTIVES).as_uri())
    assert page.locator("#matrix").get_attribute("tabindex") == "0"  # to scroll it by keys
    page.locator("#matrix").focus()
    page.keyboard.press("Tab")
    assert page.locator("td a:focus").get_attribute("href") == "#c-objective-1-AH"
    page.keyboard.press("ArrowRight")
    assert page.locator("td a:focus").get_attribute("href") == "#c-objective-1-GF"
    page.keyboard.press("ArrowDown")
    assert page.locator("td:focus").inner_text().split() == ["–", "ninguna"]
    assert page.locator("th.lit").get_attribute("id") == "k-area-GF"
    page.keyboard.press("Control+End")
    assert page.locator("tfoot td:focus").inner_text() == "34"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    assert page.locator("tbody th :focus").inner_text().startswith("Fortalecer la cooperación")
    page.keyboard.press("Control+Home")
    for _ in range(7):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("h2:focus").inner_text() == "Objetivo 7 · Administrativo Financiero"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # «Cerrar»
    assert page.locator("td a:focus").get_attribute("href") == "#c-objective-7-AF"
    page.keyboard.press("Tab")
    assert page.locator("nav.more a:focus").count() == 1


@pytest.mark.browser
def test_a_gap_is_named_above_and_leads_to_its_row(page: Page, folder: Path) -> None:
    page.goto((folder / "objective-by-province.html").as_uri())
    said = [one.inner_text() for one in page.locator(".gaps").all()]
    assert said[0] == "Sin ninguna experiencia: objetivos 2, 4, 6, 8, 10, 12, 13, 20, 21, 22."
    assert said[1].startswith("Sin ninguna experiencia: provincias Bolívar, Cañar, Morona Santiago")
    page.locator("input[value=total]").check()
    page.locator(".gaps a", has_text="22").click()
    assert page.locator("tr:focus-within").get_attribute("id") == "r-objective-22"
    assert page.locator("input[value=total]").is_checked()
    page.locator(".gaps a", has_text="Napo").click()
    assert page.locator("th:focus-within").get_attribute("id") == "k-territory-15"


@pytest.mark.browser
def test_without_scripts_a_cell_still_shows_its_list(folder: Path, browser: object) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto((folder / OBJECTIVES).as_uri())
    assert open_list(page) == []
    assert not page.locator("#orders-form").is_visible()
    page.locator('a[href="#c-objective-15-AH"]').click()
    assert open_list(page) == ["BP1_AH", "BP2_AH", "BP3_AH", "BP4_AH", "LA1_AH"]
    page.locator(".close:visible").click()
    assert open_list(page) == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["objective-by-province", "goal-by-area"])
def test_nobody_is_shut_out(name: str, page: Page, folder: Path) -> None:
    page.goto((folder / f"{name}.html").as_uri())
    assert violations(page) == []
    page.locator("tbody td a").first.click()
    assert violations(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


@pytest.mark.browser
def test_on_a_phone_the_chosen_cell_is_not_below_its_list(page: Page, folder: Path) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{(folder / OBJECTIVES).as_uri()}#cell=objective-15-AH")
    cell = page.locator("td.chosen").bounding_box()
    panel = page.locator(".lists").bounding_box()
    assert cell
    assert panel
    assert cell["y"] > 0
    assert cell["y"] + cell["height"] <= panel["y"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_valid_html_that_stands_alone_or_in_the_site(
    name: str, found: dict[str, Matrix], folder: Path
) -> None:
    parser = html5lib.HTMLParser(strict=True)
    alone = matrix_page(found[name], "en")
    placed = (folder / f"{name}.html").read_text(encoding="utf-8")
    for text in (alone, placed):
        parser.parse(text)
        assert " style=" not in text
        assert ("derived-mark" in re.sub(r"<style>.*?</style>", "", text, flags=re.S)) == (
            name == "goal-by-area"
        )
    assert "<link" not in alone
    assert not re.findall(r'href="(?!#)', alone)
    more = placed[placed.index('<nav class="more"') :]
    for other in NAMES:
        assert (f'href="{other}.html"' in more) == (other != name)
        assert (folder.parent / "en" / "matrices" / f"{other}.csv").is_file()


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_numbers_can_be_read_on_every_shade_and_shades_only_darken() -> None:
    rules = re.findall(
        r"\.l(\d) \{ background: (#\w+); color: (#\w+)", (STATIC / "matrix.css").read_text("utf-8")
    )
    full = {"#fff": "#ffffff"}
    drawn = {int(shade): (back, full.get(ink, ink)) for shade, back, ink in rules}
    assert drawn == dict(enumerate(RAMP, 1))
    assert len(RAMP) == LEVELS
    backs = []
    for back, ink in RAMP:
        light, dark = sorted((_luminance(back), _luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
        backs.append(_luminance(back))
    assert backs == sorted(backs, reverse=True)
    assert all(a > 1.25 * b for a, b in itertools.pairwise(backs))


def test_more_is_never_paler() -> None:
    for largest in (1, 4, 5, 6, 9, 26, 400):
        shades = [level(count, largest) for count in range(largest + 1)]
        assert shades == sorted(shades)
        assert shades.count(0) == 1
        assert shades[-1] == min(largest, LEVELS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("order", ORDERS)
def test_the_picture_holds_every_number_and_says_what_it_is(
    name: str, order: str, found: dict[str, Matrix]
) -> None:
    root = ElementTree.fromstring(matrix_svg(found[name], "es", order))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == found[name].title
    said = root.findtext(f"{space}desc") or ""
    assert ("Derivado" in said) == (name == "goal-by-area")
    texts = [one.text for one in root.iter(f"{space}text") if one.get("text-anchor") == "middle"]
    assert texts == [*itertools.chain(*expected(ordered(found[name], order)))]
    dashed = [one for one in root.iter(f"{space}rect") if one.get("stroke-dasharray")]
    assert len(dashed) == (len(found[name].cells) if found[name].derived else 0)


@pytest.mark.browser
def test_what_a_label_says_is_never_run(page: Page, tmp_path: Path) -> None:
    row, column = Head("actor:x", HOSTILE, HOSTILE), Head("area:AH", HOSTILE, HOSTILE)
    bad = Matrix(
        "actor-by-area", HOSTILE, (row,), (column,), {(row, column): (HOSTILE,)}, True,
        {HOSTILE: HOSTILE},
    )  # fmt: skip
    file = tmp_path / "x.html"
    file.write_text(matrix_page(bad, "es"), encoding="utf-8")
    page.goto(file.as_uri())
    page.locator("tbody td a").click()
    assert open_list(page) == [HOSTILE]
    assert page.locator("img").count() == 0
    ElementTree.fromstring(matrix_svg(bad, "es"))


def test_the_command_writes_page_picture_and_table(
    tmp_path: Path, found: dict[str, Matrix], capsys: pytest.CaptureFixture[str]
) -> None:
    for suffix, says in ((".html", "<!DOCTYPE html>"), (".svg", "<svg"), (".csv", "code,label,")):
        file = tmp_path / f"m{suffix}"
        arguments = ["draw", "matrix", NAMES[0], "-o", str(file), "--order", "total"]
        assert run(arguments) == 0
        text = file.read_text(encoding="utf-8")
        assert text.startswith(says)
        assert text.index("vulnerabilidades") < text.index("Recopilar")
    assert run(["draw", "matrix", "objective-by-aera", "-o", str(tmp_path / "x.html")]) == 2
    assert "objective-by-area" in capsys.readouterr().err
    assert run(["draw", "matrix", NAMES[0], "-o", str(tmp_path / "x.png")]) == 2
    assert ".html, .svg, .csv" in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.parametrize("address", ["#order=constructor", "#order=__proto__", "#%", "#cell=%"])
def test_a_broken_address_breaks_nothing(folder: Path, page: Page, address: str) -> None:
    page.goto((folder / OBJECTIVES).as_uri() + address)
    before = rows(page)
    page.get_by_label("Total, de más a menos").check()
    assert rows(page) != before
