"""Times every named query on the project's data: embedded against rdflib, in one run.

Run with `make bench`. Prints the median of several runs in milliseconds, the slowest first, and how
many times longer rdflib takes over the same statements.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
import rdflib

from saberesgraph.graph import load
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.project import find
from saberesgraph.queries import catalogue
from saberesgraph.store import Dataset

ROOT = Path(__file__).resolve().parent.parent


def milliseconds(run: Callable[[], object], times: int) -> float:
    """Return the median time of a call."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def rows_of(dataset: rdflib.Dataset, sparql: str) -> int:
    """Return how many rows rdflib gives, all of them read."""
    return sum(1 for _ in dataset.query(sparql))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs of each query, embedded")
    parser.add_argument("--no-rdflib", action="store_true", help="leave the comparison out")
    options = parser.parse_args()
    project = find(ROOT)
    store = load(project).store
    other = rdflib.Dataset(default_union=True)
    if not options.no_rdflib:
        for name in (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH):
            triples = store.over(Dataset((name,))).construct("CONSTRUCT WHERE { ?s ?p ?o }")
            content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
            other.graph(rdflib.URIRef(name)).parse(data=content, format="nt")
    rows = []
    for query in catalogue(project).values():
        sparql = query.bound(store)
        embedded = milliseconds(partial(store.select, sparql), options.times)
        ratio = 0.0
        if not options.no_rdflib:
            ratio = milliseconds(partial(rows_of, other, sparql), 1) / embedded
        rows.append((embedded, query.name, ratio))
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib"))
    lines = [f"Python {sys.version.split()[0]}, {versions}", f"{'query':<30}{'ms':>8}{'rdflib':>9}"]
    lines += [f"{name:<30}{ms:>8.1f}{ratio:>8.0f}x" for ms, name, ratio in sorted(rows)[::-1]]
    if not options.no_rdflib:
        mean = statistics.geometric_mean(ratio for _, _, ratio in rows)
        lines.append(f"{len(rows)} queries; rdflib takes {mean:.0f} times as long (geometric mean)")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
