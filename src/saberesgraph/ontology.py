"""What the ontology says of itself: classes, properties, vocabularies, shapes, with counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.namespaces import PROLOGUE, SHACL, shorten
from saberesgraph.project import Project
from saberesgraph.reading import read
from saberesgraph.results import natural
from saberesgraph.store import Store

# what is read of a term; each leads to texts by language or to names
_TEXTS: Final = {"rdfs:label", "skos:prefLabel", "skos:definition"}
_NAMES: Final = {
    "rdf:type", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "schema:domainIncludes",
    "rdfs:range",
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A class, a property or a scheme: what it means and how often it is used.

    Names are prefixed; `said` holds types, what it is narrower than, domain and range by the
    prefixed name of the property; `example` is one of its instances, for a class in use.
    """

    curie: str
    label: dict[str, str]
    definition: dict[str, str]
    said: dict[str, tuple[str, ...]]
    used: int
    example: str = ""

    @property
    def broader(self) -> tuple[str, ...]:
        """What it is a kind of."""
        return (*self.said.get("rdfs:subClassOf", ()), *self.said.get("rdfs:subPropertyOf", ()))

    @property
    def domain(self) -> tuple[str, ...]:
        """What it is said of: its domain, or each class that may have it."""
        return (*self.said.get("rdfs:domain", ()), *self.said.get("schema:domainIncludes", ()))

    @property
    def evidenced(self) -> bool:
        """Whether each of its links must have its evidence."""
        return "sab:EvidencedProperty" in self.said.get("rdf:type", ())


@dataclass(frozen=True)
class Rule:
    """One thing that the shapes ask for: a shape with its message."""

    curie: str
    name: dict[str, str]
    path: str
    message: dict[str, str]
    severity: str


@dataclass(frozen=True)
class Shape:
    """What is asked of some classes."""

    curie: str
    targets: tuple[str, ...]
    name: dict[str, str]
    description: dict[str, str]
    rules: tuple[Rule, ...]


def classes(store: Store) -> tuple[Term, ...]:
    """Return the classes that the ontology describes, by name."""
    used = _counts(store, "SELECT ?term (COUNT(DISTINCT ?x) AS ?n) { ?x a ?term } GROUP BY ?term")
    examples = {
        shorten(row["term"]): shorten(row["least"])
        for row in store.select(
            PROLOGUE + "SELECT ?term (MIN(STR(?x)) AS ?least) { ?x a ?term } GROUP BY ?term"
        ).records()
    }
    return _terms(
        store,
        "{ ?term a owl:Class } UNION { ?term rdfs:subClassOf ?any ; rdfs:label ?name }",
        used,
        examples,
    )


def properties(store: Store) -> tuple[Term, ...]:
    """Return the properties that the ontology describes, by name."""
    used = _counts(store, "SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term")
    return _terms(
        store, "VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty } ?term a ?kind", used
    )


def schemes(store: Store) -> tuple[Term, ...]:
    """Return the vocabularies and frameworks, each with how many concepts it has, by name."""
    held = _counts(
        store, "SELECT ?term (COUNT(DISTINCT ?x) AS ?n) { ?x skos:inScheme ?term } GROUP BY ?term"
    )
    return _terms(store, "?term a skos:ConceptScheme", held)


def uses(store: Store) -> dict[str, int]:
    """Return how many records, assessments, oddities and others name each concept directly."""
    return _counts(
        store,
        """SELECT ?term (COUNT(DISTINCT ?s) AS ?n) {
            ?s ?p ?term . ?term skos:inScheme ?scheme
            FILTER (?p NOT IN (skos:broader, sdgo:isTargetOf, sab:support))
            FILTER NOT EXISTS { ?s a sab:Alignment }
        } GROUP BY ?term""",
    )


def _counts(store: Store, query: str) -> dict[str, int]:
    return {shorten(row["term"]): int(row["n"]) for row in store.select(PROLOGUE + query).records()}


def _terms(
    store: Store, pattern: str, used: dict[str, int], examples: dict[str, str] | None = None
) -> tuple[Term, ...]:
    rows = store.select(
        PROLOGUE
        + f"""SELECT DISTINCT ?term ?p ?o (LANG(?o) AS ?lang) WHERE {{
            {{ SELECT DISTINCT ?term WHERE {{ {pattern} }} }}
            VALUES ?p {{ {" ".join(sorted(_TEXTS | _NAMES))} }}
            ?term ?p ?o
        }}"""
    ).records()
    texts: dict[str, dict[str, dict[str, str]]] = {}
    names: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        curie, link = shorten(row["term"]), shorten(row["p"])
        if link in _TEXTS:
            key = "definition" if link == "skos:definition" else "label"
            texts.setdefault(curie, {}).setdefault(key, {})[row["lang"]] = row["o"]
        else:
            names.setdefault(curie, {}).setdefault(link, set()).add(shorten(row["o"]))
    return tuple(
        Term(
            curie,
            texts.get(curie, {}).get("label", {}),
            texts.get(curie, {}).get("definition", {}),
            {key: tuple(sorted(said)) for key, said in sorted(names.get(curie, {}).items())},
            used.get(curie, 0),
            (examples or {}).get(curie, ""),
        )
        for curie in sorted({*texts, *names}, key=lambda c: (not c.startswith("sab:"), natural(c)))
    )


def shapes(project: Project) -> tuple[Shape, ...]:
    """Return what the shapes ask for, by target class and in the order of the form."""
    return _shapes(project.shape_files)


def evaluation_rules(project: Project) -> tuple[Shape, ...]:
    """Return the rules that evaluate submissions, committees and decisions, as `shapes` does."""
    return _shapes(file for file in project.evaluation_files if file.suffix == ".ttl")


def _shapes(files: Iterable[Path]) -> tuple[Shape, ...]:
    graph = _ShapeGraph(read(files).triples)
    rules: dict[tuple[str, ...], list[tuple[int, Rule]]] = {}
    heads: dict[tuple[str, ...], ox.NamedNode] = {}
    for node in graph.named:
        targets = tuple(sorted(shorten(t.value) for t in graph.objects(node, "targetClass")))
        if not targets:
            continue
        if graph.objects(node, "message"):
            rules.setdefault(targets, []).append(graph.rule(node))
        else:
            heads.setdefault(targets, node)
        rules.setdefault(targets, []).extend(
            graph.rule(part)
            for part in graph.objects(node, "property")
            if isinstance(part, ox.NamedNode)
        )
    return tuple(
        Shape(
            shorten(heads[targets].value) if targets in heads else "",
            targets,
            graph.texts(heads[targets], "name") if targets in heads else {},
            graph.texts(heads[targets], "description") if targets in heads else {},
            tuple(rule for _, rule in sorted(asked, key=lambda r: (r[0], r[1].curie))),
        )
        for targets, asked in sorted(rules.items())
    )


class _ShapeGraph:
    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._said: dict[tuple[Any, str], list[Any]] = {}
        subjects: dict[str, ox.NamedNode] = {}
        for triple in triples:
            self._said.setdefault((triple.subject, triple.predicate.value), []).append(
                triple.object
            )
            if isinstance(triple.subject, ox.NamedNode):
                subjects[triple.subject.value] = triple.subject
        self.named = [subjects[name] for name in sorted(subjects, key=natural)]

    def objects(self, node: Any, name: str) -> list[Any]:
        return self._said.get((node, SHACL + name), [])

    def texts(self, node: Any, name: str) -> dict[str, str]:
        return {text.language or "": text.value for text in self.objects(node, name)}

    def rule(self, node: ox.NamedNode) -> tuple[int, Rule]:
        order = next((int(o.value) for o in self.objects(node, "order")), 0)
        severity = next((s.value for s in self.objects(node, "severity")), f"{SHACL}Violation")
        paths = self.objects(node, "path")
        path = shorten(paths[0].value) if paths and isinstance(paths[0], ox.NamedNode) else ""
        return order, Rule(
            shorten(node.value),
            self.texts(node, "name"),
            path,
            self.texts(node, "message"),
            severity.removeprefix(SHACL).lower(),
        )
