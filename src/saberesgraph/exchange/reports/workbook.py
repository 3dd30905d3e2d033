"""The evaluation of calls as a workbook: summary, criteria, findings and committee."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from saberesgraph.exchange.evaluation import CallEvaluation, Criterion, Evaluated
from saberesgraph.exchange.reports.words import (
    OUTCOMES,
    STATES,
    VERDICTS,
    decision,
    draft,
    merits_shown,
    name,
    names,
    person,
    reviewed,
    said,
    spoken,
    word,
)
from saberesgraph.fiches.form.cells import MOST, Sheet, Value, cell, saved
from saberesgraph.language import translator
from saberesgraph.tables import yes_or_no

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = tuple[Value, ...]
_CODE, _SHORT, _WIDE = 16, 24, 60
_HEADING: Final = "sg_heading"
_TEXT: Final = "sg_text"
_BLUE: Final = "1F3864"
_MORE: Final = "… (JSON)"


def write(evaluations: Sequence[CallEvaluation], language: str) -> bytes:
    """Return the workbook; the same evaluation gives the same bytes.

    A text longer than a cell can be ends with a mark; JSON has it whole.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _styles(book)
    t = translator(language)
    call, code = (t("Convocatoria", "Call"), _SHORT), (t("Postulación", "Submission"), _CODE)
    _sheet(book, t("Resumen", "Summary"), (
        call, code, (t("Título", "Title"), _WIDE), (t("Organización", "Applicant"), _SHORT),
        (t("Clase de organización", "Kind of organisation"), _SHORT),
        (t("Territorios", "Territories"), _SHORT), (t("Entregada", "Handed in"), _SHORT),
        (t("Elegible", "Eligible"), _CODE), (t("Criterios cumplidos", "Criteria met"), _CODE),
        (t("Criterios mínimos", "Minimum of criteria"), _CODE), (t("Méritos", "Merits"), _CODE),
        (t("Borrador (solo el comité decide)", "Draft (the committee alone decides)"), _SHORT),
        (t("Decisión registrada", "Recorded decision"), _SHORT),
        (t("Fecha de la decisión", "Date of the decision"), _CODE),
    ), (row for each in evaluations for row in _summary(each, language)))  # fmt: skip
    _sheet(book, t("Criterios", "Criteria"), (
        call, code, (t("Criterio o mérito", "Criterion or merit"), _SHORT),
        (t("Clase", "Kind"), _CODE), (t("Estado", "State"), _SHORT),
        (t("Sustento", "Evidence"), _WIDE), (t("Evaluador", "Assessor"), _SHORT),
        (t("Juicio", "Judgement"), _CODE), (t("Razón", "Reason"), _WIDE),
    ), (row for each in evaluations for row in _criteria(each, language)))  # fmt: skip
    _sheet(book, t("Hallazgos", "Findings"), (
        call, code, (t("Consecuencia", "Outcome"), _CODE), (t("Regla", "Rule"), _SHORT),
        (t("Qué falta y qué pedir", "What is missing and what to ask"), _WIDE),
        (t("Fuente", "Source"), _SHORT), (t("Nombre de la regla", "Name of the rule"), _SHORT),
    ), (row for each in evaluations for row in _findings(each, language)))  # fmt: skip
    _sheet(book, t("Comité", "Committee"), (
        call, (t("Miembro", "Member"), _SHORT), (t("Papel", "Role"), _SHORT),
        (t("Organización", "Organisation"), _SHORT),
        (t("Postulaciones evaluadas", "Submissions reviewed"), _CODE),
    ), (row for each in evaluations for row in _committee(each, language)))  # fmt: skip
    return saved(book)


def _summary(evaluation: CallEvaluation, language: str) -> Iterator[Row]:
    for each in evaluation.submissions:
        yield (
            spoken(evaluation.label, language),
            each.code,
            spoken(each.label, language),
            name(evaluation, each.applicant, language),
            name(evaluation, each.kind, language),
            names(evaluation, each.territories, language),
            each.submitted_at,
            yes_or_no(each.eligible, language),
            each.met,
            each.minimum,
            merits_shown(each),
            draft(each, language),
            decision(each, language),
            each.decision.decided_on if each.decision else "",
        )


def _criteria(evaluation: CallEvaluation, language: str) -> Iterator[Row]:
    for each in evaluation.submissions:
        for criterion in (*each.criteria, *each.merits):
            yield from _judged(evaluation, each, criterion, language)


def _judged(
    evaluation: CallEvaluation, each: Evaluated, criterion: Criterion, language: str
) -> Iterator[Row]:
    """A row for each judgement, or one without any."""
    t = translator(language)
    begun: Row = (
        spoken(evaluation.label, language),
        each.code,
        spoken(criterion.label, language),
        t("mérito", "merit") if criterion.merit else t("criterio", "criterion"),
        word(STATES, criterion.state, language),
        criterion.evidence,
    )
    for one in criterion.judgements:
        verdict = word(VERDICTS, one.verdict, language)
        yield (*begun, name(evaluation, one.assessor, language), verdict, one.rationale)
    if not criterion.judgements:
        yield (*begun, "", "", "")


def _findings(evaluation: CallEvaluation, language: str) -> Iterator[Row]:
    found = [("", finding) for finding in evaluation.findings]
    found += [(each.code, finding) for each in evaluation.submissions for finding in each.findings]
    for code, finding in found:
        yield (
            spoken(evaluation.label, language),
            code,
            word(OUTCOMES, finding.outcome, language),
            spoken(finding.name, language),
            said(evaluation, finding, language),
            name(evaluation, finding.source, language),
            finding.rule,
        )


def _committee(evaluation: CallEvaluation, language: str) -> Iterator[Row]:
    for member in evaluation.committee:
        yield (
            spoken(evaluation.label, language),
            person(evaluation, member, language),
            name(evaluation, member.role, language),
            names(evaluation, member.organisations, language),
            reviewed(evaluation, member),
        )


def _styles(book: "Workbook") -> None:
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    wrapped = Alignment(wrap_text=True, vertical="top")
    heading = NamedStyle(_HEADING, font=Font(bold=True, color="FFFFFF"), alignment=wrapped)
    heading.fill = PatternFill("solid", start_color=_BLUE)
    book.add_named_style(heading)
    book.add_named_style(NamedStyle(_TEXT, alignment=wrapped))


def _sheet(
    book: "Workbook", title: str, columns: Sequence[tuple[str, int]], rows: Iterator[Row]
) -> None:
    from openpyxl.utils import get_column_letter

    sheet: Sheet = book.create_sheet(title)
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"
    sheet.append([cell(sheet, heading, _HEADING) for heading, _ in columns])
    for row in rows:
        sheet.append([cell(sheet, _fitting(value), _TEXT) for value in row])


def _fitting(value: Value) -> Value:
    if isinstance(value, str) and len(value) > MOST:
        return value[: MOST - len(_MORE)] + _MORE
    return value
