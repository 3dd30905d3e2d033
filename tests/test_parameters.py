"""What people type becomes one term, or a message that helps; nothing they type is ever code."""

import pyoxigraph as ox
import pytest

from saberesgraph.errors import ParameterError
from saberesgraph.graph import Graph
from saberesgraph.namespaces import PREFIXES, RESOURCE
from saberesgraph.parameters import TYPES, Parameter, bind, choices, defaults, resolve
from saberesgraph.project import Project
from saberesgraph.queries import named

XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = (
    'x" } } ; DROP ALL #',
    "x> } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #",
    "\\u0022 } SERVICE <urn:x> {}",
    "UNDEF } ?s ?p ?o . VALUES ?x {",
    "VALUES ?minimum { UNDEF }",
    "\n} UNION { ?s ?p ?o",
    "' OR 1=1 --",
    "../../etc/passwd",
    "file:///etc/passwd",
    "\x00\x1b[31m\u202e",
    "é" * 5000,
)

KINDS = [kind for kind in TYPES if kind not in {"text", "integer", "decimal", "boolean"}]


def term(kind: str, given: str, graph: Graph) -> str:
    found = resolve(Parameter("x", kind, None, {}), given, graph.store)
    return found.value.removeprefix(RESOURCE)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("territory", "0401", "territory/0401"),
        ("territory", "Tulcán", "territory/0401"),
        ("territory", "tulcan", "territory/0401"),
        ("territory", "  TULCAN ", "territory/0401"),
        ("territory", "territory:0401", "territory/0401"),
        ("territory", RESOURCE + "territory/0401", "territory/0401"),
        ("territory", f"<{RESOURCE}territory/0401>", "territory/0401"),
        ("territory", "El Oro", "territory/07"),
        ("actor", "OIM", "actor/oim"),
        ("actor", "cancilleria", "actor/cancilleria"),
        ("actor", "Ministerio de Relaciones Exteriores", "actor/cancilleria"),
        ("actor", "Ministry of Foreign Affairs", "actor/cancilleria"),
        ("objective", "15", "gcm/objective/15"),
        ("objective", "objective:15", "gcm/objective/15"),
        (
            "objective",
            "proporcionar a los migrantes acceso a servicios basicos",
            "gcm/objective/15",
        ),
        ("principle", "F", "gcm/principle/f"),
        ("principle", "perspectiva de genero", "gcm/principle/g"),
        ("goal", "10", PREFIXES["sdg"] + "10"),
        ("target", "10.7", PREFIXES["sdg"] + "10.7"),
        ("target", "sdg:16.b", PREFIXES["sdg"] + "16.b"),
        ("practice", "bp1-ah", "practice/BP1_AH"),
        ("area", "gestion de fronteras", "area/GF"),
        ("sustainability", "alta", "sustainability/high"),
        ("verdict", "sí", "verdict/yes"),
        ("criterion", "economico", "criterion/economical"),
        ("anomaly-kind", "repeated-figure", "anomaly-kind/repeated-figure"),
        ("actor-type", "gobierno local", "actor-type/local-government"),
        ("integer", " 7 ", "7"),
        ("decimal", "-0.50", "-0.50"),
        ("boolean", "SÍ", "true"),
        ("boolean", "no", "false"),
        ("text", "a b", "a b"),
    ],
)
def test_a_value_by_code_iri_or_name(kind: str, given: str, expected: str, graph: Graph) -> None:
    assert term(kind, given, graph) == expected


@pytest.mark.parametrize("given", ["BP1_AH", "practice:BP1_AH", " BP1_AH "])
def test_an_exact_code_or_iri_needs_no_list_of_all(
    given: str, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("saberesgraph.parameters.choices")
    assert term("practice", given, graph) == "practice/BP1_AH"
    with pytest.raises(NameError):
        term("practice", "bp1_ah", graph)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_choices_and_each_resolves_by_code(kind: str, graph: Graph) -> None:
    found = choices(kind, graph.store)
    assert found
    for choice in found:
        assert resolve(Parameter("x", kind, None, {}), choice.code, graph.store) == choice.term


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("territory", "Tulkan", r"x=Tulkan: it is no value of x\. It is close to Tulcán \(0401\)"),
        ("territory", "Loja", r"several things\. Give the code of one: Loja \(11\), Loja \(1101\)"),
        ("territory", "santo domingo", r"Santo Domingo \(23\), Santo Domingo \(2301\)"),
        ("territory", "", "it is no value of x. The values are 01, 02"),
        ("objective", "24", "The values are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"),
        ("objective", "vulnerabilidades", r"It is close to .*reducir las vulnerabilidades"),
        ("principle", "k", "The values are a, b, c, d, e, f, g, h, i, j"),
        ("practice", "BP1_AX", r"It is close to .*\(BP1_A[FH]\)"),
        ("area", "objective:15", "The values are AF, AH, GF, GN, ME, PC, ISE"),
        ("integer", "siete", "it is not a whole number. Write for example 3"),
        ("integer", "7.5", "it is not a whole number"),
        ("integer", "9" * 40, "it is not a whole number"),
        ("decimal", "1e9", "it is not a number"),
        ("boolean", "quizás", "it is neither yes nor no"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_met_with_help(
    kind: str, given: str, message: str, graph: Graph
) -> None:
    with pytest.raises(ParameterError, match=message):
        term(kind, given, graph)


@pytest.mark.parametrize("given", HOSTILE)
@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "text"])
def test_hostile_values_end_with_a_message(kind: str, given: str, graph: Graph) -> None:
    with pytest.raises(ParameterError) as caught:
        term(kind, given, graph)
    for language in ("es", "en"):
        message = caught.value.text(language)
        assert "\n" not in message
        assert "\x1b" not in message
        assert len(message) < 2000


@pytest.mark.parametrize("given", HOSTILE)
def test_a_hostile_text_is_only_searched_for(given: str, project: Project, graph: Graph) -> None:
    query = named(project, "text-search")
    assert query.run(graph.store, "es", {"text": given}).rows == ()


def test_a_value_is_never_read_as_the_clause_of_another_parameter() -> None:
    query = "SELECT * { VALUES ?a { UNDEF } VALUES ?b { UNDEF } ?a ?b ?c }"
    bound = bind(query, {"a": ox.Literal("VALUES ?b { UNDEF }"), "b": ox.Literal('"')})
    assert bound == (
        'SELECT * { VALUES ?a { "VALUES ?b { UNDEF }" } VALUES ?b { "\\"" } ?a ?b ?c }'
    )


def test_a_clause_in_a_literal_or_comment_is_none() -> None:
    query = 'SELECT * { VALUES ?n { 1 } BIND ("VALUES ?n { 2 }" AS ?a) } # VALUES ?n { 3 }'
    assert defaults(query, "n") == ["1"]
    bound = bind(query, {"n": ox.Literal("AS ?a) } #")})
    assert bound == query.replace("{ 1 }", '{ "AS ?a) } #" }')


def test_a_parameter_that_does_not_exist_is_met_with_its_name(
    project: Project, graph: Graph
) -> None:
    query = named(project, "objective-practices")
    with pytest.raises(ParameterError) as caught:
        query.run(graph.store, "es", {"objetive": "15"})
    assert str(caught.value) == (
        'objective-practices: it has no parameter "objetive". '
        "Did you mean objective? It has objective, territory, national."
    )
    with pytest.raises(ParameterError, match=r'it has no parameter "x"\. It has none'):
        named(project, "goal-coverage").run(graph.store, "es", {"x": "15"})
