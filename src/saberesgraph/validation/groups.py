"""Which files of a part belong together: those that speak of, name or derive the same nodes."""

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from saberesgraph.results import Term
from saberesgraph.validation.finding import Finding


@dataclass(frozen=True)
class Alone:
    """What some files that belong together tell.

    Attributes:
        paths: of the files.
        findings: on their nodes.
        focus_nodes: how many of their nodes a shape looks at.
        read: a digest of their statements that queries of the whole can read.
        typed: their literals whose spelling a store may change.
    """

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    focus_nodes: int
    read: str
    typed: frozenset[ox.Literal]


class Groups:
    """The groups of files of a part, and of which group a node of the part is.

    Args:
        stated: what each file of the part says of its nodes.
        derived: what the rules make of them.
        shared: the nodes that are no part's.
    """

    def __init__(
        self,
        stated: Mapping[Path, Iterable[ox.Triple]],
        derived: Iterable[ox.Triple],
        shared: Container[Term],
    ) -> None:
        self._leads: dict[Hashable, Hashable] = {}
        said: defaultdict[Hashable, set[Term]] = defaultdict(set)
        named: defaultdict[Hashable, set[Term]] = defaultdict(set)
        for path, triples in stated.items():
            said[path].update(triple.subject for triple in triples)
            for triple in triples:
                named[path].update((triple.object, triple.predicate))
        for triple in derived:
            if triple.subject not in shared:
                self._leads[triple.subject] = triple.subject
                named[triple.subject].update((triple.object, triple.predicate))
        for one, nodes in said.items():
            for node in nodes:
                self._join(one, node)
        for one, others in named.items():
            for node in others & self._leads.keys():
                self._join(one, node)
        first, *rest = stated
        led = {self._end(path) for path in stated}
        for each in [*self._leads]:
            if self._end(each) not in led:  # nothing tells whose it is, so all are of one group
                self._join(first, each)
                for path in rest:
                    self._join(first, path)
        groups: defaultdict[Hashable, list[Path]] = defaultdict(list)
        for path in stated:
            groups[self._end(path)].append(path)
        self.paths = [tuple(paths) for paths in groups.values()]
        self._places = {end: place for place, end in enumerate(groups)}

    def of(self, each: Hashable) -> int:
        """Return the place among `paths` of the group of a file or a node."""
        return self._places[self._end(each)]

    def _end(self, node: Hashable) -> Hashable:
        leads = self._leads
        while (next_one := leads.get(node, node)) != node:
            leads[node] = leads.get(next_one, next_one)
            node = next_one
        return node

    def _join(self, one: Hashable, other: Hashable) -> None:
        one, other = self._end(one), self._end(other)
        self._leads[one] = self._leads[other] = one


def digest(triples: Iterable[ox.Triple]) -> str:
    """Return a digest of statements, whatever their order; nothing of none."""
    lines = sorted(map(str, triples))
    return sha256("\n".join(lines).encode()).hexdigest() if lines else ""
