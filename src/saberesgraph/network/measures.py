"""What can be counted of the network; every measure is exact unless it says otherwise.

Only what sources state is counted, and nothing depends on the order in which Python keeps sets.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from saberesgraph.network.kinds import DERIVED
from saberesgraph.network.projections import practices
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


@dataclass(frozen=True)
class Typical:
    """What is more usual in a community than outside of it.

    Args:
        node: the thing.
        inside: how many of the community's experiences are linked with it.
        outside: how many of the others.
    """

    node: str
    inside: int
    outside: int


@dataclass(frozen=True)
class Community:
    """Experiences that are more alike than one expects by chance, and what is typical of them."""

    members: tuple[str, ...]
    typical: tuple[Typical, ...]


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

    Above 800 nodes it is estimated from 64 seeded pivots (Brandes and Pich, 2007).
    """
    stated: nx.Graph[str] = nx.Graph()
    stated.add_nodes_from(graph)
    stated.add_edges_from(
        (a, b) for a, b, basis in graph.edges(data="basis", default="") if basis != DERIVED
    )
    pivots = _PIVOTS if estimated(graph) else None
    found: dict[str, float] = nx.betweenness_centrality(stated, k=pivots, seed=seed)
    return found


def estimated(graph: "nx.Graph[str]") -> bool:
    """Return whether `betweenness` is an estimate for a network of this size."""
    return len(graph) > _PIVOTS_ABOVE


def between_areas(graph: "nx.MultiDiGraph[str]") -> dict[str, float]:
    """Return which share of the ties between areas each thing holds, the largest first.

    Two experiences of different areas that share anything are a tie; it is split evenly among what
    they share. This is betweenness between groups (Flom and others, 2004) over paths of two links
    (bounded, as Borgatti and Everett, 2006, call it).
    """
    kinds = graph.nodes(data="kind")
    linked = {item: nodes for item, nodes in _linked(graph).items() if kinds[item] != "area"}
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
    linked = {item: nodes for item, nodes in _linked(graph).items() if kinds[item] == "objective"}
    alone = np.zeros(len(linked))
    for _, block, shared, matrix in _pairs(experiences(graph), linked):
        alone += (((shared == 1) @ matrix) * block).sum(axis=0)
    whole = _largest(linked)
    found = [
        Holding(item, int(pairs) // 2, whole - _largest({**linked, item: set()}))
        for item, pairs in zip(linked, alone, strict=True)
    ]
    return tuple(sorted(found, key=lambda h: (-h.pairs, -h.apart, h.node)))


def _linked(graph: "nx.MultiDiGraph[str]") -> dict[str, set[str]]:
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


def communities(
    graph: "nx.MultiDiGraph[str]", seed: int = 7, typical: int = 3
) -> tuple[Community, ...]:
    """Return groups of experiences that are alike, the largest first, with what is typical of each.

    They are those of `parts` over the network of `practices`. Typical is what a larger share of the
    group has than of the others, by the difference of the shares.
    """
    linked, whole = _linked(graph), len(experiences(graph))
    return tuple(
        _community(members, linked, whole, typical) for members in parts(practices(graph), seed)
    )


def parts(projection: "nx.Graph[str]", seed: int = 7) -> list[list[str]]:
    """Return the nodes of a projection in groups, the largest first.

    Louvain's method by the weights of the lines (Blondel and others, 2008), seeded.
    """
    names = list(projection)
    number = {name: n for n, name in enumerate(names)}
    # of numbers, in order: the order of a set of texts changes from one run to the next
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    numbered.add_weighted_edges_from(
        sorted((number[a], number[b], data["weight"]) for a, b, data in projection.edges(data=True))
    )
    found = nx.community.louvain_communities(numbered, weight="weight", seed=seed)
    return [
        [names[n] for n in part]
        for part in sorted(map(sorted, found), key=lambda part: (-len(part), part))
    ]


def _community(
    members: list[str], linked: dict[str, set[str]], whole: int, count: int
) -> Community:
    own, others = set(members), max(whole - len(members), 1)
    found = []
    for item, nodes in linked.items():
        inside, outside = len(nodes & own), len(nodes - own)
        lead = inside / len(own) - outside / others
        if inside > 1 and lead > 0:
            found.append((-round(lead, 9), item, Typical(item, inside, outside)))
    return Community(tuple(members), tuple(typical for *_, typical in sorted(found)[:count]))


def groups(graph: "nx.Graph[str]", found: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the number of the group of each node, from 0.

    Args:
        graph: of `build`, or a projection.
        found: the members of each group; another thing belongs where most of those linked with
            it do.
    """
    group = {node: n for n, members in enumerate(found) for node in members}
    votes: dict[str, Counter[int]] = {}
    for practice, item in graph.edges():
        if practice in group and item not in group:
            votes.setdefault(item, Counter())[group[practice]] += 1
    for item, count in votes.items():
        group[item] = min(count, key=lambda n: (-count[n], n))
    return group


def grouped(graph: "nx.Graph[str]") -> dict[str, int]:
    """Return the group of each node: by `communities`, or in a projection by `parts`."""
    if isinstance(graph, nx.MultiDiGraph):
        return groups(graph, (community.members for community in communities(graph)))
    return groups(graph, parts(graph))
