"""Writes to a store all or nothing: made ready beside, checked there, then shown at once."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph.errors import EndpointError, LimitError, SaberesGraphError
from saberesgraph.publishing.comparison import Comparison, Pairs, as_rewritten, is_blank, staging
from saberesgraph.publishing.held import Triples, held, sizes
from saberesgraph.publishing.ways import Update, Way, fits
from saberesgraph.store.endpoint import Endpoint

_ANY: Final = ox.BlankNode("any")
_Graphs = Mapping[str, Triples]
_Words = tuple[str, str]

_UNTOUCHED: Final = (
    "Nada cambió: se leen los grafos de antes",
    "Nothing changed: the former graphs are read",
)
_UNDONE: Final = (
    "Una parte cambió y se deshizo: se leen los grafos de antes",
    "A part changed and was undone: the former graphs are read",
)
_LATE: Final = (
    "Se leen los grafos de antes, pero puede que aún esté escribiendo: mira con --dry-run",
    "The former graphs are read, but it may still be writing: look with --dry-run",
)
_UNKNOWN: Final = (
    "No se pudo leer cómo quedó: mira con --dry-run y publica otra vez",
    "How it was left could not be read: look with --dry-run and publish again",
)


@dataclass(frozen=True)
class Outcome:
    """What a publication did.

    Attributes:
        written: whether what readers see has changed.
        rewritten: statements that the store keeps with another value or datatype than it was
            given, each with what it made of it.
    """

    written: bool
    rewritten: Pairs = ()


def publish(endpoint: Endpoint, way: Way, comparison: Comparison) -> Outcome:
    """Make the graphs of a store ours, and return what was done.

    The statements go first to staging graphs, which nobody reads, and are read back: a store that
    does not keep them is refused before anything is shown. A store that only rewrites some, as
    those it held were, has nothing to be published. What is shown is read back as well; where
    it is neither what it should be nor what it was, the former graphs are put back.

    Raises:
        EndpointError, LimitError: it failed; the last sentence says what readers see now.
    """
    if not comparison.changed:
        if comparison.leftovers:
            way.clear(comparison.leftovers)
        return Outcome(written=False)
    return _Publication(endpoint, way, comparison).done()


class _Publication:
    def __init__(self, endpoint: Endpoint, way: Way, comparison: Comparison) -> None:
        self._endpoint = endpoint
        self._way = way
        self._ours = {d.graph: d.ours for d in comparison.changed}
        self._added = {d.graph: d.added for d in comparison.changed}
        self._removed = {d.graph: d.removed for d in comparison.changed}
        self._before = {d.graph: d.theirs for d in comparison.changed}
        self._beside = {*map(staging, self._ours), *comparison.leftovers}
        self._touched = False

    def done(self) -> Outcome:
        try:
            outcome = self._published()
        except BaseException as failure:  # whoever interrupts it does not want half of it either
            state = self._put_back(late=isinstance(failure, LimitError))
            if isinstance(failure, SaberesGraphError):
                failure.adding(*state)
            raise
        with suppress(SaberesGraphError):  # what stays is found and cleared the next time
            if any(sizes(self._endpoint, self._beside).values()):
                self._way.clear(self._beside)
        return outcome

    def _published(self) -> Outcome:
        way = self._way
        if isinstance(way, Update) and self._is_small():
            stored, rewritten = self._staged(self._added)
            removed = {graph: self._removed[graph] - stored[graph] for graph in stored}
            after = {g: (self._before[g] - removed[g]) | stored[g] for g in stored}
            if _same(after, self._before):
                return Outcome(written=False, rewritten=rewritten)
            if self._shows(after, lambda: way.patch(removed, self._added)):
                return Outcome(written=True, rewritten=rewritten)
            # a value that cannot be taken out by its name goes with its whole graph
        after, rewritten = self._staged(self._ours)
        if _same(after, self._before) and not self._touched:
            return Outcome(written=False, rewritten=rewritten)
        if self._shows(after, lambda: way.swap(self._ours)):
            return Outcome(written=True, rewritten=rewritten)
        raise EndpointError(
            "dice que escribió, y lo que muestra es otra cosa",
            "it says that it has written, and what it shows is something else",
            where=self._endpoint.url,
        )

    def _is_small(self) -> bool:
        some = (self._added, self._removed)
        if any(is_blank(t) for triples in self._before.values() for t in triples):
            return False
        return all(fits(t for triples in graphs.values() for t in triples) for graphs in some)

    def _staged(self, contents: _Graphs) -> tuple[dict[str, Triples], Pairs]:
        """Fill the staging graphs; return what the store makes of it, and what it rewrites."""
        self._way.clear(self._beside)
        for graph, triples in contents.items():
            if triples:
                self._way.put(staging(graph), triples)
        found = held(self._endpoint, map(staging, contents))
        stored = {graph: found[staging(graph)] for graph in contents}
        rewritten: Pairs = ()
        for graph, triples in contents.items():
            rewritten += as_rewritten(self._endpoint.url, graph, triples, stored[graph])
        return stored, rewritten

    def _shows(self, after: _Graphs, write: Callable[[], None]) -> bool:
        """Write what readers see; return whether they see it."""
        self._touched = True
        try:
            write()
        except SaberesGraphError:
            with suppress(SaberesGraphError):  # its answer may be lost, and the work done
                if _same(held(self._endpoint, after), after):
                    return True
            raise
        return _same(held(self._endpoint, after), after)

    def _put_back(self, *, late: bool) -> _Words:
        """Put back what readers saw before; return what they see now."""
        state = _UNTOUCHED
        with suppress(SaberesGraphError):
            if self._touched:
                state = _UNKNOWN
                now = held(self._endpoint, self._before)
                wrong = [g for g in now if not _same({g: now[g]}, {g: self._before[g]})]
                state = _UNTOUCHED
                if wrong:
                    state = _halfway(wrong)
                    former = {graph: self._before[graph] for graph in wrong}
                    self._staged(former)
                    self._way.swap(former)
                    if _same(held(self._endpoint, former), former):
                        state = _UNDONE
                if late and state in {_UNTOUCHED, _UNDONE}:
                    state = _LATE
            self._way.clear(self._beside)
        return state


def _same(some: _Graphs, others: _Graphs) -> bool:
    """Whether graphs hold the same; blank nodes have other names each time they are read."""

    def seen(triples: Triples) -> Triples:
        return frozenset(
            ox.Triple(
                _ANY if isinstance(t.subject, ox.BlankNode) else t.subject,
                t.predicate,
                _ANY if isinstance(t.object, ox.BlankNode) else t.object,
            )
            if is_blank(t)
            else t
            for t in triples
        )

    return all(len(some[g]) == len(others[g]) and seen(some[g]) == seen(others[g]) for g in others)


def _halfway(graphs: list[str]) -> _Words:
    named = ", ".join(f"<{graph}>" for graph in graphs)
    return (
        f"Quedó a medias en {named}: publica otra vez",
        f"It was left halfway in {named}: publish again",
    )
