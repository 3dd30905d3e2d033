"""Reads RDF files of anybody's, with their named graphs."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from saberesgraph.errors import InputError, RdfSyntaxError
from saberesgraph.reading import content_of, parsed

_FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
# about 3,300 nested nodes of JSON-LD overflow the parser's native stack
_MAX_NESTING: Final = 500
_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|([{\[])|([}\]])', re.DOTALL)


def read_quads(paths: Iterable[Path]) -> tuple[ox.Quad, ...]:
    """Return the statements of files in any RDF format, each with its graph.

    Blank nodes of different files never meet. Nothing that a file names is opened.

    Raises:
        InputError: a file cannot be read or has another extension.
        RdfSyntaxError: one is not valid; `where` is `file:line:column`.
    """
    return tuple(quad for path in paths for quad in _quads(path))


def _quads(path: Path) -> tuple[ox.Quad, ...]:
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(_FORMATS)
        raise InputError(
            f'la extensión "{path.suffix}" no es de las que se leen',
            f'the extension "{path.suffix}" is not one we read',
            where=str(path),
            hint=(f"Da un archivo {known}", f"Give a file {known}"),
        )
    content = content_of(path)
    # entities grow without bound, and a document type may name files
    if form == ox.RdfFormat.RDF_XML and re.search(rb"<!(DOCTYPE|ENTITY)|\0", content):
        raise RdfSyntaxError(
            "declara un tipo de documento o no está en UTF-8, y así no se lee",
            "it declares a document type or is not in UTF-8, and is not read so",
            where=str(path),
            hint=("Quita la línea <!DOCTYPE …>", "Remove the line <!DOCTYPE …>"),
        )
    if form == ox.RdfFormat.JSON_LD:
        _refuse_deep_nesting(content, path)
    return parsed(content, form, str(path))


def _refuse_deep_nesting(content: bytes, path: Path) -> None:
    depth = 0
    for bracket in _BRACKET.finditer(content):
        depth += bool(bracket[1]) - bool(bracket[2])
        if depth > _MAX_NESTING:
            raise RdfSyntaxError(
                f"anida más de {_MAX_NESTING} niveles",
                f"it nests more than {_MAX_NESTING} levels",
                where=f"{path}:{content.count(bytes([10]), 0, bracket.start()) + 1}",
                hint=("Escríbelo más plano", "Write it flatter"),
            )
