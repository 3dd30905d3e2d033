"""The fastest that we got pySHACL to run the same shapes: what ours is compared with, in fairness.

Shapes without what no core constraint reads, in a store without named graphs, and with the targets
of a mere list of property shapes on these themselves: the results are the same.
"""

from collections.abc import Collection, Mapping

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from saberesgraph.namespaces import ONTOLOGY

_IDLE = (
    *(SH.name, SH.description, SH.order, SH.group, SH.defaultValue),
    *(URIRef(ONTOLOGY + "field"), SH.sparql, SH.declare),
)
_LIST = {RDF.type, SH.targetClass, SH.targetNode, SH.property}
_BARE = {RDF.type, SH.targetClass, SH.targetNode, SH.severity, SH.message}


def core_only(shapes: Graph) -> Graph:
    """Return what pySHACL needs for all but the constraints in SPARQL."""
    core = Graph("SimpleMemory", bind_namespaces="none")
    core += shapes
    for idle in _IDLE:
        core.remove((None, idle, None))
    for shape in set(core.subjects(RDF.type, SH.NodeShape)):
        if set(core.predicates(shape)) <= _BARE and (None, None, shape) not in core:
            core.remove((shape, None, None))
    for owner in set(core.subjects(SH.property)):
        mere = set(core.predicates(owner)) <= _LIST and (None, None, owner) not in core
        if mere and set(core.objects(owner, RDF.type)) == {SH.NodeShape}:
            for target in list(core.objects(owner, SH.targetClass)):
                for nested in list(core.objects(owner, SH.property)):
                    core.add((nested, SH.targetClass, target))
            core.remove((owner, None, None))
    return core


def narrowed(shapes: Graph, aimed: Mapping[Node, set[Node]], only: Collection[Node]) -> Graph:
    """Return the shapes, aimed at those nodes of their target classes alone.

    What pySHACL offers for it, `focus_nodes`, loses findings: nested shapes are filtered too.
    """
    made = Graph("SimpleMemory", bind_namespaces="none")
    made += shapes
    made.remove((None, SH.targetClass, None))
    for shape, target in shapes.subject_objects(SH.targetClass):
        for node in aimed[target].intersection(only):
            made.add((shape, SH.targetNode, node))
    return made
