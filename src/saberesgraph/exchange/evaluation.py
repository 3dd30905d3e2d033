"""Evaluates the submissions of a call by the rules of ontology/evaluation/ and the call's own.

Every rule, threshold, count and draft is data: SHACL shapes, SPARQL queries and the call itself.
Here they are run, and what they answer is grouped and sorted. Names of things are prefixed names,
texts go by language (`{"es": …, "en": …}`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from saberesgraph.graph import Graph
from saberesgraph.project import Project


@dataclass(frozen=True)
class Finding:
    """What one rule says of a submission, or of a committee.

    Attributes:
        rule: the prefixed name of its shape.
        outcome: what it means: not-eligible, ask, not-final, flag or note.
        value: what it is about, "" if nothing more.
        source: the prefixed name of the document that the rule rests on, "" where it is a working
            rule of the project.
    """

    rule: str
    outcome: str
    name: Mapping[str, str]
    message: Mapping[str, str]
    value: str
    source: str


@dataclass(frozen=True)
class Judgement:
    """What one assessor found of one criterion: yes, no, partly or not-stated, and why."""

    assessor: str
    verdict: str
    rationale: str


@dataclass(frozen=True)
class Criterion:
    """One criterion or merit of the call, for one submission.

    Attributes:
        state: met, partly, not-met, disputed (the assessors disagree), supported (evidence is
            written and nobody has judged it) or unsupported.
        evidence: what the submission wrote for it, "" if nothing.
        judgements: those that count: of assessors without a conflict of interest.
    """

    curie: str
    label: Mapping[str, str]
    merit: bool
    state: str
    evidence: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True)
class Recorded:
    """The decision that the committee recorded; `verdict` is accepted or changes-requested."""

    verdict: str
    decided_on: str
    signatories: tuple[str, ...]
    changes: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Evaluated:
    """One submission, evaluated.

    Attributes:
        kind: the prefixed name of the kind of organisation, "" if not stated.
        submitted_at: an ISO date and time with its zone, "" if there is none.
        met: how many criteria it meets, as far as they are judged, or else supported.
        minimum: how many the call asks for, if it says.
        findings: the worst outcome first.
        draft: "accepted" or "changes-requested"; "" where it is not eligible.
        final: whether a recorded decision stands: its committee complete and without conflict.
        reviewers: members of the committee whose reviews count.
    """

    curie: str
    code: str
    label: Mapping[str, str]
    applicant: str
    kind: str
    territories: tuple[str, ...]
    axes: tuple[str, ...]
    receivers: tuple[str, ...]
    submitted_at: str
    eligible: bool
    criteria: tuple[Criterion, ...]
    merits: tuple[Criterion, ...]
    met: int
    minimum: int | None
    findings: tuple[Finding, ...]
    draft: str
    decision: Recorded | None
    final: bool
    reviewers: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """A member of a committee: role and organisations by prefixed name."""

    curie: str
    label: str
    role: str
    organisations: tuple[str, ...]


@dataclass(frozen=True)
class CallEvaluation:
    """The evaluation of a call.

    Attributes:
        deadline: an ISO date and time with its zone, "" if the call has none.
        findings: those on its committee, the worst outcome first.
        labels: the names, by language, of every thing that is named above.
    """

    call: str
    label: Mapping[str, str]
    deadline: str
    minimum: int | None
    committee: tuple[Member, ...]
    findings: tuple[Finding, ...]
    submissions: tuple[Evaluated, ...]
    labels: Mapping[str, Mapping[str, str]]


def evaluate(project: Project, graph: Graph, call: str | None = None) -> tuple[CallEvaluation, ...]:
    """Return the evaluation of a call, or of every call with submissions or a committee."""
    return ()
