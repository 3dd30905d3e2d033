"""What is known of each request once it is answered: who counts and who logs read it here."""

import re
from collections.abc import Callable, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from saberesgraph.web.departures import LEFT

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_REQUEST_ID = "x-request-id"
_facts: ContextVar[MutableMapping[str, str | int] | None] = ContextVar("facts", default=None)


@dataclass(slots=True)
class Exchange:
    """One request and what became of it.

    Attributes:
        scope: of the request, as ASGI has it.
        id: of the request: the client's if that is sane, else a new one.
        status: of the response; 499 if the client left before it, 500 if there was none.
        size: bytes of the response's body as they were sent.
        seconds: until the last of them was handed over.
        facts: what those inside noted with `note`.
    """

    scope: Scope
    id: str
    status: int = 500
    size: int = 0
    seconds: float = 0.0
    facts: dict[str, str | int] = field(default_factory=dict)

    @property
    def route(self) -> str:
        """The template of the path, such as `/api/practices/{code}`; "" where none matched."""
        return getattr(self.scope.get("route"), "path", "")


class Observation:
    """Tells listeners of every request when it ends; keeps back no part of a response.

    Args:
        app: what answers.
        began: called when a request arrives.
        ended: called, in order, when it is over.
    """

    def __init__(
        self, app: ASGIApp, began: Callable[[], None], ended: list[Callable[[Exchange], None]]
    ) -> None:
        self._app = app
        self._began = began
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        exchange = Exchange(scope, request_id(Headers(scope=scope).get(_REQUEST_ID, "")))
        shown = (_REQUEST_ID.encode(), exchange.id.encode())

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                message["headers"] = [*message.get("headers", ()), shown]
            elif scope["method"] != "HEAD":
                exchange.size += len(message.get("body", b""))
            await send(message)

        _facts.set(exchange.facts)
        started = perf_counter()
        self._began()
        try:
            await self._app(scope, receive, sent)
        finally:
            exchange.seconds = perf_counter() - started
            if scope.get(LEFT):
                exchange.status = 499
            for listener in self._ended:
                listener(exchange)


def note(**facts: str | int) -> None:
    """Add facts to what is known of the request that is being answered, if there is one."""
    noted = _facts.get()
    if noted is not None:
        noted.update(facts)


def request_id(given: str) -> str:
    """Return the id that a client gave if it is a short plain word, else a new one.

    >>> request_id("from-proxy.17"), len(request_id("a b")), len(request_id("a" * 65))
    ('from-proxy.17', 32, 32)
    """
    return given if _SANE_ID.fullmatch(given) else uuid4().hex
