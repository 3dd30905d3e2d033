"""The page of a coverage matrix: a table whose cells lead to their lists."""

from typing import Any

from saberesgraph.coverage import Head, Matrix, titles
from saberesgraph.drawing.matrix import order as matrix_order
from saberesgraph.drawing.matrix.grid import list_id, name, of_matrix
from saberesgraph.drawing.page import Place, render
from saberesgraph.language import translator

# what each kind is called: one, several, and none of them
_KINDS = {
    "objective": ("Objetivo", "Objective", "objetivos", "objectives"),
    "principle": ("Principio", "Principle", "principios", "principles"),
    "goal": ("ODS", "SDG", "ODS", "SDGs"),
    "actor": ("Actor", "Actor", "actores", "actors"),
    "area": ("Área", "Area", "áreas", "areas"),
    "province": ("Provincia", "Province", "provincias", "provinces"),
}


# experiences that the list of a cell names; the page of its row names all
LISTED = 60


def matrix_page(
    found: Matrix, language: str, *, place: Place | None = None, order: str = "code"
) -> str:
    """Return the page of a matrix, in one of the orders of `matrix_order.ORDERS`."""
    shown = matrix_order.ordered(found, order)
    kinds = found.name.split("-by-")
    return render(
        "matrix.html.j2",
        language,
        place=place,
        styles=("matrix.css",),
        scripts=("matrix.js",),
        matrix=found,
        grid=of_matrix(shown, corner(found, language)),
        lists=_lists(found, language),
        empty=[
            (words, [name(head, letter) for head in heads])
            for words, letter, heads in (
                (several(kinds[0], language), "r", found.empty_rows),
                (several(kinds[1], language), "k", found.empty_columns),
            )
            if heads
        ],
        order=order,
        orders=matrix_order.names(found, language),
        places=_places(found, order),
        others={other: title for other, title in titles(language).items() if other != found.name},
    )


def corner(found: Matrix, language: str) -> tuple[str, str]:
    """Return what the rows and what the columns of a matrix are, in the singular."""
    row, column = (_KINDS[kind] for kind in found.name.split("-by-"))
    t = translator(language)
    return t(*row[:2]), t(*column[:2])


def several(kind: str, language: str) -> str:
    """Return the plural of a kind of row or column."""
    return translator(language)(*_KINDS[kind][2:])


def _lists(found: Matrix, language: str) -> list[dict[str, Any]]:
    one = corner(found, language)[0]
    return [
        {
            "id": list_id(row, column),
            "row": _called(one, row),
            "column": column.label,
            "about": row.label,
            "curie": row.curie,
            "count": len(found.of(row, column)),
            "practices": [(code, found.titles[code]) for code in found.of(row, column)[:LISTED]],
        }
        for row in found.rows
        for column in found.columns
        if found.of(row, column)
    ]


def _called(one: str, head: Head) -> str:
    """A row in few words: its kind and code, or its name where people know no code."""
    code = name(head, "r").code
    return f"{one} {code}" if code else head.label


def _places(found: Matrix, first: str) -> dict[str, Any]:
    """The anchors of rows and columns in each order, for the script."""
    return {
        "first": first,
        "orders": {
            order: {
                "rows": [name(row, "r").id for row in shown.rows],
                "columns": [name(column, "k").id for column in shown.columns],
            }
            for order in matrix_order.ORDERS
            for shown in (matrix_order.ordered(found, order),)
        },
    }
