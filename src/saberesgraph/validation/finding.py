"""What a validation finds: one `Finding` a fault, and the `Report` that holds them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from types import MappingProxyType
from typing import Self

from saberesgraph.results import Term


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
    same sentence by language: the fault and the remedy. `term` is the value as RDF, and
    `component` the IRI of the kind of constraint that it breaks.
    """

    file: str
    line: int
    focus: str
    path: str
    value: str
    shape: str
    severity: Severity
    messages: Mapping[str, str]
    term: Term = None
    component: str = ""

    def message(self, language: str) -> str:
        """Return the message in a language, or in any other if that is all there is."""
        return spoken(self.messages, language)

    @property
    def order(self) -> tuple[int, str, int, str, str, str, str]:
        """The worst first, then by file and line."""
        return (
            -self.severity, self.file, self.line, self.focus, self.shape, self.path, self.value,
        )  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """What a shape or check says of itself by language; `{?x}` in a message stands for a value."""

    severity: Severity
    names: Mapping[str, str]
    messages: Mapping[str, str]


@dataclass(frozen=True)
class Report:
    """The findings of one run, what was checked, and the rules by the name that findings use."""

    findings: tuple[Finding, ...]
    files: int
    shapes: int
    focus_nodes: int
    rules: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def fails(self, threshold: Severity) -> bool:
        """Return whether some finding is as grave as the threshold."""
        return any(finding.severity >= threshold for finding in self.findings)

    @property
    def by_file(self) -> dict[str, list[Finding]]:
        """The findings by file, the file of the worst first; "" holds those of no file."""
        files: dict[str, list[Finding]] = {}
        for finding in self.findings:
            files.setdefault(finding.file, []).append(finding)
        return files

    def placed(self, place: Callable[[str], str]) -> Self:
        """Return the report with the name that `place` gives each file."""
        names = {file: place(file) if file else "" for file in self.by_file}
        return replace(self, findings=tuple(replace(f, file=names[f.file]) for f in self.findings))


def spoken(words: Mapping[str, str], language: str) -> str:
    """Return words in a language, or in any other if that is all there is.

    >>> spoken({"es": "hola"}, "en")
    'hola'
    """
    return words.get(language) or next(iter(words.values()), "")
