"""Rows that are no fiches, as statements: actors, documents, and all that a call brings about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, Remark
from saberesgraph.fiches.form.items import code_of, pieces
from saberesgraph.fiches.importing.moments import day, moment
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.known import Submitted
from saberesgraph.fiches.values.names import Things
from saberesgraph.language import folded
from saberesgraph.namespaces import XSD, expand, lengthen, shorten

_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_CODE: Final = 100
_WHOLE: Final = re.compile(
    r"[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})"
)


@dataclass(frozen=True)
class Entry:
    """One thing that a row describes.

    Args:
        name: prefixed name.
        title: what people call it.
        row: that does.
        file: where it belongs, relative to data/.
        triples: what it states; empty where it cannot be said.
        remarks: on the row.
        below: rows that say more of it, by the prefixed name of what each describes.
    """

    name: str
    title: str
    row: Row
    file: Path
    triples: tuple[ox.Triple, ...]
    remarks: tuple[Remark, ...]
    below: Mapping[str, Row] = field(default_factory=dict)


@dataclass
class Statements:
    """Gathers what a row states of one thing.

    Args:
        kind: prefix of its name.
        row: that does.
        given: its code, where no cell of the row says it.
    """

    kind: str
    row: Row
    given: str = ""
    triples: list[ox.Triple] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return a cell's text, "" where it is empty."""
        found = self.row.values.get(key)
        return found.text.strip() if found else ""

    @property
    def code(self) -> str:
        """The code, "" where it is none."""
        if self.given:
            return self.given
        given = self.text("code")
        fits = _CODE.fullmatch(given) and len(given) <= _LONGEST_CODE
        return given if fits else ""

    @property
    def name(self) -> str:
        """Its prefixed name."""
        return f"{self.kind}:{self.code}"

    def say(self, key: str, es: str, en: str, *, read: str = "", proposed: str = "") -> None:
        """Add a remark that rejects the row."""
        self.remarks.append(Remark(self.row.at(key), key, es, en, read, proposed, rejects=True))

    def add(self, subject: str, predicate: str, value: str | ox.Literal) -> None:
        """Add a statement; a value that is no literal is a prefixed name."""
        node = value if isinstance(value, ox.Literal) else ox.NamedNode(lengthen(value))
        self.triples.append(
            ox.Triple(ox.NamedNode(expand(subject)), ox.NamedNode(expand(predicate)), node)
        )

    def literal(self, key: str, predicate: str, language: str = "", datatype: str = "") -> None:
        """State a cell as a literal, where it is not empty."""
        text = self.text(key)
        if text:
            kind = ox.NamedNode(XSD + datatype) if datatype else None
            self.add(
                self.name, predicate, ox.Literal(text, language=language or None, datatype=kind)
            )

    def begin(self, *classes: str) -> bool:
        """State type, code and labels; return whether there is a code to speak of."""
        if not self.code:
            self.say(
                "code",
                "El código falta o no se puede usar. Escribe uno con letras minúsculas sin tilde, "
                "cifras y guiones",
                "The code is missing or cannot be used. Write one of small letters without "
                "accents, digits and hyphens",
                read=self.text("code"),
            )
            return False
        for name in classes:
            self.add(self.name, "rdf:type", name)
        self.literal("code", "skos:notation")
        self.literal(LABEL_ES, "skos:prefLabel", "es")
        self.literal(LABEL_EN, "skos:prefLabel", "en")
        return True

    def named(
        self,
        key: str,
        things: Things,
        *,
        several: bool = False,
        before: Submitted = MappingProxyType({}),
    ) -> Iterator[tuple[str, str, bool]]:
        """Yield what a cell names: its IRI, the words, and whether they are a name of it.

        What it does not name for certain becomes a remark that rejects the row and proposes,
        unless the same words of the same thing were decided upon before.
        """
        text = self.text(key)
        for piece in pieces(text) if several else filter(None, [text]):
            decided = before.get(folded(piece))
            if decided:
                yield from ((iri, piece, stated) for iri, stated in decided)
                continue
            found = things.find(piece)
            if not found.taken:
                found = things.find(code_of(piece)) if code_of(piece) != piece else found
            if found.taken:
                thing = found.things[0]
                stated = piece.removesuffix(".").lower() in thing.stated
                yield thing.iri, piece, stated
                continue
            proposed = "; ".join(map(str, found.things))
            near = (f" ¿Quisiste decir {proposed}?", f" Did you mean {proposed}?")
            more = near if proposed else (" Elige uno de la lista", " Choose one of the list")
            self.say(
                key,
                f"«{piece}» no nombra nada conocido.{more[0]}",
                f"“{piece}” names nothing known.{more[1]}",
                read=piece,
                proposed=proposed,
            )

    def link(self, key: str, predicate: str, things: Things, *, several: bool = False) -> None:
        """State what a cell names."""
        for iri, _, _ in self.named(key, things, several=several):
            self.add(self.name, predicate, shorten(iri))

    def needed(self, key: str, things: Things) -> str:
        """Return the IRI of the one thing that a cell names, "" with a remark where none."""
        if not self.text(key):
            self.say(
                key, "Falta, y sin esto no se sabe de qué habla la fila. Escríbelo",
                "It is missing, and without it nobody knows what the row speaks of. Write it",
            )  # fmt: skip
        return next((iri for iri, _, _ in self.named(key, things)), "")

    def day(self, key: str, predicate: str) -> None:
        """State a cell as a date."""
        written = self.text(key)
        read = day(written)
        if read:
            kind = ox.NamedNode(XSD + "date")
            self.add(self.name, predicate, ox.Literal(read.isoformat(), datatype=kind))
        elif written:
            self.say(
                key,
                "No se lee como fecha. Escribe por ejemplo 17/11/2024",
                "It cannot be read as a date. Write for example 17/11/2024",
                read=written,
            )

    def moment(self, key: str, predicate: str) -> None:
        """State a cell as a moment with a zone."""
        written = self.text(key)
        read = moment(written)
        if read:
            kind = ox.NamedNode(XSD + "dateTime")
            # what is written as the graph writes it stays as it is, Z and all
            whole = written if _WHOLE.fullmatch(written) else read.isoformat()
            self.add(self.name, predicate, ox.Literal(whole, datatype=kind))
        elif written:
            self.say(
                key,
                "No se lee como fecha y hora. Escribe por ejemplo 17/11/2024 22:30",
                "It cannot be read as a date and time. Write for example 17/11/2024 22:30",
                read=written,
            )

    def entry(self, folder: str) -> Entry:
        """Return what was gathered."""
        first = next((text.text for text in self.row.values.values()), "")
        title = self.text(LABEL_ES) or self.code or first
        file = Path(folder, f"{self.code or 'sin-codigo'}.ttl")
        return Entry(
            self.name,
            title,
            self.row,
            file,
            tuple(dict.fromkeys(self.triples)),
            (*self.row.remarks, *self.remarks),
        )
