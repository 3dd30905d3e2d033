"""Where the experiences take place: how many in each province and canton, and which."""

from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from saberesgraph.language import translator
from saberesgraph.namespaces import PROLOGUE, RESOURCE, shorten
from saberesgraph.practice.card import labels
from saberesgraph.results import Table
from saberesgraph.store import Store

_COUNTRY: Final = "EC"


@dataclass(frozen=True)
class Experience:
    """What the map knows of one record: its places are codes of provinces and cantons."""

    curie: str
    code: str
    name: str
    area: str
    objectives: frozenset[int]
    places: frozenset[str]
    national: bool


@dataclass(frozen=True)
class Territory:
    """A province, or a canton with the code of its province; the point is that of its seat."""

    code: str
    name: str
    seat: str
    province: str
    longitude: float
    latitude: float

    @property
    def is_province(self) -> bool:
        """Whether it is a province."""
        return self.code == self.province


@dataclass(frozen=True)
class Presence:
    """Experiences and territories in one language, perhaps filtered.

    Attributes:
        areas: names by code.
        objectives: names by number.
        objective, area: what `only` asked for.
    """

    experiences: tuple[Experience, ...]
    territories: tuple[Territory, ...]
    areas: dict[str, str]
    objectives: dict[int, str]
    objective: int | None = None
    area: str | None = None

    def only(self, objective: int | None = None, area: str | None = None) -> "Presence":
        """Return the same with the experiences of an objective and an area alone."""
        kept = tuple(
            each
            for each in self.experiences
            if (objective is None or objective in each.objectives)
            and (area is None or area == each.area)
        )
        return replace(self, experiences=kept, objective=objective, area=area)

    def within(self, territory: Territory) -> tuple[Experience, ...]:
        """Return the experiences of a canton, or of a province and its cantons, each once."""
        codes = {
            each.code for each in self.territories if territory.code in {each.code, each.province}
        }
        return tuple(each for each in self.experiences if each.places & codes)

    def counts(self) -> dict[str, int]:
        """Return how many experiences each territory has, by its code."""
        return {each.code: len(self.within(each)) for each in self.territories}

    @property
    def national(self) -> tuple[Experience, ...]:
        """Those of the whole country that name no place in it."""
        return tuple(each for each in self.experiences if each.national and not each.places)

    @property
    def nowhere(self) -> tuple[Experience, ...]:
        """Those whose record names no territory at all."""
        return tuple(each for each in self.experiences if not (each.national or each.places))

    @property
    def ranked(self) -> tuple[tuple[Territory, int], ...]:
        """Territories and their counts: provinces before cantons, the highest count first."""
        counts = self.counts()
        return tuple(
            (each, counts[each.code])
            for each in sorted(
                self.territories,
                key=lambda each: (not each.is_province, -counts[each.code], each.code),
            )
        )

    def table(self, language: str) -> Table:
        """Return one row a territory, then what no territory holds, as the map's CSV has it."""
        t = translator(language)
        levels = {True: t("provincia", "province"), False: t("cantón", "canton")}
        rows = [
            (
                levels[each.is_province],
                each.code,
                each.name,
                each.province,
                self.within(each),
                f"{RESOURCE}territory/{each.code}",
            )
            for each, _ in self.ranked
        ]
        rows += [
            (t("todo el país", "whole country"), "", "", "", self.national, ""),
            (t("sin territorio", "no territory"), "", "", "", self.nowhere, ""),
        ]
        return Table(
            ("level", "code", "name", "province", "experiences", "records", "territory"),
            tuple(
                (
                    *map(ox.Literal, (level, code, name, province)),
                    ox.Literal(len(found)),
                    ox.Literal(" ".join(each.code for each in found)),
                    ox.NamedNode(iri) if iri else None,
                )
                for level, code, name, province, found, iri in rows
            ),
        )


def read(store: Store, language: str) -> Presence:
    """Return all experiences, and every province and canton on record."""
    named = labels(store, language)
    return Presence(
        _experiences(store, named),
        _territories(store, named),
        {
            curie.removeprefix("area:"): label
            for curie, label in sorted(named.items())
            if curie.startswith("area:")
        },
        dict(
            sorted(
                (int(number), label)
                for curie, label in named.items()
                for prefix, _, number in (curie.partition(":"),)
                if prefix == "objective" and number.isdecimal()
            )
        ),
    )


def _experiences(store: Store, named: dict[str, str]) -> tuple[Experience, ...]:
    rows = store.select(
        PROLOGUE
        + """SELECT ?practice ?code ?area
            (GROUP_CONCAT(DISTINCT ?number; separator=" ") AS ?objectives)
            (GROUP_CONCAT(DISTINCT ?named; separator=" ") AS ?places)
            (GROUP_CONCAT(DISTINCT ?reach; separator=" ") AS ?scopes)
        WHERE {
            ?practice a sab:Experience ; skos:notation ?code ; sab:area/skos:notation ?area
            # rdflib refuses to join what may be unbound
            OPTIONAL { ?practice sab:objective/skos:notation ?one }
            OPTIONAL { ?practice sab:territory/skos:notation ?place }
            OPTIONAL { ?practice sab:scope/skos:notation ?scope }
            BIND (COALESCE(?one, "") AS ?number)
            BIND (COALESCE(?place, "") AS ?named)
            BIND (COALESCE(?scope, "") AS ?reach)
        } GROUP BY ?practice ?code ?area ORDER BY ?code ?practice"""
    ).records()
    return tuple(
        Experience(
            shorten(row["practice"]),
            row["code"],
            named.get(shorten(row["practice"]), row["code"]),
            row["area"],
            frozenset(map(int, row["objectives"].split())),
            frozenset(row["places"].split()) - {_COUNTRY},
            "national" in row["scopes"].split() or _COUNTRY in row["places"].split(),
        )
        for row in rows
    )


def _territories(store: Store, named: dict[str, str]) -> tuple[Territory, ...]:
    rows = store.select(
        PROLOGUE
        + """SELECT ?code ?seat ?province ?long ?lat WHERE {
            VALUES ?class { sab:Province sab:Canton }
            ?place a ?class ; skos:notation ?code ; sab:seat ?seat ;
                wgs84:long ?long ; wgs84:lat ?lat ; skos:broader* ?of .
            ?of a sab:Province ; skos:notation ?province
        } ORDER BY ?code"""
    ).records()
    return tuple(
        Territory(
            row["code"],
            named.get(f"territory:{row['code']}", row["code"]),
            row["seat"],
            row["province"],
            float(row["long"]),
            float(row["lat"]),
        )
        for row in rows
    )
