"""Where the sheets of a file have what: by their keys, a person's mapping, or their headings."""

import re
from collections.abc import Iterable
from typing import Final

from saberesgraph.fiches.draft import Place, Remark
from saberesgraph.fiches.files import Cell, Sheet
from saberesgraph.fiches.form.columns import (
    DATA_SHEETS,
    FIRST_ROW,
    HEADING_ROW,
    HELP_ROW,
    KEY_ROW,
    REMARKS,
    Form,
)
from saberesgraph.fiches.sheets.grid import Layout
from saberesgraph.fiches.sheets.headings import Match, compared, names
from saberesgraph.fiches.sheets.mapping import Mappings, SheetMapping, proposed
from saberesgraph.language import folded

CODE: Final = "code"
CODE_FORM: Final = re.compile(r"[A-Za-z]{2}\d{1,3}_[A-Za-z]{2,4}")
_FEW_KEYS: Final = 2
_LOOKED_AT: Final = 10
_HELP: Final = 200


class Layouts:
    """Finds the layout of each sheet of a file.

    Args:
        file: as it was given.
        form: the sheets and columns of the project.
        given: how a person says that sheets are read.
    """

    def __init__(self, file: str, form: Form, given: Mappings) -> None:
        self._file = file
        self._form = form
        self._given = given
        self.used: list[SheetMapping] = []
        self.remarks: list[Remark] = []

    def layout(self, sheet: Sheet) -> tuple[str, Layout | None]:
        """Return which sheet of the form a sheet is read as, and where it has what.

        None where nothing says so. What a person should know of it joins the remarks.
        """
        given = self._given_for(sheet)
        keyed = None if given else self._keyed(sheet)
        if keyed is not None:
            self._tell_missing(sheet, *keyed)
            return keyed
        said = given or proposed(sheet, self._form)
        self.used.append(said)
        if not said.form:
            return "", None
        if not said.sure:
            self._remark(
                sheet,
                f"A{said.heading_row}",
                f"La hoja se leyó como {said.form}, por sus cabeceras",
                f"The sheet was read as {said.form}, by its headings",
                read=sheet.name,
                proposed=said.form,
            )
        headings = next((row for row in sheet.rows if row[0].row == said.heading_row), ())
        columns = self._columns(sheet, headings, said, bool(given))
        several = {c.key for c in self._form.sheets[said.form] if c.several}
        named = {match.heading: match.key for match in said.matches}
        ignored = {c.column for c in headings if given and named.get(c.text.strip()) == ""}
        if ignored:
            self._remark(
                sheet,
                f"A{said.heading_row}",
                "El archivo de --mapping deja fuera estas columnas",
                "The --mapping file leaves these columns out",
                read=", ".join(columns[column].heading for column in sorted(ignored)),
            )
        first = said.heading_row + 1
        helped = {
            folded(h[:_HELP]) for c in self._form.sheets[said.form] for h in c.help.values() if h
        }
        below = next((row for row in sheet.rows if row[0].row == first), ())
        if any(folded(cell.text[:_HELP]) in helped for cell in below):
            first += 1
        layout = Layout(
            columns, first, said.constants, said.separator, frozenset(several), frozenset(ignored)
        )
        self._tell_missing(sheet, said.form, layout)
        return said.form, layout

    def _given_for(self, sheet: Sheet) -> SheetMapping | None:
        named = next((m for m in self._given if m.sheet == sheet.name), None)
        if named is not None:
            return named
        # an export of the same form has another name each time
        headings = [[cell.text.strip() for cell in row] for row in sheet.rows[:_LOOKED_AT]]
        return next((m for m in self._given if any(map(m.fits, headings))), None)

    def _columns(
        self, sheet: Sheet, headings: Iterable[Cell], said: SheetMapping, given: bool
    ) -> dict[int, Match]:
        """What each column is taken for; the second of two of one name is none."""
        known = {match.heading: match for match in reversed(said.matches)}
        form = self._form.sheets[said.form]
        columns: dict[int, Match] = {}
        taken: dict[str, str] = {}
        places: dict[str, str] = {}
        for cell in headings:
            heading = cell.text.strip()
            if not heading:
                continue
            match = known.pop(heading, None) or Match(heading, "")
            first = places.get(heading) or ("" if match.option else taken.get(match.key, ""))
            if first:
                self._twin(sheet, cell, heading, first)
                match = Match(heading, "")
            if match.key:
                places.setdefault(heading, cell.place)
                taken.setdefault(match.key, cell.place)
            columns[cell.column] = match
            if match.key and not match.sure:
                heads = next(c.heading for c in form if c.key == match.key)
                self._remark(
                    sheet,
                    cell.place,
                    f"La cabecera no es de la plantilla: se propone «{heads['es']}»",
                    f"The heading is none of the template: we propose “{heads['en']}”",
                    read=heading,
                    proposed=match.key,
                )
        for heading, match in known.items():
            if given and match.key:
                self._remark(
                    sheet,
                    f"A{said.heading_row}",
                    "El archivo de --mapping nombra una cabecera que no está",
                    "The --mapping file names a heading that is not there",
                    read=heading,
                )
        return columns

    def _twin(self, sheet: Sheet, cell: Cell, heading: str, first: str) -> None:
        self._remark(
            sheet,
            cell.place,
            f"La cabecera está dos veces: se lee la de {first}, y el contenido de esta se lista",
            f"The heading stands twice: that of {first} is read, and what this one holds is listed",
            read=heading,
        )

    def _keyed(self, sheet: Sheet) -> tuple[str, Layout] | None:
        """The layout of a sheet of the form, by the keys of its first row."""
        target = next((n for n in DATA_SHEETS if folded(n) == folded(sheet.name)), "")
        first = sheet.rows[0]
        if first[0].row != KEY_ROW:
            return None
        keys = {cell.column: cell.text.strip() for cell in first}
        if not target:
            had = {
                name: len({column.key for column in columns} & set(keys.values()))
                for name, columns in self._form.sheets.items()
            }
            target = max(had, key=lambda name: had[name])
        known = {column.key for column in self._form.sheets[target]}
        called = names(self._form.sheets[target])
        if len(known & set(keys.values())) < _FEW_KEYS:
            return None
        by_number = {row[0].row: row for row in sheet.rows[:FIRST_ROW]}
        headings = {c.column: c.text.strip() for c in by_number.get(HEADING_ROW, ())}
        columns: dict[int, Match] = {}
        taken: dict[str, str] = {}
        for column in sorted({*keys, *headings}):
            key, heading = keys.get(column, ""), headings.get(column, "")
            match = Match(heading or key, key) if key in known else None
            if match is None and heading:  # a column that someone added, or of another version
                match = Match(heading, called.get(compared(heading), ""))
            match = match or Match(heading or key, "")
            if match.key in taken:
                cell = Cell(HEADING_ROW, column, "")
                self._twin(sheet, cell, heading or key, taken[match.key])
                match = Match(match.heading, "")
            elif match.key:
                taken[match.key] = Cell(HEADING_ROW, column, "").place
            columns[column] = match
        code = next((c for c, match in columns.items() if match.key == CODE), 0)
        third = {c.column: c.text.strip() for c in by_number.get(HELP_ROW, ())}
        helped = not CODE_FORM.fullmatch(third.get(code, ""))  # someone may have deleted the help
        remarks = frozenset(number for number, key in keys.items() if key == REMARKS)
        return target, Layout(columns, FIRST_ROW if helped else HELP_ROW, ignored=remarks)

    def _tell_missing(self, sheet: Sheet, target: str, layout: Layout) -> None:
        had = {match.key for match in layout.columns.values()} | set(layout.constants)
        missing = [
            column
            for column in self._form.sheets[target]
            if column.required and column.key not in had
        ]
        if missing:
            es, en = (", ".join(c.heading[lang] for c in missing) for lang in ("es", "en"))
            self._remark(
                sheet,
                "",
                f"Faltan columnas obligatorias: {es}",
                f"Required columns are missing: {en}",
            )

    def _remark(
        self, sheet: Sheet, cell: str, es: str, en: str, read: str = "", proposed: str = ""
    ) -> None:
        place = Place(self._file, sheet=sheet.name, cell=cell or "A1")
        self.remarks.append(Remark(place, "", es, en, read, proposed))
