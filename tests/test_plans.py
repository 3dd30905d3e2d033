"""Plans and agendas: what a made-up local plan gives, and what is known of the real ones."""

import pytest

from saberesgraph.exchange.plans import Derived, Plan, plans
from saberesgraph.graph import Graph
from saberesgraph.namespaces import PROLOGUE
from saberesgraph.parameters import choices
from saberesgraph.project import Project
from saberesgraph.queries import named
from saberesgraph.reading import parse
from saberesgraph.rules import derive
from saberesgraph.store.embedded import EmbeddedStore

PREFIXES = PROLOGUE.replace("PREFIX ", "@prefix ").replace(">\n", "> .\n")
# goal 1 by an objective, 2 by a target, 3 by a whole SDG, 4 by what a record states, 5 by nothing
PDOT = """
plan:pdot-x a sab:Plan ; skos:notation "pdot-x" ; skos:prefLabel "PDOT X"@es , "Local plan X"@en ;
    sab:planLevel plan-level:local ; sab:governs territory:0401 ; dcterms:source source:gcm-2018 ;
    sab:planFrom "2023"^^xsd:gYear ; sab:planTo "2027"^^xsd:gYear ; dcterms:publisher "GAD" .
plan-goal:pdot-x-1 a sab:PlanGoal ; skos:inScheme plan:pdot-x ; skos:notation "1" ;
    skos:prefLabel "Uno"@es , "One"@en .
plan-goal:pdot-x-2 a sab:PlanGoal ; skos:inScheme plan:pdot-x ; skos:notation "2" ;
    skos:prefLabel "Dos"@es , "Two"@en .
plan-goal:pdot-x-3 a sab:PlanGoal ; skos:inScheme plan:pdot-x ; skos:notation "3" ;
    skos:prefLabel "Tres"@es , "Three"@en .
plan-goal:pdot-x-4 a sab:PlanGoal ; skos:inScheme plan:pdot-x ; skos:notation "10" ;
    skos:prefLabel "Diez"@es , "Ten"@en .
plan-goal:pdot-x-5 a sab:PlanGoal ; skos:inScheme plan:pdot-x ; skos:notation "OE-1" ;
    skos:prefLabel "Aparte"@es , "Apart"@en .
plan-correspondence:a a sab:PlanCorrespondence ; sab:fromPlanGoal plan-goal:pdot-x-1 ;
    sab:item objective:9 .
plan-correspondence:b a sab:PlanCorrespondence ; sab:fromPlanGoal plan-goal:pdot-x-2 ;
    sab:item sdg:16.4 .
plan-correspondence:c a sab:PlanCorrespondence ; sab:fromPlanGoal plan-goal:pdot-x-3 ;
    sab:item sdg:10 .
practice:BP1_AH sab:planGoal plan-goal:pdot-x-4 .
alignment:BP1_AH-pdot-x-4 a sab:Alignment ; sab:practice practice:BP1_AH ; sab:link sab:planGoal ;
    sab:item plan-goal:pdot-x-4 ; sab:basis sab:Stated ; sab:asPrinted "Objetivo 10" .
"""


@pytest.fixture(scope="module")
def store(
    graph: Graph, project: Project, tmp_path_factory: pytest.TempPathFactory
) -> EmbeddedStore:
    file = tmp_path_factory.mktemp("plans") / "pdot.ttl"
    file.write_text(PREFIXES + PDOT, encoding="utf-8")
    triples = (*graph.reading.triples, *parse(file).triples)
    return EmbeddedStore(triples, derive(EmbeddedStore(triples), project.rule_files))


def read(store: EmbeddedStore, curie: str) -> Plan:
    return next(plan for plan in plans(store) if plan.curie == curie)


def test_a_plan_is_read_with_what_serves_each_goal(store: EmbeddedStore) -> None:
    plan = read(store, "plan:pdot-x")
    assert (plan.label, plan.level) == ({"es": "PDOT X", "en": "Local plan X"}, "local")
    assert (plan.governs, plan.years) == (("territory:0401",), ("2023", "2027"))
    # BP6_PC alone serves objective 9; the crosswalk gives target 16.4 for 9 and 11
    assert [(g.notation, g.stated) for g in plan.goals] == [
        ("OE-1", ()), ("1", ()), ("2", ()), ("3", ()), ("10", ("practice:BP1_AH",)),
    ]  # fmt: skip
    by_code = {goal.notation: goal.derived for goal in plan.goals}
    assert by_code["1"] == (Derived("practice:BP6_PC", ("objective:9",)),)
    assert Derived("practice:BP6_PC", ("objective:9",)) in by_code["2"]
    # a whole SDG derives nothing, although 30 experiences reach SDG 10
    assert by_code["3"] == by_code["10"] == by_code["OE-1"] == ()


def test_local_plans_come_before_those_of_the_country_and_the_world(store: EmbeddedStore) -> None:
    assert [plan.curie for plan in plans(store)] == [
        "plan:pdot-x", "plan:pnd-2024-2025", "plan:agenda-2030", "plan:gcm",
    ]  # fmt: skip


def test_the_agenda_and_the_compact_are_plans_whose_links_the_catalogue_has(
    store: EmbeddedStore,
) -> None:
    compact = {goal.notation: goal for goal in read(store, "plan:gcm").goals}
    agenda = {goal.notation: goal for goal in read(store, "plan:agenda-2030").goals}
    assert list(compact) == [str(n) for n in range(1, 24)]
    assert list(agenda) == [str(n) for n in range(1, 18)]
    assert compact["9"].stated == ("practice:BP6_PC",)
    assert not any(goal.derived for goal in compact.values())
    assert not any(goal.stated for goal in agenda.values())
    assert len(agenda["10"].derived) == 30
    assert all(not goal.stated for goal in read(store, "plan:pnd-2024-2025").goals)


def test_what_is_derived_names_its_rule_and_its_supports(store: EmbeddedStore) -> None:
    rows = store.select(
        PROLOGUE
        + """SELECT ?practice ?goal ?rule ?support WHERE {
            ?practice sab:derivedPlanGoal ?goal . FILTER (?goal = plan-goal:pdot-x-1)
            ?e sab:practice ?practice ; sab:link sab:derivedPlanGoal ; sab:item ?goal ;
                sab:basis sab:Derived ; sab:rule/skos:notation ?rule ;
                sab:support/skos:notation ?support
        }"""
    ).records()
    assert [(r["practice"][-6:], r["rule"], r["support"]) for r in rows] == [
        ("BP6_PC", "plan-goals-from-objectives", "9")
    ]


def ask(project: Project, store: EmbeddedStore, query: str, **given: str) -> list[dict[str, str]]:
    return named(project, query).run(store, "es", given).records()


def test_the_same_questions_serve_a_local_plan(project: Project, store: EmbeddedStore) -> None:
    [plan] = [row for row in ask(project, store, "plans") if row["name"] == "PDOT X"]
    assert (plan["goals"], plan["served"], plan["lines"]) == ("5", "3", "3")
    coverage = ask(project, store, "plan-coverage", plan="pdot-x")
    two = str(len(read(store, "plan:pdot-x").goals[2].derived))
    assert sorted((r["number"], r["stated"], r["derived"], r["total"]) for r in coverage) == [
        ("1", "0", "1", "1"), ("10", "1", "0", "1"), ("2", "0", two, two),
        ("3", "0", "0", "0"), ("OE-1", "0", "0", "0"),
    ]  # fmt: skip
    gaps = ask(project, store, "plan-gaps", plan="pdot-x")
    assert sorted(row["number"] for row in gaps) == ["3", "OE-1"]
    # BP6_PC took place in Quito
    manta = ask(project, store, "plan-gaps", plan="pdot-x", territory="Manta")
    quito = ask(project, store, "plan-gaps", plan="pdot-x", territory="1701")
    assert {row["number"]: row["total"] for row in manta}["1"] == "1"
    assert "1" not in {row["number"] for row in quito}
    served = ask(project, store, "plan-practices", goal="plan-goal:pdot-x-1")
    assert [(r["code"], r["basis"], r["supports"]) for r in served] == [("BP6_PC", "Derivado", "1")]
    cells = ask(project, store, "plan-by-territory", plan="pdot-x")
    assert len(cells) == 5 * len({row["province"] for row in cells})
    assert {row["total"] for row in cells if row["number"] in {"3", "OE-1"}} == {"0"}
    assert sum(int(row["total"]) for row in cells if row["number"] == "1") > 0


def test_a_goal_is_named_whole_where_plans_share_its_code(
    project: Project, store: EmbeddedStore
) -> None:
    codes = {choice.code for choice in choices("plan-goal", store)}
    assert {"objective:9", "sdg:16", "plan-goal:pdot-x-1", "OE-1"} <= codes
    assert "1" not in codes
