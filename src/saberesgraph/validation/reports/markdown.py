"""A report in Markdown, fit for a job summary."""

from collections.abc import Iterator
from typing import Final

from saberesgraph.language import translator
from saberesgraph.tables import in_markdown
from saberesgraph.validation.finding import Finding, Report, Severity
from saberesgraph.validation.reports.words import about, called, left_out, summary

# GitHub refuses a whole summary over 1 MiB; a step may say something beside this
_MOST_BYTES: Final = 1_000_000
_MARKS: Final = {Severity.VIOLATION: "🔴", Severity.WARNING: "🟡", Severity.INFO: "🔵"}


def write(report: Report, language: str) -> str:
    """Return the counts and one table a file, at most 1 MiB, and what was left out."""
    t = translator(language)
    out = [f"# {t('Revisión de los datos', 'Data validation')}", "", summary(report, language), ""]
    size = sum(len(line.encode()) + 1 for line in out)
    written = 0
    for file, findings in report.by_file.items():
        table = list(_table(file, findings, language))
        head, rows = table[: -len(findings)], table[-len(findings) :]
        for lines in (head, *([row] for row in rows)):
            size += sum(len(line.encode()) + 1 for line in lines)
            if size > _MOST_BYTES:
                more = left_out(len(report.findings) - written, language)
                return "\n".join([*out, "", f"**{more}**"]) + "\n"
            out += lines
            written += lines is not head
        out.append("")
        size += 1
    if not report.findings:
        out.append(f"✅ {t('No hay hallazgos.', 'There are no findings.')}")
    return "\n".join(out).rstrip("\n") + "\n"


def _table(file: str, findings: list[Finding], language: str) -> Iterator[str]:
    t = translator(language)
    yield f"## {in_markdown(file) or t('Sin archivo', 'Without a file')}"
    yield ""
    headings = (
        t("Línea", "Line"), t("Gravedad", "Severity"), t("Sobre", "About"),
        t("Qué corregir", "What to correct"), t("Regla", "Rule"),
    )  # fmt: skip
    yield f"| {' | '.join(headings)} |"
    yield "|--:|---|---|---|---|"
    for f in findings:
        grave = f"{_MARKS[f.severity]} {called(f.severity, language)}"
        words = (in_markdown(about(f)), in_markdown(f.message(language)), in_markdown(f.shape))
        yield f"| {f.line or '–'} | {grave} | {' | '.join(words)} |"
