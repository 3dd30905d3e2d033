"""The page that explains the API to people: what OpenAPI tells programs, with examples."""

import json
from collections.abc import Iterable
from typing import Any

from saberesgraph.drawing.page import Place, render
from saberesgraph.language import translator
from saberesgraph.queries import no_parameter
from saberesgraph.web.api.openapi import THEMES, document
from saberesgraph.web.api.operation import Operation
from saberesgraph.web.faults import body

_SHOWN = 12
_QUERY = "/api/queries/"


def page(operations: Iterable[Operation], place: Place, base: str) -> str:
    """Return the page, drawn from the OpenAPI document."""
    listed = {each.path: each for each in operations}
    language = place.language
    told = document(listed.values(), language, base)
    t = translator(language)
    wrong = no_parameter("/api/practices", "objetive", ["objective"])
    whole = [(path, each["get"]) for path, each in told["paths"].items()]
    return render(
        "api.html.j2",
        language,
        place=place,
        styles=("api.css",),
        told=told,
        base=base,
        problem=json.dumps(body(wrong, language), ensure_ascii=False, indent=2),
        themes=[
            (
                theme,
                t(*name),
                [
                    _shown(listed[path], each, base)
                    for path, each in whole
                    if theme in each["tags"] and not path.startswith(_QUERY)
                ],
            )
            for theme, name in THEMES.items()
        ],
        questions=[
            _question(path, each)
            for path, each in whole
            if path.startswith(_QUERY) and not path.endswith(".csv")
        ],
    )


def _shown(operation: Operation, told: dict[str, Any], base: str) -> dict[str, Any]:
    path = operation.path.format_map(operation.values)
    query = f"?{operation.example}" if operation.example else ""
    return {
        "path": operation.path,
        "id": operation.name,
        "summary": told["summary"],
        "parameters": [_parameter(each) for each in told["parameters"]],
        "url": f"{base}{path}{query}",
        "at": path.removeprefix("/"),
        "query": query,
    }


def _question(path: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": path.removeprefix(_QUERY),
        "question": told["summary"],
        "parameters": [
            each["name"]
            for each in told["parameters"]
            if each["name"] not in {"page", "per_page", "lang"}
        ],
    }


def _parameter(told: dict[str, Any]) -> dict[str, Any]:
    schema = told["schema"]
    one = schema.get("items", schema)
    values = one.get("enum", ["true", "false"] if one["type"] == "boolean" else [])
    return {
        "name": told["name"],
        "what": told["description"],
        "values": values[:_SHOWN],
        "more": len(values) - _SHOWN,
        "repeat": told.get("explode", False),
        "range": (one["minimum"], one["maximum"]) if "minimum" in one else None,
        "default": json.dumps(one["default"]) if "default" in one else "",
    }
