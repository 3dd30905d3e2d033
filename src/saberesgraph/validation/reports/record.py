"""A report as JSON, for programs."""

import json
from json.encoder import encode_basestring as quoted

from saberesgraph.validation.finding import Finding, Report, Severity


def write(report: Report, _language: str) -> str:
    """Return everything, with messages in every language; keys are never translated."""
    counts = {
        "files": report.files,
        "focus_nodes": report.focus_nodes,
        "shapes": report.shapes,
        "counts": {s.slug: report.count(s) for s in sorted(Severity, reverse=True)},
    }
    before = json.dumps(counts, indent=2).removesuffix("\n}")
    findings = ",".join(map(_finding, report.findings))
    after = f"[{findings}\n  ]" if findings else "[]"
    return f'{before},\n  "findings": {after}\n}}\n'


def _finding(finding: Finding) -> str:
    # as `json.dumps` indents it, in a fourth of its time: there may be thousands
    said = sorted(finding.messages.items())
    words = ",".join(f"\n        {quoted(name)}: {quoted(text)}" for name, text in said)
    message = f"{{{words}\n      }}" if words else "{}"
    return (
        "\n    {"
        f'\n      "file": {quoted(finding.file)},'
        f'\n      "line": {finding.line},'
        f'\n      "focus": {quoted(finding.focus)},'
        f'\n      "path": {quoted(finding.path)},'
        f'\n      "value": {quoted(finding.value)},'
        f'\n      "shape": {quoted(finding.shape)},'
        f'\n      "severity": {quoted(finding.severity.slug)},'
        f'\n      "message": {message}'
        "\n    }"
    )
