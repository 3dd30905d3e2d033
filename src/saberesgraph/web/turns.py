"""Who may run a query now: few at once, and no client takes all the places."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from saberesgraph.errors import BusyError
from saberesgraph.store import Dataset
from saberesgraph.web.served import Guard

# how long one waits for a place before being told to come again
PATIENCE_SECONDS: Final = 0.9


@dataclass
class _Client:
    places: asyncio.Semaphore
    requests: int = 0


class Turns:
    """Places for queries.

    Args:
        places: how many run at once; a client gets at most half of them.
    """

    def __init__(self, places: int) -> None:
        self._places = asyncio.Semaphore(places)
        self._share = max(1, places // 2)
        self._clients: dict[str, _Client] = {}

    @contextlib.asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Hold a place for a client, after a short wait if there is none.

        Raises:
            BusyError: there still is none.
        """
        own = self._clients.setdefault(client, _Client(asyncio.Semaphore(self._share)))
        own.requests += 1
        try:
            async with contextlib.AsyncExitStack() as held:
                try:
                    async with asyncio.timeout(PATIENCE_SECONDS):
                        await held.enter_async_context(own.places)
                        await held.enter_async_context(self._places)
                except TimeoutError:
                    raise BusyError from None
                yield
        finally:
            own.requests -= 1
            if not own.requests:
                del self._clients[client]


class InTurn:
    """A guard that asks another one when it is a client's turn.

    Args:
        guard: that answers.
        turns: who may ask now.
    """

    def __init__(self, guard: Guard, turns: Turns) -> None:
        self._guard = guard
        self._turns = turns

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        """Return the answer in a format; raises as Guard says."""
        async with self._turns.turn(client):
            return await self._guard.answer(query, form, dataset, client)
