"""The server's end of the keeper: hands it queries, and awaits the answers."""

import asyncio
import contextlib
import os
import socket

from saberesgraph.errors import unpacked
from saberesgraph.sandbox.limits import Limits
from saberesgraph.sandbox.wire import DONE, Asked
from saberesgraph.store import Dataset

_CHUNK = 65536
# a child ends itself at its limit, and tells why; its asker waits a little longer
_GRACE_SECONDS = 2


class Kept:
    """A guard that hands each query to the keeper.

    Args:
        orders: this end of the keeper's socket.
        limits: of each query.
    """

    def __init__(self, orders: socket.socket, limits: Limits) -> None:
        self._orders = orders
        self._limits = limits

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        """Return the answer in a format; raises as Guard says."""
        asked = Asked(query, form, dataset)
        line, theirs = socket.socketpair()
        fate, told = os.pipe()
        try:
            try:
                # one byte, because file descriptors do not travel alone
                socket.send_fds(self._orders, [b"q"], [theirs.fileno(), told])
            finally:
                theirs.close()
                os.close(told)
            line.setblocking(False)
            try:
                async with asyncio.timeout(self._limits.seconds + _GRACE_SECONDS):
                    content = await self._exchanged(line, asked)
            except TimeoutError:
                raise self._limits.over_time() from None
            # the keeper writes how the child ended before it lets go of the line
            ended = os.read(fate, 16)
        finally:
            line.close()  # the keeper kills a child whose line is closed
            os.close(fate)
        if ended != b"0":
            raise self._limits.died(int(ended or b"1"))
        if content[:1] != DONE:
            raise unpacked(content[1:])
        return content[1:]

    async def _exchanged(self, line: socket.socket, asked: Asked) -> bytes:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            await loop.sock_sendall(line, asked.packed())
            line.shutdown(socket.SHUT_WR)
        content = bytearray()
        with contextlib.suppress(ConnectionResetError):
            while part := await loop.sock_recv(line, _CHUNK):
                content += part
                if len(content) > self._limits.output_bytes + _CHUNK:
                    raise self._limits.over_output()
        return bytes(content)
