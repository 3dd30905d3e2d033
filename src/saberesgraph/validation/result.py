"""One result of a shape, whichever engine found it."""

from dataclasses import dataclass

from rdflib import SH, Graph
from rdflib.term import Node

from saberesgraph.namespaces import shorten
from saberesgraph.results import Term
from saberesgraph.validation.finding import Severity
from saberesgraph.validation.ruleset import by_language


@dataclass(frozen=True)
class Result:
    """One result of a shape; IRIs as text, messages by language, a value that is not the focus."""

    focus: Term
    path: str
    value: Term
    shape: str
    severity: Severity
    messages: dict[str, str]
    component: str


def messages(shapes: Graph, shape: Node, component: str) -> dict[str, str]:
    """Return what a shape says when it is broken; one that says nothing gets words of ours."""
    kind = shorten(component)
    return by_language(shapes, shape, SH.message) or {
        "en": f"It does not satisfy {kind}.",
        "es": f"No cumple {kind}.",
    }
