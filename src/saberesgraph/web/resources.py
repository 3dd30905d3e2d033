"""Linked data: the path of each resource's IRI tells of it, to people and to programs."""

import json
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph import jsonld
from saberesgraph.description import describe, turtle
from saberesgraph.formats import write
from saberesgraph.language import LANGUAGES, near_matches
from saberesgraph.namespaces import lengthen
from saberesgraph.statements import as_json, known, pointers, statements
from saberesgraph.web.addresses import iri_of, path_of
from saberesgraph.web.documents import Forms, Texts, answer, split
from saberesgraph.web.faults import RequestError, no_page
from saberesgraph.web.resource_page import page, parts
from saberesgraph.web.served import Served

# what names a resource: of our own ones, and of the SDGs that keep the UN's IRIs
_HEADS = ("id/", "sdg")
# how many names what does not exist is compared with: it takes a fifth of a millisecond each
_COMPARED = 200


def routes(served: Served) -> list[Route]:
    """Return the routes of all resources; of somebody else's data there are none."""
    if served.project is None:
        return []
    resources = Resources(served, jsonld.context(served.project))
    found = []
    for language in LANGUAGES:
        folder = served.folder(language)
        for head in _HEADS:
            endpoint = partial(resources.answer, language, head)
            found.append(Route(f"/{folder}{head}{{rest:path}}", endpoint))
    return found


class Resources:
    """Answers for every IRI that is the subject of a statement."""

    def __init__(self, served: Served, terms: jsonld.Context) -> None:
        self._served = served
        self._terms = terms
        self._texts = Texts()

    async def answer(self, language: str, head: str, request: Request) -> Response:
        """Return a resource in the form that is asked for; data stand at the root alone."""
        path = head + request.path_params["rest"]
        iri, suffix = await run_in_threadpool(self._found, path, language)
        # the IRI decides the name: its characters may be quoted where the path's are not
        name = path_of(iri)
        assert name is not None
        part = await run_in_threadpool(self._part, request, iri)
        forms = await run_in_threadpool(self._forms, language, name, iri, part)
        return await answer(request, self._texts, name, suffix, forms, (language, part))

    def _found(self, path: str, language: str) -> tuple[str, str]:
        """The IRI that a path names, and its suffix; the IRI may have quoted characters."""
        for candidate, suffix in dict.fromkeys(((path, ""), split(path))):
            for written in dict.fromkeys((candidate, quote(candidate, safe="/:@!$&'()*+,;=~"))):
                iri = iri_of(written)
                if iri is not None and path_of(iri) == written and known(self._served.store, iri):
                    return iri, suffix
        raise self._nothing(split(path)[0], language)

    def _nothing(self, path: str, language: str) -> RequestError:
        """The error for what does not exist: what is close, of the kind and with a name."""
        folder = path.rpartition("/")[0] + "/"
        named = self._served.contents[language].labels
        paths = map(path_of, map(lengthen, named))
        siblings = [p.removeprefix(folder) for p in paths if p and p.startswith(folder)]
        siblings = [name for name in siblings if "/" not in name][:_COMPARED]
        near = ", ".join(near_matches(path.removeprefix(folder), siblings))
        if not near:
            return no_page(f"/{path}")
        return RequestError(
            404,
            "de eso no se dice nada",
            "nothing is said of that",
            where=f"/{path}",
            hint=(f"Se parece a {near}", f"It is close to {near}"),
        )

    def _part(self, request: Request, iri: str) -> int:
        asked = request.query_params.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
        if number != 1 and not 1 <= number <= parts(pointers(self._served.store, iri, 0, 0).total):
            raise RequestError(
                404, "esa parte no existe", "there is no such part", where=f"page={asked}"
            )
        return number

    def _forms(self, language: str, path: str, iri: str, part: int) -> Forms:
        html = {"html": self._page(language, path, iri, part)}
        if language != self._served.language:
            return html
        files = self._served.files
        store = self._served.store

        def rdf(form: str) -> str:
            return write(describe(store, iri).triples, form)

        return {
            **html,
            "ttl": lambda: turtle(describe(store, iri)),
            "jsonld": lambda: jsonld.write(describe(store, iri).triples, self._terms),
            "json": files.get(f"{path}.json", lambda: _json(as_json(iri, statements(store, iri)))),
            "nt": partial(rdf, "ntriples"),
            "rdf": partial(rdf, "xml"),
        }

    def _page(self, language: str, path: str, iri: str, part: int) -> Callable[[], str]:
        place = self._served.place(f"{path}.html", language)
        own = self._served.files.get(place.file)
        if own is not None:
            return own
        content = self._served.contents[language]
        return lambda: page(content, place, self._paths, iri, part)

    @cached_property
    def _paths(self) -> frozenset[str]:
        """The paths of the site's pages, which are the same in every language."""
        return frozenset(path for path in self._served.files if path.endswith(".html"))


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
