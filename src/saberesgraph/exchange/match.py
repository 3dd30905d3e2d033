"""What a match of a practice and a territory says, and the proposal that holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from saberesgraph.language import number


@dataclass(frozen=True)
class Evidence:
    """A thing that a reason rests on: what its source prints, and the basis of that.

    `basis` is "sab:Stated" or "sab:Normalised"; `says` is the experience whose record says it.
    """

    curie: str
    label: Mapping[str, str]
    printed: str
    basis: str
    says: str


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
class Shortened(Reason):
    """A reason with the first of its evidence, and how many more prints it rests on."""

    left_out: int = 0


@dataclass(frozen=True)
class Match:
    """A good practice that a territory could receive, with its reasons, the weightiest first.

    Attributes:
        objectives: those it would bring to the territory.
        givers: actors of the practice, organisations with a name before groups.
        places: where the practice was done.
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
    places: tuple[str, ...]


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


def points(value: Decimal, language: str) -> str:
    """Return a figure of a match as it is written in a language, without idle zeros.

    >>> points(Decimal("25.00"), "es"), points(Decimal("8.90"), "es")
    ('25', '8,9')
    """
    return number(Decimal(f"{value.normalize():f}"), language)
