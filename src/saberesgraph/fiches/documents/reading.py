"""A document read from its lines to drafts: nothing of it is dropped."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from saberesgraph.fiches.documents import (
    absences,
    blocks,
    chains,
    codes,
    fiche,
    fragment,
    fragments,
    index,
    lines,
    oddities,
    pieces,
    placing,
    repeats,
)
from saberesgraph.fiches.documents.blocks import FURNITURE, HEADLESS, NOTE, Block
from saberesgraph.fiches.documents.words import squash
from saberesgraph.fiches.draft import LABEL_ES, Draft, Drafts, Leftover, Oddity, Place, Remark, Text

_REASONS: Final = {
    "furniture": ("Número o título corrido de página.", "Number or running head of a page."),
    "index": (
        "Tabla de códigos y títulos del documento; sirvió para comparar los títulos.",
        "Table of codes and titles of the document; the titles were compared with it.",
    ),
    "section-heading": (
        "Encabezado de una sección del documento.",
        "Heading of a section of the document.",
    ),
    "before": (
        "Está antes de la primera ficha y no es de ninguna.",
        "Stands before the first record and belongs to none.",
    ),
    "outside": (
        "No se halló de qué ficha es. Complétala a mano si hace falta.",
        "No record was found that it belongs to. Fill it in by hand if need be.",
    ),
    "heading": (
        "Encabezado sin texto que no falta en ninguna ficha cercana.",
        "Heading over no text that no record nearby lacks.",
    ),
}


def read(source: Sequence[str], file: str) -> Drafts:
    """Return the fiches of a document, what was not placed, and what a person should know.

    Fields are keyed as `Draft.fields` says, with `label-es` for the title as printed and
    `section`. Principles and objectives are one a line; every other field is one text as printed.

    Args:
        source: its lines, in their order; a form feed in one says that a page begins there.
        file: its name, for the places.
    """
    return _Reading(source, file).drafts()


class _Reading:
    """One document; see `read`."""

    def __init__(self, source: Sequence[str], file: str) -> None:
        self.file = file
        self.lines = lines.read(source)
        self.merged = repeats.merge(self.lines)
        self.cut = fragments.cut(blocks.read(self.merged.lines))
        self.index = index.read(self.cut.aside)
        notes = [f for f in self.cut.fragments if all(b.field == NOTE for b in f.blocks)]
        whole = [f for f in self.cut.fragments if f not in notes]
        neighbours = self._neighbours(whole)
        self.place = placing.Placing(self.cut, neighbours)
        self.fiches = self.place.place(chains.link(whole, neighbours))
        heads = [found.fragments[0].first for found in self.fiches if found.code]
        tables = [block.number for block in self.cut.aside if block.field == blocks.INDEX]
        self.start = min([*heads, *tables], default=0)
        self.alone = [note for note in notes if not self._give(note)]

    def _neighbours(self, whole: Sequence[fragment.Fragment]) -> set[tuple[int, int]]:
        """Return the numbers of lines of fiches that directly follow each other somewhere."""
        counted = {
            number
            for fragment in whole
            for block in fragment.blocks
            if block.field != NOTE
            for number in (block.number, *(line.number for line in block.lines))
        }
        numbers = [self.merged.same.get(line.number, line.number) for line in self.lines]
        kept = [number for number in numbers if number in counted]
        return set(itertools.pairwise(kept))

    def _give(self, note: fragment.Fragment) -> bool:
        """Give a note that stands alone to the fiche of the page before it, if there is one."""
        before = [
            (fragment.last, n)
            for n, found in enumerate(self.fiches)
            for fragment in found.fragments
            if found.code and fragment.last < note.first
        ]
        if before:
            self.fiches[max(before)[1]].notes += note.blocks
        return bool(before)

    def drafts(self) -> Drafts:
        read: dict[str, tuple[pieces.Fiche, fiche.Read]] = {}
        leftovers: list[Leftover] = []
        remarks: list[Remark] = []
        for found in sorted(self.fiches, key=lambda f: f.fragments[0].first):
            if found.code is None:
                leftovers += self._outside(found)
                continue
            section = self.index.sections.get(found.code.code.partition("_")[2])
            fields = fiche.read(found, self.file, section)
            if found.code.code in read:
                remarks.append(self._again(found))
                leftovers += self._outside(found)
                continue
            read[found.code.code] = (found, fields)
        others: dict[str, list[Oddity]] = {}
        for code, oddity in oddities.between({code: r.fields for code, (_, r) in read.items()}):
            others.setdefault(code, []).append(oddity)
        drafts = []
        for code, (found, said) in read.items():
            drafts.append(self._draft(found, said, others.get(code, [])))
            leftovers += [self._left(number, text, "outside") for number, text in said.rest]
            leftovers += self._notes(found)
        leftovers += self._stray()
        leftovers += self._aside()
        remarks = [*self._repeats(), *self._only_in_index(read), *remarks]
        if not drafts:
            remarks.append(_none(self.file))
        leftovers.sort(key=lambda leftover: leftover.place.line)
        return Drafts(tuple(drafts), tuple(leftovers), tuple(remarks))

    def _draft(self, found: pieces.Fiche, said: fiche.Read, others: list[Oddity]) -> Draft:
        assert found.code is not None
        odd = [*oddities.of(found, said.fields, self.index, self.file), *others]
        absent, doubts = absences.of(found, said.fields, self.file)
        place = Place(self.file, line=found.fragments[0].first)
        return Draft(
            found.code.kind,
            found.code.code,
            place,
            said.fields,
            (*odd, *absent),
            remarks=(*self._mended(found, place), *self._titles(said, said.fields), *doubts),
        )

    def _mended(self, found: pieces.Fiche, place: Place) -> Iterator[Remark]:
        """Say how a code was mended, and which title bears another."""
        assert found.code is not None
        if found.code.mended:
            yield Remark(
                place,
                "code",
                "El código está mal impreso o mal leído. Revisa el que proponemos.",
                "The code is misprinted or misread. Check the one that we propose.",
                read=found.code.printed,
                proposed=found.code.code,
            )
        for piece in found.pieces:
            title = codes.alone(piece.printed) if piece.field == blocks.TITLE else None
            if title and title.code != found.code.code:
                yield Remark(
                    Place(self.file, line=piece.number),
                    "code",
                    "El título trae otro código que la ficha. Revisa cuál vale.",
                    "The title bears another code than the record. Check which one counts.",
                    read=title.printed,
                    proposed=found.code.code,
                )

    def _titles(self, said: fiche.Read, fields: dict[str, Text]) -> Iterator[Remark]:
        """Say which other title a fiche gives at its end."""
        for title, number in said.titles:
            if squash(title) != squash(fields[LABEL_ES].text):
                yield Remark(
                    Place(self.file, line=number),
                    LABEL_ES,
                    "La ficha da otro título al final. Compara ambos.",
                    "The record gives another title at its end. Compare both.",
                    read=title,
                    proposed=fields[LABEL_ES].text,
                )

    def _again(self, found: pieces.Fiche) -> Remark:
        assert found.code is not None
        return Remark(
            Place(self.file, line=found.fragments[0].first),
            "",
            f"Otra ficha con el código {found.code.code}: corrige uno de los dos códigos.",
            f"Another record with the code {found.code.code}: correct one of both codes.",
            read=found.code.printed,
        )

    def _outside(self, found: pieces.Fiche) -> Iterator[Leftover]:
        """List what belongs to no fiche, a stretch at a time."""
        for part in found.fragments:
            reason = "before" if part.last < self.start else "outside"
            texts = [text for block in part.blocks for text in _said(block)]
            if texts:
                yield self._left(part.first, texts, reason)

    def _left(self, number: int, texts: Sequence[str], reason: str) -> Leftover:
        es, en = _REASONS[reason]
        return Leftover(Place(self.file, line=number), "\n".join(texts), es, en)

    def _notes(self, found: pieces.Fiche) -> Iterator[Leftover]:
        assert found.code is not None
        code = found.code.code
        for note in found.notes:
            yield Leftover(
                Place(self.file, line=note.number),
                "\n".join(_said(note)),
                f"Nota al pie de {code}; el formulario no tiene campo para ella.",
                f"Note at the foot of {code}; the form has no field for it.",
            )

    def _stray(self) -> Iterator[Leftover]:
        for _, block in self.place.loose:
            yield self._left(block.number, _said(block), "heading" if block.bare else "outside")
        for block in (block for note in self.alone for block in note.blocks):
            yield self._left(block.number, _said(block), "outside")
        for _, block in self.place.texts:
            yield self._left(block.number, _said(block), "outside")

    def _aside(self) -> Iterator[Leftover]:
        running = [block for block in self.cut.aside if block.field == FURNITURE]
        for block in self.cut.aside:
            if block.field != FURNITURE:
                yield self._left(block.number, _said(block), block.field)
        if running:
            texts = [text for block in running for text in _said(block)]
            yield self._left(running[0].number, texts, FURNITURE)

    def _repeats(self) -> Iterator[Remark]:
        for repeat in self.merged.repeats:
            first, again = repeat.first, repeat.again
            different = "\n".join(f"{one} / {other}" for one, other in repeat.differences)
            one, other = f"{first[0]}–{first[1]}", f"{again[0]}–{again[1]}"
            es = f"Las líneas {other} repiten las líneas {one}: se leyeron una vez."
            en = f"Lines {other} repeat lines {one}: they were read once."
            if different:
                es += " Las copias difieren: se tomó la más completa."
                en += " The copies differ: the fuller was taken."
            yield Remark(Place(self.file, line=again[0]), "", es, en, read=different)

    def _only_in_index(self, read: dict[str, tuple[pieces.Fiche, fiche.Read]]) -> Iterator[Remark]:
        missing = [entry for code, entry in self.index.entries.items() if code not in read]
        if missing:
            names = ", ".join(entry.code.code for entry in missing)
            yield Remark(
                Place(self.file, line=missing[0].number),
                "",
                f"El índice nombra fichas que el documento no trae: {names}.",
                f"The index names records that the document does not hold: {names}.",
                read=names,
            )


def _said(block: Block) -> list[str]:
    """Return a block as lines: its heading, and what stands under it."""
    heading = [block.printed] if block.printed and block.field != HEADLESS else []
    return [*heading, *(line.text for line in block.lines)]


def _none(file: str) -> Remark:
    return Remark(
        Place(file),
        "",
        "No hay ninguna ficha en este documento: ninguna página trae un código como BP1_AH.",
        "There is no record in this document: no page bears a code such as BP1_AH.",
    )
