"""Processes that share our work: they end with us, and we tell where one of them is ended."""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from saberesgraph.errors import LimitError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Done = TypeVar("Done")

_KILLED: Final = 137


@contextmanager
def pool(
    jobs: int, begin: Callable[..., None] | None = None, *given: Any, start: str | None = None
) -> "Iterator[ProcessPoolExecutor]":
    """Yield processes to give work to.

    Args:
        jobs: how many.
        begin: what each does first.
        given: what it is given.
        start: how they are made, such as "fork"; by default as the system does.

    Raises:
        LimitError: one was ended from outside.
    """
    import multiprocessing  # many a verb has no need of other processes
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    executor = ProcessPoolExecutor(jobs, multiprocessing.get_context(start), _begun, (begin, given))
    try:
        yield executor
    except BrokenProcessPool as error:
        raise LimitError(
            "el sistema terminó un proceso, quizá por falta de memoria",
            "the system ended a process, perhaps for want of memory",
            hint=("Usa menos con --jobs 1", "Use fewer with --jobs 1"),
        ) from error
    finally:
        executor.shutdown(cancel_futures=True)


def in_order(
    executor: Executor, work: Callable[..., Done], items: Iterable[tuple[Any, ...]], ahead: int
) -> Iterator[Done]:
    """Yield what work returns for each item, in their order; only some are done ahead of us."""
    waiting: deque[Future[Done]] = deque()
    for item in items:
        waiting.append(executor.submit(work, *item))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begun(begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    # an interrupt goes to all; who started us hears it and lets us end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        begin(*given)
    gc.freeze()  # what is there stays: it is no garbage


def _end_with_parent() -> None:
    """End where who started us is gone: killed, it tells nobody, and we would wait for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(_KILLED)
