"""What a file is, by what it holds and by what it is called: both must agree."""

import io
import zipfile
import zlib
from pathlib import PurePath
from typing import Final, Literal, NamedTuple

from saberesgraph.errors import InputError

Reader = Literal["workbook", "opendocument", "delimited", "text", "markdown", "document", "pdf"]

READERS: Final[dict[str, Reader]] = {
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".ods": "opendocument",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "text",
    ".md": "markdown",
    ".docx": "document",
    ".docm": "document",
    ".pdf": "pdf",
}
READABLE: Final = ".xlsx, .ods, .csv, .docx, .pdf, .md, .txt"


class _Kind(NamedTuple):
    """What a file is called in Spanish and English, who reads it, and its usual extension."""

    es: str
    en: str
    reader: Reader | None
    extension: str


_OF_TEXT: Final = {"text", "markdown", "delimited"}
_PACKED: Final = {"workbook", "opendocument", "document"}

_TEXT: Final = _Kind("un texto", "a text", "text", ".txt")
_WORKBOOK: Final = _Kind("un libro de Excel", "an Excel workbook", "workbook", ".xlsx")
_BINARY_WORKBOOK: Final = _Kind(
    "un libro binario de Excel", "a binary Excel workbook", None, ".xlsx"
)
_OPENDOCUMENT: Final = _Kind(
    "un libro de OpenDocument", "an OpenDocument workbook", "opendocument", ".ods"
)
_DOCUMENT: Final = _Kind("un documento de Word", "a Word document", "document", ".docx")
_OPEN_TEXT: Final = _Kind("un documento de OpenDocument", "an OpenDocument text", None, ".docx")
_SLIDES: Final = _Kind("una presentación", "a presentation", None, ".pdf")
_PACKAGE: Final = _Kind("un archivo comprimido", "a compressed archive", None, "")
_CUT: Final = _Kind("un archivo comprimido dañado", "a damaged archive", None, "")
_PDF: Final = _Kind("un PDF", "a PDF", "pdf", ".pdf")
_OLD: Final = _Kind(
    "un archivo de Office anterior a 2007, o protegido con contraseña",
    "an Office file from before 2007, or protected by a password",
    None,
    ".xlsx / .docx",
)
_WEB: Final = _Kind("una página web", "a web page", None, ".xlsx / .txt")
_RICH: Final = _Kind("un texto RTF", "an RTF text", None, ".docx")
_PICTURE: Final = _Kind("una imagen", "a picture", None, "")

_MAGIC: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD),
    (b"{\\rtf", _RICH),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _PACKAGE),
    (b"7z\xbc\xaf", _PACKAGE),
    (b"Rar!", _PACKAGE),
)
_PARTS: Final = (
    ("xl/workbook.bin", _BINARY_WORKBOOK),
    ("xl/workbook.xml", _WORKBOOK),
    ("word/document.xml", _DOCUMENT),
    ("ppt/presentation.xml", _SLIDES),
)
_PDF_WITHIN: Final = 1024


def reader_of(content: bytes, path: PurePath) -> Reader:
    """Return what reads a file.

    Raises:
        InputError: it is empty, nothing reads it, or it is not what its extension says.
    """
    said = READERS.get(path.suffix.lower())
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError(
            "está vacío", "it is empty", hint=("Da un archivo con datos", "Give a file with data")
        )
    kind = _kind(content)
    if said is not None and (said == kind.reader or (kind is _TEXT and said in _OF_TEXT)):
        return said
    if kind is _CUT and said in _PACKED:
        return said  # who reads it says what is wrong with it
    if kind.reader is None or (said is None and kind is _TEXT):
        raise _unreadable(path, kind)
    raise InputError(
        f'es {kind.es} y se llama "{path.suffix}"',
        f'it is {kind.en} and is called "{path.suffix}"',
        hint=(f"Ponle la extensión {kind.extension}", f"Give it the extension {kind.extension}"),
    )


def _kind(content: bytes) -> _Kind:
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return _PDF
    if content.startswith(b"PK"):
        return _packed(content)
    start = content[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return _WEB
    return _TEXT


def _packed(content: bytes) -> _Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            said = package.open("mimetype").read(100) if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
        zlib.error,
    ):
        return _CUT
    if b"opendocument.spreadsheet" in said:
        return _OPENDOCUMENT
    if b"opendocument.text" in said:
        return _OPEN_TEXT
    parts = ((part, kind) for part, kind in _PARTS if part in names)
    return next(parts, (None, _PACKAGE))[1]


def _unreadable(path: PurePath, kind: _Kind) -> InputError:
    if kind is _TEXT:
        return InputError(
            f'la extensión "{path.suffix}" no es de las que se leen',
            f'the extension "{path.suffix}" is not one we read',
            hint=(f"Da {READABLE}", f"Give {READABLE}"),
        )
    as_what = kind.extension or READABLE
    return InputError(
        f"es {kind.es}, y no se lee",
        f"it is {kind.en}, which is not read",
        hint=(f"Guárdalo como {as_what}", f"Save it as {as_what}"),
    )
