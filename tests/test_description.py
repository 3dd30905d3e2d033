"""The files beside a page: all that is said of an experience, the same in every format."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare

from saberesgraph import jsonld
from saberesgraph.description import Description, describe, turtle
from saberesgraph.graph import Graph
from saberesgraph.namespaces import ONTOLOGY, PREFIXES, RDFS, RESOURCE, SKOS, XSD
from saberesgraph.practice.card import codes
from saberesgraph.project import Project
from saberesgraph.reading import to_rdflib
from saberesgraph.store.embedded import EmbeddedStore

OWL = PREFIXES["owl"]
# rdflib's own JSON-LD reader uses what rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
HOSTILE = 'a"""\n@prefix x: <urn:x> .\n</script><b>\\ \t\x07\u2028 ='


def iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(RESOURCE + name)


def term(name: str) -> ox.NamedNode:
    return ox.NamedNode(ONTOLOGY + name)


def triples(text: str, rdf_format: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(input=text.encode(), format=rdf_format)}


def assert_round_trips(found: Description, context: jsonld.Context) -> None:
    written = {"turtle": turtle(found), "json-ld": jsonld.write(found.triples, context)}
    formats = {"turtle": ox.RdfFormat.TURTLE, "json-ld": ox.RdfFormat.JSON_LD}
    expected = to_rdflib(found.triples)
    for form, text in written.items():
        by_rdflib = rdflib.Graph()
        by_rdflib.parse(data=text, format=form)
        for read in (by_rdflib, to_rdflib(triples(text, formats[form]))):
            # where no node is blank, equal sets are isomorphic, and quicker to compare
            assert set(read) == set(expected) or rdflib.compare.isomorphic(read, expected), form


@pytest.fixture(scope="module")
def context(project: Project) -> jsonld.Context:
    return jsonld.context(project)


def test_every_record_comes_back_whole_from_every_format(
    graph: Graph, context: jsonld.Context
) -> None:
    assert len(codes(graph.store)) == 34
    for code in codes(graph.store):
        assert_round_trips(describe(graph.store, f"{RESOURCE}practice/{code}"), context)


def test_the_files_of_all_records_hold_all_that_is_said_of_records(graph: Graph) -> None:
    """Nothing that stands in data/practices/ or that a rule derives is left out."""
    described = {
        triple
        for code in codes(graph.store)
        for triple in describe(graph.store, f"{RESOURCE}practice/{code}").triples
    }
    own = {
        triple
        for file in graph.reading.files
        if file.path.parent.name == "practices"
        for triple in file.triples
    }
    assert len(own) > 6000
    assert own | set(graph.derived) <= described
    assert {t.predicate.value for t in described - own - set(graph.derived)} == {SKOS + "prefLabel"}


def test_derived_statements_stand_apart(graph: Graph) -> None:
    found = describe(graph.store, f"{RESOURCE}practice/BP1_AH")
    assert set(found.derived) <= set(graph.derived)
    assert not set(found.stated) & set(graph.derived)
    assert (
        ox.Triple(
            iri("practice/BP1_AH"),
            term("derivedTarget"),
            ox.NamedNode(PREFIXES["sdg"] + "10.7"),
        )
        in found.derived
    )
    text = turtle(found)
    stated, derived = text.split("\n# Derived:")
    assert "sab:derivedTarget" not in stated
    assert "sab:Derived" not in stated
    assert "sab:Stated" not in derived


def test_turtle_reads_like_a_record(graph: Graph) -> None:
    text = turtle(describe(graph.store, f"{RESOURCE}practice/BP1_AH"))
    body = text.split("\n\n", 1)[1]
    assert body.startswith("# The experience")
    assert "\npractice:BP1_AH a sab:Experience , sab:GoodPractice ;\n" in body
    assert "    sab:objective objective:7 , objective:15 , objective:19 ;\n" in body
    assert "    sab:budgetUSD 1500.0 ;\n" in body
    assert 'territory:2101 skos:prefLabel "Lago Agrio"@en , "Lago Agrio"@es .\n' in body
    assert "https://w3id.org" not in body
    for line in text.split("\n\n", 1)[0].splitlines():
        prefix = line.split()[1]
        assert f" {prefix}" in body or f"\n{prefix}" in body or f"^^{prefix}" in body or prefix in {
            "rdf:", "xsd:",
        }  # fmt: skip


def test_json_ld_reads_like_json(graph: Graph, context: jsonld.Context) -> None:
    found = describe(graph.store, f"{RESOURCE}practice/BP1_AH")
    document = json.loads(jsonld.write(found.triples, context))
    record = document["@graph"][0]
    assert list(document) == ["@context", "@graph"]
    assert record["@id"] == "saberes:practice/BP1_AH"
    assert record["@type"] == ["sab:Experience", "sab:GoodPractice"]
    assert (
        record["prefLabel"]["en"] == "Local agreements for temporary physical accommodation spaces"
    )
    assert record["assistedPopulation"] == 32000
    assert record["budgetUSD"] == "1500.0"
    assert record["objective"] == [f"saberes:gcm/objective/{n}" for n in (7, 15, 19)]
    assert record["area"] == "saberes:area/AH"
    for node in document["@graph"]:
        assert list(node) == sorted(node)
    # the context comes along and names nothing that is not used, and nothing is fetched
    terms = {name for name, meaning in document["@context"].items() if isinstance(meaning, dict)}
    assert terms <= {key for node in document["@graph"] for key in node}
    assert terms == {key for node in document["@graph"] for key in node if key[0] != "@"} - {
        "dcterms:references"
    }


def damaged(value: ox.Literal | ox.NamedNode, predicate: str) -> EmbeddedStore:
    this = iri("practice/X")
    return EmbeddedStore(
        [
            ox.Triple(this, ox.NamedNode(PREFIXES["rdf"] + "type"), term("Experience")),
            ox.Triple(this, term(predicate), value),
        ]
    )


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("finding", ox.Literal(HOSTILE, language="es")),
        ("finding", ox.Literal(HOSTILE)),  # the term wants a language
        ("finding", ox.NamedNode("urn:x")),
        ("asPrinted", ox.Literal(HOSTILE)),
        ("asPrinted", ox.Literal(HOSTILE, language="es")),
        ("asPrinted", ox.NamedNode("urn:x")),
        ("area", ox.Literal("area:AH")),
        ("area", ox.NamedNode("urn:a:b")),
        ("area", ox.NamedNode(RESOURCE + "//x")),
        ("area", ox.NamedNode("https://example.org/a b".replace(" ", "%20"))),
        ("assistedPopulation", ox.Literal("007", datatype=ox.NamedNode(XSD + "integer"))),
        ("assistedPopulation", ox.Literal("-3", datatype=ox.NamedNode(XSD + "integer"))),
        ("assistedPopulation", ox.Literal("3,0000")),
        ("assistedPopulation", ox.Literal("9" * 30, datatype=ox.NamedNode(XSD + "integer"))),
        ("budgetUSD", ox.Literal("1500.00", datatype=ox.NamedNode(XSD + "decimal"))),
        ("budgetUSD", ox.Literal("1.5e3", datatype=ox.NamedNode(XSD + "double"))),
        ("unheardOf", ox.Literal("x", datatype=ox.NamedNode("urn:type"))),
    ],
)
def test_what_does_not_fit_its_term_is_kept_as_it_is(
    predicate: str, value: ox.Literal | ox.NamedNode, context: jsonld.Context
) -> None:
    found = describe(damaged(value, predicate), f"{RESOURCE}practice/X")
    assert len(found.triples) == 2
    for text, rdf_format in (
        (turtle(found), ox.RdfFormat.TURTLE),
        (jsonld.write(found.triples, context), ox.RdfFormat.JSON_LD),
    ):
        assert triples(text, rdf_format) == set(found.triples)


def test_blank_nodes_come_along_with_one_name_each_time(context: jsonld.Context) -> None:
    def made() -> Description:
        inner = ox.BlankNode()
        return describe(
            EmbeddedStore(
                [
                    ox.Triple(iri("practice/X"), term("note"), inner),
                    ox.Triple(inner, term("asPrinted"), ox.Literal("x")),
                ]
            ),
            f"{RESOURCE}practice/X",
        )

    first, second = made(), made()
    assert len(first.triples) == 2
    assert turtle(first) == turtle(second)
    assert jsonld.write(first.triples, context) == jsonld.write(second.triples, context)
    assert_round_trips(first, context)


def test_an_unknown_record_has_no_statements(graph: Graph) -> None:
    assert describe(graph.store, f"{RESOURCE}practice/NONE").triples == ()


def test_the_context_has_the_right_term_for_every_property(
    graph: Graph, context: jsonld.Context
) -> None:
    said: dict[str, dict[str, set[str]]] = {}
    for triple in graph.reading.triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            name = triple.subject.value.removeprefix(ONTOLOGY)
            said.setdefault(name, {}).setdefault(triple.predicate.value, set()).add(
                triple.object.value
            )
    kinds = {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    properties = {
        name: values
        for name, values in said.items()
        if values.get(PREFIXES["rdf"] + "type", set()) & kinds
    }
    assert len(properties) > 60
    for name, values in properties.items():
        definition = {"@id": f"sab:{name}"}
        (value_range,) = values.get(RDFS + "range", {""})
        if OWL + "ObjectProperty" in values[PREFIXES["rdf"] + "type"]:
            definition["@type"] = "@id"
        elif value_range == PREFIXES["rdf"] + "langString":
            definition["@container"] = "@language"
        elif value_range not in {"", XSD + "string"}:
            definition["@type"] = f"xsd:{value_range.removeprefix(XSD)}"
        assert context[name] == definition


def test_the_context_uses_our_prefixes(context: jsonld.Context) -> None:
    prefixes = {name: value for name, value in context.items() if isinstance(value, str)}
    assert prefixes.pop("saberes") == RESOURCE
    assert prefixes.items() <= PREFIXES.items()
    # a name cannot be both a term and a prefix
    assert not {name for name, value in context.items() if isinstance(value, dict)} & set(prefixes)


def test_files_do_not_depend_on_the_order_of_hashing(project: Project, tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from saberesgraph import description, jsonld;"
        "from saberesgraph.graph import load; from saberesgraph.project import find;"
        f"project = find(Path({str(project.root)!r})); store = load(project).store;"
        f"found = description.describe(store, '{RESOURCE}practice/LA1_GN');"
        "print(description.turtle(found), jsonld.write(found.triples, jsonld.context(project)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True, timeout=60,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


def test_blank_nodes_that_only_each_other_tell_apart_take_no_time() -> None:
    """To name them takes time by the factorial: nine took more than a minute."""
    nodes = [ox.BlankNode() for _ in range(40)]
    said = [ox.Triple(iri("practice/X"), term("note"), node) for node in nodes]
    joined = [ox.Triple(a, term("note"), b) for a in nodes for b in nodes if a != b]
    found = describe(EmbeddedStore([*said, *joined]), f"{RESOURCE}practice/X")
    assert len(found.triples) == len(nodes)
