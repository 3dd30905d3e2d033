"""What sources say of each call: every statement with its basis and what was printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from saberesgraph.namespaces import PROLOGUE, local_name, shorten
from saberesgraph.results import is_number, natural
from saberesgraph.store import Store

# what is read of a call itself, which needs no evidence beside it
_READ: Final = (
    "sab:callYear", "sab:callYearPrinted", "sab:deadline", "sab:deadlinePrinted",
    "sab:ceremonyDate", "sab:ceremonyPrinted", "sab:minimumCriteria", "sab:minimumCriteriaPrinted",
    "sab:callRule", "dcterms:source",
)  # fmt: skip
_THINGS: Final = frozenset({"sab:callRule", "dcterms:source"})


@dataclass(frozen=True)
class Told:
    """One link of a call or a submission with something, and what it rests on.

    Attributes:
        link: the local name of the property.
        item: the prefixed name of what it is linked with.
        basis: `stated` or `normalised`; "" if nothing says it.
        source: the prefixed name of the document, "" if none is named.
    """

    link: str
    item: str
    basis: str
    printed: str
    source: str


@dataclass(frozen=True)
class Seat:
    """A seat of the committee: its role, the organisation it is for, and how many at least."""

    told: Told
    role: str
    organisation: str
    minimum: int | None


@dataclass(frozen=True)
class Figure:
    """A number on a call.

    Attributes:
        told: its evidence; `item` is the kind of organisation that it is of, "" for none.
        measure: what is counted.
        value: the number as it is written.
        unit: of the measure, such as %; "" for a count.
    """

    curie: str
    told: Told
    measure: str
    value: str
    unit: str

    @property
    def amount(self) -> Decimal:
        """The number; zero for what is none, which validation refuses."""
        return Decimal(self.value) if is_number(self.value) else Decimal(0)


@dataclass(frozen=True)
class Finalist:
    """A practice that was recognised: whose it is and where, as far as its source says."""

    told: Told
    actors: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """One call.

    Attributes:
        said: values of the call itself, by the prefixed name of their property.
        descriptions: of the call and its elements, by prefixed name and then by language.
        told: everything that it is linked with, in the order of its source where that is known.
    """

    curie: str
    said: Mapping[str, tuple[str, ...]]
    descriptions: Mapping[str, Mapping[str, str]]
    told: tuple[Told, ...]
    seats: tuple[Seat, ...]
    figures: tuple[Figure, ...]
    finalists: tuple[Finalist, ...]

    @property
    def code(self) -> str:
        """What its prefixed name ends with."""
        return self.curie.partition(":")[2]

    def linked(self, link: str) -> tuple[Told, ...]:
        """Return what it is linked with by a property, by its local name."""
        return tuple(told for told in self.told if told.link == link)

    def one(self, curie: str) -> str:
        """Return the only value of a property, or "" where there is none."""
        return next(iter(self.said.get(curie, ())), "")


def calls(store: Store) -> dict[str, Call]:
    """Return all calls by prefixed name, the latest deadline first and then by name."""
    read = _Reader(store)
    found = {curie: read.call(curie) for curie in read.curies}
    ordered = sorted(sorted(found, key=natural), key=lambda c: found[c].one("sab:deadline"))
    return {curie: found[curie] for curie in reversed(ordered)}


class _Reader:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._short: Callable[[str], str] = cache(shorten)
        self.curies = sorted(
            (self._short(row["this"]) for row in self._rows("?this", "?this a sab:Call")),
            key=natural,
        )
        self._said: dict[str, dict[str, tuple[str, ...]]] = {}
        for row in self._rows(
            "?this ?p ?o", f"VALUES ?p {{ {' '.join(_READ)} }} ?this a sab:Call ; ?p ?o"
        ):
            said = self._said.setdefault(self._short(row["this"]), {})
            name = self._short(row["p"])
            value = self._short(row["o"]) if name in _THINGS else row["o"]
            said[name] = tuple(sorted((*said.get(name, ()), value), key=natural))
        self._descriptions: dict[str, dict[str, str]] = {}
        for row in self._rows(
            "?this ?o (LANG(?o) AS ?lang)",
            "VALUES ?class { sab:Call sab:CallElement } ?this a ?class ; dcterms:description ?o",
        ):
            self._descriptions.setdefault(self._short(row["this"]), {})[row["lang"]] = row["o"]
        self._statements = self._told(
            "?node a sab:CallStatement ; sab:call ?this ; sab:link ?link ; sab:item ?item"
        )
        self._elements = self._told(
            "VALUES ?link { sab:purpose sab:phase sab:benefit } ?this ?link ?node"
            " OPTIONAL { ?node sab:position ?position }"
        )
        self._seats = self._told(
            "VALUES ?link { sab:committeeSeat } ?this ?link ?node OPTIONAL { ?node sab:role ?role }"
            " OPTIONAL { ?node sab:minimumMembers ?minimum }"
            " OPTIONAL { ?node sab:seatOrganisation ?organisation }"
        )
        self._figures = self._told(
            "VALUES ?link { sab:measure } ?node a sab:CallFigure ; sab:call ?this ;"
            " ?link ?measure ; sab:value ?value OPTIONAL { ?node sab:item ?item }"
            " OPTIONAL { ?measure schema:unitText ?unit }"
        )
        self._finalists = self._told(
            "VALUES ?link { sab:call } ?node a sab:Finalist ; ?link ?this"
            " OPTIONAL { ?node prov:wasAttributedTo ?actor }"
            " OPTIONAL { ?node schema:spatialCoverage ?place }"
        )

    def call(self, curie: str) -> Call:
        told = [_told(row, row["item"]) for row in self._statements.get(curie, ())]
        told += [_told(row, row["node"]) for row in self._elements.get(curie, ())]
        return Call(
            curie,
            self._said.get(curie, {}),
            {
                each: self._descriptions[each]
                for each in (curie, *(one.item for one in told))
                if each in self._descriptions
            },
            tuple(dict.fromkeys(told)),
            tuple(
                Seat(
                    _told(row, row["node"]),
                    row["role"],
                    row["organisation"],
                    int(row["minimum"]) if row["minimum"].isdecimal() else None,
                )
                for row in self._seats.get(curie, ())
            ),
            tuple(
                Figure(
                    row["node"], _told(row, row["item"]), row["measure"], row["value"], row["unit"]
                )
                for row in self._figures.get(curie, ())
            ),
            tuple(self._finalist(rows) for rows in self._by_node(curie)),
        )

    def _by_node(self, curie: str) -> list[list[dict[str, str]]]:
        rows: dict[str, list[dict[str, str]]] = {}
        for row in self._finalists.get(curie, ()):
            rows.setdefault(row["node"], []).append(row)
        return list(rows.values())

    def _finalist(self, rows: list[dict[str, str]]) -> Finalist:
        return Finalist(
            _told(rows[0], rows[0]["node"]),
            *(
                tuple(sorted({row[name] for row in rows if row[name]}, key=natural))
                for name in ("actor", "place")
            ),
        )

    def _told(self, pattern: str) -> dict[str, list[dict[str, str]]]:
        """Rows of a pattern by call, in order, with prefixed names for IRIs."""
        names = (
            "this node link item position role minimum organisation measure value unit actor place"
        )
        found: dict[str, list[dict[str, str]]] = {}
        for row in self._rows(
            f"?{' ?'.join(names.split())} ?basis ?printed ?source",
            pattern + " OPTIONAL { ?node sab:basis/skos:notation ?basis }"
            " OPTIONAL { ?node sab:asPrinted ?printed } OPTIONAL { ?node dcterms:source ?source }",
        ):
            told = {key: self._short(value) for key, value in row.items()}
            told |= {"link": local_name(row["link"]), "printed": row["printed"]}
            found.setdefault(told["this"], []).append(told)
        for rows in found.values():
            rows.sort(key=_place)
        return found

    def _rows(self, what: str, pattern: str) -> list[dict[str, str]]:
        return list(
            self._store.select(f"{PROLOGUE}SELECT DISTINCT {what} WHERE {{ {pattern} }}").records()
        )


def _place(row: dict[str, str]) -> tuple[object, ...]:
    """Elements as their source lists them; what has no place in a list by its name."""
    words = ("link", "position", "measure", "item", "node", "source", "actor", "place")
    return tuple(natural(row[word]) for word in words)


def _told(row: dict[str, str], item: str) -> Told:
    return Told(row["link"], item, row["basis"], row["printed"], row["source"])
