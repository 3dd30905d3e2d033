"""From files to the graph: what the project's files state, and what the rules derive from it."""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from saberesgraph import __version__, queries, reference
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, ONTOLOGY, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.reading import ParsedFile, Reading, content_of, parse_content
from saberesgraph.rules import infer
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.store.spellings import Spellings

_DERIVED_LINKS = tuple(ONTOLOGY + f"derived{kind}" for kind in ("Target", "Goal", "PlanGoal"))
# files that the engine loads at once
_TOGETHER = 100
_EVERY = "CONSTRUCT WHERE { ?s ?p ?o }"


@dataclass(frozen=True)
class Graph:
    """The reading, and the store that holds apart what it states and what is derived from it."""

    reading: Reading
    store: EmbeddedStore

    @property
    def contents(self) -> dict[str, frozenset[ox.Triple]]:
        """All statements by the IRI of their graph, spelled as the sources spell them."""
        return {
            name: frozenset(self.store.over(Dataset((name,))).construct(_EVERY))
            for name in (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
        }

    @cached_property
    def derived(self) -> tuple[ox.Triple, ...]:
        """What the rules derive, in a fixed order."""
        return tuple(sorted(self.store.over(Dataset((DERIVED_GRAPH,))).construct(_EVERY), key=str))

    @property
    def derived_links(self) -> int:
        """How many links the rules derive, without the evidence beside them."""
        graph = ox.NamedNode(DERIVED_GRAPH)
        found = (
            self.store.engine.quads_for_pattern(None, ox.NamedNode(link), None, graph)
            for link in _DERIVED_LINKS
        )
        return sum(1 for quads in found for _ in quads)


def load(project: Project, instead: Sequence[Path] = ()) -> Graph:
    """Return the graph of a project, in memory.

    `instead` are files that stand in for those of the project that describe the same subjects, so
    that one fiche can be checked outside of data/ against all the rest.

    Raises:
        InputError: a file is missing or is not valid RDF, or a rule or a query is not valid.
    """
    given = [_source(file, str(file)) for file in instead]
    passing = {file.path for file, _ in given}  # these may be gone when they are asked for again
    store = EmbeddedStore(())
    typed: list[ox.Triple] = []
    files: list[ParsedFile] = []
    with _uncollected():
        for file in _loaded(store, _sources(project, given)):
            typed += file.typed
            # the triples of a whole catalogue take more memory than the store
            files.append(file if file.path in passing else file.released())
    store.spellings = Spellings(typed)
    infer(store, project.rule_files)
    store.add(QUERIES_GRAPH, reference.triples(queries.catalogue(project).values()))
    return Graph(Reading(tuple(files)), store)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: millions of terms are made and none is any, and it takes a sixth."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _loaded(
    store: EmbeddedStore, sources: Iterable[tuple[ParsedFile, bytes]]
) -> Iterator[ParsedFile]:
    """Load files that were parsed, some together, and yield them; here the next are parsed."""
    contents: list[bytes] = []
    with ThreadPoolExecutor(1) as thread:  # the engine works beside Python
        loading: Future[None] = thread.submit(lambda: None)
        for file, content in sources:
            if file.blanks:  # loading would name them otherwise
                loading.result()
                store.add(ASSERTED_GRAPH, file.triples)
            else:
                contents.append(content)
            if len(contents) == _TOGETHER:
                loading.result()
                loading = thread.submit(_load, store, contents)
                contents = []
            yield file
        loading.result()
        _load(store, contents)


def _load(store: EmbeddedStore, contents: Iterable[bytes]) -> None:
    # each file declares its prefixes before it uses them, and Turtle has all of N-Triples:
    # joined they mean what they meant
    store.load(ASSERTED_GRAPH, b"\n".join(contents), ox.RdfFormat.TURTLE)


def _sources(
    project: Project, given: Sequence[tuple[ParsedFile, bytes]]
) -> Iterator[tuple[ParsedFile, bytes]]:
    """Yield the files of a graph with their bytes, those of the project first."""
    described = frozenset[str]().union(*(file.described for file, _ in given))
    resolved = {file.path.resolve() for file, _ in given}
    replaceable = set(project.data_files) if given else set()
    for path in project.graph_files:
        if resolved and path.resolve() in resolved:
            continue
        file, content = _source(path, project.name(path))
        if not (path in replaceable and described & file.described):
            yield file, content
    yield from given


def _source(path: Path, name: str) -> tuple[ParsedFile, bytes]:
    content = content_of(path)
    return parse_content(path, content, name), content


def state(project: Project) -> str:
    """Return a name for the state of a project's files, and of this version of ours."""
    files = (*project.graph_files, *project.rule_files, *project.query_files)
    return state_of(
        __version__,
        {project.name(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
    )


def state_of(version: str, digests: Mapping[str, str]) -> str:
    """Return the name of a state: of files by name with the SHA-256 of their bytes."""
    told = "".join(f"\n{name}\n{digest}" for name, digest in sorted(digests.items()))
    return hashlib.sha256((version + told).encode()).hexdigest()[:32]
