"""Runs strangers' queries from this process: for tests, and for systems that cannot fork."""

from starlette.concurrency import run_in_threadpool

from saberesgraph.formats import write
from saberesgraph.sandbox import Limits, Sandbox
from saberesgraph.store import Dataset, answer
from saberesgraph.store.embedded import EmbeddedStore


class Direct:
    """A guard that starts a child for each query."""

    def __init__(self, store: EmbeddedStore, limits: Limits) -> None:
        self._store = store
        self._limits = limits

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        """Return the answer in a format; raises as Guard says."""
        store = self._store.over(dataset) if dataset else self._store

        def answered() -> bytes:
            return write(answer(Sandbox(store, self._limits), query), form).encode()

        return await run_in_threadpool(answered)
