"""What could be received where and by whom, found once for the pages of all languages."""

from dataclasses import dataclass, field, replace

from saberesgraph.exchange.match import Match, Proposal, Reason
from saberesgraph.exchange.matching import for_practice, for_territory
from saberesgraph.project import Project
from saberesgraph.store import Store

# matches that a page shows
SHOWN = 6
# prints that a page quotes for one reason: what it rests on grows with the catalogue, and the pages
# together would by its square; what the practice itself says comes first
QUOTED = 60


@dataclass(frozen=True)
class Shortened(Reason):
    """A reason with the first of its evidence, and how many more prints it rests on."""

    left_out: int = 0


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
            self._found[curie] = _short(find(self.project, self.store, curie, limit=SHOWN))
        return self._found[curie]


def _short(found: Proposal) -> Proposal:
    """The same with no more evidence than a page quotes."""
    matches = tuple(
        replace(match, reasons=tuple(map(_shortened, match.reasons))) for match in found.matches
    )
    told = _spoken_of(found, matches)
    labels = {name: label for name, label in found.labels.items() if name in told}
    return replace(found, matches=matches, labels=labels)


def _shortened(reason: Reason) -> Reason:
    left_out = len(reason.evidence) - QUOTED
    if left_out <= 0:
        return reason
    return Shortened(**vars(reason) | {"evidence": reason.evidence[:QUOTED]}, left_out=left_out)


def _spoken_of(found: Proposal, matches: tuple[Match, ...]) -> set[str]:
    """What the matches name: other evidence may name more."""
    dropped = {
        name
        for match in found.matches
        for reason in match.reasons
        for each in reason.evidence[QUOTED:]
        for name in (each.curie, each.says)
    }
    kept = {
        name
        for match in matches
        for name in (
            found.about, match.practice, match.territory, *match.objectives, *match.givers,
            *match.places,
            *(n for reason in match.reasons for e in reason.evidence for n in (e.curie, e.says)),
        )
    }  # fmt: skip
    return set(found.labels) - (dropped - kept)
