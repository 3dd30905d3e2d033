"""Tables of codes and titles, and the numbers of the sections they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from saberesgraph.fiches.documents import codes
from saberesgraph.fiches.documents.blocks import INDEX, SECTION, Block
from saberesgraph.fiches.documents.lines import Line
from saberesgraph.fiches.documents.words import join

_ABBREVIATION = re.compile(r"\(([A-Z&]{2,4})\)\s*$")
_NUMBER = re.compile(r"^(\d)\s?\.\s?(\d{1,2})(?=\s|$)")
_NAME = re.compile(r"(?:(?:^|.*\b)ÁREA(?:\s+DE)?|^DE|^[\d. ]+)\s+(?P<name>[^()]+?)\s*\(", re.DOTALL)
# a heading of a section stands so many lines from its table at most
_NEAR = 30


class Entry(NamedTuple):
    """One line of a table: code and title, and where it stands."""

    code: codes.Code
    title: str
    number: int


class Section(NamedTuple):
    """A section: number, name and abbreviation of its area as printed, and its line."""

    number: str
    name: str
    abbreviation: str
    line: int


@dataclass
class Index:
    """What the tables of a document say.

    Args:
        entries: by code.
        sections: by the letters that the codes of a section end with.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)


def read(blocks: Sequence[Block]) -> Index:
    """Return what the tables and the headings around them say."""
    index = Index()
    tables = [block for block in blocks if block.field == INDEX]
    headings = [block for block in blocks if block.field == SECTION]
    for table in tables:
        found = [entry for entry in _entries(table.lines) if entry.title]
        for entry in found:
            index.entries.setdefault(entry.code.code, entry)
        near = [
            line
            for block in headings
            for line in block.lines
            if table.number - _NEAR <= line.number <= table.last + _NEAR
        ]
        areas = {entry.code.code.partition("_")[2] for entry in found}
        if len(areas) == 1 and near:
            index.sections.setdefault(areas.pop(), _section(near))
    return index


def _entries(lines: Sequence[Line]) -> list[Entry]:
    entries: list[tuple[codes.Code, int, list[str]]] = []
    for line in lines:
        code = codes.at_start(line.text)
        if code:
            entries.append((code, line.number, [code.rest]))
        elif entries:
            entries[-1][2].append(line.text)
    return [Entry(code, join(texts), number) for code, number, texts in entries]


def _section(lines: Sequence[Line]) -> Section:
    number = name = abbreviation = ""
    for line in lines:
        if found := _NUMBER.match(line.text):
            number = number or f"{found[1]}.{found[2]}"
    for line in lines:
        if found := _ABBREVIATION.search(line.text):
            abbreviation = found[1]
    if found := _NAME.search(join(line.text for line in lines)):
        name = found["name"]
    return Section(number, name, abbreviation, lines[0].number)
