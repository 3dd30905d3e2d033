"""Runs the shapes: SHACL core by our engine, the constraints written in SPARQL by the store."""

from collections.abc import Collection, Iterator
from itertools import product

from rdflib import RDF, SH, Graph

from saberesgraph.reading import node_of, term_of, to_rdflib
from saberesgraph.results import Term
from saberesgraph.store import Store
from saberesgraph.validation.constraint import FIELD, constraints
from saberesgraph.validation.core.statements import Statements
from saberesgraph.validation.reference import reference
from saberesgraph.validation.result import Result

# what no core constraint reads: SHACL § 2.3.2, our own word, and what SPARQL constraints say;
# pySHACL looks at every property of a shape each time that it asks the shape
_IDLE = (
    *(SH.name, SH.description, SH.order, SH.group, SH.defaultValue),
    *(FIELD, SH.sparql, SH.declare),
)
# a node shape that says nothing else only lists property shapes
_LIST = {RDF.type, SH.targetClass, SH.targetNode, SH.property}
# a shape that says nothing else is one for the store
_BARE = {RDF.type, SH.targetClass, SH.targetNode, SH.severity, SH.message}


class Shapes:
    """Shapes made ready to run, as often as asked.

    Args:
        graph: all that is written of them.

    Attributes:
        constraints: those written in SPARQL.
        untold: the shapes that pySHACL must evaluate, each with the reason.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.constraints = constraints(graph)
        self.untold: tuple[tuple[str, str], ...] = ()
        self._core = _core(graph)

    def core(self, data: Statements, focus: Collection[Term] | None = None) -> Iterator[Result]:
        """Yield the results of all but the constraints in SPARQL, on those focus nodes or on all.

        Raises:
            InputError: a shape could not be evaluated.
        """
        core = self._core if focus is None else _narrowed(self._core, data, focus)
        yield from reference(to_rdflib(data.triples()), core, self.graph)

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
        return (*self.core(data, only), *(result for results in asked for result in results))


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


def _narrowed(shapes: Graph, data: Statements, only: Collection[Term]) -> Graph:
    """Return the shapes, aimed at those nodes of their target classes alone."""
    narrowed = Graph("SimpleMemory", bind_namespaces="none")
    narrowed += shapes
    narrowed.remove((None, SH.targetClass, None))
    for target in set(shapes.objects(None, SH.targetClass)):
        nodes = [node_of(node) for node in set(data.instances(term_of(target))).intersection(only)]
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
