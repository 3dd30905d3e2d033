"""Texts of a fiche under their fields: what lost its heading finds it, what strayed comes back."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Final

from saberesgraph.fiches.documents import chains, codes, items, order
from saberesgraph.fiches.documents.blocks import HEADLESS, NOTE, Block
from saberesgraph.fiches.documents.fragments import Cut, Fragment, learned_code
from saberesgraph.fiches.documents.headings import COMPACT, CONDITIONS, GUIDING, PLANNED
from saberesgraph.fiches.documents.lines import Line
from saberesgraph.fiches.documents.words import goes_on, unfinished
from saberesgraph.fiches.draft import Sureness

# which field a heading over nothing is about
_ABOUT: Final = {
    COMPACT: items.PRINCIPLE,
    GUIDING: items.PRINCIPLE,
    CONDITIONS: "context",
    PLANNED: "contribution",
}
_LAST: Final = 999


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

    def on(self, page: int) -> bool:
        """Say whether a part of it stands on a page."""
        return any(fragment.page == page for fragment in self.fragments)


class Placing:
    """Places what a document holds; `loose` and `texts` in the end hold what found no place."""

    def __init__(self, cut: Cut, neighbours: Set[tuple[int, int]]) -> None:
        """Take what a document fell into, and the numbers of lines that follow each other."""
        self.loose = list(cut.loose)
        self.texts = list(cut.texts)
        self.neighbours = neighbours

    def place(self, found: Sequence[Sequence[Fragment]]) -> list[Fiche]:
        """Return a fiche for each chain."""
        fiches = [self._fiche(chain) for chain in found]
        for fiche in fiches:
            self._fragments(fiche)
        for page, block in list(self.texts):
            if self._into_hole(fiches, page, block):
                self.texts.remove((page, block))
        for page, block in list(self.loose):
            if self._to_whom_it_lacks(fiches, page, block):
                self.loose.remove((page, block))
        return fiches

    def _fiche(self, chain: Sequence[Fragment]) -> Fiche:
        found = [learned_code(fragment) for fragment in chain]
        code = next((code for code in found if code), None)
        forms = [fragment.form for fragment in chain if fragment.form]
        form = order.form(code.kind) if code else (forms or [order.PRACTICE])[0]
        return Fiche(list(chain), form, code)

    def _fragments(self, fiche: Fiche) -> None:
        for place, fragment in enumerate(fiche.fragments):
            sureness, joined = Sureness.CERTAIN, True
            if place:
                before = fiche.fragments[place - 1]
                joined = chains.joined(before, fragment, self.neighbours)
                proven = learned_code(fragment) and learned_code(fiche.fragments[0])
                sureness = Sureness.CERTAIN if joined or proven else Sureness.LIKELY
            if fragment.guessed:
                sureness = Sureness.GUESSED
            for number, block in enumerate(fragment.blocks):
                if block.field == NOTE:
                    fiche.notes.append(block)
                elif block.field == HEADLESS:
                    self._headless(fiche, fragment, number, sureness, joined=joined)
                    joined = True
                else:
                    if not joined:
                        self._say_moved(fiche, block, block.field)
                        joined = True
                    fiche.pieces.append(
                        Piece(
                            block.field,
                            block.printed,
                            block.number,
                            list(block.lines),
                            sureness,
                            block.mended,
                        )
                    )

    def _say_moved(self, fiche: Fiche, block: Block, name: str) -> None:
        last = fiche.pieces[-1] if fiche.pieces else None
        cut = last is not None and last.lines and last.field == name
        printed = (last.lines[-1].text if cut and last else "") or (
            block.printed or block.lines[0].text
        )
        fiche.displaced.append(
            Displaced(
                _ABOUT.get(name, name),
                printed,
                block.number,
                f"La ficha sigue en la línea {block.number}, lejos de donde se corta; se reunió.",
                f"The record goes on in line {block.number}, far from where it breaks off; "
                "both parts were put together.",
            )
        )

    def _headless(
        self, fiche: Fiche, fragment: Fragment, number: int, sureness: Sureness, *, joined: bool
    ) -> None:
        """Give a text without a heading the field that the one before it left open, or its own."""
        block = fragment.blocks[number]
        said = [p for p in fiche.pieces if p.lines]
        last = said[-1] if said else None
        after = [b for b in fragment.blocks[number + 1 :] if b.field not in {NOTE, HEADLESS}]
        there = order.rank(after[0].field, fiche.form) if after else _LAST
        here = order.rank(last.field, fiche.form) if last else -1
        wanted = [n for n in order.between(here, there, fiche.form) if not fiche.has(n)]
        if last and (not wanted or _open(last, block)):
            if not joined:
                self._say_moved(fiche, block, last.field)
            last.lines += block.lines
            last.sureness = min(last.sureness, sureness)
            return
        heading = self._heading(fragment.page, [n for n in wanted if n])
        if heading:
            page, loose = heading
            self.loose.remove((page, loose))
            name, printed = loose.field, loose.printed
            fiche.displaced.append(
                Displaced(
                    name,
                    loose.printed,
                    loose.number,
                    f"El encabezado quedó en la línea {loose.number}, lejos de su texto; "
                    "se reunieron.",
                    f"The heading stands in line {loose.number}, away from its text; "
                    "both were put together.",
                )
            )
            lines = [*loose.lines, *block.lines]
            sure = Sureness.LIKELY
        else:
            name, printed, lines = (wanted or [HEADLESS])[0], "", list(block.lines)
            sure = Sureness.LIKELY if len(wanted) == 1 else Sureness.GUESSED
            fiche.displaced.append(
                Displaced(
                    name,
                    block.lines[0].text,
                    block.number,
                    "El texto no tiene encabezado; se lee en el campo que falta entre sus vecinos.",
                    "The text has no heading; it is read into the field that its neighbours lack.",
                )
            )
        fiche.pieces.append(Piece(name, printed, block.number, lines, min(sure, sureness)))

    def _heading(self, page: int, wanted: Sequence[str]) -> tuple[int, Block] | None:
        """Return the nearest stray heading of one of these fields, on this page or the next."""
        near = [
            (abs(where - page), wanted.index(block.field), n)
            for n, (where, block) in enumerate(self.loose)
            if block.field in wanted and abs(where - page) <= 1
        ]
        return self.loose[min(near)[2]] if near else None

    def _into_hole(self, fiches: Sequence[Fiche], page: int, block: Block) -> bool:
        """Put stray lines where a sentence of their page lacks its middle or its beginning."""
        for where in (page, page - 1, page + 1):
            for fiche in fiches:
                if not fiche.on(where):
                    continue
                pages = {
                    line.number
                    for fragment in fiche.fragments
                    if fragment.page == where
                    for b in fragment.blocks
                    for line in b.lines
                }
                for piece in fiche.pieces:
                    if pages & {line.number for line in piece.lines} and self._fill(piece, block):
                        self._say_back(fiche, piece, block)
                        return True
        return False

    def _fill(self, piece: Piece, block: Block) -> bool:
        if piece.field in order.VALUES or piece.field in {items.PRINCIPLE, items.OBJECTIVE}:
            return False
        first = block.lines[0].text
        lines = piece.lines
        begins = not goes_on(first) and unfinished(block.text)
        if begins and goes_on(lines[0].text) and piece.number < lines[0].number:
            piece.lines = [*block.lines, *lines]
            return True
        if not goes_on(first) and len(block.lines) == 1 and not unfinished(first):
            return False
        begin = 1 if piece.field == "sustainability" else 0
        holes = [
            n + 1
            for n, line in enumerate(lines[:-1])
            if n >= begin and lines[n + 1].gap and unfinished(line.text)
        ]
        if not holes:
            return False
        if len(holes) < len(block.lines):
            placed = {holes[0]: list(block.lines)}
        else:
            placed = {hole: [line] for hole, line in zip(holes, block.lines, strict=False)}
        whole: list[Line] = []
        for n, line in enumerate(lines):
            whole += placed.get(n, [])
            whole.append(replace(line, gap=0) if n in placed else line)
        piece.lines = whole
        return True

    def _say_back(self, fiche: Fiche, piece: Piece, block: Block) -> None:
        piece.sureness = min(piece.sureness, Sureness.LIKELY)
        fiche.displaced.append(
            Displaced(
                piece.field,
                block.lines[0].text,
                block.number,
                f"Parte del texto quedó en la línea {block.number}; se devolvió a su lugar.",
                f"Part of the text stands in line {block.number}; it was put back into its place.",
            )
        )

    def _to_whom_it_lacks(self, fiches: Sequence[Fiche], page: int, block: Block) -> bool:
        """Give a stray heading, with its value if it has one, to the fiche that lacks it."""
        for where in (page, page - 1, page + 1):
            lacking = [
                fiche
                for fiche in fiches
                if fiche.on(where)
                and fiche.code
                and order.rank(block.field, fiche.form) >= 0
                and not fiche.has(block.field)
                and (block.lines or block.field in order.EMPTY)
            ]
            if not lacking:
                continue
            # the page of the heading most often holds the end of the fiche that lost it
            fiche = min(lacking, key=lambda f: not _gap_on(f, where, block.field))
            sure = Sureness.LIKELY
            fiche.pieces.append(
                Piece(block.field, block.printed, block.number, list(block.lines), sure)
            )
            fiche.displaced.append(
                Displaced(
                    _ABOUT.get(block.field, block.field),
                    " ".join([block.printed, *(line.text for line in block.lines)]),
                    block.number,
                    f"Quedó en la línea {block.number}, fuera de su lugar; se devolvió a su ficha.",
                    f"It stands in line {block.number}, out of its place; "
                    "it was put back into its record.",
                )
            )
            return True
        return False


def _gap_on(fiche: Fiche, page: int, name: str) -> bool:
    """Say whether a field would stand at the seam where a page of a fiche begins or ends."""
    rank = order.rank(name, fiche.form)
    for fragment in fiche.fragments:
        if fragment.page == page and not fragment.head:
            ranks = [order.rank(b.field, fiche.form) for b in fragment.fields]
            if ranks and rank <= ranks[0]:
                return True
    return False


def _open(last: Piece, block: Block) -> bool:
    """Say whether the text before leaves its sentence open for this one."""
    if last.field in order.VALUES:
        return unfinished(last.text) and goes_on(block.text)
    return unfinished(last.text) or goes_on(block.text)
