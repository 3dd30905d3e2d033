"""Writes a report: one module a format, each a function from `Report` and language to text.

All tell the same findings in the same order. The page of findings is drawn by
`saberesgraph.drawing.findings`, as pages are.
"""

from collections.abc import Callable, Mapping
from typing import Final

from saberesgraph.validation.finding import Report
from saberesgraph.validation.reports import github, junit, markdown, plain, record, sarif, turtle
from saberesgraph.validation.reports.words import summary

__all__ = ["WRITERS", "summary", "text"]

text = plain.write
WRITERS: Final[Mapping[str, Callable[[Report, str], str]]] = {
    "text": plain.write,
    "json": record.write,
    "markdown": markdown.write,
    "github": github.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "turtle": turtle.write,
}
