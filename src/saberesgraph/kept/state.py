"""Opens the kept state of a project, after making it anew where a file has changed."""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from saberesgraph import __version__
from saberesgraph.errors import InputError
from saberesgraph.graph import state_of
from saberesgraph.kept import notes
from saberesgraph.kept.building import build
from saberesgraph.kept.notes import How, Noted
from saberesgraph.kept.updating import Local, nothing_local, update
from saberesgraph.project import Project
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.writing import claimed_folder

NOTES = "notes"


@dataclass(frozen=True)
class Kept:
    """One state of a project's files, kept on disk.

    Attributes:
        place: its folder. What others put there beside our files goes with the state.
        store: what the files state, what is derived, and the named queries; read only.
        digests: SHA-256, in hexadecimal, of each file of the graph, rule and named query, by its
            name (`data/practices/BP1_AH.ttl`).
    """

    place: Path
    store: EmbeddedStore
    digests: Mapping[str, str]

    @property
    def state(self) -> str:
        """The name of the state; the same files have the same in every folder."""
        return self.place.name

    @property
    def notes(self) -> Path:
        """The SQLite file of notes. Tables that others add to it are carried to the next state.

        So their rows must say for which digests they hold.
        """
        return self.place / NOTES

    def connect(self) -> sqlite3.Connection:
        """Return a connection to the notes, to read and to write; the caller closes it.

        Raises:
            sqlite3.Error: they are damaged, or gone since a newer state was made.
        """
        return notes.connected(self.notes)

    def changed_since(self, digests: Mapping[str, str]) -> frozenset[str]:
        """Return the names of the files that are new, gone or other than these were."""
        return frozenset(name for name, _ in self.digests.items() ^ digests.items())

    def homes(self, subject: str) -> tuple[str, ...]:
        """Return the names of the files that give a subject a type, sorted."""
        with closing(self.connect()) as connection:
            rows = connection.execute(
                "SELECT name FROM files JOIN subjects ON file = id "
                "WHERE subject = ? AND how = ? ORDER BY name",
                [notes.key(subject), How.DESCRIBED],
            )
            return tuple(name for (name,) in rows)

    def subjects(self, name: str) -> tuple[str, ...]:
        """Return the subjects of the statements of a file; of blank nodes their names."""
        with closing(self.connect()) as connection:
            rows = connection.execute("SELECT said FROM files WHERE name = ?", [name])
            return tuple(subject for (said,) in rows for subject in notes.unpacked(said))


def kept(project: Project, folder: Path, local: Local = nothing_local) -> Kept:
    """Return the state of a project that a folder keeps, after bringing it up to date.

    Several processes may do this at once. `local` tells of which rules only what is derived from a
    changed fiche's part is derived again; the statements are the same whatever it says.

    Raises:
        InputError: a file is not valid, or the folder's store cannot be read.
        OutputError: the folder holds what is not ours, or cannot be written.
    """
    claimed_folder(folder)
    for last in (False, True):
        last_state, current = _current(project, folder)
        place = folder / state_of(__version__, {n: each.digest for n, each in current.items()})
        if not place.is_dir():
            _make(project, last_state, current, place, local)
        try:
            found = _opened(place, current)
        except (OSError, RuntimeError, SyntaxError, sqlite3.Error) as error:
            shutil.rmtree(place, ignore_errors=True)  # damaged: it can be made again
            if last:
                raise InputError(
                    f"no se puede abrir ({error})",
                    f"it cannot be opened ({error})",
                    where=str(folder),
                    hint=("Bórrala y vuelve a intentar", "Delete it and try again"),
                ) from error
        else:
            for other in folder.iterdir():
                if other.is_dir() and other != place and not other.name.startswith("."):
                    shutil.rmtree(other, ignore_errors=True)
            return found
    raise AssertionError("unreachable")


def _opened(place: Path, current: Mapping[str, Noted]) -> Kept:
    store = EmbeddedStore.opened(place)
    with closing(notes.connected(place / NOTES)) as connection:
        connection.execute("SELECT name FROM files LIMIT 1").fetchone()
    return Kept(place, store, {name: each.digest for name, each in current.items()})


def _make(
    project: Project, last: "_Last | None", current: Mapping[str, Noted], place: Path, local: Local
) -> None:
    try:
        if last and update(project, last.place, last.files, current, place, local):
            return
    except (OSError, RuntimeError, SyntaxError, sqlite3.Error):
        pass  # what was there is damaged or was taken away: all is made anew
    build(project, current, place, local)


class _Last(NamedTuple):
    """The last state: its folder, and the files as they were."""

    place: Path
    files: Mapping[str, Noted]


def _current(project: Project, folder: Path) -> tuple[_Last | None, dict[str, Noted]]:
    """Return the last state, and the files as they are, read only where its notes do not tell."""
    last: _Last | None = None
    for place in sorted(folder.iterdir()):
        if place.is_dir() and not place.name.startswith("."):
            try:
                with closing(notes.connected(place / NOTES)) as connection:
                    last = _Last(place, notes.files(connection))
            except sqlite3.Error:
                continue
    known = last.files if last else {}
    found: dict[str, Noted] = {}
    seen: list[Noted] = []
    root = str(project.root)
    others = map(project.name, (*project.rule_files, *project.query_files))
    for name in (*project.graph_names, *others):
        before = known.get(name)
        # of thousands of files no path is made
        if before is None or not before.fits(os.stat(f"{root}/{name}")):  # noqa: PTH116
            before = Noted.of(name, project.root / name)
            seen.append(before)
        found[name] = before
    if last and seen:
        notes.refresh(last.place / NOTES, seen)
    return last, found
