"""The OpenAPI document: written from the operations that answer."""

from collections.abc import Iterable
from typing import Any, Final

from saberesgraph import __version__
from saberesgraph.language import translator
from saberesgraph.web.api.operation import Argument, Operation
from saberesgraph.web.api.schemas import SCHEMAS, ref
from saberesgraph.web.faults import PROBLEM

THEMES: Final = {
    "practices": ("Experiencias", "Experiences"),
    "coverage": ("Cobertura", "Coverage"),
    "queries": ("Preguntas", "Questions"),
    "api": ("La API", "The API"),
}


def document(operations: Iterable[Operation], language: str, base: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the operations, with words in a language."""
    t = translator(language)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Saberes Graph",
            "version": __version__,
            "description": t(
                "Experiencias de migración, sus actores y los marcos globales a los que sirven. "
                "Solo lectura, sin claves. Un parámetro vacío no pide nada; uno que no existe es "
                "un error 400 que dice cuál se le parece. Cada respuesta lleva una ETag, y las "
                "que tienen páginas un encabezado Link.",
                "Experiences of migration, their actors and the global frameworks they serve. "
                "Read only, without keys. An empty parameter asks nothing; one that does not "
                "exist is an error 400 that says which is close. Each response has an ETag, and "
                "those with pages a Link header.",
            ),
            "license": {"name": "CC-BY-4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": base}],
        "tags": [{"name": theme, "description": t(*name)} for theme, name in THEMES.items()],
        "paths": {each.path: {"get": _operation(each, language)} for each in operations},
        "components": {
            "schemas": SCHEMAS,
            "responses": {
                name: {
                    "description": t(*words),
                    "content": {PROBLEM: {"schema": ref("Problem")}},
                }
                for name, words in _FAULTS.items()
            },
        },
    }


# what every operation may answer instead, by status
_ALWAYS: Final = {"400": "Wrong", "406": "OtherMedia", "default": "Fault"}
_FAULTS: Final = {
    "Wrong": (
        "Un parámetro o un valor no existe; dice cuál se le parece",
        "A parameter or a value does not exist; it says which is close",
    ),
    "Unknown": (
        "Nada se llama así; dice qué se le parece",
        "Nothing has that name; it says what is close",
    ),
    "OtherMedia": (
        "La cabecera Accept pide otra cosa que lo que hay",
        "The Accept header asks for something else than there is",
    ),
    "Fault": ("Lo que falla, siempre con esta forma", "Whatever fails, always in this form"),
}


def _operation(operation: Operation, language: str) -> dict[str, Any]:
    t = translator(language)
    answered: dict[str, Any] = {
        "description": t("La respuesta", "The answer"),
        "content": {operation.media: {"schema": operation.schema}},
        "headers": {"ETag": {"schema": {"type": "string"}}},
    }
    if any(argument.name == "page" for argument in operation.arguments):
        answered["headers"]["Link"] = {
            "description": t(
                "Las direcciones de otras páginas: first, prev, next, last",
                "The addresses of other pages: first, prev, next, last",
            ),
            "schema": {"type": "string"},
        }
    responses = {
        "200": answered,
        "304": {
            "description": t(
                "Ya tienes eso (If-None-Match)", "You have that already (If-None-Match)"
            )
        },
        **{status: _fault(name) for status, name in _ALWAYS.items()},
    }
    if "{" in operation.path:
        responses["404"] = _fault("Unknown")
    return {
        "operationId": operation.name,
        "tags": [operation.theme],
        "summary": operation.summary[language],
        "parameters": [_parameter(argument, language) for argument in operation.arguments],
        "responses": responses,
    }


def _fault(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{name}"}


def _parameter(argument: Argument, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": argument.name,
        "in": "path" if argument.path else "query",
        "description": argument.help[language],
        "schema": argument.schema,
    }
    if argument.path:
        found["required"] = True
    if argument.many:
        found["schema"] = {"type": "array", "items": argument.schema}
        found["explode"] = argument.many == "repeat"
        found["style"] = "form"
    return found
