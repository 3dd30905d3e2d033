"""The map of the provinces, and its table."""

from saberesgraph.drawing.map import read
from saberesgraph.drawing.map.page import map_csv, map_page
from saberesgraph.site.content import Content, Pages


def pages(content: Content) -> Pages:
    """Yield the map's page and its CSV twin."""
    drawn = read(content.store, content.language)
    yield (
        "map.html",
        lambda place: map_page(drawn, content.language, place=place),
    )
    yield "map.csv", lambda place: map_csv(drawn, content.language)
