"""Tables with what each of their columns means: CSV, and CSV on the Web."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph import formats
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import lengthen
from saberesgraph.results import Table

METADATA: Final = "csv-metadata.json"
"""The name that the W3C gives to what describes the tables of a folder."""
SEPARATOR: Final = "; "
_CSVW: Final = "http://www.w3.org/ns/csvw"
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Head:
    """A column of a table.

    Attributes:
        name: as the first row has it.
        titles: what people call it, in Spanish and English.
        property: prefixed name of the property that it holds, "" for none.
        datatype: of XML Schema.
        several: whether a cell holds several values, separated by SEPARATOR.
        value: template of the address of what the cell names, "" for what is no resource.
        language: of the texts of its cells, "" for none.
    """

    name: str
    titles: tuple[str, str]
    property: str = ""
    datatype: str = "string"
    several: bool = False
    value: str = ""
    language: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table.

    Attributes:
        name: of its file, without extension.
        titles: what it holds, in Spanish and English.
        about: template of the address of what a row speaks of.
        heads, rows: its columns, and cells in their order.
        key: columns that tell its rows apart.
    """

    name: str
    titles: tuple[str, str]
    about: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    def csv(self) -> str:
        """Return it as CSV; a text that a spreadsheet would run gets an apostrophe before it."""
        columns = tuple(head.name for head in self.heads)
        return formats.csv(Table(columns, tuple(tuple(map(_term, row)) for row in self.rows)))


# the column by which a row belongs to a fiche
BELONGS: Final = Head("code", ("código de la ficha", "code of the record"))
_TO_PRACTICES: Final = {
    "columnReference": "code",
    "reference": {"resource": "practices.csv", "columnReference": "code"},
}


def metadata(found: Sequence[Sheet]) -> str:
    """Return what describes the tables: CSVW metadata, as the W3C's recommendation of 2015 says."""
    document = {
        "@context": _CSVW,
        "dc:title": _said(("Saberes Graph: tablas", "Saberes Graph: tables")),
        "dc:license": {"@id": _LICENCE},
        "tables": [
            {
                "url": sheet.file,
                "dc:title": _said(sheet.titles),
                "tableSchema": {
                    "aboutUrl": sheet.about,
                    "columns": [_described(head) for head in sheet.heads],
                    "primaryKey": list(sheet.key),
                    **({"foreignKeys": [_TO_PRACTICES]} if BELONGS in sheet.heads else {}),
                },
            }
            for sheet in found
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _term(cell: Cell) -> ox.Literal | None:
    if cell is None or isinstance(cell, str):
        return None if cell is None else ox.Literal(cell)
    return ox.Literal(f"{cell:f}" if isinstance(cell, Decimal) else cell)


def _described(head: Head) -> dict[str, Any]:
    return {
        "name": head.name,
        "titles": head.name,
        "dc:title": _said(head.titles),
        "datatype": head.datatype,
        **({"lang": head.language} if head.language else {}),
        **({"separator": SEPARATOR} if head.several else {}),
        **({"valueUrl": head.value} if head.value else {}),
        # without a property of ours, a converter would make one up
        **({"propertyUrl": lengthen(head.property)} if head.property else {"suppressOutput": True}),
    }


def _said(words: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"@value": said, "@language": each} for each, said in zip(LANGUAGES, words, strict=True)
    ]
