"""A made-up catalogue of any size, as skewed as the real one.

Each made-up practice takes its texts from one real practice and each kind of link, with the
evidence, from another, all drawn with a seed: so areas, objectives, territories and actors are as
frequent as in the catalogue.
"""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.graph import load
from saberesgraph.namespaces import ONTOLOGY, RESOURCE, SKOS, expand
from saberesgraph.project import find

ROOT = Path(__file__).resolve().parent.parent
_FIRST = 1001  # codes of the real catalogue are far below
_TYPE = ox.NamedNode(expand("rdf:type"))
_NOTATION, _LABEL = ox.NamedNode(SKOS + "notation"), ox.NamedNode(SKOS + "prefLabel")
_PRACTICE, _LINK, _ITEM = (ox.NamedNode(ONTOLOGY + name) for name in ("practice", "link", "item"))
_LEFT_OUT = {ONTOLOGY + name for name in ("anomaly", "absence", "assessment")}
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Facts = dict[ox.NamedNode, list[tuple[ox.NamedNode, _Term]]]


def practices(count: int, seed: int, root: Path = ROOT) -> Iterator[ox.Triple]:
    """Yield the statements of made-up practices; the same seed gives the same ones."""
    facts: _Facts = {}
    for triple in load(find(root)).reading.triples:
        assert isinstance(triple.subject, ox.NamedNode)
        facts.setdefault(triple.subject, []).append((triple.predicate, triple.object))
    experience = (_TYPE, ox.NamedNode(expand("sab:Experience")))
    real = sorted((node for node, told in facts.items() if experience in told), key=str)
    evidence = _evidence(facts)
    links = sorted({link for found in evidence.values() for link in found}, key=str)
    draw = random.Random(seed)  # noqa: S311 (no secret)
    for number in range(_FIRST, _FIRST + count):
        drawn = {link: evidence[draw.choice(real)].get(link, []) for link in links}
        texts = facts[draw.choice(real)]
        yield from _practice(number, texts, drawn)


def _evidence(
    facts: _Facts,
) -> dict[ox.NamedNode, dict[_Term, list[dict[ox.NamedNode, _Term]]]]:
    """What stands behind each link of each real practice."""
    found: dict[ox.NamedNode, dict[_Term, list[dict[ox.NamedNode, _Term]]]] = {}
    for node, told in sorted(facts.items(), key=lambda pair: str(pair[0])):
        if node.value.startswith(RESOURCE + "alignment/"):
            one = dict(told)
            practice = one[_PRACTICE]
            assert isinstance(practice, ox.NamedNode)
            found.setdefault(practice, {}).setdefault(one[_LINK], []).append(one)
    return found


def _practice(
    number: int,
    texts: Iterable[tuple[ox.NamedNode, _Term]],
    drawn: dict[_Term, list[dict[ox.NamedNode, _Term]]],
) -> Iterator[ox.Triple]:
    area = next(str(one[_ITEM]) for one in drawn[ox.NamedNode(ONTOLOGY + "area")])
    code = f"BP{number}_{area.rstrip('>').rpartition('/')[2]}"
    node = ox.NamedNode(f"{RESOURCE}practice/{code}")
    yield ox.Triple(node, _NOTATION, ox.Literal(code))
    for predicate, value in texts:
        if predicate == _LABEL and isinstance(value, ox.Literal):
            told = ox.Literal(f"{value.value} ({number})", language=value.language)
            yield ox.Triple(node, _LABEL, told)
        elif predicate not in drawn and predicate != _NOTATION and predicate.value not in _LEFT_OUT:
            yield ox.Triple(node, predicate, value)
    for link, found in drawn.items():
        assert isinstance(link, ox.NamedNode)
        for place, one in enumerate(found):
            name = f"{RESOURCE}alignment/{code}-{link.value.rpartition('#')[2]}-{place}"
            yield ox.Triple(node, link, one[_ITEM])
            for predicate, value in one.items():
                own = node if predicate == _PRACTICE else value
                yield ox.Triple(ox.NamedNode(name), predicate, own)
