"""A field that names several things, taken apart: no name is cut, and no word is lost."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from saberesgraph.fiches.items import pieces as values
from saberesgraph.fiches.names import Found, Things
from saberesgraph.language import folded

# what may stand between two names; names that hold one of these are found first
_BETWEEN: Final = re.compile(r"\s*,\s*(?:[ye]\s+)?|\s+[ye]\s+|\.\s+|\s+/\s+|\s*•\s*")
_PARENTHESES: Final = re.compile(r"\([^()]*\)")
# each name of these begins so, wherever the last one ended
_MARKED: Final = {
    "objective": re.compile(r"(?=\bObjetivos?\s+[0-9]{1,2}\s*[:.)-])", re.IGNORECASE),
    "principle": re.compile(r"(?=(?<![\w(])(?:[a-z]|[0-9]{1,2})\s?\)\s*\w)", re.IGNORECASE),
}
_LONGEST_NAME: Final = 12  # parts that may be one name: an objective has three
_MOST: Final = 300  # parts of one field


@dataclass(frozen=True)
class _Part:
    text: str
    start: int
    end: int
    after: str


def pieces(
    text: str, things: Things, decided: Collection[str] = frozenset()
) -> tuple[tuple[str, Found | None], ...]:
    """Return each piece of a field as printed, and what it names.

    Pieces are parted by `;` and line ends, and where a piece names nothing as a whole, by
    `,`, `y`, `e`, `/` and full stops; the longest name wins, and words that narrow a name stay
    with it.

    Args:
        text: as printed; a piece in double quotes is one.
        things: that it may name.
        decided: folded words that stand for themselves: None is found for them.
    """
    segments = [each for segment in _segments(text) for each in _marked(segment, things)]
    if len(segments) > _MOST:  # no fiche is like that: a person has to see it
        return ((text, Found(text, "unknown", ())),)
    found: list[tuple[str, Found | None]] = []
    for segment in segments:
        found += _split(segment, things, decided)
    return tuple(found)


def _segments(text: str) -> list[str]:
    lines = (line.strip() for value in values(text) for line in value.splitlines())
    return [line for line in lines if line.strip(" .,")]


def _marked(segment: str, things: Things) -> list[str]:
    mark = _MARKED.get(things.kind)
    if mark is None:
        return [segment]
    return [part.strip(" ,;") for part in mark.split(segment) if part.strip(" ,;.")]


def _split(
    segment: str, things: Things, decided: Collection[str]
) -> list[tuple[str, Found | None]]:
    whole = _one(segment, things, decided)
    if whole is not None:
        return [whole]
    parts = _parts(segment)
    if len(parts) > _MOST:
        return [(segment, Found(segment, "unknown", ()))]
    found: list[tuple[str, Found | None]] = []
    place = 0
    while place < len(parts):
        for end in range(min(len(parts), place + _LONGEST_NAME), place, -1):
            words = segment[parts[place].start : parts[end - 1].end]
            one = _one(words, things, decided)
            if one is not None:
                break
        else:
            end = place + 1
            one = (parts[place].text, things.find(parts[place].text))
            if one[1] is not None and one[1].how == "narrowed":
                end = _tail(parts, place, things, decided)
                words = segment[parts[place].start : parts[end - 1].end]
                one = (words, Found(words, "narrowed", one[1].things))
        found.append(one)
        place = end
    if not any(each is None or each.taken for _, each in found):
        # nothing in it is known: more likely one name that holds these marks
        near = things.find(segment)
        if near.things or len(found) == 1:
            return [(segment, near)]
    return found


def _one(words: str, things: Things, decided: Collection[str]) -> tuple[str, Found | None] | None:
    """What words name as a whole, None where they may have to be parted."""
    if folded(words) in decided:
        return words, None
    found = things.find(words)
    return (words, found) if found.how not in {"narrowed", "unknown"} else None


def _tail(parts: list[_Part], place: int, things: Things, decided: Collection[str]) -> int:
    """Where words that narrow a name end: before another name, a capital, or a new sentence."""
    end = place + 1
    while end < len(parts):
        before = parts[end - 1].after.strip()
        words = parts[end].text
        if before in {".", "/", "•"} or words[:1].isupper():
            break
        following = _one(words, things, decided) or ("", things.find(words))
        if following[1] is None or following[1].taken:
            break
        end += 1
    return end


def _parts(segment: str) -> list[_Part]:
    hidden = _PARENTHESES.sub(lambda match: "(" * len(match[0]), segment)
    parts, start = [], 0
    for match in [*_BETWEEN.finditer(hidden), None]:
        end = match.start() if match else len(segment)
        text = segment[start:end]
        if text.strip(" .,"):
            parts.append(_Part(text.strip(), start, end, match[0] if match else ""))
        start = match.end() if match else end
    return parts
