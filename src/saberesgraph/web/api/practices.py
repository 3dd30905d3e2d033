"""The experiences: those that words and facets find, and one by its code."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from saberesgraph.errors import UnknownNameError
from saberesgraph.explorer.search import Counted
from saberesgraph.explorer.selection import SORTS
from saberesgraph.namespaces import expand
from saberesgraph.site.records import card_json
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
from saberesgraph.web.served import Served

_USUAL: Final = 20
_MOST: Final = 100


def operations(served: Served) -> Iterable[Operation]:
    """Yield the operations on experiences."""
    facets = served.explorer.facets.values()

    def found(call: Call) -> Reply:
        explorer = served.explorer
        result = explorer.search(explorer.selection(call.asked), call.language)
        part, told = sliced(call, result.total)
        body: dict[str, Any] = told | {
            "practices": [
                _chosen(entry.code, entry.as_dict(), call.values["fields"])
                for entry in result.entries(part.start, part.stop)
            ]
        }
        if call.values["facets"]:
            body["facets"] = {name: _counted(each) for name, each in result.counts.items()}
        return Reply(body, (told["page"], told["pages"]))

    def one(call: Call) -> Reply:
        asked = call.values["code"][:LONGEST]
        code = asked.strip().upper()
        cards = served.contents[served.language].by_code
        if code not in cards:
            raise UnknownNameError(asked, cards)
        return Reply(card_json(cards[code]))

    yield Operation(
        "/api/practices",
        "practices",
        "practices",
        {
            "es": "Experiencias, por palabras y por todo lo que el explorador filtra",
            "en": "Experiences, by words and by everything that the explorer filters by",
        },
        (
            Argument(
                "q",
                {
                    "es": "Palabras que se buscan; tildes y erratas no importan",
                    "en": "Words to look for; accents and typos do not matter",
                },
                {"type": "string", "maxLength": LONGEST},
                library=True,
            ),
            *(
                Argument(
                    facet.name,
                    facet.label,
                    {"type": "string", "enum": list(facet.values)},
                    many="repeat",
                    library=True,
                )
                for facet in facets
            ),
            Argument(
                "sort",
                {
                    "es": "Qué va primero; lo más relevante si hay palabras, si no el código",
                    "en": "What comes first; the most relevant if there are words, else the code",
                },
                {"type": "string", "enum": list(SORTS)},
                library=True,
            ),
            *paging(_USUAL, _MOST),
            Argument(
                "fields",
                {"es": "Solo estos campos, con comas", "en": "Only these fields, with commas"},
                {"type": "string", "enum": list(schemas.ENTRY["properties"])},
                many="commas",
            ),
            Argument(
                "facets",
                {
                    "es": "Contar también qué hallaría cada otro valor de cada filtro",
                    "en": "Count too what each other value of each filter would find",
                },
                {"type": "boolean", "default": False},
            ),
            LANG,
        ),
        schemas.ref("Practices"),
        found,
        example="area=AH&objective=7&fields=code,label,population",
    )
    yield Operation(
        "/api/practices/{code}",
        "practice",
        "practices",
        {
            "es": "Una experiencia entera, como la da saberesgraph show CODE -f json",
            "en": "A whole experience, as saberesgraph show CODE -f json gives it",
        },
        (
            Argument(
                "code",
                {
                    "es": "Su código; mayúsculas y minúsculas dan igual",
                    "en": "Its code, in upper or lower case",
                },
                {"type": "string"},
                path=True,
            ),
            LANG,
        ),
        schemas.ref("Practice"),
        one,
        values={"code": "BP1_AH"},
    )


def _chosen(code: str, entry: Mapping[str, Any], names: list[str] | None) -> dict[str, Any]:
    whole = {"iri": expand(f"practice:{code}"), **entry}
    return whole if names is None else {name: whole[name] for name in names}


def _counted(counted: Counted) -> dict[str, Any]:
    return {
        "label": counted.facet.label,
        "values": [
            {
                "code": each.value.code,
                "label": each.value.label,
                "total": each.total,
                "derived": each.derived,
            }
            for each in counted.values
        ],
    }
