"""A report as JUnit XML, which GitLab, Jenkins and others show as tests.

One suite a file with findings, one test a finding; a suite of the rules that nothing breaks, which
pass. Violations fail; warnings and notes are skipped tests, which are shown and fail no job.
Written for the schema of the JUnit plugin of Jenkins (junit-10.xsd).
"""

from typing import Final
from xml.etree import ElementTree

from saberesgraph.formats import xml_text
from saberesgraph.language import translator
from saberesgraph.validation.finding import Finding, Report, Severity, spoken
from saberesgraph.validation.reports.words import about, called, summary

_NAME: Final = "saberesgraph validate"


def write(report: Report, language: str) -> str:
    """Return the report as an XML document."""
    t = translator(language)
    root = ElementTree.Element("testsuites", name=_NAME)
    for file, findings in report.by_file.items():
        suite = _suite(root, file or t("sin archivo", "without a file"))
        for finding in findings:
            _test(suite, finding, language)
    broken = {finding.shape for finding in report.findings}
    passing = _suite(root, t("reglas que nada infringe", "rules that nothing breaks"))
    for name, rule in report.rules.items():
        if name not in broken:
            words = f"{name} ({spoken(rule.names, language)})"
            ElementTree.SubElement(
                passing, "testcase", name=xml_text(words), classname=xml_text(name)
            )
    ElementTree.SubElement(passing, "system-out").text = summary(report, language)
    for element in (*root, root):
        tests = list(element.iter("testcase"))
        counts = {"tests": len(tests), "failures": len(list(element.iter("failure"))), "errors": 0}
        if element is not root:
            counts["skipped"] = len(list(element.iter("skipped")))
        for name, count in counts.items():
            element.set(name, str(count))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _suite(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(root, "testsuite", name=xml_text(name))


def _test(suite: ElementTree.Element, finding: Finding, language: str) -> None:
    place = f"{finding.file}:{finding.line}: " if finding.file else ""
    test = ElementTree.SubElement(
        suite, "testcase", name=xml_text(about(finding)), classname=xml_text(finding.shape)
    )
    grave = finding.severity == Severity.VIOLATION
    ElementTree.SubElement(
        test,
        "failure" if grave else "skipped",
        type=finding.severity.slug,
        message=xml_text(finding.message(language)),
    ).text = xml_text(
        f"{place}{called(finding.severity, language)}: {about(finding)}: "
        f"{finding.message(language)}"
    )
