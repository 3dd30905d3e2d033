"""Runs the shapes: pySHACL for SHACL core, the store for the constraints written in SPARQL.

Our SPARQL constraints are set-based: they name their target class themselves, so one query finds
every fault, where SHACL's own way asks once for each focus node. Both ways give the same results
(a test compares them); on the catalogue the first takes 0.3 s and the second two minutes.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import product

import pyoxigraph as ox
from pyshacl import validate as pyshacl_validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from saberesgraph.errors import InputError, QuerySyntaxError
from saberesgraph.namespaces import ONTOLOGY, shorten
from saberesgraph.results import Term, text
from saberesgraph.store import Store
from saberesgraph.validation.finding import Severity
from saberesgraph.validation.ruleset import by_language, severity

_FIELD = URIRef(ONTOLOGY + "field")
# what no core constraint reads: SHACL § 2.3.2, our own word, and what SPARQL constraints say;
# pySHACL looks at every property of a shape each time that it asks the shape
_IDLE = (
    *(SH.name, SH.description, SH.order, SH.group, SH.defaultValue),
    *(_FIELD, SH.sparql, SH.declare),
)
# a node shape that says nothing else only lists property shapes
_LIST = {RDF.type, SH.targetClass, SH.targetNode, SH.property}
# a shape that says nothing else is one for the store
_BARE = {RDF.type, SH.targetClass, SH.targetNode, SH.severity, SH.message}


@dataclass(frozen=True)
class Result:
    """One result of a shape; IRIs as text, messages by language, a value that is not the focus."""

    focus: Node
    path: str
    value: Term
    shape: str
    severity: Severity
    messages: dict[str, str]
    component: str


class Shapes:
    """Shapes made ready to run, as often as asked.

    Args:
        graph: all that is written of them.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._core = _core(graph)

    def run(
        self, data: Graph, store: Store, only: Collection[Node] | None = None
    ) -> tuple[Result, ...]:
        """Return every result of the shapes; `data` and `store` hold the same statements.

        With `only`, the results on other nodes than these may be missing.

        Raises:
            InputError: a shape could not be evaluated.
        """
        core = self._core if only is None else _narrowed(self._core, data, only)
        report = _report(data, core)
        return (*_reported(report, self.graph), *set_based(store, self.graph))


def _core(shapes: Graph) -> Graph:
    """Return what pySHACL needs of the shapes."""
    # shapes need no named graphs, and the store without them answers twice as fast
    core = Graph("SimpleMemory", bind_namespaces="none")
    core += shapes
    for idle in _IDLE:
        core.remove((None, idle, None))
    for shape in set(core.subjects(RDF.type, SH.NodeShape)):
        if set(core.predicates(shape)) <= _BARE and (None, None, shape) not in core:
            core.remove((shape, None, None))
    _aim_properties(core)
    return core


def _narrowed(shapes: Graph, data: Graph, only: Collection[Node]) -> Graph:
    """Return the shapes, aimed at those nodes of their target classes alone."""
    narrowed = Graph("SimpleMemory", bind_namespaces="none")
    narrowed += shapes
    narrowed.remove((None, SH.targetClass, None))
    for target in set(shapes.objects(None, SH.targetClass)):
        nodes = instances(data, target).intersection(only)
        for shape, node in product(shapes.subjects(SH.targetClass, target), nodes):
            narrowed.add((shape, SH.targetNode, node))
    return narrowed


def _aim_properties(shapes: Graph) -> None:
    """Give the targets of a mere list of property shapes to the property shapes themselves.

    The results are the same, but pySHACL asks a property shape of a node shape once for each node,
    and one that has targets of its own once for them all.
    """
    for owner in set(shapes.subjects(SH.property)):
        kinds = set(shapes.objects(owner, RDF.type))
        said = set(shapes.predicates(owner))
        if kinds == {SH.NodeShape} and said <= _LIST and (None, None, owner) not in shapes:
            for aim in (SH.targetClass, SH.targetNode):
                for target in list(shapes.objects(owner, aim)):
                    for nested in list(shapes.objects(owner, SH.property)):
                        shapes.add((nested, aim, target))
            shapes.remove((owner, None, None))


def instances(data: Graph, target: Node) -> set[Node]:
    """Return the nodes of a class: those that SHACL takes for `sh:targetClass`."""
    classes = data.transitive_subjects(RDFS.subClassOf, target)
    return {node for kind in classes for node in data.subjects(RDF.type, kind)}


def reference(data: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Return every result of pySHACL, the reference engine.

    Raises:
        InputError: the engine could not evaluate a shape.
    """
    return tuple(_reported(_report(data, shapes), shapes))


def _report(data: Graph, shapes: Graph) -> Graph:
    try:
        _, report, said = pyshacl_validate(
            data, shacl_graph=shapes, inference="none", advanced=False, inplace=True
        )
    except ReportableRuntimeError as error:
        report, said = None, error.message
    if not isinstance(report, Graph):
        raise InputError(
            f"las formas no se pudieron evaluar ({said.strip()})",
            f"the shapes could not be evaluated ({said.strip()})",
            where="shapes",
        )
    return report


def _reported(report: Graph, shapes: Graph) -> Iterator[Result]:
    for node in report.subjects(RDF.type, SH.ValidationResult):
        shape = report.value(node, SH.sourceShape)
        assert shape is not None
        focus = report.value(node, SH.focusNode)
        path = report.value(node, SH.resultPath)
        if path is None or isinstance(path, BNode):
            path = shapes.value(shape, _FIELD)  # what the shape says it is about
        value = report.value(node, SH.value)
        yield Result(
            focus=focus or BNode(),
            path="" if path is None else str(path),
            value=None if value is None or value == focus else _term(value),
            shape=str(shape),
            severity=severity(shapes, shape),
            messages=by_language(report, node, SH.resultMessage),
            component=str(report.value(node, SH.sourceConstraintComponent)),
        )


def set_based(
    store: Store, shapes: Graph, read: Callable[[str, str], str] = lambda value, _: shorten(value)
) -> Iterator[Result]:
    """Yield the results of the constraints written in SPARQL.

    `read` says how a value reads in a message of some language.

    Raises:
        QuerySyntaxError: the query of a shape is not SPARQL.
    """
    prefixes = "".join(
        f"PREFIX {shapes.value(node, SH.prefix)}: <{shapes.value(node, SH.namespace)}>\n"
        for node in shapes.objects(None, SH.declare)
    )
    for shape, constraint in shapes.subject_objects(SH.sparql):
        query = prefixes + str(shapes.value(constraint, SH.select))
        messages = by_language(shapes, shape, SH.message)
        try:
            table = store.select(query)
        except QuerySyntaxError as error:
            raise error.inside(str(shape)) from error
        if "this" not in table.columns:
            raise InputError(
                "su consulta no da ?this",
                "its query does not give ?this",
                where=shorten(str(shape)),
                hint=("Selecciónalo", "Select it"),
            )
        for cells in table.rows:
            terms = dict(zip(table.columns, cells, strict=True))
            row = {name: text(term) for name, term in terms.items()}
            yield Result(
                focus=URIRef(row["this"]),
                path=row.get("path") or str(shapes.value(shape, _FIELD) or ""),
                value=terms.get("value"),
                shape=str(shape),
                severity=severity(shapes, shape),
                messages={
                    language: _filled(words, row, language, read)
                    for language, words in messages.items()
                },
                component=str(SH.SPARQLConstraintComponent),
            )


def _filled(
    message: str, row: dict[str, str], language: str, read: Callable[[str, str], str]
) -> str:
    return re.sub(
        r"\{[?$](\w+)\}", lambda match: read(row.get(match[1], match[0]), language), message
    )


def _term(node: Node) -> Term:
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        kind = ox.NamedNode(str(node.datatype)) if node.datatype else None
        return ox.Literal(str(node), datatype=kind)
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node))
