"""Answers are kept beside a store on disk, as they are; where they cannot be, it answers."""

import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from saberesgraph.answers import FILE, Answered, answered
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


ASKED = Answered(TABLE, 4, kept=False)
KEPT = Answered(TABLE, 4, kept=True)
LONG = Table(("n",), tuple((ox.Literal(n),) for n in range(2500)))


def test_an_answer_is_kept_as_it_is(tmp_path: Path) -> None:
    assert answered(tmp_path, "q", lambda: TABLE) == ASKED
    assert answered(tmp_path, "q", never) == KEPT
    other = Table(("n",), ())
    assert answered(tmp_path, "another", lambda: other) == Answered(other, 0, kept=False)
    assert answered(tmp_path, "another", never) == Answered(other, 0, kept=True)


@pytest.mark.parametrize(
    "ends", [(None,), (0, 7), (998, 1003), (1000, 2000), (2400, 2600), (2500, 2600), (9000, 9100)]
)
def test_some_rows_are_read_without_the_rest(ends: tuple[int | None, ...], tmp_path: Path) -> None:
    rows = slice(*ends)
    wanted = Table(LONG.columns, LONG.rows[rows])
    assert answered(tmp_path, "q", lambda: LONG, rows) == Answered(wanted, 2500, kept=False)
    assert answered(tmp_path, "q", never, rows) == Answered(wanted, 2500, kept=True)
    others = [each for each in range(3) if wanted.rows and not covers(rows, each)]
    with sqlite3.connect(tmp_path / FILE) as kept:
        kept.executemany(
            "UPDATE blocks SET content = x'00' WHERE number = ?", [[n] for n in others]
        )
    assert answered(tmp_path, "q", never, rows).table == wanted


def covers(rows: slice, block: int) -> bool:
    first, last, _ = rows.indices(2500)
    return first < (block + 1) * 1000 and last > block * 1000


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0"])
def test_a_damaged_file_is_no_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert answered(tmp_path, "q", lambda: TABLE) == ASKED


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE blocks SET content = x'00' WHERE number = 1",
        "UPDATE blocks SET content = 'text' WHERE number = 1",
        "UPDATE blocks SET content = NULL WHERE number = 1",
        "DELETE FROM blocks WHERE number = 1",
        "UPDATE asked SET count = 2501",
        "UPDATE asked SET count = 'many'",
        "UPDATE asked SET columns = 'n'",
        "DROP TABLE blocks",
    ],
)
def test_a_damaged_answer_is_asked_again(damage: str, tmp_path: Path) -> None:
    answered(tmp_path, "q", lambda: LONG)
    with sqlite3.connect(tmp_path / FILE) as kept:
        kept.execute(damage)
    assert answered(tmp_path, "q", lambda: LONG) == Answered(LONG, 2500, kept=False)
    assert answered(tmp_path, "q", never) == Answered(LONG, 2500, kept=True)


def test_what_cannot_be_kept_is_answered(tmp_path: Path) -> None:
    assert answered(tmp_path / "gone", "q", lambda: TABLE) == ASKED
    triple = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:a"), ox.NamedNode("urn:a"))
    odd = Table(("t",), ((triple,),))
    for _ in range(2):
        assert answered(tmp_path, "odd", lambda: odd) == Answered(odd, 1, kept=False)
    answered(tmp_path, "q", lambda: TABLE)
    with sqlite3.connect(tmp_path / FILE, isolation_level=None) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert answered(tmp_path, "q", lambda: TABLE) == ASKED
        writer.execute("ROLLBACK")
    assert answered(tmp_path, "q", never) == KEPT
