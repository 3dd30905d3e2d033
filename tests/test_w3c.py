"""The W3C's way to prove SHACL and SPARQL: cases of our own always, the W3C's where they are.

`W3C_TESTS` names a folder with clones of w3c/data-shapes and w3c/rdf-tests, each by its own name.
A case fails as the lists below say or not at all: one that passes unasked fails the run.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import pyoxigraph as ox
import pytest

import sparql_cases
from saberesgraph import formats
from saberesgraph.errors import InputError, QueryRefusedError, QuerySyntaxError
from saberesgraph.results import Table
from saberesgraph.sandbox import Sandbox
from saberesgraph.screening import screen
from saberesgraph.store import Store, answer
from saberesgraph.store.embedded import EmbeddedStore

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


class Named(Protocol):
    @property
    def name(self) -> str: ...


def known(cases: Iterable[Named], failures: Mapping[str, str]) -> Iterator[Any]:
    """The cases as parameters, those that fail marked with the reason."""
    for case in cases:
        why = failures.get(case.name)
        marks = [pytest.mark.xfail(reason=why, raises=AssertionError)] if why else []
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
