"""Where nodes stand: seeded, so that the same network always looks the same, and without overlaps.

Numpy alone is needed: networkx takes SciPy for a spring layout of 500 nodes or more, so large
networks are laid out by their frameworks, with experiences around their areas.
"""

import math
from collections.abc import Collection, Mapping
from typing import Any, Final

import networkx as nx
import numpy as np

from saberesgraph.network.kinds import DERIVED, EXPERIENCES, KINDS
from saberesgraph.network.measures import degrees
from saberesgraph.network.packing import Box, disc, packed

Point = tuple[float, float]
_DERIVED_PULL: Final = 0.05
_SPRUNG: Final = 400
_FILL: Final = 0.22  # how much of the picture boxes take before they are moved apart
_ASPECT: Final = 1.5
_BOX: Final = (60.0, 44.0)
_OUTWARDS: Final = 1.2


def positions(
    graph: "nx.Graph[str]",
    boxes: Mapping[str, Box] | None = None,
    first: Collection[str] = KINDS,
    seed: int = 7,
) -> dict[str, Point]:
    """Return a stable place for each node, in the unit of the boxes; the same for the same seed.

    Args:
        graph: of `build`, or a projection.
        boxes: width and height that each node takes with its label, around its place.
        first: kinds that a reader sees at first: they get the middle, the others what is left.
        seed: of the spring layout.

    Derived edges hardly pull: what a rule adds must not move what the sources say.
    """
    sizes = {node: (boxes or {}).get(node, _BOX) for node in graph}
    if len(graph) <= _SPRUNG:
        return _sprung(graph, sizes, first, seed)
    practices = [node for node, data in graph.nodes(data=True) if data["kind"] in EXPERIENCES]
    middle = _sprung(_frameworks(graph), sizes, first, seed)
    return middle | _around(graph, practices, middle, sizes)


def _sprung(
    graph: "nx.Graph[str]", boxes: Mapping[str, Box], first: Collection[str], seed: int
) -> dict[str, Point]:
    """Springs for what is seen first, in a wide picture; the others near their neighbours."""
    if not graph:
        return {}
    pull = _pull(graph)
    count = degrees(graph)
    by_degree = sorted(graph, key=lambda node: (-count[node], node))
    core = [node for node in by_degree if graph.nodes[node]["kind"] in first][:_SPRUNG]
    if len(core) < 2:
        core = by_degree[:_SPRUNG]
    near = pull.subgraph(core)
    ordered: nx.Graph[str] = nx.Graph()  # a subgraph keeps its nodes in the order of a set
    ordered.add_nodes_from(core)
    ordered.add_edges_from(sorted(near.edges(data=True), key=lambda edge: edge[:2]))
    layout = nx.spring_layout(ordered, seed=seed, k=0.9, iterations=300, method="force")
    area = sum(width * height for width, height in (boxes[node] for node in core)) / _FILL
    height = math.sqrt(area / _ASPECT)
    spread = np.array([layout[node] for node in core]).reshape(-1, 2)
    spread = spread / np.maximum(np.abs(spread).max(axis=0), 1e-9)
    spread = spread * (height * _ASPECT / 2, height / 2)
    wanted = dict(zip(core, map(tuple, spread.tolist()), strict=True))
    for node in (node for node in by_degree if node not in wanted):
        wanted[node] = _beside(node, pull, wanted, set(core))
    return packed(wanted, boxes)


def _pull(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return how strongly pairs of nodes draw each other."""
    pull: nx.Graph[str] = nx.Graph()
    pull.add_nodes_from(graph)
    strongest = max((w for *_, w in graph.edges(data="weight", default=1.0)), default=1.0)
    for a, b, data in graph.edges(data=True):
        drawn = float(data.get("weight", strongest)) / strongest
        if data.get("basis") == DERIVED:
            drawn = _DERIVED_PULL
        known = pull.edges[a, b]["weight"] if pull.has_edge(a, b) else 0.0
        pull.add_edge(a, b, weight=max(known, drawn))
    return pull


def _beside(
    node: str, pull: "nx.Graph[str]", placed: Mapping[str, Any], core: Collection[str]
) -> Point:
    """The middle of a node's neighbours, somewhat outwards: the centre is taken."""
    near = sorted(other for other in pull[node] if other in core)
    if not near:
        return (0.0, 0.0)
    x = sum(placed[other][0] for other in near) / len(near)
    y = sum(placed[other][1] for other in near) / len(near)
    return (x * _OUTWARDS, y * _OUTWARDS)


def _frameworks(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return all but experiences, joined through areas: by how many experiences of an area each."""
    middle: nx.Graph[str] = nx.Graph()
    middle.add_nodes_from((n, d) for n, d in graph.nodes(data=True) if d["kind"] not in EXPERIENCES)
    for practice, item, data in graph.edges(data=True):
        if item in middle and practice not in middle:
            area = graph.nodes[practice]["area"]
            if area in middle and area != item and data["basis"] != DERIVED:
                known = middle.edges[area, item]["weight"] if middle.has_edge(area, item) else 0
                middle.add_edge(area, item, weight=known + 1)
    return middle


def _around(
    graph: "nx.Graph[str]",
    practices: Collection[str],
    middle: Mapping[str, Point],
    boxes: Mapping[str, Box],
) -> dict[str, Point]:
    """Discs of experiences, one an area, in a ring around what is in the middle."""
    by_area: dict[str, list[str]] = {}
    for node in sorted(practices):
        by_area.setdefault(graph.nodes[node]["area"], []).append(node)
    # the areas in the order in which they stand around the centre
    areas = sorted(
        by_area,
        key=lambda area: (math.atan2(*reversed(middle.get(area, (0.0, 0.0)))), area),
    )
    wide = max(boxes[node][0] for node in practices)
    high = max(boxes[node][1] for node in practices)
    discs = {area: disc(len(by_area[area])) for area in areas}
    radii = {area: max(math.hypot(*point) for point in discs[area]) + 1 for area in areas}
    reach = max((max(abs(x) / wide, abs(y) / high) for x, y in middle.values()), default=0.0)
    # far enough for each disc to have its own part of the circle, and none to touch the middle
    distance = max(1.25 * sum(radii.values()) / math.pi, reach * 1.2 + max(radii.values()))
    if len(areas) == 1 and not middle:
        distance = 0.0
    places: dict[str, Point] = {}
    turned = 0.0
    for area in areas:
        share = math.tau * radii[area] / sum(radii.values())
        angle = turned + share / 2 - math.pi
        turned += share
        x, y = distance * math.cos(angle), distance * math.sin(angle)
        for node, (dx, dy) in zip(by_area[area], discs[area], strict=True):
            places[node] = (wide * (x + dx), high * (y + dy))
    return places
