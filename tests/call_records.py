"""Writes synthetic submissions, members, reviews and decisions as Turtle."""

from collections.abc import Mapping, Sequence

from saberesgraph.namespaces import PREFIXES

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
CRITERIA = ("association", "effectiveness", "innovation", "replicability", "sustainability")
MERITS = (
    "agenda-2030-contribution", "beneficiary-ownership", "named-receiver",
    "public-policy-alignment",
)  # fmt: skip
VERDICTS = {"y": "yes", "n": "no", "p": "partly", "?": "not-stated"}


def moment(text: str, kind: str = "dateTime") -> str:
    return f'"{text}"^^xsd:{kind}'


CLEAN = {
    "sab:applicant": "actor:t-applicant",
    "sab:applicantKind": "organisation-kind:civil-society",
    "sab:territory": "territory:0401",
    "sab:submittedAt": moment("2024-11-10T10:00:00-05:00"),
    "sab:summary": '"Un huerto que atiende a cien familias"@es',
    "sab:objective": "objective:7",
    "sab:axis": "axis:gender-equality",
    "sab:receiver": "actor:t-receiver",
}


def submission(
    call: str,
    code: str,
    change: Mapping[str, str] | None = None,
    evidence: Mapping[str, str] | None = None,
    title: str = "",
) -> str:
    """A clean submission but for its changes; a property changed to nothing is left out."""
    said = {**CLEAN, **(change or {})}
    links = "".join(f" ; {name} {value}" for name, value in said.items() if value)
    written = {
        **dict.fromkeys(CRITERIA, "Lo muestran las actas de tres años"),
        **(evidence or {}),
    }
    texts = "".join(
        f"submission:{code} sab:criterionEvidence criterion-evidence:{code}-{name} .\n"
        f"criterion-evidence:{code}-{name} a sab:CriterionEvidence ; sab:basis sab:Stated ; "
        f'sab:criterion {_criterion(name)} ; sab:rationale "{text}"@es .\n'
        for name, text in written.items()
        if text
    )
    return (
        f'submission:{code} a sab:Submission ; skos:notation "{code}" ; sab:call call:{call} ; '
        f'skos:prefLabel "{title or code}"@es{links} .\n{texts}'
    )


def member(call: str, code: str, role: str, organisation: str, recused: str = "") -> str:
    excused = f" ; sab:recusedFrom submission:{recused}" if recused else ""
    return (
        f'committee-member:{call}-{code} a sab:CommitteeMember ; skos:notation "{call}-{code}" ; '
        f'skos:prefLabel "{code}"@es ; sab:call call:{call} ; sab:role committee-role:{role} ; '
        f"org:memberOf {organisation}{excused} .\n"
    )


def review(of: str, assessor: str, verdict: str, judged: str, at: str) -> str:
    """A review; `judged` has a letter for each criterion: y, n, p, ? (not stated) or - (none)."""
    name = f"{of}-{assessor}"
    judgements = "".join(
        f"review:{name} sab:judgement assessment:{name}-{criterion} .\n"
        f"assessment:{name}-{criterion} a sab:CriterionAssessment ; sab:basis sab:Stated ; "
        f"sab:criterion call-criterion:{criterion} ; sab:verdict verdict:{VERDICTS[letter]} ; "
        f'sab:asPrinted "{letter}" ; sab:rationale "Porque {letter}"@es .\n'
        for criterion, letter in zip(CRITERIA, judged, strict=False)
        if letter != "-"
    )
    return (
        f"review:{name} a sab:Review ; sab:submission submission:{of} ; "
        f"sab:assessor committee-member:{assessor} ; sab:callVerdict call-verdict:{verdict} ; "
        f"sab:reviewedAt {moment(at)} .\n{judgements}"
    )


def decision(
    of: str,
    verdict: str,
    date: str,
    signatories: Sequence[str],
    changes: Sequence[str] = (),
    code: str = "",
) -> str:
    signed = ", ".join(f"committee-member:{each}" for each in signatories)
    asked = "".join(f' ; sab:requestedChange "{change}"@es' for change in changes)
    return (
        f"decision:{code or of} a sab:Decision ; sab:submission submission:{of} ; "
        f"sab:callVerdict call-verdict:{verdict} ; sab:decidedOn {moment(date, 'date')} ; "
        f"sab:signatory {signed}{asked} ; dcterms:source source:guide-intercooperation-2024 .\n"
    )


def _criterion(name: str) -> str:
    return f"call-merit:{name}" if name in MERITS else f"call-criterion:{name}"
