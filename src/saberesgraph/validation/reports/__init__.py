"""Writes a report: one module a format, each a function from `Report` and language to text.

All tell the same findings in the same order. The page of findings is drawn by
`saberesgraph.drawing.findings`, as pages are.
"""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Final

from saberesgraph.validation.finding import Report
from saberesgraph.validation.reports import plain
from saberesgraph.validation.reports.words import summary

__all__ = ["WRITERS", "summary", "text"]

text = plain.write


def _written(module: str, report: Report, language: str) -> str:
    # imported only where it is asked for: together they take longer than a small report
    told: str = import_module(f"{__name__}.{module}").write(report, language)
    return told


WRITERS: Final[Mapping[str, Callable[[Report, str], str]]] = {
    "text": plain.write,
    "json": partial(_written, "record"),
    **{
        form: partial(_written, form) for form in ("markdown", "github", "sarif", "junit", "turtle")
    },
}
