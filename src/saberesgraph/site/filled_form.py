"""One record as its page shows it: the form filled in, and what is missing with the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from saberesgraph.practice.card import CRITERIA, PROSE, Card
from saberesgraph.practice.evidence import Evidence
from saberesgraph.practice.form import Field, Section, fields, sections
from saberesgraph.practice.oddity import LOST, Oddity

# the figures of the form: their value and status in the card, what was printed, and their status
_FIGURES: Final = {
    "assistedPopulation": ("population", "populationPrinted"),
    "budgetUSD": ("budget_usd", "budgetPrinted"),
}
_STATUSES: Final = {"population": "population_status", "budget_usd": "budget_status"}


@dataclass(frozen=True)
class Missing:
    """Why a field is empty.

    Attributes:
        state: `absent` (the source lacks it), `lost`, `status` (a figure says why) or `unknown`.
        concept: the kind of oddity or the status, by prefixed name; empty if unknown.
        oddity: where one is on record.
    """

    state: str
    concept: str = ""
    oddity: Oddity | None = None


@dataclass(frozen=True)
class Shown:
    """One field of a record, filled in or missing."""

    field: Field
    prose: str = ""
    links: tuple[Evidence, ...] = ()
    words: tuple[str, ...] = ()
    value: float | None = None
    printed: str = ""
    criteria: tuple[tuple[str, dict[str, str]], ...] = ()
    missing: Missing | None = None
    oddities: tuple[tuple[int, Oddity], ...] = ()

    @property
    def name(self) -> str:
        """The local name of its property."""
        return self.field.name


@dataclass(frozen=True)
class Filled:
    """A section of the form and its fields."""

    section: Section
    fields: tuple[Shown, ...]


def filled(
    card: Card,
    links: dict[str, list[Evidence]],
    oddities: tuple[Oddity, ...],
    printed: dict[str, tuple[str, ...]],
) -> Iterator[Filled]:
    """Yield the sections of a record's form, without the fields that it need not have and lacks."""
    for section in sections(card.kind):
        shown = (shown_field(field, card, links, oddities, printed) for field in section.fields)
        kept = tuple(each for each in shown if each.field.asked or each.missing is None)
        if kept:
            yield Filled(section, kept)


def states(
    card: Card,
    links: dict[str, list[Evidence]],
    oddities: tuple[Oddity, ...],
    printed: dict[str, tuple[str, ...]],
) -> Iterator[Shown]:
    """Yield each field that the form asks for, filled in or missing, in the order of the form."""
    for field in fields(card.kind):
        if field.asked:
            yield shown_field(field, card, links, oddities, printed)


def shown_field(
    field: Field,
    card: Card,
    links: dict[str, list[Evidence]],
    oddities: tuple[Oddity, ...],
    printed: dict[str, tuple[str, ...]],
) -> Shown:
    """Return one field of a record, filled in or with the reason why it is not."""
    told = Shown(
        field,
        oddities=tuple(
            (number, oddity)
            for number, oddity in enumerate(oddities, 1)
            if oddity.field == field.name
        ),
    )
    if field.content == "figure":
        key, print_key = _FIGURES[field.name]
        told = replace(
            told, value=getattr(card, key), printed=" / ".join(printed.get(print_key, ()))
        )
        if told.value is None:
            status = getattr(card, _STATUSES[key]).replace("_", "-")
            return replace(told, missing=Missing("status", f"status:{status}"))
        return told
    if field.content == "prose":
        told = replace(told, prose=card.prose.get(PROSE[field.name], ""))
    elif field.content == "keywords":
        told = replace(
            told, words=tuple(card.keywords), printed=" / ".join(printed.get("keywordsPrinted", ()))
        )
    elif field.content == "criteria":
        told = replace(
            told, criteria=tuple((c, card.criteria[c]) for c in CRITERIA if c in card.criteria)
        )
    else:
        # a nation-wide scope fills the field of the territory
        names = ("territory", "scope") if field.name == "territory" else (field.name,)
        told = replace(told, links=tuple(e for name in names for e in links.get(name, ())))
    if told.prose or told.words or told.criteria or told.links:
        return told
    return replace(told, missing=_reason(oddity for _, oddity in told.oddities))


def _reason(oddities: Iterable[Oddity]) -> Missing:
    for oddity in oddities:
        if oddity.absence:
            return Missing("absent", f"anomaly-kind:{oddity.kind}", oddity)
        if oddity.kind in LOST:
            return Missing("lost", f"anomaly-kind:{oddity.kind}", oddity)
    return Missing("unknown")
