"""Arrows on the map: from the territory that gives to the one that receives."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from saberesgraph.drawing.exchange_looks import StatusLook, status_look
from saberesgraph.drawing.map import outlines, seat_circles
from saberesgraph.drawing.map.boundaries import Boundaries, Sheet
from saberesgraph.drawing.map.name_lines import LETTER
from saberesgraph.drawing.map.outlines import Box
from saberesgraph.drawing.map.rings import Point, widest
from saberesgraph.drawing.map.seat_circles import Spot
from saberesgraph.drawing.page import fragment
from saberesgraph.presence import Territory

# units a degree, around the mainland, from the archipelago to the edge
_SHEET: Final = (104, 26, 16)
_DOT: Final = 6
_HEAD: Final = 15
# how far an arrow swings aside, beside its length, and how much more each further one does
_SWING: Final = 0.16
_MORE: Final = 0.13
_LOOP: Final = 46
_WORDS: Final = 15
# where on its arrow a label may stand
_ALONG: Final = (0.5, 0.4, 0.6, 0.3, 0.7)
_LABELLED: Final = 2
# how many places of an arrow names keep clear of
_STOPS: Final = 24


@dataclass(frozen=True)
class Flow:
    """Exchanges from one territory to another, or within one, that have the same status.

    Attributes:
        start, end: codes of provinces or cantons.
        status: its notation.
        codes: of the exchanges.
        words: what the arrow says to who points at it.
    """

    start: str
    end: str
    status: str
    codes: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Arrow:
    """A flow as drawn: the path of its line, of its head, and its label in a box.

    `way` is what the line and its head take of the sheet.
    """

    path: str
    head: str
    look: StatusLook
    label: str
    box: Box
    way: tuple[Box, ...]
    words: str


def flow_map(
    boundaries: Boundaries,
    territories: Iterable[Territory],
    flows: Iterable[Flow],
    language: str,
    title: str,
    statuses: Mapping[str, str],
) -> Markup | None:
    """Return the map of who gives to whom; None where nothing of it can be drawn.

    Args:
        boundaries: of all provinces.
        territories: that flows may name.
        flows: those that name what has no place on the map are left to the table.
        language: of the words.
        title: of the picture.
        statuses: what people call each status, in the order of the legend.
    """
    if not boundaries.outlines:
        return None
    sheet = Sheet(boundaries.outlines, *_SHEET)
    known = {each.code: each for each in territories if sheet.rings.get(each.province)}
    drawn = [flow for flow in flows if flow.start in known and flow.end in known]
    if not drawn:
        return None
    named = {code: known[code] for flow in drawn for code in (flow.start, flow.end)}
    places = {code: _place(sheet, territory) for code, territory in named.items()}
    arrows = _arrows(drawn, places, sheet.width)
    return fragment(
        "flow-map.svg.j2",
        language,
        title=title,
        width=sheet.width,
        height=sheet.height,
        frame=sheet.frame,
        provinces=[
            (outlines.path(rings), code in {each.province for each in named.values()})
            for code, rings in sheet.rings.items()
        ],
        arrows=arrows,
        spots=_spots(places, named, arrows, sheet.width),
        dot=_DOT,
        statuses=[
            (name, status_look(status))
            for status, name in statuses.items()
            if status in {flow.status for flow in drawn}
        ],
    )


def _place(sheet: Sheet, territory: Territory) -> Point:
    """A canton at its seat; a province in its middle, for its seat is that of a canton."""
    if territory.is_province:
        strip = widest(sheet.rings[territory.code], _WORDS)
        return strip.x, strip.y
    return sheet.at(territory.province, (territory.longitude, territory.latitude))


def _arrows(flows: Iterable[Flow], places: Mapping[str, Point], width: float) -> list[Arrow]:
    taken = [_square(place) for place in places.values()]
    before: dict[tuple[str, str], int] = {}
    drawn = []
    for flow in flows:
        ends = flow.start, flow.end
        turn = before[ends] = before.get(ends, -1) + 1
        curve = _curve(places[flow.start], places[flow.end], turn)
        label = " ".join(flow.codes) if len(flow.codes) <= _LABELLED else f"{len(flow.codes)} ×"
        box = min(
            (_around(_at(curve, along), label) for along in _ALONG),
            key=lambda option: seat_circles.cost(option, taken, width),
        )
        taken.append(box)
        look = status_look(flow.status)
        way = tuple(_square(_at(curve, stop / _STOPS)) for stop in range(1, _STOPS + 1))
        drawn.append(Arrow(_line(curve), _head(curve), look, label, box, way, flow.words))
    return drawn


Curve = tuple[Point, Point, Point, Point]


def _curve(start: Point, end: Point, turn: int) -> Curve:
    """A cubic curve that leaves its ends free; to the left of who walks it, so two ways part."""
    length = math.dist(start, end)
    if length < 2 * _DOT + _HEAD:
        reach = _LOOP * (1 + turn / 2)
        x, y = start
        return (x - _DOT, y - _DOT), (x - reach, y - reach), (x + reach, y - reach), (x, y - _DOT)
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    aside = (along[1], -along[0])
    swing = length * (_SWING + _MORE * turn) * 4 / 3

    def control(part: float) -> Point:
        return (
            start[0] + along[0] * length * part + aside[0] * swing,
            start[1] + along[1] * length * part + aside[1] * swing,
        )

    first, last = control(0.3), control(0.7)
    return _towards(start, first, _DOT + 1), first, last, _towards(end, last, _DOT + 2)


def _towards(point: Point, other: Point, far: float) -> Point:
    length = math.dist(point, other) or 1
    return (
        point[0] + (other[0] - point[0]) * far / length,
        point[1] + (other[1] - point[1]) * far / length,
    )


def _at(curve: Curve, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    x, y = (sum(w * p[axis] for w, p in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _line(curve: Curve) -> str:
    """The line ends inside its head."""
    start, first, last, tip = curve
    points = (start, first, last, _towards(tip, last, _HEAD * 0.8))
    a, b, c, d = (f"{x:.0f} {y:.0f}" for x, y in points)
    return f"M{a}C{b} {c} {d}"


def _head(curve: Curve) -> str:
    *_, last, tip = curve
    back = _towards(tip, last, _HEAD)
    across = ((back[1] - tip[1]) * 0.42, (tip[0] - back[0]) * 0.42)
    corners = (
        tip,
        (back[0] + across[0], back[1] + across[1]),
        (back[0] - across[0], back[1] - across[1]),
    )
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in corners) + "z"


def _square(point: Point) -> Box:
    x, y = point
    return Box(x - _DOT, y + _DOT, x + _DOT, y - _DOT)


def _around(point: Point, label: str) -> Box:
    x, y = point
    half = len(label) * _WORDS * LETTER / 2 + 7
    return Box(round(x - half), round(y + 11), round(x + half), round(y - 11))


def _spots(
    places: Mapping[str, Point],
    named: Mapping[str, Territory],
    arrows: Iterable[Arrow],
    width: float,
) -> tuple[Spot, ...]:
    return seat_circles.named(
        [(*places[code], _DOT, code, each.name) for code, each in named.items()],
        width,
        [box for arrow in arrows for box in (arrow.box, *arrow.way)],
    )
