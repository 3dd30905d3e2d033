"""Where each node of a drawn network stands, how large it is, and the name that fits beside it."""

from dataclasses import dataclass

import networkx as nx

from saberesgraph.drawing.network import looks
from saberesgraph.network import KINDS, positions


@dataclass(frozen=True)
class Arrangement:
    """The labels, radii, boxes (width and height with the label) and places of nodes, by node."""

    labels: dict[str, str]
    radii: dict[str, float]
    boxes: dict[str, tuple[float, float]]
    places: dict[str, tuple[float, float]]


def arranged(graph: "nx.Graph[str]", language: str) -> Arrangement:
    """Return the arrangement of a network: the same for its page, its picture and its files.

    In a projection every node is shown at first, so that each of them may stand in the middle.
    """
    labels, radii = looks.labels(graph, language), looks.sizes(graph)
    boxes = looks.boxes(labels, radii)
    first = looks.SHOWN_FIRST if isinstance(graph, nx.MultiDiGraph) else KINDS
    return Arrangement(labels, radii, boxes, positions(graph, boxes, first))
