"""The map: how many experiences each province has, as a page, a picture and a table."""

from dataclasses import dataclass
from functools import cached_property

from saberesgraph import presence
from saberesgraph.drawing.map import boundaries
from saberesgraph.drawing.map.boundaries import Boundaries
from saberesgraph.drawing.map.colours import Shade, shades
from saberesgraph.presence import Presence
from saberesgraph.store import Store


@dataclass(frozen=True)
class Map:
    """All that the map shows in one language."""

    presence: Presence
    boundaries: Boundaries

    @cached_property
    def classes(self) -> tuple[Shade, ...]:
        """Those of its provinces' counts: the same whatever is filtered, so colours compare."""
        return shades(self._most(provinces=True))

    @cached_property
    def most_in_canton(self) -> int:
        """The count of the canton that has most experiences."""
        return self._most(provinces=False)

    def _most(self, *, provinces: bool) -> int:
        counts = self.presence.counts()
        asked = (e.code for e in self.presence.territories if e.is_province is provinces)
        return max((counts[code] for code in asked), default=0)


def read(store: Store, language: str) -> Map:
    """Return what the map shows."""
    return Map(presence.read(store, language), boundaries.read(store))
