"""The order of the fields in the printed form, and which of them every fiche fills."""

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from saberesgraph.fiches.documents.headings import (
    COMPACT,
    CONDITIONS,
    GUIDING,
    LEARNED,
    NOT_LEARNED,
    PLANNED,
)

PRACTICE: Final = "practice"
LESSON: Final = "lesson"

# names in one group stand side by side; with a mark: what a fiche may well lack
_PRACTICE: Final = (
    "area? code kind? title finding",
    f"{CONDITIONS}? context",
    "advice",
    "causeEffect",
    "limitations?",
    f"{PLANNED}? contribution",
    "beneficiaries?",
    "effectiveness",
    "goals",
    "assistedPopulation",
    "territory",
    "assistance",
    "actor",
    "budgetUSD",
    "replication",
    "institutionalLinks",
    "statedGoal?",
    f"{COMPACT}?",
    f"{GUIDING}?",
    "principle=objective",
    "differentiatingFactors",
    "sustainability",
    "keyword",
)
_LESSON: Final = (
    "area? code kind? title? finding",
    "description",
    "context",
    "goals",
    "beneficiaries",
    "statedGoal?",
    f"{COMPACT}?",
    f"{GUIDING}?",
    "principle=objective",
    "lessonSign?",
    "success",
    "challenges",
    f"{LEARNED}={NOT_LEARNED}=learnedTitle?",
    "territory",
    "actor",
    "differentiatingFactors",
    "effectiveness",
    "criterion:important",
    "criterion:useful",
    "criterion:equitable",
    "criterion:economical",
    "keyword",
)


def _ranks(form: tuple[str, ...]) -> tuple[dict[str, int], frozenset[str]]:
    ranks: dict[str, int] = {}
    needed = set()
    for step in (name for group in form for name in group.split()):
        place = len(ranks)
        for name in step.removesuffix("?").split("="):
            ranks[name] = place
            if not step.endswith("?"):
                needed.add(name)
    return ranks, frozenset(needed)


_FORMS: Final = {PRACTICE: _ranks(_PRACTICE), LESSON: _ranks(_LESSON)}
# fields whose values are no sentences: how they end says nothing
VALUES: Final = frozenset(
    {
        "territory",
        "actor",
        "assistance",
        "assistedPopulation",
        "budgetUSD",
        "statedGoal",
        "keyword",
        "area",
        "code",
        "lessonSign",
        "learnedTitle",
    }
)
# headings under which nothing need stand
EMPTY: Final = frozenset(
    {"kind", CONDITIONS, PLANNED, "statedGoal", COMPACT, GUIDING, LEARNED, NOT_LEARNED}
)


def rank(field: str, form: str) -> int:
    """Return the place of a field in a form, -1 where the form does not have it.

    >>> rank("context", PRACTICE) < rank("goals", PRACTICE), rank("advice", LESSON)
    (True, -1)
    """
    return _FORMS[form or PRACTICE][0].get(field, -1)


@lru_cache(maxsize=4096)
def between(first: int, last: int, form: str) -> tuple[str, ...]:
    """Return the fields that every fiche fills between two places of a form, in its order."""
    ranks, needed = _FORMS[form or PRACTICE]
    return tuple(name for name in ranks if name in needed and first < rank(name, form) < last)


def form_of(field: str) -> str:
    """Return the only form that has a field, "" where both do or none."""
    forms = [form for form, (ranks, _) in _FORMS.items() if field in ranks]
    return forms[0] if len(forms) == 1 else ""


def fitting(fields: Sequence[str]) -> str:
    """Return the form in which these fields leave the fewest gaps, "" where both do.

    >>> fitting(["context", "goals", "beneficiaries"])
    'lesson'
    """
    lacking = []
    for name in (PRACTICE, LESSON):
        ranks = [rank(field, name) for field in fields if rank(field, name) >= 0]
        pairs = itertools.pairwise(ranks)
        back = sum(len(_FORMS[name][0]) for one, other in pairs if other < one)
        lacking.append(
            back + sum(len(between(one, other, name)) for one, other in itertools.pairwise(ranks))
        )
    if lacking[0] == lacking[1]:
        return ""
    return PRACTICE if lacking[0] < lacking[1] else LESSON


def form(kind: str) -> str:
    """Return the form of a kind of fiche."""
    return PRACTICE if kind == "good_practice" else LESSON
