"""The named queries and their answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from markupsafe import Markup

from saberesgraph.drawing.answer import STYLES, picture
from saberesgraph.drawing.page import Place, render
from saberesgraph.formats import csv
from saberesgraph.language import number, translator
from saberesgraph.queries import THEMES, NamedQuery
from saberesgraph.results import Table, Term, is_number
from saberesgraph.site.content import Content, Pages
from saberesgraph.site.query_form import Field
from saberesgraph.tables import words

# rows that a page shows: the files have more
_MOST: Final = 500
# rows that a file of the site has at most: some answers grow by the square of the catalogue
MOST_WRITTEN: Final = 20_000
# a query that says itself how many rows, or ends with values, to which no limit can be added
_LIMITED: Final = re.compile(r"(?is)\b(limit|offset)\s+\d+[^{}]*$|\bvalues\b[^{}]*\{[^{}]*\}\s*$")
# the column that counts: a zero there is a gap
_COUNTS: Final = ("total", "derived")
# columns of the source's own words, which have no language of their own
_OF_SOURCE: Final = ("printed", "keyword", "deadline", "ceremony")


@dataclass(frozen=True)
class Asked:
    """How a server was asked for an answer, and where else it gives the same.

    Attributes:
        fields: of the form, one for each parameter of the query.
        problems: with the names of what was asked, for the whole page.
        again: whether something was asked, so that a reader may want to start over.
        query: the query string that stands for what was asked, with its `?`; "" for nothing.
        sparql: the query with everything in place.
        seconds: that the answer took.
    """

    fields: tuple[Field, ...]
    problems: tuple[str, ...] = ()
    again: bool = False
    query: str = ""
    sparql: str = ""
    seconds: float = 0


def pages(content: Content) -> Pages:
    """Yield the list of questions, and the page and the CSV of each answer."""
    yield "queries.html", partial(_list, content)
    for query in content.queries:
        answer = cache(partial(_answer, content, query))
        yield f"queries/{query.name}.csv", partial(_csv, answer)
        yield f"queries/{query.name}.html", partial(_page, content, query, answer)


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


def _answer(content: Content, query: NamedQuery) -> Table:
    """The first rows of an answer, and one more where there are more."""
    sparql = query.bound(content.store, content.language)
    if not _LIMITED.search(sparql):
        sparql = f"{sparql.rstrip()}\nLIMIT {MOST_WRITTEN + 1}"
    return query.answer(content.store, sparql)


def _csv(answer: Callable[[], Table], _: Place) -> str:
    found = answer()
    return csv(Table(found.columns, found.rows[:MOST_WRITTEN]))


def _page(content: Content, query: NamedQuery, answer: Callable[[], Table], place: Place) -> str:
    return answer_page(content, query, answer(), place)


def answer_page(
    content: Content,
    query: NamedQuery,
    table: Table | None,
    place: Place,
    asked: Asked | None = None,
) -> str:
    """Return the page of an answer: its picture and its table.

    Args:
        content: of the page's language.
        query: that was asked.
        table: its answer; None where there is none because what was asked is wrong.
        place: of the page.
        asked: how, where a server was; its page has a form and shows the first _MOST rows.
    """
    numeric = {
        name for name, column in query.columns.items() if column.type in {"integer", "decimal"}
    }
    rows = [
        {
            name: _shown(name, cell, content.language, numeric=name in numeric)
            for name, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows[:_MOST]
    ] if table else []  # fmt: skip
    return render(
        "query.html.j2",
        content.language,
        place=place,
        styles=(*STYLES, *(("query-form.css",) if asked else ())),
        query=query,
        asked=asked,
        answered=table is not None,
        sparql=_sparql(query, asked, place),
        picture=picture(query, table, content.language, place, content.boundaries)
        if table
        else None,
        columns=query.headings(content.language),
        rows=rows,
        seconds=number(Decimal(f"{asked.seconds:.3f}"), content.language) if asked else "",
        total=len(table.rows) if table else 0,
        most=MOST_WRITTEN,
        numeric=numeric,
        gaps=next((name for name in _COUNTS if name in query.columns), None),
        # a code that names a record leads to it
        practices=content.by_code,
    )


def _sparql(query: NamedQuery, asked: Asked | None, place: Place) -> str:
    """The link to the page that asks in SPARQL: by name, or with the values that were asked."""
    if asked and asked.query and asked.sparql:
        return place.href("sparql.html") + "#query=" + quote(asked.sparql, safe="")
    return place.href(f"sparql.html#name={query.name}")


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
