"""Writes statements as JSON-LD: compact, under a context that stands inside the document."""

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from saberesgraph.namespaces import RDF_TYPE, XSD
from saberesgraph.project import Project

Context = dict[str, Any]


def context(project: Project) -> Context:
    """Return the JSON-LD context of the ontology: a term for each property, and prefixes."""
    text = (project.root / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    found: Context = json.loads(text)["@context"]
    return found


def write(triples: Iterable[ox.Triple], terms: Context) -> str:
    """Return statements as JSON-LD, subjects in the order in which they come, keys sorted.

    Of the context only prefixes and the terms in use come along.
    A value that does not fit the term of its property is written in full under the property's
    prefixed name, so nothing is lost and nothing is guessed.
    """
    writer = _Writer(terms)
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        name = writer.name(triple.subject)
        writer.add(nodes.setdefault(name, {"@id": name}), triple)
    graph = [_tidy(node) for node in nodes.values()]
    used = {key for node in graph for key in node}
    kept = {
        term: meaning
        for term, meaning in terms.items()
        if term in used or not isinstance(meaning, dict)
    }
    document = {"@context": kept, "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


class _Writer:
    def __init__(self, terms: Context) -> None:
        self._prefixes = {
            iri: prefix for prefix, iri in terms.items() if isinstance(iri, str) and ":" in iri
        }
        self._terms: dict[str, tuple[str, dict[str, str]]] = {}
        for term, definition in terms.items():
            if isinstance(definition, dict):
                prefix, _, local = definition["@id"].partition(":")
                self._terms[terms[prefix] + local] = (term, definition)

    def name(self, node: Any) -> str:
        if isinstance(node, ox.BlankNode):
            return f"_:{node.value}"
        return self._compact(node.value)

    def _compact(self, iri: str) -> str:
        bases = [base for base in self._prefixes if iri.startswith(base)]
        if not bases:
            return iri
        base = max(bases, key=len)
        local = iri[len(base) :]
        # a prefixed name may not look like scheme://
        return iri if local.startswith("//") else f"{self._prefixes[base]}:{local}"

    def add(self, node: dict[str, Any], triple: ox.Triple) -> None:
        if triple.predicate.value == RDF_TYPE:
            node.setdefault("@type", []).append(self.name(triple.object))
            return
        term, definition = self._terms.get(triple.predicate.value, ("", {}))
        value = triple.object
        if isinstance(value, ox.Literal) and value.language and "@container" in definition:
            node.setdefault(term, {}).setdefault(value.language, []).append(value.value)
        elif term and (fitting := self._fitting(value, definition)) is not None:
            node.setdefault(term, []).append(fitting)
        else:
            key = self._compact(triple.predicate.value)
            node.setdefault(key, []).append(self._full(value))

    def _fitting(self, value: Any, definition: dict[str, str]) -> str | int | None:
        """The value as plain JSON under a term, or None where the term would change it."""
        kind = definition.get("@type")
        if "@container" in definition:
            return None
        if not isinstance(value, ox.Literal):
            return self.name(value) if kind == "@id" else None
        datatype = value.datatype.value
        if kind is None:
            return value.value if datatype == XSD + "string" else None
        if kind == "@id" or self._compact(datatype) != kind:
            return None
        whole = datatype == XSD + "integer" and value.value == _plain_number(value.value)
        return int(value.value) if whole else value.value

    def _full(self, value: Any) -> dict[str, str]:
        if not isinstance(value, ox.Literal):
            return {"@id": self.name(value)}
        if value.language:
            return {"@language": value.language, "@value": value.value}
        if value.datatype.value == XSD + "string":
            return {"@value": value.value}
        return {"@type": self._compact(value.datatype.value), "@value": value.value}


def _plain_number(lexical: str) -> str | None:
    """A whole number as JSON would write it again; None for what JSON numbers cannot hold."""
    digits = lexical.removeprefix("-")
    # beyond this, readers that count in floating point would lose digits
    return (
        str(int(lexical)) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None
    )


def _tidy(node: dict[str, Any]) -> dict[str, Any]:
    """A node with sorted keys, and single values out of their lists."""

    def single(value: Any) -> Any:
        if isinstance(value, dict) and not any(key.startswith("@") for key in value):
            return {language: single(texts) for language, texts in sorted(value.items())}
        return value[0] if isinstance(value, list) and len(value) == 1 else value

    return {key: single(value) for key, value in sorted(node.items())}
