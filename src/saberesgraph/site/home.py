"""The first page."""

from functools import partial

from saberesgraph.drawing.page import Place, render
from saberesgraph.language import translator
from saberesgraph.practice.card import Card
from saberesgraph.site import schema_org
from saberesgraph.site.content import Content, Pages

# experiences of an area that the page names
LISTED = 60
_PLURALS = {
    "good_practice": ("buenas prácticas", "good practices"),
    "lesson_learned": ("lecciones aprendidas", "lessons learned"),
    "lesson_not_learned": ("lecciones no aprendidas", "lessons not learned"),
}


def pages(content: Content) -> Pages:
    """Yield the first page."""
    yield "index.html", partial(_home, content)


def _home(content: Content, place: Place) -> str:
    t = translator(content.language)
    by_area: dict[str, list[Card]] = {}
    for card in content.cards:
        by_area.setdefault(card.area, []).append(card)
    return render(
        "index.html.j2",
        content.language,
        place=place,
        figures=[
            (sum(card.kind == kind for card in content.cards), t(*names))
            for kind, names in _PLURALS.items()
        ],
        oddities=sum(len(card.anomalies) for card in content.cards),
        questions=len(content.queries),
        areas=[(code, content.labels[f"area:{code}"], by_area[code]) for code in by_area],
        kinds=content.kinds,
        listed=LISTED,
        structured=schema_org.dataset(content, served=place.served),
    )
