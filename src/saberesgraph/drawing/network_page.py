"""The interactive network page: pyvis gathers nodes and edges, our own template shows them.

pyvis' own pages load files from outside and let labels run as HTML; only its data builder is used.
"""

from collections import Counter
from typing import Any

import networkx as nx

from saberesgraph.drawing.page import Place, render
from saberesgraph.language import translator
from saberesgraph.network import KINDS, positions

# Okabe and Ito's palette, told apart by colour-blind readers; shapes say it again
_LOOKS = {
    "practice": ("#0072B2", "dot"),
    "lesson": ("#56B4E9", "diamond"),
    "area": ("#000000", "square"),
    "objective": ("#E69F00", "triangle"),
    "principle": ("#CC79A7", "star"),
    "territory": ("#009E73", "hexagon"),
    "actor": ("#D55E00", "triangleDown"),
    "goal": ("#7A6F00", "square"),
}
_SHOWN_FIRST = {"practice", "lesson", "area", "objective"}
_SCALE = 1400
_LABEL = 32


def network_page(
    graph: "nx.MultiDiGraph[str]", language: str, *, place: Place | None = None
) -> str:
    """Return a page: the network, a list to search, the evidence of each edge."""
    return render(
        "network.html.j2",
        language,
        place=place,
        styles=("network.css",),
        allow={"style-src": "'unsafe-inline'"},  # vis-network sets styles of its own
        scripts=("vendor/vis-network.min.js", "network.js"),
        network=_data(graph, language),
        kinds=_legend(graph, language),
    )


def _data(graph: "nx.MultiDiGraph[str]", language: str) -> dict[str, Any]:
    from pyvis.network import Network  # pulls in IPython: only when a page is drawn

    places = positions(graph)
    builder = Network(directed=True)
    for node, data in graph.nodes(data=True):
        colour, shape = _LOOKS[data["kind"]]
        x, y = places[node]
        builder.add_node(
            node,
            label=_short(data["kind"], data["code"], data["label"], language),
            color=colour,
            shape=shape,
            size=8 + 2 * len(set(nx.all_neighbors(graph, node))) ** 0.6,
            x=round(x * _SCALE),
            y=round(y * _SCALE),
            kind=data["kind"],
            name=data["label"],
            code=data["code"],
        )
    for source, target, link, data in graph.edges(keys=True, data=True):
        builder.add_edge(source, target, link=link, dashes=data["basis"] == "derived", **data)
    nodes, edges, *_ = builder.get_network_data()
    return {"nodes": nodes, "edges": edges}


def _short(kind: str, code: str, label: str, language: str) -> str:
    """What fits under a node; the list and the panel have the whole name."""
    t = translator(language)
    if kind in {"practice", "lesson"}:
        return code
    if kind == "objective":
        return f"{t('Objetivo', 'Objective')} {code}"
    if kind == "goal":
        return f"{t('ODS', 'SDG')} {code}"
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"


def _legend(graph: "nx.MultiDiGraph[str]", language: str) -> list[dict[str, Any]]:
    t = translator(language)
    names = {
        "practice": t("Buenas prácticas", "Good practices"),
        "lesson": t("Lecciones", "Lessons"),
        "area": t("Áreas", "Areas"),
        "objective": t("Objetivos del Pacto", "Compact objectives"),
        "principle": t("Principios rectores", "Guiding principles"),
        "territory": t("Territorios", "Territories"),
        "actor": t("Actores", "Actors"),
        "goal": t("ODS (derivado)", "SDGs (derived)"),
    }
    counts = Counter(data["kind"] for _, data in graph.nodes(data=True))
    return [
        {
            "kind": kind,
            "name": names[kind],
            "count": counts[kind],
            "colour": _LOOKS[kind][0],
            "shape": _LOOKS[kind][1],
            "shown": kind in _SHOWN_FIRST,
        }
        for kind in KINDS
    ]
