"""Runs one query in a child of this process."""

import io
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import QuerySyntaxError
from saberesgraph.reading import parse_ntriples
from saberesgraph.results import Table, TooManyCellsError, from_json
from saberesgraph.sandbox.child import messages
from saberesgraph.sandbox.confinement import FORKS, confine
from saberesgraph.sandbox.limits import Limits, too_many_cells
from saberesgraph.screening import screen
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import (
    EmbeddedStore,
    cannot_answer,
    not_sparql,
    not_the_form,
    run,
)

_USUAL: Final = Limits()
# what a message of the child begins with
_DONE, _DATA, _NOT_SPARQL, _OTHER_FORM, _NO_MEMORY, _FAILED = b"kdsfmx"


class Sandbox:
    """The embedded store, for queries that nobody vouches for.

    >>> from saberesgraph.store.embedded import EmbeddedStore
    >>> Sandbox(EmbeddedStore([])).ask("ASK { ?s ?p ?o }")
    False
    """

    def __init__(self, store: EmbeddedStore, limits: Limits = _USUAL) -> None:
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
            raise too_many_cells() from error
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
            raise too_many_cells() from error

    def _run(self, query: str, form: str) -> bytes:
        screen(query)
        engine = self._store.engine
        shared = engine if FORKS else engine.dump(format=ox.RdfFormat.N_QUADS)
        asked = (shared, self._store.dataset, query, form, self._limits)
        with closing(messages(_answer, asked, self._limits)) as sent:
            return self._received(sent, query, form)

    def _received(self, sent: Iterator[bytes], query: str, form: str) -> bytes:
        content = bytearray()
        for message in sent:
            tag, rest = message[0], message[1:]
            if tag == _DONE:
                break
            if tag == _NOT_SPARQL:
                raise not_sparql(rest.decode(), query)
            if tag == _OTHER_FORM:
                raise not_the_form(form)
            if tag == _NO_MEMORY:
                raise self._limits.over_memory()
            if tag == _FAILED:
                raise cannot_answer(rest.decode())
            content += rest
            if len(content) > self._limits.output_bytes:
                raise self._limits.over_output()
        return bytes(content)


class _Pipe(io.RawIOBase):
    """Sends what the engine writes, as it writes it."""

    def __init__(self, writer: "Connection[bytes, bytes]") -> None:
        self._writer = writer

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._writer.send_bytes(bytes([_DATA]) + data)
        return len(data)


def _answer(
    writer: "Connection[bytes, bytes]",
    shared: Any,
    dataset: Dataset | None,
    query: str,
    form: str,
    limits: Limits,
) -> None:
    if isinstance(shared, ox.Store):
        engine = shared
    else:
        engine = ox.Store()
        engine.load(shared, format=ox.RdfFormat.N_QUADS)
    confine(limits)
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
