"""Calls, submissions and their evaluation, found once for the pages of all languages."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from saberesgraph.exchange.calls import Call, calls
from saberesgraph.exchange.evaluation import CallEvaluation, evaluate_stored
from saberesgraph.exchange.method import Account, accounts
from saberesgraph.exchange.submissions import Submission, submissions
from saberesgraph.namespaces import PROLOGUE, shorten
from saberesgraph.project import Project
from saberesgraph.store import Store

_COMMITTEES: Final = (
    PROLOGUE + "SELECT DISTINCT ?call WHERE { ?member a sab:CommitteeMember ; sab:call ?call }"
)


@dataclass(frozen=True)
class Evaluations:
    """What is told of each call, and what the rules say of what was submitted to it."""

    project: Project
    store: Store

    @cached_property
    def calls(self) -> dict[str, Call]:
        """The calls by prefixed name, the latest first."""
        return calls(self.store)

    @cached_property
    def submissions(self) -> dict[str, Submission]:
        """The submissions by prefixed name."""
        return submissions(self.store)

    @cached_property
    def evaluated(self) -> tuple[str, ...]:
        """The calls that have submissions or a committee, which is what an evaluation is of."""
        committees = {shorten(row["call"]) for row in self.store.select(_COMMITTEES).records()}
        used = {each.call for each in self.submissions.values()} | committees
        return tuple(curie for curie in self.calls if curie in used)

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """What the catalogue's own method says of each record, by code."""
        return accounts(self.project, self.store)

    @cached_property
    def found(self) -> dict[str, CallEvaluation]:
        """The evaluation of those calls."""
        if not self.evaluated:
            return {}
        return {each.call: each for each in evaluate_stored(self.project, self.store)}
