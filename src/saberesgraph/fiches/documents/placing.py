"""Texts of a fiche under their fields: what lost its heading finds it, what strayed comes back."""

from collections.abc import Sequence, Set
from typing import Final

from saberesgraph.fiches.documents import chains, order, strays
from saberesgraph.fiches.documents.blocks import HEADLESS, NOTE, Block
from saberesgraph.fiches.documents.fragment import Cut, Fragment, learned_code
from saberesgraph.fiches.documents.pieces import ABOUT, Displaced, Fiche, Piece
from saberesgraph.fiches.documents.words import goes_on, unfinished
from saberesgraph.fiches.draft import Sureness

_LAST: Final = 999


class Placing:
    """Places what a document holds; `loose` and `texts` in the end hold what found no place."""

    def __init__(self, cut: Cut, neighbours: Set[tuple[int, int]]) -> None:
        """Take what a document fell into, and the numbers of lines that follow each other."""
        self.loose = list(cut.loose)
        self.texts = list(cut.texts)
        self.neighbours = neighbours
        # where the form goes backwards and no page plainly begins, nothing is certain
        self.unclear = {fragment.page for fragment in cut.fragments if fragment.guessed}

    def place(self, found: Sequence[Sequence[Fragment]]) -> list[Fiche]:
        """Return a fiche for each chain."""
        fiches = [self._fiche(chain) for chain in found]
        for fiche in fiches:
            self._fragments(fiche)
        strays.put_back(fiches, self.loose, self.texts)
        return fiches

    def _fiche(self, chain: Sequence[Fragment]) -> Fiche:
        found = [learned_code(fragment) for fragment in chain]
        code = next((code for code in found if code), None)
        forms = [fragment.form for fragment in chain if fragment.form]
        form = order.form(code.kind) if code else (forms or [order.PRACTICE])[0]
        return Fiche(list(chain), form, code)

    def _sureness(self, fiche: Fiche, place: int) -> Sureness:
        """Say how sure it is that a fragment is of its fiche."""
        fragment = fiche.fragments[place]
        head = fiche.fragments[0]
        if place and head.head and learned_code(fragment) and learned_code(head):
            return Sureness.CERTAIN  # both bear the code
        if fragment.guessed:
            return Sureness.GUESSED
        if fragment.page in self.unclear:
            return Sureness.LIKELY
        before = fiche.fragments[place - 1] if place else None
        if before and not chains.joined(before, fragment, self.neighbours):
            return Sureness.LIKELY
        return Sureness.CERTAIN

    def _fragments(self, fiche: Fiche) -> None:
        for place, fragment in enumerate(fiche.fragments):
            sureness = self._sureness(fiche, place)
            before = fiche.fragments[place - 1] if place else None
            joined = before is None or chains.joined(before, fragment, self.neighbours)
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
                ABOUT.get(name, name),
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


def _open(last: Piece, block: Block) -> bool:
    """Say whether the text before leaves its sentence open for this one."""
    if last.field in order.VALUES:
        return unfinished(last.text) and goes_on(block.text)
    return unfinished(last.text) or goes_on(block.text)
