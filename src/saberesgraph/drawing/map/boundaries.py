"""All provinces on one sheet: the mainland, and the archipelago in a corner at half the scale."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from saberesgraph.drawing.map import outlines
from saberesgraph.drawing.map.outlines import Box, Outline, Projection
from saberesgraph.drawing.map.rings import Point, Ring, inside
from saberesgraph.store import Store

ARCHIPELAGO: Final = "20"
_INSET: Final = 0.5
# of the frame around the archipelago
_PADDING: Final = 14
_HEADING: Final = 48
# units between the lines that tell land from sea
_EVERY: Final = 5


@dataclass(frozen=True)
class Sheet:
    """Outlines drawn at one size, in whole units; the archipelago is in the south-east corner.

    Attributes:
        outlines: of the provinces.
        scale: units a degree of latitude.
        margin: around the mainland.
        padding: from the archipelago to the edge.
    """

    outlines: tuple[Outline, ...]
    scale: float
    margin: float
    padding: float

    @cached_property
    def _mainland(self) -> Projection:
        ashore = [o for o in self.outlines if o.code != ARCHIPELAGO] or self.outlines
        return Projection(outlines.around(ashore), self.scale, self.margin, self.margin)

    @cached_property
    def _islands(self) -> Projection | None:
        found = [o for o in self.outlines if o.code == ARCHIPELAGO]
        if not found or len(self.outlines) == 1:
            return None
        inset = Projection(outlines.around(found), self.scale * _INSET)
        return Projection(
            inset.box,
            inset.scale,
            self.width - self.padding - inset.width,
            self.height - self.padding - inset.height,
        )

    @property
    def width(self) -> int:
        """Of the sheet, in units."""
        return round(self._mainland.width + 2 * self.margin)

    @property
    def height(self) -> int:
        """Of the sheet, in units."""
        return round(self._mainland.height + 2 * self.margin)

    @property
    def frame(self) -> Box | None:
        """What surrounds the archipelago, None without one; on a sheet, south is the larger."""
        at = self._islands
        if at is None:
            return None
        edge = self.padding - _PADDING
        return Box(
            round(at.left - _PADDING),
            round(self.height - edge),
            round(self.width - edge),
            round(at.top - _HEADING),
        )

    @cached_property
    def rings(self) -> dict[str, tuple[Ring, ...]]:
        """The rings of each province, by its code."""
        return {o.code: self._projection(o.code).rings(o) for o in self.outlines}

    @cached_property
    def land(self) -> tuple[tuple[float, list[tuple[float, float]]], ...]:
        """What is taken on level lines all over the sheet: by provinces, and by the frame."""
        frame = self.frame
        lines = []
        for row in range(0, self.height, _EVERY):
            y = row + 0.5
            runs = [
                run for rings in self.rings.values() for ring in rings for run in inside(ring, y)
            ]
            if frame and y > frame.north:
                runs.append((frame.west, frame.east))
            lines.append((y, runs))
        return tuple(lines)

    def at(self, province: str, point: Point) -> Point:
        """Return where a point of a province, in degrees, stands on the sheet."""
        return self._projection(province).at(point)

    def _projection(self, code: str) -> Projection:
        islands = self._islands if code == ARCHIPELAGO else None
        return islands or self._mainland


@dataclass(frozen=True)
class Boundaries:
    """The outlines of all provinces, ready to be drawn at two sizes; may be none."""

    outlines: tuple[Outline, ...]

    @cached_property
    def large(self) -> Sheet:
        """For the map."""
        return Sheet(self.outlines, 150, 8, _PADDING + 2)

    @cached_property
    def small(self) -> Sheet:
        """For a picture beside a text."""
        return Sheet(self.outlines, 22, 1, 3)


def read(store: Store) -> Boundaries:
    """Return the boundaries that a store holds."""
    return Boundaries(outlines.read(store))
