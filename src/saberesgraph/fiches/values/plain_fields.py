"""The fields of a fiche that are no links: text, figures, keywords, sources, references."""

import re
from typing import Final

from saberesgraph.fiches.draft import SOURCE, Evidence
from saberesgraph.fiches.form.columns import LEARNED_IN, REFERENCES
from saberesgraph.fiches.form.items import pieces as values
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.fiches.values import figures
from saberesgraph.fiches.values.address import is_address
from saberesgraph.fiches.values.known import Known
from saberesgraph.fiches.values.names import Things
from saberesgraph.fiches.values.notes import Notes, backed
from saberesgraph.fiches.values.pieces import pieces
from saberesgraph.language import folded

KEYWORD: Final = "keyword"
# a cell that says so declares the field absent, as a row of the sheet of oddities does
_LACKING: Final = frozenset(("no consta", "la fuente no lo trae"))
_SAID_ABSENT: Final = "Quien llenó la ficha dice que la fuente no trae este campo."
_SHORT: Final = 40


def said(notes: Notes, name: str) -> str:
    """Return the text of a field that is copied as it is, "" where it is said to be absent."""
    read = notes.draft.fields.get(name)
    text = read.text.strip() if read else ""
    if len(text) < _SHORT and folded(text) in _LACKING:
        notes.odd(name, "absent", "", _SAID_ABSENT, absence=True)
        return ""
    return text


def figure(notes: Notes, key: str, before: Figure | None) -> Figure:
    """Return a figure.

    Args:
        notes: of the draft.
        key: local name of its property.
        before: the figure on file: where a form says the same, its print is kept.
    """
    read = notes.draft.fields.get(key)
    reading = figures.read(read.text if read else "", money=key == "budgetUSD")
    found = reading.figure
    if before and notes.filled and _row(notes, key) is None:
        alike = found.value is not None or found.printed == before.printed
        if alike and (before.value, before.status) == (found.value, found.status):
            return before
    if reading.es:
        taken = notes.accepts and reading.proposed is not None
        explained = notes.declares(key, "unreadable-figure")
        if not explained or taken:
            notes.remark(
                key,
                f"se tomó lo que se propuso: {reading.proposed}" if taken else reading.es,
                f"what was proposed was taken: {reading.proposed}" if taken else reading.en,
                read=found.printed or "",
                proposed=str(reading.proposed or ""),
                rejects=notes.filled and not taken,
            )
        if taken:
            found = Figure(reading.proposed, "", found.printed)
        elif not notes.filled:
            resolution = "No se lee como un número y no se corrige."
            notes.odd(key, "unreadable-figure", found.printed or "", resolution)
    return _as_printed(notes, key, found)


def _as_printed(notes: Notes, key: str, found: Figure) -> Figure:
    """The figure with the print that its row of evidence gives, where both say the same."""
    row = _row(notes, key)
    if row is None:
        return found
    other = figures.read(row.printed, money=key == "budgetUSD").figure
    if (other.value, other.status) == (found.value, found.status):
        return Figure(found.value, found.status, row.printed)
    notes.remark(
        key,
        "lo impreso según la hoja de evidencia es otra cifra; vale la de la ficha. "
        "Corrige la fila de evidencia",
        "what was printed according to the evidence sheet is another figure; that of the record "
        "counts. Correct the row of evidence",
        read=row.printed,
        place=row.place,
    )
    return found


def keywords(notes: Notes, on_file: Record | None) -> tuple[tuple[str, ...], str | None]:
    """Return each keyword, and the whole field as printed."""
    text = said(notes, KEYWORD)
    if not text:
        return (), None
    row = _row(notes, KEYWORD)
    parts = values(text) if notes.filled else ()
    if len(parts) < 2 and row is None:  # as documents print them
        parts = tuple(part for each in re.split(r"[,;\n]", text) if (part := each.strip(" .")))
    printed = row.printed if row else text
    if row is None and on_file and notes.filled and parts == on_file.keywords:
        printed = on_file.keywords_printed or text
    for keyword in parts:
        if keyword not in printed:
            notes.remark(
                KEYWORD,
                "la palabra clave no está en lo impreso según la hoja de evidencia; vale la ficha. "
                "Corrige la fila de evidencia",
                "the keyword is not in what was printed according to the evidence sheet; the "
                "record counts. Correct the row of evidence",
                read=keyword,
            )
            printed = text
    return parts, printed


def sources(notes: Notes, known: Known) -> tuple[str, ...]:
    """Return the codes of the source documents that are named."""
    unknown = ("no es un documento conocido. Escribe el código de uno, o agrégalo",
               "it is no known document. Write the code of one, or add it")  # fmt: skip
    return _codes(notes, SOURCE, known.things[SOURCE], unknown)


def learned_in(notes: Notes, known: Known) -> tuple[str, ...]:
    """Return the codes of the exchanges that are named as where the fiche comes from."""
    unknown = ("no es un intercambio conocido. Escribe el código de uno, o agrégalo",
               "it is no known exchange. Write the code of one, or add it")  # fmt: skip
    return _codes(notes, LEARNED_IN, known.things["exchange"], unknown)


def _codes(notes: Notes, key: str, things: Things, unknown: tuple[str, str]) -> tuple[str, ...]:
    """The codes of what a field names; what it does not name for certain rejects."""
    read = notes.draft.fields.get(key)
    found = pieces(read.text, things) if read else ()
    for printed, each in found:
        if each is not None and not each.taken:
            notes.remark(
                key,
                *unknown,
                read=printed,
                proposed="; ".join(map(str, each.things)),
                rejects=True,
            )
    return tuple(each.things[0].code for _, each in found if each is not None and each.taken)


def references(notes: Notes) -> tuple[str, ...]:
    """Return the web addresses that are named."""
    read = notes.draft.fields.get(REFERENCES)
    found = [part for each in values(read.text) for part in each.split()] if read else []
    for each in found:
        if not is_address(each):
            notes.remark(
                REFERENCES,
                "no es una dirección web. Escríbela completa, con https://",
                "it is no web address. Write it in full, with https://",
                read=each,
                rejects=True,
            )
    return tuple(each for each in found if is_address(each))


def _row(notes: Notes, key: str) -> Evidence | None:
    """The row of evidence of a field that is no link."""
    return next((r for r in notes.draft.evidence if backed(r) == key and not r.item), None)
