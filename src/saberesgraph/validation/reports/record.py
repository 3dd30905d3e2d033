"""A report as JSON, for programs."""

import json

from saberesgraph.validation.finding import Report, Severity


def write(report: Report, _language: str) -> str:
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
