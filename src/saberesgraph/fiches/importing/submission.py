"""A row of the sheet of submissions, as statements; contact data stay in the sheet."""

from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.form.items import pieces
from saberesgraph.fiches.importing.entry import Entry, Statements
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.address import is_address
from saberesgraph.fiches.values.known import Known
from saberesgraph.namespaces import expand, local_name, shorten

_LINKS: Final = {
    "applicant": False,
    "applicantKind": False,
    "territory": True,
    "axis": True,
    "objective": True,
    "planGoal": True,
    "receiver": True,
}
"""Links of a submission, and whether a cell may name several."""
_EVIDENCE: Final = ("call-criterion", "call-merit")


def submission(row: Row, known: Known) -> Entry:
    """Return what a row states of a practice that an actor offers in a call."""
    said = Statements("submission", row)
    if said.begin("sab:Submission"):
        said.link("source", "dcterms:source", known.things["source"], several=True)
        said.link("call", "sab:call", known.things["call"])
        for link, several in _LINKS.items():
            before = known.submitted.get((said.code, link), {})
            found = said.named(link, known.things[link], several=several, before=before)
            for iri, printed, stated in found:
                _linked(said, link, iri, printed, stated)
        said.literal("summary", "sab:summary", "es")
        said.moment("submittedAt", "sab:submittedAt")
        said.literal("submittedAt", "sab:submittedPrinted")
        for key in row.values:
            scheme, colon, code = key.partition(":")
            if colon and scheme in _EVIDENCE and said.text(key):
                _criterion(said, scheme, code, key)
        for written in pieces(said.text("references")):
            _reference(said, written)
    return said.entry("exchange/submissions")


def _linked(said: Statements, link: str, iri: str, printed: str, stated: bool) -> None:
    node = f"submission-statement:{said.code}-{link}-{local_name(iri)}"
    said.add(said.name, f"sab:{link}", shorten(iri))
    said.add(node, "rdf:type", "sab:SubmissionStatement")
    said.add(node, "sab:submission", said.name)
    said.add(node, "sab:link", f"sab:{link}")
    said.add(node, "sab:item", shorten(iri))
    said.add(node, "sab:basis", "sab:Stated" if stated else "sab:Normalised")
    said.add(node, "sab:asPrinted", ox.Literal(printed))


def _criterion(said: Statements, scheme: str, code: str, key: str) -> None:
    node = f"criterion-evidence:{said.code}-{code}"
    said.add(said.name, "sab:criterionEvidence", node)
    said.add(node, "rdf:type", "sab:CriterionEvidence")
    said.add(node, "sab:criterion", f"{scheme}:{code}")
    said.add(node, "sab:basis", "sab:Stated")
    said.add(node, "sab:rationale", ox.Literal(said.text(key), language="es"))


def _reference(said: Statements, written: str) -> None:
    if is_address(written):
        predicate = ox.NamedNode(expand("dcterms:references"))
        subject = said.triples[0].subject
        said.triples.append(ox.Triple(subject, predicate, ox.NamedNode(written)))
    else:
        said.say(
            "references",
            f"«{written}» no es una dirección web. Escribe una que empiece con http:// o https://",
            f"“{written}” is no web address. Write one that begins with http:// or https://",
            read=written,
        )
