"""The application: every route, what all responses have in common, and how errors are told."""

from http import HTTPStatus
from typing import TextIO

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from saberesgraph.errors import SaberesGraphError
from saberesgraph.web import (
    answers,
    api,
    catalogue,
    compare,
    data,
    editor,
    explorer,
    operations,
    pages,
    resources,
    sitemap,
    sparql,
    vocabulary,
)
from saberesgraph.web.access_log import AccessLog
from saberesgraph.web.compression import Compression
from saberesgraph.web.counted import note_refusal
from saberesgraph.web.departures import Departures
from saberesgraph.web.faults import RequestError, no_page, response
from saberesgraph.web.observation import Observation
from saberesgraph.web.operations import Operations
from saberesgraph.web.served import Served

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
}


def application(served: Served, watched: Operations | None = None) -> Starlette:
    """Return the ASGI application that serves one state of the data.

    With the figures of the server's operations it also answers `/healthz` and `/metrics`.
    """

    async def told(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            error = _of_http(request, error)
        assert isinstance(error, SaberesGraphError)
        note_refusal(error)
        return response(request, served, error)

    app = Starlette(
        # the site's paths come last: they catch all others
        routes=[
            *sparql.routes(served),
            *(operations.routes(watched) if watched else []),
            *editor.routes(served),
            *sitemap.routes(served),
            *(_of_project(served) if served.project else data.routes(served)),
        ],
        exception_handlers={SaberesGraphError: told, HTTPException: told},
    )
    app.add_middleware(_Headers)
    app.add_middleware(Compression)
    return app


def operated(app: ASGIApp, watched: Operations, log: TextIO | None) -> ASGIApp:
    """Return an application whose requests are counted, logged and dropped if a client leaves.

    It goes around everything else.

    Args:
        app: what answers.
        watched: counts.
        log: gets one line a request; None for no log.
    """
    logged = [AccessLog(log)] if log else []
    return Observation(Departures(app), watched.began, [watched.ended, *logged])


def _of_project(served: Served) -> list[Route]:
    return [
        *explorer.routes(served),
        *compare.routes(served),
        *answers.routes(served),
        *api.routes(served),
        *resources.routes(served),
        *vocabulary.routes(served),
        *catalogue.routes(served),
        *pages.routes(served),
    ]


def _of_http(request: Request, error: HTTPException) -> RequestError:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return no_page(request.url.path)
    return RequestError(
        error.status_code,
        f"la petición {request.method} no sirve aquí",
        f"the request {request.method} is of no use here",
        where=request.url.path,
        headers=dict(error.headers or {}),
    )


class _Headers:
    """Adds the headers that every response has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _COMMON.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sent)
