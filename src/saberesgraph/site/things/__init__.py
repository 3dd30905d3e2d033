"""The pages of things: areas, principles, objectives and goals, territories, actors."""

from functools import partial
from typing import Final

from saberesgraph.coverage import titles as matrix_titles
from saberesgraph.crosswalk import crosswalk
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.map.svg import small_map
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.language import translator
from saberesgraph.site import schema_org
from saberesgraph.site.content import Content, Pages
from saberesgraph.site.matches import path_of
from saberesgraph.site.show import show
from saberesgraph.site.things.kinds import Maker
from saberesgraph.site.things.view import View
from saberesgraph.thing import Thing

# the matrices in which a kind of thing has a row or a column
_MATRICES: Final = {
    "area": ("objective-by-area", "principle-by-area", "actor-by-area", "goal-by-area"),
    "objective": ("objective-by-area", "objective-by-province"),
    "principle": ("principle-by-area",),
    "sdg": ("goal-by-area",),
    "territory": ("objective-by-province",),
    "actor": ("actor-by-area",),
}


def pages(content: Content) -> Pages:
    """Yield a page for each thing that has one."""
    maker = Maker(content, crosswalk(content.store))
    limits = boundaries.read(content.store)
    for curie, thing in content.connections.things.items():
        path = page_of(curie)
        if path is not None and thing.kind in _MATRICES:
            yield path, partial(_page, content, thing, maker, limits)


def _page(content: Content, thing: Thing, maker: Maker, limits: Boundaries, place: Place) -> str:
    titles = matrix_titles(content.language)
    view = maker.view(thing)
    marked = _marked(content, thing, view)
    t = translator(content.language)
    caption = t("Provincias de sus experiencias", "Provinces of its experiences")
    if thing.kind == "territory":
        caption = t("Dónde está en el mapa", "Where it is on the map")
    return show(
        "thing.html.j2",
        content,
        place,
        thing=thing,
        structured=schema_org.thing(content, thing),
        view=view,
        cards=content.connections.cards,
        kinds=content.kinds,
        in_network=thing.curie in content.drawn,
        matrices=[(f"matrices/{name}.html", titles[name]) for name in _MATRICES[thing.kind]],
        picture=small_map(limits, marked) if marked and limits.outlines else "",
        caption=caption,
        exchanges=content.exchanges_of.get(thing.curie, ()),
        matches=f"{path_of(thing.curie)}.html"
        if thing.is_a("Province") or thing.is_a("Canton")
        else "",
        on_map=f"map.html{_on_map(thing)}",
    )


def _marked(content: Content, thing: Thing, view: View) -> dict[str, int]:
    """The provinces that the small map marks, with a count for each, by code."""
    here = content.connections.province(thing.curie)
    if here:
        return {here.partition(":")[2]: 1}
    listed = next((each for each in view.listings if each.anchor in {"provinces", "parts"}), None)
    return {curie.partition(":")[2]: count for curie, count in listed.things} if listed else {}


def _on_map(thing: Thing) -> str:
    """What the map's page is asked to show first, as its address says it."""
    if thing.kind in {"objective", "area"}:
        return f"#{thing.kind}={thing.code}"
    if thing.is_a("Canton"):
        return f"#place={thing.code}&level=canton"
    return f"#place={thing.code}" if thing.is_a("Province") else ""
