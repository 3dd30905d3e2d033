"""What a file holds, as facts: cells of sheets, or lines of text."""

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, NamedTuple, Self

from openpyxl.utils.cell import get_column_letter

from saberesgraph.errors import InputError
from saberesgraph.fiches.draft import Place, Remark

Kind = Literal["text", "number", "date", "boolean", "error", "formula"]

MOST_CELLS: Final = 1_500_000
MOST_MERGED: Final = 5_000
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

# what no cell or line shows: controls, marks that turn the direction of a text, noncharacters
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)

_UNSEEN_TOLD: Final = (
    "Tenía caracteres que no se ven: se quitaron",
    "It had characters that cannot be seen: they were taken out",
)
_UNSEEN_REST: Final = (
    "También en otros lugares se quitaron caracteres que no se ven",
    "Characters that cannot be seen were taken out of other places too",
)
_MOST_TOLD: Final = 100


class Cell(NamedTuple):
    """A cell that is not empty.

    Args:
        row, column: from 1.
        text: as a person would write it: 32000 and not 32000.0, 2024-01-05, Sí; "" where the
            value is not known.
        kind: of its value; `error` and `formula` have none: an error such as #REF!, and a formula
            whose value the file does not hold.
        formula: that gave the value, or what the error says; never calculated by us.
    """

    row: int
    column: int
    text: str
    kind: Kind = "text"
    formula: str = ""

    @property
    def place(self) -> str:
        """How a sheet names it.

        >>> Cell(12, 6, "").place
        'F12'
        """
        return f"{get_column_letter(self.column)}{self.row}"


class Span(NamedTuple):
    """A range of cells that are one: its corners, from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """Return it as a sheet names it.

        >>> str(Span(2, 1, 3, 2))
        'A2:B3'
        """
        first, last = Cell(self.top, self.left, ""), Cell(self.bottom, self.right, "")
        return f"{first.place}:{last.place}"


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Args:
        name: of it; of a file that holds only one table, the name of the file.
        rows: those that are not empty, each with its cells that are not empty, in order.
        hidden: whether people do not see it.
        hidden_rows, hidden_columns: their numbers.
        merged: ranges joined into one cell, which holds the value of its first.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()


class Note(NamedTuple):
    """Something that a person should know of a file, in Spanish and English, and where."""

    es: str
    en: str
    line: int = 0
    sheet: str = ""
    cell: str = ""

    def remark(self, file: str) -> Remark:
        """Return it as a remark on a file."""
        return Remark(Place(file, self.line, self.sheet, self.cell), "", self.es, self.en)


MACROS: Final = Note(
    "Tiene macros: no se ejecutan; se leen solo los valores",
    "It has macros: they are not run; only the values are read",
)
"""Of a workbook."""


@dataclass(frozen=True)
class Sheets:
    """A workbook, or a table.

    Args:
        file: as it was given.
        sheets: in its order.
        remarks: on the file as a whole.
    """

    file: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Lines:
    """A document.

    Args:
        file: as it was given.
        lines: in its order; the first has number 1. That which begins a page, but for the first
            page, begins with a form feed.
        remarks: on the file as a whole.
    """

    file: str
    lines: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass
class Found:
    """What a reader finds in a file, on its way from the process that read it."""

    sheets: list[Sheet] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _unseen: int = field(default=0, init=False, compare=False)

    def clean(self) -> None:
        """Take out the characters that nobody sees, and note where they were."""
        for number, line in enumerate(self.lines, 1):
            if (words := seen(line)) != line:
                self.lines[number - 1] = words
                self._noted(Note(*_UNSEEN_TOLD, line=number))
        for index, sheet in enumerate(self.sheets):
            name = seen(sheet.name)
            if name == sheet.name and all(seen(c.text) == c.text for r in sheet.rows for c in r):
                continue
            rows = []
            for row in sheet.rows:
                cells = tuple(cell._replace(text=seen(cell.text)) for cell in row)
                for cell, before in zip(cells, row, strict=True):
                    if cell.text != before.text:
                        self._noted(Note(*_UNSEEN_TOLD, sheet=name, cell=cell.place))
                rows.append(cells)
            self.sheets[index] = replace(sheet, name=name, rows=tuple(rows))

    def _noted(self, note: Note) -> None:
        """Take a note, unless so many like it were taken that another tells nothing."""
        self._unseen += 1
        if self._unseen <= _MOST_TOLD:
            self.notes.append(note)
        elif self._unseen == _MOST_TOLD + 1:
            self.notes.append(Note(*_UNSEEN_REST))

    def packed(self) -> bytes:
        """Return it as bytes, for `unpacked`."""
        sheets = [
            (s.name, s.rows, s.hidden, sorted(s.hidden_rows), sorted(s.hidden_columns), s.merged)
            for s in self.sheets
        ]
        return json.dumps([sheets, self.lines, self.notes]).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """Return what `packed` gave.

        >>> found = Found([Sheet("A", ((Cell(1, 2, "a"),),), merged=(Span(1, 2, 3, 4),))])
        >>> Found.unpacked(found.packed()) == found
        True
        """
        sheets, lines, notes = json.loads(content)
        return cls(
            [_sheet(*each) for each in sheets],
            lines,
            [Note(*each) for each in notes],
        )


def _sheet(
    name: str, rows: Any, hidden: bool, hidden_rows: Any, hidden_columns: Any, merged: Any
) -> Sheet:
    return Sheet(
        name,
        tuple(tuple(Cell(*cell) for cell in row) for row in rows),
        hidden,
        frozenset(hidden_rows),
        frozenset(hidden_columns),
        tuple(Span(*each) for each in merged),
    )


def seen(words: str) -> str:
    r"""Return words without the characters that nobody sees.

    >>> seen("uno\x00 dos\u202e")
    'uno dos'
    """
    return _UNSEEN.sub("", words)


def too_many_cells() -> InputError:
    """Return the error for a file with more cells than anyone fills."""
    return InputError(
        f"tiene más de {MOST_CELLS} celdas con contenido",
        f"it has more than {MOST_CELLS} cells with content",
        hint=("Divídelo en varios archivos", "Split it into several files"),
    )


def too_many_merged() -> InputError:
    """Return the error for a sheet with more joined cells than anyone makes."""
    return InputError(
        f"tiene más de {MOST_MERGED} grupos de celdas combinadas",
        f"it has more than {MOST_MERGED} groups of merged cells",
        hint=("Sepáralas", "Unmerge them"),
    )


def broken(es: str, en: str) -> InputError:
    """Return the error for a file that does not hold what its format says."""
    return InputError(
        f"está dañado ({es})",
        f"it is damaged ({en})",
        hint=(
            "Ábrelo con el programa que lo hizo y guárdalo de nuevo",
            "Open it with the program that made it and save it again",
        ),
    )
