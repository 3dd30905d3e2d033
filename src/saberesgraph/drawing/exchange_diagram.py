"""The network of exchanges as a picture: who gives, what is exchanged, who receives."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from saberesgraph.drawing.exchange_looks import StatusLook, status_look
from saberesgraph.drawing.link_diagram import wrapped
from saberesgraph.drawing.page import fragment

_WIDTH: Final = 1080
_ACTOR: Final = 290  # of the box of an actor
_MIDDLE: Final = 330  # of the box of an exchange
_LINE: Final = 18
_ROOM: Final = 8
_GAP: Final = 12
_TOP: Final = 34  # for the headings
_HEAD: Final = 10


@dataclass(frozen=True)
class Drawn:
    """An exchange to be drawn: its names, its status, and its parties by prefixed name."""

    code: str
    label: str
    status: str
    status_name: str
    with_words: str
    givers: Sequence[str]
    recipients: Sequence[str]
    href: str | None


@dataclass(frozen=True)
class Node:
    """A box: where it stands and what it says; an exchange has a status."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    href: str | None
    look: StatusLook | None = None

    @property
    def middle(self) -> int:
        """Where its lines reach it."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Link:
    """A line from a party to an exchange or from there to a party; the last part is its head."""

    path: str
    head: str
    look: StatusLook


def exchange_diagram(
    exchanges: Sequence[Drawn],
    names: Mapping[str, str],
    language: str,
    href: Callable[[str], str | None] = lambda curie: None,
) -> Markup:
    """Return the picture as SVG: each actor once at each side, each exchange in the middle.

    Args:
        exchanges: in order.
        names: of the actors, by prefixed name.
        language: of the words.
        href: where it is told of an actor.
    """
    lines = [
        (
            *wrapped(each.label, _MIDDLE),
            *(wrapped(each.with_words, _MIDDLE) * bool(each.with_words)),
        )
        for each in exchanges
    ]
    tall = [(len(words) + 1) * _LINE + 2 * _ROOM for words in lines]
    givers = _column(names, [each.givers for each in exchanges])
    recipients = _column(names, [each.recipients for each in exchanges])
    sides = [(0, givers), (_WIDTH - _ACTOR, recipients)]
    height = max(_height(tall), *(_height([h for _, _, h in side]) for _, side in sides))
    middle = _stacked(
        tall, height, lambda at, y: Node(
            (_WIDTH - _MIDDLE) // 2, y, _MIDDLE, tall[at], lines[at], exchanges[at].href,
            status_look(exchanges[at].status),
        ),
    )  # fmt: skip
    parties = [
        {
            column[at][0]: node
            for at, node in enumerate(
                _stacked(
                    [h for _, _, h in column],
                    height,
                    lambda at, y, column=column, x=x: Node(  # type: ignore[misc]
                        x, y, _ACTOR, column[at][2], column[at][1], href(column[at][0])
                    ),
                )
            )
        }
        for x, column in sides
    ]
    links = [
        *(
            _link(parties[0][actor], node, each.status)
            for each, node in zip(exchanges, middle, strict=True)
            for actor in each.givers
        ),
        *(
            _link(node, parties[1][actor], each.status)
            for each, node in zip(exchanges, middle, strict=True)
            for actor in each.recipients
        ),
    ]
    return fragment(
        "exchange-diagram.svg.j2",
        language,
        width=_WIDTH,
        height=height + _GAP,
        columns=(0, (_WIDTH - _MIDDLE) // 2, _WIDTH - _ACTOR),
        exchanges=list(zip(exchanges, middle, strict=True)),
        actors=[node for side in parties for node in side.values()],
        links=links,
        room=_ROOM,
        line=_LINE,
    )


# an actor, its words, and how tall its box is
_Actor = tuple[str, tuple[str, ...], int]


def _column(names: Mapping[str, str], parties: Iterable[Sequence[str]]) -> list[_Actor]:
    """The actors of a side, each near the middle of its exchanges, so that few lines cross."""
    places: dict[str, list[int]] = {}
    for at, actors in enumerate(parties):
        for actor in actors:
            places.setdefault(actor, []).append(at)
    ordered = sorted(places, key=lambda actor: (sum(places[actor]) / len(places[actor]), actor))
    words = [(actor, wrapped(names[actor], _ACTOR)) for actor in ordered]
    return [(actor, lines, len(lines) * _LINE + 2 * _ROOM) for actor, lines in words]


def _height(boxes: Iterable[int]) -> int:
    return _TOP + sum(box + _GAP for box in boxes)


def _stacked(boxes: Sequence[int], height: int, node: Callable[[int, int], Node]) -> list[Node]:
    """Boxes one below another, in the middle of the height."""
    y = _TOP + (height - _height(boxes)) // 2
    found = []
    for at, box in enumerate(boxes):
        found.append(node(at, y))
        y += box + _GAP
    return found


def _link(start: Node, end: Node, status: str) -> Link:
    from_x, to_x = start.x + start.width, end.x - _HEAD
    bend = (from_x + to_x) // 2
    a, b = start.middle, end.middle
    head = f"M{end.x} {b}l-{_HEAD} -5v10z"
    return Link(f"M{from_x} {a}C{bend} {a} {bend} {b} {to_x} {b}", head, status_look(status))
