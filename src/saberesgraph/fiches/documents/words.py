"""Text as printed, made comparable and put together again."""

import re
import unicodedata
from collections.abc import Iterable

# what may close a finished sentence or item
_END = re.compile(r"[.!?:;»”\"|]\s*\d{0,2}\s*$")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;:](?:\s|$))")
_HYPHEN = re.compile(r"\w-$")


def squash(text: str) -> str:
    """Return letters and digits alone, small and without accents.

    >>> squash("Relación causa -efecto:")
    'relacioncausaefecto'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def squashed(text: str) -> tuple[str, list[int]]:
    """Return what `squash` does, and where in the text each of its characters stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if part.isalnum():
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def join(lines: Iterable[str]) -> str:
    """Return lines as one text: words that a line end divided are whole again.

    >>> join(["asistencia psi-", "cosocial , hasta", "el fin ."])
    'asistencia psicosocial, hasta el fin.'
    """
    text = ""
    for line in (line.strip() for line in lines):
        if _HYPHEN.search(text) and line[:1].islower():
            text = text[:-1] + line
        elif text and line:
            text = f"{text} {line}"
        else:
            text += line
    return _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", text)).strip()


def unfinished(text: str) -> bool:
    """Say whether a sentence plainly goes on after this text.

    >>> unfinished("los objetivos planteados por el"), unfinished("hasta el fin.")
    (True, False)
    """
    return bool(text.strip()) and not _END.search(text)


def goes_on(text: str) -> bool:
    """Say whether a text plainly goes on from one before it: it begins with a small letter."""
    first = next((character for character in text if character.isalnum()), "")
    return first.islower() and not re.match(r"\s*[a-z0-9]{1,2}\)", text)
