"""What all reports call severities, places and what a finding is about."""

from typing import Final

from saberesgraph.language import number
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


def called(severity: Severity, language: str, count: int = 1) -> str:
    """Return what people call a severity, in the singular or plural.

    >>> called(Severity.WARNING, "es"), called(Severity.INFO, "en", 2)
    ('advertencia', 'notes')
    """
    return _NAMES[language][severity][count != 1]


def summary(report: Report, language: str) -> str:
    """Return the counts in a sentence."""
    counts = ", ".join(
        f"{n} {called(severity, language, n)}"
        for severity in sorted(Severity, reverse=True)
        for n in (report.count(severity),)
    )
    checked = _CHECKED[language].format(
        files=report.files, focus=report.focus_nodes, shapes=report.shapes
    )
    return f"{counts}. {checked}."


def about(finding: Finding) -> str:
    """Return what a finding is about: its node and, where there are, property and value."""
    return " ".join(part for part in (finding.focus, finding.path, finding.value) if part)


def left_out(count: int, language: str) -> str:
    """Return the sentence that says how many findings a report has no room for.

    >>> left_out(1500, "en")
    '1,500 more findings do not fit here: see another format of the report, such as JSON.'
    """
    return {
        "es": "No caben aquí {n} hallazgos más: mira otro formato del informe, como JSON.",
        "en": "{n} more findings do not fit here: see another format of the report, such as JSON.",
    }[language].format(n=number(count, language))
