"""What is noted while one draft becomes a record: remarks for people, oddities for the graph."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from saberesgraph.fiches.draft import Draft, Evidence, Oddity, Place, Remark
from saberesgraph.fiches.form.items import code_of
from saberesgraph.fiches.record import Link
from saberesgraph.language import folded
from saberesgraph.namespaces import local_name

_PREFIXED: Final = {
    "prefLabel": "skos:prefLabel",
    "label-es": "skos:prefLabel",
    "label-en": "skos:prefLabel",
    "notation": "skos:notation",
    "code": "skos:notation",
    "source": "dcterms:source",
    "references": "dcterms:references",
}


def prefixed(name: str) -> str:
    """Return the prefixed name of a property from its local name or the key of its column.

    >>> prefixed("territory"), prefixed("label-es")
    ('sab:territory', 'skos:prefLabel')
    """
    return name if ":" in name else _PREFIXED.get(name, f"sab:{name}")


def backed(row: Evidence) -> str:
    """Return the local name of the property that a row of evidence backs, however it names it."""
    return local_name(code_of(row.link)).rpartition(":")[2]


def holds(text: str, printed: str) -> bool:
    """Return whether a text holds printed words, in all their parts if some are left out.

    >>> holds("COE nacionales y cantonales", "COE … cantonales")
    True
    """
    said = folded(text)
    return all(folded(part) in said for part in printed.split("…"))


@dataclass
class Notes:
    """Collects remarks and oddities of a draft.

    Args:
        draft: as read.
        accepts: whether what is proposed is taken.
    """

    draft: Draft
    accepts: bool = False
    remarks: list[Remark] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        """Whether a person filled a form, and can correct it; else a document was read."""
        return bool(self.draft.place.sheet or self.draft.place.cell)

    def says(self, link: Link) -> bool:
        """Return whether the draft still says what was printed for a link, in its field."""
        texts = (t.text for name, t in self.draft.fields.items() if prefixed(name) == link.field)
        return holds(next(texts, ""), link.printed)

    def place(self, name: str) -> Place:
        """Return where a field stands, or where the fiche begins."""
        return self.draft.at(name)

    def remark(
        self,
        name: str,
        es: str,
        en: str,
        *,
        read: str = "",
        proposed: str = "",
        rejects: bool = False,
        place: Place | None = None,
    ) -> None:
        """Note what a person should know of a field."""
        where = place or self.place(name)
        self.remarks.append(Remark(where, name, es, en, read, proposed, rejects))

    def odd(self, name: str, kind: str, printed: str, es: str, *, absence: bool = False) -> None:
        """Note an oddity of the source, unless the draft declares it already."""
        if not self.declares(name, kind, printed):
            place = self.place(name)
            self.oddities.append(Oddity(name, kind, printed, es, place, absence=absence))

    def declares(self, name: str, kind: str, printed: str = "") -> bool:
        """Return whether an oddity of this kind is noted for a field, of these words if given."""
        return any(
            each.kind == kind
            and prefixed(each.field) == prefixed(name)
            and printed in {"", each.printed}
            for each in self._all()
        )

    def _all(self) -> Iterable[Oddity]:
        return (*self.draft.oddities, *self.oddities)
