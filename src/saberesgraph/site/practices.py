"""The pages of experiences."""

from functools import partial
from typing import Any

from saberesgraph import practice
from saberesgraph.drawing.page import Place, render
from saberesgraph.drawing.paths import page_of
from saberesgraph.practice import Card
from saberesgraph.site.content import Content, Pages


def pages(content: Content) -> Pages:
    """Yield a page for each experience."""
    for card in content.cards:
        path = page_of(f"practice:{card.code}")
        assert path is not None
        yield path, partial(_page, content, card)


def _page(content: Content, card: Card, place: Place) -> str:
    labels = content.labels
    return render(
        "practice.html.j2",
        content.language,
        place=place,
        card=card,
        kind=content.kinds[card.kind],
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
