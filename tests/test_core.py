"""Our engine of SHACL core finds what pySHACL finds: each component, made-up and damaged data."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from itertools import product
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl.rdfutil.compare import compare_literal
from rdflib import SH, Graph, Literal

from saberesgraph.errors import InputError
from saberesgraph.namespaces import PROLOGUE
from saberesgraph.reading import node_of, parsed, to_rdflib
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.core.statements import InMemory, InStore, Statements
from saberesgraph.validation.core.values import order
from saberesgraph.validation.reference import reference
from saberesgraph.validation.result import Result
from saberesgraph.validation.shacl import Shapes
from test_shapes import PATCHES, minimal, shapes

PREFIXES = """
@prefix : <urn:x#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# whatever a property may lead to: figures as people write them, dates with and without a zone, …
DATA = """
:A rdfs:subClassOf :Thing . :B rdfs:subClassOf :A . :Loop rdfs:subClassOf :Loop , :A .
:a a :A ; :p :a , :b , :c , _:blank , "" , "x" , "X1" , "ñáé" , "a\\nb" , "x"@es , "y"@es ,
    "x"@en-GB , "z"@EN-us , 1 , 01 , 1.0 , 1e0 , -5 , true , "sí"^^xsd:boolean ,
    "1.234"^^xsd:integer , " 7 "^^xsd:integer , "1_0"^^xsd:integer , "7"^^xsd:decimal ,
    "2024-02-30"^^xsd:date , "2024-02-29"^^xsd:date , "2024-02-29Z"^^xsd:date ,
    "2024-02-29T10:00:00"^^xsd:dateTime , "2024-02-29T10:00:00Z"^^xsd:dateTime ,
    "10:00:00"^^xsd:time , "2024"^^xsd:gYear , "24"^^xsd:gYear , "P1Y"^^xsd:duration ,
    "INF"^^xsd:float , "<b/>"^^rdf:XMLLiteral , "x"^^:own , "x"^^xsd:anyURI .
:b a :B , rdfs:Resource ; :p :c ; :q :c , :a ; :n 5 , 7 ; :m 6 ; :text "b" ; :other "c" .
:c a :Loop ; :q :b ; :p "x"@es , "x"@en ; :n "2024-01-01"^^xsd:date ; :m "2023-01-01"^^xsd:date .
:d a :Thing ; :r [ :p "in" ; :q :d ] ; :p :e ; :n 1 ; :m 1.0 .
:e :p :f . :f :p :e .
_:blank :p 3 .
"""
# one node shape a line; `T` stands for looking at every node there is
SHAPES = """
T sh:property [ sh:path :p ; sh:minCount 2 ; sh:maxCount 4 ] .
T sh:property [ sh:path :p ; sh:minCount 0 ; sh:maxCount 0 ] .
T sh:property [ sh:path :p ; sh:class :A ; sh:nodeKind sh:IRIOrLiteral ] .
T sh:property [ sh:path :q ; sh:class :A , :B ] .
T sh:nodeKind sh:IRI ; sh:class :Thing .
T sh:nodeKind sh:BlankNodeOrLiteral . | T sh:nodeKind sh:BlankNodeOrIRI . | T sh:nodeKind :odd .
T sh:property [ sh:path :p ; sh:minLength 2 ; sh:maxLength 3 ] .
T sh:property [ sh:path :p ; sh:minLength 0 ; sh:pattern "^x" ; sh:flags "i" ] .
T sh:property [ sh:path :p ; sh:pattern "b$" , "^[0-9]+$" ; sh:flags "ms" ] .
T sh:pattern "#[a-c]$" ; sh:minLength 7 .
T sh:property [ sh:path :p ; sh:languageIn ( "es" "en" ) ; sh:uniqueLang true ] .
T sh:property [ sh:path :p ; sh:languageIn ( "EN-gb" ) ; sh:uniqueLang false ] .
T sh:property [ sh:path :p ; sh:languageIn ( "*" ) ] .
T sh:property [ sh:path :p ; sh:in ( 1 "x" :a "x"@es ) ; sh:hasValue 1 , :c ] .
T sh:in ( :a :b ) . | T sh:hasValue :a .
T sh:property [ sh:path :p ; sh:equals :q ; sh:disjoint :q ] .
T sh:property [ sh:path :n ; sh:lessThan :m ; sh:lessThanOrEquals :m ] .
T sh:property [ sh:path :text ; sh:lessThan :other ] .
T sh:equals :q . | T sh:disjoint :q .
T sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ] .
T sh:closed true . | T sh:closed false .
T sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ] ] .
T sh:property [ sh:path :q ; sh:property [ sh:path :p ; sh:nodeKind sh:IRI ] ] .
T sh:not [ sh:class :A ] , [ sh:hasValue :d ] .
T sh:and ( [ sh:class :A ] [ sh:property [ sh:path :q ; sh:minCount 1 ] ] ) .
T sh:or ( [ sh:class :B ] [ sh:path :p ; sh:minCount 1 ] ) .
T sh:xone ( [ sh:class :A ] [ sh:class :B ] [ sh:path :q ; sh:hasValue :c ] ) .
T sh:or ( [ sh:class :B ] ) ; sh:or ( [ sh:class :A ] [ sh:deactivated true ; sh:class :B ] ) .
T sh:property [ sh:path :p ; sh:or ( [ sh:datatype xsd:string ] [ sh:class :A ] ) ] .
T sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMinCount 2 ] .
T sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ;
    sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ] .
T sh:property [ sh:path :p ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ;
        sh:qualifiedValueShape [ sh:class :B ] ] ,
    [ sh:path :p ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMaxCount 0 ;
        sh:qualifiedValueShape [ sh:class :A ] ] .
T sh:property [ sh:path ( :p :q ) ; sh:maxCount 1 ; sh:minCount 1 ] .
T sh:property [ sh:path ( :p [ sh:inversePath :p ] :q ) ; sh:maxCount 0 ] .
T sh:property [ sh:path [ sh:inversePath :p ] ; sh:maxCount 0 ; sh:hasValue :a ] .
T sh:property [ sh:path [ sh:inversePath ( :p :q ) ] ; sh:maxCount 0 ] .
T sh:property [ sh:path [ sh:alternativePath ( :q :r [ sh:inversePath :q ] ) ] ; sh:maxCount 1 ] .
T sh:property [ sh:path [ sh:inversePath [ sh:inversePath :p ] ] ; sh:maxCount 1 ] .
T sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 2 ; sh:nodeKind sh:IRI ] .
T sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:hasValue :e ; sh:disjoint :p ] .
T sh:property [ sh:path [ sh:zeroOrOnePath [ sh:inversePath :q ] ] ; sh:maxCount 1 ] .
T sh:deactivated true ; sh:class :B . | T sh:deactivated false ; sh:class :B .
T sh:severity sh:Info ; sh:message "es"@es , "en"@en ; sh:class :B .
T sh:message "plain" ; sh:property [ sh:path :p ; sh:class :B ; sh:severity sh:Warning ] .
_:s a rdfs:Class , sh:NodeShape ; sh:property [ sh:path :q ; sh:minCount 1 ] .
:A a rdfs:Class , sh:NodeShape ; sh:property [ sh:path :q ; sh:minCount 2 ] .
_:s sh:targetNode :nowhere , "literal" , 5 ; sh:class :A ; sh:property [ sh:path :p ;
    sh:minCount 1 ] ; sh:datatype xsd:string .
_:s sh:targetSubjectsOf :q ; sh:property [ sh:path :n ; sh:minCount 1 ] .
_:s sh:targetClass :A ; sh:targetNode :a ; sh:targetObjectsOf :q ; sh:hasValue :b .
_:s sh:targetClass :Thing ; sh:path :q ; sh:minCount 2 ; sh:maxCount 1 .
"""
KINDS = "string integer decimal float double boolean date time dateTime gYear duration anyURI own"
BOUNDS = """1|1.0|1e0|"x"|true|"x"@es|"2024-02-29"^^xsd:date|"2024-02-29T10:00:00"^^xsd:dateTime|
"2024-02-29T10:00:00Z"^^xsd:dateTime|"10:00:00"^^xsd:time|"odd"^^xsd:integer"""


def turtle(text: str) -> tuple[ox.Triple, ...]:
    quads = parsed((PREFIXES + text).encode(), ox.RdfFormat.TURTLE, "test")
    return tuple(quad.triple for quad in quads)


def lines() -> list[str]:
    """The shapes one by one."""
    whole = SHAPES.replace("\n    ", " ").replace("|", "\n")
    values = [f"sh:datatype xsd:{kind}" for kind in KINDS.split()]
    values += [f"sh:datatype rdf{kind}" for kind in (":langString", "s:Literal", "s:Datatype")]
    values += [
        f"sh:{word} {bound}"
        for bound in BOUNDS.split("|")
        for word in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
    ]
    every = [f"T sh:property [ sh:path :p ; {value} ] ." for value in values]
    return [line.strip() for line in (*whole.splitlines(), *every) if line.strip()]


def written(line: str) -> str:
    target = "_:s sh:targetSubjectsOf :p , :q , rdf:type ; sh:targetObjectsOf :p ;"
    return line.replace("T ", target + " ", 1)


def key(result: Result) -> tuple[Any, ...]:
    told = (result.path, result.shape, result.component, result.severity)
    return (str(result.focus), str(result.value), *told, *result.messages.items())


def counted(results: Iterable[Result]) -> Counter[tuple[Any, ...]]:
    return Counter(map(key, results))


def agree(data: Collection[ox.Triple], rules: Graph, *, told: bool = True) -> int:
    """Assert that both engines find the same, and return how much."""
    prepared = Shapes(rules)
    assert not (told and prepared.untold), prepared.untold
    ours = counted(prepared.core(InMemory(data)))
    assert ours == counted(reference(to_rdflib(data), rules))
    return sum(ours.values())


def test_each_component_finds_what_pyshacl_finds() -> None:
    data = turtle(DATA)
    whole = Graph()
    for number, line in enumerate(lines()):
        whole += to_rdflib(turtle(written(line).replace("_:s ", f":shape{number} ")))
    assert agree(data, whole) > 1500
    found = {result.shape for result in Shapes(whole).core(InMemory(data))}
    assert len(found) > len(lines()) / 2


def test_what_cannot_be_compared_is_out_of_bounds() -> None:
    """pySHACL ends in an error of Python's over this one."""
    rules = to_rdflib(turtle(":s sh:targetObjectsOf :p ; sh:minInclusive 1.0 ."))
    (result,) = Shapes(rules).core(InMemory(turtle(':a :p "NaN"^^xsd:decimal , 2 .')))
    assert str(result.focus).startswith('"NaN"')


def test_values_have_the_order_that_pyshacl_gives_them() -> None:
    values = [v for v in map(node_of, (t.object for t in turtle(DATA))) if isinstance(v, Literal)]

    def told(compare: Callable[[Literal, Literal], int], one: Literal, other: Literal) -> object:
        try:
            return compare(one, other)
        except (TypeError, NotImplementedError, ArithmeticError) as error:
            return type(error)

    pairs = [*product(values, repeat=2)]
    found = [told(order, *pair) for pair in pairs]
    assert found == [told(compare_literal, *pair) for pair in pairs]
    assert {0, 1, -1, TypeError} <= {*found}


def core() -> Graph:
    """Our own shapes without their constraints in SPARQL."""
    found = Graph()
    found += shapes()
    found.remove((None, SH.sparql, None))
    return found


@pytest.mark.parametrize("part", range(8))
def test_our_shapes_find_what_pyshacl_finds_in_damaged_data(part: int) -> None:
    """All patches that break a shape, an eighth of them at once."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in minimal())
    for patch in PATCHES[part::8]:
        store.update(PROLOGUE + patch.read_text(encoding="utf-8"))
    assert agree([quad.triple for quad in store], core()) > 20


def test_our_shapes_need_no_other_engine() -> None:
    assert Shapes(shapes()).untold == ()


@pytest.mark.parametrize("seed", range(6))
def test_our_shapes_find_what_pyshacl_finds_in_random_data(seed: int) -> None:
    """Statements of the minimal graph are lost, or say something else."""
    chance = Random(seed)
    triples = list(minimal())
    for place in chance.sample(range(len(triples)), 300):
        said, other = triples[place], chance.choice(triples)
        word = "".join(chance.choices("aÁ ñ-1\n.", k=3))
        value = ox.Literal(word, language=chance.choice(["es", "en", "fr"]))
        triples[place] = chance.choice(
            [
                other,
                ox.Triple(other.subject, said.predicate, said.object),
                ox.Triple(said.subject, said.predicate, other.object),
                ox.Triple(said.subject, said.predicate, value),
            ]
        )
    assert agree(set(triples), core()) > 20


NODES = st.sampled_from([":a", ":b", ":c", ":d", "_:e", '"x"', '"x"@es', "7"])
STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from([":a", ":b", ":c", ":d", "_:e"]),
        st.sampled_from([":p", ":q", "a", "rdfs:subClassOf"]),
        NODES,
    ),
    min_size=1,
    max_size=14,
)
PATHS = st.recursive(
    st.sampled_from([":p", ":q"]),
    lambda inner: st.one_of(
        st.builds("( {} {} )".format, inner, inner),
        st.builds("[ sh:alternativePath ( {} {} ) ]".format, inner, inner),
        st.builds(
            "[ sh:{} {} ]".format,
            st.sampled_from(["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"]),
            inner,
        ),
    ),
    max_leaves=4,
)
SIMPLE = st.one_of(
    st.builds("sh:class {}".format, st.sampled_from([":a", ":b"])),
    st.builds("sh:hasValue {}".format, NODES.filter(lambda node: node != "_:e")),
    st.sampled_from(["sh:nodeKind sh:IRI", "sh:datatype xsd:integer", "sh:in ( :a 7 )"]),
    st.sampled_from(["sh:equals :q", "sh:disjoint :p", "sh:closed true", 'sh:pattern "x"']),
)
CONDITIONS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds("sh:not [ {} ]".format, inner),
        st.builds("sh:node [ {} ]".format, inner),
        st.builds(
            "sh:{} ( [ {} ] [ {} ] )".format, st.sampled_from(["and", "or", "xone"]), inner, inner
        ),
        st.builds("sh:property [ sh:path {} ; {} ]".format, PATHS, inner),
        st.builds(
            "sh:property [ sh:path {} ; sh:minCount {} ; sh:maxCount {} ]".format,
            PATHS,
            st.integers(0, 2),
            st.integers(0, 2),
        ),
        st.builds(
            "sh:property [ sh:path {} ; sh:qualifiedValueShape [ {} ] ; sh:qualifiedM{}Count {} ]"
            "".format,
            PATHS,
            inner,
            st.sampled_from(["in", "ax"]),
            st.integers(0, 2),
        ),
    ),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(STATEMENTS, CONDITIONS)
def test_random_shapes_find_what_pyshacl_finds(
    statements: list[tuple[str, str, str]], condition: str
) -> None:
    data = turtle("\n".join(f"{' '.join(each)} ." for each in statements))
    asked = f":s sh:targetNode :a ; sh:targetSubjectsOf :p , :q ; {condition} ."
    agree(data, to_rdflib(turtle(asked)))


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("sh:property :r . :r sh:path :p ; sh:node :s .", "refers to itself"),
        ("sh:property [ sh:path :p ; sh:node [ sh:sparql [ sh:select 'x' ] ] ] .", "sh:sparql"),
        ("sh:minCount 1 .", "sh:minCount"),
        ("sh:in ( 1 ) , ( 2 ) .", "sh:in"),
        ("sh:property [ sh:path ( :p ) ; sh:minCount 1 ] .", "sh:path"),
        ("sh:pattern '(' .", "sh:pattern"),
        ("sh:or () .", "rdf:List"),
        ("sh:property [ sh:path :p ; sh:minCount '1' ] .", "a count that is no xsd:integer"),
        (":odd 1 . :C a sh:ConstraintComponent ; sh:parameter [ sh:path :odd ] .", ":odd|x#odd"),
    ],
)
def test_what_our_engine_cannot_do_is_named(shape: str, why: str) -> None:
    (untold,) = Shapes(to_rdflib(turtle(f":s sh:targetNode :a ; {shape}"))).untold
    assert any(part in untold[1] for part in why.split("|")), untold


RECURSIVE = """
:s sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:node :t ] .
:t sh:property [ sh:path :q ; sh:node :t ; sh:minCount 1 ] .
:plain sh:targetClass :A ; sh:property [ sh:path :p ; sh:maxCount 0 ] .
"""


@pytest.mark.filterwarnings("ignore:.*recurs.*")
def test_pyshacl_does_the_shapes_that_our_engine_cannot() -> None:
    rules = to_rdflib(turtle(RECURSIVE))
    assert [name for name, _ in Shapes(rules).untold] == ["urn:x#s"]
    assert agree(turtle(DATA.replace(":q :c , :a", ":q :d")), rules, told=False) > 5


def test_what_pyshacl_refuses_is_refused() -> None:
    rules = Shapes(to_rdflib(turtle(":s sh:targetNode :a ; sh:minCount 1 .")))
    with pytest.raises(InputError, match="could not be evaluated"):
        list(rules.core(InMemory(turtle(DATA))))


def stores() -> list[Statements]:
    """The same statements in memory and in a store, some of them derived, some of those too."""
    data, derived = turtle(DATA), turtle(":b :q :a , :e . :e a :A .")
    return [InMemory((*data, *derived)), InStore(EmbeddedStore(data, derived))]


def test_a_store_gives_what_memory_gives() -> None:
    whole = Graph()
    for number, line in enumerate(lines()):
        whole += to_rdflib(turtle(written(line).replace("_:s ", f":shape{number} ")))
    rules = Shapes(whole)
    memory, store = stores()
    assert set(map(str, memory.triples())) == set(map(str, store.triples()))
    assert counted(rules.core(memory)) == counted(rules.core(store))


def test_some_focus_nodes_have_theirs_by_any_target() -> None:
    targets = ":t sh:targetNode :a , :b ; sh:targetSubjectsOf :q ; sh:targetObjectsOf :q ;"
    rules = Shapes(to_rdflib(turtle(f"{targets} sh:hasValue 1 .")))
    data = InMemory(turtle(DATA))
    some = {ox.NamedNode("urn:x#a"), ox.NamedNode("urn:x#c"), ox.NamedNode("urn:x#e")}
    assert sorted(str(result.focus) for result in rules.core(data, some)) == [
        "<urn:x#a>",
        "<urn:x#c>",
    ]


def test_some_focus_nodes_have_the_results_that_all_have_of_them() -> None:
    rules = Shapes(core())
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in minimal())
    for patch in PATCHES[::5]:
        store.update(PROLOGUE + patch.read_text(encoding="utf-8"))
    data = InMemory(quad.triple for quad in store)
    whole = list(rules.core(data))
    some = {result.focus for result in whole[::2]}
    assert 10 < len(some) < len({result.focus for result in whole})
    expected = counted(result for result in whole if result.focus in some)
    assert counted(rules.core(data, some)) == expected
