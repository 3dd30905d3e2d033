"""A project in parts has the findings of the whole, whatever is wrong with it."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from copies import copied
from saberesgraph.graph import load
from saberesgraph.project import Project
from saberesgraph.reading import parse, read, to_rdflib
from saberesgraph.validation import division, validate
from saberesgraph.validation.finding import Report
from saberesgraph.validation.shacl import Shapes

FICHES = ("BP1_AH", "BP2_AH", "BP1_GN", "LN2_GN")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(division, "SMALL", 1)
    monkeypatch.setattr(division, "PART", 1)
    return copied(tmp_path, *FICHES)


def in_parts(project: Project, *paths: Path, jobs: int = 1) -> Report:
    done: list[tuple[int, int]] = []
    report = validate(project, paths, jobs=jobs, progress=lambda *told: done.append(told))
    assert done, "it was not divided"
    assert done[-1][0] == done[-1][1]
    return report


def add(project: Project, fiche: str, turtle: str) -> None:
    file = project.root / "data" / "practices" / f"{fiche}.ttl"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{turtle}\n", encoding="utf-8")


def replace(project: Project, fiche: str, old: str, new: str) -> None:
    file = project.root / "data" / "practices" / f"{fiche}.ttl"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def damage(project: Project) -> None:
    """Faults that meet across files: codes, titles, nodes, values and what is derived of them."""
    replace(project, "BP2_AH", 'skos:notation "BP2_AH"', 'skos:notation "BP1_AH"')
    add(project, "BP1_AH", "practice:BP1_AH sab:learnedIn practice:BP2_AH ; sab:limitation 007 .")
    add(project, "BP1_GN", "practice:BP1_AH sab:assistedPopulation 032000.0 .")
    add(project, "BP1_GN", 'practice:BP1_GN sab:position 7 ; sab:actor <urn:x> ; skos:note "a" .')
    add(project, "LN2_GN", 'actor:oim skos:altLabel "COE nacional"@es ; a sab:SourceAnomaly .')
    add(project, "LN2_GN", "practice:LN2_GN sab:anomaly [ a sab:SourceAnomaly ] .")
    add(project, "LN2_GN", "practice:BP1_AH a sab:Experience .")


def test_the_findings_are_those_of_the_whole(copy: Project) -> None:
    whole = validate(copy, graph=load(copy))
    assert in_parts(copy) == whole
    damage(copy)
    whole = validate(copy, graph=load(copy))
    assert len(whole.findings) > 20
    assert in_parts(copy) == whole
    assert in_parts(copy, jobs=2) == whole
    # a file alone, too
    file = copy.root / "data" / "practices" / "BP1_AH.ttl"
    found = in_parts(copy, file)
    assert found.findings == tuple(f for f in whole.findings if f.file.endswith("BP1_AH.ttl"))
    assert found == validate(copy, [file], graph=load(copy, [file]))


def test_statements_taken_out_at_random_are_missed_alike(copy: Project) -> None:
    chance = random.Random(5)
    for fiche in FICHES:
        file = copy.root / "data" / "practices" / f"{fiche}.ttl"
        kept = [t for t in sorted(parse(file).triples, key=str) if chance.random() > 0.1]
        ox.serialize(kept, file, format=ox.RdfFormat.TURTLE)
    whole = validate(copy, graph=load(copy))
    assert len(whole.findings) > 10
    assert in_parts(copy) == whole


def test_a_query_beyond_a_fiche_is_asked_of_the_whole(copy: Project) -> None:
    """Two fiches that meet at a node that all share: no part could see it."""
    check = copy.root / "queries" / "checks" / "same-title.rq"
    text = check.read_text(encoding="utf-8")
    header = text[: text.index("PREFIX")]
    check.write_text(
        header + "PREFIX sab: <https://w3id.org/saberesgraph/ontology#>\n"
        "SELECT DISTINCT ?focus ?path ?value { ?focus sab:area ?value . ?other sab:area ?value "
        "FILTER (?focus != ?other) BIND (sab:area AS ?path) } ORDER BY ?focus",
        encoding="utf-8",
    )
    whole = validate(copy, graph=load(copy))
    assert {f.focus for f in whole.findings if f.shape == "checks/same-title"} == {
        f"practice:{fiche}" for fiche in FICHES
    }
    assert in_parts(copy) == whole


ODDITY = "anomaly:call-first-1"
OWNED = {
    (): {"checks/idle-anomaly", "shape:SourceAnomalyShape-owned"},
    ("BP1_AH sab:anomaly",): set(),
    ("BP1_AH sab:absence",): set(),
    ("BP1_AH sab:anomaly", "BP1_GN sab:anomaly"): {"shape:SourceAnomalyShape-owner"},
}


@pytest.mark.parametrize("owners", OWNED)
def test_what_fiches_say_of_shared_nodes_counts(owners: tuple[str, ...], copy: Project) -> None:
    calls = copy.root / "data" / "exchange" / "calls.ttl"
    text = calls.read_text(encoding="utf-8")
    assert text.count(f"sab:anomaly {ODDITY} , ") == 1
    calls.write_text(text.replace(f"sab:anomaly {ODDITY} , ", "sab:anomaly "), encoding="utf-8")
    for owner in owners:
        add(copy, owner.partition(" ")[0], f"practice:{owner} {ODDITY} .")
    found = in_parts(copy)
    assert {f.shape for f in found.findings if f.focus == ODDITY} == OWNED[owners]
    assert found == validate(copy, graph=load(copy))


def test_a_query_that_may_read_anything_is_not_divided(copy: Project) -> None:
    check = copy.root / "queries" / "checks" / "same-title.rq"
    text = check.read_text(encoding="utf-8")
    check.write_text(
        text[: text.index("PREFIX")] + "SELECT ?focus ?path ?value "
        "{ ?focus ?path ?value . ?other ?path ?value FILTER (?other < ?focus) }",
        encoding="utf-8",
    )
    assert division.divided(copy) is None


def test_our_constraints_are_all_asked_once(project: Project) -> None:
    """One that waits for pySHACL would keep every project from being divided."""
    assert not Shapes(to_rdflib(read(project.shape_files).triples)).waiting
