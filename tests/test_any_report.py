"""Whatever a value holds, every report and format says it, and nothing that it holds has effect."""

import csv
import io
import json
import re
from collections import Counter
from typing import Final
from xml.etree import ElementTree

import html5lib
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

import sparql_cases
from anything import TERMS, WORDS
from saberesgraph import formats
from saberesgraph.drawing.findings import findings_page
from saberesgraph.results import Table, is_number, text
from saberesgraph.validation.finding import Finding, Report, Rule, Severity
from saberesgraph.validation.reports import WRITERS
from test_reports import SCHEMAS

LANGUAGES: Final = ("es", "en")
FINDINGS: Final = st.builds(
    Finding,
    file=st.one_of(st.just(""), WORDS),
    line=st.integers(1, 99),
    focus=st.one_of(st.sampled_from(["practice:BP1_AH", "b0f", "https://example.org/ñ"]), WORDS),
    path=st.sampled_from(["", "sab:area"]),
    value=WORDS,
    shape=st.sampled_from(["shape:A", "shape:B-c", "checks/some-check", "nb1"]),
    severity=st.sampled_from(Severity),
    messages=st.builds(lambda es, en: {"es": es, "en": en}, WORDS, WORDS),
    term=st.one_of(st.none(), TERMS),
    component=st.just("urn:component"),
)
REPORTS: Final = st.builds(
    lambda findings, names: Report(
        tuple(sorted(findings, key=lambda each: each.order)),
        files=1,
        shapes=1,
        focus_nodes=1,
        rules={
            "shape:C" + "x" * n: Rule(Severity.INFO, {"es": name}, {"es": name})
            for n, name in enumerate(names)
        },
    ),
    st.lists(FINDINGS, max_size=4),
    st.lists(WORDS, max_size=2),
)
TABLES: Final = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        lambda rows: Table(tuple("abc"[:width]), tuple(map(tuple, rows))),
        st.lists(st.lists(st.one_of(st.none(), TERMS), min_size=width, max_size=width), max_size=4),
    )
)


# --- answers ---


@given(answer=TABLES)
def test_csv_reads_back_and_starts_no_formula(answer: Table) -> None:
    columns, *rows = csv.reader(io.StringIO(formats.write(answer, "csv"), newline=""))
    assert tuple(columns) == answer.columns
    assert len(rows) == len(answer.rows)
    for row, cells in zip(answer.rows, rows, strict=True):
        for term, cell in zip(row, cells, strict=True):
            assert cell in {text(term), f"'{text(term)}"}
            assert is_number(cell) or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(answer=TABLES)
def test_the_w3c_csv_reads_back_as_it_is(answer: Table) -> None:
    columns, *rows = csv.reader(io.StringIO(formats.write(answer, "w3c-csv"), newline=""))
    assert tuple(columns) == answer.columns
    assert rows == [[text(cell) for cell in row] for row in answer.rows]


@pytest.mark.parametrize(
    ("form", "reader"),
    [
        ("json", ox.QueryResultsFormat.JSON),
        ("tsv", ox.QueryResultsFormat.TSV),
    ],
)
@given(answer=TABLES)
def test_answers_read_back_with_a_standard_reader(
    answer: Table, form: str, reader: ox.QueryResultsFormat
) -> None:
    found = sparql_cases.answer_in(formats.write(answer, form).encode(), reader)
    assert isinstance(found, Table)
    assert (found.columns, found.rows) == (answer.columns, answer.rows)


@given(answer=TABLES)
def test_xml_reads_back_but_for_what_it_cannot_hold(answer: Table) -> None:
    root = ElementTree.fromstring(formats.write(answer, "xml"))
    space = "{http://www.w3.org/2005/sparql-results#}"
    rows = [
        {binding.get("name"): (binding[0].text or "") for binding in result}
        for result in root.iter(f"{space}result")
    ]
    assert rows == [
        {
            column: formats.xml_text(text(cell))
            for column, cell in zip(answer.columns, row, strict=True)
            if cell is not None
        }
        for row in answer.rows
    ]


def cells(line: str) -> list[str]:
    """The cells of a row of a answer, as GitHub's Markdown parts them."""
    return re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]


@given(answer=TABLES, language=st.sampled_from(LANGUAGES))
def test_a_table_of_markdown_keeps_its_cells(answer: Table, language: str) -> None:
    lines = formats.write(answer, "markdown", language=language).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(answer.rows) + 2
    assert all(len(cells(line)) == len(answer.columns) for line in lines)
    assert not re.search(r"(?<!\\)[<>`\[\]]", "".join([lines[0], *lines[2:]]).replace("\\\\", ""))


@given(answer=TABLES, width=st.sampled_from([0, 20, 80]))
def test_a_table_at_a_terminal_obeys_nothing(answer: Table, width: int) -> None:
    written = formats.write(answer, "table", width=width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


# --- reports on data ---


@given(report=REPORTS, language=st.sampled_from(LANGUAGES))
def test_json_holds_every_finding_as_it_is(report: Report, language: str) -> None:
    told = json.loads(WRITERS["json"](report, language))["findings"]
    assert [
        (f["file"], f["line"], f["focus"], f["path"], f["value"], f["shape"], f["message"])
        for f in told
    ] == [
        (f.file, f.line, f.focus, f.path, f.value, f.shape, dict(f.messages))
        for f in report.findings
    ]


SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))


@given(report=REPORTS, language=st.sampled_from(LANGUAGES))
def test_sarif_is_valid_and_holds_every_value(report: Report, language: str) -> None:
    log = json.loads(WRITERS["sarif"](report, language))
    SARIF.validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.shape
        held = result["properties"]
        assert (held["focus"], held["value"]) == (finding.focus, finding.value)
        assert held["messages"] == dict(finding.messages)
        message = result["message"]["text"]
        assert message
        assert "](" not in message
        assert not re.search(r"(?<!\{)\{(\{\{)*[^{]", message)


@given(report=REPORTS, language=st.sampled_from(LANGUAGES))
def test_junit_is_xml_with_a_test_a_finding(report: Report, language: str) -> None:
    root = ElementTree.fromstring(WRITERS["junit"](report, language))
    tests = [test for test in root.iter("testcase") if len(test)]
    grouped = [finding for found in report.by_file.values() for finding in found]
    assert [test.get("classname") for test in tests] == [
        formats.xml_text(finding.shape) for finding in grouped
    ]
    for test, finding in zip(tests, grouped, strict=True):
        assert test[0].get("message") == formats.xml_text(finding.message(language))
        assert {element.tag for element in test} <= {"failure", "skipped"}


@given(report=REPORTS)
def test_turtle_holds_every_finding(report: Report) -> None:
    triples = [
        quad.triple
        for quad in ox.parse(input=WRITERS["turtle"](report, "es"), format=ox.RdfFormat.TURTLE)
    ]
    said = Counter(
        triple.object for triple in triples if triple.predicate.value.endswith("#resultMessage")
    )
    assert said == Counter(
        ox.Literal(words, language=language)
        for finding in report.findings
        for language, words in finding.messages.items()
    )
    values = Counter(
        triple.object for triple in triples if triple.predicate.value.endswith("shacl#value")
    )
    assert values == Counter(f.term for f in report.findings if f.term is not None)


@given(report=REPORTS, language=st.sampled_from(LANGUAGES))
def test_markdown_keeps_the_cells_of_every_finding(report: Report, language: str) -> None:
    lines = WRITERS["markdown"](report, language).split("\n")
    rows = [line for line in lines if line.startswith("| ")]
    assert all(len(cells(line)) == 5 for line in rows)
    assert len(rows) == len(report.findings) + len(report.by_file)
    assert all(
        line == "" or line.startswith(("#", "|", "✅")) or line[0].isdigit() for line in lines
    )


@given(report=REPORTS, language=st.sampled_from(LANGUAGES))
def test_a_finding_gives_one_command_or_line(report: Report, language: str) -> None:
    *commands, last = WRITERS["github"](report, language).rstrip("\n").split("\n")
    assert len(commands) == len(report.findings)
    assert all(
        re.match(r"::(error|warning|notice) (file=[^,:\r]*,line=\d+,)?title=[^,:]*::", c)
        for c in commands
    )
    assert "\r" not in "".join([*commands, last])


@given(report=REPORTS, language=st.sampled_from(LANGUAGES))
def test_the_page_holds_no_element_that_a_value_brought(report: Report, language: str) -> None:
    plain = Report(
        tuple(
            Finding(
                f.file and f"file{number}", f.line, "practice:x", f.path, "x", "shape:x",
                f.severity, {"es": "x", "en": "x"},
            )
            for number, f in enumerate(report.findings)
        ),
        1, 1, 1,
    )  # fmt: skip
    page = html5lib.parse(findings_page(report, language), namespaceHTMLElements=False)
    attributes = {str(name) for element in page.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on")}
    assert {str(each.tag) for each in page.iter()} <= {
        str(each.tag)
        for each in html5lib.parse(
            findings_page(plain, language), namespaceHTMLElements=False
        ).iter()
    }
    said = "".join(page.itertext())
    for finding in report.findings:
        for word in re.findall(r"\w{2,}", finding.message(language)):
            assert word in said
