"""What the shapes and checks of a project say of themselves, for reports that list rules."""

from collections.abc import Iterable

from rdflib import SH, Graph, Literal, URIRef
from rdflib.term import Node

from saberesgraph.namespaces import shorten
from saberesgraph.queries import Check
from saberesgraph.validation.finding import Rule, Severity

SEVERITIES = {
    SH.Info: Severity.INFO,
    SH.Warning: Severity.WARNING,
    SH.Violation: Severity.VIOLATION,
}
ONE_FILE = "one-file-per-subject"


def ruleset(shapes: Graph, checks: Iterable[Check]) -> dict[str, Rule]:
    """Return every rule that a finding may name: shapes with a message, checks, and our own one."""
    told = {
        shorten(str(shape)): Rule(
            severity(shapes, shape),
            by_language(shapes, shape, SH.name),
            by_language(shapes, shape, SH.message),
        )
        for shape in sorted({s for s in shapes.subjects(SH.message) if isinstance(s, URIRef)})
    }
    for check in checks:
        grave = Severity[check.severity.upper()]
        told[f"checks/{check.name}"] = Rule(grave, check.title, check.message)
    told[ONE_FILE] = Rule(
        Severity.VIOLATION,
        {"es": "un archivo por cosa descrita", "en": "one file for each thing described"},
        {
            "es": "Otro archivo ya lo describe. Deja uno de los dos archivos.",
            "en": "Another file already describes it. Keep one of the two files.",
        },
    )
    return told


def severity(shapes: Graph, shape: Node) -> Severity:
    """Return the severity of a shape; without one SHACL takes it for a violation."""
    named = shapes.value(shape, SH.severity)
    return SEVERITIES.get(URIRef(str(named)), Severity.VIOLATION)


def by_language(graph: Graph, node: Node, predicate: URIRef) -> dict[str, str]:
    """Return the texts of a node by language in a fixed order, "" for those without."""
    texts = (text for text in graph.objects(node, predicate) if isinstance(text, Literal))
    return dict(sorted((text.language or "", str(text)) for text in texts))
