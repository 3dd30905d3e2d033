"""Oddities of the sources: where each stands, what was printed and what we did about it."""

from dataclasses import dataclass
from typing import Final

from saberesgraph.namespaces import PROLOGUE, local_name, shorten
from saberesgraph.results import natural
from saberesgraph.store import Store

# what stood in the document and was lost on the way to us
LOST: Final = frozenset({"lost-icons", "lost-mark"})


@dataclass(frozen=True)
class Oddity:
    """One oddity of a record, a source document or a call.

    `of` and `item` are prefixed names, `item` being the value that is odd, if one is named;
    `field` is the local name of a property; `kind` and `severity` are codes; `resolution` is in
    Spanish; `absence` says that the source lacks the field.
    """

    of: str
    field: str
    kind: str
    severity: str
    printed: str
    resolution: str
    item: str
    absence: bool


def oddities(store: Store) -> dict[str, tuple[Oddity, ...]]:
    """Return all oddities by what they are of, in a fixed order."""
    rows = store.select(
        PROLOGUE
        + """SELECT ?of ?node ?field ?kind ?severity ?printed ?resolution ?item ?link WHERE {
            VALUES ?link { sab:anomaly sab:absence }
            ?of ?link ?node .
            ?node sab:field ?field ; sab:kind ?concept ; sab:resolution ?resolution .
            ?concept skos:notation ?kind
            FILTER (LANG(?resolution) = "es")
            OPTIONAL { ?concept sab:severity ?severity }
            OPTIONAL { ?node sab:asPrinted ?printed }
            OPTIONAL { ?node sab:item ?item }
        }"""
    ).records()
    found: dict[str, dict[str, Oddity]] = {}
    for row in sorted(rows, key=lambda row: (natural(row["node"]), *row.values())):
        found.setdefault(shorten(row["of"]), {})[row["node"]] = Oddity(
            of=shorten(row["of"]),
            field=local_name(row["field"]),
            kind=row["kind"],
            severity=local_name(row["severity"]).lower(),
            printed=row["printed"],
            resolution=row["resolution"],
            item=shorten(row["item"]) if row["item"] else "",
            absence=row["link"].endswith("absence"),
        )
    return {of: tuple(found[of].values()) for of in sorted(found, key=natural)}
