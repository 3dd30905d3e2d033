"""The pages of the coverage matrices, with their tables and pictures as files."""

from functools import partial

from saberesgraph.coverage import NAMES, Matrix, csv, matrix
from saberesgraph.drawing.matrix.page import matrix_page
from saberesgraph.drawing.matrix.svg import matrix_svg
from saberesgraph.drawing.page import Place
from saberesgraph.site.content import Content, Pages


def pages(content: Content) -> Pages:
    """Yield the page, the CSV and the SVG of each matrix."""
    for name in NAMES:
        found = matrix(content.store, name, content.language)
        yield f"matrices/{name}.html", partial(_page, found, content.language)
        yield f"matrices/{name}.csv", partial(_csv, found, content.language)
        yield f"matrices/{name}.svg", partial(_svg, found, content.language)


def _page(found: Matrix, language: str, place: Place) -> str:
    return matrix_page(found, language, place=place)


def _csv(found: Matrix, language: str, _: Place) -> str:
    return csv(found, language)


def _svg(found: Matrix, language: str, _: Place) -> str:
    return matrix_svg(found, language)
