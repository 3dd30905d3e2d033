"""Makes a kept state from all the files of a project."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from saberesgraph import __version__
from saberesgraph.graph import load
from saberesgraph.kept import notes
from saberesgraph.kept.notes import Noted
from saberesgraph.project import Project
from saberesgraph.reading import subject_of
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
                if file := read.get(name):
                    said = {subject_of(triple) for triple in file.triples}
                    notes.note(connection, noted, said, file.described, blanks=file.blanks)
                else:
                    notes.note(connection, noted)
