"""The workbook people fill: the sheets of the form, empty or with rows, and what explains them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from saberesgraph.fiches.form import guide
from saberesgraph.fiches.form.cells import Sheet, Value, cell, refuse_long, saved
from saberesgraph.fiches.form.column import MIDDLE, WIDE, Column, Words
from saberesgraph.fiches.form.columns import (
    EXAMPLE,
    FIRST_ROW,
    HEADING_ROW,
    KEY_ROW,
    LISTS,
    READ_ME,
    STAMP,
    VOCABULARIES,
    Form,
)
from saberesgraph.fiches.form.items import joined
from saberesgraph.language import translator

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = Mapping[str, Value]
"""What a row holds, by the key of the column."""
Marked = Mapping[str, Sequence[Collection[str]]]
"""Keys of the cells of each row that are coloured, by the name of the sheet."""

# rows that have drop-downs, at least
_OFFERED: Final = 10_000
# white on these is at least 7 to 1, and each says in words what its colour says
_REQUIRED: Final = "1F3864"
_OPTIONAL: Final = "44546A"
_PALE: Final = "EEF2F7"
_SEEN: Final = "FFE699"
_SEEN_STYLE: Final = "sg_seen"
_LINE: Final = 15
# letters of a proportional font that a width in characters holds, at worst
_FILLED: Final = 0.95
_TALLEST: Final = 180
_NARROW_SHEET: Final = 9
_A4: Final = 9
# what Excel allows in a prompt
_PROMPT: Final = 255
_PROMPT_TITLE: Final = 32


def template(form: Form, language: str) -> bytes:
    """Return the empty workbook of a form, with headings and helps in a language.

    The same form gives the same bytes.
    """
    return filled(form, {}, language)


def filled(
    form: Form,
    rows: Mapping[str, Sequence[Row]],
    language: str,
    marked: Marked = MappingProxyType({}),
) -> bytes:
    """Return the workbook of a form with rows.

    Args:
        form: its sheets and lists.
        rows: of each sheet, by its name; their keys are those of its columns.
        language: of headings, helps and items.
        marked: which cells are to be seen at once.

    Raises:
        InputError: a text is longer than a cell can be.
    """
    from openpyxl import Workbook

    for name, given in rows.items():
        for row in given:
            for key, value in row.items():
                refuse_long(value, f"{name}: {row.get('code') or ''} {key}")
    book = Workbook(write_only=True)
    _styles(book)
    writer = _Writer(book, form, language)
    writer.read_me()
    for name, columns in form.sheets.items():
        writer.data(name, columns, rows.get(name, ()), marked.get(name, ()))
    writer.example()
    writer.vocabularies()
    writer.lists()
    return saved(book)


def list_name(kind: str) -> str:
    """Return the defined name of a list.

    >>> list_name("anomaly-kind")
    'lista_anomaly_kind'
    """
    return f"lista_{kind.replace('-', '_')}"


def _styles(book: "Workbook") -> None:
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    wrapped = Alignment(wrap_text=True, vertical="top")
    white = Font(bold=True, color="FFFFFF")
    for name, font, fill in (
        ("sg_text", Font(), None),
        ("sg_strong", Font(bold=True, size=14), None),
        ("sg_help", Font(italic=True, color="333333"), _PALE),
        (_SEEN_STYLE, Font(), _SEEN),
        ("sg_required", white, _REQUIRED),
        ("sg_optional", white, _OPTIONAL),
    ):
        style = NamedStyle(name, font=font, alignment=wrapped)
        if fill:
            style.fill = PatternFill("solid", start_color=fill)
        book.add_named_style(style)


class _Writer:
    """Writes one sheet after the other, in the order in which people see them."""

    def __init__(self, book: "Workbook", form: Form, language: str) -> None:
        self._book = book
        self._form = form
        self._language = language
        self._t = translator(language)
        self._widths: dict[str, Sequence[int]] = {}
        self._ended: Counter[str] = Counter()  # rows written, by sheet

    def read_me(self) -> None:
        sheet = self._sheet(READ_ME, [4, 110])
        sheet.row_dimensions[KEY_ROW].hidden = True
        lines: list[tuple[Value, Value, str]] = [(STAMP, None, "sg_text")]
        for language in dict.fromkeys((self._language, "es", "en")):
            t = translator(language)
            lines.append((None, t(*guide.TITLE), "sg_strong"))
            lines += [
                (number, t(*step), "sg_text") for number, step in enumerate(guide.STEPS, start=1)
            ]
            lines.append((None, None, "sg_text"))
        self._write(sheet, ((line[:2], line[2]) for line in lines))

    def data(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        marked: Sequence[Collection[str]],
    ) -> None:
        sheet = self._sheet(name, [column.width for column in columns])
        sheet.freeze_panes = f"B{FIRST_ROW}"
        sheet.row_dimensions[KEY_ROW].hidden = True
        sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
        sheet.print_title_cols = "A:A"
        last = FIRST_ROW - 1 + max(_OFFERED, 2 * len(rows))
        for number, column in enumerate(columns, start=1):
            self._validate(sheet, number, column, last)
        language = self._language
        self._write(sheet, [([column.key for column in columns], "sg_text")])
        needed = ["sg_required" if column.required else "sg_optional" for column in columns]
        self._write(sheet, [([column.heading[language] for column in columns], needed)])
        self._write(sheet, [([column.help[language] for column in columns], "sg_help")])
        for row, seen in zip_longest(rows, marked, fillvalue=()):
            values = dict(row)
            styles = [_SEEN_STYLE if column.key in seen else "sg_text" for column in columns]
            self._write(sheet, [([values.get(column.key) for column in columns], styles)])

    def _height(self, sheet: Sheet, values: Sequence[Value]) -> int:
        """Room for the longest wrapped text: not every program makes it when it opens a file."""
        lines = max(
            sum(len(line) // (width * _FILLED) + 1 for line in str(value or "").split("\n"))
            for value, width in zip(values, self._widths[sheet.title], strict=False)
        )
        return min(int(lines) * _LINE, _TALLEST)

    def _validate(self, sheet: Sheet, at: int, column: Column, last: int) -> None:
        if not column.list or not self._form.lists[column.list]:
            return
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        offer = DataValidation(
            "list",
            formula1=list_name(column.list),
            allow_blank=True,
            # names and codes that the list lacks may be right all the same
            errorStyle="warning",
            showErrorMessage=not column.several,
            errorTitle=column.heading[self._language][:_PROMPT_TITLE],
            error=self._t(
                "Eso no está en la lista. Se acepta también un código o un nombre exacto.",
                "That is not in the list. A code or an exact name is accepted too.",
            ),
            showInputMessage=True,
            promptTitle=column.heading[self._language][:_PROMPT_TITLE],
            prompt=_cut(column.help[self._language]),
        )
        letter = get_column_letter(at)
        offer.add(f"{letter}{FIRST_ROW}:{letter}{last}")
        sheet.data_validations.append(offer)

    def example(self) -> None:
        sheet = self._sheet(EXAMPLE, [MIDDLE, WIDE, WIDE])
        sheet.freeze_panes = "A3"
        note = self._t(*guide.EXAMPLE_NOTE)
        self._write(sheet, [((None, note), "sg_strong"), (self._all(guide.EXAMPLE_HEADINGS),
                                                     "sg_optional")])  # fmt: skip
        for name, example in guide.EXAMPLES.items():
            self._write(sheet, [((name, None, None), "sg_strong")])
            for column in self._form.sheets[name]:
                said = (
                    column.heading[self._language],
                    column.help[self._language],
                    self._invented(column, example.get(column.key)),
                )
                self._write(sheet, [(said, "sg_text")])

    def _invented(self, column: Column, said: str | None) -> str | None:
        if not column.list:
            return said
        items = self._form.lists[column.list]
        if said:
            shown = [item.shown(column.list, self._language) for item in items if item.code == said]
            return shown[0] if shown else said
        first = (
            item.shown(column.list, self._language) for item in items[: 2 if column.several else 1]
        )
        return joined(tuple(first)) if column.required else None

    def vocabularies(self) -> None:
        sheet = self._sheet(VOCABULARIES, [MIDDLE, WIDE, WIDE])
        sheet.freeze_panes = "A2"
        named = {
            column.list: column.heading[self._language]
            for columns in reversed(list(self._form.sheets.values()))
            for column in reversed(columns)
            if column.list
        }
        rows = [
            (
                heading,
                item.shown(kind, self._language),
                item.definition.get(self._language, ""),
            )
            for kind, heading in sorted(named.items(), key=lambda each: each[1])
            for item in self._form.lists[kind]
        ]
        sheet.auto_filter.ref = f"A1:C{len(rows) + 1}"
        self._write(sheet, [(self._all(guide.VOCABULARY_HEADINGS), "sg_optional")])
        self._write(sheet, ((row, "sg_text") for row in rows))

    def lists(self) -> None:
        """The items of each list in a column of its own, under its name, for the drop-downs."""
        from openpyxl.utils import get_column_letter
        from openpyxl.workbook.defined_name import DefinedName

        kinds = [kind for kind, items in self._form.lists.items() if items]
        sheet = self._sheet(LISTS, [MIDDLE] * len(kinds))
        sheet.sheet_state = "hidden"
        shown = []
        for number, kind in enumerate(kinds, start=1):
            items = [item.shown(kind, self._language) for item in self._form.lists[kind]]
            letter = get_column_letter(number)
            target = f"'{LISTS}'!${letter}$2:${letter}${len(items) + 1}"
            name = list_name(kind)
            self._book.defined_names[name] = DefinedName(name, attr_text=target)
            shown.append([kind, *items])
        longest = max(map(len, shown))
        self._write(
            sheet,
            (
                ([column[at] if at < len(column) else None for column in shown], "sg_text")
                for at in range(longest)
            ),
        )

    def _sheet(self, name: str, widths: Sequence[int]) -> Sheet:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet: Sheet = self._book.create_sheet(name)
        self._widths[name] = widths
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        if len(widths) <= _NARROW_SHEET:
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            sheet.page_setup.fitToHeight = 0
        return sheet

    def _all(self, words: Iterable[Words]) -> tuple[str, ...]:
        return tuple(self._t(*each) for each in words)

    def _write(
        self, sheet: Sheet, rows: Iterable[tuple[Sequence[Value], str | Sequence[str]]]
    ) -> None:
        """Append rows, each with one style or a style for each cell."""
        for values, style in rows:
            self._ended[sheet.title] += 1
            height = self._height(sheet, values)
            if height > _LINE:
                sheet.row_dimensions[self._ended[sheet.title]].height = height
            styles = [style] * len(values) if isinstance(style, str) else style
            sheet.append(
                [
                    None  # a coloured cell may be empty
                    if value in {None, ""} and each != _SEEN_STYLE
                    else cell(sheet, value, each)
                    for value, each in zip(values, styles, strict=True)
                ]
            )


def _cut(words: str) -> str:
    return words if len(words) <= _PROMPT else words[: _PROMPT - 1] + "…"
