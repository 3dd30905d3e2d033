"""Files such as strangers send, made for the tests: nothing of them is kept in the repository."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from saberesgraph.fiches.files import Lines, Sheets, opened

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)

Parts = dict[str, str | bytes]


def package(parts: Mapping[str, str | bytes] | list[tuple[str, str | bytes]]) -> bytes:
    """A zip with parts, in their order."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            file.writestr(name, content)
    return out.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{_KIND}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{each}</Relationships>'


def workbook_parts(sheet: str, strings: str = "", styles: str = "", state: str = "") -> Parts:
    """The parts of a workbook with one sheet `Hoja`, whose XML is given from <cols> on."""
    attributes = f' state="{state}"' if state else ""
    targets = [("worksheet", "worksheets/sheet1.xml")]
    parts: Parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KIND[:-1]}"><sheets>'
        f'<sheet name="Hoja" r:id="r1"{attributes}/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
    }
    if strings:
        targets.append(("sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    if styles:
        targets.append(("styles", "/xl/styles.xml"))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    parts["xl/_rels/workbook.xml.rels"] = relations(*targets)
    return parts


def rows(*cells: str) -> str:
    """Sheet data: one row for each text of cells."""
    each = "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(cells, 1))
    return f"<sheetData>{each}</sheetData>"


def opendocument_parts(tables: str, styles: str = "") -> Parts:
    """The parts of an OpenDocument workbook."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
    }


def document_parts(body: str) -> Parts:
    """The parts of a Word document."""
    return {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def pdf(*pages: str, packed: bytes | None = None) -> bytes:
    """A PDF with a line of text on each page; `packed` is a compressed content for all."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, words in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        drawn = f"BT /F1 12 Tf 20 400 Td ({words}) Tj ET" if words else ""
        content = packed or zlib.compress(drawn.encode("cp1252"))
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def saved(path: Path, content: bytes | Parts) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else package(content))
    return path


def sheets_of(path: Path) -> Sheets:
    found = opened(path)
    assert isinstance(found, Sheets)
    return found


def lines_of(path: Path) -> Lines:
    found = opened(path)
    assert isinstance(found, Lines)
    return found
