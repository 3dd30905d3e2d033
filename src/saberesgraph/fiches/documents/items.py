"""Principles and objectives of the Global Compact, known by their shape."""

import re
from typing import Final

from rapidfuzz.distance import Levenshtein

from saberesgraph.fiches.documents.words import squash

PRINCIPLE: Final = "principle"
OBJECTIVE: Final = "objective"

_PRINCIPLE = re.compile(r"^(?:[a-jA-J0-9]{1,2}\s?[)\]]|[a-j]\.)\s*[A-ZÁÉÍÓÚ]")
_OBJECTIVE = re.compile(r"^O[bh]j[ec]ti[vy]o\s*\d{1,2}\s?[:.;]", re.IGNORECASE)
_INSIDE = re.compile(
    r"\s+(?=O[bh]j[ec]ti[vy]o\s*\d{1,2}\s?[:;])|(?<=[.;])\s+(?=[a-j]\)\s*[A-ZÁÉÍÓÚ])"
)


# Global Compact for Safe, Orderly and Regular Migration (A/RES/73/195), paragraph 15
_NAMES: Final = tuple(
    map(
        squash,
        (
            "Centrarse en las personas",
            "Cooperación internacional",
            "Soberanía nacional",
            "Estado de derecho y garantías procesales",
            "Desarrollo sostenible",
            "Derechos humanos",
            "Perspectiva de género",
            "Perspectiva infantil",
            "Enfoque pangubernamental",
            "Enfoque pansocial",
        ),
    )
)


def kind(text: str) -> str:
    """Return which of both a text begins with, or nothing.

    >>> kind("f) Derechos humanos."), kind("Objetivo 7: Abordar"), kind("Objetivo General")
    ('principle', 'objective', '')
    """
    if _OBJECTIVE.match(text):
        return OBJECTIVE
    return PRINCIPLE if _PRINCIPLE.match(text) else ""


def certain(text: str) -> str:
    """Return which of both a text is by its words, whatever stands around it, or nothing.

    >>> certain("f) Derechos hunanos."), certain("a) Reunir a las familias")
    ('principle', '')
    """
    found = kind(text)
    if found != PRINCIPLE:
        return found
    name = squash(text[text.find(")") + 1 :])
    alike = (Levenshtein.normalized_similarity(name, known) for known in _NAMES)
    return found if max(alike) >= 0.85 else ""


def begins(text: str) -> bool:
    """Say whether a text begins with either."""
    return bool(kind(text))


def split(text: str) -> list[str]:
    """Part a line that holds several.

    >>> split("h) Perspectiva infantil. Objetivo 7: Abordar")
    ['h) Perspectiva infantil.', 'Objetivo 7: Abordar']
    """
    return [part for part in _INSIDE.split(text) if part]
