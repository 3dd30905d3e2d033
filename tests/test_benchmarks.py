"""The made-up catalogues of the benchmarks: as valid as the real one, with defects as named."""

from collections import defaultdict
from pathlib import Path

import catalogue
from defects import DEFECTS, with_defect
from saberesgraph.fiches.file import text
from saberesgraph.fiches.importing.on_file import on_file
from saberesgraph.project import find
from saberesgraph.turtle import formatted
from saberesgraph.validation.run import validate

SEED = 1
ABSENCE = "ExperienceShape-absence"  # what the real catalogue is warned of


def test_each_defect_is_found_by_exactly_its_shapes(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    catalogue.write(folder, 20, SEED)
    made = {record.code: record for record in catalogue.records(range(200), SEED)}
    expected, waiting = {}, list(DEFECTS)
    for code, record in made.items():
        for defect in waiting:
            if changed := with_defect(text(record), code, defect):
                (folder / f"data/practices/{code}.ttl").write_text(changed, encoding="utf-8")
                expected[code] = {*defect.shapes}
                waiting.remove(defect)
                break
    assert not waiting
    # the fiche whose title and code the damaged ones took, and what is derived for both
    expected |= {"BP1_AH": {"checks/same-title", "ExperienceShape-code-unique"}}
    expected |= {"": {"AlignmentShape-practice"}}
    for code, filed in on_file(find(folder)).items():
        record = filed.record or made[code]
        if any(anomaly.absence for anomaly in record.anomalies):
            expected.setdefault(code, set()).add(ABSENCE)
    found = defaultdict(set)
    for finding in validate(find(folder)).findings:
        found[Path(finding.file).stem].add(finding.shape.removeprefix("shape:"))
    assert found == expected


def test_the_same_seed_gives_the_same_files_in_their_one_form(tmp_path: Path) -> None:
    ways = {"once": 1, "again": 1, "apart": 2}
    seeded = {
        way: catalogue.write(tmp_path / way, 8, SEED, 0.5, jobs) for way, jobs in ways.items()
    }
    files = {way: contents(tmp_path / way) for way in ways}
    assert files["once"] == files["again"] == files["apart"]
    assert seeded["once"] == seeded["again"] == seeded["apart"]
    damaged = {one.file for one in seeded["once"]}
    made = {f"data/practices/{one.code}.ttl" for one in catalogue.records(range(8), SEED)}
    assert set() < damaged < made < set(files["once"])
    for name in made:
        content = files["once"][name]
        assert (formatted(content, name) == content.decode()) is (name not in damaged)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
