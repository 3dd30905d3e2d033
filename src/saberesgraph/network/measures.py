"""What can be counted of the network; every measure is exact unless it says otherwise.

Only what sources state is counted, and nothing depends on the order in which Python keeps sets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from saberesgraph.network.kinds import DERIVED
from saberesgraph.network.similarity import experiences, holders

_PIVOTS_ABOVE = 800
_PIVOTS = 64
_BLOCK = 500


@dataclass(frozen=True)
class Holding:
    """What an objective holds together, alone.

    Args:
        node: the objective.
        pairs: of experiences that share it and no other objective.
        apart: experiences that without it leave the largest group joined by shared objectives.
    """

    node: str
    pairs: int
    apart: int


def degrees(graph: "nx.Graph[str]") -> dict[str, int]:
    """Return with how many other nodes each is linked; derived links count for goals alone."""
    near: dict[str, set[str]] = {node: set() for node in graph}
    for a, b, basis in graph.edges(data="basis", default=""):
        if basis != DERIVED:
            near[a].add(b)
        near[b].add(a)
    return {node: len(others) for node, others in near.items()}


def betweenness(graph: "nx.Graph[str]", seed: int = 7) -> dict[str, float]:
    """Return on what share of the shortest paths between two others each node lies (Freeman, 1977).

    The share is the mean over all pairs of other nodes that sources link with something: what only
    derived links reach is on no path, nor an end of one. Above 800 nodes it is estimated from 64
    seeded pivots (Brandes and Pich, 2007).
    """
    stated = _stated(graph)
    pivots = _PIVOTS if len(stated) > _PIVOTS_ABOVE else None
    found: dict[str, float] = nx.betweenness_centrality(stated, k=pivots, seed=seed)
    return dict.fromkeys(graph, 0.0) | found


def estimated(graph: "nx.Graph[str]") -> bool:
    """Return whether `betweenness` is an estimate for a network of this size."""
    return len(_stated(graph)) > _PIVOTS_ABOVE


def _stated(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """The nodes that sources link with something, in the order of the network, and their links."""
    edges = [(a, b) for a, b, basis in graph.edges(data="basis", default="") if basis != DERIVED]
    linked = {node for edge in edges for node in edge}
    stated: nx.Graph[str] = nx.Graph()
    stated.add_nodes_from(node for node in graph if node in linked)
    stated.add_edges_from(edges)
    return stated


def between_areas(graph: "nx.MultiDiGraph[str]") -> dict[str, float]:
    """Return which share of the ties between areas each thing holds, the largest first.

    Two experiences of different areas that share anything are a tie; it is split evenly among what
    they share. This is betweenness between groups (Flom and others, 2004) over paths of two links
    (bounded, as Borgatti and Everett, 2006, call it).
    """
    kinds = graph.nodes(data="kind")
    linked = {item: nodes for item, nodes in linked_with(graph).items() if kinds[item] != "area"}
    known = experiences(graph)
    areas = np.array([graph.nodes[node]["area"] for node in known])
    held = np.zeros(len(linked))
    for rows, block, shared, matrix in _pairs(known, linked):
        apart = areas[rows, None] != areas[None, :]
        ties = np.divide(1, shared, out=np.zeros_like(shared), where=apart & (shared > 0))
        held += ((ties @ matrix) * block).sum(axis=0)
    shares = (held / (held.sum() or 1)).round(9).tolist()
    return dict(sorted(zip(linked, shares, strict=True), key=lambda pair: (-pair[1], pair[0])))


def holding(graph: "nx.MultiDiGraph[str]") -> tuple[Holding, ...]:
    """Return what each objective alone holds together, the most pairs first."""
    kinds = graph.nodes(data="kind")
    linked = {
        item: nodes for item, nodes in linked_with(graph).items() if kinds[item] == "objective"
    }
    alone = np.zeros(len(linked))
    for _, block, shared, matrix in _pairs(experiences(graph), linked):
        alone += (((shared == 1) @ matrix) * block).sum(axis=0)
    whole = _largest(linked)
    found = [
        Holding(item, int(pairs) // 2, whole - _largest({**linked, item: set()}))
        for item, pairs in zip(linked, alone, strict=True)
    ]
    return tuple(sorted(found, key=lambda h: (-h.pairs, -h.apart, h.node)))


def linked_with(graph: "nx.MultiDiGraph[str]") -> dict[str, set[str]]:
    """Which experiences are linked with each thing, by whatever link that a source states."""
    linked: dict[str, set[str]] = {}
    for (_, item), nodes in sorted(holders(graph).items()):
        linked.setdefault(item, set()).update(nodes)
    return linked


def _pairs(known: list[str], linked: dict[str, set[str]]) -> Iterator[tuple[Any, Any, Any, Any]]:
    """Yield rows of experiences, their links, how many things each shares with each, all links."""
    row_of = {node: row for row, node in enumerate(known)}
    matrix = np.zeros((len(known), len(linked)))
    for column, nodes in enumerate(linked.values()):
        matrix[[row_of[node] for node in sorted(nodes)], column] = 1
    for start in range(0, len(known), _BLOCK):  # all at once would take memory by the square
        block = matrix[start : start + _BLOCK]
        rows, shared = np.arange(start, start + len(block)), block @ matrix.T
        shared[rows - start, rows] = 0  # a pair is of two
        yield rows, block, shared, matrix


def _largest(having: dict[str, set[str]]) -> int:
    """How many experiences the largest group counts that hangs together by what they share."""
    joined: nx.Graph[str] = nx.Graph()
    joined.add_edges_from((item, node) for item, nodes in having.items() for node in nodes)
    return max((len(part - having.keys()) for part in nx.connected_components(joined)), default=0)
