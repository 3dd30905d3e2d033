"""The first page of Intercooperación: calls, submissions, and where to give and receive."""

from functools import partial

from saberesgraph.dates import date
from saberesgraph.drawing.page import Place
from saberesgraph.language import translator
from saberesgraph.site.content import Content, Pages
from saberesgraph.site.show import show
from saberesgraph.site.standing import standings


def pages(content: Content) -> Pages:
    """Yield the page."""
    yield "exchange.html", partial(_page, content)


def _page(content: Content, place: Place) -> str:
    t = translator(content.language)
    return show(
        "intercooperation.html.j2",
        content,
        place,
        styles=("calls.css",),
        calls=content.evaluations.calls.values(),
        submissions=[
            each for call in content.evaluations.calls for each in standings(content, call)
        ],
        date=lambda written: date(written, content.language),
        more=[
            ("match/index.html",
             t("Quién podría recibir qué", "Who could receive what"),
             t("Para cada territorio, prácticas que podría recibir y de quién; para cada práctica, "
               "quién podría recibirla. Con sus razones.",
               "For each territory, practices it could receive and from whom; for each practice, "
               "who could receive it. With the reasons.")),
            ("exchanges.html",
             t("Intercambios", "Exchanges"),
             t("Quién dio qué a quién, en qué quedó y qué se aprendió.",
               "Who gave what to whom, how far it came and what was learned.")),
            ("plans.html",
             t("Planes y agendas", "Plans and agendas"),
             t("Qué experiencias sirven a cada objetivo del plan nacional, los planes locales y la "
               "Agenda 2030.",
               "Which experiences serve each goal of the national plan, local plans and the 2030 "
               "Agenda.")),
        ],
    )  # fmt: skip
