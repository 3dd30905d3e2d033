"""Which of the evaluated submissions were asked for, and which still want something done."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from saberesgraph.errors import EmptyInputError, UnknownNameError
from saberesgraph.exchange.evaluation import CallEvaluation, Evaluated
from saberesgraph.exchange.given import Given


def chosen(
    found: Sequence[CallEvaluation], files: Given | None, codes: Sequence[str]
) -> tuple[CallEvaluation, ...]:
    """Return what was asked for: of the files that were given, if any, and of the codes, if any.

    A call with a committee and no submissions is kept where no code is asked for.

    Raises:
        UnknownNameError: no submission of those has one of the codes.
        EmptyInputError: nothing is left.
    """
    if files:
        found = [each for each in map(partial(_given, files), found) if each]
    known = {each.code.casefold(): each.curie for call in found for each in call.submissions}
    for code in codes:
        if code.casefold() not in known:
            raise UnknownNameError(code, sorted(known))
    if codes:
        asked = frozenset(known[code.casefold()] for code in codes)
        found = [_only(each, asked) for each in found]
    shown = tuple(each for each in found if each.submissions or (each.committee and not codes))
    if not shown:
        raise EmptyInputError(
            "no hay postulaciones que evaluar",
            "there are no submissions to evaluate",
            hint=(
                "Da un archivo o una carpeta con ellas, como examples/intercooperacion",
                "Give a file or folder that has some, such as examples/intercooperacion",
            ),
        )
    return shown


def is_open(submission: Evaluated, level: str) -> bool:
    """Return whether something is to be done about a submission that is not finally decided.

    Args:
        submission: that was evaluated.
        level: `not-eligible` asks only whether it is so; `ask` also whether something is to be
            asked for, its draft is another than accepted or its decision does not stand; `none` is
            never so.
    """
    if submission.final or level == "none":
        return False
    if level == "not-eligible" or not submission.eligible:
        return not submission.eligible
    asked = any(finding.outcome == "ask" for finding in submission.findings)
    return asked or submission.draft != "accepted" or submission.decision is not None


def _given(files: Given, evaluation: CallEvaluation) -> CallEvaluation | None:
    """What files speak of; of a committee alone, all that it has before it."""
    found = _only(evaluation, files.submissions)
    if found.submissions:
        return found
    return evaluation if evaluation.call in files.calls else None


def _only(evaluation: CallEvaluation, submissions: frozenset[str]) -> CallEvaluation:
    kept = tuple(each for each in evaluation.submissions if each.curie in submissions)
    return replace(evaluation, submissions=kept)
