"""What a fiche is put together from: pieces of its fields, notes, and what stood elsewhere."""

from dataclasses import dataclass, field
from typing import Final

from saberesgraph.fiches.documents import codes, items
from saberesgraph.fiches.documents.blocks import Block
from saberesgraph.fiches.documents.fragment import Fragment
from saberesgraph.fiches.documents.headings import COMPACT, CONDITIONS, GUIDING, PLANNED
from saberesgraph.fiches.documents.lines import Line
from saberesgraph.fiches.draft import Sureness

# which field a heading over nothing is about
ABOUT: Final = {
    COMPACT: items.PRINCIPLE,
    GUIDING: items.PRINCIPLE,
    CONDITIONS: "context",
    PLANNED: "contribution",
}


@dataclass
class Piece:
    """Lines of one field, from one place.

    Args:
        field: local name of the property, or one of the names of `headings`.
        printed: the heading as printed, "" where it has none of its own.
        number: of the line where it begins.
        lines: what it says.
        sureness: how sure it is that they are of this field of this fiche.
    """

    field: str
    printed: str
    number: int
    lines: list[Line]
    sureness: Sureness = Sureness.CERTAIN
    mended: bool = False

    @property
    def text(self) -> str:
        """Its lines as they are, for what asks how it ends."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Displaced:
    """What stood out of its place: the field, what was printed there, and why it is said."""

    field: str
    printed: str
    number: int
    es: str
    en: str


@dataclass
class Fiche:
    """All pieces of one fiche, in the order of the form.

    Args:
        fragments: that it is made of.
        form: `order.PRACTICE` or `order.LESSON`.
        code: None where no page of it bears one.
        pieces: of its fields.
        notes: at the foot of its pages.
        displaced: what stood out of its place.
    """

    fragments: list[Fragment]
    form: str
    code: codes.Code | None
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    displaced: list[Displaced] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Say whether a heading or a text of a field is there."""
        return any(piece.field == name for piece in self.pieces)
