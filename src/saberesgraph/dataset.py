"""Describes the data and the service that answers for them: VoID and SPARQL service description."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from saberesgraph.namespaces import PREFIXES, RDF_TYPE, RESOURCE, XSD
from saberesgraph.results import text
from saberesgraph.store import Store

_SD = PREFIXES["sd"]
_VOID = PREFIXES["void"]
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip
# of data that nobody has seen, a description must not grow without bound
_MOST = 1000
_EXAMPLES = 20


@dataclass(frozen=True)
class Statistics:
    """How much of what there is; all by IRI, and at most a thousand of each kind.

    Attributes:
        triples: of the default graph.
        graphs: triples of each named graph.
        classes: instances of each class.
        properties: triples of each property.
        examples: of each class one instance that has an IRI.
    """

    triples: int
    graphs: dict[str, int]
    classes: dict[str, int]
    properties: dict[str, int]
    examples: dict[str, str]


def measure(store: Store) -> Statistics:
    """Return what a store holds, counted by the store; raises as it does.

    >>> from saberesgraph.store.embedded import EmbeddedStore
    >>> thing = ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode(RDF_TYPE), ox.NamedNode("urn:x:C"))
    >>> found = measure(EmbeddedStore([thing]))
    >>> found.triples, found.classes, found.examples
    (1, {'urn:x:C': 1}, {'urn:x:C': 'urn:x:a'})
    """

    def counts(name: str, what: str, pattern: str) -> dict[str, int]:
        query = f"""SELECT ?{name} (COUNT({what}) AS ?n) {{ {pattern} FILTER (ISIRI(?{name})) }}
            GROUP BY ?{name} ORDER BY DESC(?n) ?{name} LIMIT {_MOST}"""
        rows = store.select(query).rows
        return dict(sorted((text(iri), int(text(number))) for iri, number in rows))

    examples = store.select(
        f"""SELECT ?c (MIN(STR(?s)) AS ?example) {{ ?s a ?c FILTER (ISIRI(?s) && ISIRI(?c)) }}
        GROUP BY ?c ORDER BY ?c LIMIT {_MOST}"""
    )
    total = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    return Statistics(
        int(text(total.rows[0][0])),
        counts("g", "*", "GRAPH ?g { ?s ?p ?o }"),
        counts("c", "DISTINCT ?s", "?s a ?c"),
        counts("p", "*", "?s ?p ?o"),
        {text(c): text(example) for c, example in examples.rows},
    )


def describe(
    found: Statistics, endpoint: str, base: str, dumps: Sequence[str] = ()
) -> tuple[ox.Triple, ...]:
    """Return the description of a service and its data.

    Args:
        found: what the data hold.
        endpoint: the absolute URL of the service.
        base: the URL of the server's root, without its last slash; parts of the description are
            named under its `void.ttl`.
        dumps: absolute URLs of files that hold all the data.
    """
    return tuple(_service(found, endpoint, f"{base}/void.ttl")) + tuple(
        _data(found, endpoint, f"{base}/void.ttl", dumps)
    )


def _service(found: Statistics, endpoint: str, document: str) -> Iterator[ox.Triple]:
    dataset, default = f"{document}#dataset", f"{document}#default-graph"
    yield _link(endpoint, RDF_TYPE, _SD + "Service")
    yield _link(endpoint, _SD + "endpoint", endpoint)
    yield _link(endpoint, _SD + "supportedLanguage", _SD + "SPARQL11Query")
    yield _link(endpoint, _SD + "feature", _SD + "UnionDefaultGraph")
    for name in _RESULT_FORMATS:
        yield _link(endpoint, _SD + "resultFormat", _FORMATS + name)
    yield _link(endpoint, _SD + "defaultDataset", dataset)
    yield _link(dataset, RDF_TYPE, _SD + "Dataset")
    yield _link(dataset, _SD + "defaultGraph", default)
    yield _link(default, RDF_TYPE, _SD + "Graph")
    yield _count(default, "triples", found.triples)
    for place, (name, triples) in enumerate(found.graphs.items(), 1):
        graph = f"{document}#graph-{place}"
        yield _link(dataset, _SD + "namedGraph", f"{graph}-named")
        yield _link(f"{graph}-named", RDF_TYPE, _SD + "NamedGraph")
        yield _link(f"{graph}-named", _SD + "name", name)
        yield _link(f"{graph}-named", _SD + "graph", graph)
        yield _link(graph, RDF_TYPE, _SD + "Graph")
        yield _count(graph, "triples", triples)


def _data(
    found: Statistics, endpoint: str, document: str, dumps: Sequence[str]
) -> Iterator[ox.Triple]:
    dataset = f"{document}#dataset"
    yield _link(document, RDF_TYPE, _VOID + "DatasetDescription")
    yield _link(dataset, RDF_TYPE, _VOID + "Dataset")
    yield _link(dataset, _VOID + "sparqlEndpoint", endpoint)
    for dump in dumps:
        yield _link(dataset, _VOID + "dataDump", dump)
    yield _count(dataset, "triples", found.triples)
    yield _count(dataset, "classes", len(found.classes))
    yield _count(dataset, "properties", len(found.properties))
    for vocabulary in sorted(filter(None, map(_namespace, {*found.classes, *found.properties}))):
        yield _link(dataset, _VOID + "vocabulary", vocabulary)
    ours = [iri for iri in found.examples.values() if iri.startswith(RESOURCE)]
    if ours:
        space = ox.Literal(RESOURCE)
        yield ox.Triple(ox.NamedNode(dataset), ox.NamedNode(_VOID + "uriSpace"), space)
    for example in list(dict.fromkeys(ours or found.examples.values()))[:_EXAMPLES]:
        yield _link(dataset, _VOID + "exampleResource", example)
    for place, (iri, entities) in enumerate(found.classes.items(), 1):
        part = f"{document}#class-{place}"
        yield _link(dataset, _VOID + "classPartition", part)
        yield _link(part, _VOID + "class", iri)
        yield _count(part, "entities", entities)
        if iri in found.examples:
            yield _link(part, _VOID + "exampleResource", found.examples[iri])
    for place, (iri, triples) in enumerate(found.properties.items(), 1):
        part = f"{document}#property-{place}"
        yield _link(dataset, _VOID + "propertyPartition", part)
        yield _link(part, _VOID + "property", iri)
        yield _count(part, "triples", triples)


def _namespace(iri: str) -> str:
    """Return what comes before the last name of an IRI, "" where nothing does.

    >>> _namespace("http://a.example/b#c"), _namespace("urn:c"), _namespace("http://c")
    ('http://a.example/b#', '', '')
    """
    found = re.fullmatch(r"([a-z][a-z0-9.+-]*:/?/?[^/#]+.*[/#])[^/#]+", iri, re.IGNORECASE)
    return found[1] if found else ""


def _link(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))


def _count(subject: str, what: str, number: int) -> ox.Triple:
    value = ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(_VOID + what), value)
