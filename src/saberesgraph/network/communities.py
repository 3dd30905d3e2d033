"""Groups of experiences that are alike, and what is typical of each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from saberesgraph.network.measures import linked_with
from saberesgraph.network.projections import practices
from saberesgraph.network.similarity import experiences


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


def communities(
    graph: "nx.MultiDiGraph[str]", seed: int = 7, typical: int = 3
) -> tuple[Community, ...]:
    """Return groups of experiences that are alike, the largest first, with what is typical of each.

    They are those of `parts` over the network of `practices`. Typical is what a larger share of the
    group has than of the others, by the difference of the shares.
    """
    linked, whole = linked_with(graph), len(experiences(graph))
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
