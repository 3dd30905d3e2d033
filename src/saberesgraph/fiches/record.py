"""A fiche as the graph states it, without loss: what its Turtle file says, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Link:
    """A direct link of a fiche and its evidence.

    Args:
        link: local name of the property (`territory`, `mentionedActor`).
        item: IRI of what it links to.
        basis: `Stated` or `Normalised`.
        printed: as printed.
        field: prefixed name of the property of the field that says so (`skos:prefLabel`).
        name: local name of the evidence node (`BP1_AF-mentioned-omt`).
    """

    link: str
    item: str
    basis: str
    printed: str
    field: str
    name: str


@dataclass(frozen=True)
class Figure:
    """A number, or the status that says why there is none, and what was printed.

    Args:
        value: people, or United States dollars.
        status: a code of ontology/vocabularies/figure-statuses.ttl, "" where there is a number.
        printed: as printed, None where nothing was.
    """

    value: Decimal | None
    status: str
    printed: str | None


@dataclass(frozen=True)
class Anomaly:
    """A source anomaly; `absence` for one that declares a field absent.

    Args:
        name: local name of its node (`BP1_AF-1`).
        field: prefixed name of the property.
        kind: code of the anomaly kind.
        printed: as printed, None where nothing was.
        resolution: by language.
        absence: whether the fiche names it by sab:absence.
    """

    name: str
    field: str
    kind: str
    printed: str | None
    resolution: Mapping[str, str]
    absence: bool


@dataclass(frozen=True)
class Assessment:
    """The verdict on one criterion of a lesson.

    Args:
        criterion, verdict: their codes (`important`, `yes`).
        basis: `Stated` or `Normalised`.
        printed: as printed.
        rationale: the reason, in Spanish.
    """

    criterion: str
    verdict: str
    basis: str
    printed: str | None
    rationale: str | None


@dataclass(frozen=True)
class Record:
    """One fiche: all that its file states, in the order of the file.

    Args:
        code, kind: as in `draft.Draft`.
        labels: by language.
        sources: codes of source documents.
        section: of the source, None where it has none.
        prose: text by local name of the property, in Spanish.
        population, budget: figures.
        links: with their evidence, in its order; area, sustainability, scope and lesson sign too.
        keywords: each as printed; `keywords_printed` the whole field.
        references: IRIs.
        assessments, anomalies: of the fiche.
        learned_in: codes of the exchanges it came from.
    """

    code: str
    kind: str
    labels: Mapping[str, str]
    sources: tuple[str, ...]
    section: str | None
    prose: Mapping[str, str]
    population: Figure
    budget: Figure
    links: tuple[Link, ...]
    keywords: tuple[str, ...]
    keywords_printed: str | None
    references: tuple[str, ...]
    assessments: tuple[Assessment, ...]
    anomalies: tuple[Anomaly, ...]
    learned_in: tuple[str, ...] = ()
