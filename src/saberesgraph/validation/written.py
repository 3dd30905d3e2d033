"""Basic graph patterns with their paths written out (SPARQL 1.1 § 18.2.2.4)."""

from itertools import count, pairwise
from typing import Any

from rdflib import Variable
from rdflib.paths import AlternativePath, InvPath, NegatedPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue

from saberesgraph.validation.kinds import NOTHING


class Written:
    """The patterns of one query; a path that repeats itself (`*`, `+`, `?`) stays as it is."""

    def __init__(self) -> None:
        self._fresh = count()
        self._written: dict[int, tuple[Any, Any]] = {}

    def of(self, node: Any) -> Any:
        """Return a basic graph pattern, or several joined, with its paths written out.

        It is the same each time: a path's inner places have one name each.
        """
        if id(node) not in self._written:
            self._written[id(node)] = node, self._write(node)
            joined = self._written[id(node)][1]
            while joined.name == "Join":
                joined = joined.p1
            self._written[id(joined)] = joined, joined
        return self._written[id(node)][1]

    def _write(self, node: Any) -> Any:
        plain: list[Any] = []
        rest: list[Any] = []
        for triple in node.triples or ():
            s, path, o = triple
            self._spread(s, path, o, plain, rest)
        joined = CompValue("BGP", triples=plain)
        for each in rest:
            joined = CompValue("Join", p1=joined, p2=each)
        return joined

    def _spread(self, s: Any, path: Any, o: Any, plain: list[Any], rest: list[Any]) -> None:
        if isinstance(path, SequencePath):
            places = [s, *(Variable(f" {next(self._fresh)}") for _ in path.args[1:]), o]
            for step, (start, end) in zip(path.args, pairwise(places), strict=True):
                self._spread(start, step, end, plain, rest)
        elif isinstance(path, InvPath):
            self._spread(o, path.arg, s, plain, rest)
        elif isinstance(path, AlternativePath):
            ways = [self._way(s, each, o) for each in path.args]
            union = ways[0]
            for way in ways[1:]:
                union = CompValue("Union", p1=union, p2=way)
            rest.append(union)
        elif isinstance(path, NegatedPath):
            there, back = (CompValue("BGP", triples=[(*ends,)]) for ends in
                           ((s, NOTHING, o), (o, NOTHING, s)))  # fmt: skip
            rest.append(CompValue("Union", p1=there, p2=back))
        else:
            plain.append((s, path, o))

    def _way(self, s: Any, path: Any, o: Any) -> Any:
        plain: list[Any] = []
        rest: list[Any] = []
        self._spread(s, path, o, plain, rest)
        way = CompValue("BGP", triples=plain)
        for each in rest:
            way = CompValue("Join", p1=way, p2=each)
        return way
