"""From what speaks for a match to reasons that people read: points, a sentence, and evidence."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from saberesgraph.exchange.facts import Facts, Ground, Known, Pair, Texts
from saberesgraph.exchange.match import Evidence, Reason
from saberesgraph.language import LANGUAGES, translator
from saberesgraph.results import natural

_PLACE: Final = re.compile(r"\{(territory|items|there)\}")
_HUNDREDTH: Final = Decimal("0.01")
_MOST_CODES: Final = 4


def reasons(known: Facts, pair: Pair, objective: str | None) -> tuple[Reason, ...]:
    """Return why a practice may suit a territory, the reason with most points first.

    One that gives no point, after its share is rounded to hundredths, is left out.
    """
    found = [
        _reason(known, each, grounds, pair[1])
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
    found = known.grounds(key, objective)
    # what holds for all territories comes last: with as much, the territory's own case is told
    both = (*found.get(pair, ()), *found.get((pair[0], ""), ()))
    best: dict[str, Ground] = {}
    for ground in both:
        if ground.item not in best or ground.share > best[ground.item].share:
            best[ground.item] = ground
    most: dict[str, Decimal] = {}
    for ground in best.values():
        most[ground.unit] = max(ground.share, most.get(ground.unit, ground.share))
    return tuple(ground for ground in best.values() if ground.share == most[ground.unit])


def _reason(known: Facts, reason: Known, grounds: tuple[Ground, ...], territory: str) -> Reason:
    share = _share(grounds)
    statements = [ground.here for ground in grounds]
    statements += [said for ground in grounds for said in ground.there]
    return Reason(
        key=reason.key,
        label=reason.label,
        weight=reason.weight,
        share=share,
        points=reason.weight * share,
        sentence=_sentence(known, grounds, territory),
        evidence=tuple(
            Evidence(item, known.name(item), said.printed, said.basis, says)
            for says, link, item in dict.fromkeys(statements)
            for said in known.said.get((says, link, item), ())
        ),
    )


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
            there = sorted({place[0] for each in those for place in each.there}, key=natural)
            names = {
                "territory": known.name(territory)[language],
                "items": "; ".join(_named(known, item, language) for item in items),
                "there": _codes(there, language),
            }
            template = known.sentences.get(case, {}).get(language, "{items}")
            # names come from data: none is read as a place of the sentence
            sentences.append(_PLACE.sub(lambda found, names=names: names[found[1]], template))  # type: ignore[misc]
        said[language] = " ".join(sentences)
    return said


def _codes(experiences: list[str], language: str) -> str:
    """Their codes, of many only the first: the evidence names them all."""
    codes = [each.partition(":")[2] for each in experiences]
    rest = len(codes) - _MOST_CODES
    if rest <= 1:
        return ", ".join(codes)
    more = translator(language)(f"y otras {rest}", f"and {rest} more")
    return f"{', '.join(codes[:_MOST_CODES])} {more}"


def _named(known: Facts, curie: str, language: str) -> str:
    """The name of a thing in a sentence; an objective with its number, by which people know it."""
    label = known.name(curie)[language]
    prefix, _, code = curie.partition(":")
    return f"{code} ({label})" if prefix == "objective" else label
