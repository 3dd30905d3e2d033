"""A report as SARIF 2.1.0, the OASIS standard that code scanning reads.

Limits and fingerprints as GitHub asks of an upload: 25,000 results in a run, one place each, a
stable `ruleId`, and a fingerprint that stays when lines move.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from saberesgraph import __version__
from saberesgraph.language import visible
from saberesgraph.namespaces import PERMANENT
from saberesgraph.validation.finding import Finding, Report, Rule, Severity, spoken
from saberesgraph.validation.reports.words import about, left_out

_MOST: Final = 25_000
_LEVELS: Final = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# a finding of no file still needs a place, or the whole upload is refused
_NOWHERE: Final = "data"


def write(report: Report, language: str) -> str:
    """Return one run: its rules, and results in the order of the report."""
    shown = report.findings[:_MOST]
    names = dict.fromkeys((*report.rules, *(finding.shape for finding in report.findings)))
    index = {name: number for number, name in enumerate(names)}
    more = len(report.findings) - len(shown)
    told = [{"level": "warning", "message": {"text": left_out(more, language)}}] if more else []
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if told:
        invocation["toolExecutionNotifications"] = told
    seen: dict[str, int] = {}
    run = {
        "tool": {
            "driver": {
                "name": "saberesgraph",
                "version": __version__,
                "informationUri": PERMANENT,
                "rules": [_rule(name, report.rules.get(name), language) for name in index],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_result(f, index[f.shape], seen, language) for f in shown],
        "properties": {
            "files": report.files,
            "focusNodes": report.focus_nodes,
            "shapes": report.shapes,
        },
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, rule: Rule | None, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"id": name}
    if rule is None:
        return told
    title = spoken(rule.names, language) or name
    return {
        **told,
        "name": name.partition(":")[2] or name,
        "shortDescription": {"text": _plain(title)},
        "fullDescription": {"text": _plain(spoken(rule.messages, language) or title)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"names": _sorted(rule.names), "messages": _sorted(rule.messages)},
    }


def _result(finding: Finding, index: int, seen: dict[str, int], language: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(finding.file or _NOWHERE)}
    if finding.file:
        place["region"] = {"startLine": finding.line}
    key = json.dumps([finding.shape, finding.focus, finding.path, finding.value])
    print_ = hashlib.sha256(key.encode()).hexdigest()[:16]
    seen[print_] = seen.get(print_, 0) + 1
    return {
        "ruleId": finding.shape,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(f"{about(finding)}: {finding.message(language)}")},
        "locations": [
            {
                "physicalLocation": place,
                "logicalLocations": [{"fullyQualifiedName": finding.focus, "kind": "resource"}],
            }
        ],
        # the name that GitHub reads, and a number for findings that are otherwise alike
        "partialFingerprints": {"primaryLocationLineHash": f"{print_}:{seen[print_]}"},
        "properties": {
            "focus": finding.focus,
            "path": finding.path,
            "value": finding.value,
            "messages": _sorted(finding.messages),
        },
    }


def _artifact(file: str) -> dict[str, str]:
    # a file outside the project has an absolute path, which no base goes with
    if file.startswith("/") or re.match("[A-Za-z]:/", file):
        return {"uri": f"file:///{quote(file.lstrip('/'), safe='/:')}"}
    return {"uri": quote(file), "uriBaseId": "%SRCROOT%"}


def _plain(words: str) -> str:
    """Words as a message of SARIF: no links (3.11.6), and braces that hold no place (3.11.5)."""
    return re.sub(r"([{}])", r"\1\1", visible(words).replace("](", "] ("))


def _sorted(words: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words.items()))
