"""Counts how strangers' queries end, and notes them for the log without their text."""

import asyncio
import hashlib

from saberesgraph.errors import (
    BusyError,
    FormatError,
    LimitError,
    QueryRefusedError,
    QuerySyntaxError,
)
from saberesgraph.store import Dataset
from saberesgraph.web.observation import note
from saberesgraph.web.operations import Operations
from saberesgraph.web.served import Guard

# the first that fits: a busy guard is a kind of limit
_OUTCOMES: tuple[tuple[type[BaseException], str], ...] = (
    (BusyError, "busy"),
    (LimitError, "limit"),
    (QuerySyntaxError, "syntax"),
    (QueryRefusedError, "refused"),
    (FormatError, "format"),
    (asyncio.CancelledError, "left"),
)
OUTCOMES = ("ok", *(name for _, name in _OUTCOMES), "error")
_SHOWN_OF_HASH = 16


class Counted:
    """A guard that counts what another answers."""

    def __init__(self, guard: Guard, operations: Operations) -> None:
        self._guard = guard
        self._operations = operations
        for name in OUTCOMES:  # a figure that is not there yet cannot be watched
            operations.queries.labels(name)

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        """Return what the other guard answers; raises what it raises."""
        text = query.encode(errors="surrogatepass")
        note(length=len(text), sha256=hashlib.sha256(text).hexdigest()[:_SHOWN_OF_HASH])
        note(format=form)
        outcome = "ok"
        self._operations.queries_running.inc()
        try:
            return await self._guard.answer(query, form, dataset, client)
        except BaseException as error:
            outcome = next((name for kind, name in _OUTCOMES if isinstance(error, kind)), "error")
            raise
        finally:
            note(outcome=outcome)
            self._operations.queries_running.dec()
            self._operations.queries.labels(outcome).inc()
