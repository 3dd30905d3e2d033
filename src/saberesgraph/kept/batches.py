"""What one process does of a building: some files of fiches at a time, from Turtle to N-Triples."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from saberesgraph.kept import notes
from saberesgraph.kept.notes import Noted
from saberesgraph.kept.parts import kinds
from saberesgraph.namespaces import ASSERTED_GRAPH
from saberesgraph.project import Project
from saberesgraph.reading import ParsedFile, changed_meanwhile, content_of, parse, parse_content
from saberesgraph.rules import derivations
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.store.spelled import Row, rows

_BATCH_GRAPH = "urn:saberesgraph:batch"
# the engine in memory keeps some of what is removed, so after as many batches it starts anew
_RENEWED = 8
_LINES = ox.RdfFormat.N_TRIPLES

Done = TypeVar("Done")


@dataclass(frozen=True)
class Heard:
    """What a file says.

    Attributes:
        speech: its subjects, as notes keep them.
        abroad: the keys of the nodes that it names and neither it nor a shared file speaks of.
        blanks: whether it has blank nodes, whose names are to be kept.
    """

    speech: notes.Speech
    abroad: "array[int]"
    blanks: bool


@dataclass(frozen=True)
class Surveyed:
    """What was heard of some files.

    Attributes:
        heard: what each says, in their order.
        kinds: the kinds of their statements.
        spelled: how they spell their values.
        mixed: whether one speaks of what a shared file speaks of.
    """

    heard: tuple[Heard, ...]
    kinds: frozenset[str]
    spelled: list[Row]
    mixed: bool


def stated(folder: Path, number: int) -> Path:
    """Return the file of what a batch states."""
    return folder / f"{number}-stated.nt"


def derived(folder: Path, number: int) -> Path:
    """Return the file of what is derived from a batch."""
    return folder / f"{number}-derived.nt"


def blank(file: Path) -> Path:
    """Return the file beside one of lines that have blank nodes, whose names are to be kept."""
    return file.with_suffix(".blank.nt")


class Reader:
    """Reads batches of the files of a project.

    Args:
        project: whose rules are used.
        folder: where statements are written.
        shared: what the shared files state, as N-Triples; their blank nodes keep their names.
    """

    def __init__(self, project: Project, folder: Path, shared: bytes) -> None:
        self._rules = project.rule_files
        self._folder = folder
        self._shared = tuple(quad.triple for quad in ox.parse(shared, _LINES))
        self._subjects = {triple.subject for triple in self._shared}
        self._store = EmbeddedStore(self._shared)
        self._written = 0

    def survey(self, files: Sequence[tuple[Path, Noted]]) -> Surveyed:
        """Return what files say and name.

        Raises:
            InputError: one is not valid.
        """
        found: list[Heard] = []
        said: set[str] = set()
        typed: list[ox.Triple] = []
        mixed = False
        for path, noted in files:
            file = read(path, noted)
            heard, shared = self._heard(file)
            found.append(heard)
            mixed = mixed or shared
            said |= kinds(file.triples)
            typed += file.typed
        return Surveyed(tuple(found), frozenset(said), rows(typed), mixed)

    def write(self, number: int, files: Sequence[tuple[Path, Noted, bool]], derives: bool) -> None:
        """Write the statements of a batch: those that it states and, if asked, those it derives.

        Raises:
            InputError: a file has changed since it was noted.
        """
        if self._written and self._written % _RENEWED == 0:
            self._store = EmbeddedStore(self._shared)
        self._written += 1
        contents: list[bytes] = []
        for path, noted, blanks in files:
            content = content_of(path)
            if sha256(content).hexdigest() != noted.digest:
                raise changed_meanwhile(path)
            if blanks:  # loading would name them otherwise
                self._store.add(_BATCH_GRAPH, parse_content(path, content, noted.name).triples)
            else:
                contents.append(content)
        # each file declares its prefixes before it uses them: joined they mean what they meant
        self._store.load(_BATCH_GRAPH, b"\n".join(contents), ox.RdfFormat.TURTLE)
        batch = ox.NamedNode(_BATCH_GRAPH)
        dumped = self._store.engine.dump(format=_LINES, from_graph=batch)
        _write(stated(self._folder, number), dumped or b"")
        graphs = (ASSERTED_GRAPH, _BATCH_GRAPH)
        rules = self._rules if derives else ()
        _write(derived(self._folder, number), b"".join(derivations(self._store, rules, graphs)))
        self._store.engine.remove_graph(batch)

    def _heard(self, file: ParsedFile) -> tuple[Heard, bool]:
        subjects = {triple.subject for triple in file.triples}
        objects = {triple.object for triple in file.triples}
        abroad = (
            notes.key(each.value)
            for each in objects - subjects - self._subjects
            if isinstance(each, ox.NamedNode)
        )
        heard = Heard(notes.Speech.of(file), array("q", abroad), file.blanks > 0)
        return heard, not subjects.isdisjoint(self._subjects)


def read(path: Path, noted: Noted) -> ParsedFile:
    """Return a file that was noted, parsed.

    Raises:
        InputError: it is not valid, or not as it was.
    """
    file = parse(path, noted.name)
    if file.digest != noted.digest:
        raise changed_meanwhile(path)
    return file


def _write(file: Path, lines: bytes) -> None:
    if b"_:" in lines:
        every = lines.split(b"\n")
        blank(file).write_bytes(_joined(line for line in every if b"_:" in line))
        lines = _joined(line for line in every if b"_:" not in line)
    file.write_bytes(lines)


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(b"%s\n" % line for line in lines if line)


_reader: Reader | None = None


def begin(project: Project, folder: Path, shared: bytes) -> None:
    """Make a process ready for `done`."""
    global _reader
    _reader = Reader(project, folder, shared)


def done(work: Callable[..., Done], *given: Any) -> Done:
    """Return what a method of the reader returns, in a process that is ready."""
    assert _reader
    return work(_reader, *given)
