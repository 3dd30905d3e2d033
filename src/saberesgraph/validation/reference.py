"""pySHACL, the reference engine: what it finds, as our results."""

import re

from rdflib import SH, BNode, Graph
from rdflib.term import Node

from saberesgraph.errors import InputError
from saberesgraph.namespaces import shorten
from saberesgraph.terms import term_of
from saberesgraph.validation.constraint import FIELD
from saberesgraph.validation.result import Result, messages
from saberesgraph.validation.ruleset import by_language, severity


def reference(data: Graph, shapes: Graph, told: Graph | None = None) -> tuple[Result, ...]:
    """Return every result of pySHACL.

    Args:
        data: what the shapes look at.
        shapes: what pySHACL is given.
        told: where the shapes say what they say of themselves, if not there.

    Raises:
        InputError: the engine could not evaluate a shape.
    """
    from pyshacl import validate  # whoever needs it has time to import it
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, report, said = validate(
            data, shacl_graph=shapes, inference="none", advanced=False, inplace=True
        )
    except ReportableRuntimeError as error:
        report, said = None, error.message
    except Exception as error:  # it lets through what its parsers of SPARQL raise
        report, said = None, f"{type(error).__name__}: {error}"
    if not isinstance(report, Graph):
        raise InputError(
            f"las formas no se pudieron evaluar ({said.strip()})",
            f"the shapes could not be evaluated ({said.strip()})",
            where="shapes",
        )
    return tuple(
        _result(report, node, told if told is not None else shapes)
        for node in report.objects(None, SH.result)
    )


def _result(report: Graph, node: Node, shapes: Graph) -> Result:
    shape = report.value(node, SH.sourceShape)
    assert shape is not None
    focus = report.value(node, SH.focusNode)
    path = report.value(node, SH.resultPath)
    if path is None or isinstance(path, BNode):
        path = shapes.value(shape, FIELD)  # what the shape says it is about
    value = report.value(node, SH.value)
    component = report.value(node, SH.sourceConstraintComponent)
    return Result(
        focus=term_of(BNode() if focus is None else focus),
        path="" if path is None else str(path),
        value=None if value is None or value == focus else term_of(value),
        shape=str(shape),
        severity=severity(shapes, shape),
        messages=_filled(report, node, shapes, shape)
        if component == SH.SPARQLConstraintComponent
        else messages(shapes, shape, str(component)),
        component=str(component),
    )


def _filled(report: Graph, node: Node, shapes: Graph, shape: Node) -> dict[str, str]:
    """Return the messages of a constraint in SPARQL; pySHACL has put values into them in full."""
    said = by_language(report, node, SH.resultMessage)
    for language, words in by_language(shapes, shape, SH.message).items():
        # what is not language has lost it: pySHACL makes plain literals of what it fills
        parts = re.split(r"\{[?$]\w+\}", words)
        pattern = re.compile("(.*?)".join(map(re.escape, parts)), re.DOTALL)
        for text in (str(each) for each in report.objects(node, SH.resultMessage)):
            if found := pattern.fullmatch(text):
                values = (*map(shorten, found.groups()), "")
                filled = (part + value for part, value in zip(parts, values, strict=True))
                said[language] = "".join(filled)
                said.pop("", None)
    return dict(sorted(said.items()))
