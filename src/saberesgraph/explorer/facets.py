"""Facets: what experiences may be filtered by, each value with the set of those that have it.

A set of experiences is an int: bit n stands for entry n of the catalogue. So a hundred thousand
of them are joined and counted in microseconds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from saberesgraph.explorer.entry import Catalogue, Entry, is_national
from saberesgraph.language import folded
from saberesgraph.practice.card import KINDS
from saberesgraph.results import natural
from saberesgraph.store import Store
from saberesgraph.thing import Thing

Numbers = npt.NDArray[np.int64]
NATIONAL: Final = "national"
NONE: Final = "none"


@dataclass(frozen=True)
class Value:
    """One value of a facet.

    Attributes:
        code: as it stands in a URL.
        label: in each language.
        curie: the prefixed name of the thing that it is, "" for none.
        members: the experiences that have it.
        stated: those of them of which a source says so, and not our rules alone.
    """

    code: str
    label: Mapping[str, str]
    curie: str
    members: int
    stated: int

    def name(self, language: str) -> str:
        """Return its label in a language, or in another, or its code."""
        return self.label.get(language) or next(iter(self.label.values()), self.code)


@dataclass(frozen=True)
class Facet:
    """Something to filter by: its name in a URL, its labels, and its values by code, in order."""

    name: str
    label: Mapping[str, str]
    values: Mapping[str, Value]


def bits(numbers: Iterable[int] | Numbers, size: int) -> int:
    """Return a set of some numbers below a size.

    >>> bits([0, 2], 3)
    5
    """
    mask = np.zeros(size, dtype=np.uint8)
    held = numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, dtype=np.int64)
    mask[held] = 1
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def mask(members: int, size: int) -> npt.NDArray[np.bool_]:
    """Return, for each number below a size, whether a set has it.

    >>> mask(5, 3).tolist()
    [True, False, True]
    """
    octets = np.frombuffer(members.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(octets, count=size, bitorder="little").astype(bool)


def build(store: Store, catalogue: Catalogue) -> dict[str, Facet]:
    """Return every facet by its name, in the order shown.

    A value of a framework is there even if no experience has it; of the actors, those that some
    record names in its own field.
    """
    return {facet.name: facet for facet in _Builder(catalogue, _kinds(store)).facets()}


def _kinds(store: Store) -> dict[str, dict[str, str]]:
    """What people call each kind of experience, by its key and language."""
    found: dict[str, dict[str, str]] = {key: {} for key in KINDS.values()}
    for name, key in KINDS.items():
        for row in store.select(
            "PREFIX sab: <https://w3id.org/saberesgraph/ontology#> "
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
            f"SELECT ?label (LANG(?label) AS ?lang) WHERE {{ sab:{name} rdfs:label ?label }}"
        ).records():
            found[key][row["lang"]] = row["label"]
    return found


class _Builder:
    def __init__(self, catalogue: Catalogue, kinds: dict[str, dict[str, str]]) -> None:
        self._entries = catalogue.entries
        self._things = catalogue.things
        self._kinds = kinds

    def facets(self) -> Iterable[Facet]:
        yield self._facet(
            "kind", "Clase", "Kind", self._plain(self._kinds, lambda entry: [entry.kind])
        )
        yield self._facet("area", "Área", "Area", self._linked("area", "area"))
        yield self._facet(
            "objective", "Objetivo del Pacto", "Compact objective",
            self._linked("objective", "objective"),
        )  # fmt: skip
        yield self._facet(
            "principle", "Principio rector", "Guiding principle",
            self._linked("principle", "principle"),
        )  # fmt: skip
        yield self._facet("goal", "ODS", "SDG", self._goals())
        yield self._facet("province", "Provincia", "Province", self._provinces())
        yield self._facet("actor", "Actor", "Actor", self._actors())
        yield self._facet(
            "sustainability", "Sostenibilidad", "Sustainability", self._sustainability()
        )
        yield self._facet(
            "basis", "Fundamento de los vínculos", "Basis of the links", self._basis()
        )

    def _facet(self, name: str, es: str, en: str, values: Iterable[Value]) -> Facet:
        return Facet(name, {"es": es, "en": en}, {value.code: value for value in values})

    def _having(self, codes: Callable[[Entry], Iterable[str]]) -> dict[str, int]:
        numbers: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for code in codes(entry):
                numbers.setdefault(code, []).append(number)
        return {code: bits(found, len(self._entries)) for code, found in numbers.items()}

    def _plain(
        self, labels: Mapping[str, Mapping[str, str]], codes: Callable[[Entry], Iterable[str]]
    ) -> list[Value]:
        having = self._having(codes)
        return [
            Value(code, label, "", having.get(code, 0), having.get(code, 0))
            for code, label in labels.items()
        ]

    def _things_of(self, prefix: str, fits: Callable[[Thing], bool]) -> list[Thing]:
        return [
            thing
            for curie, thing in self._things.items()
            if curie.startswith(f"{prefix}:") and fits(thing)
        ]

    def _values(
        self, found: Iterable[Thing], members: Mapping[str, int], stated: Mapping[str, int]
    ) -> list[Value]:
        return [
            Value(
                thing.code,
                thing.label,
                thing.curie,
                members.get(thing.code, 0),
                stated.get(thing.code, 0),
            )
            for thing in found
        ]

    def _linked(
        self, prefix: str, link: str, fits: Callable[[Thing], bool] = lambda thing: True
    ) -> list[Value]:
        having = self._having(
            lambda entry: (curie.partition(":")[2] for curie in entry.links.get(link, ()))
        )
        return self._values(self._things_of(prefix, fits), having, having)

    def _goals(self) -> list[Value]:
        stated = self._having(lambda entry: entry.stated_goals)
        either = self._having(lambda entry: {*entry.stated_goals, *entry.derived_goals})
        goals = self._things_of("sdg", lambda thing: thing.code.isdecimal())
        return self._values(goals, either, stated)

    def _provinces(self) -> list[Value]:
        having = self._having(lambda entry: entry.provinces)
        provinces = self._things_of("territory", lambda thing: thing.is_a("Province"))
        apart = {
            NATIONAL: {"es": "Alcance nacional", "en": "National scope"},
            NONE: {"es": "Ni provincia ni alcance", "en": "Neither province nor scope"},
        }

        def reach(entry: Entry) -> list[str]:
            if is_national(entry):
                return [NATIONAL]
            return [] if entry.provinces else [NONE]

        return [*self._values(provinces, having, having), *self._plain(apart, reach)]

    def _actors(self) -> list[Value]:
        named = {curie for entry in self._entries for curie in entry.links.get("actor", ())}
        values = self._linked("actor", "actor", lambda thing: thing.curie in named)
        return sorted(values, key=lambda value: (folded(value.name("es")), value.code))

    def _sustainability(self) -> list[Value]:
        levels = sorted(
            self._linked("sustainability", "sustainability"),
            key=lambda value: (
                (["high", "medium", "low"].index(value.code), natural(value.code))
                if value.code in {"high", "medium", "low"}
                else (3, natural(value.code))
            ),
        )
        unknown = {NONE: {"es": "No consta", "en": "Not stated"}}
        return [
            *levels,
            *self._plain(unknown, lambda entry: [] if entry.sustainability else [NONE]),
        ]

    def _basis(self) -> list[Value]:
        labels = {
            name: self._things[f"sab:{name.capitalize()}"].label
            for name in ("stated", "normalised", "derived")
            if f"sab:{name.capitalize()}" in self._things
        }
        return self._plain(labels, lambda entry: entry.bases)
