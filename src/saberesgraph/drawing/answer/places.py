"""An answer about provinces on the map: shaded by its value, or marked for being in the answer."""

from markupsafe import Markup

from saberesgraph.drawing.answer.points import heading, points, shown
from saberesgraph.drawing.map import outlines
from saberesgraph.drawing.map.boundaries import ARCHIPELAGO, Boundaries, Sheet
from saberesgraph.drawing.map.colours import shade_of, shades
from saberesgraph.drawing.page import Place, fragment
from saberesgraph.queries import NamedQuery
from saberesgraph.results import Table

_KIND = "territory:"
_PADDING = 8
# units a degree, around the mainland, from the archipelago to the edge
_SHEET = (62, 3, 16)


def places(
    query: NamedQuery, table: Table, language: str, place: Place | None, boundaries: Boundaries
) -> Markup | None:
    """Return the provinces of an answer on a map; what is no province is left to the table.

    Where the answer has no value to draw, it marks the provinces that it names.
    """
    sheet = Sheet(boundaries.outlines, *_SHEET)
    found = {
        point.row.curie.removeprefix(_KIND): point
        for point in points(query, table)
        if point.row.curie.removeprefix(_KIND) in sheet.rings
    }
    if not found:
        return None
    counted = any(point.values for point in found.values())
    classes = shades(int(max(point.size for point in found.values())))
    drawn = []
    for code, rings in sheet.rings.items():
        point = found.get(code)
        fill = shade_of(int(point.size), classes).fill if point and counted else ""
        drawn.append(
            {
                "path": outlines.path(rings),
                "fill": fill,
                "gap": point is not None and (not counted or not point.size),
                "name": point.row.label if point else "",
                "value": shown(point.size, language) if point and counted else "",
            }
        )
    return fragment(
        "answer.html.j2",
        language,
        place=place,
        view="map",
        title=query.title[language],
        width=sheet.width,
        height=sheet.height,
        frame=_frame(sheet),
        provinces=drawn,
        counted=heading(query, "value", language) if counted else "",
        classes=classes if counted else (),
        gaps=any(each["gap"] for each in drawn),
    )


def _frame(sheet: Sheet) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of what says that the archipelago stands elsewhere."""
    drawn = [point for ring in sheet.rings.get(ARCHIPELAGO, ()) for point in ring]
    if not drawn:
        return None
    across, down = zip(*drawn, strict=True)
    left, top = min(across) - _PADDING, min(down) - _PADDING
    return left, top, max(across) + _PADDING - left, max(down) + _PADDING - top
