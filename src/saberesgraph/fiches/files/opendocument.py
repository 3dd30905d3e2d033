"""Reads .ods workbooks, of LibreOffice and others.

The libraries for it are no longer kept, or tell neither formulas nor what is hidden or merged.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from saberesgraph.fiches.files.content import (
    LAST_COLUMN,
    LAST_ROW,
    MACROS,
    MOST_CELLS,
    MOST_MERGED,
    Cell,
    Found,
    Kind,
    Sheet,
    Span,
    broken,
    too_many_cells,
    too_many_merged,
)
from saberesgraph.fiches.files.numerals import plain_number
from saberesgraph.fiches.files.package import Package, local, protected

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_UNSEEN: Final = {"collapse", "filter"}
_ERRORS: Final = ("#", "Err:")


def read_opendocument(content: bytes, name: str) -> Found:
    """Return the sheets of an OpenDocument workbook.

    Raises:
        InputError: it is damaged or protected, or has too many cells.
    """
    package = Package(content)
    if _MANIFEST in package and any(
        local(each) == "encryption-data" for each in package.elements(_MANIFEST)
    ):
        raise protected()
    found = Found()
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        found.notes.append(MACROS)
    reader = _Reader()
    unseen: set[str] = set()
    for element in package.elements(_CONTENT):
        kind = local(element)
        if kind == "style":
            properties = element.find("{*}table-properties")
            if properties is not None and _get(properties, "display") == "false":
                unseen.add(_get(element, "name"))
        elif kind == "table-row":
            reader.row(element)
            element.clear()
        elif kind == "table-column":
            reader.columns(element)
        elif kind == "table":
            hidden = _get(element, "style-name") in unseen
            found.sheets.append(reader.sheet(_get(element, "name"), hidden))
            element.clear()
    return found


class _Reader:
    """Gathers the rows of one sheet after another, and counts all their cells."""

    def __init__(self) -> None:
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._rows: list[tuple[Cell, ...]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merged: list[Span] = []
        self._row = self._column = 0

    def sheet(self, name: str, hidden: bool) -> Sheet:
        """Return the sheet that ends here."""
        found = Sheet(
            name,
            tuple(self._rows),
            hidden,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            tuple(self._merged),
        )
        self._begin()
        return found

    def columns(self, element: Element) -> None:
        """Take note of columns that nobody sees."""
        count = _repeated(element, "number-columns-repeated", LAST_COLUMN)
        if _get(element, "visibility") in _UNSEEN:
            last = min(self._column + count, LAST_COLUMN)
            self._hidden_columns |= set(range(self._column + 1, last + 1))
        self._column += count

    def row(self, element: Element) -> None:
        """Take a row, as often as it is repeated."""
        count = _repeated(element, "number-rows-repeated", LAST_ROW)
        first = self._row + 1
        self._row += count
        cells = tuple(self._cells(element, first))
        if not cells:
            return
        if _get(element, "visibility") in _UNSEEN:
            self._hidden_rows |= set(range(first, min(self._row, LAST_ROW) + 1))
        self._counted(len(cells) * count)
        self._rows += (
            tuple(cell._replace(row=number) for cell in cells)
            for number in range(first, self._row + 1)
        )

    def _counted(self, cells: int) -> None:
        self._count += cells
        if self._count > MOST_CELLS or self._row > LAST_ROW:
            raise too_many_cells()

    def _cells(self, row: Element, number: int) -> Iterator[Cell]:
        column = 0
        for element in row:
            kind = local(element)
            if kind not in {"table-cell", "covered-table-cell"}:
                continue
            first = column + 1
            count = _repeated(element, "number-columns-repeated", LAST_COLUMN)
            column += count
            down = _repeated(element, "number-rows-spanned", LAST_ROW)
            right = _repeated(element, "number-columns-spanned", LAST_COLUMN)
            if down > 1 or right > 1:
                self._merged.append(Span(number, first, number + down - 1, first + right - 1))
                if len(self._merged) > MOST_MERGED:
                    raise too_many_merged()
            text, what, formula = _value(element)
            if text or what in {"error", "formula"}:
                if column > LAST_COLUMN:
                    raise too_many_cells()
                for place in range(first, column + 1):
                    yield Cell(number, place, text, what, formula)


def _value(cell: Element) -> tuple[str, Kind, str]:
    """The text of a cell, its kind, and its formula."""
    formula = _get(cell, "formula").removeprefix("of:")
    kind = _get(cell, "value-type")
    if not kind and len(cell) == 0 and not formula:
        return "", "text", ""
    printed = "\n".join(_text(each) for each in cell if local(each) == "p")
    if printed.startswith(_ERRORS) and (formula or kind == "error"):
        return "", "error", printed
    if kind in {"float", "percentage", "currency"}:
        text = plain_number(_get(cell, "value"))
        # a code keeps its zeros: 0801 and not 801
        same = printed.isdecimal() and text.isdecimal() and int(printed) == int(text)
        return (printed if same else text), "number", formula
    if kind == "date":
        return _get(cell, "date-value").removesuffix("T00:00:00"), "date", formula
    if kind == "boolean":
        return ("Sí" if _get(cell, "boolean-value") == "true" else "No"), "boolean", formula
    text = printed or _get(cell, "string-value")
    if formula and not text and kind != "string":
        return "", "formula", formula
    return text, "text", formula


def _text(paragraph: Element) -> str:
    """The text of a paragraph; spaces, tabs and breaks are elements of their own."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        kind = local(child)
        if kind == "s":
            spaces = _get(child, "c")
            parts.append(" " * (min(int(spaces), 1000) if spaces.isdecimal() else 1))
        elif kind == "tab":
            parts.append("\t")
        elif kind == "line-break":
            parts.append("\n")
        elif kind not in {"annotation", "note"}:  # remarks that people wrote beside it
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _get(element: Element, name: str) -> str:
    """An attribute by its local name; those of two namespaces say the same."""
    suffix = "}" + name
    return next((v for k, v in element.attrib.items() if k.endswith(suffix)), "")


def _repeated(element: Element, name: str, most: int) -> int:
    written = _get(element, name)
    if not written:
        return 1
    if not written.isdecimal() or len(written) > 9 or int(written) < 1:
        raise broken(f'"{written[:20]}" no es una cuenta', f'"{written[:20]}" is no count')
    return min(int(written), most)
