"""A report as workflow commands, which GitHub shows beside the lines of a change."""

from collections.abc import Callable, Iterable
from typing import Final

from saberesgraph.errors import SaberesGraphError
from saberesgraph.validation.finding import Finding, Report, Severity
from saberesgraph.validation.reports.words import about, called, summary

# GitHub shows ten annotations of a kind a step and drops the rest without a word.
_ANNOTATIONS: Final = 10
_COMMANDS: Final = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def write(report: Report, language: str) -> str:
    """Return workflow commands, at most ten a kind as GitHub shows, and what was left out."""
    lines: list[str] = []
    for severity, command in _COMMANDS.items():
        findings = [f for f in report.findings if f.severity == severity]
        lines += [_annotation(command, f, language) for f in findings[:_ANNOTATIONS]]
        if len(findings) > _ANNOTATIONS:
            more = {"es": "más en el informe", "en": "more in the report"}[language]
            lines.append(f"{called(severity, language, 2)}: {len(findings) - _ANNOTATIONS} {more}")
    return "\n".join([*lines, summary(report, language)]) + "\n"


def fault(error: SaberesGraphError, place: Callable[[str], str], language: str) -> str:
    """Return the workflow command of an error that left nothing to report.

    Args:
        error: that ended the run; one that stands at `file:line:column` is shown there.
        place: gives the file's name as GitHub sees it.
        language: of the message.
    """
    file, line, column = (*(error.where or "").rsplit(":", 2), "", "")[:3]
    spot = {}
    if line.isdecimal() and column.isdecimal():
        spot = {"file": place(file), "line": line, "col": column}
    return f"::error{_properties(spot)}::{_escape(error.text(language))}\n"


def _annotation(command: str, finding: Finding, language: str) -> str:
    place = {"file": finding.file, "line": str(finding.line)} if finding.file else {}
    properties = _properties({**place, "title": finding.shape})
    return f"::{command}{properties}::{_escape(f'{about(finding)}: {finding.message(language)}')}"


def _properties(values: dict[str, str]) -> str:
    listed = ",".join(f"{name}={_escape(value, ':,')}" for name, value in values.items())
    return f" {listed}" if listed else ""


def _escape(value: str, also: Iterable[str] = "") -> str:
    for character in ("%", "\r", "\n", *also):
        value = value.replace(character, f"%{ord(character):02X}")
    return value
