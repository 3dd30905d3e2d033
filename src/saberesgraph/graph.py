"""From files to the graph: what the project's files state, and what the rules derive from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.namespaces import ONTOLOGY
from saberesgraph.project import Project
from saberesgraph.reading import Reading, parse, read
from saberesgraph.rules import derive
from saberesgraph.store import Store

_DERIVED_LINKS = {ONTOLOGY + "derivedTarget", ONTOLOGY + "derivedGoal"}


@dataclass(frozen=True)
class Graph:
    """The reading, the derived statements, and the store that holds both apart."""

    reading: Reading
    derived: tuple[ox.Triple, ...]
    store: Store

    @property
    def derived_links(self) -> int:
        """How many links the rules derive, without the evidence beside them."""
        return len({t for t in self.derived if t.predicate.value in _DERIVED_LINKS})


def load(project: Project, instead: Sequence[Path] = ()) -> Graph:
    """Return the graph of a project.

    `instead` are files that stand in for those of the project that describe the same subjects, so
    that one fiche can be checked outside of data/ against all the rest.

    Raises:
        InputError: a file is missing or is not valid RDF, or a rule is not valid.
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
    store = Store(reading.triples)
    derived = derive(store, project.rule_files)
    store.add_derived(derived)
    return Graph(reading, derived, store)
