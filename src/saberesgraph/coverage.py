"""Coverage matrices: which experiences stand where a row crosses a column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from saberesgraph import formats
from saberesgraph.errors import UnknownNameError
from saberesgraph.language import folded, translator
from saberesgraph.namespaces import PROLOGUE, RESOURCE, shorten
from saberesgraph.practice.card import codes
from saberesgraph.results import Table
from saberesgraph.store import Store


@dataclass(frozen=True)
class Head:
    """What a row or a column is about.

    `aside` marks a column that is not of the same kind as the others and stands apart.
    """

    curie: str
    code: str
    label: str
    aside: bool = False


@dataclass(frozen=True)
class Matrix:
    """Rows, columns, and the codes of the experiences in each cell that has any.

    Cells hold the lists themselves and counts are their lengths, so the two cannot disagree.
    `titles` has every experience, in the order of the catalogue.
    """

    name: str
    title: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[Head, Head], tuple[str, ...]]
    derived: bool
    titles: Mapping[str, str]

    def of(self, row: Head, column: Head) -> tuple[str, ...]:
        """Return the experiences where a row crosses a column."""
        return self.cells.get((row, column), ())

    def of_row(self, row: Head) -> tuple[str, ...]:
        """Return the distinct experiences of a row."""
        return self._distinct(self.of(row, column) for column in self.columns)

    def of_column(self, column: Head) -> tuple[str, ...]:
        """Return the distinct experiences of a column."""
        return self._distinct(self.of(row, column) for row in self.rows)

    @cached_property
    def all(self) -> tuple[str, ...]:
        """The distinct experiences of the whole matrix."""
        return self._distinct(self.cells.values())

    @property
    def largest(self) -> int:
        """The count of the fullest cell."""
        return max(map(len, self.cells.values()), default=0)

    @property
    def empty_rows(self) -> tuple[Head, ...]:
        """The rows without any experience."""
        return tuple(row for row in self.rows if not self.of_row(row))

    @property
    def empty_columns(self) -> tuple[Head, ...]:
        """The columns without any experience, but those that stand apart."""
        return tuple(c for c in self.columns if not c.aside and not self.of_column(c))

    def _distinct(self, cells: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        found = {code for cell in cells for code in cell}
        return tuple(code for code in self.titles if code in found)


@dataclass(frozen=True)
class _Axis:
    """Which things stand on a side, and which experiences (?practice) each of them has."""

    things: str
    link: str


@dataclass(frozen=True)
class _Spec:
    rows: str
    columns: str
    title: tuple[str, str]


_AXES: Final = {
    "objective": _Axis("?thing a sab:CompactObjective", "?practice sab:objective ?thing"),
    "principle": _Axis("?thing a sab:GuidingPrinciple", "?practice sab:principle ?thing"),
    "goal": _Axis("?thing a sdgo:Goal", "?practice sab:derivedGoal ?thing"),
    "area": _Axis(f"?thing skos:inScheme <{RESOURCE}area>", "?practice sab:area ?thing"),
    "province": _Axis(
        "?thing a sab:Province", "?practice sab:territory ?place . ?place skos:broader? ?thing"
    ),
    # those of the record's own field, and not whoever its prose mentions
    "actor": _Axis(
        "{ SELECT DISTINCT ?thing WHERE { ?any sab:actor ?thing } }", "?practice sab:actor ?thing"
    ),
}
_SPECS: Final = {
    "objective-by-area": _Spec(
        "objective", "area", ("Objetivos del Pacto por área", "Compact objectives by area")
    ),
    "objective-by-province": _Spec(
        "objective",
        "province",
        ("Objetivos del Pacto por provincia", "Compact objectives by province"),
    ),
    "principle-by-area": _Spec(
        "principle", "area", ("Principios rectores por área", "Guiding principles by area")
    ),
    "goal-by-area": _Spec("goal", "area", ("ODS por área (derivado)", "SDGs by area (derived)")),
    "actor-by-area": _Spec(
        "actor", "area", ("Actores involucrados por área", "Actors involved by area")
    ),
}
NAMES: Final = tuple(_SPECS)
NATIONAL: Final = "scope:national"
UNPLACED: Final = "scope:none"


def matrix(store: Store, name: str, language: str) -> Matrix:
    """Return one of the matrices in NAMES, with labels in a language.

    Every thing of a framework has its row or column, also where it has no experience; of the
    actors, those that some record names in its own field. A canton counts in its province.

    Raises:
        UnknownNameError: there is no such matrix.
    """
    if name not in _SPECS:
        raise UnknownNameError(name, NAMES)
    spec = _SPECS[name]
    titles = _titles(store, language)
    rows = _side(store, spec.rows, language)
    columns = _side(store, spec.columns, language)
    if spec.columns == "province":
        columns |= _without_province(store, titles, columns, language)
    cells = {
        (row, column): tuple(code for code in titles if code in both)
        for row, of_row in rows.items()
        for column, of_column in columns.items()
        if (both := of_row & of_column)
    }
    return Matrix(
        name=name,
        title=translator(language)(*spec.title),
        rows=tuple(rows),
        columns=tuple(columns),
        cells=cells,
        derived=spec.rows == "goal",
        titles=titles,
    )


def titles(language: str) -> dict[str, str]:
    """Return what people call each matrix, by name.

    >>> titles("en")["goal-by-area"]
    'SDGs by area (derived)'
    """
    return {name: translator(language)(*spec.title) for name, spec in _SPECS.items()}


def csv(found: Matrix, language: str) -> str:
    """Return a matrix as CSV: a line a row, a column a column, and totals of distinct experiences.

    Where the matrix is derived, the name of each count says so. Texts that a spreadsheet would
    take for a formula are made inert.
    """
    mark = "derived_" if found.derived else ""
    counts = [mark + column.code for column in found.columns]
    total = translator(language)("Experiencias distintas", "Distinct experiences")
    lines: list[tuple[str | int, ...]] = [
        (
            row.code,
            row.label,
            *(len(found.of(row, column)) for column in found.columns),
            len(found.of_row(row)),
        )
        for row in found.rows
    ]
    lines.append(
        (
            "total",
            total,
            *(len(found.of_column(column)) for column in found.columns),
            len(found.all),
        )
    )
    return formats.csv(
        Table(
            ("code", "label", *counts, f"{mark}total"),
            tuple(tuple(ox.Literal(cell) for cell in line) for line in lines),
        )
    )


def _titles(store: Store, language: str) -> dict[str, str]:
    rows = store.select(
        PROLOGUE
        + f"""SELECT ?code ?label WHERE {{
            ?practice a sab:Experience ; skos:notation ?code
            OPTIONAL {{ ?practice skos:prefLabel ?label FILTER (LANG(?label) = "{language}") }}
        }}"""
    ).records()
    found = {row["code"]: row["label"] for row in rows}
    return {code: found.get(code) or code for code in codes(store)}


def _side(store: Store, kind: str, language: str) -> dict[Head, set[str]]:
    """The things of one side in the order of their codes, each with its experiences."""
    axis = _AXES[kind]
    rows = store.select(
        PROLOGUE
        + f"""SELECT DISTINCT ?thing ?code ?label ?found WHERE {{
            {axis.things} .
            ?thing skos:notation ?code
            OPTIONAL {{ ?thing skos:prefLabel ?label FILTER (LANG(?label) = "{language}") }}
            OPTIONAL {{ {axis.link} . ?practice a sab:Experience ; skos:notation ?found }} }}"""
    ).records()
    side: dict[Head, set[str]] = {}
    for row in rows:
        head = Head(shorten(row["thing"]), row["code"], row["label"] or row["code"])
        side.setdefault(head, set()).update({row["found"]} - {""})
    return dict(sorted(side.items(), key=lambda item: _place(kind, item[0])))


def _place(kind: str, head: Head) -> tuple[int, str, str]:
    """Where a thing stands: numbers as numbers, and actors, whose codes nobody reads, by name."""
    if kind == "actor":
        return 0, folded(head.label), head.curie
    return int(head.code) if head.code.isdecimal() else 0, head.code, head.curie


def _without_province(
    store: Store, every: Mapping[str, str], provinces: Mapping[Head, set[str]], language: str
) -> dict[Head, set[str]]:
    """Two columns more, so that the matrix loses no experience."""
    t = translator(language)
    rows = store.select(
        PROLOGUE
        + """SELECT DISTINCT ?found WHERE {
            ?practice sab:scope scope:national ; skos:notation ?found }"""
    ).records()
    national = {row["found"] for row in rows}
    return {
        Head(NATIONAL, "national", t("Alcance nacional", "National scope"), aside=True): national,
        Head(
            UNPLACED,
            "none",
            t("Ni provincia ni alcance", "Neither province nor scope"),
            aside=True,
        ): set(every) - national - set().union(*provinces.values()),
    }
