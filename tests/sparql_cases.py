"""Cases of SPARQL 1.1 as the W3C writes them: query, data by graph, and the answer expected."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from saberesgraph.reading import content_of
from saberesgraph.results import Answer, Table, Term, text
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.store.spellings import as_stored

MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
DEFAULT: Final = "urn:x-test:default"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
}
_RESULTS: Final = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class Case:
    """One case; its name is its group and its own, such as `aggregates/agg01`.

    Args:
        kind: `evaluation`, `csv`, `valid`, or `refused` where the query is not SPARQL.
        query: its file, from where relative IRIs are read.
        data: files of the default graph.
        named: files that are graphs of their own.
        result: the file of the answer.
    """

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    named: tuple[Path, ...] = ()
    result: Path | None = None

    @property
    def text(self) -> str:
        """The query; relative IRIs are of its own file."""
        return f"BASE <{self.query.as_uri()}>\n" + self.query.read_text(encoding="utf-8")

    def store(self) -> EmbeddedStore:
        """A store with its data, each graph by the name of its file."""
        quads = [
            ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(name))
            for name, files in self._graphs()
            for file in files
            for triple in triples(file)
        ]
        return EmbeddedStore.of(quads)

    @property
    def dataset(self) -> Dataset:
        """The dataset that the case is asked over."""
        return Dataset((DEFAULT,), tuple(file.as_uri() for file in self.named))

    def _graphs(self) -> Iterator[tuple[str, tuple[Path, ...]]]:
        yield DEFAULT, self.data
        for file in {*self.data, *self.named}:
            yield file.as_uri(), (file,)


def triples(file: Path) -> tuple[ox.Triple, ...]:
    """The triples of a file, whose relative IRIs are files beside it."""
    found = ox.parse(
        input=content_of(file),
        format=_FORMATS[file.suffix],
        base_iri=file.as_uri(),
        rename_blank_nodes=True,
    )
    return tuple(quad.triple for quad in found)


def cases(manifest: Path) -> Iterator[Case]:
    """Every case of a manifest, in its order."""
    manifest = manifest.resolve()
    found: dict[tuple[str, str], list[str]] = {}
    for triple in triples(manifest):
        key = (text(triple.subject), triple.predicate.value)
        found.setdefault(key, []).append(text(triple.object))

    def files(subject: str, predicate: str) -> tuple[Path, ...]:
        values = found.get((subject, predicate), [])
        return tuple(sorted(map(_file, values)))

    node = next(values[0] for (_, name), values in found.items() if name == f"{MF}entries")
    while node != f"{_RDF}nil":
        (entry,) = found[node, f"{_RDF}first"]
        (node,) = found[node, f"{_RDF}rest"]
        name = f"{manifest.parent.name}/{entry.rpartition('#')[2]}"
        kind = _kind(found[entry, f"{_RDF}type"])
        (action,) = found[entry, f"{MF}action"]
        if kind in {"valid", "refused"}:
            yield Case(name, kind, _file(action))
            continue
        (result,) = files(entry, f"{MF}result")
        (query,) = files(action, f"{QT}query")
        data, named = files(action, f"{QT}data"), files(action, f"{QT}graphData")
        yield Case(name, kind, query, data, named, result)


def _file(iri: str) -> Path:
    return Path(unquote(iri.removeprefix("file://")))


def _kind(kinds: list[str]) -> str:
    (kind,) = (kind.removeprefix(MF) for kind in kinds if kind.startswith(MF))
    return {
        "QueryEvaluationTest": "evaluation",
        "CSVResultFormatTest": "csv",
        "PositiveSyntaxTest11": "valid",
        "NegativeSyntaxTest11": "refused",
    }[kind]


def answer_of(file: Path) -> Answer:
    """The answer that a file of results holds."""
    if file.suffix in _FORMATS:
        found = triples(file)
        return _solutions(found) if any(t.object == _rs("ResultSet") for t in found) else found
    return answer_in(file.read_bytes(), _RESULTS[file.suffix])


def _solutions(triples: tuple[ox.Triple, ...]) -> Table:
    """The table that the W3C's vocabulary of result sets says in RDF."""

    def values(subject: Term, name: str) -> list[Term]:
        return [t.object for t in triples if (t.subject, t.predicate) == (subject, _rs(name))]

    whole = next(t.subject for t in triples if t.object == _rs("ResultSet"))
    columns = tuple(sorted(map(text, values(whole, "resultVariable"))))
    rows = []
    for solution in values(whole, "solution"):
        row: dict[str, Term] = {}
        for binding in values(solution, "binding"):
            (name,), (value,) = values(binding, "variable"), values(binding, "value")
            row[text(name)] = value
        rows.append(tuple(map(row.get, columns)))
    return Table(columns, tuple(rows))


def _rs(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://www.w3.org/2001/sw/DataAccess/tests/result-set#{name}")


def same_csv(one: str, other: str) -> bool:
    """Whether two CSV documents hold the same rows, in any order of rows and columns."""
    left, right = (
        Counter(
            tuple(
                sorted(
                    (name, "_:" if cell.startswith("_:") else cell) for name, cell in row.items()
                )
            )
            for row in csv.DictReader(io.StringIO(document))
        )
        for document in (one, other)
    )
    return left == right


def answer_in(content: bytes, form: ox.QueryResultsFormat) -> Answer:
    """The answer that the standard reader finds in a document."""
    found = ox.parse_query_results(input=content, format=form)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    return Table(columns, tuple(tuple(row[column] for column in columns) for row in found))


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same: numbers by value, any order, blank nodes by their place."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Table) and isinstance(other, Table):
        if set(one.columns) != set(other.columns):
            return False
        order = [other.columns.index(column) for column in one.columns]
        left = _valued(one.rows)
        right = _valued(tuple(tuple(row[place] for place in order) for row in other.rows))
        if Counter(left) == Counter(right):
            return True
        return len(left) == len(right) and _canonical(left) == _canonical(right)
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    left, right = (_valued(tuple(tuple(triple) for triple in each)) for each in (one, other))
    return _canonical([*dict.fromkeys(left)]) == _canonical([*dict.fromkeys(right)])


def _valued(rows: tuple[tuple[Term, ...], ...]) -> list[tuple[Term, ...]]:
    """Rows whose literals are spelled as the store spells their values."""
    stored = dict(as_stored({c for row in rows for c in row if isinstance(c, ox.Literal)}))
    return [
        tuple(stored[cell] if isinstance(cell, ox.Literal) else cell for cell in row)
        for row in rows
    ]


def _canonical(rows: list[tuple[Term, ...]]) -> ox.Dataset:
    quads = [
        ox.Quad(ox.BlankNode(f"row{number}"), ox.NamedNode(f"urn:{place}"), cell)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
        if cell is not None
    ]
    empty = [
        ox.Quad(ox.BlankNode(f"row{number}"), ox.NamedNode("urn:row"), ox.Literal(len(row)))
        for number, row in enumerate(rows)
    ]
    dataset = ox.Dataset([*quads, *empty])
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset
