"""Property paths (SHACL § 2.3.1)."""

from collections.abc import Callable, Collection

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

from saberesgraph.terms import term_of
from saberesgraph.validation.core.statements import Statements

# as the `get` of a dictionary, which most are: by node, with what to return for nothing
Step = Callable[[int, tuple[()]], Collection[int]]
Path = Callable[[Statements], Step]

# pySHACL refuses what is nested ten deep, and counts a list as nested
_DEEPEST = 8


class Unreadable(Exception):  # noqa: N818 (caught at once, never seen)
    """A shape says what our engine does not do, or what pySHACL must refuse; its text says what."""


def path(shapes: Graph, node: Node | None, *, inverse: bool = False, depth: int = 0) -> Path:
    """Return a path: for some statements, the step from a node to those that it leads to.

    Raises:
        Unreadable: it is not a path.
    """
    if isinstance(node, URIRef):
        return _property(node, inverse=inverse)
    if depth >= _DEEPEST or not isinstance(node, BNode):
        raise Unreadable("sh:path")

    def inner(node: Node | None, *, inverse: bool = inverse) -> Path:
        return path(shapes, node, inverse=inverse, depth=depth + 1)

    if (node, RDF.first, None) in shapes:
        return _sequence(shapes, node, inner)
    builders: tuple[tuple[URIRef, Callable[[Node], Path]], ...] = (
        (SH.inversePath, lambda value: inner(value, inverse=not inverse)),
        (SH.alternativePath, lambda value: _alternative(members(shapes, value), inner)),
        (SH.zeroOrMorePath, lambda value: _closure(inner(value), zero=True)),
        (SH.oneOrMorePath, lambda value: _closure(inner(value), zero=False)),
        (SH.zeroOrOnePath, lambda value: _optional(inner(value))),
    )
    for word, build in builders:
        if values := [*shapes.objects(node, word)]:
            if len(values) > 1:
                raise Unreadable("sh:path")
            return build(values[0])
    raise Unreadable("sh:path")


def members(shapes: Graph, head: Node) -> list[Node]:
    """Return the members of a list.

    Raises:
        Unreadable: it is none, or is empty.
    """
    found: list[Node] = []
    seen: set[Node] = set()
    while head != RDF.nil:
        first, rest = [*shapes.objects(head, RDF.first)], [*shapes.objects(head, RDF.rest)]
        if len(first) != 1 or len(rest) != 1 or head in seen:
            raise Unreadable("rdf:List")
        seen.add(head)
        found.append(first[0])
        head = rest[0]
    if not found:
        raise Unreadable("rdf:List")
    return found


def _property(iri: URIRef, *, inverse: bool) -> Path:
    term = term_of(iri)

    def of(data: Statements) -> Step:
        number = data.number(term)
        return (data.backward(number) if inverse else data.forward(number)).get

    return of


def _sequence(shapes: Graph, node: Node, inner: Callable[[Node], Path]) -> Path:
    # pySHACL reads a list as its first member and the list of the rest, each one deeper, and the
    # inverse of a sequence in the same order, where SHACL turns it round
    first, second = members(shapes, node)[0], shapes.value(node, RDF.rest)
    if second == RDF.nil or second is None:
        raise Unreadable("sh:path")
    rest = [*members(shapes, second)]
    begin, end = inner(first), inner(rest[0] if len(rest) == 1 else second)

    def of(data: Statements) -> Step:
        start, go_on = begin(data), end(data)
        return lambda node, _: {last for middle in start(node, ()) for last in go_on(middle, ())}

    return of


def _alternative(choices: list[Node], inner: Callable[[Node], Path]) -> Path:
    if len(choices) == 1:
        raise Unreadable("sh:alternativePath")
    paths = [*map(inner, choices)]

    def of(data: Statements) -> Step:
        steps = [each(data) for each in paths]
        return lambda node, _: {found for step in steps for found in step(node, ())}

    return of


def _closure(inner: Path, *, zero: bool) -> Path:
    def of(data: Statements) -> Step:
        step = inner(data)

        def reach(node: int, _: tuple[()]) -> set[int]:
            found = {node} if zero else set()
            queue = [*step(node, ())]
            while queue:
                each = queue.pop()
                if each not in found:
                    found.add(each)
                    queue.extend(step(each, ()))
            return found

        return reach

    return of


def _optional(inner: Path) -> Path:
    def of(data: Statements) -> Step:
        step = inner(data)
        return lambda node, _: {node, *step(node, ())}

    return of
