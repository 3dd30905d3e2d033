"""The pages of the network."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from saberesgraph import network
from saberesgraph.drawing.network import large
from saberesgraph.drawing.network.page import large_network_page, network_page
from saberesgraph.drawing.page import Place
from saberesgraph.site.content import Content, Pages

if TYPE_CHECKING:
    import networkx as nx

# what each view is made of: what projects it, and the kinds of its nodes
_PROJECTIONS: Final = {
    "practices": (network.practices, ("practice", "lesson")),
    "principles": (network.principles, ("principle",)),
    "actors": (network.actors, ("actor",)),
}


def pages(content: Content) -> Pages:
    """Yield the network of all experiences, and those of practices, principles and actors alone.

    Of a large one, yield also the files that tell the reasons of its links.
    """
    whole = content.drawn
    kinds = Counter(str(about["kind"]) for _, about in whole.nodes(data=True))
    yield from _network(content, "network.html", "full", len(whole), lambda: whole)
    for view, (projection, own) in _PROJECTIONS.items():
        size = sum(kinds[kind] for kind in own)
        yield from _network(content, f"network/{view}.html", view, size, partial(projection, whole))


def _network(
    content: Content, path: str, view: str, size: int, graph: "Callable[[], nx.Graph[str]]"
) -> Pages:
    """A network of at most so many nodes: its page, and the files beside it."""
    if size <= large.LARGE:
        yield path, partial(_page, graph, content.language, view)
        return
    found = large.LargeNetwork(graph, content.language, view)
    yield path, partial(large_network_page, found)
    for number in range(-(-size // large.SHARE)):
        yield f"network/{view}.{number}.js", partial(_reasons, found, number)


def _page(graph: "Callable[[], nx.Graph[str]]", language: str, view: str, place: Place) -> str:
    return network_page(graph(), language, place=place, view=view)


def _reasons(found: large.LargeNetwork, number: int, _: Place) -> str:
    return found.reasons(number)
