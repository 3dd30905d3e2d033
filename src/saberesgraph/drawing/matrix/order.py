"""The orders in which a coverage matrix can be read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from saberesgraph.coverage import Head, Matrix
from saberesgraph.drawing.matrix.seriation import by_total, clustered
from saberesgraph.language import translator

ORDERS: Final = ("code", "total", "cluster")


def names(found: Matrix, language: str) -> dict[str, str]:
    """Return what people call each order."""
    t = translator(language)
    by_name = found.rows and found.rows[0].curie.startswith("actor:")
    return {
        "code": t("Nombre", "Name") if by_name else t("Código", "Code"),
        "total": t("Total, de más a menos", "Total, most first"),
        "cluster": t("Agrupado: los parecidos, juntos", "Clustered: alike ones together"),
    }


def places(found: Matrix, order: str) -> tuple[list[int], list[int]]:
    """Return the places of the rows and of the columns in an order of ORDERS.

    Columns that stand apart stay last whatever the order.
    """
    own = [place for place, column in enumerate(found.columns) if not column.aside]
    aside = [place for place, column in enumerate(found.columns) if column.aside]
    rows, columns = found.rows, [found.columns[place] for place in own]
    if order == "total":
        return (
            by_total([len(found.of_row(row)) for row in rows]),
            _among(own, by_total([len(found.of_column(column)) for column in columns])) + aside,
        )
    if order == "cluster":
        return (
            clustered(_counts(found, rows, found.columns)),
            _among(own, clustered([*zip(*_counts(found, rows, columns), strict=True)])) + aside,
        )
    return list(range(len(rows))), own + aside


def ordered(found: Matrix, order: str) -> Matrix:
    """Return a matrix with its rows and columns in an order of ORDERS."""
    rows, columns = places(found, order)
    return replace(
        found,
        rows=tuple(found.rows[place] for place in rows),
        columns=tuple(found.columns[place] for place in columns),
    )


def _counts(found: Matrix, rows: Sequence[Head], columns: Sequence[Head]) -> list[tuple[int, ...]]:
    return [tuple(len(found.of(row, column)) for column in columns) for row in rows]


def _among(own: list[int], order: list[int]) -> list[int]:
    return [own[place] for place in order]
