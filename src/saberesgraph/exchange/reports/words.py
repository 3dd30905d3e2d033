"""What all reports on a call name outcomes, states and verdicts, and how they write a moment."""

from collections.abc import Mapping
from typing import Final

from saberesgraph.dates import date
from saberesgraph.exchange.evaluation import CallEvaluation, Criterion, Evaluated, Finding, Member
from saberesgraph.language import translator, visible
from saberesgraph.namespaces import local_name
from saberesgraph.results import natural
from saberesgraph.validation import finding

Words = Mapping[str, tuple[str, str]]

OUTCOMES: Final[Words] = {
    "not-eligible": ("no elegible", "not eligible"),
    "ask": ("pedir", "ask for"),
    "not-final": ("no es definitivo", "not final"),
    "flag": ("advertencia", "warning"),
    "note": ("nota", "note"),
}
STATES: Final[Words] = {
    "met": ("cumple", "met"),
    "partly": ("cumple en parte", "partly met"),
    "not-met": ("no cumple", "not met"),
    "disputed": ("en desacuerdo", "disputed"),
    "supported": ("con sustento, sin juicio", "supported, not judged"),
    "unsupported": ("sin sustento", "unsupported"),
}
VERDICTS: Final[Words] = {
    "yes": ("sí", "yes"),
    "no": ("no", "no"),
    "partly": ("en parte", "in part"),
    "not-stated": ("no consta", "not stated"),
    "accepted": ("aceptada", "accepted"),
    "changes-requested": ("cambios pedidos", "changes requested"),
}
DRAFT: Final = ("borrador: solo el comité decide", "draft: the committee alone decides")


def word(words: Words, key: str, language: str) -> str:
    """Return what people call a notation, or the notation itself where we have no word for it.

    >>> word(VERDICTS, "accepted", "en"), word(STATES, "other", "es")
    ('accepted', 'other')
    """
    return translator(language)(*words[key]) if key in words else visible(key)


def spoken(texts: Mapping[str, str], language: str) -> str:
    r"""Return a text in a language, or in any other, on one line with nothing a terminal obeys.

    >>> spoken({"es": "Ferias\tde huertos"}, "en")
    'Ferias de huertos'
    """
    return visible(finding.spoken(texts, language))


def name(evaluation: CallEvaluation, curie: str, language: str) -> str:
    """Return what people call a thing of an evaluation, or the end of its name."""
    if not curie:
        return ""
    known = evaluation.labels.get(curie)
    return spoken(known, language) if known else visible(local_name(curie.replace(":", "/")))


def names(evaluation: CallEvaluation, curies: tuple[str, ...], language: str) -> str:
    """Return what people call several things, in order; their names may hold commas."""
    found = sorted((name(evaluation, curie, language) for curie in curies), key=natural)
    return "; ".join(found)


def person(evaluation: CallEvaluation, member: Member, language: str) -> str:
    """Return what people call a member of the committee."""
    known = member.curie in evaluation.labels or not member.label
    return name(evaluation, member.curie, language) if known else visible(member.label)


def reviewed(evaluation: CallEvaluation, member: Member) -> int:
    """Return how many submissions a member has a review of that counts."""
    return sum(member.curie in each.reviewers for each in evaluation.submissions)


def said(evaluation: CallEvaluation, found: Finding, language: str) -> str:
    """Return the sentence of a finding, and what it is about where the sentence does not say it."""
    sentence = spoken(found.message, language)
    about = name(evaluation, found.value, language) if found.value else ""
    shown = about if found.value in evaluation.labels else date(found.value, language)
    return sentence if not shown or shown in sentence else f"{sentence} («{shown}»)"


def criteria_met(submission: Evaluated) -> str:
    """Return how many criteria a submission meets and how many it must, such as `3/3`."""
    return str(submission.met) + (
        f"/{submission.minimum}" if submission.minimum is not None else ""
    )


def merits_shown(submission: Evaluated) -> int:
    """Return how many merits are met, or supported where nobody has judged them."""
    return sum(merit.state in {"met", "supported"} for merit in submission.merits)


def disputed(submission: Evaluated) -> tuple[Criterion, ...]:
    """Return the criteria and merits on which the assessors disagree."""
    every = (*submission.criteria, *submission.merits)
    return tuple(each for each in every if each.state == "disputed")


def views(evaluation: CallEvaluation, criterion: Criterion, language: str) -> str:
    """Return who found what of a criterion, in a line."""
    return "; ".join(
        f"{name(evaluation, each.assessor, language)}: {word(VERDICTS, each.verdict, language)}"
        for each in criterion.judgements
    )


def draft(submission: Evaluated, language: str) -> str:
    """Return the draft verdict, or why there is none."""
    if submission.draft:
        return word(VERDICTS, submission.draft, language)
    return translator(language)("ninguno: no elegible", "none: not eligible")


def decision(submission: Evaluated, language: str) -> str:
    """Return the recorded decision, and whether it does not stand."""
    if submission.decision is None:
        return "–"
    found = word(VERDICTS, submission.decision.verdict, language)
    return found if submission.final else f"{found} ({word(OUTCOMES, 'not-final', language)})"
