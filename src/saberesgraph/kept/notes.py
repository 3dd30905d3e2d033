"""What is noted beside a kept store: the files it was made of, and what each of them speaks of."""

import json
import os
import shutil
import sqlite3
import time
import zlib
from array import array
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple, Self

from saberesgraph.reading import ParsedFile, without_mark

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, seen_ns INTEGER NOT NULL,
  digest TEXT NOT NULL, said BLOB NOT NULL
);
CREATE TABLE subjects (
  subject INTEGER NOT NULL, how INTEGER NOT NULL, file INTEGER NOT NULL,
  PRIMARY KEY (subject, how, file)
) WITHOUT ROWID;
CREATE TABLE kinds (place TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (place, kind));
"""
# the coarsest clock of a file system that people use (FAT): a file that was written later than
# this before it was read may have been written again without a sign
_COARSE_NS = 2 * 10**9


class How(IntEnum):
    """How a file speaks of a subject."""

    SAID = 0  # it makes statements about it, of any kind
    DESCRIBED = 1  # it gives it a type


class Noted(NamedTuple):
    """One file as it was when it was read.

    Attributes:
        name: its path in the project.
        size, mtime_ns, ctime_ns: of the file, in bytes and nanoseconds.
        seen_ns: when it was last read, in nanoseconds.
        digest: SHA-256 of its bytes after a byte order mark, in hexadecimal.
    """

    name: str
    size: int
    mtime_ns: int
    ctime_ns: int
    seen_ns: int
    digest: str

    @classmethod
    def of(cls, name: str, path: Path) -> "Noted":
        """Read a file; raises OSError where that fails."""
        seen = time.time_ns()
        status = path.stat()
        digest = sha256(without_mark(path.read_bytes())).hexdigest()
        return cls(name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, seen, digest)

    def fits(self, status: os.stat_result) -> bool:
        """Whether a file is surely as it was, by its size and times alone."""
        there = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        last = max(self.mtime_ns, self.ctime_ns)
        return there == (self.size, self.mtime_ns, self.ctime_ns) and (
            last + _COARSE_NS < self.seen_ns
        )


def connected(file: Path) -> sqlite3.Connection:
    """Return a connection to notes, whose writers wait for one another.

    Raises:
        sqlite3.Error: they are not there or are damaged.
    """
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", timeout=60, uri=True)


def copied(file: Path, to: Path) -> None:
    """Copy notes to a new file at once: SQLite's own way, page by page, takes far longer.

    Raises:
        OSError, sqlite3.Error: they are not there or are damaged.
    """
    with closing(connected(file)) as notes:
        notes.execute("BEGIN")
        # until the end of a transaction nobody writes what it has read of
        (pages,) = notes.execute("PRAGMA page_count").fetchone()
        (size,) = notes.execute("PRAGMA page_size").fetchone()
        shutil.copyfile(file, to)
    if to.stat().st_size != pages * size:
        raise sqlite3.DatabaseError(f"{file.name} is damaged")


def written(file: Path) -> None:
    """Have what was written to a file on the disk."""
    with file.open("rb+") as whole:
        os.fsync(whole.fileno())


def begun(file: Path, version: str) -> sqlite3.Connection:
    """Return a connection to new notes."""
    notes = sqlite3.connect(file)
    notes.executescript(_SCHEMA)
    notes.execute("INSERT INTO meta VALUES ('version', ?)", [version])
    return notes


@dataclass(frozen=True)
class Speech:
    """What a file speaks of.

    Attributes:
        packed: the subjects of its statements; `unpacked` gives them.
        said: their keys.
        described: the keys of those to which it gives a type.
    """

    packed: bytes
    said: "array[int]" = field(default_factory=lambda: array("q"))
    described: "array[int]" = field(default_factory=lambda: array("q"))

    @classmethod
    def of(cls, file: ParsedFile | None) -> Self:
        """Return what a file speaks of; one that is not of the graph speaks of nothing."""
        subjects = (
            {getattr(s, "value", "") for s in {t.subject for t in file.triples}} if file else ()
        )
        return cls(
            zlib.compress(json.dumps(sorted(subjects)).encode(), 1),
            array("q", map(key, subjects)),
            array("q", map(key, file.described if file else ())),
        )


def note(notes: sqlite3.Connection, noted: Noted, speech: Speech, file: int | None = None) -> int:
    """Note a file, by default under the next number, and the subjects that it speaks of."""
    row = (noted.name, noted.size, noted.mtime_ns, noted.ctime_ns, noted.seen_ns, noted.digest)
    done = notes.execute(
        "INSERT INTO files (id, name, size, mtime_ns, ctime_ns, seen_ns, digest, said)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (file, *row, speech.packed),
    )
    number = done.lastrowid or 0
    keys = ((How.SAID, speech.said), (How.DESCRIBED, speech.described))
    notes.executemany(
        "INSERT INTO subjects VALUES (?, ?, ?)",
        ((each, int(how), number) for how, found in keys for each in found),
    )
    return number


def forget(notes: sqlite3.Connection, name: str) -> None:
    """Forget a file."""
    found = notes.execute("SELECT id, said FROM files WHERE name = ?", [name]).fetchone()
    if found:
        file, said = found
        notes.executemany(
            "DELETE FROM subjects WHERE subject = ? AND file = ? AND how IN (0, 1)",
            [(key(subject), file) for subject in unpacked(said)],
        )
        notes.execute("DELETE FROM files WHERE id = ?", [file])


def note_kinds(notes: sqlite3.Connection, place: str, kinds: Iterable[str]) -> None:
    """Note which kinds of statement there are in a place: `own`, `shared` or `into`."""
    rows = [(place, kind) for kind in kinds]
    notes.executemany("INSERT OR IGNORE INTO kinds VALUES (?, ?)", rows)


def kinds(notes: sqlite3.Connection, place: str) -> frozenset[str]:
    """Return which kinds of statement there are, or once were, in a place."""
    rows = notes.execute("SELECT kind FROM kinds WHERE place = ?", [place])
    return frozenset(kind for (kind,) in rows)


def speaking_of(notes: sqlite3.Connection, subject: str) -> list[str]:
    """Return the names of the files that make statements about a subject."""
    return speaking_of_key(notes, key(subject))


def speaking_of_key(notes: sqlite3.Connection, subject: int) -> list[str]:
    """Return the same of a subject's key."""
    rows = notes.execute(
        "SELECT name FROM files JOIN subjects ON file = id WHERE subject = ? AND how = ?",
        [subject, How.SAID],
    )
    return [name for (name,) in rows]


def files(notes: sqlite3.Connection) -> dict[str, Noted]:
    """Return every file by its name."""
    rows = notes.execute("SELECT name, size, mtime_ns, ctime_ns, seen_ns, digest FROM files")
    return {noted.name: noted for noted in map(Noted._make, rows)}


def refresh(file: Path, seen: Iterable[Noted]) -> None:
    """Note the new times of files that were found to be as they were, if that can be written."""
    try:
        with closing(connected(file)) as notes, notes:
            notes.executemany(
                "UPDATE files SET mtime_ns = ?, ctime_ns = ?, seen_ns = ? "
                "WHERE name = ? AND digest = ?",
                [(each.mtime_ns, each.ctime_ns, each.seen_ns, each.name, each.digest)
                 for each in seen],
            )  # fmt: skip
    except sqlite3.OperationalError:
        pass  # a folder that may only be read: the files are read again next time


def key(subject: str) -> int:
    """Return the number under which a subject is looked up: 64 bits of its digest."""
    return int.from_bytes(blake2b(subject.encode(), digest_size=8).digest(), "big", signed=True)


def unpacked(subjects: bytes) -> list[str]:
    """Return the subjects that a file's note lists.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    try:
        found: list[str] = json.loads(zlib.decompress(subjects))
    except (zlib.error, ValueError) as error:
        raise sqlite3.DatabaseError("a note is damaged") from error
    return found
