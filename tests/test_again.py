"""What is remembered of a kept project is what validating it anew finds, whatever changes."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from copies import copied
from saberesgraph.kept import kept
from saberesgraph.project import Project
from saberesgraph.validation import division, validate
from saberesgraph.validation.again import known
from saberesgraph.validation.finding import Report
from saberesgraph.validation.parts import Ground
from saberesgraph.validation.rule_reach import rule_is_local

FICHES = ("BP1_AH", "BP2_AH", "BP1_GN", "LN2_GN")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(division, "SMALL", 1)
    monkeypatch.setattr(division, "PART", 2)
    return copied(tmp_path / "project", *FICHES)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files of fiches that were looked at."""
    names: list[str] = []
    told = Ground.told

    def counted(ground: Ground, part: tuple[tuple[Path, ...], bool], *rest: object) -> object:
        names.extend(path.stem for path in part[0])
        return told(ground, part, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Ground, "told", counted)
    return names


def again(project: Project) -> Report:
    """The report of what is remembered, which must be what is found anew."""
    state = kept(project, project.root.parent / "store", rule_is_local)
    report = validate(project, kept=state, jobs=1)
    assert known(project, state) is not None
    return report


def file(project: Project, fiche: str) -> Path:
    return project.root / "data" / "practices" / f"{fiche}.ttl"


def add(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> Report:
    with monkeypatch.context() as patched:
        patched.setattr(division, "SMALL", 10**6)
        return validate(project)


CHANGES: tuple[Callable[[str], str], ...] = (
    lambda code: f"practice:{code} sab:limitation 007 .",
    lambda code: f"practice:{code} sab:assistedPopulation 32000.0 .",
    lambda code: f'practice:{code} skos:notation "TWIN" .',
    lambda code: f'practice:{code} skos:prefLabel "Un título igual"@es .',
    lambda code: f"practice:{code} sab:learnedIn practice:BP1_GN .",
    lambda code: f"practice:{code} sab:anomaly [ a sab:SourceAnomaly ] .",
    lambda code: "practice:BP1_AH a sab:Experience .",
    lambda code: "# a line",
)


def test_after_any_changes_it_tells_what_is_found_anew(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(105)  # makes every change, loses a file, and has it back
    originals = {code: file(copy, code).read_text(encoding="utf-8") for code in FICHES}
    assert again(copy) == anew(copy, monkeypatch)
    made = set()
    for _ in range(5):
        for code in chance.sample(FICHES, chance.choice((1, 2, 3))):
            path = file(copy, code)
            if not path.exists() or chance.random() < 0.2:
                path.write_text(originals[code], encoding="utf-8")
            elif chance.random() < 0.15:
                path.unlink()
            else:
                change = chance.choice(CHANGES)
                made.add(change)
                add(path, change(code))
        assert again(copy) == anew(copy, monkeypatch)
    assert made == set(CHANGES)


def test_only_what_changed_is_looked_at(
    copy: Project, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    again(copy)
    assert sorted(set(looked)) == sorted(FICHES)
    looked.clear()
    assert again(copy) == anew(copy, monkeypatch)
    assert not looked
    path = file(copy, "BP1_GN")
    path.write_text("# a line\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert again(copy) == anew(copy, monkeypatch)
    assert looked == ["BP1_GN"]


def test_what_fiches_say_of_shared_nodes_is_followed(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> set[str]:
        report = again(copy)
        assert report == anew(copy, monkeypatch)
        return {f.shape for f in report.findings if f.focus == "anomaly:call-first-1"}

    assert broken() == set()
    add(file(copy, "BP1_GN"), "practice:BP1_GN sab:anomaly anomaly:call-first-1 .")
    assert broken() == {"shape:SourceAnomalyShape-owner"}  # the call's, and this one's
    add(file(copy, "BP2_AH"), "practice:BP2_AH sab:limitation 7 .")
    assert broken() == {"shape:SourceAnomalyShape-owner"}
    path = file(copy, "BP1_GN")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("anomaly:call-first-1 .", "anomaly:other ."), encoding="utf-8")
    assert broken() == set()


def test_a_changed_fiche_is_looked_at_without_importing_what_takes_long(copy: Project) -> None:
    again(copy)
    path = file(copy, "BP1_GN")
    add(path, "practice:BP1_GN sab:assistedPopulation 32000.0 .")
    heavy = "concurrent.futures.process jinja2 multiprocessing pyshacl saberesgraph.formats"
    store = copy.root.parent / "store"
    ask = ["validate", "--root", str(copy.root), "--store", str(store), "-f", "json"]
    script = (
        "import sys; from saberesgraph.cli import run; from saberesgraph.validation import division"
        f"\ndivision.SMALL = 1; run({ask!r})"
        f"\nprint(sorted(set({heavy.split()!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    *report, modules = done.stdout.splitlines()
    assert modules == "[]"
    assert json.loads("\n".join(report))["focus_nodes"] > 0


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/actors.ttl", 'skos:prefLabel "', 'skos:prefLabel "X '),
        ("ontology/shapes/experience.ttl", "sh:severity sh:Warning", "sh:severity sh:Info"),
        ("ontology/rules/goals-from-objectives.rq", "WHERE", "\nWHERE"),
    ],
)
def test_what_all_share_has_all_looked_at_again(
    name: str, old: str, new: str, copy: Project, looked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    again(copy)
    looked.clear()
    path = copy.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert again(copy) == anew(copy, monkeypatch)
    assert sorted(set(looked)) == sorted(FICHES)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE validated_parts SET findings = '[{'",
        "UPDATE validated_parts SET findings = '[3]'",
        """UPDATE validated_parts SET findings = replace(findings, '"term": "', '"term": "<')""",
        "UPDATE validated_parts SET typed = x'00'",
        "UPDATE validated SET value = '{}'",
        "DROP TABLE validated_parts",
        "ALTER TABLE validated_files RENAME digest TO other",
        "UPDATE files SET said = x'00' WHERE name LIKE '%BP1_GN%'",
    ],
)
def test_what_is_damaged_is_made_anew(
    damage: str, copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(copy)
    state = kept(copy, copy.root.parent / "store", rule_is_local)
    with closing(state.connect()) as notes, notes:
        assert notes.execute(damage)
    add(file(copy, "BP1_GN"), 'practice:BP1_GN skos:notation "TWIN" .')
    assert again(copy) == anew(copy, monkeypatch)
