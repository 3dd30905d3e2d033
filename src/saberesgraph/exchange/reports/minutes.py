"""The minutes of a committee in Markdown: what was found, a draft verdict, and room to sign."""

from collections.abc import Iterator, Sequence
from typing import Final

from saberesgraph.dates import date
from saberesgraph.exchange.evaluation import CallEvaluation, Criterion, Evaluated, Finding
from saberesgraph.exchange.reports.words import (
    DRAFT,
    OUTCOMES,
    STATES,
    VERDICTS,
    criteria_met,
    decision,
    disputed,
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
from saberesgraph.language import translator
from saberesgraph.tables import in_markdown, yes_or_no

# to be filled in by hand: a date or a signature that nobody gave is not ours to write
_BLANK: Final = "\\_" * 12
_WARNED: Final = ("not-final", "flag")


def write(evaluations: Sequence[CallEvaluation], language: str) -> str:
    """Return the minutes of each call, one after the other."""
    written = ("\n".join(_minutes(each, language)).rstrip("\n") for each in evaluations)
    return "\n\n---\n\n".join(written) + "\n"


def _minutes(evaluation: CallEvaluation, language: str) -> Iterator[str]:
    t = translator(language)
    settled = bool(evaluation.submissions) and all(each.final for each in evaluation.submissions)
    mark = "" if settled else t(" (borrador)", " (draft)")
    title = t("Acta de evaluación", "Evaluation minutes")
    yield f"# {title}{mark}: {in_markdown(spoken(evaluation.label, language))}"
    yield ""
    if not settled:
        said_so = t(
            "Los veredictos propuestos son un borrador: solo el comité decide.",
            "The proposed verdicts are a draft: the committee alone decides.",
        )
        yield from (f"> {said_so}", "")
    minimum = "–" if evaluation.minimum is None else str(evaluation.minimum)
    deadline = in_markdown(date(evaluation.deadline, language)) if evaluation.deadline else "–"
    yield f"- {t('Fecha', 'Date')}: {_BLANK}"
    yield f"- {t('Lugar', 'Place')}: {_BLANK}"
    yield f"- {t('Cierre de postulaciones', 'Deadline')}: {deadline}"
    yield f"- {t('Criterios mínimos', 'Minimum of criteria')}: {minimum}"
    yield f"- {t('Postulaciones', 'Submissions')}: {len(evaluation.submissions)}"
    yield ""
    yield from _committee(evaluation, language)
    yield from _warnings(evaluation, language)
    if evaluation.submissions:
        yield from _summary(evaluation, language)
    for each in evaluation.submissions:
        yield from _submission(evaluation, each, language)
    yield from _signatures(evaluation, language)


def _committee(evaluation: CallEvaluation, language: str) -> Iterator[str]:
    t = translator(language)
    yield from (f"## {t('Comité', 'Committee')}", "")
    if evaluation.committee:
        yield from _heading(
            t("Miembro", "Member"), t("Papel", "Role"), t("Organización", "Organisation"),
            t("Postulaciones evaluadas", "Submissions reviewed"),
        )  # fmt: skip
    for member in evaluation.committee:
        yield _row(
            person(evaluation, member, language),
            name(evaluation, member.role, language),
            names(evaluation, member.organisations, language) or "–",
            str(reviewed(evaluation, member)),
        )
    if evaluation.committee:
        yield ""
    lacking = any(each.outcome == "not-final" for each in evaluation.findings)
    complete = bool(evaluation.committee) and not lacking
    yield f"{t('Comité completo', 'Complete committee')}: **{yes_or_no(complete, language)}**."
    yield ""
    yield from _findings(evaluation, evaluation.findings, language)


def _warnings(evaluation: CallEvaluation, language: str) -> Iterator[str]:
    """What the committee must see before it decides: conflicts of interest above all."""
    t = translator(language)
    yield from (f"## {t('Conflictos de interés y advertencias', 'Conflicts and warnings')}", "")
    members = {member.curie for member in evaluation.committee}
    found = [
        f"- **{in_markdown(each.code)}**: {in_markdown(said(evaluation, finding, language))}"
        for each in evaluation.submissions
        for finding in each.findings
        if finding.outcome in _WARNED or (finding.outcome == "note" and finding.value in members)
    ]
    yield from found or [t("Ninguno.", "None.")]
    yield ""


def _summary(evaluation: CallEvaluation, language: str) -> Iterator[str]:
    t = translator(language)
    yield from (f"## {t('Resumen', 'Summary')}", "")
    yield from _heading(
        t("Postulación", "Submission"), t("Organización", "Applicant"), t("Elegible", "Eligible"),
        t("Criterios", "Criteria"), t("Méritos", "Merits"), t("Borrador", "Draft"),
        t("Decisión", "Decision"),
    )  # fmt: skip
    for each in evaluation.submissions:
        yield _row(
            f"{each.code} · {spoken(each.label, language)}",
            name(evaluation, each.applicant, language),
            yes_or_no(each.eligible, language),
            criteria_met(each),
            str(merits_shown(each)),
            draft(each, language),
            decision(each, language),
        )
    yield ""


def _submission(evaluation: CallEvaluation, each: Evaluated, language: str) -> Iterator[str]:
    t = translator(language)
    yield f"## {in_markdown(each.code)} · {in_markdown(spoken(each.label, language))}"
    yield ""
    for heading, shown in (
        (t("Organización", "Applicant"), name(evaluation, each.applicant, language)),
        (t("Clase de organización", "Kind of organisation"), name(evaluation, each.kind, language)),
        (t("Territorios", "Territories"), names(evaluation, each.territories, language)),
        (t("Ejes", "Axes"), names(evaluation, each.axes, language)),
        (t("Receptores previstos", "Intended receivers"),
         names(evaluation, each.receivers, language)),
        (t("Entregada", "Handed in"),
         date(each.submitted_at, language) if each.submitted_at else ""),
        (t("Elegible", "Eligible"), yes_or_no(each.eligible, language)),
    ):  # fmt: skip
        yield f"- {heading}: {in_markdown(shown) or t('no consta', 'not stated')}"
    yield ""
    for title, one, criteria in (
        (t("Criterios", "Criteria"), t("Criterio", "Criterion"), each.criteria),
        (t("Méritos", "Merits"), t("Mérito", "Merit"), each.merits),
    ):
        if criteria:
            yield from (f"### {title}", "")
            yield from _criteria(evaluation, one, criteria, language)
    disagreed = ", ".join(in_markdown(spoken(one.label, language)) for one in disputed(each))
    if disagreed:
        title = t("Desacuerdo entre evaluadores", "Disagreement between assessors")
        yield f"**{title}:** {disagreed}."
        yield ""
    if each.findings:
        title = t("Qué falta y qué pedir", "What is missing and what to ask")
        yield from (f"### {title}", "")
        yield from _findings(evaluation, each.findings, language)
    yield from _verdict(evaluation, each, language)


def _criteria(
    evaluation: CallEvaluation, title: str, criteria: Sequence[Criterion], language: str
) -> Iterator[str]:
    t = translator(language)
    yield from _heading(
        title, t("Estado", "State"), t("Sustento", "Evidence"), t("Evaluadores", "Assessors")
    )
    for each in criteria:
        judgements = "<br>".join(
            in_markdown(
                f"{name(evaluation, one.assessor, language)}: "
                f"{word(VERDICTS, one.verdict, language)}. {one.rationale}"
            )
            for one in each.judgements
        )
        cells = (
            spoken(each.label, language), word(STATES, each.state, language), each.evidence or "–",
        )  # fmt: skip
        yield f"| {' | '.join(map(in_markdown, cells))} | {judgements or '–'} |"
    yield ""


def _verdict(evaluation: CallEvaluation, each: Evaluated, language: str) -> Iterator[str]:
    t = translator(language)
    yield from (f"### {t('Veredicto', 'Verdict')}", "")
    if each.decision is None or not each.final:
        proposed = in_markdown(draft(each, language))
        yield f"{t('Propuesto', 'Proposed')}: **{proposed}** ({t(*DRAFT)})."
        yield ""
    if each.decision is None:
        return
    verdict = in_markdown(decision(each, language))
    yield f"{t('Decisión registrada', 'Recorded decision')}: **{verdict}**."
    yield ""
    signed = names(evaluation, each.decision.signatories, language)
    yield f"- {t('Fecha', 'Date')}: {in_markdown(date(each.decision.decided_on, language)) or '–'}"
    yield f"- {t('Suscriben', 'Signed by')}: {in_markdown(signed) or '–'}"
    for change in each.decision.changes:
        yield f"- {t('Cambio pedido', 'Requested change')}: {in_markdown(change)}"
    yield ""


def _signatures(evaluation: CallEvaluation, language: str) -> Iterator[str]:
    t = translator(language)
    yield from (f"## {t('Firmas', 'Signatures')}", "")
    yield from _heading(t("Nombre", "Name"), t("Firma", "Signature"), t("Fecha", "Date"))
    people = [in_markdown(person(evaluation, each, language)) for each in evaluation.committee]
    for each in people or [_BLANK]:
        yield f"| {each} | {_BLANK} | {_BLANK} |"


def _findings(
    evaluation: CallEvaluation, findings: Sequence[Finding], language: str
) -> Iterator[str]:
    for each in findings:
        outcome = in_markdown(word(OUTCOMES, each.outcome, language))
        source = name(evaluation, each.source, language) if each.source else ""
        rests = f" ({in_markdown(source)})" if source else ""
        yield f"- **{outcome}**: {in_markdown(said(evaluation, each, language))}{rests}"
    if findings:
        yield ""


def _heading(*cells: str) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"
    yield f"|{'---|' * len(cells)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(in_markdown, cells))} |"
