"""Cases of SHACL as the W3C writes them: data, shapes, and the report that is expected."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
from rdflib import SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from saberesgraph.reading import content_of, to_rdflib
from saberesgraph.validation.result import Result

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
# focus, path, value, shape, component; "" is nothing, and what has no name is one BLANK
Told = tuple[str, str, str, str, str]
BLANK = "_:"


@dataclass(frozen=True)
class Case:
    """One case: its name is its file's and its own, such as `core/node/and-001`."""

    name: str
    data: tuple[ox.Triple, ...]
    shapes: Graph
    refused: bool
    report: Counter[Told]
    messages: frozenset[str]


def read(file: Path) -> tuple[ox.Triple, ...]:
    """The triples of a file, whose relative IRIs are files beside it."""
    found = ox.parse(
        input=content_of(file), format=ox.RdfFormat.TURTLE, base_iri=file.resolve().as_uri()
    )
    return tuple(quad.triple for quad in found)


def cases(manifest: Path, root: Path) -> Iterator[Case]:
    """Every case of a manifest and of those that it includes."""
    triples = read(manifest)
    graph = to_rdflib(triples)
    for entries in graph.objects(None, MF.entries):
        for entry in Collection(graph, entries):
            yield _case(graph, entry, triples, manifest, root)
    for included in sorted(map(_file, graph.objects(None, MF.include))):
        yield from cases(included, root)


def _case(
    graph: Graph, entry: Node, triples: tuple[ox.Triple, ...], manifest: Path, root: Path
) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    sources = {}
    for role in (SHT.dataGraph, SHT.shapesGraph):
        file = _file(graph.value(action, role))
        sources[role] = triples if file == manifest.resolve() else read(file)
    results = list(graph.objects(result, SH.result))
    said = (text for each in results for text in graph.objects(each, SH.resultMessage))
    folder = manifest.resolve().parent.relative_to(root.resolve())
    return Case(
        name=f"{folder.as_posix()}/{str(entry).rpartition('/')[2]}",
        data=sources[SHT.dataGraph],
        shapes=to_rdflib(sources[SHT.shapesGraph]),
        refused=result == SHT.Failure,
        report=Counter(_told(graph, each) for each in results),
        messages=frozenset(map(str, said)),
    )


def _told(graph: Graph, result: Node) -> Told:
    focus, value = graph.value(result, SH.focusNode), graph.value(result, SH.value)
    path = graph.value(result, SH.resultPath)
    return (
        written(focus),
        # a path that is no property has no name that a finding could give
        "" if path is None or isinstance(path, BNode) else str(path),
        "" if value is None or value == focus else written(value),
        written(graph.value(result, SH.sourceShape)),
        str(graph.value(result, SH.sourceConstraintComponent)),
    )


def told(result: Result) -> Told:
    """What a report says of a result of ours."""
    named = ":" in result.shape  # a shape without a name has a label of its graph
    return (
        written(result.focus),
        result.path,
        written(result.value),
        result.shape if named else BLANK,
        result.component,
    )


def written(term: object) -> str:
    """A term of rdflib or pyoxigraph in one way; one that has no name of its own as BLANK."""
    if term is None:
        return ""
    if isinstance(term, BNode | ox.BlankNode):
        return BLANK
    if isinstance(term, Literal):
        datatype = f"^^{term.datatype}" if term.datatype else ""
        return f'"{term}"' + (f"@{term.language.lower()}" if term.language else datatype)
    if isinstance(term, ox.Literal):
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        datatype = "" if plain else f"^^{term.datatype.value}"
        return f'"{term.value}"' + (f"@{term.language}" if term.language else datatype)
    return str(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _file(iri: Node | None) -> Path:
    assert isinstance(iri, URIRef)
    return Path(unquote(iri.removeprefix("file://")))
