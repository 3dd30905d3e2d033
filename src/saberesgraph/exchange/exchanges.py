"""Exchanges: who passes which practice to whom, how far it has come and what was learned."""

from collections.abc import Mapping
from dataclasses import dataclass

from saberesgraph.store import Store


@dataclass(frozen=True)
class Step:
    """A status that an exchange reached (a notation), on a date as ISO writes it."""

    status: str
    date: str
    remark: str


@dataclass(frozen=True)
class Exchange:
    """One exchange; things are prefixed names, texts are by language.

    Attributes:
        exchanged: experiences and submissions.
        call: empty where it answers none.
        start, end: dates as ISO writes them, empty where unknown.
        steps: in order.
        status: notation of the last step, empty where there is none.
        fiches: the experiences that were learned in it.
    """

    curie: str
    code: str
    label: Mapping[str, str]
    givers: tuple[str, ...]
    recipients: tuple[str, ...]
    facilitators: tuple[str, ...]
    exchanged: tuple[str, ...]
    from_territories: tuple[str, ...]
    to_territories: tuple[str, ...]
    modality: str
    call: str
    start: str
    end: str
    steps: tuple[Step, ...]
    status: str
    learned: str
    fiches: tuple[str, ...]
    source: str


def exchanges(store: Store) -> tuple[Exchange, ...]:
    """Return every exchange, by code."""
    raise NotImplementedError
