"""Validates a project, or some files against it."""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path
from typing import Any, Final, Literal

import pyoxigraph as ox
import rdflib
from rdflib import SH

from saberesgraph.errors import EmptyInputError, InputError
from saberesgraph.graph import Graph, load
from saberesgraph.kept import Kept
from saberesgraph.kept.parts import is_stated
from saberesgraph.project import Project
from saberesgraph.queries import Check, load_check
from saberesgraph.reading import CHECK_PATH, read, to_rdflib
from saberesgraph.terms import term_of
from saberesgraph.validation.again import Known, known
from saberesgraph.validation.core.statements import TYPE, InMemory
from saberesgraph.validation.division import Progress, divided, silent
from saberesgraph.validation.finding import Finding, Report, Rule, Severity
from saberesgraph.validation.homes import Homes
from saberesgraph.validation.lint import lint
from saberesgraph.validation.looking import look
from saberesgraph.validation.memory import forget
from saberesgraph.validation.parts import check_results
from saberesgraph.validation.reference import reference
from saberesgraph.validation.ruleset import ruleset
from saberesgraph.validation.shacl import Shapes

Engine = Literal["fast", "reference"]
ENGINES: Final[tuple[Engine, ...]] = ("fast", "reference")


def validate(
    project: Project,
    paths: Sequence[Path] = (),
    *,
    graph: Graph | None = None,
    engine: Engine = "fast",
    jobs: int | None = None,
    progress: Progress = silent,
    kept: Kept | None = None,
) -> Report:
    """Return the findings on the whole project, or only those in the given files and folders.

    The given files are checked in the project's context and stand in for its own files about the
    same subjects. However it is done, the findings are the same.

    Args:
        project: where shapes, checks and the rest of the data are.
        paths: to check, instead of all.
        graph: the whole project's, if it was loaded already.
        engine: ours, or pySHACL as it comes.
        jobs: how many processes look at a large project; as many as there are processors if None.
        progress: is told how much of a large project is done, and of how much.
        kept: a state of the whole project, beside which findings are remembered.

    Raises:
        InputError: a file is missing or not valid RDF, or a shape or rule is wrong.
        EmptyInputError: there are no shapes, or nothing that a shape looks at.
        LimitError: the system killed a process.
    """
    only = tuple(_files(paths))
    asked = {project.name(file) for file in only}
    if kept and not only and engine == "fast":
        found_again = _again(project, kept, jobs or os.cpu_count() or 1, progress)
        if found_again:
            return found_again
    if graph is None and engine == "fast":
        found = divided(project, only, jobs or os.cpu_count() or 1, progress)
        if found:
            some = ox.BlankNode()
            classes = (ox.Triple(some, TYPE, ox.NamedNode(each)) for each in found.classes)
            lint(found.ground.graph, InMemory(chain(found.ground.triples, classes)))
            counts: dict[str, int] = {}
            for told in found.tolds:
                for file, count in told.focus_nodes.items():
                    counts[file] = counts.get(file, 0) + count
            return _report(
                project,
                only,
                found.ground.graph,
                found.ground.checks,
                [finding for told in found.tolds for finding in told.findings],
                sum(count for file, count in counts.items() if not asked or file in asked),
                found.files,
            )
    graph = graph or load(project, only)
    data = InMemory(chain(graph.reading.triples, graph.derived))
    shapes = to_rdflib(read(project.shape_files).triples)
    lint(shapes, data)
    targets = map(term_of, shapes.objects(None, SH.targetClass))
    focus_nodes = {node for target in targets for node in data.instances(target)}
    home = Homes(project.name, graph.reading.homes, data)
    if asked:
        focus_nodes = {node for node in focus_nodes if home.file(node) in asked}
    checks = [load_check(file) for file in project.check_files]
    if engine == "reference":
        results = reference(to_rdflib(data.triples()), shapes)
    else:
        results = Shapes(shapes).run(data, graph.store, focus_nodes if asked else None)
    return _report(
        project,
        only,
        shapes,
        checks,
        chain(
            map(home.finding, results),
            (home.finding(r) for check in checks for r in check_results(check, graph.store)),
            home.twice_described(graph.reading.homes),
        ),
        len(focus_nodes),
        len(graph.reading.files),
    )


def _again(project: Project, kept: Kept, jobs: int, progress: Progress) -> Report | None:
    """Return the report on a kept state, for which only what changed is looked at."""
    told: Known | None = None
    for _ in range(2):
        try:
            told = known(project, kept)
            if told is None and look(project, kept, jobs, progress):
                told = known(project, kept)
            break
        except sqlite3.Error:  # what is remembered is damaged, or cannot be read or written
            with suppress(sqlite3.Error), closing(kept.connect()) as notes:
                forget(notes)
    if told is None or not told.focus_nodes or not told.basis.shapes:
        return None
    return _gathered(
        told.findings,
        lambda _: True,
        files=sum(map(is_stated, kept.digests)),
        shapes=told.basis.shapes,
        focus_nodes=told.focus_nodes,
        rules={
            name: Rule(Severity(grave), names, messages)
            for name, (grave, names, messages) in told.basis.rules.items()
        },
    )


def _report(
    project: Project,
    only: Sequence[Path],
    shapes: rdflib.Graph,
    checks: Collection[Check],
    found: Iterable[Finding],
    focus_nodes: int,
    files: int,
) -> Report:
    shape_count = len({s for s in shapes.subjects(SH.message) if isinstance(s, rdflib.URIRef)})
    if not shape_count:
        raise EmptyInputError(
            "no hay formas", "there are no shapes", where=str(project.root / "ontology/shapes")
        )
    if not focus_nodes:
        raise EmptyInputError(
            "no hay nada que una forma revise",
            "there is nothing that a shape looks at",
            where=", ".join(map(str, only)) or str(project.root / "data"),
        )
    asked = {project.name(file) for file in only}
    return _gathered(
        found,
        lambda finding: not asked or finding.file in asked,
        files=len(only) or files,
        shapes=shape_count,
        focus_nodes=focus_nodes,
        rules=ruleset(shapes, checks),
    )


def _gathered(found: Iterable[Finding], wanted: Callable[[Finding], bool], **told: Any) -> Report:
    # a node with two of a shape's targets has its result twice; of two kinds of constraint of one
    # shape that the same value breaks, the first by name stands for both, and of two messages too
    findings: dict[tuple[int | str, ...], Finding] = {}
    for finding in filter(wanted, found):
        first = findings.setdefault(finding.order, finding)
        if first is not finding and _precedence(finding) < _precedence(first):
            findings[finding.order] = finding
    return Report(tuple(finding for _, finding in sorted(findings.items())), **told)


def _precedence(finding: Finding) -> tuple[str, tuple[tuple[str, str], ...], str]:
    return finding.component, tuple(sorted(finding.messages.items())), str(finding.term)


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
