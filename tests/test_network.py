"""The network: what it holds, what is near what, what is alike and why, and what is counted."""

import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from saberesgraph import network
from saberesgraph.errors import InputError, UnknownNameError
from saberesgraph.graph import Graph
from saberesgraph.network.communities import communities, groups, parts
from saberesgraph.network.insights import insights, notes, strongest
from saberesgraph.network.measures import between_areas, betweenness, degrees, holding
from saberesgraph.network.similarity import _best
from saberesgraph.practice.card import Card

ROOT = Path(__file__).resolve().parent.parent
Links = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def drawn(graph: Graph) -> "nx.MultiDiGraph[str]":
    return network.build(graph.store)


def links_of(card: Card) -> Iterator[tuple[str, str]]:
    """The links of a card that a source states, as the network names them."""
    yield "area", f"area:{card.area}"
    yield from (("territory", f"territory:{place['code']}") for place in card.territories)
    yield from (("principle", f"principle:{letter}") for letter in card.principles)
    yield from (("objective", f"objective:{number}") for number in card.objectives)
    yield from (("actor", f"actor:{actor['id']}") for actor in card.actors)
    yield from (("mentionedActor", f"actor:{actor['id']}") for actor in card.mentioned_actors)
    yield from (("replicator", f"actor:{actor['id']}") for actor in card.replicators)


@pytest.fixture(scope="module")
def having(cards: list[Card]) -> Links:
    """Who has each link with each thing, read from the cards."""
    found: Links = {}
    for card in cards:
        for link in links_of(card):
            found.setdefault(link, set()).add(f"practice:{card.code}")
    return found


def made(
    *edges: tuple[str, str, str], areas: dict[str, str] | None = None
) -> "nx.MultiDiGraph[str]":
    """A small network: practice, link, item; what a rule derived has a link of its own."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(language="es", provinces={}, names={})
    for one, link, item in edges:
        for node in (one, item):
            kind = node.partition(":")[0].replace("sdg", "goal")
            area = (areas or {}).get(node, "")
            graph.add_node(node, kind=kind, code=node, label=node, names=(), area=area,
                           provinces=(), type="")  # fmt: skip
            graph.graph["names"][node] = (kind, node, node)
        basis = "derived" if link == "derivedGoal" else "stated"
        graph.add_edge(one, item, key=link, basis=basis, printed="", field="", rule="", support="")
    return graph


# --- What it holds ---


def test_the_network_holds_what_the_cards_hold(
    drawn: "nx.MultiDiGraph[str]", cards: list[Card]
) -> None:
    stated = {
        (a, link, b)
        for a, b, link, data in drawn.edges(keys=True, data=True)
        if data["basis"] != "derived"
    }
    assert stated == {(f"practice:{card.code}", *link) for card in cards for link in links_of(card)}
    derived = {
        (a, b, data["support"])
        for a, b, data in drawn.edges(data=True)
        if data["basis"] == "derived"
    }
    assert derived == {
        (f"practice:{card.code}", f"sdg:{goal['code']}", " ".join(map(str, goal["support"])))
        for card in cards
        for goal in card.derived_goals
    }


def test_nodes_say_what_they_are(drawn: "nx.MultiDiGraph[str]", cards: list[Card]) -> None:
    for card in cards:
        node = drawn.nodes[f"practice:{card.code}"]
        assert node["kind"] == ("practice" if card.kind == "good_practice" else "lesson")
        assert (node["label"], node["names"]) == (card.label["es"], (card.label["en"],))
        assert node["area"] == f"area:{card.area}"
        provinces = {place["code"][:2] for place in card.territories}
        assert node["provinces"] == tuple(f"territory:{code}" for code in sorted(provinces))
    assert drawn.nodes["actor:cancilleria"]["type"] == "Gobierno nacional"
    assert "Cancillería" in drawn.nodes["actor:cancilleria"]["names"]
    assert drawn.nodes["territory:1701"]["provinces"] == ("territory:17",)
    assert drawn.nodes["territory:07"]["provinces"] == ("territory:07",)
    assert drawn.graph["provinces"]["territory:09"] == "Guayas"
    assert len(drawn.graph["provinces"]) == 24


def test_edges_say_where_they_come_from(drawn: "nx.MultiDiGraph[str]", graph: Graph) -> None:
    told = drawn.edges["practice:BP1_AH", "actor:coe-nacional", "mentionedActor"]
    assert told == {
        "basis": "stated", "printed": "COE nacional", "field": "contexto",
        "rule": "", "support": "",
    }  # fmt: skip
    goal = drawn.edges["practice:BP8_PC", "sdg:10", "derivedGoal"]
    assert (goal["basis"], goal["rule"]) == ("derived", "goals-from-objectives")
    assert goal["support"] == "7 17"
    for *_, data in drawn.edges(data=True):
        assert bool(data["printed"] and data["field"]) == (data["basis"] != "derived")
        assert bool(data["rule"] and data["support"]) == (data["basis"] == "derived")
    assert "título" in {data["field"] for *_, data in drawn.edges(data=True)}
    english = network.build(graph.store, "en")
    assert english.nodes["actor:oim"]["label"] == "International Organization for Migration (IOM)"
    assert english["practice:BP1_AH"]["actor:coe-nacional"]["mentionedActor"]["field"] == "context"


# --- What is near what ---


def test_the_network_around_a_canton_is_its_practices(
    drawn: "nx.MultiDiGraph[str]", having: Links
) -> None:
    near = network.focus(drawn, "territory:1701")
    assert set(near) == {"territory:1701"} | having["territory", "territory:1701"]
    assert near.number_of_edges() == len(having["territory", "territory:1701"])


def test_the_network_around_a_province_is_that_of_its_cantons_too(
    drawn: "nx.MultiDiGraph[str]", having: Links
) -> None:
    cantons = {"territory:07", "territory:0701", "territory:0707"}
    practices = set().union(*(having["territory", canton] for canton in cantons))
    assert set(network.focus(drawn, "territory:07")) == cantons | practices
    # Guayas itself is in no fiche; a canton of it is
    assert "territory:09" not in drawn
    guayas = {"territory:0901"} | having["territory", "territory:0901"]
    assert set(network.focus(drawn, "territory:09")) == guayas


def test_goals_are_shown_but_lead_nowhere(drawn: "nx.MultiDiGraph[str]", cards: list[Card]) -> None:
    card = next(card for card in cards if card.code == "BP1_GN")
    items = {item for _, item in links_of(card)}
    goals = {f"sdg:{goal['code']}" for goal in card.derived_goals}
    assert set(network.focus(drawn, "practice:BP1_GN")) == {"practice:BP1_GN"} | items | goals
    others = {f"practice:{c.code}" for c in cards if {i for _, i in links_of(c)} & items}
    two = network.focus(drawn, "practice:BP1_GN", 2)
    assert set(two) == items | goals | others
    small = made(("practice:A", "derivedGoal", "sdg:1"), ("practice:B", "derivedGoal", "sdg:1"))
    assert set(network.focus(small, "practice:A", 2)) == {"practice:A", "sdg:1"}
    assert set(network.focus(small, "sdg:1", 1)) == set(small)


def test_what_is_not_in_the_network_has_no_surroundings(drawn: "nx.MultiDiGraph[str]") -> None:
    with pytest.raises(InputError, match="territory:02: it has no links in this network"):
        network.focus(drawn, "territory:02")


def test_what_is_asserted_has_no_goal(drawn: "nx.MultiDiGraph[str]") -> None:
    stated = network.asserted(drawn)
    assert set(drawn) - set(stated) == {n for n in drawn if n.startswith("sdg:")}
    assert {data["basis"] for *_, data in stated.edges(data=True)} == {"stated", "normalised"}
    assert "derived" in {data["basis"] for *_, data in drawn.edges(data=True)}


# --- What is alike, and why ---


def scores(having: Links) -> dict[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = {}
    for nodes in having.values():
        for pair in combinations(sorted(nodes), 2):
            found[pair] = found.get(pair, Fraction(0)) + Fraction(1, len(nodes))
    return found


def test_similar_practices_are_those_that_share_what_is_rare(
    drawn: "nx.MultiDiGraph[str]", having: Links
) -> None:
    known = scores(having)
    for code in ("BP1_AH", "LN2_GN", "BP3_ISE"):
        one = f"practice:{code}"
        ranked = sorted(
            (-round(float(score), 9), other)
            for pair, score in known.items()
            if one in pair
            for other in set(pair) - {one}
        )
        found = network.similar(drawn, one, k=5)
        assert [(-each.score, each.node) for each in found] == ranked[:5]
        for each in found:
            shared = {link for link, nodes in having.items() if {one, each.node} <= nodes}
            assert each.shared == tuple(sorted(shared, key=lambda s: (len(having[s]), s)))


def test_only_what_a_source_states_makes_practices_alike() -> None:
    derived = [(f"practice:{name}", "derivedGoal", "sdg:1") for name in "AB"]
    graph = made(
        *derived, ("practice:A", "actor", "actor:x"), ("practice:B", "replicator", "actor:x")
    )
    assert network.similar(graph, "practice:A") == ()
    assert network.practices(graph).number_of_edges() == 0
    # taking part and being able to replicate are not the same link
    shared = made(*derived, *((f"practice:{name}", "actor", "actor:x") for name in "ABC"))
    assert network.similar(shared, "practice:A", k=1) == (
        network.Similar("practice:B", round(1 / 3, 9), (("actor", "actor:x"),)),
    )
    with pytest.raises(UnknownNameError, match="actor:x"):
        network.similar(shared, "actor:x")


def test_practices_are_joined_to_their_nearest(
    drawn: "nx.MultiDiGraph[str]", having: Links
) -> None:
    for k in (1, 4):
        projected = network.practices(drawn, k)
        wanted = {
            frozenset((one, other.node))
            for one in projected
            for other in network.similar(drawn, one, k)
        }
        assert {frozenset(edge) for edge in projected.edges()} == wanted
        known = scores(having)
        for a, b, data in projected.edges(data=True):
            assert data["weight"] == round(float(known[min(a, b), max(a, b)]), 9)
            assert all({a, b} <= having[reason] for reason in data["shared"])
            assert len(data["shared"]) == sum({a, b} <= nodes for nodes in having.values())


@pytest.mark.parametrize(("projection", "link"), [("principles", "principle"), ("actors", "actor")])
def test_what_is_cited_together_keeps_the_practices(
    drawn: "nx.MultiDiGraph[str]", having: Links, projection: str, link: str
) -> None:
    nodes = {item: practices for (name, item), practices in having.items() if name == link}
    projected = getattr(network, projection)(drawn)
    assert set(projected) == set(nodes)
    found = {frozenset((a, b)): data for a, b, data in projected.edges(data=True)}
    assert set(found) == {frozenset(p) for p in combinations(nodes, 2) if nodes[p[0]] & nodes[p[1]]}
    for pair, data in found.items():
        one, other = pair
        assert set(data["shared"]) == {("practice", node) for node in nodes[one] & nodes[other]}
        assert data["weight"] == len(data["shared"]) == len(nodes[one] & nodes[other])


# --- What is counted ---


def test_degrees_count_derived_links_for_goals_alone() -> None:
    graph = made(
        ("practice:A", "actor", "actor:x"),
        ("practice:A", "replicator", "actor:x"),
        ("practice:A", "derivedGoal", "sdg:1"),
        ("practice:B", "derivedGoal", "sdg:1"),
    )
    assert degrees(graph) == {"practice:A": 1, "actor:x": 1, "sdg:1": 2, "practice:B": 0}


def test_betweenness_is_the_share_of_shortest_paths() -> None:
    # A - x - B - y - C: six pairs of others, of which x lies on A to {B, y, C}
    graph = made(
        ("practice:A", "actor", "actor:x"),
        ("practice:B", "actor", "actor:x"),
        ("practice:B", "actor", "actor:y"),
        ("practice:C", "actor", "actor:y"),
        ("practice:A", "derivedGoal", "sdg:1"),
        ("practice:C", "derivedGoal", "sdg:1"),
    )
    found = betweenness(graph)
    pairs = 4 * 3 / 2  # of two other nodes; the goal, which no source links, is none of them
    assert found == pytest.approx({
        "practice:A": 0, "actor:x": 3 / pairs, "practice:B": 4 / pairs,
        "actor:y": 3 / pairs, "practice:C": 0, "sdg:1": 0,
    })  # fmt: skip


def test_betweenness_is_the_same_without_what_rules_derive(drawn: "nx.MultiDiGraph[str]") -> None:
    stated = nx.Graph(network.asserted(drawn).edges())
    expected = nx.betweenness_centrality(stated)
    found = betweenness(drawn)
    assert {node: found[node] for node in stated} == pytest.approx(expected)
    assert {found[node] for node in drawn if node not in stated} == {0}


def test_what_joins_areas_splits_each_pair_among_what_it_shares() -> None:
    areas = {"practice:A": "area:1", "practice:B": "area:1", "practice:C": "area:2"}
    graph = made(
        ("practice:A", "actor", "actor:x"),
        ("practice:A", "objective", "objective:7"),
        ("practice:B", "actor", "actor:x"),
        ("practice:C", "actor", "actor:x"),
        ("practice:C", "replicator", "actor:x"),
        ("practice:C", "objective", "objective:7"),
        *((node, "area", area) for node, area in areas.items()),
        areas=areas,
    )
    # A and C share two things, B and C one; A and B are of the same area
    assert between_areas(graph) == {"actor:x": 0.75, "objective:7": 0.25}


def test_an_objective_holds_what_shares_no_other() -> None:
    graph = made(
        *((f"practice:{name}", "objective", "objective:7") for name in "ABC"),
        *((f"practice:{name}", "objective", "objective:9") for name in "BC"),
        *((f"practice:{name}", "objective", "objective:1") for name in "CD"),
    )
    seven, nine, one = ((f"objective:{n}") for n in (7, 9, 1))
    assert [(held.node, held.pairs, held.apart) for held in holding(graph)] == [
        (seven, 2, 1),  # A with B and with C; without it A stands apart
        (one, 1, 1),
        (nine, 0, 0),
    ]


def test_the_real_objectives_hold_what_the_cards_say(
    drawn: "nx.MultiDiGraph[str]", cards: list[Card]
) -> None:
    alone: dict[str, int] = {}
    for one, other in combinations(cards, 2):
        common = set(one.objectives) & set(other.objectives)
        if len(common) == 1:
            name = f"objective:{common.pop()}"
            alone[name] = alone.get(name, 0) + 1
    assert {held.node: held.pairs for held in holding(drawn) if held.pairs} == alone
    assert holding(drawn)[0].node == "objective:7"


def test_communities_are_what_is_alike_and_tell_what_is_typical() -> None:
    graph = made(
        *((f"practice:{name}", "objective", "objective:1") for name in "ABC"),
        *((f"practice:{name}", "actor", "actor:x") for name in "ABC"),
        *((f"practice:{name}", "objective", "objective:2") for name in "DE"),
        *((f"practice:{name}", "territory", "territory:17") for name in "ADE"),
        # by the difference of shares: two of three and nobody else, before all and one other
        *((f"practice:{name}", "actor", "actor:z") for name in "AB"),
        *((f"practice:{name}", "actor", "actor:y") for name in "ABCD"),
    )
    first, second = communities(graph)
    assert first.members == tuple(f"practice:{name}" for name in "ABC")
    assert [(t.node, t.inside, t.outside) for t in first.typical] == [
        ("actor:x", 3, 0), ("objective:1", 3, 0), ("actor:z", 2, 0)]  # fmt: skip
    assert [(t.node, t.inside, t.outside) for t in second.typical] == [
        ("objective:2", 2, 0), ("territory:17", 2, 1)]  # fmt: skip
    numbers = groups(graph, (c.members for c in (first, second)))
    assert numbers["actor:x"] == 0
    assert numbers["territory:17"] == 1


def test_communities_share_out_all_practices(
    drawn: "nx.MultiDiGraph[str]", cards: list[Card]
) -> None:
    members = [node for community in communities(drawn) for node in community.members]
    assert sorted(members) == sorted(f"practice:{card.code}" for card in cards)
    assert 2 <= len(communities(drawn)) <= 10
    assert sorted(n for part in parts(network.actors(drawn)) for n in part) == sorted(
        network.actors(drawn)
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_measure_says_in_a_sentence_what_it_means(
    drawn: "nx.MultiDiGraph[str]", language: str
) -> None:
    found = [*insights(drawn, language), strongest(network.actors(drawn), language)]
    assert len(found) == 6
    for insight in found:
        assert insight.title
        assert insight.sentence.endswith(".")
        assert " no " in insight.sentence or " not " in insight.sentence
        assert insight.rows
        assert all(node in drawn and value for node, value in insight.rows)
    assert set(notes(drawn, language)) <= set(drawn)
    told = {"es": "20,5 %", "en": "20.5%"}[language]
    assert found[0].rows[0] == ("actor:oim", told)
    assert told in notes(drawn, language)["actor:oim"]


def test_a_sentence_says_no_more_than_was_counted(drawn: "nx.MultiDiGraph[str]") -> None:
    told = {insight.title: insight for insight in insights(drawn, "en")}
    holds = told["The objective that holds the catalogue together"]
    assert "apart if without it the record would leave the largest group" in holds.sentence
    passed = told["Experiences that most roads pass"]
    assert "not counting what is derived" in passed.sentence
    assert passed.rows[0] == ("practice:BP1_PC", "9.4%")
    # the share is of points that pairs split, not of things that they share
    assert notes(drawn, "en")["principle:a"].endswith("it receives 9.0% of the points.")
    assert notes(drawn, "es")["principle:a"].endswith("le toca el 9,0 % de los puntos.")


# --- The same for everyone ---

_SAID = """
import sys
sys.modules["scipy"] = None  # as if it were not installed
from pathlib import Path
from saberesgraph import network
from saberesgraph.drawing.network import files
from saberesgraph.drawing.network.svg import svg
from saberesgraph.drawing.network.data import page_data
from saberesgraph.graph import load
from saberesgraph.project import find
whole = network.build(load(find(Path(sys.argv[1]))).store)
for graph in (whole, network.focus(whole, "territory:17", 2), network.practices(whole),
              network.focus(whole, "practice:BP1_AH"), network.asserted(whole),
              network.principles(whole), network.actors(whole)):
    print(page_data(graph, "es"))
    print(files.gexf(graph, "es"), files.graphml(graph, "en"))
    print(files.edge_list(graph, "es"), svg(graph, "en"))
"""


def test_all_is_the_same_whatever_the_order_of_sets_and_without_scipy() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", _SAID, str(ROOT)],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True, timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert len(said[0]) > 500_000
    assert said[0] == said[1]


def test_the_best_are_those_of_a_stable_sort_of_all() -> None:
    chance = np.random.default_rng(7)
    for _ in range(200):
        score = chance.integers(0, 4, size=12) / 8  # many score the same, some nothing
        for k in (0, 1, 3, 12, 20):
            every = np.argsort(-score, kind="stable")[:k]
            assert _best(score, k) == [i for i in every.tolist() if score[i] > 0]
