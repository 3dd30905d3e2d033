"""Processes that each hold the ground and look at parts."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from saberesgraph.errors import LimitError
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
        self._pool = (
            ProcessPoolExecutor(jobs, initializer=_begin, initargs=ground.made_of)
            if jobs > 1
            else None
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[..., Done], items: Iterable[Any], *rest: Any) -> Iterator[Done]:
        """Yield what work on the ground returns for each item, in their order.

        Raises:
            LimitError: a process was killed, as where memory runs out.
        """
        if self._pool is None:
            for item in items:
                yield work(self._ground, item, *rest)
            return
        try:
            yield from self._pool.map(partial(_done, work, rest), items)
        except BrokenProcessPool as error:
            raise LimitError(
                "el sistema terminó un proceso, quizá por falta de memoria",
                "the system ended a process, perhaps for want of memory",
                hint=("Usa menos con --jobs 1", "Use fewer with --jobs 1"),
            ) from error


def _begin(*made_of: Any) -> None:
    global _ground
    if _ground is None or _ground.made_of != made_of:
        _ground = Ground(*made_of)


def _done(work: Callable[..., Done], rest: tuple[Any, ...], item: Any) -> Done:
    return work(_ground, item, *rest)
