"""Who could receive which good practice, from whom, and the stated reasons why.

A match adds up reasons (docs/decisions/0016). What each reason is, how much it counts and how it is
said stands in ontology/matching/: one query a reason, and all weights in weights.ttl.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from saberesgraph.errors import UnknownNameError
from saberesgraph.exchange import caveats
from saberesgraph.exchange.facts import Facts, Texts, facts
from saberesgraph.exchange.grounds import Pair
from saberesgraph.exchange.match import Evidence, Match, Proposal, Reason
from saberesgraph.exchange.reasons import reasons, score, speaking
from saberesgraph.project import Project
from saberesgraph.results import natural
from saberesgraph.store import Store

__all__ = ["Evidence", "Match", "Proposal", "Reason", "for_practice", "for_territory", "rank_all"]

# points of each pair, the most first
Ranked = list[tuple[Decimal, Pair]]
# the same codes in the rankings of all territories
_code = lru_cache(maxsize=100_000)(natural)
_NO_MODALITY: Final = {
    "es": "No consta en qué país se hizo la práctica, o ninguna regla dice la modalidad.",
    "en": "It is not on record where the practice was done, or no rule tells the modality.",
}


def for_territory(
    project: Project,
    store: Store,
    territory: str,
    objective: str | None = None,
    limit: int = 10,
    quoted: int | None = None,
) -> Proposal:
    """Return the good practices that a territory could receive.

    Args:
        project: whose reasons and weights count.
        store: what is known.
        territory: prefixed name of a province or canton.
        objective: prefixed name of the only objective to serve, if any.
        limit: how many matches at most.
        quoted: how many prints a reason has at most; all if None.

    Raises:
        UnknownNameError: there is no such province or canton, or no such objective.
    """
    known = facts(project, store)
    _check(territory, known.of_class("sab:Province", "sab:Canton"))
    if objective:
        _check(objective, known.of_class("sab:CompactObjective"))
    ranked = _for_territory(known, territory, objective)
    pairs = [(points, (practice, territory)) for practice, points in ranked.items()]
    shown = _shown(known, pairs, objective, limit, quoted)
    alike = [
        other
        for other in _peers(known, territory)
        if ranked and _alike(_for_territory(known, other, objective), ranked)
    ]
    notes = caveats.of_territory(known, territory, shown, len(ranked), alike)
    return _proposal(known, territory, objective or "", shown, notes)


def for_practice(
    project: Project, store: Store, practice: str, limit: int = 10, quoted: int | None = None
) -> Proposal:
    """Return the territories that could receive a good practice, as `for_territory` does.

    A province is left out where one of its cantons could: it would say the same twice.

    Raises:
        UnknownNameError: there is no such good practice.
    """
    known = facts(project, store)
    _check(practice, known.practices)
    places = known.places_for(practice)
    provinces = set(places.values())
    pairs = ((practice, place) for place in places if place not in provinces)
    ranked = _ranked((_score(known, pair), pair) for pair in pairs)
    shown = _shown(known, ranked, None, limit, quoted)
    notes = caveats.of_practice(known, practice, shown, len(ranked))
    return _proposal(known, practice, "", shown, notes)


def rank_all(project: Project, store: Store) -> None:
    """Score what may be proposed to every territory, which proposals then need not do."""
    known = facts(project, store)
    for territory in sorted(known.of_class("sab:Province", "sab:Canton")):
        _for_territory(known, territory, None)


def _check(name: str, known: frozenset[str]) -> None:
    if name not in known:
        raise UnknownNameError(name, sorted(known))


def _for_territory(known: Facts, territory: str, objective: str | None) -> dict[str, Decimal]:
    """What may be proposed to a territory with its points, the most first; found once."""
    asked = (territory, objective or "")
    if asked not in known.ranked:
        same: dict[Decimal, Decimal] = {}
        pairs = (
            (practice, territory)
            for practice in known.proposed_to(territory)
            if not objective or objective in known.linked(practice, "sab:objective")
        )
        known.ranked[asked] = {
            practice: same.setdefault(points, points)
            for points, (practice, _) in _ranked(
                (score(known, pair, objective), pair) for pair in pairs
            )
        }
    return known.ranked[asked]


def _score(known: Facts, pair: Pair) -> Decimal:
    practice, territory = pair
    found = known.ranked.get((territory, ""), {}).get(practice)
    return score(known, pair, None) if found is None else found


def _ranked(scored: Iterable[tuple[Decimal, Pair]]) -> Ranked:
    """The highest score first, and by code where it is the same."""
    return sorted(scored, key=lambda each: (-each[0], _code(each[1][0]), _code(each[1][1])))


def _shown(
    known: Facts, ranked: Ranked, objective: str | None, limit: int, quoted: int | None
) -> tuple[Match, ...]:
    sharing = Counter(each for each, _ in ranked)
    return tuple(
        _match(known, pair, objective, sharing[each], quoted)
        for each, pair in ranked[: max(limit, 0)]
    )


def _peers(known: Facts, territory: str) -> list[str]:
    """The other provinces of a province, the other cantons of a canton."""
    for kind in ("sab:Province", "sab:Canton"):
        peers = known.of_class(kind)
        if territory in peers:
            return sorted(peers - {territory}, key=natural)
    return []


def _alike(one: dict[str, Decimal], other: dict[str, Decimal]) -> bool:
    return len(one) == len(other) and all(
        a == b for a, b in zip(one.items(), other.items(), strict=True)
    )


def _match(known: Facts, pair: Pair, objective: str | None, tied: int, quoted: int | None) -> Match:
    practice, territory = pair
    found = reasons(known, pair, objective, quoted)
    brought = {ground.item for ground in speaking(known, "gap", pair, objective)}
    modality, case = known.modality(practice, territory)
    places = known.linked(practice, "sab:territory")
    actors = known.linked(practice, "sab:actor")
    return Match(
        practice=practice,
        territory=territory,
        objectives=tuple(sorted(brought, key=natural)),
        score=sum((reason.points for reason in found), Decimal(0)),
        reasons=found,
        givers=tuple(sorted(actors, key=lambda each: each not in known.named)),
        missing=caveats.missing(known, practice, territory),
        thin=len(found) < caveats.ENOUGH or territory not in known.there or not places,
        tied=tied,
        modality=modality,
        modality_reason=known.sentences[case] if case else _NO_MODALITY,
        places=places,
    )


def _proposal(
    known: Facts, about: str, objective: str, shown: tuple[Match, ...], notes: tuple[Texts, ...]
) -> Proposal:
    named = {about, objective}
    for match in shown:
        named |= {match.practice, match.territory, match.modality}
        named |= {*match.objectives, *match.givers, *match.places}
        for reason in match.reasons:
            for each in reason.evidence:
                named |= {each.curie, each.basis, each.says}
    return Proposal(
        about=about,
        objective=objective,
        matches=shown,
        maximum=sum((reason.weight for reason in known.reasons), Decimal(0)),
        labels={name: known.name(name) for name in sorted(named - {""})},
        notes=notes,
    )
