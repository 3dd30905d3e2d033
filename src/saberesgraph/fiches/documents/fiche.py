"""The fields of a fiche: what its pieces say, each field as one text."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from saberesgraph.fiches.documents import headings, items
from saberesgraph.fiches.documents.blocks import LEARNED_TITLE, TITLE, Block
from saberesgraph.fiches.documents.index import Section
from saberesgraph.fiches.documents.lines import Line
from saberesgraph.fiches.documents.pieces import Fiche, Piece
from saberesgraph.fiches.documents.words import join
from saberesgraph.fiches.draft import LABEL_ES, SECTION, Place, Sureness, Text

# a text directly under the heading of a section is what the section begins with
_UNDER: Final = {headings.CONDITIONS: "context", headings.PLANNED: "contribution"}
_NO_FIELDS: Final = frozenset(
    {"code", "kind", headings.COMPACT, headings.GUIDING, headings.LEARNED, headings.NOT_LEARNED}
)
_LISTS: Final = frozenset({items.PRINCIPLE, items.OBJECTIVE})
_LEVEL: Final = re.compile(
    r"^(?:muy\s+)?(?:alta|media|baja)(?:\s*[-–/]\s*(?:alta|media|baja))?\b", re.I
)
_MARK: Final = r"(?:[xX✓✔☒☑■●]|\([xX]\)|\[[xX]\])"
_SIGN: Final = re.compile(
    rf"Lecci[oó]n\s+(positiva|negativa)\s*{_MARK}(?!\w)|(?<!\w){_MARK}\s*Lecci[oó]n\s+(positiva|negativa)",
    re.IGNORECASE,
)
# the end of `Actores involucrados (ONG, Gobierno, Empresa)` where a page divides it
_REST: Final = re.compile(r"^(?:(?:ONG|Gobierno|Empresa)[,\s]*)+\)\s*")
_NOTE_NUMBER: Final = re.compile(r"^(\d{1,2})")


class Read(NamedTuple):
    """Fields of a fiche, titles of it that were not taken, and text that is of no field."""

    fields: dict[str, Text]
    titles: list[tuple[str, int]]
    rest: list[tuple[int, list[str]]]


def read(fiche: Fiche, file: str, section: Section | None) -> Read:
    """Return what each field says.

    Principles and objectives are one a line; all else is one text, as printed.

    Args:
        fiche: with its pieces in place.
        file: name of the document, for the places.
        section: that its code belongs to, None where the document does not say.
    """
    numbers = note_numbers(fiche.notes)
    fields: dict[str, Text] = {}
    for name, pieces in _by_field(fiche.pieces).items():
        lines = [line for piece in pieces for line in piece.lines]
        if not lines:
            continue
        place = Place(file, line=pieces[0].number)
        sureness = min(piece.sureness for piece in pieces)
        if any(piece.mended for piece in pieces):
            sureness = min(sureness, Sureness.LIKELY)
        if name == "sustainability":
            level, reason = _sustainability(lines)
            parts = {name: level, "sustainabilityRationale": reason}
        elif name == "lessonSign":
            parts = {name: sign(join(line.text for line in lines))}
        elif name in _LISTS:
            parts = {name: "\n".join(_items(lines))}
        else:
            parts = {name: _REST.sub("", join(line.text for line in lines))}
        for part, text in parts.items():
            text = _without_marks(text, numbers)
            if text:
                fields[part] = Text(text, place, sureness)
    titles = [fields.pop(name) for name in (TITLE, LEARNED_TITLE) if name in fields]
    if titles:
        fields[LABEL_ES] = titles[0]
    if section and section.number:
        fields[SECTION] = Text(section.number, Place(file, line=section.line))
    if section and section.name:
        heading = Place(file, line=section.line)
        fields.setdefault("area", Text(section.name, heading, Sureness.LIKELY))
    rest = [
        (piece.number, [piece.printed, *(line.text for line in piece.lines)])
        for piece in fiche.pieces
        if piece.lines and piece.field in _NO_FIELDS - {"code"}
    ]
    return Read(fields, [(text.text, text.place.line) for text in titles[1:]], rest)


def _by_field(pieces: Sequence[Piece]) -> Mapping[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        name = _UNDER.get(piece.field, piece.field)
        if name and name not in _NO_FIELDS and piece.lines:
            found.setdefault(name, []).append(piece)
    return found


def _items(lines: Sequence[Line]) -> list[str]:
    """Put the lines of each item together."""
    found: list[list[str]] = []
    for line in lines:
        if items.begins(line.text) or not found:
            found.append([])
        found[-1].append(line.text)
    return [join(texts) for texts in found]


def _sustainability(lines: Sequence[Line]) -> tuple[str, str]:
    """Part the level, which stands in the line of the heading, from the reason."""
    first = join([lines[0].text])
    if found := _LEVEL.match(first):
        rest = first[found.end() :].lstrip(" .,:;")
        return found[0], join([rest, *(line.text for line in lines[1:])])
    if len(first.split()) <= 3 and len(lines) > 1:
        return first.rstrip("."), join(line.text for line in lines[1:])
    return "", join(line.text for line in lines)


def sign(text: str) -> str:
    """Return which of both kinds of lesson is marked, "" where no mark is kept.

    >>> sign("Lección positiva X Lección negativa"), sign("Lección positiva Lección negativa")
    ('positiva', '')
    """
    found = _SIGN.search(text)
    if found:
        return (found[1] or found[2]).casefold()
    words = re.findall(r"positiva|negativa", text.casefold())
    return words[0] if len(set(words)) == 1 else ""


def note_numbers(notes: Sequence[Block]) -> set[str]:
    """Return the numbers that the notes of a fiche begin with."""
    found = (_NOTE_NUMBER.match(line.text) for note in notes for line in note.lines)
    return {match[1] for match in found if match}


def _without_marks(text: str, numbers: set[str]) -> str:
    """Leave out the marks of notes: `temporales2`, `capital semilla 1`."""
    for number in numbers:
        text = re.sub(rf"(?<=[^\W\d_]){number}(?![\w,.]\d|\d)(?=\W|$)", "", text)
        text = re.sub(rf"(?:(?<=[)”\"])|(?<=[^\W\d_]\.)){number}(?!\d)", "", text)
        text = re.sub(rf" {number}(?= ?(?:\.|\(|\)|$))", "", text)
    return text.strip()
