"""Lines and headings that stand out of their place, put back where a fiche lacks them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from saberesgraph.fiches.documents import items, order
from saberesgraph.fiches.documents.blocks import Block
from saberesgraph.fiches.documents.lines import Line
from saberesgraph.fiches.documents.pieces import ABOUT, Displaced, Fiche, Piece
from saberesgraph.fiches.documents.words import goes_on, unfinished
from saberesgraph.fiches.draft import Sureness

# the fiches that have a part on a page, by its number
Pages = Mapping[int, Sequence[Fiche]]


def put_back(
    fiches: Sequence[Fiche], loose: list[tuple[int, Block]], texts: list[tuple[int, Block]]
) -> None:
    """Take out of both lists what finds its fiche on its own page or the next.

    Args:
        fiches: that pieces are added to.
        loose: headings that stray, each with its page.
        texts: texts that stray, each with its page.
    """
    pages: dict[int, list[Fiche]] = {}
    for fiche in fiches:
        for page in {fragment.page for fragment in fiche.fragments}:
            pages.setdefault(page, []).append(fiche)
    texts[:] = [(page, block) for page, block in texts if not _into_hole(pages, page, block)]
    loose[:] = [(page, b) for page, b in loose if not _to_whom_it_lacks(pages, page, b)]


def _into_hole(pages: Pages, page: int, block: Block) -> bool:
    """Put stray lines where a sentence of their page lacks its middle or its beginning."""
    for where in (page, page - 1, page + 1):
        for fiche in pages.get(where, ()):
            here = {
                line.number
                for fragment in fiche.fragments
                if fragment.page == where
                for b in fragment.blocks
                for line in b.lines
            }
            for piece in fiche.pieces:
                if here & {line.number for line in piece.lines} and _fill(piece, block):
                    _say_back(fiche, piece, block)
                    return True
    return False


def _fill(piece: Piece, block: Block) -> bool:
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


def _say_back(fiche: Fiche, piece: Piece, block: Block) -> None:
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


def _to_whom_it_lacks(pages: Pages, page: int, block: Block) -> bool:
    """Give a stray heading, with its value if it has one, to the fiche that lacks it."""
    for where in (page, page - 1, page + 1):
        lacking = [
            fiche
            for fiche in pages.get(where, ())
            if fiche.code
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
                ABOUT.get(block.field, block.field),
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
