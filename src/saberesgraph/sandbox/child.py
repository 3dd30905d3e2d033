"""Runs a function in a child of this process that can open nothing, and kills it at its limits."""

import multiprocessing
import signal
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Final

from saberesgraph.sandbox.confinement import FORKS
from saberesgraph.sandbox.limits import Limits

# forking shares what is given; where there is no fork the child gets a copy
_CONTEXT: Final[Any] = multiprocessing.get_context("fork" if FORKS else "spawn")
_ENDS: Final = {signal.SIGINT, signal.SIGTERM}


def messages(
    work: Callable[..., None], arguments: tuple[Any, ...], limits: Limits
) -> Generator[bytes, None, None]:
    """Yield what a child sends that runs `work(writer, *arguments)`; leaving off kills it.

    Args:
        work: a function of a module, which confines itself as soon as it has all it needs.
        arguments: of it, after the writing end of a pipe.
        limits: the child's; its time runs from here.

    Raises:
        SaberesGraphError: the child took too long, or ended, as the limits say it.
    """
    reader, writer = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_run, args=(reader, writer, work, arguments), daemon=True)
    deadline = time.monotonic() + limits.seconds
    try:
        with _undisturbed():
            child.start()
        writer.close()
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not reader.poll(left):
                raise limits.over_time()
            yield reader.recv_bytes()
    except EOFError:
        child.join()
        raise limits.died(child.exitcode) from None
    finally:
        reader.close()
        if child.pid is not None:  # a signal that was put off may end us before all else
            child.kill()
            child.join()
            child.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off signals that end us: what they raise in the hooks of a fork, Python ignores."""
    if not FORKS:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(
    reader: "Connection[bytes, bytes]",
    writer: "Connection[bytes, bytes]",
    work: Callable[..., None],
    arguments: tuple[Any, ...],
) -> None:
    if FORKS:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
    reader.close()  # else writing would wait for ever when the parent is gone
    work(writer, *arguments)
