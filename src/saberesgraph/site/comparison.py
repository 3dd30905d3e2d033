"""Two to four experiences side by side: field by field, what they share and what one alone has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from saberesgraph.practice.card import Card
from saberesgraph.practice.form import LESSON, PRACTICE, Field, Section, fields
from saberesgraph.results import natural
from saberesgraph.site.content import Content
from saberesgraph.site.filled_form import Missing, Shown, shown_field

FEWEST: Final = 2
MOST: Final = 4
# what our rules say, which no form asks for
_DERIVED: Final = Field("derivedGoal", "links", asked=False)


@dataclass(frozen=True)
class Item:
    """Something that an experience is linked with, or a keyword.

    Attributes:
        curie: of what it is linked with, "" for a keyword.
        words: of a keyword.
        basis: of the link.
        shared: all experiences of the comparison have it.
        alone: no other of them has it.
    """

    curie: str
    words: str
    basis: str
    shared: bool = False
    alone: bool = False


@dataclass(frozen=True)
class Cell:
    """What one experience has in a field; `asked` is false if its form has no such field."""

    shown: Shown
    items: tuple[Item, ...]
    asked: bool

    @property
    def missing(self) -> Missing | None:
        """Why there is nothing in it."""
        return self.shown.missing


@dataclass(frozen=True)
class Row:
    """A field, and what each experience has in it."""

    field: Field
    cells: tuple[Cell, ...]

    @property
    def shared(self) -> tuple[Item, ...]:
        """What all have."""
        return tuple(item for item in self.cells[0].items if item.shared)


@dataclass(frozen=True)
class Part:
    """A section of the form and its rows; None is what our rules derive."""

    section: Section | None
    rows: tuple[Row, ...]


def compare(content: Content, cards: tuple[Card, ...]) -> tuple[Part, ...]:
    """Return the fields of some experiences in the order of the form, without those all lack."""
    reader = _Reader(content, cards)
    parts = [Part(section, tuple(reader.rows(section.fields))) for section in _sections()]
    parts.append(Part(None, tuple(reader.rows((_DERIVED,)))))
    return tuple(part for part in parts if part.rows)


def _sections() -> Iterator[Section]:
    """Those of a practice, then what only a lesson has: each field once."""
    told: set[str] = set()
    for section in (*PRACTICE, *LESSON):
        fresh = tuple(field for field in section.fields if field.name not in told)
        told.update(field.name for field in fresh)
        if fresh:
            yield replace(section, fields=fresh)


class _Reader:
    def __init__(self, content: Content, cards: tuple[Card, ...]) -> None:
        self._cards = cards
        self._links = content.connections.of
        self._oddities = content.oddities
        self._printed = content.told.prints

    def rows(self, asked: tuple[Field, ...]) -> Iterator[Row]:
        for field in asked:
            cells = _marked(tuple(self._cell(field, card) for card in self._cards))
            # a field that a form need not have is told of where one of them has it
            if any(cell.missing is None or (cell.asked and field.asked) for cell in cells):
                yield Row(field, cells)

    def _cell(self, field: Field, card: Card) -> Cell:
        curie = f"practice:{card.code}"
        shown = shown_field(
            field,
            card,
            self._links.get(curie, {}),
            self._oddities.get(curie, ()),
            self._printed.get(curie, {}),
        )
        links = {e.item: e.basis for e in shown.links}
        items = [Item(item, "", links[item]) for item in sorted(links, key=natural)]
        items += [Item("", word, "") for word in shown.words]
        items += [Item(f"criterion:{name}", said["verdict"], "") for name, said in shown.criteria]
        own = {each.name for each in fields(card.kind)} | {_DERIVED.name}
        return Cell(shown, tuple(items), field.name in own)


def _marked(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    having = Counter(key for cell in cells for key in {_key(item) for item in cell.items})
    return tuple(
        replace(
            cell,
            items=tuple(
                replace(
                    item,
                    shared=having[_key(item)] == len(cells),
                    alone=having[_key(item)] == 1,
                )
                for item in cell.items
            ),
        )
        for cell in cells
    )


def _key(item: Item) -> tuple[str, str]:
    return item.curie, item.words.casefold()
