"""The evaluation of calls for a terminal: a table, then for each submission what is behind it."""

from collections.abc import Iterator, Sequence
from typing import Final

from saberesgraph.dates import date
from saberesgraph.exchange.evaluation import CallEvaluation, Evaluated, Finding
from saberesgraph.exchange.reports.words import (
    DRAFT,
    OUTCOMES,
    criteria_met,
    decision,
    disputed,
    draft,
    merits_shown,
    name,
    said,
    spoken,
    views,
    word,
)
from saberesgraph.language import translator, visible
from saberesgraph.tables import Readable, plain, yes_or_no

_LONGEST: Final = 400


def write(evaluations: Sequence[CallEvaluation], language: str, width: int = 0) -> str:
    """Return the evaluations as text for a terminal of a width in characters, 0 for no limit."""
    return "\n".join("\n".join(_call(each, language, width)) + "\n" for each in evaluations)


def _call(evaluation: CallEvaluation, language: str, width: int) -> Iterator[str]:
    t = translator(language)
    title = spoken(evaluation.label, language) or visible(evaluation.call)
    yield title
    if evaluation.deadline:
        yield f"{t('Cierre', 'Deadline')}: {date(evaluation.deadline, language)}"
    members = len(evaluation.committee)
    yield f"{t('Comité: miembros registrados', 'Committee: members on record')}: {members}"
    yield from _findings(evaluation, evaluation.findings, language)
    if not evaluation.submissions:
        return
    yield ""
    headings = (
        t("Postulación", "Submission"), t("Organización", "Applicant"), t("Elegible", "Eligible"),
        t("Criterios", "Criteria"), t("Méritos", "Merits"), t("Borrador", "Draft"),
        t("Decisión", "Decision"),
    )  # fmt: skip
    rows = tuple(_row(evaluation, each, language) for each in evaluation.submissions)
    yield plain(Readable(headings, rows), width).rstrip("\n")
    yield t(*DRAFT)[:1].upper() + t(*DRAFT)[1:] + "."
    for each in evaluation.submissions:
        behind = [
            *_findings(evaluation, each.findings, language),
            *(
                f"  {t('desacuerdo', 'disagreement')}: {spoken(criterion.label, language)} "
                f"({views(evaluation, criterion, language)})"
                for criterion in disputed(each)
            ),
        ]
        if behind:
            yield f"\n{visible(each.code)} · {spoken(each.label, language)}"
            yield from behind


def _row(evaluation: CallEvaluation, each: Evaluated, language: str) -> tuple[str, ...]:
    return (
        visible(each.code),
        name(evaluation, each.applicant, language),
        yes_or_no(each.eligible, language),
        criteria_met(each),
        str(merits_shown(each)),
        draft(each, language),
        decision(each, language),
    )


def _findings(
    evaluation: CallEvaluation, findings: Sequence[Finding], language: str
) -> Iterator[str]:
    """What somebody must do; notes are counted, for the minutes hold them."""
    t = translator(language)
    notes = sum(each.outcome == "note" for each in findings)
    for each in findings:
        if each.outcome == "note":
            continue
        sentence = said(evaluation, each, language)
        short = sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"
        yield f"  {word(OUTCOMES, each.outcome, language)}: {short}"
    if notes:
        yield f"  {t('notas, que están en el acta', 'notes, which the minutes hold')}: {notes}"
