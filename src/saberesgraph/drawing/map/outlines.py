"""Outlines of provinces: read from the graph, projected, written as SVG paths."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from saberesgraph.drawing.map.rings import Point, Ring, area
from saberesgraph.errors import InputError
from saberesgraph.namespaces import PROLOGUE
from saberesgraph.store import Store

_EAST: Final = 180
_NORTH: Final = 90
# points of a closed ring
_LEAST: Final = 4


@dataclass(frozen=True)
class Outline:
    """The boundary of one province.

    Args:
        code: of the province, as INEC writes it.
        rings: closed exterior rings of (longitude, latitude); holes are not told apart.
    """

    code: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class Box:
    """What stands between two meridians and two parallels, or on a page."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class Projection:
    """Longitude and latitude to a page: equirectangular, true at one latitude.

    Args:
        box: what is drawn, in degrees.
        scale: units of the page a degree of latitude.
        left, top: where the north-west corner of the box stands on the page.

    >>> Projection(Box(-1, -1, 1, 1), 100).at((-1, 1))
    (0.0, 0)
    """

    box: Box
    scale: float
    left: float = 0
    top: float = 0

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return math.cos(math.radians((self.box.south + self.box.north) / 2))

    @property
    def width(self) -> float:
        """The width on the page."""
        return (self.box.east - self.box.west) * self.scale * self.narrowing

    @property
    def height(self) -> float:
        """The height on the page."""
        return (self.box.north - self.box.south) * self.scale

    def at(self, point: Point) -> Point:
        """Return the place of a point on the page."""
        longitude, latitude = point
        return (
            self.left + (longitude - self.box.west) * self.scale * self.narrowing,
            self.top + (self.box.north - latitude) * self.scale,
        )

    def rings(self, outline: Outline) -> tuple[Ring, ...]:
        """Return the rings of an outline on the page, in whole units, without idle points."""
        drawn = (self._whole(ring) for ring in outline.rings)
        return tuple(ring for ring in drawn if len(ring) > 3 and area(ring))

    def _whole(self, ring: Ring) -> Ring:
        kept: list[Point] = []
        for x, y in map(self.at, ring):
            here = (round(x), round(y))
            if kept and here == kept[-1]:
                continue
            if len(kept) > 1 and _straight(kept[-2], kept[-1], here):
                kept.pop()
            kept.append(here)
        return tuple(kept)


def _straight(a: Point, b: Point, c: Point) -> bool:
    """Whether b stands on the way from a to c."""
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0
    return ahead and (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def read(store: Store) -> tuple[Outline, ...]:
    """Return the outlines of all provinces that have one, by code.

    Raises:
        InputError: one is no GeoJSON polygon, or leaves the Earth.
    """
    rows = store.select(
        PROLOGUE
        + """SELECT ?code ?geojson WHERE {
            ?province a sab:Province ; skos:notation ?code ;
                geo:hasGeometry/geo:asGeoJSON ?geojson
        } ORDER BY ?code ?geojson"""
    ).records()
    return tuple(Outline(row["code"], _rings(row["code"], row["geojson"])) for row in rows)


def _rings(code: str, geojson: str) -> tuple[Ring, ...]:
    try:
        shape = json.loads(geojson)
        several = shape["type"] == "MultiPolygon"
        polygons = shape["coordinates"] if several else [shape["coordinates"]]
        rings = tuple(
            tuple((float(x), float(y)) for x, y, *_ in ring)
            for polygon in polygons
            for ring in polygon
        )
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        rings = ()
    on_earth = all(abs(x) <= _EAST and abs(y) <= _NORTH for ring in rings for x, y in ring)
    if not rings or not on_earth or min(map(len, rings)) < _LEAST:
        raise InputError(
            "su contorno no es un polígono de GeoJSON en grados",
            "its outline is no GeoJSON polygon in degrees",
            where=f"territory:{code}",
            hint=("Corrige su geo:asGeoJSON", "Correct its geo:asGeoJSON"),
        )
    return rings


def around(outlines: Iterable[Outline]) -> Box:
    """Return the smallest box that holds outlines."""
    points = [point for outline in outlines for ring in outline.rings for point in ring]
    longitudes, latitudes = zip(*points, strict=True)
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def path(rings: Iterable[Ring]) -> str:
    """Return rings of whole numbers as the `d` of an SVG path, by steps.

    >>> path([((0, 0), (4, 0), (4, 3), (0, 0))])
    'M0 0l4 0 0 3z'
    """
    return "".join(_steps(ring) for ring in rings)


def _steps(ring: Ring) -> str:
    steps = (
        f"{x - before_x:g} {y - before_y:g}" for (before_x, before_y), (x, y) in pairwise(ring[:-1])
    )
    x, y = ring[0]
    return f"M{x:g} {y:g}l{' '.join(steps)}z".replace(" -", "-")
