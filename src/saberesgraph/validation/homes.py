"""Where things stand: the file and line of what a result is about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from saberesgraph.namespaces import PREFIXES, RDF_TYPE, shorten
from saberesgraph.reading import Lines, lines
from saberesgraph.results import Term, text
from saberesgraph.validation.core.statements import Statements
from saberesgraph.validation.finding import Finding, Severity
from saberesgraph.validation.result import Result
from saberesgraph.validation.ruleset import ONE_FILE


class Places(Protocol):
    """The files that describe each subject, the first one first."""

    def get(self, subject: str, /) -> Sequence[Path] | None:
        """Return the files that describe a subject, if there are some."""
        ...


class Homes:
    """Finds the file and line of a statement.

    Args:
        name: gives a file the name that people read.
        places: the files by subject.
        data: the statements, which know the owner of a blank node.
    """

    def __init__(self, name: Callable[[Path], str], places: Places, data: Statements) -> None:
        self._name = name
        self._places = places
        self._data = data
        self._lines: dict[Path, Lines] = {}

    def _path(self, node: Term) -> Path | None:
        seen = set()
        while isinstance(node, ox.BlankNode) and node not in seen:  # it lives with its owner
            seen.add(node)
            node = next(iter(self._data.owners(node)), node)
        files = self._places.get(text(node))
        return files[0] if files else None

    def file(self, node: Term) -> str:
        """Return the name of the file that describes a node, or nothing."""
        path = self._path(node)
        return self._name(path) if path else ""

    def _at(self, path: Path) -> Lines:
        if path not in self._lines:
            self._lines[path] = lines(path)
        return self._lines[path]

    def finding(self, result: Result) -> Finding:
        """Return a result with its place."""
        path = self._path(result.focus)
        value = text(result.value)
        return Finding(
            file=self._name(path) if path else "",
            line=self._at(path).of(text(result.focus), result.path, value) if path else 0,
            focus=shorten(text(result.focus)),
            path=shorten(result.path),
            value=shorten(value),
            shape=shorten(result.shape),
            severity=result.severity,
            messages=result.messages,
            term=result.value,
            component=result.component,
        )

    def placed(self, finding: Finding, node: Term, path: str) -> Finding:
        """Return a finding about a node with the file and line of that node as they are now."""
        file = self._path(node)
        return replace(
            finding,
            file=self._name(file) if file else "",
            line=self._at(file).of(text(node), path, text(finding.term)) if file else 0,
        )

    def twice_described(self, homes: Mapping[str, Sequence[Path]]) -> Iterator[Finding]:
        """Yield a finding for each file but the first that describes a subject."""
        for subject, files in homes.items():
            for file in files[1:]:
                first = self._name(files[0])
                yield Finding(
                    file=self._name(file),
                    line=self._at(file).of(subject, RDF_TYPE),
                    focus=shorten(subject),
                    path="rdf:type",
                    value="",
                    shape=ONE_FILE,
                    component=PREFIXES["shape"] + "OneFileConstraintComponent",
                    severity=Severity.VIOLATION,
                    messages={
                        "es": f"{first} ya lo describe. Deja uno de los dos archivos.",
                        "en": f"{first} already describes it. Keep one of the two files.",
                    },
                )
