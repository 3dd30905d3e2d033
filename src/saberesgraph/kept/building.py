"""Makes a kept state from all the files of a project."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from saberesgraph import __version__
from saberesgraph.graph import Graph, load
from saberesgraph.kept import notes
from saberesgraph.kept.notes import Noted
from saberesgraph.kept.parts import is_fiche, kind
from saberesgraph.project import Project
from saberesgraph.reading import changed_meanwhile, subject_of
from saberesgraph.writing import new_folder


def build(project: Project, current: Mapping[str, Noted], place: Path) -> None:
    """Make a state in a new folder, `place`, of files as they were found.

    Raises:
        InputError: one is not valid.
        OutputError: the folder cannot be written.
    """
    with new_folder(place) as fresh:
        graph = load(project)
        graph.store.save(fresh)
        with closing(notes.begun(fresh / "notes", __version__)) as connection, connection:
            read = {file.name: file for file in graph.reading.files}
            for name, noted in current.items():
                if name in read and read[name].digest != noted.digest:
                    raise changed_meanwhile(read[name].path)
                triples = read[name].triples if name in read else ()
                described = read[name].described if name in read else ()
                notes.note(connection, noted, {subject_of(t) for t in triples}, described)
                where = "own" if is_fiche(name) else "shared"
                notes.note_kinds(connection, where, {kind(t) for t in triples})
            _note_ways(connection, graph)


def _note_ways(connection: sqlite3.Connection, graph: Graph) -> None:
    """Note by what the shared files lead into those of fiches, and whether the two are mixed."""

    def of_a_fiche(term: object) -> bool:
        return any(map(is_fiche, notes.speaking_of(connection, getattr(term, "value", ""))))

    for file in graph.reading.files:
        if not is_fiche(file.name):
            triples = file.triples
            into = {kind(t) for t in triples
                    if not isinstance(t.object, ox.Literal) and of_a_fiche(t.object)}  # fmt: skip
            notes.note_kinds(connection, "into", into)
            if any(of_a_fiche(subject) for subject in {t.subject for t in triples}):
                connection.execute("INSERT OR IGNORE INTO meta VALUES ('mixed', 'yes')")
