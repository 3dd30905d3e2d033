"""Fields that a fiche lacks: absent in the source, or on a page that the document lacks."""

from collections.abc import Mapping, Sequence
from typing import Final

from saberesgraph.fiches.documents import order
from saberesgraph.fiches.documents.blocks import LEARNED_TITLE
from saberesgraph.fiches.documents.pieces import Fiche
from saberesgraph.fiches.documents.words import unfinished
from saberesgraph.fiches.draft import Oddity, Place, Remark, Text

# so many fields in a row that lack where pages meet say that a page lacks
_PAGE: Final = 3
_OPTIONAL: Final = frozenset({"code", "title", "kind", "area"})
_ASKED: Final = frozenset({"beneficiaries"})


def of(fiche: Fiche, fields: Mapping[str, Text], file: str) -> tuple[list[Oddity], list[Remark]]:
    """Return the absences of a fiche, and the doubts whether a page of it lacks."""
    wanted = [
        name
        for name in [*order.between(-1, 999, fiche.form), *_ASKED]
        if name not in fields and name not in _OPTIONAL
    ]
    wanted = sorted(dict.fromkeys(wanted), key=lambda name: order.rank(name, fiche.form))
    lost = _on_lost_pages(fiche, wanted)
    here = Place(file, line=fiche.fragments[0].first)
    absent = []
    for name in dict.fromkeys("assessment" if n.startswith("criterion:") else n for n in wanted):
        if name in lost or (name == "assessment" and any(n.startswith("criterion:") for n in lost)):
            continue
        if name == "assessment" and any(n.startswith("criterion:") for n in fields):
            continue
        absent.append(
            Oddity(
                name,
                "absent",
                "",
                "El formulario pide este campo y la ficha no lo trae.",
                here,
                "The form asks for this field and the record does not carry it.",
                absence=True,
            )
        )
    doubts = []
    if lost:
        names = ", ".join(lost)
        doubts.append(
            Remark(
                here,
                "",
                f"Parece que falta una página de esta ficha: no se hallaron {names}.",
                f"A page of this record seems to be missing: {names} were not found.",
                read=names,
            )
        )
    return absent, doubts


def _on_lost_pages(fiche: Fiche, wanted: Sequence[str]) -> list[str]:
    """Return the fields that lack in a row where one page of a fiche ends."""
    lost: list[str] = []
    found = [fragment for fragment in fiche.fragments if fragment.fields]
    ends = [max(order.rank(b.field, fiche.form) for b in f.fields) for f in found]
    starts = [min(order.rank(b.field, fiche.form) for b in f.fields) for f in found]
    seams = list(zip(ends, [*starts[1:], 999], strict=True))
    if not found[0].head:
        seams.insert(0, (-1, starts[0]))
    for end, start in seams:
        gap = [name for name in wanted if end < order.rank(name, fiche.form) < start]
        if len(gap) >= _PAGE and not _ends_there(fiche, start, end):
            lost += gap
    return lost


def _ends_there(fiche: Fiche, start: int, end: int) -> bool:
    """Say whether a lesson that was not learned ends where its kind does: with its title."""
    last = [piece for piece in fiche.pieces if piece.lines][-1]
    closed = last.field in order.VALUES or not unfinished(last.text)
    not_learned = fiche.code is not None and fiche.code.kind == "lesson_not_learned"
    return not_learned and start == 999 and closed and end == order.rank(LEARNED_TITLE, fiche.form)
