"""Plans and agendas, and which experiences serve each of their goals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from saberesgraph.namespaces import PROLOGUE, local_name, shorten
from saberesgraph.results import natural
from saberesgraph.store import Store

_LEVELS: Final = ("local", "national", "global")


@dataclass(frozen=True)
class Derived:
    """An experience that a rule says serves a goal, and the objectives that this rests on."""

    practice: str
    supports: tuple[str, ...]


@dataclass(frozen=True)
class PlanGoal:
    """A goal of a plan; `stated` are the experiences that say they serve it."""

    curie: str
    notation: str
    label: Mapping[str, str]
    stated: tuple[str, ...]
    derived: tuple[Derived, ...]


@dataclass(frozen=True)
class Plan:
    """A plan or agenda with its goals; things are prefixed names, texts are by language.

    Attributes:
        level: notation (local, national, global).
        governs: territories, none for a plan of the world.
        years: first and last year, empty where unknown.
    """

    curie: str
    label: Mapping[str, str]
    level: str
    governs: tuple[str, ...]
    years: tuple[str, str]
    goals: tuple[PlanGoal, ...]


def plans(store: Store) -> tuple[Plan, ...]:
    """Return every plan: local ones, then national, then global."""
    labels: dict[str, dict[str, str]] = {}
    for row in _rows(
        store,
        """SELECT ?thing ?name (LANG(?name) AS ?language) WHERE {
            { ?thing a sab:Plan } UNION { ?plan a sab:Plan . ?thing skos:inScheme ?plan }
            UNION { ?plan a sab:Plan ; skos:hasTopConcept ?thing }
            ?thing skos:prefLabel ?name
        } ORDER BY DESC(?name)""",
    ):
        labels.setdefault(row["thing"], {})[row["language"]] = row["name"]
    stated, derived = _served(store)
    goals: dict[str, dict[str, PlanGoal]] = {}
    for row in _rows(
        store,
        """SELECT DISTINCT ?plan ?goal ?code WHERE {
            ?plan a sab:Plan ; ^skos:inScheme|skos:hasTopConcept ?goal .
            ?goal skos:notation ?code
        } ORDER BY DESC(?code)""",
    ):
        goals.setdefault(row["plan"], {})[row["goal"]] = PlanGoal(
            shorten(row["goal"]),
            row["code"],
            labels.get(row["goal"], {}),
            tuple(sorted(stated.get(row["goal"], ()), key=natural)),
            tuple(
                Derived(practice, tuple(sorted(supports, key=natural)))
                for practice, supports in sorted(
                    derived.get(row["goal"], {}).items(), key=lambda pair: natural(pair[0])
                )
            ),
        )
    said: dict[str, dict[str, set[str]]] = {}
    for row in _rows(
        store, "SELECT ?plan ?property ?value WHERE { ?plan a sab:Plan ; ?property ?value }"
    ):
        of = said.setdefault(row["plan"], {})
        of.setdefault(local_name(row["property"]), set()).add(row["value"])
    found = [
        Plan(
            shorten(iri),
            labels.get(iri, {}),
            local_name(min(of.get("planLevel", ()), default="")),
            tuple(sorted(map(shorten, of.get("governs", ())), key=natural)),
            (min(of.get("planFrom", ()), default=""), max(of.get("planTo", ()), default="")),
            tuple(
                sorted(goals.get(iri, {}).values(), key=lambda g: (natural(g.notation), g.curie))
            ),
        )
        for iri, of in said.items()
    ]
    return tuple(sorted(found, key=lambda plan: (_rank(plan.level), natural(plan.curie))))


def _served(store: Store) -> tuple[dict[str, set[str]], dict[str, dict[str, set[str]]]]:
    """The experiences that say they serve a goal, and those derived with what they rest on."""
    stated: dict[str, set[str]] = {}
    for row in _rows(
        store,
        """SELECT ?practice ?goal WHERE {
            ?practice a sab:Experience ; sab:planGoal|sab:objective|sab:statedGoal ?goal
        }""",
    ):
        stated.setdefault(row["goal"], set()).add(shorten(row["practice"]))
    derived: dict[str, dict[str, set[str]]] = {}
    for row in _rows(
        store,
        """SELECT ?practice ?goal ?support WHERE {
            VALUES ?link { sab:derivedPlanGoal sab:derivedGoal }
            ?evidence sab:link ?link ; sab:item ?goal ; sab:practice ?practice ;
                sab:support ?support
        }""",
    ):
        supports = derived.setdefault(row["goal"], {}).setdefault(shorten(row["practice"]), set())
        supports.add(shorten(row["support"]))
    return stated, derived


def _rank(level: str) -> int:
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    return store.select(PROLOGUE + query).records()
