"""Fragments of one fiche put one after the other: all pages at once, not the nearest first."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

import networkx as nx

from saberesgraph.fiches.documents import items, order
from saberesgraph.fiches.documents.blocks import HEADLESS, NOTE, Block
from saberesgraph.fiches.documents.fragment import Fragment, learned_code
from saberesgraph.fiches.documents.order import VALUES
from saberesgraph.fiches.documents.words import goes_on, squash, unfinished

# what speaks for and against one fragment going on where another ends
_BASE: Final = 6.0
_MISSING: Final = -2.0
_TWICE: Final = -4.0
_GOES_ON: Final = 5.0
_BREAKS: Final = -4.0
_SAME_WORDS: Final = 14.0
_NEXT: Final = 2.0
_SAME_CODE: Final = 12.0
_PENDING: Final = 4.0
_TENTATIVE: Final = 8.0
_NEVER: Final = -1e9
_ENOUGH: Final = 7.0
# a text without any heading has so many words of the fiche that it is of
_ABOUT: Final = 0.15
_SIMPLE: Final = 5
# fragments further apart than a whole catalogue of pages are not compared
_FAR: Final = 100
_LAST: Final = 999
# least score, how many lacking fields count at most, least likeness: first what is plain; then
# what nothing else goes on with; then what a whole page lacks before. The last two are guesses.
_ROUNDS: Final = ((_ENOUGH, _LAST, 0.0), (5.0, _LAST, 0.0), (4.0, 2, _ABOUT))


def last_text(fragment: Fragment) -> Block | None:
    """Return the last block that says something."""
    texts = [b for b in fragment.blocks if b.field != NOTE and not b.bare]
    return texts[-1] if texts else None


def opening(fragment: Fragment) -> Block | None:
    """Return the first block with a heading that says something, or else the first heading."""
    fields = fragment.fields
    return next((b for b in fields if not b.bare), fields[0] if fields else None)


def form_of(one: Fragment, other: Fragment) -> str | None:
    """Return the form that two fragments share, None where they are of different forms."""
    forms = {one.form, other.form} - {""}
    return forms.pop() if len(forms) == 1 else (None if forms else order.PRACTICE)


class _Words:
    """How much the words of two fragments are the same, and rare elsewhere."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self.counts = [
            Counter(
                word
                for block in fragment.blocks
                if block.field not in {items.PRINCIPLE, items.OBJECTIVE, NOTE}
                for word in map(squash, block.text.split())
                if len(word) >= _SIMPLE
            )
            for fragment in fragments
        ]
        seen = Counter(word for count in self.counts for word in count)
        self.weights = [
            {
                word: (1 + math.log(n)) * math.log(len(fragments) / seen[word])
                for word, n in count.items()
            }
            for count in self.counts
        ]
        self.sizes = [math.sqrt(sum(w * w for w in ws.values())) for ws in self.weights]

    def alike(self, one: int, other: int) -> float:
        """Return the cosine of both, 0 to 1."""
        size = self.sizes[one] * self.sizes[other]
        few, many = sorted((self.weights[one], self.weights[other]), key=len)
        return sum(w * many.get(word, 0) for word, w in few.items()) / size if size else 0.0


def _sentence(end: Block, start: Block) -> float:
    """Judge whether the words of one go on in the words of the other."""
    if start.field != HEADLESS:
        broken = end.field not in VALUES and unfinished(end.text)
        return _BREAKS if broken and start.field != end.field else 0.0
    if end.field in VALUES:
        return _GOES_ON / 2 if unfinished(end.text) and goes_on(start.text) else 0.0
    if unfinished(end.text):
        return _GOES_ON if goes_on(start.text) else _GOES_ON / 2
    return _BREAKS if goes_on(start.text) else 0.0


def score(end: Fragment, start: Fragment, alike: float, *, after: bool, most: int = _LAST) -> float:
    """Judge whether a fragment goes on where another ends; the more, the surer.

    Args:
        end: the one fragment.
        start: the other.
        alike: how much their words are the same, 0 to 1.
        after: whether the one directly follows the other in the document.
        most: how many fields that lack between them count: a whole page may lack.
    """
    form, last, first = form_of(end, start), last_text(end), opening(start)
    codes = (learned_code(end), learned_code(start))
    if form is None or last is None or start.head:
        return _NEVER
    if all(codes) and codes[0] and codes[1] and codes[0].code != codes[1].code:
        return _NEVER
    here = order.rank(last.field, form) if last.field != HEADLESS else -1
    there = order.rank(first.field, form) if first else _LAST
    headless = start.headless
    if there < here or here < 0 or (there == here and not _may_repeat(last, first, headless)):
        return _NEVER
    missing = len(order.between(here, there, form))
    if headless and missing and not (unfinished(last.text) and last.field not in VALUES):
        missing -= 1
    if not first or _only_text(start):
        # a text alone must be the rest of a sentence, or the field that lacks most
        left = order.between(here, _LAST, form)
        missing = 1
        rest = unfinished(last.text) and goes_on((headless or last).text)
        about = end.pending or alike >= _ABOUT
        if not after or not (rest or (left and about)):
            return _NEVER
    missing = min(missing, 2 if after and start.tentative else most)
    twice = len(_filled(end) & _filled(start) - {items.PRINCIPLE, items.OBJECTIVE})
    begin = headless or first
    assert begin is not None
    return (
        _BASE
        + _MISSING * missing
        + _TWICE * twice
        + _sentence(last, begin)
        + _SAME_WORDS * alike
        + (_NEXT if after else 0)
        + (_TENTATIVE if after and start.tentative else 0)
        + (_PENDING if after and end.pending and headless else 0)
        + (_SAME_CODE if codes[0] and codes[1] else 0)
    )


def _may_repeat(last: Block, first: Block | None, headless: Block | None) -> bool:
    if first is None or headless:
        return True
    lists = {items.PRINCIPLE, items.OBJECTIVE}
    if last.field in lists and first.field in lists:
        return True
    return last.field.startswith("criterion:") and last.field != first.field


def _only_text(fragment: Fragment) -> bool:
    """Say whether no field of a form shows that a fragment is of a fiche at all."""
    return all(b.field in order.EMPTY for b in fragment.fields) and not fragment.code


def _filled(fragment: Fragment) -> set[str]:
    return {block.field for block in fragment.fields if not block.bare}


def joined(before: Fragment, after: Fragment, neighbours: Set[tuple[int, int]]) -> bool:
    """Say whether a fragment directly follows another in some copy of their pages."""
    ends = [block.last for block in before.blocks if block.field != NOTE]
    starts = [block.number for block in after.blocks if block.field != NOTE]
    return (max(ends, default=0), min(starts, default=0)) in neighbours


def link(fragments: Sequence[Fragment], neighbours: Set[tuple[int, int]]) -> list[list[Fragment]]:
    """Return the fragments of each fiche, in the order of the form.

    Args:
        fragments: of the document.
        neighbours: numbers of lines of theirs of which one directly follows the other.
    """
    words = _Words(fragments)
    after: dict[int, int] = {}
    for least, most, about in _ROUNDS:
        chains = _chains(len(fragments), after)
        begun = {chain[0]: chain for chain in chains if not fragments[chain[0]].head}
        weights = {}
        for chain, start in _near(chains):
            one, other = chain[-1], begun.get(start)
            if other is None or other is chain:
                continue
            joint = joined(fragments[one], fragments[start], neighbours)
            if score(fragments[one], fragments[start], 1.0, after=joint, most=most) < least:
                continue
            alike = max(words.alike(left, right) for left in chain for right in other)
            if alike < about:
                continue
            weight = score(fragments[one], fragments[start], alike, after=joint, most=most)
            if weight >= least:
                weights[one, start] = weight
        for one, start in _match(weights).items():
            after[one] = start
            fragments[start].guessed |= least < _ENOUGH
    return _by_code([_whole([fragments[n] for n in c]) for c in _chains(len(fragments), after)])


def _near(chains: Sequence[list[int]]) -> Iterator[tuple[list[int], int]]:
    """Yield each chain with the numbers of the fragments not far from its end."""
    for chain in chains:
        for start in range(max(0, chain[-1] - _FAR), chain[-1] + _FAR + 1):
            yield chain, start


def _chains(count: int, after: Mapping[int, int]) -> list[list[int]]:
    """Return numbers in stretches of which each follows the one before it."""
    begun = set(after.values())
    chains = []
    for place in range(count):
        if place not in begun:
            chain = [place]
            while chain[-1] in after and after[chain[-1]] not in chain:
                chain.append(after[chain[-1]])
            chains.append(chain)
    return chains


def _whole(chain: Sequence[Fragment]) -> list[Fragment]:
    """Undo the cuts that were tried where fields lack, and that no other page filled."""
    whole = [chain[0]]
    for before, fragment in itertools.pairwise(chain):
        if fragment.tentative and fragment.page == before.page and before.last < fragment.first:
            whole[-1].blocks += fragment.blocks
        else:
            whole.append(fragment)
    return whole


def _match(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return what follows what, each once, so that all together weighs most."""
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for (one, other), weight in weights.items():
        graph.add_edge(("end", one), ("start", other), weight=weight)
    pairs = (sorted(pair) for pair in nx.max_weight_matching(graph))
    return {one: other for (_, one), (_, other) in pairs}


def _by_code(chains: Sequence[list[Fragment]]) -> list[list[Fragment]]:
    """Put together what bears the same code, though a page between them lacks."""
    begun: dict[str, list[Fragment]] = {}
    whole: list[list[Fragment]] = []
    # what bears the most of a head goes first, then by the order of the form
    for chain in sorted(chains, key=lambda chain: (_begin(chain), chain[0].first)):
        code = next((code for code in map(learned_code, chain) if code), None)
        head = begun.get(code.code) if code else None
        if head is not None and not set().union(*map(_filled, head)) & set().union(
            *map(_filled, chain)
        ) - {"area", "code"}:
            head += chain
            continue
        whole.append(chain)
        if code:
            begun.setdefault(code.code, chain)
    return whole


def _begin(chain: Sequence[Fragment]) -> int:
    """Return where in its form a chain begins, its code and area aside."""
    form = next((f.form for f in chain if f.form), order.PRACTICE)
    fields = [b for f in chain for b in f.fields if b.field not in {"area", "code", "kind"}]
    return min((order.rank(b.field, form) for b in fields), default=_LAST)
