"""Committees of a synthetic call each, with one submission, its reviews and its decision."""

from dataclasses import dataclass, field

from call_records import decision, member, review, submission

OIM, PARTNER, FORMER = "oim-representative", "knowledge-partner", "un-system-representative"
# the parents of organisations, and organisations that nobody is part of
ORGANISATIONS = """
actor:t-partner a org:Organization ; skos:prefLabel "Socio"@es .
actor:t-second a org:Organization ; skos:prefLabel "Segundo socio"@es .
actor:t-office a org:Organization ; skos:prefLabel "Oficina"@es ; org:subOrganizationOf actor:oim .
actor:t-parent a org:Organization ; skos:prefLabel "Casa matriz"@es .
actor:t-applicant org:subOrganizationOf actor:t-parent .
actor:t-branch a org:Organization ; skos:prefLabel "Filial"@es ;
    org:subOrganizationOf actor:t-applicant .
actor:t-sister a org:Organization ; skos:prefLabel "Hermana"@es ;
    org:subOrganizationOf actor:t-parent .
"""


@dataclass(frozen=True)
class Committee:
    """A committee and what its evaluation must say, exactly.

    Args:
        members: code to role, organisation and, if recused from the submission, True.
        reviews: assessor, verdict, a letter for each of three criteria, moment.
        decided: verdict, date, signatories.
        states: a letter for each of three criteria: m met, p partly, n not met, d disputed,
            s supported.
        about: "outcome rule value" of each finding on the committee.
        found: the same of each on the submission.
        counted: whose reviews count.
    """

    name: str
    members: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {"o1": (OIM, "actor:oim"), "p1": (PARTNER, "actor:t-partner")}
    )
    reviews: tuple[tuple[str, ...], ...] = (
        ("o1", "accepted", "yyy", "2024-11-20T10:00:00-05:00"),
        ("p1", "accepted", "yyy", "2024-11-20T15:00:00Z"),
    )
    decided: tuple[str, str, tuple[str, ...]] | None = ("accepted", "2024-11-25", ("o1", "p1"))
    change: dict[str, str] = field(default_factory=dict)
    more: str = ""
    states: str = "mmm"
    draft: str = "accepted"
    final: bool = True
    about: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    counted: tuple[str, ...] = ("o1", "p1")

    @property
    def turtle(self) -> str:
        name = f"c-{self.name}"
        parts = [
            f"""call:{name} a sab:Call ; skos:notation "{name}" ; skos:prefLabel "{name}"@es ;
    sab:deadline "2024-11-17T23:00:00-05:00"^^xsd:dateTime ; sab:minimumCriteria 2 ;
    sab:callCriterion call-criterion:association , call-criterion:effectiveness ,
        call-criterion:innovation ;
    sab:eligibleKind organisation-kind:civil-society ;
    sab:committeeSeat committee-seat:{name}-oim , committee-seat:{name}-partner .
committee-seat:{name}-oim a sab:CommitteeSeat ; skos:prefLabel "OIM"@es ;
    sab:role committee-role:{OIM} ; sab:minimumMembers 1 ; sab:seatOrganisation actor:oim .
committee-seat:{name}-partner a sab:CommitteeSeat ; skos:prefLabel "Socios"@es ;
    sab:role committee-role:{PARTNER} ; sab:minimumMembers 1 .
""",
            submission(name, name, self.change, {"replicability": "", "sustainability": ""}),
        ]
        for code, (role, organisation, *recused) in self.members.items():
            parts.append(member(name, code, role, organisation, name if recused else ""))
        for assessor, verdict, judged, at in self.reviews:
            parts.append(review(name, f"{name}-{assessor}", verdict, judged, at))
        if self.decided:
            verdict, date, signed = self.decided
            parts.append(decision(name, verdict, date, [f"{name}-{each}" for each in signed]))
        return "".join(parts) + self.more


AT, LATER = "2024-11-20T10:00:00-05:00", "2024-11-20T15:00:00Z"
CHANGES = "changes-requested"


def unheld(name: str, seat: str) -> dict[str, tuple[str, ...]]:
    """What follows where nobody may hold a seat."""
    iri = f"committee-seat:c-{name}-{seat}"
    return {
        "about": (f"not-final Committee-seat {iri}",),
        "found": (f"not-final Review-seat {iri}", f"not-final Decision-seat {iri}"),
    }


def conflicted(name: str, rule: str, **changes: object) -> Committee:
    """The partner may not assess, and did, and signed."""
    who, seat = f"committee-member:c-{name}-p1", f"committee-seat:c-{name}-partner"
    return Committee(
        name,
        final=False,
        counted=("o1",),
        found=(
            f"flag {rule} {who}",
            f"not-final Review-seat {seat}",
            f"not-final Decision-conflict {who}",
            f"not-final Decision-seat {seat}",
        ),
        **changes,  # type: ignore[arg-type]
    )


def partner_of(organisation: str, *recused: str) -> dict[str, tuple[str, ...]]:
    return {"o1": (OIM, "actor:oim"), "p1": (PARTNER, organisation, *recused)}


WITH_SECOND = {"p2": (PARTNER, "actor:t-second")}
BY_SECOND = (("o1", "accepted", "yyy", AT), ("p2", "accepted", "yyy", LATER))
SIGNED_BY_SECOND = ("accepted", "2024-11-25", ("o1", "p2"))
COMMITTEES = (
    Committee("complete"),
    Committee("undecided", decided=None, final=False),
    Committee(
        "changes",
        reviews=(("o1", CHANGES, "yyy", AT), ("p1", CHANGES, "yyy", LATER)),
        decided=(CHANGES, "2024-11-25", ("o1", "p1")),
        draft=CHANGES,
        found=(
            "ask Review-changes committee-member:c-changes-o1",
            "ask Review-changes committee-member:c-changes-p1",
        ),
    ),
    # --- seats ---
    Committee(
        "nobody",
        members={},
        reviews=(),
        decided=None,
        states="sss",
        final=False,
        counted=(),
        about=(
            "not-final Committee-seat committee-seat:c-nobody-oim",
            "not-final Committee-seat committee-seat:c-nobody-partner",
        ),
    ),
    Committee(
        "no-oim",
        members={"p1": (PARTNER, "actor:t-partner"), **WITH_SECOND},
        reviews=(("p1", "accepted", "yyy", AT), ("p2", "accepted", "yyy", LATER)),
        decided=("accepted", "2024-11-25", ("p1", "p2")),
        final=False,
        counted=("p1", "p2"),
        **unheld("no-oim", "oim"),  # type: ignore[arg-type]
    ),
    Committee(
        "no-partner",
        members={"o1": (OIM, "actor:oim")},
        reviews=(("o1", "accepted", "yyy", AT),),
        decided=("accepted", "2024-11-25", ("o1",)),
        final=False,
        counted=("o1",),
        **unheld("no-partner", "partner"),  # type: ignore[arg-type]
    ),
    Committee(
        "stranger-in-oim-seat",
        members={"o1": (OIM, "actor:t-second"), "p1": (PARTNER, "actor:t-partner")},
        final=False,
        about=(
            "not-final Committee-seat committee-seat:c-stranger-in-oim-seat-oim",
            "flag Committee-member-without-seat committee-member:c-stranger-in-oim-seat-o1",
        ),
        found=unheld("stranger-in-oim-seat", "oim")["found"],
    ),
    Committee(
        "oim-in-partner-seat",
        members=partner_of("actor:oim"),
        final=False,
        about=(
            "not-final Committee-seat committee-seat:c-oim-in-partner-seat-partner",
            "flag Committee-member-without-seat committee-member:c-oim-in-partner-seat-p1",
        ),
        found=unheld("oim-in-partner-seat", "partner")["found"],
    ),
    Committee(
        "oim-by-an-office",
        members={"o1": (OIM, "actor:t-office"), "p1": (PARTNER, "actor:t-partner")},
    ),
    Committee(
        "a-role-of-another-call",
        members={**partner_of("actor:t-partner"), "u1": (FORMER, "actor:t-second")},
        about=("flag Committee-member-without-seat committee-member:c-a-role-of-another-call-u1",),
    ),
    # --- conflicts of interest ---
    conflicted(
        "own-applicant", "Review-conflict-applicant", members=partner_of("actor:t-applicant")
    ),
    conflicted(
        "parent-of-applicant", "Review-conflict-applicant", members=partner_of("actor:t-parent")
    ),
    conflicted(
        "branch-of-applicant", "Review-conflict-applicant", members=partner_of("actor:t-branch")
    ),
    Committee("sister-of-applicant", members=partner_of("actor:t-sister")),
    conflicted("own-receiver", "Review-conflict-receiver", members=partner_of("actor:t-receiver")),
    conflicted("recused", "Review-recused", members=partner_of("actor:t-partner", "recused")),
    Committee(
        "recused-and-replaced",
        members={**partner_of("actor:t-applicant", "recused"), **WITH_SECOND},
        reviews=BY_SECOND,
        decided=SIGNED_BY_SECOND,
        counted=("o1", "p2"),
    ),
    Committee(
        "not-yet-recused",
        members={**partner_of("actor:t-applicant"), **WITH_SECOND},
        reviews=BY_SECOND,
        decided=SIGNED_BY_SECOND,
        counted=("o1", "p2"),
        found=("note Review-to-recuse committee-member:c-not-yet-recused-p1",),
    ),
    Committee(
        "receiver-not-yet-recused",
        members={**partner_of("actor:t-receiver"), **WITH_SECOND},
        reviews=BY_SECOND,
        decided=SIGNED_BY_SECOND,
        counted=("o1", "p2"),
        found=("note Review-to-recuse committee-member:c-receiver-not-yet-recused-p1",),
    ),
    Committee(
        "signed-in-conflict-besides",
        members={**partner_of("actor:t-applicant", "recused"), **WITH_SECOND},
        reviews=BY_SECOND,
        decided=("accepted", "2024-11-25", ("o1", "p1", "p2")),
        final=False,
        counted=("o1", "p2"),
        found=("not-final Decision-conflict committee-member:c-signed-in-conflict-besides-p1",),
    ),
    # --- reviews ---
    Committee(
        "not-reviewed",
        reviews=(),
        decided=None,
        states="sss",
        final=False,
        counted=(),
        found=("not-final Review-none",),
    ),
    Committee(
        "decided-without-reviews",
        reviews=(),
        states="sss",
        final=False,
        counted=(),
        found=("not-final Review-none",),
    ),
    Committee(
        "one-seat-reviewed",
        reviews=(("o1", "accepted", "yyy", AT),),
        final=False,
        counted=("o1",),
        found=("not-final Review-seat committee-seat:c-one-seat-reviewed-partner",),
    ),
    Committee(
        "assessor-of-another-committee",
        reviews=(("o1", "accepted", "yyy", AT), ("p1", "accepted", "yyy", LATER)),
        more=review("c-assessor-of-another-committee", "c-complete-o1", CHANGES, "nnn", AT),
    ),
    Committee(
        "incomplete",
        reviews=(("o1", "accepted", "yyy", AT), ("p1", "accepted", "y-y", LATER)),
        found=("note Review-incomplete call-criterion:effectiveness",),
    ),
    Committee(
        "not-stated",
        reviews=(("o1", "accepted", "?yy", AT), ("p1", "accepted", "?yy", LATER)),
        states="smm",
    ),
    Committee(
        "not-stated-by-one",
        reviews=(("o1", "accepted", "?yy", AT), ("p1", "accepted", "yyy", LATER)),
    ),
    Committee(
        "partly",
        reviews=(("o1", "accepted", "pyy", AT), ("p1", "accepted", "pyy", LATER)),
        states="pmm",
    ),
    Committee(
        "disputed",
        reviews=(("o1", "accepted", "nyy", AT), ("p1", "accepted", "yyy", LATER)),
        states="dmm",
        found=("flag Review-disputed-criterion call-criterion:association",),
    ),
    Committee(
        "yes-or-partly",
        reviews=(("o1", "accepted", "yyp", AT), ("p1", "accepted", "yyy", LATER)),
        states="mmd",
        found=("flag Review-disputed-criterion call-criterion:innovation",),
    ),
    Committee(
        "disputed-below-minimum",
        reviews=(("o1", "accepted", "yyn", AT), ("p1", "accepted", "ynn", LATER)),
        decided=None,
        states="mdn",
        draft=CHANGES,
        final=False,
        found=(
            "flag Review-disputed-criterion call-criterion:effectiveness",
            "ask Criteria-minimum 1",
            "ask Criteria-to-complete call-criterion:innovation",
            "flag Review-against-own-judgement committee-member:c-disputed-below-minimum-p1",
        ),
    ),
    Committee(
        "opposite",
        reviews=(("o1", "accepted", "yyy", AT), ("p1", CHANGES, "yyy", LATER)),
        decided=(CHANGES, "2024-11-25", ("o1", "p1")),
        draft=CHANGES,
        found=(
            "flag Review-disputed-verdict",
            "ask Review-changes committee-member:c-opposite-p1",
        ),
    ),
    Committee(
        "before-it-came",
        reviews=(
            ("o1", "accepted", "yyy", "2024-11-10T09:59:59-05:00"),
            ("p1", "accepted", "yyy", LATER),
        ),
        found=("flag Review-before-submission 2024-11-10T09:59:59-05:00",),
    ),
    # --- decisions ---
    Committee(
        "unsigned-by-a-seat",
        decided=("accepted", "2024-11-25", ("o1",)),
        final=False,
        found=("not-final Decision-seat committee-seat:c-unsigned-by-a-seat-partner",),
    ),
    Committee(
        "before-a-review",
        decided=("accepted", "2024-11-19", ("o1", "p1")),
        final=False,
        found=("not-final Decision-before-review 2024-11-19",) * 2,
    ),
    Committee("the-same-day", decided=("accepted", "2024-11-20", ("o1", "p1"))),
    Committee(
        "against-all",
        decided=(CHANGES, "2024-11-25", ("o1", "p1")),
        found=(f"flag Decision-against-majority call-verdict:{CHANGES}",),
    ),
    Committee(
        "against-two-of-three",
        members={**partner_of("actor:t-partner"), **WITH_SECOND},
        reviews=(
            ("o1", "accepted", "yyy", AT),
            ("p1", CHANGES, "yyy", LATER),
            ("p2", CHANGES, "yyy", LATER),
        ),
        draft=CHANGES,
        counted=("o1", "p1", "p2"),
        found=(
            "flag Review-disputed-verdict",
            "ask Review-changes committee-member:c-against-two-of-three-p1",
            "ask Review-changes committee-member:c-against-two-of-three-p2",
            "flag Decision-against-majority call-verdict:accepted",
            "flag Decision-accepted-with-requests",
        ),
    ),
    Committee(
        "too-few-criteria",
        reviews=(("o1", "accepted", "ynn", AT), ("p1", "accepted", "ynn", LATER)),
        states="mnn",
        draft=CHANGES,
        final=False,
        found=(
            "ask Criteria-minimum 1",
            "ask Criteria-to-complete call-criterion:effectiveness",
            "ask Criteria-to-complete call-criterion:innovation",
            "flag Review-against-own-judgement committee-member:c-too-few-criteria-o1",
            "flag Review-against-own-judgement committee-member:c-too-few-criteria-p1",
            "not-final Decision-minimum 1",
            "flag Decision-accepted-with-requests",
        ),
    ),
    Committee(
        "not-eligible",
        change={"sab:applicantKind": "organisation-kind:enterprise"},
        draft="",
        final=False,
        found=(
            "not-eligible Eligibility-kind organisation-kind:enterprise",
            "not-final Decision-not-eligible",
        ),
    ),
    Committee(
        "sent-back",
        reviews=(("o1", CHANGES, "ynn", AT), ("p1", CHANGES, "ynn", LATER)),
        decided=(CHANGES, "2024-11-25", ("o1", "p1")),
        change={"sab:applicantKind": "organisation-kind:enterprise"},
        states="mnn",
        draft="",
        found=(
            "not-eligible Eligibility-kind organisation-kind:enterprise",
            "ask Criteria-minimum 1",
            "ask Criteria-to-complete call-criterion:effectiveness",
            "ask Criteria-to-complete call-criterion:innovation",
            "ask Review-changes committee-member:c-sent-back-o1",
            "ask Review-changes committee-member:c-sent-back-p1",
        ),
    ),
    Committee(
        "decided-twice",
        more=decision(
            "c-decided-twice",
            "accepted",
            "2024-11-26",
            ["c-decided-twice-o1", "c-decided-twice-p1"],
            code="again",
        ),
        final=False,
        found=("not-final Decision-twice",),
    ),
)
