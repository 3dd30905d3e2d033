"""What search engines may know: every page in its languages, and what they should leave alone."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph.drawing.paths import page_of
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import lengthen
from saberesgraph.results import natural
from saberesgraph.web.addresses import path_of, root_of
from saberesgraph.web.faults import no_page
from saberesgraph.web.pages import sent, tagged
from saberesgraph.web.served import Served

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
# what the protocol allows in one file
MOST: Final = 50_000
# pages of the server alone
_SERVED: Final = {"api.html", "dcat.html"}
_SITEMAPS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
# what costs work and says nothing that the pages do not; `$` ends a path, `*` is any of it
_CLOSED: Final = (
    "/sparql$", "/sparql?", "/api/", "/data/", "/graph/", "/*search.html?", "/*compare.html?",
    "/*queries/*?", "/*.csv", "/*.xlsx",
)  # fmt: skip


def routes(served: Served) -> list[Route]:
    """Return the routes of the map of the site and of what robots may do.

    Somebody else's data have one page of ours, which needs no map.
    """
    mapped = served.project is not None

    async def robots(request: Request) -> Response:
        return Response(rules(root_of(request, served), mapped), media_type="text/plain")

    @cache
    def parts() -> Sequence[Sequence[str]]:
        return split(page_paths(served))

    def drawn(path: str, root: str, number: int) -> Response:
        if number > len(parts()) or (number and len(parts()) == 1):
            raise no_page(path)
        if not number and len(parts()) > 1:
            text = index(root, len(parts()))
        else:
            text = listed(root, parts()[max(number, 1) - 1], served.language)
        return sent(tagged(text), "application/xml")

    async def sitemap(request: Request) -> Response:
        part = request.path_params.get("part")
        if part is not None and not _NUMBER.fullmatch(part):
            raise no_page(request.url.path)
        root = root_of(request, served)
        return await run_in_threadpool(drawn, request.url.path, root, int(part or 0))

    found = [Route("/robots.txt", robots)]
    if mapped:
        found += [Route("/sitemap.xml", sitemap), Route("/sitemap-{part}.xml", sitemap)]
    return found


def page_paths(served: Served) -> tuple[str, ...]:
    """Return the paths of all pages that have something to tell, the same in every language.

    These are the pages of the site, and those of what has a name and no page there. Evidence and
    the like, thousands of small pages, are found from these.
    """
    drawn = {path for path in served.files if path.endswith(".html")}
    own = {path for path in drawn if path.split("/")[0] not in LANGUAGES} | _SERVED
    named = served.contents[served.language].labels
    resources = {path_of(lengthen(curie)) for curie in named if not page_of(curie)}
    # terms stand on the ontology's page, which is one of the site
    others = {f"{path}.html" for path in resources if path and path.startswith(("id/", "sdg/"))}
    return tuple(sorted(own | others, key=natural))


def split(pages: Sequence[str], most: int = MOST) -> list[Sequence[str]]:
    """Return the pages in as many parts as it takes for no file to list too many addresses.

    >>> split(["a", "b", "c"], most=4)
    [['a', 'b'], ['c']]
    """
    size = most // len(LANGUAGES)
    return [pages[at : at + size] for at in range(0, len(pages), size)] or [pages]


def listed(root: str, pages: Sequence[str], default: str) -> str:
    """Return the map of some pages: each in every language, with the others as alternates."""
    ElementTree.register_namespace("xhtml", _XHTML)
    found = ElementTree.Element(f"{{{_SITEMAPS}}}urlset")
    for page in pages:
        addresses = {
            language: f"{root}/{'' if language == default else f'{language}/'}{quote(page)}"
            for language in LANGUAGES
        }
        for address in addresses.values():
            entry = ElementTree.SubElement(found, f"{{{_SITEMAPS}}}url")
            ElementTree.SubElement(entry, f"{{{_SITEMAPS}}}loc").text = address
            for language, other in addresses.items():
                link = {"rel": "alternate", "hreflang": language, "href": other}
                ElementTree.SubElement(entry, f"{{{_XHTML}}}link", link)
    return _written(found)


def index(root: str, parts: int) -> str:
    """Return the map of so many maps."""
    found = ElementTree.Element(f"{{{_SITEMAPS}}}sitemapindex")
    for part in range(1, parts + 1):
        entry = ElementTree.SubElement(found, f"{{{_SITEMAPS}}}sitemap")
        ElementTree.SubElement(entry, f"{{{_SITEMAPS}}}loc").text = f"{root}/sitemap-{part}.xml"
    return _written(found)


def rules(root: str, mapped: bool) -> str:
    """Return what robots may do, as RFC 9309 has it; it counts where `root` is a host's root.

    Args:
        root: the URL of the server's root, without its last slash.
        mapped: whether there is a map of the site.
    """
    folder = urlsplit(root).path
    closed = "".join(f"Disallow: {folder}{path}\n" for path in _CLOSED)
    return f"User-agent: *\n{closed}" + (f"\nSitemap: {root}/sitemap.xml\n" if mapped else "")


def _written(root: ElementTree.Element) -> str:
    ElementTree.register_namespace("", _SITEMAPS)
    text = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
