"""The page of the map, with its filters, and the table beside it."""

from typing import Any

from saberesgraph.drawing.map import Map
from saberesgraph.drawing.map.svg import picture
from saberesgraph.drawing.page import Place, render
from saberesgraph.drawing.paths import page_of
from saberesgraph.formats import csv
from saberesgraph.language import translator
from saberesgraph.presence import Experience, Presence


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
        picture=picture(drawn, shown, language, level),
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


def map_csv(
    drawn: Map, language: str, *, objective: int | None = None, area: str | None = None
) -> str:
    """Return one line a territory: its count and the codes of its experiences."""
    return csv(drawn.presence.only(objective, area).table(language))


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
        "shades": [[shade.least, shade.fill, shade.ink] for shade in drawn.classes],
        "most": drawn.most_in_canton,
        "start": {
            "objective": str(shown.objective or ""),
            "area": shown.area or "",
            "level": level,
        },
    }
