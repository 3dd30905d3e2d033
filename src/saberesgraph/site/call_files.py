"""The evaluation of each call to take away: minutes, a table, and everything as JSON."""

from collections.abc import Iterator
from functools import partial

import pyoxigraph as ox

from saberesgraph.drawing.page import Place
from saberesgraph.exchange.evaluation import CallEvaluation, Evaluated
from saberesgraph.exchange.reports import minutes, record
from saberesgraph.exchange.reports.words import merits_shown, name, names, said, spoken
from saberesgraph.formats import csv
from saberesgraph.results import Table, Term
from saberesgraph.site.content import Content, Files, Pages

_COLUMNS = (
    "code", "title", "applicant", "kind", "territories", "axes", "receivers", "submitted_at",
    "eligible", "met", "minimum", "merits", "draft", "decision", "final", "to_ask", "to_note",
)  # fmt: skip
_GRAVE = ("not-eligible", "ask")


def path(curie: str, suffix: str) -> str:
    """Return the path of a file about the evaluation of a call.

    >>> path("call:2024", "csv")
    'evaluation/2024.csv'
    """
    return f"evaluation/{curie.partition(':')[2]}.{suffix}"


def pages(content: Content) -> Pages:
    """Yield the minutes and the table of each call that has an evaluation."""
    for curie in content.evaluations.evaluated:
        yield path(curie, "md"), partial(_minutes, content, curie)
        yield path(curie, "csv"), partial(_csv, content, curie)


def files(content: Content) -> Files:
    """Yield the evaluation of each call as JSON, which has every language."""
    for curie in content.evaluations.evaluated:
        yield path(curie, "json"), partial(_json, content, curie)


def _minutes(content: Content, curie: str, _: Place) -> str:
    return minutes.write([content.evaluations.found[curie]], content.language)


def _csv(content: Content, curie: str, _: Place) -> str:
    found = content.evaluations.found[curie]
    rows = (tuple(_row(found, each, content.language)) for each in found.submissions)
    return csv(Table(_COLUMNS, tuple(rows)))


def _json(content: Content, curie: str) -> str:
    return record.write([content.evaluations.found[curie]], content.language)


def _row(found: CallEvaluation, each: Evaluated, language: str) -> Iterator[Term]:
    def findings(grave: bool) -> str:
        kept = (one for one in each.findings if (one.outcome in _GRAVE) is grave)
        return " ".join(said(found, one, language) for one in kept)

    cells: tuple[str | int | bool | None, ...] = (
        each.code,
        spoken(each.label, language),
        name(found, each.applicant, language),
        name(found, each.kind, language),
        names(found, each.territories, language),
        names(found, each.axes, language),
        names(found, each.receivers, language),
        each.submitted_at,
        each.eligible,
        each.met,
        each.minimum,
        merits_shown(each),
        each.draft,
        each.decision.verdict if each.decision else None,
        each.final,
        findings(True),
        findings(False),
    )
    yield from (None if cell is None else ox.Literal(cell) for cell in cells)
