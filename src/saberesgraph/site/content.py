"""What the pages of the site show, read once for each language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from saberesgraph import network, thing
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.page import Place
from saberesgraph.exchange.exchanges import Exchange, exchanges
from saberesgraph.exchange.plans import Plan, plans
from saberesgraph.language import LANGUAGES
from saberesgraph.practice import evidence
from saberesgraph.practice.card import KINDS, Card, all_cards, labels
from saberesgraph.practice.oddity import Oddity, oddities
from saberesgraph.project import Project
from saberesgraph.queries import NamedQuery, catalogue
from saberesgraph.site.connections import Connections
from saberesgraph.site.evaluations import Evaluations
from saberesgraph.site.proposals import Proposals
from saberesgraph.store import Store

if TYPE_CHECKING:
    import networkx as nx

# a path below the folder of a language, and what draws the page or file that stands there
Page = tuple[str, Callable[[Place], str]]
# a path below the root of the site, and what writes the file that all languages share
File = tuple[str, Callable[[], str]]
Pages = Iterator[Page]
Files = Iterator[File]


@dataclass(frozen=True)
class Content:
    """The graph in one language.

    Attributes:
        labels: of everything that has one, by prefixed name.
        drawn: the network of all experiences.
        proposals: who could receive what, the same in every language.
        evaluations: the calls, what was submitted to them and how it is evaluated; the same too.
    """

    project: Project
    store: Store
    language: str
    cards: tuple[Card, ...]
    queries: tuple[NamedQuery, ...]
    labels: dict[str, str]
    drawn: "nx.MultiDiGraph[str]"
    proposals: Proposals
    evaluations: Evaluations

    @property
    def kinds(self) -> dict[str, str]:
        """What people call each kind of experience."""
        return {key: self.labels[f"sab:{name}"] for name, key in KINDS.items()}

    @cached_property
    def by_code(self) -> dict[str, Card]:
        """The cards by their codes."""
        return {card.code: card for card in self.cards}

    @cached_property
    def boundaries(self) -> Boundaries:
        """The outlines that maps are drawn from."""
        return boundaries.read(self.store)

    @cached_property
    def connections(self) -> Connections:
        """Who is linked with what, both ways."""
        return Connections(
            {f"practice:{card.code}": card for card in self.cards},
            thing.things(self.store),
            evidence.evidence(self.store),
        )

    @cached_property
    def oddities(self) -> dict[str, tuple[Oddity, ...]]:
        """The oddities of each record and source, by its prefixed name."""
        return oddities(self.store)

    @cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Every exchange on record."""
        return exchanges(self.store)

    @cached_property
    def exchanges_of(self) -> dict[str, list[Exchange]]:
        """The exchanges that name an actor, a territory or an experience, by prefixed name."""
        found: dict[str, list[Exchange]] = {}
        for each in self.exchanges:
            for curie in dict.fromkeys(_named(each)):
                found.setdefault(curie, []).append(each)
        return found

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every plan and agenda."""
        return plans(self.store)

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
    shared = Proposals(project, store), Evaluations(project, store)
    return {language: read(project, store, language, shared) for language in LANGUAGES}


def read(
    project: Project,
    store: Store,
    language: str,
    shared: tuple[Proposals, Evaluations] | None = None,
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
        tuple(all_cards(store)),
        tuple(catalogue(project).values()),
        labels(store, language),
        network.build(store, language),
        *(shared or (Proposals(project, store), Evaluations(project, store))),
    )


def _named(exchange: Exchange) -> tuple[str, ...]:
    return (
        *exchange.givers,
        *exchange.recipients,
        *exchange.facilitators,
        *exchange.exchanged,
        *exchange.from_territories,
        *exchange.to_territories,
        *exchange.fiches,
    )
