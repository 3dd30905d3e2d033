"""Submissions as rows of the form: what `submission` reads from them states the same."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SOURCE
from saberesgraph.fiches.form.cells import Value
from saberesgraph.fiches.form.columns import REFERENCES, Form
from saberesgraph.fiches.form.items import joined
from saberesgraph.fiches.form.template import Row
from saberesgraph.namespaces import RDF_TYPE, expand, local_name, shorten

_SINGLE: Final = {"applicant", "applicantKind"}
_LABELS: Final = {"es": LABEL_ES, "en": LABEL_EN}


def submission_rows(triples: Iterable[ox.Triple], form: Form, language: str) -> tuple[Row, ...]:
    """Return a row for each submission, by code; what a cell names is as it was written.

    Contact data are in no graph, and so in no row.

    Args:
        triples: asserted ones.
        form: its lists.
        language: of the names of sources and calls.
    """
    said = _Said(triples)
    shown = {
        item.iri: item.shown(kind, language)
        for kind in (SOURCE, "call")
        for item in form.lists[kind]
    }
    return tuple(dict(said.row(iri, shown)) for iri in sorted(said.submissions))


class _Said:
    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._values: dict[str, dict[str, list[Any]]] = {}
        self._statements: dict[str, list[str]] = {}
        self.submissions: list[str] = []
        for triple in triples:
            subject, predicate = str(getattr(triple.subject, "value", "")), triple.predicate.value
            about = self._values.setdefault(subject, {})
            about.setdefault(shorten(predicate), []).append(triple.object)
            value = getattr(triple.object, "value", "")
            if predicate == expand("sab:submission"):
                self._statements.setdefault(value, []).append(subject)
            elif predicate == RDF_TYPE and value == expand("sab:Submission"):
                self.submissions.append(subject)

    def row(self, iri: str, shown: dict[str, str]) -> Iterator[tuple[str, Value]]:
        yield "code", self._one(iri, "skos:notation")
        for label in self._all(iri, "skos:prefLabel"):
            yield _LABELS.get(label.language, LABEL_ES), label.value
        for key, predicate in ((SOURCE, "dcterms:source"), ("call", "sab:call")):
            named = tuple(shown.get(v.value, v.value) for v in self._all(iri, predicate))
            yield key, joined(named) if key == SOURCE else "".join(named[:1])
        yield "summary", self._one(iri, "sab:summary")
        yield "submittedAt", self._one(iri, "sab:submittedPrinted")
        yield REFERENCES, joined(tuple(v.value for v in self._all(iri, "dcterms:references")))
        printed: dict[str, list[str]] = {}
        for node in self._statements.get(iri, ()):
            link = local_name(self._one(node, "sab:link"))
            printed.setdefault(link, []).append(self._one(node, "sab:asPrinted"))
        for link, words in printed.items():
            yield link, words[0] if link in _SINGLE else joined(tuple(words))
        for evidence in self._all(iri, "sab:criterionEvidence"):
            criterion = shorten(self._one(evidence.value, "sab:criterion"))
            yield criterion, self._one(evidence.value, "sab:rationale")

    def _all(self, subject: str, predicate: str) -> list[Any]:
        return self._values.get(subject, {}).get(predicate, [])

    def _one(self, subject: str, predicate: str) -> str:
        return next((str(value.value) for value in self._all(subject, predicate)), "")
