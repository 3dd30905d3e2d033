"""Runs verbs up to where they begin to write, and from there on once for each fault.

Started as a process of its own by test_faults.py: reads what to run as JSON, tells what happened.
"""

import ctypes
import errno
import hashlib
import json
import os
import resource
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from saberesgraph import staging

MOVES = ("replace", "rename")  # what puts a staged file or folder in its place


def at_move(number: int, action: Callable[[], object]) -> None:
    """Do something just before a move, from 1; those within what is hidden do not count."""
    count = 0
    for name in MOVES:
        real = getattr(os, name)

        def moved(*given: Any, real: Any = real, **named: Any) -> None:
            nonlocal count
            count += not all(staged(each) for each in given)
            if count == number:
                action()
            real(*given, **named)

        setattr(os, name, moved)
    exchanged = staging._exchanged

    def swapped(one: Path, other: Path) -> bool:
        nonlocal count
        count += 1
        if count == number:
            action()
        return exchanged(one, other)

    staging._exchanged = swapped


def staged(path: object) -> bool:
    return ".saberesgraph-" in str(path)


def disk_full() -> None:
    """Writes of files fail as on a disk that is full: at once, or when it is made sure of them."""
    setattr(os, "fsync", full)  # noqa: B010
    setattr(Path, "write_bytes", full)  # noqa: B010


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def without_privileges() -> None:
    """Root may write anywhere; from here on, only where the permissions say so."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        assert ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()) == 0


def gone_reader(*numbers: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    for number in numbers:
        os.dup2(writer, number)


def ended_by(name: str) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), getattr(signal, name))


class Verb:
    """One verb, its target and its faults."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.arguments: list[str] = spec["arguments"]
        self.place = Path(spec["place"])  # all that the verb may change
        self.faults: list[str] = spec["faults"]
        os.chdir(spec["root"])
        self.together: bool = spec["together"]  # all or none of several files
        self.told: dict[str, Any] = {}
        self.left: dict[str, Path] = {}
        self.stopped = self.child = False
        self.sibling = 0
        self.kept = Path(tempfile.mkdtemp()) / "kept"
        shutil.copytree(self.place, self.kept)

    def run(self, out: Path) -> None:
        """Run it with every fault, then as it should be; tell all as JSON."""
        real_clear, real_make = staging.clear, tempfile.mkdtemp

        def clear(folder: Path) -> None:
            self.stop(folder)
            real_clear(folder)

        def make(*given: Any, **named: Any) -> str:
            if str(named.get("prefix", "")).startswith(".saberesgraph-writing"):
                self.stop(Path(named["dir"]).resolve())
            return str(real_make(*given, **named))

        staging.clear, tempfile.mkdtemp = clear, make  # type: ignore[assignment]
        code = self.finish()
        self.tell("none", code)
        staging.clear, tempfile.mkdtemp = real_clear, real_make
        for name, left in self.left.items():  # what begins with what was left is run as a whole
            self.restore(left)
            self.forked(name, lambda: None, whole=True)
        out.write_text(json.dumps(self.told), encoding="utf-8")

    def stop(self, folder: Path) -> None:
        """Live through each fault in a process of its own, before the first of its files."""
        if self.stopped or self.place not in {folder, *folder.parents}:
            return
        self.stopped = True
        faults: dict[str, Callable[[], object]] = {
            "disk full": disk_full,
            "file too large": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)),
            "read only": self.read_only,
            "broken pipe": lambda: gone_reader(1),
            "nobody listens": lambda: gone_reader(1, 2),
            "full streams": full_streams,
            "another writer": self.another,
        }
        for number in (1, 2):
            for name in ("SIGINT", "SIGTERM", "SIGKILL"):
                faults[f"{name} {number}"] = partial(at_move, number, ended_by(name))
        for name, fault in faults.items():
            if name not in self.faults:
                continue
            self.restore(self.kept)
            if self.forked(name, fault):
                return  # in a process of its own: and go on, as the verb would
            if not name.startswith("SIGKILL"):
                continue
            if self.together:
                left = self.kept.with_name(name)
                shutil.copytree(self.place, left)
                self.left[f"after {name}"] = left
            elif self.forked(f"after {name}", lambda: None):
                return
        self.restore(self.kept)

    def forked(self, name: str, fault: Callable[[], object], whole: bool = False) -> bool:
        """Return True in a process of its own with a fault; else, once that ended, tell of it."""
        ours = os.fork()
        if not ours:
            self.silence()
            fault()
            if whole:
                self.finish()
            return True
        self.tell(name, os.waitstatus_to_exitcode(os.waitpid(ours, 0)[1]))
        return False

    def silence(self) -> None:
        self.child = True
        for number, name in ((1, "out"), (2, "err")):
            handle = os.open(self.kept.parent / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(handle, number)

    def read_only(self) -> None:
        for folder in (self.place, *(p for p in self.place.rglob("*") if p.is_dir())):
            folder.chmod(0o555)
        without_privileges()

    def another(self) -> None:
        """Another process does all of the same at once, as far as they let each other."""
        self.sibling = os.fork()

    def restore(self, kept: Path) -> None:
        """Put the place back as a copy of it is."""
        self.open_up()
        shutil.rmtree(self.place)
        shutil.copytree(kept, self.place)

    def open_up(self) -> None:
        for folder in (self.place, *(p for p in self.place.rglob("*") if p.is_dir())):
            folder.chmod(0o755)

    def finish(self) -> int:
        """Run the verb, or what is left of it in a process of its own."""
        from saberesgraph.cli import main

        try:
            main(self.arguments)
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            traceback.print_exc()
            code = 99
        if self.child:
            if self.sibling:
                other = os.waitstatus_to_exitcode(os.waitpid(self.sibling, 0)[1])
                code = code or other
            os._exit(code)
        return code

    def tell(self, name: str, code: int) -> None:
        """Tell the code, the words and the files of what has just ended."""
        said = self.kept.with_name("err")
        err = said.read_text("utf-8", "replace") if said.exists() else ""
        self.told[name] = {
            "code": code,
            "err": err,
            "tree": tree(self.place),
            "before": tree(self.kept),
        }


def full_streams() -> None:
    handle = os.open("/dev/full", os.O_WRONLY)
    os.dup2(handle, 1)
    os.dup2(handle, 2)


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        if file.is_file()
        else "folder"
        for file in sorted(folder.rglob("*"))
    }


def offline(*_: object, **__: object) -> None:
    raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))


def preload() -> None:
    """Import once what every verb needs, and let no verb reach a network."""
    for name in (
        "openpyxl",
        "saberesgraph.exchange.evaluation",
        "saberesgraph.exporting.package",
        "saberesgraph.fiches.importing.planning",
        "saberesgraph.validation",
    ):
        import_module(name)
    from saberesgraph import site

    site.pages = lambda content: islice(site.home.pages(content), 1)  # one stands for all
    site.shared = lambda content: iter(())
    setattr(socket.socket, "connect", offline)  # noqa: B010


if __name__ == "__main__":
    preload()
    specs = json.load(sys.stdin)
    for spec in specs.values():
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_RDWR), 1)
            os.dup2(os.open(spec["noise"], os.O_WRONLY | os.O_CREAT), 2)
            Verb(spec).run(Path(spec["told"]))
            os._exit(0)
        os.waitpid(child, 0)
