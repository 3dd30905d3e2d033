"""The published table that relates objectives of the Compact to goals and targets."""

from dataclasses import dataclass

from saberesgraph.namespaces import PROLOGUE, shorten
from saberesgraph.results import natural
from saberesgraph.store import Store


@dataclass(frozen=True)
class Entry:
    """A line of the table.

    `objective`, `source` and `to`, a goal or a target, are prefixed names; `to` is empty where the
    table names no goal of its own ("All SDGs"). `number` is what the table should print, where
    that is known.
    """

    objective: str
    to: str
    printed: str
    number: str
    source: str

    @property
    def corrected(self) -> bool:
        """Whether the table prints another number than it means."""
        return bool(self.number) and self.number != self.printed


def crosswalk(store: Store) -> tuple[Entry, ...]:
    """Return every line of the table, by objective, goals before targets."""
    rows = store.select(
        PROLOGUE
        + """SELECT ?objective ?to ?printed ?number ?source WHERE {
            ?entry a sab:CrosswalkEntry ; sab:fromObjective ?objective ; dcterms:source ?source ;
                sab:printedNumber ?printed
            OPTIONAL { ?entry sab:toGoal|sab:toTarget ?to }
            OPTIONAL { ?entry sab:normalisedNumber ?number }
        }"""
    ).records()
    entries = (
        Entry(
            shorten(row["objective"]),
            shorten(row["to"]) if row["to"] else "",
            row["printed"],
            row["number"],
            shorten(row["source"]),
        )
        for row in rows
    )
    return tuple(
        sorted(entries, key=lambda e: (natural(e.objective), "." in e.to, natural(e.to), e.printed))
    )
