"""Horizontal bars: their names are text that wraps, their lengths SVG that stretches."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from saberesgraph.drawing.answer.points import Point, largest, points, shown
from saberesgraph.drawing.page import Place, fragment
from saberesgraph.language import translator
from saberesgraph.queries import NamedQuery
from saberesgraph.results import Table


def bars(query: NamedQuery, table: Table, language: str, place: Place | None) -> Markup | None:
    """Return an answer as bars; several values of a row stand one after another."""
    return bars_of(query, points(query, table), language, place)


def bars_of(
    query: NamedQuery, every: Sequence[Point], language: str, place: Place | None
) -> Markup | None:
    """Return points as bars, one for the row of each."""
    kept = largest(every, lambda point: point.size)
    top = max((point.size for point in kept), default=0)
    if not top:
        return None
    drawn = [(name, c) for name, c in query.columns.items() if c.draw == "value"]
    return fragment(
        "answer.html.j2",
        language,
        place=place,
        view="bar",
        title=query.title[language],
        # what rules derive is told from what sources say
        series=[(column.heading[language], name == "derived") for name, column in drawn],
        bars=[_bar(point, float(top), language) for point in kept],
        kept=len(kept),
        every=len(every),
    )


def _bar(point: Point, top: float, language: str) -> dict[str, Any]:
    known = [(place, value) for place, value in enumerate(point.values) if value is not None]
    parts = []
    start = 0.0
    for place, value in known:
        length = 100 * max(float(value), 0) / top
        if length:
            parts.append({"series": place, "x": f"{start:.2f}", "width": f"{length:.2f}"})
        start += length
    values = " + ".join(shown(value, language) for _, value in known)
    missing = translator(language)("sin dato", "no figure")
    several = len(known) > 1
    return {
        "code": point.row.code,
        "label": point.row.label,
        "parts": parts,
        "value": shown(point.size, language) if known else missing,
        "sum": f" = {values}" if several and point.size else "",
        "missing": not known,
    }
