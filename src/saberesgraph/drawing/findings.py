"""The page of a validation report: findings by file, with filters, all in one file."""

from saberesgraph.drawing.page import render
from saberesgraph.language import visible
from saberesgraph.validation import Report, Severity
from saberesgraph.validation.finding import Finding, spoken
from saberesgraph.validation.reports.words import called, summary


def findings_page(report: Report, language: str) -> str:
    """Return the page; the same findings as in every other format, in the same order."""
    return render(
        "findings.html.j2",
        language,
        styles=("findings.css",),
        scripts=("findings.js",),
        summary=summary(report, language),
        files=report.by_file,
        severities=[
            (severity.slug, called(severity, language, 2), report.count(severity))
            for severity in sorted(Severity, reverse=True)
        ],
        called=lambda finding: called(finding.severity, language),
        rule=lambda finding: _rule(report, finding, language),
        spoken=lambda finding: _spoken(finding, language),
        visible=visible,
    )


def _spoken(finding: Finding, language: str) -> tuple[str, str]:
    """The message, and its language where that is another than the page's."""
    said = finding.message(language)
    of = next((key for key, words in finding.messages.items() if words == said), language)
    return visible(said), "" if of == language else of


def _rule(report: Report, finding: Finding, language: str) -> str:
    rule = report.rules.get(finding.shape)
    return visible(spoken(rule.names, language)) if rule else ""
