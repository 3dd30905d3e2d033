"""What the service says of itself and of its data: service description and VoID."""

from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from saberesgraph.dataset import describe, measure
from saberesgraph.formats import write
from saberesgraph.graph import Graph
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, PROLOGUE, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.results import Table
from saberesgraph.sandbox import Limits
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.served import Served

BASE = "https://saberes.example/graph"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
Asker = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="session")
def served_there(project: Project, graph: Graph) -> Served:
    return Served("es", project, graph.store, Direct(graph.store, Limits()), BASE, "v1")


@pytest.fixture(scope="session")
def there(served_there: Served) -> Iterator[TestClient]:
    with TestClient(application(served_there), follow_redirects=False) as client:
        yield client


def asker(content: bytes, kind: ox.RdfFormat = ox.RdfFormat.TURTLE) -> Asker:
    store = EmbeddedStore(quad.triple for quad in ox.parse(content, format=kind))
    return lambda pattern: store.select(PROLOGUE + f"SELECT * {pattern}").records()


@pytest.fixture(scope="session")
def said(there: TestClient) -> Asker:
    return asker(there.get("/sparql").content)


def test_the_service_says_what_it_answers_and_how(said: Asker) -> None:
    [service] = said("{ ?x a sd:Service ; sd:endpoint ?url ; sd:supportedLanguage ?language }")
    language = "http://www.w3.org/ns/sparql-service-description#SPARQL11Query"
    assert service == {"x": f"{BASE}/sparql", "url": f"{BASE}/sparql", "language": language}
    features = said("{ ?x sd:feature ?feature }")
    assert [row["feature"].partition("#")[2] for row in features] == ["UnionDefaultGraph"]
    formats = {row["f"].rpartition("/")[2] for row in said("{ ?x sd:resultFormat ?f }")}
    assert formats == {
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
        "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
    }  # fmt: skip


def test_each_graph_is_named_with_its_triples(said: Asker, graph: Graph) -> None:
    rows = said(
        "{ ?service sd:defaultDataset/sd:namedGraph ?n . ?n sd:name ?name ; sd:graph ?g ."
        " ?g a sd:Graph ; void:triples ?count }"
    )
    counts = {row["name"]: int(row["count"]) for row in rows}
    assert counts == {
        name: sum(quad.graph_name.value == name for quad in graph.store.engine)
        for name in (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
    }
    [default] = said("{ ?d sd:defaultGraph ?g . ?g a sd:Graph ; void:triples ?count }")
    assert int(default["count"]) == len(graph.store.engine) == sum(counts.values())


def test_the_data_are_described_by_class_and_property(said: Asker, graph: Graph) -> None:
    [data] = said("{ ?x a void:Dataset ; void:triples ?t ; void:classes ?c ; void:properties ?p }")
    assert data["x"] == f"{BASE}/void.ttl#dataset"
    classes = said("{ ?d void:classPartition ?x . ?x void:class ?class ; void:entities ?n }")
    found = graph.store.select(
        "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class"
    )
    assert {(row["class"], row["n"]) for row in classes} == {
        (row["class"], row["n"]) for row in found.records()
    }
    assert len(classes) == int(data["c"])
    [practices] = [row for row in classes if row["class"].endswith("#GoodPractice")]
    assert practices["n"] == "26"
    properties = said("{ ?d void:propertyPartition ?x . ?x void:property ?p ; void:triples ?n }")
    assert len(properties) == int(data["p"])
    assert sum(int(row["n"]) for row in properties) == int(data["t"])


def test_one_can_go_on_from_the_description(said: Asker, client: TestClient, graph: Graph) -> None:
    [row] = said(
        "{ ?x a void:Dataset ; void:uriSpace ?s ; void:sparqlEndpoint ?e ; void:dataDump ?d }"
    )
    assert row["s"] == "https://w3id.org/saberesgraph/id/"
    assert row["e"] == f"{BASE}/sparql"
    dump = client.get(row["d"].removeprefix(BASE))
    assert dump.status_code == 200
    assert len(list(ox.parse(dump.content, format=ox.RdfFormat.TRIG))) == len(graph.store.engine)
    vocabularies = {row["v"] for row in said("{ ?x void:vocabulary ?v }")}
    assert {"https://w3id.org/saberesgraph/ontology#", "http://purl.org/dc/terms/"} <= vocabularies
    examples = [row["e"] for row in said("{ ?x a void:Dataset ; void:exampleResource ?e }")]
    assert "https://w3id.org/saberesgraph/id/practice/BP10_PC" in examples
    for example in examples:
        assert graph.store.ask(f"ASK {{ <{example}> ?p ?o }}"), example


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", ox.RdfFormat.TURTLE),
        ("*/*", ox.RdfFormat.TURTLE),
        ("text/turtle;q=0.9, text/html;q=0.2", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_the_description_comes_in_the_kind_that_is_wanted(
    there: TestClient, path: str, accept: str, kind: ox.RdfFormat
) -> None:
    answer = there.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind.media_type
    assert "Accept" in answer.headers["vary"].split(", ")
    same = there.get("/void.ttl", headers={"Accept": "image/png"}).content
    turtle = {str(quad.triple) for quad in ox.parse(same, format=ox.RdfFormat.TURTLE)}
    assert {str(quad.triple) for quad in ox.parse(answer.content, format=kind)} == turtle


def test_a_browser_goes_to_the_page_where_one_asks(there: TestClient, client: TestClient) -> None:
    for url, page in [
        ("/sparql", "sparql.html"),
        ("/sparql?lang=en", "en/sparql.html"),
        ("/sparql?lang=es", "sparql.html"),
    ]:
        answer = there.get(url, headers={"Accept": BROWSER})
        assert (answer.status_code, answer.headers["location"]) == (303, page)
        assert client.get(f"/{page}", headers={"Accept": BROWSER}).status_code == 200
    assert there.get("/sparql?format=turtle", headers={"Accept": BROWSER}).status_code == 200
    # the files that describe the data have no page
    assert there.get("/.well-known/void", headers={"Accept": BROWSER}).status_code == 200


def test_without_a_kind_that_is_wanted_there_is_no_description(there: TestClient) -> None:
    for url in ("/sparql", "/.well-known/void"):
        assert there.get(url, headers={"Accept": "image/png"}).status_code == 406
    assert there.get("/sparql?format=csv").status_code == 406


def test_files_of_somebody_else_are_described_at_the_address_that_was_asked() -> None:
    triples = ox.parse(
        b'[] a <urn:x:C> . <http://h.example/a> a <http://h.example/v/D> ; <urn:x:p> "x" .'
        b"<http://h.example/b> a [] .",
        format=ox.RdfFormat.TURTLE,
    )
    store = EmbeddedStore(quad.triple for quad in triples)
    with TestClient(
        application(Served("es", None, store, Direct(store, Limits()), "", "v1")),
        follow_redirects=False,
    ) as client:
        hosted = client.get("/sparql", headers={"Host": "data.example:8080"})
        said = asker(hosted.content)
        hostile = client.get("/sparql", headers={"Host": 'x"> <urn:x> .'})
        browser = client.get("/sparql", headers={"Accept": BROWSER})
    [row] = said(
        "{ ?x a void:Dataset ; void:sparqlEndpoint ?e ; void:triples ?n ; void:classes ?c }"
    )
    assert row == {
        "x": "http://data.example:8080/void.ttl#dataset",
        "e": "http://data.example:8080/sparql",
        "n": "4",
        "c": "2",
    }
    assert said("{ ?x void:dataDump|void:uriSpace ?y }") == []
    assert {row["v"] for row in said("{ ?x void:vocabulary ?v }")} == {
        "http://h.example/v/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    examples = {row["e"] for row in said("{ ?x void:exampleResource ?e }")}
    assert examples == {"http://h.example/a"}  # what has no name is no example
    assert hostile.status_code == 200
    assert b"urn:x>" not in hostile.content
    assert browser.headers["location"] == "sparql.html"


def test_an_empty_store_is_described_too() -> None:
    found = measure(EmbeddedStore([]))
    turtle = write(describe(found, f"{BASE}/sparql", BASE), "turtle").encode()
    [row] = asker(turtle)("{ ?x a void:Dataset ; void:triples ?n }")
    assert row["n"] == "0"


def test_the_data_are_counted_once_for_all_who_ask(graph: Graph) -> None:
    counted = []

    class Counting(EmbeddedStore):
        def select(self, query: str) -> Table:
            counted.append(query)
            return super().select(query)

    store = Counting(())
    with TestClient(
        application(Served("es", None, store, Direct(store, Limits()), "", "v1"))
    ) as client:
        client.get("/sparql")
        once = len(counted)
        for url in ("/sparql", "/void.ttl", "/.well-known/void"):
            assert client.get(url).status_code == 200
    assert once == len(counted) == 5
