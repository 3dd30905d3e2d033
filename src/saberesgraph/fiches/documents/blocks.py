"""Lines cut at the headings of the form: each heading with the lines under it."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from saberesgraph.fiches.documents import codes, headings, items
from saberesgraph.fiches.documents.lines import NUMBER, Line
from saberesgraph.fiches.documents.words import goes_on, join, squash, unfinished

# what blocks hold besides fields of the form
HEADLESS: Final = ""
NOTE: Final = "note"
TITLE: Final = "title"
LEARNED_TITLE: Final = "learnedTitle"
INDEX: Final = "index"
FURNITURE: Final = "furniture"
SECTION: Final = "section-heading"
HEAD: Final = frozenset({"area", "code", "kind", TITLE})
FIGURES: Final = frozenset({"assistedPopulation", "budgetUSD"})
# fields of one short value: what stands apart from it is not theirs
_SHORT: Final = frozenset({"keyword", "area", "code", "kind"})
_LISTED: Final = frozenset(
    {headings.COMPACT, headings.GUIDING, "statedGoal", items.PRINCIPLE, items.OBJECTIVE, HEADLESS}
)
# a figure takes no more words than these in a line of its own
_WORDS: Final = 4
_GOAL = re.compile(r"\bODS\b|\bObjetivos? de Desarrollo\b|^\d{1,2}(\s*[,;y.]\s*\d{1,2})*\.?$")
_NUMBERED_NOTE = re.compile(r"^\d{1,2}t?\s?(?:https?:|www\.|[A-ZÁÉÍÓÚ\"“][^\d])")
_AREA_OF = re.compile(r"leccionesybuenaspracticasdel|^de(?:larea)?[a-z ]{6,}\(")
_ABBREVIATION = re.compile(r"\(([A-Z&]{2,4})\)\s*$")
_SECTION_NUMBER = re.compile(r"^(\d)\s?\.\s?(\d{1,2})(?=\s|$)")


@dataclass
class Block:
    """A heading and the lines under it.

    Args:
        field: what it opens, or one of the names above.
        printed: the heading as printed, "" for none.
        number: of the line where it begins.
        lines: under it; the first may share the line of the heading.
        mended: whether the heading was printed with a slip.
        soft: whether a text without a heading may well be of the field before it.
    """

    field: str
    printed: str
    number: int
    lines: list[Line] = dataclasses.field(default_factory=list)
    mended: bool = False
    soft: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing stands under the heading."""
        return not self.lines

    @property
    def text(self) -> str:
        """What stands under it, as one text."""
        return join(line.text for line in self.lines)

    @property
    def last(self) -> int:
        """Number of its last line."""
        return self.lines[-1].number if self.lines else self.number


def is_section(text: str) -> bool:
    """Say whether a line names an area of the catalogue, with its number or abbreviation."""
    if codes.at_start(text) or not _upper(text):
        return False
    return bool(
        _AREA_OF.search(squash(text))
        or (_ABBREVIATION.search(text) and len(text) > 8)
        or (_SECTION_NUMBER.match(text))
    )


def _upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 0.9 * len(letters)


class _Reader:
    """Reads lines one after the other; `pages` are the blocks between plain cuts."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.pages: list[list[Block]] = []
        self.open = Block(HEADLESS, "", 0)
        self.aside: Block | None = None

    def start(self, block: Block) -> Block:
        self.pages[-1].append(block)
        self.open, self.aside = block, None
        return block

    def beside(self, field: str, line: Line) -> None:
        """Put a line into a block of its own that does not close the open one."""
        if self.aside is None or self.aside.field != field:
            self.aside = Block(field, "", line.number)
            self.pages[-1].append(self.aside)
        self.aside.lines.append(line)

    def read(self) -> list[list[Block]]:
        place = 0
        while place < len(self.lines):
            line = self.lines[place]
            if line.cut or not self.pages:
                self.pages.append([])
                self.open, self.aside = Block(HEADLESS, "", line.number), None
            place += self.take(place, line)
        return [page for page in self.pages if page]

    def take(self, place: int, line: Line) -> int:
        """Take a line, and those that its heading shares; return how many."""
        text = line.text
        if self._furniture(line):
            self.beside(FURNITURE, line)
            return 1
        if squash(text) == "codigodescripcion":
            self.start(Block(INDEX, text, line.number))
            return 1
        if is_section(text) or (self._beside_section(place, text)):
            self.beside(SECTION, line)
            return 1
        if self.open.field == INDEX and self._index(line):
            return 1
        titled = codes.titled(text)
        if titled:
            self._title(titled, line)
            return 1
        found = headings.at_start(self._ahead(place))
        if found and not (found.field == "kind" and self.open.field not in HEAD):
            return self._heading(place, line, found)
        if self._note(line):
            self.beside(NOTE, line)
            return 1
        self.aside = None
        for part in items.split(text):
            self._text(replace(line, text=part))
        return 1

    def _ahead(self, place: int) -> str:
        texts = [self.lines[place].text]
        for line in self.lines[place + 1 : place + 3]:
            if line.gap > 1 or line.cut:
                break
            texts.append(line.text)
        return "\n".join(texts)

    def _furniture(self, line: Line) -> bool:
        if NUMBER.match(line.text):
            value = self.open.field == "statedGoal" or self.open.field in FIGURES
            return not (value and self.open.bare)
        return line.furniture

    def _beside_section(self, place: int, text: str) -> bool:
        """Say whether this is debris of a section heading: letters set one below the other."""
        if len(squash(text)) > 2 or self.open.field in FIGURES:
            return False
        around = self.lines[max(0, place - 2) : place + 3]
        return sum(len(squash(line.text)) <= 2 for line in around) >= 3

    def _index(self, line: Line) -> bool:
        """Take a line of the table of codes and titles; say no where the table has ended."""
        found = headings.at_start(line.text)
        if codes.titled(line.text) or (found and found.field in {"area", "code"}):
            return False
        last = self.open.lines[-1] if self.open.lines else None
        code = codes.at_start(line.text)
        if last and not code and line.gap and not codes.alone(last.text):
            return False
        self.open.lines.append(line)
        return True

    def _title(self, code: codes.Code, line: Line) -> None:
        rest = code.rest.lstrip(" :")
        lesson = self.open.field in {headings.LEARNED, headings.NOT_LEARNED}
        field = LEARNED_TITLE if lesson else TITLE
        block = self.start(Block(field, code.printed, line.number))
        if rest:
            block.lines.append(replace(line, text=rest))

    def _heading(self, place: int, line: Line, found: headings.Found) -> int:
        ahead = self._ahead(place)
        taken = ahead[: found.end].count("\n") + 1
        rest = ahead[found.end :].partition("\n")[0].strip()
        if found.field == headings.LEARNED and self.open.field == "code":
            found = found._replace(field="kind")
        block = Block(found.field, found.printed, line.number, mended=found.mended)
        if self.open.field == found.field == headings.GUIDING:
            self.open.printed += " " + found.printed
            return taken
        self.start(block)
        if rest:
            last = replace(self.lines[place + taken - 1], text=rest, gap=0)
            for part in items.split(rest):
                self._text(replace(last, text=part))
        return taken

    def _note(self, line: Line) -> bool:
        if line.note:
            return True
        if self.aside is not None and self.aside.field == NOTE:
            return not line.gap
        return bool(_NUMBERED_NOTE.match(line.text)) and self.open.field not in FIGURES

    def _text(self, line: Line) -> None:
        listed = items.certain(line.text)
        listed = listed or (items.kind(line.text) if self.open.field in _LISTED else "")
        if listed:
            if self.open.field != listed:
                printed = self.open.printed if self.open.field == headings.GUIDING else ""
                self.start(Block(listed, printed, line.number))
            self.open.lines.append(line)
            return
        if self._apart(line):
            self.start(Block(HEADLESS, "", line.number))
        elif self._anew(line):
            self.start(Block(HEADLESS, "", line.number, soft=True))
        elif self.open not in self.pages[-1]:
            self.start(self.open)
            self.open.number = line.number
        for part, block in self._inner(line):
            if block:
                self.start(block)
            if part.text:
                self.open.lines.append(part)

    def _apart(self, line: Line) -> bool:
        """Say whether a text cannot stand under the open heading."""
        here = self.open
        if here.field in {headings.COMPACT, headings.GUIDING}:
            return True
        if here.field == "statedGoal":
            return not _GOAL.search(line.text)
        if here.field in {items.PRINCIPLE, items.OBJECTIVE}:
            return not unfinished(here.lines[-1].text) and bool(line.gap or line.text[0].isupper())
        if here.field in _SHORT and here.lines and line.gap:
            plain = not unfinished(here.text) or line.gap > 1
            return here.field == "keyword" and plain
        return False

    def _anew(self, line: Line) -> bool:
        """Say whether a text begins in the middle of a sentence that is not the one before it."""
        here = self.open
        if not here.lines or here.field in {HEADLESS, INDEX}:
            return False
        if here.field in FIGURES:
            return len(line.text.split()) > _WORDS and any(c.isdigit() for c in here.text)
        before = here.lines[-1].text
        return bool(line.gap) and before.endswith(".") and goes_on(line.text)

    def _inner(self, line: Line) -> list[tuple[Line, Block | None]]:
        """Part a line at headings in the middle of it."""
        parts: list[tuple[Line, Block | None]] = []
        block: Block | None = None
        text = line.text
        while (inner := headings.inside(text)) is not None:
            place, found = inner
            parts.append((replace(line, text=text[:place].strip()), block))
            block = Block(found.field, found.printed, line.number, mended=found.mended)
            text = text[place + found.end :].strip()
        parts.append((replace(line, text=text), block))
        return parts


def read(lines: Sequence[Line]) -> list[list[Block]]:
    """Return the blocks of each stretch of lines that no plain cut divides."""
    return _Reader(lines).read()
