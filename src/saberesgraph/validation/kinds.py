"""What kinds of statement a query reads, and a rule makes."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from rdflib import RDF, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from saberesgraph.validation.facts import kind, with_value

NOTHING: Final = object()  # a property that is not known, or a step that is not taken
# the parts of an algebra whose solutions have the variables of what is in them
SAME: Final = frozenset(
    {"Filter", "Distinct", "Reduced", "OrderBy", "ToMultiSet", "Graph", "SelectQuery"}
)


def asked(query: str) -> frozenset[str] | None:
    """Return the keys of statements that can make rows of a query; None: they are not known."""
    try:
        algebra = algebra_of(query)
    except Exception:
        return None
    if algebra.name not in {"SelectQuery", "ConstructQuery"} or algebra.datasetClause:
        return None
    found: set[str] = set()
    for node in _nodes(algebra):
        if node.name not in _KNOWN and not node.name.startswith(_WORDS):
            return None
        if node.name == "Graph" and not isinstance(node.term, URIRef):
            return None
        for _, path, value in node.triples or () if node.name == "BGP" else ():
            for step in steps(path):
                if not isinstance(step, URIRef):
                    return None
                if isinstance(path, URIRef) and isinstance(value, URIRef):
                    found.add(with_value(str(step), str(value)))
                else:
                    found.add(kind(str(step), None))
    return frozenset(found)


def made(rule: str) -> frozenset[str] | None:
    """Return the kinds of statement that a rule makes; None if these are not known."""
    triples = _template(rule)
    if not triples or not all(isinstance(path, URIRef) for _, path, _ in triples):
        return None
    found = {kind(str(path), str(o) if isinstance(o, URIRef) else None) for _, path, o in triples}
    return None if kind(str(RDF.type), None) in found else frozenset(found)


def subjects(rule: str) -> tuple[str, ...]:
    """Return the names of the variables that a rule makes statements about."""
    triples = _template(rule)
    return tuple(sorted({str(s) for s, _, _ in triples if isinstance(s, Variable)}))


def _template(rule: str) -> list[tuple[Any, Any, Any]]:
    try:
        algebra = algebra_of(rule)
    except Exception:
        return []
    return list(algebra.template or ()) if algebra.name == "ConstructQuery" else []


@lru_cache(maxsize=512)
def algebra_of(query: str) -> Any:
    """Return the algebra of a query (SPARQL 1.1 § 18); parsing one takes rdflib 0.1 s."""
    return translateQuery(parseQuery(query)).algebra


_KNOWN: Final = SAME | {
    *("ConstructQuery", "Project", "BGP", "Join", "LeftJoin", "Union", "Minus", "Extend", "values"),
    *("Group", "AggregateJoin", "OrderCondition", "TrueFilter", "Slice", "Function", "vars"),
}
_WORDS: Final = ("Aggregate_", "Builtin_", "Relational", "Conditional", "Unary", "Additive",
                 "Multiplicative")  # fmt: skip


def _nodes(tree: Any) -> Iterator[Any]:
    """Every node of an algebra, also those within expressions."""
    if isinstance(tree, list | tuple):
        for each in tree:
            yield from _nodes(each)
    elif isinstance(tree, CompValue):
        yield tree
        if tree.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
            yield from _nodes(tree.graph)
        elif tree.name != "ConstructQuery":
            yield from _nodes([each for key, each in tree.items() if key != "triples"])
        else:
            yield from _nodes(tree.p)


def steps(path: Any) -> Iterator[Any]:
    """Yield the properties of a path, and NOTHING where it may take no step."""
    if isinstance(path, InvPath):
        yield from steps(path.arg)
    elif isinstance(path, MulPath):
        if path.zero:
            yield NOTHING
        yield from steps(path.path)
    elif isinstance(path, SequencePath | AlternativePath):
        for each in path.args:
            yield from steps(each)
    else:
        yield path
