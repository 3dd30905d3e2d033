"""The map as a picture: of its page, of its own, and small beside a text."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from saberesgraph.drawing.map import Map, names_aside, outlines, province_shapes, seat_circles
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.map.colours import shade_of
from saberesgraph.drawing.page import fragment, render
from saberesgraph.errors import InputError
from saberesgraph.language import translator
from saberesgraph.presence import Presence


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
    found = picture(drawn, shown, language, level)
    if found is None:
        raise InputError(
            "ninguna provincia tiene contorno",
            "no province has an outline",
            hint=(
                "Escribe geo:hasGeometry en data/boundaries.ttl, o pide el mapa en .csv",
                "Write geo:hasGeometry in data/boundaries.ttl, or ask for the map as .csv",
            ),
        )
    return render("map-alone.svg.j2", language, picture=found, shown=shown, level=level)


def small_map(boundaries: Boundaries, highlighted: Mapping[str, int], title: str = "") -> Markup:
    """Return a small picture of the country with some provinces marked.

    Args:
        boundaries: of all provinces.
        highlighted: counts by the code of the province; a count of 0 marks nothing.
        title: what it shows, for who does not see it; without one it is an ornament.
    """
    sheet = boundaries.small
    return fragment(
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


def picture(drawn: Map, shown: Presence, language: str, level: str) -> dict[str, Any] | None:
    """Return what the templates draw; None where no province has an outline."""
    if not drawn.boundaries.outlines:
        return None
    sheet = drawn.boundaries.large
    t = translator(language)
    counts, all_counts = shown.counts(), drawn.presence.counts()
    classes = drawn.classes
    names = {each.code: each.name for each in shown.territories}
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
            (
                spot,
                counts[spot.code],
                round(seat_circles.radius(counts[spot.code], drawn.most_in_canton), 1),
            )
            for spot in seat_circles.spots(sheet, shown.territories, all_counts)
            for count in (counts[spot.code],)
        ],
        "shades": classes,
        "number": province_shapes.NUMBER,
        "letter": province_shapes.NAME,
    }
