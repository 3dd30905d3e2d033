"""Tables for people: on a terminal of any width, and in Markdown."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph.language import translator, visible
from saberesgraph.namespaces import XSD, shorten
from saberesgraph.results import Table, Term, is_number, text

# a border and a space on each side of a cell, and the last border
_EDGES: Final = 3
# below this a column of words cannot be read
_NARROW: Final = 14
# a cell pads every other of its column: both are bounded, and CSV holds everything
_MOST_IN_CELL: Final = 2000
_MOST_IN_HEADING: Final = 100
_MOST_CHARACTERS: Final = 20_000_000
# what Markdown as GitHub reads it takes for more than text
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>|~#&$@!])")


@dataclass(frozen=True)
class Readable:
    """A table in words: headings and texts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def yes_or_no(answer: bool, language: str) -> str:
    """Return yes or no in a language."""
    return translator(language)(*(("sí", "yes") if answer else ("no", "no")))


def readable(table: Table, headings: Mapping[str, str] | None, language: str) -> Readable:
    """Return a table in words: only the columns that have a heading, short names for IRIs.

    >>> table = Table(("n", "iri"), ((ox.Literal(True), ox.NamedNode("urn:x")),))
    >>> readable(table, {"n": "¿Está?"}, "es")
    Readable(headings=('¿Está?',), rows=(('sí',),))
    """
    known = {name: heading for name, heading in (headings or {}).items() if name in table.columns}
    # a stranger's header may speak of other columns than its query gives
    named = known or {column: column for column in table.columns}
    places = [table.columns.index(column) for column in named]
    return Readable(
        tuple(visible(heading)[:_MOST_IN_HEADING] for heading in named.values()),
        tuple(tuple(words(row[place], language) for place in places) for row in table.rows),
    )


def words(cell: Term, language: str) -> str:
    """Return a term in words: a short name for an IRI, yes or no for a truth value."""
    if isinstance(cell, ox.NamedNode):
        return visible(shorten(cell.value))
    if isinstance(cell, ox.Literal) and cell.datatype.value == XSD + "boolean":
        return yes_or_no(cell.value in {"true", "1"}, language)
    return visible(text(cell))


def plain(table: Readable, width: int = 0) -> str:
    """Return a table for a terminal of a width in characters, 0 for no limit.

    Where the columns do not fit even when wrapped, each row becomes a block of lines.
    """
    if not table.headings:
        return ""
    table = Readable(table.headings, tuple(tuple(map(_cut, row)) for row in table.rows))
    widths = _fitting(table, width)
    if widths is None or sum(widths) * len(table.rows) > _MOST_CHARACTERS:
        return _blocks(table, width)
    from prettytable import HRuleStyle, PrettyTable, TableStyle

    drawn = PrettyTable()
    drawn.set_style(TableStyle.SINGLE_BORDER)
    # its own field names must be unique and headings need not be
    drawn.field_names = [str(number) for number in range(len(table.headings))]
    drawn.header = False
    drawn.add_row(list(table.headings), divider=True)
    drawn.add_rows([*map(list, table.rows)])
    if any(len(cell) > most for row in table.rows for cell, most in zip(row, widths, strict=True)):
        drawn.hrules = HRuleStyle.ALL  # which lines make a row would be hard to see
    for number, most in enumerate(widths):
        column = [row[number] for row in table.rows if row[number]]
        numeric = bool(column) and all(map(is_number, column))
        drawn.align[str(number)] = "r" if numeric else "l"
        drawn.max_width[str(number)] = most
    return f"{drawn.get_string()}\n"


def _cut(cell: str) -> str:
    return cell if len(cell) <= _MOST_IN_CELL else cell[: _MOST_IN_CELL - 1] + "…"


def _fitting(table: Readable, width: int) -> list[int] | None:
    """Return the widths of the columns, the widest cut first; None where they do not fit."""
    columns = zip(table.headings, *table.rows, strict=True)
    widths = [max(map(len, column)) for column in columns]
    if not width:
        return widths
    room = width - 1 - _EDGES * len(widths)
    while sum(widths) > room:
        widest = max(widths)
        if widest <= _NARROW:
            return None
        widths[widths.index(widest)] -= 1
    return widths


def _blocks(table: Readable, width: int) -> str:
    indent = max(map(len, table.headings)) + 2
    blocks = []
    for row in table.rows:
        lines = []
        for heading, cell in zip(table.headings, row, strict=True):
            room = max(width - indent, _NARROW) if width else _MOST_IN_CELL
            first, *rest = textwrap.wrap(cell, room) or [""]
            lines += [f"{heading + ':':<{indent}}{first}", *(" " * indent + line for line in rest)]
        blocks.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def in_markdown(words: str) -> str:
    r"""Return words as Markdown shows them, on one line: none of their marks counts.

    >>> in_markdown("a|b <c>")
    'a\\|b \\<c\\>'
    """
    return _MARKUP.sub(r"\\\1", visible(words))


def markdown(table: Readable) -> str:
    """Return a table in Markdown; what it holds stays text."""

    def line(cells: tuple[str, ...]) -> str:
        escaped = (re.sub(r"([\\|<>`\[\]])", r"\\\1", visible(cell)) for cell in cells)
        return f"| {' | '.join(escaped)} |"

    rule = f"|{'---|' * len(table.headings)}"
    return "\n".join([line(table.headings), rule, *map(line, table.rows)]) + "\n"
