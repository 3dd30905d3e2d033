"""From what speaks for a match to reasons that people read: points, a sentence, and evidence."""

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Final

from saberesgraph.exchange.facts import Facts, Known, Texts
from saberesgraph.exchange.grounds import Ground, Pair
from saberesgraph.exchange.match import Evidence, Reason, Shortened
from saberesgraph.language import LANGUAGES, translator
from saberesgraph.results import natural

_PLACE: Final = re.compile(r"\{(territory|items|there)\}")
_HUNDREDTH: Final = Decimal("0.01")
_MOST_CODES: Final = 4


def reasons(
    known: Facts, pair: Pair, objective: str | None, quoted: int | None = None
) -> tuple[Reason, ...]:
    """Return why a practice may suit a territory, the reason with most points first.

    One that gives no point, after its share is rounded to hundredths, is left out. With `quoted`,
    no reason has more prints than so many, and one that rests on more is `Shortened`.
    """
    found = [
        _reason(known, each, grounds, pair, quoted)
        for each in known.reasons
        if (grounds := speaking(known, each.key, pair, objective))
    ]
    return tuple(
        sorted(
            (reason for reason in found if reason.points),
            key=lambda reason: (-reason.points, -reason.weight, reason.key),
        )
    )


def score(known: Facts, pair: Pair, objective: str | None) -> Decimal:
    """Return the points that all reasons give a pair together."""
    return sum(
        (
            each.weight * _share(speaking(known, each.key, pair, objective))
            for each in known.reasons
        ),
        Decimal(0),
    )


def speaking(known: Facts, key: str, pair: Pair, objective: str | None) -> tuple[Ground, ...]:
    """Return what speaks for a pair by one reason: of each unit the best, perhaps several."""
    # what holds for all territories comes last: with as much, the territory's own case is told
    both = known.grounds(key, *pair, objective)
    if len(both) < 2:
        return tuple(both)
    best: dict[str, Ground] = {}
    for ground in both:
        if ground.item not in best or ground.share > best[ground.item].share:
            best[ground.item] = ground
    most: dict[str, Decimal] = {}
    for ground in best.values():
        most[ground.unit] = max(ground.share, most.get(ground.unit, ground.share))
    return tuple(ground for ground in best.values() if ground.share == most[ground.unit])


def _reason(
    known: Facts, reason: Known, grounds: tuple[Ground, ...], pair: Pair, quoted: int | None
) -> Reason:
    practice, territory = pair
    share = _share(grounds)
    there = known.on_record(territory)
    found = Reason(
        key=reason.key,
        label=reason.label,
        weight=reason.weight,
        share=share,
        points=reason.weight * share,
        sentence=_sentence(known, grounds, territory),
        evidence=tuple(
            Evidence(item, known.name(item), said.printed, said.basis, says)
            for says, item, said in islice(there.prints(practice, grounds), quoted)
        ),
    )
    if quoted is None or (left_out := there.count(practice, grounds) - quoted) <= 0:
        return found
    return Shortened(**vars(found), left_out=left_out)


def _share(grounds: tuple[Ground, ...]) -> Decimal:
    by_unit = {ground.unit: ground.share for ground in grounds}
    total = min(Decimal(1), sum(by_unit.values(), Decimal(0)))
    return total.quantize(_HUNDREDTH, ROUND_HALF_UP)


def _sentence(known: Facts, grounds: tuple[Ground, ...], territory: str) -> Texts:
    """The sentences of the cases, the best case first."""
    by_case: dict[str, list[Ground]] = {}
    for ground in sorted(grounds, key=lambda each: -each.share):
        by_case.setdefault(ground.case, []).append(ground)
    said = {}
    for language in LANGUAGES:
        sentences = []
        for case, those in by_case.items():
            items = sorted({each.item for each in those}, key=natural)
            there, total = known.on_record(territory).first(those, _MOST_CODES + 1)
            names = {
                "territory": known.name(territory)[language],
                "items": "; ".join(_named(known, item, language) for item in items),
                "there": _codes(there, total, language),
            }
            template = known.sentences.get(case, {}).get(language, "{items}")
            # names come from data: none is read as a place of the sentence
            sentences.append(_PLACE.sub(lambda found, names=names: names[found[1]], template))  # type: ignore[misc]
        said[language] = " ".join(sentences)
    return said


def _codes(experiences: list[str], total: int, language: str) -> str:
    """Their codes, of many only the first: the evidence names them all."""
    codes = [each.partition(":")[2] for each in experiences]
    rest = total - _MOST_CODES
    if rest <= 1:
        return ", ".join(codes)
    more = translator(language)(f"y otras {rest}", f"and {rest} more")
    return f"{', '.join(codes[:_MOST_CODES])} {more}"


def _named(known: Facts, curie: str, language: str) -> str:
    """The name of a thing in a sentence; an objective with its number, by which people know it."""
    label = known.name(curie)[language]
    prefix, _, code = curie.partition(":")
    return f"{code} ({label})" if prefix == "objective" else label
