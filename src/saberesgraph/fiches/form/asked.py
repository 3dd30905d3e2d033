"""What ontology and shapes say of the fields of a record: their names, and which must be there."""

from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.namespaces import ONTOLOGY, RDF, RDFS, SHACL, SKOS
from saberesgraph.practice.card import KINDS

_CLASSES: Final = {kind: f"{ONTOLOGY}{name}" for name, kind in KINDS.items()}
_LABEL: Final = SKOS + "prefLabel"


class Asked:
    """The fields of fiches and of other records.

    Args:
        triples: of ontology and shapes.
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._said: dict[tuple[str, str], list[Any]] = {}
        for triple in triples:
            key = (str(triple.subject), triple.predicate.value)
            self._said.setdefault(key, []).append(triple.object)
        self._shapes = sorted({s for s, p in self._said if p == SHACL + "targetClass"})
        self._properties = {
            value.value: shape
            for (shape, predicate), values in sorted(self._said.items())
            if predicate == SHACL + "path" and (shape, SHACL + "name") in self._said
            for value in values
            if isinstance(value, ox.NamedNode)
        }

    def heading(self, name: str) -> dict[str, str]:
        """Return what the shape of a property calls it, by language; else its own label."""
        shape = self._properties.get(ONTOLOGY + name, "")
        own = f"<{ONTOLOGY}{name}>"
        return self._texts(shape, SHACL + "name") or self._texts(own, RDFS + "label")

    def definition(self, name: str) -> dict[str, str]:
        """Return what a property means, by language."""
        return self._texts(f"<{ONTOLOGY}{name}>", SKOS + "definition")

    def required(self, kind: str) -> set[str]:
        """Return the IRIs of the properties that a kind of fiche, or a class, cannot do without."""
        wanted = {ONTOLOGY + kind}
        if kind in _CLASSES:
            wanted = {ONTOLOGY + "Experience", _CLASSES[kind]}
        found = set()
        for shape in self._shapes:
            if wanted.isdisjoint(v.value for v in self._objects(shape, "targetClass")):
                continue
            # either a rule of its own, with another way out, or a property with a least count
            rules = [r for part in ("or", "xone") for r in self._lists(shape, part)[:1]]
            for rule in (*rules, *self._objects(shape, "property")):
                least = (
                    *self._objects(str(rule), "minCount"),
                    *self._objects(str(rule), "qualifiedMinCount"),
                )
                if any(int(v.value) > 0 for v in least):
                    found |= {
                        p.value
                        for p in self._objects(str(rule), "path")
                        if isinstance(p, ox.NamedNode)
                    }
        return found

    def _objects(self, subject: str, name: str) -> list[Any]:
        return self._said.get((subject, SHACL + name), [])

    def _lists(self, subject: str, name: str) -> list[Any]:
        """The members of the list that a shape has."""
        found, nodes = [], self._objects(subject, name)[:1]
        while nodes:
            key = str(nodes[0])
            found += self._said.get((key, RDF + "first"), [])
            nodes = self._said.get((key, RDF + "rest"), [])
        return found

    def _texts(self, subject: str, predicate: str) -> dict[str, str]:
        return {v.language: v.value for v in self._said.get((subject, predicate), []) if v.language}
