"""The network as files for other tools: GEXF for Gephi, GraphML, CSV of its links.

Gephi ignores or merges parallel edges, so all links of a pair are one edge with a weight and the
list of its relations; attributes are texts and numbers, for neither format takes lists or nothing.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import networkx as nx
import pyoxigraph as ox

from saberesgraph.drawing.network import looks
from saberesgraph.drawing.network.arrangement import arranged
from saberesgraph.formats import csv, xml_text
from saberesgraph.network.communities import grouped
from saberesgraph.network.kinds import DERIVED
from saberesgraph.network.measures import betweenness, degrees
from saberesgraph.results import Table

_TOLD: Final = ("basis", "printed", "field", "rule", "support")
_GLUE: Final = " | "
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DATE: Final = re.compile(r' lastmodifieddate="[^"]*"')


def gexf(graph: "nx.Graph[str]", language: str) -> str:
    """Return the network as GEXF 1.2, with places, colours and sizes, for Gephi and Gephi Lite."""
    flat = _flat(graph, language)
    for _, data in flat.nodes(data=True):
        colour = data.pop("colour")
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        data["viz"] = {
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            # Gephi's vertical axis points up
            "position": {"x": data.pop("x"), "y": -data.pop("y"), "z": 0.0},
            "size": data.pop("size"),
        }
    # what a file says must not depend on the day it was written
    return _XML + _DATE.sub("", "\n".join(nx.generate_gexf(flat))) + "\n"


def graphml(graph: "nx.Graph[str]", language: str) -> str:
    """Return the network as GraphML, with places, colours and sizes as attributes."""
    written = "\n".join(nx.generate_graphml(_flat(graph, language), named_key_ids=True))
    return _XML + written.replace(_XML, "") + "\n"


def edge_list(graph: "nx.Graph[str]", language: str) -> str:
    """Return the links as CSV, one a row, with their evidence or their reasons."""
    if isinstance(graph, nx.MultiDiGraph):
        rows = [
            [practice, item, link, *(data[name] for name in _TOLD)]
            for practice, item, link, data in graph.edges(keys=True, data=True)
        ]
        more: tuple[str, ...] = ("link", *_TOLD)
    else:
        rows = [
            [one, other, data["weight"], _reasons(graph, data["shared"], language)]
            for one, other, data in graph.edges(data=True)
        ]
        more = ("weight", "shared")
    columns = ("from", "to", "from_name", "to_name", *more)
    names = {node: looks.named(*graph.graph["names"][node]) for node in graph}
    return csv(
        Table(
            columns,
            tuple(
                tuple(ox.Literal(cell) for cell in (one, other, names[one], names[other], *told))
                for one, other, *told in rows
            ),
        )
    )


def _flat(graph: "nx.Graph[str]", language: str) -> "nx.Graph[str]":
    """Return the network without parallel edges, with attributes that any format takes."""
    flat: nx.Graph[str] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    drawn = arranged(graph, language)
    count, between = degrees(graph), betweenness(graph)
    group, names = grouped(graph), graph.graph["names"]
    for node, data in graph.nodes(data=True):
        provinces = (graph.graph["provinces"].get(each, each) for each in data["provinces"])
        area = data["area"]
        flat.add_node(
            node,
            label=xml_text(drawn.labels[node]),
            kind=data["kind"],
            code=xml_text(data["code"]),
            name=xml_text(data["label"]),
            area=xml_text(names[area][2]) if area else "",
            provinces=xml_text(_GLUE.join(provinces)),
            actor_type=xml_text(data["type"]),
            linked_with=count[node],
            group=group.get(node, 0),
            betweenness=round(between[node], 9),
            colour=looks.look(data["kind"], language).colour,
            size=drawn.radii[node],
            x=round(drawn.places[node][0], 1),
            y=round(drawn.places[node][1], 1),
        )
    for one, other, told in _pairs(graph, language):
        flat.add_edge(one, other, id=f"e{flat.number_of_edges()}", **told)
    return flat


def _pairs(graph: "nx.Graph[str]", language: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Every linked pair once, with the weight of its line and what is known of it."""
    if not isinstance(graph, nx.MultiDiGraph):
        return [
            (
                one,
                other,
                {
                    "weight": float(data["weight"]),
                    "relations": xml_text(_reasons(graph, data["shared"], language)),
                },
            )
            for one, other, data in graph.edges(data=True)
        ]
    called = looks.link_names(language)
    pairs: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for practice, item, link, data in graph.edges(keys=True, data=True):
        pairs.setdefault((practice, item), []).append({"relations": called[link], **data})
    return [
        (
            practice,
            item,
            {
                "weight": float(len(links)),
                "derived": all(link["basis"] == DERIVED for link in links),
                **{
                    # told in the order of the relations, so that each can be matched with its own
                    name: xml_text(_GLUE.join(link[name] for link in links))
                    if any(link[name] for link in links)
                    else ""
                    for name in ("relations", *_TOLD)
                },
            },
        )
        for (practice, item), links in pairs.items()
    ]


def _reasons(graph: "nx.Graph[str]", shared: Iterable[tuple[str, str]], language: str) -> str:
    called, names = looks.link_names(language), graph.graph["names"]
    return _GLUE.join(f"{called[link]}: {looks.named(*names[item])}" for link, item in shared)
