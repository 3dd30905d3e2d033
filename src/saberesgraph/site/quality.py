"""The page on what the sources lack or contradict: record by record and field by field."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import pyoxigraph as ox

from saberesgraph.drawing.page import Place
from saberesgraph.formats import csv
from saberesgraph.language import translator
from saberesgraph.namespaces import ONTOLOGY
from saberesgraph.practice.card import Card
from saberesgraph.practice.form import LESSON, PRACTICE
from saberesgraph.practice.oddity import Oddity
from saberesgraph.results import Table, natural
from saberesgraph.site.content import Content, Pages
from saberesgraph.site.filled_form import Shown, states
from saberesgraph.site.show import field_name, sentence, show

# what a field of a record can be, with the mark that stands for it: the best first
STATES: Final = {
    "present": ("✓", "con dato", "present"),
    "odd": ("⚠", "con dato y una rareza", "present, with an oddity"),
    "status": ("#", "sin número, con su razón", "no number, with its reason"),
    "lost": ("◌", "sin dato: se perdió antes de llegar aquí", "lost before it came here"),
    "absent": ("○", "sin dato en la fuente", "the source lacks it"),
    "unknown": ("?", "falta sin causa registrada", "missing, no cause on record"),
}
_SEVERITIES: Final = ("violation", "warning", "info")
_FIGURES: Final[dict[str, Callable[[Card], float | None]]] = {
    "assistedPopulation": lambda card: card.population,
    "budgetUSD": lambda card: card.budget_usd,
}
# beyond this many records a page shows those with most to say; the CSV holds all
_MOST: Final = 300


def state(shown: Shown) -> str:
    """Return the state of a field of a record, one of STATES."""
    if shown.missing is not None:
        return shown.missing.state
    return "odd" if shown.oddities else "present"


@dataclass(frozen=True)
class Quality:
    """The state of every field that the form of a record asks for, by record."""

    content: Content

    @cached_property
    def fields(self) -> list[str]:
        """The fields that some form asks for, in the order of the forms."""
        asked = [f.name for part in (*PRACTICE, *LESSON) for f in part.fields if f.asked]
        return list(dict.fromkeys(asked))

    @cached_property
    def records(self) -> dict[str, dict[str, Shown]]:
        """Of each record by its prefixed name, the fields that its form asks for."""
        prints = self.content.told.prints
        known = self.content.connections
        return {
            curie: {
                shown.name: shown
                for shown in states(
                    card,
                    known.of.get(curie, {}),
                    self.content.oddities.get(curie, ()),
                    prints.get(curie, {}),
                )
            }
            for curie, card in known.cards.items()
        }

    def totals(self, field: str = "") -> Counter[str]:
        """Return how many fields are in each state: in all, or of one name."""
        return Counter(
            state(shown)
            for fields in self.records.values()
            for name, shown in fields.items()
            if field in {"", name}
        )

    @cached_property
    def worth_showing(self) -> list[str]:
        """All records, or where they are many those in which most is missing or odd."""
        if len(self.records) <= _MOST:
            return list(self.records)
        faults = {
            curie: sum(state(shown) != "present" for shown in fields.values())
            for curie, fields in self.records.items()
        }
        return sorted(sorted(faults, key=natural), key=lambda curie: -faults[curie])[:_MOST]

    def table(self) -> Table:
        """Return one row a record and field, for CSV."""
        rows = []
        t = translator(self.content.language)
        for curie, fields in self.records.items():
            for name, shown in fields.items():
                concept = shown.missing.concept if shown.missing else ""
                oddities = (self.content.name(f"anomaly-kind:{o.kind}") for _, o in shown.oddities)
                cells = (
                    curie.partition(":")[2],
                    field_name(self.content, name),
                    t(*STATES[state(shown)][1:]),
                    self.content.name(concept) if concept else "",
                    shown.printed,
                    "; ".join(oddities),
                    ONTOLOGY + name,
                )
                rows.append(tuple(map(ox.Literal, cells)))
        columns = ("code", "field", "state", "reason", "printed", "oddities", "property")
        return Table(columns, tuple(rows))


def pages(content: Content) -> Pages:
    """Yield the page and its CSV."""
    quality = Quality(content)
    yield "quality.csv", lambda _: csv(quality.table())
    yield "quality.html", partial(_page, quality)


def _page(quality: Quality, place: Place) -> str:
    content = quality.content
    t = translator(content.language)
    kinds = _by_kind(content)
    return show(
        "quality.html.j2",
        content,
        place,
        styles=("quality.css",),
        states={name: (mark, t(es, en)) for name, (mark, es, en) in STATES.items()},
        state=state,
        totals=quality.totals(),
        fields=[(f, sentence(field_name(content, f)), quality.totals(f)) for f in quality.fields],
        records=[(c, content.connections.cards[c], quality.records[c])
                 for c in quality.worth_showing],
        left_out=len(quality.records) - len(quality.worth_showing),
        kinds=kinds,
        repeated=list(_repeated(content)),
    )  # fmt: skip


def _by_kind(content: Content) -> list[tuple[str, str, list[Oddity]]]:
    """Kinds of oddity with their severity, the gravest and then the commonest first."""
    kinds: dict[str, list[Oddity]] = {}
    for of in content.oddities.values():
        for oddity in of:
            kinds.setdefault(oddity.kind, []).append(oddity)

    def order(kind: str) -> tuple[int, int, str]:
        severity = kinds[kind][0].severity
        rank = _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)
        return rank, -len(kinds[kind]), kind

    return [(kind, kinds[kind][0].severity, kinds[kind]) for kind in sorted(kinds, key=order)]


def _repeated(content: Content) -> Iterator[tuple[str, float, list[Card]]]:
    """Each figure that stands in more than one record, and where."""
    for field, figure in _FIGURES.items():
        cards: dict[float, list[Card]] = {}
        for card in content.cards:
            value = figure(card)
            if value is not None:
                cards.setdefault(value, []).append(card)
        for value in sorted(cards, reverse=True):
            if len(cards[value]) > 1:
                yield field, value, cards[value]
