"""The links of one record as a picture: the record in the middle, what it is linked with around."""

import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from saberesgraph.drawing.page import fragment
from saberesgraph.practice.evidence import Evidence

# Okabe and Ito's palette; the heading of each group says the same in words
_COLOURS: Final = {
    "area": "#000000",
    "objective": "#B87D00",
    "principle": "#C0659A",
    "territory": "#009E73",
    "scope": "#009E73",
    "actor": "#D55E00",
    "replicator": "#D55E00",
    "mentionedActor": "#D55E00",
    "derivedGoal": "#7A6F00",
    "statedGoal": "#7A6F00",
}
_OTHER: Final = "#56606b"
_WIDTH: Final = 1080
_SIDE: Final = 330  # of a box at a side
_MIDDLE: Final = 230  # of the box in the middle
_LINE: Final = 18  # height of a line of text
_ROOM: Final = 8  # above and below the text of a box
_GAP: Final = 6  # between boxes
_HEADING: Final = 30  # height of a group's heading, with the room above it
_LEGEND: Final = 44
_MARK: Final = 0.12  # how far along its line the mark of a normalised link stands
# the width of a character of the text of a box, on average over a line: that of DejaVu Serif, the
# widest of the fonts that stand in where no other is installed
_CHARACTER: Final = 9.0


@dataclass(frozen=True)
class Group:
    """What a record is linked with by one link: evidence, and the words for each item."""

    link: str
    name: str
    items: list[tuple[Evidence, str]]


@dataclass(frozen=True)
class Box:
    """A thing as it is drawn, its line to the middle included."""

    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    basis: str
    colour: str
    href: str | None
    path: str
    mark: tuple[int, int]


@dataclass(frozen=True)
class Heading:
    """The name of a group as it is drawn."""

    x: int
    y: int
    text: str


def link_diagram(
    code: str,
    title: str,
    left: Sequence[Group],
    right: Sequence[Group],
    language: str,
    href: Callable[[str], str | None] = lambda curie: None,
) -> Markup:
    """Return the picture as SVG; a thing leads to where `href` says that it is told of."""
    lines = wrapped(title, _MIDDLE)
    middle = (len(lines) + 1) * _LINE + 2 * _ROOM
    height = max(_height(left), _height(right), middle + 2 * _HEADING)
    boxes: list[Box] = []
    headings: list[Heading] = []
    for groups, x in ((left, 0), (right, _WIDTH - _SIDE)):
        top = (height - _height(groups)) // 2
        for part in _column(groups, x, top, height // 2, href):
            if isinstance(part, Box):
                boxes.append(part)
            else:
                headings.append(part)
    return fragment(
        "link_diagram.svg.j2",
        language,
        code=code,
        title=title,
        lines=lines,
        width=_WIDTH,
        height=height,
        legend=_LEGEND,
        side=_SIDE,
        middle={
            "x": (_WIDTH - _MIDDLE) // 2,
            "y": (height - middle) // 2,
            "width": _MIDDLE,
            "height": middle,
        },
        room=_ROOM,
        line=_LINE,
        boxes=boxes,
        headings=headings,
        count=sum(len(group.items) for group in (*left, *right)),
    )


def _height(groups: Sequence[Group]) -> int:
    return sum(
        _HEADING + sum(_box_height(wrapped(words, _SIDE)) + _GAP for _, words in group.items)
        for group in groups
    )


def _box_height(lines: Sequence[str]) -> int:
    return len(lines) * _LINE + 2 * _ROOM


def _column(
    groups: Sequence[Group], x: int, top: int, centre: int, href: Callable[[str], str | None]
) -> Iterator[Box | Heading]:
    left = x == 0
    start = x + _SIDE if left else x
    end = (_WIDTH - _MIDDLE) // 2 if left else (_WIDTH + _MIDDLE) // 2
    bend = (start + end) // 2
    y = top
    for group in groups:
        yield Heading(x, y + _HEADING - 9, group.name)
        y += _HEADING
        for evidence, words in group.items:
            lines = wrapped(words, _SIDE)
            height = _box_height(lines)
            at = y + height // 2
            yield Box(
                x,
                y,
                height,
                lines,
                evidence.basis,
                _COLOURS.get(group.link, _OTHER),
                href(evidence.item),
                f"M{start} {at}C{bend} {at} {bend} {centre} {end} {centre}",
                _along((start, at), (bend, at), (bend, centre), (end, centre)),
            )
            y += height + _GAP


def _along(*curve: tuple[int, int]) -> tuple[int, int]:
    """A point of a cubic curve, near its start."""
    t = _MARK
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True))
        for axis in (0, 1)
    )
    return round(x), round(y)


def wrapped(words: str, width: int) -> tuple[str, ...]:
    """Return words in lines that fit a box of the diagram; wide characters count as two."""
    most = int((width - 30) / _CHARACTER)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in words)
    most = most // 2 if wide else most
    return tuple(textwrap.wrap(" ".join(words.split()), most)) or ("",)
