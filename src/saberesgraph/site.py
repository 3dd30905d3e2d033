"""The static site: pages that work by double click, without a connection."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saberesgraph import network, practice
from saberesgraph.drawing.network_page import network_page
from saberesgraph.drawing.page import render
from saberesgraph.formats import csv
from saberesgraph.graph import Graph
from saberesgraph.language import translator
from saberesgraph.practice import Card
from saberesgraph.project import Project
from saberesgraph.queries import THEMES, NamedQuery, catalogue
from saberesgraph.store import Store
from saberesgraph.tables import words
from saberesgraph.writing import replaced_folder, write_text

_PLURALS = {
    "good_practice": ("buenas prácticas", "good practices"),
    "lesson_learned": ("lecciones aprendidas", "lessons learned"),
    "lesson_not_learned": ("lecciones no aprendidas", "lessons not learned"),
}
# the column that counts: a zero there is a gap
_COUNTS = ("total", "derived")


@dataclass(frozen=True)
class Site:
    """What was written."""

    practices: int
    queries: int
    nodes: int
    edges: int


def build(
    project: Project,
    graph: Graph,
    folder: Path,
    language: str,
    progress: Callable[[str], None] = lambda _: None,
) -> Site:
    """Write the whole site, or nothing, and return what was written.

    `progress` is called with the name of each page before it is drawn.

    Raises:
        OutputError: the folder cannot be written or holds what is not ours.
        QueryHeaderError: a named query's header is wrong.
    """
    queries = list(catalogue(project).values())
    cards = list(practice.all_cards(graph.store))
    labels = practice.labels(graph.store, language)
    drawn = network.build(graph.store, language)
    with replaced_folder(folder) as fresh:
        for query in queries:
            progress(query.name)
            _write_query(fresh, query, graph.store, language, {card.code for card in cards})
        for card in cards:
            progress(card.code)
            write_text(
                fresh / "practices" / f"{card.code}.html", _practice_page(card, labels, language)
            )
        progress("network")
        write_text(fresh / "network.html", network_page(drawn, language))
        progress("index")
        write_text(fresh / "index.html", _index_page(cards, queries, labels, language))
    return Site(len(cards), len(queries), drawn.number_of_nodes(), drawn.number_of_edges())


def page_count(project: Project, graph: Graph) -> int:
    """Return how many times `build` will call `progress`."""
    return len(project.query_files) + len(practice.codes(graph.store)) + 2


def _write_query(
    folder: Path, query: NamedQuery, store: Store, language: str, codes: set[str]
) -> None:
    table = query.run(store, language)
    rows = [
        {name: words(cell, language) for name, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    write_text(folder / "queries" / f"{query.name}.csv", csv(table))
    page = render(
        "query.html.j2",
        language,
        up="../",
        query=query,
        columns=query.headings(language),
        rows=rows,
        gaps=next((name for name in _COUNTS if name in table.columns), None),
        practices=codes,
    )
    write_text(folder / "queries" / f"{query.name}.html", page)


def _practice_page(card: Card, labels: dict[str, str], language: str) -> str:
    return render(
        "practice.html.j2",
        language,
        up="../",
        card=card,
        kind=_kinds(labels)[card.kind],
        area=labels[f"area:{card.area}"],
        territories=[labels[f"territory:{place['code']}"] for place in card.territories],
        actors=_named("actor", card.actors, labels),
        mentioned=_named("actor", card.mentioned_actors, labels),
        replicators=_named("actor", card.replicators, labels),
        assistance=_named("assistance", card.assistance, labels),
        principles=[f"{letter}) {labels[f'principle:{letter}']}" for letter in card.principles],
        objectives=[f"{n}. {labels[f'objective:{n}']}" for n in card.objectives],
        fields=practice.field_names(labels),
        statuses=practice.status_names(labels),
        anomaly_kinds={
            anomaly["kind"]: labels[f"anomaly-kind:{anomaly['kind']}"] for anomaly in card.anomalies
        },
    )


def _named(kind: str, items: list[dict[str, Any]], labels: dict[str, str]) -> list[str]:
    return [labels[f"{kind}:{item['id']}"] for item in items]


def _index_page(
    cards: list[Card],
    queries: list[NamedQuery],
    labels: dict[str, str],
    language: str,
) -> str:
    t = translator(language)
    by_area: dict[str, list[Card]] = {}
    for card in cards:
        by_area.setdefault(card.area, []).append(card)
    kinds = _kinds(labels)
    figures: list[tuple[Any, str]] = [
        (sum(card.kind == kind for card in cards), t(*names)) for kind, names in _PLURALS.items()
    ]
    figures += [
        (
            sum(len(card.anomalies) for card in cards),
            t("rarezas de la fuente, a la vista", "oddities of the source, in plain sight"),
        ),
    ]
    return render(
        "index.html.j2",
        language,
        up="",
        figures=figures,
        themes=[
            (t(*names), of_theme)
            for theme, names in THEMES.items()
            if (of_theme := [query for query in queries if query.tags[0] == theme])
        ],
        areas=[(labels[f"area:{code}"], by_area[code]) for code in by_area],
        kinds=kinds,
    )


def _kinds(labels: dict[str, str]) -> dict[str, str]:
    return {key: labels[f"sab:{name}"] for name, key in practice.KINDS.items()}
