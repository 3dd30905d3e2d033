"""Two to four experiences side by side, as a page and as CSV."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from saberesgraph import formats
from saberesgraph.errors import ParameterError
from saberesgraph.language import LANGUAGES, near_matches, translator
from saberesgraph.practice.card import Card, status_names
from saberesgraph.results import Table
from saberesgraph.site.comparison import FEWEST, MOST, Cell, Item, compare
from saberesgraph.site.content import Content
from saberesgraph.site.show import field_name, sentence, show
from saberesgraph.web.faults import RequestError, page_language
from saberesgraph.web.negotiation import HTML
from saberesgraph.web.pages import sent, tagged
from saberesgraph.web.query_string import pairs_of
from saberesgraph.web.served import Served

_SHOWN: Final = 40


def routes(served: Served) -> list[Route]:
    """Return the routes of the comparison in each language."""

    async def page(request: Request) -> Response:
        language = page_language(request, served)

        def answered() -> Response:
            content = served.contents[language]
            cards = _cards(pairs_of(request), content)
            query = _query(cards)
            if query != request.url.query:
                return RedirectResponse(f"compare.html?{query}", 302)
            html = show(
                "compare.html.j2",
                content,
                served.place("compare.html", language),
                styles=("search.css", "explorer.css"),
                cards=cards,
                parts=compare(content, cards),
                kinds=content.kinds,
                query=query,
                verdicts=status_names(content.labels),
                without=[
                    _query([each for each in cards if each is not card])
                    if len(cards) > FEWEST
                    else ""
                    for card in cards
                ],
            )
            return sent(tagged(html), HTML)

        return await run_in_threadpool(answered)

    async def csv(request: Request) -> Response:
        language = page_language(request, served)

        def written() -> str:
            content = served.contents[language]
            return _csv(content, _cards(pairs_of(request), content))

        t = translator(language)
        headers = {
            "Cache-Control": "no-cache",
            "Content-Disposition": f'attachment; filename="{t("comparacion", "comparison")}.csv"',
        }
        text = await run_in_threadpool(written)
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    return [
        route
        for folder in map(served.folder, LANGUAGES)
        for route in (
            Route(f"/{folder}compare.html", page),
            Route(f"/{folder}compare.csv", csv),
        )
    ]


def _query(cards: Sequence[Card]) -> str:
    return urlencode([("code", card.code) for card in cards])


def _cards(pairs: list[tuple[str, str]], content: Content) -> tuple[Card, ...]:
    known = {card.code: card for card in content.cards}
    codes: dict[str, None] = {}
    for name, given in pairs:
        if name != "code":
            raise ParameterError(
                "ese parámetro no existe", "there is no such parameter", where=name[:_SHOWN],
                hint=("Da códigos con code", "Give codes with code"),
            )  # fmt: skip
        code = given.strip().upper()
        if code not in known:
            raise _unknown(given, known)
        codes[code] = None
    if not FEWEST <= len(codes) <= MOST:
        raise RequestError(
            400,
            f"se comparan de {FEWEST} a {MOST} experiencias, y pediste {len(codes)}",
            f"{FEWEST} to {MOST} experiences are compared, and you asked for {len(codes)}",
            hint=(
                "Vuelve a los resultados y marca las que quieres comparar",
                "Go back to the results and tick those that you want to compare",
            ),
        )
    return tuple(known[code] for code in codes)


def _unknown(given: str, known: dict[str, Card]) -> ParameterError:
    near = ", ".join(near_matches(given, known))
    hint = (f"Se parece a {near}", f"It is close to {near}")
    if not near:
        hint = ("Busca el código en el explorador", "Look for the code in the explorer")
    return ParameterError(
        "ningún registro tiene ese código", "no record has that code",
        where=f"code={given[:_SHOWN]}", hint=hint,
    )  # fmt: skip


def _csv(content: Content, cards: tuple[Card, ...]) -> str:
    t = translator(content.language)
    title = [t("Título", "Title"), *(card.label.get(content.language, "") for card in cards), ""]
    kind = [t("Clase", "Kind"), *(content.kinds[card.kind] for card in cards), ""]
    rows = [title, kind]
    for part in compare(content, cards):
        for row in part.rows:
            rows.append(
                [
                    sentence(field_name(content, row.field.name)),
                    *(_words(cell, content) for cell in row.cells),
                    "; ".join(_name(item, content) for item in row.shared),
                ]
            )
    columns = (t("campo", "field"), *(card.code for card in cards), t("comparten", "shared"))
    return formats.csv(
        Table(columns, tuple(tuple(ox.Literal(cell) for cell in row) for row in rows))
    )


def _words(cell: Cell, content: Content) -> str:
    """What a cell says on one line; why it is empty, in parentheses."""
    t = translator(content.language)
    shown = cell.shown
    if shown.value is not None:
        return str(shown.value)
    if shown.prose:
        return shown.prose
    if cell.items:
        return "; ".join(_name(item, content) for item in cell.items)
    if not cell.asked:
        return t("(su formulario no lo pide)", "(its form does not ask for it)")
    reason = content.name(cell.missing.concept) if cell.missing and cell.missing.concept else ""
    return f"({reason or t('no consta', 'not stated')})"


def _name(item: Item, content: Content) -> str:
    if not item.curie:
        return item.words
    kind, _, code = item.curie.partition(":")
    name = content.name(item.curie)
    if kind in {"objective", "principle", "sdg"}:
        return f"{code}. {name}"
    return f"{name}: {status_names(content.labels)[item.words]}" if item.words else name
