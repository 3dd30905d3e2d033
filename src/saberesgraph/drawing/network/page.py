"""The interactive network page: one network, a list to search, the evidence of each line."""

import networkx as nx

from saberesgraph.drawing.network.data import page_data
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
    data = page_data(graph, language, place=place, view=view, focus=focus)
    return render(
        "network.html.j2",
        language,
        place=place,
        styles=("network.css",),
        scripts=("vendor/vis-data.min.js", "vendor/vis-network.min.js", *_scripts()),
        network=data,
        kinds=data["kinds"],
        view=view,
    )


def _scripts() -> list[str]:
    """Our scripts: the parts, and last what starts them."""
    return [*sorted(file.name for file in STATIC.glob("network-*.js")), "network.js"]
