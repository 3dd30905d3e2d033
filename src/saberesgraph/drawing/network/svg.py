"""A still picture of the network: for a report, a slide or a print."""

import math
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import networkx as nx

from saberesgraph.drawing.network import looks
from saberesgraph.drawing.network.arrangement import Arrangement, arranged
from saberesgraph.formats import xml_text
from saberesgraph.language import translator
from saberesgraph.network import KINDS
from saberesgraph.network.kinds import DERIVED

_MARGIN: Final = 30
_LEGEND: Final = 34
_ENTRY: Final = 190
_INK: Final = "#1a1a1a"
_LINE: Final = "#8a8a8a"  # 3.4 to 1 on white
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
# corners of each shape, in radii from its middle
_STAR: Final = [
    (math.sin(n * math.pi / 5) * (1 if n % 2 == 0 else 0.45),
     -math.cos(n * math.pi / 5) * (1 if n % 2 == 0 else 0.45))
    for n in range(10)
]  # fmt: skip
_CORNERS: Final[Mapping[str, list[tuple[float, float]]]] = {
    "square": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
    "diamond": [(0, -1), (1, 0), (0, 1), (-1, 0)],
    "triangle": [(0, -1), (0.95, 0.75), (-0.95, 0.75)],
    "triangleDown": [(0, 1), (0.95, -0.75), (-0.95, -0.75)],
    "hexagon": [(-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0)],
    "star": _STAR,
}


def svg(graph: "nx.Graph[str]", language: str) -> str:
    """Return the network as SVG: lines, dashed where a rule derived them, shapes, names, legend."""
    t = translator(language)
    drawn = arranged(graph, language)
    boxes, places = drawn.boxes, drawn.places
    left = min((places[n][0] - boxes[n][0] / 2 for n in graph), default=0) - _MARGIN
    top = min((places[n][1] - boxes[n][1] / 2 for n in graph), default=0) - _MARGIN
    width = max((places[n][0] + boxes[n][0] / 2 for n in graph), default=0) + _MARGIN - left
    height = max((places[n][1] + boxes[n][1] / 2 for n in graph), default=0) + _MARGIN - top
    width = max(width, 2 * _MARGIN + _ENTRY)
    pairs = _pairs(graph)
    found = {data["kind"] for _, data in graph.nodes(data=True)}
    kinds = [kind for kind in KINDS if kind in found]
    if any(derived for _, derived in pairs.values()):
        kinds.append(DERIVED)
    columns = max(1, int((width - 2 * _MARGIN) // _ENTRY))
    legend = _LEGEND * math.ceil(len(kinds) / columns)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"{left:.0f} {top:.0f} {width:.0f} {height + legend:.0f}",
            "width": f"{width:.0f}",
            "height": f"{height + legend:.0f}",
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": _FONT,
            "font-size": str(looks.FONT),
            "lang": language,
        },
    )
    SubElement(root, "title", id="title").text = t("Red de prácticas", "Network of practices")
    SubElement(root, "desc", id="desc").text = t(
        f"{len(graph)} nodos y {len(pairs)} líneas; las discontinuas las derivó una regla.",
        f"{len(graph)} nodes and {len(pairs)} lines; those dashed were derived by a rule.",
    )
    SubElement(root, "rect", _box(left, top, width, height + legend), fill="#ffffff")
    # where a node stands in its box: its label is below
    at = {n: (x, y - boxes[n][1] / 2 + drawn.radii[n] + 2) for n, (x, y) in places.items()}
    _lines(root, pairs, at)
    _nodes(root, graph, at, drawn, language)
    _legend(root, kinds, language, (left + _MARGIN, top + height), columns)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'


def _box(x: float, y: float, width: float, height: float) -> dict[str, str]:
    found = {"x": x, "y": y, "width": width, "height": height}
    return {name: f"{value:.0f}" for name, value in found.items()}


def _pairs(graph: "nx.Graph[str]") -> dict[tuple[str, str], tuple[float, bool]]:
    """The weight of each line, and whether all links that it stands for are derived."""
    pairs: dict[tuple[str, str], tuple[float, bool]] = {}
    for one, other, data in graph.edges(data=True):
        weight, derived = pairs.get((one, other), (0.0, True))
        own = data.get("basis") == DERIVED
        pairs[one, other] = weight + float(data.get("weight", 1.0)), derived and own
    return pairs


def _lines(
    root: Element,
    pairs: Mapping[tuple[str, str], tuple[float, bool]],
    at: Mapping[str, tuple[float, float]],
) -> None:
    group = SubElement(root, "g", {"stroke": _LINE, "stroke-opacity": "0.6"})
    most = max((weight for weight, _ in pairs.values()), default=1.0)
    for (one, other), (weight, derived) in pairs.items():
        line = SubElement(
            group,
            "line",
            {
                "x1": f"{at[one][0]:.1f}",
                "y1": f"{at[one][1]:.1f}",
                "x2": f"{at[other][0]:.1f}",
                "y2": f"{at[other][1]:.1f}",
                "stroke-width": f"{0.6 + 1.9 * weight / most:.2f}",
            },
        )
        if derived:
            line.set("stroke-dasharray", "5 4")


def _nodes(
    root: Element,
    graph: "nx.Graph[str]",
    at: Mapping[str, tuple[float, float]],
    drawn: Arrangement,
    language: str,
) -> None:
    for node, data in graph.nodes(data=True):
        group = SubElement(root, "g")
        x, y = at[node]
        name = looks.named(data["kind"], data["code"], data["label"])
        SubElement(group, "title").text = xml_text(name)
        _shape(group, data["kind"], x, y, drawn.radii[node], language)
        _text(group, drawn.labels[node], x, y + drawn.radii[node] + looks.FONT, "middle")


def _shape(parent: Element, kind: str, x: float, y: float, radius: float, language: str) -> None:
    look = looks.look(kind, language)
    style = {"fill": look.colour, "stroke": "#ffffff", "stroke-width": "1"}
    if look.shape == "dot":
        SubElement(
            parent, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:.1f}", **style}
        )
        return
    corners = " ".join(
        f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in _CORNERS[look.shape]
    )
    SubElement(parent, "polygon", {"points": corners, **style})


def _text(parent: Element, words: str, x: float, y: float, anchor: str) -> None:
    SubElement(
        parent,
        "text",
        {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "text-anchor": anchor,
            "fill": _INK,
            # a white edge keeps words legible where lines pass behind
            "stroke": "#ffffff",
            "stroke-width": "3",
            "paint-order": "stroke",
        },
    ).text = xml_text(words)


def _legend(
    root: Element, kinds: list[str], language: str, start: tuple[float, float], columns: int
) -> None:
    for number, kind in enumerate(kinds):
        x = start[0] + _ENTRY * (number % columns)
        y = start[1] + _LEGEND * (number // columns)
        if kind != DERIVED:
            _shape(root, kind, x, y, 8, language)
            _text(root, looks.look(kind, language).name, x + 16, y + 4, "start")
            continue
        SubElement(
            root,
            "line",
            {"x1": f"{x - 8:.1f}", "y1": f"{y:.1f}", "x2": f"{x + 10:.1f}", "y2": f"{y:.1f}",
             "stroke": _LINE, "stroke-width": "1.5", "stroke-dasharray": "5 4"},
        )  # fmt: skip
        _text(root, translator(language)("Derivado", "Derived"), x + 16, y + 4, "start")
