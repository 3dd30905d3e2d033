"""The two languages people read, and how words are compared whatever their accents."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final

LANGUAGES: Final = ("es", "en")
_CLOSE = 0.6
_COMPARED = 100
# C0 and C1 controls and the marks that turn the direction of a text: a terminal obeys them
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def translator(language: str) -> Callable[[str, str], str]:
    """Return a function that takes a sentence in Spanish and in English and returns the one asked.

    >>> translator("en")("fichas", "records")
    'records'
    """
    return (lambda es, en: en) if language == "en" else (lambda es, en: es)


def folded(words: str) -> str:
    """Return words as they are compared: no accents, no capitals, no marks, single spaces.

    >>> folded("  TULCÁN, Bolívar (Ñuñoa) ")
    'tulcan bolivar nunoa'
    """
    plain = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def near_matches(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return the known names closest to a name, best first, none that is far.

    >>> near_matches("objetive", ["territory", "objective"])
    ['objective']
    """
    wanted = folded(name)[:_COMPARED]

    def closeness(candidate: str) -> float:
        other = folded(candidate)
        contained = len(wanted) > 2 and wanted in other
        return max(SequenceMatcher(None, wanted, other).ratio(), 0.9 if contained else 0.0)

    ranked = sorted(((closeness(k), k) for k in dict.fromkeys(known)), key=lambda r: (-r[0], r[1]))
    return [candidate for score, candidate in ranked[:count] if score >= _CLOSE]


def visible(words: str) -> str:
    r"""Return words on one line, with control characters as `\uXXXX`.

    >>> visible("a\tb\x1b[31m")
    'a b\\u001b[31m'
    """
    one_line = re.sub(r"[\t\r\n]+", " ", words)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", one_line)


def number(value: float | Decimal | None, language: str) -> str:
    """Return a number as it is written in a language; a Decimal keeps its digits.

    >>> number(32000, "en"), number(1500.5, "en")
    ('32,000', '1,500.50')
    """
    if value is None:
        return ""
    whole = isinstance(value, Decimal) or value == int(value)
    words = f"{value:,}" if whole else f"{value:,.2f}"
    if language == "en":
        return words
    # as the Real Academia writes them: a thin space that does not break, and a comma
    return words.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
