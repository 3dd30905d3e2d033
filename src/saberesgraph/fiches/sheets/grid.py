"""Rows of a sheet by the keys of their columns, with all that a person should know of each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.utils.cell import get_column_letter

from saberesgraph.fiches.draft import Leftover, Place, Remark, Sureness, Text, located
from saberesgraph.fiches.files import Cell, Sheet
from saberesgraph.fiches.files.content import Span
from saberesgraph.fiches.form.items import SEPARATOR, joined
from saberesgraph.fiches.sheets.headings import Match
from saberesgraph.language import folded

# more rows than these are remarked upon together
_MERGED_ROWS = 200
_NO = {"", "0", "no", "false", "falso", "n"}
_YES = {"1", "si", "yes", "true", "verdadero", "x", "s", "y"}


@dataclass(frozen=True)
class Row:
    """One row.

    Args:
        place: of its first cell.
        values: by key of the column.
        remarks: on its cells.
        columns: letters of the columns of its sheet, by key.
    """

    place: Place
    values: Mapping[str, Text]
    remarks: tuple[Remark, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """Return where a field stands; an empty one has a cell too."""
        return located(self.place, key, self.values, self.columns)


@dataclass(frozen=True)
class Layout:
    """Where a sheet has what.

    Args:
        columns: what each column is taken for, by its number.
        first: number of the first row of data.
        constants: what all rows say, by key.
        separator: of several values in one cell.
        several: keys of columns that hold several values.
        ignored: numbers of columns that a person left out on purpose.
    """

    columns: Mapping[int, Match]
    first: int
    constants: Mapping[str, str] = field(default_factory=dict)
    separator: str = SEPARATOR
    several: frozenset[str] = frozenset()
    ignored: frozenset[int] = frozenset()


@dataclass
class Grid:
    """What a sheet says, by a layout.

    Args:
        file: as it was given.
        sheet: of it.
        layout: of the sheet.
    """

    file: str
    sheet: Sheet
    layout: Layout
    leftovers: list[Leftover] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look at what concerns the sheet as a whole."""
        self._data = [row for row in self.sheet.rows if row[0].row >= self.layout.first]
        self._spans = self._spans_by_row()
        self._letters = {
            match.key: get_column_letter(column)
            for column, match in sorted(self.layout.columns.items(), reverse=True)
            if match.key
        }
        self._tell_hidden_columns()

    def rows(self) -> Iterator[Row]:
        """Yield the rows that say something; what is in no known column joins the leftovers."""
        for cells in self._data:
            number = cells[0].row
            values: dict[str, Text] = {}
            options: dict[str, list[Text]] = {}
            remarks: list[Remark] = []
            for cell in cells:
                match = self.layout.columns.get(cell.column)
                if match is None or not match.key:
                    self._leave(cell, match)
                    continue
                text = self._text(cell, match, remarks)
                if text is None:
                    continue
                if match.option:
                    options.setdefault(match.key, []).extend(self._chosen(text, match, remarks))
                else:
                    values[match.key] = text
            for key, chosen in options.items():
                self._join(values, key, chosen)
            if not values and not remarks:
                continue
            remarks += self._remarks_on(number)
            place = self._place(cells[0])
            for key, words in self.layout.constants.items():
                values.setdefault(key, Text(words, place))
            yield Row(place, values, tuple(remarks), self._letters)

    def _place(self, cell: Cell) -> Place:
        return Place(self.file, sheet=self.sheet.name, cell=cell.place)

    def _text(self, cell: Cell, match: Match, remarks: list[Remark]) -> Text | None:
        place = self._place(cell)

        def remark(es: str, en: str, read: str, proposed: str = "") -> None:
            remarks.append(Remark(place, match.key, es, en, read, proposed))

        if cell.kind == "error":
            remark(
                "La celda tiene un error de la hoja de cálculo y no un valor: escríbelo",
                "The cell has an error of the spreadsheet and no value: write it",
                cell.formula,
            )
            return None
        if cell.kind == "formula":
            remark(
                "La celda tiene una fórmula sin calcular: su valor no se conoce. Escríbelo",
                "The cell has a formula that was not calculated: its value is unknown. Write it",
                cell.formula,
            )
            return None
        words = cell.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if cell.formula:
            remark(
                "El valor viene de una fórmula: se tomó el último que calculó la hoja",
                "The value comes from a formula: the last that the spreadsheet gave was taken",
                cell.formula,
                words,
            )
        if not words:
            return None
        if self.layout.separator != SEPARATOR and match.key in self.layout.several:
            # the last is followed by a separator too, in some exports
            edges = f"{self.layout.separator} "
            given = (each.strip(edges) for each in words.split(self.layout.separator))
            words = joined(tuple(filter(None, given)))
        return Text(words, place, Sureness.CERTAIN if match.sure else Sureness.LIKELY)

    def _chosen(self, text: Text, match: Match, remarks: list[Remark]) -> Iterator[Text]:
        said = folded(text.text)
        if said in _NO:
            return
        if said not in _YES | {folded(match.option)}:
            remarks.append(
                Remark(
                    text.place,
                    match.key,
                    f'La columna es de la opción "{match.option}", y no dice sí ni no',
                    f'The column is for the option "{match.option}", and says neither yes nor no',
                    text.text,
                )
            )
            return
        yield Text(match.option, text.place, text.sureness)

    def _join(self, values: dict[str, Text], key: str, chosen: list[Text]) -> None:
        if not chosen:
            return
        given = values.get(key)
        first = given or chosen[0]
        words = [joined(tuple(each.text for each in chosen))]
        values[key] = Text(
            f"{SEPARATOR} ".join([given.text, *words] if given else words),
            first.place,
            min(each.sureness for each in (first, *chosen)),
        )

    def _leave(self, cell: Cell, match: Match | None) -> None:
        words = (cell.text or cell.formula).strip()
        if not words or cell.column in self.layout.ignored:
            return
        if match is None:
            es = "Está fuera de las columnas: ninguna cabecera dice qué es"
            en = "It stands outside the columns: no heading says what it is"
        else:
            es = f'La columna "{match.heading}" no es de la plantilla'
            en = f'The column "{match.heading}" is none of the template'
        self.leftovers.append(Leftover(self._place(cell), words, es, en))

    def _remarks_on(self, number: int) -> Iterator[Remark]:
        if number in self.sheet.hidden_rows:
            yield Remark(
                Place(self.file, sheet=self.sheet.name, cell=f"A{number}"),
                "",
                "La fila está oculta y se leyó: bórrala si no debe entrar",
                "The row is hidden and was read: delete it if it should not enter",
            )
        for span in self._spans.get(number, ()):
            match = self.layout.columns.get(span.left)
            first = Cell(span.top, span.left, "").place
            cell = Cell(number, span.left, "").place
            yield Remark(
                Place(self.file, sheet=self.sheet.name, cell=cell),
                match.key if match else "",
                f"Las celdas {span} están combinadas: lo que dicen vale solo para {first}. "
                "Sepáralas y escribe el valor en cada una",
                f"The cells {span} are merged: what they say holds for {first} alone. "
                "Unmerge them and write the value in each",
                proposed=self._said.get((span.top, span.left), "") if number > span.top else "",
            )

    def _spans_by_row(self) -> dict[int, list[Span]]:
        numbers = [row[0].row for row in self._data]
        self._said: dict[tuple[int, int], str] = {}
        found: dict[int, list[Span]] = {}
        for span in self.sheet.merged:
            covered = range(bisect_left(numbers, span.top), bisect_right(numbers, span.bottom))
            if len(covered) > _MERGED_ROWS:
                self.remarks.append(
                    Remark(
                        Place(self.file, sheet=self.sheet.name, cell=str(span)),
                        "",
                        "Son demasiadas filas en una sola celda combinada: sepáralas",
                        "Too many rows are merged into one cell: unmerge them",
                        rejects=True,
                    )
                )
                continue
            for index in covered:
                found.setdefault(numbers[index], []).append(span)
        wanted = {(span.top, span.left) for spans in found.values() for span in spans}
        for row in self._data:
            for cell in row:
                if (cell.row, cell.column) in wanted:
                    self._said[cell.row, cell.column] = cell.text
        return found

    def _tell_hidden_columns(self) -> None:
        for column, match in self.layout.columns.items():
            if column in self.sheet.hidden_columns and match.key:
                self.remarks.append(
                    Remark(
                        Place(self.file, sheet=self.sheet.name, cell=Cell(1, column, "").place),
                        match.key,
                        f'La columna oculta "{match.heading}" se leyó: bórrala si no debe entrar',
                        f'The hidden column "{match.heading}" was read: delete it if it should not',
                    )
                )
