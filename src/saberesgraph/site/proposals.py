"""What could be received where and by whom, found once for the pages of all languages."""

from dataclasses import dataclass, field

from saberesgraph.exchange.match import Proposal
from saberesgraph.exchange.matching import for_practice, for_territory, rank_all
from saberesgraph.project import Project
from saberesgraph.store import Store

# matches that a page shows
SHOWN = 6
# prints that a page quotes for one reason: what it rests on grows with the catalogue, and the pages
# together would by its square; what the practice itself says comes first
QUOTED = 60
# proposals that are kept: all files of one are written one after the other
_KEPT = 8


@dataclass(frozen=True)
class Proposals:
    """The proposals for each territory and for each good practice, by prefixed name."""

    project: Project
    store: Store
    _found: dict[str, Proposal] = field(default_factory=dict, repr=False, compare=False)

    def prepare(self) -> None:
        """Score all matches, before processes that write them are made."""
        rank_all(self.project, self.store)

    def of(self, curie: str) -> Proposal:
        """Return the proposal for a territory or a good practice, as its page shows it."""
        if curie not in self._found:
            found = self._find(curie, SHOWN, QUOTED)
            while len(self._found) >= _KEPT:
                self._found.pop(next(iter(self._found)))
            self._found[curie] = found
        return self._found[curie]

    def first(self, curie: str) -> Proposal:
        """Return the same with the first match alone, and without evidence."""
        return self._find(curie, 1, 0)

    def _find(self, curie: str, limit: int, quoted: int) -> Proposal:
        find = for_practice if curie.startswith("practice:") else for_territory
        return find(self.project, self.store, curie, limit=limit, quoted=quoted)
