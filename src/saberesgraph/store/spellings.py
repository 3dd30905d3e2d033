"""How the sources spelled the values that the embedded store rewrites.

pyoxigraph keeps values, not spellings: `1500.0` comes back as `1500`, `007` as `7`. People must
read what the source wrote, so the store remembers each spelling that it would change.
"""

from collections.abc import Collection, Iterable, Iterator, Set

import pyoxigraph as ox

from saberesgraph.reading import UNTYPED, is_typed
from saberesgraph.results import Table, Term
from saberesgraph.screening import screen


def _is_typed(value: object) -> bool:
    return type(value) is ox.Literal and value.datatype not in UNTYPED


class Spellings:
    """The spellings of the literals that the store rewrites, and whose they are."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Remember the triples whose literal the store would write otherwise."""
        self.typed = tuple(filter(is_typed, triples))
        typed: dict[ox.Literal, list[ox.Triple]] = {}
        for triple in self.typed:
            assert isinstance(triple.object, ox.Literal)
            typed.setdefault(triple.object, []).append(triple)
        stored = dict(as_stored(typed))
        changed = {stored[literal] for literal in typed if stored[literal] != literal}
        self._subjects: dict[Term, dict[ox.Literal, set[Term]]] = {}
        self._statements: dict[tuple[Term, Term, Term], set[ox.Literal]] = {}
        for literal, beside in typed.items():
            if stored[literal] not in changed:
                continue
            subjects = self._subjects.setdefault(stored[literal], {}).setdefault(literal, set())
            for triple in beside:
                subjects.add(triple.subject)
                statement = (triple.subject, triple.predicate, stored[literal])
                self._statements.setdefault(statement, set()).add(literal)

    def forms(self, value: Term) -> Collection[ox.Literal]:
        """Return every spelling of a stored value."""
        return self._subjects.get(value, ())

    def beside(self, value: Term, subjects: Set[Term]) -> Collection[ox.Literal]:
        """Return the spellings of a stored value that some of these things use."""
        forms = self._subjects.get(value, {})
        return [form for form, used in forms.items() if used & subjects]

    def said(self, triple: ox.Triple) -> Collection[ox.Literal]:
        """Return the spellings in which the sources make a statement that is stored."""
        return self._statements.get((triple.subject, triple.predicate, triple.object), ())

    def table(self, table: Table, query: str) -> Table:
        """Return the table of a query with the sources' spellings.

        A value that all sources spell alike is spelled so. Of several spellings it takes that of
        the thing that its row or the query names, if these agree on one. What the query computes
        has none.
        """
        screened = screen(query)
        named = frozenset(map(_named, screened.iris)) - {None}
        sourced = [column not in screened.computed for column in table.columns]
        known: dict[Term, Collection[ox.Literal]] = {}
        return Table(
            table.columns, tuple(self._row(row, sourced, named, known) for row in table.rows)
        )

    def _row(
        self,
        row: tuple[Term, ...],
        sourced: list[bool],
        named: frozenset[Term],
        known: dict[Term, Collection[ox.Literal]],
    ) -> tuple[Term, ...]:
        beside: set[Term] | None = None
        cells = list(row)
        for place, cell in enumerate(row):
            if sourced[place] and _is_typed(cell):
                forms = known[cell] if cell in known else known.setdefault(cell, self.forms(cell))
                if len(forms) == 1:
                    cells[place] = next(iter(forms))
                    continue
                if not forms:
                    continue
                beside = beside if beside is not None else set(row) | named
                fitting = self.beside(cell, beside)
                if len(fitting) == 1:
                    cells[place] = next(iter(fitting))
        return tuple(cells)

    def triples(self, triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
        """Return triples with the spellings of those that a source states."""
        return tuple(map(self._statement, triples))

    def every(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """Yield triples as the store has them in each spelling that a source states."""
        for triple in triples:
            for form in (self.said(triple) if is_typed(triple) else ()) or (triple.object,):
                yield ox.Triple(triple.subject, triple.predicate, form)

    def _statement(self, triple: ox.Triple) -> ox.Triple:
        forms = self.said(triple) if is_typed(triple) else ()
        if len(forms) != 1:
            return triple
        return ox.Triple(triple.subject, triple.predicate, next(iter(forms)))


def _named(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def as_stored(literals: Iterable[ox.Literal]) -> Iterable[tuple[ox.Literal, ox.Literal]]:
    """Return each literal with how pyoxigraph spells its value.

    >>> decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    >>> [(written, stored)] = as_stored([ox.Literal("1500.0", datatype=decimal)])
    >>> stored.value
    '1500'
    """
    numbered = list(literals)
    scratch = ox.Store()
    predicate = ox.NamedNode("urn:as-stored")
    scratch.extend(
        ox.Quad(ox.NamedNode(f"urn:{number}"), predicate, literal)
        for number, literal in enumerate(numbered)
    )
    for quad in scratch:
        assert isinstance(quad.object, ox.Literal)
        yield numbered[int(quad.subject.value.removeprefix("urn:"))], quad.object
