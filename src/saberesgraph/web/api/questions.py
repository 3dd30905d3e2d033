"""The named queries: what there is to ask, and the answers."""

from collections.abc import Iterable
from typing import Any, Final

from saberesgraph.formats import csv
from saberesgraph.parameters import Parameter
from saberesgraph.queries import NamedQuery
from saberesgraph.reference import described
from saberesgraph.web.api import schemas
from saberesgraph.web.api.operation import (
    LANG,
    LONGEST,
    Argument,
    Call,
    Operation,
    Reply,
    paging,
    sliced,
)
from saberesgraph.web.named_queries import NamedQueries
from saberesgraph.web.typed import records

_USUAL: Final = 100
_MOST: Final = 1000
# a list of more codes helps nobody who reads the documentation
_LISTED: Final = 200
_PLAIN: Final = {
    "text": "string",
    "integer": "integer",
    "decimal": "number",
    "boolean": "boolean",
}


def operations(named: NamedQueries) -> Iterable[Operation]:
    """Yield the operations on named queries: two for each of them."""
    yield Operation(
        "/api/queries",
        "queries",
        "queries",
        {
            "es": "Las preguntas que el grafo responde, con sus parámetros y columnas",
            "en": "The questions that the graph answers, with their parameters and columns",
        },
        (LANG,),
        schemas.ref("Queries"),
        lambda call: Reply(
            {
                "total": len(named.queries),
                "queries": [described(query) for query in named.queries.values()],
            }
        ),
    )
    for query in named.queries.values():
        yield from _of(query, named)


def _of(query: NamedQuery, named: NamedQueries) -> Iterable[Operation]:
    arguments = tuple(_argument(parameter, named) for parameter in query.parameters)

    def page(call: Call) -> Reply:
        asked = named.read(query, call.asked, call.language)
        table = named.answer(asked)
        part, told = sliced(call, len(table.rows))
        body: dict[str, Any] = {
            "query": query.name,
            "title": query.title[call.language],
            "parameters": named.values(asked),
            "columns": [
                {"name": name, "type": column.type, "heading": column.heading[call.language]}
                for name, column in query.columns.items()
            ],
            **told,
            "rows": records(query, table, part),
        }
        return Reply(body, (told["page"], told["pages"]))

    def whole(call: Call) -> Reply:
        return Reply(csv(named.answer(named.read(query, call.asked, call.language))))

    name = query.name.replace("-", "_")
    yield Operation(
        f"/api/queries/{query.name}",
        f"query_{name}",
        "queries",
        query.question,
        (*arguments, *paging(_USUAL, _MOST), LANG),
        schemas.answer(query),
        page,
    )
    yield Operation(
        f"/api/queries/{query.name}.csv",
        f"query_{name}_csv",
        "queries",
        query.question,
        (*arguments, LANG),
        {"type": "string"},
        whole,
        media="text/csv",
    )


def _argument(parameter: Parameter, named: NamedQueries) -> Argument:
    schema: dict[str, Any]
    if parameter.plain:
        schema = {"type": _PLAIN[parameter.type]}
        if parameter.type == "text":
            schema["maxLength"] = LONGEST
    else:
        codes = list(dict.fromkeys(each.code for each in named.choices(parameter.type)))
        schema = {"type": "string"} | ({"enum": codes} if len(codes) <= _LISTED else {})
    usual = named.shown(parameter, parameter.default_term)
    if usual is not None:
        schema["default"] = usual
    return Argument(parameter.name, parameter.help, schema, library=True)
