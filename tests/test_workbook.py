"""Records as a filled workbook: nothing of them is lost, and nothing in it runs."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from openpyxl import load_workbook

from saberesgraph.errors import InputError
from saberesgraph.fiches import rdf
from saberesgraph.fiches.draft import Place, Text
from saberesgraph.fiches.form import columns
from saberesgraph.fiches.form.columns import Form, form
from saberesgraph.fiches.form.exchange_rows import exchange_rows
from saberesgraph.fiches.form.items import code_of, pieces
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.fiches.importing.submission import submission
from saberesgraph.fiches.record import Anomaly, Assessment, Figure, Link, Record
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.known import known
from saberesgraph.graph import Graph
from saberesgraph.namespaces import expand
from saberesgraph.practice.card import PROSE
from saberesgraph.project import Project
from saberesgraph.reading import parse

# the property that a code of these stands for is of another vocabulary than ours
_PREFIXED = {"prefLabel": "skos:prefLabel", "notation": "skos:notation", "source": "dcterms:source"}
_LISTS = {
    "statedGoal": "goal", "mentionedActor": "actor", "replicator": "actor",
    "lessonSign": "lesson-sign",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(project: Project) -> Form:
    return form(project)


@pytest.fixture(scope="module")
def records(project: Project) -> list[Record]:
    files = [file for file in project.data_files if file.parent.name == "practices"]
    return [rdf.of(parse(file).triples, file.stem) for file in files]


def by_language(row: dict[str, object], key: str) -> dict[str, str]:
    return {lang: str(row[f"{key}-{lang}"]) for lang in ("es", "en") if f"{key}-{lang}" in row}


class Read:
    """Reads a workbook by its keys alone, and knows nothing of how it is written."""

    def __init__(self, content: bytes, made: Form) -> None:
        self._book = load_workbook(io.BytesIO(content))
        self._made = made

    def rows(self, sheet: str) -> list[dict[str, object]]:
        keys, _, _, *rows = self._book[sheet].values
        return [
            {str(k): v for k, v in zip(keys, row, strict=True) if v is not None} for row in rows
        ]

    def records(self) -> Iterator[Record]:
        for row in self.rows(columns.PRACTICES):
            yield self.record(row, "good_practice")
        for row in self.rows(columns.LESSONS):
            yield self.record(row, code_of(str(row["kind"])))

    def iri(self, link: str, shown: str) -> str:
        items = self._made.lists[_LISTS.get(link, link)]
        return next((item.iri for item in items if item.code == code_of(shown)), shown)

    def record(self, row: dict[str, object], kind: str) -> Record:
        def of(sheet: str) -> list[dict[str, object]]:
            return [each for each in self.rows(sheet) if each["code"] == row["code"]]

        def text(each: dict[str, object], key: str) -> str | None:
            return str(each[key]) if key in each else None

        def several(key: str) -> tuple[str, ...]:
            return pieces(str(row.get(key, "")))

        backed: dict[str, list[dict[str, object]]] = {}
        for each in of(columns.EVIDENCES):
            backed.setdefault(code_of(str(each["link"])), []).append(each)

        def figure(key: str) -> Figure:
            printed = text(backed[key][0], "printed") if key in backed else None
            value = row.get(key)
            if isinstance(value, int):
                return Figure(Decimal(value), "", printed)
            if value in {None, "Ausente"}:
                return Figure(None, "absent", None)
            statuses = {"No aplica": "not-applicable", "No registra": "not-recorded"}
            return Figure(None, statuses.get(str(value), "malformed"), printed)

        def prefixed(shown: object) -> str:
            code = code_of(str(shown))
            return _PREFIXED.get(code, f"sab:{code}")

        figures = {"assistedPopulation", "budgetUSD", "keyword", "assessment"}
        links = tuple(
            Link(
                name,
                self.iri(name, str(each["item"])),
                code_of(str(each["basis"])).capitalize(),
                str(each["printed"]),
                prefixed(each["field"]),
                str(each["name"]),
            )
            for name, rows in backed.items()
            if name not in figures
            for each in rows
        )
        for name in {link.link for link in links}:  # the cells of the fiche say the same
            assert [self.iri(name, shown) for shown in several(name)] == [
                link.item for link in links if link.link == name
            ]
        return Record(
            code=str(row["code"]),
            kind=kind,
            labels=by_language(row, "label"),
            sources=tuple(map(code_of, several("source"))),
            section=text(row, "section"),
            prose={key: str(value) for key, value in row.items() if key in PROSE},
            population=figure("assistedPopulation"),
            budget=figure("budgetUSD"),
            links=links,
            keywords=several("keyword"),
            keywords_printed=text(backed["keyword"][0], "printed") if "keyword" in backed else None,
            references=several("references"),
            assessments=tuple(
                Assessment(
                    (criterion := code_of(str(each["item"]))),
                    code_of(str(row[f"verdict:{criterion}"])),
                    code_of(str(each["basis"])).capitalize(),
                    text(each, "printed"),
                    text(row, f"criterion:{criterion}"),
                )
                for each in backed.get("assessment", ())
            ),
            anomalies=tuple(
                Anomaly(
                    str(each["name"]),
                    prefixed(each["field"]),
                    code_of(str(each["kind"])),
                    text(each, "printed"),
                    by_language(each, "resolution"),
                    absence="absence" in each,
                )
                for each in of(columns.ANOMALIES)
            ),
        )  # fmt: skip


def comparable(record: Record) -> Record:
    """The same record with its links in one order, which says nothing."""
    return replace(record, links=tuple(sorted(record.links, key=lambda link: link.name)))


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_record_of_the_project_is_whole_in_the_workbook(
    made: Form, records: list[Record], language: str
) -> None:
    content = workbook(made, records, language)
    found = {record.code: record for record in Read(content, made).records()}
    assert found.keys() == {record.code for record in records}
    for record in records:
        assert comparable(found[record.code]) == comparable(record), record.code


def test_the_same_records_give_the_same_bytes(made: Form, records: list[Record]) -> None:
    assert workbook(made, records, "es") == workbook(made, iter(records), "es")


RECORD = Record(
    code="BP9_ZZ",
    kind="good_practice",
    labels={"es": "=HYPERLINK(\"https://example.org\")", "en": "@x"},
    sources=("catalogue-2021", "not-on-record"),
    section="007",
    prose={"finding": "-2+3\n«ñ» 😀", "goals": "  espacios  "},
    population=Figure(Decimal(1500), "", "1,500"),
    budget=Figure(None, "not-recorded", "No registra"),
    links=(
        Link("area", expand("area:AH"), "Stated", "AH", "sab:area", "BP9_ZZ-area-AH"),
        Link("actor", "https://example.org/a;b", "Normalised", "+A", "sab:context", "BP9_ZZ-x"),
    ),
    keywords=("uno; dos", '"tres"', "=4"),
    keywords_printed='uno; dos, "tres", =4',
    references=("https://example.org/a?b=c;d",),
    assessments=(),
    anomalies=(
        Anomaly("BP9_ZZ-2", "skos:prefLabel", "misprint", "@x", {"es": "+", "en": "-"}, False),
    ),
)  # fmt: skip


def test_odd_values_come_back_as_they_were(made: Form) -> None:
    read = Read(workbook(made, [RECORD], "es"), made)
    assert [comparable(record) for record in read.records()] == [comparable(RECORD)]


def test_no_cell_of_a_filled_workbook_is_a_formula(made: Form, records: list[Record]) -> None:
    book = load_workbook(io.BytesIO(workbook(made, [*records, RECORD], "es")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}


def test_a_field_that_the_form_lacks_gets_a_column(made: Form) -> None:
    lesson = replace(RECORD, code="LA9_ZZ", kind="lesson_learned", prose={"advice": "Así."})
    read = Read(workbook(made, [lesson], "es"), made)
    assert [comparable(record) for record in read.records()] == [comparable(lesson)]
    own = {column.key for column in made.sheets[columns.LESSONS]}
    row = read.rows(columns.LESSONS)[0]
    assert row.keys() - own == {"advice", "assistedPopulation", "budgetUSD"}


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure(Decimal("61500.0"), "", "61,500 USD"), 61500),
        (Figure(Decimal("1234.56"), "", "1.234,56 USD"), "1.234,56 USD"),
        (Figure(Decimal("1234.56"), "", "about that"), "1234.56"),
        (Figure(Decimal("99999999999999999"), "", "x"), "99999999999999999"),
        (Figure(None, "malformed", "3,0000"), "3,0000"),
        (Figure(None, "not-applicable", "No aplica"), "No aplica"),
        (Figure(None, "absent", None), "Ausente"),
    ],
    ids=str,
)
def test_a_figure_is_a_number_where_that_says_the_same(
    made: Form, figure: Figure, shown: object
) -> None:
    read = Read(workbook(made, [replace(RECORD, budget=figure)], "es"), made)
    assert read.rows(columns.PRACTICES)[0]["budgetUSD"] == shown


def test_a_text_in_a_language_that_the_form_lacks_is_refused(made: Form) -> None:
    with pytest.raises(InputError) as refused:
        workbook(made, [replace(RECORD, labels={"es": "Uno", "qu": "Huk"})], "es")
    assert str(refused.value) == (
        "BP9_ZZ: it has a text in a language that the form lacks (qu). "
        "Remove it, or use Turtle or JSON-LD."
    )
    odd = replace(RECORD.anomalies[0], resolution={"qu": "Huk"})
    with pytest.raises(InputError, match="BP9_ZZ-2"):
        workbook(made, [replace(RECORD, anomalies=(odd,))], "es")


def test_a_submission_comes_back_as_it_was_stated(
    made: Form, project: Project, graph: Graph
) -> None:
    place = Place("x.xlsx", sheet="Postulaciones", cell="A4")
    cells = {
        "code": "ferias-2024",
        "call": "2024",
        "label-es": "Ferias; con punto y coma",
        "label-en": "Fairs",
        "source": "guide-intercooperation-2024",
        "applicant": "OIM",
        "applicantKind": "Entidades públicas",
        "territory": "Quito; Manta (1308)",
        "axis": "Transformación digital",
        "objective": "7; 15",
        "planGoal": "plan-goal:pnd-2024-2025-1",
        "receiver": "Cancillería",
        "contact": "nobody@example.org",
        "summary": "=Se llevan trámites a las parroquias.",
        "submittedAt": "17/11/2024 22:30",
        "references": "https://example.org/a; https://example.org/b",
        "call-criterion:innovation": "Es nueva aquí.",
        "call-merit:beneficiary-ownership": "Las juntas la pidieron.",
    }
    names = known(graph.store)

    def stated(row: Mapping[str, object]) -> set[ox.Triple]:
        values = {key: Text(str(value), place) for key, value in row.items() if value}
        entry = submission(Row(place, values), names)
        assert not entry.remarks
        return set(entry.triples)

    triples = stated(cells)
    assert len(triples) > 50
    rows = exchange_rows([*graph.reading.triples, *triples], made, "es")
    read = Read(workbook(made, [], "es", rows), made).rows(columns.SUBMISSIONS)
    assert [row["code"] for row in read] == ["ferias-2024"]
    assert stated(read[0]) == triples
    assert read[0].keys() == cells.keys() - {"contact"}
