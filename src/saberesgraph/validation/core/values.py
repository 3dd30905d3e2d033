"""Tests of single values, as pySHACL makes them: what a literal is worth, rdflib says."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS, SH, XSD, Literal
from rdflib.term import Node

from saberesgraph.namespaces import RDF as RDF_
from saberesgraph.namespaces import XSD as XSD_
from saberesgraph.reading import node_of
from saberesgraph.terms import term_of

Test = Callable[[Any], bool]

# the types that pySHACL looks at beyond what rdflib says of a lexical form
_PYTHON: Final[dict[Node, type | tuple[type, ...]]] = {
    XSD.string: (str, bytes),
    RDF.langString: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}
_TEXT: Final = {XSD_ + "string", RDF_ + "langString"}
_MOMENTS: Final = {datetime, time}
_KINDS: Final[dict[Node, tuple[type, ...]]] = {
    SH.IRI: (ox.NamedNode,),
    SH.BlankNode: (ox.BlankNode,),
    SH.Literal: (ox.Literal,),
    SH.BlankNodeOrIRI: (ox.BlankNode, ox.NamedNode),
    SH.BlankNodeOrLiteral: (ox.BlankNode, ox.Literal),
    SH.IRIOrLiteral: (ox.NamedNode, ox.Literal),
}


@lru_cache(1 << 16)
def in_rdflib(term: Any) -> Any:
    """Return a term as rdflib reads it."""
    return node_of(term)


def of_kind(kind: Node) -> Test:
    """Return a test of `sh:nodeKind`; an unknown kind fits nothing."""
    kinds = _KINDS.get(kind, ())
    return lambda term: isinstance(term, kinds)


def of_datatype(kind: Node) -> Test:
    """Return a test of `sh:datatype`."""
    plain = str(kind) if str(kind) in _TEXT else None

    def test(term: Any) -> bool:
        if not isinstance(term, ox.Literal):
            return False
        if term.datatype.value == plain:
            return True
        return plain is None and _is_of(in_rdflib(term), kind)

    return test


def _is_of(literal: Literal, kind: Node) -> bool:
    if literal.datatype == kind:
        if literal.ill_typed is True:
            return False
        return isinstance(literal.value, _PYTHON.get(kind, object))
    # pySHACL takes any literal for an rdfs:Literal, and any that names its type for a datatype
    return kind == RDFS.Literal or (kind == RDFS.Datatype and literal.datatype is not None)


def order(one: Literal, other: Literal) -> int:
    """Return 0 for equal values, 1 where the first is above the other, else -1, as pySHACL does.

    >>> order(Literal(2), Literal(10)), order(Literal(1), Literal(1.0))
    (-1, 0)

    Raises:
        TypeError, NotImplementedError: they cannot be compared.
        ArithmeticError: one is no number.
    """
    if one.eq(other):
        return 0
    if type(one.value) in _MOMENTS:  # rdflib would find an order where they have none
        return 0 if one.value == other.value else 1 if one.value > other.value else -1
    return 1 if one > other else -1


def within(bound: Literal, fits: Callable[[int], bool]) -> Test:
    """Return a test of a comparison with a bound; what cannot be compared fails.

    `fits` takes 1, 0 or -1: the value is above the bound, equal, or below.
    """
    text = isinstance(bound.value, str)

    def test(term: Any) -> bool:
        if not isinstance(term, ox.Literal):
            return False
        literal = in_rdflib(term)
        if isinstance(literal.value, str) is not text:
            return False
        try:
            return fits(order(literal, bound))
        except (TypeError, NotImplementedError, ArithmeticError):
            return False  # pySHACL does not expect the last, of "NaN"^^xsd:decimal, and ends

    return test


def of_length(fits: Callable[[int], bool]) -> Test:
    """Return a test of the number of characters; a blank node has none."""
    return lambda term: not isinstance(term, ox.BlankNode) and fits(len(term.value))


def matching(pattern: str, flags: str) -> Test:
    """Return a test of `sh:pattern`: Python's expressions, of the flags only i and m.

    Raises:
        re.error: it is no expression.
    """
    options = (re.IGNORECASE if "i" in flags else 0) | (re.MULTILINE if "m" in flags else 0)
    search = re.compile(pattern, options).search
    return lambda term: not isinstance(term, ox.BlankNode) and search(term.value) is not None


def in_language(languages: Iterable[str]) -> Test:
    """Return a test of `sh:languageIn`: pySHACL compares the whole tag, then its first part.

    pyoxigraph has written the tags of values in lower case.
    """
    wanted = {language.lower() for language in languages}

    def test(term: Any) -> bool:
        tag = term.language if isinstance(term, ox.Literal) else None
        if not tag:
            return False
        return "*" in wanted or tag in wanted or tag.split("-")[0] in wanted

    return test


def among(nodes: Iterable[Node]) -> Test:
    """Return a test of `sh:in`: the same term, not the same value."""
    terms = {*map(term_of, nodes)}
    return lambda term: term in terms


def precedes(first: Any, second: Any, fits: Callable[[Any, Any], bool]) -> bool:
    """Return whether a value stands to another as `fits` says; text and other values never do.

    Raises:
        TypeError: one is a blank node.
    """
    left, right = _comparable(first), _comparable(second)
    if _is_text(left) is not _is_text(right):
        return False
    return bool(fits(left, right))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, Literal)


def _comparable(term: Any) -> Any:
    if isinstance(term, ox.BlankNode):
        raise TypeError("a blank node cannot be compared")
    node = in_rdflib(term)
    if isinstance(node, rdflib.URIRef):
        return str(node)
    return node.value if isinstance(node.value, str) else node
