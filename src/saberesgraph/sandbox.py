"""Runs a stranger's query in a child process that can open nothing, and kills it at its limits.

pyoxigraph has no time limit, no switch for SERVICE, and dies with its process when a query is
nested too deep: so the query's text is screened first, and then runs in a process of its own.

On Linux the child cannot open a file or a connection, and its memory is limited. On macOS the same
is asked of the system but for memory, and was never tried. On Windows the child is killed at its
time and output limit, and nothing else is promised.
"""

import faulthandler
import io
import math
import multiprocessing
import os
import platform
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import LimitError, QueryRefusedError, QuerySyntaxError, SaberesGraphError
from saberesgraph.reading import parse_ntriples
from saberesgraph.results import MAX_CELLS, Table, TooManyCellsError, from_json
from saberesgraph.screening import screen
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import (
    EmbeddedStore,
    cannot_answer,
    not_sparql,
    not_the_form,
    run,
)

_MIB = 2**20
# what a message of the child begins with
_DONE, _DATA, _NOT_SPARQL, _OTHER_FORM, _NO_MEMORY, _FAILED = b"kdsfmx"
# forking shares the store; where there is no fork the child gets a copy
_SYSTEM: Final = platform.system()
_FORKS: Final = _SYSTEM not in {"Windows", "Darwin"}
_CONTEXT: Final[Any] = multiprocessing.get_context("fork" if _FORKS else "spawn")


@dataclass(frozen=True)
class Limits:
    """What one query may take.

    Args:
        seconds: from its start to its last row.
        memory_mib: on top of what the process holds already, in MiB.
        output_mib: of its answer, in MiB.
    """

    seconds: float = 30
    memory_mib: int = 512
    output_mib: int = 32


class Sandbox:
    """The embedded store, for queries that nobody vouches for.

    >>> from saberesgraph.store.embedded import EmbeddedStore
    >>> Sandbox(EmbeddedStore([])).ask("ASK { ?s ?p ?o }")
    False
    """

    def __init__(self, store: EmbeddedStore, limits: Limits = Limits()) -> None:
        self._store = store
        self._limits = limits

    def select(self, query: str) -> Table:
        """Return the table of a SELECT query.

        Raises:
            QueryRefusedError: it may not run.
            QuerySyntaxError: it is no SELECT query.
            LimitError: it took too long or too much memory, or gave too much.
            InputError: the engine understands it and fails to answer.
        """
        try:
            found = from_json(self._run(query, "SELECT"))
        except TooManyCellsError as error:
            raise _too_many_cells() from error
        except ValueError as error:  # such as triple terms nested deeper than Python reads
            raise cannot_answer(str(error)) from error
        assert isinstance(found, Table)
        return self._store.spellings.table(found, query)

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query; raises as `select` does."""
        return from_json(self._run(query, "ASK")) is True

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE query; raises as `select` does."""
        content = self._run(query, "CONSTRUCT")
        try:
            return self._store.spellings.triples(parse_ntriples(content, "CONSTRUCT"))
        except TooManyCellsError as error:
            raise _too_many_cells() from error

    def _run(self, query: str, form: str) -> bytes:
        screen(query)
        engine = self._store.engine
        shared = engine if _FORKS else engine.dump(format=ox.RdfFormat.N_QUADS)
        reader, writer = _CONTEXT.Pipe(duplex=False)
        child = _CONTEXT.Process(
            target=_child,
            args=(reader, writer, shared, self._store.dataset, query, form, self._limits),
            daemon=True,
        )
        deadline = time.monotonic() + self._limits.seconds
        child.start()
        writer.close()
        try:
            return self._received(reader, deadline, query, form)
        except EOFError:
            child.join()
            raise self._died(child.exitcode) from None
        finally:
            reader.close()
            child.kill()
            child.join()
            child.close()

    def _received(
        self, reader: "Connection[bytes, bytes]", deadline: float, query: str, form: str
    ) -> bytes:
        content = bytearray()
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not reader.poll(left):
                raise _over(f"{self._limits.seconds:g} s", "--max-seconds", _TIME)
            message = reader.recv_bytes()
            tag, rest = message[0], message[1:]
            if tag == _DONE:
                return bytes(content)
            if tag == _NOT_SPARQL:
                raise not_sparql(rest.decode(), query)
            if tag == _OTHER_FORM:
                raise not_the_form(form)
            if tag == _NO_MEMORY:
                raise self._over_memory()
            if tag == _FAILED:
                raise cannot_answer(rest.decode())
            content += rest
            if len(content) > self._limits.output_mib * _MIB:
                raise _over(f"{self._limits.output_mib} MiB", "--max-output", _OUTPUT)

    def _over_memory(self) -> LimitError:
        return _over(f"{self._limits.memory_mib} MiB", "--max-memory", _MEMORY)

    def _died(self, exitcode: int | None) -> SaberesGraphError:
        fault = signal.Signals(-exitcode).name if exitcode and exitcode < 0 else str(exitcode)
        if fault in {"SIGSEGV", "SIGBUS"}:
            return QueryRefusedError(
                "es demasiado profunda para el motor de consultas",
                "it is too deep for the query engine",
                hint=("Escríbela más plana", "Write it flatter"),
            )
        if fault in {"SIGXCPU", "SIGALRM"}:
            return _over(f"{self._limits.seconds:g} s", "--max-seconds", _TIME)
        if fault in {"SIGABRT", "SIGKILL"}:
            # the engine aborts when it gets no memory, and Linux kills who takes too much
            return self._over_memory()
        return cannot_answer(fault)


_TIME = ("tardó más de", "it took longer than")
_MEMORY = ("necesita más memoria que", "it needs more memory than")
_OUTPUT = ("su respuesta pasa de", "its answer is larger than")


def _over(limit: str, option: str, what: tuple[str, str]) -> LimitError:
    es, en = what
    return LimitError(
        f"{es} {limit} y se detuvo",
        f"{en} {limit} and was stopped",
        hint=(f"Pide menos, o sube {option}", f"Ask for less, or raise {option}"),
    )


def _too_many_cells() -> LimitError:
    return LimitError(
        f"su respuesta tiene más de {MAX_CELLS} celdas",
        f"its answer has more than {MAX_CELLS} cells",
        hint=("Pide menos filas con LIMIT", "Ask for fewer rows with LIMIT"),
    )


class _Pipe(io.RawIOBase):
    """Sends what the engine writes, as it writes it."""

    def __init__(self, writer: "Connection[bytes, bytes]") -> None:
        self._writer = writer

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._writer.send_bytes(bytes([_DATA]) + data)
        return len(data)


def _child(
    reader: "Connection[bytes, bytes]",
    writer: "Connection[bytes, bytes]",
    shared: Any,
    dataset: Dataset | None,
    query: str,
    form: str,
    limits: Limits,
) -> None:
    reader.close()  # else writing would wait for ever when the parent is gone
    if isinstance(shared, ox.Store):
        engine = shared
    else:
        engine = ox.Store()
        engine.load(shared, format=ox.RdfFormat.N_QUADS)
    _confine(limits)
    try:
        _serialise(run(engine, query, dataset), form, _Pipe(writer))
        writer.send_bytes(bytes([_DONE]))
    except QuerySyntaxError as error:
        writer.send_bytes(bytes([_NOT_SPARQL]) + str(error.__cause__).encode())
    except BrokenPipeError:
        return  # the parent is gone
    except _OtherFormError:
        writer.send_bytes(bytes([_OTHER_FORM]))
    except MemoryError:
        writer.send_bytes(bytes([_NO_MEMORY]))
    except Exception as error:
        writer.send_bytes(bytes([_FAILED]) + str(error.__cause__ or error).encode())


class _OtherFormError(Exception):
    pass


def _serialise(found: Any, form: str, pipe: Any) -> None:
    if form == "CONSTRUCT" and isinstance(found, ox.QueryTriples):
        found.serialize(pipe, format=ox.RdfFormat.N_TRIPLES)
    elif (form == "SELECT" and isinstance(found, ox.QuerySolutions)) or (
        form == "ASK" and isinstance(found, ox.QueryBoolean)
    ):
        found.serialize(pipe, format=ox.QueryResultsFormat.JSON)
    else:
        raise _OtherFormError


def _confine(limits: Limits) -> None:
    faulthandler.disable()  # whoever embeds us may report crashes; here they are outcomes
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # the engine's last words when it aborts
        os.dup2(nowhere, stream)
    if _SYSTEM == "Windows":
        return
    import resource

    def limit(what: int, most: int) -> None:
        # a limit already set from outside may be lower
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))

    # who waits uses no processor time: the clock ends what its parent can no longer end
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(math.ceil(limits.seconds) + 1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1)
    held = Path("/proc/self/statm")
    if held.exists():
        pages = int(held.read_text(encoding="ascii").split()[0])
        limit(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.memory_mib * _MIB)
    # nothing more can be opened: no file, no connection
    limit(resource.RLIMIT_NOFILE, 0)
