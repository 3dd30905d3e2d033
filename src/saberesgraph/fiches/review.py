"""The review copy: what was read, in the form that people fill, with a column of remarks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from saberesgraph.fiches.column import WIDE, both, column
from saberesgraph.fiches.columns import ANOMALIES, EVIDENCES, LESSONS, PRACTICES, Form
from saberesgraph.fiches.draft import Draft, Sureness
from saberesgraph.fiches.plan import Plan, Step
from saberesgraph.fiches.template import Row, filled
from saberesgraph.language import translator

REMARKS: Final = "remarks"
"""Key of the column of remarks; a reader passes over it."""

_COLUMN: Final = column(
    REMARKS,
    both(("Observaciones", "Remarks")),
    both(("Lo que hay que mirar; al importar no se lee.", "What to look at; not read again.")),
    width=WIDE,
)
_SURENESS: Final = {
    Sureness.LIKELY: ("probable, puesto en su lugar", "likely, put back in its place"),
    Sureness.GUESSED: ("dudoso", "doubtful"),
}


def review_copy(plan: Plan, form: Form, language: str) -> bytes:
    """Return a workbook of the form with all fiches of a plan as they were read.

    What a person corrects in it can be imported in place of the files.
    """
    headings = {col.key: col.heading[language] for sheet in form.sheets.values() for col in sheet}
    rows: dict[str, list[Row]] = {name: [] for name in (PRACTICES, LESSONS, EVIDENCES, ANOMALIES)}
    for step in plan.steps:
        draft = step.draft
        if draft is None:
            continue
        sheet = PRACTICES if draft.kind == "good_practice" else LESSONS
        rows[sheet].append(_row(step, draft, headings, language))
        rows[EVIDENCES] += [
            {
                "code": draft.code, "link": e.link, "item": e.item, "printed": e.printed,
                "basis": e.basis, "field": e.field, "name": e.name,
            }
            for e in draft.evidence
        ]  # fmt: skip
        rows[ANOMALIES] += [
            {
                "code": draft.code, "field": o.field, "kind": o.kind, "printed": o.printed,
                "resolution-es": o.es, "resolution-en": o.en,
                "absence": "Sí" if o.absence else "", "name": o.name,
            }
            for o in draft.oddities
        ]  # fmt: skip
    sheets = {
        name: (*columns, _COLUMN) if name in {PRACTICES, LESSONS} else columns
        for name, columns in form.sheets.items()
    }
    return filled(replace(form, sheets=sheets), rows, language)


def _row(step: Step, draft: Draft, headings: Mapping[str, str], language: str) -> Row:
    t = translator(language)
    said = [
        f"{headings.get(key, key)}: {t(*_SURENESS[text.sureness])}"
        for key, text in draft.fields.items()
        if text.sureness in _SURENESS
    ]
    for remark in step.remarks:
        name = headings.get(remark.field, remark.field)
        proposed = f" → {remark.proposed}" if remark.proposed else ""
        said.append(f"{name}: {remark.message(language)}{proposed}".removeprefix(": "))
    values = {key: text.text for key, text in draft.fields.items()}
    return {**values, "code": draft.code, "kind": draft.kind, REMARKS: "\n".join(said)}
