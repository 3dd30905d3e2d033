"""The verdicts of a lesson on its criteria: from a column of their own, or from their reasons."""

import re
from dataclasses import replace
from typing import Final

from saberesgraph.fiches.draft import Evidence
from saberesgraph.fiches.form.column import CRITERION, VERDICT
from saberesgraph.fiches.form.items import code_of
from saberesgraph.fiches.record import Assessment, Record
from saberesgraph.fiches.values.known import Known
from saberesgraph.fiches.values.notes import Notes, backed, holds
from saberesgraph.language import folded
from saberesgraph.practice.card import CRITERIA

_NOT_STATED: Final = "not-stated"
# how a reason begins that gives its verdict; «No es posible…» gives none
_OPENINGS: Final = (
    ("yes", re.compile(r"s[ií]\s*(?:[,.;:]|$)", re.IGNORECASE)),
    ("no", re.compile(r"no\s*(?:[,.;:]|$)", re.IGNORECASE)),
    ("partly", re.compile(r"(?:medianamente|parcialmente|en parte)\b", re.IGNORECASE)),
)
_WORDS: Final = 5
_WORDS_TO_QUE: Final = 8


def assessments(notes: Notes, known: Known, on_file: Record | None) -> tuple[Assessment, ...]:
    """Return the verdict on each criterion that a draft speaks of; notes what is doubtful."""
    rows = {
        thing.code: row
        for row in notes.draft.evidence
        if backed(row) == "assessment"
        for thing in known.things["criterion"].exactly(row.item)[:1]
    }
    before = {each.criterion: each for each in on_file.assessments} if on_file else {}
    found = (_assessment(code, notes, known, rows.get(code), before.get(code)) for code in CRITERIA)
    return tuple(each for each in found if each)


def opening(reason: str) -> str:
    """Return how a reason begins, to stand for what was printed.

    >>> opening("Sí, debido a que las medidas ayudan"), opening("No, la entrega de tablets es cara")
    ('Sí, debido a que', 'No, la entrega de tablets')
    """
    words = reason.split()
    first = words[:_WORDS_TO_QUE]
    end = first.index("que") + 1 if "que" in first else _WORDS
    return " ".join(words[:end])


def verdict(reason: str) -> str | None:
    """Return the code of the verdict with which a reason begins, None where it has none.

    >>> verdict("Sí, debido a que…"), verdict("No es posible identificar…")
    ('yes', None)
    """
    return next((code for code, begins in _OPENINGS if begins.match(reason.strip())), None)


def _assessment(
    criterion: str, notes: Notes, known: Known, row: Evidence | None, before: Assessment | None
) -> Assessment | None:
    key, column = f"{CRITERION}{criterion}", f"{VERDICT}{criterion}"
    said = {name: notes.draft.fields[name].text.strip() for name in (key, column)
            if name in notes.draft.fields}  # fmt: skip
    reason, given = said.get(key, ""), said.get(column, "")
    if not reason and not given:
        return None
    read = verdict(reason)
    if given:
        match = known.things["verdict"].find(given)
        code = match.things[0].code if match.taken else verdict(given)
        if code is None:
            notes.remark(
                column,
                "no es un veredicto. Escribe sí, no, en parte o no declarado",
                "it is no verdict. Write sí, no, en parte or no declarado",
                read=given,
                proposed="; ".join(map(str, match.things)),
                rejects=True,
            )
            code = _NOT_STATED
        basis = "Stated" if code in {read, None} or not reason else "Normalised"
    elif before and holds(reason, before.printed or "") and read in {None, before.verdict}:
        # a person read the same words before
        return replace(before, rationale=reason)
    elif read is None:
        notes.remark(
            key,
            "la razón no empieza por un veredicto: queda como no declarado. Si lo da, dilo",
            "the reason begins with no verdict: it stays not stated. If it gives one, say so",
            read=opening(reason),
        )
        code, basis = _NOT_STATED, "Normalised"
    else:
        code, basis = read, "Stated"
    if row is not None:
        named = folded(code_of(row.basis)).startswith(("stated", "decl"))
        basis = "Stated" if named else "Normalised"
        return Assessment(criterion, code, basis, row.printed, reason or None)
    if before and notes.filled and (before.verdict, before.rationale) == (code, reason):
        return before
    return Assessment(criterion, code, basis, opening(reason) or given, reason or None)
