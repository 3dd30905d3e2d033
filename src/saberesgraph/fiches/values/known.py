"""What is known and may be named: read once from the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.values.names import Thing, Things
from saberesgraph.language import folded
from saberesgraph.namespaces import ONTOLOGY, PROLOGUE, RESOURCE, SKOS, local_name
from saberesgraph.results import natural, text
from saberesgraph.store import Store

_ACTORS: Final = ("org:Organization", "sab:ActorGroup")
_TERRITORIES: Final = ("sab:Country", "sab:Province", "sab:Canton")
_SUBMISSION: Final = ("sab:Submission",)
_MEMBER: Final = ("sab:CommitteeMember",)
# what a link may point to: the classes of the things, or the scheme they are in
_KINDS: Final[dict[str, tuple[str, ...] | str]] = {
    "area": "area",
    "territory": _TERRITORIES,
    "scope": "scope",
    "assistance": "assistance",
    "population": "population",
    "actor": _ACTORS,
    "mentionedActor": _ACTORS,
    "replicator": _ACTORS,
    "principle": ("sab:GuidingPrinciple",),
    "objective": ("sab:CompactObjective",),
    "statedGoal": ("sdgo:Goal",),
    "planGoal": ("sab:PlanGoal",),
    "sustainability": "sustainability",
    "lessonSign": "lesson-sign",
    "criterion": "criterion",
    "verdict": "verdict",
    "anomalyKind": "anomaly-kind",
    "source": ("sab:SourceDocument",),
    "actorType": "actor-type",
    "call": ("sab:Call",),
    "applicant": _ACTORS,
    "applicantKind": "organisation-kind",
    "axis": "axis",
    "receiver": _ACTORS,
    "role": "committee-role",
    "memberOf": _ACTORS,
    "recusedFrom": _SUBMISSION,
    "submission": _SUBMISSION,
    "assessor": _MEMBER,
    "signatory": _MEMBER,
    "callVerdict": "call-verdict",
    "giver": _ACTORS,
    "recipient": _ACTORS,
    "facilitator": _ACTORS,
    "exchanged": ("sab:GoodPractice", "sab:LessonLearned", "sab:LessonNotLearned", *_SUBMISSION),
    "fromTerritory": _TERRITORIES,
    "toTerritory": _TERRITORIES,
    "modality": "modality",
    "exchange": ("sab:Exchange",),
    "exchangeStatus": "exchange-status",
}


Submitted = Mapping[str, tuple[tuple[str, bool], ...]]


@dataclass(frozen=True)
class Known:
    """The things that the links of a fiche or of a row may point to.

    Args:
        things: by local name of the link, or name of the list.
        decided: what people decided before that printed words mean: IRIs by link and folded words.
        submitted: the same of a submission on record, by its code and link: by folded words the
            IRIs, each with whether the words are a name of it.
    """

    things: Mapping[str, Things]
    decided: Mapping[tuple[str, str], tuple[str, ...]]
    submitted: Mapping[tuple[str, str], Submitted] = field(default_factory=dict)


def known(store: Store) -> Known:
    """Return all that is known and may be named."""
    return Known(
        {kind: _things(kind, store) for kind in _KINDS}, _decided(store), _submitted(store)
    )


def _things(kind: str, store: Store) -> Things:
    source = _KINDS[kind]
    if isinstance(source, str):
        selected = f"?thing skos:inScheme <{RESOURCE}{source}> ; a ?class ."
    else:
        selected = f"VALUES ?class {{ {' '.join(source)} }} ?thing a ?class ."
    rows = store.select(
        f"""{PROLOGUE} SELECT ?thing ?class ?code ?by ?name WHERE {{ {selected}
            ?thing skos:notation ?code .
            OPTIONAL {{ VALUES ?by {{ skos:prefLabel skos:altLabel skos:hiddenLabel dcterms:title }}
                ?thing ?by ?name }} }}"""
    ).rows
    found: dict[str, list[tuple[str, str, str, ox.Literal | None]]] = {}
    for thing, cls, code, by, name in rows:
        literal = name if isinstance(name, ox.Literal) else None
        row = (local_name(text(cls)), text(code), text(by), literal)
        found.setdefault(text(thing), []).append(row)
    things = (_thing(iri, said) for iri, said in found.items())
    return Things(kind, tuple(sorted(things, key=lambda t: (natural(t.code), t.iri))))


def _thing(iri: str, said: list[tuple[str, str, str, ox.Literal | None]]) -> Thing:
    names = sorted({(by, name.language or "", name.value) for _, _, by, name in said if name})
    spanish = [(by, value) for by, language, value in names if language == "es"]
    label = next((value for by, value in spanish if by == f"{SKOS}prefLabel"), said[0][1])
    return Thing(
        iri,
        said[0][1],
        label,
        tuple(dict.fromkeys(value for _, _, value in names)),
        frozenset(value.lower() for by, value in spanish if by != f"{SKOS}hiddenLabel"),
        said[0][0],
    )


def _decided(store: Store) -> dict[tuple[str, str], tuple[str, ...]]:
    rows = store.select(
        f"""{PROLOGUE} SELECT DISTINCT ?link ?printed ?item WHERE {{
            ?evidence a sab:Alignment ; sab:link ?link ; sab:item ?item ; sab:asPrinted ?printed }}
            ORDER BY ?item"""
    ).records()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows:
        key = (row["link"].removeprefix(ONTOLOGY), folded(row["printed"]))
        found[key] = (*found.get(key, ()), row["item"])
    return found


def _submitted(store: Store) -> dict[tuple[str, str], dict[str, tuple[tuple[str, bool], ...]]]:
    rows = store.select(
        f"""{PROLOGUE} SELECT ?code ?link ?printed ?item ?basis WHERE {{
            ?statement a sab:SubmissionStatement ; sab:submission/skos:notation ?code ;
                sab:link ?link ; sab:item ?item ; sab:asPrinted ?printed ; sab:basis ?basis }}
            ORDER BY ?item"""
    ).records()
    found: dict[tuple[str, str], dict[str, tuple[tuple[str, bool], ...]]] = {}
    for row in rows:
        said = found.setdefault((row["code"], row["link"].removeprefix(ONTOLOGY)), {})
        words = folded(row["printed"])
        said[words] = (*said.get(words, ()), (row["item"], row["basis"] == f"{ONTOLOGY}Stated"))
    return found
