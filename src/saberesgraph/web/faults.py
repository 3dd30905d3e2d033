"""What a request that fails gets: one body for programs (RFC 9457), a page for people."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from saberesgraph.drawing.page import render
from saberesgraph.errors import InputError, SaberesGraphError
from saberesgraph.language import LANGUAGES
from saberesgraph.web.negotiation import HTML, wants_html
from saberesgraph.web.served import Served

PROBLEM = "application/problem+json"
_RETRY_SECONDS = 2


class RequestError(InputError):
    """A request that HTTP itself has a status for.

    Args:
        status: such as 405 or 415.
        es: what is wrong in Spanish.
        en: the same in English.
        hint: what to do, in Spanish and English.
        headers: that the response must have, such as Allow.
    """

    slug = "request"

    def __init__(
        self,
        status: int,
        es: str,
        en: str,
        *,
        where: str | None = None,
        hint: tuple[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(es, en, where=where, hint=hint)
        self.http_status = status
        self.headers = headers or {}


def no_page(path: str) -> RequestError:
    """Return the error for a path where nothing is."""
    return RequestError(
        HTTPStatus.NOT_FOUND,
        "aquí no hay nada",
        "there is nothing here",
        where=path,
        hint=("Busca desde el inicio", "Search from the home page"),
    )


def language_of(request: Request, served: Served) -> str:
    """Return the language of an answer to a program: what `lang=` says, else the path's."""
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else page_language(request, served)


def page_language(request: Request, served: Served) -> str:
    """Return the language of the page at the request's path."""
    first = request.url.path.split("/")[1]
    return first if first in LANGUAGES else served.language


def response(request: Request, served: Served, error: SaberesGraphError) -> Response:
    """Return the response for an error: a page if a browser asks, else the one body of errors."""
    status = error.http_status
    headers = {"Vary": "Accept", **getattr(error, "headers", {})}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(_RETRY_SECONDS)
    if wants_html(request):
        language = page_language(request, served)
        folders = request.url.path.count("/") - 1 - (language != served.language)
        page = render(
            "fault.html.j2",
            language,
            # wherever the request went: links lead from as many folders deep
            place=served.place("_/" * folders + "fault.html", language),
            status=status,
            message=error.text(language),
        )
        return Response(page, status, headers, HTML)
    return JSONResponse(body(error, language_of(request, served)), status, headers, PROBLEM)


def body(error: SaberesGraphError, language: str) -> dict[str, str | int]:
    """Return the one body of errors: of what kind, its status, what is wrong, the whole message.

    >>> body(InputError("está vacío", "it is empty", where="a.ttl"), "en")
    {'type': 'urn:saberesgraph:input', 'title': 'it is empty', 'status': 400, \
'detail': 'a.ttl: it is empty.'}
    """
    return {
        "type": f"urn:saberesgraph:{error.slug}",
        "title": error.what(language),
        "status": error.http_status,
        "detail": error.text(language),
    }
