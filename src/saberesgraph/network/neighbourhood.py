"""The part of the network around one thing, and the part that sources state."""

import networkx as nx

from saberesgraph.errors import InputError
from saberesgraph.network.kinds import DERIVED


def focus(graph: "nx.Graph[str]", node: str, depth: int = 1) -> "nx.Graph[str]":
    """Return the network around a practice, territory, actor, objective, or any other node.

    Args:
        graph: of `build`, or a projection.
        node: prefixed name; a province stands for itself and its cantons.
        depth: how many links away, in either direction. Goals are shown but nothing is reached
            through them: what a rule derived would join nearly all with all.

    Raises:
        InputError: neither it nor a canton of it is in the network.
    """
    seeds = {
        other
        for other, data in graph.nodes(data=True)
        if other == node or (data["kind"] == "territory" and node in data["provinces"])
    }
    if not seeds:
        raise InputError(
            "no tiene enlaces en esta red",
            "it has no links in this network",
            where=node,
            hint=("Elige otra vista u otra cosa", "Choose another view or another thing"),
        )
    both_ways = graph.to_undirected(as_view=True)
    found, rim = set(seeds), seeds
    for _ in range(depth):
        passable = {at for at in rim if at in seeds or graph.nodes[at]["kind"] != "goal"}
        rim = {neighbour for at in passable for neighbour in both_ways[at]} - found
        found |= rim
    near = graph.copy()  # a subgraph would have its nodes in the order of a set
    near.remove_nodes_from([other for other in graph if other not in found])
    return near


def asserted(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """Return the network of what the sources state, without derived links and what only they reach.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("practice:A", "sdg:1", key="derivedGoal", basis="derived")
    >>> _ = graph.add_edge("practice:A", "area:AH", key="area", basis="stated")
    >>> list(asserted(graph))
    ['practice:A', 'area:AH']
    """
    stated = graph.copy()
    stated.remove_edges_from(
        [
            (practice, item, link)
            for practice, item, link, data in graph.edges(keys=True, data=True)
            if data["basis"] == DERIVED
        ]
    )
    stated.remove_nodes_from([n for n in graph if graph.degree(n) and not stated.degree(n)])
    return stated
