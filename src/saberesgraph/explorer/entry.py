"""What the explorer knows of each experience, read for all of them at once.

The card of one experience takes several queries; a catalogue of thousands cannot wait for that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from saberesgraph.errors import InputError
from saberesgraph.namespaces import PROLOGUE, local_name, shorten
from saberesgraph.practice.card import KINDS, PROSE, amount, codes, sdg_order
from saberesgraph.store import Store
from saberesgraph.thing import Thing, things

# local names of the properties that join an experience with something else
LINKS: Final = (
    "area", "scope", "territory", "assistance", "population", "actor", "mentionedActor",
    "replicator", "principle", "objective", "statedGoal", "derivedGoal", "sustainability",
    "populationStatus", "budgetStatus",
)  # fmt: skip
_FIELDS: Final = (
    "code", "kind", "area", "label", "population", "population_status", "budget_usd",
    "budget_status", "national", "territories", "principles", "objectives", "assistance", "actors",
    "sustainability", "keywords",
)  # fmt: skip
_COUNTRY: Final = "territory:EC"


@dataclass(frozen=True, slots=True)
class Entry:
    """One experience; what `show -f json` has under the same names is the same.

    Attributes:
        provinces: codes of the provinces of its territories.
        stated_goals, derived_goals: codes of SDGs, by what its source says and by the rules.
        bases: what its links rest on: `stated`, `normalised`, `derived`.
        links: prefixed names of what it is linked with, by the local name of the property.
        prose: its texts, in the order of the form.
    """

    code: str
    kind: str
    area: str
    label: Mapping[str, str]
    population: int | None
    population_status: str
    budget_usd: int | float | None
    budget_status: str
    national: bool
    territories: Sequence[Mapping[str, str]]
    principles: Sequence[str]
    objectives: Sequence[int]
    assistance: Sequence[Mapping[str, str]]
    actors: Sequence[Mapping[str, Any]]
    sustainability: str | None
    keywords: Sequence[str]
    provinces: tuple[str, ...]
    stated_goals: tuple[str, ...]
    derived_goals: tuple[str, ...]
    bases: frozenset[str]
    links: Mapping[str, tuple[str, ...]]
    prose: tuple[str, ...]

    def title(self, language: str) -> str:
        """Return its title in a language, or in another, or its code."""
        return self.label.get(language) or next(iter(self.label.values()), self.code)

    def as_dict(self) -> dict[str, Any]:
        """Return its main fields, ready for JSON: those of `show -f json`, provinces and SDGs."""
        shown = {name: getattr(self, name) for name in _FIELDS}
        return shown | {
            "provinces": list(self.provinces),
            "goals": {"stated": list(self.stated_goals), "derived": list(self.derived_goals)},
        }


@dataclass(frozen=True)
class Catalogue:
    """All experiences in the order of their source, and what they are linked with."""

    entries: tuple[Entry, ...]
    things: Mapping[str, Thing]


def read(store: Store) -> Catalogue:
    """Return all experiences.

    Raises:
        InputError: the data of one are too damaged to read.
    """
    return _Reader(store).catalogue()


class _Reader:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._short = cache(shorten)
        self._things = things(store)
        self._links = {name: self._values(f"sab:{name}") for name in LINKS}
        self._types = self._values("a")
        self._labels: dict[str, dict[str, str]] = {}
        for row in self._rows("?this skos:prefLabel ?value BIND (LANG(?value) AS ?lang)", "?lang"):
            self._labels.setdefault(row["this"], {})[row["lang"]] = row["value"]
        self._numbers = {
            name: self._values(f"sab:{name}") for name in ("assistedPopulation", "budgetUSD")
        }
        self._keywords = self._values("sab:keyword")
        self._printed = self._values("sab:keywordsPrinted")
        self._prose = [self._values(f"sab:{name}") for name in PROSE]
        self._bases: dict[str, set[str]] = {}
        for row in self._rows(
            "?evidence sab:practice ?this ; sab:basis/skos:notation ?value", distinct=True
        ):
            self._bases.setdefault(row["this"], set()).add(row["value"])

    def _rows(self, pattern: str, more: str = "", distinct: bool = False) -> list[dict[str, str]]:
        head = f"SELECT {'DISTINCT' * distinct} ?this ?value {more}"
        return self._store.select(
            f"{PROLOGUE} {head} WHERE {{ ?this a sab:Experience . {pattern} }}"
        ).records()

    def _values(self, link: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._rows(f"?this {link} ?value"):
            found.setdefault(row["this"], []).append(row["value"])
        return found

    def catalogue(self) -> Catalogue:
        nodes = {row["value"]: row["this"] for row in self._rows("?this skos:notation ?value")}
        return Catalogue(
            tuple(self._entry(code, nodes[code]) for code in codes(self._store)), self._things
        )

    def _entry(self, code: str, node: str) -> Entry:
        try:
            return self._read(code, node)
        except (ArithmeticError, LookupError, ValueError) as error:
            raise InputError(
                f"sus datos no se pueden leer ({error})",
                f"its data cannot be read ({error})",
                where=code,
                hint=(
                    "Revísalos con saberesgraph validate",
                    "Check them with saberesgraph validate",
                ),
            ) from error

    def _read(self, code: str, node: str) -> Entry:
        links = {
            name: tuple(sorted(map(self._short, found[node])))
            for name, found in self._links.items()
            if node in found
        }
        kinds = {local_name(each) for each in self._types[node]}
        labels = self._labels.get(node, {})
        population, population_status = self._figure(node, "assistedPopulation", "population", int)
        budget, budget_status = self._figure(node, "budgetUSD", "budget", amount)
        printed = next(iter(self._printed.get(node, ())), "")
        places = links.get("territory", ())
        return Entry(
            code=code,
            kind=next(name for kind, name in KINDS.items() if kind in kinds),
            area=_codes(links, "area")[0],
            label={language: labels[language] for language in sorted(labels, reverse=True)},
            population=population,
            population_status=population_status,
            budget_usd=budget,
            budget_status=budget_status,
            national="scope:national" in links.get("scope", ()),
            territories=[self._territory(curie) for curie in places],
            principles=_codes(links, "principle"),
            objectives=sorted(map(int, _codes(links, "objective"))),
            assistance=[self._concept(curie) for curie in links.get("assistance", ())],
            actors=[self._actor(curie) for curie in links.get("actor", ())],
            sustainability=next(iter(_codes(links, "sustainability")), None),
            keywords=sorted(
                self._keywords.get(node, ()), key=lambda word: (printed.find(word), word)
            ),
            provinces=tuple(sorted({p for curie in places if (p := self._province(curie))})),
            stated_goals=tuple(sorted(_codes(links, "statedGoal"), key=sdg_order)),
            derived_goals=tuple(sorted(_codes(links, "derivedGoal"), key=sdg_order)),
            bases=frozenset(self._bases.get(node, ())),
            links=links,
            prose=tuple(text for told in self._prose for text in told.get(node, ())),
        )

    def _figure(self, node: str, value: str, status: str, number: Any) -> tuple[Any, str]:
        if found := self._numbers[value].get(node):
            return number(found[0]), "stated"
        missing = self._links[f"{status}Status"].get(node)
        return None, local_name(missing[0]).replace("-", "_") if missing else "absent"

    def _territory(self, curie: str) -> dict[str, str]:
        thing = self._thing(curie)
        level = next(
            (name for name in ("Canton", "Province", "Country") if thing.is_a(name)), "place"
        )
        return {"code": thing.code, "name": thing.name("es"), "level": level.lower()}

    def _concept(self, curie: str) -> dict[str, str]:
        thing = self._thing(curie)
        return {"id": thing.code, "name": thing.name("es")}

    def _actor(self, curie: str) -> dict[str, Any]:
        thing = self._thing(curie)
        kind = thing.one("org:classification") or ""
        return {
            "id": thing.code,
            "name": thing.name("es"),
            "type": kind.partition(":")[2],
            "named": not thing.is_a("ActorGroup"),
        }

    def _province(self, curie: str) -> str | None:
        """The code of the province that a territory is or lies in, however deep."""
        seen: set[str] = set()
        while curie and curie not in seen:
            seen.add(curie)
            thing = self._thing(curie)
            if thing.is_a("Province"):
                return thing.code
            curie = thing.one("skos:broader") or ""
        return None

    def _thing(self, curie: str) -> Thing:
        return self._things.get(curie) or Thing(curie, {})


def is_national(entry: Entry) -> bool:
    """Return whether it takes place in the whole country: it says so, or names the country."""
    return entry.national or _COUNTRY in entry.links.get("territory", ())


def _codes(links: Mapping[str, tuple[str, ...]], name: str) -> list[str]:
    return sorted(curie.partition(":")[2] for curie in links.get(name, ()))
