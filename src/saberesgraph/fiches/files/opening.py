"""Opens a file from a stranger: a child that can do nothing else reads what it holds."""

import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final

from saberesgraph.errors import InputError, SaberesGraphError
from saberesgraph.fiches.files.apart import SPLIT, apart
from saberesgraph.fiches.files.content import Found, Lines, Sheets
from saberesgraph.fiches.files.kinds import READERS, Reader, reader_of
from saberesgraph.reading import CHECK_PATH

MOST_BYTES: Final = 64 * 2**20


def opened(path: Path) -> Sheets | Lines:
    """Return what a file holds; it is only read, and what it says is never run or followed.

    Args:
        path: of a .xlsx, .xlsm, .ods, .csv, .tsv, .txt, .md, .docx, .docm or .pdf file.

    Raises:
        InputError: it cannot be read, is too large, damaged, protected, or not what it is called.
    """
    try:
        content = _content(path)
        found = _read_apart(content, path)
        if not found.lines and not any(sheet.rows for sheet in found.sheets):
            raise InputError(
                "no tiene nada escrito",
                "there is nothing written in it",
                hint=("Da un archivo con datos", "Give a file with data"),
            )
    except SaberesGraphError as error:
        raise error.inside(str(path)) from error.__cause__
    remarks = tuple(note.remark(str(path)) for note in found.notes)
    if found.sheets:
        return Sheets(str(path), tuple(found.sheets), remarks)
    return Lines(str(path), tuple(found.lines), remarks)


def _content(path: Path) -> bytes:
    """The bytes of a regular file; a device or a pipe is never waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise InputError(
                    "no es un archivo",
                    "it is no file",
                    hint=("Da un archivo, no una carpeta", "Give a file, not a folder"),
                )
            with open(handle, "rb", closefd=False) as file:
                content = file.read(MOST_BYTES + 1)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:  # a path may hold a NUL
        why = getattr(error, "strerror", None) or error
        raise InputError(
            f"no se puede leer ({why})", f"it cannot be read ({why})", hint=CHECK_PATH
        ) from error
    if len(content) > MOST_BYTES:
        raise InputError(
            f"pasa de {MOST_BYTES // 2**20} MiB",
            f"it is larger than {MOST_BYTES // 2**20} MiB",
            hint=SPLIT,
        )
    return content


def _read_apart(content: bytes, path: Path) -> Found:
    said = READERS.get(path.suffix.lower())
    function = _function(said) if said else _none  # what it imports is there before the child is
    return Found.unpacked(apart(_packed, content, path.name, function))


_Function = Callable[[bytes, str], Found]


def _packed(content: bytes, name: str, function: _Function) -> bytes:
    reader_of(content, PurePath(name))
    found = function(content, PurePath(name).stem)
    found.clean()
    return found.packed()


def _function(reader: Reader) -> _Function:
    """Return what reads a kind of file; only what it needs is imported."""
    from saberesgraph.fiches.files import delimited, plain

    if reader == "delimited":
        return delimited.read_delimited
    if reader == "pdf":
        from saberesgraph.fiches.files import pdf

        return pdf.read_pdf
    if reader in {"text", "markdown"}:
        return plain.read_text if reader == "text" else plain.read_markdown
    from saberesgraph.fiches.files import opendocument, word, workbook

    return {
        "workbook": workbook.read_workbook,
        "opendocument": opendocument.read_opendocument,
        "document": word.read_document,
    }[reader]


def _none(content: bytes, name: str) -> Found:
    """Read nothing: `reader_of` has refused it."""
    return Found()
