"""What a validation finds: one `Finding` a fault, and the `Report` that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding matters, as in SHACL; comparable.

    >>> Severity.WARNING < Severity.VIOLATION
    True
    """

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def slug(self) -> str:
        """The name in lower case."""
        return self.name.lower()


@dataclass(frozen=True)
class Finding:
    """One fault, where it stands and what to do about it.

    `file` and `line` are empty and 0 where no file describes the focus node. `messages` holds the
    same sentence by language: the fault and the remedy.
    """

    file: str
    line: int
    focus: str
    path: str
    value: str
    shape: str
    severity: Severity
    messages: Mapping[str, str]

    def message(self, language: str) -> str:
        """Return the message in a language, or in any other if that is all there is."""
        return self.messages.get(language) or next(iter(self.messages.values()), "")

    @property
    def order(self) -> tuple[int, str, int, str, str, str, str]:
        """The worst first, then by file and line."""
        return (
            -self.severity, self.file, self.line, self.focus, self.shape, self.path, self.value,
        )  # fmt: skip


@dataclass(frozen=True)
class Report:
    """The findings of one run, and what was checked."""

    findings: tuple[Finding, ...]
    files: int
    shapes: int
    focus_nodes: int

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def fails(self, threshold: Severity) -> bool:
        """Return whether some finding is as grave as the threshold."""
        return any(finding.severity >= threshold for finding in self.findings)
