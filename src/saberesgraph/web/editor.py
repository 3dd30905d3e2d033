"""The SPARQL editor: YASGUI on our endpoint, with our queries as examples and our prefixes."""

from functools import cache
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph.drawing.page import Place, render
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import PREFIXES
from saberesgraph.site import sparql
from saberesgraph.site.content import Content
from saberesgraph.web.negotiation import HTML
from saberesgraph.web.pages import Drawn, sent, tagged
from saberesgraph.web.served import Served

_PATH: Final = "sparql.html"
_STYLES = ("vendor/yasgui.css", "sparql.css", "editor.css")
_SCRIPTS = (
    "vendor/yasgui.js",
    "elements.js",
    "sparql-text.js",
    "sparql-terms.js",
    "editor-answer.js",
    "editor-tabs.js",
    "editor.js",
)
# it asks this server; everything else stays forbidden
_ALLOW = {"connect-src": "'self'"}
# of data that are not ours
_UNKNOWN = {
    "first": "",
    "data": "",
    "themes": [],
    "examples": [],
    "names": {"prefixes": PREFIXES, "pages": []},
}


def routes(served: Served) -> list[Route]:
    """Return the routes of the editor, which stands where the site has its page of free SPARQL."""

    @cache
    def drawn(language: str) -> Drawn:
        content = served.contents[language] if served.project else None
        return tagged(page(content, served.place(_PATH, language)))

    def route(language: str) -> Route:
        async def editor(_: Request) -> Response:
            return sent(await run_in_threadpool(drawn, language), HTML)

        return Route(f"/{served.place(_PATH, language).file}", editor)

    return [route(language) for language in LANGUAGES]


def page(content: Content | None, place: Place) -> str:
    """Return the page of the editor in the language of its place.

    Args:
        content: what our queries and pages are; None where somebody else's data are served.
        place: where the page stands.
    """
    return render(
        "editor.html.j2",
        place.language,
        place=place,
        styles=_STYLES,
        scripts=_SCRIPTS,
        allow=_ALLOW,
        # the language of what the endpoint says is wrong
        endpoint=f"{place.shared('sparql')}?lang={place.language}",
        description=f"{place.shared('sparql')}?format=turtle",
        terms=sorted(content.terms) if content else [],
        **(sparql.known(content, place) if content else _UNKNOWN),
    )
