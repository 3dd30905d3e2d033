"""Derives: every derived statement comes from a rule of ontology/rules/ and names its supports."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.errors import InputError
from saberesgraph.store import Store


def derive(store: Store, rules: Iterable[Path]) -> tuple[ox.Triple, ...]:
    """Return the statements that the rules derive from the asserted graph, in a fixed order.

    Nothing that was derived before is used, so deriving twice gives the same statements.

    Raises:
        InputError: a rule is not a valid CONSTRUCT query.
    """
    derived: set[ox.Triple] = set()
    for rule in rules:
        try:
            derived.update(store.construct(rule.read_text(encoding="utf-8")))
        except (SyntaxError, ValueError) as error:
            raise InputError(
                f"no es una consulta CONSTRUCT válida ({error})",
                f"it is not a valid CONSTRUCT query ({error})",
                where=str(rule),
                hint=("Corrígela", "Correct it"),
            ) from error
    return tuple(sorted(derived, key=str))
