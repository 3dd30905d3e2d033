"""Plans and agendas, and which experiences serve each of their goals."""

from collections.abc import Mapping
from dataclasses import dataclass

from saberesgraph.store import Store


@dataclass(frozen=True)
class Derived:
    """An experience that a rule says serves a goal, and the objectives that this rests on."""

    practice: str
    supports: tuple[str, ...]


@dataclass(frozen=True)
class PlanGoal:
    """A goal of a plan; `stated` are the experiences that say they serve it."""

    curie: str
    notation: str
    label: Mapping[str, str]
    stated: tuple[str, ...]
    derived: tuple[Derived, ...]


@dataclass(frozen=True)
class Plan:
    """A plan or agenda with its goals; things are prefixed names, texts are by language.

    Attributes:
        level: notation (local, national, global).
        governs: territories, none for a plan of the world.
        years: first and last year, empty where unknown.
    """

    curie: str
    label: Mapping[str, str]
    level: str
    governs: tuple[str, ...]
    years: tuple[str, str]
    goals: tuple[PlanGoal, ...]


def plans(store: Store) -> tuple[Plan, ...]:
    """Return every plan: local ones, then national, then global."""
    raise NotImplementedError
