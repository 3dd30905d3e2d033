"""Answers as JSON has them: numbers as numbers, yes and no, null for nothing."""

from decimal import Decimal
from typing import Any, Final

from saberesgraph.queries import NamedQuery
from saberesgraph.results import Table, Term, is_number, text

# as many as a whole number that is asked with may have
_DIGITS: Final = 18


def records(query: NamedQuery, table: Table, part: slice = slice(None)) -> list[dict[str, Any]]:
    """Return one dictionary for each row of an answer, or of a part of it, by column."""
    types = [column.type for column in query.columns.values()]
    return [
        {
            name: value(cell, kind)
            for name, cell, kind in zip(table.columns, row, types, strict=True)
        }
        for row in table.rows[part]
    ]


def value(term: Term, kind: str) -> Any:
    """Return a term of a column, or of a parameter, of a type.

    A fraction is as near as JSON's readers can have it. What is not of its type, or a number of
    more than 18 digits before or after the point, stays the text that it is.

    >>> import pyoxigraph as ox
    >>> value(ox.Literal("1500.0"), "decimal"), value(ox.Literal("0.5"), "decimal")
    (1500, 0.5)
    >>> value(ox.Literal(True), "boolean"), value(ox.Literal("x"), "integer")
    (True, 'x')
    >>> value(ox.Literal("1e999"), "decimal"), value(ox.Literal("-1.5e3"), "decimal")
    ('1e999', -1500)
    >>> value(ox.Literal("0.333333333333333333"), "decimal")
    0.3333333333333333
    """
    if term is None:
        return None
    words = text(term)
    if kind == "boolean" and words in {"true", "false", "1", "0"}:
        return words in {"true", "1"}
    if kind in {"integer", "decimal"} and is_number(words):
        number = Decimal(words)
        if abs(number.adjusted()) < _DIGITS:
            return int(number) if number == number.to_integral_value() else float(number)
    return words
