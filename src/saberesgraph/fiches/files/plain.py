"""Reads .txt and .md files as lines."""

import re
from typing import Final

from saberesgraph.fiches.files.content import Found
from saberesgraph.fiches.files.encoding import decoded

# form feeds stay: they begin a page; str.splitlines would cut there
_ENDS: Final = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_QUOTE: Final = re.compile(r"^(\f?)(\s{0,3}>\s?)+")
_FENCE: Final = re.compile(r"^\s{0,3}(```|~~~)\S*\s*$")
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,2000})\]\(<?([^()\s<>]{1,2000})>?\)")
_CODE: Final = re.compile(r"(`+)([^`]{1,5000})\1")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_text(content: bytes, name: str) -> Found:
    """Return the lines of a text.

    Raises:
        InputError: it is no text.
    """
    text, notes = decoded(content)
    return Found(lines=_ENDS.split(text), notes=list(notes))


def read_markdown(content: bytes, name: str) -> Found:
    """Return the lines of a Markdown text, without the marks that only Markdown has.

    Headings, emphasis, bullets and tables stay: documents in plain text have them too, and
    whoever looks for fiches reads them.

    Raises:
        InputError: it is no text.
    """
    found = read_text(content, name)
    found.lines = [unmarked(line) for line in found.lines]
    return found


def unmarked(line: str) -> str:
    r"""Return a line of Markdown without quotes, fences, links, code and escapes.

    >>> unmarked("> [OIM](https://iom.int) escribe 3\\_a y `sab:area`")
    'OIM (https://iom.int) escribe 3_a y sab:area'
    """
    if _FENCE.match(line):
        return ""
    words = _LINK.sub(
        lambda m: m[1] if m[1] == m[2] else f"{m[1]} ({m[2]})".strip(), _QUOTE.sub(r"\1", line)
    )
    return _ESCAPED.sub(r"\1", _CODE.sub(r"\2", words))
