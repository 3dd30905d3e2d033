"""What is exported: everything, or some fiches with their evidence and the things they name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.description import canonical
from saberesgraph.errors import EmptyInputError, UnknownNameError
from saberesgraph.explorer.entry import Entry, is_national
from saberesgraph.explorer.search import Explorer
from saberesgraph.fiches import rdf
from saberesgraph.fiches.record import Record
from saberesgraph.graph import Graph
from saberesgraph.namespaces import (
    ASSERTED_GRAPH,
    DERIVED_GRAPH,
    ONTOLOGY,
    PREFIXES,
    QUERIES_GRAPH,
    expand,
    shorten,
)
from saberesgraph.parameters import choices, matched
from saberesgraph.practice.card import codes
from saberesgraph.store.embedded import EmbeddedStore

FACETS: Final = ("kind", "area", "objective", "principle", "goal", "actor", "sustainability")
"""Facets of the explorer that an export may be filtered by."""
_COUNTRY: Final = "territory:EC"
_OWNED: Final = {ONTOLOGY + name for name in ("assessment", "anomaly", "absence")}
_PRACTICE: Final = ONTOLOGY + "practice"
# outlines of provinces are as long as all the rest, and no fiche names them
_LEFT_OUT: Final = {PREFIXES["geo"] + "hasGeometry"}


@dataclass(frozen=True)
class Part:
    """What is exported.

    Attributes:
        codes: of its fiches, in the order of their sources.
        graphs: its statements by the IRI of their graph, asserted ones in the order of their files.
    """

    codes: tuple[str, ...]
    graphs: Mapping[str, tuple[ox.Triple, ...]]

    @property
    def whole(self) -> bool:
        """Whether it is all there is, and not some fiches."""
        return QUERIES_GRAPH in self.graphs

    @property
    def asserted(self) -> tuple[ox.Triple, ...]:
        """What sources state, and what is known of what they name."""
        return self.graphs[ASSERTED_GRAPH]

    @property
    def derived(self) -> tuple[ox.Triple, ...]:
        """What rules derive."""
        return self.graphs[DERIVED_GRAPH]

    @cached_property
    def store(self) -> EmbeddedStore:
        """A store that holds it and nothing else."""
        return EmbeddedStore.of(
            ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(name))
            for name, triples in self.graphs.items()
            for t in triples
        )

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Its fiches.

        Raises:
            InputError: one of them says what a record cannot carry.
        """
        homes = _owners(self.asserted)
        said: dict[str, list[ox.Triple]] = {code: [] for code in self.codes}
        for triple in self.asserted:
            code = homes.get(_iri(triple.subject))
            if code in said:
                said[code].append(triple)
        return tuple(rdf.of(triples, code) for code, triples in said.items())


def whole(graph: Graph) -> Part:
    """Return all that a project holds: what is asserted, what is derived, the named queries."""
    asserted = canonical(tuple(dict.fromkeys(graph.reading.triples)))
    queries = sorted(graph.contents[QUERIES_GRAPH], key=str)
    return Part(
        tuple(codes(graph.store)),
        {
            ASSERTED_GRAPH: asserted,
            DERIVED_GRAPH: tuple(sorted(graph.derived, key=str)),
            QUERIES_GRAPH: tuple(queries),
        },
    )


def chosen(
    graph: Graph,
    filters: Mapping[str, Sequence[str]],
    *,
    fiches: Sequence[str] = (),
    territories: Sequence[str] = (),
) -> Part:
    """Return some fiches with their evidence and all that they lead to, but no other fiche.

    Args:
        graph: that holds them.
        filters: values by facet, of FACETS, as codes or names; within one any will do, between
            them all must fit.
        fiches: codes; none means any.
        territories: codes or names; a province stands for its cantons too.

    Raises:
        EmptyInputError: no fiche fits.
        UnknownNameError: a fiche does not exist.
        ParameterError: a value does not exist; says which are near or legal.
    """
    explorer = Explorer(graph.store)
    pairs = [(name, value) for name, values in filters.items() for value in values]
    places = choices("territory", graph.store)
    lands = {shorten(matched("--territory", each, places).value) for each in territories}
    named = {_known(explorer, each) for each in fiches}
    found = {
        entry.code
        for entry in explorer.search(explorer.selection(pairs)).entries()
        if (not fiches or entry.code in named)
        and (not lands or any(_lies_in(entry, land) for land in lands))
    }
    if not found:
        raise EmptyInputError(
            "ninguna ficha cumple lo pedido",
            "no record fits what was asked",
            hint=("Quita un filtro", "Remove a filter"),
        )
    return _closed(whole(graph), tuple(code for code in codes(graph.store) if code in found))


def _known(explorer: Explorer, given: str) -> str:
    entry = explorer.entry(given)
    if entry is None:
        raise UnknownNameError(given, [each.code for each in explorer.entries])
    return entry.code


def _lies_in(entry: Entry, land: str) -> bool:
    linked = entry.links.get("territory", ())
    if land == _COUNTRY:
        return bool(linked) or is_national(entry)
    return land in linked or land.partition(":")[2] in entry.provinces


def _closed(everything: Part, codes: tuple[str, ...]) -> Part:
    """Some fiches, what belongs to them, and all that these lead to but other fiches."""
    by_subject: dict[str, list[ox.Triple]] = {}
    for triple in everything.asserted:
        if triple.predicate.value not in _LEFT_OUT:
            by_subject.setdefault(_iri(triple.subject), []).append(triple)
    wanted = set(codes)
    homes = _owners(everything.asserted)
    by_rule = _owners(everything.derived)
    derived = tuple(t for t in everything.derived if by_rule.get(_iri(t.subject)) in wanted)
    waiting = [node for node, code in homes.items() if code in wanted]
    waiting.append(ONTOLOGY.rstrip("#"))  # it bears the licence
    waiting += [_iri(node) for t in derived for node in (t.predicate, t.object)]
    reached: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node not in reached and homes.get(node, codes[0]) in wanted:
            reached.add(node)
            for triple in by_subject.get(node, ()):
                waiting += (_iri(triple.object), triple.predicate.value)
    kept = (t for t in everything.asserted if _iri(t.subject) in reached)
    asserted = tuple(t for t in kept if t.predicate.value not in _LEFT_OUT)
    return Part(codes, {ASSERTED_GRAPH: asserted, DERIVED_GRAPH: derived})


def _owners(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """The code of the fiche of each node that is a fiche or speaks of one fiche alone."""
    base = expand("practice:")
    found: dict[str, str] = {}
    for triple in triples:
        subject, value = _iri(triple.subject), _iri(triple.object)
        if subject.startswith(base):
            code = found[subject] = subject.removeprefix(base)
            if triple.predicate.value in _OWNED:
                found[value] = code
        elif triple.predicate.value == _PRACTICE and value.startswith(base):
            found[subject] = value.removeprefix(base)
    return found


def _iri(term: Any) -> str:
    return "" if isinstance(term, ox.Literal) else str(term.value)
