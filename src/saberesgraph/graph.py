"""From files to the graph: what the project's files state, and what the rules derive from it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from saberesgraph import __version__, queries, reference
from saberesgraph.errors import InputError
from saberesgraph.namespaces import DERIVED_GRAPH, ONTOLOGY, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.reading import Reading, parse, read
from saberesgraph.rules import derive
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.writing import replaced_folder

_DERIVED_LINKS = {ONTOLOGY + "derivedTarget", ONTOLOGY + "derivedGoal"}


_STATE = "state"


@dataclass(frozen=True)
class Graph:
    """The reading, the derived statements, and the store that holds both apart."""

    reading: Reading
    derived: tuple[ox.Triple, ...]
    store: EmbeddedStore

    @property
    def derived_links(self) -> int:
        """How many links the rules derive, without the evidence beside them."""
        return len({t for t in self.derived if t.predicate.value in _DERIVED_LINKS})


def load(project: Project, instead: Sequence[Path] = ()) -> Graph:
    """Return the graph of a project.

    `instead` are files that stand in for those of the project that describe the same subjects, so
    that one fiche can be checked outside of data/ against all the rest.

    Raises:
        InputError: a file is missing or is not valid RDF, or a rule or a query is not valid.
    """
    given = [parse(file) for file in instead]
    described = set().union(*(file.described for file in given))
    resolved = {file.path.resolve() for file in given}
    replaceable = set(project.data_files)
    kept = [
        file
        for file in read(project.graph_files).files
        if file.path.resolve() not in resolved
        and not (file.path in replaceable and described & file.described)
    ]
    reading = Reading((*kept, *given))
    store = EmbeddedStore(reading.triples)
    derived = derive(store, project.rule_files)
    store.add(DERIVED_GRAPH, derived)
    store.add(QUERIES_GRAPH, reference.triples(queries.catalogue(project).values()))
    return Graph(reading, derived, store)


def kept(project: Project, folder: Path) -> EmbeddedStore:
    """Return the store of a project that a folder keeps on disk, made anew if a file has changed.

    Raises:
        InputError: as `load` does, or the folder's store cannot be read.
        OutputError: the folder holds what is not ours, or cannot be written.
    """
    state = _state(project)
    noted = folder / _STATE
    if not noted.is_file() or noted.read_text(encoding="utf-8") != state:
        with replaced_folder(folder) as fresh:
            load(project).store.save(fresh)
            (fresh / _STATE).write_text(state, encoding="utf-8")
    try:
        return EmbeddedStore.opened(folder)
    except OSError as error:
        raise InputError(
            f"no se puede abrir ({error})",
            f"it cannot be opened ({error})",
            where=str(folder),
            hint=("Bórrala y vuelve a intentar", "Delete it and try again"),
        ) from error


def _state(project: Project) -> str:
    digest = hashlib.sha256(__version__.encode())
    for file in (*project.graph_files, *project.rule_files, *project.query_files):
        digest.update(f"\n{project.name(file)}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
