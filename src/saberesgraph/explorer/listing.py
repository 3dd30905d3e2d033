"""The experiences that a selection finds, as CSV, JSON and a spreadsheet for people."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from saberesgraph import formats
from saberesgraph.explorer.entry import Entry
from saberesgraph.explorer.search import Explorer, Found
from saberesgraph.language import translator
from saberesgraph.practice.card import labels, status_names
from saberesgraph.results import Table
from saberesgraph.store import Store

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | None
_LONGEST: Final = 32_767  # characters of a cell, by the format
_WIDEST: Final = 60
MOST_ROWS: Final = 10_000
"""Experiences that a spreadsheet is written for; CSV and JSON have no such limit."""


@dataclass(frozen=True)
class Source:
    """A document that experiences come from: its name, when it appeared and its rights."""

    name: str
    issued: str
    rights: str


@dataclass(frozen=True)
class _Column:
    key: str
    es: str
    en: str
    value: Callable[[Entry], Cell]


def sources(store: Store, language: str) -> tuple[Source, ...]:
    """Return the documents that experiences come from, with words in a language."""
    rows = store.select(
        f"""PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX sab: <https://w3id.org/saberesgraph/ontology#>
        SELECT DISTINCT ?source ?name ?issued ?rights WHERE {{
            ?practice a sab:Experience ; dcterms:source ?source .
            ?source skos:prefLabel ?name FILTER (LANG(?name) = "{language}")
            OPTIONAL {{ ?source dcterms:issued ?issued }}
            OPTIONAL {{ ?source dcterms:rights ?rights FILTER (LANG(?rights) = "{language}") }}
        }} ORDER BY ?source"""
    ).records()
    return tuple(Source(row["name"], row["issued"], row["rights"]) for row in rows)


def chosen(explorer: Explorer, found: Found, language: str) -> list[tuple[str, str]]:
    """Return in words what was asked: the name of each choice and what was chosen."""
    t = translator(language)
    asked = found.selection
    said = [(t("Palabras", "Words"), asked.q)] if asked.q else []
    for name, codes in asked.values.items():
        facet = explorer.facets[name]
        values = "; ".join(facet.values[code].name(language) for code in codes)
        said.append((facet.label[language], values))
    return said


class Listing:
    """Writes what a selection finds, in one language."""

    def __init__(self, explorer: Explorer, store: Store, language: str) -> None:
        self._explorer = explorer
        self._language = language
        self._statuses = status_names(labels(store, language))
        self._sources = sources(store, language)
        self._columns = self._all_columns()

    def csv(self, found: Found) -> str:
        """Return one row an experience, under the keys of the columns.

        A text that a spreadsheet would take for a formula gets an apostrophe before it.
        """
        rows = tuple(tuple(map(_literal, row)) for row in self._rows(found))
        return formats.csv(Table(tuple(column.key for column in self._columns), rows))

    def json(self, found: Found, url: str = "") -> str:
        """Return the experiences with the fields that `show -f json` has, the total and counts."""
        document = {
            "url": url,
            "query": found.selection.query(),
            "total": found.total,
            "counts": {
                name: {each.value.code: each.total for each in counted.shown}
                for name, counted in found.counts.items()
            },
            "practices": [entry.as_dict() for entry in found.entries()],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def xlsx(self, found: Found, url: str, version: str, today: str) -> bytes:
        """Return a workbook: the experiences in one sheet, where they come from in another.

        Numbers are numbers; a text is never a formula, whatever it looks like.

        Args:
            found: at most MOST_ROWS experiences.
            url: of the same results on the web.
            version: of the data.
            today: the day it is written, as 2026-01-31.
        """
        from openpyxl import Workbook

        t = translator(self._language)
        book = Workbook(write_only=True)
        sheet = book.create_sheet(t("Experiencias", "Experiences"))
        sheet.freeze_panes = "C2"
        heads: list[Cell] = [t(column.es, column.en) for column in self._columns]
        rows = list(self._rows(found))
        _size(sheet, [heads, *rows])
        sheet.auto_filter.ref = f"A1:{_letter(len(heads))}{len(rows) + 1}"
        sheet.append([_bold(sheet, head) for head in heads])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
        about = book.create_sheet(t("De dónde sale", "Where it comes from"))
        told = list(self._about(found, url, version, today))
        _size(about, told)
        for name, value in told:
            about.append([_bold(about, name), _cell(about, value)])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _about(
        self, found: Found, url: str, version: str, today: str
    ) -> Iterator[tuple[Cell, Cell]]:
        t = translator(self._language)
        for source in self._sources:
            yield t("Fuente", "Source"), source.name
            yield t("Fecha de la fuente", "Date of the source"), source.issued
            yield t("Derechos de la fuente", "Rights of the source"), source.rights
        yield t("Textos", "Texts"), t(
            "Nuestros y más breves; los vínculos con los ODS se derivan, no se imprimieron.",
            "Ours and shorter; links with the SDGs are derived, they were not printed.",
        )  # fmt: skip
        yield t("Versión de los datos", "Version of the data"), version
        yield t("Descargado el", "Downloaded on"), today
        yield t("Experiencias", "Experiences"), found.total
        asked = chosen(self._explorer, found, self._language)
        if not asked:
            yield t("Filtro", "Filter"), t("ninguno: todo el catálogo", "none: the whole catalogue")
        for name, value in asked:
            yield t(f"Filtro: {name}", f"Filter: {name}"), value
        yield "URL", url

    def _rows(self, found: Found) -> Iterator[list[Cell]]:
        for entry in found.entries():
            yield [column.value(entry) for column in self._columns]

    def _all_columns(self) -> tuple[_Column, ...]:
        return (
            _Column("code", "Código", "Code", lambda e: e.code),
            _Column("title", "Título", "Title", lambda e: e.title(self._language)),
            _Column("kind", "Clase", "Kind", lambda e: self._value("kind", [e.kind])),
            _Column("area", "Área", "Area", lambda e: self._value("area", [e.area])),
            _Column("provinces", "Provincias", "Provinces", self._provinces),
            _Column("territories", "Territorios", "Territories", self._named("territory")),
            _Column("objectives", "Objetivos del Pacto", "Compact objectives",
                    lambda e: _numbered(e.objectives)),
            _Column("principles", "Principios rectores", "Guiding principles",
                    lambda e: "; ".join(e.principles)),
            _Column("stated_goals", "ODS que declara la fuente", "SDGs that the source states",
                    lambda e: _numbered(e.stated_goals)),
            _Column("derived_goals", "ODS derivados", "Derived SDGs",
                    lambda e: _numbered(e.derived_goals)),
            _Column("actors", "Actores", "Actors", self._named("actor")),
            _Column("assistance", "Asistencia", "Assistance", self._named("assistance")),
            _Column("groups", "Grupos de población", "Population groups",
                    self._named("population")),
            _Column("population", "Personas asistidas", "People assisted",
                    lambda e: e.population),
            _Column("population_status", "Personas: por qué falta", "People: why it is missing",
                    lambda e: self._status(e.population, e.population_status)),
            _Column("budget_usd", "Presupuesto (USD)", "Budget (USD)", lambda e: e.budget_usd),
            _Column("budget_status", "Presupuesto: por qué falta", "Budget: why it is missing",
                    lambda e: self._status(e.budget_usd, e.budget_status)),
            _Column("sustainability", "Sostenibilidad", "Sustainability",
                    lambda e: self._value("sustainability", [e.sustainability or "none"])),
            _Column("keywords", "Palabras clave", "Keywords", lambda e: "; ".join(e.keywords)),
        )  # fmt: skip

    def _value(self, facet: str, codes: Sequence[str]) -> str:
        values = self._explorer.facets[facet].values
        return "; ".join(
            values[code].name(self._language) if code in values else code for code in codes
        )

    def _provinces(self, entry: Entry) -> str:
        national = ["national"] if entry.national else []
        return self._value("province", [*entry.provinces, *national])

    def _named(self, link: str) -> Callable[[Entry], str]:
        things = self._explorer.things

        def names(entry: Entry) -> str:
            return "; ".join(
                things[curie].name(self._language) if curie in things else curie
                for curie in entry.links.get(link, ())
            )

        return names

    def _status(self, figure: float | None, status: str) -> str | None:
        return None if figure is not None else self._statuses.get(status, status)


def _numbered(codes: Sequence[str | int]) -> Cell:
    """Several codes in one cell; a comma would make one number of two."""
    return "; ".join(map(str, codes))


def _literal(cell: Cell) -> ox.Literal | None:
    return None if cell is None else ox.Literal(cell)


def _cell(sheet: "WriteOnlyWorksheet", value: Cell) -> "SheetCell | Cell":
    """What the sheet takes: a cell of its own only where it would take a text for more than that.

    A text that starts with = would be a formula, and #N/A an error.
    """
    if not isinstance(value, str):
        return value
    words = formats.xml_text(value)[:_LONGEST]
    if words[:1].isalnum() or not words:
        return words or None
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    return cell


def _bold(sheet: "WriteOnlyWorksheet", words: Cell) -> "SheetCell":
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _size(sheet: "WriteOnlyWorksheet", rows: Sequence[Sequence[Cell]]) -> None:
    """Make each column as wide as what it holds, up to a limit."""
    for at in range(len(rows[0])):
        longest = max(len(str(row[at] if row[at] is not None else "")) for row in rows)
        sheet.column_dimensions[  # type: ignore[attr-defined]
            _letter(at + 1)
        ].width = min(max(longest, 8), _WIDEST) + 2


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
