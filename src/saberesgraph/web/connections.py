"""Connections that go nowhere are closed: the server's own time limits know idle ones alone."""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

# within which the first request of a connection that was just made is read, in seconds
_ON_ITS_WAY: Final = 0.5


def patient(seconds: float, most: int) -> type[H11Protocol]:
    """Return a protocol for uvicorn that closes connections on which nothing moves.

    A request has to arrive whole within `seconds` (up to twice that: clocks are looked at once in
    that time), and a client has to take some of its answer in each such time. A running query is
    not cut: it has limits of its own. When the server ends, a connection that was just made is
    still answered: closing it would reset it with its request unread.

    Args:
        seconds: of patience.
        most: connections at one time; further ones are closed at once.
    """

    class Patient(H11Protocol):
        _look: asyncio.TimerHandle | None = None
        _seen: tuple[object, int] | None = None
        _ending = False

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > most:
                transport.abort()
            else:
                self._look = self.loop.call_later(seconds, self._check)

        def data_received(self, data: bytes) -> None:
            if self.timeout_keep_alive_task:  # it was idle: a request begins
                self._seen = None
            super().data_received(data)
            if self._ending and self.cycle:
                self.cycle.keep_alive = False

        def shutdown(self) -> None:
            if self.cycle is None and not self._ending:
                self._ending = True
                self.loop.call_later(_ON_ITS_WAY, self.shutdown)
            elif not self.transport.is_closing():
                super().shutdown()

        def connection_lost(self, exc: Exception | None) -> None:
            if self._look:
                self._look.cancel()
            super().connection_lost(exc)

        def _check(self) -> None:
            """Close the connection if the last look saw the same; else look again later."""
            unsent = self.transport.get_write_buffer_size()
            cycle = self.cycle
            awaited = cycle is None or cycle.response_complete or cycle.more_body
            now = (cycle, unsent) if unsent or awaited else None
            if now and self._seen and now[0] is self._seen[0] and unsent >= self._seen[1]:
                self.transport.abort()
                return
            self._seen = now
            self._look = self.loop.call_later(seconds, self._check)

    return Patient
