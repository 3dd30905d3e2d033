"""Makes a kept state from all the files of a project, some hundreds of them at a time.

The files of fiches go through other processes in batches; here what these wrote is loaded. What is
derived is derived batch by batch if the rules are local and no two batches speak of each other.
"""

import io
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from saberesgraph import __version__, queries, reference
from saberesgraph.kept import batches, notes
from saberesgraph.kept.batches import Surveyed
from saberesgraph.kept.notes import Noted, Speech
from saberesgraph.kept.parts import is_fiche, kind, kinds
from saberesgraph.kept.updating import Local
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.processes import in_order, pool
from saberesgraph.project import Project
from saberesgraph.rules import infer
from saberesgraph.store import spelled
from saberesgraph.store.embedded import INDEX, SPELLINGS, EmbeddedStore
from saberesgraph.writing import new_folder

# files of fiches that are read at once; batches that are loaded at once; processes that read
SIZE = 300
_TOGETHER = 3
_JOBS = 2
_CACHE = "PRAGMA cache_size = -200000"  # KiB, while a file of SQLite is filled in no order


def build(project: Project, current: Mapping[str, Noted], place: Path, local: Local) -> None:
    """Make a state in a new folder, `place`, of files as they were found.

    Raises:
        InputError: one is not valid.
        OutputError: the folder cannot be written.
    """
    with new_folder(place) as fresh:
        _Building(project, current, fresh, local).made()


def _packed(groups: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return batches of some size that hold groups whole."""
    found: list[list[str]] = [[]]
    for group in groups:
        if len(found[-1]) >= SIZE:
            found.append([])
        found[-1] += group
    return tuple(map(tuple, found))


class _Building:
    def __init__(
        self, project: Project, current: Mapping[str, Noted], fresh: Path, local: Local
    ) -> None:
        self.project, self.current, self.fresh, self._local = project, current, fresh, local
        self.paths = {project.name(path): path for path in project.graph_files}
        self.shared = [
            batches.read(path, current[name])
            for name, path in self.paths.items()
            if not is_fiche(name)
        ]
        self.triples = [triple for file in self.shared for triple in file.triples]
        self.ids = {name: number for number, name in enumerate(current, 1)}

    def local(self, own: Iterable[str], into: Iterable[str]) -> bool:
        """Whether all rules are local, with kinds of statement of fiches and into them."""
        shared = frozenset(kinds(self.triples))
        return all(
            self._local(
                rule.read_text("utf-8"), own=frozenset(own), shared=shared, into=frozenset(into)
            )
            for rule in self.project.rule_files
        )

    def made(self) -> None:
        """Make all of it."""
        lines = b"".join(b"%s .\n" % str(triple).encode() for triple in self.triples)
        files = {name: (path, self.current[name]) for name, path in sorted(self.paths.items())}
        batch = _packed([name] for name in files if is_fiche(name))
        with ExitStack() as stack:
            noted = stack.enter_context(closing(notes.begun(self.fresh / "notes", __version__)))
            spellings = stack.enter_context(closing(spelled.spellings_file(self.fresh / SPELLINGS)))
            for file in (noted, spellings):  # nobody sees them before they are whole
                file.commit()
                file.execute("PRAGMA synchronous = OFF")
                file.execute(_CACHE)
            # processes are made when the first is asked: before there are threads and a store
            jobs = min(_JOBS, os.cpu_count() or 1) if len(batch) > 1 else 1
            readers = _Readers(stack, jobs, (self.project, self.fresh, lines))
            surveys = readers.each(
                batches.Reader.survey, (([files[n] for n in names],) for names in batch)
            )
            heard = self._heard(zip(batch, surveys, strict=True), noted, spellings)
            spelled.remember(spellings, (t for file in self.shared for t in file.typed))
            into = self._note_rest(noted, heard.own)
            derives = not heard.mixed and self.local(heard.own, into)
            if derives:
                batch = _closed(batch, _related(noted, heard.abroad))
            noted.commit()
            spellings.commit()
            loading = stack.enter_context(closing(_Loading(self.fresh)))
            tasks = (
                (number, [(*files[name], name in heard.blanks) for name in names], derives)
                for number, names in enumerate(batch)
            )
            for number, _ in enumerate(readers.each(batches.Reader.write, tasks)):
                loading.add(number)
            index = loading.finished()
        store = EmbeddedStore(())
        store.engine = index
        store.add(ASSERTED_GRAPH, self.triples)
        if not derives:
            infer(store, self.project.rule_files)
        store.add(QUERIES_GRAPH, reference.triples(queries.catalogue(self.project).values()))
        index.flush()
        # what was loaded in turns lies in files that overlap: queries read them all, five times as
        # long, and the first change would have to put them in order
        index.optimize()
        for name in ("notes", SPELLINGS):
            notes.written(self.fresh / name)

    def _heard(
        self,
        surveys: Iterable[tuple[tuple[str, ...], Surveyed]],
        noted: sqlite3.Connection,
        spellings: sqlite3.Connection,
    ) -> "_Heard":
        """Note what files of fiches say, and return what was heard of all together."""
        found = _Heard(set(), defaultdict(list), set(), False)
        for names, surveyed in surveys:
            found.own |= surveyed.kinds
            found.mixed = found.mixed or surveyed.mixed
            spelled.add(spellings, surveyed.spelled)
            for name, heard in zip(names, surveyed.heard, strict=True):
                notes.note(noted, self.current[name], heard.speech, self.ids[name])
                if heard.blanks:
                    found.blanks.add(name)
                for key in heard.abroad:
                    found.abroad[key].append(name)
        if found.mixed:
            noted.execute("INSERT OR IGNORE INTO meta VALUES ('mixed', 'yes')")
        return found

    def _note_rest(self, noted: sqlite3.Connection, own: set[str]) -> set[str]:
        """Note all but the files of fiches, and how the shared ones lead into those."""
        shared = {file.name: file for file in self.shared}
        for name, each in self.current.items():
            if name in shared or name not in self.paths:
                speech = Speech.of(shared.get(name))
                notes.note(noted, each, speech, self.ids[name])
        objects = {t.object for t in self.triples if not isinstance(t.object, ox.Literal)}
        within = {
            each
            for each in objects
            if any(map(is_fiche, notes.speaking_of(noted, getattr(each, "value", ""))))
        }
        into = {kind(triple) for triple in self.triples if triple.object in within}
        found = (("own", own), ("shared", kinds(self.triples)), ("into", into))
        for where, those in found:
            notes.note_kinds(noted, where, those)
        return into


def _related(
    noted: sqlite3.Connection, abroad: Mapping[int, list[str]]
) -> Iterator[tuple[str, ...]]:
    """Yield files of fiches that are of one part: they share a subject, or one names another's."""
    shared = (
        "SELECT subject, name FROM subjects JOIN files ON file = id WHERE how = 0 AND subject IN "
        "(SELECT subject FROM subjects WHERE how = 0 GROUP BY subject HAVING count(*) > 1) "
        "ORDER BY subject"
    )
    for _, rows in groupby(noted.execute(shared), key=itemgetter(0)):
        yield tuple(name for _, name in rows if is_fiche(name))
    for key, names in abroad.items():
        if spoken_of := [*filter(is_fiche, notes.speaking_of_key(noted, key))]:
            yield (*names, *spoken_of)


def _closed(
    batch: tuple[tuple[str, ...], ...], related: Iterable[tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    """Return batches that hold related files together."""
    leads: dict[str, str] = {}

    def end(name: str) -> str:
        while (leads.get(name, name)) != name:
            leads[name] = name = leads.get(leads[name], leads[name])
        return name

    for names in related:
        for one, other in pairwise(names):
            leads[end(other)] = end(one)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in chain.from_iterable(batch):
        groups[end(name)].append(name)
    return _packed(groups.values())


@dataclass
class _Heard:
    """What was heard of all files of fiches: kinds, who names what abroad, who has blank nodes."""

    own: set[str]
    abroad: dict[int, list[str]]
    blanks: set[str]
    mixed: bool


class _Readers:
    """Reads batches, in processes or, with one, in this."""

    def __init__(self, stack: ExitStack, jobs: int, given: tuple[Project, Path, bytes]) -> None:
        self._ahead = 2 * jobs
        self._alone = batches.Reader(*given) if jobs == 1 else None
        self._pool = stack.enter_context(pool(jobs, batches.begin, *given)) if jobs > 1 else None

    def each(self, work: Callable[..., Any], tasks: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield what a method of a reader returns for each task, in their order."""
        if self._pool:
            given = ((work, *task) for task in tasks)
            yield from in_order(self._pool, batches.done, given, ahead=self._ahead)
        else:
            for task in tasks:
                yield work(self._alone, *task)


class _Loading:
    """Loads what batches wrote, some at a time, and removes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = ox.Store(str(folder / INDEX))
        self._threads = ThreadPoolExecutor(2)
        self._waiting: list[int] = []
        self._loading: list[Future[None]] = []

    def add(self, number: int) -> None:
        """Load a batch, now or together with those that come."""
        self._waiting.append(number)
        if len(self._waiting) == _TOGETHER:
            self._begin()

    def _begin(self) -> None:
        self._wait()
        for graph, of in ((ASSERTED_GRAPH, batches.stated), (DERIVED_GRAPH, batches.derived)):
            files = [of(self._folder, number) for number in self._waiting]
            self._loading.append(self._threads.submit(self._load, graph, files))
        self._waiting = []

    def _wait(self) -> None:
        for each in self._loading:
            each.result()
        self._loading = []

    def _load(self, graph: str, files: list[Path]) -> None:
        name = ox.NamedNode(graph)
        with closing(_Joined(files)) as lines:
            self._index.bulk_load(
                cast(IO[bytes], lines), ox.RdfFormat.N_TRIPLES, to_graph=name, lenient=True
            )
        for file in filter(Path.exists, map(batches.blank, files)):
            self._index.bulk_extend(
                ox.Quad(q.subject, q.predicate, q.object, name)
                for q in ox.parse(path=file, format=ox.RdfFormat.N_TRIPLES)
            )
            file.unlink()
        for file in files:
            file.unlink()

    def finished(self) -> ox.Store:
        """Return the store once all is loaded."""
        self._begin()
        self._wait()
        return self._index

    def close(self) -> None:
        """Let the store go, after what is being loaded."""
        self._threads.shutdown()
        del self._index


class _Joined:
    """Reads some files as one."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._left = iter(files)
        self._file: IO[bytes] = io.BytesIO()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end of the last file."""
        found = self._file.read(size)
        while not found and size and (path := next(self._left, None)):
            self._file.close()
            self._file = path.open("rb")
            found = self._file.read(size)
        return found

    def close(self) -> None:
        """Close the file that is open."""
        self._file.close()
