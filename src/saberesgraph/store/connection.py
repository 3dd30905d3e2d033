"""One HTTP service of a store: bounded in time and size, never redirected, with credentials."""

import ipaddress
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from typing import Self
from urllib.parse import SplitResult, quote, urlsplit

from saberesgraph.errors import EndpointError, InputError, LimitError
from saberesgraph.store.credentials import PASSWORD, USER, Credentials

_CONNECT_SECONDS = 5
_CHUNK = 65536
_EXCERPT = 300
_MIB = 2**20


@dataclass(frozen=True)
class Reply:
    """What a service answered."""

    status: int
    headers: Message
    content: bytes

    @property
    def said(self) -> str:
        """The beginning of the answer on one line, for people."""
        start = self.content[: 4 * _EXCERPT].decode("utf-8", "replace")
        return " ".join(start.split())[:_EXCERPT]

    @property
    def kind(self) -> str:
        """The media type, without parameters and in small letters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


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


class Service:
    """An address of a store, and how to talk to it.

    Credentials come from the environment variables SABERESGRAPH_ENDPOINT_USER and
    SABERESGRAPH_ENDPOINT_PASSWORD, or SABERESGRAPH_ENDPOINT_TOKEN. They go unasked only by https
    or to this machine; else the service must ask, and Digest is taken before Basic.

    Args:
        url: http or https, without credentials.
        seconds: for a whole answer to arrive.
        output_mib: how much of an answer is read, in MiB.

    Raises:
        InputError: the URL is not one.
    """

    def __init__(self, url: str, *, seconds: float, output_mib: int) -> None:
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
        self._parts = parts
        self._seconds = seconds
        self._bytes = output_mib * _MIB
        self._credentials = Credentials(unasked=parts.scheme == "https" or _is_here(parts))

    def send(
        self, method: str, body: bytes | None, headers: dict[str, str], query: str = ""
    ) -> Reply:
        """Return the answer to a request, whatever its status but for those that raise.

        `query` is added to the query of the address.

        Raises:
            EndpointError: no answer, or one that lets nobody in, sends elsewhere or is packed.
            LimitError: the answer takes too long or is too large.
        """
        target = _target(self._parts, query)
        tried = {self._credentials.scheme} - {"digest"}  # a Digest may only have grown old
        while True:
            reply = self._once(method, target, body, headers)
            challenges = reply.headers.get_all("WWW-Authenticate", [])
            if not self._credentials.another(reply.status, challenges, tried):
                break
        return self._checked(reply)

    def _once(self, method: str, target: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        sent: dict[str, str | bytes] = {"User-Agent": "saberesgraph", **headers}
        proof = self._credentials.header(method, target)
        if proof:
            sent["Authorization"] = proof
        kind = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
        assert self._parts.hostname
        connection = kind(
            self._parts.hostname, self._parts.port, timeout=min(_CONNECT_SECONDS, self._seconds)
        )
        deadline = time.monotonic() + self._seconds
        try:
            connection.connect()
        except (OSError, UnicodeError) as error:
            raise self._unreachable(str(getattr(error, "strerror", None) or error)) from error
        with connection.sock as line, _Watch(line, max(0, deadline - time.monotonic())) as watch:
            line.settimeout(self._seconds)
            try:
                # who refuses a large body may answer before it has come whole
                with suppress(BrokenPipeError, ConnectionResetError):
                    connection.request(method, target, body, sent)
                response = connection.getresponse()
                content = self._read(response)
            except (OSError, HTTPException, ValueError) as error:
                if watch.ended or isinstance(error, TimeoutError):
                    raise self._too_slow() from error
                raise self.unusable(f"{type(error).__name__} {error}".strip()) from error
        if watch.ended:
            raise self._too_slow()
        return Reply(response.status, response.headers, content)

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
        # less came than was announced: half an answer would look whole
        if response.length:
            raise IncompleteRead(b"", response.length)
        return bytes(content)

    def _checked(self, reply: Reply) -> Reply:
        coding = reply.headers.get("Content-Encoding", "identity")
        if coding != "identity":  # not asked for, and a small answer could grow without bound
            raise self.unusable(f"Content-Encoding: {coding}")
        if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise EndpointError(
                f"no deja entrar ({reply.status})",
                f"it lets nobody in ({reply.status})",
                where=self.url,
                hint=(f"Define {USER} y {PASSWORD}", f"Set {USER} and {PASSWORD}"),
            )
        if HTTPStatus.MULTIPLE_CHOICES <= reply.status < HTTPStatus.BAD_REQUEST:
            place = reply.headers.get("Location", "?")
            raise EndpointError(
                f"manda a otra dirección ({place})",
                f"it sends elsewhere ({place})",
                where=self.url,
                hint=("Usa esa dirección si confías en ella", "Use that address if you trust it"),
            )
        return reply

    def unusable(self, what: str) -> EndpointError:
        """Return the error for an answer that does not serve."""
        return EndpointError(
            f"su respuesta no sirve ({what})",
            f"its answer is of no use ({what})",
            where=self.url,
            hint=(
                "Revisa que sea un servicio SPARQL 1.1",
                "Check that it is a SPARQL 1.1 endpoint",
            ),
        )

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
            hint=("Pide menos o sube --max-seconds", "Ask for less, or raise --max-seconds"),
        )


def _target(parts: SplitResult, more: str) -> str:
    """The path and query of a URL as they go into a request."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = "&".join(filter(None, [quote(parts.query, safe="%/:@!$&()*+,;=?~"), more]))
    return f"{path}?{query}" if query else path


def _is_here(parts: SplitResult) -> bool:
    """Whether a URL is of this machine itself."""
    if parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
