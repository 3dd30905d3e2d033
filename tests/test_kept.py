"""The kept store: whatever happened to files and folder, it holds what a fresh one would."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from copies import copied
from saberesgraph.graph import load
from saberesgraph.kept import Kept, building, kept, notes, updating
from saberesgraph.kept import state as state_module
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH, RESOURCE
from saberesgraph.project import Project
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.rule_reach import rule_is_local

FICHES = ("BP1_AH", "BP1_GF", "LA1_AF", "LN1_GN")
EVERY = "CONSTRUCT WHERE { ?s ?p ?o }"


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


@pytest.mark.parametrize("seed", range(2))
def test_after_any_changes_it_holds_what_a_fresh_one_does(
    seed: int, small: Project, updates: list[bool], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    originals = {code: fiche(small, code).read_text(encoding="utf-8") for code in FICHES}
    prefixed = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    kept(small, tmp_path / "s", rule_is_local)
    for _ in range(3):
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
        assert_fresh(kept(small, tmp_path / "s", rule_is_local), small)
    assert updates.count(True) >= 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/actors.ttl", "<urn:new> a <urn:Thing> ."),
        ("ontology/rules/goals-from-objectives.rq", "# changed"),
        ("ontology/saberes.ttl", "<urn:new> a <urn:Thing> ."),
    ],
)
def test_what_all_share_is_built_anew(
    name: str, text: str, small: Project, updates: list[bool], tmp_path: Path
) -> None:
    kept(small, tmp_path / "s", rule_is_local)
    add(small.root / name, text)
    assert_fresh(kept(small, tmp_path / "s", rule_is_local), small)
    assert updates == [False]


SEEN = """
CONSTRUCT { ?practice <urn:seen> ?label }
WHERE { ?practice <urn:see> ?other . ?other <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }
"""


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return sorted(connection.execute(query))


def test_batches_of_any_size_make_the_same_state(
    small: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (small.root / "ontology" / "rules" / "seen.rq").write_text(SEEN, encoding="utf-8")
    add(fiche(small, "LN1_GN"), "practice:LN1_GN <urn:see> practice:BP1_AH .")
    add(fiche(small, "BP1_AH"), "<urn:box> <urn:holds> [ <urn:n> 007.50 ] , [ <urn:n> 7.5 ] .")
    for code in ("BP1_AH", "LA1_AF"):  # who name what nobody speaks of are not of one batch by that
        add(fiche(small, code), f"practice:{code} <urn:see> <urn:nobody> .")
    mark = fiche(small, "BP1_GF")
    mark.write_bytes(b"\xef\xbb\xbf" + mark.read_bytes())
    packed: list[tuple[tuple[str, ...], ...]] = []
    closed = building._closed

    def spied(*given: Any) -> tuple[tuple[str, ...], ...]:
        packed.append(closed(*given))
        return packed[-1]

    monkeypatch.setattr(building, "_closed", spied)
    one = kept(small, tmp_path / "one", rule_is_local)
    monkeypatch.setattr(building, "SIZE", 3)
    some = kept(small, tmp_path / "some", rule_is_local)
    # LN1_GN is of the first batch because it speaks of a fiche of that
    assert [[[Path(name).stem for name in names] for names in plan] for plan in packed] == [
        [["BP1_AH", "LN1_GN", "BP1_GF", "LA1_AF"]], [["BP1_AH", "LN1_GN", "BP1_GF"], ["LA1_AF"]],
    ]  # fmt: skip
    assert_fresh(some, small)
    assert some.store.select("SELECT * { ?s <urn:seen> ?label }").rows
    for name, query in (
        ("notes", "SELECT id, name, size, mtime_ns, digest, said FROM files"),
        ("notes", "SELECT * FROM subjects"),
        ("notes", "SELECT * FROM kinds"),
        ("spellings", "SELECT * FROM spellings"),
    ):
        assert rows(some.place / name, query) == rows(one.place / name, query)
    assert sorted(path.name for path in some.place.iterdir()) == ["index", "notes", "spellings"]


def test_a_subject_of_a_fiche_and_of_a_shared_file_is_of_no_part(
    small: Project, updates: list[bool], tmp_path: Path
) -> None:
    kept(small, tmp_path / "s", rule_is_local)
    for text in ("actor:oim <urn:p> 1 .", "actor:oim <urn:p> 2 ."):
        add(fiche(small, "BP1_AH"), text)
        assert_fresh(kept(small, tmp_path / "s", rule_is_local), small)
    assert updates == [False, False]


def test_a_changed_query_takes_the_place_of_the_old(
    small: Project, updates: list[bool], tmp_path: Path
) -> None:
    kept(small, tmp_path / "s", rule_is_local)
    (small.root / "queries" / "calls.rq").unlink()
    assert_fresh(kept(small, tmp_path / "s", rule_is_local), small)
    assert updates == [True]


def test_two_fiches_of_one_code_derive_one_evidence(small: Project, tmp_path: Path) -> None:
    kept(small, tmp_path / "s", rule_is_local)
    for code in FICHES[:2]:
        add(
            fiche(small, code),
            f'practice:{code} skos:notation "TWIN" ; sab:objective objective:1 .',
        )
    twins = kept(small, tmp_path / "s", rule_is_local)
    assert_fresh(twins, small)
    file = fiche(small, FICHES[0])
    file.write_text(file.read_text(encoding="utf-8").replace('"TWIN"', '"ONE"'), encoding="utf-8")
    assert_fresh(kept(small, tmp_path / "s", rule_is_local), small)


def test_a_file_written_in_the_same_moment_is_read_again(small: Project, tmp_path: Path) -> None:
    first = kept(small, tmp_path / "s", rule_is_local)
    name, file = "data/practices/BP1_AH.ttl", fiche(small, "BP1_AH")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("area:AH", "area:GF"), encoding="utf-8")
    status = file.stat()
    # as if its size and times had been noted so: they tell nothing of what was written since
    with closing(first.connect()) as connection, connection:
        connection.execute(
            "UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ?, seen_ns = ? WHERE name = ?",
            [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ctime_ns, name],
        )
    second = kept(small, tmp_path / "s", rule_is_local)
    assert second.changed_since(first.digests) == {name}
    assert_fresh(second, small)


def test_a_file_that_was_only_touched_is_read_once_more(small: Project, tmp_path: Path) -> None:
    first = kept(small, tmp_path / "s")
    file = fiche(small, "BP1_AH")
    os.utime(file, ns=(1, 1))
    assert kept(small, tmp_path / "s").state == first.state
    with closing(first.connect()) as connection:
        assert notes.files(connection)["data/practices/BP1_AH.ttl"].mtime_ns == 1


def test_what_others_note_is_carried_on(small: Project, tmp_path: Path) -> None:
    first = kept(small, tmp_path / "s", rule_is_local)
    with closing(first.connect()) as connection, connection:
        connection.execute("CREATE TABLE mine (word TEXT)")
        connection.execute("INSERT INTO mine VALUES ('kept')")
    (first.place / "answers").write_text("of this state alone", encoding="utf-8")
    add(fiche(small, "BP1_AH"), "practice:BP1_AH <urn:p> 1 .")
    second = kept(small, tmp_path / "s", rule_is_local)
    with closing(second.connect()) as connection:
        assert connection.execute("SELECT word FROM mine").fetchall() == [("kept",)]
    assert not (second.place / "answers").exists()
    assert second.homes(f"{RESOURCE}practice/BP1_AH") == ("data/practices/BP1_AH.ttl",)


@pytest.mark.parametrize("part", ["index", "notes"])
def test_a_damaged_last_state_is_no_base(part: str, small: Project, tmp_path: Path) -> None:
    place = kept(small, tmp_path / "s", rule_is_local).place
    damaged = place / part
    for file in [*damaged.iterdir()] if damaged.is_dir() else [damaged]:
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content[: len(content) // 2])
    add(fiche(small, "BP1_AH"), "practice:BP1_AH <urn:p> 007 .")
    assert_fresh(kept(small, tmp_path / "s", rule_is_local), small)


def test_a_writer_killed_half_way_leaves_the_last_state(
    small: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = kept(small, tmp_path / "s", rule_is_local)
    add(fiche(small, "BP1_AH"), "practice:BP1_AH <urn:p> 007 .")
    killed = (
        "import os; from pathlib import Path; from saberesgraph.kept import kept, updating;"
        "from saberesgraph.project import find;"
        "from saberesgraph.validation.rule_reach import rule_is_local;"
        "updating._derive_part = lambda *_: os.kill(os.getpid(), 9);"
        f"kept(find(Path({str(small.root)!r})), Path({str(tmp_path / 's')!r}), rule_is_local)"
    )
    done = subprocess.run([sys.executable, "-c", killed], check=False, timeout=120)
    assert done.returncode == -9
    assert first.place.is_dir()
    assert_fresh(kept(small, tmp_path / "s", rule_is_local), small)
