"""The first page of Intercooperación: calls, submissions, and where to give and receive."""

from functools import partial

from saberesgraph.drawing.page import Place
from saberesgraph.site.content import Content, Pages
from saberesgraph.site.dates import date
from saberesgraph.site.show import show
from saberesgraph.site.standing import standings


def pages(content: Content) -> Pages:
    """Yield the page."""
    yield "exchange.html", partial(_page, content)


def _page(content: Content, place: Place) -> str:
    return show(
        "intercooperation.html.j2",
        content,
        place,
        styles=("calls.css",),
        calls=content.calls.values(),
        submissions=[each for call in content.calls for each in standings(content, call)],
        date=lambda written: date(written, content.language),
        more=[],
    )
