"""Answers are kept beside a store on disk, as they are; where they cannot be, it answers."""

import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from saberesgraph.answers import FILE, answered
from saberesgraph.results import Table

DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
TABLE = Table(
    ("a", "b"),
    (
        (ox.NamedNode("urn:a"), ox.Literal("007", datatype=DECIMAL)),
        (None, ox.Literal("ñ", language="es")),
        (ox.BlankNode("b0"), ox.Literal("1.50", datatype=DECIMAL)),
        (ox.Literal("1.50"), ox.Literal("")),
    ),
)


def never() -> Table:
    raise AssertionError("it was asked again")


def test_an_answer_is_kept_as_it_is(tmp_path: Path) -> None:
    assert answered(tmp_path, "q", lambda: TABLE) == (TABLE, False)
    assert answered(tmp_path, "q", never) == (TABLE, True)
    other = Table(("n",), ())
    assert answered(tmp_path, "another", lambda: other) == (other, False)
    assert answered(tmp_path, "another", never) == (other, True)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0"])
def test_a_damaged_file_is_no_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert answered(tmp_path, "q", lambda: TABLE) == (TABLE, False)


def test_a_damaged_answer_is_asked_again(tmp_path: Path) -> None:
    answered(tmp_path, "q", lambda: TABLE)
    with sqlite3.connect(tmp_path / FILE) as kept:
        kept.execute("UPDATE answers SET answer = x'00'")
    assert answered(tmp_path, "q", lambda: TABLE) == (TABLE, False)
    assert answered(tmp_path, "q", never) == (TABLE, True)


def test_what_cannot_be_kept_is_answered(tmp_path: Path) -> None:
    assert answered(tmp_path / "gone", "q", lambda: TABLE) == (TABLE, False)
    triple = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:a"), ox.NamedNode("urn:a"))
    odd = Table(("t",), ((triple,),))
    assert answered(tmp_path, "odd", lambda: odd) == (odd, False)
    answered(tmp_path, "q", lambda: TABLE)
    with sqlite3.connect(tmp_path / FILE, isolation_level=None) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert answered(tmp_path, "q", lambda: TABLE) == (TABLE, False)
        writer.execute("ROLLBACK")
    assert answered(tmp_path, "q", never) == (TABLE, True)
