"""Stops work on a request whose client has gone: nobody would read the answer."""

import asyncio

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEFT = "saberesgraph.left"
_UNWATCHED_SECONDS = 0.1
_EMPTY: Message = {"type": "http.request", "body": b"", "more_body": False}


class Departures:
    """Cancels the answering of a request when its client closes the connection.

    Most answers are done before watching is worth its cost, so it begins after a moment. A request
    that was given up has `LEFT` set in its scope.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        incoming = _Incoming(receive, Headers(scope=scope))
        answered = False

        async def sent(message: Message) -> None:
            nonlocal answered
            if incoming.gone.is_set():
                return
            answered = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        answering = asyncio.ensure_future(self._app(scope, incoming.receive, sent))
        leaving: asyncio.Task[None] | None = None
        try:
            await asyncio.wait({answering}, timeout=_UNWATCHED_SECONDS)
            if not answering.done():
                leaving = asyncio.ensure_future(incoming.end())
                await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            # servers say that the client is gone after the last of an answer too
            if not answering.done() and not answered:
                scope[LEFT] = True
                answering.cancel()
            await asyncio.wait({answering})
            if not answering.cancelled():
                answering.result()
        except ClientDisconnect:  # it left while its body was being read
            scope[LEFT] = True
        finally:
            answering.cancel()
            if leaving:
                leaving.cancel()


class _Incoming:
    """What a client sends, for two who listen: the application to the body, we for the end."""

    def __init__(self, receive: Receive, headers: Headers) -> None:
        self._receive = receive
        self._bodiless = "content-length" not in headers and "transfer-encoding" not in headers
        self._given = False
        self._whole = asyncio.Event()
        self.gone = asyncio.Event()
        if self._bodiless:
            self._whole.set()

    async def receive(self) -> Message:
        """Return what the application reads, as servers give it."""
        if self._bodiless and not self._given:
            self._given = True
            return _EMPTY
        if self._whole.is_set():
            await self.end()
            return {"type": "http.disconnect"}
        message = await self._receive()
        if message["type"] == "http.disconnect":
            self.gone.set()
        if not message.get("more_body"):
            self._whole.set()
        return message

    async def end(self) -> None:
        """Return when the client has gone."""
        await self._whole.wait()
        while not self.gone.is_set():
            if (await self._receive())["type"] == "http.disconnect":
                self.gone.set()
