"""Every IRI answers, to people and to programs; the data set describes itself to catalogues."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import html5lib
import pyoxigraph as ox
import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from browser import violations
from pages import parse
from saberesgraph import dcat, site
from saberesgraph.description import describe, turtle
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.graph import Graph
from saberesgraph.namespaces import (
    ASSERTED_GRAPH,
    DERIVED_GRAPH,
    ONTOLOGY,
    PERMANENT,
    PREFIXES,
    QUERIES_GRAPH,
    RDF_TYPE,
    RESOURCE,
    SHACL,
    lengthen,
)
from saberesgraph.project import Project
from saberesgraph.sandbox import Limits
from saberesgraph.site import schema_org
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.web import sitemap
from saberesgraph.web.addresses import iri_of, path_of
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.documents import Texts
from saberesgraph.web.negotiation import MEDIA
from saberesgraph.web.served import Served

FORMS = ("html", "ttl", "jsonld", "json")
DCAT, TERMS = PREFIXES["dcat"], PREFIXES["dcterms"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = '</script><img src=x onerror="document.title=1"><!-- <b>" \'x\' {{ 7*7 }} ]]>'
# named by others; our ontology tells what they mean here
OUTSIDE = {
    "http://metadata.un.org/sdg/ontology#Goal",
    "http://metadata.un.org/sdg/ontology#Target",
    "http://www.opengis.net/ont/geosparql#Geometry",
    "http://www.w3.org/ns/org#Organization",
}


def name_of(triple: ox.Triple) -> str:
    assert isinstance(triple.subject, ox.NamedNode | ox.BlankNode)
    return triple.subject.value


def triples(content: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(input=content, format=form)}


@pytest.fixture(scope="module")
def subjects(graph: Graph) -> list[str]:
    found = {quad.subject.value for quad in graph.store.engine}
    assert len(found) > 2800
    return sorted(found)


@pytest.fixture(scope="module")
def alone(served: Served) -> dict[str, Callable[[Place], str]]:
    """What draws the pages of the site that needs no server, in Spanish."""
    return dict(site.pages(served.contents["es"]))


def drawn(alone: dict[str, Callable[[Place], str]], path: str) -> str:
    return alone[path](Place(path, "es", "es"))


def sample(subjects: list[str], most: int) -> Iterator[str]:
    """Yield every subject of a kind that has few, and some of a kind that has many."""
    kinds: dict[str, list[str]] = {}
    for iri in subjects:
        if path_of(iri) and "#" not in iri:
            kinds.setdefault(iri.rpartition("/")[0], []).append(iri)
    assert len(kinds) > 35
    for same in kinds.values():
        yield from same[:: -(-len(same) // most)]


# --- every IRI ---


def test_every_subject_has_a_path_of_its_own(subjects: list[str]) -> None:
    paths = {iri: path_of(iri) for iri in subjects}
    assert {iri for iri, path in paths.items() if path is None} == OUTSIDE
    documents = {iri: path for iri, path in paths.items() if path and "#" not in iri}
    assert len(set(documents.values())) == len(documents) > 2700
    assert [iri for iri, path in documents.items() if iri_of(path) != iri] == []
    terms = {path for iri, path in paths.items() if "#" in iri}
    assert terms == {None, "ontology"}


def test_subjects_of_every_kind_answer_in_every_form(
    client: TestClient, subjects: list[str]
) -> None:
    checked = 0
    for iri in sample(subjects, 1):
        path = path_of(iri)
        for form in FORMS:
            found = client.get(f"/{path}.{form}", headers={"Accept": "image/png"})
            assert found.status_code == 200, (iri, form)
            assert found.headers["content-type"].partition(";")[0] == MEDIA[form]
            if form == "jsonld" and path != "ontology":
                assert iri in {
                    t.subject.value for t in triples(found.content, ox.RdfFormat.JSON_LD)
                    if isinstance(t.subject, ox.NamedNode)
                }  # fmt: skip
            elif form == "json" and not (path or "").startswith(("id/practice/", "ontology")):
                assert found.json()["iri"] == iri
            elif form == "html":
                assert found.text.startswith('<!DOCTYPE html>\n<html lang="es">')
                assert '<link rel="alternate" type="text/turtle"' in found.text, iri
        checked += 1
    assert checked > 35


def test_the_turtle_of_a_subject_holds_what_the_store_says_of_it(
    client: TestClient, graph: Graph, subjects: list[str]
) -> None:
    said: dict[str, set[ox.Triple]] = {}
    for triple in (*graph.reading.triples, *graph.derived):
        if isinstance(triple.subject, ox.NamedNode):
            said.setdefault(triple.subject.value, set()).add(triple)
    names = {PREFIXES["skos"] + "prefLabel"}
    checked = 0
    for iri in sample(subjects, 8):
        if iri not in said or iri == f"{PERMANENT}ontology":
            continue
        found: dict[str, set[ox.Triple]] = {}
        content = client.get(f"/{path_of(iri)}.ttl").content
        for triple in triples(content, ox.RdfFormat.TURTLE):
            assert isinstance(triple.subject, ox.NamedNode)
            found.setdefault(triple.subject.value, set()).add(triple)
        assert found.pop(iri) == said[iri], iri
        # of others: the names of what is pointed to, and all that belongs to it
        for other, theirs in found.items():
            whole = theirs == said[other]
            assert whole or {t.predicate.value for t in theirs} == names, (iri, other)
        checked += 1
    assert checked > 150


def test_a_vocabulary_comes_with_its_concepts(client: TestClient) -> None:
    found = triples(client.get("/id/gcm/objective.ttl").content, ox.RdfFormat.TURTLE)
    in_scheme = ox.NamedNode(PREFIXES["skos"] + "inScheme")
    assert len([t for t in found if t.predicate == in_scheme]) == 23
    assert "# What is said of it and of what belongs to it.\n" in client.get("/id/area.ttl").text


def test_terms_are_told_by_the_ontology(client: TestClient, project: Project) -> None:
    written = (project.root / "ontology" / "saberes.ttl").read_bytes()
    assert client.get("/ontology", headers={"Accept": "text/turtle"}).content == written
    expected = triples(written, ox.RdfFormat.TURTLE)
    assert set(map(name_of, expected)) >= OUTSIDE
    for form, rdf in (
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
    ):
        assert triples(client.get(f"/ontology.{form}").content, rdf) == expected, form
    # an IRI with its fragment leads to the term on the page
    assert parse(client.get("/ontology", headers={"Accept": BROWSER}).text).one("tr", id_="Call")


def test_shapes_are_told_by_their_document(client: TestClient, project: Project) -> None:
    files = [f for f in (*project.shape_files, *project.evaluation_files) if f.suffix == ".ttl"]
    written = [q.triple for f in files
               for q in ox.parse(path=str(f), format=ox.RdfFormat.TURTLE)]  # fmt: skip
    named = {t.subject.value for t in written if isinstance(t.subject, ox.NamedNode)}
    for path in ("/shape", "/shapes"):
        for media, form in (
            ("text/turtle", ox.RdfFormat.TURTLE),
            ("application/ld+json", ox.RdfFormat.JSON_LD),
        ):
            answer = client.get(path, headers={"Accept": media})
            assert answer.headers["content-location"].startswith("shape.")
            dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object)
                                 for t in triples(answer.content, form))  # fmt: skip
            expected = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in written)
            for each in (dataset, expected):
                each.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
            assert dataset == expected, (path, media)
    ids = {
        each.attributes.get("id")
        for each in parse(client.get("/shape", headers={"Accept": BROWSER}).text).walk()
    }
    messages = {t.subject.value for t in written if t.predicate.value == SHACL + "message"}
    shown = {iri.partition("#")[2] for iri in messages & named}
    assert len(shown) > 150
    assert shown <= ids


def test_turtle_of_a_thing_reads_as_one(graph: Graph) -> None:
    text = turtle(describe(graph.store, f"{RESOURCE}verdict/yes"))
    assert text.count("\nverdict:yes a skos:Concept ;\n") == 1
    assert turtle(describe(graph.store, f"{RESOURCE}verdict/maybe")) == ""


def test_the_files_of_records_are_those_of_the_site(client: TestClient, served: Served) -> None:
    checked = 0
    for path, draw in served.files.items():
        if path.startswith(("id/practice/BP1_", "id/practice/LA")):
            assert client.get(f"/{path}").text == draw(), path
            checked += 1
    assert checked == (7 + 6) * 4
    assert client.get("/id/practice/BP1_AH.nt").content.count(b"\n") == len(
        set(describe(served.store, f"{RESOURCE}practice/BP1_AH").triples)
    )


# --- negotiation ---


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "html"),
        ("*/*", "html"),
        (BROWSER, "html"),
        ("text/turtle", "ttl"),
        ("TEXT/TURTLE", "ttl"),
        ("text/turtle;q=0.3, application/ld+json;q=0.7", "jsonld"),
        ("text/html;q=0.5, application/*", "jsonld"),
        ("application/json", "json"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml, */*;q=0.1", "rdf"),
        ("text/*;q=0.9, text/html;q=0", "ttl"),
        ("image/png, application/json;q=0.2", "json"),
    ],
)
@pytest.mark.parametrize("path", ["/id/practice/BP1_AH", "/id/verdict/yes", "/sdg/10.7"])
def test_an_accept_header_chooses_the_form(
    client: TestClient, path: str, accept: str | None, form: str
) -> None:
    headers = {"Accept": accept} if accept else {"Accept": ""}
    found = client.get(path, headers=headers)
    assert found.status_code == 200
    assert found.headers["content-type"].partition(";")[0] == MEDIA[form]
    assert found.headers["content-location"] == f"{path.rpartition('/')[2]}.{form}"
    assert "Accept" in found.headers["vary"].split(", ")
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.content == client.get(f"{path}.{form}").content


def test_several_accept_headers_count_as_one(client: TestClient) -> None:
    headers = [("Accept", "text/html;q=0.2"), ("Accept", "text/turtle")]
    found = client.get("/id/verdict/yes", headers=headers)
    assert found.headers["content-type"].startswith("text/turtle")


def test_a_suffix_wins_over_the_header(client: TestClient) -> None:
    found = client.get("/id/verdict/yes.ttl", headers={"Accept": "text/html"})
    assert found.headers["content-type"].startswith("text/turtle")
    assert "content-location" not in found.headers
    assert found.links["alternate"]["url"] == "yes.rdf"  # the last of them
    assert found.headers["link"].startswith('<yes.html>; rel="alternate"; type="text/html", <')
    assert "yes.ttl" not in found.headers["link"]
    assert "Accept" not in found.headers.get("vary", "").split(", ")


def test_head_says_what_get_would(client: TestClient) -> None:
    headers = {"Accept": "text/turtle"}
    got = client.get("/id/verdict/yes", headers=headers)
    told = client.head("/id/verdict/yes", headers=headers)
    assert told.status_code == 200
    for name in ("content-type", "content-length", "content-location", "vary", "etag"):
        assert told.headers[name] == got.headers[name]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/id/verdict/yes.ttl").headers["etag"]
    assert client.get("/id/verdict/yes.ttl", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/sitemap-" + "9" * 5000 + ".xml", 404, "there is nothing here"),
        ("/sitemap-0.xml", 404, "there is nothing here"),
        ("/sitemap-x.xml", 404, "there is nothing here"),
        ("/id/practice/BP1_AX", 404, "/id/practice/BP1_AX: nothing is said of that. It is close"),
        ("/id/practice/BP1_AX.ttl", 404, "It is close to BP1_A"),
        ("/id/gcm/objective/99", 404, "/id/gcm/objective/99: "),
        ("/id/practice/", 404, "there is nothing here"),
        ("/id/", 404, "there is nothing here"),
        ("/id/nothing/at-all", 404, "there is nothing here"),
        ("/sdg/18", 404, "/sdg/18: "),
        ("/sdgs", 404, "there is nothing here"),
        ("/id/practice/%3Cscript%3E", 404, "/id/practice/<script>: "),
        ("/id/practice/BP1_AH%20", 404, "/id/practice/BP1_AH : "),
        ("/id/practice/%00", 404, "/id/practice/"),
        ("/id/" + "x" * 5000, 404, "there is nothing here"),
        ("/ontology.trig", 404, "it is not offered as .trig"),
        ("/graph/nothing", 404, "there is nothing here"),
        ("/data/saberes.ttl", 404, "it is not offered as .ttl"),
        ("/en/id/verdict/yes.ttl", 404, "it is not offered as .ttl"),
        ("/id/verdict/yes?page=2", 404, "page=2: there is no such part"),
        ("/id/verdict/yes?page=-1", 404, "page=-1: there is no such part"),
        ("/id/verdict/yes?page=" + "9" * 5000, 404, "there is no such part"),
    ],
)
def test_what_does_not_exist_is_told(
    client: TestClient, path: str, status: int, words: str
) -> None:
    found = client.get(path + ("&" if "?" in path else "?") + "lang=en")
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    assert words in found.json()["detail"]
    page = client.get(path, headers={"Accept": BROWSER})
    assert page.status_code == status
    html5lib.HTMLParser(strict=True).parse(page.text)
    assert "<script>" not in page.text


@pytest.mark.parametrize("path", ["/id/verdict/yes", "/ontology", "/dcat", "/graph/derived"])
def test_a_form_that_nobody_offers_is_refused(client: TestClient, path: str) -> None:
    for accept in ("image/png", "text/turtle;q=0", "application/*;q=0"):
        found = client.get(path + "?lang=en", headers={"Accept": accept})
        assert found.status_code == 406
        assert "offered in none of the formats" in found.json()["title"]
        assert "text/turtle" in found.json()["detail"]
    assert client.post(path).status_code == 405


def test_an_iri_with_quoted_or_foreign_letters_answers(project: Project) -> None:
    names = ("a%20b", "niñez", "x.ttl", "a+b", "100%25", "(a)~b@c")
    typed = ox.NamedNode(PREFIXES["skos"] + "Concept")
    said = [ox.Triple(ox.NamedNode(f"{RESOURCE}area/{n}"), ox.NamedNode(RDF_TYPE), typed)
            for n in names]  # fmt: skip
    store = EmbeddedStore(said)
    served = Served("es", project, store, Direct(store, Limits()), "", "v1")
    with TestClient(application(served)) as client:
        for name in names:
            iri = ox.NamedNode(f"{RESOURCE}area/{name}")
            # as written in the IRI, and as links on our pages write it
            for address in {quote(name, safe="%+()~@"), quote(name)}:
                for path in (f"/id/area/{address}", f"/id/area/{address}.ttl"):
                    found = client.get(path, headers={"Accept": "text/turtle"})
                    assert found.status_code == 200, path
                    assert {t.subject for t in triples(found.content, ox.RdfFormat.TURTLE)} == {iri}


# --- the page of a resource ---


def test_a_page_says_all_that_is_said(client: TestClient) -> None:
    page = parse(client.get("/en/id/call-statement/2024-axis-gender-equality.html").text)
    assert page.one("h1").text == "2024-axis-gender-equality"
    rows = {row[0].split()[-1]: row[1] for row in page.one("table").rows}
    assert rows["sab:call"] == "Intercooperation call 2024"
    assert rows["sab:link"] == "axis"
    assert rows["sab:basis"] in {"Stated", "Normalised"}
    assert "what is written in the files" in page.text
    link = next(a for a in page.all("a") if a.text == "Intercooperation call 2024")
    assert link.attributes["href"] == "../call/2024.html"
    data = {a.text: a.attributes["href"] for a in page.one("ul", class_="actions").all("a")}
    assert data["Turtle"] == "../../../id/call-statement/2024-axis-gender-equality.ttl"
    assert (
        client.get("/en/id/call-statement/2024-axis-gender-equality").text
        == client.get("/en/id/call-statement/2024-axis-gender-equality.html").text
    )


def test_a_derived_statement_says_its_graph_and_basis(client: TestClient, graph: Graph) -> None:
    iri = min(name for name in map(name_of, graph.derived) if "/alignment/" in name)
    page = parse(client.get(f"/{path_of(iri)}.html").text)
    facts = page.one("dl").text
    assert "lo que derivan las reglas" in facts
    assert "derivado" in facts
    assert client.get(f"/{path_of(iri)}.json").json()["graphs"] == [DERIVED_GRAPH]


def test_who_points_to_it_comes_in_parts(client: TestClient, graph: Graph) -> None:
    this = ox.NamedNode(f"{RESOURCE}source/unnm-booklet-2022")
    expected = {name_of(t) for t in graph.reading.triples if t.object == this}
    assert len(expected) > 200
    path = "/id/source/unnm-booklet-2022.html"
    found: list[str] = []
    part, following = 1, f"{path}?page=1#pointers"
    while following:
        page = parse(client.get(f"{path}?page={part}").text)
        found += [a.attributes["href"] for a in page.one("ul", class_="columns").all("a")]
        following = "".join(a.attributes["href"] for a in page.all("a", rel="next"))
        part += 1
        if following:
            assert following == f"unnm-booklet-2022.html?page={part}#pointers"
    assert part - 1 == -(-len(expected) // 50)
    assert len(found) == len(set(found)) == len(expected)
    last = {iri.rpartition("/")[2] for iri in expected}
    assert {each.rpartition("/")[2].removesuffix(".html") for each in found} == last
    assert f">{len(expected)}</span>" in client.get(path).text


def test_links_of_resource_pages_lead_somewhere(
    client: TestClient, served: Served, subjects: list[str]
) -> None:
    """From the address without a suffix too: it is in the same folder."""
    chosen = [iri for iri in sample(subjects, 1) if not iri.startswith(f"{RESOURCE}practice/")][::3]
    targets: dict[str, str] = {}
    for path in (*(str(path_of(iri)) for iri in chosen), "dcat", "shape"):
        answer = client.get(f"/en/{path}", headers={"Accept": "text/html"})
        page = parse(answer.text)
        for each in (*page.all("a"), *page.all("link")):
            target = str(answer.url.join(each.attributes["href"]))
            if urlsplit(target).netloc == "testserver":
                targets.setdefault(target.partition("#")[0], path)
    assert len(targets) > 100
    for target, path in targets.items():
        if urlsplit(target).path.lstrip("/") not in served.files:
            assert client.get(target).status_code == 200, (path, target)


def test_the_site_of_things_links_its_data_when_served(
    client: TestClient, alone: dict[str, Callable[[Place], str]]
) -> None:
    page = parse(client.get("/id/actor/oim").text)
    assert {a.attributes["href"] for a in page.one("ul", class_="actions").all("a")} >= {
        "oim.ttl", "oim.jsonld", "oim.json",
    }  # fmt: skip
    assert "oim.ttl" not in drawn(alone, "id/actor/oim.html")


# --- graphs, and the description of all ---


@pytest.mark.parametrize("graph_iri", [ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH])
def test_a_named_graph_is_a_file(client: TestClient, graph: Graph, graph_iri: str) -> None:
    name = ox.NamedNode(graph_iri)
    expected = set(graph.store.construct(f"CONSTRUCT {{?s ?p ?o}} {{ GRAPH {name} {{?s ?p ?o}} }}"))
    path = f"/{path_of(graph_iri)}"
    assert client.get(path).headers["content-type"].startswith("text/turtle")
    for form, rdf in (("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES),
                      ("jsonld", ox.RdfFormat.JSON_LD)):  # fmt: skip
        assert triples(client.get(f"{path}.{form}").content, rdf) == expected, form
    quads = {*ox.parse(input=client.get(f"{path}.trig").content, format=ox.RdfFormat.TRIG)}
    assert {q.graph_name for q in quads} == {name}
    assert {q.triple for q in quads} == expected


def test_all_data_are_one_file(client: TestClient, graph: Graph) -> None:
    for suffix, form in (("trig", ox.RdfFormat.TRIG), ("nq", ox.RdfFormat.N_QUADS)):
        found = client.get(f"/data/saberes.{suffix}")
        assert found.headers["content-type"] == MEDIA[suffix]
        quads = set(ox.parse(input=found.content, format=form))
        assert len(quads) == len(graph.store.engine)
        assert {q.triple for q in quads if q.graph_name.value == ASSERTED_GRAPH} == set(
            graph.reading.triples
        )


def test_the_catalogue_has_what_dcat_ap_demands(client: TestClient) -> None:
    found = triples(client.get("/dcat.ttl").content, ox.RdfFormat.TURTLE)
    assert triples(client.get("/dcat.jsonld").content, ox.RdfFormat.JSON_LD) == found
    assert (
        client.get("/dataset", headers={"Accept": "text/turtle"}).content
        == client.get("/dcat", headers={"Accept": "text/turtle"}).content
    )
    said: dict[Any, dict[str, list[Any]]] = {}
    for t in found:
        said.setdefault(t.subject, {}).setdefault(t.predicate.value, []).append(t.object)
    mandatory = {
        "Catalog": ("title", "description", "publisher"),
        "Dataset": ("title", "description", "publisher", "license", "creator", "spatial"),
        "Distribution": ("title", "license", "format"),
        "DataService": ("title", "license"),
    }
    checked = dict.fromkeys(mandatory, 0)
    for subject, values in said.items():
        for kind in mandatory:
            if ox.NamedNode(DCAT + kind) in values.get(RDF_TYPE, ()):
                checked[kind] += 1
                for name in mandatory[kind]:
                    assert values[TERMS + name], (subject, name)
                assert {each.language for each in values[TERMS + "title"]} == {"es", "en"}
    assert checked["Catalog"] == checked["Dataset"] == 1
    assert checked["Distribution"] >= 8
    dataset = said[ox.NamedNode(dcat.DATASET)]
    (place,) = dataset[TERMS + "spatial"]
    assert place.value.endswith("/authority/country/ECU")
    assert said[place][PREFIXES["skos"] + "exactMatch"] == [ox.NamedNode(f"{RESOURCE}territory/EC")]
    assert {each.value for each in said[place][PREFIXES["rdfs"] + "label"]} == {"Ecuador"}
    assert dataset[TERMS + "conformsTo"] == [ox.NamedNode(ONTOLOGY.rstrip("#"))]
    assert (
        ox.NamedNode(f"{RESOURCE}source/catalogue-2021")
        in dataset[PREFIXES["prov"] + "wasDerivedFrom"]
    )
    assert {
        each.value[:6] for each in said[dataset[TERMS + "rights"][0]][PREFIXES["rdfs"] + "label"]
    } == {"© 2021"}
    assert said[dataset[TERMS + "publisher"][0]][PREFIXES["foaf"] + "name"] == [
        ox.Literal("Saberes Graph contributors")
    ]
    # readers of DCAT-AP fetch nothing: what is pointed to says its class here
    classes = {
        TERMS + "license": TERMS + "LicenseDocument",
        TERMS + "format": TERMS + "MediaTypeOrExtent",
        TERMS + "conformsTo": TERMS + "Standard",
        TERMS + "language": TERMS + "LinguisticSystem",
        TERMS + "spatial": TERMS + "Location",
        TERMS + "temporal": TERMS + "PeriodOfTime",
        TERMS + "publisher": PREFIXES["foaf"] + "Agent",
        DCAT + "mediaType": TERMS + "MediaType",
        DCAT + "theme": PREFIXES["skos"] + "Concept",
        DCAT + "landingPage": PREFIXES["foaf"] + "Document",
    }
    for t in found:
        if t.predicate.value in classes:
            assert ox.NamedNode(classes[t.predicate.value]) in said[t.object][RDF_TYPE], t
    assert set(classes) <= {t.predicate.value for t in found}
    # what is offered answers, as what it says it is
    for subject, values in said.items():
        if DCAT + "downloadURL" in values:
            answer = client.get(values[DCAT + "downloadURL"][0].value)
            assert answer.status_code == 200
            media = values[DCAT + "mediaType"][0].value
            assert media.endswith("/" + answer.headers["content-type"].partition(";")[0]), subject
    endpoints = {
        v[DCAT + "endpointURL"][0].value for v in said.values() if DCAT + "endpointURL" in v
    }
    assert "http://testserver/sparql" in endpoints
    for values in said.values():
        for description in values.get(DCAT + "endpointDescription", ()):
            assert client.get(description.value).status_code == 200


def test_the_description_says_what_the_files_of_the_project_say(project: Project) -> None:
    citation = (project.root / "CITATION.cff").read_text(encoding="utf-8")
    assert f'name: "{dcat.CREATOR}"' in citation
    assert citation.splitlines()[2].startswith(f'title: "{dcat.TITLE}: ')
    assert f'"{dcat.CREDIT}"' in (project.root / "LICENSE").read_text(encoding="utf-8")
    licence = "creativecommons.org/licenses/by/4.0"
    assert licence in (project.root / "LICENSE").read_text(encoding="utf-8")
    assert licence in schema_org.LICENCE


def test_the_base_is_the_operators_or_that_of_the_request(
    client: TestClient, project: Project, graph: Graph
) -> None:
    given = client.get("/dcat.ttl", headers={"Host": "data.example:8080"}).text
    assert "http://data.example:8080/dcat#catalogue" in given
    for host in ("a b", 'x"><script>', "a/b", "<", "a{b}", "a'b&c;d", "%22", "[::1]:80", "a:b"):
        for path in ("/dcat.ttl", "/dcat.html", "/sitemap.xml", "/robots.txt", "/void.ttl"):
            found = client.get(path, headers={"Host": host})
            assert found.status_code == 200, (host, path)
            assert "<script>" not in found.text
            if path == "/sitemap.xml":
                assert listed(found.text)
    served = Served("es", project, graph.store, Direct(graph.store, Limits()),
                    "https://example.org/saberes", "v1")  # fmt: skip
    with TestClient(application(served)) as elsewhere:
        text = elsewhere.get("/dcat.ttl", headers={"Host": "a b"}).text
        assert "https://example.org/saberes/dcat#catalogue" in text
        robots = elsewhere.get("/robots.txt").text
        assert "Disallow: /saberes/data/\n" in robots
        assert "Sitemap: https://example.org/saberes/sitemap.xml\n" in robots


# --- robots and maps ---


def listed(text: str) -> list[str]:
    root = ElementTree.fromstring(text)
    return [each.text or "" for each in root.iter() if each.tag.endswith("}loc")]


def test_the_map_lists_pages_that_answer(client: TestClient, served: Served) -> None:
    found = client.get("/sitemap.xml")
    assert found.headers["content-type"] == "application/xml"
    pages = listed(found.text)
    assert len(pages) == len(set(pages))
    own = {f"http://testserver/{path}" for path in served.files if path.endswith(".html")}
    assert own <= set(pages)
    others = sorted(set(pages) - own)
    assert {f"http://testserver/{page}" for page in ("dcat.html", "en/api.html")} <= set(others)
    assert len(others) > 700
    assert "http://testserver/en/id/query/objective-coverage.html" in others
    assert not [page for page in others if "/alignment/" in page]
    for page in (*others[::40], *sorted(own)[::60]):
        assert client.get(page).status_code == 200, page
    root = ElementTree.fromstring(found.text)
    for entry in list(root)[::100]:
        loc, *links = entry
        assert {each.attrib["hreflang"] for each in links} == {"es", "en"}
        assert loc.text in {each.attrib["href"] for each in links}


def test_a_long_map_is_an_index_of_maps(
    client: TestClient, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/sitemap-1.xml").status_code == 404
    whole = listed(client.get("/sitemap.xml").text)
    split = sitemap.split
    monkeypatch.setattr(sitemap, "split", lambda pages: split(pages, most=500))
    client = TestClient(application(served))  # what has not made its map yet
    parts = listed(client.get("/sitemap.xml").text)
    assert len(parts) == -(-len(whole) // 500)
    assert all(len(listed(client.get(part).text)) <= 500 for part in parts)
    assert [page for part in parts for page in listed(client.get(part).text)] == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_robots_are_told_what_is_heavy(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    closed = [line.removeprefix("Disallow: ") for line in lines[1:-2]]

    def refused(path: str) -> bool:
        patterns = (re.escape(c).replace(r"\*", ".*").replace(r"\$", "$") for c in closed)
        return any(re.match(pattern, path) for pattern in patterns)

    for path in ("/sparql", "/sparql?query=x", "/data/saberes.trig", "/graph/asserted.ttl",
                 "/en/search.html?q=a", "/search.xlsx?q=a", "/queries/a.csv"):  # fmt: skip
        assert refused(path), path
    for path in ("/", "/sparql.html", "/search.html", "/id/practice/BP1_AH.ttl", "/en/map.html",
                 "/queries/actor-by-area.html", "/ontology"):  # fmt: skip
        assert not refused(path), path


def test_of_somebody_elses_data_nothing_is_claimed() -> None:
    store = EmbeddedStore([])
    served = Served("es", None, store, Direct(store, Limits()), "", "v1")
    with TestClient(application(served)) as client:
        assert "Sitemap" not in client.get("/robots.txt").text
        for path in ("/sitemap.xml", "/dcat.ttl", "/dataset", "/ontology", "/id/actor/oim",
                     "/graph/asserted", "/data/saberes.trig"):  # fmt: skip
            assert client.get(path).status_code == 404, path


# --- the rules for w3id.org ---


def led(rules: str, path: str, accept: str) -> str:
    """Where the rules of mod_rewrite that we use lead a path, as Apache 2.4 does."""
    wanted = True
    for line in rules.splitlines():
        name, _, rest = line.partition(" ")
        if name == "RewriteCond":
            wanted = re.search(rest.split()[1], accept) is not None
        elif name == "RewriteRule":
            pattern, target, flags = rest.split()
            found = re.search(pattern, path)
            if found and wanted:
                assert flags == "[R=303,L]"
                return target.replace("$1", found[1]) if "$1" in target else target
            wanted = True
    raise AssertionError(path)


def test_the_rules_of_w3id_lead_to_what_is_there(
    project: Project, served: Served, alone: dict[str, Callable[[Place], str]]
) -> None:
    base = "https://saberes.example.org/"
    rules = {name: (project.root / f"docs/deploy/w3id-{name}.htaccess").read_text(encoding="utf-8")
             for name in ("server", "site")}  # fmt: skip
    paged = [path.removesuffix(".html") for path in alone if path.startswith("id/")]
    files = {*alone, *dict(site.shared(served.contents["es"]))}
    accepted = {form: MEDIA[form] for form in FORMS} | {"html": BROWSER}
    for form, accept in accepted.items():
        for path in (*paged, "ontology", "shape", "shapes"):
            assert led(rules["server"], path, accept) == base + path
            target = led(rules["site"], path, accept).removeprefix(base)
            best = f"{path.replace('shapes', 'shape')}.{form}"
            assert target == (best if best in files else best.replace(f".{form}", ".html"))
            assert target in files
    for path in ("index.html", "context.jsonld", "id/practice/BP1_AH.ttl"):
        assert path in files
        assert led(rules["site"], path, "text/turtle") == base + path
    assert led(rules["site"], "dataset", "text/turtle") == f"{base}index.html"


# --- what search engines read in pages ---


def blocks(page: str) -> list[Any]:
    found = parse(page).all("script", type_="application/ld+json")
    return [json.loads(each.children[0]) for each in found]  # type: ignore[arg-type]


def identified(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in {"@id", "url"} and isinstance(value, str):
                yield value
            yield from identified(value)
    elif isinstance(data, list):
        for each in data:
            yield from identified(each)


def test_records_and_things_tell_search_engines_what_they_are(served: Served) -> None:
    content = served.contents["es"]
    found = {path_of(lengthen(f"practice:{card.code}")): schema_org.practice(content, card)
             for card in content.cards}  # fmt: skip
    for thing in content.connections.things.values():
        block = schema_org.thing(content, thing)
        if block and page_of(thing.curie):
            found[path_of(lengthen(thing.curie))] = block
    kinds = Counter(block["@type"] for block in found.values())
    assert {block["@context"] for block in found.values()} == {"https://schema.org"}
    assert [path for path, block in found.items() if path_of(block["@id"]) != path] == []
    assert kinds == {
        "CreativeWork": 34, "DefinedTerm": 7 + 23 + 10 + 17, "Organization": 15,
        "AdministrativeArea": 24 + 16, "Country": 1,
    }  # fmt: skip


def test_a_record_says_what_the_graph_states(client: TestClient) -> None:
    (block,) = blocks(client.get("/en/id/practice/BP1_AH.html").text)
    assert block["@id"] == block["url"] == f"{RESOURCE}practice/BP1_AH"
    assert block["name"] == "Local agreements for temporary physical accommodation spaces"
    assert block["inLanguage"] == "es"
    assert block["identifier"] == "BP1_AH"
    assert [each["termCode"] for each in block["about"]] == ["AH", "7", "15", "19", "a", "f", "g"]
    assert [each["name"] for each in block["spatialCoverage"]] == [
        "Tulcán", "Huaquillas", "Quito", "Lago Agrio",
    ]  # fmt: skip
    assert block["keywords"] == ["Acuerdos", "espacios físicos seguros", "emergencia sanitaria"]
    assert block["isPartOf"]["@id"] == dcat.DATASET
    assert block["isBasedOn"]["@id"] == f"{RESOURCE}source/catalogue-2021"
    assert "sdg" not in json.dumps(block)  # derived, and stated by nobody


def test_the_home_page_tells_of_the_data_set(
    client: TestClient, alone: dict[str, Callable[[Place], str]]
) -> None:
    (static,) = blocks(drawn(alone, "index.html"))
    assert static["@type"] == "Dataset"
    assert "distribution" not in static
    page = client.get("/").text
    (block,) = blocks(page)
    dataset, website = block["@graph"]
    for each in dataset["distribution"]:
        path = each["contentUrl"].removeprefix(PERMANENT)
        assert client.get(f"/{path}").headers["content-type"].startswith(each["encodingFormat"])
    template = website["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{PERMANENT}search.html?q={{search_term_string}}"
    assert parse(page).one("link", rel="describedby").attributes["href"] == "dcat.ttl"


def test_what_blocks_name_answers(client: TestClient) -> None:
    named: set[str] = set()
    for path in ("/", "/en/", "/id/practice/BP1_AH", "/id/practice/LN1_GN", "/id/territory/1701",
                 "/id/actor/oim", "/sdg/10", "/id/gcm/principle/a"):  # fmt: skip
        for block in blocks(client.get(path, headers={"Accept": BROWSER}).text):
            named |= set(identified(block))
    assert len(named) > 25
    for iri in named - {PERMANENT}:
        assert client.get(f"/{path_of(iri)}").status_code == 200, iri


def test_blocks_are_rdf(client: TestClient) -> None:
    (block,) = blocks(client.get("/id/practice/BP1_AH.html").text)
    # the context of schema.org stands on its server; of it these blocks need only the vocabulary
    block["@context"] = {"@vocab": PREFIXES["schema"]}
    found = triples(json.dumps(block).encode(), ox.RdfFormat.JSON_LD)
    this = ox.NamedNode(f"{RESOURCE}practice/BP1_AH")
    schema = PREFIXES["schema"]
    assert ox.Triple(this, ox.NamedNode(RDF_TYPE), ox.NamedNode(schema + "CreativeWork")) in found
    assert len([t for t in found if t.predicate.value == schema + "about"]) == 7


# --- hostile data ---


@pytest.fixture(scope="module")
def hostile(project: Project, graph: Graph) -> Iterator[TestClient]:
    """A server of the graph with markup in every text but codes."""

    def damaged(triple: ox.Triple) -> ox.Triple:
        value = triple.object
        name = triple.predicate.value.rpartition("#")[2]
        if isinstance(value, ox.Literal) and name not in {"notation", "iso3166"}:
            if value.language:
                value = ox.Literal(HOSTILE, language=value.language)
            elif value.datatype.value == PREFIXES["xsd"] + "string":
                value = ox.Literal(HOSTILE)
            elif value.datatype.value == PREFIXES["xsd"] + "anyURI":
                value = ox.Literal("javascript:alert(1)", datatype=value.datatype)
        elif isinstance(value, ox.NamedNode) and name == "seeAlso":
            value = ox.NamedNode("javascript:alert(1)")
        return ox.Triple(triple.subject, triple.predicate, value)

    store = EmbeddedStore(map(damaged, graph.reading.triples), graph.derived)
    served = Served("es", project, store, Direct(store, Limits()), "", "v1")
    with TestClient(application(served)) as client:
        yield client


def test_hostile_texts_stay_texts(hostile: TestClient) -> None:
    for path in ("/", "/id/practice/BP1_AH", "/id/actor/oim", "/id/gcm/objective/7", "/sdg/10.7",
                 "/id/call/2024", "/id/source/unnm-booklet-2022", "/id/anomaly/BP10_PC-1",
                 "/dcat.html"):  # fmt: skip
        text = hostile.get(path, headers={"Accept": BROWSER}).text
        page = parse(text)
        assert not page.all("b"), path
        assert not [i for i in page.all("img") if i.attributes.get("src") == "x"], path
        assert not [e for e in page.walk() if "onerror" in e.attributes], path
        assert "javascript:alert(1)" not in {a.attributes.get("href") for a in page.walk()}, path
        for block in blocks(text):
            assert path in {"/dcat.html"} or json.dumps(block).count("onerror"), path
    for path in ("/id/call/2024", "/id/source/catalogue-2021", "/dcat"):
        for suffix, form in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
            found = {t.object for t in triples(hostile.get(f"{path}.{suffix}").content, form)}
            assert ox.Literal(HOSTILE, language="es") in found, (path, suffix)


def test_kept_texts_do_not_grow_without_bound() -> None:
    texts = Texts(most_bytes=1000)
    drawn: list[int] = []

    def draw(number: int) -> str:
        drawn.append(number)
        return "x" * 100

    for number in (*range(50), 49, 0):
        texts.of(number, lambda number=number: draw(number))  # type: ignore[misc]
    assert drawn == [*range(50), 0]
    assert len(texts._texts) == 10
    assert texts.of("long", lambda: "x" * 5000)[0] == b"x" * 5000
    assert len(texts._texts) == 0


# --- in a browser ---


@pytest.mark.browser
def test_pages_of_data_are_accessible_on_a_phone(online: Page, origin: str) -> None:
    for path, width in (("en/id/call/2024", 390), ("dcat.html", 320)):
        online.set_viewport_size({"width": width, "height": 844})
        online.goto(origin + path)
        assert violations(online) == [], path
        assert online.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert online.locator("table a").count() >= 10
