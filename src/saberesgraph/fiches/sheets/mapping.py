"""Which column of a sheet holds what: proposed from its headings, kept and corrected by a person.

Exports of web forms have a row an answer, and questions for headings. What is not exactly a heading
or key of the form is a proposal, and marked as one until a person gives it back as a file.
"""

import json
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from saberesgraph.errors import InputError, SaberesGraphError
from saberesgraph.fiches.files import Sheet
from saberesgraph.fiches.form.columns import EVIDENCES, Form
from saberesgraph.fiches.form.items import SEPARATOR
from saberesgraph.fiches.sheets.headings import Match, matched
from saberesgraph.language import folded, near_matches, translator
from saberesgraph.reading import content_of

_LOOKED_AT: Final = 10
_MOST_BYTES: Final = 2**20
# a heading or two are alike in any two tables
_FEW: Final = 3
_COMMA: Final = ", "


@dataclass(frozen=True)
class SheetMapping:
    """How one sheet is read.

    Args:
        sheet: its name.
        form: name of the sheet of the form that it is read as; "" where it is not read.
        heading_row: number of the row of headings; what is below are data.
        matches: one for each heading.
        constants: what all rows say, by key.
        separator: of several values in one cell.
        sure: whether its name or a person says what it is read as.
    """

    sheet: str
    form: str
    heading_row: int
    matches: tuple[Match, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    separator: str = SEPARATOR
    sure: bool = True

    @property
    def doubtful(self) -> bool:
        """Whether some heading is only like one of the form, so that a person must say."""
        return bool(self.form) and not all(match.sure for match in self.matches)

    def fits(self, headings: Iterable[str]) -> bool:
        """Whether a sheet has all the headings that are read."""
        return {match.heading for match in self.matches if match.key} <= set(headings)


Mappings = tuple[SheetMapping, ...]


def proposed(sheet: Sheet, form: Form) -> SheetMapping:
    """Return how a sheet without keys may be read, by its name and headings."""
    named = next((name for name in form.sheets if _ends(sheet.name, name)), "")
    offered = {named: form.sheets[named]} if named else dict(form.sheets)
    # the last two hold what belongs to fiches of the same file
    if not named:
        offered = dict(list(offered.items())[: list(offered).index(EVIDENCES)])
    best: tuple[int, SheetMapping] | None = None
    for name, columns in offered.items():
        for row in sheet.rows[:_LOOKED_AT]:
            headings = [cell.text.strip() for cell in row if cell.text.strip()]
            matches = tuple(matched(headings, columns))
            score = sum((2 if m.sure else 1) for m in matches if m.key and not m.option)
            if best is None or score > best[0]:
                separator = _COMMA if _google(headings) else SEPARATOR
                found = SheetMapping(
                    sheet.name, name, row[0].row, matches, {}, separator, sure=bool(named)
                )
                best = score, found
    if best is None:
        return SheetMapping(sheet.name, "", 0, ())
    score, found = best
    if score < _FEW:
        return SheetMapping(
            sheet.name, "", found.heading_row, tuple(Match(m.heading, "") for m in found.matches)
        )
    return found


def _ends(name: str, known: str) -> bool:
    """Whether a sheet is called as one of the form, or a file after one: `fichas-practicas`."""
    words, wanted = folded(name).split(), folded(known)
    return bool(words) and words[-1] == wanted


def _google(headings: Iterable[str]) -> bool:
    """Whether Google wrote these headings: it separates several answers with a comma."""
    return bool({"marca temporal", "timestamp"} & {folded(each) for each in headings})


def written(mappings: Mappings, form: Form, language: str) -> str:
    """Return mappings as a TOML file for a person to correct, with what is doubtful marked."""
    t = translator(language)
    lines = [
        *_comment(
            t(
                "Qué columna de tu archivo va a qué columna de la plantilla. Corrige lo marcado "
                "DUDOSO y vuelve a importar con --mapping y este archivo.",
                "Which column of your file goes to which column of the template. Correct what is "
                "marked DOUBTFUL and import again with --mapping and this file.",
            )
        ),
        *_comment(
            t(
                '"" es: no se importa. En [sheets.constants] puedes dar un valor a todas las '
                'filas, como source = "catalogo-2026".',
                '"" is: not imported. In [sheets.constants] you can give all rows a value, '
                'such as source = "catalogo-2026".',
            )
        ),
    ]
    for each in mappings:
        mark = "" if each.sure and each.form else f"  # {t('DUDOSO', 'DOUBTFUL')}"
        lines += [
            "",
            "[[sheets]]",
            f"name = {_toml(each.sheet)}",
            f"form = {_toml(each.form)}{mark}  # {', '.join(form.sheets)}",
            f"heading_row = {each.heading_row}",
            f"separator = {_toml(each.separator)}",
            "",
            "[sheets.constants]",
            *(f"{_toml(key)} = {_toml(value)}" for key, value in each.constants.items()),
            "",
            "[sheets.columns]",
        ]
        told = set()
        for match in each.matches:
            if match.heading in told:  # the first of two columns of one name is read
                continue
            told.add(match.heading)
            value = _toml(match.key)
            if match.option:
                value = f"{{ column = {value}, option = {_toml(match.option)} }}"
            doubt = "" if match.sure else f"  # {t('DUDOSO', 'DOUBTFUL')}"
            if not match.key:
                doubt = f"  # {t('sin columna: se lista', 'no column: it is listed')}"
            lines.append(f"{_toml(match.heading)} = {value}{doubt}")
        for column in form.sheets.get(each.form, ()):
            lines.append(f"# {column.key}: {column.heading[language]}")
    return "\n".join(lines) + "\n"


def _comment(words: str) -> Iterator[str]:
    for line in textwrap.wrap(words, 98):
        yield f"# {line}"


def _toml(words: str) -> str:
    # a string of JSON is one of TOML, but for DEL
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_mapping(path: Path, form: Form) -> Mappings:
    """Return the mappings of a file, which a person vouches for.

    Raises:
        InputError: it cannot be read, is not TOML, or names what the form does not have.
    """
    content = content_of(path)
    try:
        if len(content) > _MOST_BYTES:
            raise _wrong("es demasiado grande", "it is too large")
        said = tomllib.loads(content.decode("utf-8"))
        return tuple(_mapping(each, form) for each in _tables(said.get("sheets")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(f"no es TOML ({error})", f"it is not TOML ({error})").inside(
            str(path)
        ) from error
    except SaberesGraphError as error:
        raise error.inside(str(path)) from error


def _tables(said: Any) -> list[dict[str, Any]]:
    if not isinstance(said, list) or not said or not all(isinstance(s, dict) for s in said):
        raise _wrong("no tiene [[sheets]]", "it has no [[sheets]]")
    return said


def _mapping(said: dict[str, Any], form: Form) -> SheetMapping:
    name = _string(said, "form")
    if name and name not in form.sheets:
        raise _unknown("form", name, form.sheets)
    keys = [column.key for column in form.sheets[name]] if name else []
    constants = said.get("constants", {})
    columns = said.get("columns", {})
    if not isinstance(constants, dict) or not isinstance(columns, dict):
        raise _wrong("[sheets.columns] no es una tabla", "[sheets.columns] is no table")
    matches = []
    for heading, value in columns.items():
        option = ""
        if isinstance(value, dict):
            option, value = _string(value, "option"), _string(value, "column")
        if not isinstance(value, str):
            raise _wrong(f'"{heading}" no es un texto', f'"{heading}" is no text')
        if name and value and value not in keys:
            raise _unknown(heading, value, keys)
        matches.append(Match(heading, value, option=option))
    for key, value in constants.items():
        if key not in keys:
            raise _unknown("constants", key, keys)
        if not isinstance(value, str):
            raise _wrong(f'"{key}" no es un texto', f'"{key}" is no text')
    row = said.get("heading_row", 1)
    if not isinstance(row, int) or row < 1:
        raise _wrong("heading_row no es un número de fila", "heading_row is no number of a row")
    separator = _string(said, "separator", SEPARATOR)
    return SheetMapping(
        _string(said, "name"), name, row, tuple(matches), constants, separator or SEPARATOR
    )


def _string(said: dict[str, Any], key: str, usual: str = "") -> str:
    value = said.get(key, usual)
    if not isinstance(value, str):
        raise _wrong(f"{key} no es un texto", f"{key} is no text")
    return value


def _wrong(es: str, en: str) -> InputError:
    return InputError(
        es,
        en,
        hint=(
            "Corrígelo, o bórralo e importa de nuevo sin --mapping para tener otro",
            "Correct it, or delete it and import again without --mapping to get another",
        ),
    )


def _unknown(where: str, name: str, known: Iterable[str]) -> InputError:
    known = list(known)
    near = ", ".join(near_matches(name, known) or known)
    return InputError(
        f'"{where}" va a "{name}", que no existe',
        f'"{where}" goes to "{name}", which does not exist',
        hint=(f"Elige entre {near}", f"Choose one of {near}"),
    )
