"""Writes a report: one function a format, each from `Report` and language to text."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from saberesgraph.validation.finding import Finding, Report, Severity

_NAMES: Final = {
    "es": {
        Severity.VIOLATION: ("infracción", "infracciones"),
        Severity.WARNING: ("advertencia", "advertencias"),
        Severity.INFO: ("aviso", "avisos"),
    },
    "en": {
        Severity.VIOLATION: ("violation", "violations"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.INFO: ("note", "notes"),
    },
}
_CHECKED: Final = {
    "es": "{files} archivos, {focus} nodos revisados con {shapes} formas",
    "en": "{files} files, {focus} nodes checked against {shapes} shapes",
}
# GitHub shows ten annotations of a kind a step and drops the rest without a word.
_ANNOTATIONS = 10
_COMMANDS: Final = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def text(report: Report, language: str) -> str:
    """Return one line a finding, the worst first, and a line that sums up."""
    lines = [
        f"{_place(f)}  {_NAMES[language][f.severity][0]}  {f.shape}  "
        f"{f.focus}{_detail(f)}: {f.message(language)}"
        for f in report.findings
    ]
    return "\n".join([*lines, summary(report, language)]) + "\n"


def summary(report: Report, language: str) -> str:
    """Return the counts in a sentence."""
    counts = ", ".join(
        f"{n} {_NAMES[language][severity][n != 1]}"
        for severity in sorted(Severity, reverse=True)
        for n in (report.count(severity),)
    )
    checked = _CHECKED[language].format(
        files=report.files, focus=report.focus_nodes, shapes=report.shapes
    )
    return f"{counts}. {checked}."


def as_json(report: Report, _language: str) -> str:
    """Return everything, with messages in every language; keys are never translated."""
    return (
        json.dumps(
            {
                "files": report.files,
                "focus_nodes": report.focus_nodes,
                "shapes": report.shapes,
                "counts": {s.slug: report.count(s) for s in sorted(Severity, reverse=True)},
                "findings": [
                    {
                        "file": f.file,
                        "line": f.line,
                        "focus": f.focus,
                        "path": f.path,
                        "value": f.value,
                        "shape": f.shape,
                        "severity": f.severity.slug,
                        "message": dict(sorted(f.messages.items())),
                    }
                    for f in report.findings
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def github(report: Report, language: str) -> str:
    """Return workflow commands, at most ten a kind as GitHub shows, and what was left out."""
    lines: list[str] = []
    for severity, command in _COMMANDS.items():
        findings = [f for f in report.findings if f.severity == severity]
        lines += [_annotation(command, f, language) for f in findings[:_ANNOTATIONS]]
        if len(findings) > _ANNOTATIONS:
            more = {"es": "más en el informe", "en": "more in the report"}[language]
            name = _NAMES[language][severity][1]
            lines.append(f"{name}: {len(findings) - _ANNOTATIONS} {more}")
    return "\n".join([*lines, summary(report, language)]) + "\n"


WRITERS: Final[Mapping[str, Callable[[Report, str], str]]] = {
    "text": text,
    "json": as_json,
    "github": github,
}


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.file else "-"


def _detail(finding: Finding) -> str:
    return "".join(f" {part}" for part in (finding.path, finding.value) if part)


def _annotation(command: str, finding: Finding, language: str) -> str:
    properties = [("title", finding.shape)]
    if finding.file:
        properties = [("file", finding.file), ("line", str(finding.line)), *properties]
    listed = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties)
    message = f"{finding.focus}{_detail(finding)}: {finding.message(language)}"
    return f"::{command} {listed}::{_escape(message)}"


def _escape(value: str, also: Iterable[str] = "") -> str:
    for character in ("%", "\r", "\n", *also):
        value = value.replace(character, f"%{ord(character):02X}")
    return value
