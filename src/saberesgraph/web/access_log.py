"""One line of JSON for every request."""

import contextlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO

from saberesgraph.web.observation import Exchange

_PATH = 500
_AGENT = 200
_METHOD = 20


class AccessLog:
    """Writes what became of each request to a stream.

    A query's text may be private, so neither it nor a query string is ever written. What a client
    sends is cut and stands in a JSON string of ASCII: it cannot end the line or begin another.

    Args:
        stream: gets one write a line, and a flush.
        now: the time, which tests set.
    """

    def __init__(
        self, stream: TextIO, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._stream = stream
        self._now = now

    def __call__(self, exchange: Exchange) -> None:
        """Write the line of a request that is over."""
        # a full disk or a reader that has gone costs the line, never the answer
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(line(exchange, self._now()) + "\n")
            self._stream.flush()


def line(exchange: Exchange, at: datetime) -> str:
    """Return the JSON object of a request that was over at a time, on one line.

    >>> scope = {"method": "GET", "path": "/a", "client": ("127.0.0.1", 5), "headers": []}
    >>> print(line(Exchange(scope, "r1", 200, 12, 0.00123), datetime(2026, 1, 2, 3, tzinfo=UTC)))
    {"time":"2026-01-02T03:00:00.000Z","id":"r1","client":"127.0.0.1","method":"GET",\
"path":"/a","status":200,"bytes":12,"seconds":0.0012,"agent":""}
    """
    scope = exchange.scope
    client = scope.get("client")
    agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    fields = {
        "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "id": exchange.id,
        "client": client[0] if client else "",
        "method": scope["method"][:_METHOD],
        "path": scope["path"][:_PATH],
        "status": exchange.status,
        "bytes": exchange.size,
        "seconds": round(exchange.seconds, 4),
        "agent": agent[:_AGENT].decode("latin-1"),
    }
    if exchange.facts:
        fields["query"] = exchange.facts
    return json.dumps(fields, separators=(",", ":"))
