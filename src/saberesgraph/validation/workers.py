"""Processes that each hold the ground and look at parts."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from saberesgraph.processes import pool
from saberesgraph.validation.parts import Ground

Done = TypeVar("Done")

_ground: Ground | None = None


class Workers:
    """Does work on the same ground, in some processes or, with one, in this.

    Args:
        ground: where it stands in this process.
        jobs: how many processes.
    """

    def __init__(self, ground: Ground, jobs: int) -> None:
        global _ground
        _ground = ground  # a process that is forked has it already
        self._ground = ground
        self._open = ExitStack()
        given = ground.made_of
        self._pool = self._open.enter_context(pool(jobs, _begin, *given)) if jobs > 1 else None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes.

        Raises:
            LimitError: one was killed, as where memory runs out.
        """
        self._open.__exit__(kind, error, trace)

    def each(self, work: Callable[..., Done], items: Iterable[Any], *rest: Any) -> Iterator[Done]:
        """Yield what work on the ground returns for each item, in their order."""
        if self._pool is None:
            for item in items:
                yield work(self._ground, item, *rest)
            return
        yield from self._pool.map(partial(_done, work, rest), items)


def _begin(*made_of: Any) -> None:
    global _ground
    if _ground is None or _ground.made_of != made_of:
        _ground = Ground(*made_of)


def _done(work: Callable[..., Done], rest: tuple[Any, ...], item: Any) -> Done:
    return work(_ground, item, *rest)
