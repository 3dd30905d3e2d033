"""The named queries and their answers."""

from decimal import Decimal
from functools import partial
from typing import Final

import pyoxigraph as ox
from markupsafe import Markup

from saberesgraph.drawing.answer import STYLES, picture
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.page import Place, render
from saberesgraph.formats import csv
from saberesgraph.language import number, translator
from saberesgraph.queries import THEMES, NamedQuery
from saberesgraph.results import Table, Term, is_number
from saberesgraph.site.content import Content, Pages
from saberesgraph.tables import words

# the column that counts: a zero there is a gap
_COUNTS: Final = ("total", "derived")
# columns of the source's own words, which have no language of their own
_OF_SOURCE: Final = ("printed", "keyword", "deadline", "ceremony")


def pages(content: Content) -> Pages:
    """Yield the list of questions, and the page and the CSV of each answer."""
    yield "queries.html", partial(_list, content)
    outlines = boundaries.read(content.store)
    for query in content.queries:
        table = query.run(content.store, content.language)
        yield f"queries/{query.name}.csv", lambda _, table=table: csv(table)  # type: ignore[misc]
        yield f"queries/{query.name}.html", partial(_answer, content, outlines, query, table)


def _list(content: Content, place: Place) -> str:
    t = translator(content.language)
    return render(
        "queries.html.j2",
        content.language,
        place=place,
        themes=[
            (theme, t(*names), of_theme)
            for theme, names in THEMES.items()
            if (of_theme := [query for query in content.queries if query.tags[0] == theme])
        ],
    )


def _answer(
    content: Content, outlines: Boundaries, query: NamedQuery, table: Table, place: Place
) -> str:
    numeric = {
        name for name, column in query.columns.items() if column.type in {"integer", "decimal"}
    }
    rows = [
        {
            name: _shown(name, cell, content.language, numeric=name in numeric)
            for name, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]
    return render(
        "query.html.j2",
        content.language,
        place=place,
        styles=STYLES,
        query=query,
        picture=picture(query, table, content.language, place, outlines),
        columns=query.headings(content.language),
        rows=rows,
        numeric=numeric,
        gaps=next((name for name in _COUNTS if name in table.columns), None),
        # a code that names a record leads to it
        practices={card.code for card in content.cards},
    )


def _shown(name: str, cell: Term, language: str, *, numeric: bool) -> str:
    """Return a cell in words; those in another language than the page's say which."""
    text = words(cell, language)
    if numeric:
        return number(Decimal(text), language) if is_number(text) else text
    of_cell = cell.language if isinstance(cell, ox.Literal) else None
    if name in _OF_SOURCE:
        of_cell = of_cell or "es"
    if not text or of_cell in {None, language}:
        return text
    return Markup('<span lang="{}">{}</span>').format(of_cell, text)
