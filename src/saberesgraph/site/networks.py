"""The pages of the network."""

from saberesgraph.drawing.network_page import network_page
from saberesgraph.site.content import Content, Pages


def pages(content: Content) -> Pages:
    """Yield the network of all experiences."""
    yield (
        "network.html",
        lambda place: network_page(content.drawn, content.language, place=place),
    )
