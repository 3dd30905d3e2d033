"""The network page in a browser: what it finds, filters, shows as evidence, keeps and writes."""

import csv
import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from browser import PHONE, violations
from saberesgraph import network
from saberesgraph.drawing.network import data as network_data
from saberesgraph.drawing.network import large
from saberesgraph.drawing.network.data import page_data
from saberesgraph.drawing.network.page import network_page
from saberesgraph.graph import Graph
from saberesgraph.language import folded
from saberesgraph.site import networks
from saberesgraph.web.served import Served
from sites import write_read

pytestmark = pytest.mark.browser

Net: TypeAlias = "nx.MultiDiGraph[str]"
Open: TypeAlias = Callable[..., Page]
FIRST = {"practice", "lesson", "area", "objective"}
EXPERIENCES = {"practice", "lesson"}
HOSTILE = '=</script><img src=x onerror="document.title=1"><b>\u0007'


@pytest.fixture(scope="module")
def net(graph: Graph) -> Net:
    return network.build(graph.store)


@pytest.fixture(scope="module")
def folder(net: Net, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    (folder / "full.html").write_text(network_page(net, "es"), encoding="utf-8")
    projection = network_page(network.practices(net), "es", view="practices")
    (folder / "practices.html").write_text(projection, encoding="utf-8")
    return folder


def test_a_page_says_of_its_lines_what_they_are_and_are_not(net: Net) -> None:
    between = network_page(network.practices(net), "en", view="practices")
    assert "joined to the four with which it shares most, not to all" in between
    degrees = dict(network.practices(net, 4).degree())
    assert degrees == dict(network.practices(net).degree())
    together = network_page(network.actors(net), "en", view="actors")
    assert "Actors who appear together" in together
    assert "no proof that they worked together" in together
    whole = network_page(net, "en")
    assert "the source says it, by that name or another" in whole  # normalised ones too
    assert "Actor, in any role" in whole  # its counts hold those only mentioned


@pytest.fixture
def opened(folder: Path, page: Page) -> Open:
    def open_(fragment: str = "", name: str = "full.html") -> Page:
        page.goto((folder / name).as_uri() + fragment)
        page.wait_for_selector("html[data-ready]")
        return page

    return open_


def kind_of(net: Net) -> dict[str, str]:
    return {node: data["kind"] for node, data in net.nodes(data=True)}


def links(net: Net) -> list[tuple[str, str, bool]]:
    """From, to, and whether a rule derived it."""
    return [(a, b, data["basis"] == "derived") for a, b, data in net.edges(data=True)]


def derived_pairs(net: Net) -> set[frozenset[str]]:
    return {frozenset((a, b)) for a, b, by_rule in links(net) if by_rule}


def seen(net: Net, kinds: set[str] = FIRST, *, derived: bool = False) -> "nx.Graph[str]":
    """The part of the network that is drawn: pairs of nodes of some kinds."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(node for node, kind in kind_of(net).items() if kind in kinds)
    found.add_edges_from(
        (a, b)
        for a, b, by_rule in links(net)
        if a in found and b in found and (derived or not by_rule)
    )
    return found


def drawn(page: Page) -> tuple[int, int]:
    held = page.evaluate("networkPage.page.canvas.held()")
    return held["nodes"], held["edges"]


def near(page: Page) -> set[str]:
    """The chosen node and the neighbours that are lit."""
    return set(
        page.evaluate(
            "networkPage.page.canvas.scene().marks.filter((m) => m.near < 3).map((m) => m.id)"
        )
    )


def legend(page: Page) -> dict[str, str]:
    return {
        each.get_attribute("data-count") or "": each.inner_text()
        for each in page.locator("[data-count]").all()
    }


def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "(({chosen, depth, derived, alone, filters, kinds}) => "
        "({chosen, depth, derived, alone, filters, kinds: [...kinds]}))(networkPage.page.state())"
    )
    return found


def places(page: Page) -> dict[str, list[int]]:
    found: dict[str, list[int]] = page.evaluate(
        """() => Object.fromEntries(networkPage.page.canvas.scene().marks.map((m) => {
            const at = networkPage.page.canvas.at(m.id);
            return [m.id, [Math.round(at.x), Math.round(at.y)]];
        }))"""
    )
    return found


def on_canvas(page: Page, at: dict[str, float]) -> tuple[float, float]:
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def entries(page: Page, heading: str) -> list[str]:
    """What the panel says of each link of one kind: the other end and the evidence."""
    part = page.locator("#card section").filter(has=page.locator("h3", has_text=heading))
    return [" | ".join(lines(text)) for text in part.locator("li").all_inner_texts()]


def test_search_ignores_accents_and_is_chosen_by_keyboard(opened: Open) -> None:
    page = opened()
    box = page.locator("#search")
    box.fill("TULCAN")
    assert box.get_attribute("aria-expanded") == "true"
    options = page.locator("#suggestions [role=option]")
    assert options.all_inner_texts()[0].split("\n") == ["Tulcán", "Territorio"]
    box.press("ArrowDown")
    marked = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{marked}").get_attribute("aria-selected") == "true"
    box.press("Enter")
    assert state(page)["chosen"] == "territory:0401"
    assert box.get_attribute("aria-expanded") == "false"
    assert page.locator("#card h2").inner_text() == "Tulcán"
    box.fill("GESTIÓN, fronteras")
    assert "Gestión de Fronteras" in options.all_inner_texts()[0]
    box.press("Escape")
    assert not page.locator("#suggestions").is_visible()
    assert state(page)["chosen"] == "territory:0401"
    box.fill("zzz")
    assert options.all_inner_texts() == ["Nada se llama así en esta red"]


def test_words_are_compared_as_in_python(opened: Open) -> None:
    words = ["  TULCÁN, Bolívar (Ñuñoa) ", "ﬁn 2º — ½", "Straße", "LGBTIQ+", "Мир", "\u0301"]
    page = opened()
    assert page.evaluate("(all) => all.map(networkPage.folded)", words) == [*map(folded, words)]


def test_an_actor_is_found_by_its_other_names(opened: Open) -> None:
    page = opened()
    page.locator("#search").fill("cancilleria")
    assert "Ministerio de Relaciones Exteriores" in page.locator("#suggestions").inner_text()


def test_the_legend_counts_and_filters(opened: Open, net: Net) -> None:
    page = opened()
    counts = Counter(kind_of(net).values())
    assert legend(page) == {kind: str(n) for kind, n in counts.items()}
    assert drawn(page) == (len(seen(net)), seen(net).size())
    page.get_by_role("checkbox", name="Territorios").check()
    wider = seen(net, FIRST | {"territory"})
    assert drawn(page) == (len(wider), wider.size())
    page.get_by_role("button", name="solo Actores").click()
    assert drawn(page) == (counts["actor"], 0)
    assert page.locator("#nodes [role=option]").count() == counts["actor"]
    page.get_by_role("checkbox", name="Actores").uncheck()
    assert page.locator("#empty").inner_text().startswith("Ninguna clase está marcada")


def test_filters_are_joined_and_counted(opened: Open, net: Net) -> None:
    page = opened()
    data = page_data(net, "es")

    def options(name: str) -> dict[str, int]:
        texts = page.locator(f"#filter-{name} option:not([value=''])").evaluate_all(
            "all => all.map((o) => [o.value, Number(/[(](\\d+)[)]$/.exec(o.textContent)[1])])"
        )
        return dict(texts)

    for name, rows in data["filters"].items():
        assert options(name) == {item: count for item, _, count in rows}

    page.locator("#filter-area").select_option("area:PC")
    page.locator("#filter-objective").select_option("objective:15")
    whole = kind_of(net)
    left = {
        node
        for node, kind in whole.items()
        if kind in EXPERIENCES and {"area:PC", "objective:15"} <= set(net.successors(node))
    }
    assert 1 < len(left) < 10
    linked = {
        item
        for node, item, by_rule in links(net)
        if node in left and (not by_rule or whole[item] == "goal")
    }
    some = left | linked
    for kind in network.KINDS:
        total = sum(each == kind for each in whole.values())
        n = sum(whole[node] == kind for node in some)
        assert legend(page)[kind] == (str(total) if n == total else f"{n} de {total}")
    view = seen(net).subgraph(some)
    assert drawn(page) == (len(view), view.size())
    # the other filters count what would be left with those chosen
    actors = {
        item: sum(net.has_edge(node, item) for node in left)
        for item in linked
        if whole[item] == "actor"
    }
    assert {item: n for item, n in options("actor").items() if n} == actors
    assert page.url.endswith("#area=PC&objective=15")


def test_no_result_has_a_way_out(opened: Open, net: Net) -> None:
    page = opened("#area=AF&province=05")
    assert drawn(page) == (0, 0)
    assert page.locator("#empty").is_visible()
    assert "Ninguna experiencia cumple" in page.locator("#empty").inner_text()
    page.locator("#way-out").click()
    assert not page.locator("#empty").is_visible()
    assert drawn(page) == (len(seen(net)), seen(net).size())


@pytest.mark.parametrize("node", ["objective:7", "practice:BP1_AH", "area:AF"])
@pytest.mark.parametrize("alone", [0, 1])
def test_neighbours_at_one_and_two_steps(opened: Open, net: Net, node: str, alone: int) -> None:
    page = opened(f"#n={node}&alone={alone}")
    one = set(nx.ego_graph(seen(net), node, 1))
    two = set(nx.ego_graph(seen(net), node, 2))
    assert near(page) == one < two
    assert f"{len(one) - 1} vecinos a un paso" in page.locator("#status").inner_text()
    page.get_by_role("radio", name="2 pasos").check()
    assert near(page) == two
    assert drawn(page)[0] == (len(two) if alone else len(seen(net)))


def test_the_panel_says_why_each_link_is_there(opened: Open) -> None:
    page = opened("#n=practice:BP8_PC&derived=1&kinds=practice,objective,goal")
    assert page.locator("#card .kind").inner_text() == "Buena práctica · BP8_PC"
    assert entries(page, "Territorio") == [
        "Quito | declarado en BP8_PC, campo «territorio»: se imprimió «Quito»",
        "Tulcán | declarado en BP8_PC, campo «territorio»: se imprimió «Tulcán»",
    ]
    assert (
        "g · Perspectiva de género | normalizado de «h) Perspectiva de género.» "
        "(BP8_PC, campo «principio rector»)"
    ) in entries(page, "Principio")
    assert entries(page, "ODS")[:2] == [
        "1 · Fin de la pobreza | derivado por la regla goals-from-objectives; "
        "lo apoya el objetivo 7",
        "5 · Igualdad de género | derivado por la regla goals-from-objectives; "
        "lo apoya el objetivo 7",
    ]
    ten = next(text for text in entries(page, "ODS") if text.startswith("10 "))
    assert ten.endswith("goals-from-objectives; lo apoyan los objetivos 7 y 17")
    page.locator("#card section").filter(has_text="ODS").locator(".evidence button").first.click()
    assert state(page)["chosen"] == "objective:7"


def test_derived_links_are_off_until_asked_for(opened: Open, net: Net) -> None:
    page = opened("#n=practice:BP8_PC")
    assert "goals-from-objectives" not in page.locator("#card").inner_text()
    dashed = "networkPage.page.canvas.scene().lines.filter((l) => l.dashed).length"
    assert page.evaluate(dashed) == 0
    page.get_by_role("switch", name="Enlaces derivados").check()
    wider = seen(net, FIRST | {"goal"}, derived=True)
    assert drawn(page) == (len(wider), wider.size())
    assert page.evaluate(dashed) == len(derived_pairs(net))
    assert "goals-from-objectives" in page.locator("#card").inner_text()
    assert "derivado: lo deduce una regla" in page.locator(".legend").inner_text()


def test_a_line_says_its_evidence_alone(opened: Open) -> None:
    page = opened("#n=practice:BP1_AH&alone=1&kinds=territory")
    line = "networkPage.page.canvas.scene().lines.find((l) => l.to === 'territory:0707')"
    at = page.evaluate(f"networkPage.page.canvas.lineAt({line})")
    page.mouse.click(*on_canvas(page, at))
    assert lines(page.locator("#card").inner_text()) == [
        "Enlace",
        "BP1_AH · Acuerdos locales para espacios físicos temporales de alojamiento",
        "Huaquillas",
        "Territorio",
        "declarado en BP1_AH, campo «territorio»: se imprimió «Huaquillas»",
    ]


def test_a_projection_lists_what_is_shared(opened: Open, net: Net) -> None:
    page = opened("#n=practice:BP1_AH", "practices.html")
    projection = network.practices(net)
    assert drawn(page) == (len(projection), projection.size())
    assert near(page) == {"practice:BP1_AH", *projection["practice:BP1_AH"]}
    shared = projection["practice:BP1_AH"]["practice:BP2_AH"]["shared"]
    text = next(t for t in entries(page, "En común") if t.startswith("BP2_AH"))
    assert f"| {len(shared)} en común | " in text
    assert "| Territorio: Huaquillas, Lago Agrio, Tulcán y Quito" in text


def test_a_click_on_a_node_chooses_it_here_and_in_the_list(opened: Open) -> None:
    page = opened()
    at = page.evaluate("networkPage.page.canvas.at('objective:9')")
    page.mouse.click(*on_canvas(page, at))
    assert state(page)["chosen"] == "objective:9"
    row = page.locator("#nodes [aria-selected=true]")
    assert row.get_attribute("data-id") == "objective:9"
    assert row.evaluate(
        "(r) => { const [a, b] = [r, r.parentElement.parentElement].map((e) => "
        "e.getBoundingClientRect()); return a.top >= b.top && a.bottom <= b.bottom; }"
    )
    page.locator("#nodes [data-id='practice:BP4_PC']").click()
    assert state(page)["chosen"] == "practice:BP4_PC"
    assert page.locator("#card h2").inner_text().startswith("Transferencias monetarias")


def test_addresses_keep_what_is_chosen_and_go_back(opened: Open) -> None:
    asked = (
        "#n=practice:BP1_AH&depth=2&kinds=practice,objective&area=AH&province=17"
        "&objective=15&actor=oim&derived=1"
    )
    page = opened(asked)
    assert state(page) == {
        "chosen": "practice:BP1_AH",
        "depth": 2,
        "derived": True,
        "alone": False,
        "kinds": ["practice", "objective"],
        "filters": {
            "area": "area:AH", "province": "territory:17",
            "objective": "objective:15", "actor": "actor:oim",
        },
    }  # fmt: skip
    page.locator("#filter-actor").select_option("")
    assert page.url.endswith(asked.replace("&actor=oim", ""))
    page.locator("#nodes [data-id='objective:7']").click()
    page.get_by_role("radio", name="1 paso").check()
    page.go_back()
    page.go_back()
    assert (state(page)["chosen"], state(page)["depth"]) == ("practice:BP1_AH", 2)
    assert page.locator("#card .kind").inner_text() == "Buena práctica · BP1_AH"
    page.go_back()
    assert state(page)["filters"]["actor"] == "actor:oim"
    assert page.url.endswith(asked)
    page.go_forward()
    assert state(page)["filters"]["actor"] == ""


def test_an_address_of_nothing_says_so_and_other_anchors_change_nothing(opened: Open) -> None:
    page = opened("#n=actor:nadie&depth=9&area=%E0%A4&kinds=x")
    assert "«actor:nadie» no está en esta red" in page.locator("#status").inner_text()
    page.goto(page.url.split("#")[0] + "#n=objective:7")
    page.evaluate("location.hash = '#content'")
    page.wait_for_timeout(50)
    assert state(page)["chosen"] == "objective:7"


def test_nothing_moves_unless_dragged_and_reset_restores(opened: Open) -> None:
    page = opened()
    before = places(page)
    page.locator("#nodes [data-id='objective:15']").click()
    page.locator("#filter-area").select_option("area:PC")
    page.locator("#filter-area").select_option("")
    assert places(page) == before
    x, y = on_canvas(page, page.evaluate("networkPage.page.canvas.at('objective:9')"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 40, steps=4)
    page.mouse.up()
    moved = places(page)
    assert [node for node in before if moved[node] != before[node]] == ["objective:9"]
    page.locator("[data-zoom='1.3']").click()
    page.get_by_role("radio", name="2 pasos").check()
    page.get_by_role("checkbox", name="Lecciones").uncheck()
    page.get_by_role("button", name="Reiniciar").click()
    assert places(page) == before
    assert (state(page)["chosen"], state(page)["depth"]) == (None, 1)
    assert set(state(page)["kinds"]) == FIRST
    assert page.url.endswith("full.html#")


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Page, str], Path]:
    def save(page: Page, form: str) -> Path:
        page.locator("#export summary").click()
        with page.expect_download() as waiting:
            page.locator(f"[data-form={form}]").click()
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    return save


def test_pictures_show_what_is_drawn(
    opened: Open, net: Net, saved: Callable[[Page, str], Path]
) -> None:
    page = opened("#n=practice:BP1_AH&derived=1&kinds=practice,lesson,area,objective,goal")
    image = saved(page, "png")
    assert image.name == "red-BP1_AH.png"
    head = image.read_bytes()[:24]
    size = page.evaluate("networkPage.page.canvas.size()")
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20]) == 2 * size["width"]
    assert int.from_bytes(head[20:24]) == 2 * size["height"]
    root = ET.parse(saved(page, "svg")).getroot()
    parts = {part.get("id"): list(part) for part in root if part.get("id")}
    view = seen(net, FIRST | {"goal"}, derived=True)
    assert (len(parts["nodes"]), len(parts["lines"])) == (len(view), view.size())
    assert sum("stroke-dasharray" in each.attrib for each in parts["lines"]) == len(
        derived_pairs(net)
    )
    assert {"BP1_AH", "Objetivo 7", "ODS 16"} <= {text.text for text in parts["labels"]}


def test_graphs_and_sheets_hold_what_is_drawn(
    opened: Open, net: Net, saved: Callable[[Page, str], Path]
) -> None:
    page = opened("#area=AH")
    left = {
        node
        for node, kind in kind_of(net).items()
        if kind in EXPERIENCES and net.nodes[node]["area"] == "area:AH"
    }
    some = left | {item for node in left for item in net.successors(node)}
    view = seen(net).subgraph(some)
    gexf = nx.read_gexf(saved(page, "gexf"))
    graphml = nx.read_graphml(saved(page, "graphml"))
    for read in (gexf, graphml):
        assert set(read) == set(view)
        assert {frozenset(e[:2]) for e in read.edges} == {frozenset(e) for e in view.edges}
        assert read.nodes["objective:7"]["kind"] == "objective"
        assert read.nodes["area:AH"]["name"] == "Asistencia Humanitaria"
    with saved(page, "csv-links").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(a in view and b in view for a, b, _ in links(net))
    one = next(r for r in rows if (r["from_code"], r["to_code"]) == ("BP1_AH", "7"))
    evidence = net.edges["practice:BP1_AH", "objective:7", "objective"]
    assert (one["basis"], one["printed"]) == ("declarado", evidence["printed"])
    with saved(page, "csv-nodes").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == len(view) + 1


def test_everything_is_reached_by_keyboard(opened: Open) -> None:
    page = opened()
    active = "document.activeElement.id || document.activeElement.name"
    inside = "Boolean(document.activeElement.parentElement.closest('#canvas'))"
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(f"document.activeElement.dataset.id ? 'row' : {active}"))
        assert not page.evaluate(inside)
        if stops[-1] == "card":
            break
    # the canvas is passed, and the list is one stop
    wanted = ["search", "depth", "derived", "copy", "reset", "kind", "filter-area"]
    wanted += ["sort", "row", "canvas", "card"]
    assert [stop for stop in dict.fromkeys(stops) if stop in wanted] == wanted
    assert stops.count("row") == 1
    rows = page.locator("#nodes [role=option]")
    focused = page.locator("#nodes [role=option]:focus")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert focused.get_attribute("aria-posinset") == "2"
    page.keyboard.press("Enter")
    assert state(page)["chosen"] == focused.get_attribute("data-id")
    assert page.locator("#card h2").inner_text() == focused.locator(".name").inner_text()
    page.keyboard.press("End")
    assert focused.get_attribute("aria-posinset") == str(rows.count())
    page.keyboard.press("Home")
    assert focused.get_attribute("aria-posinset") == "1"
    page.keyboard.type("prot")
    assert focused.locator(".name").inner_text().startswith("Prot")
    page.wait_for_timeout(900)
    page.keyboard.press("Space")
    assert state(page)["chosen"] == focused.get_attribute("data-id")
    page.locator("#canvas").focus()
    before = page.evaluate("networkPage.page.canvas.view()")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    after = page.evaluate("networkPage.page.canvas.view()")
    assert after["x"] > before["x"]
    assert after["scale"] > before["scale"]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_list_is_sorted_by_name_or_by_links(opened: Open, net: Net) -> None:
    page = opened("#kinds=objective")
    ids = "all => all.map((row) => row.dataset.id)"
    rows = page.locator("#nodes [role=option]")
    objectives = [node for node, kind in kind_of(net).items() if kind == "objective"]
    assert rows.evaluate_all(ids) == sorted(objectives, key=lambda node: int(node[10:]))
    page.locator("#sort").select_option("degree")
    degrees = network.measures.degrees(net)
    counts = [degrees[node] for node in rows.evaluate_all(ids)]
    assert counts == sorted((degrees[node] for node in objectives), reverse=True)


def test_a_link_to_this_view_can_be_copied_without_a_clipboard(opened: Open, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    opened("#n=actor:oim")
    page.get_by_role("button", name="Copiar enlace").click()
    page.get_by_label("Enlace a esta vista").wait_for()
    assert page.get_by_label("Enlace a esta vista").input_value() == page.url
    assert page.evaluate("String(getSelection()) || document.activeElement.id") != ""


def test_a_copied_link_says_so_on_its_button(opened: Open, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {} } })"
    )
    opened()
    page.get_by_role("button", name="Copiar enlace").click()
    page.get_by_role("button", name="Enlace copiado.").wait_for()
    page.get_by_role("button", name="Copiar enlace").wait_for()


def test_a_heading_of_the_panel_is_not_the_name_of_another_node(opened: Open) -> None:
    page = opened("#n=objective:15")
    assert page.locator("#card h3").all_inner_texts() == ["En 16 experiencias, como objetivo"]
    page = opened("#n=objective:5")
    assert page.locator("#card h3").all_inner_texts() == ["En una experiencia, como objetivo"]
    page = opened("#n=practice:BP1_AH")
    assert lines(page.locator("#card h3", has_text="Objetivo").inner_text()) == ["Objetivo", "(3)"]


@pytest.mark.parametrize("refused", [False, True])
def test_full_screen_fills_the_window(opened: Open, page: Page, *, refused: bool) -> None:
    if refused:
        page.add_init_script("Element.prototype.requestFullscreen = () => Promise.reject(Error())")
    opened()
    button = page.get_by_role("button", name="Pantalla completa")
    button.click()
    page.wait_for_selector("#full[aria-pressed=true]")
    box = page.locator("#network").bounding_box()
    size = page.evaluate("[innerWidth, innerHeight]")
    assert box
    assert [box["width"], box["height"]] == size
    button.click()
    page.wait_for_selector("#full[aria-pressed=false]")


def test_names_do_not_overlap_at_first(opened: Open) -> None:
    page = opened()
    boxes = page.evaluate(
        """() => { const { canvas } = networkPage.page;
        const view = canvas.view();
        return networkPage.placeLabels(canvas.scene().marks, view.scale, view.frame)
            .map(({x, y, w, h}) => [x, y, w, h]); }"""
    )
    assert len(boxes) > 45
    for i, (x, y, w, h) in enumerate(boxes):
        for a, b, c, d in boxes[:i]:
            assert x + w <= a or a + c <= x or y + h <= b or b + d <= y


def test_hostile_labels_are_inert(
    net: Net, page: Page, tmp_path: Path, saved: Callable[[Page, str], Path]
) -> None:
    bad = net.copy()
    for node in bad:
        bad.nodes[node]["label"] = HOSTILE
    for *_, data in bad.edges(data=True):
        data["printed"] = HOSTILE
    file = tmp_path / "hostile.html"
    file.write_text(network_page(bad, "es"), encoding="utf-8")
    page.goto(file.as_uri() + "#n=practice:BP8_PC&kinds=practice,territory")
    page.wait_for_selector("html[data-ready]")
    title = page.title()
    page.locator("#search").fill("img")
    page.locator("#suggestions li").first.hover()
    x, y = on_canvas(page, page.evaluate("networkPage.page.canvas.at('practice:BP8_PC')"))
    page.mouse.move(x, y)
    page.wait_for_selector(".vis-tooltip[style*='visible']")
    assert "<img" in page.locator(".vis-tooltip").inner_text()
    assert "<img" in page.locator("#card").inner_text()
    assert page.locator("main img, main b").count() == 0
    assert page.title() == title != "1"
    for form, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        names = [data["name"] for _, data in read(saved(page, form)).nodes(data=True)]
        assert set(names) == {HOSTILE.replace("\u0007", "")}
    svg = ET.parse(saved(page, "svg")).getroot()
    assert not [part for part in svg.iter() if part.tag.endswith(("img", "script"))]
    with saved(page, "csv-links").open(encoding="utf-8", newline="") as sheet:
        assert {row["printed"] for row in csv.DictReader(sheet)} == {f"'{HOSTILE}"}


def test_only_pages_of_our_own_are_linked(opened: Open) -> None:
    page = opened()
    good = ["id/practice/BP1_AH.html", "../id/territory/1701.html", "sdg/10.html"]
    bad = ["javascript:alert(1)", "//x.org/a.html", "/a.html", "https://x.org/a.html"]
    bad += ["data:a.html", "\\\\x\\a.html", "..//x.org/a.html"]
    kept = page.evaluate("(all) => all.map(networkPage.ownPage)", good + bad)
    assert kept == good + [None] * len(bad)


def test_a_phone_shows_all_without_sideways_scrolling(opened: Open, page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened("#n=practice:BP1_AH")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tops = [
        page.locator(part).bounding_box()["y"]  # type: ignore[index]
        for part in ("#search", "#filters", "#canvas", "#card", "#nodes")
    ]
    assert tops == sorted(tops)
    assert not page.locator("#filter-area").is_visible()


def test_the_page_is_accessible(opened: Open) -> None:
    page = opened("#n=practice:BP8_PC&derived=1")
    page.locator("#measures summary").click()
    page.locator("#export summary").click()
    assert violations(page) == []
    page.locator("#search").fill("a")
    assert violations(page) == []
    assert violations(opened("#area=AF&province=05")) == []


def test_measures_choose_nodes(opened: Open) -> None:
    page = opened()
    page.locator("#measures summary").click()
    row = page.locator("#measures [data-choose]").first
    row.click()
    assert state(page)["chosen"] == row.get_attribute("data-choose")


def test_a_page_of_a_focus_starts_with_it_alone(net: Net, page: Page, tmp_path: Path) -> None:
    part = network.focus(net, "territory:0401")
    file = tmp_path / "focus.html"
    file.write_text(network_page(part, "es", focus="territory:0401"), encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert state(page)["chosen"] == "territory:0401"
    kinds = set(state(page)["kinds"])
    assert near(page) == set(nx.ego_graph(seen(net, kinds), "territory:0401"))
    page.get_by_role("button", name="Volver a toda la red").click()
    assert state(page)["alone"] is False


def many(net: Net, count: int) -> Iterator[str]:
    """The page of a made-up catalogue: real experiences over and over, under other codes."""
    page = network_page(net, "es")
    found = re.search(r'(id="data">)(.*?)(</script>)', page, re.DOTALL)
    assert found
    data = json.loads(found[2])
    real = [i for i, node in enumerate(data["nodes"]) if node["kind"] in EXPERIENCES]
    links: dict[int, list[Any]] = {i: [e for e in data["edges"] if e[0] == i] for i in real}
    for n in range(count - len(real)):
        source = real[n % len(real)]
        node = data["nodes"][source]
        data["nodes"].append(node | {"id": f"practice:X{n}", "code": f"X{n}", "label": f"X{n}"})
        data["edges"] += [[len(data["nodes"]) - 1, *edge[1:]] for edge in links[source]]
    data["grouped"] = True
    yield page[: found.start(2)]
    yield json.dumps(data).replace("<", "\\u003c")
    yield page[found.end(2) :]


def test_two_thousand_practices_answer_a_click_within_a_second(
    net: Net, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "many.html"
    file.write_text("".join(many(net, 2000)), encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    kinds = Counter(kind_of(net).values())
    groups_and_all = 2 * kinds["area"] + kinds["objective"]
    assert drawn(page)[0] == groups_and_all
    labels = page.evaluate("networkPage.page.canvas.scene().marks.map((m) => m.label)")
    groups = [re.fullmatch(r"[A-Z]+ · (\d+)", label) for label in labels]
    assert sum(int(group[1]) for group in groups if group) == 2000
    assert page.locator("#nodes [role=option]").count() == 200
    took = """(id) => new Promise((done) => {
        const start = performance.now();
        document.querySelector(`[data-id="${id}"], [data-choose="${id}"]`)?.click();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    })"""
    assert page.evaluate(took, "practice:BP1_AF") < 1000
    assert state(page)["chosen"] == "practice:BP1_AF"
    assert page.evaluate(took, "objective:7") < 1000
    assert state(page)["chosen"] == "objective:7"
    assert drawn(page)[0] == 150
    assert page.locator("#card li").count() == 25
    assert re.search(r"\d+ más están en esta lista", page.locator("#card").inner_text())
    page.get_by_role("button", name=re.compile("Mostrar más")).click()
    assert page.locator("#card li").count() == 50
    page.get_by_role("button", name="Volver a toda la red").click()
    assert drawn(page)[0] == groups_and_all
    at = page.evaluate("networkPage.page.canvas.at('group:area:AH')")
    page.mouse.click(*on_canvas(page, at))
    assert state(page)["chosen"] == "area:AH"
    row = page.locator("#nodes [role=option]").first
    last = int(row.get_attribute("aria-posinset") or 0)  # areas come after all experiences
    assert last == 2001
    page.get_by_role("button", name="Página anterior").click()
    assert row.get_attribute("aria-posinset") == "1801"


@pytest.fixture(scope="module")
def parted(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the network as if it were large, and as they are."""
    folder = tmp_path_factory.mktemp("large")
    contents = [*served.contents.values()][:1]
    write_read(folder / "small", contents, networks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "LARGE", 8)
        patch.setattr(large, "SHARE", 9)
        patch.setattr(network_data, "_TOLD", 4)
        write_read(folder / "large", contents, networks)
    return folder


KNOWN = """() => {
    const { nodes, links } = networkPage.page.model;
    const node = ({ x, y, group, links, search, note, ...rest }) => ({ ...rest, note: note || "" });
    const link = ({ untold, shared, weight, total, ...rest }) =>
        ({ ...rest, total, weight: weight.toFixed(2), shared: shared.slice(0, 4) });
    return JSON.stringify([nodes.map(node), links.map(link)], (key, value) =>
        (value && value.constructor === Object
            ? Object.fromEntries(Object.entries(value).sort()) : value));
}"""


@pytest.mark.parametrize("view", ["network", "network/practices", "network/actors"])
def test_a_large_network_says_the_same_with_its_reasons_in_files(
    parted: Path, page: Page, view: str
) -> None:
    known = []
    for size in ("small", "large"):
        page.goto((parted / size / f"{view}.html").as_uri())
        page.wait_for_selector("html[data-ready]")
        if size == "large":
            assert page.evaluate("networkPage.page.model.links.every((each) => each.untold)")
            page.evaluate(
                "Promise.all(networkPage.page.model.links.map(networkPage.page.model.tell))"
            )
        known.append(page.evaluate(KNOWN))
    assert known[0] == known[1]
    assert len(known[0]) > 1000


def test_reasons_of_a_large_network_come_when_a_link_is_looked_at(parted: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto((parted / "large" / "network.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    parts = [name for name in asked if re.fullmatch(r"full\.\d+\.js", name)]
    assert parts == []
    assert any(
        label.startswith("AH · ")
        for label in page.evaluate(
            "networkPage.page.canvas.scene().marks.map((mark) => mark.label)"
        )
    )
    page.goto((parted / "large" / "network.html").as_uri() + "#n=practice:BP1_AH")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#card .evidence").filter(has_text="BP1_AH").first).to_be_visible()
    assert len({name for name in asked if re.fullmatch(r"full\.\d+\.js", name)}) == 1
    with page.expect_download() as download:
        page.locator("#export summary").click()
        page.locator('#export [data-form="csv-links"]').click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text("utf-8").splitlines()))
    assert any(row["printed"] for row in rows)
    page.locator("#export summary").click()
    assert violations(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # what two share beyond what is told is counted
    page.goto((parted / "large" / "network" / "practices.html").as_uri() + "#n=practice:BP1_AH")
    expect(page.locator("#card .evidence").first).to_contain_text(re.compile(r" y \d+ más$"))


def test_a_file_of_reasons_that_is_gone_is_told(parted: Path, page: Page, tmp_path: Path) -> None:
    shutil.copytree(parted / "large", tmp_path / "x")
    for file in (tmp_path / "x" / "network").glob("full.*.js"):
        file.write_text("", encoding="utf-8")
    page.goto((tmp_path / "x" / "network.html").as_uri() + "#n=practice:BP1_AH")
    told = page.locator("#card .evidence").first
    expect(told).to_contain_text(re.compile(r"No se pudo leer network/full\.\d+\.js"))
