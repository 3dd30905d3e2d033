"""Every named query has a golden answer on the catalogue; headers are exact."""

import os
from pathlib import Path

import pytest

from saberesgraph.errors import InputError, QueryHeaderError
from saberesgraph.graph import Graph
from saberesgraph.project import find
from saberesgraph.queries import load, load_check
from saberesgraph.store import Store

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
FILES = find(ROOT).query_files


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_query_gives_its_golden_answer(file: Path, language: str, graph: Graph) -> None:
    answer = load(file).run(graph.store, language).csv().replace("\r\n", "\n")
    golden = GOLDEN / f"{file.stem}.{language}.csv"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(answer, encoding="utf-8")
    assert answer == golden.read_text(encoding="utf-8")
    assert answer.count("\n") > 1


def test_every_golden_answer_has_a_query() -> None:
    assert {f.name for f in GOLDEN.iterdir()} == {
        f"{file.stem}.{language}.csv" for file in FILES for language in ("es", "en")
    }


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_answer_does_not_depend_on_the_order_of_loading(file: Path, graph: Graph) -> None:
    backwards = Store(reversed(list(graph.reading.triples)), graph.derived)
    assert load(file).run(backwards).csv() == load(file).run(graph.store).csv()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_header_names_the_columns_and_speaks_both_languages(file: Path, graph: Graph) -> None:
    query = load(file)
    assert tuple(query.columns) == query.run(graph.store).columns
    assert list(query.columns)[-1] in query.sparql.split("ORDER BY")[-1]
    for texts in (query.title, query.question, *query.columns.values()):
        assert set(texts) == {"es", "en"}


def test_coverage_shows_zeros(graph: Graph) -> None:
    by_name = {file.stem: load(file).run(graph.store).records() for file in FILES}
    coverage = {row["number"]: row["total"] for row in by_name["objective-coverage"]}
    assert len(coverage) == 23
    assert {number for number, total in coverage.items() if total == "0"} == {
        "2", "4", "6", "8", "10", "12", "13", "20", "21", "22",
    }  # fmt: skip
    assert coverage["7"] == "28"
    principles = {row["letter"]: row["total"] for row in by_name["principle-coverage"]}
    assert {letter for letter, total in principles.items() if total == "0"} == {"c", "d"}


def test_a_province_includes_its_cantons(graph: Graph) -> None:
    rows = load(ROOT / "queries" / "territory-practices.rq").run(graph.store).records()
    places = {row["code"]: (row["direct"], row["total"]) for row in rows}
    # El Oro: BP1_PC names the province; Huaquillas and Machala bring the rest
    assert places["07"][0] == "1"
    assert int(places["07"][1]) > int(places["0707"][1])
    assert len([code for code in places if len(code) == 2]) == 24


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE {}", "it has no #\\+ header"),
        ("#+ title = \nSELECT", "its header is not TOML"),
        ("#+ titulo = 1\nSELECT", "its header has unknown keys: titulo"),
        ("#+ title = 1\nSELECT", "its header has missing keys: columns, question, tags, view"),
    ],
)
def test_a_faulty_header_is_named(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QueryHeaderError, match=message):
        load(file)


@pytest.mark.parametrize(
    ("severity", "column"), [("info", "x"), ("grave", "focus")], ids=["columns", "severity"]
)
def test_a_check_has_three_columns_and_a_severity(
    severity: str, column: str, tmp_path: Path
) -> None:
    file = tmp_path / "c.rq"
    file.write_text(
        f'#+ title = {{ es = "x" }}\n#+ message = {{ es = "x" }}\n#+ severity = "{severity}"\n'
        f"#+ [columns]\n#+ {column} = 1\n#+ path = 1\n#+ value = 1\n",
        encoding="utf-8",
    )
    with pytest.raises(QueryHeaderError, match="a check's columns are focus, path, value"):
        load_check(file)


@pytest.mark.parametrize("sparql", ["SELECT", "ASK { }"])
def test_a_faulty_query_is_not_called_our_bug(sparql: str, graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "mala.rq"
    header = FILES[0].read_text(encoding="utf-8").split("PREFIX")[0]
    file.write_text(header + sparql, encoding="utf-8")
    with pytest.raises(InputError, match=r"mala\.rq: it is not a valid SELECT query"):
        load(file).run(graph.store)
