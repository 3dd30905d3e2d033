"""Evaluation: a call of forty submissions, committees, and a new call that is one data file."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH, URIRef

from call_records import CLEAN, CRITERIA, PROLOGUE, decision, member, moment, review, submission
from committees import COMMITTEES, ORGANISATIONS, Committee
from forty import CASES, Case
from saberesgraph.errors import InputError, LimitError, SaberesGraphError, UnknownNameError
from saberesgraph.exchange import call_rules
from saberesgraph.exchange.evaluation import CallEvaluation, Criterion, Finding, evaluate
from saberesgraph.graph import Graph, load
from saberesgraph.namespaces import expand, shorten
from saberesgraph.project import Project
from saberesgraph.reading import Reading, parse, parsed, read, to_rdflib
from saberesgraph.results import text
from saberesgraph.sandbox import Limits
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation import validate
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.lint import lint
from saberesgraph.validation.result import Result
from saberesgraph.validation.ruleset import by_language

FOLDER = Path(__file__).parent / "evaluation"
LETTERS = {
    "m": "met", "p": "partly", "n": "not-met", "d": "disputed", "s": "supported",
    "u": "unsupported",
}  # fmt: skip
# a call that says next to nothing, a submission that says as little, and one that says much
NOTHING = {name: "" for name in CLEAN if name != "sab:applicant"}
BARE = "".join(
    (
        'call:bare a sab:Call ; skos:notation "bare" ; skos:prefLabel "Nada"@es .\n',
        submission("bare", "bare", NOTHING, dict.fromkeys(CRITERIA, "")),
        submission(
            "bare",
            "bare-said",
            {
                "sab:applicantKind": "organisation-kind:enterprise",
                "sab:submittedAt": moment("2024-11-10T10:00:00"),
                "sab:summary": '"-"@es',
            },
            dict.fromkeys(CRITERIA, "-"),
        ),
        member("bare", "m1", "knowledge-partner", "actor:t-partner"),
    )
)


@pytest.fixture(scope="session")
def synthetic(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    file = tmp_path_factory.mktemp("calls") / "records.ttl"
    records = (*(case.turtle for case in CASES), *(each.turtle for each in COMMITTEES))
    file.write_text(
        "".join((PROLOGUE, ORGANISATIONS, *records, BARE, NEW_RECORDS)), encoding="utf-8"
    )
    return load(project, [*sorted(FOLDER.glob("*.ttl")), file])


@pytest.fixture(scope="session")
def evaluated(project: Project, synthetic: Graph) -> Mapping[str, CallEvaluation]:
    return {found.call: found for found in evaluate(project, synthetic)}


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.outcome} {f.rule.removeprefix('shape:')} {f.value}".strip() for f in findings]


def states(criteria: tuple[Criterion, ...]) -> str:
    return "".join(next(k for k, v in LETTERS.items() if v == c.state) for c in criteria)


# --- a call of forty submissions ---


def test_there_are_forty_submissions(evaluated: Mapping[str, CallEvaluation]) -> None:
    assert len(CASES) == 40
    call = evaluated["call:forty"]
    assert {each.code for each in call.submissions} == {case.code for case in CASES}
    assert (call.minimum, call.deadline) == (3, "2024-11-17T23:00:00-05:00")
    assert (call.findings, call.committee) == ((), ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_submission_is_evaluated_exactly(
    case: Case, evaluated: Mapping[str, CallEvaluation]
) -> None:
    (found,) = (s for s in evaluated["call:forty"].submissions if s.code == case.code)
    assert sorted(said(found.findings)) == sorted(case.findings)
    assert (found.draft, found.eligible) == (case.draft, case.draft != "")
    assert (states(found.criteria), states(found.merits)) == (case.criteria, case.merits)
    assert found.met == case.criteria.count("s")
    assert (found.decision, found.final, found.reviewers) == (None, False, ())


def test_the_worst_comes_first(evaluated: Mapping[str, CallEvaluation]) -> None:
    (found,) = (s for s in evaluated["call:forty"].submissions if s.code == "all-at-once")
    outcomes = [finding.outcome for finding in found.findings]
    assert list(dict.fromkeys(outcomes)) == ["not-eligible", "ask", "note"]


def test_a_finding_names_things_in_each_language_and_its_source(
    evaluated: Mapping[str, CallEvaluation],
) -> None:
    (found,) = (s for s in evaluated["call:forty"].submissions if s.code == "enterprise")
    finding = found.findings[0]
    assert finding.message["es"].startswith("La convocatoria no admite a «Empresas».")
    assert finding.message["en"].startswith("The call does not admit “Firms”.")
    assert finding.source == "source:guide-intercooperation-2024"
    (late,) = (s for s in evaluated["call:forty"].submissions if s.code == "late-elsewhere")
    assert "18 November 2024, 04:00:01 (UTC)" in late.findings[0].message["en"]
    assert "17 November 2024, 23:00 (UTC−05:00)" in late.findings[0].message["en"]


# --- committees ---


@pytest.mark.parametrize("case", COMMITTEES, ids=lambda case: case.name)
def test_a_committee_is_judged_exactly(
    case: Committee, evaluated: Mapping[str, CallEvaluation]
) -> None:
    call = evaluated[f"call:c-{case.name}"]
    (found,) = call.submissions
    assert sorted(said(call.findings)) == sorted(case.about)
    assert sorted(said(found.findings)) == sorted(case.found)
    assert states(found.criteria) == case.states
    assert (found.draft, found.final) == (case.draft, case.final)
    assert (found.decision is not None) == (case.decided is not None)
    prefix = f"committee-member:c-{case.name}-"
    assert [each.removeprefix(prefix) for each in found.reviewers] == [*case.counted]
    assert [each.curie.removeprefix(prefix) for each in call.committee] == sorted(case.members)


def test_disagreement_is_shown_with_who_says_what(
    evaluated: Mapping[str, CallEvaluation],
) -> None:
    criterion = evaluated["call:c-disputed"].submissions[0].criteria[0]
    assert [(j.assessor, j.verdict, j.rationale) for j in criterion.judgements] == [
        ("committee-member:c-disputed-o1", "no", "Porque n"),
        ("committee-member:c-disputed-p1", "yes", "Porque y"),
    ]


def test_the_judgement_of_who_has_a_conflict_is_not_shown(
    evaluated: Mapping[str, CallEvaluation],
) -> None:
    criterion = evaluated["call:c-own-applicant"].submissions[0].criteria[0]
    assert [j.assessor for j in criterion.judgements] == ["committee-member:c-own-applicant-o1"]


def test_a_decision_is_told_as_recorded(evaluated: Mapping[str, CallEvaluation]) -> None:
    recorded = evaluated["call:c-complete"].submissions[0].decision
    assert recorded is not None
    assert (recorded.verdict, recorded.decided_on) == ("accepted", "2024-11-25")
    assert recorded.signatories == (
        "committee-member:c-complete-o1",
        "committee-member:c-complete-p1",
    )
    assert (recorded.changes, recorded.source) == ((), "source:guide-intercooperation-2024")


def test_what_a_call_does_not_say_excludes_nobody(
    evaluated: Mapping[str, CallEvaluation],
) -> None:
    call = evaluated["call:bare"]
    assert sorted(said(call.findings)) == [
        "note Committee-call-without-deadline",
        "note Committee-call-without-kinds",
        "note Committee-call-without-minimum",
    ]
    for found in call.submissions:
        assert said(found.findings) == ["not-final Review-none"]
        assert (found.eligible, found.draft) == (True, "accepted")
    assert [found.code for found in call.submissions] == ["bare", "bare-said"]


def test_a_call_without_submissions_is_evaluated_when_it_is_named(
    project: Project, synthetic: Graph, evaluated: Mapping[str, CallEvaluation]
) -> None:
    assert "call:first" not in evaluated
    (call,) = evaluate(project, synthetic, "call:first")
    assert call.submissions == ()
    assert said(call.findings) == [
        "not-final Committee-seat committee-seat:first-oim",
        "not-final Committee-seat committee-seat:first-un-system",
    ]


def test_a_call_that_does_not_exist_is_refused(project: Project, graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="call:2042"):
        evaluate(project, graph, "call:2042")


# --- a new call: tests/evaluation/new-call.ttl, and no code ---

OWN = {"effectiveness": "", "participation": "Deciden en asamblea", "cost": "Doce dólares"}
FITS = {
    "sab:applicantKind": "organisation-kind:enterprise",
    "sab:territory": "territory:1701",
    "sab:objective": "objective:7 , objective:15",
    "sab:submittedAt": moment("2031-03-31T12:00:00-05:00"),
}
UNSAID = "note Criteria-unsupported call-criterion:"
# code to change, evidence, draft, how many criteria are met, findings
NEW: dict[str, tuple[dict[str, str], dict[str, str], str, int, set[str]]] = {
    "new-clean": ({}, {}, "accepted", 6, set()),
    "new-late": (
        {"sab:submittedAt": moment("2031-03-31T12:00:01-05:00")},
        {},
        "",
        6,
        {"not-eligible Eligibility-deadline 2031-03-31T12:00:01-05:00"},
    ),
    "new-civil": (
        {"sab:applicantKind": "organisation-kind:civil-society"},
        {},
        "",
        6,
        {"not-eligible Eligibility-kind organisation-kind:civil-society"},
    ),
    "new-elsewhere": (
        {"sab:territory": "territory:0401"},
        {},
        "",
        6,
        {"not-eligible Eligibility-territory territory:0401"},
    ),
    "new-one-objective": (
        {"sab:objective": "objective:7"},
        {},
        "changes-requested",
        6,
        {"ask NewCall-objectives-two"},
    ),
    "new-four": (
        {},
        {"cost": "", "innovation": "Sí"},
        "changes-requested",
        4,
        {
            "ask Criteria-empty call-criterion:innovation",
            UNSAID + "cost",
            UNSAID + "innovation",
        },
    ),
    "new-three": (
        {},
        {"cost": "", "innovation": "", "association": ""},
        "changes-requested",
        3,
        {
            "ask Criteria-minimum 3",
            "ask Criteria-to-complete call-criterion:association",
            "ask Criteria-to-complete call-criterion:cost",
            "ask Criteria-to-complete call-criterion:innovation",
        },
    ),
    "new-without-participation": (
        {},
        {"participation": ""},
        "",
        5,
        {
            "not-eligible NewCall-participation call-criterion:participation",
            UNSAID + "participation",
        },
    ),
}
NEW_RECORDS = "".join(
    (
        *(submission("new", code, {**FITS, **c}, {**OWN, **e}) for code, (c, e, *_) in NEW.items()),
        member("new", "u1", "un-system-representative", "actor:t-partner"),
        member("new", "u2", "un-system-representative", "actor:t-second"),
        review("new-clean", "new-u1", "accepted", "y-yyy", "2031-04-02T10:00:00-05:00"),
        review("new-clean", "new-u2", "accepted", "y-yyy", "2031-04-02T10:00:00-05:00"),
        decision("new-clean", "accepted", "2031-04-03", ["new-u1"]),
    )
)


@pytest.mark.parametrize("code", NEW)
def test_a_new_call_is_one_data_file(code: str, evaluated: Mapping[str, CallEvaluation]) -> None:
    call = evaluated["call:new"]
    _, _, draft, met, findings = NEW[code]
    (found,) = (each for each in call.submissions if each.code == code)
    if code == "new-clean":  # its two assessors judge no criterion that this call alone has
        own = {"cost", "participation"}
        findings = {f"note Review-incomplete call-criterion:{name}" for name in own}
        assert (found.final, found.reviewers) == (
            True,
            ("committee-member:new-u1", "committee-member:new-u2"),
        )
    else:
        findings = findings | {"not-final Review-none"}
    assert {*said(found.findings)} == findings
    assert (found.draft, found.met, found.minimum) == (draft, met, 4)
    assert len(found.criteria) == 6


def test_the_rules_of_a_call_hold_for_it_alone(evaluated: Mapping[str, CallEvaluation]) -> None:
    judged = {
        call.call
        for call in evaluated.values()
        for found in call.submissions
        for finding in found.findings
        if finding.rule.startswith("shape:NewCall")
    }
    assert judged == {"call:new"}


def test_a_rule_rests_on_what_the_call_itself_prints(
    evaluated: Mapping[str, CallEvaluation],
) -> None:
    rests = {
        call: {
            finding.source
            for found in evaluated[call].submissions
            for finding in found.findings
            if finding.rule == "shape:Eligibility-kind"
        }
        for call in ("call:new", "call:forty")
    }
    assert rests == {
        "call:new": {"source:new-call"},
        "call:forty": {"source:guide-intercooperation-2024"},
    }


def test_a_call_without_findings_on_its_committee(
    evaluated: Mapping[str, CallEvaluation],
) -> None:
    assert evaluated["call:new"].findings == ()


def test_the_new_call_may_stand_in_the_data(project: Project) -> None:
    report = validate(project, [FOLDER / "new-call.ttl"])
    assert report.findings == ()


RULE = """
call:x a sab:Call ; sab:callRule shape:Own .
shape:Own a sh:NodeShape ; sh:targetClass sab:Submission ; sab:outcome evaluation-outcome:ask ;
    sh:name "una"@es , "one"@en ; sh:message "Falta. Pide."@es , "Missing. Ask."@en ;
    sh:severity sh:Warning ; sh:sparql shape:Own-query .
shape:Own-query sh:select "SELECT $this WHERE { $this a sab:Submission }" .
sab:Submission a owl:Class .
"""
ASKS = "SELECT $this WHERE { $this a sab:Submission }"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (ASKS, "SELECT $this { SERVICE <http://a.example/> { $this ?p ?o } }", "another server"),
        (ASKS, "DELETE WHERE { ?s ?p ?o }", "would change data"),
        (ASKS, "SELECT $this WHERE { $this a }", "not valid SPARQL|not SPARQL"),
        ("sh:severity sh:Warning", "sh:severity sh:Warning ; sh:pattern 'x'", '"sh:pattern" has'),
        ("sh:severity sh:Warning", "sh:severity sh:Warning ; sh:js sh:x", '"sh:js" has no place'),
        ("sh:severity sh:Warning ;", "", "it has no sh:severity"),
        ("sab:outcome evaluation-outcome:ask ;", "", "no sab:outcome that exists"),
        ("evaluation-outcome:ask", "evaluation-outcome:win", "no sab:outcome that exists"),
        ("sh:targetClass sab:Submission ;", "", "does not look at submissions"),
        ("sh:targetClass sab:Submission", "sh:targetClass shape:Own", "target class .* is unknown"),
        (', "Missing. Ask."@en', "", "not once in Spanish and once in English"),
        ("sh:sparql", "sh:property [ sh:path sab:axis ] ; sh:sparql", "a part of it has no IRI"),
        (ASKS, "SELECT ?s WHERE { ?s a sab:Submission }", r"does not give \?this"),
        ("sh:sparql shape:Own-query", "sh:nodeKind sh:IRI", "it asks for nothing"),
        (
            "sab:Submission a owl:Class .",
            "shape:Own sh:property shape:P . shape:P sh:path sab:axis ; sh:minCount 1 .",
            "it is no sh:PropertyShape",
        ),
        (
            "sab:Submission a owl:Class .",
            "shape:Own sh:property shape:P . shape:P a sh:PropertyShape ; sh:minCount 1 .",
            "it has not exactly one sh:path",
        ),
        (
            "sab:Submission a owl:Class .",
            "shape:Own sh:property shape:P . shape:P a sh:PropertyShape ; "
            "sh:path [ sh:inversePath sab:axis ] .",
            "is no property|has no place",
        ),
    ],
)
def test_a_rule_of_a_call_that_may_not_be_is_refused(before: str, after: str, fault: str) -> None:
    assert RULE.count(before) >= 1
    with pytest.raises(SaberesGraphError, match=fault):
        of_a_call(RULE.replace(before, after))


def test_a_rule_of_a_call_that_would_never_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_rules, "_LIMITS", Limits(seconds=0.3))
    crossed = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(7))
    endless = f"SELECT $this WHERE {{ $this a sab:Submission . {crossed} }} ORDER BY ?o1"
    with pytest.raises(LimitError):
        of_a_call(RULE.replace(ASKS, endless) + submission("x", "x"))


def test_a_rule_of_a_call_finds_what_it_asks() -> None:
    (result,) = of_a_call(RULE + submission("x", "x"))
    assert (result.shape, text(result.focus)) == (expand("shape:Own"), expand("submission:x"))


def of_a_call(turtle: str) -> list[Result]:
    quads = parsed((PROLOGUE + turtle).encode(), ox.RdfFormat.TURTLE, "call.ttl")
    store = EmbeddedStore(quad.triple for quad in quads)
    (rules,) = call_rules.call_rules(store, {expand("evaluation-outcome:ask")}).values()
    declared = rdflib.Graph()
    declared.parse(FOLDER.parent.parent / "ontology" / "evaluation" / "prefixes.ttl")
    return list(call_rules.run(rules, declared, store, lambda value, _: value))


def test_a_file_brings_no_rule_to_a_call_of_another(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(PROLOGUE + RULE.replace("call:x a sab:Call ;", "call:2024"), encoding="utf-8")
    reading = Reading(tuple(map(parse, [*project.data_files, file])))
    with pytest.raises(InputError, match=r"mine\.ttl: the rule shape:Own and the call call:2024"):
        call_rules.refuse_foreign(reading)


# --- the rules ---


def rules(project: Project) -> dict[str, str]:
    """The rules by their name, with the folder they stand in."""
    files = [f for f in project.evaluation_files if f.suffix == ".ttl" and f.stem != "prefixes"]
    return {
        shorten(str(shape)): file.parent.name
        for file in files
        for shape in to_rdflib(read([file]).triples).subjects(RDF.type, SH.NodeShape)
    }


def test_every_rule_finds_something_and_leaves_something_alone(
    project: Project, evaluated: Mapping[str, CallEvaluation]
) -> None:
    fired: dict[str, set[str]] = {rule: set() for rule in rules(project)}
    for call in evaluated.values():
        for focus, findings in (
            (call.call, call.findings),
            *((s.curie, s.findings) for s in call.submissions),
        ):
            for finding in findings:
                fired.setdefault(finding.rule, set()).add(focus)
    submissions = sum(len(call.submissions) for call in evaluated.values())
    assert {rule for rule, foci in fired.items() if not foci} == set()
    # every submission but a few is about an axis of its call
    assert max(map(len, fired.values())) < submissions


def test_the_rules_are_as_they_must_be(project: Project, graph: Graph) -> None:
    files = [file for file in project.evaluation_files if file.suffix == ".ttl"]
    shapes = to_rdflib(read(files).triples)
    lint(shapes, InMemory(graph.reading.triples))
    outcomes = {
        row["outcome"]
        for row in graph.store.select(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "SELECT ?outcome { ?outcome skos:inScheme "
            "<https://w3id.org/saberesgraph/id/evaluation-outcome> }"
        ).records()
    }
    assert len(outcomes) == 5
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        assert str(shapes.value(shape, URIRef(expand("sab:outcome")))) in outcomes
        for term in (SH.name, SH.message):
            assert set(by_language(shapes, shape, term)) == {"es", "en"}, (shape, term)
        # the guide is the source, or a comment says why the rule is ours
        told = by_language(shapes, shape, URIRef(expand("rdfs:comment")))
        source = shapes.value(shape, URIRef(expand("dcterms:source")))
        assert (set(told) == {"es", "en"}) != (source is not None), shape
