"""From a draft to a record: every field resolved, every doubt told, nothing dropped."""

import re
from dataclasses import dataclass
from typing import Final

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SECTION, SOURCE, Draft, Remark, Sureness
from saberesgraph.fiches.form.column import CRITERION, VERDICT
from saberesgraph.fiches.form.columns import LEARNED_IN, REFERENCES
from saberesgraph.fiches.record import Link, Record
from saberesgraph.fiches.values.assessing import assessments
from saberesgraph.fiches.values.known import Known
from saberesgraph.fiches.values.linking import LINKS, links
from saberesgraph.fiches.values.notes import Notes
from saberesgraph.fiches.values.oddities import with_anomalies
from saberesgraph.fiches.values.plain_fields import (
    KEYWORD,
    figure,
    keywords,
    learned_in,
    references,
    said,
    sources,
)
from saberesgraph.practice.card import KINDS, PROSE

_CODE: Final = re.compile(r"[A-Z]{2}[0-9]{1,9}_[A-Z]{1,9}")
# said in prose, or nowhere, in a document: a person's work that another reading must not undo
_PEOPLES_WORK: Final = ("population", "mentionedActor", "replicator")
_OWN: Final = frozenset(
    (LABEL_ES, LABEL_EN, SOURCE, SECTION, REFERENCES, LEARNED_IN, "code", "kind", KEYWORD,
     "assistedPopulation", "budgetUSD")
)  # fmt: skip


@dataclass(frozen=True)
class Normalised:
    """What a draft comes to.

    Args:
        record: to be written, None where something rejects it.
        reading: the same, also where it is rejected, as far as it could be resolved; None where
            it has no code.
        remarks: those of the draft, and what was found here.
    """

    record: Record | None
    reading: Record | None
    remarks: tuple[Remark, ...]


def normalise(
    draft: Draft, known: Known, on_file: Record | None = None, accept_proposals: bool = False
) -> Normalised:
    """Return the record that a draft comes to, and all that a person should know of it.

    Args:
        draft: as read.
        known: what may be named.
        on_file: the record with the same code that is there already: what people decided for the
            same printed words holds, and what a document cannot say is kept.
        accept_proposals: whether a single proposal is taken.
    """
    notes = Notes(draft, accept_proposals)
    if not _identified(notes):
        return Normalised(None, None, (*draft.remarks, *notes.remarks))
    kept = None if notes.filled else on_file
    words, printed = keywords(notes, on_file)
    reading = Record(
        code=draft.code,
        kind=draft.kind,
        labels=_labels(notes, kept),
        sources=sources(notes, known) or (kept.sources if kept else ()),
        section=said(notes, SECTION) or (kept.section if kept else None),
        prose={name: text for name in PROSE if (text := said(notes, name))},
        population=figure(notes, "assistedPopulation", on_file.population if on_file else None),
        budget=figure(notes, "budgetUSD", on_file.budget if on_file else None),
        links=_with_peoples_work(notes, links(notes, known, on_file), kept),
        keywords=words,
        keywords_printed=printed,
        references=references(notes) or (kept.references if kept else ()),
        assessments=assessments(notes, known, on_file),
        anomalies=(),
        learned_in=learned_in(notes, known) or (kept.learned_in if kept else ()),
    )
    _tell_unsure(notes)
    _tell_unused(notes)
    reading = with_anomalies(notes, reading, known, on_file)
    remarks = (*draft.remarks, *notes.remarks)
    rejected = any(remark.rejects for remark in remarks)
    return Normalised(None if rejected else reading, reading, remarks)


def _labels(notes: Notes, kept: Record | None) -> dict[str, str]:
    before = kept.labels if kept else {}
    found = {
        language: said(notes, key) or before.get(language, "")
        for language, key in (("es", LABEL_ES), ("en", LABEL_EN))
    }
    return {language: label for language, label in found.items() if label}


def _identified(notes: Notes) -> bool:
    """Whether a draft has a code that may name a file, and a kind."""
    code = notes.draft.code
    if not _CODE.fullmatch(code):
        notes.remark(
            "code",
            "falta el código o no tiene la forma de BP1_AH. Escríbelo",
            "the code is missing or is not of the form BP1_AH. Write it",
            read=code,
            rejects=True,
        )
        return False
    if notes.draft.kind not in KINDS.values():
        notes.remark(
            "kind",
            "falta la clase de la ficha. Escribe si es buena práctica, lección aprendida o no",
            "the kind of the record is missing. Write whether it is a good practice or a lesson",
            read=notes.draft.kind,
            rejects=True,
        )
        return False
    return True


def _with_peoples_work(
    notes: Notes, found: tuple[Link, ...], on_file: Record | None
) -> tuple[Link, ...]:
    """Add the links that people read out of prose, as long as the prose still says so."""
    have = {(link.link, link.item) for link in found}
    kept = []
    for link in on_file.links if on_file else ():
        if link.link not in _PEOPLES_WORK or (link.link, link.item) in have:
            continue
        stands = notes.says(link)
        kept += [link] if stands else []
        if not stands:
            notes.remark(
                link.link,
                "la ficha guardada enlaza esto y el texto leído no lo dice: no se conserva. "
                "Agrégalo si vale",
                "the record on file links this and the text read does not say it: it is not kept. "
                "Add it if it holds",
                read=link.printed,
            )
    if kept:
        notes.remark(
            "",
            f"enlaces que personas leyeron antes en la prosa y se conservan: {len(kept)}",
            f"links that people read in the prose before, and that are kept: {len(kept)}",
        )
    order = {name: place for place, name in enumerate(LINKS)}
    return tuple(sorted((*found, *kept), key=lambda link: order[link.link]))


def _tell_unsure(notes: Notes) -> None:
    for name, text in notes.draft.fields.items():
        if text.sureness < Sureness.CERTAIN:
            notes.remark(
                name,
                "no es seguro que este texto sea de este campo. Compáralo con el original",
                "it is not certain that this text is of this field. Compare it with the original",
                read=text.text,
            )


def _tell_unused(notes: Notes) -> None:
    for name, text in notes.draft.fields.items():
        known = name in _OWN or name in PROSE or name in LINKS
        if not known and not name.startswith((CRITERION, VERDICT)) and text.text.strip():
            notes.remark(
                name,
                "la ficha no tiene ese campo y su texto no se usa",
                "the record has no such field and its text is not used",
                read=text.text,
            )
