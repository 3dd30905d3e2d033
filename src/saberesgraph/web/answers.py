"""The pages of named queries, with a form and a live answer, and the same answer as files."""

from time import perf_counter
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saberesgraph.errors import ParameterError
from saberesgraph.formats import write
from saberesgraph.language import LANGUAGES
from saberesgraph.site import answers, query_form
from saberesgraph.site.show import sentence
from saberesgraph.web import freshness
from saberesgraph.web.faults import page_language
from saberesgraph.web.named_queries import Asked, NamedQueries
from saberesgraph.web.negotiation import HTML
from saberesgraph.web.query_string import pairs_of
from saberesgraph.web.served import Served

# a browser draws XML, and its content may be anybody's
_APART: Final = {"Content-Security-Policy": "default-src 'none'; sandbox"}
# what each file is written as, and its media type
FILES: Final = {
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}


def routes(served: Served) -> list[Route]:
    """Return the routes of the pages of answers and of their files, in each language."""
    named = NamedQueries(served)

    async def page(request: Request) -> Response:
        return await run_in_threadpool(_page, request, served, named)

    async def file(request: Request) -> Response:
        return await run_in_threadpool(_file, request, served, named)

    return [
        route
        for folder in map(served.folder, LANGUAGES)
        for route in (
            Route(f"/{folder}queries/{{name}}.html", page),
            *(Route(f"/{folder}queries/{{name}}.{form}", file) for form in FILES),
        )
    ]


def _page(request: Request, served: Served, named: NamedQueries) -> Response:
    language = page_language(request, served)
    asked = _asked(request, served, named, people=True)
    tag = freshness.tag(request, served)
    if not asked.faults and freshness.fresh(request, tag):
        return freshness.unchanged(tag)
    content = served.contents[language]
    start = perf_counter()
    table = None if asked.faults else named.answer(asked)
    seconds = perf_counter() - start
    query = f"?{urlencode(asked.given)}" if asked.given else ""
    # what people read beside a field names the field already
    problems = {name: (typed, _problem(e, language)) for name, (typed, e) in asked.faults.items()}
    names = {parameter.name for parameter in asked.query.parameters}
    page = answers.answer_page(
        content,
        asked.query,
        table,
        served.place(f"queries/{asked.query.name}.html", language, query),
        answers.Asked(
            fields=query_form.fields(content, asked.query, asked.terms, named.choices, problems),
            problems=tuple(said for name, (_, said) in problems.items() if name not in names),
            again=bool(asked.given or asked.faults),
            query=query,
            sparql=asked.sparql,
            seconds=seconds,
        ),
    )  # fmt: skip
    if asked.faults:
        return Response(page, 400, media_type=HTML)
    return Response(page, headers=freshness.headers(tag), media_type=HTML)


def _file(request: Request, served: Served, named: NamedQueries) -> Response:
    form = request.url.path.rpartition(".")[2]
    asked = _asked(request, served, named, people=False).sound()
    tag = freshness.tag(request, served)
    if freshness.fresh(request, tag):
        return freshness.unchanged(tag)
    written = write(named.answer(asked), form)
    return Response(written, 200, freshness.headers(tag) | _APART, FILES[form])


def _asked(request: Request, served: Served, named: NamedQueries, *, people: bool) -> Asked:
    query = named.query(request.path_params["name"])
    return named.read(query, pairs_of(request), page_language(request, served), people=people)


def _problem(error: ParameterError, language: str) -> str:
    error.where = None
    return sentence(error.text(language))
