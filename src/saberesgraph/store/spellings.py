"""How the sources spelled the values that the embedded store rewrites.

pyoxigraph keeps values, not spellings: `1500.0` comes back as `1500`, `007` as `7`. People must
read what the source wrote, so the store remembers each spelling that it would change.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from saberesgraph.namespaces import RDF, XSD
from saberesgraph.results import Table, Term
from saberesgraph.screening import screen

_KEPT = {XSD + "string", RDF + "langString"}


class Spellings:
    """The spellings of the literals that the store rewrites, and of what they stand beside."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Remember the triples whose literal the store would write otherwise."""
        typed: dict[ox.Literal, list[ox.Triple]] = {}
        for triple in triples:
            value = triple.object
            if isinstance(value, ox.Literal) and value.datatype.value not in _KEPT:
                typed.setdefault(value, []).append(triple)
        rewritten = dict(_as_stored(typed))
        changed = {stored for literal, stored in rewritten.items() if stored != literal}
        self.kept = tuple(
            triple
            for literal, beside in typed.items()
            if rewritten[literal] in changed
            for triple in beside
        )
        self._spelled: dict[Term, dict[ox.Literal, set[Term]]] = {}
        for triple in self.kept:
            assert isinstance(triple.object, ox.Literal)
            forms = self._spelled.setdefault(rewritten[triple.object], {})
            forms.setdefault(triple.object, set()).add(triple.subject)

    def _restored(self, cell: Term, beside: set[Term]) -> Term:
        forms = self._spelled.get(cell)
        if forms is None:
            return cell
        # of several spellings, that of the thing which the row names
        fitting = [form for form, subjects in forms.items() if subjects & beside] or list(forms)
        return fitting[0] if len(fitting) == 1 else cell

    def table(self, table: Table, query: str) -> Table:
        """Return the table of a query with the sources' spellings, but for what it computed."""
        if not self._spelled:
            return table
        computed = screen(query).computed
        rows = (
            tuple(
                cell if column in computed else self._restored(cell, set(row))
                for column, cell in zip(table.columns, row, strict=True)
            )
            for row in table.rows
        )
        return Table(table.columns, tuple(rows))

    def triples(self, triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
        """Return triples with the sources' spellings."""
        return tuple(
            ox.Triple(t.subject, t.predicate, self._restored(t.object, {t.subject}))  # type: ignore[arg-type]
            for t in triples
        )


def _as_stored(literals: Iterable[ox.Literal]) -> Iterable[tuple[ox.Literal, ox.Literal]]:
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
