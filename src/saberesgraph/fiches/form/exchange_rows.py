"""What a call brings about as rows of the form: what import reads from them states the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SOURCE
from saberesgraph.fiches.form.cells import Value
from saberesgraph.fiches.form.column import CRITERION, VERDICT
from saberesgraph.fiches.form.columns import (
    COMMITTEE,
    DECISIONS,
    EXCHANGES,
    REVIEWS,
    STEPS,
    SUBMISSIONS,
    Form,
)
from saberesgraph.fiches.form.items import joined
from saberesgraph.fiches.form.stated import Stated
from saberesgraph.fiches.form.submission_rows import submission_rows
from saberesgraph.fiches.form.template import Row
from saberesgraph.fiches.form.workbook import shown_things
from saberesgraph.namespaces import shorten
from saberesgraph.results import natural

_LABELS: Final = {"es": LABEL_ES, "en": LABEL_EN}
_SOURCE: Final = {SOURCE: "dcterms:source"}
# what a cell names, and what it says in words, by the key of its column
_NAMED: Final = {
    COMMITTEE: {
        "call": "sab:call", "role": "sab:role", "memberOf": "org:memberOf",
        "recusedFrom": "sab:recusedFrom", **_SOURCE,
    },
    REVIEWS: {
        "submission": "sab:submission", "assessor": "sab:assessor",
        "callVerdict": "sab:callVerdict", **_SOURCE,
    },
    DECISIONS: {
        "submission": "sab:submission", "callVerdict": "sab:callVerdict",
        "signatory": "sab:signatory", **_SOURCE,
    },
    EXCHANGES: {
        "giver": "sab:giver", "recipient": "sab:recipient", "facilitator": "sab:facilitator",
        "exchanged": "sab:exchanged", "fromTerritory": "sab:fromTerritory",
        "toTerritory": "sab:toTerritory", "modality": "sab:modality", "call": "sab:call", **_SOURCE,
    },
    STEPS: {"exchangeStatus": "sab:exchangeStatus"},
}  # fmt: skip
_SAID: Final = {
    COMMITTEE: {"code": "skos:notation"},
    REVIEWS: {"reviewedAt": "sab:reviewedAt", "remark": "sab:remark"},
    DECISIONS: {"decidedOn": "sab:decidedOn"},
    EXCHANGES: {
        "code": "skos:notation", "startDate": "schema:startDate", "endDate": "schema:endDate",
        "learned": "sab:learned",
    },
    STEPS: {"date": "dcterms:date", "remark": "sab:remark"},
}  # fmt: skip


def exchange_rows(
    triples: Iterable[ox.Triple], form: Form, language: str
) -> dict[str, tuple[Row, ...]]:
    """Return the rows of all that a call brings about, by the name of their sheet.

    Contact data are in no graph, and so in no row.

    Args:
        triples: asserted ones.
        form: its lists.
        language: of the names of items.
    """
    said = Stated(triples)
    rows = _Rows(said, shown_things(form, language))
    exchanges = said.of("sab:Exchange")
    return {
        SUBMISSIONS: submission_rows(said, rows.shown),
        COMMITTEE: tuple(rows.row(COMMITTEE, iri) for iri in said.of("sab:CommitteeMember")),
        REVIEWS: tuple(
            {**rows.row(REVIEWS, iri), **dict(rows.judged(iri))} for iri in said.of("sab:Review")
        ),
        DECISIONS: tuple(
            {
                **rows.row(DECISIONS, iri),
                "requestedChange": joined(tuple(said.texts(iri, "sab:requestedChange"))),
            }
            for iri in said.of("sab:Decision")
        ),
        EXCHANGES: tuple(rows.row(EXCHANGES, iri) for iri in exchanges),
        STEPS: tuple(row for iri in exchanges for row in rows.steps(iri)),
    }


class _Rows:
    def __init__(self, said: Stated, shown: Mapping[str, str]) -> None:
        self._said = said
        self.shown = shown

    def row(self, sheet: str, iri: str) -> dict[str, Value]:
        """What the columns of a sheet that are one property each say of a thing."""
        row: dict[str, Value] = {
            key: self._said.one(iri, predicate) for key, predicate in _SAID[sheet].items()
        }
        for label in self._said.all(iri, "skos:prefLabel"):
            row[_LABELS.get(label.language, LABEL_ES)] = label.value
        for key, predicate in _NAMED[sheet].items():
            row[key] = joined(tuple(map(self._named, self._said.texts(iri, predicate))))
        return {key: value for key, value in row.items() if value}

    def judged(self, iri: str) -> Iterator[tuple[str, Value]]:
        """The verdict on each criterion as it was written, and the reason."""
        for node in self._said.texts(iri, "sab:judgement"):
            criterion = shorten(self._said.one(node, "sab:criterion"))
            verdict = self._said.one(node, "sab:asPrinted")
            yield VERDICT + criterion, verdict or self._named(self._said.one(node, "sab:verdict"))
            yield CRITERION + criterion, self._said.one(node, "sab:rationale")

    def steps(self, iri: str) -> Iterator[Row]:
        """The steps of an exchange, by number."""
        for step in sorted(self._said.texts(iri, "sab:step"), key=natural):
            yield {"exchange": self._named(iri), **self.row(STEPS, step)}

    def _named(self, iri: str) -> str:
        return self.shown.get(iri, iri)
