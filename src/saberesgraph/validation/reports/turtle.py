"""A report as W3C's SHACL says: an RDF graph with one `sh:ValidationReport`.

The results are written in the order of the report. Where a file and line stand is no part of SHACL
and left to the other formats.
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from saberesgraph.namespaces import PREFIXES, RDF_TYPE, SHACL, expand, lengthen
from saberesgraph.validation.finding import Finding, Report, Severity

_SEVERITIES: Final = {
    Severity.VIOLATION: "Violation",
    Severity.WARNING: "Warning",
    Severity.INFO: "Info",
}
_A: Final = ox.NamedNode(RDF_TYPE)


def write(report: Report, _language: str) -> str:
    """Return the report as Turtle, with messages in every language."""
    triples = tuple(_triples(report))
    words = "\n".join(map(str, triples))
    prefixes = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in words}
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    return written.decode().rstrip("\n") + "\n"


def _triples(report: Report) -> Iterator[ox.Triple]:
    whole = ox.BlankNode("report")
    yield ox.Triple(whole, _A, _sh("ValidationReport"))
    yield ox.Triple(whole, _sh("conforms"), ox.Literal(not report.findings))
    results = [ox.BlankNode(f"result{n}") for n in range(1, len(report.findings) + 1)]
    for result in results:
        yield ox.Triple(whole, _sh("result"), result)
    for result, finding in zip(results, report.findings, strict=True):
        yield from _result(result, finding)


def _result(node: ox.BlankNode, finding: Finding) -> Iterator[ox.Triple]:
    yield ox.Triple(node, _A, _sh("ValidationResult"))
    yield ox.Triple(node, _sh("resultSeverity"), _sh(_SEVERITIES[finding.severity]))
    yield ox.Triple(node, _sh("focusNode"), _node(finding.focus))
    if finding.path:
        yield ox.Triple(node, _sh("resultPath"), _node(finding.path))
    if finding.term is not None:
        yield ox.Triple(node, _sh("value"), finding.term)
    yield ox.Triple(node, _sh("sourceShape"), _shape(finding.shape))
    component = finding.component or f"{SHACL}ConstraintComponent"
    yield ox.Triple(node, _sh("sourceConstraintComponent"), ox.NamedNode(component))
    for language, message in sorted(finding.messages.items()):
        literal = ox.Literal(message, language=language) if language else ox.Literal(message)
        yield ox.Triple(node, _sh("resultMessage"), literal)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SHACL + name)


def _node(name: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    try:
        return ox.NamedNode(lengthen(name)) if ":" in name else ox.BlankNode(name)
    except ValueError:  # a shape may look at texts too
        return ox.Literal(name)


def _shape(name: str) -> ox.NamedNode:
    """The IRI of a shape; a check or our own rule has none, and gets one among the shapes."""
    return ox.NamedNode(lengthen(name) if ":" in name else expand(f"shape:{name}"))
