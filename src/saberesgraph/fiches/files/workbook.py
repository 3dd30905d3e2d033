"""Reads .xlsx workbooks: what their cells hold, and nothing that they would do.

openpyxl reads formulas or their values but not both, knows no hidden rows when it reads as it goes,
opens images, and refuses a whole workbook for a wrong colour, as exports of web forms have; so the
cells are read here, in one pass, with its dates and names of cells.
"""

import posixpath
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from saberesgraph.fiches.files.content import (
    LAST_COLUMN,
    LAST_ROW,
    MACROS,
    MOST_CELLS,
    MOST_MERGED,
    Cell,
    Found,
    Kind,
    Note,
    Sheet,
    Span,
    broken,
    too_many_cells,
    too_many_merged,
)
from saberesgraph.fiches.files.escapes import unescaped
from saberesgraph.fiches.files.numerals import plain_number
from saberesgraph.fiches.files.package import Package, local

_OUTSIDE: Final = Note(
    "Tiene enlaces a otros archivos o servicios: no se siguen; se leen los últimos valores",
    "It has links to other files or services: they are not followed; the last values are read",
)
_TRUE: Final = {"1", "true"}


def read_workbook(content: bytes, name: str) -> Found:
    """Return the sheets of a workbook.

    Raises:
        InputError: it is damaged, or has too many cells.
    """
    package = Package(content)
    found = Found()
    if any(name.endswith("vbaProject.bin") for name in package.names):
        found.notes.append(MACROS)
    if any(name.startswith(("xl/externalLinks/", "xl/connections")) for name in package.names):
        found.notes.append(_OUTSIDE)
    book = _targets(package, "").get("officeDocument", ["xl/workbook.xml"])[0]
    tree = package.tree(book)
    parts = {key: name for key, _, name in _relationships(package, book)}
    targets = _targets(package, book)
    properties = tree.find("{*}workbookPr")
    reader = _Reader(
        package,
        _strings(package, targets.get("sharedStrings", [])),
        _formats(package, targets.get("styles", [])),
        properties is not None and properties.get("date1904") in _TRUE,
    )
    worksheets = set(targets.get("worksheet", []))
    for sheet in tree.iterfind("{*}sheets/{*}sheet"):
        key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        if parts.get(key) in worksheets:  # a sheet may also be a chart
            hidden = sheet.get("state", "visible") != "visible"
            found.sheets.append(reader.sheet(sheet.get("name", ""), parts[key], hidden))
    return found


def _relationships(package: Package, source: str) -> Iterator[tuple[str, str, str]]:
    """The key, kind and name of each part that a part refers to; none outside the package."""
    folder, name = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package:
        return
    for each in package.tree(rels).iterfind("{*}Relationship"):
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            yield each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target.lstrip("/")


def _targets(package: Package, source: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, kind, name in _relationships(package, source):
        found.setdefault(kind, []).append(name)
    return found


def _text(element: Element) -> str:
    """The text of a string, whose runs may have formats; how it is pronounced is left out."""
    parts = [
        part.text or ""
        for child in element
        for part in ([child] if local(child) == "t" else child.iterfind("{*}t"))
        if local(child) in {"t", "r"}
    ]
    return unescaped("".join(parts))


def _strings(package: Package, names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        for element in package.elements(name):
            if local(element) == "si":
                found.append(_text(element))
                element.clear()
    return found


def _formats(package: Package, names: list[str]) -> list[str]:
    """The number format of each style of a cell."""
    if not names:
        return []
    tree = package.tree(names[0])
    own = {
        each.get("numFmtId"): each.get("formatCode", "")
        for each in tree.iterfind("{*}numFmts/{*}numFmt")
    }
    found = []
    for style in tree.iterfind("{*}cellXfs/{*}xf"):
        key = style.get("numFmtId", "0")
        usual = BUILTIN_FORMATS.get(int(key), "General") if key.isdecimal() else "General"
        found.append(own.get(key, usual))
    return found


class _Reader:
    """Reads the sheets of one workbook, and counts their cells."""

    def __init__(
        self, package: Package, strings: list[str], formats: list[str], since_1904: bool
    ) -> None:
        self._package = package
        self._strings = strings
        self._formats = formats
        self._dates = [is_date_format(form) for form in formats]
        self._epoch = MAC_EPOCH if since_1904 else WINDOWS_EPOCH
        self._count = 0

    def sheet(self, name: str, part: str, hidden: bool) -> Sheet:
        rows: list[tuple[Cell, ...]] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        merged: list[Span] = []
        number = 0
        for element in self._package.elements(part):
            kind = local(element)
            if kind == "row":
                number = _number(element.get("r"), number + 1, LAST_ROW)
                if element.get("hidden") in _TRUE:
                    hidden_rows.add(number)
                if cells := tuple(self._cells(element, number)):
                    rows.append(cells)
                element.clear()
            elif kind == "col" and element.get("hidden") in _TRUE:
                first = _number(element.get("min"), 1, LAST_COLUMN)
                last = _number(element.get("max"), first, LAST_COLUMN)
                hidden_columns |= set(range(first, last + 1))
            elif kind == "mergeCell":
                merged.append(_span(element.get("ref", "")))
                if len(merged) > MOST_MERGED:
                    raise too_many_merged()
        return Sheet(
            name,
            tuple(rows),
            hidden,
            frozenset(hidden_rows),
            frozenset(hidden_columns),
            tuple(merged),
        )

    def _cells(self, row: Element, number: int) -> Iterator[Cell]:
        column = 0
        for element in row:
            if local(element) != "c":
                continue
            column = _column(element.get("r"), number, column + 1)
            cell = self._cell(element, number, column)
            if cell is not None:
                self._count += 1
                if self._count > MOST_CELLS:
                    raise too_many_cells()
                yield cell

    def _cell(self, element: Element, row: int, column: int) -> Cell | None:
        value, formula = "", None
        for child in element:
            name = local(child)
            if name == "v":
                value = child.text or ""
            elif name == "is":
                value = _text(child)
            elif name == "f":
                formula = "=" + (child.text or "")
        kind = element.get("t", "n")
        if formula is not None and not value and kind != "str":
            return Cell(row, column, "", "formula", formula)
        if kind == "e":
            return Cell(row, column, "", "error", value)
        text, what = self._value(value, kind, element.get("s", "0"))
        return Cell(row, column, text, what, formula or "") if text or formula else None

    def _value(self, value: str, kind: str, style: str) -> tuple[str, Kind]:
        if kind == "s":
            place = _number(value, 0, len(self._strings) - 1, least=0)
            return self._strings[place], "text"
        if kind == "b":
            return ("Sí" if value.strip() in _TRUE else "No"), "boolean"
        if kind == "d":
            return value.removesuffix("T00:00:00"), "date"
        if kind == "n":
            return self._figure(value, int(style) if style.isdecimal() else 0)
        return (unescaped(value) if kind == "str" else value), "text"

    def _figure(self, value: str, style: int) -> tuple[str, Kind]:
        if not value:
            return "", "text"
        if style < len(self._formats) and self._dates[style]:
            try:
                moment = from_excel(float(value), self._epoch)
                return (str(moment.isoformat()).removesuffix("T00:00:00")), "date"
            except (ValueError, OverflowError, AttributeError):
                pass  # more days than a calendar has: the number is shown
        text = plain_number(value)
        form = self._formats[style] if style < len(self._formats) else ""
        if form and not form.strip("0") and text.isdecimal():  # a code: 0801 and not 801
            text = text.zfill(len(form))
        return text, "number"


def _number(value: str | None, usual: int, most: int, least: int = 1) -> int:
    if value is None:
        return usual
    if not value.isdecimal() or len(value) > 9 or not least <= int(value) <= most:
        raise broken(f'"{value[:20]}" no es un lugar', f'"{value[:20]}" is no place')
    return int(value)


def _column(place: str | None, row: int, usual: int) -> int:
    if place is None:
        return usual
    try:
        named, column = coordinate_to_tuple(place)
    except (ValueError, TypeError):
        named, column = 0, 0
    if named != row or not usual <= column <= LAST_COLUMN:
        raise broken(f'"{place[:20]}" no es un lugar', f'"{place[:20]}" is no place')
    return column


def _span(place: str) -> Span:
    try:
        left, top, right, bottom = range_boundaries(place)
        return Span(int(top or 1), int(left or 1), int(bottom or LAST_ROW), int(right or 1))
    except (ValueError, TypeError) as error:
        raise broken(f'"{place[:20]}" no es un rango', f'"{place[:20]}" is no range') from error
