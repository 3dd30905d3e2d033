"""The practice card: what is known of one fiche."""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Final

from saberesgraph.errors import InputError, UnknownNameError
from saberesgraph.namespaces import ONTOLOGY, PROLOGUE, SKOS, expand, local_name, shorten
from saberesgraph.practice.block import Block, blocks
from saberesgraph.results import text
from saberesgraph.store import Store

KINDS: Final = {
    "GoodPractice": "good_practice",
    "LessonLearned": "lesson_learned",
    "LessonNotLearned": "lesson_not_learned",
}
# RDF property -> key in the card, in the order of the fiche
PROSE: Final = {
    "finding": "finding",
    "description": "description",
    "context": "context",
    "advice": "advice",
    "causeEffect": "cause_effect",
    "limitations": "limitations",
    "contribution": "contribution",
    "beneficiaries": "beneficiaries",
    "effectiveness": "effectiveness",
    "goals": "goals",
    "replication": "replication",
    "institutionalLinks": "institutional_links",
    "differentiatingFactors": "differentiating_factors",
    "sustainabilityRationale": "sustainability",
    "success": "success",
    "challenges": "challenges",
}
# the keys that only some cards have
OPTIONAL: Final = ("plan_goals", "derived_plan_goals", "learned_in")
CRITERIA: Final = ("important", "useful", "equitable", "economical")
_FIELDS: Final = {
    **PROSE,
    "notation": "code",
    "prefLabel": "label",
    "assistedPopulation": "population",
    "budgetUSD": "budget_usd",
    "territory": "territories",
    "principle": "principles",
    "objective": "objectives",
    "actor": "actors",
    "mentionedActor": "mentioned_actors",
    "replicator": "replicators",
    "keyword": "keywords",
    "assessment": "criteria",
    "statedGoal": "sdgs",
    "lessonSign": "lesson_sign",
}


@dataclass(frozen=True)
class Card:
    """One fiche, as `show -f json` prints it."""

    code: str
    kind: str
    area: str
    label: dict[str, str]
    population: int | None
    population_status: str
    budget_usd: int | float | None
    budget_status: str
    national: bool
    territories: list[dict[str, str]]
    principles: list[str]
    objectives: list[int]
    assistance: list[dict[str, str]]
    actors: list[dict[str, Any]]
    mentioned_actors: list[dict[str, Any]]
    replicators: list[dict[str, Any]]
    sustainability: str | None
    keywords: list[str]
    criteria: dict[str, dict[str, str]]
    prose: dict[str, str]
    derived_targets: list[dict[str, Any]]
    derived_goals: list[dict[str, Any]]
    anomalies: list[dict[str, str]]
    source: dict[str, str]
    plan_goals: list[str] = field(default_factory=list)
    derived_plan_goals: list[str] = field(default_factory=list)
    learned_in: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return plain dictionaries and lists, ready for JSON, without empty optional keys."""
        return {key: value for key, value in asdict(self).items() if value or key not in OPTIONAL}


def codes(store: Store) -> list[str]:
    """Return the codes of all fiches in the order of their source: section, kind, number."""
    table = store.select(
        f"""SELECT ?code ?section WHERE {{
            ?p a <{ONTOLOGY}Experience> ; <{SKOS}notation> ?code
            OPTIONAL {{ ?p <{ONTOLOGY}section> ?section }}
        }}"""
    )
    ordered = sorted((text(section), *_code_parts(text(code))) for code, section in table.rows)
    return [code for *_, code in ordered]


def _code_parts(code: str) -> tuple[str, int, str]:
    """The kind, the number and the whole of a code: BP10_PC comes after BP9_PC."""
    kind, number = re.match(r"(\D*)(\d*)", code).groups()  # type: ignore[union-attr]
    return kind, int(number or 0), code


def card(store: Store, code: str) -> Card:
    """Return the card of a fiche.

    Raises:
        UnknownNameError: no fiche has that code.
        InputError: the fiche is too damaged to read; `validate` says where.
    """
    known = codes(store)
    wanted = code.strip().upper()
    if wanted not in known:
        raise UnknownNameError(code, known)
    return _read(Block(store, [wanted]), wanted)


def _read(block: Block, code: str) -> Card:
    try:
        return _Reader(block, code).card()
    except (ArithmeticError, LookupError, ValueError, StopIteration) as error:
        fault = f"{type(error).__name__} {error}".strip()
        raise InputError(
            f"sus datos no se pueden leer ({fault})",
            f"its data cannot be read ({fault})",
            where=code,
            hint=("Revísalos con saberesgraph validate", "Check them with saberesgraph validate"),
        ) from error


class _Reader:
    def __init__(self, block: Block, code: str) -> None:
        self._block = block
        self._code = code
        self._values: dict[str, list[tuple[str, str]]] = {}
        for row in self._select("SELECT ?p ?o (LANG(?o) AS ?lang) WHERE { ?this ?p ?o }"):
            self._values.setdefault(row["p"], []).append((row["o"], row["lang"]))

    def _select(self, query: str) -> list[dict[str, str]]:
        return self._block.select(self._code, query)

    def _all(self, curie: str) -> list[str]:
        return [value for value, _ in self._values.get(expand(curie), [])]

    def _one(self, curie: str) -> str | None:
        return next(iter(self._all(curie)), None)

    def _locals(self, curie: str) -> list[str]:
        return sorted(map(local_name, self._all(curie)))

    def card(self) -> Card:
        population, population_status = self._figure("assistedPopulation", "population", int)
        budget, budget_status = self._figure("budgetUSD", "budget", amount)
        kinds = set(self._locals("rdf:type"))
        printed = self._one("sab:keywordsPrinted") or ""
        return Card(
            code=self._code,
            kind=next(name for kind, name in KINDS.items() if kind in kinds),
            area=local_name(self._one("sab:area") or ""),
            label={
                lang: value
                for value, lang in sorted(
                    self._values[expand("skos:prefLabel")], key=lambda pair: pair[1], reverse=True
                )
            },
            population=population,
            population_status=population_status,
            budget_usd=budget,
            budget_status=budget_status,
            national="national" in self._locals("sab:scope"),
            territories=self._territories(),
            principles=self._locals("sab:principle"),
            objectives=sorted(map(int, self._locals("sab:objective"))),
            assistance=self._concepts("sab:assistance"),
            actors=self._actors("sab:actor"),
            mentioned_actors=self._actors("sab:mentionedActor"),
            replicators=self._actors("sab:replicator"),
            sustainability=next(iter(self._locals("sab:sustainability")), None),
            keywords=sorted(self._all("sab:keyword"), key=_place_in(printed)),
            criteria=self._criteria(),
            prose=self._prose(),
            derived_targets=self._derived("sab:derivedTarget"),
            derived_goals=self._derived("sab:derivedGoal"),
            anomalies=self._anomalies(),
            source={
                "document": local_name(self._one("dcterms:source") or ""),
                "section": self._one("sab:section") or "",
            },
            plan_goals=self._locals("sab:planGoal"),
            derived_plan_goals=self._locals("sab:derivedPlanGoal"),
            learned_in=self._locals("sab:learnedIn"),
        )

    def _figure(self, value: str, status: str, number: Callable[[str], Any]) -> tuple[Any, str]:
        found = self._one(f"sab:{value}")
        if found is not None:
            return number(found), "stated"
        missing = self._one(f"sab:{status}Status")
        return None, local_name(missing).replace("-", "_") if missing else "absent"

    def _territories(self) -> list[dict[str, str]]:
        rows = self._select(
            """SELECT ?code ?name ?kind WHERE {
                ?this sab:territory ?t . ?t skos:notation ?code ; skos:prefLabel ?name ; a ?kind
                FILTER (LANG(?name) = "es")
            } ORDER BY ?code"""
        )
        return [
            {"code": row["code"], "name": row["name"], "level": local_name(row["kind"]).lower()}
            for row in rows
        ]

    def _concepts(self, link: str) -> list[dict[str, str]]:
        return self._select(
            f"""SELECT ?id ?name WHERE {{
                ?this {link} ?c . ?c skos:notation ?id ; skos:prefLabel ?name
                FILTER (LANG(?name) = "es")
            }} ORDER BY ?id"""
        )

    def _actors(self, link: str) -> list[dict[str, Any]]:
        rows = self._select(
            f"""SELECT ?id ?name ?type ?named WHERE {{
                VALUES (?class ?named) {{ (org:Organization "yes") (sab:ActorGroup "no") }}
                ?this {link} ?a . ?a a ?class ; skos:notation ?id ; skos:prefLabel ?name ;
                    org:classification/skos:notation ?type
                FILTER (LANG(?name) = "es")
            }} ORDER BY ?id"""
        )
        return [{**row, "named": row["named"] == "yes"} for row in rows]

    def _criteria(self) -> dict[str, dict[str, str]]:
        rows = self._select(
            """SELECT ?criterion ?verdict ?basis ?as_printed ?rationale WHERE {
                ?this sab:assessment ?a .
                ?a sab:criterion/skos:notation ?criterion ; sab:verdict/skos:notation ?verdict ;
                    sab:basis/skos:notation ?basis ; sab:asPrinted ?as_printed ;
                    sab:rationale ?rationale
            }"""
        )
        rows.sort(key=lambda row: CRITERIA.index(row["criterion"]))
        return {
            row.pop("criterion"): {**row, "verdict": row["verdict"].replace("-", "_")}
            for row in rows
        }

    def _prose(self) -> dict[str, str]:
        prose = {key: self._one(f"sab:{name}") for name, key in PROSE.items()}
        return {key: value for key, value in prose.items() if value is not None}

    def _derived(self, link: str) -> list[dict[str, Any]]:
        rows = self._select(
            f"""SELECT ?code ?objective WHERE {{
                ?evidence sab:practice ?this ; sab:link {link} ;
                    sab:item/skos:notation ?code ; sab:support/skos:notation ?objective
            }}"""
        )
        supports: dict[str, set[int]] = {}
        for row in rows:
            supports.setdefault(row["code"], set()).add(int(row["objective"]))
        return [
            {"code": code, "support": sorted(supports[code])}
            for code in sorted(supports, key=sdg_order)
        ]

    def _anomalies(self) -> list[dict[str, str]]:
        rows = self._select(
            """SELECT ?field ?kind ?as_printed ?resolution ?a WHERE {
                ?this sab:anomaly|sab:absence ?a .
                ?a sab:field ?field ; sab:kind/skos:notation ?kind ; sab:resolution ?resolution
                OPTIONAL { ?a sab:asPrinted ?as_printed }
                FILTER (LANG(?resolution) = "es")
            }"""
        )
        rows.sort(key=lambda row: (len(row["a"]), row.pop("a")))
        return [
            {**row, "field": _FIELDS.get(local_name(row["field"]), local_name(row["field"]))}
            for row in rows
        ]


def sdg_order(code: str) -> tuple[int, int, int, str]:
    """Return the sort key of an SDG code: 2 before 10, 10.7 before 10.a.

    >>> sorted(["10.a", "10.7", "2", "10.10"], key=sdg_order)
    ['2', '10.7', '10.10', '10.a']
    """
    goal, _, target = code.partition(".")
    number = int(target) if target.isdigit() else 0
    return int(goal), int(bool(target) and not target.isdigit()), number, target


def amount(lexical: str) -> int | float:
    """Return the amount that a text in the data says: whole if it is.

    Raises:
        ArithmeticError: it is no number.

    >>> amount("1500.0"), amount("0.5")
    (1500, 0.5)
    """
    said = Decimal(lexical)
    return int(said) if said == said.to_integral_value() else float(said)


def _place_in(printed: str) -> Callable[[str], tuple[int, str]]:
    return lambda keyword: (printed.find(keyword), keyword)


def all_cards(store: Store) -> Iterable[Card]:
    """Yield the card of every fiche, in the order of `codes`."""
    for code, block in blocks(store, codes(store)):
        yield _read(block, code)


def labels(store: Store, language: str) -> dict[str, str]:
    """Return the label of everything that has one in a language, by prefixed name."""
    rows = store.select(
        PROLOGUE
        + f"""SELECT ?thing ?label WHERE {{
            ?thing skos:prefLabel|rdfs:label ?label FILTER (LANG(?label) = "{language}") }}"""
    ).records()
    return {shorten(row["thing"]): row["label"] for row in rows}


def field_names(named: dict[str, str]) -> dict[str, str]:
    """Return what people call the texts of a card, by key, from `labels`."""
    texts = {key: named[f"sab:{name}"].capitalize() for name, key in PROSE.items()}
    return texts | {criterion: named[f"criterion:{criterion}"] for criterion in CRITERIA}


def status_names(named: dict[str, str]) -> dict[str, str]:
    """Return what people call statuses, levels and verdicts, by key, from `labels`."""
    return {
        curie.split(":")[1].replace("-", "_"): label
        for curie, label in named.items()
        if curie.startswith(("status:", "sustainability:", "verdict:"))
    }
