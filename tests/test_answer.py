"""Pictures of answers: what they draw is what the table says."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import html5lib
import pyoxigraph as ox
import pytest
from playwright.sync_api import Page

from browser import PHONE, violations
from cases import CASES, Case
from saberesgraph.drawing.answer import picture
from saberesgraph.drawing.answer.points import MOST, points
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.map.colours import shade_of, shades
from saberesgraph.drawing.page import ASSETS, STATIC, Place
from saberesgraph.graph import Graph
from saberesgraph.project import Project
from saberesgraph.queries import NamedQuery, catalogue, named
from saberesgraph.results import Table
from saberesgraph.site.answers import answer_page
from saberesgraph.site.content import Content, read

HOSTILE = '</script><img src=x onerror="document.title=1"><b>href'
PLACE = Place("queries/x.html", "es", "es")


def drawn(project: Project, graph: Graph, name: str, given: dict[str, str] | None = None) -> str:
    query = named(project, name)
    outlines = boundaries.read(graph.store)
    found = picture(query, query.run(graph.store, "es", given), "es", PLACE, outlines)
    assert found is not None
    return str(found)


def texts(html: str, mark: str) -> list[str]:
    """What elements with a class say, without what only a screen reader hears."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        " ".join("".join(_said(one)).split())
        for one in root.iter()
        if mark in (one.get("class") or "").split()
    ]


def _said(one) -> Iterator[str]:  # type: ignore[no-untyped-def]
    if "hidden" not in (one.get("class") or "").split():
        yield one.text or ""
        for inner in one:
            yield from _said(inner)
            yield inner.tail or ""


def lines(html: str) -> list[list[str]]:
    """The rows of the table in a picture, heading first."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        [" ".join("".join(_said(cell)).split()) for cell in row if cell.tag in {"th", "td"}]
        for row in root.iter("tr")
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_answer_with_a_view_has_its_picture(
    case: Case, project: Project, graph: Graph
) -> None:
    query = named(project, case.query)
    table = query.run(graph.store, "es", case.given)
    outlines = boundaries.read(graph.store)
    found = picture(query, table, "es", PLACE, outlines)
    if query.view == "table":
        assert found is None
        return
    parser = html5lib.HTMLParser(strict=True)
    if found is None:  # nothing but zeros, or a pair that nobody makes
        assert not any(point.size for point in points(query, table))
        return
    parser.parseFragment(str(found))
    assert " style=" not in found
    assert picture(query, table, "es", None, outlines) is not None


def test_a_view_is_drawn_from_columns_that_fit_it(project: Project) -> None:
    for query in catalogue(project).values():
        parts = {
            part: [c.type for c in query.columns.values() if c.draw == part]
            for part in ("row", "column", "value")
        }
        if query.view == "table":
            assert parts == {"row": [], "column": [], "value": []}
            continue
        assert {"iri"} <= set(parts["row"]) <= {"iri", "text"}, query.name
        assert set(parts["value"]) <= {"integer", "decimal"}
        assert bool(parts["column"]) == (query.view in {"matrix", "network"}), query.name
        # a map without a value marks what is in the answer
        assert len(parts["value"]) == 1 or query.view in {"bar", "map"}


def test_bars_are_as_long_as_their_numbers(project: Project, graph: Graph) -> None:
    html = drawn(project, graph, "objective-coverage")
    rows = named(project, "objective-coverage").run(graph.store).records()
    assert len(texts(html, "bar")) == 23
    for row, what, value, bar in zip(
        rows, texts(html, "what"), texts(html, "value"), html.split('class="bar"')[1:], strict=True
    ):
        assert what == f"{row['number']} {row['title']}"
        total = f"{row['total']} = {row['practices']} + {row['lessons']}"
        assert value == ("0" if row["total"] == "0" else total)
        widths = [float(width) for width in re.findall(r'width="([\d.]+)%"', bar)]
        assert sum(widths) == pytest.approx(100 * int(row["total"]) / 28, abs=0.02)
        starts = [float(x) for x in re.findall(r' x="([\d.]+)%"', bar)]
        assert starts == pytest.approx([0.0, *widths][: len(widths)])


def test_a_figure_that_is_missing_is_no_zero(project: Project, graph: Graph) -> None:
    html = drawn(project, graph, "budget-by-area")
    values = dict(zip(texts(html, "what"), texts(html, "value"), strict=True))
    assert values["AF Administrativo Financiero"] == "sin dato"
    assert values["AH Asistencia Humanitaria"] == "845 500"


def test_what_rules_derive_looks_different(project: Project, graph: Graph) -> None:
    assert 'class="s0 derived"' in drawn(project, graph, "goal-coverage")
    assert "derived" not in drawn(project, graph, "objective-coverage")
    assert 'class="s2 derived"' in drawn(project, graph, "statements-by-basis")
    assert 'class="matrix derived"' in drawn(project, graph, "goal-by-area")


def test_a_long_answer_shows_the_largest_and_says_so(project: Project, graph: Graph) -> None:
    html = drawn(project, graph, "target-coverage")
    rows = named(project, "target-coverage").run(graph.store).records()
    shown = [int(value) for value in texts(html, "value")]
    assert len(shown) == MOST < len(rows)
    assert sorted(shown) == sorted(int(row["derived"]) for row in rows)[-MOST:]
    assert f"Se dibujan las {MOST} mayores de {len(rows)}" in html
    assert "Se dibujan" not in drawn(project, graph, "objective-coverage")


@pytest.mark.parametrize(
    ("name", "row", "column", "value"),
    [
        ("objective-by-area", ("number", "title"), ("code", "name"), "total"),
        ("objective-by-province", ("number", "title"), ("name",), "total"),
        ("sustainability-by-area", ("areaName",), ("levelName",), "records"),
        ("sustainability-by-actor", ("actorName",), ("levelName",), "records"),
        ("verdict-coverage", ("criterionName",), ("verdictName",), "lessons"),
        ("actor-territories", ("name",), ("place",), "total"),
    ],
)
def test_a_matrix_holds_each_row_of_the_answer_where_it_belongs(
    name: str, row: tuple[str, ...], column: tuple[str, ...], value: str,
    project: Project, graph: Graph,
) -> None:  # fmt: skip
    head, *body = lines(drawn(project, graph, name))
    found = {
        (line[0], heading): cell
        for line in body
        for heading, cell in zip(head[1:], line[1:], strict=True)
        if cell != "·"
    }
    wanted = {
        (" ".join(r[c] for c in row), " ".join(r[c] for c in column)): r[value].replace("0", "–")
        if r[value] == "0"
        else r[value]
        for r in named(project, name).run(graph.store).records()
    }
    assert found == wanted


def test_who_and_what_make_one_row(project: Project, graph: Graph) -> None:
    html = drawn(project, graph, "actor-activities")
    assert lines(html)[1][0] == "Actores locales · Alojamiento temporal y asistencia al refugio"
    assert re.search(r"Se dibujan 25 de \d\d filas y 21 de 21 columnas", html)


@pytest.mark.parametrize(
    ("name", "one", "other", "value"),
    [
        ("objective-pairs", "title", "otherTitle", "together"),
        ("principle-pairs", "title", "otherTitle", "together"),
        ("actor-pairs", "firstName", "secondName", "total"),
    ],
)
def test_pairs_stand_on_both_sides_of_an_empty_diagonal(
    name: str, one: str, other: str, value: str, project: Project, graph: Graph
) -> None:
    html = drawn(project, graph, name)
    head, *body = lines(html)
    # a column is called by its code where there is one
    coded = name != "actor-pairs"
    titles = [line[0].split(" ", 1)[1] if coded else line[0] for line in body]
    assert [line[0].split(" ", 1)[0] if coded else line[0] for line in body] == head[1:]
    pairs = {
        frozenset((row, column)): cell
        for row, line in zip(titles, body, strict=True)
        for column, cell in zip(titles, line[1:], strict=True)
        if cell not in {"", "·"}
    }
    rows = named(project, name).run(graph.store).records()
    assert pairs == {frozenset((row[one], row[other])): row[value] for row in rows}
    for at, line in enumerate(body):
        assert line[1 + at] == ""
        assert line[1:] == [each[1 + at] for each in body]
        assert line[1:].count("") == 1
    # what the answer leaves out below its minimum is not called none
    assert 'class="gap"' not in html


def test_pairs_with_one_thing_are_bars(project: Project, graph: Graph) -> None:
    html = drawn(project, graph, "similar-practices")
    assert texts(html, "what")[0] == "BP2_AH Guías de condiciones para alojamientos temporales"
    assert texts(html, "value")[0] == "14"


def test_pairs_of_one_lesson_are_bars(project: Project, graph: Graph) -> None:
    assert texts(drawn(project, graph, "lesson-answers"), "what")[0].startswith("BP1_GN ")


def test_pairs_of_two_kinds_are_a_matrix(project: Project, graph: Graph) -> None:
    query = named(project, "lesson-answers")
    answers = [query.run(graph.store, "es", {"lesson": code}) for code in ("LN1_GN", "LN2_GN")]
    both = Table(answers[0].columns, tuple(row for answer in answers for row in answer.rows))
    head, *body = lines(str(picture(query, both, "es", PLACE)))
    assert [line[0] for line in body] == ["LN1_GN", "LN2_GN"]
    assert head[1].startswith("BP1_GN ")


def _provinces(html: str) -> dict[str, str]:
    """How each province is filled, by what it is called."""
    found = re.findall(r'<path d="[^"]+" fill="([^"]*)">(?:<title>([^<]*)</title>)?', html)
    return {title or f"unnamed {at}": fill for at, (fill, title) in enumerate(found)}


def test_a_map_is_shaded_by_its_value(project: Project, graph: Graph) -> None:
    html = drawn(project, graph, "territory-coverage")
    rows = named(project, "territory-coverage").run(graph.store).records()
    provinces = {r["name"]: int(r["total"]) for r in rows if r["level"] == "provincia"}
    filled = _provinces(html)
    assert set(filled) == {f"{name}: {total}" for name, total in provinces.items()}
    classes = shades(max(provinces.values()))
    for name, total in provinces.items():
        wanted = shade_of(total, classes).fill if total else "url(#answer-gap)"
        assert filled[f"{name}: {total}"] == wanted
    assert "no implican respaldo" in html
    assert 'href="../map.html"' in html


def test_a_map_without_a_value_marks_what_the_answer_names(project: Project, graph: Graph) -> None:
    filled = _provinces(drawn(project, graph, "territory-gaps"))
    rows = named(project, "territory-gaps").run(graph.store).records()
    marked = {name for name, fill in filled.items() if fill == "url(#answer-gap)"}
    assert marked == {row["name"] for row in rows}
    assert len(filled) == 24


def test_without_boundaries_there_is_no_map(project: Project, graph: Graph) -> None:
    query = named(project, "territory-coverage")
    table = query.run(graph.store)
    assert picture(query, table, "es", PLACE) is None
    assert picture(query, table, "es", PLACE, boundaries.Boundaries(())) is None


def test_a_matrix_leads_to_the_one_with_lists(project: Project, graph: Graph) -> None:
    assert 'href="../matrices/goal-by-area.html"' in drawn(project, graph, "goal-by-area")
    query = named(project, "goal-by-area")
    alone = picture(query, query.run(graph.store), "es", None)
    assert alone is not None
    assert "href" not in alone


def test_nothing_to_draw_is_no_picture(project: Project) -> None:
    query = named(project, "objective-coverage")
    zero, iri = ox.Literal(0), ox.NamedNode("urn:x")
    empty = Table(tuple(query.columns), ())
    zeros = Table(
        tuple(query.columns), ((ox.Literal("1"), ox.Literal("x"), zero, zero, zero, iri),)
    )
    undrawn = replace(
        query, columns={name: replace(c, draw="") for name, c in query.columns.items()}
    )
    assert picture(query, empty, "es", PLACE) is None
    assert picture(query, zeros, "es", PLACE) is None
    assert picture(undrawn, zeros, "es", PLACE) is None
    assert picture(replace(query, view="table"), zeros, "es", PLACE) is None


@pytest.fixture(scope="module")
def content(project: Project, graph: Graph) -> Content:
    return read(project, graph.store, "es")


def written(folder: Path, content: Content, query: NamedQuery, table: Table) -> str:
    """The address of a page of the site with an answer, which stands there alone."""
    (folder / ASSETS).symlink_to(STATIC)
    file = folder / PLACE.path
    file.parent.mkdir()
    file.write_text(answer_page(content, query, table, PLACE), encoding="utf-8")
    return file.as_uri()


@pytest.mark.browser
@pytest.mark.parametrize(
    "name",
    [
        "statements-by-basis",
        "objective-pairs",
        "actor-activities",
        "goal-by-area",
        "territory-coverage",
    ],
)
def test_a_picture_shuts_nobody_out_and_fits_a_phone(
    name: str, page: Page, content: Content, tmp_path: Path
) -> None:
    query = named(content.project, name)
    page.goto(written(tmp_path, content, query, query.run(content.store)))
    assert violations(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
@pytest.mark.parametrize("name", ["objective-coverage", "actor-pairs", "sustainability-by-area"])
def test_what_an_answer_says_is_never_run(
    name: str, page: Page, content: Content, tmp_path: Path
) -> None:
    query = named(content.project, name)
    table = query.run(content.store)
    rows = tuple(
        tuple(ox.Literal(HOSTILE) if isinstance(c, ox.Literal) and c.language else c for c in row)
        for row in table.rows
    )
    page.goto(written(tmp_path, content, query, Table(table.columns, rows)))
    assert page.locator("figure").inner_text().count("onerror") >= 2
    assert page.locator("img").count() == 0
