"""Blocks put into fragments: stretches of one fiche whose fields stand in the order of the form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from saberesgraph.fiches.documents import codes, order
from saberesgraph.fiches.documents.blocks import (
    FURNITURE,
    HEADLESS,
    INDEX,
    NOTE,
    SECTION,
    TITLE,
    Block,
)
from saberesgraph.fiches.documents.fragment import Cut, Fragment
from saberesgraph.fiches.documents.headings import COMPACT, GUIDING
from saberesgraph.fiches.documents.items import OBJECTIVE
from saberesgraph.fiches.documents.order import VALUES
from saberesgraph.fiches.documents.words import goes_on, unfinished

_ASIDE = frozenset({FURNITURE, INDEX, SECTION})
# so many fields that lack may be a page that ends there
_PAGE = 3
# a fiche has no more blocks than these
_AHEAD = 40
_HEAD = frozenset({"area", "code", "kind"})


def cut(pages: Sequence[Sequence[Block]]) -> Cut:
    """Return the fragments of a document, in its order, and what stands outside them."""
    found = Cut()
    number = 0
    for page in pages:
        for stretch in _without_aside(page, found):
            for part in _parts(stretch):
                _Page(number, part, found).cut()
            number += 1
    return found


def _without_aside(page: Sequence[Block], found: Cut) -> Iterator[list[Block]]:
    """Yield what stands between tables of codes and titles; put those and the like aside."""
    stretch: list[Block] = []
    for block in page:
        if block.field not in _ASIDE:
            stretch.append(block)
            continue
        found.aside.append(block)
        if block.field == INDEX and stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """Part blocks where a fiche begins: at its code, or at the area before its code."""
    starts = [0]
    titled = False
    for place, block in enumerate(blocks):
        if block.field == TITLE and not titled:
            titled = True
            if not any(b.field == "code" for b in blocks[starts[-1] : place]):
                starts.append(place)
        if block.field != "code":
            continue
        start, titled = place, False
        while start and blocks[start - 1].field in {"area", "kind"} and start - 1 not in starts:
            start -= 1
        if start == 1 and blocks[0].field in {"area", "kind"}:
            start = 0
        starts.append(start)
    starts = sorted(set(starts))
    return [
        list(blocks[a:b]) for a, b in zip(starts, [*starts[1:], len(blocks)], strict=True) if a < b
    ]


class _Page:
    """Cuts one part of a page."""

    def __init__(self, page: int, blocks: list[Block], found: Cut) -> None:
        self.page = page
        self.blocks = blocks
        self.found = found
        self.rank = -1

    def cut(self) -> None:
        code = self._head()
        if code:
            self.fragment = Fragment(self.page, order.form(code.kind), [], code, head=True)
        else:
            self.fragment = Fragment(self.page, self._form(0), [])
        for place, block in enumerate(self.blocks):
            self._take(place, block)
        self._close()

    def _head(self) -> codes.Code | None:
        """Give area and code their values, also where all headings stand before all values."""
        code: codes.Code | None = None
        areas: list[Block] = []
        head = [b for b in self.blocks[:4] if b.field in _HEAD]
        if not any(block.field == "code" for block in head):
            first = self.blocks[0]
            return codes.alone(first.printed) if first.field == TITLE else None
        values = [line for block in head for line in block.lines]
        for block in head:
            block.lines = []
        for line in values:
            read = codes.alone(line.text) or codes.at_start(line.text)
            where = next((b for b in head if b.field == ("code" if read else "area")), None)
            if where is None:
                where = Block("area", "", line.number)
                self.blocks.insert(0, where)
                head.append(where)
            rest = read.rest.strip(" .:") if read else ""
            if rest:
                apart = replace(line, text=rest)
                self.found.texts.append((self.page, Block(HEADLESS, "", line.number, [apart])))
            where.lines.append(line)
            code = code or read
            areas.append(where)
        if code is None:
            title = next((b for b in self.blocks[:6] if b.field == "title"), None)
            code = codes.alone(title.printed) if title else None
        return code

    def _form(self, start: int) -> str:
        """Return the form that the fields from a place on belong to."""
        ahead = self.blocks[start : start + _AHEAD]
        for block in ahead:
            form = order.form_of(block.field)
            if form and not (block.field == "sustainability" and len(block.lines) == 1):
                return form
        return order.fitting([b.field for b in ahead if not b.bare])

    def _close(self) -> None:
        """Keep the fragment, or what it is if it is only a text that stands apart."""
        fragment, self.rank = self.fragment, -1
        while fragment.blocks and self._trailing(fragment):
            block = fragment.blocks.pop()
            fragment.pending = block.field not in order.EMPTY
            self.found.loose.append((self.page, block))
        while not fragment.head and len(fragment.blocks) > 1 and self._leading(fragment):
            self.found.loose.append((self.page, fragment.blocks.pop(0)))
        if not fragment.blocks:
            return
        here = [f for f in self.found.fragments if f.page == self.page]
        only = all(block.field in {HEADLESS, NOTE} for block in fragment.blocks)
        opens = not here and not any(page == self.page for page, _ in self.found.loose)
        if only and not opens and not fragment.guessed:
            for block in fragment.blocks:
                if block.field == HEADLESS:
                    self.found.texts.append((self.page, block))
                else:
                    (here[-1].blocks if here else fragment.blocks).append(block)
            return
        self.found.fragments.append(fragment)

    def _trailing(self, fragment: Fragment) -> bool:
        """Say whether a fragment ends with a heading over nothing that stands out of place."""
        block = fragment.blocks[-1]
        if not block.bare or block.field in {"code", "kind", NOTE}:
            return False
        before = [b for b in fragment.blocks if b.field not in {HEADLESS, NOTE} and not b.bare]
        if not before:
            return block.field not in order.EMPTY
        gap = order.between(self._rank(before[-1]), self._rank(block), fragment.form)
        return bool(gap) or block.field not in order.EMPTY

    def _leading(self, fragment: Fragment) -> bool:
        """Say whether a fragment begins with a heading whose text is not what follows it."""
        first, after = fragment.blocks[:2]
        if not first.bare or first.field in order.EMPTY or first.field in {NOTE, HEADLESS}:
            return False
        return bool(order.between(self._rank(first), self._rank(after), fragment.form))

    def _rank(self, block: Block) -> int:
        return order.rank(block.field, self.fragment.form)

    def _take(self, place: int, block: Block) -> None:
        fragment = self.fragment
        if block.field == NOTE:
            fragment.blocks.append(block)
            return
        if block.field == HEADLESS:
            if any(b.field != NOTE for b in fragment.blocks):
                self._next(place)
                self.fragment.tentative = block.soft
            self.fragment.blocks.append(block)
            return
        if self._stands_in_a_sentence(block):
            self.found.loose.append((self.page, replace(block, lines=[])))
            self._said()[-1].lines += block.lines
            return
        match self._stand(place, block):
            case "loose":
                self.found.loose.append((self.page, block))
                return
            case "begins":
                self._next(place)
            case "begins a page":
                self._leave_tail(place)
            case "may begin a page":
                form = self.fragment.form
                self._next(place)
                self.fragment.form, self.fragment.tentative = form, True
        rank = self._rank(block)
        if rank >= self.rank or not self._second_heading(place, block):
            self.rank = rank
        self.fragment.blocks.append(block)

    def _stand(self, place: int, block: Block) -> str:
        """Say how a block stands to those before it: `goes on`, `loose`, or `begins` something."""
        rank, after = self._rank(block), self._following(place)
        if rank < 0:
            returns = after >= self.rank or place == len(self.blocks) - 1
            stray = block.bare or (len(block.lines) == 1 and returns)
            return "loose" if stray and len(self.blocks) > 1 else "begins"
        if block.field == "area" and self.fragment.blocks:
            return "loose"
        if rank < self.rank and not self._both_criteria(block):
            if self._second_heading(place, block):
                return "goes on"
            lists = block.field in {COMPACT, GUIDING} and after == self.rank
            if block.bare and not lists and (after < 0 or after >= self.rank or after < rank):
                return "loose"
            return "begins a page"
        if rank == self.rank and self._twice(block):
            return "begins"
        said = self._said()
        broken = said and said[-1].field not in VALUES and unfinished(said[-1].text)
        if not block.bare and rank > self.rank and (broken or self._gap(rank)):
            return "may begin a page"
        return "goes on"

    def _second_heading(self, place: int, block: Block) -> bool:
        """Say whether this heads the objectives, printed under a heading of their own."""
        own = block.field == GUIDING and block.bare and self._following(place) == self.rank
        return own and not any(b.field == OBJECTIVE for b in self.fragment.blocks)

    def _said(self) -> list[Block]:
        """Return the blocks of the fragment that say something under a heading."""
        return [b for b in self.fragment.blocks if b.field not in {NOTE, HEADLESS} and not b.bare]

    def _stands_in_a_sentence(self, block: Block) -> bool:
        """Say whether a heading out of its order divides a sentence: it strayed there."""
        said = self._said()
        if not said or block.bare or block.field in order.EMPTY or block.lines[0].gap == 0:
            return False
        rank = self._rank(block)
        last = said[-1]
        return (
            last.field not in VALUES
            and unfinished(last.text)
            and goes_on(block.text)
            and (rank < self.rank or self._gap(rank, 1))
        )

    def _gap(self, rank: int, least: int = _PAGE) -> bool:
        """Say whether what a fiche fills lacks before a field, as where two pages meet."""
        said = self._said()
        if not said:
            return False
        form = self.fragment.form
        lacking = order.between(order.rank(said[-1].field, form), rank, form)
        heads = {b.field for b in self.fragment.blocks}
        return len([name for name in lacking if name not in heads]) >= least

    def _both_criteria(self, block: Block) -> bool:
        """Say whether criteria follow each other: any order of theirs is in order."""
        last = [b for b in self.fragment.blocks if b.field != NOTE]
        return all(b.field.startswith("criterion:") for b in [block, *last[-1:]])

    def _twice(self, block: Block) -> bool:
        """Say whether a field begins anew: not a second paragraph, a second fiche."""
        return block.field in {"differentiatingFactors", "keyword", "finding"} and any(
            b.field == block.field and not b.bare for b in self.fragment.blocks
        )

    def _following(self, place: int) -> int:
        """Return the rank of the next block that says something, -1 for none."""
        for block in self.blocks[place + 1 :]:
            if block.field == HEADLESS:
                return -1
            if block.field != NOTE and not block.bare:
                return self._rank(block)
        return -1

    def _next(self, place: int) -> None:
        form = self._form(place)
        self._close()
        self.fragment = Fragment(self.page, form, [])

    def _leave_tail(self, place: int) -> None:
        """Begin a fragment; the last paragraph before it may already be of its page."""
        last = self.fragment.blocks[-1]
        self._next(place)
        self.fragment.guessed = True
        apart = [n for n, line in enumerate(last.lines) if n and line.gap]
        if last.field in {HEADLESS, NOTE} or not apart:
            return
        tail = last.lines[apart[-1] :]
        kept = last.lines[: apart[-1]]
        if not unfinished(kept[-1].text) or tail[0].text[:1].isupper():
            last.lines = kept
            self.fragment.blocks.append(replace(last, field=HEADLESS, printed="", lines=tail))
            self.fragment.blocks[-1].number = tail[0].number
