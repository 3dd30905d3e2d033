"""Every named query gives the same rows in the same order whatever engine answers it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest

from cases import CASES, Case
from conftest import needs
from copies import copied
from engines import ISQL, OXIGRAPH, VIRTUOSO, RdflibStore, oxigraph, same, virtuoso
from saberesgraph import network
from saberesgraph.drawing import map as maps
from saberesgraph.graph import Graph, load
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.practice.card import card
from saberesgraph.project import Project
from saberesgraph.queries import named
from saberesgraph.store import Dataset, Store, answer

GRAPHS = (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
# of each area and kind; those that questions name are among them
SOME = (
    "BP1_AH", "BP3_AH", "BP1_GF", "BP1_GN", "BP1_ISE", "BP2_ISE", "BP1_ME", "BP1_PC", "BP5_PC",
    "BP1_AF", "LA1_AF", "LA1_AH", "LN1_GN", "LN2_GN",
)  # fmt: skip
# the catalogue holds none, and questions on nothing tell no engines apart
EXCHANGES = Path(__file__).parent / "exchanges.ttl"
Server = Callable[[dict[str, bytes], Path], AbstractContextManager[Store]]


def dumped(graph: Graph) -> dict[str, bytes]:
    def content(name: str) -> bytes:
        triples = graph.store.over(Dataset((name,))).construct("CONSTRUCT WHERE { ?s ?p ?o }")
        content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        assert content
        return content

    return {name: content(name) for name in GRAPHS}


@pytest.fixture(scope="session", params=["rdflib", "oxigraph", "virtuoso"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def graph(kind: str, project: Project, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """What an engine answers over, with made-up exchanges, and the embedded store beside it."""
    if kind == "rdflib":  # some queries take it seconds, and ten for all fiches
        return load(copied(tmp_path_factory.mktemp("some"), *SOME), [EXCHANGES])
    return load(project, [EXCHANGES])


@pytest.fixture(scope="session")
def engine(kind: str, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    graphs = dumped(graph)
    if kind == "rdflib":
        yield RdflibStore(graphs)
        return
    server: Server
    if kind == "oxigraph":
        needs(OXIGRAPH, "oxigraph", "pip install oxigraph")
        server = oxigraph
    else:
        needs(VIRTUOSO and ISQL, "Virtuoso", "apt-get install virtuoso-opensource-7")
        server = virtuoso
    with server(graphs, tmp_path_factory.mktemp(kind)) as endpoint:
        yield endpoint


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_rows_are_those_of_the_embedded_store(
    case: Case, engine: Store, project: Project, graph: Graph
) -> None:
    query = named(project, case.query)
    sparql = query.bound(graph.store, "es", case.given)
    assert same(engine.select(sparql)) == same(graph.store.select(sparql))


def test_a_parameter_is_resolved_by_the_engine_that_answers(
    engine: Store, project: Project, graph: Graph
) -> None:
    query, given = named(project, "objective-practices"), {"territory": "el oro", "objective": "15"}
    assert same(query.run(engine, "en", given)) == same(query.run(graph.store, "en", given))


def test_an_endpoint_answers_every_form_and_tells_graphs_apart(engine: Store, graph: Graph) -> None:
    derived = "?s <https://w3id.org/saberesgraph/ontology#derivedGoal> ?o"
    assert answer(engine, f"ASK {{ GRAPH <{DERIVED_GRAPH}> {{ {derived} }} }}") is True
    assert answer(engine, f"ASK {{ GRAPH <{ASSERTED_GRAPH}> {{ {derived} }} }}") is False
    assert answer(engine, f"ASK {{ {derived} }}") is True
    query = f"CONSTRUCT WHERE {{ {derived} }}"
    found, ours = answer(engine, query), answer(graph.store, query)
    assert isinstance(found, tuple)
    assert isinstance(ours, tuple)
    assert set(map(str, found)) == set(map(str, ours))


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_network_reads_the_same_from_an_endpoint(
    engine: Store, graph: Graph, language: str
) -> None:
    here, there = network.build(graph.store, language), network.build(engine, language)
    assert list(there.nodes(data=True)) == list(here.nodes(data=True))
    assert list(there.edges(keys=True, data=True)) == list(here.edges(keys=True, data=True))
    assert there.graph == here.graph


def test_a_card_reads_the_same_from_an_endpoint(engine: Store, graph: Graph) -> None:
    assert card(engine, "BP1_AH") == card(graph.store, "BP1_AH")


def test_the_map_is_that_of_the_embedded_store(engine: Store, graph: Graph) -> None:
    assert maps.read(engine, "es") == maps.read(graph.store, "es")
