"""The review copy: what was read, in the form that people fill, with a column of remarks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from saberesgraph.fiches.draft import Draft, Place, Remark
from saberesgraph.fiches.form.cells import MOST, Value
from saberesgraph.fiches.form.column import WIDE, Column, both, column
from saberesgraph.fiches.form.columns import (
    ACTORS,
    ANOMALIES,
    COMMITTEE,
    DECISIONS,
    EVIDENCES,
    EXCHANGES,
    LESSONS,
    OBSERVATIONS,
    PRACTICES,
    REMARKS,
    REVIEWS,
    SOURCES,
    STEPS,
    SUBMISSIONS,
    Form,
)
from saberesgraph.fiches.form.template import Row, filled
from saberesgraph.fiches.form.workbook import Rows, widened
from saberesgraph.fiches.importing.plan import Plan, Step
from saberesgraph.fiches.record import Record
from saberesgraph.fiches.sheets.grid import Row as GridRow

_COLUMN: Final = column(
    REMARKS,
    both(("Observaciones", "Remarks")),
    both(("Lo que hay que mirar; al importar no se lee.", "What to look at; not read again.")),
    width=WIDE,
)
_PLACED: Final = column("place", both(("Lugar", "Place")), both(("Dónde.", "Where.")))
_READ: Final = column("read", both(("Lo leído", "As read")), both(("", "")), width=WIDE)
# sheet of what is no fiche, by the prefix of its name
_SHEETS: Final = {
    "actor": ACTORS,
    "source": SOURCES,
    "submission": SUBMISSIONS,
    "committee-member": COMMITTEE,
    "review": REVIEWS,
    "decision": DECISIONS,
    "exchange": EXCHANGES,
    "exchange-step": STEPS,
}
_MORE: Final = "…"
_PRACTICE: Final = "good_practice"
_KIND: Final = "kind"


def review_copy(plan: Plan, form: Form, language: str) -> bytes:
    """Return a workbook of the form with all that a plan holds, as it was read.

    What a person corrects in it can be imported in place of the files. Cells that a remark speaks
    of are coloured, and the column of remarks says what of each.

    Raises:
        InputError: a text is longer than a cell can be.
    """
    copy = _Copy(form, language)
    for step in plan.steps:
        copy.take(step)
    for remark in plan.remarks:
        copy.add(OBSERVATIONS, {"place": str(remark.place), "read": remark.read}, (remark,))
    for each in plan.leftovers:
        said = Remark(each.place, "", each.es, each.en)
        copy.add(OBSERVATIONS, {"place": str(each.place), "read": each.text}, (said,))
    return copy.written()


@dataclass
class _Copy:
    """Gathers the rows of each sheet, and which of their cells are to be seen."""

    form: Form
    language: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    marked: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = Rows(self.form, self.language)
        self._headings = self.form.headings(self.language)

    def add(
        self, sheet: str, row: Row, remarks: Iterable[Remark], more: Iterable[str] = ()
    ) -> None:
        """Add a row with the remarks on it."""
        remarks = tuple(remarks)
        said = [*map(self._line, remarks), *more]
        keys = {REMARKS, *(remark.field for remark in remarks)} if said else set()
        self.rows.setdefault(sheet, []).append({**row, REMARKS: _cut(said)} if said else row)
        self.marked.setdefault(sheet, []).append(frozenset(keys))

    def take(self, step: Step) -> None:
        """Add what was read of one thing."""
        origin = step.origin
        if not isinstance(origin, Draft):
            rest = list(step.remarks)
            for below in step.below.values():
                own = [remark for remark in rest if remark.place.beside(below.place)]
                rest = [remark for remark in rest if remark not in own]
                self.add(STEPS, _cells(below), own)
            self.add(_SHEETS[step.code.partition(":")[0]], _cells(origin), rest)
            return
        told: set[Remark] = set()
        for sheet, row, place in self._below(origin, step):
            own = [remark for remark in step.remarks if remark.place == place]
            told.update(own)
            self.add(sheet, row, own)
        row = self._fiche(origin, step)
        known = {key: value for key, value in row.items() if key in self._headings}
        more = [f"{key}: {row[key]}" for key in row if key not in known]
        sheet = PRACTICES if origin.kind == _PRACTICE else LESSONS
        self.add(sheet, known, [r for r in step.remarks if r not in told], more)

    def written(self) -> bytes:
        """Return the workbook."""
        sheets: dict[str, tuple[Column, ...]] = {
            name: (*columns, _COLUMN) for name, columns in self.form.sheets.items()
        }
        if OBSERVATIONS in self.rows:
            sheets[OBSERVATIONS] = (_PLACED, _READ, _COLUMN)
        form = widened(replace(self.form, sheets=sheets), self.rows)
        return filled(form, self.rows, self.language, self.marked)

    def _fiche(self, draft: Draft, step: Step) -> Row:
        """The cells of a fiche: of a sheet as they were, of a document as they were understood."""
        row: dict[str, Value] = {key: text.text for key, text in draft.fields.items()}
        open_ = {remark.field: remark.read for remark in step.remarks if remark.rejects}
        understood = _understood(draft, step)
        if understood:
            cells = self._rows.fiche(understood)
            row |= {key: value for key, value in cells.items() if key not in open_}
        row["code"] = draft.code
        if draft.kind != _PRACTICE:
            row[_KIND] = open_.get(_KIND, self._rows.shown(_KIND, draft.kind))
        return row

    def _below(self, draft: Draft, step: Step) -> Iterator[tuple[str, Row, Place | None]]:
        """The rows of evidence and oddities of a fiche, and where they were read."""
        understood = _understood(draft, step)
        if understood:
            for row in self._rows.evidence(understood):
                yield EVIDENCES, row, None
            for row in self._rows.anomalies(understood):
                yield ANOMALIES, row, None
            return
        for e in draft.evidence:
            yield EVIDENCES, {
                "code": draft.code, "link": e.link, "item": e.item, "printed": e.printed,
                "basis": e.basis, "field": e.field, "name": e.name,
            }, e.place  # fmt: skip
        for o in draft.oddities:
            yield ANOMALIES, {
                "code": draft.code, "field": o.field, "kind": o.kind, "printed": o.printed,
                "resolution-es": o.es, "resolution-en": o.en,
                "absence": self._rows.shown("yes", "yes") if o.absence else None, "name": o.name,
            }, o.place  # fmt: skip

    def _line(self, remark: Remark) -> str:
        name = self._headings.get(remark.field, remark.field)
        proposed = f" → {remark.proposed}" if remark.proposed else ""
        return f"{name}: {remark.message(self.language)}{proposed}".removeprefix(": ")


def _cells(row: GridRow) -> Row:
    return {key: text.text for key, text in row.values.items()}


def _understood(draft: Draft, step: Step) -> Record | None:
    """What a document came to; a sheet is given back as it was filled."""
    return None if draft.place.sheet else step.reading


def _cut(lines: Sequence[str]) -> str:
    """Remarks as one cell, which has no room for very many."""
    words = "\n".join(lines)
    return words if len(words) <= MOST else f"{words[: MOST - len(_MORE)]}{_MORE}"
