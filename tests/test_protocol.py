"""The SPARQL 1.1 Protocol as a read-only endpoint answers it: the W3C's cases, and hostile ones."""

import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from saberesgraph.errors import BusyError
from saberesgraph.namespaces import RDF_TYPE
from saberesgraph.sandbox import Limits
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.web import question
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.generation import server_of
from saberesgraph.web.operations import Operations
from saberesgraph.web.served import Served
from saberesgraph.web.settings import Settings

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
DATA1, DATA2, DATA3 = (DATA.format(number) for number in (1, 2, 3))
UNKNOWN = DATA.format(0)
BOTH = f"ASK {{ <{DATA1}> a ?type . <{DATA2}> a ?type . }}"
NAMED = f"GRAPH ?g1 {{ <{DATA1}> a ?type }} GRAPH ?g2 {{ <{DATA2}> a ?type }}"
FULL = f"ASK {{ <{DATA3}> a ?type {NAMED} }}"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
DATASET = "default-graph-uri", "named-graph-uri"
SPREADSHEET = ox.Literal("=1+1")
ROW = 'SELECT * { VALUES (?a ?b ?c) { ("=1+1" <urn:x> "a\\tb\\"c") (7 UNDEF "ñ"@es) } }'


@pytest.fixture(scope="session")
def store() -> EmbeddedStore:
    """Three graphs, as the W3C's cases need them: each says of itself that it is a document."""
    store = EmbeddedStore([])
    kind = ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
    for name in (DATA1, DATA2, DATA3):
        store.add(name, [ox.Triple(ox.NamedNode(name), ox.NamedNode(RDF_TYPE), kind)])
    return store


@pytest.fixture(scope="session")
def served_files(store: EmbeddedStore) -> Served:
    return Served("es", None, store, Direct(store, Limits(seconds=5)), "", "v1")


@pytest.fixture(scope="session")
def endpoint(served_files: Served) -> Iterator[TestClient]:
    with TestClient(application(served_files), follow_redirects=False) as client:
        yield client


@dataclass(frozen=True)
class Case:
    """A request, and what must come back."""

    name: str
    status: int
    method: str = "POST"
    url: tuple[tuple[str, str], ...] = ()
    body: bytes | str = b""
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = ""

    def send(self, client: httpx.Client) -> httpx.Response:
        return client.request(
            self.method,
            "/sparql" + (f"?{urlencode(self.url)}" if self.url else ""),
            content=self.body,
            headers=self.headers,
        )


def get(name: str, *url: tuple[str, str], status: int = 200, kind: str = "true") -> Case:
    return Case(name, status, "GET", url, kind=kind)


def direct(name: str, query: str, *url: tuple[str, str], kind: str = "true") -> Case:
    return Case(name, 200, "POST", url, query, DIRECT, kind)


def graphs(default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(name, iri) for name, iris in zip(DATASET, (default, named), strict=True)
            for iri in iris]  # fmt: skip


NOWHERE = ("default-graph-uri", UNKNOWN)
INSERT = f"INSERT DATA {{ GRAPH <{DATA1}> {{ <{DATA1}> a <urn:changed> }} }}"
USING = (("using-graph-uri", DATA1),)
USING_NAMED = (("using-named-graph-uri", DATA1), ("using-named-graph-uri", DATA2))

# https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/, in its order
W3C = [
    Case("query_post_form", 200, "POST", (NOWHERE,), "query=ASK%20%7B%7D", FORM, "true"),
    get("query_dataset_default_graphs_get", ("query", BOTH), *graphs((DATA1, DATA2))),
    direct("query_dataset_default_graphs_post", BOTH, *graphs((DATA1, DATA2))),
    direct("query_dataset_named_graphs_post", f"ASK {{ {NAMED} }}", *graphs((), (DATA1, DATA2))),
    get(
        "query_dataset_named_graphs_get",
        ("query", f"ASK {{ {NAMED} }}"),
        *graphs((), (DATA1, DATA2)),
    ),
    direct("query_dataset_full", FULL, *graphs((DATA3,), (DATA1, DATA2))),
    # the suite writes both names as one, encoded; what it means is two
    direct(
        "query_multiple_dataset",
        f"ASK FROM <{DATA3}> {{ {NAMED} }}",
        *graphs((), (DATA1, DATA2)),
    ),
    get("query_get", ("query", "ASK {}"), NOWHERE),
    direct("query_content_type_select", "SELECT (1 AS ?value) {}", NOWHERE, kind="table"),
    direct("query_content_type_ask", "ASK {}", NOWHERE),
    direct("query_content_type_describe", "DESCRIBE <http://example.org/>", NOWHERE, kind="rdf"),
    direct(
        "query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", NOWHERE, kind="rdf 1"
    ),
    Case("update_dataset_default_graph", 415, "POST", USING, INSERT, UPDATE),
    Case("update_dataset_default_graphs", 415, "POST", (*USING, *USING), INSERT, UPDATE),
    Case("update_dataset_named_graphs", 415, "POST", USING_NAMED, INSERT, UPDATE),
    Case("update_dataset_full", 415, "POST", (*USING, *USING_NAMED), INSERT, UPDATE),
    Case("update_post_form", 400, "POST", (), "update=CLEAR+ALL", FORM),
    Case("update_post_direct", 415, "POST", (), "CLEAR ALL", UPDATE),
    Case("update_base_uri", 415, "POST", (), INSERT.replace("urn:changed", "test"), UPDATE),
    direct("query_post_direct", "ASK {}"),
    Case("bad_query_method", 405, "PUT", (("query", "ASK {}"), NOWHERE), b"", FORM),
    get("bad_multiple_queries", ("query", "ASK {}"), ("query", "SELECT * {}"), status=400),
    Case("bad_query_wrong_media_type", 415, body="ASK {}", headers={"Content-Type": "text/plain"}),
    Case("bad_query_missing_form_type", 415, body="query=ASK%20%7B%7D"),
    Case("bad_query_missing_direct_type", 415, body="ASK {}"),
    Case(
        "bad_query_non_utf8",
        415,
        body="ASK {}".encode("utf-16"),
        headers={"Content-Type": "application/sparql-query; charset=UTF-16"},
    ),
    get("bad_query_syntax", ("query", "ASK {"), status=400),
    get("bad_update_get", ("update", "CLEAR ALL"), status=400),
    Case(
        "bad_multiple_updates",
        400,
        body="update=CLEAR%20NAMED&update=CLEAR%20DEFAULT",
        headers=FORM,
    ),
    Case(
        "bad_update_wrong_media_type",
        415,
        body="CLEAR NAMED",
        headers={"Content-Type": "text/plain"},
    ),
    Case("bad_update_missing_form_type", 415, body="update=CLEAR%20NAMED"),
    Case(
        "bad_update_non_utf8",
        415,
        body="CLEAR NAMED".encode("utf-16"),
        headers={"Content-Type": "application/sparql-update; charset=UTF-16"},
    ),
    Case("bad_update_syntax", 400, body="update=CLEAR%20XYZ", headers=FORM),
    Case(
        "bad_update_dataset_conflict",
        415,
        url=(("using-named-graph-uri", "http://example/people"),),
        body="WITH <http://example/addresses> DELETE { ?p ?q 'Bill' } WHERE { ?p ?q 'Bill' }",
        headers=UPDATE,
    ),
]


def test_these_are_all_the_cases_of_the_suite() -> None:
    assert len({case.name for case in W3C}) == 34
    assert sum("update" in case.name for case in W3C) == 14


@pytest.mark.parametrize("case", W3C, ids=lambda case: case.name)
def test_w3c_case(case: Case, endpoint: TestClient, store: EmbeddedStore) -> None:
    before = sorted(map(str, store.engine))
    answer = case.send(endpoint)
    assert answer.status_code == case.status
    assert sorted(map(str, store.engine)) == before
    media = answer.headers["content-type"]
    if case.status != 200:
        assert_told(answer, case.status)
    elif case.kind == "true":
        assert (media, answer.json()) == (JSON, {"head": {}, "boolean": True})
    elif case.kind == "table":
        assert media == JSON
        assert [row["value"]["value"] for row in answer.json()["results"]["bindings"]] == ["1"]
    else:
        assert media == "text/turtle; charset=utf-8"
        found = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
        assert len(found) == int(case.kind.removeprefix("rdf") or 0)


def assert_told(answer: httpx.Response, status: int) -> None:
    """A problem is told as one: RFC 9457, whatever was asked."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    told = answer.json()
    assert told["status"] == status
    assert told.keys() == {"type", "title", "status", "detail"}


@pytest.mark.parametrize(
    ("query", "url"),
    [
        (BOTH, graphs((DATA1,))),
        (BOTH, graphs((DATA1, UNKNOWN))),
        (BOTH, graphs((), (DATA1, DATA2))),
        (f"ASK {{ {NAMED} }}", graphs((), (DATA1,))),
        (f"ASK {{ {NAMED} }}", graphs((DATA1, DATA2))),
        (FULL, graphs((DATA1, DATA2), (DATA1, DATA2))),
        (f"ASK FROM <{DATA1}> FROM <{DATA2}> {{ <{DATA1}> a ?type }}", graphs((DATA3,))),
        (f"ASK FROM NAMED <{DATA1}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", graphs((DATA3,))),
        ("ASK { ?s ?p ?o }", graphs((UNKNOWN,))),
        ("ASK { GRAPH ?g { ?s ?p ?o } }", graphs((), (UNKNOWN,))),
    ],
)
@pytest.mark.parametrize("posted", [False, True])
def test_a_request_sees_no_graph_but_those_it_names(
    endpoint: TestClient, query: str, url: list[tuple[str, str]], posted: bool
) -> None:
    fields = [("query", query), *url]
    if posted:  # the graphs may stand in the form as well
        answer = endpoint.post("/sparql", content=urlencode(fields), headers=FORM)
    else:
        answer = endpoint.get(f"/sparql?{urlencode(fields)}")
    assert (answer.status_code, answer.json()) == (200, {"head": {}, "boolean": False})


def test_a_graph_named_twice_is_one(endpoint: TestClient) -> None:
    url = [("query", "SELECT ?s { ?s ?p ?o }"), *graphs((DATA1, DATA1))]
    found = endpoint.get(f"/sparql?{urlencode(url)}").json()
    assert [row["s"]["value"] for row in found["results"]["bindings"]] == [DATA1]


@pytest.mark.parametrize(
    "case",
    [
        Case("missing in a form", 400, body="", headers=FORM),
        Case("missing in a body", 400, body="", headers=DIRECT),
        Case("blank in a body", 400, body=" \n\t", headers=DIRECT),
        Case("empty in a URL", 400, "GET", (("query", ""),)),
        Case("blank in a URL", 400, "GET", (("query", " \n"),)),
        Case("missing, but graphs are named", 400, "GET", (NOWHERE,)),
        Case("misspelt", 400, "GET", (("qeury", "ASK {}"),)),
        Case("in URL and form", 400, "POST", (("query", "ASK {}"),), "query=ASK{}", FORM),
        Case("in URL and body", 400, "POST", (("query", "ASK {}"),), "ASK {}", DIRECT),
        Case("in the URL of a POST", 400, "POST", (("query", "ASK {}"),), "", FORM),
        Case("an update beside it", 400, "GET", (("query", "ASK {}"), ("update", "CLEAR ALL"))),
        Case("graphs of an update", 400, "GET", (("query", "ASK {}"), *USING)),
        Case("an update as a query", 400, "GET", (("query", "CLEAR ALL"),)),
        Case("no graph's IRI", 400, "GET", (("query", "ASK {}"), ("default-graph-uri", "a b"))),
        Case("a relative IRI", 400, "GET", (("query", "ASK {}"), ("named-graph-uri", "g"))),
        Case("no IRI at all", 400, "GET", (("query", "ASK {}"), ("named-graph-uri", ""))),
        Case("a long IRI", 400, "GET", (("query", "ASK {}"), *graphs(("urn:" + "x" * 2000,)))),
        Case(
            "many graphs",
            400,
            "GET",
            (("query", "ASK {}"), *graphs(tuple(f"urn:x:{number}" for number in range(101)))),
        ),
        Case("many parameters", 400, body="query=ASK%7B%7D" + "&a=b" * 200, headers=FORM),
        Case("bad UTF-8 in a body", 400, body=b"ASK { ?s ?p '\xff' }", headers=DIRECT),
        Case("bad UTF-8 in a form", 400, body="query=ASK%7B%7D%23%FF", headers=FORM),
        Case("half a surrogate", 400, body="query=ASK%7B%7D%23%ED%A0%80", headers=FORM),
        Case("NUL in a body", 400, body=b"ASK {} #\0", headers=DIRECT),
        Case("NUL in a form", 400, body="query=ASK%7B%7D%23%00", headers=FORM),
        Case("bad percent in a form", 400, body="query=ASK%7B%7D%23%zz", headers=FORM),
        Case("cut percent in a form", 400, body="query=ASK%7B%7D%23%2", headers=FORM),
        Case("nested too deep", 400, body="ASK " + "{" * 3000 + "}" * 3000, headers=DIRECT),
        Case("too many characters", 400, body="ASK {} #" + "x" * 200_000, headers=DIRECT),
        Case("JSON", 415, body="{}", headers={"Content-Type": "application/json"}),
        Case("multipart", 415, body="", headers={"Content-Type": "multipart/form-data;boundary=x"}),
        Case("Latin-1", 415, headers={"Content-Type": f"{DIRECT['Content-Type']};charset=latin1"}),
        Case("compressed", 415, headers={**DIRECT, "Content-Encoding": "gzip"}),
        Case("no Content-Type at all", 415, headers={"Content-Type": ""}),
        Case("a body of 20 MB", 413, body=b"x" * 20_000_000, headers=DIRECT),
        Case("a form of 20 MB", 413, body=b"query=" + b"x" * 20_000_000, headers=FORM),
        Case("a long URL", 414, "GET", (("query", "ASK {}" + " " * question.MAX_URL),)),
        Case("DELETE", 405, "DELETE", (("query", "ASK {}"),)),
        Case("PATCH", 405, "PATCH"),
    ],
    ids=lambda case: case.name,
)
def test_a_request_that_the_protocol_forbids(case: Case, endpoint: TestClient) -> None:
    answer = case.send(endpoint)
    assert_told(answer, case.status)
    if case.status == 405:
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    if case.status == 415:
        assert answer.headers["accept-post"] == f"{question.DIRECT}, {question.FORM}"


def test_the_longest_query_passes_whatever_its_letters(endpoint: TestClient) -> None:
    query = "ASK {} #" + "😀" * 199_992
    answer = endpoint.post("/sparql", content=urlencode({"query": query}), headers=FORM)
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT *\n{ ?s ?p ?o }\nLIMIT x", "3:7: "),
        ("ASK {\n ?s ?p ", "2:8: "),
        ("\n INSERT DATA {}", "2:2: "),
        ("ASK {\n FILTER('x) }", "2:9: "),
    ],
)
def test_a_fault_of_the_query_tells_line_and_column(
    endpoint: TestClient, query: str, place: str
) -> None:
    answer = endpoint.post("/sparql", content=query, headers=DIRECT)
    assert_told(answer, 400)
    assert answer.json()["detail"].startswith(place)


def test_markup_in_a_query_is_inert_in_the_fault(endpoint: TestClient) -> None:
    query = "ASK {} LIMIT <script>alert(1)</script>"
    answer = endpoint.get("/sparql", params={"query": query})
    assert_told(answer, 400)
    page = endpoint.get("/sparql", params={"query": query}, headers={"Accept": BROWSER})
    assert page.status_code == 400
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "&lt;script&gt;alert" in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("accept", [JSON, XML, "text/csv", "text/turtle", "*/*"])
def test_a_fault_is_a_problem_whatever_kind_of_result_is_asked_for(
    endpoint: TestClient, accept: str
) -> None:
    answer = endpoint.get("/sparql", params={"query": "ASK {"}, headers={"Accept": accept})
    assert answer.status_code in {400, 406}
    assert_told(answer, answer.status_code)


def test_words_of_an_update_inside_literals_and_comments_are_harmless(
    endpoint: TestClient,
) -> None:
    query = "ASK { BIND ('DROP ALL; SERVICE' AS ?x) } # LOAD <file:///etc/passwd>"
    answer = endpoint.get("/sparql", params={"query": query})
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_utf_8_may_be_named_and_a_mark_may_precede_it(endpoint: TestClient) -> None:
    for kind in (
        "application/sparql-query; charset=utf-8",
        'Application/SPARQL-Query;charset="UTF-8"',
    ):
        answer = endpoint.post(
            "/sparql",
            content="\ufeffASK { FILTER('ñ' = '\\u00f1') }",
            headers={"Content-Type": kind},
        )
        assert (answer.status_code, answer.json()["boolean"]) == (200, True)


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
CSV = "text/csv; charset=utf-8"
TSV = "text/tab-separated-values; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (XML, XML),
        ("text/csv", CSV),
        ("text/csv; header=present; charset=utf-8", CSV),
        ("TEXT/TAB-SEPARATED-VALUES", TSV),
        ("text/*", CSV),
        (f"{JSON};q=0.4, {XML};q=0.5", XML),
        (f"text/csv;q=0.9, {XML};q=0.2, */*;q=0.1", CSV),
        (f"{JSON};q=0, */*;q=0.5", XML),
        ("application/json", "application/json"),
        (BROWSER, "application/xml"),
        ("text/html, */*;q=0.1", JSON),
    ],
)
def test_a_table_comes_in_the_kind_that_is_wanted_most(
    endpoint: TestClient, accept: str, media: str
) -> None:
    answer = endpoint.get("/sparql", params={"query": ROW}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert "Accept" in answer.headers["vary"].split(", ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_several_accept_headers_count_as_one(endpoint: TestClient) -> None:
    accept = [("Accept", f"{JSON};q=0.1"), ("Accept", "text/csv")]
    answer = endpoint.get("/sparql", params={"query": ROW}, headers=accept)
    assert answer.headers["content-type"] == CSV


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT * {}", "text/turtle"),
        ("SELECT * {}", "image/png"),
        ("SELECT * {}", "text/html"),
        ("SELECT * {}", "*/*;q=0"),
        ("ASK {}", "text/csv"),
        ("ASK {}", "text/tab-separated-values"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", JSON),
        ("DESCRIBE <urn:x>", "text/csv"),
    ],
)
def test_an_impossible_accept_is_refused(endpoint: TestClient, query: str, accept: str) -> None:
    answer = endpoint.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert ("text/html" in answer.headers["content-type"]) == (accept == "text/html")


@pytest.mark.parametrize(
    ("query", "name", "media"),
    [
        ("SELECT * {}", "json", JSON),
        ("SELECT * {}", "csv", CSV),
        ("SELECT * {}", "text/csv", CSV),
        ("SELECT * {}", "tsv", TSV),
        ("ASK {}", "xml", XML),
        ("ASK {}", "csv", ""),
        ("SELECT * {}", "turtle", ""),
        ("SELECT * {}", "../x", ""),
        ("DESCRIBE <urn:x>", "turtle", "text/turtle; charset=utf-8"),
        ("DESCRIBE <urn:x>", "ntriples", "application/n-triples"),
        ("DESCRIBE <urn:x>", "rdfxml", "application/rdf+xml"),
        ("DESCRIBE <urn:x>", "jsonld", "application/ld+json"),
        ("DESCRIBE <urn:x>", "csv", ""),
    ],
)
def test_a_format_in_the_url_goes_before_accept(
    endpoint: TestClient, query: str, name: str, media: str
) -> None:
    url = {"query": query, "format": name}
    answer = endpoint.get("/sparql", params=url, headers={"Accept": "application/xml"})
    if media:
        assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    else:
        assert_told(answer, 406)


def test_each_result_format_says_the_same(endpoint: TestClient) -> None:
    def body(name: str) -> str:
        answer: httpx.Response = endpoint.get("/sparql", params={"query": ROW, "format": name})
        return answer.text

    found = json.loads(body("json"))
    assert found["head"] == {"vars": ["a", "b", "c"]}
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert found["results"]["bindings"] == [
        {
            "a": {"type": "literal", "value": "=1+1"},
            "b": {"type": "uri", "value": "urn:x"},
            "c": {"type": "literal", "value": 'a\tb"c'},
        },
        {
            "a": {"type": "literal", "value": "7", "datatype": integer},
            "c": {"type": "literal", "value": "ñ", "xml:lang": "es"},
        },
    ]
    # no apostrophe before what a spreadsheet would compute: a program must get the value
    assert body("csv") == 'a,b,c\r\n=1+1,urn:x,"a\tb""c"\r\n7,,ñ\r\n'
    assert body("tsv") == (
        f'?a\t?b\t?c\n"=1+1"\t<urn:x>\t"a\\tb\\"c"\n"7"^^<{integer}>\t\t"ñ"@es\n'
    )
    root = ElementTree.fromstring(body("xml"))
    name = "{http://www.w3.org/2005/sparql-results#}"
    assert [each.get("name") for each in root.iter(f"{name}variable")] == ["a", "b", "c"]
    texts = [[cell[0].text for cell in row] for row in root.iter(f"{name}result")]
    assert texts == [["=1+1", "urn:x", 'a\tb"c'], ["7", "ñ"]]


def test_csv_of_nothing_and_of_a_blank_node(endpoint: TestClient) -> None:
    def csv(query: str) -> str:
        answer: httpx.Response = endpoint.get("/sparql", params={"query": query, "format": "csv"})
        return answer.text

    assert csv("SELECT ?x { }") == 'x\r\n""\r\n'
    assert csv("SELECT ?x { ?x <urn:none> ?y }") == "x\r\n"
    assert re.fullmatch("x\r\n_:[0-9a-f]+\r\n", csv("SELECT (BNODE() AS ?x) {}"))


@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
         ox.RdfFormat.JSON_LD),
        ("application/json", ox.RdfFormat.JSON_LD),
        (BROWSER, ox.RdfFormat.RDF_XML),
    ],
)  # fmt: skip
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE {{ <{0}> ?p ?o }}", "DESCRIBE <{0}>"])
def test_triples_come_in_the_kind_that_is_wanted(
    endpoint: TestClient, store: EmbeddedStore, query: str, accept: str, rdf_format: ox.RdfFormat
) -> None:
    url = {"query": query.format(DATA1)}
    answer = endpoint.get("/sparql", params=url, headers={"Accept": accept})
    assert answer.status_code == 200
    if accept != BROWSER:
        assert answer.headers["content-type"].split(";")[0] == accept.split(";")[0]
    found = {str(quad.triple) for quad in ox.parse(answer.content, format=rdf_format)}
    assert found == {str(quad.triple) for quad in store.engine if quad.subject.value == DATA1}


def test_a_relative_iri_is_read_from_where_the_resources_are(endpoint: TestClient) -> None:
    found = endpoint.get("/sparql", params={"query": "SELECT (<practice/BP1_AH> AS ?x) {}"}).json()
    value = found["results"]["bindings"][0]["x"]["value"]
    assert value == "https://w3id.org/saberesgraph/id/practice/BP1_AH"


def test_head_answers_as_get_without_a_body(endpoint: TestClient) -> None:
    head = endpoint.head("/sparql", params={"query": "ASK {}"})
    got = endpoint.get("/sparql", params={"query": "ASK {}"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == got.headers
    assert endpoint.head("/sparql", params={"query": "ASK {"}).status_code == 400


def test_options_tells_what_may_be_asked_from_where(endpoint: TestClient) -> None:
    preflight = {
        "Origin": "https://app.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = endpoint.options("/sparql", headers=preflight)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS, POST"
    assert answer.headers["access-control-allow-headers"] == "Accept, Content-Type"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-max-age"] == "86400"


class Busy:
    """A guard without a free worker, which keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Dataset | None, str]] = []

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        self.asked.append((query, form, dataset, client))
        raise BusyError


def test_when_all_workers_are_busy_one_may_ask_later(store: EmbeddedStore) -> None:
    busy = Busy()
    with TestClient(application(Served("es", None, store, busy, "", "v1"))) as client:
        url = [("query", "ASK {}"), *graphs((DATA1,), (DATA2, DATA2))]
        answer = client.get(f"/sparql?{urlencode(url)}")
        assert_told(answer, 503)
        assert answer.headers["retry-after"] == "2"
        # what the protocol forbids takes no worker
        assert client.get("/sparql?query=%20").status_code == 400
        assert client.get("/sparql", params={"query": "ASK{SERVICE<urn:x>{}}"}).status_code == 400
    assert busy.asked == [("ASK {}", "json", Dataset((DATA1,), (DATA2,)), "testclient")]


def test_nothing_that_is_asked_leaves_this_machine_or_reads_its_files(
    endpoint: TestClient, listener: tuple[int, list[bytes]]
) -> None:
    port, calls = listener
    there = f"http://127.0.0.1:{port}/x"
    for query, status, told in [
        (f"ASK {{ SERVICE <{there}> {{ ?s ?p ?o }} }}", 400, "SERVICE"),
        (f"ASK {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}", 400, "SERVICE"),
        (f"ASK {{ \\u0053ERVICE <{there}> {{ ?s ?p ?o }} }}", 400, "SERVICE"),
        (f"LOAD <{there}>", 400, "LOAD"),
        (f"ASK FROM <{there}> {{ ?s ?p ?o }}", 200, "false"),
        (f"ASK FROM NAMED <{there}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", 200, "false"),
        ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", 200, "false"),
        (f"ASK {{ GRAPH <{there}> {{ ?s ?p ?o }} }}", 200, "false"),
        (f"DESCRIBE <{there}>", 200, ""),
    ]:
        answer = endpoint.get("/sparql", params={"query": query})
        assert (answer.status_code, told in answer.text) == (status, True), query
    for name in DATASET:
        for iri in (there, "file:///etc/passwd"):
            url = {"query": "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", name: iri}
            assert endpoint.get("/sparql", params=url).json()["boolean"] is False
    assert calls == []
    socket.create_connection(("127.0.0.1", port)).sendall(b"it listens")
    deadline = time.monotonic() + 5
    while not calls and time.monotonic() < deadline:
        time.sleep(0.01)
    assert calls == [b"it listens"]


@pytest.fixture(scope="session")
def address(served_files: Served) -> Iterator[tuple[str, int]]:
    """The endpoint behind a real server."""
    settings = Settings(
        language="es",
        project=None,
        data=(),
        folder=None,
        endpoint=None,
        own_graphs=False,
        base="",
        workers=2,
        limits=Limits(),
        grace=1,
        watch=False,
        access_log=False,
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = server_of(served_files, settings, Operations("v1"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()
        server.should_exit = True
        thread.join()


def spoken(address: tuple[str, int], request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; return the status and the body."""
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(request)
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


END = b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    ("start", "status"),
    [
        (b"GET /sparql?query=ASK%20%7B%7D", 200),
        (b"HEAD /sparql?query=ASK%20%7B%7D", 200),
        (b"GET /sparql?query=ASK+{}", 200),
        (b"GET /sparql?query=ASK%7B%7D%23%zz", 400),
        (b"GET /sparql?query=ASK%7B%7D%23%", 400),
        (b"GET /sparql?query=ASK%7B%7D%23%FF", 400),
        (b"GET /sparql?query=ASK%7B%7D%23%00", 400),
        (b"GET /sparql?query=ASK+{}" + b"+" * 100_000, 414),
        (b"GET /sparql?query=ASK+{}" + b"+" * 30_000, 200),
    ],
    ids=lambda value: value[:40].decode() if isinstance(value, bytes) else None,
)
def test_bytes_on_the_line(address: tuple[str, int], start: bytes, status: int) -> None:
    found, body = spoken(address, start + END)
    assert found == status
    if start.startswith(b"HEAD"):
        assert body == b""
    elif status == 200:
        assert json.loads(body)["boolean"] is True


POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
QUERY = b"Content-Type: application/sparql-query\r\n"


@pytest.mark.parametrize(
    ("kind", "status"), [(QUERY, 413), (b"Content-Type: text/plain\r\n", 415), (b"", 415)]
)
def test_who_sends_20_mb_before_reading_hears_why_they_are_refused(
    address: tuple[str, int], kind: bytes, status: int
) -> None:
    body = b"x" * 20_000_000
    said = spoken(address, POST + kind + b"Content-Length: 20000000\r\n\r\n" + body)
    assert (said[0], json.loads(said[1])["status"]) == (status, status)


def test_a_body_that_does_not_say_its_length_is_read_up_to_a_cap(
    address: tuple[str, int],
) -> None:
    chunk = b"%x\r\n%s\r\n" % (2**16, b"#" * 2**16)
    head = POST + QUERY + b"Transfer-Encoding: chunked\r\n\r\n"
    assert spoken(address, head + chunk * (question.MAX_BODY // 2**16 + 1) + b"0\r\n\r\n")[0] == 413
    assert spoken(address, head + b"6\r\nASK {}\r\n0\r\n\r\n")[0] == 200
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(head)
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 2**27:  # endless, for all that the server knows
                line.sendall(chunk)
                sent += 2**16
    assert 2**25 < sent < 2**27
    assert spoken(address, b"GET /sparql?query=ASK+{}" + END)[0] == 200


def test_who_waits_for_leave_to_send_too_much_does_not_get_it(address: tuple[str, int]) -> None:
    head = POST + QUERY + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n"
    assert spoken(address, head % 20_000_000)[0] == 413
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(head % 6)
        assert line.recv(1000).startswith(b"HTTP/1.1 100 ")


def test_a_body_cut_short_does_no_harm(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(POST + QUERY + b"Content-Length: 20\r\n\r\nASK")
    assert spoken(address, b"GET /sparql?query=ASK+{}" + END)[0] == 200


def test_a_body_that_never_comes_is_not_waited_for(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "_BODY_SECONDS", 0.1)
    said = spoken(address, POST + QUERY + b"Content-Length: 20\r\n\r\nASK")
    assert (said[0], json.loads(said[1])["status"]) == (408, 408)
