"""Makes the next state from the last one where only files of fiches and named queries changed."""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from saberesgraph import __version__, queries, reference
from saberesgraph.kept import notes
from saberesgraph.kept.batches import read
from saberesgraph.kept.notes import Noted
from saberesgraph.kept.parts import ASSERTED, Part, SharedError, is_fiche, is_stated, kinds
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.reading import ParsedFile
from saberesgraph.rules import derivations, infer
from saberesgraph.store.embedded import INDEX, SPELLINGS, EmbeddedStore
from saberesgraph.store.spelled import forget, remember
from saberesgraph.writing import new_folder

_PART = "urn:saberesgraph:part"
_DERIVED = ox.NamedNode(DERIVED_GRAPH)
# more than these are sooner built anew than one by one
_MOST = 500


class Local(Protocol):
    """Tells whether what a rule derives from a fiche can be told from the fiche's part alone."""

    def __call__(
        self, rule: str, *, own: frozenset[str], shared: frozenset[str], into: frozenset[str]
    ) -> bool:
        """Return whether a rule is local.

        A kind of statement is its property, or `a CLASS`.

        Args:
            rule: its text.
            own: the kinds that there are of fiches' subjects.
            shared: those of shared subjects.
            into: those of shared subjects that lead to a fiche's.
        """
        ...


def nothing_local(
    rule: str, *, own: frozenset[str], shared: frozenset[str], into: frozenset[str]
) -> bool:
    """Say of no rule that it is local: then all is derived again."""
    return False


def update(
    project: Project,
    last: Path,
    before: Mapping[str, Noted],
    current: Mapping[str, Noted],
    place: Path,
    local: Local,
) -> bool:
    """Make a state in a new folder, `place`, from the last one; tell whether that could be done.

    `before` are the files of the last one, `current` those of the new one.

    Raises:
        InputError: a file is not valid.
        OutputError: the folder cannot be written.
        OSError, sqlite3.Error: the last state is damaged.
    """
    with closing(notes.connected(last / "notes")) as noted:
        changed = {
            name
            for name in before.keys() | current.keys()
            if name not in before
            or name not in current
            or before[name].digest != current[name].digest
        }
        named = {project.name(file): file for file in project.query_files}
        of_queries = {name for name in changed if name in named or name.startswith("queries/")}
        fiches = set(filter(is_fiche, changed))
        version = noted.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        if version != (__version__,) or changed - fiches - of_queries or len(fiches) > _MOST:
            return False

        def parsed(name: str) -> ParsedFile | None:
            return read(project.root / name, current[name]) if name in current else None

        index = ox.Store.read_only(str(last / INDEX))
        part = Part(index, noted, parsed)
        try:
            if noted.execute("SELECT 1 FROM meta WHERE name = 'mixed'").fetchone():
                return False
            part.include(fiches)
        except SharedError:
            return False
        with new_folder(place) as fresh:
            index.backup(str(fresh / INDEX))
            shutil.copyfile(last / SPELLINGS, fresh / SPELLINGS)
            notes.copied(last / "notes", fresh / "notes")
            with closing(_unseen(fresh / "notes")) as ours, ours:
                for name in changed:
                    notes.forget(ours, name)
                    if name in current:
                        file = part.files.get(name)
                        _note(ours, current[name], file)
                notes.note_kinds(ours, "into", part.into)
                facts = {each: notes.kinds(ours, each) for each in ("own", "shared", "into")}
            store = EmbeddedStore.writable(fresh)
            _put(store, fresh, part)
            rules = project.rule_files
            if fiches and _local(fresh / "notes", local, facts, rules):
                shared = [read(project.root / name, each) for name, each in current.items()
                          if is_stated(name) and not is_fiche(name)]  # fmt: skip
                _derive_part(store, part, shared, rules)
            elif fiches:
                store.engine.remove_graph(_DERIVED)
                infer(store, rules)
            if of_queries:
                store.engine.remove_graph(ox.NamedNode(QUERIES_GRAPH))
                store.add(QUERIES_GRAPH, reference.triples(queries.catalogue(project).values()))
            store.engine.flush()
            del store
            for each in ("notes", SPELLINGS):
                notes.written(fresh / each)
        return True


def _local(
    ours: Path, local: Local, facts: Mapping[str, frozenset[str]], rules: Iterable[Path]
) -> bool:
    """Whether all rules are local, as was noted if the facts and the rules are those."""
    texts = [file.read_text("utf-8") for file in rules]
    told = json.dumps([texts, *(sorted(facts[each]) for each in ("own", "shared", "into"))])
    digest = sha256(told.encode()).hexdigest()
    with closing(notes.connected(ours)) as noted, noted:
        if noted.execute("SELECT value FROM meta WHERE name = 'local'").fetchone() == (digest,):
            return True
        found = all(local(text, **facts) for text in texts)
        if found:
            noted.execute("INSERT OR REPLACE INTO meta VALUES ('local', ?)", [digest])
    return found


def _unseen(file: Path) -> sqlite3.Connection:
    """Return a connection to a file that nobody sees before `notes.written`."""
    found = sqlite3.connect(file)
    found.execute("PRAGMA synchronous = OFF")
    return found


def _note(ours: sqlite3.Connection, noted: Noted, file: ParsedFile | None) -> None:
    notes.note(ours, noted, notes.Speech.of(file))
    notes.note_kinds(ours, "own", kinds(file.triples) if file else ())


def _put(store: EmbeddedStore, place: Path, part: Part) -> None:
    """Put what the part's files say in the place of what they said."""
    new = {
        ox.Quad(t.subject, t.predicate, t.object, ASSERTED)
        for file in part.files.values()
        if file
        for t in file.triples
    }
    for quad in part.old:
        store.engine.remove(quad)
    store.engine.extend(new)
    with closing(_unseen(place / SPELLINGS)) as spellings, spellings:
        forget(spellings, {str(quad.subject) for quad in part.old})
        for file in filter(None, part.files.values()):
            remember(spellings, file.typed)


def _derive_part(
    store: EmbeddedStore, part: Part, shared: Iterable[ParsedFile], rules: Iterable[Path]
) -> None:
    """Put what is derived from the part in the place of what was."""
    base = EmbeddedStore(())
    base.add(ASSERTED_GRAPH, (triple for file in shared for triple in file.triples))
    while True:
        was = _derived(base, (quad.triple for quad in part.old), rules)
        others = {
            name
            for subject in {quad.subject for quad in was}
            for quad in store.engine.quads_for_pattern(subject, None, None, _DERIVED)
            if quad not in was and not isinstance(quad.object, ox.Literal)
            for name in part.speaking_of(quad.object)
            if is_fiche(name) and name not in part.files
        }
        if not others:
            break
        part.include(others)  # they derive something of the same node
    new = (triple for file in part.files.values() if file for triple in file.triples)
    now = _derived(base, new, rules)
    for quad in was - now:
        store.engine.remove(quad)
    store.engine.extend(now - was)


def _derived(
    base: EmbeddedStore, triples: Iterable[ox.Triple], rules: Iterable[Path]
) -> set[ox.Quad]:
    """Return what rules derive from some statements beside those of a store."""
    base.add(_PART, triples)
    for lines in derivations(base, rules, (ASSERTED_GRAPH, _PART)):
        base.insert(DERIVED_GRAPH, lines)
    found = set(base.engine.quads_for_pattern(None, None, None, _DERIVED))
    for name in (_PART, DERIVED_GRAPH):
        base.engine.remove_graph(ox.NamedNode(name))
    return found
