"""From files to the graph: what the project's files state, and what the rules derive from it."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from saberesgraph import __version__, queries, reference
from saberesgraph.errors import InputError
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, ONTOLOGY, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.reading import Reading, parse, read
from saberesgraph.rules import derive
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.writing import claimed_folder, new_folder

_DERIVED_LINKS = {ONTOLOGY + f"derived{kind}" for kind in ("Target", "Goal", "PlanGoal")}


@dataclass(frozen=True)
class Graph:
    """The reading, the derived statements, and the store that holds both apart."""

    reading: Reading
    derived: tuple[ox.Triple, ...]
    store: EmbeddedStore

    @property
    def contents(self) -> dict[str, frozenset[ox.Triple]]:
        """All statements by the IRI of their graph, spelled as the sources spell them."""
        every = "CONSTRUCT WHERE { ?s ?p ?o }"
        return {
            name: frozenset(self.store.over(Dataset((name,))).construct(every))
            for name in (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
        }

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

    Each state of the files has a folder of its own inside, so several processes may do this at
    once: who reads goes on reading, and who builds what another has built drops it.

    Raises:
        InputError: as `load` does, or the folder's store cannot be read.
        OutputError: the folder holds what is not ours, or cannot be written.
    """
    place = claimed_folder(folder) / state(project)
    for last in (False, True):
        if not place.is_dir():
            with new_folder(place) as fresh:
                load(project).store.save(fresh)
        try:
            store = EmbeddedStore.opened(place)
        except (OSError, RuntimeError, SyntaxError) as error:
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
            return store
    raise AssertionError("unreachable")


def state(project: Project) -> str:
    """Return a name for the state of a project's files, and of this version of ours."""
    digest = hashlib.sha256(__version__.encode())
    for file in (*project.graph_files, *project.rule_files, *project.query_files):
        digest.update(f"\n{project.name(file)}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]
