"""Decodes text files: UTF-8, UTF-16, or what Windows in Spanish writes."""

import codecs
from typing import Final

from saberesgraph.errors import InputError
from saberesgraph.fiches.files.content import Note

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WINDOWS: Final = Note(
    "No está en UTF-8: se leyó como Windows-1252. Revisa las tildes y las eñes",
    "It is not in UTF-8: it was read as Windows-1252. Check the accented letters",
)
_SAMPLE: Final = 4096


def decoded(content: bytes) -> tuple[str, tuple[Note, ...]]:
    r"""Return the text of a file, and what a person should know of how it was read.

    Raises:
        InputError: it is no text, or its text is damaged.

    >>> decoded("a\u00f1o".encode("cp1252"))[0], decoded("\ufeffa\u00f1o".encode())
    ('año', ('año', ()))
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content.removeprefix(mark), encoding), ()
    sample = content[:_SAMPLE]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        # in Spanish one of every two bytes of UTF-16 is empty, and none of the others
        if len(sample) > 1 and not any(sample[start::2]) and all(sample[1 - start :: 2]):
            return _strict(content, encoding), ()
    try:
        return _whole(content.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        mended = content.decode("utf-8", errors="replace")
        letters = sum(1 for c in mended if c > "\x7f" and c != "\ufffd")
        if letters > mended.count("\ufffd"):  # it is UTF-8, with a few wrong bytes
            raise _damaged(content, error) from error
    # Windows-1252 leaves five bytes without a meaning, Latin-1 none
    try:
        return _whole(content.decode("cp1252")), (_WINDOWS,)
    except UnicodeDecodeError:
        return _whole(content.decode("latin-1")), (_WINDOWS,)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return _whole(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise _damaged(content, error) from error


def _whole(text: str) -> str:
    if "\x00" in text:
        raise InputError(
            "no es un archivo de texto",
            "it is no text file",
            hint=("Guárdalo como texto en UTF-8", "Save it as text in UTF-8"),
        )
    return text


def _damaged(content: bytes, error: UnicodeDecodeError) -> InputError:
    line = content.count(b"\n", 0, error.start) + 1
    return InputError(
        f"la línea {line} tiene bytes que no son {error.encoding.upper()}",
        f"line {line} has bytes that are not {error.encoding.upper()}",
        hint=("Guárdalo de nuevo como texto en UTF-8", "Save it again as text in UTF-8"),
    )
