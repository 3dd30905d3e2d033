"""What a query says of a fiche is told from its part alone only where that is certain."""

import pytest

from saberesgraph.project import Project
from saberesgraph.validation.facts import Facts
from saberesgraph.validation.kinds import asked, made, subjects
from saberesgraph.validation.reach import HOME, beyond, of_fiches

# fiches say :p, :q, :own of their nodes and are of class :Fiche; both say :name; :ref leads from
# shared nodes into fiches; only shared nodes say :far
FACTS = Facts(
    own=frozenset({"urn:p", "urn:q", "urn:own", "urn:name", "a urn:Fiche"}),
    shared=frozenset({"urn:name", "urn:far", "urn:ref", "a urn:Shared"}),
    into=frozenset({"urn:ref"}),
)
LOCAL = {
    "forward": "?this :p ?x . ?x :name ?y",
    "towards its own": "?this :own ?v . ?x :q ?this ; :name ?n",
    "not exists": "?this :p ?x FILTER NOT EXISTS { ?x :name ?y }",
    "optional": "?this a :Fiche OPTIONAL { ?this :p ?x . ?x :name ?y }",
    "minus": "?this a :Fiche MINUS { ?this :p ?x . ?x :q ?y }",
    "union": "?this a :Fiche . { ?this :p ?x } UNION { ?x :p ?this } ?x :name ?y",
    "shared alone": "?this :p ?x . ?any :far ?y . ?y :name ?n",
    "variable predicate": "?this ?path ?x . ?x ?other ?y",
    "sequence within alternatives": "?this a :Fiche ; (:p/:q)|(:own/:q) ?x . ?x :name ?y",
    "sequence joined": "?this :p/:q ?x BIND (?x AS ?y) { ?y :p/:name ?z } UNION { ?y :q ?z }",
    "sequence": "?this :p/:q/:name ?x",
    "inverse": "?this a :Fiche ; ^:p ?x . ?x :q ?y",
    "shared hierarchy": "?this :p ?x . ?x :far* ?y . ?y :name ?n",
    "subquery": "?this a :Fiche { SELECT DISTINCT ?this { ?this :p ?x . ?x :q ?y } }",
    "bind of a variable": "?this :p ?x BIND (?x AS ?y) ?y :name ?n",
    "in a named graph": "GRAPH <urn:g> { ?this :p ?x }",
}
WHOLE = {
    "another of its class": "?this :p ?x . ?other :p ?x",
    "by a shared node": "?this :p ?x . ?x :name ?n . ?other :q ?x",
    "negated, by a shared node": "?this :p ?x FILTER NOT EXISTS { ?other :q ?x }",
    "unconnected exists": "?this :p ?x FILTER EXISTS { ?a :own ?b }",
    "beyond an optional": "?this a :Fiche OPTIONAL { ?this :p ?x } ?x :name ?n",
    "one side of a union": "{ ?this :p ?x } UNION { ?this :q ?y } ?x :name ?n",
    "bound in an exists": "?this :q ?y FILTER EXISTS { ?this :p ?x } ?x :name ?n",
    "bound in a minus": "?this :q ?y MINUS { ?this :p ?x } ?x :name ?n",
    "a filter of its own group": "?this :q ?y { FILTER NOT EXISTS { ?this :p ?x } }",
    "not selected": "?this :q ?y { SELECT ?y { ?this :p ?y . ?this :name ?n } }",
    "one for all": "?this :q ?y { SELECT (COUNT(?x) AS ?n) { ?x :p ?z } }",
    "limit": "?this :q ?y { SELECT ?this { ?this :p ?x } LIMIT 1 }",
    "computed node": "?this :q ?y BIND (IRI(CONCAT('urn:', ?y)) AS ?x) ?x :p ?z",
    "computed optional": "?this :q ?y OPTIONAL { ?this :p ?x } BIND (?x AS ?z) ?z :name ?n",
    "named node": "?this :q ?y . <urn:x> :p ?z",
    "from values": "VALUES ?x { <urn:x> } ?this :q ?y . ?x :p ?z",
    "back from shared into another": "?this :p ?x . ?x :ref ?y . ?y :q ?z",
    "an inverse alone": "?this :p ?x . ?x :name ?n . ?n ^:q ?y",
    "a path over fiches": "?this :q ?y . ?x :p* ?y",
    "a path back": "?this (^:p)+ ?y . ?y :q ?z",
    "negated property set": "?this :q ?y . ?x !:p ?y",
    "only an object": "?x :p ?this",
    "maybe no focus": "?x :far ?y OPTIONAL { ?this :p ?z }",
    "any graph": "GRAPH ?g { ?this :p ?x }",
    "another service": "?this :p ?x SERVICE <urn:s> { ?x :q ?y }",
}


def query(pattern: str, tail: str = "") -> str:
    return f"PREFIX : <urn:> SELECT * {{ {pattern} }} {tail}"


@pytest.mark.parametrize("case", LOCAL)
def test_a_local_query(case: str) -> None:
    assert beyond(query(LOCAL[case]), FACTS) == ()


@pytest.mark.parametrize("case", WHOLE)
def test_a_query_of_the_whole(case: str) -> None:
    assert beyond(query(WHOLE[case]), FACTS)


def test_groups_are_local_by_their_keys() -> None:
    counted = "PREFIX : <urn:> SELECT {} (COUNT(?x) AS ?n) {{ {} }} GROUP BY {}"
    assert beyond(counted.format("?this", "?this :p ?x", "?this"), FACTS) == ()
    by_other = "?this :p ?x . ?y :far ?this"
    assert beyond(counted.format("?y", by_other, "?y"), FACTS)
    assert beyond(query("?this :p ?x", "LIMIT 3"), FACTS)


def test_rows_about_shared_nodes_may_need_what_fiches_say() -> None:
    assert beyond(query("?this a :Shared ; :name ?n"), FACTS, about=HOME) == ()
    assert beyond(query("?this a :Fiche . ?x :p ?this"), FACTS, about=HOME) == ()  # there are none
    pointed = query("?this a :Shared ; :name ?n FILTER NOT EXISTS { ?x :p ?this }")
    assert beyond(pointed, FACTS, about=HOME)


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("?this a :Shared ; :name ?n", set()),
        ("?this a :Shared ; :name ?n FILTER NOT EXISTS { ?x :p|:q ?this }", {"^urn:p", "^urn:q"}),
        ("?this :name ?n . ?x :p ?n ; :q ?y", {"^urn:p", "urn:q"}),
        ("?this :name ?n . ?x :p <urn:o> ; a :Fiche", {"urn:p urn:o", "a urn:Fiche"}),
        ("?this :ref ?x . ?x :q ?y", {"urn:q"}),  # from a shared node into a fiche
        ("?this :name ?n . ?x :p/:q ?this", {"^urn:q", "urn:p"}),
        ("?this :name ?n . ?x :p* ?y", {"urn:p"}),
        ("?this :name ?n . ?x ?any ?this", None),
        ("?this :name ?n { SELECT ?this { ?this :far ?x } LIMIT 1 }", None),
    ],
)
def test_what_rows_about_shared_nodes_read_of_fiches(pattern: str, keys: set[str] | None) -> None:
    assert of_fiches(query(pattern), FACTS, "this") == keys


def test_what_a_query_reads() -> None:
    one_value = asked(query("?this :p <urn:o> ; a :Fiche"))
    assert one_value == frozenset({"urn:p urn:o", "a urn:Fiche"})
    assert asked(query("?this a :Fiche ; :p/^:q ?x")) == frozenset(
        {"a urn:Fiche", "urn:p", "urn:q"}
    )
    assert asked(query("?this ?p ?x")) is None
    assert asked(query("?x :p* ?y")) is None
    assert asked(query("?x :p ?y FILTER NOT EXISTS { ?y :q ?z }")) == frozenset({"urn:p", "urn:q"})


def test_rules_tell_what_they_make(project: Project) -> None:
    rule = next(f for f in project.rule_files if f.stem == "targets-from-objectives")
    text = rule.read_text(encoding="utf-8")
    assert subjects(text) == ("evidence", "practice")
    assert {each.rpartition("#")[2] for each in made(text) or ()} == {
        *("derivedTarget", "Alignment", "practice", "link", "item", "basis", "rule", "support"),
    }
