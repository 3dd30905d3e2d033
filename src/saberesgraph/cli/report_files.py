"""The files that `-o` of verbs that report writes: which format each has, where none may stand."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from saberesgraph.cli.options import Option
from saberesgraph.errors import FormatError, OutputError

if TYPE_CHECKING:
    from saberesgraph.project import Project
    from saberesgraph.validation import Report

FORMATS: Final = ("text", "json", "markdown", "html", "github", "sarif", "junit", "turtle")
# the longest first: `.sarif.json` is no `.json`
_EXTENSIONS: Final = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".html": "html",
    ".txt": "text",
    ".xml": "junit",
    ".md": "markdown",
    ".ttl": "turtle",
}


def outputs_option(formats: Mapping[str, str]) -> Callable[[Any], Any]:
    """Return a decorator that gives a verb `-o`/`--output`, as the parameter `outputs`.

    Args:
        formats: the format of each extension.
    """
    ends = " ".join(formats)
    return click.option(
        "-o",
        "--output",
        "outputs",
        cls=Option,
        multiple=True,
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        es=f"Escribe también este archivo, en el formato de su extensión ({ends}); se puede "
        "repetir.",
        en=f"Also write this file, in the format of its extension ({ends}); can be repeated.",
    )


def formats_of(files: Iterable[Path], formats: Mapping[str, str]) -> dict[Path, str]:
    """Return the format of each file by its extension.

    Raises:
        FormatError: an extension is of none.

    >>> list(formats_of([Path("a.MD")], {".md": "markdown"}).values())
    ['markdown']
    """
    found = {file: formats.get(file.suffix.lower()) for file in files}
    for file, form in found.items():
        if form is None:
            ends = ", ".join(formats)
            raise FormatError(
                "su extensión no dice el formato",
                "its extension does not tell the format",
                where=str(file),
                hint=(f"Usa {ends}", f"Use {ends}"),
            )
    return {file: form for file, form in found.items() if form}


def destinations(arguments: Iterable[str]) -> dict[Path, str]:
    """Return the format of each file: by its extension, or as `FORMAT:FILE` says.

    Raises:
        FormatError: the extension is of no format, or two reports would go to one file.

    >>> list(destinations(["a.md", "b.sarif.json", "junit:c.report"]).values())
    ['markdown', 'sarif', 'junit']
    """
    found: dict[Path, str] = {}
    for argument in arguments:
        form, _, name = argument.partition(":")
        if form not in FORMATS or not name:
            name = argument
            form = next((f for end, f in _EXTENSIONS.items() if name.lower().endswith(end)), "")
        if not form:
            ends = ", ".join(_EXTENSIONS)
            raise FormatError(
                "su extensión no dice el formato",
                "its extension does not tell the format",
                where=argument,
                hint=(
                    f"Usa {ends}, o escribe el formato delante, como junit:{name}",
                    f"Use {ends}, or write the format before it, such as junit:{name}",
                ),
            )
        if found.setdefault(Path(name), form) != form:
            raise FormatError(
                "dos informes irían al mismo archivo",
                "two reports would go to the same file",
                where=name,
                hint=("Da a cada uno su archivo", "Give each a file of its own"),
            )
    return found


def refuse_sources(files: Iterable[Path], project: "Project", read: Iterable[Path]) -> None:
    """Do nothing where a report takes the place of no file that a validation reads.

    Raises:
        OutputError: one would stand among the project's own files, or where a given one stands or
            is looked for.
    """
    given = {path.resolve() for path in read}
    parts = [project.root / part for part in ("ontology", "data", "queries")]
    for file in files:
        place = file.resolve()
        looked_for = place.suffix in {".ttl", ".nt"} and not given.isdisjoint(place.parents)
        if place in given or looked_for or any(place.is_relative_to(part) for part in parts):
            raise OutputError(
                "un informe no puede estar entre los datos que se revisan",
                "a report cannot stand among the data that are checked",
                where=str(file),
                hint=("Elige otra carpeta", "Choose another folder"),
            )


def writers() -> "Mapping[str, Callable[[Report, str], str]]":
    """Return what writes each of FORMATS."""
    from saberesgraph.validation.reports import WRITERS

    return {**WRITERS, "html": _page}


def _page(report: "Report", language: str) -> str:
    from saberesgraph.drawing.findings import findings_page  # what draws pages, imported if asked

    return findings_page(report, language)
