"""Importing, end to end: what is told, what is written, and that nothing else ever is."""

import hashlib
import io
import json
import os
import shutil
import signal
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from copies import copied
from printed_fiches import COMEDORES, page, printed
from saberesgraph import cli, writing
from saberesgraph.errors import OutputError
from saberesgraph.fiches.draft import Draft
from saberesgraph.fiches.form.columns import (
    ACTORS,
    FIRST_ROW,
    LESSONS,
    OBSERVATIONS,
    PRACTICES,
    REMARKS,
    SOURCES,
    SUBMISSIONS,
    Form,
    form,
)
from saberesgraph.fiches.form.template import filled
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.fiches.importing import report as import_report
from saberesgraph.fiches.importing.executing import write_apart, write_into
from saberesgraph.fiches.importing.given import given
from saberesgraph.fiches.importing.on_file import on_file
from saberesgraph.fiches.importing.plan import Plan
from saberesgraph.fiches.importing.planning import Request, plan
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.project import Project
from saberesgraph.reading import read
from strangers import opendocument_parts, package, workbook_parts
from strangers import rows as sheet_rows
from strangers import saved as stranger

Cells = Mapping[str, str | int | None]
HAND: Cells = {
    "code": "BP1_GN",
    "label-es": "Mesas con tejedoras",
    "label-en": "Tables with weavers",
    "source": "cuaderno-2026",
    "section": "1.1",
    "area": "General",
    "finding": "Las tejedoras piden reunirse cerca.",
    "context": "En la feria no hay un lugar propio.",
    "advice": "Empieza con pocas personas.",
    "causeEffect": "Si se reúnen, venden juntas.",
    "contribution": "Nació una tienda común.",
    "beneficiaries": "Las tejedoras y sus familias.",
    "effectiveness": "Se mide por las ventas.",
    "goals": "Que vivan de su oficio.",
    "assistedPopulation": 120,
    "territory": "Quito; 0401",
    "assistance": "Provisión de kits",
    "actor": "OIM; Red de Tejedoras",
    "budgetUSD": "1.500 USD",
    "replicator": "Socios Implementadores",
    "replication": "La pueden repetir los Socios Implementadores.",
    "institutionalLinks": "Es parte del plan anual.",
    "principle": "a; Derechos humanos",
    "objective": "7; 15",
    "differentiatingFactors": "Lo deciden ellas.",
    "sustainability": "Alta",
    "sustainabilityRationale": "La tienda paga el arriendo.",
    "keyword": "tejido; ferias",
}
ACTOR: Cells = {
    "code": "red-de-tejedoras",
    "actorKind": "Organización",
    "label-es": "Red de Tejedoras",
    "label-en": "Weavers' Network",
    "classification": "Sociedad civil",
    "source": "cuaderno-2026",
}
SOURCE: Cells = {
    "code": "cuaderno-2026",
    "label-es": "Cuaderno de campo",
    "label-en": "Field notebook",
    "publisher": "Red de Tejedoras",
    "issued": 2026,
}
SUBMISSION: Cells = {
    "code": "tejer-2024",
    "call": "Convocatoria 2024 de Intercooperación",
    "label-es": "Tejer en común",
    "label-en": "Weaving together",
    "applicant": "Red de Tejedoras",
    "applicantKind": "civil-society",
    "territory": "Quito; Tulcán (0401)",
    "axis": "gender-equality",
    "objective": "7",
    "contact": "nadie@example.org, 099 000 0000",
    "source": "cuaderno-2026",
    "summary": "Mesas donde las tejedoras deciden.",
    "call-criterion:innovation": "No había otra en la feria.",
    "call-merit:beneficiary-ownership": "La dirigen ellas.",
    "submittedAt": "17/11/2024 22:30",
    "references": "https://example.org/tejer",
}


@dataclass(frozen=True)
class Done:
    """How an import ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: object) -> Done:
    """Import with the command line, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.run(["import", *map(str, arguments)])
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    assert code != 3, texts
    assert "Traceback" not in texts[1]
    return Done(code, *texts)


def tree(folder: Path) -> dict[str, tuple[str, int]]:
    """Hash and time of all files below a folder."""
    return {
        file.relative_to(folder).as_posix(): (
            hashlib.sha256(file.read_bytes()).hexdigest(),
            file.stat().st_mtime_ns,
        )
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def saved(path: Path, made: Form, sheets: Mapping[str, list[Cells]]) -> Path:
    path.write_bytes(filled(made, {name: list(rows) for name, rows in sheets.items()}, "es"))
    return path


def cell(made: Form, sheet: str, key: str, row: int = FIRST_ROW) -> str:
    """The name of the cell of a field."""
    number = [column.key for column in made.sheets[sheet]].index(key) + 1
    return f"{sheet}!{openpyxl.utils.get_column_letter(number)}{row}"


def cells(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The cells of each row of data of a workbook, by key."""
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows())
    keys = [str(each.value) for each in rows[0]]
    return [dict(zip(keys, row, strict=True)) for row in rows[FIRST_ROW - 1 :]]


@pytest.fixture(scope="module")
def made(project: Project) -> Form:
    return form(project)


@pytest.fixture(scope="module")
def records(project: Project) -> dict[str, Record]:
    found = {code: filed.record for code, filed in on_file(project).items()}
    return {code: record for code, record in found.items() if record}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project without fiches, which no test may change."""
    return copied(tmp_path_factory.mktemp("empty"), "none")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory, made: Form, records: dict[str, Record]) -> Path:
    """A workbook of two fiches."""
    path = tmp_path_factory.mktemp("few") / "fichas.xlsx"
    path.write_bytes(workbook(made, [records["BP1_AH"], records["LA1_AF"]], "es"))
    return path


@pytest.fixture(scope="module")
def planned(empty: Project, made: Form, few: Path) -> Plan:
    before = tree(empty.root)
    found = plan(empty, made, Request([few]))
    assert tree(empty.root) == before
    return found


@pytest.fixture
def fresh(tmp_path: Path, empty: Project) -> Project:
    """A project without fiches, to be written into."""
    return Project(Path(shutil.copytree(empty.root, tmp_path / "project")))


@pytest.fixture(scope="module")
def whole(
    empty: Project, made: Form, records: dict[str, Record], tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """A project whose fiches were all imported from a workbook."""
    folder = tmp_path_factory.mktemp("whole")
    copy = Project(Path(shutil.copytree(empty.root, folder / "project")))
    path = folder / "fichas.xlsx"
    path.write_bytes(workbook(made, records.values(), "es"))
    before = tree(path.parent)[path.name]
    done = run(path, "--root", copy.root, "--write")
    assert done.code == 0
    assert done.out.startswith("34 nuevas, 0 cambiadas, 0 sin cambios, 0 rechazadas.")
    assert tree(path.parent)[path.name] == before
    return copy


def test_all_fiches_come_back(project: Project, whole: Project) -> None:
    assert set(read(whole.graph_files).triples) == set(read(project.graph_files).triples)


def test_one_cell_changes_one_file(
    whole: Project, made: Form, records: dict[str, Record], tmp_path: Path
) -> None:
    path = tmp_path / "fichas.xlsx"
    changed = replace(records["BP4_PC"], section="9.9")
    path.write_bytes(workbook(made, [records["BP1_AH"], changed, records["LN1_GN"]], "es"))
    copy = shutil.copytree(whole.root, tmp_path / "copy")
    data = copy / "data"
    before = tree(data)
    done = run(path, "--root", copy, "--write")
    assert done.out.startswith("0 nuevas, 1 cambiada, 2 sin cambios, 0 rechazadas.")
    after = tree(data)
    assert [name for name in after if after[name] != before[name]] == ["practices/BP4_PC.ttl"]
    assert 'sab:section "9.9"' in (data / "practices/BP4_PC.ttl").read_text(encoding="utf-8")
    assert run(path, "--root", copy, "--write", "--lang", "en") == Done(
        0,
        "0 new, 0 changed, 3 unchanged, 0 rejected.\n",
        f"Reading\nInterpreting\nChecking\nFiles written into {data}: 0.\n",
    )
    assert tree(data) == after


def wrong(**changes: str | int | None) -> Cells:
    return {key: value for key, value in {**HAND, **changes}.items() if value is not None}


def titles(es: str, en: str) -> dict[str, str]:
    return {"label-es": es, "label-en": en}


def test_a_row_filled_by_hand_becomes_a_file(fresh: Project, made: Form, tmp_path: Path) -> None:
    path = saved(
        tmp_path / "mesa.xlsx",
        made,
        {
            PRACTICES: [wrong(code=None)],
            ACTORS: [ACTOR],
            SOURCES: [SOURCE],
            SUBMISSIONS: [SUBMISSION],
        },
    )
    review = tmp_path / "revision.xlsx"
    done = run(path, "--root", fresh.root, "--write", "--review", review)
    assert done.code == 0, done.out
    data = fresh.root / "data"
    names = ("sources/cuaderno-2026", "actors/red-de-tejedoras", "practices/BP1_GN",
             "exchange/submissions/tejer-2024")  # fmt: skip
    assert all((data / f"{name}.ttl").is_file() for name in names)
    fiche = (data / "practices/BP1_GN.ttl").read_text(encoding="utf-8")
    assert "sab:territory territory:1701 , territory:0401" in fiche
    assert 'sab:budgetUSD 1500.0 ; sab:budgetPrinted "1.500 USD"' in fiche
    for said in (
        'sab:item territory:1701 ;\n    sab:basis sab:Stated ; sab:asPrinted "Quito"',
        "sab:item actor:red-de-tejedoras ;\n    sab:basis sab:Stated ; "
        'sab:asPrinted "Red de Tejedoras"',
        'sab:item territory:0401 ;\n    sab:basis sab:Normalised ; sab:asPrinted "0401"',
    ):
        assert said in fiche
    assert cli.run(["fmt", "--check", *(str(data / f"{name}.ttl") for name in names)]) == 0
    # whom to ask stays between the person and the Committee
    files = [file.read_bytes() for file in data.rglob("*") if file.is_file()]
    assert not any(b"nadie" in each for each in (*files, done.out.encode(), done.err.encode()))
    assert cells(review, SUBMISSIONS)[0]["contact"].value == SUBMISSION["contact"]
    assert cells(review, PRACTICES)[0]["code"].value == "BP1_GN"
    again = run(review, "--root", fresh.root, "--write")
    assert again.out.startswith("0 nuevas, 0 cambiadas, 4 sin cambios, 0 rechazadas.")
    again = run(path, "--root", fresh.root)  # the title tells which fiche it is
    assert again.out.startswith("0 nuevas, 0 cambiadas, 4 sin cambios, 0 rechazadas.")


def told(done: Done) -> list[tuple[str, str]]:
    """Cell and message of all that rejects, without the names of files."""
    remarks = [r for step in done.json["steps"] for r in step["remarks"]] + done.json["remarks"]
    return [(r["place"].rpartition(":")[2], r["message"]["es"]) for r in remarks if r["rejects"]]


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory, made: Form) -> Path:
    """A workbook with a good row, and rows in which much is wrong."""
    return saved(
        tmp_path_factory.mktemp("mistakes") / "errores.xlsx",
        made,
        {
            PRACTICES: [
                wrong(),
                wrong(code="BP2_GN", territory="Quio; 0401", assistedPopulation="muchas",
                      advice=None, source=None, **titles("=HYPERLINK(1)", "=A")),
                wrong(code=None, area="Tejido", assistedPopulation=131, finding=None,
                      **titles("Sin código", "No code")),
                wrong(code="BP3_GN", assistedPopulation=132, **titles("Uno", "1")),
                wrong(code="BP3_GN", assistedPopulation=133, **titles("Dos", "1")),
            ],
            LESSONS: [{"code": "LA1_GN", "kind": "Lección aprendida", "area": "General"}],
            ACTORS: [
                ACTOR,
                {**ACTOR, "code": "Red Dos", "label-es": "Dos"},
                {**ACTOR, "code": "oim", "label-es": "Tres"},
            ],
            SOURCES: [SOURCE, {**SOURCE, "code": "otra", "issued": "hace poco", "url": "www.x"}],
            SUBMISSIONS: [
                {**SUBMISSION, "call": "Convocatoria 1999", "submittedAt": "31/02/2024 10:00",
                 "axis": None, "applicant": "Nadie", "summary": None, "references": "x"},
            ],
        },
    )  # fmt: skip


def test_everything_wrong_is_told_at_once_in_its_cell(
    fresh: Project, made: Form, mistakes: Path, tmp_path: Path
) -> None:
    before, given = tree(fresh.root), tree(mistakes.parent)
    review = tmp_path / "revision.xlsx"
    done = run(mistakes, "--root", fresh.root, "--write", "--review", review, "-f", "json")
    assert done.code == 1
    assert done.err.endswith("No se escribió nada en data/: corrige lo rechazado.\n")
    assert (tree(fresh.root), tree(mistakes.parent)) == (before, given)
    assert done.json["counts"] == {"new": 3, "changed": 0, "unchanged": 0, "rejected": 9}
    found = dict.fromkeys(where for where, _ in told(done))

    def at(sheet: str, row: int, *keys: str) -> set[str]:
        return {cell(made, sheet, key, row) for key in keys}

    assert {each for each in found if each.startswith(PRACTICES)} == {
        *at(PRACTICES, 5, "territory", "assistedPopulation", "advice", "source"),
        *at(PRACTICES, 6, "code", "area", "finding"),
        *at(PRACTICES, 7, "code", "label-en"),
        *at(PRACTICES, 8, "code", "label-en"),
    }
    lesson = [c.key for c in made.sheets[LESSONS] if c.required and c.list != "verdict"]
    assert {each for each in found if each.startswith(LESSONS)} == at(
        LESSONS, 4, *{*lesson, "verdict:important"} - {"code", "kind", "area"}
    )
    assert {each for each in found if each.startswith((ACTORS, SOURCES, SUBMISSIONS))} == {
        *at(ACTORS, 5, "code"),
        *at(ACTORS, 6, "code"),
        *at(SOURCES, 5, "issued", "url"),
        *at(SUBMISSIONS, 4, "call", "submittedAt", "applicant", "references"),
    }
    # the same words as everywhere
    shape = "Falta el campo «consejos de aplicación»."
    assert dict(told(done))[cell(made, PRACTICES, "advice", 5)].startswith(shape)
    # the copy holds every row, says at each what is wrong, and shows the cells
    rows = cells(review, PRACTICES)
    assert [row["code"].value for row in rows] == ["BP1_GN", "BP2_GN", None, "BP3_GN", "BP3_GN"]
    assert rows[0][REMARKS].value is None
    assert rows[1][REMARKS].value.startswith("Población asistida: no se lee como un número")
    assert "Quio" in rows[1]["territory"].value
    seen = {key for key, each in rows[1].items() if each.fill.fgColor.rgb == "00FFE699"}
    assert seen == {"territory", "assistedPopulation", "advice", "source", REMARKS}
    assert rows[1]["label-es"].data_type == "s"
    assert rows[1]["label-es"].quotePrefix
    assert [bool(row[REMARKS].value) for row in cells(review, ACTORS)] == [False, True, True]
    assert [bool(row[REMARKS].value) for row in cells(review, SUBMISSIONS)] == [True]
    again = run(review, "--root", fresh.root, "-f", "json")
    assert again.json["leftovers"] == []
    assert told(again) == [
        (where, message.replace(str(mistakes), str(review))) for where, message in told(done)
    ]

    # corrected, it is taken
    book = openpyxl.load_workbook(review)
    good: Cells = {"territory": "Quito", "assistedPopulation": 77, "advice": "Escucha.",
            "source": "cuaderno-2026"}  # fmt: skip
    for key, value in good.items():
        book[PRACTICES][cell(made, PRACTICES, key, 5).partition("!")[2]] = value
    for sheet, first in ((PRACTICES, 6), (LESSONS, 4), (ACTORS, 5), (SOURCES, 5), (SUBMISSIONS, 4)):
        book[sheet].delete_rows(first, 9)
    book.save(review)
    assert run(review, "--root", fresh.root, "--write").code == 0
    assert '"=HYPERLINK(1)"@es' in (fresh.root / "data/practices/BP2_GN.ttl").read_text("utf-8")


def test_a_document_is_completed_in_its_review_copy(
    fresh: Project, made: Form, tmp_path: Path
) -> None:
    fiche = {
        **COMEDORES,
        "actor": "OIM, Socios Implementadores",
        "assistance": "Kits de aseo",
        "territory": "Quito y Tulcán.",
        "replication": "Socios Implementadores con un camión cocina.",
    }
    path = tmp_path / "comedores.txt"
    lines = [*page(printed("BP1_AH", fiche), "head", "keyword"), "", "Hoja suelta 7"]
    path.write_text("\n".join(lines), "utf-8")
    review = tmp_path / "revision.xlsx"
    arguments = ("--root", fresh.root, "--source", "catalogue-2021", "--write", "-f", "json")
    done = run(path, *arguments, "--review", review)
    assert (done.code, done.json["counts"]["rejected"]) == (1, 1)
    (step,) = done.json["steps"]
    field = step["fields"]["territory"]
    assert field["place"].startswith(f"{path}:")
    assert field["sureness"] == "certain"
    (row,) = cells(review, PRACTICES)
    assert row["territory"].value == "Quito (1701); Tulcán (0401)"
    assert row["assistance"].value == "Kits de aseo"
    assert "Kits de aseo" not in str(cells(review, "Evidencia"))
    assert row["label-en"].fill.fgColor.rgb == "00FFE699"
    assert [each["read"].value for each in cells(review, OBSERVATIONS)] == ["Hoja suelta 7"]
    said = {(r["field"], r["read"]) for r in step["remarks"] if r["rejects"]}
    assert said == {("label-en", ""), ("section", ""), ("assistance", "Kits de aseo")}

    book = openpyxl.load_workbook(review)
    for key, value in (("label-en", "Kitchens"), ("section", "3.1"), ("assistance", "kits")):
        book[PRACTICES][cell(made, PRACTICES, key).partition("!")[2]] = value
    book.save(review)
    done = run(review, *arguments)
    assert done.code == 0, done.out
    assert (done.json["remarks"], done.json["leftovers"]) == ([], [])
    graph = (fresh.root / "data/practices/BP1_AH.ttl").read_text("utf-8")
    assert 'sab:assistedPopulation 4350 ; sab:populationPrinted "4,350"' in graph
    assert 'sab:asPrinted "Tulcán."' in graph


def web_form(tmp_path: Path) -> Path:
    rows = [
        ["Marca temporal", "Nombre de la práctica", "¿En qué territorio?", "Población asistida",
         "Correo de contacto"],
        ["2026/03/01 3:45:12 p. m. GMT-5", "Ollas comunes", "Quito", "1,200", "x@example.org"],
    ]  # fmt: skip
    path = tmp_path / "respuestas.csv"
    path.write_text("\n".join(",".join(f'"{each}"' for each in row) for row in rows), "utf-8")
    return path


def test_a_web_form_needs_a_person_to_say_what_its_columns_are(
    empty: Project, tmp_path: Path
) -> None:
    before = tree(empty.root)
    path, mapping = web_form(tmp_path), tmp_path / "columnas.toml"
    arguments = (path, "--mapping", mapping, "--root", empty.root, "-f", "json", "--write")
    done = run(*arguments)
    assert done.code == 1
    assert "columnas.toml: qué columna es cada una." in done.err
    doubt = [r for r in done.json["remarks"] if r["rejects"]]
    assert [r["message"]["es"][:36] for r in doubt] == ["No es seguro qué es cada columna. Im"]
    written = mapping.read_text("utf-8")
    assert '"Población asistida" = "assistedPopulation"\n' in written
    corrected = written.replace('form = "Actores"', 'form = "Prácticas"')
    mapping.write_text(
        "\n".join(
            '"Nombre de la práctica" = "label-es"' if "Nombre" in line
            else '"¿En qué territorio?" = "territory"' if "territorio" in line
            else line
            for line in corrected.splitlines()
        ),
        "utf-8",
    )  # fmt: skip
    done = run(*arguments)
    assert not [r for r in done.json["remarks"] if r["rejects"]]
    assert "qué columna es cada una" not in done.err
    (step,) = done.json["steps"]
    assert step["title"] == "Ollas comunes"
    assert step["fields"]["territory"]["place"] == f"{path}:respuestas!C2"
    assert tree(empty.root) == before


def test_tables_of_any_kind_say_the_same(made: Form, tmp_path: Path) -> None:
    headings = [column.heading["es"] for column in made.sheets[PRACTICES]]
    values = [str(HAND.get(column.key, "")) for column in made.sheets[PRACTICES]]
    found: list[Draft] = []
    for separator, encoding in ((",", "utf-8"), (";", "utf-8-sig"), (";", "latin-1")):
        lines = [separator.join(f'"{each}"' for each in row) for row in (headings, values)]
        path = tmp_path / f"{len(found)}-practicas.csv"
        path.write_text("\r\n".join(lines), encoding)
        read = given([path], made, (), lambda *_: None)
        assert not read.doubts
        found += read.drafts
    path = tmp_path / "tabla.ods"
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in row)
        + "</table:table-row>"
        for row in (headings, values)
    )
    table = f'<table:table table:name="{PRACTICES}">{rows}</table:table>'
    read = given([stranger(path, opendocument_parts(table))], made, (), lambda *_: None)
    texts = [{k: t.text for k, t in each.fields.items()} for each in (*found, *read.drafts)]
    wanted = {key: str(value) for key, value in HAND.items() if key != "code"}
    assert texts == [wanted] * 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--write", "-o", "out"), "--write -o: it is written into data/ or into another folder"),
        (("--compare", "--write"), "--compare: comparing writes nothing"),
        (("--review", "fichas.xlsx"), "it is a file to import, and is not touched"),
        (("-o", "."), "it holds files that saberesgraph did not write"),
        (("--mapping", "fichas.xlsx"), "it is not TOML"),
        (("--root", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: tuple[str, ...], words: str, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(few.parent)
    before = tree(few.parent)
    done = run(few.name, "--lang", "en", *arguments)
    assert done.code == 2
    assert words in done.err
    assert tree(few.parent) == before


def test_an_installed_package_is_not_written_into(
    few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "packaged", True)
    done = run(few, "--write", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("--write: there is no project to write into. Go to")


def test_the_report_says_the_same_in_every_format(empty: Project, planned: Plan) -> None:
    content = json.loads(import_report.as_json(planned, "es", {}))
    assert sorted(content) == ["counts", "leftovers", "remarks", "steps"]
    assert sorted(content["steps"][0]) == [
        "change", "code", "fields", "file", "place", "remarks", "title",
    ]  # fmt: skip
    assert [(s["code"], s["change"], s["file"]) for s in content["steps"]] == [
        ("BP1_AH", "new", "practices/BP1_AH.ttl"),
        ("LA1_AF", "new", "practices/LA1_AF.ttl"),
    ]
    for write in (import_report.text, import_report.markdown):
        said = write(planned, "en", {})
        assert "2 new, 0 changed, 0 unchanged, 0 rejected." in said
        assert "BP1" in said
        assert "LA1" in said


def test_written_apart_data_stays_as_it_is(empty: Project, planned: Plan, tmp_path: Path) -> None:
    before = tree(empty.root)
    out = tmp_path / "fichas"
    write_apart(out, planned)
    write_apart(out, planned)  # it is ours
    assert tree(empty.root) == before
    names = sorted(path.name for path in out.rglob("*.ttl"))
    assert names == ["BP1_AH.ttl", "LA1_AF.ttl"]


def test_a_file_that_somebody_changed_meanwhile_stays(fresh: Project, planned: Plan) -> None:
    theirs = fresh.root / "data/practices/LA1_AF.ttl"
    theirs.write_text("# mine\n", "utf-8")
    before = tree(fresh.root)
    with pytest.raises(OutputError, match="it changed while what was to be written"):
        write_into(fresh, planned)
    assert tree(fresh.root) == before


@pytest.mark.parametrize("number", [28, 30, 13])
def test_where_nothing_can_be_written_nothing_is(
    fresh: Project, planned: Plan, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(fresh.root)
    placed: Any = vars(writing)["_placed"]

    def failing(stage: Path, place: int, target: Path) -> None:
        if place == 1:
            raise OSError(number, os.strerror(number))
        placed(stage, place, target)

    monkeypatch.setattr(writing, "_placed", failing)
    with pytest.raises(OutputError, match=os.strerror(number)):
        write_into(fresh, planned)
    assert tree(fresh.root) == before
    assert not list((fresh.root / "data").glob(".saberesgraph*"))


def test_what_was_killed_is_finished_by_the_next_import(
    fresh: Project, planned: Plan, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: Any = vars(writing)["_placed"]
    child = os.fork()
    if not child:

        def killed(stage: Path, place: int, target: Path) -> None:
            if place == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            placed(stage, place, target)

        monkeypatch.setattr(writing, "_placed", killed)
        write_into(fresh, planned)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    data = fresh.root / "data"
    assert (data / "practices/BP1_AH.ttl").is_file()
    assert not (data / "practices/LA1_AF.ttl").is_file()
    done = run(few, "--root", fresh.root, "--write")
    assert done.out.startswith("0 nuevas, 0 cambiadas, 2 sin cambios, 0 rechazadas.")
    assert "Se terminó lo que quedó a medias." in done.err
    assert (data / "practices/LA1_AF.ttl").read_text("utf-8") == planned.texts[
        Path("practices/LA1_AF.ttl")
    ]
    assert not list(data.glob(".saberesgraph*"))


def test_comparing_tells_each_field(
    project: Project, few: Path, made: Form, records: dict[str, Record], tmp_path: Path
) -> None:
    done = run(few, "--compare", "--root", project.root, "--lang", "en", "-f", "json")
    assert done.code == 0
    assert done.json["fields"]["territory"] == {"agree": 2, "total": 2, "percent": 100.0}
    path = tmp_path / "otra.xlsx"
    other = replace(records["BP1_AH"], population=Figure(Decimal(7), "", "7"))
    path.write_bytes(workbook(made, [other], "es"))
    done = run(path, "--compare", "--root", project.root, "-f", "markdown")
    assert done.code == 1
    assert "| assistedPopulation | 0 | 1 | 0 |" in done.out.replace("  ", "")


def hostile() -> Mapping[str, bytes]:
    """A file of each class that a stranger may send, made as `test_hostile_files` makes them."""
    bomb = {**workbook_parts(sheet_rows("")), "xl/bomb.xml": b"0" * 2**27}
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    sheet = sheet_rows('<c r="A1" t="inlineStr"><is><t>&e;</t></is></c>')
    outside = workbook_parts(sheet)
    outside["xl/worksheets/sheet1.xml"] = entity + str(outside["xl/worksheets/sheet1.xml"])
    return {
        "bomb.xlsx": package(bomb),
        "entity.xlsx": package(outside),
        "type.xlsx": b"%PDF-1.7 and more",
        "cut.xlsx": package(workbook_parts(sheet_rows("")))[:200],
        "unknown.exe": b"MZ",
    }


@pytest.mark.parametrize("name", hostile())
def test_a_hostile_file_ends_in_words(name: str, tmp_path: Path, empty: Project) -> None:
    path = tmp_path / name
    path.write_bytes(hostile()[name])
    before = tree(tmp_path), tree(empty.root)
    arguments = ("--write", "--review", tmp_path / "r.xlsx", "--mapping", tmp_path / "m.toml")
    done = run(path, "--root", empty.root, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip().rpartition("\n")[2].startswith(f"{path}: ")
    assert "root:" not in done.err
    assert (tree(tmp_path), tree(empty.root)) == before


def test_what_is_odd_in_a_sheet_is_told_and_nothing_runs(
    empty: Project, made: Form, tmp_path: Path
) -> None:
    path = saved(tmp_path / "rara.xlsx", made, {PRACTICES: [HAND]})
    book = openpyxl.load_workbook(path)
    sheet = book[PRACTICES]
    formula = cell(made, PRACTICES, "assistedPopulation").partition("!")[2]
    sheet[formula] = "=1+1"
    sheet.merge_cells("G4:H4")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("Secretos").append(["clave", "valor", "otro"])
    book["Secretos"].sheet_state = "hidden"
    sheet["AZ4"] = "fuera"
    book.save(path)
    done = run(path, "--root", empty.root, "-f", "json")
    assert done.code == 1
    said = {
        r["place"].rpartition(":")[2]
        for r in [*done.json["remarks"], *(r for s in done.json["steps"] for r in s["remarks"])]
    }
    assert said >= {f"{PRACTICES}!{formula}", f"{PRACTICES}!G4", f"{PRACTICES}!A4", "Secretos!A1"}
    assert [each["text"] for each in done.json["leftovers"]] == ["fuera"]


def test_one_code_in_two_files_is_told_at_both(
    empty: Project, made: Form, few: Path, tmp_path: Path
) -> None:
    other = tmp_path / "otra.xlsx"
    other.write_bytes(few.read_bytes())
    found = plan(empty, made, Request([few, other, few]))
    assert found.refused
    assert [step.code for step in found.steps] == ["BP1_AH", "LA1_AF"] * 2
    told = [[r.en for r in step.remarks if r.rejects] for step in found.steps]
    assert told[0][0] == f"The code stands also in {other}:{PRACTICES}!A4: leave one"
    assert told[3][0] == f"The code stands also in {few}:{LESSONS}!A4: leave one"
