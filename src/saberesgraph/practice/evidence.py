"""Why each link is there: what was printed and where, or which rule and which objectives."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from saberesgraph.namespaces import PROLOGUE, local_name, shorten
from saberesgraph.results import natural
from saberesgraph.store import Store


@dataclass(frozen=True)
class Evidence:
    """One link of an experience with something else, and its evidence.

    `practice`, `item` and `support` are prefixed names; `link` and `field` the local names of
    properties; `basis` is `stated`, `normalised` or `derived`.
    """

    practice: str
    link: str
    item: str
    basis: str
    printed: str
    field: str
    rule: str
    support: tuple[str, ...]

    @property
    def derived(self) -> bool:
        """Whether a rule says it, and no source."""
        return self.basis == "derived"


def evidence(store: Store) -> tuple[Evidence, ...]:
    """Return the evidence of every link of every experience, in a fixed order."""
    short, local = cache(shorten), cache(local_name)
    supports: dict[str, list[str]] = {}
    for row in store.select(
        PROLOGUE + "SELECT ?node ?support WHERE { ?node a sab:Alignment ; sab:support ?support }"
    ).records():
        supports.setdefault(row["node"], []).append(short(row["support"]))
    rows = store.select(
        PROLOGUE
        + """SELECT ?node ?practice ?link ?item ?basis ?printed ?field ?rule WHERE {
            ?node a sab:Alignment ; sab:practice ?practice ; sab:link ?link ; sab:item ?item ;
                sab:basis/skos:notation ?basis
            OPTIONAL { ?node sab:asPrinted ?printed }
            OPTIONAL { ?node sab:field ?field }
            OPTIONAL { ?node sab:rule ?rule }
        }"""
    ).records()
    found = (
        Evidence(
            practice=short(row["practice"]),
            link=local(row["link"]),
            item=short(row["item"]),
            basis=row["basis"],
            printed=row["printed"],
            field=local(row["field"]),
            rule=short(row["rule"]) if row["rule"] else "",
            support=tuple(sorted(supports.get(row["node"], ()), key=natural)),
        )
        for row in rows
    )
    return tuple(sorted(found, key=_order))


def _order(e: Evidence) -> tuple[object, ...]:
    return (natural(e.practice), e.link, natural(e.item), e.basis, e.field, e.printed, e.rule)


def by_practice(links: Iterable[Evidence]) -> dict[str, dict[str, list[Evidence]]]:
    """Return evidence by experience and then by link."""
    found: dict[str, dict[str, list[Evidence]]] = {}
    for link in links:
        found.setdefault(link.practice, {}).setdefault(link.link, []).append(link)
    return found


def by_item(links: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Return evidence by what the experience is linked with."""
    found: dict[str, list[Evidence]] = {}
    for link in links:
        found.setdefault(link.item, []).append(link)
    return found


def printed(store: Store) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what is printed as figures and keywords and what is referred to, by experience.

    The keys are the local names of properties.
    """
    rows = store.select(
        PROLOGUE
        + """SELECT ?practice ?property ?value WHERE {
            VALUES ?property {
                sab:populationPrinted sab:budgetPrinted sab:keywordsPrinted dcterms:references
            }
            ?practice a sab:Experience ; ?property ?value
        } ORDER BY ?practice ?property ?value"""
    ).records()
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        said = found.setdefault(shorten(row["practice"]), {})
        name = local_name(row["property"])
        said[name] = (*said.get(name, ()), row["value"])
    return found
