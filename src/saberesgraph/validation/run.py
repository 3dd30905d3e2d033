"""Validates a project, or some files against it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox
import rdflib
from rdflib import SH

from saberesgraph.errors import EmptyInputError, InputError
from saberesgraph.graph import Graph, load
from saberesgraph.namespaces import PREFIXES, RDF_TYPE, shorten
from saberesgraph.project import Project
from saberesgraph.queries import Check, load_check
from saberesgraph.reading import CHECK_PATH, Lines, Reading, lines, read, term_of, to_rdflib
from saberesgraph.results import Term, text
from saberesgraph.validation.core.statements import InMemory, Statements
from saberesgraph.validation.finding import Finding, Report, Severity
from saberesgraph.validation.lint import lint
from saberesgraph.validation.reference import reference
from saberesgraph.validation.result import Result
from saberesgraph.validation.ruleset import ONE_FILE, ruleset
from saberesgraph.validation.shacl import Shapes

Engine = Literal["fast", "reference"]
ENGINES: Final[tuple[Engine, ...]] = ("fast", "reference")


def validate(
    project: Project,
    paths: Sequence[Path] = (),
    *,
    graph: Graph | None = None,
    engine: Engine = "fast",
) -> Report:
    """Return the findings on the whole project, or only those in the given files and folders.

    The given files are checked in the project's context and stand in for its own files about the
    same subjects. `graph` is the whole project's, if it was loaded already. Either engine finds
    the same: ours fast, and pySHACL as it comes.

    Raises:
        InputError: a file is missing or not valid RDF, or a shape or rule is wrong.
        EmptyInputError: there are no shapes, or nothing that a shape looks at.
    """
    only = tuple(_files(paths))
    graph = graph or load(project, only)
    data = InMemory(chain(graph.reading.triples, graph.derived))
    shapes = to_rdflib(read(project.shape_files).triples)
    lint(shapes, data)
    targets = map(term_of, shapes.objects(None, SH.targetClass))
    focus_nodes = {node for target in targets for node in data.instances(target)}
    home = _Homes(project, graph.reading, data)
    asked = {project.name(file) for file in only}
    if asked:
        focus_nodes = {node for node in focus_nodes if home.file(node) in asked}
    shape_count = len({s for s in shapes.subjects(SH.message) if isinstance(s, rdflib.URIRef)})
    if not shape_count:
        raise EmptyInputError(
            "no hay formas", "there are no shapes", where=str(project.root / "ontology/shapes")
        )
    if not focus_nodes:
        where = ", ".join(map(str, paths)) or str(project.root / "data")
        raise EmptyInputError(
            "no hay nada que una forma revise",
            "there is nothing that a shape looks at",
            where=where,
        )
    checks = [load_check(file) for file in project.check_files]
    if engine == "reference":
        results = reference(to_rdflib(data.triples()), shapes)
    else:
        results = Shapes(shapes).run(data, graph.store, focus_nodes if asked else None)
    found = (
        *map(home.finding, results),
        *_checks(checks, graph, home),
        *_twice_described(project, graph.reading, home),
    )
    # a node with two of a shape's targets has its result twice; of two kinds of constraint of one
    # shape that the same value breaks, the first by name stands for both
    findings = {
        finding.order: finding
        for finding in sorted(found, key=lambda finding: finding.component, reverse=True)
        if not asked or finding.file in asked
    }
    return Report(
        tuple(finding for _, finding in sorted(findings.items(), key=lambda item: item[0])),
        files=len(only) or len(graph.reading.files),
        shapes=shape_count,
        focus_nodes=len(focus_nodes),
        rules=ruleset(shapes, checks),
    )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.suffix in {".ttl", ".nt"})
            if not found:
                raise EmptyInputError(
                    "no contiene archivos .ttl ni .nt",
                    "it holds no .ttl or .nt file",
                    where=str(path),
                )
            yield from found
        elif path.exists():
            yield path
        else:
            raise InputError(
                "no existe ese archivo", "there is no such file", where=str(path), hint=CHECK_PATH
            )


class _Homes:
    """Finds the file and line of a statement."""

    def __init__(self, project: Project, reading: Reading, data: Statements) -> None:
        self._project = project
        self._reading = reading
        self._data = data
        self._lines: dict[Path, Lines] = {}

    def _path(self, node: Term) -> Path | None:
        seen = set()
        while isinstance(node, ox.BlankNode) and node not in seen:  # it lives with its owner
            seen.add(node)
            node = next(iter(self._data.owners(node)), node)
        files = self._reading.homes.get(text(node))
        return files[0] if files else None

    def file(self, node: Term) -> str:
        path = self._path(node)
        return self._project.name(path) if path else ""

    def lines(self, path: Path) -> Lines:
        if path not in self._lines:
            self._lines[path] = lines(path)
        return self._lines[path]

    def finding(self, result: Result) -> Finding:
        path = self._path(result.focus)
        value = text(result.value)
        return Finding(
            file=self._project.name(path) if path else "",
            line=self.lines(path).of(text(result.focus), result.path, value) if path else 0,
            focus=shorten(text(result.focus)),
            path=shorten(result.path),
            value=shorten(value),
            shape=shorten(result.shape),
            severity=result.severity,
            messages=result.messages,
            term=result.value,
            component=result.component,
        )


def _checks(checks: Iterable[Check], graph: Graph, home: _Homes) -> Iterator[Finding]:
    for check in checks:
        table = check.run(graph.store)
        for focus, path, value in table.rows:
            yield home.finding(
                Result(
                    focus=focus,
                    path=text(path),
                    value=value,
                    shape=f"checks/{check.name}",
                    severity=Severity[check.severity.upper()],
                    messages=dict(check.message),
                    component=str(SH.SPARQLConstraintComponent),
                )
            )


def _twice_described(project: Project, reading: Reading, home: _Homes) -> Iterator[Finding]:
    for subject, files in reading.homes.items():
        for file in files[1:]:
            first = project.name(files[0])
            yield Finding(
                file=project.name(file),
                line=home.lines(file).of(subject, RDF_TYPE),
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
