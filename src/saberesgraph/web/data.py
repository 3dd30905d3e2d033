"""The pages of a server of somebody else's data: what there is, and our own styles and scripts."""

from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from saberesgraph.drawing.page import ASSETS, STATIC, render
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import shorten
from saberesgraph.results import text
from saberesgraph.web.faults import no_page, page_language
from saberesgraph.web.negotiation import HTML
from saberesgraph.web.served import Served

_SHOWN = 100
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_UNNAMED = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }"
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class"


def routes(served: Served) -> list[Route]:
    """Return the routes of the page that says what is served, and of the files it needs."""
    owned = {file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*") if file.is_file()}

    @cache
    def drawn(language: str) -> str:
        graphs = _counted(served, _GRAPHS)
        unnamed = int(text(served.store.select(_UNNAMED).rows[0][0]))
        return render(
            "data.html.j2",
            language,
            place=served.place("index.html", language),
            graphs=[*graphs, *([("", unnamed)] if unnamed else [])],
            classes=[(shorten(name), n) for name, n in _counted(served, _CLASSES)],
        )

    async def home(request: Request) -> Response:
        content = await run_in_threadpool(drawn, page_language(request, served))
        return Response(content, media_type=HTML)

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in owned:
            raise no_page(request.url.path)
        return FileResponse(STATIC / name)

    homes = ["/", "/index.html"]
    for language in LANGUAGES:
        if language != served.language:
            homes += [f"/{language}/", f"/{language}/index.html"]
    return [
        *(Route(path, home) for path in homes),
        Route(f"/{ASSETS}/{{name:path}}", asset),
    ]


def _counted(served: Served, query: str) -> list[tuple[str, int]]:
    rows = [(text(name), int(text(n))) for name, n in served.store.select(query).rows]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:_SHOWN]
