"""One state of the data and the two processes that serve it.

The keeper has the data and one thread: it forks a child for each stranger's query. The other,
forked from it, answers HTTP. Both end when the supervisor closes its line, or is gone.
"""

import asyncio
import contextlib
import gc
import os
import signal
import socket
from threading import Thread

import uvicorn

from saberesgraph.errors import SaberesGraphError
from saberesgraph.sandbox.keeper import Keeper
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.web.app import application, operated
from saberesgraph.web.connections import patient
from saberesgraph.web.counted import Counted
from saberesgraph.web.elsewhere import Elsewhere
from saberesgraph.web.kept import Kept
from saberesgraph.web.loading import Loaded, Say, load
from saberesgraph.web.operations import Operations
from saberesgraph.web.served import Guard, Served
from saberesgraph.web.settings import Settings
from saberesgraph.web.turns import InTurn, Turns

READY, FAILED = b"k", b"x"
# what a server without a proxy before it takes at once, and keeps idle, in connections and seconds
_CONNECTIONS = 800
_KEEP_ALIVE_SECONDS = 15
# for a request to arrive, and for a client to take some of its answer
_PATIENCE_SECONDS = 20
# of a request's line and headers
_HEADER_BYTES = 256 * 1024


def run(settings: Settings, listening: socket.socket, line: socket.socket, say: Say) -> int:
    """Serve until the line is closed; return the exit code of this process.

    What goes over the line: READY once requests are answered, or FAILED and a packed error.
    """
    try:
        loaded = load(settings, say)
        ours, theirs = socket.socketpair()
        up, told = os.pipe()
        watched = Operations(loaded.version)
        guard = Counted(InTurn(_guard(settings, loaded, ours), Turns(settings.workers)), watched)
        served = Served(
            settings.language, settings.project, loaded.store, guard, settings.base, loaded.version
        )
        if settings.project:
            say("Preparando las páginas…", "Preparing the pages…")
            len(served.files)  # read before the fork: both processes share what was read
            watched.practices = len(served.contents[settings.language].cards)
    except SaberesGraphError as error:
        line.sendall(FAILED + error.packed())
        return error.exit_code
    gc.collect()
    gc.freeze()  # else collecting would copy what is shared
    process = os.fork()
    if not process:
        theirs.close()
        os.close(up)
        if isinstance(loaded.store, EmbeddedStore):
            watched.watch("saberesgraph_keeper", os.getppid)
        os._exit(_answer_http(served, settings, watched, listening, (line, ours), told))
    ours.close()
    listening.close()
    os.close(told)
    if os.read(up, 1):
        line.sendall(READY)
    os.close(up)
    if isinstance(loaded.store, EmbeddedStore):
        Keeper(loaded.store, settings.limits, theirs).run()
    _, status = os.waitpid(process, 0)
    return abs(os.waitstatus_to_exitcode(status))


def _guard(settings: Settings, loaded: Loaded, orders: socket.socket) -> Guard:
    if isinstance(loaded.store, EmbeddedStore):
        return Kept(orders, settings.limits)
    return Elsewhere(loaded.store)


def _answer_http(
    served: Served,
    settings: Settings,
    watched: Operations,
    listening: socket.socket,
    lines: tuple[socket.socket, ...],
    told: int,
) -> int:
    """Answer requests until another process lets go of its end of a line."""
    server = server_of(served, settings, watched)

    def stop() -> None:
        watched.stopping = True
        server.should_exit = True

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        for line in lines:
            loop.add_reader(line, stop)
        started = loop.create_task(_tell(server, told))
        warmed = loop.create_task(_warm(server, served))
        await server.serve([listening])
        started.cancel()
        warmed.cancel()

    for number in (signal.SIGINT, signal.SIGHUP):  # a terminal's are for the supervisor
        signal.signal(number, signal.SIG_IGN)
    try:
        asyncio.run(serve())
    except Exception:
        return 3
    return 0


async def _tell(server: uvicorn.Server, told: int) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    os.write(told, READY)
    os.close(told)


async def _warm(server: uvicorn.Server, served: Served) -> None:
    """Read what searches need while nobody waits: of 10,000 records it takes many seconds.

    Not before the fork: a connection of SQLite must not be taken into another process.
    """
    while not server.started:
        await asyncio.sleep(0.01)
    # a daemon: who stops the server does not wait for it
    Thread(target=_prepare, args=(served,), daemon=True).start()


def _prepare(served: Served) -> None:
    with contextlib.suppress(SaberesGraphError):  # told to whoever searches
        served.prepare()


def server_of(served: Served, settings: Settings, watched: Operations) -> uvicorn.Server:
    """Return the HTTP server of a state of the data."""
    # standard output, which lines go to whole
    log = open(1, "w", encoding="ascii", closefd=False) if settings.access_log else None  # noqa: SIM115
    return uvicorn.Server(
        uvicorn.Config(
            operated(application(served, watched), watched, log),
            http=patient(_PATIENCE_SECONDS, _CONNECTIONS),
            ws="none",
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=max(1, int(settings.grace)),
            h11_max_incomplete_event_size=_HEADER_BYTES,
        )
    )
