"""Who is linked with what, both ways, as the pages of records and things show it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from saberesgraph.practice.card import Card
from saberesgraph.practice.evidence import Evidence, by_item, by_practice
from saberesgraph.thing import Thing


@dataclass(frozen=True)
class Connections:
    """Records by prefixed name, things, and the evidence between them."""

    cards: dict[str, Card]
    things: dict[str, Thing]
    evidence: tuple[Evidence, ...]

    @cached_property
    def of(self) -> dict[str, dict[str, list[Evidence]]]:
        """Evidence by record and link."""
        return by_practice(self.evidence)

    @cached_property
    def to(self) -> dict[str, list[Evidence]]:
        """Evidence by thing."""
        return by_item(self.evidence)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {curie: place for place, curie in enumerate(self.cards)}

    @cached_property
    def _by_kind(self) -> dict[str, list[Thing]]:
        found: dict[str, list[Thing]] = {}
        for thing in self.things.values():
            found.setdefault(thing.kind, []).append(thing)
        return found

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for thing in self.things.values():
            for whole in thing.said.get("skos:broader", ()):
                parts.setdefault(whole, []).append(thing.curie)
        return parts

    def parts(self, curie: str) -> list[str]:
        """Return what lies directly within a territory."""
        return self._parts.get(curie, [])

    def all_of(self, kind: str, name: str = "") -> list[Thing]:
        """Return the things of a kind, or those of a class of our ontology among them."""
        return [thing for thing in self._by_kind.get(kind, ()) if not name or thing.is_a(name)]

    def linking(self, items: Iterable[str], links: Iterable[str]) -> list[Evidence]:
        """Return the evidence of some links with any of some things, by record and thing."""
        wanted = set(links)
        return [e for item in items for e in self.to.get(item, ()) if e.link in wanted]

    def records(self, evidence: Iterable[Evidence]) -> list[str]:
        """Return the records that evidence speaks of, each once, in the order of the source."""
        spoken = {e.practice for e in evidence} & self._place.keys()
        return sorted(spoken, key=self._place.__getitem__)

    def together(self, records: Iterable[str], link: str) -> Counter[str]:
        """Return how many of some records have a link with each thing."""
        return Counter(
            item
            for record in records
            for item in {e.item for e in self.of.get(record, {}).get(link, ())}
        )

    def provinces(self, records: Iterable[str]) -> Counter[str]:
        """Return how many of some records take place in each province, its cantons included."""
        return Counter(
            province
            for record in records
            for province in {
                self.province(e.item) for e in self.of.get(record, {}).get("territory", ())
            }
            if province
        )

    def province(self, curie: str) -> str | None:
        """Return the province that a territory is or lies in."""
        thing = self.things.get(curie)
        if thing is None or thing.is_a("Province"):
            return curie if thing else None
        within = thing.one("skos:broader")
        return self.province(within) if within and thing.is_a("Canton") else None
