"""How a cell names the items of the lists of the form, and how its words are read back."""

import re
from dataclasses import dataclass
from typing import Final

SEPARATOR: Final = ";"
_SHOWN: Final = "{name} ({code})"
# as people quote them
_PATTERNS: Final = {
    "objective": "{code}. {name}",
    "goal": "{code}. {name}",
    "principle": "{code}) {name}",
    "yes": "{name}",
}
_CODE = re.compile(r"(?P<number>\d{1,2})\. .+|(?P<letter>[a-z])\) .+|.+ \((?P<last>[^()]+)\)")
_PIECE = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=;|$)|([^;]*))(?:;|$)')


@dataclass(frozen=True)
class Item:
    """Something that a list of the form offers.

    Args:
        code: by which it is known whatever its name.
        iri: "" for what is not a resource.
        names: by language.
        definition: by language; empty where the ontology gives none.
    """

    code: str
    iri: str
    names: dict[str, str]
    definition: dict[str, str]

    def shown(self, kind: str, language: str) -> str:
        """Return how the list of a kind shows it: its name and its code.

        >>> quito = Item("1701", "", {"es": "Quito"}, {})
        >>> quito.shown("territory", "es"), quito.shown("objective", "en")
        ('Quito (1701)', '1701. Quito')
        """
        name = self.names.get(language) or next(iter(self.names.values()), "")
        if not name:
            return self.code
        return _PATTERNS.get(kind, _SHOWN).format(code=self.code, name=name)


def code_of(shown: str) -> str:
    """Return the code of an item as a list shows it, or the words themselves where there is none.

    >>> [code_of(words) for words in ("7. Reducir", "f) Derechos", "Quito (1701)", "1701")]
    ['7', 'f', '1701', '1701']
    """
    match = _CODE.fullmatch(shown.strip())
    if not match:
        return shown.strip()
    return match["number"] or match["letter"] or match["last"]


def joined(values: tuple[str, ...]) -> str:
    """Return several values as one cell holds them; `pieces` gives them back.

    >>> joined(("Quito", "a; b", 'el "otro"'))
    'Quito; "a; b"; el "otro"'
    """
    return f"{SEPARATOR} ".join(map(_quoted, values))


def _quoted(value: str) -> str:
    plain = value == value.strip() and SEPARATOR not in value and not value.startswith('"')
    return value if plain and value else '"' + value.replace('"', '""') + '"'


def pieces(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, without those that are empty.

    >>> pieces('Quito; "a; b" ;; el "otro"')
    ('Quito', 'a; b', 'el "otro"')
    """
    found = []
    for match in _PIECE.finditer(cell):
        quoted, plain = match.groups()
        value = quoted.replace('""', '"') if quoted is not None else plain.strip()
        if value:
            found.append(value)
    return tuple(found)
