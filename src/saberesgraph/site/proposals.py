"""What could be received where and by whom, found once for the pages of all languages."""

from dataclasses import dataclass, field

from saberesgraph.exchange.match import Proposal
from saberesgraph.exchange.matching import for_practice, for_territory
from saberesgraph.project import Project
from saberesgraph.store import Store

# matches that a page shows
SHOWN = 6


@dataclass(frozen=True)
class Proposals:
    """The proposals for each territory and for each good practice, by prefixed name."""

    project: Project
    store: Store
    _found: dict[str, Proposal] = field(default_factory=dict, repr=False, compare=False)

    def of(self, curie: str) -> Proposal:
        """Return the proposal for a territory or a good practice."""
        if curie not in self._found:
            find = for_practice if curie.startswith("practice:") else for_territory
            self._found[curie] = find(self.project, self.store, curie, limit=SHOWN)
        return self._found[curie]
