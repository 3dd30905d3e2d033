"""Every named query, on each engine over the same statements."""

import time
from collections.abc import Callable, Iterator
from functools import cache, partial

import pyoxigraph as ox
import rdflib

from measure import Measure, Numbers, Work, digest, forked
from saberesgraph.answers import answered
from saberesgraph.graph import load
from saberesgraph.kept import kept
from saberesgraph.project import find
from saberesgraph.queries import catalogue
from saberesgraph.reading import node_of
from saberesgraph.results import Table
from saberesgraph.store import Store
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.store.endpoint import Endpoint
from virtuoso import running
from ways import GRAPHS, dumped, emptied, on_disk

_COMPARED = 20_000  # rows: longer answers are compared by their number alone
_REPEATED = 0.3  # seconds of repeating
_Ask = Callable[[str], Table]


def _asked(
    work: Work, names: dict[str, str], opened: Callable[[], _Ask], limit: float
) -> Iterator[Numbers]:
    """Yield what each query took: the first time in a process, and the best of some more."""
    ends = time.monotonic() + limit

    def one(sparql: str) -> Numbers:
        from engines import same

        ask = opened()
        started = time.perf_counter()
        table = ask(sparql)
        first = best = time.perf_counter() - started
        until = time.perf_counter() + _REPEATED
        while best < 1 and time.perf_counter() < until:
            started = time.perf_counter()
            ask(sparql)
            best = min(best, time.perf_counter() - started)
        told = digest(same(table)) if len(table.rows) <= _COMPARED else ""
        return {"first": first, "seconds": best, "rows": len(table.rows), "digest": told}

    for name, sparql in names.items():
        left = ends - time.monotonic()
        if left <= 0:
            yield {name: {"not run": "the limit of all queries was reached"}}
        else:
            within = min(work.query_limit, left)
            told = forked(lambda sparql=sparql: one(sparql), within)  # type: ignore[misc]
            if "more than" in told and within < work.query_limit:
                told = {"not run": "the limit of all queries was reached"}
            yield {name: told}


def _bound(work: Work, store: Store) -> dict[str, str]:
    return {query.name: query.bound(store) for query in catalogue(find(work.project)).values()}


def _names(work: Work) -> dict[str, str]:
    """Return the queries as `_bound` does; no thread of a store on disk is left to be forked."""
    return forked(lambda: _bound(work, on_disk(work.project, work.store)), 1500)


def _memory(work: Work) -> Iterator[Numbers]:
    store = load(find(work.project)).store
    yield from _asked(work, _bound(work, store), lambda: store.select, 1500)


def _disk(work: Work) -> Iterator[Numbers]:
    names = _names(work)

    def opened() -> _Ask:
        return on_disk(work.project, work.store).select

    yield from _asked(work, names, opened, 1500)


def _kept(work: Work) -> Iterator[Numbers]:
    """The answers that are kept beside the store: `first` is what was kept by another process."""
    names = _names(work)

    def opened() -> _Ask:
        found = kept(find(work.project), work.store)
        return lambda sparql: (
            answered(found.place, sparql, partial(found.store.select, sparql)).table
        )

    def ask(sparql: str) -> Numbers:
        opened()(sparql)
        return {}

    for sparql in names.values():
        forked(partial(ask, sparql), work.query_limit)
    yield from _asked(work, names, opened, 1500)


def _rdflib(work: Work) -> Iterator[Numbers]:
    from engines import RdflibStore

    store = load(find(work.project)).store
    names = _bound(work, store)
    dataset = in_rdflib(store)
    del store
    answering = RdflibStore({})
    answering._dataset = dataset
    yield from _asked(work, names, lambda: answering.select, work.total_limit)


def in_rdflib(store: EmbeddedStore) -> rdflib.Dataset:
    """Return the graphs of a store as a dataset, term by term: far sooner than by parsing."""
    dataset = rdflib.Dataset(default_union=True)
    term = cache(node_of)  # most terms come again
    for name in GRAPHS:
        graph = dataset.graph(rdflib.URIRef(name))
        for subject, predicate, value, _ in store.engine.quads_for_pattern(
            None, None, None, ox.NamedNode(name)
        ):
            graph.add((term(subject), term(predicate), term(value)))
    return dataset


def _oxigraph(work: Work) -> Iterator[Numbers]:
    from engines import OXIGRAPH, _free_port, _running

    assert OXIGRAPH, "pip install oxigraph"
    names = _names(work)
    files = sorted(work.store.rglob("CURRENT"), key=lambda file: file.stat().st_mtime)
    assert files, "no store on disk"
    port = _free_port()
    command = [OXIGRAPH, "serve-read-only", "-l", str(files[-1].parent), "-b", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}/query"
    endpoint = Endpoint(url, seconds=work.query_limit, output_mib=1024)
    with _running(command, emptied(work.folder / "oxigraph-server"), endpoint):
        yield from _asked(work, names, lambda: endpoint.select, work.total_limit)


def _virtuoso(work: Work) -> Iterator[Numbers]:
    files = dumped(work)
    names = _names(work)
    folder = emptied(work.folder / "virtuoso")
    with running(folder, [work.folder], work.query_limit) as server:
        each = [
            f"ld_dir('{file.parent}', '{file.name}', '{name}');" for name, file in files.items()
        ]
        server.run(" ".join([*each, "rdf_loader_run(); checkpoint;"]))
        yield from _asked(work, names, lambda: server.endpoint.select, work.total_limit)


MEASURES = {
    "memory": Measure("ours, in memory", _memory, limit=1800),
    "disk": Measure("ours, on disk", _disk, limit=1800),
    "kept": Measure("ours, on disk, answers kept", _kept, limit=3600),
    "rdflib": Measure("rdflib", _rdflib, limit=1500, ours=False),
    "oxigraph": Measure("`oxigraph` server", _oxigraph, limit=1500, ours=False),
    "virtuoso": Measure("Virtuoso", _virtuoso, limit=1500, ours=False),
}
