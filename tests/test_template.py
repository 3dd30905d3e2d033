"""The workbook that people fill: sheets, hidden keys, drop-downs, the same bytes each time."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from saberesgraph.cli import run
from saberesgraph.errors import InputError
from saberesgraph.fiches.form import columns
from saberesgraph.fiches.form.columns import Form, form
from saberesgraph.fiches.form.items import code_of, pieces
from saberesgraph.fiches.form.template import filled, list_name, template
from saberesgraph.project import Project


@pytest.fixture(scope="module")
def made(project: Project) -> Form:
    return form(project)


@pytest.fixture(scope="module")
def written(made: Form) -> bytes:
    return template(made, "es")


@pytest.fixture(scope="module")
def book(written: bytes) -> Workbook:
    return load_workbook(io.BytesIO(written))


def row(sheet: Worksheet, number: int) -> list[object]:
    return [cell.value for cell in sheet[number]]


def test_the_sheets_stand_in_their_order_and_only_the_lists_are_hidden(book: Workbook) -> None:
    assert book.sheetnames == [
        "Léame", "Prácticas", "Lecciones", "Postulaciones", "Comité", "Evaluaciones",
        "Decisiones", "Intercambios", "Pasos", "Actores", "Fuentes", "Evidencia", "Anomalías",
        "Ejemplo", "Vocabularios", "Listas",
    ]  # fmt: skip
    assert [s.title for s in book if s.sheet_state != "visible"] == ["Listas"]
    assert book.active is not None
    assert book.active.title == "Léame"


@pytest.mark.parametrize("name", columns.DATA_SHEETS)
def test_a_sheet_has_hidden_keys_headings_and_helps(book: Workbook, made: Form, name: str) -> None:
    sheet = book[name]
    found = made.sheets[name]
    assert row(sheet, columns.KEY_ROW) == [column.key for column in found]
    assert row(sheet, columns.HEADING_ROW) == [column.heading["es"] for column in found]
    assert row(sheet, columns.HELP_ROW) == [column.help["es"] for column in found]
    assert sheet.max_row == columns.FIRST_ROW - 1
    assert sheet.row_dimensions[columns.KEY_ROW].hidden
    assert not sheet.row_dimensions[columns.HEADING_ROW].hidden
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$2:$2"
    for cell, column in zip(sheet[columns.HEADING_ROW], found, strict=True):
        # readable without telling colours apart, too: the help says it in words
        assert cell.fill.start_color.rgb == ("001F3864" if column.required else "0044546A")
        assert cell.font.color.rgb == "00FFFFFF"
        assert ("Obligatorio." in column.help["es"]) == column.required
        assert cell.alignment.wrap_text


def test_drop_downs_offer_the_named_lists(book: Workbook, made: Form) -> None:
    for name, found in made.sheets.items():
        offers = {str(offer.sqref): offer for offer in book[name].data_validations.dataValidation}
        # of what is not on record yet there is nothing to offer
        listed = [
            (n, column)
            for n, column in enumerate(found, start=1)
            if column.list and made.lists[column.list]
        ]
        assert len(offers) == len(listed)
        for number, column in listed:
            letter = get_column_letter(number)
            offer = offers[f"{letter}4:{letter}10003"]
            assert column.list is not None
            assert offer.formula1 == list_name(column.list)
            # several values in a cell are no item of the list, and are taken all the same
            assert offer.showErrorMessage == (not column.several)
            assert offer.errorStyle == "warning"
            assert len(offer.prompt) <= 255


def test_each_named_list_holds_its_items(book: Workbook, made: Form) -> None:
    for kind, items in made.lists.items():
        if not items:
            assert list_name(kind) not in book.defined_names
            continue
        sheet, cells = next(iter(book.defined_names[list_name(kind)].destinations))
        assert sheet == "Listas"
        shown = [each.value for column in book[sheet][cells.replace("$", "")] for each in column]
        assert shown == [item.shown(kind, "es") for item in items]
        assert re.fullmatch(r"[a-z_]+", list_name(kind))


def test_the_vocabularies_can_be_read(book: Workbook, made: Form) -> None:
    rows = list(book["Vocabularios"].values)
    assert rows[0] == ("Lista", "Valor", "Qué es")
    assert ("Territorio", "Quito (1701)", None) in rows
    area = next(item for item in made.lists["area"] if item.code == "PC")
    assert ("Área", area.shown("area", "es"), area.definition["es"]) in rows


def test_the_version_is_stamped_in_a_hidden_cell(book: Workbook) -> None:
    sheet = book["Léame"]
    assert sheet["A1"].value == "saberesgraph/2"
    assert sheet.row_dimensions[1].hidden


def test_the_first_sheet_explains_in_both_languages(book: Workbook) -> None:
    said = [text for _, text in book["Léame"].values if text]
    assert said[0] == "Fichas de buenas prácticas, lecciones, postulaciones e intercambios"
    assert "Records of good practices, lessons, submissions and exchanges" in said


def test_the_example_is_marked_and_has_no_keys(book: Workbook, made: Form) -> None:
    rows = list(book["Ejemplo"].values)
    assert "no se importa" in str(rows[0][1])
    assert rows[1] == ("Columna", "Qué va", "Ejemplo inventado")
    parts: dict[str, dict[object, object]] = {}
    for heading, said, value in rows[2:]:
        if said is None:
            shown = parts.setdefault(str(heading), {})
        else:
            shown[heading] = value
    assert list(parts) == [
        "Prácticas", "Comité", "Evaluaciones", "Decisiones", "Intercambios", "Pasos",
    ]  # fmt: skip
    for name, shown in parts.items():
        for column in made.sheets[name]:
            filled = shown[column.heading["es"]]
            assert filled or not column.required, column.key
            invented = str(filled).startswith(("ejemplo-", "gad-ejemplo-"))
            if filled and column.list and not invented:
                codes = {item.code for item in made.lists[column.list]}
                assert {code_of(piece) for piece in pieces(str(filled))} <= codes


def test_the_same_form_gives_the_same_bytes(made: Form, written: bytes) -> None:
    assert template(made, "es") == written
    assert template(made, "en") != written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)) == {"2000-01-01T00:00:00Z"}


def test_in_english_only_words_change(made: Form) -> None:
    book = load_workbook(io.BytesIO(template(made, "en")))
    sheet = book["Prácticas"]
    found = made.sheets["Prácticas"]
    assert row(sheet, 1) == [column.key for column in found]
    assert row(sheet, 2) == [column.heading["en"] for column in found]
    assert (
        book["Léame"]["B2"].value == "Records of good practices, lessons, submissions and exchanges"
    )


ODD = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "=cmd|' /C calc'!A0", "#N/A", "1,5", "007",
    "2024-01-31", "  a  ", "line\nline", "«ñ» 😀", "TRUE", "'=1", '"a"; b',
]  # fmt: skip


def test_no_text_becomes_anything_else(made: Form) -> None:
    rows = [{"code": "BP1_AH", "finding": odd} for odd in ODD]
    book = load_workbook(io.BytesIO(filled(made, {columns.PRACTICES: rows}, "es")))
    at = [column.key for column in made.sheets[columns.PRACTICES]].index("finding") + 1
    cells = [book[columns.PRACTICES].cell(4 + number, at) for number in range(len(ODD))]
    assert [cell.value for cell in cells] == ODD
    assert {cell.data_type for cell in cells} == {"s"}
    # also where somebody edits the cell afterwards
    quoted = [cell.value for cell in cells if cell.quotePrefix]
    assert quoted == [odd for odd in ODD if odd[0] in "=+-@\t\n"]


def test_what_xml_cannot_hold_is_escaped_as_the_format_says(made: Form) -> None:
    odd = "a\x00\r\nb _x0041_ \x1b[31m \ufffe _x_"
    written = filled(made, {columns.PRACTICES: [{"finding": odd}]}, "es")
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "a_x0000__x000D_\nb _x005F_x0041_ _x001B_[31m _xFFFE_ _x_<" in sheet


def test_a_text_that_no_cell_holds_is_refused_by_its_place(made: Form) -> None:
    rows = [{"code": "BP1_AH", "finding": "x" * 32_768}]
    with pytest.raises(InputError) as refused:
        filled(made, {columns.PRACTICES: rows}, "es")
    assert str(refused.value) == (
        "Prácticas: BP1_AH finding: it has 32768 characters, and a cell holds 32767. "
        "Shorten it, or use Turtle or JSON-LD."
    )
    rows = [{"code": "BP1_AH", "finding": "x" * 32_767}]
    assert filled(made, {columns.PRACTICES: rows}, "es")


def test_the_verb_writes_the_workbook(
    written: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / "fichas.xlsx"
    assert run(["template", "-o", str(file)]) == 0
    assert file.read_bytes() == written
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"Listo: {file}\n")


def test_the_verb_writes_no_other_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["template", "-o", str(tmp_path / "fichas.ods"), "--lang", "en"]) == 2
    assert capsys.readouterr().err == (
        f'{tmp_path / "fichas.ods"}: there is no format ".ods". The form is .xlsx.\n'
    )
    assert not list(tmp_path.iterdir())
