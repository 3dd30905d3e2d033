"""What is staged is put in its place whole, and what the dead left is told from what is alive."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from saberesgraph import staging
from saberesgraph.errors import OutputError
from saberesgraph.staging import NEW, SIGN, TakenError, alone, clear, place, staged_folder
from saberesgraph.writing import finish_writing, replaced_folder, write_bytes, write_together

KILLED = """
import os, signal, sys
from pathlib import Path
from saberesgraph import staging, writing
renames = 0
def killed(source, target, rename=os.rename):
    global renames
    renames += 1
    if renames == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    rename(source, target)
os.rename = killed
staging._exchanged = lambda one, other: False
with writing.replaced_folder(Path(sys.argv[1])) as fresh:
    (fresh / "a.txt").write_text("new")
"""


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder of ours."""
    with replaced_folder(tmp_path / "site") as fresh:
        (fresh / "a.txt").write_text("old", encoding="utf-8")
    return tmp_path / "site"


def test_a_folder_that_a_kill_left_aside_is_put_back_by_the_next_writer(target: Path) -> None:
    """Only where the system cannot exchange two folders in one step is there such a moment."""
    ended = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not target.exists()
    clear(target.parent)
    assert (target / "a.txt").read_text(encoding="utf-8") == "old"
    assert names(target.parent) == ["site"]


@pytest.mark.parametrize("at_once", [True, False])
def test_of_two_writers_of_a_folder_the_last_one_stays(
    at_once: bool, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not at_once:
        monkeypatch.setattr(staging, "_exchanged", lambda one, other: False)
    with replaced_folder(target) as first:
        (first / "a.txt").write_text("first", encoding="utf-8")
        with replaced_folder(target) as second:
            (second / "a.txt").write_text("second", encoding="utf-8")
        assert (target / "a.txt").read_text(encoding="utf-8") == "second"
    assert (target / "a.txt").read_text(encoding="utf-8") == "first"
    assert names(target.parent) == ["site"]


def test_a_writer_that_comes_between_the_two_steps_is_replaced(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename
    done: list[bool] = []

    def interrupted(source: Path, to: Path) -> None:
        if Path(to) == target and not done:
            done.append(True)
            target.mkdir()
            (target / "a.txt").write_text("another's", encoding="utf-8")
        rename(source, to)

    monkeypatch.setattr(os, "rename", interrupted)
    monkeypatch.setattr(staging, "_exchanged", lambda one, other: False)
    with replaced_folder(target) as fresh:
        (fresh / "a.txt").write_text("mine", encoding="utf-8")
    assert (target / "a.txt").read_text(encoding="utf-8") == "mine"
    assert names(target.parent) == ["site"]


def test_what_a_living_writer_stages_stays(tmp_path: Path) -> None:
    with staged_folder(tmp_path) as stage:
        (stage / NEW).mkdir()
        clear(tmp_path)
        assert (stage / NEW).is_dir()
    assert names(tmp_path) == []


def test_what_nobody_holds_goes_and_the_rest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{SIGN}a").write_text("half", encoding="utf-8")
    (tmp_path / f"{SIGN}b" / NEW).mkdir(parents=True)
    (tmp_path / f"{SIGN}c").symlink_to(tmp_path / "mine.txt")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    clear(tmp_path)
    assert names(tmp_path) == [f"{SIGN}c", "mine.txt"]
    (tmp_path / f"{SIGN}d").write_text("a stranger's", encoding="utf-8")
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    clear(tmp_path)
    assert names(tmp_path) == [f"{SIGN}c", f"{SIGN}d", "mine.txt"]


def test_who_clears_at_the_same_moment_takes_nothing_from_a_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = staging._held
    cleared: list[str] = []

    def late(handle: int, name: str) -> bool:
        if not cleared:
            cleared.append(name)
            clear(tmp_path)
        return held(handle, name)

    monkeypatch.setattr(staging, "_held", late)
    place(tmp_path / "a.txt", b"new")
    assert not Path(cleared.pop()).exists()
    with staged_folder(tmp_path) as stage:
        assert stage.is_dir()
        assert stage != Path(cleared[0])
    assert names(tmp_path) == ["a.txt"]


def test_a_link_stays_one_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "deep" / "link.txt"
    link.parent.mkdir()
    write_bytes(file, b"old")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    file.chmod(0o600)
    link.symlink_to(file)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o600)


def test_a_pipe_or_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write_bytes, args=(pipe, b"through"))
    writer.start()
    assert pipe.read_bytes() == b"through"
    writer.join()
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(OutputError, match="Make room and run it again"):
        write_bytes(Path("/dev/full"), b"x")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_one_changes_a_folder_at_a_time(tmp_path: Path) -> None:
    with alone([tmp_path]) as had:
        assert had
        with pytest.raises(TakenError), alone([tmp_path], seconds=0):
            pass
    with alone([tmp_path], seconds=0) as had:
        assert had


def test_who_waits_too_long_for_another_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_WAIT_SECONDS", 0)
    with alone([tmp_path]), pytest.raises(OutputError, match="another process is writing there"):
        write_together(tmp_path, {tmp_path / "a.ttl": "new"})
    assert names(tmp_path) == []


def test_without_locks_nothing_that_may_be_alive_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "fcntl", None)
    (tmp_path / f"{SIGN}a").write_text("half", encoding="utf-8")
    (tmp_path / ".saberesgraph-writing-a").mkdir()
    with staged_folder(tmp_path) as stage:
        (stage / NEW).mkdir()
    assert finish_writing([tmp_path]) == 0
    place(tmp_path / "a.txt", b"new")
    write_together(tmp_path, {tmp_path / "b.ttl": "new"})
    assert names(tmp_path) == [f"{SIGN}a", ".saberesgraph-writing-a", "a.txt", "b.ttl"]
    monkeypatch.undo()
    finish_writing([tmp_path])
    clear(tmp_path)
    assert names(tmp_path) == ["a.txt", "b.ttl"]


def test_files_that_changed_meanwhile_are_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("theirs", encoding="utf-8")
    with pytest.raises(OutputError, match="it changed while"):
        write_together(tmp_path, {file: "mine"}, {file: b"old"})
    assert file.read_text(encoding="utf-8") == "theirs"
    write_together(tmp_path, {file: "theirs"}, {file: b"old"})  # as it should be already
    write_together(tmp_path, {file: "mine"}, {file: b"theirs"})
    assert file.read_text(encoding="utf-8") == "mine"
