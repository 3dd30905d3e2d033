"""Exchanges: who passes which practice to whom, how far it has come and what was learned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from saberesgraph.namespaces import PROLOGUE, expand, shorten
from saberesgraph.results import natural
from saberesgraph.store import Store

# of two steps on one date, the one further on is the later
STATUSES: Final = ("proposed", "agreed", "under-way", "completed", "cancelled")
"""In the order in which an exchange goes through them."""


@dataclass(frozen=True)
class Step:
    """A status that an exchange reached (a notation), on a date as ISO writes it."""

    status: str
    date: str
    remark: str


@dataclass(frozen=True)
class Exchange:
    """One exchange; things are prefixed names, texts are by language.

    Attributes:
        exchanged: experiences and submissions.
        call: empty where it answers none.
        start, end: dates as ISO writes them, empty where unknown.
        steps: in order.
        status: notation of the last step, empty where there is none.
        fiches: the experiences that were learned in it.
    """

    curie: str
    code: str
    label: Mapping[str, str]
    givers: tuple[str, ...]
    recipients: tuple[str, ...]
    facilitators: tuple[str, ...]
    exchanged: tuple[str, ...]
    from_territories: tuple[str, ...]
    to_territories: tuple[str, ...]
    modality: str
    call: str
    start: str
    end: str
    steps: tuple[Step, ...]
    status: str
    learned: str
    fiches: tuple[str, ...]
    source: str


def exchanges(store: Store) -> tuple[Exchange, ...]:
    """Return every exchange, by code."""
    said: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in _rows(
        store,
        """SELECT ?exchange ?property ?value (LANG(?value) AS ?language) WHERE {
            ?exchange a sab:Exchange ; ?property ?value
        }""",
    ):
        of = said.setdefault(row["exchange"], {})
        of.setdefault(row["property"], []).append((row["value"], row["language"]))
    steps: dict[str, list[Step]] = {}
    for row in _rows(
        store,
        """SELECT ?exchange ?status ?date ?remark WHERE {
            ?exchange a sab:Exchange ; sab:step ?step .
            ?step sab:exchangeStatus/skos:notation ?status ; dcterms:date ?date
            OPTIONAL { ?step sab:remark ?remark }
        }""",
    ):
        step = Step(row["status"], row["date"], row["remark"])
        steps.setdefault(row["exchange"], []).append(step)
    fiches: dict[str, list[str]] = {}
    for row in _rows(store, "SELECT ?exchange ?fiche WHERE { ?fiche sab:learnedIn ?exchange }"):
        fiches.setdefault(row["exchange"], []).append(shorten(row["fiche"]))
    found = (
        _exchange(iri, values, steps.get(iri, []), fiches.get(iri, []))
        for iri, values in said.items()
    )
    return tuple(sorted(found, key=lambda each: (natural(each.code), each.curie)))


def _exchange(
    iri: str, said: Mapping[str, list[tuple[str, str]]], steps: list[Step], fiches: list[str]
) -> Exchange:
    def all_of(name: str) -> tuple[str, ...]:
        things = {shorten(value) for value, _ in said.get(expand(name), ())}
        return tuple(sorted(things, key=natural))

    def one(name: str) -> str:
        return min((value for value, _ in said.get(expand(name), ())), default="")

    taken = tuple(sorted(steps, key=_order))
    return Exchange(
        curie=shorten(iri),
        code=one("skos:notation"),
        label={language: name for name, language in sorted(said.get(expand("skos:prefLabel"), ()))},
        givers=all_of("sab:giver"),
        recipients=all_of("sab:recipient"),
        facilitators=all_of("sab:facilitator"),
        exchanged=all_of("sab:exchanged"),
        from_territories=all_of("sab:fromTerritory"),
        to_territories=all_of("sab:toTerritory"),
        modality=shorten(one("sab:modality")),
        call=shorten(one("sab:call")),
        start=one("schema:startDate"),
        end=one("schema:endDate"),
        steps=taken,
        status=taken[-1].status if taken else "",
        learned=one("sab:learned"),
        fiches=tuple(sorted(set(fiches), key=natural)),
        source=shorten(one("dcterms:source")),
    )


def _order(step: Step) -> tuple[str, int, str, str]:
    further = STATUSES.index(step.status) if step.status in STATUSES else -1
    return step.date, further, step.status, step.remark


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    return store.select(PROLOGUE + query).records()
