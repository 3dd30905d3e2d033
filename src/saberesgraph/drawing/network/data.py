"""What the script of the network page reads, gathered by pyvis.

pyvis' own pages load files from outside and let labels run as HTML; only its data builder is used.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import networkx as nx

from saberesgraph.drawing.network import looks
from saberesgraph.drawing.network.arrangement import arranged
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.language import folded, translator
from saberesgraph.network import KINDS
from saberesgraph.network.communities import communities, groups, parts
from saberesgraph.network.insights import Insight, insights, notes, strongest
from saberesgraph.network.kinds import DERIVED, EXPERIENCES
from saberesgraph.network.measures import degrees

_GROUPED_ABOVE: Final = 800
_EDGE: Final = (
    "link", "basis", "printed", "field", "rule", "support", "weight", "shared", "total",
)  # fmt: skip
_TOLD: Final = 60  # things that a pair shares
_FILTERS: Final = ("area", "province", "objective", "actor")


def page_data(
    graph: "nx.Graph[str]",
    language: str,
    *,
    place: Place | None = None,
    view: str = "full",
    focus: str | None = None,
) -> dict[str, Any]:
    """Return nodes, edges, legend, filters and measures; edges are rows, to keep them small.

    Raises:
        KeyError: the graph is none of `network.build`, nor a projection.
    """
    from pyvis.edge import Edge  # pulls in IPython: only when a page is drawn
    from pyvis.network import Network

    numbers, found = measured(graph, language)
    builder = Network(directed=True)
    for node in _nodes(graph, language, place, numbers):
        builder.add_node(node.pop("id"), **node)
    # its own add_edge looks for both ends among all nodes, for each edge
    builder.edges = [Edge(a, b, **told).options for a, b, told in edges(graph, language)]
    nodes, drawn, *_ = builder.get_network_data()
    row_of = {node["id"]: n for n, node in enumerate(nodes)}
    return frame(graph, language, view, found, focus) | {
        # the looks of a node are those of its kind
        "nodes": [
            {k: v for k, v in n.items() if k not in {"color", "shape", "font"}} for n in nodes
        ],
        "edges": [_row(edge, row_of) for edge in drawn],
    }


def frame(
    graph: "nx.Graph[str]",
    language: str,
    view: str,
    found: Iterable[Insight],
    focus: str | None = None,
) -> dict[str, Any]:
    """Return what the page reads besides nodes and edges; `found` is what the measures tell."""
    t = translator(language)
    kinds = looks.link_kinds(view)
    cut = not isinstance(graph, nx.MultiDiGraph) and any(
        len(told["shared"]) > _TOLD for *_, told in graph.edges(data=True)
    )
    return {
        "view": view,
        "focus": focus if focus in graph else None,
        "kinds": _legend(graph, language, everything=view != "full" or focus is not None),
        "bases": {
            "stated": t("declarado", "stated"),
            "normalised": t("normalizado", "normalised"),
            "derived": t("derivado", "derived"),
        },
        "links": {
            link: {"name": name, "kind": kinds[link], "derived": link.startswith(DERIVED)}
            for link, name in looks.link_names(language).items()
        },
        "filters": _filters(graph),
        "measures": [
            {"title": m.title, "sentence": m.sentence, "rows": [list(row) for row in m.rows]}
            for m in found
        ],
        "grouped": len(graph) > _GROUPED_ABOVE,
        **({"others": t("y {n} más", "and {n} more")} if cut else {}),
    }


def measured(graph: "nx.Graph[str]", language: str) -> tuple[dict[str, int], tuple[Insight, ...]]:
    """Return the group of each node, and what the measures tell."""
    if isinstance(graph, nx.MultiDiGraph):
        found = communities(graph)
        return groups(graph, (c.members for c in found)), insights(graph, language, found)
    measure = strongest(graph, language)
    return groups(graph, parts(graph)), (measure,) if measure.rows else ()


def _nodes(
    graph: "nx.Graph[str]", language: str, place: Place | None, numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    arrangement, count = arranged(graph, language), degrees(graph)
    told = notes(graph, language) if isinstance(graph, nx.MultiDiGraph) else {}
    for node, data in graph.nodes(data=True):
        look = looks.look(data["kind"], language)
        path = page_of(node) if place else None
        drawn = {
            "id": node,
            "kind": data["kind"],
            "code": data["code"],
            "name": data["label"],
            "label": arrangement.labels[node],
            "color": look.colour,
            "shape": look.shape,
            "size": arrangement.radii[node],
            "x": round(arrangement.places[node][0]),
            "y": round(arrangement.places[node][1]),
            "degree": count[node],
            "group": numbers.get(node, 0),
            "note": told.get(node, ""),
            "href": place.href(path) if place and path else None,
            "search": folded(" ".join((data["code"], data["label"], *data["names"]))),
        }
        if data["kind"] in EXPERIENCES:
            drawn |= {"area": data["area"], "province": list(data["provinces"])}
        elif data["provinces"]:
            drawn["province"] = list(data["provinces"])
        yield drawn


def edges(graph: "nx.Graph[str]", language: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the ends of each link and what is known of it: all of a node's together.

    Of the things that a pair shares the first 60 are told; `total` is how many there are if more.
    """
    if isinstance(graph, nx.MultiDiGraph):
        for practice, item, link, data in graph.edges(keys=True, data=True):
            yield practice, item, {"link": link, **data}
        return
    names = graph.graph["names"]
    for one, other, data in graph.edges(data=True):
        why = [[link, node if node in graph else _name(names[node], language)]
               for link, node in data["shared"][:_TOLD]]  # fmt: skip
        told = {"link": "shared", "weight": round(data["weight"], 3), "shared": why}
        total = len(data["shared"])
        yield one, other, told | ({"total": total} if total > _TOLD else {})


def _name(thing: tuple[str, str, str], language: str) -> str:
    """What the reason of a line is called: with its title where it is a fiche."""
    kind, code, label = thing
    return looks.named(*thing) if kind in EXPERIENCES else looks.short(kind, code, label, language)


def _row(edge: Mapping[str, Any], row_of: Mapping[str, int]) -> list[Any]:
    """Ends, and what is known of an edge; what is empty at the end is left out."""
    row = [row_of[edge["from"]], row_of[edge["to"]], *(edge.get(name, "") for name in _EDGE)]
    while not row[-1] and len(row) > 2:
        row.pop()
    return row


def _legend(graph: "nx.Graph[str]", language: str, *, everything: bool) -> list[dict[str, Any]]:
    counts = Counter(data["kind"] for _, data in graph.nodes(data=True))
    found = [(kind, looks.look(kind, language)) for kind in KINDS if counts[kind]]
    return [
        {
            "kind": kind,
            "name": look.name,
            "one": look.one,
            "colour": look.colour,
            "shape": look.shape,
            "count": counts[kind],
            "shown": kind in looks.SHOWN_FIRST or (everything and kind != "goal"),
        }
        for kind, look in found
    ]


def _filters(graph: "nx.Graph[str]") -> dict[str, list[list[Any]]]:
    """What experiences can be filtered by: id, name, and of how many experiences it is."""
    having: dict[str, dict[str, set[str]]] = {name: {} for name in _FILTERS}
    for node, data in graph.nodes(data=True):
        if data["kind"] in EXPERIENCES:
            for province in data["provinces"]:
                having["province"].setdefault(province, set()).add(node)
            if data["area"]:
                having["area"].setdefault(data["area"], set()).add(node)
    if isinstance(graph, nx.MultiDiGraph):
        for practice, item, data in graph.edges(data=True):
            kind = graph.nodes[item]["kind"]
            if kind in {"objective", "actor"} and data["basis"] != DERIVED:
                having[kind].setdefault(item, set()).add(practice)
    return {
        name: sorted(
            ([item, _filter_name(graph, item), len(nodes)] for item, nodes in found.items()),
            key=lambda row: (_number(row[0]) if name == "objective" else 0, folded(row[1]), row[0]),
        )
        for name, found in having.items()
    }


def _filter_name(graph: "nx.Graph[str]", item: str) -> str:
    if item in graph.graph["provinces"]:
        return str(graph.graph["provinces"][item])
    return looks.named(*graph.graph["names"][item])


def _number(curie: str) -> int:
    local = curie.rpartition(":")[2]
    return int(local) if local.isdigit() else 0
