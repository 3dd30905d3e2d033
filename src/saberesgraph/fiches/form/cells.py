"""Cells of a workbook that hold what they are given: whole, unchanged, and never a formula."""

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from saberesgraph.archives import zipped
from saberesgraph.errors import InputError

if TYPE_CHECKING:
    from openpyxl import Workbook

Sheet = Any
"""A write-only sheet of openpyxl: its stubs know less of it than there is."""
Value = str | int | Decimal | None

MOST: Final = 32_767
"""Characters of a cell, by the format."""
# what makes a spreadsheet take a typed text for more than text
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
# what XML cannot hold or would change, and what looks like its escape: ISO/IEC 29500-1, 22.9.2.19
_ESCAPED: Final = re.compile(
    "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
# the same bytes for the same content: a file says nothing of when it was written
_DAY: Final = datetime(2000, 1, 1)


def cell(sheet: Sheet, value: Value, style: str) -> Any:
    """Return a cell that holds a value; a text is text, whatever it looks like.

    A text that a spreadsheet would take for a formula is also marked as quoted, so that it stays
    text where somebody edits it. Nothing is put before it: it reads back as it was.

    Args:
        sheet: where it goes.
        value: what it holds.
        style: name of a style of the workbook.
    """
    from openpyxl.cell import WriteOnlyCell

    made: Any = WriteOnlyCell(sheet)
    made.style = style
    if isinstance(value, str) and value:
        # the setter would look for formulas and errors
        made._value = _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", value)
        made.data_type = "s"
        if value.startswith(_ACTIVE):
            made.quotePrefix = True
    elif value is not None and not isinstance(value, str):
        made.value = value
    return made


def refuse_long(value: Value, where: str) -> None:
    """Do nothing where a cell can hold a value; to be asked before a workbook is begun.

    Raises:
        InputError: it is longer than a cell can be.
    """
    if isinstance(value, str) and len(value) > MOST:
        raise InputError(
            f"tiene {len(value)} caracteres, y en una celda caben {MOST}",
            f"it has {len(value)} characters, and a cell holds {MOST}",
            where=where,
            hint=("Acórtalo, o usa Turtle o JSON-LD", "Shorten it, or use Turtle or JSON-LD"),
        )


def saved(book: "Workbook") -> bytes:
    """Return a workbook as a file: the same bytes for the same content."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = _DAY
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    with zipfile.ZipFile(out) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
