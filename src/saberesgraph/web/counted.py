"""Notes how strangers' queries end, for the figures and the log, without their text."""

import asyncio
import hashlib

from saberesgraph.errors import (
    BusyError,
    FormatError,
    LimitError,
    QueryRefusedError,
    QuerySyntaxError,
    SaberesGraphError,
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
    """A guard that notes what another answers."""

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
        note(outcome="ok")
        self._operations.queries_running.inc()
        try:
            return await self._guard.answer(query, form, dataset, client)
        except BaseException as error:
            note(outcome=outcome(error))
            raise
        finally:
            self._operations.queries_running.dec()


def outcome(error: BaseException) -> str:
    """Return how a query ended that ended with an error.

    >>> outcome(BusyError()), outcome(ValueError())
    ('busy', 'error')
    """
    return next((name for kind, name in _OUTCOMES if isinstance(error, kind)), "error")


def note_refusal(error: SaberesGraphError) -> None:
    """Note the outcome of a query that was refused before it came to a guard."""
    if isinstance(error, QuerySyntaxError | QueryRefusedError):
        note(outcome=outcome(error))
