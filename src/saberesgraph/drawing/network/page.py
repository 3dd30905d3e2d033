"""The interactive network page: one network, a list to search, the evidence of each line."""

from typing import Any

import networkx as nx

from saberesgraph.drawing.network.data import page_data
from saberesgraph.drawing.network.large import LargeNetwork
from saberesgraph.drawing.page import STATIC, Place, render


def network_page(
    graph: "nx.Graph[str]",
    language: str,
    *,
    place: Place | None = None,
    view: str = "full",
    focus: str | None = None,
) -> str:
    """Return a page: the network, a list to search, the evidence of each line, and measures.

    Args:
        graph: of `network.build` or a part of it, or a projection.
        language: of the page; that of the graph.
        place: in the site; without one, the page stands alone.
        view: which of `full`, `practices`, `principles` and `actors` the graph is.
        focus: what the network is around, where it is a part.
    """
    return _page(page_data(graph, language, place=place, view=view, focus=focus), language, place)


def large_network_page(network: LargeNetwork, place: Place) -> str:
    """Return the page of a large network, which reads the files that tell its reasons."""
    return _page(network.page_data(place), network.language, place, "large-network.js")


def _page(data: dict[str, Any], language: str, place: Place | None, *more: str) -> str:
    return render(
        "network.html.j2",
        language,
        place=place,
        styles=("network.css",),
        scripts=("vendor/vis-data.min.js", "vendor/vis-network.min.js", *_scripts(*more)),
        network=data,
        kinds=data["kinds"],
        view=data["view"],
    )


def _scripts(*more: str) -> list[str]:
    """Our scripts: the parts, and last what starts them."""
    return [*sorted(file.name for file in STATIC.glob("network-*.js")), *more, "network.js"]
