"""The targets of shapes (SHACL § 2.1.3): which nodes a shape looks at by itself."""

from collections.abc import Collection
from typing import Final

from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

from saberesgraph.terms import term_of
from saberesgraph.validation.core.statements import Statements

TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


class Targets:
    """What one shape names as its targets, a class that is a shape too.

    Args:
        shapes: the graph.
        node: the shape.
    """

    def __init__(self, shapes: Graph, node: Node) -> None:
        kinds = {RDFS.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
        named = [
            sorted(map(term_of, set(shapes.objects(node, target))), key=str) for target in TARGETS
        ]
        self._classes, self._nodes, self._subjects, self._objects = named
        if kinds.intersection(shapes.objects(node, RDF.type)):
            self._classes.append(term_of(node))

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return any((self._classes, self._nodes, self._subjects, self._objects))

    def within(self, data: Statements, only: Collection[int] | None = None) -> Collection[int]:
        """Return the focus nodes in some statements, of these nodes or of all; each comes once."""
        found: dict[int, None] = {}
        if only is None:
            if len(self._classes) == 1 and not (self._nodes or self._subjects or self._objects):
                return data.members(data.number(self._classes[0]))
            for kind in self._classes:
                found.update(dict.fromkeys(data.members(data.number(kind))))
        else:
            for kind in self._classes:
                found.update(dict.fromkeys(data.members_among(data.number(kind), only)))
        named = [data.number(node) for node in self._nodes]
        named += [s for each in self._subjects for s, _ in data.pairs(data.number(each))]
        named += [o for each in self._objects for _, o in data.pairs(data.number(each))]
        found.update((node, None) for node in named if only is None or node in only)
        return found
