"""Oddities of a document that its reader sees: kinds of ontology/vocabularies/anomaly-kinds.ttl."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from saberesgraph.fiches.documents import codes, order
from saberesgraph.fiches.documents.index import Index
from saberesgraph.fiches.documents.pieces import Fiche
from saberesgraph.fiches.documents.words import join, squash
from saberesgraph.fiches.draft import LABEL_ES, Oddity, Place, Text

# name of the property of the title and of the code
TITLE: Final = "prefLabel"
CODE: Final = "notation"
_PRACTICE: Final = squash("Buena práctica")


def of(fiche: Fiche, fields: Mapping[str, Text], index: Index, file: str) -> Iterator[Oddity]:
    """Yield what is odd about one fiche, but for what other fiches are needed to see."""
    here = Place(file, line=fiche.fragments[0].first)
    yield from _code(fiche, here)
    yield from _area(fiche, fields, index, here)
    yield from _title(fiche, fields, index, file)
    yield from _lost(fiche, fields, file)
    for piece in fiche.pieces:
        if piece.mended and piece.printed and piece.field != "area" and not _is_code(piece.printed):
            place = Place(file, line=piece.number)
            yield Oddity(
                piece.field,
                "misprint",
                piece.printed,
                "El encabezado está mal impreso; no cambia el sentido.",
                place,
                "The heading is misprinted; the meaning does not change.",
            )
    for moved in fiche.displaced:
        place = Place(file, line=moved.number)
        name = "assessment" if moved.field.startswith("criterion:") else moved.field
        yield Oddity(name, "displaced-text", moved.printed, moved.es, place, moved.en)


def _is_code(text: str) -> bool:
    return codes.alone(text) is not None


def _code(fiche: Fiche, here: Place) -> Iterator[Oddity]:
    code = fiche.code
    if code is None:
        return
    if code.mended:
        yield Oddity(
            CODE,
            "misprint",
            code.printed,
            f"El código se lee {code.code}.",
            here,
            f"The code is read as {code.code}.",
        )
    for piece in fiche.pieces:
        if piece.field != "kind":
            continue
        practice = squash(piece.printed).startswith(_PRACTICE)
        if practice and fiche.form == order.LESSON:
            yield Oddity(
                CODE,
                "lesson-headed-as-practice",
                piece.printed,
                "El encabezado dice «Buena práctica»; por su código y sus campos es una lección.",
                here,
                "The heading says “Good practice”; by its code and its fields it is a lesson.",
            )
        elif not practice and fiche.form == order.PRACTICE:
            yield Oddity(
                CODE,
                "heading-contradicts-code",
                piece.printed,
                "El encabezado dice «Lección»; por su código y sus campos es una buena práctica.",
                here,
                "The heading says “Lesson”; by its code and its fields it is a good practice.",
            )


def _area(fiche: Fiche, fields: Mapping[str, Text], index: Index, here: Place) -> Iterator[Oddity]:
    """The heading of the section names the area otherwise than the fiche or its code."""
    if fiche.code is None:
        return
    letters = fiche.code.code.partition("_")[2]
    section = index.sections.get(letters)
    if section is None:
        return
    area = fields.get("area")
    if area and not fiche.has("area"):
        yield Oddity(
            "area",
            "misprint",
            f"CÓDIGO {fiche.code.printed}",
            "La ficha no trae la línea del área; se toma la de su sección.",
            here,
            "The record lacks the line of its area; that of its section is taken.",
        )
    abbreviation = section.abbreviation.replace("&", "")
    if area and section.name and squash(area.text) not in squash(section.name):
        yield Oddity(
            "area",
            "heading-contradicts-code",
            area.text,
            f"La sección se llama «{section.name}» y la ficha dice «{area.text}».",
            area.place,
            f"The section is called “{section.name}” and the record says “{area.text}”.",
        )
    if abbreviation and abbreviation != letters:
        name = f"{section.name} ({section.abbreviation})"
        yield Oddity(
            "area",
            "heading-contradicts-code",
            name,
            f"La sección abrevia el área como {section.abbreviation} "
            f"y el código termina en {letters}.",
            here,
            f"The section shortens the area to {section.abbreviation} "
            f"and the code ends with {letters}.",
        )


def _title(fiche: Fiche, fields: Mapping[str, Text], index: Index, file: str) -> Iterator[Oddity]:
    entry = index.entries.get(fiche.code.code) if fiche.code else None
    title = fields.get(LABEL_ES)
    if entry and title and _letters(entry.title) != _letters(title.text):
        yield Oddity(
            TITLE,
            "title-differs",
            entry.title,
            "El índice da este otro título. Vale el de la ficha.",
            Place(file, line=entry.number),
            "The index gives this other title. That of the record counts.",
        )


def _letters(title: str) -> str:
    """Leave out what differs without being said: spaces, hyphens and the point at the end."""
    return re.sub(r"[\s\-–—.]", "", title)


def _lost(fiche: Fiche, fields: Mapping[str, Text], file: str) -> Iterator[Oddity]:
    """Icons and ticks that a text does not keep: a heading over nothing."""
    for piece in fiche.pieces:
        place = Place(file, line=piece.number)
        if piece.field == "statedGoal" and "statedGoal" not in fields:
            yield Oddity(
                "statedGoal",
                "lost-icons",
                piece.printed,
                "Bajo el encabezado no hay texto: si había íconos, no se conservan.",
                place,
                "There is no text under the heading: if there were icons, they are not kept.",
            )
        if piece.field == "lessonSign" and "lessonSign" not in fields:
            yield Oddity(
                "lessonSign",
                "lost-mark",
                join(line.text for line in piece.lines) or piece.printed,
                "La casilla marcada no se conserva: no consta el signo de la lección.",
                place,
                "The ticked box is not kept: the sign of the lesson is not known.",
            )


def between(
    fiches: Mapping[str, Mapping[str, Text]],
) -> Iterator[tuple[str, Oddity]]:
    """Yield, by code, what is odd when fiches are compared: keywords and figures of others."""
    for field, kind in (
        ("assistedPopulation", "repeated-figure"),
        ("budgetUSD", "repeated-figure"),
    ):
        for code, others, text in _shared(fiches, field):
            if any(character.isdigit() for character in text.text):
                yield (
                    code,
                    Oddity(
                        field,
                        kind,
                        text.text,
                        f"La misma cifra está en {', '.join(others)}. Se conserva.",
                        text.place,
                        f"The same figure stands in {', '.join(others)}. It is kept.",
                    ),
                )
    for code, others, text in _shared(fiches, "keyword"):
        own = _own_words(fiches[code], text.text)
        if own < max(_own_words(fiches[other], text.text) for other in others):
            yield (
                code,
                Oddity(
                    "keyword",
                    "foreign-keywords",
                    text.text,
                    f"Son las palabras clave de {others[0]}, cuyo texto sí las trata.",
                    text.place,
                    f"They are the keywords of {others[0]}, whose text is about them.",
                ),
            )


def _shared(
    fiches: Mapping[str, Mapping[str, Text]], field: str
) -> Iterator[tuple[str, list[str], Text]]:
    said: dict[str, list[str]] = {}
    for code, fields in fiches.items():
        if field in fields:
            said.setdefault(squash(fields[field].text), []).append(code)
    for found in said.values():
        for code in found if len(found) > 1 else ():
            yield code, [other for other in found if other != code], fiches[code][field]


def _own_words(fields: Mapping[str, Text], keywords: str) -> int:
    """Count the keywords that the other fields of a fiche use."""
    text = squash(" ".join(text.text for name, text in fields.items() if name != "keyword"))
    return sum(squash(word)[:8] in text for word in keywords.split(",") if word.strip())
