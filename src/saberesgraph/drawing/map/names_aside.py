"""A name that fits nowhere in its province: it stands in a free place, and a line leads from it."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from saberesgraph.drawing.map.boundaries import Sheet
from saberesgraph.drawing.map.name_lines import broken, room_below, width
from saberesgraph.drawing.map.outlines import Box
from saberesgraph.drawing.map.province_shapes import NAME, Shape, shapes
from saberesgraph.presence import Territory

# steps in which a free place is looked for, and the room kept around it
_STEP: Final = 12
_ROOM: Final = 8


def placed(sheet: Sheet, territories: Collection[Territory]) -> tuple[Shape, ...]:
    """Return the provinces that have an outline, each with its number and its name."""
    names = {each.code: each.name for each in territories if each.is_province}
    drawn = shapes(sheet, territories)
    written = [box for shape in drawn if not shape.island for box in shape.boxes]
    return tuple(
        shape
        if shape.lines or shape.island or not broken(names[shape.code])
        else _aside(sheet, shape, names[shape.code], written)
        for shape in drawn
    )


def _aside(sheet: Sheet, shape: Shape, name: str, written: list[Box]) -> Shape:
    """The shape with its name in the nearest place from which a line crosses no words."""
    lines = broken(name)[:2][-1]
    named = [
        replace(shape, lines=lines, aside=box)
        for box in _free(sheet, width(NAME, lines), room_below(NAME, len(lines)))
    ]
    named.sort(key=lambda one: one.length)
    return next((one for one in named if not one.crosses(written)), shape)


def _free(sheet: Sheet, width: float, height: float) -> Iterator[Box]:
    """The places for a box where there is no province and no frame."""
    places = product(
        range(_ROOM, int(sheet.width - width - _ROOM), _STEP),
        range(_ROOM, int(sheet.height - height - _ROOM), _STEP),
    )
    boxes = (Box(x, y + height, x + width, y) for x, y in places)
    return (box for box in boxes if not _taken(sheet, box))


def _taken(sheet: Sheet, box: Box) -> bool:
    west, east = box.west - _ROOM, box.east + _ROOM
    return any(
        left < east and right > west
        for y, runs in sheet.land
        if box.north - _ROOM < y < box.south + _ROOM
        for left, right in runs
    )
