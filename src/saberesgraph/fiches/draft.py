"""What a document or a spreadsheet says of one fiche, as it was read: nothing is resolved yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from string import ascii_uppercase
from typing import Final

# what a draft holds besides the fields of the printed form (`practice.form`), which go by the
# local names of their properties: finding, territory, assistedPopulation, budgetUSD, keyword...
LABEL_ES: Final = "label-es"
LABEL_EN: Final = "label-en"
SOURCE: Final = "source"
SECTION: Final = "section"

LETTERS: Final = {
    "good_practice": "BP",
    "lesson_learned": "LA",
    "lesson_not_learned": "LN",
}
"""The letters that the code of a fiche begins with, by its kind."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something was read: a line of a document, or a cell of a sheet.

    >>> str(Place("fichas.xlsx", sheet="Prácticas", cell="F12")), str(Place("a.txt", line=120))
    ('fichas.xlsx:Prácticas!F12', 'a.txt:120')
    """

    file: str
    line: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Return the place as a person names it."""
        if self.sheet:
            return f"{self.file}:{self.sheet}!{self.cell}"
        return f"{self.file}:{self.line}" if self.line else self.file

    def beside(self, other: "Place") -> bool:
        """Return whether it is a cell of the same row.

        >>> first = Place("x.xlsx", sheet="Pasos", cell="A12")
        >>> [Place("x.xlsx", sheet="Pasos", cell=each).beside(first) for each in ("C12", "A1")]
        [True, False]
        """
        rows = (each.cell.lstrip(ascii_uppercase) for each in (self, other))
        return (self.file, self.sheet, next(rows)) == (other.file, other.sheet, next(rows))


class Sureness(IntEnum):
    """How sure a reading is; all but CERTAIN is shown to a person as a proposal."""

    GUESSED = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Remark:
    """Something that a person should know, at its place: never only in a log.

    Args:
        place: where.
        field: the local name of the property, or a name of this module; "" for the whole fiche.
        es, en: what is wrong and what to do, or what was done.
        read: what was read there.
        proposed: what we propose to read instead; "" where there is nothing to propose.
        rejects: whether the fiche cannot be taken as long as this stands.
    """

    place: Place
    field: str
    es: str
    en: str
    read: str = ""
    proposed: str = ""
    rejects: bool = False

    def message(self, language: str) -> str:
        """Return it in a language."""
        return self.en if language == "en" else self.es


@dataclass(frozen=True)
class Text:
    """What one field says, in full, as printed; lines joined, hyphens at line ends undone."""

    text: str
    place: Place
    sureness: Sureness = Sureness.CERTAIN


def located(
    place: Place, key: str, fields: Mapping[str, Text], columns: Mapping[str, str]
) -> Place:
    """Return where a field stands, also where it is empty.

    Args:
        place: of a cell of the row, or where the fiche begins.
        key: of the field.
        fields: what the row or the fiche says.
        columns: letters of the columns of the sheet, by key; empty for a document.

    >>> row = Place("fichas.xlsx", sheet="Prácticas", cell="A12")
    >>> str(located(row, "area", {}, {"area": "F"})), located(row, "area", {}, {}) == row
    ('fichas.xlsx:Prácticas!F12', True)
    """
    if key in fields:
        return fields[key].place
    if key in columns and place.cell:
        return replace(place, cell=columns[key] + place.cell.lstrip(ascii_uppercase))
    return place


@dataclass(frozen=True)
class Oddity:
    """An oddity of the source, to be recorded as an anomaly.

    Args:
        field: the local name of the property.
        kind: the code of an anomaly kind of ontology/vocabularies/anomaly-kinds.ttl.
        printed: as printed; "" where nothing was.
        es, en: what was done about it; English may be "".
        place: where.
        absence: whether it declares the field absent.
        name: local name of its node, "" for the next free one.
    """

    field: str
    kind: str
    printed: str
    es: str
    place: Place
    en: str = ""
    absence: bool = False
    name: str = ""


@dataclass(frozen=True)
class Evidence:
    """What a sheet says was printed for one link, figure, assessment or the keywords.

    Args:
        link: local name of the property that is backed (`territory`, `budgetUSD`, `assessment`).
        item: what it links to, as the sheet names it; "" for figures and keywords.
        printed: as printed.
        basis: `stated` or `normalised`, "" for figures and keywords.
        field: local name of the property of the field that says so; "" for the link's own.
        place: of the row.
        name: local name of the evidence node, "" for the usual one.
    """

    link: str
    item: str
    printed: str
    basis: str
    field: str
    place: Place
    name: str = ""


@dataclass(frozen=True)
class Draft:
    """One fiche as read.

    Args:
        kind: `good_practice`, `lesson_learned` or `lesson_not_learned`.
        code: as read and mended (`BP1_PC`), "" where there is none yet.
        place: where the fiche begins.
        fields: what each field says; one that the source lacks is not there. Criteria of a lesson
            go by `criterion:important` and so on: verdict and reason as printed.
        oddities: of the source.
        evidence: from the sheet of evidence; empty for documents.
        remarks: doubts of the reader.
        columns: letters of the columns of its sheet, by key; empty for documents.
    """

    kind: str
    code: str
    place: Place
    fields: Mapping[str, Text]
    oddities: tuple[Oddity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    remarks: tuple[Remark, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """Return where a field stands; an empty one has a cell too."""
        return located(self.place, key, self.fields, self.columns)


@dataclass(frozen=True)
class Leftover:
    """Text of a document that no fiche took, and why."""

    place: Place
    text: str
    es: str
    en: str


@dataclass(frozen=True)
class Drafts:
    """All that was read from some files, in their order.

    Args:
        drafts: the fiches.
        leftovers: what was not placed; never dropped.
        remarks: on the files as a whole.
    """

    drafts: tuple[Draft, ...]
    leftovers: tuple[Leftover, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
