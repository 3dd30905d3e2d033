"""The page of each call: what sources say of it, its committee and its submissions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

from saberesgraph.dates import date
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.exchange.calls import Call, Figure
from saberesgraph.exchange.reports.words import merits_shown
from saberesgraph.language import number, translator
from saberesgraph.practice.oddity import Oddity
from saberesgraph.results import is_number
from saberesgraph.site.call_files import path
from saberesgraph.site.content import Content, Pages
from saberesgraph.site.show import field_name, show
from saberesgraph.site.standing import standings

# what a call is linked with, in the order of the page: anchor, title, and what heads the column
_LINKS: Final = {
    "purpose": (("Qué busca", "What it seeks"), ("Propósito", "Purpose")),
    "phase": (("Sus fases", "Its phases"), ("Fase", "Phase")),
    "benefit": (("Qué gana quien postula", "What applicants gain"), ("Beneficio", "Benefit")),
    "axis": (("Ejes que prefiere", "Axes that it favours"), ("Eje", "Axis")),
    "eligibleKind": (
        ("Quién puede postular", "Who can apply"),
        ("Clase de organización", "Kind of organisation"),
    ),
    "eligibleTerritory": (("Dónde debe trabajar", "Where it must work"), ("Lugar", "Place")),
    "requiredField": (("Qué se debe presentar", "What must be handed in"), ("Campo", "Field")),
    "callCriterion": (("Criterios", "Criteria"), ("Criterio", "Criterion")),
    "callMerit": (("Lo que además se valora", "What is valued besides"), ("Mérito", "Merit")),
    "possibleVerdict": (
        ("Qué puede decir el comité", "What the committee can say"),
        ("Veredicto", "Verdict"),
    ),
    "offeredModality": (("Cómo se intercambia", "How it is exchanged"), ("Modalidad", "Modality")),
}
# what a reader would look for, and is told of where no source says it
_EXPECTED: Final = ("callCriterion", "axis", "eligibleKind")
# what is said of the call itself: its value, what was printed, and what people call it
_DATES: Final = (
    ("callYear", "callYearPrinted", ("Año", "Year")),
    ("deadline", "deadlinePrinted", ("Cierre de postulaciones", "Deadline")),
    ("ceremonyDate", "ceremonyPrinted", ("Ceremonia de premiación", "Award ceremony")),
)


@dataclass(frozen=True)
class Dated:
    """A date of a call as it is read and as it was printed."""

    field: str
    title: str
    words: str
    printed: str


@dataclass(frozen=True)
class Shares:
    """The figures of one measure that are shares, and what they add up to."""

    measure: str
    unit: str
    figures: tuple[Figure, ...]

    @property
    def total(self) -> Decimal:
        """What they add up to."""
        return sum((each.amount for each in self.figures), Decimal(0))

    @property
    def most(self) -> Decimal:
        """The largest, for the lengths of bars."""
        return max((each.amount for each in self.figures), default=Decimal(1)) or Decimal(1)


def pages(content: Content) -> Pages:
    """Yield a page for each call."""
    for curie, call in content.evaluations.calls.items():
        if path := page_of(curie):
            yield path, partial(_page, content, call)


def _page(content: Content, call: Call, place: Place) -> str:
    t = translator(content.language)
    oddities = content.oddities.get(call.curie, ())
    links = {name: call.linked(name) for name in _LINKS}
    figures = [each for each in call.figures if is_number(each.value)]
    return show(
        "call.html.j2",
        content,
        place,
        styles=("calls.css",),
        call=call,
        thing=content.connections.things[call.curie],
        definition=lambda curie: _definition(content, call, curie),
        dates=list(_dates(content, call)),
        links=[
            (name, t(*_LINKS[name][0]), t(*_LINKS[name][1]), told)
            for name, told in links.items()
            if told
        ],
        silent=[t(*_LINKS[name][0]).lower() for name in _EXPECTED if not links[name]]
        + [title.lower() for field, _, names in _DATES
           if not call.one(f"sab:{field}") for title in [t(*names)]],
        oddities=list(enumerate(oddities, 1)),
        odd=lambda field, *items: [
            (number, oddity)
            for number, oddity in enumerate(oddities, 1)
            if oddity.field == field and oddity.item in (items or ("",))
        ],
        figures=[each for each in figures if not each.unit],
        shares=list(_shares(figures)),
        evaluation=content.evaluations.found.get(call.curie),
        standings=standings(content, call.curie),
        files={s: path(call.curie, s) for s in ("md", "csv", "json")}
        if call.curie in content.evaluations.evaluated
        else {},
        merits_shown=merits_shown,
        plain=lambda value: number(_plain(value), content.language),
        about=lambda oddity: _about(content, call, oddity),
    )  # fmt: skip


def _definition(content: Content, call: Call, curie: str) -> str:
    """What the source says of an element, or what a concept means."""
    if curie in call.descriptions:
        return call.descriptions[curie].get(content.language, "")
    thing = content.connections.things.get(curie)
    return thing.definition.get(content.language, "") if thing else ""


def _plain(value: str | Decimal) -> Decimal:
    """A number without zeros that say nothing: 67.0 is 67."""
    amount = Decimal(value)
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


def _about(content: Content, call: Call, oddity: Oddity) -> tuple[str, str]:
    """The name of the field and of the value that an oddity is of."""
    t = translator(content.language)
    # a lesson has a description too, which our ontology names
    field = t("descripción", "description")
    if oddity.field != "description":
        field = field_name(content, oddity.field)
    measures = {figure.curie: figure.measure for figure in call.figures}
    item = measures.get(oddity.item, oddity.item)
    return field, content.name(item) if item else ""


def _dates(content: Content, call: Call) -> Iterator[Dated]:
    t = translator(content.language)
    for field, printed, names in _DATES:
        value, words = call.one(f"sab:{field}"), call.one(f"sab:{printed}")
        if value or words:
            yield Dated(field, t(*names), date(value, content.language), words)


def _shares(figures: list[Figure]) -> Iterator[Shares]:
    parts: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if figure.unit:
            parts.setdefault((figure.measure, figure.unit), []).append(figure)
    for (measure, unit), of_it in parts.items():
        yield Shares(measure, unit, tuple(sorted(of_it, key=lambda each: -each.amount)))
