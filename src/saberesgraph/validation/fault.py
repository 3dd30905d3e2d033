"""Why a query or a shape is not local, and what it may read beyond a part."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Why something is not local.

    Attributes:
        words: in English.
        keys: the statements of fiches that it may read beyond a part; None if that is not known.
    """

    words: str
    keys: frozenset[str] | None = None


def beyond_all(faults: Iterable[Fault]) -> frozenset[str] | None:
    """Return the keys of all that may be read beyond a part; None if that is not known."""
    found: set[str] = set()
    for fault in faults:
        if fault.keys is None:
            return None
        found |= fault.keys
    return frozenset(found)
