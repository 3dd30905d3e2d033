"""Derives: every derived statement comes from a rule of ontology/rules/ and names its supports."""

from collections.abc import Iterable
from pathlib import Path

from saberesgraph.errors import QuerySyntaxError
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH
from saberesgraph.store import Dataset
from saberesgraph.store.embedded import EmbeddedStore


def derive(store: EmbeddedStore, rules: Iterable[Path]) -> None:
    """Add to the derived graph of a store what the rules derive from its asserted graph.

    Nothing that was derived before is used, so deriving twice gives the same statements.

    Raises:
        QuerySyntaxError: a rule is not a valid CONSTRUCT query.
    """
    asserted = store.over(Dataset(default=(ASSERTED_GRAPH,)))
    for rule in rules:
        try:
            asserted.insert(DERIVED_GRAPH, rule.read_text(encoding="utf-8"))
        except QuerySyntaxError as error:
            raise error.inside(str(rule)) from error
