"""A report for a terminal: one line a finding, as compilers write them."""

from saberesgraph.validation.finding import Finding, Report
from saberesgraph.validation.reports.words import about, called, summary


def write(report: Report, language: str) -> str:
    """Return one line a finding, the worst first, and a line that sums up."""
    lines = [
        f"{_place(f)}  {called(f.severity, language)}  {f.shape}  {about(f)}: {f.message(language)}"
        for f in report.findings
    ]
    return "\n".join([*lines, summary(report, language)]) + "\n"


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.file else "-"
