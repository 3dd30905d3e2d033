"""Every named query has a golden answer on the catalogue; headers are exact."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from cases import CASES, EMPTY, Case
from saberesgraph.errors import QueryHeaderError, QuerySyntaxError
from saberesgraph.formats import csv
from saberesgraph.graph import Graph
from saberesgraph.headers import has_header, without_header
from saberesgraph.namespaces import PREFIXES, RDF, XSD
from saberesgraph.project import Project, find
from saberesgraph.queries import THEMES, catalogue, load, load_check, named
from saberesgraph.screening import screen
from saberesgraph.store.embedded import EmbeddedStore

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
FILES = find(ROOT).query_files
LANGUAGES = ("es", "en")


def goldens() -> dict[str, tuple[Case, str]]:
    """Each golden file: the defaults in both languages, parameters in Spanish."""
    return {
        f"{case}.{language}.csv": (case, language)
        for case in CASES
        for language in (LANGUAGES if not case.given else ("es",))
    }


@pytest.mark.parametrize("name", goldens())
def test_a_query_gives_its_golden_answer(name: str, project: Project, graph: Graph) -> None:
    case, language = goldens()[name]
    table = named(project, case.query).run(graph.store, language, case.given)
    answer = csv(table).replace("\r\n", "\n")
    golden = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(answer, encoding="utf-8")
    assert answer == golden.read_text(encoding="utf-8")
    assert bool(table.rows) is (case.query not in EMPTY)


def test_a_goal_that_no_known_record_states_is_unknown_where_icons_were_lost(
    project: Project, graph: Graph
) -> None:
    query = named(project, "goal-coverage")
    assert {row["stated"] for row in query.run(graph.store).records()} == {""}
    assert {row["derived"] for row in query.run(graph.store).records()} >= {"0", "28"}
    goal, label = ox.NamedNode("http://metadata.un.org/sdg/2"), ox.Literal("Hambre", language="es")
    skos = PREFIXES["skos"]
    kept = EmbeddedStore([
        ox.Triple(goal, ox.NamedNode(RDF + "type"), ox.NamedNode(PREFIXES["sdgo"] + "Goal")),
        ox.Triple(goal, ox.NamedNode(skos + "notation"), ox.Literal("2")),
        ox.Triple(goal, ox.NamedNode(skos + "prefLabel"), label),
    ])  # fmt: skip
    assert [row["stated"] for row in query.run(kept).records()] == ["0"]


def test_every_golden_answer_has_a_query() -> None:
    assert {f.name for f in GOLDEN.iterdir()} == set(goldens())


def test_every_parameter_is_given_once_and_changes_the_answer(
    project: Project, graph: Graph
) -> None:
    for query in catalogue(project).values():
        given = [case.given for case in CASES if case.query == query.name]
        for parameter in query.parameters:
            assert any(parameter.name in g for g in given), f"{query.name}: {parameter.name}"
        answers = [query.run(graph.store, "es", values).rows for values in given]
        if query.tags[0] != "exchange":  # only one call is known in full
            assert len(set(answers)) == len(answers), query.name


def test_there_are_questions_of_every_theme(project: Project) -> None:
    queries = catalogue(project).values()
    assert len(queries) >= 36
    assert {query.tags[0] for query in queries} == set(THEMES)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_answer_does_not_depend_on_the_order_of_loading(file: Path, graph: Graph) -> None:
    backwards = EmbeddedStore(reversed(list(graph.reading.triples)), graph.derived)
    assert load(file).run(backwards) == load(file).run(graph.store)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_header_tells_the_type_of_each_column(file: Path, graph: Graph) -> None:
    query = load(file)
    types: dict[str, Callable[[Any], bool]] = {
        "iri": lambda cell: isinstance(cell, ox.NamedNode),
        "text": lambda cell: cell.datatype.value in {XSD + "string", RDF + "langString"},
        "integer": lambda cell: cell.datatype.value == XSD + "integer",
        "decimal": lambda cell: cell.datatype.value in {XSD + "decimal", XSD + "integer"},
        "boolean": lambda cell: cell.datatype.value == XSD + "boolean",
    }
    for row in query.run(graph.store).rows:
        for cell, (name, column) in zip(row, query.columns.items(), strict=True):
            if cell is not None:
                assert types[column.type](cell), f"{name}: {cell} is no {column.type}"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_rows_come_in_one_order_that_ends_in_an_iri(file: Path) -> None:
    query = load(file)
    last = re.findall(r"\?(\w+)", query.sparql.split("ORDER BY")[-1])[-1]
    assert query.columns[last].type == "iri"
    rows_by_order = query.sparql.count("ORDER BY")
    assert rows_by_order == 1


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_query_file_runs_as_it_is_in_any_engine(file: Path, graph: Graph) -> None:
    # UNDEF where nothing is given, and all prefixes written out
    text = file.read_text(encoding="utf-8")
    assert graph.store.select(text) == load(file).run(graph.store)
    screen(text)
    for prefix, iri in re.findall(r"^PREFIX ([\w-]+): <(.*)>$", text, re.MULTILINE):
        assert PREFIXES[prefix] == iri
        assert len(re.findall(rf"\b{prefix}:", text)) > 1, f"{prefix} is not used"


def test_coverage_shows_zeros(graph: Graph) -> None:
    by_name = {
        name: load(ROOT / "queries" / f"{name}.rq").run(graph.store).records()
        for name in ("objective-coverage", "principle-coverage")
    }
    coverage = {row["number"]: row["total"] for row in by_name["objective-coverage"]}
    assert len(coverage) == 23
    assert {number for number, total in coverage.items() if total == "0"} == {
        "2", "4", "6", "8", "10", "12", "13", "20", "21", "22",
    }  # fmt: skip
    assert coverage["7"] == "28"
    principles = {row["letter"]: row["total"] for row in by_name["principle-coverage"]}
    assert {letter for letter, total in principles.items() if total == "0"} == {"c", "d"}


def test_a_province_includes_its_cantons(graph: Graph) -> None:
    rows = load(ROOT / "queries" / "territory-coverage.rq").run(graph.store).records()
    places = {row["code"]: (row["direct"], row["total"]) for row in rows}
    # El Oro: BP1_PC names the province; Huaquillas and Machala bring the rest
    assert places["07"][0] == "1"
    assert int(places["07"][1]) > int(places["0707"][1])
    assert len([code for code in places if len(code) == 2]) == 24


HEADER = """#+ title = { es = "x", en = "x" }
#+ question = { es = "x", en = "x" }
#+ use = { es = "x", en = "x" }
#+ tags = ["quality"]
#+ view = "table"
#+ [params]
#+ n = { type = "integer", es = "x", en = "x" }
#+ [columns]
#+ s = { type = "iri", es = "x", en = "x" }
"""
SPARQL = "SELECT ?s WHERE { VALUES ?n { UNDEF } ?s ?p ?n } ORDER BY ?s"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE {}", r"it has no #\+ header\. Add one"),
        ("#+ title = \nSELECT", "its header is not TOML"),
        ("#+ titulo = 1\nSELECT", "its header has unknown keys: titulo"),
        ("#+ title = 1\n", "its header has missing keys: columns, question, tags, use, view"),
        (HEADER.replace('question = { es = "x"', "question = { xx = 1"), '"question" lacks es and'),
        (HEADER.replace("quality", "calidad"), '"tags" cannot be "calidad". Choose one of align'),
        (HEADER.replace('["quality"]', "[]"), '"tags" cannot be'),
        (HEADER.replace('"table"', '"pie"'), '"view" cannot be "pie". Choose one of table, bar'),
        (HEADER.replace("iri", "uri"), '"s" cannot be "uri". Choose one of text, integer'),
        (HEADER.replace('"integer"', '"int"'), '"n" cannot be "int"'),
        (HEADER.replace('"iri"', '"iri", draw = "x"'), '"s" cannot be "x". Choose one of , row'),
        (HEADER.replace("#+ n", "#+ m"), 'the parameter "m" has 0 VALUES clauses. Write exactly'),
        (HEADER + SPARQL, 'the parameter "n" has 2 VALUES clauses'),
        (HEADER.replace("[params]", "[x]"), "its header has unknown keys: x"),
        (HEADER.replace('es = "x", en = "x" }', "es = [1], en = {} }", 1), '"title" lacks es and'),
        (HEADER.split("#+ [params]")[0] + "#+ columns = 3\n", '"columns" is no table'),
        (HEADER.split("#+ [params]")[0] + "#+ columns = 3\n#+ params = [[1]]\n", "is no table"),
        ("#+ x = " + "[" * 5000 + "\n", "its header is not TOML"),
        ("#+ x = " + "1" * 5000 + "\n", "its header is not TOML"),
        ("#+ " + "a." * 6000 + "a = 1\n", "its header is longer than 10000 characters"),
    ],
)
def test_a_faulty_header_is_named(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text(text + SPARQL, encoding="utf-8")
    with pytest.raises(QueryHeaderError, match=message) as caught:
        load(file)
    assert str(caught.value).startswith(f"{file}: ")


def test_a_header_stands_at_the_top() -> None:
    inside = 'SELECT ("""\n#+ not a header\n""" AS ?x) {}'
    assert not has_header(inside)
    assert without_header("#+ a\n\n" + inside) == "\n\n" + inside


def test_a_check_speaks_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "c.rq"
    top = '#+ title = { es = "x", en = "x" }\n#+ message = { es = "x" }\n#+ severity = "info"\n'
    file.write_text(f"{top}#+ columns = 3\n", encoding="utf-8")
    with pytest.raises(QueryHeaderError, match='"message" lacks es and en'):
        load_check(file)
    file.write_text(
        f"{top}#+ columns = 3\n".replace('"x" }\n#+ sev', '"x", en = "x" }\n#+ sev'), "utf-8"
    )
    with pytest.raises(QueryHeaderError, match='"columns" is no table'):
        load_check(file)


def test_a_faultless_header_is_read(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text(HEADER + SPARQL, encoding="utf-8")
    query = load(file)
    assert query.parameters[0].default is None
    assert query.sparql.splitlines() == [""] * 9 + [SPARQL]


@pytest.mark.parametrize(
    ("severity", "column"), [("info", "x"), ("grave", "focus")], ids=["columns", "severity"]
)
def test_a_check_has_three_columns_and_a_severity(
    severity: str, column: str, tmp_path: Path
) -> None:
    file = tmp_path / "c.rq"
    file.write_text(
        '#+ title = { es = "x", en = "x" }\n#+ message = { es = "x", en = "x" }\n'
        f'#+ severity = "{severity}"\n'
        f"#+ [columns]\n#+ {column} = 1\n#+ path = 1\n#+ value = 1\n",
        encoding="utf-8",
    )
    with pytest.raises(QueryHeaderError, match="a check's columns are focus, path, value"):
        load_check(file)


@pytest.mark.parametrize(
    ("sparql", "error", "message"),
    [
        ("SELECT * { ?s x:p ?o }", QuerySyntaxError, r"mala\.rq:8:20: it is not SPARQL \(near"),
        ("ASK { }", QuerySyntaxError, r"mala\.rq: it is no SELECT query"),
        ("SELECT ?o { ?s ?p ?o }", QueryHeaderError, "its columns are o, not those of its header"),
    ],
)
def test_a_faulty_query_is_not_called_our_bug(
    sparql: str, error: type[Exception], message: str, graph: Graph, tmp_path: Path
) -> None:
    file = tmp_path / "mala.rq"
    header = HEADER.replace("#+ [params]\n", "").replace(HEADER.splitlines()[6] + "\n", "")
    file.write_text(header + sparql, encoding="utf-8")
    with pytest.raises(error, match=message):
        load(file).run(graph.store)
