"""The picture of an answer: bars, a matrix or a map, drawn from what a query's header says."""

from markupsafe import Markup

from saberesgraph.drawing.answer.bars import bars
from saberesgraph.drawing.answer.pairs import pairs
from saberesgraph.drawing.answer.pivot import pivot
from saberesgraph.drawing.answer.places import places
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.page import Place
from saberesgraph.queries import NamedQuery
from saberesgraph.results import Table

# what draws each view; a table needs no picture
_PICTURES = {"bar": bars, "matrix": pivot, "network": pairs}
STYLES = ("matrix.css", "answer.css")


def picture(
    query: NamedQuery,
    table: Table,
    language: str,
    place: Place | None,
    boundaries: Boundaries | None = None,
) -> Markup | None:
    """Return the picture of an answer, for a page with STYLES; None where there is nothing to draw.

    The table stands below as its twin, so a picture is one image for a screen reader, and shows
    the largest where there are many. A map needs boundaries.
    """
    if not table.rows:
        return None
    if query.view == "map":
        return places(query, table, language, place, boundaries) if boundaries else None
    draw = _PICTURES.get(query.view)
    return draw(query, table, language, place) if draw else None
