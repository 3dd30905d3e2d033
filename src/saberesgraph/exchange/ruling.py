"""Runs the files of ontology/evaluation/ over a copy of the data.

facts/      CONSTRUCT queries: what the rules need, such as who has a conflict of interest;
            each may use what those before it found
rules/      SHACL shapes with a `sab:outcome`, and after them the rules of the calls
decisions/  shapes that may use what the rules raised
answers/    SELECT queries over all of it
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib
from rdflib import DCTERMS, SH

from saberesgraph.dates import date
from saberesgraph.exchange.call_rules import call_rules, outcome, run
from saberesgraph.namespaces import PERMANENT, shorten
from saberesgraph.project import Project
from saberesgraph.reading import read, to_rdflib
from saberesgraph.results import Term, text
from saberesgraph.store import Store
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.constraint import constraints
from saberesgraph.validation.result import Result
from saberesgraph.validation.ruleset import by_language

FACTS: Final = PERMANENT + "graph/facts"
_RAISES: Final = ox.NamedNode(PERMANENT + "evaluation#raises")
_EVERY: Final = "CONSTRUCT WHERE { ?s ?p ?o }"


@dataclass(frozen=True)
class Ruled:
    """What a rule says of a submission or call: IRIs as text, texts by language."""

    focus: str
    rule: str
    outcome: str
    name: Mapping[str, str]
    message: Mapping[str, str]
    value: str
    source: str


class Ruling:
    """The data with the facts and outcomes that ontology/evaluation/ finds in them.

    Args:
        project: whose rules are run.
        store: the data; they stay as they are.

    Raises:
        InputError: a file of the rules, or a rule of a call, is not as it must be.
        SaberesGraphError: a rule of a call asks what it may not, or takes too long.
    """

    def __init__(self, project: Project, store: Store) -> None:
        self._files = project.evaluation_files
        self._store = EmbeddedStore(store.construct(_EVERY))
        self.labels: dict[str, dict[str, str]] = {}
        for row in self._rows("labels"):
            label = row["label"]
            assert isinstance(label, ox.Literal)
            self.labels.setdefault(text(row["thing"]), {})[label.language or ""] = label.value
        for file in self._of("facts"):
            self._store.add(FACTS, self._store.construct(_query(file)))
        self._prefixes = to_rdflib(read(f for f in self._files if f.stem == "prefixes").triples)
        self.outcomes = [row["outcome"] for row in self.answer("outcomes")]
        found = [*self._run("rules"), *self._of_calls()]
        self._raise(found)
        decided = [*self._run("decisions")]
        self._raise(decided)
        self.findings = (*found, *decided)

    def answer(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a query of answers/, as text."""
        return [{key: text(term) for key, term in row.items()} for row in self._rows(name)]

    def spoken(self, value: str, language: str) -> str:
        """Return how a value reads: the name of a thing, a date, and any other text as it is."""
        names = self.labels.get(value, {})
        named = names.get(language) or next(iter(names.values()), "")
        return named or date(shorten(value), language)

    def _of(self, folder: str) -> Iterator[Path]:
        return (file for file in self._files if file.parent.name == folder)

    def _rows(self, name: str) -> Iterator[dict[str, Term]]:
        file = next(file for file in self._of("answers") if file.stem == name)
        table = self._store.select(_query(file))
        return (dict(zip(table.columns, row, strict=True)) for row in table.rows)

    def _raise(self, found: Iterable[Ruled]) -> None:
        self._store.add(
            FACTS,
            {
                ox.Triple(ox.NamedNode(each.focus), _RAISES, ox.NamedNode(each.outcome))
                for each in found
            },
        )

    def _run(self, folder: str) -> Iterator[Ruled]:
        rules = to_rdflib(read(self._of(folder)).triples)
        for constraint in constraints(rules + self._prefixes):
            for result in constraint.results(self._store, self.spoken):
                yield _ruled(result, rules)

    def _of_calls(self) -> Iterator[Ruled]:
        calls = {row["submission"]: row["call"] for row in self.answer("submissions")}
        for call, rules in call_rules(self._store, {*self.outcomes}).items():
            for result in run(rules, self._prefixes, self._store, self.spoken):
                if calls.get(text(result.focus)) == call:
                    yield _ruled(result, rules)


def _query(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _ruled(result: Result, rules: rdflib.Graph) -> Ruled:
    shape = rdflib.URIRef(result.shape)
    return Ruled(
        focus=text(result.focus),
        rule=result.shape,
        outcome=outcome(rules, shape),
        name=by_language(rules, shape, SH.name),
        message=result.messages,
        value=text(result.value),
        source=str(rules.value(shape, DCTERMS.source) or ""),
    )
