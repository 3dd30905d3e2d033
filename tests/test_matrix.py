"""Coverage matrices: what the named queries count, with the list behind each count."""

import csv
import itertools
import random

import pytest

from saberesgraph.coverage import NAMES, NATIONAL, UNPLACED, Head, Matrix, matrix
from saberesgraph.coverage import csv as matrix_csv
from saberesgraph.drawing.matrix.order import ORDERS, names, ordered, places
from saberesgraph.drawing.matrix.seriation import clustered
from saberesgraph.errors import UnknownNameError
from saberesgraph.graph import Graph
from saberesgraph.namespaces import shorten
from saberesgraph.practice.card import Card, codes
from saberesgraph.project import Project
from saberesgraph.queries import named
from saberesgraph.store.embedded import EmbeddedStore

SIZES = {
    "objective-by-area": (23, 7),
    "objective-by-province": (23, 26),
    "principle-by-area": (10, 7),
    "goal-by-area": (17, 7),
    "actor-by-area": (12, 7),
}

# objectives that no record of the catalogue serves
EMPTY = ["2", "4", "6", "8", "10", "12", "13", "20", "21", "22"]


@pytest.fixture(scope="module")
def matrices(graph: Graph) -> dict[str, Matrix]:
    return {name: matrix(graph.store, name, "es") for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_it_counts_what_the_query_of_its_name_counts(
    name: str, matrices: dict[str, Matrix], project: Project, graph: Graph
) -> None:
    query = named(project, name)
    count = next(c for c, column in query.columns.items() if column.type == "integer")
    row, column = [c for c, described in query.columns.items() if described.type == "iri"]
    answer = {
        (shorten(r[row]), shorten(r[column])): int(r[count])
        for r in query.run(graph.store).records()
    }
    found = matrices[name]
    ours = {
        (r.curie, c.curie): len(found.of(r, c))
        for r, c in itertools.product(found.rows, found.columns)
        if not c.aside
    }
    # the query leaves out the provinces where nothing is recorded
    empty = {c.curie for c in found.empty_columns} if name == "objective-by-province" else set()
    assert {key: n for key, n in ours.items() if key[1] not in empty} == answer
    assert len(answer) + len(empty) * len(found.rows) == len(ours)


@pytest.mark.parametrize("name", NAMES)
def test_every_thing_of_the_frameworks_is_there(name: str, matrices: dict[str, Matrix]) -> None:
    found = matrices[name]
    assert (len(found.rows), len(found.columns)) == SIZES[name]
    assert found.derived == (name == "goal-by-area")
    assert all(head.label and head.code for head in (*found.rows, *found.columns))


def test_a_cell_lists_experiences_of_its_row_and_column(
    matrices: dict[str, Matrix], cards: list[Card], graph: Graph
) -> None:
    found = matrices["objective-by-area"]
    by_code = {card.code: card for card in cards}
    for (row, column), listed in found.cells.items():
        wanted = [
            code
            for code in codes(graph.store)
            if int(row.code) in by_code[code].objectives and by_code[code].area == column.code
        ]
        assert list(listed) == wanted
    assert sum(map(len, found.cells.values())) == sum(len(c.objectives) for c in by_code.values())


def test_a_canton_counts_once_in_its_province_and_nothing_is_lost(
    matrices: dict[str, Matrix], cards: list[Card]
) -> None:
    found = matrices["objective-by-province"]
    by_code = {card.code: card for card in cards}
    by_column = {column.curie: set(found.of_column(column)) for column in found.columns}
    assert by_column[NATIONAL] == {code for code, card in by_code.items() if card.national}
    for curie, codes_ in by_column.items():
        if curie.startswith("territory:"):
            province = curie.removeprefix("territory:")
            assert codes_ == {
                code
                for code, card in by_code.items()
                if any(place["code"][:2] == province for place in card.territories)
            }
    assert by_column[UNPLACED] == {"LN1_GN", "LN2_GN"}
    assert set(found.all) == {code for code, card in by_code.items() if card.objectives}
    for row in found.rows:
        number = int(row.code)
        assert set(found.of_row(row)) == {c for c, k in by_code.items() if number in k.objectives}


def test_totals_are_of_distinct_experiences(matrices: dict[str, Matrix]) -> None:
    found = matrices["objective-by-area"]
    area = next(column for column in found.columns if column.code == "AH")
    cells = [found.of(row, area) for row in found.rows]
    assert len(found.of_column(area)) == len(set().union(*cells)) < sum(map(len, cells))
    assert [row.code for row in found.empty_rows] == EMPTY
    assert [c.label for c in matrices["objective-by-province"].empty_columns] == [
        "Bolívar", "Cañar", "Morona Santiago", "Napo", "Pastaza", "Zamora Chinchipe",
        "Galápagos", "Orellana", "Santa Elena",
    ]  # fmt: skip


def test_labels_come_in_the_language_asked_for(graph: Graph) -> None:
    found = matrix(graph.store, "principle-by-area", "en")
    assert found.title == "Guiding principles by area"
    assert next(c for c in found.columns if c.code == "AH").label == "Humanitarian Assistance"


def test_a_name_that_does_not_exist_is_answered_with_what_is_near(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="It is close to objective-by-area"):
        matrix(graph.store, "objectives-by-areas", "es")


def test_what_has_no_label_in_a_language_is_called_by_its_code(graph: Graph) -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    kept = [
        triple
        for triple in graph.reading.triples
        if not (str(triple.predicate) == label and "area/AH>" in str(triple.subject))
    ]
    found = matrix(EmbeddedStore(kept, graph.derived), "objective-by-area", "es")
    assert next(c for c in found.columns if c.code == "AH").label == "AH"
    assert len(found.all) == 34


@pytest.mark.parametrize("name", NAMES)
def test_an_order_loses_nothing_and_leaves_apart_what_stands_apart(
    name: str, matrices: dict[str, Matrix]
) -> None:
    found = matrices[name]
    for order in ORDERS:
        turned = ordered(found, order)
        assert sorted(map(str, turned.rows)) == sorted(map(str, found.rows))
        assert sorted(map(str, turned.columns)) == sorted(map(str, found.columns))
        assert turned.cells == found.cells
        apart = [column.aside for column in turned.columns]
        assert apart == sorted(apart)
    assert ordered(found, "code") == found
    assert set(names(found, "es")) == set(ORDERS)


def test_rows_come_by_total_and_ties_by_code(matrices: dict[str, Matrix]) -> None:
    rows = ordered(matrices["objective-by-area"], "total").rows
    totals = [len(matrices["objective-by-area"].of_row(row)) for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert [row.code for row in rows][:2] == ["7", "15"]
    assert [row.code for row in rows if not matrices["objective-by-area"].of_row(row)] == (
        ["2", "4", "6", "8", "10", "12", "13", "20", "21", "22"]
    )


@pytest.mark.parametrize("seed", range(5))
def test_clusters_bring_blocks_together_whatever_order_they_came_in(seed: int) -> None:
    blocks = [[9, 8, 0, 0, 0, 0], [0, 0, 7, 9, 0, 0], [0, 0, 0, 0, 5, 6]]
    rows = [(kind, [n + place * (n > 0) for n in blocks[kind]]) for kind in range(3)
            for place in range(4)] + [(3, [0] * 6)] * 2  # fmt: skip
    random.Random(seed).shuffle(rows)
    order = [rows[place][0] for place in clustered([counts for _, counts in rows])]
    assert [kind for kind, _ in itertools.groupby(order)][-1] == 3
    assert len([*itertools.groupby(order)]) == 4
    # profiles, not sizes: a row and its tenfold are one
    assert clustered([[1, 1, 0], [0, 1, 9], [10, 10, 0]]) == [1, 2, 0]


@pytest.mark.parametrize("seed", range(5))
def test_a_chain_comes_out_as_a_chain(seed: int) -> None:
    # each row is like the next, less like the one after: only the ends that meet decide the order
    links = [(at, [9 if abs(at - column) < 2 else 0 for column in range(9)]) for at in range(9)]
    random.Random(seed).shuffle(links)
    order = [links[place][0] for place in clustered([counts for _, counts in links])]
    steps = [abs(a - b) for a, b in itertools.pairwise(order)]
    assert sum(steps) <= 10, order


def test_the_objectives_come_in_the_order_that_was_looked_at(matrices: dict[str, Matrix]) -> None:
    found = ordered(matrices["objective-by-area"], "cluster")
    assert " ".join(row.code for row in found.rows if found.of_row(row)) == (
        "19 18 16 5 17 7 9 15 14 11 3 1 23"
    )
    assert " ".join(column.code for column in found.columns) == "GF AH PC ISE ME AF GN"


@pytest.mark.parametrize("name", NAMES)
def test_clusters_put_likes_closer_than_codes_do(name: str, matrices: dict[str, Matrix]) -> None:
    def steps(found: Matrix) -> float:
        filled = [row for row in found.rows if found.of_row(row)]
        return sum(_cosine(found, a, b) for a, b in itertools.pairwise(filled))

    assert steps(ordered(matrices[name], "cluster")) > steps(matrices[name])
    assert places(matrices[name], "cluster") == places(matrices[name], "cluster")


def _cosine(found: Matrix, a: Head, b: Head) -> float:
    x, y = ([len(found.of(row, column)) for column in found.columns] for row in (a, b))
    product = sum(i * j for i, j in zip(x, y, strict=True))
    return float(product / (sum(i * i for i in x) * sum(j * j for j in y)) ** 0.5)


def test_nothing_at_all_has_an_order_too(graph: Graph) -> None:
    found = matrix(EmbeddedStore([]), "objective-by-area", "es")
    assert [places(found, order) for order in ORDERS] == [([], [])] * 3


@pytest.mark.parametrize("name", NAMES)
def test_the_csv_holds_the_counts_and_distinct_totals(
    name: str, matrices: dict[str, Matrix]
) -> None:
    found = matrices[name]
    header, *lines = csv.reader(matrix_csv(found, "es").splitlines())
    mark = "derived_" if found.derived else ""
    counts = [mark + column.code for column in found.columns]
    assert header == ["code", "label", *counts, f"{mark}total"]
    for row, line in zip(found.rows, lines, strict=False):
        assert line[:2] == [row.code, row.label]
        assert [*map(int, line[2:-1])] == [len(found.of(row, c)) for c in found.columns]
        assert int(line[-1]) == len(found.of_row(row))
    assert lines[-1][:2] == ["total", "Experiencias distintas"]
    assert lines[-1][-1] == str(len(found.all))
    assert len(lines) == len(found.rows) + 1


def test_a_spreadsheet_takes_nothing_of_the_csv_for_a_formula() -> None:
    row, column = Head("area:x", "=1+1", "@SUM(A1)"), Head("area:y", "-cmd", "x")
    found = Matrix("x", "x", (row,), (column,), {}, False, {})
    assert matrix_csv(found, "en").splitlines() == [
        "code,label,'-cmd,total",
        "'=1+1,'@SUM(A1),0,0",
        "total,Distinct experiences,0,0",
    ]
