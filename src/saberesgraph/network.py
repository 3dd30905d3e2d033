"""The graph as a network: experiences and what they are linked with, with the evidence."""

from typing import Final

import networkx as nx

from saberesgraph.namespaces import PROLOGUE, expand, shorten
from saberesgraph.store import Store

# the links drawn, and the kind of node each leads to
LINKS: Final = {
    "area": "area",
    "objective": "objective",
    "principle": "principle",
    "territory": "territory",
    "actor": "actor",
    "mentionedActor": "actor",
    "replicator": "actor",
    "derivedGoal": "goal",
}
KINDS: Final = (
    "practice",
    "lesson",
    "area",
    "objective",
    "principle",
    "territory",
    "actor",
    "goal",
)

_DERIVED_PULL = 0.05


def build(store: Store, language: str = "es") -> "nx.MultiDiGraph[str]":
    """Return experiences and the things they are linked with.

    Nodes are prefixed names with `label`, `kind` (one of KINDS) and `code`. Edges go from the
    experience, keyed by link, with `basis`, `printed` (what the source prints), and for derived
    ones `rule` and `support` (codes of objectives, joined by spaces).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in store.select(
        PROLOGUE
        + f"""SELECT ?node ?code ?label ?good WHERE {{
            VALUES ?lang {{ "{language}" }}
            ?node a sab:Experience ; skos:notation ?code ; skos:prefLabel ?label
            FILTER (LANG(?label) = ?lang)
            BIND (EXISTS {{ ?node a sab:GoodPractice }} AS ?good)
        }} ORDER BY ?node"""
    ).records():
        graph.add_node(
            shorten(row["node"]),
            label=row["label"],
            code=row["code"],
            kind="practice" if row["good"] == "true" else "lesson",
        )
    for link, kind in LINKS.items():
        for row in store.select(
            PROLOGUE
            + f"""SELECT ?practice ?item ?code ?label ?basis ?printed ?rule
                (GROUP_CONCAT(DISTINCT ?objective; separator=" ") AS ?support)
            WHERE {{
                VALUES ?lang {{ "{language}" }}
                ?evidence sab:link <{expand("sab:" + link)}> ; sab:practice ?practice ;
                    sab:item ?item ; sab:basis/skos:notation ?basis .
                ?item skos:notation ?code ; skos:prefLabel ?label
                FILTER (LANG(?label) = ?lang)
                OPTIONAL {{ ?evidence sab:asPrinted ?printed }}
                OPTIONAL {{ ?evidence sab:rule/skos:notation ?rule }}
                OPTIONAL {{ ?evidence sab:support/skos:notation ?objective }}
            }} GROUP BY ?practice ?item ?code ?label ?basis ?printed ?rule
            ORDER BY ?practice ?item"""
        ).records():
            item = shorten(row["item"])
            graph.add_node(item, label=row["label"], code=row["code"], kind=kind)
            graph.add_edge(
                shorten(row["practice"]),
                item,
                key=link,
                basis=row["basis"],
                printed=row["printed"],
                rule=row["rule"],
                support=" ".join(sorted(row["support"].split(), key=int)),
            )
    return graph


def positions(graph: "nx.MultiDiGraph[str]", seed: int = 7) -> dict[str, tuple[float, float]]:
    """Return a stable place for each node, between -1 and 1; the same seed gives the same places.

    Derived edges hardly pull: what a rule adds must not move what the sources say.
    """
    pull: nx.Graph[str] = nx.Graph()
    pull.add_nodes_from(graph)
    pull.add_weighted_edges_from(
        (a, b, _DERIVED_PULL if data["basis"] == "derived" else 1.0)
        for a, b, data in graph.edges(data=True)
    )
    layout = nx.spring_layout(pull, seed=seed, k=0.9, iterations=300)
    return {node: (float(x), float(y)) for node, (x, y) in layout.items()}
