"""Answers strangers' queries for a server: a process with one thread that forks a child for each.

A server has threads, and a process with threads must not fork; so the process that loaded the data
stays as it is, and the server hands it one end of a socket for each query. Its child reads the
query there, and writes the answer. When the server lets go of its end, the child is killed: that
is how time limits and askers who went away end a query.
"""

import contextlib
import os
import select
import signal
import socket
from dataclasses import dataclass

from saberesgraph.errors import SaberesGraphError
from saberesgraph.formats import write
from saberesgraph.sandbox.confinement import confine
from saberesgraph.sandbox.limits import Limits
from saberesgraph.sandbox.wire import DONE, FAILED, Asked
from saberesgraph.screening import screen
from saberesgraph.store import answer
from saberesgraph.store.embedded import EmbeddedStore, cannot_answer

# a child gives way to the process that draws pages
_NICENESS = 10


@dataclass
class _Child:
    process: int
    line: socket.socket
    life: int
    fate: int


class Keeper:
    """Forks a child for each query that comes over a line.

    Args:
        store: what is asked.
        limits: of each query.
        orders: where sockets come from; whoever closes its other end ends the keeper.
    """

    def __init__(self, store: EmbeddedStore, limits: Limits, orders: socket.socket) -> None:
        self._store = store
        self._limits = limits
        self._orders = orders
        self._poll = select.poll()
        self._children: dict[int, _Child] = {}
        self._lines: dict[int, _Child] = {}

    def run(self) -> None:
        """Answer until the other end of the orders is closed and no child is left."""
        self._poll.register(self._orders, select.POLLIN)
        taking = True
        while taking or self._children:
            for number, _ in self._poll.poll():
                if number == self._orders.fileno():
                    taking = self._take()
                elif number in self._children:
                    self._bury(self._children[number])
                elif number in self._lines:
                    self._end(self._lines[number])

    def _take(self) -> bool:
        """Fork a child for the query that comes; False when none will come any more."""
        said, numbers, _, _ = socket.recv_fds(self._orders, 1, 2)
        if not said:
            self._poll.unregister(self._orders)
            return False
        line, fate = socket.socket(fileno=numbers[0]), numbers[1]
        life, living = os.pipe()
        process = os.fork()
        if not process:
            os.close(life)
            self._let_go()
            _answer(self._store, self._limits, line)
        os.close(living)  # only the child holds it now: it closes when the child ends
        child = _Child(process, line, life, fate)
        self._children[life] = self._lines[line.fileno()] = child
        self._poll.register(life, select.POLLIN)
        self._poll.register(line, 0)  # tells of nothing but the other end's closing
        return True

    def _let_go(self) -> None:
        """Close, in a child, what belongs to the keeper and to other children."""
        self._orders.close()
        for other in self._children.values():
            other.line.close()
            os.close(other.life)
            os.close(other.fate)

    def _end(self, child: _Child) -> None:
        self._poll.unregister(child.line)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.process, signal.SIGKILL)

    def _bury(self, child: _Child) -> None:
        _, status = os.waitpid(child.process, 0)
        with contextlib.suppress(BrokenPipeError):
            os.write(child.fate, str(os.waitstatus_to_exitcode(status)).encode())
        os.close(child.fate)
        self._poll.unregister(child.life)
        os.close(child.life)
        with contextlib.suppress(KeyError):
            self._poll.unregister(child.line)
        del self._children[child.life], self._lines[child.line.fileno()]
        child.line.close()


def _answer(store: EmbeddedStore, limits: Limits, line: socket.socket) -> None:
    """Answer the query that comes over a line, and end this process."""
    code = 1
    try:
        os.nice(_NICENESS)
        received = bytearray()
        while part := line.recv(65536):
            received += part
        asked = Asked.unpacked(bytes(received))
        confine(limits)
        try:
            line.sendall(DONE + _written(store, limits, asked))
        except MemoryError:
            line.sendall(FAILED + limits.over_memory().packed())
        except SaberesGraphError as error:
            line.sendall(FAILED + error.packed())
        except Exception as error:
            line.sendall(FAILED + cannot_answer(f"{type(error).__name__} {error}").packed())
        code = 0
    finally:
        os._exit(code)


def _written(store: EmbeddedStore, limits: Limits, asked: Asked) -> bytes:
    screen(asked.query)
    content = write(
        answer(store.over(asked.dataset) if asked.dataset else store, asked.query), asked.form
    ).encode()
    if len(content) > limits.output_bytes:
        raise limits.over_output()
    return content
