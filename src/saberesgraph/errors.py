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


class SaberesGraphError(Exception):
    """The root of all our errors.

    Args:
        message: what is wrong, a sentence without its full stop.
        where: the file, line or name it is about.
        hint: what to do, a sentence without its full stop.

    >>> str(SaberesGraphError("it is empty", where="a.ttl", hint="Add a fiche"))
    'a.ttl: it is empty. Add a fiche.'
    """

    exit_code = 2
    slug = "error"
    http_status = 400

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.message = message
        self.where = where
        self.hint = hint
        place = f"{where}: " if where else ""
        super().__init__(f"{place}{message}." + (f" {hint}." if hint else ""))


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
    'BP1_AX: there is no such name. Did you mean BP1_AH?'
    """

    slug = "unknown-name"
    http_status = 404

    def __init__(self, name: str, known: Iterable[str]) -> None:
        near = get_close_matches(name.upper(), list(known), n=3)
        super().__init__("there is no such name", where=name)
        if near:
            self.hint = f"Did you mean {', '.join(near)}?"
            self.args = (f"{name}: there is no such name. {self.hint}",)


class ProjectNotFoundError(SaberesGraphError):
    """No ontology/, data/ and queries/ where we looked."""

    slug = "project-not-found"


class OutputError(SaberesGraphError):
    """A file or folder cannot be written."""

    slug = "output"
    http_status = 500
