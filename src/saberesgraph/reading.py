"""Reads RDF files strictly: what is not valid is refused with its file, line and column.

Files are parsed with pyoxigraph, which refuses all the W3C's negative syntax tests, where rdflib
accepts many. Lexical forms stay as written; blank nodes of different files never meet.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from saberesgraph.errors import InputError, RdfSyntaxError
from saberesgraph.namespaces import RDF, RDF_TYPE, XSD
from saberesgraph.results import MAX_CELLS, TooManyCellsError
from saberesgraph.terms import nested_triple

if TYPE_CHECKING:
    import rdflib

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}
CHECK_PATH = ("Revisa la ruta", "Check the path")
# literals that stores keep as they are written
UNTYPED = frozenset({ox.NamedNode(XSD + "string"), ox.NamedNode(RDF + "langString")})
# Triple terms nested by the thousand overflow the parser's native stack.
_MAX_NESTING = 100


@dataclass(frozen=True)
class ParsedFile:
    """One file that was parsed; large projects do not hold its triples.

    Attributes:
        path: where it is.
        name: what its blank nodes are named for, so that they are the same at each reading.
        digest: of its bytes, in hexadecimal.
        described: the subjects to which it gives a type.
        typed: its triples with a literal that is no mere text.
        blanks: how many blank nodes it has.
    """

    path: Path
    name: str
    digest: str
    described: frozenset[str]
    typed: tuple[ox.Triple, ...] = field(repr=False)
    blanks: int
    _held: tuple[ox.Quad, ...] | None = field(repr=False, compare=False)

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """Its triples; where they are not held it is parsed again.

        Raises:
            InputError: it has changed meanwhile.
        """
        if self._held is not None:
            return tuple(quad.triple for quad in self._held)
        again = parse(self.path, self.name)
        if again.digest != self.digest:
            raise changed_meanwhile(self.path)
        return again.triples

    def released(self) -> "ParsedFile":
        """Return the same file without its triples in memory."""
        return replace(self, _held=None)


@dataclass(frozen=True)
class Reading:
    """What was read: files with their triples."""

    files: tuple[ParsedFile, ...]

    @property
    def triples(self) -> Iterator[ox.Triple]:
        """Every triple of every file."""
        for file in self.files:
            yield from file.triples

    @cached_property
    def homes(self) -> dict[str, tuple[Path, ...]]:
        """For each described subject: the files that do it."""
        homes: dict[str, tuple[Path, ...]] = {}
        for file in self.files:
            for subject in file.described:
                homes[subject] = (*homes.get(subject, ()), file.path)
        return homes


def changed_meanwhile(path: Path) -> InputError:
    """Return the error for a file that is no longer what was read first."""
    return InputError(
        "cambió mientras se leía",
        "it changed while it was being read",
        where=str(path),
        hint=("Vuelve a intentar", "Try again"),
    )


def parse(path: Path, name: str | None = None) -> ParsedFile:
    """Return a Turtle (.ttl) or N-Triples (.nt) file, parsed.

    Its blank nodes are named for `name`, else for its path, in the order in which they come: those
    of two files never meet, and those of one file are the same whenever it is parsed.

    Raises:
        InputError: the file cannot be read or has another extension.
        RdfSyntaxError: it is not valid; `where` is `file:line:column`.
    """
    return parse_content(path, content_of(path), name)


def format_of(path: Path) -> ox.RdfFormat:
    """Return the format that the extension of a file says.

    Raises:
        InputError: it is not one that we read.
    """
    rdf_format = _FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise InputError(
            f'la extensión "{path.suffix}" no es de las que se leen',
            f'the extension "{path.suffix}" is not one we read',
            where=str(path),
            hint=("Da Turtle (.ttl) o N-Triples (.nt)", "Give Turtle (.ttl) or N-Triples (.nt)"),
        )
    return rdf_format


def parse_content(path: Path, content: bytes, name: str | None = None) -> ParsedFile:
    """Return a file whose bytes were read, parsed as `parse` does."""
    name = str(path) if name is None else name
    quads = parsed(content, format_of(path), str(path))
    blanks = 0
    described: set[str] = set()
    typed: list[ox.Triple] = []
    iri, literal, blank, kind = ox.NamedNode, ox.Literal, ox.BlankNode, ox.NamedNode(RDF_TYPE)
    unnamed = False
    for quad in quads:  # once, and of each as little as can be: this is most of loading
        value = quad.object
        if type(value) is iri:
            if quad.predicate == kind:
                described.add(subject_of(quad))
        elif type(value) is not literal:
            unnamed = True
        elif value.datatype not in UNTYPED:
            typed.append(quad.triple)
        unnamed = unnamed or type(quad.subject) is blank
    if unnamed:
        quads, blanks = _named(quads, name)
        described = {subject_of(quad) for quad in quads if quad.predicate == kind}
        typed = [quad.triple for quad in quads if is_typed(quad.triple)]
    digest = sha256(content).hexdigest()
    return ParsedFile(path, name, digest, frozenset(described), tuple(typed), blanks, quads)


def is_typed(triple: ox.Triple) -> bool:
    """Whether the object is a literal that is no mere text: a store may write it otherwise."""
    value = triple.object
    return type(value) is ox.Literal and value.datatype not in UNTYPED


def subject_of(triple: ox.Triple | ox.Quad) -> str:
    """Return the IRI, or the name of the blank node, that a triple speaks of."""
    subject: Any = triple.subject
    return str(subject.value)


def _named(quads: tuple[ox.Quad, ...], name: str) -> tuple[tuple[ox.Quad, ...], int]:
    """Return statements with blank nodes named for a file and their order in it, and how many."""
    blank = ox.BlankNode
    names: dict[Any, ox.BlankNode] = {}

    def of(term: Any) -> Any:
        if isinstance(term, blank):
            if term not in names:
                names[term] = blank_node(name, len(names))
            return names[term]
        if isinstance(term, ox.Triple):
            return ox.Triple(of(term.subject), term.predicate, of(term.object))
        return term

    named = tuple(ox.Quad(of(q.subject), q.predicate, of(q.object)) for q in quads)
    return named, len(names)


def blank_node(name: str, number: int) -> ox.BlankNode:
    """Return the name of a file's blank node by its place among them."""
    # the store holds 32 hexadecimal digits as a number; the first is a letter, as syntaxes ask
    return ox.BlankNode(f"b{sha256(name.encode()).hexdigest()[:15]}{number:016x}")


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, without a byte order mark.

    Raises:
        InputError: it cannot be read.
    """
    return without_mark(bytes_of(path))


def without_mark(content: bytes) -> bytes:
    """Return what follows a byte order mark: pyoxigraph refuses it, editors on Windows write it."""
    return content.removeprefix(b"\xef\xbb\xbf")


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"no se puede leer ({error.strerror})",
            f"it cannot be read ({error.strerror})",
            where=str(path),
            hint=CHECK_PATH,
        ) from error


def parse_ntriples(content: bytes, where: str) -> tuple[ox.Triple, ...]:
    """Return the triples of N-Triples that came from somewhere as an answer.

    Raises:
        TooManyCellsError: with three cells a triple, there are more than MAX_CELLS.
        RdfSyntaxError: it is not valid.
    """
    if content.count(b"\n") * 3 > MAX_CELLS:
        raise TooManyCellsError(f"more than {MAX_CELLS} cells")
    return _triples(content, ox.RdfFormat.N_TRIPLES, where)


def _triples(content: bytes, rdf_format: ox.RdfFormat, source: str) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in parsed(content, rdf_format, source))


def parsed(content: bytes, rdf_format: ox.RdfFormat, source: str) -> tuple[ox.Quad, ...]:
    """Return the statements of RDF; its blank nodes are like no other's.

    Raises:
        RdfSyntaxError: it is not valid; `where` is `source:line:column`.
    """
    _refuse_deep_nesting(content, source)
    try:
        return tuple(ox.parse(input=content, format=rdf_format, rename_blank_nodes=True))
    except SyntaxError as error:
        where = f"{source}:{error.lineno}:{error.offset}" if error.lineno else source
        what = re.sub(r"^Parser error.*?: ", "", str(error.msg)).rstrip(".")
        raise RdfSyntaxError(
            f"no es RDF válido ({what})",
            f"it is not valid RDF ({what})",
            where=where,
            hint=("Corrige ese lugar y vuelve a intentar", "Correct that place and try again"),
        ) from error
    except MemoryError as error:
        raise RdfSyntaxError(
            "un valor es demasiado grande",
            "one value is too large",
            where=source,
            hint=("Divídelo", "Split it"),
        ) from error


def _refuse_deep_nesting(content: bytes, source: str) -> None:
    if content.count(b"<<") <= _MAX_NESTING:
        return
    depth = 0
    for bracket in re.finditer(rb"<<|>>", content):
        depth = depth + 1 if bracket[0] == b"<<" else max(0, depth - 1)
        if depth > _MAX_NESTING:
            line = content.count(b"\n", 0, bracket.start()) + 1
            raise RdfSyntaxError(
                f"hay más de {_MAX_NESTING} tripletas una dentro de otra",
                f"triple terms are nested more than {_MAX_NESTING} deep",
                where=f"{source}:{line}",
                hint=("Escríbelas sin anidar", "Write them flat"),
            )


def read(paths: Iterable[Path]) -> Reading:
    """Return the reading of all the files, or raise at the first that is not valid."""
    return Reading(tuple(parse(path) for path in paths))


def to_rdflib(triples: Iterable[ox.Triple], *, plain: bool = False) -> "rdflib.Graph":
    """Return an rdflib graph with the lexical forms as they were written.

    A plain one is made and asked in two thirds of the time, and pySHACL cannot take it.

    >>> text = b'<urn:a> <urn:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    >>> graph = to_rdflib(ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES))
    >>> [str(value) for value in graph.objects()]
    ['007']
    """
    import rdflib

    graph = rdflib.Graph("SimpleMemory" if plain else "default", bind_namespaces="none")
    term = cache(node_of)  # most terms come again
    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def node_of(value: Any) -> "rdflib.term.IdentifiedNode | rdflib.Literal":
    """Return a term of pyoxigraph as one of rdflib, spelled alike.

    Raises:
        InputError: it is a triple.
    """
    import rdflib

    if isinstance(value, ox.NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return rdflib.BNode(value.value)
    if isinstance(value, ox.Literal):
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        if value.datatype.value == XSD + "string":
            return rdflib.Literal(value.value)
        return rdflib.Literal(
            value.value, datatype=rdflib.URIRef(value.datatype.value), normalize=False
        )
    raise nested_triple()


@dataclass(frozen=True)
class Lines:
    """Where the statements of one Turtle file stand."""

    statements: dict[tuple[str, str, str], int]
    subjects: dict[str, int]

    def of(self, subject: str, predicate: str | None = None, value: str | None = None) -> int:
        """Return the line of a statement, else of the property, else of the subject, else 1."""
        if predicate is not None and value is not None:
            exact = self.statements.get((subject, predicate, value))
            if exact:
                return exact
        if predicate is not None:
            lines = [
                line
                for (s, p, _), line in self.statements.items()
                if (s, p) == (subject, predicate)
            ]
            if lines:
                return min(lines)
        return self.subjects.get(subject, 1)


def lines(path: Path) -> Lines:
    """Return the lines of a file that `parse` accepts; empty for other formats than Turtle."""
    import rdflib
    from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser

    statements: dict[tuple[str, str, str], int] = {}
    subjects: dict[str, int] = {}
    sink = RDFSink(rdflib.Graph(bind_namespaces="none"))

    begun: dict[str, int] = {}  # where each term was last seen to begin

    class LineParser(SinkParser):
        # The statements of `p a , b ;` are made once the parser has read on to what follows, so
        # the line is taken where each term begins.
        def object(self, argstr: str, i: int, res: Any) -> int:
            start = self.skipSpace(argstr, i)
            line = self.lines + 1
            end: int = super().object(argstr, max(start, i), res)
            if end >= 0 and res:
                begun[str(sink.normalise(None, res[-1]))] = line
            return end

        def makeStatement(self, quadruple: Any) -> None:  # noqa: N802 (rdflib's name)
            formula, predicate, subject, value = quadruple
            s, p, o = (str(sink.normalise(formula, node)) for node in (subject, predicate, value))
            line = begun.get(o, self.lines + 1)
            statements.setdefault((s, p, o), line)
            subjects.setdefault(s, begun.get(s, line))

    if path.suffix.lower() == ".ttl":
        parser = LineParser(sink, baseURI="", turtle=True)
        # it refuses some Turtle that is valid, such as `@base<urn:a>.`: what it read has its lines
        with suppress(Exception):
            parser.loadBuf(path.read_text(encoding="utf-8-sig"))
    return Lines(statements, subjects)
