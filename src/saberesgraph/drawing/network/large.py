"""What the page of a large network reads: who is linked with whom; the reasons are in files.

A network of ten thousand experiences with its evidence is 25 MB of text. The page has nodes and
links as short rows, and stands by groups; the reasons of some nodes' links come in a script when
one of them is looked at. Places are not worked out: groups and neighbourhoods have their own.
"""

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

import networkx as nx

from saberesgraph.drawing.network import data, looks
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.language import translator
from saberesgraph.network.insights import notes
from saberesgraph.network.kinds import EXPERIENCES, KINDS, LINKS
from saberesgraph.network.measures import degrees

# nodes of the largest network that is in its page whole
LARGE = 1_500
# nodes whose reasons one file tells
SHARE = 100
_LINKS: Final = tuple(LINKS)
_BASES: Final = ("stated", "normalised", "derived")
_WHY: Final = ("printed", "field", "rule", "support")


class LargeNetwork:
    """A network whose reasons are in files of their own beside its page.

    Args:
        graph: gives one of `network.build`, or a projection; asked once.
        language: that of the graph.
        view: which of `full`, `practices`, `principles` and `actors` it is.
    """

    def __init__(
        self, graph: "Callable[[], nx.Graph[str]]", language: str, view: str = "full"
    ) -> None:
        self._read = graph
        self.language = language
        self.view = view

    @cached_property
    def graph(self) -> "nx.Graph[str]":
        """The network."""
        return self._read()

    @cached_property
    def _edges(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        """Links by the node that they are told of: where they go, and all that is known."""
        found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for one, other, told in data.edges(self.graph, self.language):
            found.setdefault(one, []).append((other, told))
        return found

    def page_data(self, place: Place) -> dict[str, Any]:
        """Return the data of the page as `data.page_data` does, with nodes and links as rows."""
        t = translator(self.language)
        _, measured = data.measured(self.graph, self.language)
        named = {node for measure in measured for node, _ in measure.rows}
        row_of = {node: n for n, node in enumerate(self.graph)}
        return data.frame(self.graph, self.language, self.view, measured) | {
            # those that the measures name; all of them are rows
            "nodes": [
                {"id": node, "name": self.graph.nodes[node]["label"]}
                for node in self.graph
                if node in named
            ],
            "edges": [],
            "grouped": True,
            "large": {
                "kinds": KINDS,
                "links": _LINKS,
                "bases": _BASES,
                "provinces": list(self.graph.graph["provinces"]),
                "nodes": list(self._rows(place)),
                "edges": [self._linked(node, row_of) for node in self.graph],
                "share": SHARE,
                "home": _home(place),
                "files": place.href(f"network/{self.view}.0.js").removesuffix("0.js"),
                "unread": t(
                    "No se pudo leer {file}, que lo explica. Copia la carpeta entera del sitio, o "
                    "vuelve a crearlo.",
                    "{file}, which explains it, could not be read. Copy the whole folder of the "
                    "site, or build it again.",
                ),
            },
        }

    def reasons(self, number: int) -> str:
        """Return a script: why each link of a share of nodes is there, in the order of rows."""
        nodes = list(self.graph)[number * SHARE : (number + 1) * SHARE]
        told = [[_why(about) for _, about in self._edges.get(node, ())] for node in nodes]
        written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        # these two end a line in engines before ECMAScript 2019
        written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return f"(self.SABERES_REASONS ??= {{}})[{number}] = {written};\n"

    def _rows(self, place: Place) -> Iterator[list[Any]]:
        """Nodes: what is empty at the end, or follows from the rest, is left out."""
        graph = self.graph
        count, labels = degrees(graph), looks.labels(graph, self.language)
        home = _home(place)
        number_of = {province: n for n, province in enumerate(graph.graph["provinces"])}
        told = notes(graph, self.language) if isinstance(graph, nx.MultiDiGraph) else {}
        for node, about in graph.nodes(data=True):
            path, code, label = page_of(node), about["code"], labels[node]
            href = place.href(path) if path else "-"
            row = [
                node,
                KINDS.index(about["kind"]),
                about["label"],
                count[node],
                (about["area"] if about["kind"] in EXPERIENCES else "") or 0,
                [number_of[province] for province in about["provinces"]] or 0,
                " ".join(about["names"]) or 0,
                0 if href == f"{home}id/{node.replace(':', '/')}.html" else href,
                told.get(node, 0),
                0 if code == node.partition(":")[2] else code,
                0 if label == code else label,
            ]
            while not row[-1]:
                row.pop()
            yield row

    def _linked(self, node: str, row_of: dict[str, int]) -> list[Any]:
        """The links of a node on one row: of each its other end, its kind and basis as a number.

        In a projection, of each its other end, its weight, and how much the two share.
        """
        edges = self._edges.get(node, ())
        if isinstance(self.graph, nx.MultiDiGraph):
            each = len(_LINKS) * len(_BASES)
            return [
                row_of[other] * each
                + _LINKS.index(about["link"]) * len(_BASES)
                + _BASES.index(about["basis"])
                for other, about in edges
            ]
        return [
            cell
            for other, about in edges
            for cell in (
                row_of[other], about["weight"], about.get("total", len(about["shared"]))
            )
        ]  # fmt: skip


def _home(place: Place) -> str:
    return place.href("index.html").removesuffix("index.html")


def _why(about: dict[str, Any]) -> list[Any]:
    if "shared" in about:
        return list(about["shared"])
    row = [about[name] for name in _WHY]
    while row and not row[-1]:
        row.pop()
    return row
