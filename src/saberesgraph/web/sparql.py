"""The SPARQL 1.1 Protocol, read-only, and the description of the service."""

import asyncio
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from saberesgraph.dataset import Statistics, describe, measure
from saberesgraph.formats import W3C_CSV, write
from saberesgraph.screening import screen
from saberesgraph.web.addresses import root_of
from saberesgraph.web.faults import RequestError, language_of
from saberesgraph.web.negotiation import HTML, best
from saberesgraph.web.question import read
from saberesgraph.web.served import Served

PATH: Final = "/sparql"
_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_OPTIONS = {
    "Allow": ", ".join(_METHODS),
    "Access-Control-Allow-Methods": ", ".join(_METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_HEADERS = {
    "Vary": "Accept",
    # a browser draws XML, and its content is a stranger's
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@dataclass(frozen=True)
class _Offer:
    """A media type, the format of formats.py that it stands for, and its short name, if any."""

    media: str
    form: str
    name: str = ""


_OF_ASK = (
    _Offer("application/sparql-results+json", "json", "json"),
    _Offer("application/sparql-results+xml", "xml", "xml"),
    _Offer("application/json", "json"),
    _Offer("application/xml", "xml"),
)
_OF_SELECT = (
    *_OF_ASK,
    _Offer("text/csv", W3C_CSV, "csv"),
    _Offer("text/tab-separated-values", "tsv", "tsv"),
)
_OF_TRIPLES = (
    _Offer("text/turtle", "turtle", "turtle"),
    _Offer("application/n-triples", "ntriples", "ntriples"),
    _Offer("application/rdf+xml", "xml", "rdfxml"),
    _Offer("application/ld+json", "json", "jsonld"),
    _Offer("application/json", "json"),
    _Offer("application/xml", "xml"),
)
_OFFERS = {"ASK": _OF_ASK, "CONSTRUCT": _OF_TRIPLES, "DESCRIBE": _OF_TRIPLES}
_PAGE = _Offer(HTML, "")


def routes(served: Served) -> list[Route]:
    """Return the routes of the endpoint and of the files that describe it."""
    counting = asyncio.Lock()

    @lru_cache(maxsize=1)
    def measured() -> Statistics:
        return measure(served.store)

    async def description(request: Request, offer: _Offer) -> Response:
        async with counting:  # whoever comes meanwhile waits without a thread of their own
            found = await run_in_threadpool(measured)
        base = root_of(request, served)
        dumps = [f"{base}/data/saberes.trig"] if served.project else []
        triples = describe(found, base + PATH, base, dumps)
        content = await run_in_threadpool(write, triples, offer.form)
        return Response(content, 200, _HEADERS, offer.media)

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=_OPTIONS)
        asked = await read(request)
        if asked.query is None:
            offer = _chosen(request, asked.format, (*_OF_TRIPLES, _PAGE))
            if offer is _PAGE:
                return _to_the_page(request, served)
            return await description(request, offer)
        form = (await run_in_threadpool(screen, asked.query)).form
        offer = _chosen(request, asked.format, _OFFERS.get(form, _OF_SELECT))
        client = request.client.host if request.client else ""
        content = await served.guard.answer(asked.query, offer.form, asked.dataset, client)
        return Response(content, 200, _HEADERS, offer.media)

    async def void(request: Request) -> Response:
        return await description(request, _chosen(request, "", _OF_TRIPLES))

    async def turtle(request: Request) -> Response:
        return await description(request, _OF_TRIPLES[0])

    return [
        Route(PATH, endpoint, methods=_METHODS),
        Route("/.well-known/void", void),
        Route("/void.ttl", turtle),
    ]


def _chosen(request: Request, name: str, offers: tuple[_Offer, ...]) -> _Offer:
    """Return the offer that a request wants most: by its `format=`, else by its Accept header."""
    if name:
        found = next((offer for offer in offers if name in {offer.name, offer.media}), None)
    else:
        accept = ", ".join(request.headers.getlist("accept"))
        media = best(accept, [offer.media for offer in offers])
        found = next((offer for offer in offers if offer.media == media), None)
    if found is None:
        kinds = ", ".join(offer.media for offer in offers if offer.name)
        raise RequestError(
            HTTPStatus.NOT_ACCEPTABLE,
            "esta respuesta no se da en ningún formato de los que pides",
            "this answer is given in none of the formats that you ask for",
            where="format" if name else "Accept",
            hint=(f"Pide uno de {kinds}", f"Ask for one of {kinds}"),
        )
    return found


def _to_the_page(request: Request, served: Served) -> Response:
    language = language_of(request, served)
    folder = served.folder(language)
    # relative, so that it holds wherever a proxy puts the server
    return RedirectResponse(f"{folder}sparql.html", HTTPStatus.SEE_OTHER, {"Vary": "Accept"})
