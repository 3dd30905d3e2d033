"""A query's text is read as the grammar says: nothing forbidden hides, nothing harmless alarms."""

import contextlib
import re
import time

import pytest

from saberesgraph.errors import QueryRefusedError
from saberesgraph.screening import MAX_CHARACTERS, MAX_NESTING, screen

SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {SERVICE} }}",
        f"SELECT * {{ {SERVICE.lower()} }}",
        f"SELECT * {{ {SERVICE.replace('SERVICE', 'SERVICE SILENT')} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {SERVICE} }} }}",
        f"SELECT * {{ ?s ?p ?o MINUS {{ {SERVICE} }} }}",
        f"SELECT * {{ {{ SELECT * {{ {SERVICE} }} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {SERVICE} }}",
        f"DESCRIBE ?s {{ {SERVICE} }}",
        f"ASK {{ {SERVICE} }}",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        "BASE <http://127.0.0.1:9/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
        "SELECT * { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "a\\u0022 . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #" }',
        "SELECT * { # harmless\nSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '' . SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p '''a'b''' SERVICE <urn:x> { ?s ?p ?o } }",
        # forms that only a parser without words accepts
        "SELECT * { SERVICESILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { serviceSilente:x\n# no\n{ ?s ?p ?o } }",
        "SELECT * { ?a ?b trueSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p trueSERVICE:a { } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { ?s ?p falseSERVICEe:x { } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { ?s ?p e:.SERVICE <http://127.0.0.1:9/> { } }",
        "PREFIX p: <http://a:> SELECT * { ?s ?p p:SERVICE ?u { } }",
        "SELECT * { ?a ?b 1e5SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { VALUES ?x { """foo" } SERVICE <urn:x> { ?s ?p ?o } #\\z """\n} }',
        "SELECT * { ?s ?p ?o FILTER(1<2)#>'''\n SERVICE <urn:x> { ?s ?p ?o }\n#'''\n}",
        "SELECT * { ?s ?p ?o FILTER(?o<2&&3!='>')SERVICE <urn:x>{ ?s ?p ?o }#'\n}",
    ],
)
def test_no_form_of_service_passes(query: str) -> None:
    with pytest.raises(QueryRefusedError, match=r"\d+:\d+: it asks another server \(SERVICE\)"):
        screen(query)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "SERVICE" }',
        "ASK { ?s ?p 'a \\' SERVICE' }",
        'ASK { ?s ?p """a "quoted" SERVICE\n\\""" x""" }',
        "ASK { ?s ?p '''SERVICE''' } # SERVICE",
        "ASK { ?SERVICE ?p $service }",
        "PREFIX service: <http://x/SERVICE#> ASK { ?s service:SERVICE service: }",
        "PREFIX : <http://x/> ASK { ?s :SERVICE ?o ; :insert-data ?p }",
        "ASK { ?s <http://x/SERVICE> ?o . ?o ?p 'x'@service }",
        "ASK { _:SERVICE ?p ?o }",
        "PREFIX load: <urn:l> SELECT (?x AS ?insert) { ?x load:delete 'DROP' }",
        "ASK { ?a ?b ?c FILTER (?a<?b && ?c>?a) }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s a sd:Service }",
        "PREFIX service: <urn:s> SELECT * { GRAPH service:g { ?s service:p 'it', 'is' } }",
        "SELECT * { ?s <http://x/service#p> ?o FILTER (?o IN (<urn:service#a>, 'service')) }",
    ],
)
def test_the_words_alone_are_no_alarm(query: str) -> None:
    assert screen(query).form in {"ASK", "SELECT"}


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX a: <urn:a>\ninsert { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "# a comment\nCLEAR ALL",
        "DROP SILENT GRAPH <urn:g>",
        "CREATE GRAPH <urn:g>",
        "COPY <urn:a> TO <urn:b>",
        "MOVE <urn:a> TO <urn:b>",
        "ADD <urn:a> TO <urn:b>",
        "LO\\u0041D <file:///etc/passwd>",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError, match="it would change data"):
        screen(query)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("{", "}"), ("{ SELECT * {", "} }"), ("FILTER NOT EXISTS {", "}"), ("{ [ ", " ] }")],
)
def test_nesting_has_a_bound(opening: str, closing: str) -> None:
    def nested(levels: int) -> str:
        return f"SELECT * {{ {opening * levels} ?s ?p ?o {closing * levels} }}"

    brackets = opening.count("{") + opening.count("[")
    assert screen(nested(MAX_NESTING // brackets - 1))
    with pytest.raises(QueryRefusedError, match=f"it nests more than {MAX_NESTING} levels"):
        screen(nested(MAX_NESTING + 1))


@pytest.mark.parametrize("expression", ["{}true", "({}1)", "{}?p"])
@pytest.mark.parametrize("sign", ["!", "-", "+", "^", "! "])
def test_repeated_signs_nest_too(expression: str, sign: str) -> None:
    with pytest.raises(QueryRefusedError, match="it nests more than"):
        screen(f"ASK {{ ?s ?p ?o FILTER({expression.format(sign * (MAX_NESTING + 1))}) }}")


def test_length_has_a_bound() -> None:
    with pytest.raises(QueryRefusedError, match=f"it is longer than {MAX_CHARACTERS} characters"):
        screen("ASK {}" + " " * MAX_CHARACTERS)


@pytest.mark.parametrize(
    "text",
    [
        "a." * 99_000,
        "'''" * 66_000,
        "<" * 199_000,
        '"' * 199_001,
        '"' + '\\"' * 99_000,
        "\\u0041" * 33_000,
        "(1<2#>service" * 15_000,
    ],
    ids=lambda text: text[:6],
)
def test_reading_a_text_takes_linear_time(text: str) -> None:
    # quadratic reading of these would take minutes
    started = time.monotonic()
    with contextlib.suppress(QueryRefusedError):
        screen(text)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("query", ["ASK { ?s ?p 'x }", 'ASK { ?s ?p "a\\qb" }'])
def test_a_quote_must_close(query: str) -> None:
    with pytest.raises(QueryRefusedError, match="it has a quote that is never closed"):
        screen(query)


def test_it_tells_the_iris() -> None:
    found = screen("PREFIX e: <urn:e/> PREFIX : <urn:d/> ASK { e:a <urn:b> :c ; a e: }")
    assert found.iris == {"urn:e/", "urn:d/", "urn:e/a", "urn:b", "urn:d/c"}


def test_it_tells_the_form_what_is_computed_and_the_dataset() -> None:
    found = screen(
        "SELECT ?a (COUNT(?b) AS ?n) FROM <urn:g> "
        "{ ?a ?b ?c BIND (1 AS $m) { SELECT (2 as ?k) {} } }"
    )
    assert screen("SELECT (1 AS ?poblacio\u0301n) {}").computed == {"poblacio\u0301n"}
    assert found.form == "SELECT"
    assert found.computed == {"n", "m", "k"}
    assert found.own_dataset
    assert not screen("DESCRIBE <urn:from>").own_dataset
    assert screen("").form == ""


def test_the_place_of_a_fault_is_its_line_and_column() -> None:
    with pytest.raises(QueryRefusedError) as caught:
        screen("SELECT *\n{ ?s ?p ?o .\n  SERVICE <urn:x> {} }")
    assert str(caught.value).startswith("3:3: ")
    assert re.match("3:3: pide datos a otro servidor", caught.value.text("es"))
