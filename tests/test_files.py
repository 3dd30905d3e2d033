"""What workbooks, tables and documents hold is read as it is: cells with places, lines in order."""

import datetime
import io
from pathlib import Path

import openpyxl
import pypdf
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from saberesgraph.fiches.files import Cell, Lines, Sheet, Sheets
from saberesgraph.fiches.files.content import Span
from strangers import (
    document_parts,
    lines_of,
    opendocument_parts,
    paragraph,
    pdf,
    rows,
    saved,
    sheets_of,
    workbook_parts,
)

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="21"/></cellXfs>'
)


def texts(sheet: Sheet) -> dict[str, str]:
    return {cell.place: cell.text for row in sheet.rows for cell in row}


def said(found: Sheets | Lines) -> list[str]:
    return [remark.en for remark in found.remarks]


def test_a_workbook_gives_its_values_as_people_write_them(tmp_path: Path) -> None:
    cells = (
        '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>32000.0</v></c><c r="C1"><v>0.1</v></c>',
        '<c r="A2" s="1"><v>45296</v></c><c r="B2" s="2"><v>45296.4375</v></c>'
        '<c r="C2" s="3"><v>801</v></c><c r="D2" s="4"><v>0.5</v></c>',
        '<c r="A3" t="b"><v>1</v></c><c r="B3" t="b"><v>0</v></c>'
        '<c r="D3" t="inlineStr"><is><r><t>en </t></r><r><t>partes</t></r>'
        "<rPh><t>x</t></rPh></is></c>",
        '<c><v>1E+3</v></c><c t="d"><v>2024-05-01T00:00:00</v></c><c t="s"><v>1</v></c><c/>',
    )
    strings = "<si><t>hola</t></si><si><t>uno_x000D_\ndos _x005F_x0041_</t></si>"
    path = saved(tmp_path / "a.xlsx", workbook_parts(rows(*cells), strings, STYLES))
    found = sheets_of(path)
    assert texts(found.sheets[0]) == {
        "A1": "hola", "B1": "32000", "C1": "0.1",
        "A2": "2024-01-05", "B2": "2024-01-05T10:30:00", "C2": "0801", "D2": "12:00:00",
        "A3": "Sí", "B3": "No", "D3": "en partes",
        "A4": "1000", "B4": "2024-05-01", "C4": "uno\r\ndos _x0041_",
    }  # fmt: skip
    assert found.sheets[0].rows[1][0] == Cell(2, 1, "2024-01-05", "date")
    assert (found.file, found.remarks) == (str(path), ())


def test_formulas_are_never_calculated(tmp_path: Path) -> None:
    row = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="e"><f>A9</f><v>#REF!</v></c>'
        '<c r="D1" t="str"><f>cmd|\'/c calc\'!A1</f><v>x</v></c><c r="E1" t="e"><v>#N/A</v></c>'
    )
    found = sheets_of(saved(tmp_path / "a.xlsx", workbook_parts(rows(row))))
    assert found.sheets[0].rows == (
        (
            Cell(1, 1, "2", "number", "=1+1"),
            Cell(1, 2, "", "formula", "=1+1"),
            Cell(1, 3, "", "error", "#REF!"),
            Cell(1, 4, "x", "text", "=cmd|'/c calc'!A1"),
            Cell(1, 5, "", "error", "#N/A"),
        ),
    )


def test_what_is_hidden_or_merged_is_told(tmp_path: Path) -> None:
    sheet = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols><sheetData>'
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
    )
    (only,) = sheets_of(
        saved(tmp_path / "a.xlsx", workbook_parts(sheet, state="veryHidden"))
    ).sheets
    assert only == Sheet(
        "Hoja",
        ((Cell(2, 1, "1", "number"),),),
        hidden=True,
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({2, 3}),
        merged=(Span(2, 1, 3, 2),),
    )


def test_our_reading_is_that_of_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Título", 3, 2.5, True, datetime.date(2024, 1, 5), "=1+1", None, "ñ & <b>"])
    sheet["C7"] = datetime.datetime(1999, 12, 31, 23, 59)
    book.create_sheet("Otra").append(["x"])
    book["Otra"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    first, other = sheets_of(saved(tmp_path / "a.xlsx", out.getvalue())).sheets
    assert texts(first) == {
        "A1": "Título", "B1": "3", "C1": "2.5", "D1": "Sí", "E1": "2024-01-05", "F1": "",
        "H1": "ñ & <b>", "C7": "1999-12-31T23:59:00",
    }  # fmt: skip
    assert first.rows[0][5] == Cell(1, 6, "", "formula", "=1+1")
    assert (other.name, other.hidden) == ("Otra", True)


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    parts = workbook_parts(rows('<c r="A1" s="1"><v>1</v></c>'), styles=STYLES)
    book = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = book.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert texts(sheets_of(saved(tmp_path / "a.xlsx", parts)).sheets[0]) == {"A1": "1904-01-02"}


def test_macros_and_outside_links_are_told_and_left(tmp_path: Path) -> None:
    parts = workbook_parts(rows('<c r="A1"><v>1</v></c>'))
    parts["xl/vbaProject.bin"] = b"\xd0\xcf"
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    found = sheets_of(saved(tmp_path / "a.xlsm", parts))
    assert texts(found.sheets[0]) == {"A1": "1"}
    assert said(found) == [
        "It has macros: they are not run; only the values are read",
        "It has links to other files or services: they are not followed; the last values are read",
    ]


def test_an_opendocument_workbook(tmp_path: Path) -> None:
    table = (
        '<table:table table:name="Uno" table:style-name="ta1">'
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/><table:table-row>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2" '
        'table:number-rows-spanned="2"><office:annotation><text:p>nota</text:p></office:annotation>'
        '<text:p>a<text:s text:c="3"/>b<text:tab/><text:span>c</text:span></text:p>'
        "<text:p>d</text:p>"
        "</table:table-cell><table:covered-table-cell/>"
        '<table:table-cell office:value-type="float" office:value="801"><text:p>0801</text:p>'
        '</table:table-cell><table:table-cell office:value-type="float" office:value="32000">'
        "<text:p>32.000</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="boolean" '
        'office:boolean-value="true"><text:p>VERDADERO</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-01-05"/>'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row><table:table-row>'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
        '<table:table-cell table:formula="of:=[.A1]"/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string">'
        "<text:p>#DIV/0!</text:p></table:table-cell></table:table-row></table:table>"
    )
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    parts = opendocument_parts(table, styles)
    parts["Basic/script-lc.xml"] = "<library/>"
    found = sheets_of(saved(tmp_path / "a.ods", parts))
    (only,) = found.sheets
    assert only == Sheet(
        "Uno",
        (
            (Cell(1, 1, "a   b\tc\nd"), Cell(1, 3, "0801", "number"),
             Cell(1, 4, "32000", "number")),
            *(
                (Cell(n, 1, "Sí", "boolean"), Cell(n, 2, "Sí", "boolean"),
                 Cell(n, 3, "2024-01-05", "date"))
                for n in (2, 3)
            ),
            (Cell(1004, 1, "2", "number", "=1+1"), Cell(1004, 2, "", "formula", "=[.A1]"),
             Cell(1004, 3, "", "error", "#DIV/0!")),
        ),
        hidden=True,
        hidden_rows=frozenset({2, 3}),
        hidden_columns=frozenset({2, 3}),
        merged=(Span(1, 1, 2, 2),),
    )  # fmt: skip
    assert said(found) == ["It has macros: they are not run; only the values are read"]


TABLE = 'código;título\nBP1_AH;"Niñez, mujeres\ny ""más"""\n'
READ = {"A1": "código", "B1": "título", "A2": "BP1_AH", "B2": 'Niñez, mujeres\ny "más"'}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_of_any_kind(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    words = TABLE.replace(";", separator).replace('"\n', '"' + end).replace("lo\n", "lo" + end)
    found = sheets_of(saved(tmp_path / "a.csv", words.encode(encoding)))
    assert texts(found.sheets[0]) == READ
    assert found.sheets[0].name == "a"
    told = ["It is not in UTF-8: it was read as Windows-1252. Check the accented letters"]
    assert said(found) == (told if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("sep=;\r\na;b,c,d\r\n1;2,3,4\r\n", {"A2": "a", "B2": "b,c,d", "A3": "1", "B3": "2,3,4"}),
        ("uno\ndos, tres\n", {"A1": "uno", "A2": "dos, tres"}),
        ("a;b\n\n1,5;2,5\n3,5;4,5\n", {"A1": "a", "B1": "b", "A3": "1,5", "B3": "2,5",
                                      "A4": "3,5", "B4": "4,5"}),
        ("a\n" + "x" * 300_000 + "\n", {"A1": "a", "A2": "x" * 300_000}),
        ("=1+1;@a\n-2;b\n", {"A1": "=1+1", "B1": "@a", "A2": "-2", "B2": "b"}),
    ],
)  # fmt: skip
def test_what_separates_columns_is_found(tmp_path: Path, words: str, read: dict[str, str]) -> None:
    assert texts(sheets_of(saved(tmp_path / "a.csv", words.encode())).sheets[0]) == read


def test_texts_keep_their_lines(tmp_path: Path) -> None:
    text = "uno\r\n\r\n\fdos\u2028tres\rcuatro"
    expected = ("uno", "", "\fdos", "tres", "cuatro")
    assert lines_of(saved(tmp_path / "a.txt", text.encode())).lines == expected
    marked = "## Uno\n> [a](http://b)\n```\nx\\*y `z`\n"
    assert lines_of(saved(tmp_path / "a.md", marked.encode())).lines == (
        "## Uno", "a (http://b)", "", "x*y z", "",
    )  # fmt: skip


def test_a_document_gives_all_that_its_reader_sees(tmp_path: Path) -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><w:txbxContent>'
        f"{paragraph('en caja')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:txbxContent>{paragraph('en caja')}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = (
        "<w:p><w:r><w:t>uno</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"
        "<w:ins><w:r><w:t> puesto</w:t></w:r></w:ins><w:del><w:r><w:tab/>"
        "<w:delText>quitado</w:delText>"
        "</w:r></w:del><w:sdt><w:sdtContent><w:r><w:t> control</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('bloque')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{paragraph('Meta')}</w:tc><w:tc>{paragraph('100')}"
        f"{paragraph('200')}</w:tc></w:tr></w:tbl>"
        f"<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>con</w:t>{box}</w:r></w:p>"
        f'<w:p><w:r><w:br w:type="page"/><w:t>otra</w:t></w:r></w:p>'
    )
    parts = document_parts(body)
    wrap = '<w:x xmlns:w="w">{}</w:x>'.format
    parts["word/footnotes.xml"] = wrap(f"<w:footnote>{paragraph('al pie')}</w:footnote>")
    parts["word/header1.xml"] = wrap(paragraph("cabecera"))
    parts["word/vbaProject.bin"] = b"x"
    found = lines_of(saved(tmp_path / "a.docx", parts))
    assert found.lines == (
        "uno\ta", "b puesto control", "bloque", "Meta", "100", "200", "con", "en caja", "",
        "\fotra", "al pie",
    )  # fmt: skip
    assert said(found) == [
        "It has macros: they are not run; only the text is read",
        "It has changes that were not accepted: it was read as if all were",
        "It has lists numbered by the program: their numbers are no text and were not read",
        "Its page headers, page footers and comments were not read",
    ]


def test_a_pdf_gives_its_text_page_by_page(tmp_path: Path) -> None:
    found = lines_of(saved(tmp_path / "a.pdf", pdf("Niñez", "", "tres")))
    assert found.lines == ("Niñez", "\f", "\ftres")
    assert said(found) == ["These pages have no text, perhaps they are pictures: 2"]


def test_a_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("uno")))
    writer.encrypt("", "dueña", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert lines_of(saved(tmp_path / "a.pdf", out.getvalue())).lines == ("uno",)
