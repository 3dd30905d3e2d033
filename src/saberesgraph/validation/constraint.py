"""Constraints written in SPARQL, each asked once of the whole store where that is the same.

Ours are set-based: they name their target class themselves, so one query finds every fault, where
SHACL's own way asks once for each focus node. Both ways give the same results (a test compares
them); on the catalogue the first takes 0.3 s and the second two minutes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from saberesgraph.errors import InputError, QuerySyntaxError
from saberesgraph.namespaces import ONTOLOGY, shorten
from saberesgraph.results import text
from saberesgraph.store import Store
from saberesgraph.validation.finding import Severity
from saberesgraph.validation.result import Result
from saberesgraph.validation.ruleset import by_language, severity
from saberesgraph.validation.set_based import waits

FIELD = URIRef(ONTOLOGY + "field")


@dataclass(frozen=True)
class Constraint:
    """One query of a shape.

    Attributes:
        shape: its IRI.
        query: with the prefixes that it needs.
        path: what its results are about where the query does not say it in ?path.
        severity: of its results.
        messages: by language; `{?x}` stands for a value of the query.
        waits: whether it must be asked of each focus node by itself.
        node: what it is in the graph of the shapes.
    """

    shape: str
    query: str
    path: str
    severity: Severity
    messages: dict[str, str]
    waits: bool
    node: Node

    def results(
        self, store: Store, read: Callable[[str, str], str] = lambda value, _: shorten(value)
    ) -> Iterator[Result]:
        """Yield what the query finds; `read` says how a value reads in some language.

        Raises:
            QuerySyntaxError: it is not SPARQL.
            InputError: it does not give ?this.
        """
        try:
            table = store.select(self.query)
        except QuerySyntaxError as error:
            raise error.inside(self.shape) from error
        if "this" not in table.columns:
            raise InputError(
                "su consulta no da ?this",
                "its query does not give ?this",
                where=shorten(self.shape),
                hint=("Selecciónalo", "Select it"),
            )
        for cells in table.rows:
            terms = dict(zip(table.columns, cells, strict=True))
            row = {name: text(term) for name, term in terms.items()}
            yield Result(
                focus=terms["this"],
                path=row.get("path") or self.path,
                value=terms.get("value"),
                shape=self.shape,
                severity=self.severity,
                messages={
                    language: _filled(words, row, language, read)
                    for language, words in self.messages.items()
                },
                component=str(SH.SPARQLConstraintComponent),
            )


def constraints(shapes: Graph) -> tuple[Constraint, ...]:
    """Return the constraints written in SPARQL of all shapes, in a fixed order."""
    names = {
        str(shapes.value(node, SH.prefix)): str(shapes.value(node, SH.namespace))
        for node in shapes.objects(None, SH.declare)
    }
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in names.items())
    found = (
        Constraint(
            shape=str(shape),
            query=prefixes + str(shapes.value(node, SH.select)),
            path=str(shapes.value(shape, FIELD) or ""),
            severity=severity(shapes, shape),
            messages=by_language(shapes, shape, SH.message),
            waits=(shape, SH.path, None) in shapes
            or waits(str(shapes.value(node, SH.select)), _classes(shapes, shape), names),
            node=node,
        )
        for shape, node in shapes.subject_objects(SH.sparql)
    )
    return tuple(sorted(found, key=lambda each: (each.shape, each.query)))


def _classes(shapes: Graph, shape: Node) -> set[str]:
    """The target classes of a shape; none where it has, or may have, other focus nodes too."""
    others = (SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    if any((shape, each, None) in shapes for each in others) or (None, None, shape) in shapes:
        return set()
    return {str(target) for target in shapes.objects(shape, SH.targetClass)}


def _filled(
    message: str, row: dict[str, str], language: str, read: Callable[[str, str], str]
) -> str:
    return re.sub(
        r"\{[?$](\w+)\}", lambda match: read(row.get(match[1], match[0]), language), message
    )
