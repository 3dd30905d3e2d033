"""Each shape is broken by a patch that breaks nothing else; the whole suite is checked too.

The files of `tests/shapes/minimal/` together satisfy every shape. A `.ru` file beside them is a
SPARQL update that damages them; its header names exactly the (shape, focus) pairs that must be
found.
"""

import functools
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate as pyshacl_validate
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from saberesgraph.errors import InputError
from saberesgraph.headers import metadata_of
from saberesgraph.namespaces import PROLOGUE, shorten
from saberesgraph.project import Project
from saberesgraph.reading import parse, read, to_rdflib
from saberesgraph.results import text
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.constraint import constraints
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.lint import lint
from saberesgraph.validation.reference import reference
from saberesgraph.validation.shacl import Shapes

FOLDER = Path(__file__).parent / "shapes"
ROOT = FOLDER.parent.parent
PATCHES = sorted(FOLDER.glob("*/*.ru"))


@functools.cache
def shapes() -> Graph:
    return to_rdflib(read((ROOT / "ontology" / "shapes").glob("*.ttl")).triples)


@functools.cache
def prepared() -> Shapes:
    return Shapes(shapes())


@functools.cache
def minimal() -> tuple[ox.Triple, ...]:
    return (
        *parse(ROOT / "ontology" / "saberes.ttl").triples,
        *read(sorted((FOLDER / "minimal").glob("*.ttl"))).triples,
    )


def patched(*patches: Path) -> tuple[ox.Triple, ...]:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in minimal())
    for patch in patches:
        store.update(PROLOGUE + patch.read_text(encoding="utf-8"))
    triples = tuple(quad.triple for quad in store)
    assert set(triples) != set(minimal()), "nothing is changed"
    return triples


@functools.cache
def minimal_in_rdflib() -> Graph:
    return to_rdflib(minimal())


@contextmanager
def in_rdflib(triples: Collection[ox.Triple]) -> Iterator[Graph]:
    """The same triples: what differs from the minimal graph is put into it, and out again."""
    graph = minimal_in_rdflib()
    added = to_rdflib(set(triples).difference(minimal()))
    removed = to_rdflib(set(minimal()).difference(triples))
    graph -= removed
    graph += added
    assert len(graph) == len(triples)
    try:
        yield graph
    finally:
        graph -= added
        graph += removed


def broken(triples: Collection[ox.Triple]) -> set[tuple[str, str]]:
    results = prepared().run(InMemory(triples), EmbeddedStore(triples))
    return {(shorten(result.shape), shorten(text(result.focus))) for result in results}


def expected(patch: Path) -> set[tuple[str, str]]:
    header = metadata_of(patch.read_text(encoding="utf-8"), patch, {"breaks"})
    return {(shape, focus) for shape, nodes in header["breaks"].items() for focus in nodes}


def rules() -> set[str]:
    """Every shape with a message of its own: what a finding can name."""
    return {shorten(str(s)) for s in shapes().subjects(SH.message) if isinstance(s, URIRef)}


def test_the_minimal_graph_satisfies_every_shape() -> None:
    assert broken(minimal()) == set()


@pytest.mark.parametrize("patch", PATCHES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_patch_breaks_exactly_what_its_header_says(patch: Path) -> None:
    assert broken(patched(patch)) == expected(patch)


def test_every_shape_is_broken_by_some_patch() -> None:
    assert rules() - {shape for patch in PATCHES for shape, _ in expected(patch)} == set()


def full() -> tuple[ox.Triple, ...]:
    return (*minimal(), *read(sorted((FOLDER / "full").glob("*.ttl"))).triples)


def test_the_full_graph_satisfies_every_shape() -> None:
    assert broken(full()) == set()


def test_every_target_class_has_an_instance_in_the_full_graph() -> None:
    data = to_rdflib(full())
    for target in shapes().objects(None, SH.targetClass):
        kinds = data.transitive_subjects(RDFS.subClassOf, target)
        assert any((None, RDF.type, kind) in data for kind in kinds), target


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_shape_has_a_name_and_a_message_in_each_language(language: str) -> None:
    graph = shapes()
    for shape in {s for s in graph.subjects(SH.message) if isinstance(s, URIRef)}:
        for term in (SH.name, SH.message):
            found = [
                o for o in graph.objects(shape, term) if getattr(o, "language", "") == language
            ]
            assert len(found) == 1, (shape, term)


@pytest.fixture
def _each_query_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """SHACL's own way asks the same few queries hundreds of times; parsing them is what is slow."""
    prepared = functools.cache(lambda text: translateQuery(parseQuery(text)))
    monkeypatch.setattr(processor, "parseQuery", prepared)
    monkeypatch.setattr(processor, "translateQuery", lambda query, *_: query)


@functools.cache
def written_in_sparql() -> Graph:
    """The shapes that have a constraint in SPARQL, without their other constraints."""
    kept = Graph()
    for shape in shapes().subjects(SH.sparql):
        for predicate, value in shapes().predicate_objects(shape):
            if predicate in {RDF.type, SH.targetClass, SH.sparql, SH.message, SH.severity}:
                kept.add((shape, predicate, value))
        for constraint in shapes().objects(shape, SH.sparql):
            kept += shapes().cbd(constraint)
    for owner, _, declaration in shapes().triples((None, SH.declare, None)):
        kept.add((owner, SH.declare, declaration))
        kept += shapes().cbd(declaration)
    return kept


@pytest.mark.usefixtures("_each_query_parsed_once")
def test_the_set_based_constraints_find_what_pyshacl_finds() -> None:
    """Our way of running SPARQL constraints agrees with SHACL's own on what the patches damage.

    Eight graphs hold an eighth of the patches each; one that another hides has a graph of its own.
    """
    with_sparql = {shorten(str(shape)) for shape in shapes().subjects(SH.sparql)}
    must = {p: {pair for pair in expected(p) if pair[0] in with_sparql} for p in PATCHES}
    relevant = [patch for patch in PATCHES if must[patch]]
    assert len(relevant) >= len(with_sparql)
    groups = [relevant[part::8] for part in range(8)]
    told = set()
    for group in groups:
        triples = patched(*group)
        store = EmbeddedStore(triples)
        ours = {(r.shape, r.focus) for each in constraints(shapes()) for r in each.results(store)}
        with in_rdflib(triples) as data:
            theirs = {(r.shape, r.focus) for r in reference(data, written_in_sparql())}
        assert ours == theirs, group
        found = {(shorten(shape), shorten(text(focus))) for shape, focus in theirs}
        told |= {patch for patch in group if must[patch] <= found}
        if len(group) > 1:
            groups += [[patch] for patch in group if patch not in told]
    assert told == set(relevant)


@pytest.mark.usefixtures("_each_query_parsed_once")
@pytest.mark.parametrize("patch", PATCHES[::100], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_all_shapes_together_find_what_pyshacl_finds(patch: Path) -> None:
    """Every word of every result: also the values that a message in SPARQL has put into it."""
    triples = patched(patch)
    with in_rdflib(triples) as data:
        theirs = reference(data, shapes())
    ours = prepared().run(InMemory(triples), EmbeddedStore(triples))
    told = [
        {
            repr(replace(result, messages=dict(sorted(result.messages.items()))))
            for result in results
        }
        for results in (ours, theirs)
    ]
    assert told[0] == told[1]


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = pyshacl_validate(
        Graph(), shacl_graph=shapes(), meta_shacl=True, inference="none"
    )
    assert conforms, text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("shape:ActorShape-type sh:mincount 1 .", '"sh:mincount" is not a term of SHACL'),
        ("shape:Loose a sh:PropertyShape ; sh:path sab:area .", "no node shape uses it"),
        ("shape:X a sh:NodeShape ; sh:name 'x' ; sh:targetClass sab:Nada .", "is unknown"),
        ("shape:X a sh:NodeShape .", "it has no sh:name"),
    ],
)
def test_a_faulty_shape_is_refused(change: str, message: str, project: Project) -> None:
    faulty = Graph()
    faulty += shapes()
    prefixes = PROLOGUE.replace("PREFIX ", "@prefix ").replace(">\n", "> .\n")
    faulty.parse(data=prefixes + change, format="turtle")
    with pytest.raises(InputError, match=message):
        lint(faulty, InMemory(minimal()))
