"""The pages and files of the site, drawn when somebody asks for them."""

import hashlib
import mimetypes
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph.web.faults import no_page
from saberesgraph.web.negotiation import MEDIA
from saberesgraph.web.served import Served

# a file's bytes, and what a browser knows them by
Drawn = tuple[bytes, str]

_KEPT = 4096
# what this machine may be told otherwise
_TYPES = {**MEDIA, "js": "text/javascript"}


def routes(served: Served) -> list[Route]:
    """Return the routes of the site's own files; they match whatever path is left."""

    @lru_cache(maxsize=_KEPT)
    def drawn(path: str) -> Drawn:
        return tagged(served.files[path]())

    async def page(request: Request) -> Response:
        path = request.path_params["path"]
        if path == "" or path.endswith("/"):
            path += "index.html"
        if path not in await run_in_threadpool(lambda: served.files):
            raise no_page(request.url.path)
        return sent(await run_in_threadpool(drawn, path), media_type(path))

    return [Route("/{path:path}", page)]


def tagged(text: str) -> Drawn:
    """Return the bytes of a file and what a browser knows them by."""
    content = text.encode()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def sent(file: Drawn, media: str) -> Response:
    """Return the response with a file; who has its bytes already is told so by the application."""
    content, tag = file
    return Response(content, 200, {"ETag": tag, "Cache-Control": "no-cache"}, media)


def media_type(path: str) -> str:
    """Return the media type of a file by its extension.

    >>> media_type("id/practice/BP1_AH.ttl")
    'text/turtle'
    """
    suffix = path.rpartition(".")[2]
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
