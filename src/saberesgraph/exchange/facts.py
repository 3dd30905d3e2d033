"""What the queries of ontology/matching/ find, over all practices and territories at once."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final, TypeVar, cast

import pyoxigraph as ox

from saberesgraph.errors import InputError, QuerySyntaxError
from saberesgraph.exchange.grounds import Ground, Grounds, Pair
from saberesgraph.exchange.there import Said, There
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import PROLOGUE, RESOURCE, lengthen, shorten
from saberesgraph.parameters import bind
from saberesgraph.project import Project
from saberesgraph.store import Store

Texts = Mapping[str, str]
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_SCHEME: Final = f"{RESOURCE}match-reason"
# the same few names in very many cells
_short = lru_cache(maxsize=100_000)(shorten)


@dataclass(frozen=True)
class Known:
    """A reason that `weights.ttl` describes."""

    key: str
    label: Texts
    weight: Decimal


class Facts:
    """All that speaks for matches, asked once of a store."""

    def __init__(self, project: Project, store: Store) -> None:
        """Keep where to ask; nothing is asked yet."""
        self._files = {file.stem: file for file in project.matching_files}
        self._store = store
        self._grounds: dict[Pair, Grounds] = {}
        self._on_record: dict[str, There] = {}
        self._of_class: dict[tuple[str, ...], frozenset[str]] = {}
        self._stated: dict[str, dict[str, tuple[str, ...]]] = {}
        # points of what may be proposed to a territory, the most first, by territory and objective
        self.ranked: dict[Pair, dict[str, Decimal]] = {}

    @cached_property
    def reasons(self) -> tuple[Known, ...]:
        """The reasons of `weights.ttl`, the weightiest first; one without weight is left out."""
        rows = self._store.select(
            PROLOGUE + "SELECT ?reason ?key ?weight WHERE { "
            "?reason a sab:MatchReason ; skos:notation ?key ; sab:weight ?weight }"
        ).records()
        known = [
            Known(row["key"], self.name(shorten(row["reason"])), Decimal(row["weight"]))
            for row in rows
        ]
        return tuple(sorted((k for k in known if k.weight > 0), key=lambda k: (-k.weight, k.key)))

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Names of all things, by prefixed name and language."""
        return self._texts("skos:prefLabel|rdfs:label")

    def name(self, curie: str) -> Texts:
        """Return the name of a thing in each language, its prefixed name where it has none."""
        found = self.labels.get(curie, {})
        return {language: found.get(language, curie) for language in LANGUAGES}

    @cached_property
    def sentences(self) -> dict[str, dict[str, str]]:
        """How each case of a reason is said, by prefixed name of the case and language."""
        return self._texts("skos:scopeNote", f"?thing skos:inScheme <{_SCHEME}> .")

    @cached_property
    def _candidates(self) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, str]]:
        by_practice: dict[str, list[str]] = defaultdict(list)
        by_territory: dict[str, list[str]] = defaultdict(list)
        provinces = {}
        for row in self._rows("candidates"):
            practice, territory = row["practice"], row["territory"]
            by_practice[practice].append(territory)
            by_territory[territory].append(practice)
            provinces[territory] = row["province"]
        return dict(by_practice), dict(by_territory), provinces

    def proposed_to(self, territory: str) -> list[str]:
        """Return the practices that may be proposed to a territory."""
        return self._candidates[1].get(territory, [])

    def places_for(self, practice: str) -> dict[str, str]:
        """Return the territories that a practice may be proposed to, each with its province."""
        provinces = self._candidates[2]
        return {place: provinces[place] for place in self._candidates[0].get(practice, ())}

    @cached_property
    def there(self) -> dict[str, tuple[str, ...]]:
        """The experiences on record in each territory that has any."""
        return _grouped((row["territory"], row["there"]) for row in self._rows("here"))

    @cached_property
    def missing(self) -> dict[str, tuple[Pair, ...]]:
        """What each practice does not tell: a field, and why."""
        return _grouped(
            (row["practice"], (row["field"], row["why"])) for row in self._rows("missing")
        )

    @cached_property
    def _modalities(self) -> dict[str, dict[str, Pair]]:
        found: dict[str, dict[str, Pair]] = defaultdict(dict)
        same: dict[Pair, Pair] = {}
        for row in reversed(self._rows("modality")):
            told = (row["modality"], row["case"])
            found[row["practice"]][row["territory"]] = same.setdefault(told, told)
        return dict(found)

    def modality(self, practice: str, territory: str) -> Pair:
        """Return the modality that who the parties are suggests, and the case that says why."""
        return self._modalities.get(practice, {}).get(territory, ("", ""))

    @cached_property
    def said(self) -> dict[tuple[str, str, str], tuple[Said, ...]]:
        """What is printed, by experience, link and item."""
        return _grouped(
            ((row["says"], row["link"], row["item"]), Said(row["printed"], row["basis"]))
            for row in self._rows("evidence")
        )

    @cached_property
    def _linked(self) -> dict[Pair, tuple[str, ...]]:
        links = {(says, link, item) for says, link, item in self.said}
        return _grouped(((says, link), item) for says, link, item in links)

    def on_record(self, territory: str) -> There:
        """Return the experiences on record in a territory, by what they state."""
        if territory not in self._on_record:
            there = self.there.get(territory, ())
            self._on_record[territory] = There(there, self.stated, self.said)
        return self._on_record[territory]

    def linked(self, experience: str, link: str) -> tuple[str, ...]:
        """Return what an experience states by a link."""
        return self._linked.get((experience, link), ())

    def stated(self, link: str) -> dict[str, tuple[str, ...]]:
        """Return what each experience states by a link, printed or not."""
        if link not in self._stated:
            rows = self._store.select(
                PROLOGUE + "SELECT DISTINCT ?says ?item WHERE { "
                "VALUES ?class { sab:Experience sab:GoodPractice } "
                f"?says a ?class ; <{lengthen(link)}> ?item }}"
            ).records()
            self._stated[link] = _grouped((_short(r["says"]), _short(r["item"])) for r in rows)
        return self._stated[link]

    @cached_property
    def named(self) -> frozenset[str]:
        """The organisations with a name of their own."""
        return self.of_class("org:Organization")

    @cached_property
    def practices(self) -> frozenset[str]:
        """The good practices."""
        return self.of_class("sab:GoodPractice")

    def of_class(self, *classes: str) -> frozenset[str]:
        """Return all things of some classes."""
        if classes not in self._of_class:
            rows = self._store.select(
                PROLOGUE
                + f"SELECT ?it WHERE {{ VALUES ?class {{ {' '.join(classes)} }} ?it a ?class }}"
            ).records()
            self._of_class[classes] = frozenset(_short(row["it"]) for row in rows)
        return self._of_class[classes]

    def grounds(
        self, key: str, practice: str, territory: str, objective: str | None
    ) -> list[Ground]:
        """Return what speaks for a pair by one reason, for all objectives or one.

        What holds for every territory comes last.

        Raises:
            InputError: `weights.ttl` has a reason that no file of the folder finds.
        """
        return [
            ground
            for place in (territory, "")
            for ground in self._kept(key, objective).of(practice, place, self.stated)
        ]

    def _kept(self, key: str, objective: str | None) -> Grounds:
        asked = (key, objective or "")
        if asked not in self._grounds:
            self._grounds[asked] = Grounds(self._rows(key, objective))
        return self._grounds[asked]

    def _rows(self, name: str, objective: str | None = None) -> list[dict[str, str]]:
        """Rows with prefixed names for IRIs."""
        if name not in self._files:
            raise InputError(
                f'no hay una consulta para la razón "{name}"',
                f'there is no query for the reason "{name}"',
                where="ontology/matching/weights.ttl",
                hint=(f"Escribe ontology/matching/{name}.rq", f"Write ontology/matching/{name}.rq"),
            )
        file = self._files[name]
        term = ox.NamedNode(lengthen(objective)) if objective else None
        try:
            table = self._store.select(bind(file.read_text(encoding="utf-8"), {"objective": term}))
        except QuerySyntaxError as error:
            raise error.inside(file.name) from error
        return [
            {name: _short(value) for name, value in record.items()} for record in table.records()
        ]

    def _texts(self, path: str, of: str = "") -> dict[str, dict[str, str]]:
        rows = self._store.select(
            PROLOGUE + f"SELECT ?thing ?text (LANG(?text) AS ?language) WHERE {{ {of} "
            f'?thing {path} ?text FILTER (LANG(?text) = "es" || LANG(?text) = "en") }}'
        ).records()
        texts: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows:
            texts[shorten(row["thing"])][row["language"]] = row["text"]
        return dict(texts)


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    """Return the values of each key, in order."""
    found: dict[_Key, list[_Value]] = defaultdict(list)
    for key, value in sorted(pairs):
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


_kept = lru_cache(maxsize=2)(Facts)


def facts(project: Project, store: Store) -> Facts:
    """Return what speaks for matches in a store; it is asked once, for all pages."""
    return _kept(project, cast(Hashable, store))
