"""The named queries and their answers."""

from functools import partial

from saberesgraph.drawing.answer import STYLES, picture
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.page import Place, render
from saberesgraph.formats import csv
from saberesgraph.language import translator
from saberesgraph.queries import THEMES, NamedQuery
from saberesgraph.results import Table
from saberesgraph.site.content import Content, Pages
from saberesgraph.tables import words

# the column that counts: a zero there is a gap
_COUNTS = ("total", "derived")


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
    rows = [
        {name: words(cell, content.language) for name, cell in zip(table.columns, row, strict=True)}
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
        gaps=next((name for name in _COUNTS if name in table.columns), None),
        # a code that names a record leads to it
        practices={card.code for card in content.cards},
    )
