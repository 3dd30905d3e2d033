"""Reads the network from a store: experiences and what they are linked with, with the evidence."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import networkx as nx

from saberesgraph.language import translator
from saberesgraph.namespaces import PROLOGUE, expand, shorten
from saberesgraph.network.kinds import DERIVED, LINKS
from saberesgraph.store import Store

_Rows = Iterable[Mapping[str, str]]
_Names = dict[str, dict[str, str]]


def build(store: Store, language: str = "es") -> "nx.MultiDiGraph[str]":
    """Return experiences and the things they are linked with.

    Nodes are prefixed names with `kind` (one of KINDS), `code`, `label`, `names` (what else they
    are called, in either language), `area` (of an experience, else empty), `provinces` (of an
    experience those of its territories, of a canton its own) and `type` (of an actor). Edges go
    from the experience, keyed by link, with `basis`, `printed` (what the source prints), `field`
    (of the fiche, where it is printed) and for derived ones `rule` and `support` (codes of
    objectives, joined by spaces). The graph holds `language`; `names`: kind, code and label of each
    node, which parts and projections of it keep; and `provinces`: the names of all provinces.
    """
    short = cache(shorten)
    labels = _labels(store, short)
    codes = {
        short(row["thing"]): row["code"]
        for row in _rows(store, "SELECT ?thing ?code WHERE { ?thing skos:notation ?code }")
    }
    province_of = _province_of(store, short)
    types = {
        short(row["actor"]): _named(labels, short(row["type"]), language)
        for row in _rows(store, "SELECT ?actor ?type WHERE { ?actor org:classification ?type }")
    }
    others = _other_names(store, short)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        language=language,
        provinces={
            province: _named(labels, province, language)
            for province in sorted(set(province_of.values()))
        },
    )

    def add(node: str, kind: str) -> None:
        if node in graph:
            return
        label = _named(labels, node, language) or codes.get(node, node)
        spoken = {*labels.get(node, {}).values(), *others.get(node, ())} - {label}
        graph.add_node(
            node,
            kind=kind,
            code=codes.get(node, node),
            label=label,
            names=tuple(sorted(spoken)),
            area="",
            provinces=tuple(p for p in (province_of.get(node),) if p),
            type=types.get(node, "") if kind == "actor" else "",
        )

    for node, kind in _experiences(store, short):
        add(node, kind)
    fields = cache(lambda iri: _field(labels, short(iri), language))
    for row in _evidence(store):
        practice, item, link = short(row["practice"]), short(row["item"]), short(row["link"])[4:]
        if practice in graph:
            add(item, LINKS[link])
            _connect(graph, practice, item, link, row | {"field": fields(row["field"])})
    for practice, item, link in graph.edges(keys=True):
        at, to = graph.nodes[practice], graph.nodes[item]
        if link == "area":
            at["area"] = at["area"] or item
        elif link == "territory":
            at["provinces"] = tuple(sorted({*at["provinces"], *to["provinces"]}))
    graph.graph["names"] = {
        n: (d["kind"], d["code"], d["label"]) for n, d in graph.nodes(data=True)
    }
    return graph


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    """Rows in an order of our own: engines sort accents and what is missing each in their way."""
    return sorted(store.select(PROLOGUE + query).records(), key=lambda row: [*row.values()])


def _labels(store: Store, short: Any) -> _Names:
    rows = _rows(
        store,
        """SELECT ?thing ?label (LANG(?label) AS ?lang) WHERE {
            ?thing skos:prefLabel|rdfs:label ?label }""",
    )
    labels: _Names = {}
    for row in rows:
        labels.setdefault(short(row["thing"]), {}).setdefault(row["lang"], row["label"])
    return labels


def _province_of(store: Store, short: Any) -> dict[str, str]:
    """The province of each canton, and of each province itself."""
    provinces = _rows(store, "SELECT ?province WHERE { ?province a sab:Province }")
    cantons = _rows(
        store,
        """SELECT ?canton ?province WHERE {
            ?canton a sab:Canton ; skos:broader ?province . ?province a sab:Province }""",
    )
    return {
        short(row.get("canton", row["province"])): short(row["province"])
        for row in (*provinces, *cantons)
    }


def _other_names(store: Store, short: Any) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for row in _rows(
        store, "SELECT ?thing ?name WHERE { ?thing skos:altLabel|skos:hiddenLabel ?name }"
    ):
        names.setdefault(short(row["thing"]), []).append(row["name"])
    return names


def _named(labels: _Names, thing: str, language: str) -> str:
    """The label in a language, else in Spanish, else in any."""
    found = labels.get(thing, {})
    return found.get(language) or found.get("es") or next(iter(found.values()), "")


def _field(labels: _Names, field: str, language: str) -> str:
    """What a field of the fiche is called; the title is a term of SKOS, which we do not label."""
    if field == "skos:prefLabel":
        return translator(language)("título", "title")
    return _named(labels, field, language) or field


def _experiences(store: Store, short: Any) -> list[tuple[str, str]]:
    rows = _rows(
        store,
        """SELECT ?node ?good WHERE {
            ?node a sab:Experience ; skos:notation ?code
            OPTIONAL { ?node a ?good FILTER (?good = sab:GoodPractice) }
        }""",
    )
    return [(short(row["node"]), "practice" if row["good"] else "lesson") for row in rows]


def _evidence(store: Store) -> list[dict[str, str]]:
    """What stands behind each link: what was printed and where, or what a rule had to hand."""
    asserted = " ".join(
        f"<{expand('sab:' + link)}>" for link in LINKS if not link.startswith(DERIVED)
    )
    printed = _rows(
        store,
        f"""SELECT ?practice ?link ?item ?basis ?printed ?field WHERE {{
            VALUES ?link {{ {asserted} }}
            ?evidence sab:link ?link ; sab:practice ?practice ; sab:item ?item ;
                sab:basis/skos:notation ?basis .
            OPTIONAL {{ ?evidence sab:asPrinted ?printed }}
            OPTIONAL {{ ?evidence sab:field ?field }}
        }}""",
    )
    derived = _rows(
        store,
        """SELECT ?practice ?link ?item ?basis ?rule ?support WHERE {
            VALUES ?link { sab:derivedGoal }
            ?evidence sab:link ?link ; sab:practice ?practice ; sab:item ?item ;
                sab:basis/skos:notation ?basis .
            OPTIONAL { ?evidence sab:rule/skos:notation ?rule }
            OPTIONAL { ?evidence sab:support/skos:notation ?support }
        }""",
    )
    empty = {"printed": "", "field": "", "rule": "", "support": ""}
    return [empty | row for row in (*printed, *derived)]


def _connect(
    graph: "nx.MultiDiGraph[str]", practice: str, item: str, link: str, row: Mapping[str, str]
) -> None:
    """Add an edge; what several evidence nodes say of the same link stands side by side."""
    if not graph.has_edge(practice, item, link):
        told = {key: row[key] for key in ("basis", "printed", "field", "rule", "support")}
        graph.add_edge(practice, item, key=link, **told)
        return
    edge = graph.edges[practice, item, link]
    for key, glue in (("printed", " / "), ("field", ", "), ("rule", " ")):
        if row[key] and row[key] not in edge[key]:
            edge[key] = edge[key] + glue + row[key] if edge[key] else row[key]
    edge["support"] = " ".join(
        sorted({*edge["support"].split(), *row["support"].split()}, key=lambda n: (len(n), n))
    )
