"""Exchanges: data/ holds none, so a made-up graph is asked, and every row is known."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from saberesgraph import jsonld
from saberesgraph.description import describe
from saberesgraph.exchange.exchanges import Exchange, Step, exchanges
from saberesgraph.graph import Graph
from saberesgraph.namespaces import PROLOGUE, expand
from saberesgraph.practice.card import card
from saberesgraph.project import Project
from saberesgraph.queries import named
from saberesgraph.reading import parse
from saberesgraph.store.embedded import EmbeddedStore

FILE = Path(__file__).parent / "exchanges.ttl"
LEARNED = f"{PROLOGUE}CONSTRUCT {{ practice:LA1_GN sab:learnedIn exchange:e10 }} WHERE {{}}"


@pytest.fixture(scope="module")
def store(graph: Graph) -> EmbeddedStore:
    learned = graph.store.construct(LEARNED)
    return EmbeddedStore((*graph.reading.triples, *parse(FILE).triples, *learned), graph.derived)


def ask(project: Project, store: EmbeddedStore, query: str, **given: str) -> list[tuple[str, ...]]:
    table = named(project, query).run(store, "es", given)
    kept = [name for name in table.columns if name not in {"exchange", "step", "practice"}]
    return [tuple(row[name].rsplit("/", 1)[-1] for name in kept) for row in table.records()]


def test_an_exchange_is_read_whole(store: EmbeddedStore) -> None:
    two, ten = exchanges(store)
    assert (two.code, two.status, two.fiches) == ("e2", "proposed", ())
    assert (two.to_territories, two.call) == (("territory:0401",), "call:2024")
    assert ten == Exchange(
        curie="exchange:e10",
        code="e10",
        label={"es": "Diez", "en": "Ten"},
        givers=("actor:oim",),
        recipients=("actor:dialogo-diverso", "actor:hias"),
        facilitators=("actor:omt",),
        exchanged=("practice:BP1_AH", "practice:BP6_PC"),
        from_territories=(),
        to_territories=(),
        modality="modality:triangular",
        call="",
        start="2025-02-01",
        end="2025-06-30",
        steps=(Step("agreed", "2025-01-15", "Acta"), Step("completed", "2025-06-30", "")),
        status="completed",
        learned="Se aprendió",
        fiches=("practice:LA1_GN",),
        source="source:gcm-2018",
    )


def test_the_catalogue_holds_no_exchange(graph: Graph) -> None:
    assert exchanges(graph.store) == ()


TEN = ("e10", "Diez", "Terminado", "2025-06-30", "Cooperación triangular", "2025-02-01",
       "2025-06-30", "Se aprendió")  # fmt: skip
TWO = ("e2", "Dos", "Propuesto", "2025-01-10", "Cooperación técnica", "", "", "")


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        ({}, [TEN, TWO]),
        ({"territory": "Tulcán"}, [TWO]),
        ({"territory": "04"}, [TWO]),
        ({"territory": "Manta"}, []),
        ({"status": "completed"}, [TEN]),
        ({"status": "agreed"}, []),  # it was, and is no longer
        ({"modality": "technical"}, [TWO]),
    ],
)
def test_exchanges_by_territory_status_and_modality(
    given: dict[str, str], rows: list[tuple[str, ...]], project: Project, store: EmbeddedStore
) -> None:
    assert ask(project, store, "exchanges", **given) == rows


def test_the_steps_of_exchanges(project: Project, store: EmbeddedStore) -> None:
    ten = [("e10", "Diez", "2025-01-15", "Acordado", "Acta"),
           ("e10", "Diez", "2025-06-30", "Terminado", "")]  # fmt: skip
    assert ask(project, store, "exchange-steps") == [
        *ten, ("e2", "Dos", "2025-01-10", "Propuesto", "")
    ]  # fmt: skip
    assert ask(project, store, "exchange-steps", practice="BP6_PC") == ten


def test_who_gave_to_whom(project: Project, store: EmbeddedStore) -> None:
    pairs = [(total, giver, to) for *_, total, giver, to in ask(project, store, "exchanges-given")]
    assert pairs == [("2", "oim", "dialogo-diverso"), ("1", "oim", "hias")]
    proposed = ask(project, store, "exchanges-given", status="proposed")
    assert [row[2:] for row in proposed] == [("1", "oim", "dialogo-diverso")]
    assert ask(project, store, "exchanges-given", modality="south-south") == []
    assert len(ask(project, store, "exchanges-given", territory="0401")) == 1


def test_the_exchanges_of_an_experience(project: Project, store: EmbeddedStore) -> None:
    rows = ask(project, store, "practice-exchanges")
    assert [(code, role, name, status) for code, _, role, name, status in rows] == [
        ("BP1_AH", "lo intercambiado", "Diez", "Terminado"),
        ("BP1_AH", "lo intercambiado", "Dos", "Propuesto"),
        ("BP6_PC", "lo intercambiado", "Diez", "Terminado"),
        ("LA1_GN", "aprendida en", "Diez", "Terminado"),
    ]
    assert len(ask(project, store, "practice-exchanges", practice="BP1_AH")) == 2


def test_a_record_tells_the_exchange_it_came_from(
    store: EmbeddedStore, graph: Graph, project: Project
) -> None:
    came = card(store, "LA1_GN").as_dict()
    assert came["learned_in"] == ["e10"]
    assert not {"learned_in", "plan_goals", "derived_plan_goals"} & set(
        card(graph.store, "LA1_GN").as_dict()
    )
    described = describe(store, expand("practice:LA1_GN")).stated
    link = ox.NamedNode(expand("sab:learnedIn"))
    assert [t.object for t in described if t.predicate == link] == [
        ox.NamedNode(expand("exchange:e10"))
    ]
    terms = jsonld.context(project)
    written = json.loads(jsonld.write(describe(store, expand("practice:LA1_GN")).triples, terms))
    assert "exchange/e10" in json.dumps(written)
