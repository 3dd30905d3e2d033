"""The map of the provinces, and its table."""

from saberesgraph.drawing import province_map
from saberesgraph.site.content import Content, Pages


def pages(content: Content) -> Pages:
    """Yield the map's page and its CSV twin."""
    drawn = province_map.read(content.store, content.language)
    yield (
        "map.html",
        lambda place: province_map.map_page(drawn, content.language, place=place),
    )
    yield "map.csv", lambda place: province_map.map_csv(drawn, content.language)
