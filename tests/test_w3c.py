"""The W3C's way to prove SHACL and SPARQL: cases of our own always, the W3C's where they are.

`W3C_TESTS` names a folder with clones of w3c/data-shapes and w3c/rdf-tests, each by its own name.
A case fails as the lists below say or not at all: one that passes unasked fails the run.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import pyoxigraph as ox
import pytest

import shacl_cases
import sparql_cases
from saberesgraph import formats
from saberesgraph.errors import (
    InputError,
    QueryRefusedError,
    QuerySyntaxError,
    SaberesGraphError,
)
from saberesgraph.reading import to_rdflib
from saberesgraph.results import Table
from saberesgraph.sandbox import Sandbox
from saberesgraph.screening import screen
from saberesgraph.store import Store, answer
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.reference import reference
from saberesgraph.validation.result import Result
from saberesgraph.validation.shacl import Shapes

OURS: Final = Path(__file__).parent / "conformance"
W3C: Final = Path(os.environ.get("W3C_TESTS", "/nowhere"))
GROUPS: Final = (
    "aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions",
    "grouping", "json-res", "negation", "project-expression", "property-path", "service",
    "subquery", "syntax-query",
)  # fmt: skip
READERS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}

_CONCAT = "Oxigraph's GROUP_CONCAT keeps the language that all its texts share"
_GRAPH = "Oxigraph binds the variable of GRAPH by triples alone: not by VALUES or a group"
_ABSENT = "Oxigraph gives no path of no steps to a constant that the data do not hold"
SPARQL_FAILURES: Final[Mapping[str, str]] = {
    "aggregates/agg-empty-group-count-graph": _GRAPH,
    "aggregates/agg-groupconcat-04": _CONCAT,
    "aggregates/agg-groupconcat-06": _CONCAT,
    "bindings/graph": _GRAPH,
    "functions/bnode01": "Oxigraph's BNODE gives one text the same blank node in all rows",
    "negation/graph-minus": "Oxigraph takes the variable of GRAPH for one that MINUS shares",
    "property-path/zero_or_more_set_start": _ABSENT,
    "property-path/zero_or_more_set_end": _ABSENT,
    "property-path/zero_or_one_set_start": _ABSENT,
    "property-path/zero_or_one_set_end": _ABSENT,
}

_ORDERED = "pySHACL orders values that cannot be compared, a date and a number"
_ONE = 'pySHACL takes "1"^^xsd:boolean for true, which alone turns sh:uniqueLang on'
PYSHACL_FAILURES: Final[Mapping[str, str]] = {
    "shacl/range": _ORDERED,
    "core/property/uniqueLang-002": _ONE,
    "sparql/node/prefixes-001": "pySHACL does not find the prefixes of a blank node",
    "sparql/pre-binding/shapesGraph-001": "pySHACL does not know $shapesGraph",
}
# what our engine asks pySHACL, and what it does as pySHACL does
SHACL_FAILURES: Final = PYSHACL_FAILURES


class Named(Protocol):
    @property
    def name(self) -> str: ...


def known(cases: Iterable[Named], failures: Mapping[str, str]) -> Iterator[Any]:
    """The cases as parameters, those that fail marked with the reason."""
    for case in cases:
        why = failures.get(case.name)
        marks = [pytest.mark.xfail(reason=why)] if why else []
        yield pytest.param(case, id=case.name, marks=marks)


def sparql() -> Iterator[sparql_cases.Case]:
    yield from sparql_cases.cases(OURS / "sparql" / "manifest.ttl")
    suite = W3C / "rdf-tests" / "sparql" / "sparql11"
    if suite.is_dir():
        for group in GROUPS:
            yield from sparql_cases.cases(suite / group / "manifest.ttl")


@pytest.mark.parametrize("case", list(known(sparql(), SPARQL_FAILURES)))
@pytest.mark.parametrize("guard", [None, Sandbox], ids=["embedded", "sandbox"])
def test_sparql(case: sparql_cases.Case, guard: Callable[[EmbeddedStore], Store] | None) -> None:
    if case.name.startswith("service/"):
        with pytest.raises(QueryRefusedError):
            answer(case.store(), case.text)
        return
    if case.kind == "refused":
        with pytest.raises((QuerySyntaxError, QueryRefusedError)):
            answer(asked(case, guard), case.text)
        return
    try:
        found = answer(asked(case, guard), case.text)
    except QuerySyntaxError:
        raise AssertionError("it is SPARQL") from None
    except InputError:  # such as a function that no engine has
        assert case.kind == "valid"
        return
    if case.result is None:
        return
    if case.kind == "csv":
        expected = case.result.read_text(encoding="utf-8")
        assert sparql_cases.same_csv(formats.write(found, formats.W3C_CSV), expected)
        return
    assert sparql_cases.same(found, sparql_cases.answer_of(case.result))
    if isinstance(found, Table):  # and each of our formats says just that
        for form, reader in READERS.items():
            written = formats.write(found, form).encode()
            assert sparql_cases.same(sparql_cases.answer_in(written, reader), found), form


def asked(case: sparql_cases.Case, guard: Callable[[EmbeddedStore], Store] | None) -> Store:
    """The store that a case is asked of, over its own dataset unless its query names one."""
    store = case.store()
    try:
        own = screen(case.text).own_dataset
    except QueryRefusedError:
        own = True
    store = store if own else store.over(case.dataset)
    return guard(store) if guard else store


def by_pyshacl(case: shacl_cases.Case) -> tuple[Result, ...]:
    return reference(to_rdflib(case.data), case.shapes)


def by_our_engine(case: shacl_cases.Case) -> tuple[Result, ...]:
    return Shapes(case.shapes).run(InMemory(case.data), EmbeddedStore(case.data))


def shacl() -> Iterator[shacl_cases.Case]:
    yield from shacl_cases.cases(OURS / "shacl" / "manifest.ttl", OURS)
    suite = W3C / "data-shapes" / "data-shapes-test-suite" / "tests"
    if suite.is_dir():
        yield from shacl_cases.cases(suite / "manifest.ttl", suite)


def found(case: shacl_cases.Case, engine: Callable[[shacl_cases.Case], tuple[Result, ...]]) -> None:
    if case.refused:
        with pytest.raises(SaberesGraphError):
            engine(case)
        return
    results = engine(case)
    assert Counter(map(shacl_cases.told, results)) == case.report
    assert case.messages <= {words for each in results for words in each.messages.values()}


SHACL = list(shacl())


@pytest.mark.parametrize("case", list(known(SHACL, SHACL_FAILURES)))
def test_shacl(case: shacl_cases.Case) -> None:
    found(case, by_our_engine)


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("case", list(known(SHACL, PYSHACL_FAILURES)))
def test_pyshacl(case: shacl_cases.Case) -> None:
    """The reference engine has faults of its own: they are told apart from ours."""
    found(case, by_pyshacl)
