"""Reads the sheets of the form, of any version or from elsewhere, as fiches and rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from saberesgraph.fiches.draft import (
    LETTERS,
    Draft,
    Drafts,
    Evidence,
    Leftover,
    Oddity,
    Place,
    Remark,
    Text,
    located,
)
from saberesgraph.fiches.files import Sheet, Sheets
from saberesgraph.fiches.form.columns import (
    ANOMALIES,
    EVIDENCES,
    EXAMPLE,
    LESSONS,
    LISTS,
    OBSERVATIONS,
    PRACTICES,
    READ_ME,
    REMARKS,
    STAMP,
    VERSION,
    VOCABULARIES,
    Form,
)
from saberesgraph.fiches.form.items import code_of
from saberesgraph.fiches.sheets.grid import Grid, Row
from saberesgraph.fiches.sheets.layouts import CODE, CODE_FORM, Layouts
from saberesgraph.fiches.sheets.mapping import Mappings
from saberesgraph.language import folded

KIND: Final = "kind"
_OURS: Final = {folded(name) for name in (READ_ME, EXAMPLE, VOCABULARIES, LISTS)}
_STAMP: Final = re.compile(re.escape(STAMP.partition("/")[0]) + r"/(\d{1,6})")
_LESSONS: Final = {LETTERS[kind]: kind for kind in ("lesson_learned", "lesson_not_learned")}


@dataclass
class Filled:
    """What the sheets of a file say.

    Args:
        drafts: the fiches, with what no column took.
        rows: of the other sheets of the form, by the name of the sheet.
        mapping: how sheets without keys were read; what is doubtful in it is for a person to say.
    """

    drafts: Drafts
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    mapping: Mappings = ()


def filled(sheets: Sheets, form: Form, mapping: Mappings = ()) -> Filled:
    """Return what the sheets of a file say, with the exact place of each value.

    Args:
        sheets: as `files.opened` gives them.
        form: the sheets and columns of the project.
        mapping: how sheets without keys are read, as a person has said; else it is proposed.
    """
    reader = _Reader(sheets, form, mapping)
    for sheet in sheets.sheets:
        reader.take(sheet)
    return reader.filled()


class _Reader:
    def __init__(self, sheets: Sheets, form: Form, mapping: Mappings) -> None:
        self._file = sheets.file
        self._sheets = sheets
        self._form = form
        self._layouts = Layouts(sheets.file, form, mapping)
        self._rows: dict[str, list[Row]] = {name: [] for name in form.sheets}
        self._leftovers: list[Leftover] = []
        self._remarks: list[Remark] = list(sheets.remarks)

    def take(self, sheet: Sheet) -> None:
        """Read a sheet, or say why not."""
        name = folded(sheet.name)
        if name in _OURS:
            if name == folded(READ_ME):
                self._look_at_version(sheet)
            return
        if not sheet.rows or _of_review(sheet):
            return
        if sheet.hidden:
            self._remark(
                sheet,
                "",
                "La hoja está oculta y no se leyó: muéstrala si debe entrar",
                "The sheet is hidden and was not read: show it if it should enter",
            )
            return
        target, layout = self._layouts.layout(sheet)
        if layout is None:
            self._remark(
                sheet,
                "",
                "La hoja no se leyó: sus cabeceras no son de la plantilla. Di en un archivo de "
                "--mapping qué es cada columna",
                "The sheet was not read: its headings are not those of the template. Say in a "
                "--mapping file what each column is",
            )
            return
        grid = Grid(self._file, sheet, layout)
        self._rows[target] += grid.rows()
        self._leftovers += grid.leftovers
        self._remarks += grid.remarks

    def filled(self) -> Filled:
        """Return all that was read."""
        drafts = [
            *(self._draft(row, PRACTICES) for row in self._rows[PRACTICES]),
            *(self._draft(row, LESSONS) for row in self._rows[LESSONS]),
        ]
        drafts = list(self._backed(drafts))
        rest = {
            name: tuple(rows)
            for name, rows in self._rows.items()
            if name not in {PRACTICES, LESSONS, EVIDENCES, ANOMALIES}
        }
        if not any(self._rows.values()):
            self._remarks.append(
                Remark(
                    Place(self._file),
                    "",
                    "No hay ninguna fila con datos. Llena la hoja Prácticas o Lecciones: "
                    "de la hoja Ejemplo no se lee nada",
                    "There is no row with data. Fill the sheet Prácticas or Lecciones: nothing is "
                    "read from the sheet Ejemplo",
                )
            )
        found = Drafts(
            tuple(drafts), tuple(self._leftovers), (*self._remarks, *self._layouts.remarks)
        )
        return Filled(found, rest, tuple(self._layouts.used))

    def _remark(
        self, sheet: Sheet, cell: str, es: str, en: str, read: str = "", proposed: str = ""
    ) -> None:
        place = Place(self._file, sheet=sheet.name, cell=cell or "A1")
        self._remarks.append(Remark(place, "", es, en, read, proposed))

    def _look_at_version(self, sheet: Sheet) -> None:
        first = sheet.rows[0][0].text if sheet.rows else ""
        stamp = _STAMP.fullmatch(first.strip())
        if stamp and int(stamp[1]) > VERSION:
            self._remark(
                sheet,
                "A1",
                "La plantilla es de una versión más nueva que este programa: actualízalo",
                "The template is of a newer version than this program: update it",
                read=first,
            )

    def _draft(self, row: Row, sheet: str) -> Draft:
        values = dict(row.values)
        remarks = list(row.remarks)
        code = values.pop(CODE, None)
        kind = values.pop(KIND, None)
        place = code.place if code else row.place
        name = _mended(code, remarks) if code else ""
        where = located(place, KIND, {KIND: kind} if kind else {}, row.columns)
        what = "good_practice" if sheet == PRACTICES else self._kind(kind, name, where, remarks)
        return Draft(what, name, place, values, remarks=tuple(remarks), columns=row.columns)

    def _kind(self, said: Text | None, code: str, place: Place, remarks: list[Remark]) -> str:
        items = self._form.lists[KIND]
        if said is not None:
            wanted = code_of(said.text)
            for item in items:
                if wanted == item.code or folded(said.text) in map(folded, item.names.values()):
                    return item.code
        meant = _LESSONS.get(code[:2], "")
        listed_es, listed_en = (
            ", ".join(item.names[lang] for item in items) for lang in ("es", "en")
        )
        remarks.append(
            Remark(
                place,
                KIND,
                f"No dice qué clase de lección es. Escribe una: {listed_es}",
                f"It does not say what kind of lesson it is. Write one: {listed_en}",
                said.text if said else "",
                meant,
                rejects=True,
            )
        )
        return meant or items[0].code

    def _backed(self, drafts: list[Draft]) -> Iterator[Draft]:
        """The fiches with the rows of evidence and of oddities that name them."""
        codes = {draft.code for draft in drafts}
        found: dict[tuple[str, str], list[Row]] = {}
        for sheet in (EVIDENCES, ANOMALIES):
            for row in self._rows[sheet]:
                code = _mended(row.values[CODE], []) if CODE in row.values else ""
                if code and code in codes:
                    found.setdefault((sheet, code), []).append(row)
                else:
                    self._orphan(row, code)
        for draft in drafts:
            evidence = found.pop((EVIDENCES, draft.code), [])
            oddities = found.pop((ANOMALIES, draft.code), [])
            yield replace(
                draft,
                evidence=tuple(map(_evidence, evidence)),
                oddities=tuple(map(_oddity, oddities)),
                remarks=(
                    *draft.remarks,
                    *(r for row in (*evidence, *oddities) for r in row.remarks),
                ),
            )

    def _orphan(self, row: Row, code: str) -> None:
        es = f'Ninguna ficha del archivo tiene el código "{code}"'
        en = f'No record of the file has the code "{code}"'
        if not code:
            es, en = "No dice de qué ficha es", "It does not say of which record it is"
        words = "; ".join(f"{key}: {text.text}" for key, text in row.values.items())
        self._leftovers.append(Leftover(row.place, words, es, en))


def _of_review(sheet: Sheet) -> bool:
    """Whether it lists what a review copy says of its files."""
    keys = {cell.text for cell in sheet.rows[0]}
    return folded(sheet.name) == folded(OBSERVATIONS) and REMARKS in keys


def _mended(code: Text, remarks: list[Remark]) -> str:
    words = "".join(code.text.split())
    if not CODE_FORM.fullmatch(words):
        return code.text
    mended = words.upper()
    if mended != code.text:
        remarks.append(
            Remark(
                code.place,
                CODE,
                "El código se lee con mayúsculas y sin espacios",
                "The code is read in capitals and without spaces",
                code.text,
                mended,
            )
        )
    return mended


def _evidence(row: Row) -> Evidence:
    said = _said(row)
    return Evidence(
        said["link"], said["item"], said["printed"], said["basis"], said["field"],
        row.place, said["name"],
    )  # fmt: skip


def _oddity(row: Row) -> Oddity:
    said = _said(row)
    return Oddity(
        code_of(said["field"]),
        code_of(said["kind"]),
        said["printed"],
        said["resolution-es"],
        row.place,
        said["resolution-en"],
        folded(said["absence"]) in {"si", "yes", "1", "true", "x"},
        said["name"],
    )


def _said(row: Row) -> dict[str, str]:
    keys = ("link", "item", "printed", "basis", "field", "name", "kind", "absence")
    known = {key: row.values.get(key) for key in (*keys, "resolution-es", "resolution-en")}
    return {key: text.text if text else "" for key, text in known.items()}
