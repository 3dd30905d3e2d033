"""Every format says the same; none lets what it holds do harm."""

import csv as csv_module
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from saberesgraph.errors import FormatError
from saberesgraph.formats import FORMATS, write
from saberesgraph.results import Table, from_json

XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = 'a|b <script>alert(1)</script>\x1b[31m\u202e"q"\n=1\t[x](javascript:1)'
ROWS = (
    (
        ox.NamedNode("https://w3id.org/saberesgraph/id/practice/BP1_AH"),
        ox.Literal("07", datatype=ox.NamedNode(XSD + "integer")),
    ),
    (ox.BlankNode("b1"), ox.Literal("sí, señor", language="es")),
    (ox.Literal(HOSTILE), None),
    (ox.Literal("=1+1"), ox.Literal("-7.5", datatype=ox.NamedNode(XSD + "decimal"))),
    (ox.Literal("-1+1"), ox.Literal("-1.50E3", datatype=ox.NamedNode(XSD + "double"))),
)  # fmt: skip
HEAD = b'{"head": {"vars": ["n"]}, "results": {"bindings": ['
TABLE = Table(("thing", "value"), ROWS)
TRIPLES = (
    ox.Triple(ox.NamedNode("urn:b"), ox.NamedNode("urn:p"), ox.Literal("x")),
    ox.Triple(
        ox.NamedNode("https://w3id.org/saberesgraph/id/actor/oim"),
        ox.NamedNode("urn:p"),
        ox.Literal("007", datatype=ox.NamedNode(XSD + "integer")),
    ),
)


@pytest.mark.parametrize(
    ("form", "rdf_format"),
    [
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ],
)
def test_the_w3c_formats_read_back_the_same(form: str, rdf_format: ox.QueryResultsFormat) -> None:
    table = Table(TABLE.columns, tuple(r for r in ROWS if not (form == "xml" and r[1] is None)))
    parsed = ox.parse_query_results(write(table, form), format=rdf_format)
    assert isinstance(parsed, ox.QuerySolutions)
    assert [v.value for v in parsed.variables] == ["thing", "value"]
    rows = [tuple(row) for row in parsed]
    assert len(rows) == len(table.rows)
    for row, expected in zip(rows, table.rows, strict=True):
        assert [type(cell) for cell in row] == [type(cell) for cell in expected]
        for cell, wanted in zip(row, expected, strict=True):
            if not isinstance(wanted, ox.BlankNode):
                assert cell == wanted


def test_a_triple_can_be_a_cell() -> None:
    inner = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("sí", language="es"))
    outer = ox.Triple(ox.BlankNode("c"), ox.NamedNode("urn:d"), inner)
    table = Table(("t",), ((outer,),))
    assert from_json(write(table, "json").encode()) == table
    root = ElementTree.fromstring(write(table, "xml"))
    cells = [node.text for node in root.iter() if not list(node) and node.text]
    assert cells == ["c", "urn:d", "urn:a", "urn:b", "sí"]


def test_what_xml_cannot_hold_is_replaced() -> None:
    root = ElementTree.fromstring(write(TABLE, "xml"))
    texts = [
        node.text or "" for node in root.iter("{http://www.w3.org/2005/sparql-results#}literal")
    ]
    assert texts[2] == HOSTILE.replace("\x1b", "\N{REPLACEMENT CHARACTER}")


def test_a_carriage_return_survives_xml() -> None:
    written = write(Table(("n",), ((ox.Literal("a\r\nb\r"),),)), "xml")
    assert "<literal>a&#13;\nb&#13;</literal>" in written


def test_json_round_trip_keeps_every_term() -> None:
    assert from_json(write(TABLE, "json").encode()) == TABLE


def test_csv_is_plain_and_starts_no_formula() -> None:
    rows = list(csv_module.reader(io.StringIO(write(TABLE, "csv"), newline="")))
    assert rows[0] == ["thing", "value"]
    assert rows[1] == ["https://w3id.org/saberesgraph/id/practice/BP1_AH", "07"]
    assert rows[3] == [HOSTILE, ""]
    assert rows[4:] == [["'=1+1", "-7.5"], ["'-1+1", "-1.50E3"]]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_read_short_names_and_nothing_a_terminal_obeys(form: str) -> None:
    written = write(TABLE, form, headings={"thing": "Cosa"})
    assert "Cosa" in written.splitlines()[0 if form == "markdown" else 1]
    assert "practice:BP1_AH" in written
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "\\u001b" in written.replace("\\\\", "\\")


def test_markdown_cells_stay_cells() -> None:
    lines = write(TABLE, "markdown").splitlines()
    assert lines[:3] == ["| thing | value |", "|---|---|", "| practice:BP1_AH | 07 |"]
    assert len(lines) == 7
    assert "\\<script\\>" in lines[4]
    assert "\\[x\\](" in lines[4]
    assert lines[4].replace("\\|", "").count("|") == 3


WIDE = Table(
    ("a", "b", "c"),
    ((ox.Literal("word " * 30), ox.Literal("other " * 30), ox.Literal(True)),) * 2,
)


@pytest.mark.parametrize("width", [42, 60, 100])
def test_a_table_fits_the_terminal_and_loses_no_word(width: int) -> None:
    written = write(WIDE, "table", width=width)
    assert max(map(len, written.splitlines())) <= width
    assert written.count("word") == 60
    assert written.count("other") == 60
    assert max(map(len, write(WIDE, "table").splitlines())) > 300


def test_where_columns_do_not_fit_each_row_becomes_a_block() -> None:
    written = write(WIDE, "table", width=30, headings={"a": "Uno", "b": "Dos", "c": "¿Sí?"})
    assert max(map(len, written.splitlines())) <= 30
    assert written.splitlines()[0] == "Uno:  word word word word word"
    assert len(written.split("\n\n")) == 2
    assert written.count("¿Sí?: sí") == 2
    assert write(Table(("a",), ()), "table", width=3) == ""


@pytest.mark.parametrize(("form", "text"), [
    ("csv", "true\n"), ("tsv", "true\n"), ("table", "sí\n"), ("markdown", "sí\n"),
])  # fmt: skip
def test_yes_or_no_in_each_format(form: str, text: str) -> None:
    assert write(True, form) == text
    assert json.loads(write(False, "json")) == {"head": {}, "boolean": False}
    assert "<boolean>true</boolean>" in write(True, "xml")
    assert write(False, "table", language="en") == "no\n"


def test_triples_as_turtle_keep_spelling_and_prefix_only_what_is_used() -> None:
    written = write(TRIPLES, "turtle")
    assert " 007 ." in written
    assert "actor:oim" in written
    assert [line for line in written.splitlines() if line.startswith("@prefix")] == [
        "@prefix actor: <https://w3id.org/saberesgraph/id/actor/> .",
        f"@prefix xsd: <{XSD}> .",
    ]
    assert write(TRIPLES, "turtle") == write(TRIPLES[::-1], "turtle")


@pytest.mark.parametrize(
    ("form", "rdf_format"), [("xml", ox.RdfFormat.RDF_XML), ("json", ox.RdfFormat.JSON_LD)]
)
def test_triples_in_other_rdf_formats(form: str, rdf_format: ox.RdfFormat) -> None:
    quads = ox.parse(input=write(TRIPLES, form), format=rdf_format)
    assert {(q.subject, q.predicate, q.object) for q in quads} == {
        (t.subject, t.predicate, t.object) for t in TRIPLES
    }


def test_triples_as_rows() -> None:
    assert write(TRIPLES, "csv").splitlines()[0] == "subject,predicate,object"
    assert len(write(TRIPLES, "tsv").splitlines()) == 3


@pytest.mark.parametrize("answer", [TABLE, True])
def test_turtle_is_for_triples(answer: Table | bool) -> None:
    with pytest.raises(FormatError, match=r'cannot be written as "turtle"\. Use csv'):
        write(answer, "turtle")


@pytest.mark.parametrize(
    ("predicate", "value", "form"),
    [("urn:1", "x", "xml"), ("http://x/a#", "x", "xml"), ("urn:p", "a\x00b", "xml")],
)
def test_triples_that_have_no_form_in_a_format_are_refused(
    predicate: str, value: str, form: str
) -> None:
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode(predicate), ox.Literal(value))
    with pytest.raises(FormatError, match='these triples cannot be written as "xml"'):
        write((triple,), form)


def test_no_columns_and_huge_cells_can_be_shown() -> None:
    none = Table((), ((), ()))
    assert write(none, "table") == ""
    assert write(none, "csv") == "\r\n" * 3
    assert write(none, "tsv") == "\n" * 3
    assert write(none, "markdown") == "|  |\n" + "|\n" + "|  |\n" * 2
    for form in ("json", "xml"):
        kind = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}[form]
        read = ox.parse_query_results(write(none, form), format=kind)
        assert isinstance(read, ox.QuerySolutions)
        assert (read.variables, len(list(read))) == ([], 2)
    rows = ((ox.Literal("x" * 3_000_000),), *(((ox.Literal(1),),) * 5000))
    assert len(write(Table(("n",), rows), "table")) < 20_000_000
    hostile = write(TABLE, "table", headings={"thing": "a\x1b[31m\nb"})
    assert "\x1b" not in hostile
    assert "a\\u001b[31m b" in hostile


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(FormatError, match=f"Choose one of {', '.join(FORMATS)}"):
        write(TABLE, "pdf")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Expecting value"),
        (b"{", "Expecting property name"),
        (b"[]", "no SPARQL results"),
        (b"<html>", "Expecting value"),
        (HEAD + b'{"n": {"type": "literal"}}]}}', "no SPARQL results .'value'"),
        (HEAD + b'{"n": {"type": "uri", "value": "no iri"}}]}}', "IRI"),
        (HEAD + b'{"n": 7}]}}', "no SPARQL results"),
        (HEAD + b'{"n": {"type": "triple", "value": {"object": ' * 50_000, "nested too deeply"),
        (HEAD + b'{"n": {"type": "literal", "value": "1"}} The operation', "Expecting ',' delim"),
        (b"{" * 1_000_001, "more than 1000000 cells"),
    ],
    ids=lambda value: None,
)
def test_an_answer_that_is_none_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_json(content)
