"""What the pages of the site show, read once for each language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from saberesgraph import network
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.page import Place
from saberesgraph.exchange.exchanges import Exchange
from saberesgraph.exchange.plans import Plan
from saberesgraph.language import LANGUAGES
from saberesgraph.practice.card import KINDS, Card, labels
from saberesgraph.practice.oddity import Oddity
from saberesgraph.project import Project
from saberesgraph.queries import NamedQuery, catalogue
from saberesgraph.site.connections import Connections
from saberesgraph.site.evaluations import Evaluations
from saberesgraph.site.proposals import Proposals
from saberesgraph.site.told import Told
from saberesgraph.store import Store

if TYPE_CHECKING:
    import networkx as nx

# a path below the folder of a language, and what draws the page or file that stands there
Page = tuple[str, Callable[[Place], str]]
# a path below the root of the site, and what writes the file that all languages share
File = tuple[str, Callable[[], str]]
Pages = Iterator[Page]
Files = Iterator[File]
# what has no language
Shared = tuple[Proposals, Evaluations, Told]


@dataclass(frozen=True)
class Content:
    """The graph in one language.

    Attributes:
        labels: of everything that has one, by prefixed name.
        drawn: the network of all experiences.
        proposals: who could receive what, the same in every language.
        evaluations: the calls, what was submitted to them and how it is evaluated; the same too.
        told: records, things and what joins them; the same too.
    """

    project: Project
    store: Store
    language: str
    queries: tuple[NamedQuery, ...]
    labels: dict[str, str]
    drawn: "nx.MultiDiGraph[str]"
    proposals: Proposals
    evaluations: Evaluations
    told: Told

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all records, in the order of their source."""
        return self.told.cards

    @property
    def kinds(self) -> dict[str, str]:
        """What people call each kind of experience."""
        return {key: self.labels[f"sab:{name}"] for name, key in KINDS.items()}

    @cached_property
    def by_code(self) -> dict[str, Card]:
        """The cards by their codes."""
        return {card.code: card for card in self.cards}

    @property
    def boundaries(self) -> Boundaries:
        """The outlines that maps are drawn from."""
        return self.told.boundaries

    @property
    def connections(self) -> Connections:
        """Who is linked with what, both ways."""
        return self.told.connections

    @property
    def oddities(self) -> dict[str, tuple[Oddity, ...]]:
        """The oddities of each record and source, by its prefixed name."""
        return self.told.oddities

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Every exchange on record."""
        return self.told.exchanges

    @property
    def exchanges_of(self) -> dict[str, list[Exchange]]:
        """The exchanges that name an actor, a territory or an experience, by prefixed name."""
        return self.told.exchanges_of

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Every plan and agenda."""
        return self.told.plans

    @cached_property
    def terms(self) -> frozenset[str]:
        """Classes and properties of our ontology, by prefixed name."""
        return frozenset(curie for curie in self.labels if curie.startswith("sab:"))

    def name(self, curie: str) -> str:
        """Return what people call something in this language, or its prefixed name."""
        found = self.connections.things.get(curie)
        return found.name(self.language) if found else self.labels.get(curie, curie)


def read_all(project: Project, store: Store) -> dict[str, Content]:
    """Return what the pages show by language; what has no language is found once.

    Raises:
        InputError: a fiche is too damaged to read.
        QueryHeaderError: a named query's header is wrong.
    """
    shared = _shared(project, store)
    return {language: read(project, store, language, shared) for language in LANGUAGES}


def read(
    project: Project,
    store: Store,
    language: str,
    shared: Shared | None = None,
) -> Content:
    """Return what the pages show in a language, with what it shares with others if that is there.

    Raises:
        InputError: a fiche is too damaged to read.
        QueryHeaderError: a named query's header is wrong.
    """
    return Content(
        project,
        store,
        language,
        tuple(catalogue(project).values()),
        labels(store, language),
        network.build(store, language),
        *(shared or _shared(project, store)),
    )


def _shared(project: Project, store: Store) -> Shared:
    told = Told(store)
    assert told.cards is not None  # a fiche that is too damaged is told of here
    return Proposals(project, store), Evaluations(project, store), told
