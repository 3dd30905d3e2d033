"""Which experiences are alike, and in what: shared links weighted by how rare they are.

Each thing that two experiences share counts 1/n, where n experiences have that link with it: the
resource allocation index of Zhou, Lü and Zhang, "Predicting missing links via local information",
European Physical Journal B 71 (2009), a stricter kin of Adamic and Adar's 1/log(n) (2003). What
nearly all have, like IOM as an actor, hardly counts; nothing has to be left out by hand. Taking
part, being mentioned and being able to replicate are different links. What a rule derived never
counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from saberesgraph.errors import UnknownNameError
from saberesgraph.network.kinds import DERIVED, EXPERIENCES

Reason = tuple[str, str]  # the link, and what both are linked with
_BLOCK = 500
_DIGITS = 9


@dataclass(frozen=True)
class Similar:
    """An experience like another.

    Args:
        node: its prefixed name.
        score: the sum of 1/n over what they share, rounded.
        shared: links and what they lead to, the rarest first.
    """

    node: str
    score: float
    shared: tuple[Reason, ...]


def similar(graph: "nx.MultiDiGraph[str]", practice: str, k: int = 5) -> tuple[Similar, ...]:
    """Return the experiences most like one, best first; fewer than k where fewer share anything.

    Raises:
        UnknownNameError: it is no experience of the network.
    """
    known = experiences(graph)
    if practice not in known:
        raise UnknownNameError(practice, known)
    return next(found for _, found in nearest(graph, k, [practice]))


def nearest(
    graph: "nx.MultiDiGraph[str]", k: int, practices: Iterable[str] | None = None
) -> Iterator[tuple[str, tuple[Similar, ...]]]:
    """Yield experiences, all unless named, each with the k most like it as `similar` gives them."""
    known = experiences(graph)
    row_of = {node: row for row, node in enumerate(known)}
    having = holders(graph)
    matrix = np.zeros((len(known), len(having)))
    for column, nodes in enumerate(having.values()):
        matrix[[row_of[node] for node in nodes], column] = 1
    reasons, counts = list(having), matrix.sum(axis=0)
    order = sorted(range(len(reasons)), key=lambda c: (counts[c], reasons[c]))
    linked = matrix[:, order] > 0  # the rarest first, as people are told them
    told = [reasons[column] for column in order]
    asked = known if practices is None else list(practices)
    for start in range(0, len(asked), _BLOCK):  # all at once would take memory by the square
        names = asked[start : start + _BLOCK]
        rows = [row_of[name] for name in names]
        scores = ((matrix[rows] / np.maximum(counts, 1)) @ matrix.T).round(_DIGITS)
        scores[range(len(rows)), rows] = 0
        for name, row, score in zip(names, rows, scores, strict=True):
            yield (
                name,
                tuple(
                    Similar(
                        known[other],
                        float(score[other]),
                        tuple(told[c] for c in np.flatnonzero(linked[row] & linked[other])),
                    )
                    for other in _best(score, k)
                ),
            )


def _best(score: "npt.NDArray[np.float64]", k: int) -> list[int]:
    """Return the places of the k highest scores above zero, those that score the same in order.

    Only these are sorted: a whole row takes ten times as long.
    """
    found = np.flatnonzero(score > 0)
    if 0 < k < len(found):
        least = np.partition(score[found], len(found) - k)[len(found) - k]
        found = found[score[found] >= least]
    return [int(place) for place in found[np.argsort(-score[found], kind="stable")][: max(k, 0)]]


def experiences(graph: "nx.Graph[str]") -> list[str]:
    """Return practices and lessons in the order of the graph."""
    return [node for node, data in graph.nodes(data=True) if data["kind"] in EXPERIENCES]


def holders(graph: "nx.MultiDiGraph[str]") -> dict[Reason, list[str]]:
    """Return who has each link with each thing, as sources state it."""
    having: dict[Reason, list[str]] = {}
    for practice, item, link, data in graph.edges(keys=True, data=True):
        if data["basis"] != DERIVED:
            having.setdefault((link, item), []).append(practice)
    return having
