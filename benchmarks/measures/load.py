"""From files to something that can be asked."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from measure import Measure, Numbers, Work, seconds
from saberesgraph.graph import load
from saberesgraph.namespaces import ASSERTED_GRAPH
from saberesgraph.project import find
from ways import WithoutRules, command, emptied, on_disk


def _ours(work: Work) -> Iterator[Numbers]:
    project = WithoutRules(find(work.project).root)
    yield {"seconds": seconds(lambda: load(project), 3)}


def _derived(work: Work) -> Iterator[Numbers]:
    project = find(work.project)
    yield {"seconds": seconds(lambda: load(project), 3)}


def _kept(work: Work) -> Iterator[Numbers]:
    emptied(work.store)
    yield {"seconds": seconds(lambda: on_disk(work.project, work.store))}
    size = sum(file.stat().st_size for file in work.store.rglob("*") if file.is_file())
    yield {"MiB on disk": round(size / 2**20)}


def _opened(work: Work) -> Iterator[Numbers]:
    on_disk(work.project, work.store)
    yield {"seconds": seconds(lambda: on_disk(work.project, work.store), 3)}


def _updated(work: Work) -> Iterator[Numbers]:
    on_disk(work.project, work.store)
    times = []
    for _ in range(3):
        work.change(work.project)
        times.append(seconds(lambda: on_disk(work.project, work.store)))
    yield {"seconds": min(times)}


def _shown(work: Work) -> Iterator[Numbers]:
    on_disk(work.project, work.store)
    ask = ("query", "objective-coverage", "--store", str(work.store), "-f", "csv")
    yield {"seconds": seconds(lambda: command(work, *ask), 3)}


def _files(work: Work) -> tuple[Path, ...]:
    return find(work.project).graph_files


def _rdflib(work: Work) -> Iterator[Numbers]:
    import rdflib

    def read() -> None:
        graph = rdflib.Graph()
        for file in _files(work):
            graph.parse(file, format="turtle")

    yield {"seconds": seconds(read, 2)}


def _oxrdflib(work: Work) -> Iterator[Numbers]:
    import rdflib

    def read() -> None:
        graph = rdflib.Graph(store="Oxigraph")
        for file in _files(work):
            graph.parse(file, format="ox-turtle")

    yield {"seconds": seconds(read, 3)}


def _pyoxigraph(work: Work) -> Iterator[Numbers]:
    name = ox.NamedNode(ASSERTED_GRAPH)

    def read() -> None:
        store = ox.Store()
        for file in _files(work):
            store.load(path=str(file), to_graph=name)

    yield {"seconds": seconds(read, 3)}


def _oxigraph(work: Work) -> Iterator[Numbers]:
    from engines import OXIGRAPH

    assert OXIGRAPH, "pip install oxigraph"
    # it takes a tenth of a second for each file named
    every = work.folder / "every.ttl"
    with every.open("wb") as out:
        for file in _files(work):
            out.write(file.read_bytes() + b"\n")
    start = [OXIGRAPH, "load", "--graph", ASSERTED_GRAPH, "-f", str(every), "-l"]

    def read() -> None:
        folder = emptied(work.folder / "oxigraph")
        subprocess.run([*start, str(folder)], check=True, capture_output=True)  # noqa: S603 (ours)

    yield {"seconds": seconds(read, 2)}


def _virtuoso(work: Work) -> Iterator[Numbers]:
    from virtuoso import running

    with running(emptied(work.folder / "virtuoso-load"), [work.project]) as server:
        yield {"seconds": seconds(lambda: server.load({work.project: ASSERTED_GRAPH}, "*.ttl"))}


MEASURES = {
    "memory": Measure("ours, in memory", _ours, rounds=2),
    "derived": Measure("ours, in memory, with what the rules derive", _derived),
    "kept": Measure("ours, on disk, with what the rules derive", _kept, limit=1500),
    "opened": Measure("ours, on disk, opened again", _opened, limit=1500),
    "updated": Measure("ours, on disk, one fiche changed", _updated, limit=1500),
    "shown": Measure("ours, a command that asks the store on disk", _shown),
    "rdflib": Measure("rdflib `parse`", _rdflib, limit=200, rounds=2, ours=False),
    "oxrdflib": Measure("oxrdflib, `ox-turtle`", _oxrdflib, rounds=2, ours=False),
    "pyoxigraph": Measure("pyoxigraph alone, in memory", _pyoxigraph, rounds=2, ours=False),
    "oxigraph": Measure("`oxigraph load`, on disk, all in one file", _oxigraph, ours=False),
    "virtuoso": Measure("Virtuoso bulk load", _virtuoso, ours=False),
}
