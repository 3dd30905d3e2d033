"""The map: how many experiences each province has, as a page, a picture and a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saberesgraph import presence
from saberesgraph.drawing.map import (
    boundaries,
    names_aside,
    outlines,
    province_shapes,
    seat_circles,
)
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.map.colours import Shade, shade_of, shades
from saberesgraph.drawing.page import Place, render
from saberesgraph.drawing.paths import page_of
from saberesgraph.errors import InputError
from saberesgraph.formats import csv
from saberesgraph.language import translator
from saberesgraph.presence import Experience, Presence
from saberesgraph.store import Store


@dataclass(frozen=True)
class Map:
    """All that the map shows in one language."""

    presence: Presence
    boundaries: Boundaries


def read(store: Store, language: str) -> Map:
    """Return what the map shows."""
    return Map(presence.read(store, language), boundaries.read(store))


def map_page(
    drawn: Map,
    language: str,
    *,
    place: Place | None = None,
    objective: int | None = None,
    area: str | None = None,
    level: str = "province",
) -> str:
    """Return the page of the map, its filters set as asked."""
    shown = drawn.presence.only(objective, area)
    t = translator(language)
    return render(
        "map.html.j2",
        language,
        place=place,
        styles=("map.css",),
        scripts=("map.js",),
        picture=_picture(drawn, shown, language, level),
        data=_data(drawn, shown, language, level, place),
        shown=shown,
        everything=drawn.presence,
        ranked=[
            (t(*heading), level, [row for row in shown.ranked if row[0].is_province is provinces])
            for heading, level, provinces in (
                (("Provincias", "Provinces"), "province", True),
                (("Cantones registrados", "Cantons on record"), "canton", False),
            )
        ],
        provinces={each.code: each.name for each in shown.territories if each.is_province},
        by_objective=_totals(drawn.presence, "objective"),
        by_area=_totals(drawn.presence, "area"),
        level=level,
    )


def map_svg(
    drawn: Map,
    language: str,
    *,
    objective: int | None = None,
    area: str | None = None,
    level: str = "province",
) -> str:
    """Return the map as a picture of its own, with heading and legend.

    Raises:
        InputError: no province has an outline.
    """
    shown = drawn.presence.only(objective, area)
    picture = _picture(drawn, shown, language, level)
    if picture is None:
        raise InputError(
            "ninguna provincia tiene contorno",
            "no province has an outline",
            hint=(
                "Escribe geo:hasGeometry en data/boundaries.ttl, o pide el mapa en .csv",
                "Write geo:hasGeometry in data/boundaries.ttl, or ask for the map as .csv",
            ),
        )
    return render("map-alone.svg.j2", language, picture=picture, shown=shown, level=level)


def map_csv(
    drawn: Map, language: str, *, objective: int | None = None, area: str | None = None
) -> str:
    """Return one line a territory: its count and the codes of its experiences."""
    return csv(drawn.presence.only(objective, area).table(language))


def small_map(boundaries: Boundaries, highlighted: Mapping[str, int], title: str = "") -> str:
    """Return a small picture of the country with some provinces marked.

    Args:
        boundaries: of all provinces.
        highlighted: counts by the code of the province; a count of 0 marks nothing.
        title: what it shows, for who does not see it; without one it is an ornament.
    """
    sheet = boundaries.small
    return render(
        "map-small.svg.j2",
        "es",
        width=sheet.width,
        height=sheet.height,
        paths=[
            (outlines.path(rings), highlighted.get(code, 0) > 0)
            for code, rings in sheet.rings.items()
        ],
        title=title,
    )


def _picture(drawn: Map, shown: Presence, language: str, level: str) -> dict[str, Any] | None:
    """What the templates draw; None where no province has an outline."""
    if not drawn.boundaries.outlines:
        return None
    sheet = drawn.boundaries.large
    t = translator(language)
    counts, all_counts = shown.counts(), drawn.presence.counts()
    classes = _classes(drawn.presence)
    names = {each.code: each.name for each in shown.territories}
    most = _most_in_canton(drawn.presence)
    return {
        "width": sheet.width,
        "height": sheet.height,
        "frame": sheet.frame,
        "title": t("Experiencias por provincia", "Experiences by province")
        if level == "province"
        else t("Experiencias por cantón", "Experiences by canton"),
        "shapes": [
            (shape, names[shape.code], counts[shape.code], shade_of(counts[shape.code], classes))
            for shape in names_aside.placed(sheet, shown.territories)
        ],
        "spots": [
            (spot, counts[spot.code], round(seat_circles.radius(counts[spot.code], most), 1))
            for spot in seat_circles.spots(sheet, shown.territories, all_counts)
        ],
        "shades": classes,
        "number": province_shapes.NUMBER,
        "letter": province_shapes.NAME,
    }


def _classes(presence: Presence) -> tuple[Shade, ...]:
    """The same whatever is filtered, so that colours can be compared."""
    counts = presence.counts()
    return shades(max((counts[e.code] for e in presence.territories if e.is_province), default=0))


def _most_in_canton(presence: Presence) -> int:
    counts = presence.counts()
    return max((counts[e.code] for e in presence.territories if not e.is_province), default=0)


def _totals(presence: Presence, kind: str) -> list[tuple[Any, str, int]]:
    """What a filter may be set to: code, name, how many experiences."""
    if kind == "area":
        return [(c, n, len(presence.only(area=c).experiences)) for c, n in presence.areas.items()]
    return [
        (number, name, len(presence.only(objective=number).experiences))
        for number, name in presence.objectives.items()
    ]


def _data(
    drawn: Map, shown: Presence, language: str, level: str, place: Place | None
) -> dict[str, Any]:
    """What the script counts with."""

    def link(curie: str) -> str | None:
        path = page_of(curie)
        return place.href(path) if place and path else None

    def experience(each: Experience) -> list[Any]:
        return [
            each.code,
            each.name,
            each.area,
            sorted(each.objectives),
            sorted(each.places),
            each.national,
            link(each.curie),
        ]

    return {
        "experiences": [experience(each) for each in drawn.presence.experiences],
        "territories": [
            [each.code, each.name, each.province, link(f"territory:{each.code}")]
            for each in drawn.presence.territories
        ],
        "shades": [[shade.least, shade.fill, shade.ink] for shade in _classes(drawn.presence)],
        "most": _most_in_canton(drawn.presence),
        "start": {
            "objective": str(shown.objective or ""),
            "area": shown.area or "",
            "level": level,
        },
    }
