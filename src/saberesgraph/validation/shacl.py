"""Runs the shapes: SHACL core by our engine, the constraints written in SPARQL by the store."""

from collections.abc import Collection, Iterator
from functools import cache

from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from saberesgraph.namespaces import shorten
from saberesgraph.reading import node_of, to_rdflib
from saberesgraph.results import Term, text
from saberesgraph.store import Store
from saberesgraph.validation.constraint import FIELD, constraints
from saberesgraph.validation.core.compiled import Compiled
from saberesgraph.validation.core.parts import Found
from saberesgraph.validation.core.statements import Statements
from saberesgraph.validation.core.targets import TARGETS
from saberesgraph.validation.finding import Severity
from saberesgraph.validation.reference import reference
from saberesgraph.validation.result import Result, messages
from saberesgraph.validation.ruleset import severity


class Shapes:
    """Shapes made ready to run, as often as asked.

    Args:
        graph: all that is written of them.

    Attributes:
        constraints: those written in SPARQL that are asked once.
        untold: the shapes that pySHACL must evaluate, each with what our engine cannot do in it.
        waiting: whether some constraint in SPARQL is asked of one focus node at a time, by pySHACL.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        every = constraints(graph)
        self.constraints = tuple(each for each in every if not each.waits)
        self.waiting = len(self.constraints) < len(every)
        self._compiled = Compiled(graph)
        self.untold = tuple((shorten(str(node)), why) for node, _, why in self._compiled.untold)
        self._said = cache(self._says)

    def core(self, data: Statements, focus: Collection[Term] | None = None) -> Iterator[Result]:
        """Yield the results of all but the constraints in SPARQL, on those focus nodes or on all.

        Raises:
            InputError: a shape could not be evaluated.
        """
        only = None if focus is None else {data.number(node) for node in focus}
        for shape, targets in self._compiled.roots:
            for found in shape.found(data, targets.within(data, only)):
                yield self._result(data, found)
        if self.untold:
            yield from self._by_pyshacl(data, only)

    def run(
        self, data: Statements, store: Store, only: Collection[Term] | None = None
    ) -> tuple[Result, ...]:
        """Return every result of the shapes; `data` and `store` hold the same statements.

        With `only`, the results on other nodes than these may be missing.

        Raises:
            InputError: a shape could not be evaluated.
            QuerySyntaxError: the query of a shape is not SPARQL.
        """
        asked = (each.results(store) for each in self.constraints)
        waited = self._waited(data, only) if self.waiting else ()
        return (*self.core(data, only), *(each for some in asked for each in some), *waited)

    def _waited(self, data: Statements, only: Collection[Term] | None) -> Iterator[Result]:
        """Yield what pySHACL finds by the constraints that wait for $this."""
        shapes = Graph(bind_namespaces="none")
        shapes += self.graph
        for each in self.constraints:
            shapes.remove((None, SH.sparql, each.node))
        for result in reference(to_rdflib(data.triples()), shapes, self.graph):
            in_sparql = result.component == str(SH.SPARQLConstraintComponent)
            if in_sparql and (only is None or result.focus in only):
                yield result

    def _result(self, data: Statements, found: Found) -> Result:
        shape, path, grave, said = self._said(found.shape.node, found.component)
        return Result(
            focus=data.terms[found.focus],
            path=path if found.path is None else text(data.terms[found.path]),
            value=None
            if found.value is None or found.value == found.focus
            else data.terms[found.value],
            shape=shape,
            severity=grave,
            messages=said,
            component=found.component,
        )

    def _says(self, shape: Node, component: str) -> tuple[str, str, Severity, dict[str, str]]:
        path = self.graph.value(shape, SH.path)
        if not isinstance(path, URIRef):
            path = self.graph.value(shape, FIELD)  # what the shape says it is about
        return (
            str(shape),
            "" if path is None else str(path),
            severity(self.graph, shape),
            messages(self.graph, shape, component),
        )

    def _by_pyshacl(self, data: Statements, only: Collection[int] | None) -> Iterator[Result]:
        """Yield what pySHACL finds by the shapes that our engine cannot do."""
        shapes = Graph(bind_namespaces="none")
        shapes += self.graph
        for target in TARGETS:
            shapes.remove((None, target, None))
        shapes.remove((None, RDF.type, RDFS.Class))
        shapes.remove((None, RDFS.subClassOf, RDFS.Class))
        for shape, targets, _ in self._compiled.untold:
            for number in targets.within(data, only):
                shapes.add((shape, SH.targetNode, node_of(data.terms[number])))
        for result in reference(to_rdflib(data.triples()), shapes, self.graph):
            if result.component != str(SH.SPARQLConstraintComponent):  # the store's
                yield result
