"""Every error that the library raises on purpose, under one root.

    SaberesGraphError
    ├── InputError             what was given cannot be used
    │   ├── RdfSyntaxError     a file is not the RDF it says it is
    │   ├── QueryHeaderError   a query file's header is wrong
    │   └── EmptyInputError    there is nothing to check: never a pass
    ├── UnknownNameError       a code or name that does not exist, with near matches
    ├── ProjectNotFoundError   no ontology/, data/ and queries/ where we looked
    └── OutputError            a file or folder cannot be written

An error reads `where: what is wrong. What to do.` Findings of a validation are results, not errors.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from saberesgraph.language import translator


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
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """Return the whole error in a language."""
        t = translator(language)
        place = f"{self.where}: " if self.where else ""
        return place + " ".join(f"{t(*part)}." for part in self._parts)


class InputError(SaberesGraphError):
    """What was given cannot be used."""

    slug = "input"


class RdfSyntaxError(InputError):
    """A file is not the RDF it says it is."""

    slug = "rdf-syntax"


class QueryHeaderError(InputError):
    """The header of a query file is wrong."""

    slug = "query-header"


class EmptyInputError(InputError):
    """There is nothing to check, which is never a pass."""

    slug = "empty-input"


class UnknownNameError(SaberesGraphError):
    """A code or name that does not exist.

    >>> str(UnknownNameError("BP1_AX", ["BP1_AH", "LN1_GN"]))
    'BP1_AX: there is no such name. It is close to BP1_AH.'
    """

    slug = "unknown-name"
    http_status = 404

    def __init__(self, name: str, known: Iterable[str]) -> None:
        near = ", ".join(get_close_matches(name.upper(), list(known), n=3))
        super().__init__(
            "ese nombre no existe",
            "there is no such name",
            where=name,
            hint=(f"Se parece a {near}", f"It is close to {near}") if near else None,
        )


class ProjectNotFoundError(SaberesGraphError):
    """No ontology/, data/ and queries/ where we looked."""

    slug = "project-not-found"


class OutputError(SaberesGraphError):
    """A file or folder cannot be written."""

    slug = "output"
    http_status = 500
