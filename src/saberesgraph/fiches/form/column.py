"""A column of a sheet of the form: its key, what people read above it, and what its cells hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from saberesgraph.language import LANGUAGES, translator

Words = tuple[str, str]
"""The same in Spanish and English."""

WIDE: Final = 60
MIDDLE: Final = 28
NARROW: Final = 16

VERDICT: Final = "verdict:"
CRITERION: Final = "criterion:"
"""Before the name of a criterion, the key of the verdict on it, and of the reason for that."""

_SEVERAL: Final = (
    "Si son varios, sepáralos con punto y coma (;).",
    "Separate several with a semicolon (;).",
)
_LISTED: Final = ("Elige de la lista.", "Choose from the list.")
_NAMED: Final = (
    "Los nombres están en la hoja Vocabularios.",
    "The names stand in the sheet Vocabularios.",
)
_REQUIRED: Final = ("Obligatorio.", "Required.")


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Args:
        key: as the hidden row has it: a key of `draft.Draft.fields`, or of a row of its own.
        heading, help: by language.
        required: whether the shapes reject a row without it.
        several: whether a cell may hold several values, as `items.joined` writes them.
        list: name of the list that its values come from, None for free text.
        width: in characters.
    """

    key: str
    heading: Mapping[str, str]
    help: Mapping[str, str]
    required: bool = False
    several: bool = False
    list: str | None = None
    width: int = MIDDLE


def both(words: Words) -> dict[str, str]:
    """Return words by language.

    >>> both(("sí", "yes"))
    {'es': 'sí', 'en': 'yes'}
    """
    return dict(zip(LANGUAGES, words, strict=True))


def column(
    key: str,
    heading: Mapping[str, str],
    definition: Mapping[str, str],
    *,
    required: bool = False,
    several: bool = False,
    list_: str | None = None,
    width: int = MIDDLE,
) -> Column:
    """Return a column whose help says what it holds and how its cells are filled.

    >>> column("area", both(("área", "area")), both(("Cuál.", "Which.")), required=True).help["es"]
    'Cuál. Obligatorio.'
    """
    notes = [
        *((_NAMED if several else _LISTED,) if list_ else ()),
        *((_SEVERAL,) if several else ()),
        *((_REQUIRED,) if required else ()),
    ]
    said = {
        language: [definition.get(language, ""), *(translator(language)(*note) for note in notes)]
        for language in LANGUAGES
    }
    return Column(
        key,
        {language: words[:1].upper() + words[1:] for language, words in heading.items()},
        {language: " ".join(filter(None, parts)) for language, parts in said.items()},
        required,
        several,
        list_,
        width,
    )
