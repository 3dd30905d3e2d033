"""Reads .csv and .tsv files, whatever separates their columns."""

import csv
import io
import re
from itertools import islice
from typing import Final

from saberesgraph.errors import InputError
from saberesgraph.fiches.files.content import (
    LAST_COLUMN,
    MOST_CELLS,
    Cell,
    Found,
    Sheet,
    too_many_cells,
)
from saberesgraph.fiches.files.encoding import decoded

_SEPARATORS: Final = ",;\t|"
_NONE: Final = "\x1f"  # a table of one column
_SAMPLED: Final = 50
# Excel writes it into a file's first line
_DECLARED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_delimited(content: bytes, name: str) -> Found:
    """Return the one sheet of a table, called by a name.

    Raises:
        InputError: it is no text, has a quote that is never closed, or too many cells.
    """
    text, notes = decoded(content)
    csv.field_size_limit(max(len(text), 1))
    declared = _DECLARED.match(text)
    begun = 0
    if declared:
        separator, text, begun = declared[1], text[declared.end() :], 1
    else:
        separator = separator_of(text)
    rows: list[tuple[Cell, ...]] = []
    count = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, begun + 1):
            cells = tuple(Cell(number, i, words) for i, words in enumerate(row, 1) if words)
            count += len(cells)
            if count > MOST_CELLS or len(row) > LAST_COLUMN:
                raise too_many_cells()
            if cells:
                rows.append(cells)
    except csv.Error as error:
        line = begun + reader.line_num
        raise InputError(
            f"las comillas no cierran bien antes de la línea {line}",
            f"quotes do not close well before line {line}",
            hint=(
                "Escribe cada comilla de un texto dos veces, o guarda el archivo como .xlsx",
                "Write each quote inside a text twice, or save the file as .xlsx",
            ),
        ) from error
    return Found(sheets=[Sheet(name, tuple(rows))], notes=list(notes))


def separator_of(text: str) -> str:
    r"""Return what separates the columns: what gives most rows as many as their headings.

    >>> separator_of('código;título\nBP1;"uno, dos, tres"\n'), separator_of("a,b\n1,2\n")
    (';', ',')
    """

    def fit(separator: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = [len(row) for row in islice(reader, _SAMPLED) if row]
        if not widths or widths[0] == 1:
            return 0, 0
        return widths.count(widths[0]) / len(widths), widths[0]

    best = max(_SEPARATORS, key=fit)
    return best if fit(best) > (0, 0) else _NONE
