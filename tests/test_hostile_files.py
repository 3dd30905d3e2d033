"""Files made to do harm end with a message: no request, no other file, no hang, no traceback."""

import io
import multiprocessing
import os
import signal
import socket
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from saberesgraph.errors import InputError
from saberesgraph.fiches.files import Cell, apart, delimited, kinds, opened, opening, package, pdf
from saberesgraph.fiches.files.content import Found
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.importing.given import given
from saberesgraph.project import Project
from saberesgraph.sandbox import child
from strangers import (
    document_parts,
    lines_of,
    opendocument_parts,
    paragraph,
    relations,
    rows,
    saved,
    sheets_of,
    workbook_parts,
)
from strangers import package as zipped
from strangers import pdf as printed

ONE = rows('<c r="A1"><v>1</v></c>')
AGAIN_ES = "Ábrelo con el programa que lo hizo y guárdalo de nuevo."
AGAIN = "Open it with the program that made it and save it again."
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ja"}">' for n in range(10)
)  # fmt: skip


def refused(path: Path, language: str = "en") -> str:
    """What is said of a file, without its path."""
    with pytest.raises(InputError) as error:
        opened(path)
    assert error.value.exit_code == 2
    words = error.value.text(language)
    assert words.startswith(f"{path}: ")
    return words.removeprefix(f"{path}: ")


def part(name: str, words: str | bytes) -> bytes:
    """A workbook with one part more, or another."""
    return zipped({**workbook_parts(ONE), name: words})


def sheet(words: str) -> bytes:
    return zipped(workbook_parts(words))


def encrypted(data: bytes) -> bytes:
    """A zip whose first part says that it is encrypted."""
    place = data.index(b"PK\x01\x02") + 8
    return data[:place] + b"\x01" + data[place + 1 :]


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed("uno")))
    writer.encrypt("clave", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


REFUSED = {
    "empty.xlsx": (b"", "it is empty. Give a file with data."),
    "zeros.csv": (bytes(5000), "it is empty. Give a file with data."),
    "blank.xlsx": (
        sheet("<sheetData/>"),
        "there is nothing written in it. Give a file with data.",
    ),
    "no-sheets.xlsx": (
        part("xl/_rels/workbook.xml.rels", relations()),
        "there is nothing written in it. Give a file with data.",
    ),
    "pdf.xlsx": (printed("x"), 'it is a PDF and is called ".xlsx". Give it the extension .pdf.'),
    "word.xlsx": (
        zipped(document_parts(paragraph("x"))),
        'it is a Word document and is called ".xlsx". Give it the extension .docx.',
    ),
    "sheet.pdf": (
        sheet(ONE),
        'it is an Excel workbook and is called ".pdf". Give it the extension .xlsx.',
    ),
    "sheet.csv": (
        sheet(ONE),
        'it is an Excel workbook and is called ".csv". Give it the extension .xlsx.',
    ),
    "text.xlsx": (b"a;b", 'it is a text and is called ".xlsx". Give it the extension .txt.'),
    "old.xls": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "it is an Office file from before 2007, or protected by a password, which is not read. "
        "Save it as .xlsx / .docx.",
    ),
    "web.xlsx": (b"<html><table>", "it is a web page, which is not read. Save it as .xlsx / .txt."),
    "binary.xlsx": (
        zipped({"xl/workbook.bin": b"x"}),
        "it is a binary Excel workbook, which is not read. Save it as .xlsx.",
    ),
    "archive.docx": (
        zipped({"a.txt": "x"}),
        f"it is a compressed archive, which is not read. Save it as {kinds.READABLE}.",
    ),
    "archive.rar": (
        b"Rar!\x1a",
        f"it is a compressed archive, which is not read. Save it as {kinds.READABLE}.",
    ),
    "program.py": (
        b"print()",
        f'the extension ".py" is not one we read. Give {kinds.READABLE}.',
    ),
    "bytes.txt": (b"a\x00b\x00c" * 9, "it is no text file. Save it as text in UTF-8."),
    "surrogate.txt": (
        "añ\n".encode() + b"\xed\xa0\x80 \xc3\xb1 \xc3\xb1 \xc3\xb1",
        "line 2 has bytes that are not UTF-8. Save it again as text in UTF-8.",
    ),
    "half.txt": (
        b"\xff\xfea\x00b",
        "line 1 has bytes that are not UTF-16-LE. Save it again as text in UTF-8.",
    ),
    "quote.csv": (
        b'a,b\n1,"x\n2,y\n',
        "quotes do not close well before line 3. "
        "Write each quote inside a text twice, or save the file as .xlsx.",
    ),
    "cut.xlsx": (sheet(ONE)[:400], "it is damaged (it is not complete). " + AGAIN),
    "cut.pdf": (printed("x")[:60], "it is damaged (it is no complete PDF). " + AGAIN),
    "locked.xlsx": (
        encrypted(sheet(ONE)),
        "it is protected by a password. Save it without a password.",
    ),
    "locked.pdf": (locked_pdf(), "it is protected by a password. Save it without a password."),
    "locked.ods": (
        zipped(
            {
                **opendocument_parts(""),
                "META-INF/manifest.xml": '<m xmlns:m="m"><m:encryption-data/></m>',
            }
        ),
        "it is protected by a password. Save it without a password.",
    ),
    "scan.pdf": (
        printed("", ""),
        "it has no text: its pages are pictures. "
        "Run it through a program that recognises text (OCR) and give the result.",
    ),
    "bomb.xlsx": (
        part("xl/media/a.bin", bytes(4 * 2**20)),
        "unpacked it would be larger than any fiche or sheet is. "
        "Copy your data into a new file, without spare rows or images.",
    ),
    "many.xlsx": (
        zipped({f"a{n}": "" for n in range(package.MOST_PARTS)} | workbook_parts(ONE)),
        "unpacked it would be larger than any fiche or sheet is. "
        "Copy your data into a new file, without spare rows or images.",
    ),
    "twice.xlsx": (
        zipped([*workbook_parts(ONE).items(), ("xl/workbook.xml", "<x/>")]),
        "it is damaged (two of its parts have one name). " + AGAIN,
    ),
    "up.xlsx": (
        part("../../etc/passwd", "x"),
        "it is damaged (a part has a path that leaves the file). " + AGAIN,
    ),
    "root.docx": (
        zipped({**document_parts(paragraph("x")), "/etc/passwd": "x"}),
        "it is damaged (a part has a path that leaves the file). " + AGAIN,
    ),
    "laughs.xlsx": (
        part("xl/workbook.xml", f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>"),
        "its part xl/workbook.xml declares entities, which are not read here. " + AGAIN,
    ),
    "laughs.docx": (
        zipped(
            {**document_parts(""), "word/document.xml": f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>"}
        ),
        "its part word/document.xml declares entities, which are not read here. " + AGAIN,
    ),
    "wide.xlsx": (  # no search for the bytes of the word would find it
        part("docProps/app.xml", "<?xml version='1.0'?><!DOCTYPE x><x/>".encode("utf-16")),
        "its part docProps/app.xml declares entities, which are not read here. " + AGAIN,
    ),
    "unclosed.xlsx": (
        sheet("<sheetData><row>"),
        "it is damaged (xl/worksheets/sheet1.xml is not valid XML). " + AGAIN,
    ),
    "place.xlsx": (
        sheet(rows('<c r="ZZZZ1"><v>1</v></c>')),
        'it is damaged ("ZZZZ1" is no place). ' + AGAIN,
    ),
    "back.xlsx": (
        sheet(rows('<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>')),
        'it is damaged ("A1" is no place). ' + AGAIN,
    ),
    "string.xlsx": (
        sheet(rows('<c r="A1" t="s"><v>7</v></c>')),
        'it is damaged ("7" is no place). ' + AGAIN,
    ),
    "merged.xlsx": (
        sheet(ONE + '<mergeCells><mergeCell ref="A1:"/></mergeCells>'),
        'it is damaged ("A1:" is no range). ' + AGAIN,
    ),
    "all-merged.xlsx": (
        sheet(ONE + "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 5001 + "</mergeCells>"),
        "it has more than 5000 groups of merged cells. Unmerge them.",
    ),
    "repeated.ods": (
        zipped(
            opendocument_parts(
                '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
                '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p>'
                "</table:table-cell></table:table-row></table:table>"
            )
        ),
        "it has more than 1500000 cells with content. Split it into several files.",
    ),
    "count.ods": (
        zipped(
            opendocument_parts(
                '<table:table><table:table-row table:number-rows-repeated="-1"/></table:table>'
            )
        ),
        'it is damaged ("-1" is no count). ' + AGAIN,
    ),
    "deep.docx": (
        zipped(document_parts("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)),
        "it is damaged (it has too many levels). " + AGAIN,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_and_said_why(tmp_path: Path, name: str) -> None:
    data, words = REFUSED[name]
    assert refused(saved(tmp_path / name, data)) == words


def test_it_is_also_said_in_spanish(tmp_path: Path) -> None:
    said = {
        name: refused(saved(tmp_path / name, REFUSED[name][0]), "es")
        for name in ("pdf.xlsx", "cut.xlsx", "bomb.xlsx", "locked.pdf", "laughs.docx")
    }
    assert said == {
        "pdf.xlsx": 'es un PDF y se llama ".xlsx". Ponle la extensión .pdf.',
        "cut.xlsx": f"está dañado (no está completo). {AGAIN_ES}",
        "bomb.xlsx": "al descomprimirlo ocuparía más de lo que ocupa una ficha o una hoja. "
        "Copia tus datos a un archivo nuevo, sin filas ni imágenes de más.",
        "locked.pdf": "está protegido con contraseña. Guárdalo sin contraseña.",
        "laughs.docx": "su parte word/document.xml declara entidades, lo que aquí no se lee. "
        f"{AGAIN_ES}",
    }


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe, loop = tmp_path / "pipe.csv", tmp_path / "loop.csv"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder = "it is no file. Give a file, not a folder."
    assert refused(tmp_path) == folder
    assert refused(pipe) == folder
    assert refused(Path("/dev/zero")) == folder
    assert refused(loop) == (
        "it cannot be read (Too many levels of symbolic links). Check the path."
    )
    assert refused(tmp_path / "none.csv") == (
        "it cannot be read (No such file or directory). Check the path."
    )
    with pytest.raises(InputError, match="embedded null byte"):
        opened(tmp_path / "a\x00.csv")


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate(opening.MOST_BYTES + 1)
    assert refused(big) == "it is larger than 64 MiB. Split it into several files."
    monkeypatch.setattr(package, "MOST_BYTES", 100)
    assert refused(saved(tmp_path / "a.xlsx", sheet(ONE))).startswith("unpacked it would be larger")
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert refused(saved(tmp_path / "a.pdf", printed("a", "b", "c"))) == (
        "it has more than 2 pages. Split it."
    )


def test_a_sheet_as_large_as_can_be_said_holds_what_it_holds(tmp_path: Path) -> None:
    dimension = '<dimension ref="A1:XFD1048576"/><sheetData>'
    empty = "".join(f'<row r="{n}" spans="1:9"/>' for n in range(1, 100_001))
    last = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    path = saved(tmp_path / "a.xlsx", sheet(dimension + empty + last))
    began = time.monotonic()
    found = sheets_of(path)
    assert time.monotonic() - began < 10
    assert found.sheets[0].rows == ((Cell(1_048_576, 16_384, "2", "number"),),)


def test_cells_and_text_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "a.csv", b"a,b\nc,d\n")
    monkeypatch.setattr(delimited, "MOST_CELLS", 3)
    assert refused(path).startswith("it has more than 1500000 cells")
    monkeypatch.undo()
    caps = apart.Caps(seconds=9, memory_mib=100, output_mib=0)
    monkeypatch.setattr(apart, "CAPS", caps)
    assert refused(path) == "it has more than 0 MiB of text. Split it into several files."


def test_a_pdf_that_unpacks_to_much_is_refused(tmp_path: Path) -> None:
    bomb = zlib.compress(b"BT /F1 12 Tf (" + b"A" * 80_000_000 + b") Tj ET", 1)
    assert refused(saved(tmp_path / "a.pdf", printed("x", packed=bomb))).startswith(
        "unpacked it would be larger"
    )


@pytest.mark.parametrize("kind", ["xlsx", "docx", "ods"])
def test_entities_and_links_are_not_fetched(
    tmp_path: Path, kind: str, listener: tuple[int, list[bytes]]
) -> None:
    port, heard = listener
    url = f"http://127.0.0.1:{port}/"
    outside = f'<!DOCTYPE x SYSTEM "{url}x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">'
    hostile = f'{outside}<!ENTITY f SYSTEM "{url}f">]><x>&e;&f;</x>'
    parts, name = {
        "xlsx": (workbook_parts(ONE), "xl/worksheets/sheet1.xml"),
        "docx": (document_parts(""), "word/document.xml"),
        "ods": (opendocument_parts(""), "content.xml"),
    }[kind]
    words = refused(saved(tmp_path / f"a.{kind}", {**parts, name: hostile}))
    assert words.startswith(f"its part {name} declares entities")
    assert heard == []


def test_a_sheet_outside_the_file_is_not_fetched(
    tmp_path: Path, listener: tuple[int, list[bytes]]
) -> None:
    port, heard = listener
    parts = workbook_parts(ONE)
    links = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = links.replace(
        'Target="worksheets/sheet1.xml"', f'Target="http://127.0.0.1:{port}/" TargetMode="External"'
    )
    assert refused(saved(tmp_path / "a.xlsx", parts)).startswith("there is nothing written")
    parts["xl/_rels/workbook.xml.rels"] = links.replace(
        "worksheets/sheet1.xml", "../../../../etc/passwd"
    )
    assert refused(saved(tmp_path / "a.xlsx", parts)) == (
        "it is damaged (etc/passwd is missing). " + AGAIN
    )
    assert heard == []


def test_characters_that_nobody_sees_are_taken_out_and_told(tmp_path: Path) -> None:
    found = lines_of(saved(tmp_path / "a.txt", "uno\nd\x07os\u202e\n".encode()))
    assert found.lines == ("uno", "dos", "")
    told = "It had characters that cannot be seen: they were taken out"
    assert [(str(r.place), r.en) for r in found.remarks] == [(f"{tmp_path}/a.txt:2", told)]
    cells = rows('<c r="A1" t="str"><v>a_x0000_b_xD800_</v></c>')
    table = sheets_of(saved(tmp_path / "a.xlsx", sheet(cells)))
    assert table.sheets[0].rows == ((Cell(1, 1, "ab"),),)
    assert [(str(r.place), r.en) for r in table.remarks] == [(f"{tmp_path}/a.xlsx:Hoja!A1", told)]


def _opens(data: bytes, name: str) -> Found:
    return Found(lines=[Path("/etc/hostname").read_text(encoding="utf-8")])


def _connects(data: bytes, name: str) -> Found:
    socket.create_connection(("127.0.0.1", int(name)))
    return Found(lines=["connected"])


def _spins(data: bytes, name: str) -> Found:
    while True:
        pass


def _grows(data: bytes, name: str) -> Found:
    return Found(lines=["x" * 2**31])


def _falls(data: bytes, name: str) -> Found:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Found()


@pytest.mark.parametrize(
    ("reads", "words"),
    [
        (_opens, "it cannot be read: it is not what its format expects (OSError). " + AGAIN),
        (_connects, "it cannot be read: it is not what its format expects (OSError). " + AGAIN),
        (_spins, "reading it takes longer than 1 s. Split it into several files."),
        (_grows, "reading it needs more than 512 MiB of memory. Split it into several files."),
        (_falls, "it cannot be read: it is not what its format expects (SIGSEGV). " + AGAIN),
    ],
)
def test_what_reads_a_file_can_do_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    listener: tuple[int, list[bytes]],
    reads: Callable[[bytes, str], Found],
    words: str,
) -> None:
    port, heard = listener
    monkeypatch.setattr(opening, "_function", lambda _: reads)
    monkeypatch.setattr(apart, "CAPS", apart.Caps(seconds=1, memory_mib=512, output_mib=1))
    assert refused(saved(tmp_path / f"{port}.txt", b"x")) == words
    assert heard == []


def test_a_document_of_headings_without_end_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    monkeypatch.setattr(apart, "CAPS", apart.Caps(seconds=1, memory_mib=512, output_mib=16))
    words = "CÓDIGO BP1_AH\nBUENA PRÁCTICA\nHallazgo\nTexto uno.\n" * 20_000
    path = saved(tmp_path / "a.txt", words.encode())
    with pytest.raises(InputError, match=r"a\.txt: reading it takes longer than 1 s\."):
        given([path], form(project), (), lambda *_: None)


def test_without_fork_files_are_read_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_CONTEXT", multiprocessing.get_context("spawn"))
    path = saved(tmp_path / "a.docx", zipped(document_parts(paragraph("uno"))))
    assert lines_of(path).lines == ("uno",)
    assert refused(saved(tmp_path / "b.xlsx", path.read_bytes())) == REFUSED["word.xlsx"][1]


def test_any_part_of_a_file_may_be_missing_or_wrong(tmp_path: Path) -> None:
    """Nothing but our own words comes of a workbook that is cut or changed anywhere."""
    strings = "<si><t>hola</t></si>"
    parts = workbook_parts(rows('<c r="A1" t="s"><v>0</v></c>'), strings, "<cellXfs/>")
    changed = [{**parts, n: w} for n in parts for w in (b"", b"<x/>", b"\xff\xfe<", b"<a><b/></a>")]
    cut = [{key: words for key, words in parts.items() if key != name} for name in parts]
    said = {"read"}
    for each in (*changed, *cut):
        try:
            opened(saved(tmp_path / "a.xlsx", each))
        except InputError as error:
            said.add(error.text("en").removeprefix(f"{tmp_path}/a.xlsx: ").split(" (")[0])
    assert said == {
        "read",
        "it is damaged",
        "there is nothing written in it. Give a file with data.",
        f"it is a compressed archive, which is not read. Save it as {kinds.READABLE}.",
    }
