"""What there is to take: the description of the data set, its graphs, and all data in one file."""

import asyncio
from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph import dcat, jsonld
from saberesgraph.dcat import File, Service
from saberesgraph.drawing.page import render
from saberesgraph.formats import write
from saberesgraph.language import LANGUAGES, number
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, PREFIXES, QUERIES_GRAPH
from saberesgraph.results import text
from saberesgraph.store import Store
from saberesgraph.web.addresses import path_of, root_of
from saberesgraph.web.documents import Forms, Texts, answer
from saberesgraph.web.negotiation import MEDIA
from saberesgraph.web.served import Served

_GRAPHS: Final = {
    ASSERTED_GRAPH: ("Lo que está escrito en los archivos", "What is written in the files"),
    DERIVED_GRAPH: ("Lo que derivan las reglas", "What the rules derive"),
    QUERIES_GRAPH: ("Las consultas con nombre", "The named queries"),
}
_WHOLE: Final = "/data/saberes"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RECORDS: Final = ("Las fichas, en una tabla", "The records, as a table")
_FILES: Final = (
    File(f"{_WHOLE}.trig", MEDIA["trig"], ("Todo, grafo por grafo", "All, graph by graph")),
    File(f"{_WHOLE}.nq", MEDIA["nq"], ("Todo, grafo por grafo", "All, graph by graph")),
    *(
        File(f"/{path_of(iri)}.{suffix}", MEDIA[suffix], title)
        for iri, title in _GRAPHS.items()
        for suffix in ("ttl", "jsonld")
    ),
    File("/search.csv", "text/csv", _RECORDS),
    File("/search.xlsx", _XLSX, _RECORDS),
)
# what people call each media type
_NAMES: Final = {
    MEDIA["trig"]: "TriG",
    MEDIA["nq"]: "N-Quads",
    MEDIA["ttl"]: "Turtle",
    MEDIA["jsonld"]: "JSON-LD",
    "text/csv": "CSV",
    _XLSX: "XLSX",
}
_SERVICES: Final = (
    Service(
        "/sparql",
        "/sparql",
        "http://www.w3.org/TR/sparql11-protocol/",
        ("Servicio SPARQL de solo lectura", "Read-only SPARQL service"),
    ),
    Service("/api", "/api/openapi.json", "https://spec.openapis.org/oas/v3.1.0", ("API", "API")),
)


def routes(served: Served) -> list[Route]:
    """Return the routes of the description and of the files; of somebody else's data none."""
    if served.project is None:
        return []
    terms = jsonld.context(served.project)
    texts = Texts()
    # whoever else wants a whole graph waits without a thread or memory of their own
    one = asyncio.Lock()

    async def described(name: str, language: str, request: Request) -> Response:
        root = root_of(request, served)

        def rdf(form: str) -> str:
            return write(dcat.describe(served.store, root, _FILES, _SERVICES), form)

        data: Forms = {
            "ttl": partial(rdf, "turtle"),
            "jsonld": partial(rdf, "json"),
            "json": partial(rdf, "json"),
            "nt": partial(rdf, "ntriples"),
            "rdf": partial(rdf, "xml"),
        }
        page = partial(_page, served, language, name, root)
        forms: Forms = {"html": page, **(data if language == served.language else {})}
        suffix = request.path_params.get("suffix", "")
        return await answer(request, texts, name, suffix, forms, (language, root))

    async def graph(iri: str, language: str, request: Request) -> Response:
        name = path_of(iri)
        assert name is not None
        root = root_of(request, served)
        page = partial(_page, served, language, name, root)
        data: Forms = _dumps(served.store, iri, terms) if language == served.language else {}
        forms: Forms = {**data, "html": page}
        suffix = request.path_params.get("suffix", "")
        async with one:
            return await answer(request, texts, name, suffix, forms, (language, root))

    async def whole(request: Request) -> Response:
        forms: Forms = {
            suffix: partial(_quads, served.store, _GRAPHS, form)
            for suffix, form in (("trig", ox.RdfFormat.TRIG), ("nq", ox.RdfFormat.N_QUADS))
        }
        suffix = request.path_params["suffix"]
        async with one:
            return await answer(request, texts, _WHOLE.strip("/"), suffix, forms)

    found = [Route(f"{_WHOLE}.{{suffix}}", whole)]
    for language in LANGUAGES:
        folder = served.folder(language)
        documents = {name: partial(described, name, language) for name in ("dcat", "dataset")}
        documents |= {str(path_of(iri)): partial(graph, iri, language) for iri in _GRAPHS}
        for path, endpoint in documents.items():
            found.append(Route(f"/{folder}{path}", endpoint))
            found.append(Route(f"/{folder}{path}.{{suffix}}", endpoint))
    return found


def _page(served: Served, language: str, name: str, root: str) -> str:
    content = served.contents[language]
    counts = served.store.select(
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    ).rows
    at = LANGUAGES.index(language)
    return render(
        "dcat.html.j2",
        language,
        place=served.place(f"{name}.html", language),
        styles=("resource.css",),
        title=dcat.TITLE,
        description=dcat.DESCRIPTION[language],
        credit=dcat.CREDIT,
        iri=dcat.DATASET,
        root=root,
        files=[
            (title[at], [(each.path.lstrip("/"), _NAMES[each.media]) for each in same])
            for title, same in groupby(_FILES, key=lambda each: each.title)
        ],
        services=[(each.path.lstrip("/"), each.title[at]) for each in _SERVICES],
        graphs=[
            (text(iri), str(path_of(text(iri))), _GRAPHS[text(iri)][at], int(text(n)))
            for iri, n in counts
            if text(iri) in _GRAPHS
        ],
        sources=[thing for thing in content.connections.things.values()
                 if thing.is_a("SourceDocument")],
        number=lambda value: number(value, language),
    )  # fmt: skip


def _dumps(store: Store, iri: str, terms: jsonld.Context) -> Forms:
    json_ld = partial(_json_ld, store, iri, terms)
    return {
        "ttl": lambda: write(_triples(store, iri), "turtle"),
        "trig": partial(_quads, store, (iri,), ox.RdfFormat.TRIG),
        "nt": lambda: write(_triples(store, iri), "ntriples"),
        "nq": partial(_quads, store, (iri,), ox.RdfFormat.N_QUADS),
        "jsonld": json_ld,
        "json": json_ld,
        "rdf": lambda: write(_triples(store, iri), "xml"),
    }


def _triples(store: Store, iri: str) -> tuple[ox.Triple, ...]:
    graph = ox.NamedNode(iri)
    found = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return tuple(sorted(found, key=str))


def _json_ld(store: Store, iri: str, terms: jsonld.Context) -> str:
    return jsonld.write(_triples(store, iri), terms)


def _quads(store: Store, graphs: Iterable[str], form: ox.RdfFormat) -> str:
    quads = [
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(iri))
        for iri in graphs
        for triple in _triples(store, iri)
    ]
    written = ox.serialize(quads, format=form, prefixes=PREFIXES)
    assert written is not None
    return written.decode()
