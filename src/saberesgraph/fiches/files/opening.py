"""Opens a file from a stranger: a child that can do nothing else reads what it holds."""

import codecs
import os
import signal
import stat
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path, PurePath
from typing import Final

from saberesgraph.errors import InputError, SaberesGraphError, unpacked
from saberesgraph.fiches.files.content import Found, Lines, Sheets, broken
from saberesgraph.fiches.files.kinds import READERS, Reader, reader_of
from saberesgraph.reading import CHECK_PATH
from saberesgraph.sandbox import Limits
from saberesgraph.sandbox.child import messages
from saberesgraph.sandbox.confinement import confine

MOST_BYTES: Final = 64 * 2**20
_MOST_SENT: Final = 2**20
_DONE, _FAILED, _DATA = b"kxd"
_ENCODINGS: Final = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "latin-1"),
    *("cp437", "ascii"),  # names of the parts of a package
    *("charmap", "gbk", "gb2312", "gb18030", "cp932", "cp950"),  # what PDFs say letters in
)
_SPLIT: Final = ("Divídelo en varios archivos", "Split it into several files")


class _Caps(Limits):
    """What reading one file may take."""

    def over_time(self) -> SaberesGraphError:
        return InputError(
            f"leerlo tarda más de {self.seconds:g} s",
            f"reading it takes longer than {self.seconds:g} s",
            hint=_SPLIT,
        )

    def over_memory(self) -> SaberesGraphError:
        return InputError(
            f"leerlo necesita más de {self.memory_mib} MiB de memoria",
            f"reading it needs more than {self.memory_mib} MiB of memory",
            hint=_SPLIT,
        )

    def over_output(self) -> SaberesGraphError:
        return InputError(
            f"tiene más de {self.output_mib} MiB de texto",
            f"it has more than {self.output_mib} MiB of text",
            hint=_SPLIT,
        )

    def died(self, exitcode: int | None) -> SaberesGraphError:
        fault = signal.Signals(-exitcode).name if exitcode and exitcode < 0 else str(exitcode)
        if fault in {"SIGALRM", "SIGXCPU"}:
            return self.over_time()
        if fault in {"SIGABRT", "SIGKILL"}:  # Linux kills who takes too much memory
            return self.over_memory()
        return _unreadable(fault)


CAPS: Final = _Caps(seconds=60, memory_mib=1024, output_mib=128)


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
            hint=_SPLIT,
        )
    return content


def _read_apart(content: bytes, path: Path) -> Found:
    said = READERS.get(path.suffix.lower())
    function = _function(said) if said else _none  # what it imports is there before the child is
    received = bytearray()
    with closing(messages(_work, (content, path.name, function, CAPS), CAPS)) as sent:
        for message in sent:
            tag, rest = message[0], message[1:]
            if tag == _DONE:
                break
            if tag == _FAILED:
                raise unpacked(rest)
            received += rest
            if len(received) > CAPS.output_bytes:
                raise CAPS.over_output()
    return Found.unpacked(bytes(received))


_Function = Callable[[bytes, str], Found]


def _work(
    writer: "Connection[bytes, bytes]",
    content: bytes,
    name: str,
    function: _Function,
    caps: Limits,
) -> None:
    """Read content in this process, which first gives up its rights, and send what was found."""
    for encoding in _ENCODINGS:  # Python opens a file to learn each
        codecs.lookup(encoding)
    confine(caps)
    try:
        reader_of(content, PurePath(name))
        found = function(content, PurePath(name).stem)
        found.clean()
        packed = found.packed()
        for start in range(0, len(packed), _MOST_SENT):
            writer.send_bytes(bytes([_DATA]) + packed[start : start + _MOST_SENT])
        writer.send_bytes(bytes([_DONE]))
    except BrokenPipeError:
        return  # the parent is gone
    except MemoryError:
        writer.send_bytes(bytes([_FAILED]) + caps.over_memory().packed())
    except RecursionError:
        error = broken("tiene demasiados niveles", "it has too many levels")
        writer.send_bytes(bytes([_FAILED]) + error.packed())
    except SaberesGraphError as error:
        writer.send_bytes(bytes([_FAILED]) + error.packed())
    except Exception as error:  # what a library did not expect, in a file from anywhere
        writer.send_bytes(bytes([_FAILED]) + _unreadable(type(error).__name__).packed())


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


def _unreadable(why: str) -> InputError:
    return InputError(
        f"no se puede leer: no es lo que su formato espera ({why})",
        f"it cannot be read: it is not what its format expects ({why})",
        hint=(
            "Ábrelo con el programa que lo hizo y guárdalo de nuevo",
            "Open it with the program that made it and save it again",
        ),
    )
