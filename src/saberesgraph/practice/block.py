"""Answers about some hundreds of experiences at once: a query for all of them, not for each."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import pyoxigraph as ox

from saberesgraph.namespaces import ONTOLOGY, PROLOGUE, SKOS
from saberesgraph.store import Store

# experiences that one query asks for: few queries, and few rows at a time
_SIZE: Final = 500


class Block:
    """Experiences by their codes, and what queries answer about each of them."""

    def __init__(self, store: Store, codes: Iterable[str]) -> None:
        """Find the experiences; of several with one code the first counts."""
        self._store = store
        written = " ".join(str(ox.Literal(code)) for code in codes)
        found = store.select(
            f"SELECT ?this ?code WHERE {{ VALUES ?code {{ {written} }} "
            f"?this <{SKOS}notation> ?code ; a <{ONTOLOGY}Experience> }} ORDER BY ?this"
        )
        self._named: dict[str, list[str]] = {}
        for this, code in found.rows:
            assert isinstance(this, ox.NamedNode | ox.BlankNode)
            assert isinstance(code, ox.Literal)
            self._named.setdefault(code.value, []).append(str(this))
        self._all = " ".join(
            dict.fromkeys(each for those in self._named.values() for each in those)
        )
        self._answers: dict[str, dict[str, list[dict[str, str]]]] = {}

    def select(self, code: str, query: str) -> list[dict[str, str]]:
        """Return the rows of a query about ?this for one experience.

        The query has no prologue, and its first brace opens the part that tells of ?this.

        Raises:
            IndexError: there is no experience with that code.
        """
        this = self._named.get(code, [])[0]
        if query not in self._answers:
            asked = query.replace("{", f"{{ VALUES ?this {{ {self._all} }} ", 1)
            table = self._store.select(PROLOGUE + asked.replace("SELECT ", "SELECT ?this ", 1))
            answers: dict[str, list[dict[str, str]]] = {}
            for row in table.records():
                answers.setdefault(f"<{row.pop('this')}>", []).append(row)
            self._answers[query] = answers
        return [{**row} for row in self._answers[query].get(this, ())]


def blocks(store: Store, codes: Iterable[str]) -> Iterator[tuple[str, Block]]:
    """Yield each code with the block that it stands in."""
    rest = iter(codes)
    while some := tuple(islice(rest, _SIZE)):
        block = Block(store, some)
        for code in some:
            yield code, block
