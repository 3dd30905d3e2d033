"""The answer to a query: a table with canonical text, and its CSV."""

import csv
import io
import re
from dataclasses import dataclass

import pyoxigraph as ox

_NUMBER = re.compile(r"[+-]?[0-9]+([.][0-9]+)?")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | None


def text(term: Term) -> str:
    """Return a term as people read it: an IRI or a lexical form, empty for nothing.

    >>> text(ox.Literal(7)), text(None)
    ('7', '')
    """
    return "" if term is None else str(term.value)


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

    def csv(self) -> str:
        r"""Return the table as CSV: RFC 4180, comma, quoted where needed.

        A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers
        stay as they are.

        >>> Table(("n", "m"), ((ox.Literal("=1+1"), ox.Literal(-7)),)).csv()
        "n,m\r\n'=1+1,-7\r\n"
        """
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows([_inert(cell) for cell in row] for row in self.rows)
        return out.getvalue()


def _inert(cell: Term) -> str:
    words = text(cell)
    if _NUMBER.fullmatch(words) or not words.startswith(("=", "+", "-", "@", "\t", "\r")):
        return words
    return f"'{words}"
