"""The coverage matrices: how many experiences stand where a row crosses a column."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

from saberesgraph.coverage import NAMES, Head, Matrix, csv, matrix
from saberesgraph.errors import ParameterError
from saberesgraph.namespaces import expand
from saberesgraph.web.api import schemas
from saberesgraph.web.api.operation import LANG, Argument, Call, Operation, Reply
from saberesgraph.web.served import Served

_BY: Final = "-by-"
_ROWS: Final = list(dict.fromkeys(name.partition(_BY)[0] for name in NAMES))
_COLUMNS: Final = list(dict.fromkeys(name.partition(_BY)[2] for name in NAMES))


def operations(served: Served) -> Iterable[Operation]:
    """Yield the operations on matrices."""

    @lru_cache(maxsize=2 * len(NAMES))
    def drawn(name: str, language: str) -> Matrix:
        return matrix(served.store, name, language)

    def asked(call: Call) -> Matrix:
        rows, columns = call.values["rows"], call.values["columns"]
        name = f"{rows}{_BY}{columns}"
        if name not in NAMES:
            there = ", ".join(each.replace(_BY, " × ") for each in NAMES)
            raise ParameterError(
                "no hay esa matriz",
                "there is no such matrix",
                where=f"rows={rows}&columns={columns}",
                hint=(f"Las hay de {there}", f"There are {there}"),
            )
        return drawn(name, call.language)

    arguments = (
        Argument(
            "rows",
            {"es": "Qué son las filas", "en": "What the rows are"},
            {"type": "string", "enum": _ROWS, "default": _ROWS[0]},
        ),
        Argument(
            "columns",
            {"es": "Qué son las columnas", "en": "What the columns are"},
            {"type": "string", "enum": _COLUMNS, "default": _COLUMNS[0]},
        ),
        LANG,
    )

    def operation(
        suffix: str, summary: dict[str, str], answer: Callable[[Call], Reply], **more: Any
    ) -> Operation:
        return Operation(
            f"/api/coverage{suffix}",
            f"coverage{suffix.replace('.', '_')}",
            "coverage",
            summary,
            arguments,
            answer=answer,
            example=f"rows={_ROWS[0]}&columns={_COLUMNS[1]}",
            **more,
        )

    yield operation(
        "",
        {
            "es": "Cuántas experiencias hay donde se cruzan dos cosas, y dónde no hay ninguna",
            "en": "How many experiences there are where two things cross, and where there are none",
        },
        lambda call: Reply(_counts(asked(call))),
        schema=schemas.ref("Coverage"),
    )
    yield operation(
        ".csv",
        {"es": "Lo mismo como tabla", "en": "The same as a table"},
        lambda call: Reply(csv(asked(call), call.language)),
        schema={"type": "string"},
        media="text/csv",
    )


def _counts(found: Matrix) -> dict[str, Any]:
    return {
        "name": found.name,
        "title": found.title,
        "derived": found.derived,
        "rows": [_head(row) | {"total": len(found.of_row(row))} for row in found.rows],
        "columns": [
            _head(column) | {"total": len(found.of_column(column)), "aside": column.aside}
            for column in found.columns
        ],
        "counts": [[len(found.of(row, column)) for column in found.columns] for row in found.rows],
        "total": len(found.all),
        "gaps": {
            "rows": [row.code for row in found.empty_rows],
            "columns": [column.code for column in found.empty_columns],
        },
    }


def _head(head: Head) -> dict[str, str]:
    return {"id": expand(head.curie), "code": head.code, "label": head.label}
