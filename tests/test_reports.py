"""Every format of a validation report tells the same findings, as its standard asks."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from jsonschema import Draft4Validator
from playwright.sync_api import Page
from rdflib import SH

from browser import PHONE, violations
from saberesgraph.cli.report_files import FORMATS, destinations, refuse_sources, writers
from saberesgraph.drawing.findings import findings_page
from saberesgraph.errors import FormatError, InputError, OutputError, RdfSyntaxError
from saberesgraph.graph import Graph
from saberesgraph.namespaces import expand, shorten
from saberesgraph.project import Project
from saberesgraph.validation import Finding, Report, Severity, validate
from saberesgraph.validation.finding import Rule
from saberesgraph.validation.reports import WRITERS, sarif, summary, text
from saberesgraph.validation.reports.github import fault
from saberesgraph.validation.reports.github import write as github

SCHEMAS = Path(__file__).parent / "schemas"
HOSTILE = (
    "</script><img src=x onerror=\"document.title='out'\"> [a](b:c) `|` {0} \x00\x1b[31m\ud7ff"
)
# what is told of each finding: its shape, focus node and message
Told = list[tuple[str, str, str]]


def found(
    severity: Severity = Severity.VIOLATION,
    file: str = "data/a.ttl",
    line: int = 3,
    focus: str = "practice:X",
    **more: str,
) -> Finding:
    return Finding(
        file, line, focus,
        path=more.get("path", "sab:area"),
        value=more.get("value", "50 %, sí"),
        shape=more.get("shape", "shape:S"),
        severity=severity,
        messages={
            "es": more.get("es", "Falta: algo.\nEscribe."),
            "en": more.get("en", "Something is missing."),
        },
        term=ox.Literal(more.get("value", "50 %, sí")),
        component=str(SH.InConstraintComponent),
    )  # fmt: skip


REPORT = Report(
    (found(), found(Severity.WARNING), found(Severity.INFO)), files=1, shapes=2, focus_nodes=3
)
# two files of mixed gravity, and one that no file describes
MIXED = Report(
    (
        found(file="data/b c.ttl", line=9, es="Está mal. Corrige.", en="It is wrong. Correct it."),
        found(line=4, focus="practice:Y", path="", value="", shape="checks/c", en="No. Go."),
        found(Severity.WARNING, file="", line=0, focus="urn:x", en="Nobody says it. Say it."),
        found(Severity.WARNING, file="data/b c.ttl", line=1, shape="shape:T", en="Odd. Look."),
        found(Severity.INFO, line=2, en="Note. Read."),
    ),
    files=2,
    shapes=3,
    focus_nodes=4,
    rules={
        name: Rule(Severity.VIOLATION, {"es": "regla", "en": "rule"}, {"es": "Mal.", "en": "Bad."})
        for name in ("shape:S", "shape:T", "shape:Kept")
    },
)
NOTHING = Report((), files=1, shapes=2, focus_nodes=3)
WRONG = replace(
    REPORT,
    findings=(
        found(file=HOSTILE, focus="urn:h", path="", value=HOSTILE, es=HOSTILE, en=HOSTILE),
    ),
)  # fmt: skip

UNSAID = replace(REPORT, findings=(replace(found(), messages={}),))


def of_text(written: str) -> Told:
    lines = (line.split("  ", 3) for line in written.splitlines()[:-1])
    return [
        (shape, said.split(" ", 1)[0].rstrip(":"), re.split(": ", said, maxsplit=1)[1])
        for *_, shape, said in lines
    ]


def of_json(written: str) -> Told:
    return [(f["shape"], f["focus"], f["message"]["en"]) for f in json.loads(written)["findings"]]


def of_markdown(written: str) -> Told:
    rows = [line for line in written.splitlines() if re.match(r"\| (\d|–)", line)]
    cells = ([re.sub(r"\\(.)", r"\1", c) for c in row.strip("| ").split(" | ")] for row in rows)
    return [(shape, about.split(" ")[0], message) for _, _, about, message, shape in cells]


def of_html(written: str) -> Told:
    page = html5lib.parse(written, namespaceHTMLElements=False)
    return [
        (
            [*item.iter("code")][-1].text or "",
            item.findtext(".//strong") or "",
            item.findall("p")[1].text or "",
        )
        for item in page.iter("li")
        if item.get("class") == "finding"
    ]


def of_github(written: str) -> Told:
    lines = re.findall(r"^::\w+ .*title=(.*?)::(\S+?)(?: .*?)?: (.*)$", written, re.MULTILINE)
    return [(shape.replace("%3A", ":"), focus, message) for shape, focus, message in lines]


def of_sarif(written: str) -> Told:
    return [
        (r["ruleId"], r["properties"]["focus"], r["message"]["text"].split(": ", 1)[1])
        for r in json.loads(written)["runs"][0]["results"]
    ]


def of_junit(written: str) -> Told:
    return [
        (
            test.get("classname") or "",
            (test.get("name") or "").split(" ")[0],
            test[0].get("message") or "",
        )
        for test in ElementTree.fromstring(written).iter("testcase")
        if len(test)
    ]


def of_turtle(written: str) -> Told:
    triples = list(ox.parse(written, format=ox.RdfFormat.TURTLE))

    def value(node: object, name: str) -> str:
        return next(
            shorten(t.object.value)
            for t in triples
            if (t.subject, t.predicate.value) == (node, str(SH[name]))
            and (name != "resultMessage" or t.object.language == "en")
        )

    return [
        (
            value(t.object, "sourceShape").replace("shape:checks/", "checks/"),
            value(t.object, "focusNode"),
            value(t.object, "resultMessage"),
        )
        for t in triples
        if t.predicate.value == str(SH.result)
    ]


READERS: dict[str, Callable[[str], Told]] = {
    "text": of_text,
    "json": of_json,
    "markdown": of_markdown,
    "html": of_html,
    "github": of_github,
    "sarif": of_sarif,
    "junit": of_junit,
    "turtle": of_turtle,
}
# these tell them file by file, the file of the worst first
BY_FILE = {"markdown", "html", "junit"}


@pytest.mark.parametrize("form", FORMATS)
def test_all_formats_tell_the_same_findings_in_the_same_order(form: str) -> None:
    findings = MIXED.findings
    if form in BY_FILE:
        findings = tuple(f for found in MIXED.by_file.values() for f in found)
        assert [f.line for f in findings] == [9, 1, 4, 2, 0]
    expected = [(f.shape, f.focus, f.message("en")) for f in findings]
    assert READERS[form](writers()[form](MIXED, "en")) == expected


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_without_findings_says_so(form: str) -> None:
    written = writers()[form](NOTHING, "es")
    assert READERS[form](written) == []
    if form in {"text", "github", "markdown", "html", "junit"}:
        assert summary(NOTHING, "es") in written


def test_the_text_report_reads_as_a_compilers() -> None:
    first, *_, last = text(REPORT, "en").splitlines()
    assert first == (
        "data/a.ttl:3  violation  shape:S  practice:X sab:area 50 %, sí: Something is missing."
    )
    assert last == "1 violation, 1 warning, 1 note. 1 files, 3 nodes checked against 2 shapes."
    assert text(REPORT, "es").splitlines()[-1].startswith("1 infracción, 1 advertencia, 1 aviso.")


def test_the_json_report_holds_everything() -> None:
    content = json.loads(WRITERS["json"](REPORT, "es"))
    assert content["counts"] == {"violation": 1, "warning": 1, "info": 1}
    assert content["findings"][0] == {
        "file": "data/a.ttl",
        "line": 3,
        "focus": "practice:X",
        "path": "sab:area",
        "value": "50 %, sí",
        "shape": "shape:S",
        "severity": "violation",
        "message": {"en": "Something is missing.", "es": "Falta: algo.\nEscribe."},
    }


@pytest.mark.parametrize("report", [REPORT, MIXED, NOTHING, WRONG, UNSAID])
def test_the_json_report_is_indented_as_python_does(report: Report) -> None:
    written = WRITERS["json"](report, "es")
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"


def test_the_github_report_escapes_and_says_what_it_left_out() -> None:
    lines = github(REPORT, "es").splitlines()
    assert lines[0] == (
        "::error file=data/a.ttl,line=3,title=shape%3AS::"
        "practice:X sab:area 50 %25, sí: Falta: algo.%0AEscribe."
    )
    assert [line.split(" ")[0] for line in lines[:3]] == ["::error", "::warning", "::notice"]
    many = replace(REPORT, findings=REPORT.findings[:1] * 14)
    assert github(many, "en").count("::error ") == 10
    assert "violations: 4 more in the report" in github(many, "en")


def test_github_shows_an_error_where_it_stands() -> None:
    broken = RdfSyntaxError("falta un punto", "a dot is missing", where="/w/data/a.ttl:7:3")
    assert fault(broken, lambda name: name.removeprefix("/w/"), "en") == (
        "::error file=data/a.ttl,line=7,col=3::/w/data/a.ttl:7:3: a dot is missing.\n"
    )
    assert fault(InputError("no existe", "it is missing", where="a:b"), str, "en") == (
        "::error::a:b: it is missing.\n"
    )


def test_the_markdown_report_is_inert_and_no_larger_than_a_summary_may_be() -> None:
    row = next(r for r in WRITERS["markdown"](WRONG, "es").splitlines() if r.startswith("| 3"))
    assert row.count(" | ") == 4
    assert not re.search(r"(?<!\\)[<>`\[\]]", row.replace(r"\\", ""))
    assert "\x1b" not in row
    count = 12_000
    many = replace(REPORT, findings=tuple(found(line=n) for n in range(1, count + 1)))
    written = WRITERS["markdown"](many, "en")
    assert 990_000 < len(written.encode()) < 1024 * 1024
    shown = len(of_markdown(written))
    assert f"**{count - shown:,} more findings do not fit here" in written.splitlines()[-1]


def test_the_sarif_report_is_valid_and_within_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    for report in (MIXED, WRONG, NOTHING):
        Draft4Validator(schema).validate(json.loads(WRITERS["sarif"](report, "es")))
    run = json.loads(WRITERS["sarif"](MIXED, "es"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["shape:S", "shape:T", "shape:Kept", "checks/c"]
    assert rules[0]["properties"]["messages"] == {"en": "Bad.", "es": "Mal."}
    results = run["results"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    assert [r["level"] for r in results] == ["error", "error", "warning", "warning", "note"]
    assert results[0]["properties"]["messages"]["es"] == "Está mal. Corrige."
    place = results[0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "data/b%20c.ttl", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 9},
    }
    # without a place GitHub refuses the whole upload
    assert results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "data"
    outside = replace(MIXED, findings=(found(file="/tmp/x.ttl"),))
    assert '"uri": "file:///tmp/x.ttl"\n' in WRITERS["sarif"](outside, "es")
    assert sarif._MOST <= 25_000
    monkeypatch.setattr(sarif, "_MOST", 2)
    run = json.loads(WRITERS["sarif"](MIXED, "en"))["runs"][0]
    assert len(run["results"]) == 2
    assert "3 more findings" in json.dumps(run["invocations"])


def test_a_fingerprint_stays_when_lines_move_and_tells_like_findings_apart() -> None:
    def prints(*findings: Finding) -> list[str]:
        run = json.loads(WRITERS["sarif"](replace(REPORT, findings=findings), "es"))["runs"][0]
        return [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]

    first, again = prints(found(line=3), found(line=8))
    assert re.fullmatch("[0-9a-f]{16}:1", first)
    assert again == first.replace(":1", ":2")
    assert prints(found(line=99)) == [first]
    assert prints(found(value="otro")) != [first]


def test_a_message_is_no_link_and_holds_no_place_in_sarif() -> None:
    run = json.loads(WRITERS["sarif"](WRONG, "es"))["runs"][0]
    said = run["results"][0]["message"]["text"]
    assert "[a] (b:c)" in said
    assert "{{0}}" in said
    assert run["results"][0]["properties"]["value"] == HOSTILE


# attributes and children of each element, and which attributes it must have: junit-10.xsd of the
# JUnit plugin of Jenkins, as far as we write it
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}, set()),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped"},
        {"testcase", "system-out"},
        {"name", "tests", "failures", "errors"},
    ),
    "testcase": ({"name", "classname"}, {"failure", "skipped"}, {"name"}),
    "failure": ({"type", "message"}, set(), set()),
    "skipped": ({"type", "message"}, set(), set()),
    "system-out": (set(), set(), set()),
}


@pytest.mark.parametrize("report", [MIXED, WRONG, NOTHING])
def test_the_junit_report_is_as_its_schema_says(report: Report) -> None:
    root = ElementTree.fromstring(WRITERS["junit"](report, "en"))
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children, required = JUNIT[element.tag]
        assert required <= set(element.keys()) <= attributes
        assert {child.tag for child in element} <= children
    for element in (root, *root):
        tags = Counter(e.tag for e in element.iter())
        assert element.get("tests") == str(tags["testcase"])
        assert element.get("failures") == str(tags["failure"])
    # a job fails at violations alone; the rules that nothing breaks pass
    assert root.get("failures") == str(report.count(Severity.VIOLATION))
    if report is MIXED:
        assert [suite.get("name") for suite in root] == [
            "data/b c.ttl", "data/a.ttl", "without a file", "rules that nothing breaks",
        ]  # fmt: skip
        assert [test.get("classname") for test in root[-1].iter("testcase")] == ["shape:Kept"]
        assert "data/b c.ttl:9: violation: " in (root[0][0][0].text or "")


# what SHACL section 3.6 says of a report
OF_A_REPORT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
[] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
  sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:boolean ] ,
    [ sh:path sh:result ; sh:class sh:ValidationResult ] .
[] a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
  sh:property [ sh:path [ sh:inversePath sh:result ] ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:BlankNodeOrIRI ] ,
    [ sh:path sh:resultPath ; sh:maxCount 1 ; sh:nodeKind sh:BlankNodeOrIRI ] ,
    [ sh:path sh:value ; sh:maxCount 1 ] ,
    [ sh:path sh:sourceShape ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ;
      sh:in ( sh:Violation sh:Warning sh:Info ) ] ,
    [ sh:path sh:resultMessage ; sh:minCount 1 ; sh:uniqueLang true ;
      sh:or ( [ sh:datatype rdf:langString ] [ sh:datatype xsd:string ] ) ] .
"""


def as_graph(report: Report) -> rdflib.Graph:
    return rdflib.Graph().parse(data=WRITERS["turtle"](report, "es"), format="turtle")


@pytest.mark.parametrize("report", [MIXED, WRONG, NOTHING])
def test_the_turtle_report_is_as_shacl_says(report: Report) -> None:
    written = as_graph(report)
    shapes = rdflib.Graph().parse(data=OF_A_REPORT, format="turtle")
    conforms, _, said = pyshacl.validate(written, shacl_graph=shapes)
    assert conforms, said
    whole = written.value(predicate=rdflib.RDF.type, object=SH.ValidationReport)
    assert written.value(whole, SH.conforms) == rdflib.Literal(not report.findings)
    assert len(set(written.objects(whole, SH.result))) == len(report.findings)


def test_a_real_run_gives_terms_and_components(project: Project, graph: Graph) -> None:
    report = validate(project, [project.root / "data/practices/LN2_GN.ttl"], graph=graph)
    assert len(report.rules) > 200
    assert {f.shape for f in report.findings} < report.rules.keys()
    for rule in report.rules.values():
        assert {"es", "en"} <= rule.names.keys()
        assert {"es", "en"} <= rule.messages.keys()
    written = as_graph(report)
    shapes = rdflib.Graph().parse(data=OF_A_REPORT, format="turtle")
    assert pyshacl.validate(written, shacl_graph=shapes)[0]
    assert {
        (focus, value, component)
        for node in written.objects(None, SH.result)
        for focus in written.objects(node, SH.focusNode)
        for value in written.objects(node, SH.value)
        for component in written.objects(node, SH.sourceConstraintComponent)
    } >= {
        (
            rdflib.URIRef(expand("practice:LN2_GN")),
            rdflib.URIRef(expand("sab:keyword")),
            SH.NotConstraintComponent,
        )
    }


def test_files_are_named_as_their_place_asks() -> None:
    moved = MIXED.placed(lambda name: f"sub/{name}")
    assert [f.file for f in moved.findings] == [
        f"sub/{f.file}" if f.file else "" for f in MIXED.findings
    ]


def test_an_extension_tells_the_format_or_the_word_before_the_name() -> None:
    ends = ["a.txt", "a.json", "a.md", "a.html", "a.SARIF", "a.sarif.json", "a.xml", "a.ttl"]
    assert [*destinations(ends).values()] == [
        "text", "json", "markdown", "html", "sarif", "sarif", "junit", "turtle",
    ]  # fmt: skip
    assert destinations(["junit:a.out", "github:b:c.md"]) == {
        Path("a.out"): "junit",
        Path("b:c.md"): "github",
    }
    with pytest.raises(FormatError, match=r"a\.pdf: its extension.*such as junit:a\.pdf"):
        destinations(["a.pdf"])
    with pytest.raises(FormatError, match="two reports would go to the same file"):
        destinations(["junit:a.out", "sarif:a.out"])


def test_a_report_takes_the_place_of_no_data(project: Project, tmp_path: Path) -> None:
    mine = tmp_path / "borrador.ttl"
    for file in (mine, project.root / "data" / "report.html", tmp_path / "x" / "new.ttl"):
        with pytest.raises(OutputError, match="cannot stand among the data"):
            refuse_sources([file], project, [mine, tmp_path / "x"])
    refuse_sources([tmp_path / "report.ttl", tmp_path / "x" / "a.md"], project, [tmp_path / "x"])


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "report.html"
    hostile = replace(MIXED, findings=(*MIXED.findings, *WRONG.findings))
    file.write_text(findings_page(hostile, "es"), encoding="utf-8")
    page.goto(file.as_uri())
    yield page
    assert page.title() == "Revisión de los datos · Saberes Graph"


@pytest.mark.browser
def test_the_page_filters_by_gravity_and_words(opened: Page) -> None:
    def shown() -> int:
        return opened.locator(".finding:visible").count()

    assert (shown(), opened.locator(".file:visible").count()) == (6, 4)
    opened.get_by_label("infracciones (3)").uncheck()
    assert shown() == 3
    assert opened.locator("#said").inner_text() == "Hallazgos a la vista: 3"
    opened.get_by_label("Que contenga").fill("ÁREA 50")
    assert shown() == 3
    opened.get_by_label("Que contenga").fill("b c.ttl shape:T")
    assert (shown(), opened.locator(".file:visible").count()) == (1, 1)
    opened.get_by_label("Que contenga").press("Enter")
    assert shown() == 1


@pytest.mark.browser
def test_the_page_is_accessible_and_holds_hostile_words_as_text(opened: Page) -> None:
    assert violations(opened) == []
    assert opened.locator("img").count() == 0
    assert "onerror" in opened.locator("main").inner_text()
    opened.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert opened.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_page_loads_nothing_and_is_whole_without_a_script() -> None:
    written = findings_page(MIXED, "en")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert not re.search(r'(?:src|href)="(?!#)', written)
    assert '<form id="filters" hidden>' in written
    assert len(of_html(written)) == 5
    assert not re.search("[\x00-\x08\x1b\ufffe]", findings_page(WRONG, "en"))
