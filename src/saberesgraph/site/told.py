"""What the graph tells whatever the language, read once for the pages of all languages."""

from dataclasses import dataclass
from functools import cached_property

from saberesgraph import thing
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.exchange.exchanges import Exchange, exchanges
from saberesgraph.exchange.plans import Plan, plans
from saberesgraph.practice import evidence
from saberesgraph.practice.card import Card, all_cards
from saberesgraph.practice.oddity import Oddity, oddities
from saberesgraph.site.connections import Connections
from saberesgraph.store import Store


@dataclass(frozen=True)
class Told:
    """Records, things and what joins them, each read when it is first asked for."""

    store: Store

    def prepare(self) -> None:
        """Read what pages share, before processes that render them are made."""
        known = self.connections
        for read in (known.of, known.to, self.matched, self.oddities, self.exchanges_of):
            len(read)
        len(self.plans)
        len(self.boundaries.outlines)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all records, in the order of their source."""
        return tuple(all_cards(self.store))

    @cached_property
    def prints(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """What is printed in each record, as `evidence.printed` gives it."""
        return evidence.printed(self.store)

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
    def matched(self) -> dict[str, None]:
        """What has a page of matches: provinces with their cantons, then good practices."""
        known = self.connections
        places = (
            curie
            for province in known.all_of("territory", "Province")
            for curie in (province.curie, *known.parts(province.curie))
        )
        good = (f"practice:{card.code}" for card in self.cards if card.kind == "good_practice")
        return dict.fromkeys((*places, *good))

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
