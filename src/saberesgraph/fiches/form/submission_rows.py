"""Submissions as rows of the form: what `submission` reads from them states the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SOURCE
from saberesgraph.fiches.form.cells import Value
from saberesgraph.fiches.form.columns import REFERENCES
from saberesgraph.fiches.form.items import joined
from saberesgraph.fiches.form.stated import Stated
from saberesgraph.fiches.form.template import Row
from saberesgraph.namespaces import local_name, shorten

_SINGLE: Final = {"applicant", "applicantKind"}
_LABELS: Final = {"es": LABEL_ES, "en": LABEL_EN}


def submission_rows(said: Stated, shown: Mapping[str, str]) -> tuple[Row, ...]:
    """Return a row for each submission, by code; what a cell names is as it was written.

    Contact data are in no graph, and so in no row.

    Args:
        said: what is asserted.
        shown: the items of the lists as they show them, by IRI.
    """
    statements: dict[str, list[str]] = {}
    for node in said.of("sab:SubmissionStatement"):
        statements.setdefault(said.one(node, "sab:submission"), []).append(node)
    return tuple(
        dict(_row(said, iri, statements.get(iri, ()), shown)) for iri in said.of("sab:Submission")
    )


def _row(
    said: Stated, iri: str, statements: Sequence[str], shown: Mapping[str, str]
) -> Iterator[tuple[str, Value]]:
    yield "code", said.one(iri, "skos:notation")
    for label in said.all(iri, "skos:prefLabel"):
        yield _LABELS.get(label.language, LABEL_ES), label.value
    for key, predicate in ((SOURCE, "dcterms:source"), ("call", "sab:call")):
        named = tuple(shown.get(v.value, v.value) for v in said.all(iri, predicate))
        yield key, joined(named) if key == SOURCE else "".join(named[:1])
    yield "summary", said.one(iri, "sab:summary")
    yield "submittedAt", said.one(iri, "sab:submittedPrinted")
    yield REFERENCES, joined(tuple(v.value for v in said.all(iri, "dcterms:references")))
    printed: dict[str, list[str]] = {}
    for node in statements:
        link = local_name(said.one(node, "sab:link"))
        printed.setdefault(link, []).append(said.one(node, "sab:asPrinted"))
    for link, words in printed.items():
        yield link, words[0] if link in _SINGLE else joined(tuple(dict.fromkeys(words)))
    for evidence in said.all(iri, "sab:criterionEvidence"):
        criterion = shorten(said.one(evidence.value, "sab:criterion"))
        yield criterion, said.one(evidence.value, "sab:rationale")
