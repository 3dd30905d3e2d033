"""Validation: ours, and pySHACL as it comes and tuned, on a sample of the nodes."""

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

from measure import Measure, Numbers, Work, seconds
from saberesgraph.graph import load
from saberesgraph.project import find
from saberesgraph.reading import node_of, read, to_rdflib
from saberesgraph.results import Term, text
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.reference import reference
from saberesgraph.validation.shacl import Shapes
from tuned import core_only, narrowed
from ways import command, emptied

_SECONDS = 40  # of pySHACL, about
_FIRST = 4  # nodes
_COMPARED = 150  # nodes with a finding, and as many others, where they take no longer than _SECONDS


def _verb(*options: str) -> Callable[[Work], Iterator[Numbers]]:
    def run(work: Work) -> Iterator[Numbers]:
        ask = ("validate", *options, "-f", "json")
        yield {"seconds": seconds(lambda: command(work, *ask, project=work.damaged), 2)}

    return run


def _store(work: Work) -> tuple[str, ...]:
    return ("validate", "--store", str(work.folder / "findings"), "-f", "json")


def _stored(work: Work) -> Iterator[Numbers]:
    emptied(work.folder / "findings")
    yield {"seconds": seconds(lambda: command(work, *_store(work), project=work.damaged))}


def _again(work: Work) -> Iterator[Numbers]:
    ask = _store(work)
    command(work, *ask, project=work.damaged)
    yield {"seconds": seconds(lambda: command(work, *ask, project=work.damaged), 3)}


def _one(work: Work) -> Iterator[Numbers]:
    ask = _store(work)
    command(work, *ask, project=work.damaged)
    times = []
    for _ in range(3):
        work.change(work.damaged)
        times.append(seconds(lambda: command(work, *ask, project=work.damaged)))
    yield {"seconds": min(times)}


def _named(work: Work) -> Iterator[Numbers]:
    ask = ("validate", str(work.change(work.damaged)), "-f", "json")
    yield {"seconds": seconds(lambda: command(work, *ask, project=work.damaged), 3)}


def _core(work: Work) -> Iterator[Numbers]:
    graph = load(find(work.damaged))
    shapes = _shapes(work)
    data = InMemory(triple for told in graph.contents.values() for triple in told)
    made = Shapes(shapes)
    yield {"seconds": seconds(lambda: list(made.core(data)), 3)}


def _shapes(work: Work) -> Graph:
    return to_rdflib(read(find(work.damaged).shape_files).triples)


def _pyshacl(work: Work) -> Iterator[Numbers]:
    """PySHACL on some nodes over the whole graph, and whether ours finds the same on them."""
    graph = load(find(work.damaged))
    shapes = _shapes(work)
    triples = [triple for told in graph.contents.values() for triple in told]
    data = to_rdflib(triples)
    aimed = _targets(data, shapes)
    every = sorted({node for nodes in aimed.values() for node in nodes}, key=str)
    draw = random.Random(1)  # noqa: S311 (no secret)
    draw.shuffle(every)
    yield {"nodes": len(every)}
    core = core_only(shapes)
    for name, given in (("tuned core", core), ("as it comes", shapes)):
        for numbers in _sampled(data, given, aimed, every, shapes):
            yield {f"{name}: {key}": value for key, value in numbers.items()}
    compared = min(_COMPARED, int(_SECONDS * 1000 / numbers["ms a node"] / 2) + 1)
    ours = Shapes(shapes).run(InMemory(triples), graph.store)
    found = {_node(result.focus) for result in ours}
    with_findings = sorted(found & {*every}, key=str)
    draw.shuffle(with_findings)
    sample = {*every[:compared], *with_findings[:compared]}
    theirs = reference(data, narrowed(shapes, aimed, sample), shapes)
    mine = sorted({_key(result) for result in ours if _node(result.focus) in sample})
    same = mine == sorted({_key(result) for result in theirs})
    yield {"compared nodes": len(sample), "findings on them": len(mine), "identical": same}


def _sampled(
    data: Graph,
    given: Graph,
    aimed: dict[Node, set[Node]],
    every: list[Node],
    shapes: Graph,
) -> Iterator[Numbers]:
    def taken(count: int) -> float:
        made = narrowed(given, aimed, {*every[:count]})
        started = time.perf_counter()
        reference(data, made, shapes)
        return time.perf_counter() - started

    none, few = taken(0), taken(_FIRST)
    each = max(few - none, 0.001) / _FIRST
    yield {"sample": _FIRST, "seconds": none + each * len(every)}
    count = min(len(every), int(_SECONDS / each))
    if count > _FIRST:
        each = (taken(count) - none) / count
        yield {"sample": count, "seconds": none + each * len(every)}
    yield {"ms a node": round(1000 * each, 2)}


def _targets(data: Graph, shapes: Graph) -> dict[Node, set[Node]]:
    return {
        target: {
            node
            for kind in data.transitive_subjects(RDFS.subClassOf, target)
            for node in data.subjects(RDF.type, kind)
        }
        for target in set(shapes.objects(None, SH.targetClass))
    }


def _node(term: Term) -> Node:
    assert term is not None
    return node_of(term)


def _key(result: Any) -> tuple[str, ...]:
    return (text(result.focus), result.path, text(result.value), result.shape, result.component)


MEASURES = {
    "plain": Measure("ours, as it comes", _verb(), limit=1800),
    "one": Measure("ours, one process", _verb("--jobs", "1"), limit=900),
    "two": Measure("ours, two processes", _verb("--jobs", "2"), limit=900),
    "stored": Measure("ours, with a store on disk, first", _stored, limit=1500),
    "again": Measure("ours, with a store on disk, nothing changed", _again, limit=1500),
    "changed": Measure("ours, with a store on disk, one fiche changed", _one, limit=1500),
    "named": Measure("ours, one fiche named, without a store", _named, limit=600),
    "core": Measure("ours, core constraints alone, loaded before", _core, limit=600),
    "pyshacl": Measure("pySHACL", _pyshacl, limit=1800, ours=False),
}
