"""Files are read strictly, with file, line and column of every fault."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saberesgraph.errors import InputError, RdfSyntaxError
from saberesgraph.reading import lines, parse, read, to_rdflib

TURTLE = """@prefix ex: <http://example.org/> .
ex:a a ex:B ;
    ex:n 7 , 8 ;
    ex:text "uno"@es ;
    ex:node [ ex:deep "x" ] .
"""


def write(folder: Path, text: str | bytes, name: str = "x.ttl") -> Path:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("@prefix ex: <http://example.org/> .\nex:a ex:b ex:c", "x.ttl:2:"),
        ("<http://a b> <http://p> <http://o> .", "x.ttl:1:"),
        ("\n\nex:a ex:b ex:c .", "x.ttl:3:"),
        ('<http://a> <http://p> "\\q" .', "x.ttl:1:"),
    ],
)
def test_a_syntax_error_names_file_line_and_column(text: str, where: str, tmp_path: Path) -> None:
    with pytest.raises(RdfSyntaxError) as caught:
        parse(write(tmp_path, text))
    assert caught.value.where is not None
    assert Path(caught.value.where).name.startswith(where)
    assert Path(caught.value.where).name.removeprefix(where).isdigit()
    assert str(caught.value).endswith("Correct that place and try again.")


def test_nothing_of_a_faulty_file_is_used(tmp_path: Path) -> None:
    good = write(tmp_path, TURTLE, "good.ttl")
    bad = write(tmp_path, TURTLE + "ex:b ex:", "bad.ttl")
    with pytest.raises(RdfSyntaxError):
        read([good, bad])


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert len(parse(write(tmp_path, b"\xef\xbb\xbf" + TURTLE.encode())).triples) == 6


@pytest.mark.parametrize("name", ["x.rdf", "x.jsonld", "x.csv", "x"])
def test_other_formats_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not one we read"):
        parse(write(tmp_path, "", name))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nada\.ttl: it cannot be read"):
        parse(tmp_path / "nada.ttl")


def test_deeply_nested_triple_terms_are_refused_before_they_crash_the_parser(
    tmp_path: Path,
) -> None:
    deep = "<<( <urn:a> <urn:b> " * 20_000 + "<urn:c>" + " )>>" * 20_000
    with pytest.raises(RdfSyntaxError, match="nested more than 100 deep"):
        parse(write(tmp_path, f"<urn:s> <urn:p> {deep} ."))


def test_blank_nodes_of_two_files_never_meet(tmp_path: Path) -> None:
    text = '_:b0 <urn:p> "x" .'
    reading = read([write(tmp_path, text, "1.nt"), write(tmp_path, text, "2.nt")])
    assert len({triple.subject for triple in reading.triples}) == 2


@given(st.from_regex(r"[+-]?[0-9]{1,6}", fullmatch=True))
def test_lexical_forms_stay_as_written(lexical: str) -> None:
    text = f'<urn:a> <urn:p> "{lexical}"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    graph = to_rdflib(ox.parse(input=text.encode(), format=ox.RdfFormat.N_TRIPLES))
    assert [str(value) for value in graph.objects()] == [lexical]


def test_lines_are_those_of_the_statement_else_the_property_else_the_subject(
    tmp_path: Path,
) -> None:
    found = lines(write(tmp_path, TURTLE))
    a, n = "http://example.org/a", "http://example.org/n"
    assert found.of(a) == 2
    assert found.of(a, n, "8") == 3
    assert found.of(a, n, "9") == 3
    assert found.of(a, "http://example.org/text", "uno") == 4
    assert found.of(a, "http://example.org/none") == 2
    assert found.of("http://example.org/nobody") == 1


def test_lines_are_known_up_to_what_only_pyoxigraph_reads(tmp_path: Path) -> None:
    file = write(
        tmp_path, "<urn:a> a <urn:B> .\n<urn:b> a <urn:B> .\n@base<urn:c>.\n<urn:d> a <> ."
    )
    assert len(parse(file).triples) == 3
    found = lines(file)
    assert [found.of(subject) for subject in ("urn:a", "urn:b", "urn:d")] == [1, 2, 1]


def test_n_triples_have_no_lines(tmp_path: Path) -> None:
    assert lines(write(tmp_path, "<urn:a> <urn:p> <urn:o> .", "x.nt")).of("urn:a") == 1
