"""A coverage matrix as a picture that other programs can place: SVG with its own colours."""

import textwrap
from typing import Any, Final

from saberesgraph.coverage import Matrix
from saberesgraph.drawing.matrix import order as matrix_order
from saberesgraph.drawing.matrix.grid import Cell, Name, of_matrix
from saberesgraph.drawing.matrix.page import corner
from saberesgraph.drawing.page import fragment
from saberesgraph.drawing.shades import DARK_INK, RAMP
from saberesgraph.language import translator

_WIDTH: Final = 40
_HEIGHT: Final = 34
_LABELS: Final = 380
_TOP: Final = 70
_HEADINGS: Final = 170
_MARGIN: Final = 24
_ROW_TEXT: Final = 54
_COLUMN_TEXT: Final = 24
_LINES: Final = 2
# of the note below: the height of a line and the mean width of a letter
_NOTE: Final = 17
_LETTER: Final = 6.6


def matrix_svg(found: Matrix, language: str, order: str = "code") -> str:
    """Return a matrix as SVG, in one of the orders of `matrix_order.ORDERS`."""
    t = translator(language)
    shown = matrix_order.ordered(found, order)
    grid = of_matrix(shown, corner(found, language))
    assert grid.total is not None
    columns = len(grid.columns) + 1
    described = t(
        f"{len(grid.rows)} filas por {len(grid.columns)} columnas; {grid.total.text} experiencias. "
        "Los totales cuentan experiencias distintas. Las celdas rayadas no tienen ninguna.",
        f"{len(grid.rows)} rows by {len(grid.columns)} columns; {grid.total.text} experiences. "
        "Totals count distinct experiences. Striped cells have none.",
    )
    if found.derived:
        described += t(
            " Derivado por una regla: no consta que ninguna ficha lo declare (borde discontinuo).",
            " Derived by a rule: no record is known to state it (dashed border).",
        )
    width = 2 * _MARGIN + _LABELS + columns * _WIDTH
    note = textwrap.wrap(described, int((width - 2 * _MARGIN) / _LETTER))
    return fragment(
        "matrix.svg.j2",
        language,
        title=found.title,
        described=described,
        note=note,
        derived=found.derived,
        width=width,
        height=_TOP + _HEADINGS + (len(grid.rows) + 1) * _HEIGHT + 2 * _MARGIN + len(note) * _NOTE,
        margin=_MARGIN,
        cell=(_WIDTH, _HEIGHT),
        headings=[
            _heading(place, column) for place, column in enumerate((*grid.columns, _sum(language)))
        ],
        rows=[
            _row(place, name, (*cells, total))
            for place, (name, cells, total) in enumerate(
                (*grid.rows, (_sum(language), grid.totals, grid.total))
            )
        ],
    )


def _sum(language: str) -> Name:
    return Name("", "", "", translator(language)("Total", "Total"))


def _heading(place: int, column: Name) -> dict[str, Any]:
    return {
        "x": _MARGIN + _LABELS + place * _WIDTH + _WIDTH / 2,
        "y": _TOP + _HEADINGS - 8,
        "lines": _wrapped(column, _COLUMN_TEXT),
    }


def _row(place: int, name: Name, cells: tuple[Cell | None, ...]) -> dict[str, Any]:
    return {
        "y": _TOP + _HEADINGS + place * _HEIGHT,
        "lines": _wrapped(name, _ROW_TEXT),
        "cells": [
            {
                "x": _MARGIN + _LABELS + column * _WIDTH,
                "text": cell.text if cell.shade else "–",
                "total": total,
                "gap": not cell.shade,
                "fill": "#eef3f8" if total else RAMP[cell.shade - 1][0] if cell.shade else "#fff",
                "ink": RAMP[cell.shade - 1][1] if cell.shade and not total else DARK_INK,
            }
            for column, cell in enumerate(cells)
            if cell is not None
            for total in (column == len(cells) - 1 or not name.id,)
        ],
    }


def _wrapped(name: Name, width: int) -> list[str]:
    """A heading in the two lines that there is room for."""
    words = f"{name.code}. {name.label}" if name.code else name.label
    return textwrap.wrap(words, width, max_lines=_LINES, placeholder="…") or [""]
