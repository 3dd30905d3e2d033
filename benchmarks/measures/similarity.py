"""All experiences with those most like them: ours, networkx alone, and SPARQL alone."""

import random
import time
from collections.abc import Iterator

import networkx as nx

from measure import Measure, Numbers, Work, forked, seconds
from saberesgraph import network
from saberesgraph.namespaces import lengthen
from saberesgraph.network.similarity import experiences, holders, nearest
from ways import on_disk

_NEAREST = 4
_SAMPLE = 20
_LIMIT = 120
_SPARQL = """
PREFIX sab: <https://w3id.org/saberesgraph/ontology#>
SELECT ?one ?other (SUM(?weight) AS ?score) WHERE {
  { SELECT ?link ?item (1.0 / COUNT(?p) AS ?weight) WHERE {
      VALUES ?link { %(links)s } ?p ?link ?item } GROUP BY ?link ?item }
  VALUES ?one { %(ones)s }
  ?one ?link ?item . ?other ?link ?item .
  FILTER (?one != ?other)
} GROUP BY ?one ?other"""


def _graph(work: Work) -> "nx.MultiDiGraph[str]":
    return network.build(on_disk(work.project, work.store))


def _ours(work: Work) -> Iterator[Numbers]:
    graph = _graph(work)
    yield {"seconds": seconds(lambda: list(nearest(graph, _NEAREST)), 3)}


def _sample(graph: "nx.MultiDiGraph[str]") -> list[str]:
    return random.Random(1).sample(experiences(graph), _SAMPLE)  # noqa: S311 (no secret)


def _networkx(work: Work) -> Iterator[Numbers]:
    graph = _graph(work)
    alone: nx.Graph[str] = nx.Graph()
    for (link, item), nodes in holders(graph).items():
        alone.add_edges_from((node, f"{link} {item}") for node in nodes)
    every, sample = experiences(graph), _sample(graph)
    alone.add_nodes_from(every)
    started = time.perf_counter()
    scores: dict[str, list[float]] = {}
    for one in sample:
        pairs = [(one, other) for other in every if other != one]
        found = sorted((s for _, _, s in nx.resource_allocation_index(alone, pairs)), reverse=True)
        scores[one] = [round(score, 6) for score in found[:_NEAREST]]
    taken = time.perf_counter() - started
    ours = {n: [round(s.score, 6) for s in found] for n, found in nearest(graph, _NEAREST, sample)}
    yield {"seconds": taken * len(every) / _SAMPLE, "sample": _SAMPLE, "identical": scores == ours}


def _sparql(work: Work) -> Iterator[Numbers]:
    def one() -> Numbers:
        store = on_disk(work.project, work.store)
        graph = network.build(store)
        ones = " ".join(f"<{lengthen(node)}>" for node in _sample(graph))
        links = " ".join(sorted({f"sab:{link}" for link, _ in holders(graph)}))
        taken = seconds(lambda: store.select(_SPARQL % {"ones": ones, "links": links}))
        return {"seconds": taken * len(experiences(graph)) / _SAMPLE, "sample": _SAMPLE}

    yield forked(one, _LIMIT)


MEASURES = {
    "ours": Measure("ours, by matrices", _ours, rounds=2),
    "networkx": Measure("networkx alone, `resource_allocation_index`", _networkx, ours=False),
    "sparql": Measure("SPARQL alone, on our store", _sparql, ours=False),
}
