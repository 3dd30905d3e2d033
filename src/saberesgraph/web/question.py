"""Reads a request of the SPARQL 1.1 Protocol: which query it asks, over which graphs."""

import asyncio
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

import pyoxigraph as ox
from starlette.requests import Request
from werkzeug.http import parse_options_header

from saberesgraph.screening import MAX_CHARACTERS
from saberesgraph.store import Dataset
from saberesgraph.web.faults import RequestError

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
MAX_URL: Final = 32_768
# the longest query there may be, of the widest characters, each byte as %XX, and its graphs
MAX_BODY: Final = MAX_CHARACTERS * 4 * 3 + 65_536
MAX_GRAPHS: Final = 100
_MAX_FIELDS = 2 * MAX_GRAPHS
_MAX_IRI = 2_000
_BODY_SECONDS = 30
# how much of a body that is too large is read and dropped, so that its sender hears of it
_MOST_PASSED = 32 * 2**20
# parameters that a request for the service description may have
_OF_NO_QUERY = {"format", "lang"}
_OF_UPDATES = {"update", "using-graph-uri", "using-named-graph-uri"}
_READ_ONLY = (
    "Pregunta con query=; los datos no se cambian por aquí",
    "Ask with query=; data are not changed this way",
)
_Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """What a request asks.

    Attributes:
        query: its text, of any content; None where the request asks what the service is.
        dataset: the graphs that the request names, if any.
        format: what its `format=` says, "" for nothing.
    """

    query: str | None
    dataset: Dataset | None
    format: str


async def read(request: Request) -> Question:
    """Return what a GET, HEAD or POST request asks.

    Raises:
        RequestError: the protocol does not allow it, with the status that says why.
    """
    url = request.scope["query_string"]
    if len(url) > MAX_URL:
        raise RequestError(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            f"la dirección pasa de {MAX_URL} bytes",
            f"the address is longer than {MAX_URL} bytes",
            hint=("Envía la consulta con POST", "Send the query by POST"),
        )
    fields = _fields(url)
    posted = request.method == "POST"
    if posted:
        sent = await _posted(request)
        if any(name == "query" for name, _ in fields):
            raise _bad(
                "la consulta de un POST va en su cuerpo y no en la dirección",
                "the query of a POST belongs in its body and not in its address",
                ("Deja una sola consulta", "Leave one query"),
            )
        fields += sent
    if refused := [name for name, _ in fields if name in _OF_UPDATES]:
        raise RequestError(
            HTTPStatus.BAD_REQUEST,
            "cambiaría los datos, y aquí solo se pregunta",
            "it would change data, and here one only asks",
            where=refused[0],
            hint=_READ_ONLY,
        )
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise _bad(
            f"hay {len(queries)} consultas",
            f"there are {len(queries)} queries",
            ("Deja una sola", "Leave one"),
        )
    described = not posted and {name for name, _ in fields} <= _OF_NO_QUERY
    if not described and not "".join(queries).strip():
        raise _bad(
            "falta la consulta",
            "there is no query",
            ("Escríbela en query=", "Write it in query="),
        )
    formats = [value for name, value in fields if name == "format"]
    return Question(
        queries[0] if queries else None, _dataset(fields), formats[-1] if formats else ""
    )


async def _posted(request: Request) -> _Fields:
    kind, parameters = parse_options_header(request.headers.get("content-type", ""))
    coding = request.headers.get("content-encoding", "identity")
    body = await _body(request)
    if (
        kind.lower() not in {FORM, DIRECT}
        or parameters.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}
        or coding.lower() != "identity"
    ):
        raise RequestError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "el cuerpo no es una consulta que se lea aquí",
            "the body is no query that is read here",
            where="Content-Type",
            hint=(
                f"Envíala en UTF-8 como {DIRECT}, o en query= como {FORM}",
                f"Send it in UTF-8 as {DIRECT}, or in query= as {FORM}",
            ),
            headers={"Accept-Post": f"{DIRECT}, {FORM}"},
        )
    if len(body) > MAX_BODY:
        raise RequestError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"el cuerpo pasa de {MAX_BODY} bytes",
            f"the body is larger than {MAX_BODY} bytes",
            hint=("Acorta la consulta", "Shorten the query"),
            headers={"Connection": "close"},
        )
    return _fields(body) if kind.lower() == FORM else [("query", _text(body))]


async def _body(request: Request) -> bytes:
    """Return the body, or what shows that it is too large; ClientDisconnect if it is cut."""
    content, passed = bytearray(), 0
    waits = "expect" in request.headers  # sends its body only if we read it
    announced = request.headers.get("content-length", "")
    if waits and announced.isdecimal() and float(announced) > MAX_BODY:
        return b" " * (MAX_BODY + 1)
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                passed += len(chunk)
                # who sends all before reading gets no answer from a line closed meanwhile
                if passed > _MOST_PASSED:
                    break
                content += chunk[: MAX_BODY + 1 - len(content)]
    except TimeoutError as error:
        raise RequestError(
            HTTPStatus.REQUEST_TIMEOUT,
            f"el cuerpo no llegó en {_BODY_SECONDS} s",
            f"the body did not come within {_BODY_SECONDS} s",
            hint=("Envíalo de nuevo", "Send it again"),
            headers={"Connection": "close"},
        ) from error
    return bytes(content)


def _fields(text: bytes) -> _Fields:
    if text.count(b"&") >= _MAX_FIELDS:
        raise _bad(
            f"hay más de {_MAX_FIELDS} parámetros",
            f"there are more than {_MAX_FIELDS} parameters",
            ("Deja los que hacen falta", "Leave those that are needed"),
        )
    parts = (part.partition(b"=") for part in text.split(b"&") if part)
    return [(_decoded(name), _decoded(value)) for name, _, value in parts]


def _decoded(text: bytes) -> str:
    if wrong := re.search(rb"%(?![0-9A-Fa-f]{2}).{0,2}", text, re.DOTALL):
        raise _bad(
            f'"{wrong[0].decode("ascii", "replace")}" no es un carácter codificado',
            f'"{wrong[0].decode("ascii", "replace")}" is no encoded character',
            ("Escribe % como %25", "Write % as %25"),
        )
    return _text(unquote_to_bytes(text.replace(b"+", b" ")))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(
            "no está en UTF-8", "it is not in UTF-8", ("Codifícalo en UTF-8", "Encode it as UTF-8")
        ) from error
    if "\0" in text:
        raise _bad(
            "contiene el carácter nulo",
            "it holds the null character",
            ("Quita ese carácter", "Remove that character"),
        )
    return text


def _dataset(fields: _Fields) -> Dataset | None:
    # a graph named twice is the same graph: the engine would answer from it twice
    default, named = (
        tuple(dict.fromkeys(value for name, value in fields if name == wanted))
        for wanted in ("default-graph-uri", "named-graph-uri")
    )
    if len(default) + len(named) > MAX_GRAPHS:
        raise _bad(
            f"hay más de {MAX_GRAPHS} grafos",
            f"there are more than {MAX_GRAPHS} graphs",
            ("Nombra menos", "Name fewer"),
        )
    for iri in (*default, *named):
        try:
            ox.NamedNode(iri[: _MAX_IRI + 1])
            legal = len(iri) <= _MAX_IRI
        except ValueError:
            legal = False
        if not legal:
            raise _bad(
                "no es el IRI de un grafo",
                "it is no IRI of a graph",
                ("Escríbelo entero, como http://…", "Write it in full, such as http://…"),
                where=iri[:100],
            )
    return Dataset(default, named) if default or named else None


def _bad(es: str, en: str, hint: tuple[str, str], *, where: str | None = None) -> RequestError:
    return RequestError(HTTPStatus.BAD_REQUEST, es, en, where=where, hint=hint)
