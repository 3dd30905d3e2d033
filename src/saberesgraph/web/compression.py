"""What goes over the wire: nothing where the client has it already, gzip where it takes that."""

import gzip
import zlib
from collections import OrderedDict
from functools import lru_cache
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags, unquote_etag

_LEAST = 1000
_LEVEL = 6
_IN_THREAD = 32_000
_KEPT_BYTES = 64_000_000
_LONGEST_HEADER = 1000
_TEXTS = {
    "application/javascript",
    "application/n-quads",
    "application/n-triples",
    "application/sparql-query",
    "application/trig",
}


class Compression:
    """Answers 304 where the client's ETag still holds, and compresses text of some length.

    The ETag of a compressed answer is weak: it says that the content is the same, not the bytes.
    Compressed answers that have an ETag are kept, since they will be asked for again.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept = _Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        answer = _Answer(Headers(scope=scope), scope["method"], send, self._kept)
        await self._app(scope, receive, answer.send)


class _Answer:
    """One response on its way out."""

    def __init__(self, asked: Headers, method: str, send: Send, kept: "_Kept") -> None:
        self._asked = asked
        self._method = method
        self._send = send
        self._kept = kept
        self._start: Message = {}
        self._stream: zlib._Compress | None = None
        self._started = self._unchanged = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif not self._started:
            self._started = True
            await self._begin(message)
        elif not self._unchanged:
            await self._send(self._squeezed(message) if self._stream else message)

    async def _begin(self, message: Message) -> None:
        """Send the head, which waits for the first of the body, and that."""
        headers = MutableHeaders(scope=self._start)
        tag = headers.get("etag", "")
        length = len(message.get("body", b""))
        packs = (
            compressible(headers)
            and self._start["status"] != HTTPStatus.PARTIAL_CONTENT
            and (message.get("more_body") or length >= _LEAST)
        )
        if packs:
            headers.add_vary_header("Accept-Encoding")
            packs = takes_gzip(self._asked.get("accept-encoding", "")[:_LONGEST_HEADER])
        if packs and tag.startswith('"'):
            headers["ETag"] = f"W/{tag}"
        if tag and self._start["status"] == HTTPStatus.OK and self._has(tag):
            self._unchanged = True
            self._start["status"] = HTTPStatus.NOT_MODIFIED.value
            message = {"type": "http.response.body"}
            del headers["Content-Length"], headers["Content-Type"]
        elif packs:
            message = await self._packed(headers, message, keep=bool(tag))
        await self._send(self._start)
        await self._send(message)

    def _has(self, tag: str) -> bool:
        """Return whether the client has what the tag names; weak ones will do (RFC 9110)."""
        if self._method not in {"GET", "HEAD"}:
            return False
        known = parse_etags(self._asked.get("if-none-match", "")[:_LONGEST_HEADER])
        return known.contains_weak(unquote_etag(tag)[0])

    async def _packed(self, headers: MutableHeaders, message: Message, *, keep: bool) -> Message:
        headers["Content-Encoding"] = "gzip"
        del headers["Accept-Ranges"]
        if message.get("more_body"):
            del headers["Content-Length"]
            self._stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
            return self._squeezed(message)
        body = message["body"]
        packed = self._kept.get(body) if keep else None
        if packed is None:
            small = len(body) < _IN_THREAD
            packed = squeezed(body) if small else await run_in_threadpool(squeezed, body)
            if keep:
                self._kept.add(body, packed)
        headers["Content-Length"] = str(len(packed))
        return {**message, "body": packed}

    def _squeezed(self, message: Message) -> Message:
        assert self._stream
        body = self._stream.compress(message.get("body", b""))
        more = message.get("more_body")
        # each part goes out at once: who streams wants it to arrive
        body += self._stream.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)
        return {**message, "body": body}


class _Kept:
    """What was compressed last, up to a number of bytes with what it was made from."""

    def __init__(self) -> None:
        self._packed: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0

    def get(self, body: bytes) -> bytes | None:
        if body in self._packed:
            self._packed.move_to_end(body)
        return self._packed.get(body)

    def add(self, body: bytes, packed: bytes) -> None:
        if body in self._packed or len(body) > _KEPT_BYTES // 8:
            return
        self._packed[body] = packed
        self._size += len(body) + len(packed)
        while self._size > _KEPT_BYTES:
            self._size -= sum(map(len, self._packed.popitem(last=False)))


def compressible(headers: Headers) -> bool:
    """Return whether a response is text that nothing has compressed yet.

    >>> compressible(Headers({"content-type": "application/sparql-results+json"}))
    True
    >>> compressible(Headers({"content-type": "image/png"}))
    False
    """
    if "content-encoding" in headers:
        return False
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("json", "xml")) or kind in _TEXTS


@lru_cache(maxsize=256)
def takes_gzip(accept: str) -> bool:
    """Return whether an Accept-Encoding header takes gzip.

    >>> takes_gzip("gzip, br"), takes_gzip("*"), takes_gzip("br, gzip;q=0"), takes_gzip("")
    (True, True, False, False)
    """
    return parse_accept_header(accept, Accept).quality("gzip") > 0


def squeezed(body: bytes) -> bytes:
    """Return a body in gzip; the same bytes for the same body."""
    return gzip.compress(body, _LEVEL, mtime=0)
