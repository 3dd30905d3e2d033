"""Starts the processes that serve, and replaces them when the data change.

It holds the port and nothing else. New data get processes of their own, which read and validate
them; only when these answer do the old ones stop, so bad data never replace good ones and no
request is lost.
"""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from saberesgraph.errors import InputError, SaberesGraphError, unpacked
from saberesgraph.web.settings import Settings

Say = Callable[[str, str], None]
_BACKLOG = 1024
_TICK_SECONDS = 1
# a generation that ends this soon, this often, would do so for ever
_SOON_SECONDS = 30
_MOST_RESTARTS = 3
# the end of the processes beyond the grace of their requests
_LAST_SECONDS = 5
_STOPPING = {signal.SIGTERM, signal.SIGINT}


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        InputError: the address cannot be had.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:
        raise InputError(
            f"no se puede escuchar ahí ({error.strerror if isinstance(error, OSError) else error})",
            f"one cannot listen there ({error.strerror if isinstance(error, OSError) else error})",
            where=f"{host}:{port}",
            hint=("Elige otro con --port", "Choose another with --port"),
        ) from error
    # its connections take this on; else each answer would wait 40 ms for the client's word that
    # the first part of it has come (asyncio sees to that for sockets that say they are TCP)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def url_of(listening: socket.socket) -> str:
    """Return the URL of a listening socket, as one opens it on this machine."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@dataclass
class _Generation:
    process: int
    line: socket.socket
    started: float = field(default_factory=time.monotonic)

    def stop(self) -> None:
        """Ask it to end once its requests are answered."""
        self.line.close()

    def kill(self) -> None:
        """End all of its processes, if any is left."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process, signal.SIGKILL)


class Supervisor:
    """Keeps one generation serving.

    Args:
        settings: what to serve, and how.
        listening: where.
        say: tells people in Spanish and English.
    """

    def __init__(self, settings: Settings, listening: socket.socket, say: Say) -> None:
        self._settings = settings
        self._listening = listening
        self._say = say
        self._now: _Generation | None = None
        self._next: _Generation | None = None
        self._leaving: list[_Generation] = []
        self._restarts = 0
        self._seen = self._stamp()
        self._settled = True

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT.

        Raises:
            SaberesGraphError: what was to be served cannot be.
        """
        waking, woken = socket.socketpair()
        for end in (waking, woken):
            end.setblocking(False)
        numbers = (*_STOPPING, signal.SIGHUP, signal.SIGCHLD)
        before = {number: signal.signal(number, lambda *_: None) for number in numbers}
        signal.set_wakeup_fd(woken.fileno())
        try:
            self._start()
            while self._step(waking):
                pass
        finally:
            self._end()
            signal.set_wakeup_fd(-1)
            for number, handler in before.items():
                signal.signal(number, handler)
            waking.close()
            woken.close()

    def _step(self, waking: socket.socket) -> bool:
        lines = {self._next.line} if self._next else set()
        ready, _, _ = select.select([waking, *lines], [], [], _TICK_SECONDS)
        signals = set(waking.recv(64)) if waking in ready else set()
        if signals & _STOPPING:
            return False
        if self._next and self._next.line in ready:
            self._hear(self._next)
        self._reap()
        if signal.SIGHUP in signals or (self._settings.watch and self._changed()):
            self._reload()
        return True

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        process = os.fork()
        if not process:
            code = 3
            try:
                os.setpgid(0, 0)
                signal.set_wakeup_fd(-1)
                for number in (*_STOPPING, signal.SIGHUP, signal.SIGCHLD):
                    signal.signal(number, signal.SIG_DFL)
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
                ours.close()
                for other in (self._now, self._next, *self._leaving):
                    if other:
                        other.line.close()
                # the keeper forks, and threads of a numeric library would not come along
                os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
                from saberesgraph.web import generation

                code = generation.run(self._settings, self._listening, theirs, self._say)
            finally:
                os._exit(code)
        theirs.close()
        self._next = _Generation(process, ours)

    def _hear(self, coming: _Generation) -> None:
        """Take what a new generation says of itself: it serves, or it cannot."""
        said = b""
        with contextlib.suppress(ConnectionResetError):
            said = coming.line.recv(1)
        if said == b"k":
            if self._now:
                self._now.stop()
                self._leaving.append(self._now)
                self._say("Se sirven los datos nuevos.", "The new data are served.")
            else:
                url = url_of(self._listening)
                self._say(
                    f"Sirviendo en {url} (Ctrl+C para terminar).",
                    f"Serving at {url} (Ctrl+C to end).",
                )
            self._now, self._next = coming, None
            return
        packed = bytearray()
        while part := coming.line.recv(65536):
            packed += part
        self._next = None
        coming.stop()
        self._leaving.append(coming)
        error = unpacked(bytes(packed)) if packed else _ended()
        if not self._now:
            raise error
        self._say(
            f"{error.text('es')} Se siguen sirviendo los datos de antes.",
            f"{error.text('en')} The data from before are still served.",
        )

    def _reload(self) -> None:
        if self._next:
            self._next.kill()
            self._next.stop()
            self._leaving.append(self._next)
        self._say("Leyendo los datos otra vez…", "Reading the data again…")
        self._start()

    def _reap(self) -> None:
        for each in [*self._leaving, *filter(None, (self._now,))]:
            process, _ = os.waitpid(each.process, os.WNOHANG)
            if not process:
                continue
            each.kill()
            if each in self._leaving:
                self._leaving.remove(each)
            elif each is self._now:
                self._again(each)

    def _again(self, ended: _Generation) -> None:
        """Start anew what ended by itself, unless it always does."""
        ended.stop()
        self._now = None
        soon = time.monotonic() - ended.started < _SOON_SECONDS
        self._restarts = self._restarts + 1 if soon else 0
        if self._restarts >= _MOST_RESTARTS:
            raise _ended()
        self._say(
            "El servidor terminó solo; empieza otra vez.", "The server ended; it starts again."
        )
        if not self._next:
            self._start()

    def _end(self) -> None:
        """Let every generation end, and kill what does not."""
        self._listening.close()  # who comes now is refused, and not left waiting
        remaining = [*self._leaving, *filter(None, (self._now, self._next))]
        for each in remaining:
            each.stop()
        deadline = time.monotonic() + self._settings.grace + _LAST_SECONDS
        while remaining and time.monotonic() < deadline:
            remaining = [each for each in remaining if not _gone(each)]
            time.sleep(0.02)
        for each in remaining:
            each.kill()
            os.waitpid(each.process, 0)

    def _stamp(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for file in self._settings.files:
            with contextlib.suppress(OSError):
                status = file.stat()
                found.append((str(file), status.st_mtime_ns, status.st_size))
        return tuple(found)

    def _changed(self) -> bool:
        """Whether files changed, and have stayed as they are since the last look."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen, self._settled = stamp, False
            return False
        if self._settled:
            return False
        self._settled = True
        return True


def _gone(each: _Generation) -> bool:
    process, _ = os.waitpid(each.process, os.WNOHANG)
    if process:
        each.kill()
    return bool(process)


def _ended() -> SaberesGraphError:
    return SaberesGraphError(
        "el proceso que sirve terminó sin decir por qué",
        "the process that serves ended without a word",
        hint=("Mira si falta memoria", "See whether memory is short"),
    )
