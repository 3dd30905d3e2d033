"""What validation remembers beside a kept store: the findings of each part, and what they rest on.

It is in the notes of the store, whose tables go from state to state.
"""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.results import Term
from saberesgraph.validation.finding import Finding, Severity

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS validated (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS validated_files (
  name TEXT PRIMARY KEY, digest TEXT NOT NULL, part INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS validated_by_part ON validated_files (part);
CREATE TABLE IF NOT EXISTS validated_parts (
  id INTEGER PRIMARY KEY, focus_nodes INTEGER NOT NULL, findings TEXT NOT NULL,
  read TEXT NOT NULL, typed BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS validated_queries (key TEXT PRIMARY KEY, told TEXT NOT NULL);
"""
_TABLES: Final = ("validated", "validated_files", "validated_parts", "validated_queries")


@dataclass(frozen=True)
class Placed:
    """A finding with the names of what it is about in full, by which its line can be found."""

    finding: Finding
    subject: str
    path: str


@dataclass(frozen=True)
class Part:
    """What was told of some files that belong together; see `Alone`."""

    names: tuple[str, ...]
    findings: tuple[Finding, ...]
    focus_nodes: int
    read: str
    typed: frozenset[ox.Literal]


@dataclass(frozen=True)
class Basis:
    """What the findings rest on, beside the files of fiches, and those that are no part's.

    Attributes:
        key: a digest of all that fiches share, and of our version.
        own, shared, into: the kinds of statement, as in `Facts`.
        whole, asked, of_shared: what parts cannot tell, as in `Split`.
        rules: those that findings may name: severity, names and messages.
        shapes: how many shapes there are.
        focus_nodes: how many shared nodes a shape looks at.
        rest: the findings that no part tells.
    """

    key: str
    own: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    of_shared: frozenset[str] = frozenset()
    rules: Mapping[str, Any] = field(default_factory=dict)
    shapes: int = 0
    focus_nodes: int = 0
    rest: tuple[Placed, ...] = ()


@contextmanager
def _undamaged() -> Iterator[None]:
    """Say of what cannot be understood what SQLite says of what it cannot read."""
    try:
        yield
    except (ValueError, LookupError, TypeError, SyntaxError, zlib.error) as error:
        raise sqlite3.DatabaseError(f"what is remembered is damaged ({error})") from error


def forget(notes: sqlite3.Connection) -> None:
    """Forget all that is remembered.

    Raises:
        sqlite3.Error: the notes are damaged or cannot be written.
    """
    with notes:
        for table in _TABLES:
            notes.execute(f"DROP TABLE IF EXISTS {table}")


class Memory:
    """The tables, in the notes of a kept store.

    Raises:
        sqlite3.Error: they are damaged or cannot be written.
    """

    def __init__(self, notes: sqlite3.Connection) -> None:
        self._notes = notes
        if not notes.execute("SELECT 1 FROM sqlite_master WHERE name = 'validated'").fetchone():
            notes.executescript(_SCHEMA)

    @_undamaged()
    def basis(self) -> Basis:
        """Return what the findings that are kept rest on; one without a key if there are none."""
        told = self._notes.execute("SELECT value FROM validated WHERE name = 'basis'").fetchone()
        if not told:
            return Basis("")
        values = json.loads(told[0])
        sets = {name for name, value in asdict(Basis("")).items() if isinstance(value, frozenset)}
        kept: dict[str, Any] = {
            name: frozenset(v) if name in sets else v for name, v in values.items()
        } | {
            "rest": tuple(
                Placed(finding, *names)
                for finding, (_, *names) in zip(
                    _findings([each for each, *_ in values["rest"]]), values["rest"], strict=True
                )
            )
        }
        return Basis(**kept)

    def files(self) -> dict[str, str]:
        """Return the files of all parts, by name, with their digests."""
        return dict(self._notes.execute("SELECT name, digest FROM validated_files").fetchall())

    def together(self, name: str) -> list[str]:
        """Return the files that were of one part with a file."""
        rows = self._notes.execute(
            "SELECT other.name FROM validated_files AS one "
            "JOIN validated_files AS other ON other.part = one.part WHERE one.name = ?",
            [name],
        )
        return [found for (found,) in rows]

    @_undamaged()
    def parts(self, names: Iterable[str]) -> list[Part]:
        """Return the parts of which some files were."""
        found: dict[int, Part] = {}
        for name in names:
            row = self._notes.execute(
                "SELECT id, focus_nodes, findings, read, typed FROM validated_files "
                "JOIN validated_parts ON part = id WHERE name = ?",
                [name],
            ).fetchone()
            if row and row[0] not in found:
                part, focus_nodes, findings, read, typed = row
                found[part] = Part(
                    tuple(self.together(name)),
                    tuple(_findings(json.loads(findings))),
                    focus_nodes,
                    read,
                    frozenset(_terms(json.loads(zlib.decompress(typed)))),  # type: ignore[arg-type]
                )
        return list(found.values())

    @_undamaged()
    def findings(self) -> list[Finding]:
        """Return the findings of all parts."""
        rows = self._notes.execute("SELECT findings FROM validated_parts WHERE findings != '[]'")
        every = ",".join(told for (told,) in rows)
        return _findings(list(chain.from_iterable(json.loads(f"[{every}]"))))

    def focus_nodes(self) -> int:
        """Return how many nodes of parts a shape looks at."""
        row = self._notes.execute("SELECT sum(focus_nodes) FROM validated_parts").fetchone()
        return int(row[0] or 0)

    @_undamaged()
    def reached(self, keys: Collection[str]) -> dict[str, Any]:
        """Return what is known of queries by key."""
        rows = self._notes.execute("SELECT key, told FROM validated_queries")
        return {key: json.loads(told) for key, told in rows if key in keys}

    def keep(
        self,
        before: Basis,
        basis: Basis,
        parts: Iterable[Part],
        gone: Iterable[str],
        digests: Mapping[str, str],
        queries: Mapping[str, Any],
        *,
        anew: bool,
    ) -> None:
        """Keep what parts told, in the place of what was told of their files and of those gone.

        Nothing is kept if someone else has changed what there was meanwhile.
        """
        notes = self._notes
        notes.execute("BEGIN IMMEDIATE")
        if self.basis() != before:
            notes.rollback()
            return
        if anew:
            notes.execute("DELETE FROM validated_files")
            notes.execute("DELETE FROM validated_parts")
        for name in gone:
            notes.execute(
                "DELETE FROM validated_parts WHERE id IN "
                "(SELECT part FROM validated_files WHERE name = ?)",
                [name],
            )
            notes.execute("DELETE FROM validated_files WHERE name = ?", [name])
        for part in parts:
            done = notes.execute(
                "INSERT INTO validated_parts (focus_nodes, findings, read, typed) "
                "VALUES (?, ?, ?, ?)",
                [
                    part.focus_nodes,
                    json.dumps([_told(each) for each in part.findings]),
                    part.read,
                    zlib.compress(json.dumps(sorted(map(str, part.typed))).encode()),
                ],
            )
            rows = [(name, digests[name], done.lastrowid) for name in part.names]
            notes.executemany("INSERT INTO validated_files VALUES (?, ?, ?)", rows)
        if queries:
            notes.execute("DELETE FROM validated_queries")
            notes.executemany(
                "INSERT INTO validated_queries VALUES (?, ?)",
                [(key, json.dumps(told)) for key, told in queries.items()],
            )
        values = {
            name: sorted(v) if isinstance(v, frozenset) else v for name, v in vars(basis).items()
        } | {"rest": [[_told(each.finding), each.subject, each.path] for each in basis.rest]}
        notes.execute("INSERT OR REPLACE INTO validated VALUES ('basis', ?)", [json.dumps(values)])
        notes.commit()


def _told(finding: Finding) -> dict[str, Any]:
    values = dict(vars(finding))
    return values | {
        "severity": int(finding.severity),
        "messages": dict(finding.messages),
        "term": None if finding.term is None else str(finding.term),
    }


def _findings(told: Sequence[dict[str, Any]]) -> list[Finding]:
    terms = iter(_terms([each["term"] for each in told if each["term"]]))
    for each in told:
        each["severity"] = Severity(each["severity"])
        each["term"] = each["term"] and next(terms)
    return [Finding(**each) for each in told]


def _terms(texts: Sequence[str]) -> list[Term]:
    # all at once: of thousands, a parser for each takes longer than its work
    lines = "".join(f"<urn:a> <urn:a> {text} .\n" for text in texts)
    terms: list[Term] = [q.object for q in ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES)]
    if len(terms) != len(texts):
        raise ValueError(f"{len(terms)} terms")
    return terms
