"""Validates a kept project: what was found before is told again.

What a changed file of a fiche may have changed is found in the kept store: the files that speak of,
name or derive the same nodes, before and now. These are looked at again. What looks beyond a fiche
is asked of the store, if what it can read has changed.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph import __version__
from saberesgraph.kept import Kept, notes
from saberesgraph.kept.parts import is_fiche, node
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH
from saberesgraph.project import Project
from saberesgraph.validation.finding import Finding
from saberesgraph.validation.memory import Basis, Memory

_GRAPHS: Final = (ox.NamedNode(ASSERTED_GRAPH), ox.NamedNode(DERIVED_GRAPH))


@dataclass(frozen=True)
class Known:
    """All that is known of a kept project.

    Attributes:
        basis: on which the findings rest; it names the rules.
        findings: of all parts, and of the rest.
        focus_nodes: how many nodes a shape looks at.
    """

    basis: Basis
    findings: tuple[Finding, ...]
    focus_nodes: int


def known(project: Project, kept: Kept) -> Known | None:
    """Return what is known of the state of a project; nothing if some of it was not looked at."""
    with closing(kept.connect()) as connection:
        memory = Memory(connection)
        basis = memory.basis()
        fiches = {name: digest for name, digest in kept.digests.items() if is_fiche(name)}
        if basis.key != resting_on(project, kept) or memory.files() != fiches:
            return None
        rest = (placed.finding for placed in basis.rest)
        return Known(basis, (*memory.findings(), *rest), memory.focus_nodes() + basis.focus_nodes)


def resting_on(project: Project, kept: Kept) -> str:
    """Return a digest of all on which findings rest beside the files of fiches."""
    read = {
        project.name(path): sha256(path.read_bytes()).hexdigest()
        for path in (*project.shape_files, *project.check_files)
    }
    shared = {name: digest for name, digest in kept.digests.items() if not is_fiche(name)}
    return sha256(json.dumps([__version__, sorted((shared | read).items())]).encode()).hexdigest()


class Related:
    """Which files of fiches belong together, by a kept store."""

    def __init__(self, kept: Kept, connection: Any, memory: Memory) -> None:
        self._engine = kept.store.engine
        self._kept, self._notes, self._memory = kept, connection, memory

    def closed(self, names: Iterable[str]) -> set[str]:
        """Return files with all that belong together with them, now or before."""
        found: set[str] = set()
        waiting = [*names]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._memory.together(name)
                waiting += self._linked(name)
        return found

    def _linked(self, name: str) -> Iterator[str]:
        rows = self._notes.execute("SELECT said FROM files WHERE name = ?", [name])
        said: list[Any] = [node(each) for (told,) in rows for each in notes.unpacked(told)]
        seen = set(said)
        for each in said:
            yield from self.files(each)
            for quad in self._around(each):
                nodes: tuple[Any, ...] = (quad.subject, quad.predicate, quad.object)
                for other in nodes:
                    if other not in seen and not isinstance(other, ox.Literal):
                        seen.add(other)
                        files, derived = self._speaking(other)
                        yield from files
                        if derived:
                            said.append(other)

    def files(self, term: Any) -> list[str]:
        """Return the files of fiches that speak of a node, or from which it is derived."""
        return self._speaking(term)[0]

    def _speaking(self, term: Any) -> tuple[list[str], bool]:
        """Return these files, and whether all that is said of the node is derived."""
        found = notes.speaking_of(self._notes, term.value)
        if found:
            return [*filter(is_fiche, found)], False
        derived = [*self._engine.quads_for_pattern(term, None, None, _GRAPHS[1])]
        values: list[Any] = [q.object for q in derived if not isinstance(q.object, ox.Literal)]
        speaking = (name for v in values for name in notes.speaking_of(self._notes, v.value))
        return [*filter(is_fiche, speaking)], bool(derived)

    def _around(self, term: Any) -> Iterator[ox.Quad]:
        for graph in _GRAPHS:
            yield from self._engine.quads_for_pattern(term, None, None, graph)
            yield from self._engine.quads_for_pattern(None, None, term, graph)
            if isinstance(term, ox.NamedNode):
                yield from self._engine.quads_for_pattern(None, term, None, graph)


class Places:
    """The files that describe each subject, by the notes of a kept store."""

    def __init__(self, kept: Kept, root: Path) -> None:
        self._kept, self._root = kept, root
        self._order = {name: place for place, name in enumerate(kept.digests)}

    def get(self, subject: str, /) -> list[Path] | None:
        """Return the files that describe a subject, if there are some."""
        names = sorted(self._kept.homes(subject), key=self._order.__getitem__)
        return [self._root / name for name in names] or None


def forms_changed(
    kept: Kept, old: Collection[ox.Literal], new: Collection[ox.Literal], own: Collection[str]
) -> tuple[bool, set[str]]:
    """Return whether a value is spelled in other ways than before, and who else uses such a value.

    Args:
        kept: the state that is new.
        old: the literals that files had.
        new: those that they have.
        own: the subjects of these files, as N-Triples write them.
    """
    import sqlite3

    from saberesgraph.store.embedded import SPELLINGS
    from saberesgraph.store.spellings import as_stored

    others: set[str] = set()
    changed = False
    with closing(sqlite3.connect(kept.place / SPELLINGS)) as spellings:
        for literal, stored in as_stored({*old} ^ {*new}):
            rows = spellings.execute(
                "SELECT lexical, datatype, subject FROM spellings WHERE value = ?", [str(stored)]
            ).fetchall()
            written = (literal.value, literal.datatype.value)
            elsewhere = {(text, kind) for text, kind, subject in rows if subject not in own}
            if written not in elsewhere:
                changed = True
                others |= {subject for *_, subject in rows if subject not in own}
    return changed, others
