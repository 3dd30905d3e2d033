"""Files that belong together are written together: all of them or none."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from saberesgraph import staging, writing
from saberesgraph.errors import OutputError
from saberesgraph.writing import finish_writing, write_together

KILLED = """
import os, signal, sys
from pathlib import Path
from saberesgraph import writing
folder = Path(sys.argv[1])
placed = writing._placed
def killed_at_the_second(stage, number, target):
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    placed(stage, number, target)
writing._placed = killed_at_the_second
writing.write_together(folder, {folder / "a.ttl": "new a", folder / "b" / "b.ttl": "new b"})
"""


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_all_take_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("old a", encoding="utf-8")
    write_together(tmp_path, {tmp_path / "a.ttl": "new a", tmp_path / "new" / "b.ttl": "ñ"})
    assert contents(tmp_path) == {"a.ttl": "new a", "new/b.ttl": "ñ"}


def test_where_one_cannot_be_written_all_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("old a", encoding="utf-8")
    (tmp_path / "c.ttl").mkdir()
    texts = {tmp_path / name: "new" for name in ("a.ttl", "b.ttl", "c.ttl", "d.ttl")}
    with pytest.raises(OutputError, match=r"c\.ttl: it cannot be written"):
        write_together(tmp_path, texts)
    assert contents(tmp_path) == {"a.ttl": "old a"}


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ttl").write_text("old a", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_together(tmp_path, {tmp_path / "a.ttl": "new a"})
    assert contents(tmp_path) == {"a.ttl": "old a"}


def test_what_was_killed_in_between_is_finished_later(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("old a", encoding="utf-8")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert contents(tmp_path)["a.ttl"] == "new a"
    assert "b/b.ttl" not in contents(tmp_path)
    assert not [file for file in tmp_path.rglob("*.ttl") if file.parent.name.startswith(".")]
    assert finish_writing([tmp_path]) == 1
    assert contents(tmp_path) == {"a.ttl": "new a", "b/b.ttl": "new b"}
    assert finish_writing([tmp_path]) == 0


def half_written(folder: Path, manifest: str) -> Path:
    """What is left of a writing that was killed before its one file took its place."""
    stage = folder / ".saberesgraph-writing-x"
    stage.mkdir()
    (stage / "manifest.json").write_text(manifest, encoding="utf-8")
    (stage / "0").write_text("new", encoding="utf-8")
    return stage


def test_what_somebody_changed_after_the_kill_stays(tmp_path: Path) -> None:
    stage = half_written(tmp_path, '["a.ttl"]')
    (stage / "0.old").write_text("old", encoding="utf-8")
    (tmp_path / "a.ttl").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="it changed after a writing that was interrupted"):
        finish_writing([tmp_path])
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == "mine"
    (tmp_path / "a.ttl").write_text("old", encoding="utf-8")
    assert finish_writing([tmp_path]) == 1
    assert contents(tmp_path) == {"a.ttl": "new"}


@pytest.mark.parametrize("manifest", ['["../a.ttl"]', '["/tmp/a.ttl"]', "[1]", "3", "{", "[[]]"])
def test_a_manifest_that_is_none_of_ours_is_not_followed(tmp_path: Path, manifest: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    half_written(data, manifest)
    with pytest.raises(OutputError, match="it is not what saberesgraph writes"):
        finish_writing([data])
    assert [file.name for file in tmp_path.rglob("*.ttl")] == []


def test_who_is_taken_for_dead_is_finished_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "fcntl", None)  # it cannot happen where there are locks
    placed = writing._placed
    calls: list[int] = []

    def first(stage: Path, number: int, target: Path) -> None:
        if not calls:
            calls.append(number)
            finish_writing([tmp_path])
        placed(stage, number, target)

    monkeypatch.setattr(writing, "_placed", first)
    write_together(tmp_path, {tmp_path / "a.ttl": "new a", tmp_path / "b.ttl": "new b"})
    assert contents(tmp_path) == {"a.ttl": "new a", "b.ttl": "new b"}
