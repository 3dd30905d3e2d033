"""What the queries of ontology/matching/ find, over all practices and territories at once."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final, TypeVar, cast

import pyoxigraph as ox

from saberesgraph.errors import InputError, QuerySyntaxError
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import PROLOGUE, RESOURCE, lengthen, shorten
from saberesgraph.parameters import bind
from saberesgraph.project import Project
from saberesgraph.store import Store

Texts = Mapping[str, str]
Pair = tuple[str, str]  # a practice and a territory
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_SCHEME: Final = f"{RESOURCE}match-reason"
# the same few names in very many cells
_short = lru_cache(maxsize=10_000)(shorten)


@dataclass(frozen=True)
class Known:
    """A reason that `weights.ttl` describes."""

    key: str
    label: Texts
    weight: Decimal


@dataclass(frozen=True)
class Ground:
    """One thing that speaks for a match: by itself it gives `share` of its reason.

    Things of one `unit` give together what the best of them gives; most are a unit of their own.
    `here` is what the practice states, `there` what experiences on record in the territory do,
    each as experience, link and item.
    """

    case: str
    item: str
    unit: str
    share: Decimal
    here: tuple[str, str, str]
    there: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, order=True)
class Said:
    """What a source prints for a statement, and on which basis."""

    printed: str
    basis: str


class Facts:
    """All that speaks for matches, asked once of a store."""

    def __init__(self, project: Project, store: Store) -> None:
        """Keep where to ask; nothing is asked yet."""
        self._files = {file.stem: file for file in project.matching_files}
        self._store = store
        self._grounds: dict[str, dict[str, dict[Pair, tuple[Ground, ...]]]] = {}

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
    def candidates(self) -> dict[Pair, str]:
        """What may be proposed to whom, and the province of each canton."""
        return {
            (row["practice"], row["territory"]): row["province"] for row in self._rows("candidates")
        }

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
    def modalities(self) -> dict[Pair, Pair]:
        """The modality that who the parties are suggests, and the case that says why."""
        return {
            (row["practice"], row["territory"]): (row["modality"], row["case"])
            for row in reversed(self._rows("modality"))
        }

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

    def linked(self, experience: str, link: str) -> tuple[str, ...]:
        """Return what an experience states by a link."""
        return self._linked.get((experience, link), ())

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
        rows = self._store.select(
            PROLOGUE
            + f"SELECT ?it WHERE {{ VALUES ?class {{ {' '.join(classes)} }} ?it a ?class }}"
        ).records()
        return frozenset(_short(row["it"]) for row in rows)

    def grounds(self, key: str, objective: str | None) -> dict[Pair, tuple[Ground, ...]]:
        """Return what speaks for each pair by one reason, for all objectives or one.

        A pair with an empty territory holds for every territory.

        Raises:
            InputError: `weights.ttl` has a reason that no file of the folder finds.
        """
        asked = self._grounds.setdefault(objective or "", {})
        if key not in asked:
            asked[key] = self._found(key, objective)
        return asked[key]

    def _found(self, key: str, objective: str | None) -> dict[Pair, tuple[Ground, ...]]:
        cases: dict[tuple[str, str, str], dict[tuple[Decimal, str], list[dict[str, str]]]] = {}
        for row in self._rows(key, objective):
            place = (row["practice"], row.get("territory", ""), row["item"])
            way = (Decimal(row["share"]), row["case"])
            cases.setdefault(place, {}).setdefault(way, []).append(row)
        found: dict[Pair, list[Ground]] = defaultdict(list)
        for (practice, territory, item), shares in sorted(cases.items()):
            (share, case), rows = max(shares.items())
            there = {
                (
                    row["there"],
                    row.get("thereLink") or row["link"],
                    row.get("thereItem") or item,
                )
                for row in rows
                if row.get("there")
            }
            here = (practice, rows[0]["link"], item)
            found[practice, territory].append(
                Ground(case, item, rows[0].get("unit") or item, share, here, tuple(sorted(there)))
            )
        return {pair: tuple(grounds) for pair, grounds in found.items()}

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
