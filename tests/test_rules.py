"""What is derived: from the crosswalk alone, with rule and supports, in its own graph."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from saberesgraph.errors import QuerySyntaxError
from saberesgraph.graph import Graph
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, ONTOLOGY, PROLOGUE
from saberesgraph.practice.card import card
from saberesgraph.project import Project
from saberesgraph.rules import derive
from saberesgraph.store.embedded import EmbeddedStore

# two objectives lead to one goal and one target; what is no experience has nothing derived
STATED = """
practice:X1 a sab:Experience ; skos:notation "X1" ; sab:objective objective:1 , objective:2 .
practice:X2 a skos:Concept ; skos:notation "X2" ; sab:objective objective:1 .
crosswalk:a sab:fromObjective objective:1 ; sab:toGoal sdg:10 ; sab:toTarget sdg:10.7 .
crosswalk:b sab:fromObjective objective:2 ; sab:toGoal sdg:10 ; sab:toTarget sdg:10.7 .
crosswalk:c sab:fromObjective objective:3 ; sab:toGoal sdg:16 ; sab:toTarget sdg:16.4 .
sdg:10 skos:notation "10" . sdg:16 skos:notation "16" .
sdg:10.7 skos:notation "10.7" . sdg:16.4 skos:notation "16.4" .
plan:p skos:notation "p" . plan-goal:1 skos:notation "1" ; skos:inScheme plan:p .
plan-goal:2 skos:notation "2" ; skos:inScheme plan:p .
plan-correspondence:a a sab:PlanCorrespondence ; sab:fromPlanGoal plan-goal:1 ;
    sab:item objective:1 .
plan-correspondence:b a sab:PlanCorrespondence ; sab:fromPlanGoal plan-goal:2 ; sab:item sdg:10.7 .
plan-correspondence:c sab:fromPlanGoal plan-goal:2 ; sab:item objective:1 .
plan-correspondence:d a sab:PlanCorrespondence ; sab:fromPlanGoal plan-goal:2 ; sab:item sdg:10 .
"""
FOLLOWING = {
    "goals-from-objectives": """
practice:X1 sab:derivedGoal sdg:10 .
alignment:X1-goal-10 a sab:Alignment ; sab:practice practice:X1 ; sab:link sab:derivedGoal ;
    sab:item sdg:10 ; sab:basis sab:Derived ; sab:rule rule:goals-from-objectives ;
    sab:support objective:1 , objective:2 .
""",
    "targets-from-objectives": """
practice:X1 sab:derivedTarget sdg:10.7 .
alignment:X1-target-10.7 a sab:Alignment ; sab:practice practice:X1 ;
    sab:link sab:derivedTarget ; sab:item sdg:10.7 ; sab:basis sab:Derived ;
    sab:rule rule:targets-from-objectives ; sab:support objective:1 , objective:2 .
""",
    "plan-goals-from-objectives": """
practice:X1 sab:derivedPlanGoal plan-goal:1 , plan-goal:2 .
alignment:X1-plan-p-1 a sab:Alignment ; sab:practice practice:X1 ; sab:link sab:derivedPlanGoal ;
    sab:item plan-goal:1 ; sab:basis sab:Derived ; sab:rule rule:plan-goals-from-objectives ;
    sab:support objective:1 .
alignment:X1-plan-p-2 a sab:Alignment ; sab:practice practice:X1 ; sab:link sab:derivedPlanGoal ;
    sab:item plan-goal:2 ; sab:basis sab:Derived ; sab:rule rule:plan-goals-from-objectives ;
    sab:support objective:1 , objective:2 .
""",
}


def stated(turtle: str) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(PROLOGUE + turtle, format=ox.RdfFormat.TURTLE)}


def test_every_rule_says_exactly_what_follows_and_why(project: Project) -> None:
    store = EmbeddedStore(stated(STATED))
    for rule in project.rule_files:
        assert set(derive(store, [rule])) == stated(FOLLOWING[rule.stem]), rule.stem
    assert {rule.stem for rule in project.rule_files} == set(FOLLOWING)


def targets(graph: Graph, code: str) -> dict[str, list[int]]:
    return {t["code"]: t["support"] for t in card(graph.store, code).derived_targets}


def test_targets_and_goals_follow_from_the_objectives(graph: Graph) -> None:
    # BP6_PC serves objectives 7 and 9; objective 9 prints 17.16 for the text of 17.6
    found = targets(graph, "BP6_PC")
    assert found == {
        "1.3": [7], "1.4": [7], "5.2": [7], "5.4": [7], "8.7": [7], "8.8": [7], "10.2": [7],
        "10.7": [7, 9], "16.1": [9], "16.2": [7, 9], "16.3": [7, 9], "16.4": [9], "16.7": [7],
        "16.9": [7], "17.6": [9], "17.14": [7], "17.18": [9],
    }  # fmt: skip
    goals = {g["code"]: g["support"] for g in card(graph.store, "BP6_PC").derived_goals}
    assert goals == {"1": [7], "5": [7], "8": [7], "10": [7, 9], "16": [7, 9], "17": [7, 9]}


def test_all_sdgs_is_not_expanded(graph: Graph) -> None:
    # BP1_ME serves 19 ("All SDGs") and 23, whose targets are all of goal 17
    assert {goal["code"] for goal in card(graph.store, "BP1_ME").derived_goals} == {"17"}
    assert {code.split(".")[0] for code in targets(graph, "BP1_ME")} == {"17"}


def test_the_crosswalk_keeps_printed_and_normalised_numbers(graph: Graph) -> None:
    rows = graph.store.select(
        f"""SELECT ?entry ?printed ?normalised WHERE {{
            ?entry <{ONTOLOGY}printedNumber> ?printed ; <{ONTOLOGY}basis> <{ONTOLOGY}Normalised> ;
                <{ONTOLOGY}normalisedNumber> ?normalised }} ORDER BY ?entry"""
    ).records()
    assert [(r["entry"].rsplit("/")[-1], r["printed"], r["normalised"]) for r in rows] == [
        ("17-target-17.17", "17.7", "17.17"),
        ("18-target-17.17", "17.7", "17.17"),
        ("9-target-17.6", "17.16", "17.6"),
    ]
    links = graph.store.select(
        f"SELECT ?e WHERE {{ ?e <{ONTOLOGY}toTarget> ?t ; <{ONTOLOGY}fromObjective> ?o }}"
    )
    assert len(links.rows) == 154
    everything = graph.store.select(
        f'SELECT ?o WHERE {{ ?e <{ONTOLOGY}printedNumber> "All SDGs" ; '
        f"<{ONTOLOGY}fromObjective>/<http://www.w3.org/2004/02/skos/core#notation> ?o }} "
        "ORDER BY ?o"
    )
    assert [row["o"] for row in everything.records()] == ["19", "2"]


def test_goals_are_those_of_the_targets_but_where_the_table_says_all(graph: Graph) -> None:
    rows = graph.store.select(
        f"""SELECT DISTINCT ?o ?g WHERE {{
            ?e <{ONTOLOGY}fromObjective> ?o ; <{ONTOLOGY}toTarget> ?t .
            ?t <http://metadata.un.org/sdg/ontology#isTargetOf> ?g .
            FILTER NOT EXISTS {{ ?f <{ONTOLOGY}fromObjective> ?o ; <{ONTOLOGY}toGoal> ?g }}
        }}"""
    ).records()
    assert [row["o"].rsplit("/")[-1] for row in rows] == ["2"]


def test_deriving_twice_changes_nothing(project: Project, graph: Graph) -> None:
    store = EmbeddedStore(graph.reading.triples)
    first = derive(store, project.rule_files)
    assert first == graph.derived  # which the store's own engine added
    store.add(DERIVED_GRAPH, first)
    size = len(store.engine)
    second = derive(store, project.rule_files)
    store.add(DERIVED_GRAPH, second)
    assert first == second
    assert len(store.engine) == size
    assert len(first) == len(set(first)) > 0


def test_nothing_derived_stands_in_the_asserted_graph(graph: Graph) -> None:
    for name, found in ((ASSERTED_GRAPH, False), (DERIVED_GRAPH, True)):
        rows = graph.store.select(
            f"SELECT ?p WHERE {{ GRAPH <{name}> {{ ?p <{ONTOLOGY}derivedTarget> ?t }} }}"
        ).rows
        assert bool(rows) is found


def test_every_rule_is_described_under_its_own_name(project: Project, graph: Graph) -> None:
    described = graph.store.select(
        f"SELECT ?n WHERE {{ ?r a <{ONTOLOGY}Rule> ; "
        "<http://www.w3.org/2004/02/skos/core#notation> ?n }"
    ).records()
    assert {row["n"] for row in described} == {file.stem for file in project.rule_files}
    used = graph.store.select(f"SELECT DISTINCT ?r WHERE {{ ?e <{ONTOLOGY}rule> ?r }}").records()
    # no correspondence of a plan is on record: tests/test_plans.py derives from made-up ones
    waiting = {"plan-goals-from-objectives"}
    assert {row["r"].rsplit("/")[-1] for row in used} | waiting == {
        file.stem for file in project.rule_files
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CONSTRUCT {", r"x\.rq:1:12: it is not SPARQL \(read to its end\)"),
        ("SELECT ?x WHERE { ?x ?p ?o }", r"x\.rq: it is no CONSTRUCT query"),
    ],
)
def test_a_faulty_rule_is_named(text: str, message: str, tmp_path: Path) -> None:
    rule = tmp_path / "x.rq"
    rule.write_text(text, encoding="utf-8")
    with pytest.raises(QuerySyntaxError, match=message):
        derive(EmbeddedStore(()), [rule])
