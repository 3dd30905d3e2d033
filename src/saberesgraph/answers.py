"""Answers kept beside a store on disk: asked again, they are read and not worked out.

A folder holds one state of the project's files, so an answer holds for as long as its file is
there. What cannot be read or written is not kept, and never an error: the store still answers.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.results import Table, Term

FILE: Final = "answers"
# another process may be writing: what it keeps is worth less than waiting for it
_SECONDS: Final = 0.5


def answered(folder: Path, sparql: str, ask: Callable[[], Table]) -> tuple[Table, bool]:
    """Return the answer to a query, and whether it was kept in a folder.

    Args:
        folder: that of the store's state.
        sparql: the query with its parameters in place.
        ask: returns the answer of the store.

    Raises:
        Whatever `ask` raises.
    """
    file, key = folder / FILE, hashlib.sha256(sparql.encode()).hexdigest()
    if (known := _read(file, key)) is not None:
        return known, True
    table = ask()
    _write(file, key, table)
    return table, False


def _read(file: Path, key: str) -> Table | None:
    try:
        where = f"{file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(where, timeout=_SECONDS, uri=True)) as kept:
            found = kept.execute("SELECT answer FROM answers WHERE query = ?", [key]).fetchone()
        return _unpacked(found[0]) if found else None
    except (sqlite3.Error, OSError, zlib.error, ValueError, LookupError, TypeError):
        return None


def _write(file: Path, key: str, table: Table) -> None:
    try:
        packed = _packed(table)
        with closing(sqlite3.connect(file, timeout=_SECONDS)) as kept, kept:
            kept.execute("CREATE TABLE IF NOT EXISTS answers (query TEXT PRIMARY KEY, answer BLOB)")
            kept.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", [key, packed])
    except (sqlite3.Error, OSError, TypeError):
        return


def _packed(table: Table) -> bytes:
    """Return a table as bytes, each term once.

    Raises:
        TypeError: a cell is a triple.
    """
    places: dict[Term, int] = {}
    rows = [[places.setdefault(cell, len(places)) for cell in row] for row in table.rows]
    content = [table.columns, [_parts(term) for term in places], rows]
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 1)


def _unpacked(packed: bytes) -> Table:
    columns, parts, rows = json.loads(zlib.decompress(packed))
    terms = [_term(*each) for each in parts]
    return Table(tuple(columns), tuple(tuple(terms[place] for place in row) for row in rows))


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
