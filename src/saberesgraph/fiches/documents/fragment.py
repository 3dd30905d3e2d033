"""A fragment: a stretch of one fiche whose fields stand in the order of the form."""

from dataclasses import dataclass, field

from saberesgraph.fiches.documents import codes
from saberesgraph.fiches.documents.blocks import HEADLESS, LEARNED_TITLE, NOTE, TITLE, Block


@dataclass
class Fragment:
    """A stretch of one fiche.

    Args:
        page: number of the stretch of lines without a plain cut that it stands in.
        form: `order.PRACTICE`, `order.LESSON`, or "" where its fields do not say.
        blocks: in the order of the form; the first may have no heading.
        code: of the fiche, where the fragment bears it.
        head: whether the fiche begins here.
        guessed: whether where it begins is a guess.
        pending: whether a heading whose text must be elsewhere stands at its end.
        tentative: whether it was cut off only because fields lack before it.
    """

    page: int
    form: str
    blocks: list[Block]
    code: codes.Code | None = None
    head: bool = False
    guessed: bool = False
    pending: bool = False
    tentative: bool = False

    @property
    def fields(self) -> list[Block]:
        """Blocks that hold fields: no notes, and none without a heading."""
        return [block for block in self.blocks if block.field not in {NOTE, HEADLESS}]

    @property
    def headless(self) -> Block | None:
        """The text before its first heading."""
        texts = [block for block in self.blocks if block.field != NOTE]
        return texts[0] if texts and texts[0].field == HEADLESS else None

    @property
    def first(self) -> int:
        """Number of its first line."""
        return min(block.number for block in self.blocks)

    @property
    def last(self) -> int:
        """Number of its last line."""
        return max(block.last for block in self.blocks)


@dataclass
class Cut:
    """What a document falls into.

    Args:
        fragments: of fiches.
        loose: headings, with their value if they have one, that stand out of their place.
        texts: that stand out of their place, without a heading.
        aside: tables of codes and titles, headings of sections, running heads.
    """

    fragments: list[Fragment] = field(default_factory=list)
    loose: list[tuple[int, Block]] = field(default_factory=list)
    texts: list[tuple[int, Block]] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)


def learned_code(fragment: Fragment) -> codes.Code | None:
    """Return the code that a fragment bears, at its head or before a title."""
    if fragment.code:
        return fragment.code
    for block in fragment.blocks:
        if block.field in {TITLE, LEARNED_TITLE}:
            return codes.alone(block.printed)
    return None
