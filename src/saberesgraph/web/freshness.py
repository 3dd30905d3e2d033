"""Whether what a client has is still what it would get: the state of the data and the address."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from saberesgraph import __version__
from saberesgraph.web.served import Served


def tag(request: Request, served: Served) -> str:
    """Return the tag of what a request gets; the data and the address alone make it.

    It is weak: what was measured, such as the time that an answer took, may differ.
    """
    made_of = f"{__version__} {served.version} {request.url}"
    return f'W/"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'


def fresh(request: Request, current: str) -> bool:
    """Return whether the client says that it has what the tag stands for."""
    given = request.headers.get("if-none-match", "")
    return current.removeprefix("W/") in {
        each.strip().removeprefix("W/") for each in given.split(",")
    }


def headers(current: str) -> dict[str, str]:
    """Return the headers by which a client may ask again; it must, as the data may change."""
    return {"ETag": current, "Cache-Control": "no-cache"}


def unchanged(current: str) -> Response:
    """Return the response for a client that has it already."""
    return Response(status_code=304, headers=headers(current))
