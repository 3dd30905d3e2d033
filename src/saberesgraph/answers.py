"""Answers kept beside a store on disk: asked again, they are read and not worked out.

A folder holds one state of the project's files, so an answer holds for as long as its file is
there. What cannot be read or written is not kept, and never an error: the store still answers.

An answer is kept in blocks of rows, so that a page of a long one is read without the rest.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.results import Table, Term

FILE: Final = "answers"
EVERY: Final = slice(None)
_BLOCK: Final = 1000  # rows
# another process may be writing: what it keeps is worth less than waiting for it
_SECONDS: Final = 0.5
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS asked (query TEXT PRIMARY KEY, columns TEXT, count INTEGER);
CREATE TABLE IF NOT EXISTS blocks (
  query TEXT, number INTEGER, content BLOB, PRIMARY KEY (query, number)
);
"""
# in one statement: two could find the answer of one process and the blocks of another
_FOUND: Final = """
SELECT columns, count, content FROM asked LEFT JOIN blocks
  ON blocks.query = asked.query AND number >= ? AND number < ?
WHERE asked.query = ? ORDER BY number
"""


@dataclass(frozen=True)
class Answered:
    """What was asked of an answer.

    Attributes:
        table: the rows that were asked for.
        count: how many rows the whole answer has.
        kept: whether it was read, and not worked out.
    """

    table: Table
    count: int
    kept: bool


def answered(folder: Path, sparql: str, ask: Callable[[], Table], rows: slice = EVERY) -> Answered:
    """Return the answer to a query, read where it was kept in a folder, else kept there.

    Args:
        folder: that of the store's state.
        sparql: the query with its parameters in place.
        ask: returns the whole answer of the store.
        rows: those wanted; a slice from the start of the answer, without steps.

    Raises:
        Whatever `ask` raises.
    """
    if (known := kept_rows(folder, sparql, rows)) is not None:
        return known
    table = ask()
    _write(folder / FILE, _key(sparql), table)
    return Answered(Table(table.columns, table.rows[rows]), len(table.rows), kept=False)


def kept_rows(folder: Path, sparql: str, rows: slice = EVERY) -> Answered | None:
    """Return what is kept of an answer, as `answered` does; nothing where a row is missing."""
    first = (rows.start or 0) // _BLOCK
    last = 2**62 if rows.stop is None else -(-rows.stop // _BLOCK)
    try:
        where = f"{(folder / FILE).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(where, timeout=_SECONDS, uri=True)) as kept:
            found = kept.execute(_FOUND, [first, last, _key(sparql)]).fetchall()
        if not found:
            return None
        columns, count, _ = found[0]
        start, stop, _ = rows.indices(count)
        before = first * _BLOCK
        held = [row for *_, content in found if content for row in _unpacked(content)]
        wanted = tuple(held[start - before : stop - before]) if start < stop else ()
        if len(wanted) != max(0, stop - start):
            return None
        return Answered(Table(tuple(json.loads(columns)), wanted), count, kept=True)
    except (sqlite3.Error, OSError, zlib.error, ValueError, LookupError, TypeError):
        return None


def _key(sparql: str) -> str:
    return hashlib.sha256(sparql.encode()).hexdigest()


def _write(file: Path, key: str, table: Table) -> None:
    try:
        blocks = [
            (key, place // _BLOCK, _packed(table.rows[place : place + _BLOCK]))
            for place in range(0, len(table.rows), _BLOCK)
        ]
        with closing(sqlite3.connect(file, timeout=_SECONDS)) as kept, kept:
            kept.executescript(_SCHEMA)
            kept.execute("DELETE FROM blocks WHERE query = ?", [key])
            kept.executemany("INSERT INTO blocks VALUES (?, ?, ?)", blocks)
            asked = [key, json.dumps(table.columns), len(table.rows)]
            kept.execute("INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", asked)
    except (sqlite3.Error, OSError, TypeError):
        return


def _packed(rows: Sequence[tuple[Term, ...]]) -> bytes:
    """Return rows as bytes, each term once.

    Raises:
        TypeError: a cell is a triple.
    """
    places: dict[Term, int] = {}
    told = [[places.setdefault(cell, len(places)) for cell in row] for row in rows]
    content = [[_parts(term) for term in places], told]
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 1)


def _unpacked(packed: bytes) -> Iterable[tuple[Term, ...]]:
    parts, rows = json.loads(zlib.decompress(packed))
    terms = [_term(*each) for each in parts]
    return (tuple(terms[place] for place in row) for row in rows)


def _parts(term: Term) -> list[str | None]:
    match term:
        case None:
            return [""]
        case ox.NamedNode():
            return ["iri", term.value]
        case ox.BlankNode():
            return ["blank", term.value]
        case ox.Literal():
            return ["literal", term.value, term.datatype.value, term.language]
    raise TypeError("a triple is not kept")


def _term(kind: str, *parts: Any) -> Term:
    if kind == "literal":
        value, datatype, language = parts
        if language:
            return ox.Literal(value, language=language)
        return ox.Literal(value, datatype=ox.NamedNode(datatype))
    kinds: dict[str, Callable[..., Term]] = {"iri": ox.NamedNode, "blank": ox.BlankNode}
    return kinds[kind](*parts) if kind else None
