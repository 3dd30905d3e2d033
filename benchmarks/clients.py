"""Many clients of an HTTP server at once, each on a connection of its own, timed to the byte."""

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Times:
    """Statuses and seconds of requests that ended."""

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def at(self, part: float) -> float:
        """Return the seconds within which that part of the requests was answered.

        >>> Times([0.1, 0.3, 0.2]).at(0.5)
        0.2
        """
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


async def ask(
    url: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: str = ""
) -> tuple[int, bytes]:
    """Return status and body of a GET on an open connection, or of the POST of a SPARQL query.

    Raises:
        OSError, EOFError: the server closed it.
    """
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    body = query.encode()
    lines = [f"{'POST' if query else 'GET'} {target} HTTP/1.1", f"Host: {parts.netloc}"]
    if query:
        lines += ["Content-Type: application/sparql-query", f"Content-Length: {len(body)}"]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "transfer-encoding: chunked" in head:
        chunks = bytearray()
        while size := int((await reader.readline()).split(b";")[0], 16):
            chunks += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readexactly(2)
        return status, bytes(chunks)
    length = head.partition("content-length:")[2].partition("\r\n")[0]
    return status, await reader.readexactly(int(length or 0))


async def client(
    url: str, times: Times, until: float, source: str = "127.0.0.1", query: str = ""
) -> None:
    """Ask again and again until a moment of the monotonic clock."""
    parts = urlsplit(url)
    writer: asyncio.StreamWriter | None = None
    while time.monotonic() < until:
        started = time.monotonic()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection(
                    parts.hostname, parts.port, limit=2**26, local_addr=(source, 0)
                )
            status, _ = await ask(url, reader, writer, query)
        except (OSError, EOFError):
            if writer:
                writer.close()
            writer, status = None, 0
            await asyncio.sleep(0.05)
        times.seconds.append(time.monotonic() - started)
        times.statuses.append(status)
    if writer:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def many(url: str, clients: int, seconds: float) -> Times:
    """Return the times of many clients that ask the same for some seconds."""
    times = Times()
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(url, times, until) for _ in range(clients)))
    return times
