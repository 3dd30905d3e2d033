"""What some files hold together: fiches, other rows, and what found no place."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from saberesgraph.errors import SaberesGraphError
from saberesgraph.fiches import documents
from saberesgraph.fiches.documents import wire
from saberesgraph.fiches.draft import Draft, Drafts, Leftover, Place, Remark
from saberesgraph.fiches.files import Lines, opened
from saberesgraph.fiches.files.apart import apart
from saberesgraph.fiches.form.columns import Form
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.sheets.mapping import Mappings, SheetMapping
from saberesgraph.fiches.sheets.rows import filled

Told = Callable[[str, int, int], None]
"""Hears of progress: the name of a stage, how much of it is done, and of how much."""


@dataclass
class Given:
    """What was read, in the order of the files.

    Args:
        drafts: the fiches.
        rows: of the other sheets of the form, by the name of the sheet.
        leftovers: what no fiche and no row took.
        remarks: on the files.
        mapping: how sheets without keys were read.
        doubts: on sheets of which that is not certain; each rejects.
    """

    drafts: list[Draft] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    mapping: list[SheetMapping] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)


def given(files: Sequence[Path], form: Form, mapping: Mappings, told: Told) -> Given:
    """Return what files hold: workbooks and tables by the form, documents by their headings.

    Raises:
        InputError: one cannot be read, or is none that we read.
    """
    found = Given()
    # a file given twice is read once
    once: dict[str, Path] = {}
    for file in files:
        once.setdefault(os.path.realpath(file), file)
    files = list(once.values())
    for number, file in enumerate(files):
        told("read", number, len(files))
        content = opened(file)
        if isinstance(content, Lines):
            _take(found, wire.unpacked(_read_apart(content)))
            found.remarks += content.remarks
            continue
        read = filled(content, form, mapping)
        _take(found, read.drafts)
        found.mapping += read.mapping
        found.doubts += (_doubt(content.file, each) for each in read.mapping if each.doubtful)
        for sheet, rows in read.rows.items():
            found.rows.setdefault(sheet, []).extend(rows)
    told("read", len(files), len(files))
    return found


def _read_apart(content: Lines) -> bytes:
    try:
        return apart(_document, content.lines, content.file)
    except SaberesGraphError as error:
        raise error.inside(content.file) from error.__cause__


def _document(lines: tuple[str, ...], file: str) -> bytes:
    """Read a document; in a child, for the time it takes is not bounded by its length."""
    return wire.packed(documents.read(lines, file))


def _take(found: Given, read: Drafts) -> None:
    found.drafts += read.drafts
    found.leftovers += read.leftovers
    found.remarks += read.remarks


def _doubt(file: str, mapping: SheetMapping) -> Remark:
    return Remark(
        Place(file, sheet=mapping.sheet, cell=f"A{mapping.heading_row}"),
        "",
        "No es seguro qué es cada columna. Importa con --mapping ARCHIVO.toml: ahí se escribe lo "
        "propuesto; corrígelo e importa de nuevo con él",
        "It is not certain what each column is. Import with --mapping FILE.toml: what is proposed "
        "is written there; correct it and import with it again",
        rejects=True,
    )
