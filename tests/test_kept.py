"""The kept store: whatever happened to files and folder, it holds what a fresh one would."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from copies import copied
from saberesgraph.errors import InputError
from saberesgraph.graph import load
from saberesgraph.kept import Kept, kept, notes, updating
from saberesgraph.kept import state as state_module
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore

FICHES = ("BP1_AH", "BP1_GF", "LA1_AF", "LN1_GN")
EVERY = "CONSTRUCT WHERE { ?s ?p ?o }"


def local_here(
    rule: str, *, own: frozenset[str], shared: frozenset[str], into: frozenset[str]
) -> bool:
    """Our rules are: each begins at an experience and leads to shared things alone."""
    return "GROUP" not in rule


def contents(store: EmbeddedStore) -> dict[str, frozenset[ox.Triple]]:
    return {
        name: frozenset(store.over(Dataset((name,))).construct(EVERY))
        for name in (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
    }


def assert_fresh(found: Kept, project: Project) -> None:
    """The statements are those of the files, each spelled as they spell it."""
    fresh = load(project)
    assert contents(found.store) == contents(fresh.store)
    assert set(found.store.engine) == set(fresh.store.engine)
    values = "SELECT ?s ?p ?v { ?s ?p ?v FILTER (isNumeric(?v)) } ORDER BY ?s ?p ?v"
    assert found.store.select(values) == fresh.store.select(values)
    homes = {file.name: file for file in fresh.reading.files}
    assert {name for name in found.digests if name.startswith(("data/", "ontology/"))} >= set(homes)
    for name, file in homes.items():
        assert found.digests[name] == file.digest
        assert set(found.subjects(name)) == {
            str(t.subject.value)  # type: ignore[union-attr]
            for t in file.triples
        }


@pytest.fixture
def small(tmp_path: Path) -> Project:
    return copied(tmp_path / "project", *FICHES)


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each state that was made could be made from the last one."""
    done: list[bool] = []
    update = updating.update

    def counted(*arguments: object) -> bool:
        done.append(update(*arguments))  # type: ignore[arg-type]
        return done[-1]

    monkeypatch.setattr(state_module, "update", counted)
    return done


def fiche(project: Project, code: str) -> Path:
    return project.root / "data" / "practices" / f"{code}.ttl"


def add(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\n{text}\n")


CHANGES = (
    lambda text: text.replace("objective:7", "objective:16"),
    lambda text: text.replace("objective:16", "objective:23"),
    lambda text: text + "\n<urn:box> <urn:holds> [ <urn:n> 007 ] , [ <urn:n> 7 ] .\n",
    lambda text: text + '\n<urn:shared> <urn:said> 1.50 , "1.500"^^xsd:decimal .\n',
    lambda text: text + "\n<urn:shared> <urn:said> 1.5 ; <urn:of> practice:BP1_AH .\n",
    lambda text: text.replace('skos:notation "', 'skos:notation "Z", "'),
    lambda text: text.replace("area:AH", "area:GF"),
    lambda text: text[: text.rindex("\n\n")] + "\n",
    lambda text: text + "\npractice:BP1_GF <urn:see> practice:LA1_AF .\n",
)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_it_holds_what_a_fresh_one_does(
    seed: int, small: Project, updates: list[bool], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    originals = {code: fiche(small, code).read_text(encoding="utf-8") for code in FICHES}
    prefixed = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    kept(small, tmp_path / "s", local_here)
    for _ in range(6):
        for code in chance.sample(FICHES, chance.choice((1, 1, 2))):
            file = fiche(small, code)
            there = file.read_text(encoding="utf-8") if file.exists() else ""
            if there and chance.random() < 0.15:
                file.unlink()
            elif not there or chance.random() < 0.2:
                file.write_text(prefixed + originals[code], encoding="utf-8")
            else:
                if prefixed not in there:
                    there = prefixed + there
                file.write_text(chance.choice(CHANGES)(there), encoding="utf-8")
        assert_fresh(kept(small, tmp_path / "s", local_here), small)
    assert updates.count(True) >= 5
