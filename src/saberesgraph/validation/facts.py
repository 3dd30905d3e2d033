"""What is stated where: in files of fiches, or in those that all of them share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph.namespaces import RDF_TYPE

_TYPED: Final = "a "


@dataclass(frozen=True)
class Facts:
    """Kinds of statement, by `key`; every subject is a fiche's or shared, and of one part alone.

    Attributes:
        own: those with a fiche's subject.
        shared: those with a shared subject.
        into: those of a shared subject that lead to a fiche's.
    """

    own: frozenset[str]
    shared: frozenset[str]
    into: frozenset[str]


def key(triple: ox.Triple | ox.Quad) -> str:
    """Return the kind of a statement: its property, or the class of an `rdf:type`.

    >>> a, kind = ox.NamedNode(RDF_TYPE), ox.NamedNode("urn:Kind")
    >>> key(ox.Triple(ox.NamedNode("urn:x"), a, kind)), key(ox.Triple(kind, kind, kind))
    ('a urn:Kind', 'urn:Kind')
    """
    return kind(triple.predicate.value, getattr(triple.object, "value", ""))


def kind(predicate: str, value: str | None) -> str:
    """Return the key of a property with a value; `rdf:type` of any class is "a "."""
    return predicate if predicate != RDF_TYPE else _TYPED + (value or "")


def among(asked: str | None, keys: Iterable[str]) -> bool:
    """Return whether statements of a kind, or of any if it is None, are among those of some kinds.

    >>> among("a ", {"a urn:Kind"}), among("urn:p", {"a urn:Kind"}), among(None, {"urn:p"})
    (True, False, True)
    """
    if asked is None:
        return any(True for _ in keys)
    if asked == _TYPED:
        return any(each.startswith(_TYPED) for each in keys)
    return asked in (keys if isinstance(keys, frozenset) else frozenset(keys))
