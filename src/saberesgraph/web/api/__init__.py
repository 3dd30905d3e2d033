"""The API for programs, its OpenAPI document, and the page that explains it."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from saberesgraph.errors import UnknownNameError
from saberesgraph.language import LANGUAGES, translator
from saberesgraph.web import freshness
from saberesgraph.web.addresses import root_of
from saberesgraph.web.api import matrices, practices, questions, schemas
from saberesgraph.web.api.openapi import document
from saberesgraph.web.api.operation import LANG, LONGEST, Call, Operation, Reply, read
from saberesgraph.web.api.page import page
from saberesgraph.web.faults import RequestError, no_page, page_language
from saberesgraph.web.named_queries import NamedQueries
from saberesgraph.web.negotiation import HTML, best, wants_html
from saberesgraph.web.query_string import pairs_of
from saberesgraph.web.served import Served

PATH: Final = "/api"
_QUERY: Final = "/api/queries/"
_CODE: Final = "/api/practices/"


def routes(served: Served) -> list[Route]:
    """Return the routes of the API and of its documentation, in each language."""
    api = _Api(served)

    async def answered(request: Request) -> Response:
        rest = request.path_params.get("rest", "")
        if not rest and wants_html(request):
            # "/api/" stands one folder deeper than its page
            up = "../" if request.url.path.endswith("/") else ""
            return RedirectResponse(f"{up}api.html", 303, {"Vary": "Accept"})
        path = f"{PATH}/{rest}" if rest else PATH
        return await run_in_threadpool(api.respond, request, path)

    async def explained(request: Request) -> Response:
        return await run_in_threadpool(api.explain, request)

    return [
        Route(PATH, answered),
        Route(f"{PATH}/{{rest:path}}", answered),
        *(Route(f"/{folder}api.html", explained) for folder in map(served.folder, LANGUAGES)),
    ]


class _Api:
    """Finds the operation that a request means, and answers it."""

    def __init__(self, served: Served) -> None:
        self._served = served

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """All of them by path."""
        found = [
            *practices.operations(self._served),
            *matrices.operations(self._served),
            *questions.operations(NamedQueries(self._served)),
            *self._of_itself(),
        ]
        return {operation.path: operation for operation in found}

    def respond(self, request: Request, path: str) -> Response:
        operation, values = self._meant(path)
        _refuse_other_media(request, operation)
        pairs = pairs_of(request)
        read_values, asked = read(operation, pairs)
        language = read_values["lang"] or self._served.language
        call = Call(read_values | values, asked, language, root_of(request, self._served))
        tag = freshness.tag(request, self._served)
        if freshness.fresh(request, tag):
            return freshness.unchanged(tag)
        reply = operation.answer(call)
        headers = freshness.headers(tag) | {"Access-Control-Expose-Headers": "ETag, Link"}
        if path == PATH:
            headers["Vary"] = "Accept"
        if reply.pages:
            headers["Link"] = _links(call.base + path, pairs, *reply.pages)
        body = reply.body if isinstance(reply.body, str) else _json(reply.body)
        return Response(body, headers=headers, media_type=operation.media)

    def explain(self, request: Request) -> Response:
        """Return the page that explains the API."""
        language = page_language(request, self._served)
        tag = freshness.tag(request, self._served)
        if freshness.fresh(request, tag):
            return freshness.unchanged(tag)
        place = self._served.place("api.html", language)
        drawn = page(self.operations.values(), place, root_of(request, self._served))
        return Response(drawn, headers=freshness.headers(tag), media_type=HTML)

    def _meant(self, path: str) -> tuple[Operation, dict[str, str]]:
        if path in self.operations:
            return self.operations[path], {}
        code = path.removeprefix(_CODE)
        if path.startswith(_CODE) and code and "/" not in code:
            return self.operations[f"{_CODE}{{code}}"], {"code": code}
        if path.startswith(_QUERY):
            known = [
                each.removeprefix(_QUERY) for each in self.operations if each.startswith(_QUERY)
            ]
            name = path.removeprefix(_QUERY)[:LONGEST]
            raise UnknownNameError(name, [each for each in known if not each.endswith(".csv")])
        raise no_page(path)

    def _of_itself(self) -> Iterable[Operation]:
        yield Operation(
            PATH,
            "api",
            "api",
            {"es": "Qué hay en la API", "en": "What the API has"},
            (LANG,),
            schemas.ref("Links"),
            lambda call: Reply(self._index(call)),
        )
        yield Operation(
            f"{PATH}/openapi.json",
            "openapi",
            "api",
            {"es": "Este documento, en OpenAPI 3.1", "en": "This document, in OpenAPI 3.1"},
            (LANG,),
            {"type": "object"},
            lambda call: Reply(document(self.operations.values(), call.language, call.base)),
        )

    def _index(self, call: Call) -> dict[str, Any]:
        t = translator(call.language)
        links = [
            {"href": call.base + path, "title": each.summary[call.language]}
            for path, each in self.operations.items()
            if path != PATH and "{" not in path and not path.startswith(_QUERY)
        ]
        explained = self._served.place("api.html", call.language).file
        links.append(
            {
                "href": f"{call.base}/{explained}",
                "title": t("Documentación, con ejemplos", "Documentation, with examples"),
            }
        )
        return {"links": links}


def _refuse_other_media(request: Request, operation: Operation) -> None:
    media = operation.media
    if best(", ".join(request.headers.getlist("accept")), [media]) is None:
        raise RequestError(
            HTTPStatus.NOT_ACCEPTABLE,
            f"esto se da como {media}, que no es lo que pides",
            f"this is given as {media}, which is not what you ask for",
            where="Accept",
            hint=(f"Pide {media}", f"Ask for {media}"),
        )


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n"


def _links(url: str, pairs: list[tuple[str, str]], page: int, pages: int) -> str:
    """The Link header of a page: its neighbours, and both ends."""
    others = [(name, value) for name, value in pairs if name != "page"]
    places = {"first": 1, "prev": min(page - 1, pages), "next": page + 1, "last": pages}
    return ", ".join(
        f'<{url}?{urlencode([*others, ("page", str(at))])}>; rel="{name}"'
        for name, at in places.items()
        if 1 <= at <= pages
    )
