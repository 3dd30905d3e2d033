"""What is stated where: in files of fiches, or in those that all of them share."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph.namespaces import RDF_TYPE
from saberesgraph.results import Term

_TYPED: Final = "a "
_ONTO: Final = "^"


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


def with_value(predicate: str, value: str) -> str:
    """Return the key of the statements of a property that have one value, an IRI."""
    return kind(predicate, value) if predicate == RDF_TYPE else f"{predicate} {value}"


def onto_others(predicate: str) -> str:
    """Return the key of the statements of a property that lead to what is no fiche's node."""
    return kind(predicate, None) if predicate == RDF_TYPE else _ONTO + predicate


def wide(key: str) -> str:
    """Return the kind of which a key means some statements alone, or the key itself.

    >>> wide(onto_others("urn:p")), wide(with_value("urn:p", "urn:o")), wide("a urn:Kind")
    ('urn:p', 'urn:p', 'a urn:Kind')
    """
    return key if key.startswith(_TYPED) else key.removeprefix(_ONTO).partition(" ")[0]


def predicate_of(key: str) -> str:
    """Return the property of the statements of a key."""
    return RDF_TYPE if key.startswith(_TYPED) else wide(key)


class Wanted:
    """Which statements have one of some keys.

    >>> p, o = ox.NamedNode("urn:p"), ox.NamedNode("urn:o")
    >>> onto = Wanted({onto_others("urn:p")})
    >>> onto(ox.Triple(o, p, o), own=()), onto(ox.Triple(o, p, o), own={o})
    (True, False)
    >>> Wanted({with_value("urn:p", "urn:o")})(ox.Triple(o, p, p), own=())
    False
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)
        self._any_class = _TYPED in self.keys
        self._narrow = {wide(each) for each in self.keys} - self.keys

    def __call__(self, triple: ox.Triple, own: Container[Term]) -> bool:
        """Tell it of a statement; `own` are the nodes of the fiches of its part."""
        found = key(triple)
        if found in self.keys or (self._any_class and found.startswith(_TYPED)):
            return True
        if found not in self._narrow:
            return False
        value = triple.object
        return (_ONTO + found in self.keys and value not in own) or (
            isinstance(value, ox.NamedNode) and with_value(found, value.value) in self.keys
        )


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
