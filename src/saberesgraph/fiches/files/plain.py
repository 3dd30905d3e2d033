"""Reads .txt and .md files as lines; of Markdown, the words without their marks."""

import re
from collections.abc import Iterator
from typing import Final

from saberesgraph.fiches.files.content import Found, Line
from saberesgraph.fiches.files.encoding import decoded

# form feeds stay: they begin a page; str.splitlines would cut there
_ENDS: Final = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_RULE: Final = re.compile(r"\s{0,3}([-*_=])(\s*\1){2,}\s*$")
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-*:?\s*)*$")
_HEADING: Final = re.compile(r"^(\f?)\s{0,3}#{1,6}\s+(.*?)(\s+#+)?\s*$")
_QUOTE: Final = re.compile(r"^(\f?)(\s{0,3}>\s?)+")
_BULLET: Final = re.compile(r"^(\f?)\s*[*+-]\s+")
_FENCE: Final = re.compile(r"^\s{0,3}(```|~~~)\S*\s*$")
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,2000})\]\(<?([^()\s<>]{1,2000})>?\)")
_EMPHASIS: Final = (
    re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*]{1,5000}?)(?<=[^\s*\\])\1"),
    re.compile(r"(?<![\\\w])(_{1,3})(?=[^\s_])([^_]{1,5000}?)(?<=[^\s_\\])\1(?!\w)"),
    re.compile(r"(`+)([^`]{1,5000})\1"),
)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CELLS: Final = re.compile(r"(?<!\\)\|")


def read_text(content: bytes, name: str) -> Found:
    """Return the lines of a text.

    Raises:
        InputError: it is no text.
    """
    text, notes = decoded(content)
    lines = [Line(number, line) for number, line in enumerate(_ENDS.split(text), 1)]
    return Found(lines=lines, notes=list(notes))


def read_markdown(content: bytes, name: str) -> Found:
    """Return the lines of a Markdown text without marks; each cell of a table is a line.

    Raises:
        InputError: it is no text.
    """
    found = read_text(content, name)
    found.lines = [
        Line(line.number, words) for line in found.lines for words in unmarked(line.text)
    ]
    return found


def unmarked(line: str) -> Iterator[str]:
    r"""Yield the words of a line of Markdown: one line, or the cells of a row of a table.

    >>> list(unmarked("## **Hallazgo**")), list(unmarked("| *Meta* | 3\\_a |"))
    (['Hallazgo'], ['Meta', '3_a'])
    """
    if _FENCE.match(line) or _RULE.match(line):
        yield ""
        return
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        if not _TABLE_RULE.match(stripped):
            for cell in _CELLS.split(stripped.strip("|")):
                yield _words(cell.strip())
        return
    for mark, kept in ((_QUOTE, r"\1"), (_HEADING, r"\1\2"), (_BULLET, r"\1")):
        line = mark.sub(kept, line)
    yield _words(line)


def _words(marked: str) -> str:
    words = _LINK.sub(lambda m: m[1] if m[1] == m[2] else f"{m[1]} ({m[2]})".strip(), marked)
    for mark in _EMPHASIS:
        words = mark.sub(r"\2", mark.sub(r"\2", words))  # one may stand inside another
    return _ESCAPED.sub(r"\1", words)
