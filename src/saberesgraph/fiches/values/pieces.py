"""A field that names several things, taken apart: no name is cut, and no word is lost."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from saberesgraph.fiches.form.items import pieces as values
from saberesgraph.fiches.values.names import Found, Things
from saberesgraph.language import folded

# what may stand between two names; names that hold one of these are found first
_BETWEEN: Final = re.compile(r"\s*,\s*(?:[ye]\s+)?|\s+[ye]\s+|\.\s+|\s+/\s+|\s*•\s*")
_LIST: Final = re.compile(r"(?P<heading>[^()]+)\((?P<list>[^()]+)\)\W*")
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
        end, more = _next(segment, parts, place, things, decided)
        found += more
        place = end
    if any(each is None or each.taken or each.things for _, each in found):
        return found
    # nothing in it is known: more likely one name that holds these marks
    return [(segment, things.find(segment))]


def _next(
    segment: str, parts: list[_Part], place: int, things: Things, decided: Collection[str]
) -> tuple[int, list[tuple[str, Found | None]]]:
    """Where the next name of a segment ends, and what it is: the longest that is known."""
    for end in range(min(len(parts), place + _LONGEST_NAME), place, -1):
        one = _one(segment[parts[place].start : parts[end - 1].end], things, decided)
        if one is not None:
            return end, [one]
    words = parts[place].text
    listed = _listed(words, things, decided)
    if listed:
        return place + 1, listed
    end = place + 1
    if things.find(words).how == "narrowed":
        end = _tail(parts, place, things, decided)
        words = segment[parts[place].start : parts[end - 1].end]
    found = things.find(words)
    if end > place + 1 and not found.taken:  # what follows does not narrow it
        end, words = place + 1, parts[place].text
        found = things.find(words)
    return end, [(words, found)]


def _listed(words: str, things: Things, decided: Collection[str]) -> list[tuple[str, Found | None]]:
    """Read words that only introduce a list in parentheses, all of which is known."""
    match = _LIST.fullmatch(words)
    if match is None or "," not in match["list"] or things.find(match["heading"]).taken:
        return []
    inner = _split(match["list"], things, decided)
    if not all(found is None or found.taken for _, found in inner):
        return []
    return [(match["heading"].strip(), Found(match["heading"].strip(), "heading", ())), *inner]


def _one(words: str, things: Things, decided: Collection[str]) -> tuple[str, Found | None] | None:
    """What words name as a whole, None where they may have to be parted."""
    if folded(words) in decided:
        return words, None
    found = things.find(words)
    return None if found.how in {"narrowed", "unknown"} else (words, found)


def _tail(parts: list[_Part], place: int, things: Things, decided: Collection[str]) -> int:
    """Where words that narrow a name end: before another name, a capital, or a new sentence."""
    end = place + 1
    while end < len(parts):
        before = parts[end - 1].after.strip()
        words = parts[end].text
        if before in {".", "/", "•"} or words[:1].isupper():
            break
        following = _one(words, things, decided) or ("", things.find(words))
        if following[1] is None or following[1].taken or things.mentioned(words):
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
