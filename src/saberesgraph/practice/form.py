"""The printed form of a record: its sections and fields, in their order, by kind of record."""

from dataclasses import dataclass
from typing import Final, Literal

Content = Literal["prose", "links", "figure", "keywords", "criteria"]


@dataclass(frozen=True)
class Field:
    """One field: the local name of its property, and what it holds.

    `asked` is false for what the form has no room of its own for: it is read out of its prose.
    """

    name: str
    content: Content = "prose"
    asked: bool = True


@dataclass(frozen=True)
class Section:
    """A heading of the form and what stands under it."""

    es: str
    en: str
    fields: tuple[Field, ...]


def _section(es: str, en: str, *fields: Field | str) -> Section:
    return Section(es, en, tuple(Field(f) if isinstance(f, str) else f for f in fields))


_TERRITORY: Final = Field("territory", "links")
_ACTOR: Final = Field("actor", "links")
_MENTIONED: Final = Field("mentionedActor", "links", asked=False)
_POPULATION: Final = Field("population", "links", asked=False)
_COMPACT: Final = _section(
    "Relación con los ODS y con el Pacto Mundial",
    "Relation to the SDGs and the Global Compact",
    Field("statedGoal", "links"),
    Field("principle", "links"),
    Field("objective", "links"),
)
_FACTORS: Final = _section(
    "Factores diferenciadores", "Differentiating factors", "differentiatingFactors"
)
_KEYWORDS: Final = _section("Palabras clave", "Keywords", Field("keyword", "keywords"))

PRACTICE: Final = (
    _section("Hallazgo", "Finding", Field("area", "links"), "finding"),
    _section(
        "Condiciones y contexto",
        "Conditions and context",
        "context",
        "advice",
        "causeEffect",
        Field("limitations", asked=False),
    ),
    _section(
        "Contribución y beneficiarios previstos",
        "Contribution and intended beneficiaries",
        "contribution",
        "beneficiaries",
        _POPULATION,
    ),
    _section("Efectividad y metas", "Effectiveness and goals", "effectiveness", "goals"),
    _section(
        "Alcance y recursos",
        "Reach and resources",
        Field("assistedPopulation", "figure"),
        _TERRITORY,
        Field("assistance", "links"),
        _ACTOR,
        _MENTIONED,
        Field("budgetUSD", "figure"),
    ),
    _section(
        "Potencial de replicación",
        "Replication potential",
        Field("replicator", "links"),
        "replication",
        "institutionalLinks",
    ),
    _COMPACT,
    _FACTORS,
    _section(
        "Sostenibilidad",
        "Sustainability",
        Field("sustainability", "links"),
        "sustainabilityRationale",
    ),
    _KEYWORDS,
)
LESSON: Final = (
    _section("Hallazgo", "Finding", Field("area", "links"), "finding"),
    _section("La lección", "The lesson", "description", "context", "goals"),
    _section("Beneficiarios", "Beneficiaries", "beneficiaries", _POPULATION),
    _COMPACT,
    _section(
        "Éxitos y desafíos",
        "Successes and challenges",
        Field("lessonSign", "links"),
        "success",
        "challenges",
    ),
    _section(
        "Alcance",
        "Reach",
        _TERRITORY,
        _ACTOR,
        _MENTIONED,
        Field("replicator", "links", asked=False),
    ),
    _FACTORS,
    _section("Efectividad", "Effectiveness", "effectiveness"),
    _section("Criterios", "Criteria", Field("assessment", "criteria")),
    _KEYWORDS,
)


def sections(kind: str) -> tuple[Section, ...]:
    """Return the form of a kind of record, as `practice.Card.kind` calls it.

    >>> [field.name for field in sections("lesson_learned")[2].fields]
    ['beneficiaries', 'population']
    """
    return PRACTICE if kind == "good_practice" else LESSON


def fields(kind: str) -> tuple[Field, ...]:
    """Return the fields of a kind of record, in the order of its form."""
    return tuple(field for section in sections(kind) for field in section.fields)
