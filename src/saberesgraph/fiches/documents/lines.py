"""Lines of a document, clean of the marks of its format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# a line of nothing but many spaces, or a rule, stands before the notes at the foot of a page
_NOTES = re.compile(r"^(\s{40,}|\s*[_–—-]{5,}\s*)$")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|__)(?=\S)|(?<=\S)(\*{1,3}|__)(?!\w)")
_BULLET = re.compile(r"^\s*(?:[-*•·▪]\s+|#{2,6}\s+|#\s+(?!de\b|personas\b|depob))")
_HEAD = re.compile(r"^(?:\d{1,3}\s*[A-ZÁÉÍÓÚÑ ]{12,}|[A-ZÁÉÍÓÚÑ ]{12,}\s*\d{1,3})$")
NUMBER = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True)
class Line:
    """One line that says something.

    Args:
        number: of the line in the document, from 1.
        text: clean.
        gap: how many blank lines stand before it.
        cut: whether a page plainly begins with it.
        note: whether it opens the notes at the foot of a page.
    """

    number: int
    text: str
    gap: int = 0
    cut: bool = False
    note: bool = False

    @property
    def furniture(self) -> bool:
        """Whether it is a running head with the number of its page."""
        return bool(_HEAD.match(self.text)) and not self.text.isdigit()


def _is_rule(raw: str) -> bool:
    """Say whether a line only divides a table of Markdown."""
    return "---" in raw and not raw.strip("-|: \t\r")


def clean(text: str) -> str:
    """Return a line without marks of Markdown, bullets and cell borders.

    >>> clean("| Territorio | Quito |"), clean("- **f) Derechos humanos.**")
    ('Territorio Quito', 'f) Derechos humanos.')
    """
    text = text.replace("\u00ad", "").replace("\ufeff", "").replace("\f", "")
    if text.lstrip().startswith("|"):
        text = " ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    text = _EMPHASIS.sub("", _BULLET.sub("", text))
    return " ".join(text.split())


def read(lines: Sequence[str]) -> list[Line]:
    """Return the lines that say something."""
    found: list[Line] = []
    gap, cut, note = 0, False, False
    for number, raw in enumerate(lines, 1):
        cut = cut or "\f" in raw
        note = note or bool(_NOTES.match(raw.replace("\f", "")))
        text = "" if _is_rule(raw) else clean(raw)
        if not text:
            gap += 1
            continue
        found.append(Line(number, text, gap, cut, note))
        gap, cut, note = 0, False, False
    return found
