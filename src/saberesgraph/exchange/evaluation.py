"""Evaluates the submissions of a call by the rules of ontology/evaluation/ and the call's own.

Every rule, threshold, count and draft is data: SHACL shapes, SPARQL queries and the call itself.
Here they are run, and what they answer is grouped and sorted. Names of things are prefixed names,
texts go by language (`{"es": …, "en": …}`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from saberesgraph.errors import UnknownNameError
from saberesgraph.exchange.call_rules import refuse_foreign
from saberesgraph.exchange.ruling import Ruling
from saberesgraph.graph import Graph
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import local_name, shorten
from saberesgraph.project import Project
from saberesgraph.results import natural
from saberesgraph.store import Store


@dataclass(frozen=True)
class Finding:
    """What one rule says of a submission, or of a committee.

    Attributes:
        rule: the prefixed name of its shape.
        outcome: what it means: not-eligible, ask, not-final, flag or note.
        value: what it is about, "" if nothing more.
        source: the prefixed name of the document of the call that the rule rests on, "" where it is
            a working rule of the project.
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
    """Return the evaluation of a call, or of every call with submissions or a committee.

    Raises:
        UnknownNameError: there is no such call.
        InputError: a rule, or a rule of a call, is not as it must be.
        SaberesGraphError: a rule of a call asks what it may not, or takes too long.
    """
    refuse_foreign(graph.reading)
    return evaluate_stored(project, graph.store, call)


def evaluate_stored(
    project: Project, store: Store, call: str | None = None
) -> tuple[CallEvaluation, ...]:
    """Return what `evaluate` does, of data that were loaded, and so vouched for, before."""
    ruling = Ruling(project, store)
    calls = {shorten(row["call"]): row for row in ruling.answer("calls")}
    if call is not None and call not in calls:
        raise UnknownNameError(call, calls)
    told = _Told(ruling)
    used = {shorten(iri) for iri in (*told.submissions, *told.members)}
    wanted = [call] if call is not None else sorted(used & calls.keys(), key=natural)
    return tuple(_Call(told, calls[name]).evaluation() for name in wanted)


class _Told:
    """What a ruling answers, by the submission or call that it is about."""

    def __init__(self, ruling: Ruling) -> None:
        self.ruling = ruling
        self.found = _by(ruling.findings, lambda each: each.focus)
        self.members = _by(ruling.answer("members"), lambda row: row["call"])
        self.submissions = _by(ruling.answer("submissions"), lambda row: row["call"])
        self.links = _by(ruling.answer("links"), lambda row: row["submission"])
        self.criteria = _by(ruling.answer("criteria"), lambda row: row["submission"])
        self.judgements = _by(ruling.answer("judgements"), lambda row: row["submission"])
        self.reviewers = _by(ruling.answer("reviewers"), lambda row: row["submission"])
        self.decisions = _by(ruling.answer("decisions"), lambda row: row["submission"])
        self.said = _by(ruling.answer("decision-links"), lambda row: row["decision"])


class _Call:
    """Puts together what is told of one call, and remembers the names of what it names."""

    def __init__(self, told: _Told, row: dict[str, str]) -> None:
        self._told = told
        self._row = row
        self._minimum = int(row["minimum"]) if row["minimum"] else None
        self._named: set[str] = set()

    def evaluation(self) -> CallEvaluation:
        call = self._row["call"]
        name = self._name(call)
        submissions = _by(self._told.submissions.get(call, ()), lambda row: row["submission"])
        evaluated = tuple(
            self._submission(rows[0])
            for _, rows in sorted(submissions.items(), key=lambda item: natural(item[0]))
        )
        members = _by(self._told.members.get(call, ()), lambda row: row["member"])
        committee = tuple(
            Member(
                self._name(member),
                self._told.ruling.spoken(member, "es"),
                self._name(rows[0]["role"]),
                self._names(row["organisation"] for row in rows),
            )
            for member, rows in sorted(members.items(), key=lambda item: natural(item[0]))
        )
        findings = self._findings(call)
        return CallEvaluation(
            call=name,
            label=self._label(call),
            deadline=self._row["deadline"],
            minimum=self._minimum,
            committee=committee,
            findings=findings,
            submissions=evaluated,
            labels={shorten(iri): self._label(iri) for iri in sorted(self._named)},
        )

    def _submission(self, row: dict[str, str]) -> Evaluated:
        iri = row["submission"]
        links = _by(self._told.links.get(iri, ()), lambda link: local_name(link["link"]))

        def linked(link: str) -> tuple[str, ...]:
            return self._names(row["value"] for row in links.get(link, ()))

        judged = _by(self._told.judgements.get(iri, ()), lambda row: row["criterion"])
        criteria = tuple(
            self._criterion(rows[0], judged.get(criterion, []))
            for criterion, rows in sorted(
                _by(self._told.criteria.get(iri, ()), lambda row: row["criterion"]).items()
            )
        )
        decisions = self._told.decisions.get(iri, [])
        return Evaluated(
            curie=self._name(iri),
            code=row["code"],
            label=self._label(iri),
            applicant=self._name(row["applicant"]),
            kind=self._name(row["kind"]),
            territories=linked("territory"),
            axes=linked("axis"),
            receivers=linked("receiver"),
            submitted_at=row["moment"],
            eligible=row["eligible"] == "true",
            criteria=tuple(each for each in criteria if not each.merit),
            merits=tuple(each for each in criteria if each.merit),
            met=int(row["met"]),
            minimum=self._minimum,
            findings=self._findings(iri),
            draft=self._notation(row["draft"]),
            decision=self._recorded(decisions[0]) if decisions else None,
            final=bool(decisions) and decisions[0]["final"] == "true",
            reviewers=self._names(row["assessor"] for row in self._told.reviewers.get(iri, ())),
        )

    def _criterion(self, row: dict[str, str], judged: list[dict[str, str]]) -> Criterion:
        return Criterion(
            curie=self._name(row["criterion"]),
            label=self._label(row["criterion"]),
            merit=row["merit"] == "true",
            state=self._notation(row["state"]),
            evidence=row["evidence"],
            judgements=tuple(
                Judgement(
                    self._name(each["assessor"]), self._notation(each["verdict"]), each["rationale"]
                )
                for each in sorted(judged, key=lambda each: natural(each["assessor"]))
            ),
        )

    def _recorded(self, row: dict[str, str]) -> Recorded:
        said = _by(self._told.said.get(row["decision"], ()), lambda each: local_name(each["link"]))
        return Recorded(
            verdict=self._notation(row["verdict"]),
            decided_on=row["date"],
            signatories=self._names(each["value"] for each in said.get("signatory", ())),
            changes=tuple(sorted(each["value"] for each in said.get("requestedChange", ()))),
            source=self._name(row["source"]),
        )

    def _findings(self, focus: str) -> tuple[Finding, ...]:
        outcomes = self._told.ruling.outcomes
        found = sorted(
            self._told.found.get(focus, ()),
            key=lambda each: (
                outcomes.index(each.outcome), each.rule, natural(each.value), each.message["es"],
            ),
        )  # fmt: skip
        return tuple(
            Finding(
                rule=shorten(each.rule),
                outcome=self._notation(each.outcome),
                name=each.name,
                message=each.message,
                value=self._name(each.value),
                source=self._name(self._rests_on(each.source)),
            )
            for each in found
        )

    def _rests_on(self, source: str) -> str:
        """The document that a rule rests on: what it asks is what this call prints."""
        sources = self._row["sources"].split()
        return source if not source or not sources or source in sources else sources[0]

    def _name(self, iri: str) -> str:
        """The prefixed name of a thing, remembered; a text that names none stays as it is."""
        if iri in self._told.ruling.labels:
            self._named.add(iri)
        return shorten(iri)

    def _names(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._name(iri) for iri in sorted({*iris} - {""}, key=natural))

    def _notation(self, iri: str) -> str:
        self._name(iri)
        return local_name(iri)

    def _label(self, iri: str) -> dict[str, str]:
        return {language: self._told.ruling.spoken(iri, language) for language in LANGUAGES}


T = TypeVar("T")


def _by(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups
