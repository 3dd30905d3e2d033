"""A table of counts as it is shown: shades, gaps, and where a cell leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from saberesgraph.coverage import Head, Matrix
from saberesgraph.drawing.shades import level, scale

# beyond this the headings of columns stand upright
_MANY: Final = 12
# shades of cells without a number: where a thing crosses itself, and where nothing is said
SELF: Final = -1
UNSAID: Final = -2
# kinds whose code says nothing to people
_WITHOUT_CODE: Final = ("actor:", "territory:", "scope:")


@dataclass(frozen=True)
class Name:
    """A heading: its anchor, what it is about, and the code that people read, if any."""

    id: str
    curie: str
    code: str
    label: str
    aside: bool = False


@dataclass(frozen=True)
class Cell:
    """A number, its shade (0 is a gap, SELF and UNSAID have none), and the anchor of its list."""

    text: str
    shade: int
    list: str = ""


@dataclass(frozen=True)
class Grid:
    """Rows of cells under columns; `totals` and the `total` of each row may be left out."""

    corner: tuple[str, str]
    columns: tuple[Name, ...]
    rows: tuple[tuple[Name, tuple[Cell, ...], Cell | None], ...]
    totals: tuple[Cell, ...] = ()
    total: Cell | None = None
    derived: bool = False
    scale: tuple[tuple[int, int, int], ...] = ()

    @property
    def gaps(self) -> bool:
        """Whether some cell is a gap."""
        return any(not cell.shade for _, cells, _ in self.rows for cell in cells)

    @property
    def unsaid(self) -> bool:
        """Whether of some cell nothing is said."""
        return any(cell.shade == UNSAID for _, cells, _ in self.rows for cell in cells)

    @property
    def many(self) -> bool:
        """Whether there are too many columns for headings that lie flat."""
        return len(self.columns) > _MANY


def of_matrix(found: Matrix, corner: tuple[str, str]) -> Grid:
    """Return a matrix as it is shown; `corner` is what its rows and its columns are."""
    largest = found.largest
    return Grid(
        corner=corner,
        columns=tuple(name(column, "k") for column in found.columns),
        rows=tuple(
            (
                name(row, "r"),
                tuple(
                    Cell(str(count), level(count, largest), list_id(row, column) if count else "")
                    for column in found.columns
                    for count in (len(found.of(row, column)),)
                ),
                _total(found.of_row(row)),
            )
            for row in found.rows
        ),
        totals=tuple(_total(found.of_column(column)) for column in found.columns),
        total=_total(found.all),
        derived=found.derived,
        scale=tuple(scale(largest)),
    )


def name(head: Head, letter: str) -> Name:
    """Return the heading of a row (letter r) or a column (letter k)."""
    code = "" if head.curie.startswith(_WITHOUT_CODE) else head.code
    return Name(f"{letter}-{anchor(head.curie)}", head.curie, code, head.label, head.aside)


def list_id(row: Head, column: Head) -> str:
    """Return the anchor of the list of a cell.

    >>> list_id(Head("objective:15", "15", ""), Head("area:AH", "AH", ""))
    'c-objective-15-AH'
    """
    return f"c-{anchor(row.curie)}-{anchor(column.code)}"


def anchor(words: str) -> str:
    """Return words as part of an anchor: letters, digits, hyphens, points; the rest as numbers.

    >>> anchor("actor:a b")
    'actor-a_20b'
    """
    plain = words.replace(":", "-")
    return "".join(c if c.isalnum() or c in "-." else f"_{ord(c):x}" for c in plain)


def _total(listed: Sequence[str]) -> Cell:
    return Cell(str(len(listed)), 1 if listed else 0)
