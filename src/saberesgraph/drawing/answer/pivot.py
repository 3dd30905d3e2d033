"""An answer in long form as a table of counts: what it says of a pair stands where they cross."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from markupsafe import Markup

from saberesgraph.coverage import NAMES
from saberesgraph.drawing.answer.points import Point, Thing, heading, largest, points, shown
from saberesgraph.drawing.matrix.grid import SELF, UNSAID, Cell, Grid, Name
from saberesgraph.drawing.page import Place, fragment
from saberesgraph.drawing.shades import level, scale
from saberesgraph.queries import NamedQuery
from saberesgraph.results import Table

# a code is no longer than this
_CODE = 8


def pivot(query: NamedQuery, table: Table, language: str, place: Place | None) -> Markup | None:
    """Return an answer as a matrix; what it gives as none is a gap, and not what it leaves out."""
    return pivot_of(query, points(query, table), language, place)


def pivot_of(
    query: NamedQuery,
    every: Sequence[Point],
    language: str,
    place: Place | None,
    *,
    of: tuple[int, int] | None = None,
) -> Markup | None:
    """Return points as a matrix.

    `of` says that rows and columns are the same ends of pairs, how many pairs are drawn and of how
    many; then a heading of a column may be its code alone.
    """
    rows = _kept(every, lambda point: point.row)
    columns = rows if of else _kept(every, lambda point: point.column)
    values = {(point.row, point.column): point.size for point in every}
    drawn = [[values.get((row, column)) for column in columns[0]] for row in rows[0]]
    top = float(max((value or 0 for line in drawn for value in line), default=0))
    if not top:
        return None
    return fragment(
        "answer.html.j2",
        language,
        place=place,
        view="matrix",
        title=query.title[language],
        counted=heading(query, "value", language),
        grid=Grid(
            corner=(
                heading(query, "row", language),
                "" if of else heading(query, "column", language, -1),
            ),
            columns=tuple(_name(column, short=of is not None) for column in columns[0]),
            rows=tuple(
                (
                    _name(row),
                    tuple(
                        _cell(value, top, language, itself=of is not None and row == column)
                        for column, value in zip(columns[0], line, strict=True)
                    ),
                    None,
                )
                for row, line in zip(rows[0], drawn, strict=True)
            ),
            derived=any(name == "derived" and c.draw for name, c in query.columns.items()),
            scale=tuple(scale(int(top))),
        ),
        kept=(len(rows[0]), len(columns[0])),
        every=(rows[1], columns[1]),
        pairs=of,
        # the same with lists behind its cells, and other orders
        full=f"matrices/{query.name}.html" if query.name in NAMES else None,
    )


def _cell(value: Decimal | None, top: float, language: str, *, itself: bool) -> Cell:
    if itself:
        return Cell("", SELF)
    return (
        Cell("", UNSAID)
        if value is None
        else Cell(shown(value, language), level(float(value), top))
    )


def _kept(every: Sequence[Point], side: Callable[[Point], Thing]) -> tuple[list[Thing], int]:
    """The things of a side that have most, in the order of the answer, and how many there are."""
    sizes: dict[Thing, Decimal] = {}
    for point in every:
        sizes[side(point)] = sizes.get(side(point), Decimal()) + point.size
    return largest(sizes, sizes.__getitem__), len(sizes)


def _name(thing: Thing, *, short: bool = False) -> Name:
    # where several things make one heading, none of them is what it leads to
    curie = thing.curie if " " not in thing.curie else ""
    if len(thing.code) > _CODE:  # no code, but a first name
        return Name("", curie, "", f"{thing.code} · {thing.label}")
    if short and thing.code:
        return Name("", curie, "", thing.code)
    return Name("", curie, thing.code, thing.label)
