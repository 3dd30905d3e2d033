"""Damages shapes and rules one word at a time, and says which damage no test notices.

`make mutants` runs it. A mutant of a shape is killed where a row of tests/shapes/damages.tsv is not
told by it, or where the patches of tests/shapes/, the minimal or the full graph give other (shape,
focus) pairs than they must; a mutant of a rule where its test file fails. What survives is either
a gap of the tests or says the same in other words.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

import test_damages
import test_shapes
from saberesgraph.errors import SaberesGraphError
from saberesgraph.namespaces import shorten
from saberesgraph.reading import parse, to_rdflib
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.shacl import Shapes

ROOT = Path(__file__).resolve().parent.parent
# what a mutant of each folder is tried on
_TESTS = {
    "ontology/rules": ("tests/test_rules.py",),
    "ontology/matching": ("tests/test_matching.py",),
    "ontology/method": ("tests/test_method.py",),
    "ontology/evaluation": ("tests/test_evaluation.py",),
    "queries/checks": ("tests/test_validation.py",),
}
_TERM = r'(?:"(?:[^"\\]|\\.)*"(?:@\w+|\^\^\S+)?|[^\s;\]]+)'
# a constraint that is left out; a boundary that moves by one; a word that turns into its contrary
_LEFT_OUT = (
    rf"sh:(?:min|max)(?:Count|Length|Inclusive|Exclusive) {_TERM} ?;?",
    rf"sh:qualified(?:Min|Max)Count {_TERM} ?;?",
    rf"sh:(?:datatype|class|pattern|nodeKind|hasValue|uniqueLang|disjoint) {_TERM} ?;?",
    r"sh:(?:in|languageIn|or|xone) \((?:[^()]|\([^()]*\))*\) ?;?",
)
_MOVED = (r"sh:(?:min|max|qualified)\w+ (\d+)(?=[ ;])", r"[<>]=? (\d+)")
# a statement of a rule that stands on a line of its own
_STATED = r"^ +[?$<a-z].*[.;]$"
_TURNED = (
    (" != ", " = "), (" = ", " != "), (" > ", " >= "), (" < ", " <= "), (" >= ", " > "),
    (" <= ", " < "), (" && ", " || "), (" || ", " && "), ("!BOUND", "BOUND"), ("!STR", "STR"),
    ("NOT EXISTS", "EXISTS"), ("NOT IN", "IN"), ("OPTIONAL {", "{"), ("DISTINCT ", ""),
    ("sh:not ", "sh:node "),
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A file with one damage: where, what stood there, and the whole text."""

    file: Path
    line: int
    damage: str
    text: str


def mutants(file: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file that is another text."""
    text = file.read_text(encoding="utf-8")
    for start, end, new in _damages(text, rule=file.suffix == ".rq"):
        old = text[start:end]
        if old != new and not text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("#"):
            line = text.count("\n", 0, start) + 1
            shown = " ".join(f"{old} → {new or '∅'}".split())
            yield Mutant(file, line, shown, text[:start] + new + text[end:])


def _damages(text: str, *, rule: bool) -> Iterator[tuple[int, int, str]]:
    if rule:
        for found in re.finditer(_STATED, text, re.MULTILINE):
            yield found.start(), found.end(), ""
    for pattern in _LEFT_OUT:
        for found in re.finditer(pattern, text):
            yield found.start(), found.end(), ""
    for pattern in _MOVED:
        for found in re.finditer(pattern, text):
            yield found.start(1), found.end(1), str(int(found[1]) + 1)
    for old, new in _TURNED:
        for found in re.finditer(re.escape(old), text):
            yield found.start(), found.end(), new
    for found in re.finditer(r"FILTER ?(?:NOT EXISTS ?)?[({]", text):
        yield found.start(), _closed(text, found.end()), ""


def _closed(text: str, place: int) -> int:
    """Return where the bracket that stands before `place` closes."""
    depth = 1
    while depth and place < len(text):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(text[place], 0)
        place += 1
    return place


@cache
def _graphs() -> dict[str, tuple[tuple[ox.Triple, ...], frozenset[tuple[str, str]]]]:
    """Every graph that the shapes are tried on, with the pairs that must be found."""
    found = {
        "minimal": (test_shapes.minimal(), frozenset[tuple[str, str]]()),
        "full": (test_shapes.full(), frozenset[tuple[str, str]]()),
    }
    for patch in test_shapes.PATCHES:
        name = patch.relative_to(test_shapes.FOLDER).as_posix()
        found[name] = (test_shapes.patched(patch), frozenset(test_shapes.expected(patch)))
    return found


@cache
def _ready(name: str) -> tuple[InMemory, EmbeddedStore]:
    triples = _graphs()[name][0]
    return InMemory(triples), EmbeddedStore(triples)


def shape_survives(mutant: Mutant) -> bool:
    """Return whether all rows and graphs give what they must although a shape is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / mutant.file.name
        copy.write_text(mutant.text, encoding="utf-8")
        try:
            shapes = to_rdflib(parse(copy).triples) + _prefixes()
            ready = Shapes(shapes)
        except SaberesGraphError:
            return False
    own = {shorten(str(node)) for node in to_rdflib(parse(mutant.file).triples).subjects()}
    mine = [row for row in test_damages.rows() if row.shape in own]
    try:
        if not all(row.holds(ready, test_damages.data()) for row in mine):
            return False
    except SaberesGraphError:  # what cannot be evaluated is noticed too
        return False
    for name in _tried_on(frozenset(own)):
        must = {pair for pair in _graphs()[name][1] if pair[0] in own}
        try:
            results = ready.run(*_ready(name))
        except SaberesGraphError:
            return False
        found = {(shorten(r.shape), shorten(getattr(r.focus, "value", ""))) for r in results}
        if {pair for pair in found if pair[0] in own} != must:
            return False
    return True


@cache
def _tried_on(own: frozenset[str]) -> tuple[str, ...]:
    """Every graph, those that break one of these shapes first, as they are most likely to tell."""
    breaking = [n for n, (_, must) in _graphs().items() if own & {shape for shape, _ in must}]
    return tuple(dict.fromkeys(("minimal", *breaking, "full", *_graphs())))


@cache
def _prefixes() -> Graph:
    return to_rdflib(parse(ROOT / "ontology" / "shapes" / "prefixes.ttl").triples)


def rule_survives(mutant: Mutant, copy: Path, tests: tuple[str, ...]) -> bool:
    """Return whether the tests of a rule pass although it is damaged, in a copy of the project."""
    file = copy / mutant.file.relative_to(ROOT)
    file.write_text(mutant.text, encoding="utf-8")
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", *tests],
            cwd=copy,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{copy / 'src'}:{copy / 'tests'}"},
            capture_output=True,
            timeout=300,
            check=False,
        )
        return ran.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        shutil.copy2(mutant.file, file)


def main() -> None:
    """Print each survivor, and how many of each folder or file were killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="*", default=["ontology/shapes", *_TESTS])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for part in ("src", "tests", "ontology", "data", "queries", "examples", "pyproject.toml"):
            place = ROOT / part
            (shutil.copytree if place.is_dir() else shutil.copy2)(place, _made(copy) / part)
        for name in options.places:
            place = ROOT / name
            files = [place] if place.is_file() else sorted(place.rglob("*.[rt][qt]*"))
            tests = next((t for folder, t in _TESTS.items() if name.startswith(folder)), None)
            killed = made = 0
            for file in files:
                for mutant in mutants(file):
                    made += 1
                    if (
                        shape_survives(mutant)
                        if tests is None
                        else rule_survives(mutant, copy, tests)
                    ):
                        where = f"{file.relative_to(ROOT)}:{mutant.line}"
                        sys.stdout.write(f"{where}: survives: {mutant.damage}\n")
                    else:
                        killed += 1
            sys.stdout.write(f"{name}: {killed} of {made} killed\n")
            sys.stdout.flush()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
