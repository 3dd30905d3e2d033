"""Every error that the library raises on purpose, under one root.

    SaberesGraphError
    ├── InputError             what was given cannot be used
    │   ├── RdfSyntaxError     a file is not the RDF it says it is
    │   ├── QueryHeaderError   a query file's header is wrong
    │   ├── QuerySyntaxError   a query is not SPARQL
    │   ├── QueryRefusedError  a query asks what nobody may
    │   ├── ParameterError     a parameter of a query, or its value, does not exist
    │   ├── FormatError        an answer cannot be written in the format asked for
    │   ├── EmptyInputError    there is nothing to check: never a pass
    │   └── ViolationsError    the data have violations
    ├── LimitError             a query went over its time, memory or output
    │   └── BusyError          all that run strangers' queries have work
    ├── EndpointError          another SPARQL endpoint did not answer as it should
    ├── UnknownNameError       a code or name that does not exist, with near matches
    ├── ProjectNotFoundError   no ontology/, data/ and queries/ where we looked
    └── OutputError            a file or folder cannot be written

An error reads `where: what is wrong. What to do.` Findings of a validation are results, not errors.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Self

from saberesgraph.language import near_matches, translator, visible


class SaberesGraphError(Exception):
    """The root of all our errors; `str` gives English, `text` either language.

    Args:
        es: what is wrong in Spanish, a sentence without its full stop.
        en: the same in English.
        where: the file, line or name it is about.
        hint: what to do, in Spanish and English, without full stops.

    >>> error = SaberesGraphError(
    ...     "está vacío", "it is empty", where="a.ttl", hint=("Llénalo", "Fill it")
    ... )
    >>> error.text("es"), str(error)
    ('a.ttl: está vacío. Llénalo.', 'a.ttl: it is empty. Fill it.')
    """

    exit_code = 2
    slug = "error"
    http_status = 400

    def __init__(
        self, es: str, en: str, *, where: str | None = None, hint: tuple[str, str] | None = None
    ) -> None:
        self.where = where
        self._parts = ((es, en), *((hint,) if hint else ()))
        super().__init__(es, en)

    def __str__(self) -> str:
        """Return the whole error in English."""
        return self.text("en")

    def text(self, language: str) -> str:
        """Return the whole error in a language, on one line, with nothing a terminal obeys."""
        t = translator(language)
        place = f"{self.where}: " if self.where else ""
        return visible(place + " ".join(f"{t(*part)}." for part in self._parts))

    def what(self, language: str) -> str:
        """Return what is wrong in a language, without place or remedy."""
        return visible(translator(language)(*self._parts[0]))

    def packed(self) -> bytes:
        """Return the error as bytes that another process reads with `unpacked`."""
        return json.dumps([self.slug, *self._parts[0], self.where, self._parts[1:]]).encode()

    def adding(self, es: str, en: str) -> Self:
        """Return the error with one more sentence, without its full stop, at its end."""
        self._parts = (*self._parts, (es, en))
        return self

    def inside(self, file: str) -> Self:
        """Return the error, now placed in a file: `line:column` becomes `file:line:column`."""
        self.where = f"{file}:{self.where}" if self.where else file
        return self


class InputError(SaberesGraphError):
    """What was given cannot be used."""

    slug = "input"


class RdfSyntaxError(InputError):
    """A file is not the RDF it says it is."""

    slug = "rdf-syntax"


class QueryHeaderError(InputError):
    """The header of a query file is wrong."""

    slug = "query-header"


class QuerySyntaxError(InputError):
    """A query is not SPARQL."""

    slug = "query-syntax"


class QueryRefusedError(InputError):
    """A query asks what nobody may: another server, a change, or endless nesting."""

    slug = "query-refused"


class ParameterError(InputError):
    """A parameter of a query, or its value, does not exist."""

    slug = "parameter"


class FormatError(InputError):
    """An answer cannot be written in the format asked for."""

    slug = "format"
    http_status = 406


class EmptyInputError(InputError):
    """There is nothing to check, which is never a pass."""

    slug = "empty-input"


class ViolationsError(InputError):
    """The data have violations, and are used for nothing."""

    slug = "violations"
    exit_code = 1


class LimitError(SaberesGraphError):
    """A query went over its time, memory or output, and was stopped."""

    slug = "limit"
    http_status = 503


class BusyError(LimitError):
    """All that run strangers' queries have work."""

    slug = "busy"

    def __init__(self) -> None:
        super().__init__(
            "el servidor atiende ya tantas consultas como puede",
            "the server answers as many queries as it can already",
            hint=("Vuelve a intentar en unos segundos", "Try again in a few seconds"),
        )


class EndpointError(SaberesGraphError):
    """Another SPARQL endpoint did not answer as it should."""

    slug = "endpoint"
    http_status = 502


class UnknownNameError(SaberesGraphError):
    """A code or name that does not exist.

    >>> str(UnknownNameError("bp1-ax", ["BP1_AH", "LN1_GN"]))
    'bp1-ax: there is no such name. It is close to BP1_AH.'
    >>> str(UnknownNameError("nothing", ["BP1_AH", "LN1_GN"]))
    'nothing: there is no such name. Check its spelling.'
    """

    slug = "unknown-name"
    http_status = 404

    def __init__(self, name: str, known: Iterable[str]) -> None:
        near = ", ".join(near_matches(name, known))
        super().__init__(
            "ese nombre no existe",
            "there is no such name",
            where=name,
            hint=(f"Se parece a {near}", f"It is close to {near}")
            if near
            else ("Revisa cómo se escribe", "Check its spelling"),
        )


class ProjectNotFoundError(SaberesGraphError):
    """No ontology/, data/ and queries/ where we looked."""

    slug = "project-not-found"


class OutputError(SaberesGraphError):
    """A file or folder cannot be written."""

    slug = "output"
    http_status = 500


def unpacked(content: bytes) -> SaberesGraphError:
    """Return the error that another process packed.

    >>> str(unpacked(InputError("está vacío", "it is empty", where="a.ttl").packed()))
    'a.ttl: it is empty.'
    """
    slug, es, en, where, hints = json.loads(content)
    kind = next(
        (each for each in _kinds(SaberesGraphError) if each.slug == slug), SaberesGraphError
    )
    error = kind.__new__(kind)
    hint = tuple(hints[0]) if hints else None
    SaberesGraphError.__init__(error, es, en, where=where, hint=hint)
    return error


def _kinds(kind: type[SaberesGraphError]) -> Iterator[type[SaberesGraphError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)
