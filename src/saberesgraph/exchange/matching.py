"""Who could receive which good practice, from whom, and the stated reasons why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from saberesgraph.project import Project
from saberesgraph.store import Store


@dataclass(frozen=True)
class Evidence:
    """A thing that a reason rests on: what its source prints, and the basis of that.

    `basis` is "sab:Stated", "sab:Normalised", or empty for what no fiche says but a list of
    territories does, and for what is missing.
    """

    curie: str
    label: Mapping[str, str]
    printed: str
    basis: str


@dataclass(frozen=True)
class Reason:
    """One reason for a match: how much it may count, how much of that it does, and why.

    `share` is between 0 and 1; `points` are weight times share.
    """

    key: str
    label: Mapping[str, str]
    weight: Decimal
    share: Decimal
    points: Decimal
    sentence: Mapping[str, str]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Match:
    """A good practice that a territory could receive, with its reasons, the weightiest first.

    Attributes:
        objectives: those it would bring to the territory.
        givers: actors of the practice, organisations with a name before groups.
        missing: what no stated fact tells, in words.
        thin: whether it rests on too few facts to say much.
        tied: how many of all matches share its score, itself included.
        modality: the one that who the parties are suggests.
    """

    practice: str
    territory: str
    objectives: tuple[str, ...]
    score: Decimal
    reasons: tuple[Reason, ...]
    givers: tuple[str, ...]
    missing: tuple[Mapping[str, str], ...]
    thin: bool
    tied: int
    modality: str
    modality_reason: Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """The matches of a territory or of a practice, the highest score first.

    Attributes:
        about: the territory or the practice.
        objective: the only one asked for, or empty.
        maximum: the score of a match for which every reason counts in full.
        labels: names of all that the matches speak of, by prefixed name and language.
        notes: what is to be said of the whole: ties, thin evidence, what is not proposed.
    """

    about: str
    objective: str
    matches: tuple[Match, ...]
    maximum: Decimal
    labels: Mapping[str, Mapping[str, str]]
    notes: tuple[Mapping[str, str], ...]


def for_territory(
    project: Project,
    store: Store,
    territory: str,
    objective: str | None = None,
    limit: int = 10,
) -> Proposal:
    """Return the good practices that a territory could receive."""
    raise NotImplementedError


def for_practice(project: Project, store: Store, practice: str, limit: int = 10) -> Proposal:
    """Return the territories that could receive a good practice."""
    raise NotImplementedError
