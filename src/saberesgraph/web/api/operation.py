"""What one operation of the API is: declared once, for what answers and for what documents it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from saberesgraph.errors import ParameterError
from saberesgraph.language import LANGUAGES, near_matches
from saberesgraph.queries import no_parameter

Schema = Mapping[str, Any]
Pairs = list[tuple[str, str]]
Texts = Mapping[str, str]
LONGEST: Final = 200
"""Characters of a value."""
_SHOWN: Final = 40


@dataclass(frozen=True)
class Argument:
    """A parameter of an operation.

    Attributes:
        name: in the path or the query string.
        help: what it is for, by language.
        schema: JSON Schema of its value, or of each of them.
        many: "" for one value, "repeat" for several, "commas" for several in one.
        path: whether it stands in the path.
        library: whether what it asks for is read by the library, which knows more names for things
            than the schema lists.
    """

    name: str
    help: Texts
    schema: Schema
    many: str = ""
    path: bool = False
    library: bool = False


@dataclass(frozen=True)
class Call:
    """One request to an operation, with its values read.

    Attributes:
        values: of its arguments by name, defaults included; lists for several.
        asked: names and values for the library.
        language: of labels and messages.
        base: the URL of the root, without its last slash.
    """

    values: Mapping[str, Any]
    asked: Pairs
    language: str
    base: str = ""


@dataclass(frozen=True)
class Reply:
    """What an operation answers.

    Attributes:
        body: something for JSON, or a text that is written already.
        pages: which page of how many this is, for an operation that has pages.
    """

    body: Any
    pages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Operation:
    """One thing that the API does.

    Attributes:
        path: with names of arguments in braces.
        name: unique, for programs.
        theme: under which the documentation lists it.
        summary: what it gives, in a line, by language.
        arguments: all that it takes.
        schema: name of the schema of its body, or the schema.
        answer: gives the answer; it takes a thread.
        media: type of its body.
        example: a query string that shows what it can do, without `?`.
        values: of the arguments in its path, in the example.
    """

    path: str
    name: str
    theme: str
    summary: Texts
    arguments: tuple[Argument, ...]
    schema: Schema
    answer: Callable[[Call], Reply]
    media: str = "application/json"
    example: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


LANG: Final = Argument(
    "lang",
    {"es": "Idioma de los nombres y mensajes", "en": "Language of names and messages"},
    {"type": "string", "enum": list(LANGUAGES)},
)


def paging(usual: int, most: int) -> tuple[Argument, ...]:
    """Return the arguments of an operation that answers in pages."""
    return (
        Argument(
            "page",
            {"es": "Página, desde 1", "en": "Page, from 1"},
            {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1},
        ),
        Argument(
            "per_page",
            {"es": "Cuántos por página", "en": "How many a page"},
            {"type": "integer", "minimum": 1, "maximum": most, "default": usual},
        ),
    )


def sliced(call: Call, total: int) -> tuple[slice, dict[str, int]]:
    """Return which part of the whole a call asks for, and what its body says of that."""
    page, size = call.values["page"], call.values["per_page"]
    pages = max(1, -(-total // size))
    told = {"total": total, "page": page, "per_page": size, "pages": pages}
    return slice((page - 1) * size, page * size), told


def read(operation: Operation, pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], Pairs]:
    """Return the values of a query string, and what is for the library; an empty one asks nothing.

    Raises:
        ParameterError: a name or value does not exist, is too long, or is given twice.
    """
    known = {each.name: each for each in operation.arguments if not each.path}
    values: dict[str, Any] = {
        name: each.schema.get("default") for name, each in known.items() if not each.library
    }
    asked: Pairs = []
    seen: set[str] = set()
    for name, given in pairs:
        if name not in known:
            raise no_parameter(operation.path, name[:_SHOWN], list(known))
        if len(given) > LONGEST:
            raise _error(name, given, f"pasa de {LONGEST} caracteres",
                         f"it has more than {LONGEST} characters",
                         ("Acórtalo", "Shorten it"))  # fmt: skip
        argument = known[name]
        if name in seen and argument.many != "repeat":
            raise _error(name, given, "se da dos veces", "it is given twice",
                         ("Dalo una vez", "Give it once"))  # fmt: skip
        seen.add(name)
        if argument.library:
            asked.append((name, given))
        elif given.strip():
            values[name] = _value(argument, given)
    return values, asked


def _value(argument: Argument, given: str) -> Any:
    if argument.many == "commas":
        return [_one(argument, each.strip()) for each in given.split(",")]
    return _one(argument, given.strip())


def _one(argument: Argument, given: str) -> Any:
    schema = argument.schema
    if schema["type"] == "boolean":
        legal = {"true": True, "false": False}
    elif schema["type"] == "integer":
        least, most = schema["minimum"], schema["maximum"]
        short = given.isascii() and given.isdecimal() and len(given) <= len(str(most))
        if not short or not least <= int(given) <= most:
            raise _error(
                argument.name,
                given,
                f"no es un número de {least} a {most}",
                f"it is no number from {least} to {most}",
                (f"Escribe por ejemplo {schema['default']}",
                 f"Write for example {schema['default']}"),
            )  # fmt: skip
        return int(given)
    else:
        legal = {each: each for each in schema["enum"]}
    if given not in legal:
        near = near_matches(given, legal, 1)
        es = en = ", ".join(legal)
        es, en = f"Los valores son {es}", f"The values are {en}"
        if near:
            es, en = f"¿Quisiste decir {near[0]}? {es}", f"Did you mean {near[0]}? {en}"
        raise _error(argument.name, given, f"no es un valor de {argument.name}",
                     f"it is no value of {argument.name}", (es, en))  # fmt: skip
    return legal[given]


def _error(name: str, given: str, es: str, en: str, hint: tuple[str, str]) -> ParameterError:
    return ParameterError(es, en, where=f"{name}={given[:_SHOWN]}", hint=hint)
