"""Networks of one kind of thing: each line keeps the reasons why it is there.

Only what sources state makes a line. The nodes are those of the whole network, with all it says of
them; edges have `weight` and `shared`, pairs of a link and the thing that it leads to.
"""

from itertools import combinations

import networkx as nx

from saberesgraph.network.similarity import experiences, holders, nearest

_NEAREST = 4


def practices(graph: "nx.MultiDiGraph[str]", k: int = _NEAREST) -> "nx.Graph[str]":
    """Return experiences joined to the k most like them, by what they share.

    All pairs that share something are nearly all pairs: a line stays where either of the two has
    the other among its k nearest. Weights are scores of `similar`.
    """
    projected = _nodes_of(graph, experiences(graph))
    for practice, others in nearest(graph, k):
        for other in others:
            projected.add_edge(practice, other.node, weight=other.score, shared=other.shared)
    return projected


def principles(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return guiding principles joined where a fiche cites both; weights count the fiches."""
    return _together(graph, "principle")


def actors(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return actors joined where a fiche names both as taking part; weights count the fiches.

    Those only mentioned in its prose, or that could replicate it, do not take part.
    """
    return _together(graph, "actor")


def _together(graph: "nx.MultiDiGraph[str]", link: str) -> "nx.Graph[str]":
    having = {item: nodes for (name, item), nodes in holders(graph).items() if name == link}
    projected = _nodes_of(graph, sorted(having))
    for one, other in combinations(sorted(having), 2):
        theirs = set(having[other])
        both = tuple(("practice", node) for node in having[one] if node in theirs)
        if both:
            projected.add_edge(one, other, weight=len(both), shared=both)
    return projected


def _nodes_of(graph: "nx.MultiDiGraph[str]", nodes: list[str]) -> "nx.Graph[str]":
    projected: nx.Graph[str] = nx.Graph(**graph.graph)
    projected.add_nodes_from((node, graph.nodes[node]) for node in nodes)
    return projected
