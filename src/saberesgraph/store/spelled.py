"""Spellings in a file: those of a kept store, of which memory holds only what an answer needs."""

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Set
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.results import Term
from saberesgraph.store.spellings import Spellings, as_stored

_SCHEMA = """
CREATE TABLE spellings (
  value TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL,
  lexical TEXT NOT NULL, datatype TEXT NOT NULL,
  PRIMARY KEY (value, subject, predicate, lexical, datatype)
) WITHOUT ROWID;
CREATE INDEX subjects ON spellings (subject);
"""
# the stored value, the subject and the property as N-Triples write them; the spelling, its kind
Row = tuple[str, str, str, str, str]
_FORMS = "SELECT DISTINCT lexical, datatype FROM spellings WHERE value = ?"
_BESIDE = " ".join((_FORMS, "AND subject IN (SELECT value FROM json_each(?))"))
_SAID = " ".join((_FORMS, "AND subject = ? AND predicate = ?"))


class SpellingsFile(Spellings):
    """The spellings that a file keeps; it does not change while it is open.

    Raises:
        OSError: it is not there or is damaged.
    """

    def __init__(self, file: Path) -> None:
        """Open the file."""
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            # threads share it; forked processes may, since SQLite reads it without a position
            self._file = sqlite3.connect(address, uri=True, check_same_thread=False)
            pages, size = (
                self._file.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_count", "page_size")
            )
            self._file.execute("SELECT value FROM spellings LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise OSError(f"{file.name} is damaged ({error})") from error
        if pages * size != file.stat().st_size:
            raise OSError(f"{file.name} is damaged")
        self._lock = threading.Lock()

    def _found(self, query: str, values: Iterable[str]) -> list[ox.Literal]:
        with self._lock:
            rows = self._file.execute(query, [*values]).fetchall()
        return [ox.Literal(text, datatype=ox.NamedNode(kind)) for text, kind in rows]

    def forms(self, value: Term) -> Collection[ox.Literal]:
        """Return every spelling of a stored value."""
        return self._found(_FORMS, [str(value)])

    def beside(self, value: Term, subjects: Set[Term]) -> Collection[ox.Literal]:
        """Return the spellings of a stored value that some of these things use."""
        names = [str(each) for each in subjects if isinstance(each, ox.NamedNode | ox.BlankNode)]
        return self._found(_BESIDE, [str(value), json.dumps(names)])

    def said(self, triple: ox.Triple) -> Collection[ox.Literal]:
        """Return the spellings in which the sources make a statement that is stored."""
        return self._found(_SAID, map(str, (triple.object, triple.subject, triple.predicate)))


def spellings_file(file: Path) -> sqlite3.Connection:
    """Return a connection to a new file of spellings, for `remember`."""
    spellings = sqlite3.connect(file)
    spellings.executescript(_SCHEMA)
    return spellings


def remember(spellings: sqlite3.Connection, typed: Iterable[ox.Triple]) -> None:
    """Add statements with typed literals, as their source spells them."""
    add(spellings, rows(typed))


def add(spellings: sqlite3.Connection, found: Iterable[Row]) -> None:
    """Add the rows of statements."""
    spellings.executemany("INSERT OR IGNORE INTO spellings VALUES (?, ?, ?, ?, ?)", found)


def rows(typed: Iterable[ox.Triple]) -> list[Row]:
    """Return the rows of statements with typed literals, as their source spells them."""
    said = [(triple, triple.object) for triple in typed]
    literals = {each for _, each in said if isinstance(each, ox.Literal)}
    stored = {literal: str(value) for literal, value in as_stored(literals)}
    return [
        (stored[literal], str(t.subject), str(t.predicate), literal.value, literal.datatype.value)
        for t, literal in said
        if isinstance(literal, ox.Literal)
    ]


def forget(spellings: sqlite3.Connection, subjects: Iterable[str]) -> None:
    """Take out what is remembered of some subjects, as N-Triples write them."""
    spellings.executemany("DELETE FROM spellings WHERE subject = ?", [(s,) for s in subjects])
