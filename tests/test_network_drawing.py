"""The network drawn: places, the data of its page, files for other tools, and the command."""

import csv
import io
import json
import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pyoxigraph as ox
import pytest

from catalogue import practices as made_up
from saberesgraph import network
from saberesgraph.drawing.network import files, looks
from saberesgraph.drawing.network.data import page_data
from saberesgraph.drawing.network.page import network_page
from saberesgraph.drawing.network.svg import svg
from saberesgraph.drawing.page import Place
from saberesgraph.graph import Graph
from saberesgraph.network import KINDS
from saberesgraph.network.packing import disc, packed
from saberesgraph.store.embedded import EmbeddedStore
from test_cli import run
from test_network import made

HOSTILE = '</script><img src=x onerror="alert(1)">]]>&\x00\x0b\ufffe'
VIZ = {"viz": "http://www.gexf.net/1.2draft/viz", "g": "http://www.gexf.net/1.2draft"}
SVG = {"s": "http://www.w3.org/2000/svg"}


@pytest.fixture(scope="module")
def drawn(graph: Graph) -> "nx.MultiDiGraph[str]":
    return network.build(graph.store)


@pytest.fixture(scope="module")
def large(graph: Graph) -> "nx.MultiDiGraph[str]":
    return network.build(EmbeddedStore([*graph.reading.triples, *made_up(2000, 1)], graph.derived))


@pytest.fixture(scope="module")
def hostile(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The network where every label and print is an attack, a formula, or no XML."""

    def damaged(triple: ox.Triple) -> ox.Triple:
        said = triple.object
        if isinstance(said, ox.Literal) and said.language == "es":
            said = ox.Literal(HOSTILE, language="es")
        elif triple.predicate.value.endswith("asPrinted"):
            said = ox.Literal(f"=cmd|' /C calc'!A0{HOSTILE}")
        return ox.Triple(triple.subject, triple.predicate, said)

    return network.build(EmbeddedStore(map(damaged, graph.reading.triples), graph.derived))


def overlaps(graph: "nx.Graph[str]", language: str = "es") -> int:
    """How many pairs of nodes cover each other, with their labels."""
    sizes = looks.boxes(looks.labels(graph, language), looks.sizes(graph))
    places = network.positions(graph, sizes, looks.SHOWN_FIRST)
    assert set(places) == set(graph)
    at = np.array([places[node] for node in graph])
    half = np.array([sizes[node] for node in graph]) / 2
    inside = np.abs(at[:, None] - at[None]) - (half[:, None] + half[None]) < -1e-6
    return int((inside.all(axis=2).sum() - len(graph)) // 2)


# --- Places ---


def test_no_node_or_label_covers_another(drawn: "nx.MultiDiGraph[str]") -> None:
    parts = (
        drawn,
        network.focus(drawn, "territory:1701", 2),
        network.practices(drawn),
        network.principles(drawn),
        network.actors(drawn),
    )
    for part in parts:
        for language in ("es", "en"):
            assert overlaps(part, language) == 0


def test_what_is_seen_first_is_close_together(drawn: "nx.MultiDiGraph[str]") -> None:
    sizes = looks.boxes(looks.labels(drawn, "es"), looks.sizes(drawn))
    places = network.positions(drawn, sizes, looks.SHOWN_FIRST)
    first = [n for n in drawn if drawn.nodes[n]["kind"] in looks.SHOWN_FIRST]

    def extent(nodes: list[str], axis: int) -> float:
        values = [places[node][axis] for node in nodes]
        return max(values) - min(values)

    assert extent(first, 0) < 1300
    assert extent(first, 1) < 950
    assert extent(list(drawn), 0) < 1600


def test_places_are_seeded(drawn: "nx.MultiDiGraph[str]") -> None:
    assert network.positions(drawn) == network.positions(drawn)
    assert network.positions(drawn) != network.positions(drawn, seed=8)


def test_a_large_network_has_its_places_without_scipy(
    large: "nx.MultiDiGraph[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    assert len(large) > 2000
    assert overlaps(large) == 0
    assert overlaps(network.practices(large)) == 0
    # practices of an area stand together: nearer to their own than to others, nearly all of them
    places = network.positions(large)
    middles: dict[str, Any] = {}
    for node, data in large.nodes(data=True):
        if data["area"]:
            middles.setdefault(data["area"], []).append(places[node])
    centres = {area: np.mean(points, axis=0) for area, points in middles.items()}
    strays = sum(
        min(centres, key=lambda area: float(np.hypot(*((centres[area] - point) / (1, 0.7))))) != own
        for own, points in middles.items()
        for point in points
    )
    assert strays < 0.02 * len(large)


def test_boxes_in_a_disc_and_packed_boxes_touch_nobody() -> None:
    points = np.array(disc(500))
    gaps = np.abs(points[:, None] - points[None]).max(axis=2) + 9 * np.eye(500)
    assert gaps.min() >= 1
    assert np.hypot(*points.T).max() < 1.2 * (500 / np.pi) ** 0.5
    wanted = {str(n): (0.0, 0.0) for n in range(40)}
    placed = packed(wanted, dict.fromkeys(wanted, (30.0, 10.0)))
    assert placed["0"] == (0.0, 0.0)
    for one, other in combinations(placed, 2):
        (x, y), (u, v) = placed[one], placed[other]
        assert abs(x - u) >= 30 or abs(y - v) >= 10


def test_an_empty_network_can_be_drawn() -> None:
    empty = made()
    assert network.positions(empty) == {}
    assert page_data(empty, "es")["nodes"] == []
    assert svg(empty, "es").count("<polygon") == 0


# --- The data of the page ---


def test_the_page_says_all_that_the_network_holds(drawn: "nx.MultiDiGraph[str]") -> None:
    place = Place("network.html", "es", "es")
    data = page_data(drawn, "es", place=place)
    assert set(data) == {
        "view", "focus", "kinds", "bases", "links", "nodes", "edges", "filters", "measures",
        "grouped",
    }  # fmt: skip
    assert (data["view"], data["focus"], data["grouped"]) == ("full", None, False)
    assert [node["id"] for node in data["nodes"]] == list(drawn)
    ids = [node["id"] for node in data["nodes"]]
    rows = {(ids[row[0]], ids[row[1]], row[2]): row[3:] for row in data["edges"]}
    assert set(rows) == set(drawn.edges(keys=True))
    assert rows["practice:BP8_PC", "principle:g", "principle"] == [
        "normalised", "h) Perspectiva de género.", "principio rector"]  # fmt: skip
    assert rows["practice:BP8_PC", "sdg:10", "derivedGoal"] == [
        "derived", "", "", "goals-from-objectives", "7 17"]  # fmt: skip
    node = data["nodes"][ids.index("practice:BP1_AH")]
    assert node["href"] == "id/practice/BP1_AH.html"
    assert node["province"] == ["territory:04", "territory:07", "territory:17", "territory:21"]
    assert node["area"] == "area:AH"
    assert "acuerdos locales" in node["search"]
    assert "local agreements" in node["search"]
    assert isinstance(node["x"], int)
    ministry = data["nodes"][ids.index("actor:cancilleria")]
    assert ministry["label"] == "Cancillería"
    assert "ministerio de relaciones exteriores" in ministry["search"]
    assert page_data(drawn, "es")["nodes"][0]["href"] is None


def test_labels_tell_nodes_apart(drawn: "nx.MultiDiGraph[str]") -> None:
    times = Counter(looks.labels(drawn, "es").values())
    assert [label for label, count in times.items() if count > 1] == []
    assert max(map(len, times)) <= 32


def test_the_legend_and_filters_count(graph: Graph) -> None:
    drawn = network.build(graph.store, "en")
    data = page_data(drawn, "en")
    counts = {kind["kind"]: kind["count"] for kind in data["kinds"]}
    assert list(counts) == [kind for kind in KINDS if kind in counts]
    assert counts["practice"] + counts["lesson"] == 34
    assert sum(counts.values()) == len(drawn)
    assert {kind["kind"] for kind in data["kinds"] if kind["shown"]} == set(looks.SHOWN_FIRST)
    filters = data["filters"]
    assert sum(count for *_, count in filters["area"]) == 34
    assert ["territory:09", "Guayas", 13] in filters["province"]
    assert [row[0] for row in filters["objective"]][:4] == [
        "objective:1", "objective:3", "objective:5", "objective:7"]  # fmt: skip
    assert ["actor:oim", "International Organization for Migration (IOM)", 33] in filters["actor"]


def test_a_projection_says_why_each_line_is_there(drawn: "nx.MultiDiGraph[str]") -> None:
    projected = network.principles(drawn)
    data = page_data(projected, "es", view="principles")
    ids = [node["id"] for node in data["nodes"]]
    assert data["links"]["shared"]["kind"] == "principle"
    assert len(data["edges"]) == projected.number_of_edges()
    for row in data["edges"]:
        reasons = projected.edges[ids[row[0]], ids[row[1]]]["shared"]
        assert row[2:9] == ["shared", "", "", "", "", "", len(reasons)]
        names = [f"{drawn.nodes[n]['code']} · {drawn.nodes[n]['label']}" for _, n in reasons]
        assert row[9] == [["practice", name] for name in names]
    alike = page_data(network.practices(drawn), "es", view="practices")
    links = {link for row in alike["edges"] for link, _ in row[9]}
    assert links <= set(alike["links"]) - {"derivedGoal", "shared", "practice"}
    assert ["objective", "Objetivo 7"] in [why for row in alike["edges"] for why in row[9]]


def test_a_focused_page_shows_all_kinds(drawn: "nx.MultiDiGraph[str]") -> None:
    part = network.focus(drawn, "territory:07")
    data = page_data(part, "es", focus="territory:07")
    assert data["focus"] == "territory:07"
    assert all(kind["shown"] for kind in data["kinds"])
    # areas are no nodes here, but practices are still of an area
    assert {row[0] for row in data["filters"]["area"]} == {
        part.nodes[node]["area"] for node in part if part.nodes[node]["area"]
    }
    # a province that is no node itself has only cantons to start from
    assert (
        page_data(network.focus(drawn, "territory:09"), "es", focus="territory:09")["focus"] is None
    )


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_hostile_label_stays_in_the_data(hostile: "nx.MultiDiGraph[str]") -> None:
    page = network_page(hostile, "es")
    assert HOSTILE in {node["name"] for node in data_of(page)["nodes"]}
    assert "<img" not in page
    assert "</script><img" not in page


def test_the_page_of_2000_practices_is_grouped_and_holds_them_all(
    large: "nx.MultiDiGraph[str]",
) -> None:
    page = network_page(large, "es")
    data = data_of(page)
    assert data["grouped"] is True
    ids = [node["id"] for node in data["nodes"]]
    practices = {n for n, d in large.nodes(data=True) if d["kind"] in {"practice", "lesson"}}
    assert len(practices) == 2034
    assert practices <= set(ids)
    # each is in the group of its area, and linked with something
    areas = {row[0]: row[2] for row in data["filters"]["area"]}
    assert sum(areas.values()) == 2034
    assert {node["area"] for node in data["nodes"] if "area" in node} == set(areas)
    assert practices <= {ids[row[0]] for row in data["edges"]}
    assert len(page.encode()) < 8_000_000
    # what is a sample says so
    assert sum("muestra" in measure["sentence"] for measure in data["measures"]) == 1


def test_made_up_practices_are_the_same_for_the_same_seed(graph: Graph) -> None:
    assert [*made_up(20, 3)] == [*made_up(20, 3)]
    assert {*made_up(20, 3)} != {*made_up(20, 4)}
    # as skewed as the real ones, and none of them is one of the real ones
    assert not {t.subject for t in made_up(50, 1)} & {t.subject for t in graph.reading.triples}


def test_made_up_practices_keep_their_shape(large: "nx.MultiDiGraph[str]") -> None:
    made_nodes = [n for n in large if re.fullmatch(r"practice:\w\w\d{4}_[A-Z]+", n)]
    assert len(made_nodes) == 2000
    share = sum(large.has_edge(n, "objective:7") for n in made_nodes) / 2000
    assert 0.75 < share < 0.9  # 28 of the 34 real ones
    for node in made_nodes[:50]:
        assert large.nodes[node]["area"] == f"area:{node.partition('_')[2]}"
        assert all(data["printed"] and data["field"] for *_, data in large.edges(node, data=True))


# --- Looks ---


def contrast_with_white(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def test_every_kind_can_be_seen_on_white_and_told_apart() -> None:
    found = [looks.look(kind, "es") for kind in KINDS]
    assert all(contrast_with_white(look.colour) >= 3 for look in found)
    assert len({look.colour for look in found}) == len(KINDS)
    # areas and goals are squares both: black and olive
    assert len({look.shape for look in found}) == len(KINDS) - 1


# --- Files ---


def test_gexf_is_what_gephi_reads(drawn: "nx.MultiDiGraph[str]") -> None:
    written = files.gexf(drawn, "es")
    read = nx.read_gexf(io.BytesIO(written.encode()))
    assert list(read) == list(drawn)
    assert set(read.edges()) == set(drawn.edges())
    told = read.edges["practice:BP1_AH", "actor:socios-implementadores"]
    assert (told["weight"], told["relations"]) == (2.0, "involucrado | podría replicarla")
    assert told["field"] == "actor involucrado | potencial de replicación"
    assert told["derived"] is False
    assert read.edges["practice:BP8_PC", "sdg:10"]["derived"] is True
    node = read.nodes["practice:BP1_AH"]
    assert (node["label"], node["area"]) == ("BP1_AH", "Asistencia Humanitaria")
    sizes = looks.boxes(looks.labels(drawn, "es"), looks.sizes(drawn))
    x, y = network.positions(drawn, sizes, looks.SHOWN_FIRST)["practice:BP1_AH"]
    # Gephi's vertical axis points up
    assert node["viz"]["position"] == {"x": round(x, 1), "y": -round(y, 1), "z": 0.0}
    assert node["viz"]["color"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    root = ElementTree.fromstring(written)
    assert root.get("version") == "1.2"
    assert "lastmodifieddate" not in written
    edges = root.findall(".//g:edge", VIZ)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    pairs = [(edge.get("source"), edge.get("target")) for edge in edges]
    assert len(set(pairs)) == len(pairs)
    nodes = root.findall(".//g:node", VIZ)
    assert all(node.get("label") for node in nodes)
    assert all(node.find("viz:position", VIZ) is not None for node in nodes)
    # names of columns that Gephi has itself, in whatever case, would clash
    titles = [a.get("title", "").lower() for a in root.findall(".//g:attribute", VIZ)]
    assert not {"id", "label", "weight", "source", "target", "type", "interval"} & set(titles)
    values = [v.get("value") for v in root.findall(".//g:attvalue", VIZ)]
    assert not {"None", "[]", "()"} & set(values)


def test_graphml_is_read_back(drawn: "nx.MultiDiGraph[str]") -> None:
    read = nx.read_graphml(io.BytesIO(files.graphml(drawn, "en").encode()))
    assert list(read) == list(drawn)
    assert set(read.edges()) == set(drawn.edges())
    assert read.nodes["practice:BP1_AH"]["colour"] == "#0072B2"
    assert read.edges["practice:BP8_PC", "sdg:10"]["support"] == "7 17"


@pytest.mark.parametrize("projection", ["practices", "principles", "actors"])
def test_projections_are_read_back_with_their_reasons(
    drawn: "nx.MultiDiGraph[str]", projection: str
) -> None:
    projected = getattr(network, projection)(drawn)
    for write, read in (
        (files.gexf, nx.read_gexf),
        (files.graphml, nx.read_graphml),
    ):
        back = read(io.BytesIO(write(projected, "es").encode()))
        assert not back.is_directed()
        for a, b, data in projected.edges(data=True):
            assert back.edges[a, b]["weight"] == data["weight"]
            assert len(back.edges[a, b]["relations"].split(" | ")) == len(data["shared"])
    rows = list(csv.DictReader(io.StringIO(files.edge_list(projected, "es"))))
    assert [float(row["weight"]) for row in rows] == [w for *_, w in projected.edges(data="weight")]


def test_the_csv_holds_each_link_with_its_evidence(drawn: "nx.MultiDiGraph[str]") -> None:
    rows = list(csv.DictReader(io.StringIO(files.edge_list(drawn, "es"))))
    assert [(row["from"], row["to"], row["link"]) for row in rows] == list(drawn.edges(keys=True))
    for row in rows:
        told = drawn.edges[row["from"], row["to"], row["link"]]
        assert {name: row[name] for name in told} == told
    assert rows[0]["to_name"] == drawn.nodes[rows[0]["to"]]["label"]


def test_no_label_breaks_a_file_or_runs_in_one(hostile: "nx.MultiDiGraph[str]") -> None:
    shown = HOSTILE.replace("\x00", "�").replace("\x0b", "�").replace("\ufffe", "�")
    for graph in (hostile, network.practices(hostile), network.principles(hostile)):
        gexf = nx.read_gexf(io.BytesIO(files.gexf(graph, "es").encode()))
        assert shown in {data["name"] for _, data in gexf.nodes(data=True)}
        graphml = nx.read_graphml(io.BytesIO(files.graphml(graph, "es").encode()))
        assert shown in {data["name"] for _, data in graphml.nodes(data=True)}
        root = ElementTree.fromstring(svg(graph, "es"))
        assert any(shown in (title.text or "") for title in root.iterfind(".//s:title", SVG))
        assert not {"script", "img", "image"} & {e.tag.rpartition("}")[2] for e in root.iter()}
        for row in csv.reader(io.StringIO(files.edge_list(graph, "es"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_svg_shows_all_and_says_what_it_is(drawn: "nx.MultiDiGraph[str]") -> None:
    root = ElementTree.fromstring(svg(drawn, "es"))
    assert root.get("role") == "img"
    title, desc = root.find("s:title", SVG), root.find("s:desc", SVG)
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Red de prácticas"
    pairs = set(drawn.edges())
    assert desc.text
    assert f"{len(drawn)} nodos y {len(pairs)} líneas" in desc.text
    lines = root.findall("s:g/s:line", SVG)
    assert len(lines) == len(pairs)
    dashed = [line for line in lines if line.get("stroke-dasharray")]
    assert len(dashed) == sum(b.startswith("sdg:") for _, b in pairs)
    words = [text.text for text in root.iterfind(".//s:text", SVG)]
    assert set(looks.labels(drawn, "es").values()) <= set(words)
    # the legend: every kind, and what dashes mean
    assert {looks.look(kind, "es").name for kind in KINDS} | {"Derivado"} <= set(words)
    stated = svg(network.asserted(drawn), "en")
    assert "dasharray" not in stated
    assert ">Derived<" not in stated


# --- The command ---


def drawn_as(tmp_path: Path, name: str, *arguments: str) -> str:
    done = run("draw", "network", *arguments, "-o", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (0, "")
    assert name in done.stderr
    return (tmp_path / name).read_text(encoding="utf-8")


def test_the_extension_says_the_format(tmp_path: Path, drawn: "nx.MultiDiGraph[str]") -> None:
    assert data_of(drawn_as(tmp_path, "a.html"))["view"] == "full"
    assert drawn_as(tmp_path, "a.GEXF") == files.gexf(drawn, "es")
    assert drawn_as(tmp_path, "a.graphml", "--lang", "en").startswith("<?xml")
    # with the line ends of CSV
    drawn_as(tmp_path, "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == files.edge_list(drawn, "es").encode()
    assert drawn_as(tmp_path, "a.svg") == svg(drawn, "es")
    done = run("draw", "network", "-o", str(tmp_path / "a.pdf"))
    assert done.returncode == 2
    assert done.stderr.strip().endswith(
        'no se conoce el formato ".pdf". '
        "Usa una de estas extensiones: .html, .gexf, .graphml, .csv, .svg."
    )


def test_a_focus_is_a_code_or_any_name_and_each_view_has_its_network(
    tmp_path: Path, drawn: "nx.MultiDiGraph[str]"
) -> None:
    for given, node in (
        ("bp1_ah", "practice:BP1_AH"),
        ("objective:17", "objective:17"),
        ("Quito", "territory:1701"),
        ("1701", "territory:1701"),
        ("cancilleria", "actor:cancilleria"),
        ("OIM", "actor:oim"),
        ("Guayas", "territory:09"),
    ):
        written = drawn_as(tmp_path, "x.csv", "--focus", given)
        links = {(row["from"], row["to"]) for row in csv.DictReader(io.StringIO(written))}
        assert links == set(network.focus(drawn, node).edges()), given
    written = drawn_as(tmp_path, "x.csv", "--focus", "Quito", "--depth", "2", "--no-derived")
    assert (
        written.count("\n")
        == network.focus(network.asserted(drawn), "territory:1701", 2).number_of_edges() + 1
    )
    data = data_of(drawn_as(tmp_path, "x.html", "--view", "actors", "--focus", "OIM"))
    assert (data["view"], data["focus"]) == ("actors", "actor:oim")
    around = network.focus(network.actors(drawn), "actor:oim")
    assert {node["id"] for node in data["nodes"]} == set(around)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--focus", "17"), "es el código de varias cosas. Da el nombre de una: objective:17, "
         "territory:17."),
        (("--focus", "Loja"), "nombra varias cosas. Da el código de una: Loja (11), Loja (1101)."),
        (("--focus", "Tulcan de"), "no es un valor de --focus. Se parece a Tulcán (0401)"),
        (("--focus", "zzz"), "Da un código o un nombre del catálogo."),
        (("--view", "actors", "--focus", "BP1_AH"), "practice:BP1_AH: no tiene enlaces en esta "
         "red. Elige otra vista u otra cosa."),
        (("--depth", "2"), "--depth solo sirve con --focus. Di de qué con --focus."),
    ],
)  # fmt: skip
def test_a_focus_that_is_none_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run("draw", "network", *arguments, "-o", str(tmp_path / "x.svg"))
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "x.svg").exists()
