"""The documents that the IRIs of our classes, properties and shapes lead to."""

from collections.abc import Callable
from functools import partial
from typing import Final

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph import jsonld
from saberesgraph.description import canonical
from saberesgraph.formats import write
from saberesgraph.language import LANGUAGES
from saberesgraph.web.documents import Forms, Texts, answer
from saberesgraph.web.served import Served

# the path of a document, and the file of the site that it is
_DOCUMENTS: Final = {"ontology": "ontology", "shape": "shape", "shapes": "shape"}


def routes(served: Served) -> list[Route]:
    """Return the routes of the ontology and of the shapes; data stand at the root alone."""
    if served.project is None:
        return []
    terms = jsonld.context(served.project)
    texts = Texts()

    async def document(path: str, name: str, language: str, request: Request) -> Response:
        forms = await run_in_threadpool(_forms, served, name, language, terms)
        suffix = request.path_params.get("suffix", "")
        return await answer(request, texts, name, suffix, forms, language)

    found = []
    for language in LANGUAGES:
        folder = served.folder(language)
        for path, name in _DOCUMENTS.items():
            endpoint = partial(document, path, name, language)
            found.append(Route(f"/{folder}{path}", endpoint))
            found.append(Route(f"/{folder}{path}.{{suffix}}", endpoint))
    return found


def _forms(served: Served, name: str, language: str, terms: jsonld.Context) -> Forms:
    page = served.files[served.place(f"{name}.html", language).file]
    if language != served.language:
        return {"html": page}
    turtle = served.files[f"{name}.ttl"]
    json_ld = partial(_json_ld, turtle, terms)
    return {
        "html": page,
        "ttl": turtle,
        "jsonld": json_ld,
        "json": json_ld,
        "nt": lambda: write(_triples(turtle), "ntriples"),
        "rdf": lambda: write(_triples(turtle), "xml"),
    }


def _json_ld(turtle: Callable[[], str], terms: jsonld.Context) -> str:
    return jsonld.write(sorted(_triples(turtle), key=str), terms)


def _triples(turtle: Callable[[], str]) -> tuple[ox.Triple, ...]:
    quads = ox.parse(input=turtle().encode(), format=ox.RdfFormat.TURTLE)
    return canonical(tuple(quad.triple for quad in quads))
