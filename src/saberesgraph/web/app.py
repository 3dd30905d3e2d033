"""The application: every route, what all responses have in common, and how errors are told."""

from http import HTTPStatus
from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from saberesgraph.errors import SaberesGraphError
from saberesgraph.web import data, pages, sparql
from saberesgraph.web.faults import RequestError, no_page, response
from saberesgraph.web.served import Served

# what a server must read of a request's head, so that too long a URL is told as one (414)
HEAD_BYTES: Final = 131_072
_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
}


def application(served: Served) -> Starlette:
    """Return the ASGI application that serves one state of the data."""

    async def told(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            error = _of_http(request, error)
        assert isinstance(error, SaberesGraphError)
        return response(request, served, error)

    app = Starlette(
        # the site's paths come last: they catch all others
        routes=[
            *sparql.routes(served),
            *(pages.routes(served) if served.project else data.routes(served)),
        ],
        exception_handlers={SaberesGraphError: told, HTTPException: told},
    )
    app.add_middleware(_Headers)
    return app


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
