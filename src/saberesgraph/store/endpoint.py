"""Any SPARQL 1.1 endpoint behind the same three verbs."""

import base64
import copy
import math
import os
import re
import socket
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from typing import Self
from urllib.parse import SplitResult, quote, urlencode, urlsplit

import pyoxigraph as ox

from saberesgraph.errors import (
    EndpointError,
    InputError,
    LimitError,
    QuerySyntaxError,
    RdfSyntaxError,
)
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.reading import parse_ntriples
from saberesgraph.results import Table, TooManyCellsError, from_json, text
from saberesgraph.screening import screen
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import not_the_form

USER = "SABERESGRAPH_ENDPOINT_USER"
PASSWORD = "SABERESGRAPH_ENDPOINT_PASSWORD"  # noqa: S105 (the name of a variable)

_OURS = (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_CONNECT_SECONDS = 5
_CHUNK = 65536
_EXCERPT = 300
# Virtuoso 7 answers ASK in JSON with a table
_VIRTUOSO_ASK = ("__ASK_RETVAL",)
_MIB = 2**20


class _Watch:
    """Ends a connection at its time: a server that drips never lets a socket's own timeout pass."""

    def __init__(self, line: socket.socket, seconds: float) -> None:
        self.ended = False
        self._line = line
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.ended = True
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _target(parts: SplitResult) -> str:
    """The path and query of a URL as they go into a request."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return f"{path}?{quote(parts.query, safe='%/:@!$&()*+,;=?~')}" if parts.query else path


class Endpoint:
    """A SPARQL 1.1 Protocol endpoint.

    Queries are asked over our three named graphs, as the default graph and as named ones, unless
    they name graphs themselves. Values come as the endpoint spells them.

    Args:
        url: http or https, without credentials: those come from the environment variables
            SABERESGRAPH_ENDPOINT_USER and SABERESGRAPH_ENDPOINT_PASSWORD.
        seconds: for the whole answer to arrive.
        output_mib: how much of an answer is read, in MiB.
        own_graphs: leave the choice of graphs to the endpoint.

    Raises:
        InputError: the URL is not one.
    """

    def __init__(
        self, url: str, *, seconds: float = 30, output_mib: int = 32, own_graphs: bool = False
    ) -> None:
        try:
            parts = urlsplit(url)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
            usable = usable and (parts.port or 1) > 0
        except ValueError:
            usable = False
        if not usable:
            raise InputError(
                "no es la dirección de un servicio SPARQL",
                "it is not the address of a SPARQL endpoint",
                where=url,
                hint=("Escribe http://… o https://…", "Write http://… or https://…"),
            )
        if parts.username or parts.password:
            raise InputError(
                "la dirección lleva usuario o contraseña, que otros verían",
                "the address holds a user or password, which others would see",
                where=parts.hostname,
                hint=(f"Usa las variables {USER} y {PASSWORD}", f"Use {USER} and {PASSWORD}"),
            )
        self.url = url
        self._seconds = seconds
        self._bytes = output_mib * _MIB
        self._own_graphs = own_graphs
        self._dataset: Dataset | None = None
        self._headers = {"User-Agent": "saberesgraph"}
        user, password = os.environ.get(USER), os.environ.get(PASSWORD)
        if user is not None and password is not None:
            secret = base64.b64encode(os.fsencode(f"{user}:{password}")).decode()
            self._headers["Authorization"] = f"Basic {secret}"

    def over(self, dataset: Dataset) -> Self:
        """Return the same endpoint, asked over these graphs alone."""
        asked = copy.copy(self)
        asked._dataset = dataset
        return asked

    def select(self, query: str) -> Table:
        """Return the table of a SELECT query.

        Raises:
            QuerySyntaxError: the endpoint does not understand it, or it is no SELECT query.
            EndpointError: no answer, or none that can be used.
            LimitError: the answer takes too long or is too large.
        """
        found = self._results(query)
        if isinstance(found, bool):
            raise not_the_form("SELECT")
        return found

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query; raises as `select` does."""
        found = self._results(query)
        if isinstance(found, bool):
            return found
        if found.columns == _VIRTUOSO_ASK:
            return [text(cell) for row in found.rows for cell in row] == ["1"]
        raise not_the_form("ASK")

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE query; raises as `select` does."""
        content, _ = self._fetch(query, _TRIPLES)
        try:
            return parse_ntriples(content, self.url)
        except (RdfSyntaxError, TooManyCellsError) as error:
            raise self._unusable(str(error)) from error

    def _results(self, query: str) -> Table | bool:
        content, most = self._fetch(query, _JSON)
        try:
            # some servers stop a query at their time limit and still say 200
            found = from_json(content)
        except ValueError as error:
            raise self._unusable(str(error)) from error
        # Virtuoso cuts an answer at its own limit and says 200
        cut = int(most) if re.fullmatch("[0-9]{1,9}", most) else math.inf
        if isinstance(found, Table) and len(found.rows) >= cut:
            raise LimitError(
                f"el servicio cortó la respuesta en {most} filas",
                f"the endpoint cut the answer at {most} rows",
                where=self.url,
                hint=("Pide las filas por partes con LIMIT y OFFSET",
                      "Ask for the rows in parts with LIMIT and OFFSET"),
            )  # fmt: skip
        return found

    def _fetch(self, query: str, accept: str) -> tuple[bytes, str]:
        fields = [("query", query)]
        dataset = self._dataset
        if not dataset and not self._own_graphs and not screen(query).own_dataset:
            dataset = Dataset(_OURS, _OURS)
        if dataset:
            fields += [("default-graph-uri", graph) for graph in dataset.default]
            fields += [("named-graph-uri", graph) for graph in dataset.named]
        headers = self._headers | {
            "Accept": accept,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        assert parts.hostname
        connection = kind(parts.hostname, parts.port, timeout=min(_CONNECT_SECONDS, self._seconds))
        deadline = time.monotonic() + self._seconds
        try:
            connection.connect()
        except (OSError, UnicodeError) as error:
            raise self._unreachable(str(getattr(error, "strerror", None) or error)) from error
        with connection.sock as line, _Watch(line, max(0, deadline - time.monotonic())) as watch:
            line.settimeout(self._seconds)
            try:
                connection.request("POST", _target(parts), urlencode(fields), headers)
                response = connection.getresponse()
                content = self._read(response)
            except (OSError, HTTPException, ValueError) as error:
                if watch.ended or isinstance(error, TimeoutError):
                    raise self._too_slow() from error
                raise self._unusable(f"{type(error).__name__} {error}".strip()) from error
        if watch.ended:
            raise self._too_slow()
        self._check(response, content, accept)
        return content, response.headers.get("X-SPARQL-MaxRows", "")

    def _read(self, response: HTTPResponse) -> bytes:
        content = bytearray()
        while chunk := response.read1(_CHUNK):
            content += chunk
            if len(content) > self._bytes:
                mib = self._bytes // _MIB
                raise LimitError(
                    f"la respuesta pasa de {mib} MiB",
                    f"the answer is larger than {mib} MiB",
                    where=self.url,
                    hint=("Pide menos filas con LIMIT", "Ask for fewer rows with LIMIT"),
                )
        if response.length:  # less came than was announced: half an answer would look whole
            raise IncompleteRead(b"", response.length)
        return bytes(content)

    def _check(self, response: HTTPResponse, content: bytes, accept: str) -> None:
        status = response.status
        coding = response.headers.get("Content-Encoding", "identity")
        if coding != "identity":  # not asked for, and a small answer could grow without bound
            raise self._unusable(f"Content-Encoding: {coding}")
        said = " ".join(content[: 4 * _EXCERPT].decode("utf-8", "replace").split())[:_EXCERPT]
        if status == HTTPStatus.BAD_REQUEST:
            raise QuerySyntaxError(
                f"el servicio no entendió la consulta ({said})",
                f"the endpoint did not understand the query ({said})",
                where=self.url,
                hint=("Corrígela", "Correct it"),
            )
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise EndpointError(
                f"no deja entrar ({status})",
                f"it lets nobody in ({status})",
                where=self.url,
                hint=(f"Define {USER} y {PASSWORD}", f"Set {USER} and {PASSWORD}"),
            )
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            place = response.headers.get("Location", "?")
            raise EndpointError(
                f"manda a otra dirección ({place})",
                f"it sends elsewhere ({place})",
                where=self.url,
                hint=("Usa esa dirección si confías en ella", "Use that address if you trust it"),
            )
        if status != HTTPStatus.OK:
            raise self._unusable(f"{status} {said}")
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        fitting = {accept} | ({"text/plain"} if accept == _TRIPLES else {"application/json"})
        if kind not in fitting:
            raise self._unusable(f"{kind or 'no Content-Type'}: {said[:80]}")

    def _unreachable(self, why: str) -> EndpointError:
        return EndpointError(
            f"no hay conexión ({why})",
            f"there is no connection ({why})",
            where=self.url,
            hint=("Revisa la dirección y que el servicio esté encendido",
                  "Check the address, and that the service is up"),
        )  # fmt: skip

    def _too_slow(self) -> LimitError:
        return LimitError(
            f"no respondió en {self._seconds:g} s",
            f"it did not answer within {self._seconds:g} s",
            where=self.url,
            hint=("Simplifica la consulta o sube --max-seconds",
                  "Simplify the query or raise --max-seconds"),
        )  # fmt: skip

    def _unusable(self, what: str) -> EndpointError:
        return EndpointError(
            f"su respuesta no sirve ({what})",
            f"its answer is of no use ({what})",
            where=self.url,
            hint=(
                "Revisa que sea un servicio SPARQL 1.1",
                "Check that it is a SPARQL 1.1 endpoint",
            ),
        )
