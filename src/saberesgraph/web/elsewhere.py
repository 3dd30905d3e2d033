"""Asks strangers' queries of a store elsewhere, which has limits of its own."""

from starlette.concurrency import run_in_threadpool

from saberesgraph.formats import write
from saberesgraph.screening import screen
from saberesgraph.store import Dataset, Store, answer
from saberesgraph.store.endpoint import Endpoint


class Elsewhere:
    """A guard that screens each query, and asks an endpoint."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        """Return the answer in a format; raises as Guard says, and EndpointError."""
        screen(query)
        store = self._store
        if dataset and isinstance(store, Endpoint):
            store = store.over(dataset)
        return await run_in_threadpool(lambda: write(answer(store, query), form).encode())
