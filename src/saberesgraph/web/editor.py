"""The SPARQL editor: YASGUI on our endpoint, with our queries as examples and our prefixes."""

from functools import cache
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph.drawing.page import Place, render
from saberesgraph.language import LANGUAGES
from saberesgraph.site import sparql
from saberesgraph.site.content import Content
from saberesgraph.web.negotiation import HTML
from saberesgraph.web.pages import Drawn, sent, tagged
from saberesgraph.web.served import Served

_PATH: Final = "sparql.html"
_STYLES = ("vendor/yasgui.css", "sparql.css", "editor.css")
_SCRIPTS = (
    "vendor/yasgui.js",
    "sparql-text.js",
    "sparql-terms.js",
    "editor-answer.js",
    "editor-tabs.js",
    "editor.js",
)
# it asks this server; everything else stays forbidden
_ALLOW = {"connect-src": "'self'"}


def routes(served: Served) -> list[Route]:
    """Return the routes of the editor, which stands where the site has its page of free SPARQL."""

    @cache
    def drawn(language: str) -> Drawn:
        return tagged(page(served.contents[language], served.place(_PATH, language)))

    def route(language: str) -> Route:
        async def editor(_: Request) -> Response:
            return sent(await run_in_threadpool(drawn, language), HTML)

        return Route(f"/{served.place(_PATH, language).file}", editor)

    return [route(language) for language in LANGUAGES] if served.project else []


def page(content: Content, place: Place) -> str:
    """Return the page of the editor in one language."""
    return render(
        "editor.html.j2",
        content.language,
        place=place,
        styles=_STYLES,
        scripts=_SCRIPTS,
        allow=_ALLOW,
        # the language of what the endpoint says is wrong
        endpoint=f"{place.shared('sparql')}?lang={content.language}",
        description=f"{place.shared('sparql')}?format=turtle",
        **sparql.known(content, place),
    )
