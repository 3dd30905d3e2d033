"""Serves from this one process, where a system cannot fork: nothing is read again."""

import asyncio
import socket

from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.web.counted import Counted
from saberesgraph.web.direct import Direct
from saberesgraph.web.elsewhere import Elsewhere
from saberesgraph.web.generation import server_of
from saberesgraph.web.loading import Say, load
from saberesgraph.web.operations import Operations
from saberesgraph.web.served import Served
from saberesgraph.web.settings import Settings
from saberesgraph.web.supervisor import url_of
from saberesgraph.web.turns import InTurn, Turns


def serve(settings: Settings, listening: socket.socket, say: Say) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        SaberesGraphError: what was to be served cannot be.
    """
    loaded = load(settings, say)
    guard = (
        Direct(loaded.store, settings.limits)
        if isinstance(loaded.store, EmbeddedStore)
        else Elsewhere(loaded.store)
    )
    watched = Operations(loaded.version)
    counted = Counted(InTurn(guard, Turns(settings.workers)), watched)
    served = Served(
        settings.language, settings.project, loaded.store, counted, settings.base, loaded.version
    )
    if settings.project:
        watched.practices = len(served.contents[settings.language].cards)
    url = url_of(listening)
    say(f"Sirviendo en {url} (Ctrl+C para terminar).", f"Serving at {url} (Ctrl+C to end).")
    asyncio.run(server_of(served, settings, watched).serve([listening]))
