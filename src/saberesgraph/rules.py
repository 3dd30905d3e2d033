"""Derives: every derived statement comes from a rule of ontology/rules/ and names its supports."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.errors import QuerySyntaxError
from saberesgraph.namespaces import ASSERTED_GRAPH
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
        try:
            derived.update(asserted.construct(rule.read_text(encoding="utf-8")))
        except QuerySyntaxError as error:
            raise error.inside(str(rule)) from error
    return tuple(sorted(derived, key=str))
