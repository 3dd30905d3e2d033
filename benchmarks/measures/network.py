"""The network: read from the store, laid out, measured, written as a page."""

import importlib
from collections.abc import Iterator

from measure import Measure, Numbers, Work, seconds
from saberesgraph import network
from saberesgraph.drawing.network.page import network_page
from ways import on_disk


def _build(work: Work) -> Iterator[Numbers]:
    store = on_disk(work.project, work.store)
    yield {"seconds": seconds(lambda: network.build(store), 3)}
    graph = network.build(store)
    yield {"nodes": graph.number_of_nodes(), "lines": graph.number_of_edges()}


def _positions(work: Work) -> Iterator[Numbers]:
    graph = network.build(on_disk(work.project, work.store))
    yield {"seconds": seconds(lambda: network.positions(graph))}


def _spring(work: Work) -> Iterator[Numbers]:
    """The layout of networkx, 50 iterations."""
    networkx = importlib.import_module("networkx")
    graph = networkx.Graph(network.build(on_disk(work.project, work.store)))
    yield {"seconds": seconds(lambda: networkx.spring_layout(graph, seed=1, method="force"))}


def _insights(work: Work) -> Iterator[Numbers]:
    graph = network.build(on_disk(work.project, work.store))
    yield {"seconds": seconds(lambda: network.insights(graph, "es"))}


def _page(work: Work) -> Iterator[Numbers]:
    graph = network.build(on_disk(work.project, work.store))
    pages: list[str] = []
    yield {"seconds": seconds(lambda: pages.append(network_page(graph, "es")))}
    yield {"MB": round(len(pages[0].encode()) / 1e6, 1)}


def _focus(work: Work) -> Iterator[Numbers]:
    graph = network.build(on_disk(work.project, work.store))

    def page() -> str:
        return network_page(network.focus(graph, "practice:BP1_AH"), "es")

    yield {"seconds": seconds(page, 3), "MB": round(len(page().encode()) / 1e6, 1)}


MEASURES = {
    "build": Measure("ours, read from the store", _build),
    "positions": Measure("ours, places of all nodes", _positions),
    "spring": Measure("networkx, `spring_layout` of the same nodes", _spring, 120, ours=False),
    "insights": Measure("ours, measures", _insights, limit=120),
    "page": Measure("ours, the page with all of it", _page),
    "focus": Measure("ours, the page around one fiche", _focus),
}
