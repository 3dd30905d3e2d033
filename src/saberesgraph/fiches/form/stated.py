"""What triples state of each thing, as rows of the form need it."""

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from saberesgraph.namespaces import RDF_TYPE, expand, shorten


class Stated:
    """What triples state.

    Args:
        triples: asserted ones.
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._values: dict[str, dict[str, list[Any]]] = {}
        self._of: dict[str, list[str]] = {}
        for triple in triples:
            subject, predicate = str(getattr(triple.subject, "value", "")), triple.predicate.value
            said = self._values.setdefault(subject, {})
            said.setdefault(shorten(predicate), []).append(triple.object)
            if predicate == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
                self._of.setdefault(triple.object.value, []).append(subject)

    def of(self, cls: str) -> list[str]:
        """Return the IRIs of what has a class, in their order."""
        return sorted(self._of.get(expand(cls), ()))

    def all(self, subject: str, predicate: str) -> list[Any]:
        """Return the values of a property, as they were given."""
        return self._values.get(subject, {}).get(predicate, [])

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property as texts, in their order."""
        return sorted(str(value.value) for value in self.all(subject, predicate))

    def one(self, subject: str, predicate: str) -> str:
        """Return the first value of a property as a text, "" where there is none."""
        return next((str(value.value) for value in self.all(subject, predicate)), "")
