"""JSON Schema of what the API answers."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from saberesgraph.explorer.facets import Facet
from saberesgraph.practice.card import CRITERIA, KINDS, OPTIONAL, PROSE, Card
from saberesgraph.queries import NamedQuery

_TEXT: Final = {"type": "string"}
_WHOLE: Final = {"type": "integer", "minimum": 0}
_OF_COLUMN: Final[dict[str, dict[str, Any]]] = {
    "text": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "decimal": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "iri": {"type": ["string", "null"], "format": "iri"},
}


def ref(name: str) -> dict[str, str]:
    """Return the reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(properties: Mapping[str, Any], *optional: str) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def many(schema: Any) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def _texts_of(names: Mapping[str, Any] | tuple[str, ...]) -> dict[str, Any]:
    """An object of texts, of which none must be there."""
    return {"type": "object", "properties": dict.fromkeys(names, _TEXT)}


_LABEL: Final = {"type": "object", "additionalProperties": _TEXT, "description": "es, en"}
_STATUS: Final = {"enum": ["stated", "not_applicable", "not_recorded", "malformed", "absent"]}
_ACTORS: Final = many(
    record({"id": _TEXT, "name": _TEXT, "type": _TEXT, "named": {"type": "boolean"}})
)
_DERIVED: Final = many(record({"code": _TEXT, "support": many({"type": "integer"})}))
_CARD: Final[dict[str, Any]] = {
    "code": _TEXT,
    "kind": {"enum": list(KINDS.values())},
    "area": _TEXT,
    "label": _LABEL,
    "population": {"type": ["integer", "null"], "minimum": 0},
    "population_status": _STATUS,
    "budget_usd": {"type": ["number", "null"], "minimum": 0},
    "budget_status": _STATUS,
    "national": {"type": "boolean"},
    "territories": many(record({"code": _TEXT, "name": _TEXT, "level": _TEXT})),
    "principles": many(_TEXT),
    "objectives": many({"type": "integer"}),
    "assistance": many(record({"id": _TEXT, "name": _TEXT})),
    "actors": _ACTORS,
    "mentioned_actors": _ACTORS,
    "replicators": _ACTORS,
    "sustainability": {"type": ["string", "null"]},
    "keywords": many(_TEXT),
    "criteria": {
        "type": "object",
        "properties": dict.fromkeys(
            CRITERIA,
            record({"verdict": _TEXT, "basis": _TEXT, "as_printed": _TEXT, "rationale": _TEXT}),
        ),
    },
    "prose": _texts_of(tuple(PROSE.values())),
    "derived_targets": _DERIVED,
    "derived_goals": _DERIVED,
    "anomalies": many(
        record({"field": _TEXT, "kind": _TEXT, "as_printed": _TEXT, "resolution": _TEXT})
    ),
    "source": record({"document": _TEXT, "section": _TEXT}),
    **dict.fromkeys(OPTIONAL, many(_TEXT)),
}
CARD: Final = record({each.name: _CARD[each.name] for each in fields(Card)}, *OPTIONAL)
_OF_ENTRY: Final = (
    "code", "kind", "area", "label", "population", "population_status", "budget_usd",
    "budget_status", "national", "territories", "principles", "objectives", "assistance", "actors",
    "sustainability", "keywords",
)  # fmt: skip
ENTRY: Final = record(
    {
        "iri": {"type": "string", "format": "iri"},
        **{name: _CARD[name] for name in _OF_ENTRY},
        "provinces": many(_TEXT),
        "goals": record({"stated": many(_TEXT), "derived": many(_TEXT)}),
    }
)
_PAGED: Final = {"total": _WHOLE, "page": _WHOLE, "per_page": _WHOLE, "pages": _WHOLE}
_NAMED: Final = record({"id": _TEXT, "code": _TEXT, "label": _TEXT, "total": _WHOLE})
SCHEMAS: Final[dict[str, Any]] = {
    "Practice": CARD,
    "PracticeSummary": ENTRY | {"required": []},
    "Practices": record(
        {**_PAGED, "practices": many(ref("PracticeSummary")), "facets": ref("Facets")}, "facets"
    ),
    "Facets": {
        "type": "object",
        "additionalProperties": record(
            {
                "label": _LABEL,
                "values": many(
                    record({"code": _TEXT, "label": _LABEL, "total": _WHOLE, "derived": _WHOLE})
                ),
            }
        ),
    },
    "Coverage": record(
        {
            "name": _TEXT,
            "title": _TEXT,
            "derived": {"type": "boolean"},
            "rows": many(_NAMED),
            "columns": many(record({**_NAMED["properties"], "aside": {"type": "boolean"}})),
            "counts": many(many(_WHOLE)),
            "total": _WHOLE,
            "gaps": record({"rows": many(_TEXT), "columns": many(_TEXT)}),
        }
    ),
    "Queries": record({"total": _WHOLE, "queries": many(ref("Query"))}),
    "Query": record(
        {
            "name": _TEXT,
            "title": _LABEL,
            "question": _LABEL,
            "use": _LABEL,
            "tags": many(_TEXT),
            "view": _TEXT,
            "params": many(
                record(
                    {
                        "name": _TEXT,
                        "type": _TEXT,
                        "default": {"type": ["string", "null"]},
                        "help": _LABEL,
                    }
                )
            ),
            "columns": many(record({"name": _TEXT, "type": _TEXT, "heading": _LABEL})),
        }
    ),
    "Links": record(
        {"links": many(record({"href": {"type": "string", "format": "uri"}, "title": _TEXT}))}
    ),
    "Problem": record(
        {
            "type": {"type": "string", "format": "uri", "description": "urn:saberesgraph:…"},
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
        }
    ),
}


def code(facet: Facet) -> dict[str, Any]:
    """Return the schema of a value of a facet."""
    return {"type": "string", "enum": list(facet.values)}


def answer(query: NamedQuery) -> dict[str, Any]:
    """Return the schema of the answer of a named query."""
    return record(
        {
            "query": {"const": query.name},
            "title": _TEXT,
            "parameters": record(
                {
                    each.name: _OF_COLUMN[each.type if each.plain else "text"]
                    for each in query.parameters
                }
            ),
            "columns": many(record({"name": _TEXT, "type": _TEXT, "heading": _TEXT})),
            **_PAGED,
            "rows": many(
                record({name: _OF_COLUMN[each.type] for name, each in query.columns.items()})
            ),
        }
    )
