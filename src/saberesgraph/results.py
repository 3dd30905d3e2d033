"""The answer to a query: a table of terms, a yes or no, or triples."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

MAX_CELLS: Final = 1_000_000
# as in the grammar of SPARQL 1.1: an accent typed apart is part of a name
_VARIABLE = re.compile(r"\w[\w\u00b7\u0300-\u036f\u203f\u2040]{0,999}")
# an exponent that reaches further is no figure, and takes long to write out
_NUMBER = re.compile(r"[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


def text(term: Term) -> str:
    """Return a term as people read it: an IRI or a lexical form, empty for nothing.

    >>> text(ox.Literal(7)), text(None)
    ('7', '')
    """
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else str(term.value)


def is_number(words: str) -> bool:
    """Return whether words are a number and nothing else.

    >>> is_number("-7.5"), is_number("1.50E3"), is_number("1+1"), is_number("1e9999")
    (True, True, False, False)
    """
    return _NUMBER.fullmatch(words) is not None


def natural(words: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key by which 7 comes before 15, wherever a number stands.

    >>> sorted(["a15", "a7", "a"], key=natural)
    ['a', 'a7', 'a15']
    """
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part)
        for part in re.split("([0-9]+)", words)
        if part
    )


@dataclass(frozen=True)
class Table:
    """Columns and rows; a cell is an RDF term or nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]

    def records(self) -> list[dict[str, str]]:
        """Return one dictionary of texts a row.

        >>> Table(("n",), ((ox.Literal(7),),)).records()
        [{'n': '7'}]
        """
        return [dict(zip(self.columns, map(text, row), strict=True)) for row in self.rows]


Answer = Table | bool | tuple[ox.Triple, ...]


def of_triples(triples: Iterable[ox.Triple]) -> Table:
    """Return triples as a table of three columns, in a fixed order.

    >>> of_triples(()).columns
    ('subject', 'predicate', 'object')
    """
    rows = sorted(
        ((t.subject, t.predicate, t.object) for t in triples), key=lambda r: [*map(str, r)]
    )
    return Table(("subject", "predicate", "object"), tuple(rows))


class TooManyCellsError(ValueError):
    """An answer has more than MAX_CELLS cells."""


def from_json(content: bytes) -> Table | bool:
    """Return the answer that SPARQL 1.1 Query Results JSON holds.

    pyoxigraph's own reader overflows its stack on nested triple terms, so a stranger's answer
    goes through Python's.

    Raises:
        TooManyCellsError: it has more than MAX_CELLS cells.
        ValueError: it is not such JSON, or is cut short.

    >>> from_json(b'{"head": {}, "boolean": true}')
    True
    """
    # each row and cell opens a bracket: counted before anything is built
    if content.count(b"{") > MAX_CELLS:
        raise TooManyCellsError(f"more than {MAX_CELLS} cells")
    try:
        document = json.loads(content)
        if isinstance(document.get("boolean"), bool):
            return bool(document["boolean"])
        columns = tuple(document["head"]["vars"])
        if len(set(columns)) < len(columns) or not all(map(_VARIABLE.fullmatch, columns)):
            raise ValueError("columns that are no variables")
        if len(columns) * len(document["results"]["bindings"]) > MAX_CELLS:
            raise TooManyCellsError(f"more than {MAX_CELLS} cells")
        rows = tuple(
            tuple(_term(row[column]) if column in row else None for column in columns)
            for row in document["results"]["bindings"]
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"no SPARQL results ({error})") from error
    return Table(columns, rows)


def _term(cell: dict[str, Any]) -> Term:
    kind, value = cell["type"], cell["value"]
    if kind == "uri":
        return ox.NamedNode(value)
    if kind == "bnode":
        # servers label them as they like; ours must be legal
        return ox.BlankNode(value if value.isalnum() else f"b{value.encode().hex()}")
    if kind == "triple":
        parts = (_term(value[part]) for part in ("subject", "predicate", "object"))
        return ox.Triple(*parts)  # type: ignore[arg-type]
    if "xml:lang" in cell:
        return ox.Literal(value, language=cell["xml:lang"])
    datatype = cell.get("datatype")
    return ox.Literal(value, datatype=ox.NamedNode(datatype) if datatype else None)
