"""Rows of a call's committee, its reviews and its decisions, as statements.

Contact data stay in the sheet: of a member the graph has the name or code that the row gives.
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.form.column import CRITERION, VERDICT
from saberesgraph.fiches.form.exchange_columns import JUDGED
from saberesgraph.fiches.form.items import pieces
from saberesgraph.fiches.importing.entry import Entry, Statements
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.known import Known
from saberesgraph.namespaces import local_name, shorten

_MEMBERS: Final = "exchange/committee"
_REVIEWS: Final = "exchange/reviews"
_DECISIONS: Final = "exchange/decisions"


def committee_member(row: Row, known: Known) -> Entry:
    """Return what a row states of a member of the committee of a call."""
    said = Statements("committee-member", row)
    if said.begin("sab:CommitteeMember"):
        said.link("call", "sab:call", known.things["call"])
        said.link("role", "sab:role", known.things["role"])
        said.link("memberOf", "org:memberOf", known.things["memberOf"], several=True)
        said.link("recusedFrom", "sab:recusedFrom", known.things["recusedFrom"], several=True)
        _source(said, known)
    return said.entry(_MEMBERS)


def review(row: Row, known: Known) -> Entry:
    """Return what a row states of a submission as a member of the committee finds it.

    Its code is that of the submission and that of the member, so a member has one of each.
    """
    said = Statements("review", row)
    submission = said.needed("submission", known.things["submission"])
    assessor = said.needed("assessor", known.things["assessor"])
    if submission and assessor:
        said.given = f"{local_name(submission)}-{local_name(assessor)}"
        said.add(said.name, "rdf:type", "sab:Review")
        said.add(said.name, "sab:submission", shorten(submission))
        said.add(said.name, "sab:assessor", shorten(assessor))
        said.moment("reviewedAt", "sab:reviewedAt")
        said.link("callVerdict", "sab:callVerdict", known.things["callVerdict"])
        for criterion in _judged(row):
            _judgement(said, criterion, known)
        said.literal("remark", "sab:remark", "es")
        _source(said, known)
    return said.entry(_REVIEWS)


def decision(row: Row, known: Known) -> Entry:
    """Return what a row states of the decision on a submission, which bears the code of it."""
    said = Statements("decision", row)
    submission = said.needed("submission", known.things["submission"])
    if submission:
        said.given = local_name(submission)
        said.add(said.name, "rdf:type", "sab:Decision")
        said.add(said.name, "sab:submission", shorten(submission))
        said.link("callVerdict", "sab:callVerdict", known.things["callVerdict"])
        said.day("decidedOn", "sab:decidedOn")
        said.link("signatory", "sab:signatory", known.things["signatory"], several=True)
        for change in pieces(said.text("requestedChange")):
            said.add(said.name, "sab:requestedChange", ox.Literal(change, language="es"))
        _source(said, known)
    return said.entry(_DECISIONS)


def _judged(row: Row) -> Iterator[str]:
    """The prefixed names of the criteria and merits of which a row gives a verdict or a reason."""
    told = (key.removeprefix(VERDICT).removeprefix(CRITERION) for key in row.values)
    yield from dict.fromkeys(each for each in told if each.partition(":")[0] in JUDGED)


def _judgement(said: Statements, criterion: str, known: Known) -> None:
    node = f"assessment:{said.code}-{criterion.partition(':')[2]}"
    said.add(said.name, "sab:judgement", node)
    said.add(node, "rdf:type", "sab:CriterionAssessment")
    said.add(node, "sab:criterion", criterion)
    said.add(node, "sab:basis", "sab:Stated")
    for iri, printed, _ in said.named(VERDICT + criterion, known.things["verdict"]):
        said.add(node, "sab:verdict", shorten(iri))
        said.add(node, "sab:asPrinted", ox.Literal(printed))
    reason = said.text(CRITERION + criterion)
    if reason:
        said.add(node, "sab:rationale", ox.Literal(reason, language="es"))


def _source(said: Statements, known: Known) -> None:
    said.link("source", "dcterms:source", known.things["source"], several=True)
