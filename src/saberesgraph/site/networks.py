"""The pages of the network."""

from functools import partial
from typing import TYPE_CHECKING

from saberesgraph import network
from saberesgraph.drawing.network.page import network_page
from saberesgraph.drawing.page import Place
from saberesgraph.site.content import Content, Pages

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx


def pages(content: Content) -> Pages:
    """Yield the network of all experiences, and those of practices, principles and actors alone."""
    yield (
        "network.html",
        lambda place: network_page(content.drawn, content.language, place=place),
    )
    projections = {
        "practices": network.practices,
        "principles": network.principles,
        "actors": network.actors,
    }
    for view, projection in projections.items():
        yield f"network/{view}.html", partial(_projected, content, view, projection)


def _projected(
    content: Content,
    view: str,
    projection: "Callable[[nx.MultiDiGraph[str]], nx.Graph[str]]",
    place: Place,
) -> str:
    return network_page(projection(content.drawn), content.language, place=place, view=view)
