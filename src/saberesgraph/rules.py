"""Derives: every derived statement comes from a rule of ontology/rules/ and names its supports."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.errors import QuerySyntaxError
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore


def derive(store: EmbeddedStore, rules: Iterable[Path]) -> tuple[ox.Triple, ...]:
    """Return the statements that the rules derive from the asserted graph, in a fixed order.

    Nothing that was derived before is used, so deriving twice gives the same statements.

    Raises:
        QuerySyntaxError: a rule is not a valid CONSTRUCT query.
    """
    derived: set[ox.Triple] = set()
    asserted = store.over(Dataset(default=(ASSERTED_GRAPH,)))
    for rule in rules:
        with _named(rule):
            derived.update(asserted.construct(rule.read_text(encoding="utf-8")))
    return tuple(sorted(derived, key=str))


def infer(store: EmbeddedStore, rules: Iterable[Path]) -> None:
    """Add to the derived graph of a store what `derive` returns, without a detour through Python.

    Raises:
        QuerySyntaxError: a rule is not a valid CONSTRUCT query.
    """
    for content in derivations(store, rules):
        store.insert(DERIVED_GRAPH, content)


def derivations(
    store: EmbeddedStore, rules: Iterable[Path], graphs: tuple[str, ...] = (ASSERTED_GRAPH,)
) -> Iterator[bytes]:
    """Yield what each rule derives from some graphs of a store, as N-Triples.

    Raises:
        QuerySyntaxError: a rule is not a valid CONSTRUCT query.
    """
    asserted = store.over(Dataset(default=graphs))
    for rule in rules:
        with _named(rule):
            yield asserted.constructed(rule.read_text(encoding="utf-8"))


@contextmanager
def _named(rule: Path) -> Iterator[None]:
    try:
        yield
    except QuerySyntaxError as error:
        raise error.inside(str(rule)) from error
