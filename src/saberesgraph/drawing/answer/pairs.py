"""Pairs as a table of who goes with whom, and as bars where all share one end.

Lines between names were tried first: on a phone, and where everything goes with one thing, their
numbers could not be read.
"""

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from saberesgraph.drawing.answer.bars import bars_of
from saberesgraph.drawing.answer.pivot import pivot_of
from saberesgraph.drawing.answer.points import Point, Thing, largest, points
from saberesgraph.drawing.matrix.seriation import clustered
from saberesgraph.drawing.page import Place
from saberesgraph.queries import NamedQuery
from saberesgraph.results import Table


def pairs(query: NamedQuery, table: Table, language: str, place: Place | None) -> Markup | None:
    """Return an answer of pairs as a picture, with what has the same partners side by side."""
    every = [point for point in points(query, table) if point.row.curie != point.column.curie]
    rows = {point.row.curie for point in every}
    columns = {point.column.curie for point in every}
    if len(rows) == 1:
        from_one = [Point(point.column, point.row, point.values) for point in every]
        return bars_of(query, from_one, language, place)
    if not rows & columns:
        return pivot_of(query, every, language, place)
    kept = largest(every, lambda point: point.size)
    return pivot_of(query, _both_ways(kept), language, place, of=(len(kept), len(every)))


def _both_ways(kept: Iterable[Point]) -> list[Point]:
    """Each pair from either end, in an order that brings ends with the same partners together."""
    ends: dict[str, Thing] = {}
    sizes: dict[tuple[str, str], Point] = {}
    for point in kept:
        for one, other in ((point.row, point.column), (point.column, point.row)):
            ends.setdefault(one.curie, one)
            sizes[one.curie, other.curie] = Point(one, other, point.values)
    order = [list(ends)[at] for at in clustered([_profile(a, ends, sizes) for a in ends])]
    own = (Decimal(),)  # on the diagonal, where nothing is drawn: it gives the order its place
    return [
        sizes.get((a, b)) or Point(ends[a], ends[b], own)
        for a in order
        for b in order
        if a == b or (a, b) in sizes
    ]


def _profile(one: str, ends: Iterable[str], sizes: dict[tuple[str, str], Point]) -> list[int]:
    """How much one goes with each; with itself as with its closest, so that partners are alike."""
    with_each = [max(1, round(sizes[one, b].size)) if (one, b) in sizes else 0 for b in ends]
    return [max(with_each) if b == one else n for b, n in zip(ends, with_each, strict=True)]
