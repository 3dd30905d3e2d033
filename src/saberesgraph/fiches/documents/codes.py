"""Codes of fiches as printed, mended where one character was read for another."""

import re
from typing import Final, NamedTuple

from saberesgraph.fiches.draft import LETTERS

KINDS: Final = {letters: kind for kind, letters in LETTERS.items()}

_FORM = re.compile(
    r"(?P<kind>[B8]\s?P|L\s?[AN4])\s?(?P<number>[0-9IlOo|]{1,2})\s?(?P<mark>[_\-–—.~]?)\s?"
    r"(?P<area>[A-Z0-9&]{2,4})(?![A-Za-z0-9])"
)
_AS_DIGIT = str.maketrans({"I": "1", "l": "1", "|": "1", "O": "0", "o": "0"})
_AS_LETTER = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "6": "G", "&": None})
_AS_KIND = str.maketrans({"8": "B", "4": "A", " ": None})


class Code(NamedTuple):
    """A code as it should be, as it was printed, and the text after it."""

    code: str
    printed: str
    rest: str

    @property
    def mended(self) -> bool:
        """Whether it was printed otherwise."""
        return self.code != self.printed

    @property
    def kind(self) -> str:
        """Kind of fiche that its letters say."""
        return KINDS[self.code[:2]]


def at_start(text: str) -> Code | None:
    """Return the code that a text begins with, if it does.

    >>> at_start("BPI0_PC: Título"), at_start("LAS personas")
    (Code(code='BP10_PC', printed='BPI0_PC', rest=': Título'), None)
    """
    text = text.strip()
    found = _FORM.match(text)
    if not found or not (found["mark"] or found["number"].isdigit()):
        return None
    number = found["number"].translate(_AS_DIGIT).lstrip("0")
    if not number:
        return None
    kind = found["kind"].translate(_AS_KIND)
    code = f"{kind}{number}_{found['area'].translate(_AS_LETTER)}"
    return Code(code, found[0], text[found.end() :])


def alone(text: str) -> Code | None:
    """Return the code that a text is, if it is nothing else."""
    code = at_start(text)
    return code if code and not code.rest.strip(" .:") else None


def titled(text: str) -> Code | None:
    """Return the code of a line that gives a title after it: `BP1_AH: Lograr acuerdos`."""
    code = at_start(text)
    return code if code and code.rest.lstrip().startswith(":") else None
