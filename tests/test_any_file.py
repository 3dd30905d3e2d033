"""Whatever a file holds, it is read as it says or refused with a place: nothing else happens."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anything import FILES, STATEMENTS, TRIPLES
from saberesgraph import formats
from saberesgraph.errors import FormatError, InputError, RdfSyntaxError
from saberesgraph.reading import lines, parse, to_rdflib
from saberesgraph.results import text
from saberesgraph.turtle import formatted
from test_turtle import same

FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "json": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "x.ttl"


@given(content=FILES, suffix=st.sampled_from([".ttl", ".nt"]))
def test_any_bytes_are_triples_or_a_fault_with_its_place(
    file: Path, content: bytes, suffix: str
) -> None:
    path = file.with_suffix(suffix)
    path.write_bytes(content)
    fault = None
    try:
        found = parse(path)
    except RdfSyntaxError as error:
        fault = error
    if fault:
        assert str(fault.where).startswith(str(path))
        return
    # what is read can be placed, described and checked
    assert found.described <= {text(triple.subject) for triple in found.triples}
    assert all(line >= 1 for line in lines(path).subjects.values())
    if not any(isinstance(triple.object, ox.Triple) for triple in found.triples):
        assert len(to_rdflib(found.triples)) == len(set(found.triples))


@given(content=FILES)
def test_layout_changes_nothing_and_is_done_once(content: bytes) -> None:
    try:
        once = formatted(content, "x.ttl")
    except InputError:  # RdfSyntaxError is one
        return
    before, after = (
        [quad.triple for quad in ox.parse(input=written, format=ox.RdfFormat.TURTLE)]
        for written in (content, once)
    )
    assert same(before, after)
    assert formatted(once.encode(), "x.ttl") == once


@given(content=STATEMENTS)
def test_layout_refuses_no_valid_file(content: str) -> None:
    try:
        triples = [q.triple for q in ox.parse(input=content, format=ox.RdfFormat.TURTLE)]
    except SyntaxError:
        return
    once = formatted(content.encode(), "x.ttl")
    assert same(triples, [q.triple for q in ox.parse(input=once, format=ox.RdfFormat.TURTLE)])


@given(triples=TRIPLES, form=st.sampled_from(sorted(FORMS)))
def test_triples_come_back_from_every_format_spelled_as_they_were(
    triples: list[ox.Triple], form: str
) -> None:
    try:
        written = formats.write(tuple(triples), form)
    except FormatError:
        assert form in {"json", "xml"}  # which have no way to say some of them
        return
    found = [quad.triple for quad in ox.parse(input=written, format=FORMS[form])]
    assert Counter(map(str, set(found))) == Counter(map(str, set(triples)))
