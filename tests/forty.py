"""The submissions of tests/evaluation/forty.ttl: what is wrong with each, and its result."""

from dataclasses import dataclass, field

from call_records import moment, submission

AXIS = "note Criteria-axis axis:gender-equality"


@dataclass(frozen=True)
class Case:
    """A submission and what its evaluation must say, exactly.

    `criteria` and `merits` have a letter each, in the order of their codes: s supported,
    u unsupported. `found` has "outcome rule value" for each finding besides AXIS, which all have
    but where the axis is changed.
    """

    code: str
    change: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    title: str = ""
    draft: str = "accepted"
    criteria: str = "sssss"
    merits: str = "uusu"
    found: tuple[str, ...] = ()

    @property
    def turtle(self) -> str:
        return submission("forty", self.code, self.change, self.evidence, self.title)

    @property
    def findings(self) -> set[str]:
        return {*self.found, *(() if "sab:axis" in self.change else (AXIS,))}


def late(code: str, text: str) -> Case:
    return Case(
        code,
        {"sab:submittedAt": moment(text)},
        draft="",
        found=(f"not-eligible Eligibility-deadline {text}",),
    )


def unclear(code: str, text: str, kind: str = "dateTime") -> Case:
    return Case(
        code,
        {"sab:submittedAt": moment(text, kind)},
        draft=CHANGES,
        found=(f"ask Eligibility-moment {text}",),
    )


# a translation is nobody's title
ENGLISH = {"skos:prefLabel": '"Community garden"@en'}
CHANGES = "changes-requested"
NONE = {"association": "", "effectiveness": "", "innovation": ""}
UNSAID = "note Criteria-unsupported call-criterion:"
COMPLETE = "ask Criteria-to-complete call-criterion:"
EMPTY = "ask Criteria-empty call-criterion:"
CASES = (
    Case("clean"),
    Case(
        "every-merit",
        evidence={
            "agenda-2030-contribution": "Sirve a la meta 10.7",
            "beneficiary-ownership": "Las familias llevan las cuentas",
            "public-policy-alignment": "Está en el PDOT",
            "named-receiver": "El municipio la pidió",
        },
        merits="ssss",
    ),
    # --- who takes part ---
    Case(
        "enterprise",
        {"sab:applicantKind": "organisation-kind:enterprise"},
        draft="",
        found=("not-eligible Eligibility-kind organisation-kind:enterprise",),
    ),
    Case(
        "other-kind",
        {"sab:applicantKind": "organisation-kind:cooperative"},
        draft="",
        found=("not-eligible Eligibility-kind organisation-kind:cooperative",),
    ),
    Case("academia", {"sab:applicantKind": "organisation-kind:academia", **ENGLISH}),
    Case(
        "kind-missing",
        {"sab:applicantKind": ""},
        draft=CHANGES,
        found=("ask Eligibility-kind-missing",),
    ),
    # --- where ---
    Case(
        "other-province",
        {"sab:territory": "territory:0801"},
        draft="",
        found=("not-eligible Eligibility-territory territory:0801",),
    ),
    Case(
        "abroad",
        {"sab:territory": "territory:t-narino"},
        draft="",
        found=("not-eligible Eligibility-territory territory:t-narino",),
    ),
    Case("also-elsewhere", {"sab:territory": "territory:0801 , territory:0401"}),
    Case("whole-province", {"sab:territory": "territory:04", **ENGLISH}),
    Case("second-province", {"sab:territory": "territory:EC , territory:1701"}),
    Case(
        "whole-country",
        {"sab:territory": "territory:EC"},
        draft=CHANGES,
        found=("ask Eligibility-territory-wider territory:EC",),
    ),
    Case(
        "territory-missing",
        {"sab:territory": ""},
        draft=CHANGES,
        found=("ask Eligibility-territory-missing",),
    ),
    # --- until when: 2024-11-17T23:00:00-05:00 ---
    late("one-second-late", "2024-11-17T23:00:01-05:00"),
    late("late-elsewhere", "2024-11-18T04:00:01Z"),
    late("late-by-its-zone", "2024-11-17T22:00:00-06:30"),
    Case("at-the-last-second", {"sab:submittedAt": moment("2024-11-17T23:00:00-05:00")}),
    Case("the-next-day-in-tokyo", {"sab:submittedAt": moment("2024-11-18T13:00:00+09:00")}),
    unclear("no-zone", "2024-11-10T10:00:00"),
    unclear("no-such-day", "2024-11-31T10:00:00-05:00"),
    unclear("only-a-date", "2024-11-10", "date"),
    Case(
        "moment-missing",
        {"sab:submittedAt": ""},
        draft=CHANGES,
        found=("ask Eligibility-moment-missing",),
    ),
    # --- what is required ---
    Case(
        "no-summary",
        {"sab:summary": ""},
        draft=CHANGES,
        found=("ask Completeness-field sab:summary",),
    ),
    Case(
        "empty-summary",
        {"sab:summary": '"No aplica."@es'},
        draft=CHANGES,
        found=("ask Completeness-empty sab:summary",),
    ),
    Case(
        "no-objective",
        {"sab:objective": ""},
        draft=CHANGES,
        found=("ask Completeness-field sab:objective",),
    ),
    # --- criteria: three of five ---
    Case(
        "three-of-five",
        evidence={"association": "", "innovation": ""},
        criteria="ususs",
        found=(UNSAID + "association", UNSAID + "innovation"),
    ),
    Case(
        "two-of-five",
        evidence=NONE,
        draft=CHANGES,
        criteria="uuuss",
        found=(
            "ask Criteria-minimum 2",
            *(COMPLETE + name for name in NONE),
        ),
    ),
    Case(
        "none-of-five",
        evidence={**NONE, "replicability": "", "sustainability": ""},
        draft=CHANGES,
        criteria="uuuuu",
        found=(
            "ask Criteria-minimum 0",
            *(COMPLETE + name for name in (*NONE, "replicability", "sustainability")),
        ),
    ),
    Case(
        "a-yes-is-no-evidence",
        evidence={"innovation": "Sí."},
        draft=CHANGES,
        criteria="ssuss",
        found=(EMPTY + "innovation", UNSAID + "innovation"),
    ),
    Case(
        "words-that-say-nothing",
        evidence={"association": "N/A", "effectiveness": "-", "innovation": "  NO APLICA  "},
        draft=CHANGES,
        criteria="uuuss",
        found=(
            "ask Criteria-minimum 2",
            *(EMPTY + name for name in NONE),
            *(COMPLETE + name for name in NONE),
        ),
    ),
    # --- what is valued besides ---
    Case(
        "empty-merit",
        evidence={"beneficiary-ownership": "pendiente"},
        found=("note Criteria-empty-merit call-merit:beneficiary-ownership",),
    ),
    Case(
        "no-receiver",
        {"sab:receiver": ""},
        merits="uuuu",
        found=("note Criteria-receiver-missing",),
    ),
    Case(
        "receives-its-own",
        {"sab:receiver": "actor:t-applicant"},
        found=("flag Criteria-receiver-is-applicant actor:t-applicant",),
    ),
    Case("no-axis", {"sab:axis": ""}, found=("note Criteria-axis-none",)),
    Case(
        "other-axis",
        {"sab:axis": "axis:digital-transformation"},
        found=("note Criteria-axis-none",),
    ),
    Case(
        "two-axes",
        {"sab:axis": "axis:gender-equality , axis:environment-climate"},
        found=(AXIS, "note Criteria-axis axis:environment-climate"),
    ),
    # --- handed in twice ---
    Case(
        "garden",
        title="Huertos para la integración",
        found=(
            "flag Completeness-same-practice submission:garden-again",
            "flag Completeness-same-title submission:garden-of-another",
        ),
    ),
    Case(
        "garden-again",
        title="HUERTOS, para la Integracion.",
        found=(
            "flag Completeness-same-practice submission:garden",
            "flag Completeness-same-title submission:garden-of-another",
        ),
    ),
    Case(
        "garden-of-another",
        {"sab:applicant": "actor:t-other"},
        title="Huertos para la integración",
        found=(
            "flag Completeness-same-title submission:garden",
            "flag Completeness-same-title submission:garden-again",
        ),
    ),
    Case(
        "all-at-once",
        {
            "sab:applicantKind": "organisation-kind:enterprise",
            "sab:submittedAt": moment("2024-12-01T10:00:00-05:00"),
            "sab:summary": '"xx"@es',
            "sab:territory": "",
            "sab:axis": "",
        },
        evidence=NONE,
        draft="",
        criteria="uuuss",
        found=(
            "not-eligible Eligibility-deadline 2024-12-01T10:00:00-05:00",
            "not-eligible Eligibility-kind organisation-kind:enterprise",
            "ask Eligibility-territory-missing",
            "ask Completeness-empty sab:summary",
            "ask Criteria-minimum 2",
            *(COMPLETE + name for name in NONE),
            "note Criteria-axis-none",
        ),
    ),
)
