"""Rows that are no fiches, as statements: new actors, new source documents, submissions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, Remark
from saberesgraph.fiches.form.items import code_of, pieces
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.names import Things
from saberesgraph.namespaces import RDF_TYPE, XSD, expand

_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_CODE: Final = 100


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
    """

    name: str
    title: str
    row: Row
    file: Path
    triples: tuple[ox.Triple, ...]
    remarks: tuple[Remark, ...]


@dataclass
class Statements:
    """Gathers what a row states of one thing.

    Args:
        kind: prefix of its name.
        row: that does.
    """

    kind: str
    row: Row
    triples: list[ox.Triple] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return a cell's text, "" where it is empty."""
        found = self.row.values.get(key)
        return found.text.strip() if found else ""

    @property
    def code(self) -> str:
        """The code, "" where it is none."""
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
        node = value if isinstance(value, ox.Literal) else ox.NamedNode(expand(value))
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
            self.triples.append(
                ox.Triple(
                    ox.NamedNode(expand(self.name)),
                    ox.NamedNode(RDF_TYPE),
                    ox.NamedNode(expand(name)),
                )
            )
        self.literal("code", "skos:notation")
        self.literal(LABEL_ES, "skos:prefLabel", "es")
        self.literal(LABEL_EN, "skos:prefLabel", "en")
        return True

    def named(
        self, key: str, things: Things, *, several: bool = False
    ) -> Iterator[tuple[str, str, bool]]:
        """Yield what a cell names: its IRI, the words, and whether they are a name of it.

        What it does not name for certain becomes a remark that rejects the row and proposes.
        """
        text = self.text(key)
        for piece in pieces(text) if several else filter(None, [text]):
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

    def entry(self, folder: str) -> Entry:
        """Return what was gathered."""
        title = self.text(LABEL_ES) or self.code
        file = Path(folder, f"{self.code or 'sin-codigo'}.ttl")
        return Entry(
            self.name,
            title,
            self.row,
            file,
            tuple(dict.fromkeys(self.triples)),
            (*self.row.remarks, *self.remarks),
        )
