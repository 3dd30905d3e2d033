"""A Turtle file in the project's layout: the same statements, in their order, and its comments."""

from typing import Any

import pyoxigraph as ox

from saberesgraph.errors import InputError, RdfSyntaxError
from saberesgraph.namespaces import PREFIXES
from saberesgraph.reading import parsed
from saberesgraph.turtle.comments import Comments, read
from saberesgraph.turtle.layout import ordered, text


def formatted(content: bytes, where: str) -> str:
    """Return Turtle as the project writes it.

    Comments keep their place above a subject; those inside a statement move above it. A comment
    before the first prefix is the file's own. Prefixes that the project has no name for stay.

    Args:
        content: of the file, without a byte order mark.
        where: its name, for messages.

    Raises:
        RdfSyntaxError: it is not valid; `where` is `file:line:column`.
        InputError: a statement speaks of a statement.
    """
    triples = [quad.triple for quad in parsed(content, ox.RdfFormat.TURTLE, where)]
    comments, prefixes = _comments(content, where, triples)
    try:
        written = text(triples, comments, prefixes)
    except InputError as error:
        raise error.inside(where) from error
    again = [quad.triple for quad in parsed(written.encode(), ox.RdfFormat.TURTLE, where)]
    if _renamed(again) != _renamed(ordered(triples)):
        raise AssertionError(f"{where}: its layout would change what it says")
    return written


def _renamed(triples: list[ox.Triple]) -> list[tuple[str, str, str]]:
    """The statements with their blank nodes named as they come."""
    names: dict[ox.BlankNode, str] = {}

    def name(term: Any) -> str:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term, f"_:{len(names)}")
        return str(term)

    return [(name(t.subject), name(t.predicate), name(t.object)) for t in triples]


def comments_of(content: bytes, where: str) -> Comments:
    """Return the comments of a Turtle file, to write it anew with them.

    Raises:
        RdfSyntaxError: it is not valid; `where` is `file:line:column`.
    """
    triples = [quad.triple for quad in parsed(content, ox.RdfFormat.TURTLE, where)]
    return _comments(content, where, triples)[0]


def _comments(
    content: bytes, where: str, triples: list[ox.Triple]
) -> tuple[Comments, dict[str, str]]:
    """The comments and the prefixes of a file with these statements, in its order."""
    try:
        whole = content.decode()
    except UnicodeDecodeError as error:  # the parser does not look into comments
        line = content.count(b"\n", 0, error.start) + 1
        raise RdfSyntaxError(
            "un comentario no está en UTF-8",
            "a comment is not in UTF-8",
            where=f"{where}:{line}",
            hint=("Guarda el archivo en UTF-8", "Save the file as UTF-8"),
        ) from error
    header, statements, end = read(whole)
    commented = [part for part in statements if part.comments]
    mark = "urn:x-comment"
    while mark in whole:
        mark += "-"
    # a statement of ours before each with comments tells where it stands among the triples
    pieces, last = [], 0
    for number, part in enumerate(commented):
        pieces += [whole[last : part.start], f"<{mark}> <{mark}> {number} ."]
        last = part.start
    parser = ox.parse(input="".join([*pieces, whole[last:]]), format=ox.RdfFormat.TURTLE)
    above: dict[str, list[str]] = {}
    place = 0
    lines: list[str] = []
    for quad in parser:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value == mark:
            lines += commented[int(quad.object.value)].comments
            continue
        if lines:
            above.setdefault(str(triples[place].subject), []).extend(lines)
            lines = []
        place += 1
    if place != len(triples):
        raise AssertionError(f"{where}: its comments were not told from its statements")
    theirs = {
        name: base
        for name, base in parser.prefixes.items()
        if name not in PREFIXES and base not in PREFIXES.values()
    }
    kept = {subject: tuple(lines) for subject, lines in above.items()}
    return Comments(header, kept, (*lines, *end)), {**PREFIXES, **theirs}
