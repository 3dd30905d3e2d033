"""Where the page of a thing stands in the site: its path is that of its IRI."""

import re
from collections.abc import Iterable
from typing import Final

from saberesgraph.errors import InputError
from saberesgraph.namespaces import RESOURCE, expand

_PAGED: Final = frozenset(
    {
        "practice",
        "area",
        "objective",
        "principle",
        "territory",
        "actor",
        "call",
        "submission",
        "exchange",
        "plan",
    }
)
# a name that any system can give a file: no way up, no drive, nothing that a shell or Windows takes
_PLAIN: Final = re.compile(r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$))[\w~-]([\w.~%-]*[\w~%-])?")
# in bytes; 255 is the most, and the temporary file's name is longer
_LONGEST: Final = 200


def page_of(curie: str) -> str | None:
    """Return the path of the page of a thing, from the folder of a language; None if it has none.

    >>> page_of("objective:7"), page_of("sdg:10"), page_of("sdg:10.7"), page_of("status:absent")
    ('id/gcm/objective/7.html', 'sdg/10.html', None, None)
    """
    prefix, _, local = curie.partition(":")
    if prefix in _PAGED:
        return f"id/{expand(curie).removeprefix(RESOURCE)}.html"
    if prefix == "sdg" and local.isdigit():
        return f"sdg/{local}.html"
    return None


def file_of(curie: str, suffix: str) -> str:
    """Return the path of a file about a thing, from the folder of the site.

    >>> file_of("practice:BP1_AH", "ttl")
    'id/practice/BP1_AH.ttl'
    """
    page = page_of(curie)
    assert page is not None, curie
    return f"{page.removesuffix('html')}{suffix}"


def refuse_unsafe(paths: Iterable[str]) -> None:
    """Refuse paths made from names in the data that lead elsewhere, or to the same file.

    Raises:
        InputError: one leads out of the folder, is no name for a file in some system, or is that of
            another, capitals aside.

    >>> refuse_unsafe(["id/actor/../../x.html"])
    Traceback (most recent call last):
    saberesgraph.errors.InputError: id/actor/../../x.html: it cannot be the path of a file of the \
site. Change the end of its IRI: letters, digits, - and _.
    """
    known: dict[str, str] = {}
    for path in paths:
        plain = all(
            _PLAIN.fullmatch(part) and len(part.encode()) <= _LONGEST for part in path.split("/")
        )
        if not plain:
            raise InputError(
                "no puede ser la ruta de un archivo del sitio",
                "it cannot be the path of a file of the site",
                where=path,
                hint=(
                    "Cambia el final de su IRI: letras, cifras, - y _",
                    "Change the end of its IRI: letters, digits, - and _",
                ),
            )
        if path.casefold() in known:
            other = known[path.casefold()]
            raise InputError(
                f"sería el mismo archivo que {other}",
                f"it would be the same file as {other}",
                where=path,
                hint=("Cambia el final de una de las IRI", "Change the end of one of the IRIs"),
            )
        known[path.casefold()] = path
