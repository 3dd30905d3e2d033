"""The explorer: experiences by words and facets, page by page, and the results as files."""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import anyio
from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from saberesgraph.drawing.page import render
from saberesgraph.explorer.listing import MOST_ROWS, Listing
from saberesgraph.explorer.search import PAGE, Explorer, Found
from saberesgraph.explorer.selection import SORTS, Selection, usual_sort
from saberesgraph.explorer.words import CLOSE, OPEN
from saberesgraph.language import LANGUAGES, folded, number, translator
from saberesgraph.web.addresses import root_of
from saberesgraph.web.also import Also
from saberesgraph.web.faults import RequestError, page_language
from saberesgraph.web.negotiation import HTML
from saberesgraph.web.pages import sent, tagged
from saberesgraph.web.query_string import pairs_of
from saberesgraph.web.served import Served

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": _XLSX}
# facets that stand open before anything is chosen in them
_OPEN: Final = ("kind", "area", "province")
# where a result shows what matched, the likeliest to tell something first
_TOLD: Final = ("prose", "keywords", "names", "also")


def routes(served: Served) -> list[Route]:
    """Return the routes of the explorer in each language."""

    @cache
    def also(language: str) -> Also:
        return Also(served, language)

    @cache
    def listing(language: str) -> Listing:
        return Listing(served.explorer, served.store, language)

    # a large file takes a while to write: few at a time leave room for everybody else
    few = anyio.CapacityLimiter(2)

    async def page(request: Request) -> Response:
        language = page_language(request, served)

        def answered() -> Response:
            explorer = served.explorer
            selection = explorer.selection(pairs_of(request))
            found = explorer.search(selection, language)
            if selection.page > found.pages:
                selection = selection.on_page(found.pages)
            if selection.query() != request.url.query:
                # one address for one selection, which people can share
                return _redirect(request, selection)
            return sent(tagged(_page(served, explorer, found, also(language), language)), HTML)

        return await run_in_threadpool(answered)

    async def file(request: Request) -> Response:
        language = page_language(request, served)
        form = request.url.path.rpartition(".")[2]

        def written() -> bytes:
            explorer = served.explorer
            found = explorer.search(explorer.selection(pairs_of(request)), language)
            return _written(form, listing(language), found, address(request, served), served)

        content = await anyio.to_thread.run_sync(written, limiter=few)
        t = translator(language)
        name = f"{t('experiencias', 'experiences')}.{form}"
        headers = {
            "Cache-Control": "no-cache",
            "Content-Disposition": f"{'inline' if form == 'json' else 'attachment'}; "
            f'filename="{name}"',
        }
        return Response(content, media_type=_TYPES[form], headers=headers)

    return [
        route
        for folder in map(served.folder, LANGUAGES)
        for route in (
            Route(f"/{folder}search.html", page),
            *(Route(f"/{folder}search.{form}", file) for form in _TYPES),
        )
    ]


def address(request: Request, served: Served) -> str:
    """Return the whole URL of what is asked for, as people outside see it."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{root_of(request, served)}{request.url.path}{query}"


def _redirect(request: Request, selection: Selection) -> RedirectResponse:
    query = selection.query()
    # relative: the server need not know what it is called outside
    name = request.url.path.rpartition("/")[2]
    return RedirectResponse(f"{name}?{query}" if query else name, 302)


def _written(form: str, listing: Listing, found: Found, url: str, served: Served) -> bytes:
    if form == "csv":
        return listing.csv(found).encode()
    if form == "json":
        return listing.json(found, url).encode()
    if found.total > MOST_ROWS:
        raise RequestError(
            400,
            f"son {found.total} experiencias, y una hoja se escribe con hasta {MOST_ROWS}",
            f"there are {found.total} experiences, and a sheet is written with up to {MOST_ROWS}",
            hint=("Filtra más, o toma el CSV", "Filter more, or take the CSV"),
        )
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return listing.xlsx(found, url, served.version, today)


def _page(served: Served, explorer: Explorer, found: Found, also: Also, language: str) -> str:
    place = served.place("search.html", language)
    asked = found.selection
    said = explorer.excerpts(found)

    def to(selection: Selection, name: str = "search.html") -> str:
        query = selection.query()
        return place.href(name) + (f"?{query}" if query else "")

    corrected = asked.q
    for wrong, right in found.matches.instead.items():
        corrected = _replaced(corrected, wrong, right)
    return render(
        "explorer.html.j2",
        language,
        place=place,
        styles=("search.css", "explorer.css"),
        scripts=("explorer.js",),
        allow={"connect-src": "'self'"},
        found=found,
        asked=asked,
        to=to,
        facets=found.counts,
        open_facets=_OPEN,
        chips=_chips(explorer, asked, language),
        sorts=_sorts(language, bool(asked.q)),
        results=[_result(explorer, entry, said.get(entry.code, {}), language)
                 for entry in found.shown],
        first=(asked.page - 1) * PAGE + 1,
        corrected=asked.searching(corrected),
        also=also.search(asked.q),
        number=lambda value: number(value, language),
    )  # fmt: skip


def _chips(explorer: Explorer, asked: Selection, language: str) -> list[tuple[str, str, Selection]]:
    """The choices made: of which facet, what, and the selection without it."""
    return [
        (
            explorer.facets[name].label[language],
            explorer.facets[name].values[code].name(language),
            asked.without(name, code),
        )
        for name, codes in asked.values.items()
        for code in codes
    ]


def _sorts(language: str, words: bool) -> dict[str, str]:
    """What results may be sorted by; the usual order has no name, for it depends on the words."""
    t = translator(language)
    names = {
        "relevance": t("Lo que más coincide", "Best match"),
        "code": t("Orden de la fuente", "Order of the source"),
        "title": t("Título", "Title"),
        "population": t("Personas asistidas", "People assisted"),
    }
    usual = usual_sort("?" if words else "")
    return {
        "" if sort == usual else sort: names[sort]
        for sort in sorted(SORTS, key=lambda sort: sort != usual)
        if words or sort != "relevance"
    }


def _result(
    explorer: Explorer, entry: Any, said: Mapping[str, str], language: str
) -> dict[str, Any]:
    def name(facet: str, code: str) -> str:
        values = explorer.facets[facet].values
        return values[code].name(language) if code in values else code

    told = next((column for column in _TOLD if column in said), "")
    national = ["national"] if entry.national else []
    return {
        "entry": entry,
        "title": marked(said.get(f"title_{language}", "")) or entry.title(language),
        "kind": name("kind", entry.kind),
        "area": name("area", entry.area),
        "provinces": [name("province", code) for code in [*entry.provinces, *national]],
        "objectives": [(str(code), name("objective", str(code))) for code in entry.objectives],
        "told": told,
        "excerpt": marked(_matching(said[told], told)) if told else "",
    }


def _matching(excerpt: str, column: str) -> str:
    """Of a list of names, those that matched; of a text, the whole excerpt."""
    if column == "prose":
        return excerpt
    return " · ".join(name for name in excerpt.strip("…").split(" · ") if OPEN in name)


def marked(excerpt: str) -> Markup:
    r"""Return an excerpt with what matched marked, everything in it escaped.

    >>> marked("<b> \x02agua\x03")
    Markup('&lt;b&gt; <mark>agua</mark>')
    """
    safe = str(escape(excerpt)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return Markup(safe)  # noqa: S704 (escaped above)


def _replaced(words: str, wrong: str, right: str) -> str:
    return " ".join(right if folded(word) == wrong else word for word in words.split())
