"""Nodes by number, 64 bits each: a large project has millions, of which only that is asked."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, TypeAlias

Numbers: TypeAlias = "array[int]"


def number(iri: str) -> int:
    """Return the number of a node: 64 bits of a digest of its IRI."""
    return int.from_bytes(blake2b(iri.encode(), digest_size=8).digest())


def numbers(iris: Iterable[str]) -> Numbers:
    """Return the numbers of nodes, in their order."""
    return array("Q", map(number, iris))


def concatenated(several: Iterable[Numbers]) -> Numbers:
    """Return the numbers of several, one after the other."""
    return array("Q", b"".join(several))


class Holders:
    """Which places hold a node.

    Args:
        nodes: those that each place holds.

    >>> holders = Holders([numbers(["urn:a", "urn:b"]), numbers(["urn:b"])])
    >>> holders.of(number("urn:b")), holders.of(number("urn:c"))
    ([0, 1], [])
    """

    def __init__(self, nodes: Sequence[Numbers]) -> None:
        every, places = _listed(nodes)
        order = every.argsort(kind="stable")
        self.nodes, self.places = every[order], places[order]

    def of(self, node: int) -> list[int]:
        """Return the places that hold a node."""
        import numpy as np

        first, last = (self.nodes.searchsorted(np.uint64(node), side) for side in ("left", "right"))
        found: list[int] = self.places[first:last].tolist()
        return found

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield two and two places that hold the same node."""
        again = (self.nodes[1:] == self.nodes[:-1]).nonzero()[0]
        yield from zip(self.places[again].tolist(), self.places[again + 1].tolist(), strict=True)

    def pairs_with(self, named: Sequence[Numbers]) -> Iterator[tuple[int, int]]:
        """Yield each place that names a node, with one that holds it."""
        asked, askers = _listed(named)
        first = self.nodes.searchsorted(asked)
        known = first < len(self.nodes)
        known[known] = self.nodes[first[known]] == asked[known]
        yield from zip(askers[known].tolist(), self.places[first[known]].tolist(), strict=True)


def together(said: Sequence[Numbers], named: Sequence[Numbers]) -> list[list[int]]:
    """Return places in groups: those that speak of, or name, the same nodes.

    A group holds every place that names what one of its places speaks of, and the other way round.

    Args:
        said: of which nodes each place speaks.
        named: which it names beside.

    >>> a, b, c = (numbers([f"urn:{letter}"]) for letter in "abc")
    >>> together([a, b, c, a], [b[:0], c, b[:0], b[:0]])
    [[0, 3], [1, 2]]
    """
    if len(said) < 2:  # as where one fiche is looked at: numpy takes 0.1 s to import
        return [[place] for place in range(len(said))]
    holders = Holders(said)
    root = list(range(len(said)))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for one, other in chain(holders.pairs(), holders.pairs_with(named)):
        root[top(one)] = top(other)
    groups: dict[int, list[int]] = {}
    for place in range(len(said)):
        groups.setdefault(top(place), []).append(place)
    return list(groups.values())


def _listed(nodes: Sequence[Numbers]) -> tuple[Any, Any]:
    """Return all nodes, and beside them the places that hold them."""
    import numpy as np

    every = np.frombuffer(b"".join(nodes), np.uint64)
    return every, np.repeat(np.arange(len(nodes)), [len(each) for each in nodes])
