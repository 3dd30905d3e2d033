"""The header of a query file: `#+` comment lines that hold TOML."""

import itertools
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from saberesgraph.errors import QueryHeaderError
from saberesgraph.language import LANGUAGES

_MARK = "#+"
_MAX_CHARACTERS = 10_000  # reading TOML takes quadratic time


def _header_lines(text: str) -> list[str]:
    """The lines a text begins with that are header or blank."""
    return list(
        itertools.takewhile(
            lambda line: line.startswith(_MARK) or not line.strip(), text.split("\n")
        )
    )


def has_header(text: str) -> bool:
    """Return whether a query's text begins with `#+` lines."""
    return any(line.startswith(_MARK) for line in _header_lines(text))


def without_header(text: str) -> str:
    r"""Return a query's text with its `#+` lines empty, so that line numbers stay true.

    >>> without_header("#+ view = 1\nASK {}\n")
    '\nASK {}\n'
    """
    length = len(_header_lines(text))
    return "\n".join([""] * length + text.split("\n")[length:])


def metadata_of(
    text: str, file: Path, keys: set[str], optional: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return the metadata that a query's text begins with; `file` is what errors name.

    Raises:
        QueryHeaderError: there is none, it is not TOML, or a key is missing or unknown.
    """
    lines = _header_lines(text)
    toml = "\n".join(line[2:].strip() if line.startswith(_MARK) else "" for line in lines)
    if len(toml) - len(lines) > _MAX_CHARACTERS:
        raise header_error(
            file,
            f"su encabezado tiene más de {_MAX_CHARACTERS} caracteres",
            f"its header is longer than {_MAX_CHARACTERS} characters",
            ("Acórtalo", "Shorten it"),
        )
    if not toml.strip():
        raise header_error(
            file, "no tiene encabezado #+", "it has no #+ header", ("Agrégalo", "Add one")
        )
    try:
        metadata = tomllib.loads(toml)
    except (ValueError, RecursionError) as error:
        raise header_error(
            file,
            f"su encabezado no es TOML ({error})",
            f"its header is not TOML ({error})",
            ("Corrígelo", "Correct it"),
        ) from error
    wanted = ", ".join(sorted(keys))
    for wrong, es, en in (
        (set(metadata) - keys - optional, "sobran en su encabezado", "its header has unknown keys"),
        (keys - set(metadata), "faltan en su encabezado", "its header has missing keys"),
    ):
        if wrong:
            names = ", ".join(sorted(wrong))
            raise header_error(
                file,
                f"{es}: {names}",
                f"{en}: {names}",
                (f"Usa exactamente {wanted}", f"Use exactly {wanted}"),
            )
    return metadata


def texts(described: Mapping[str, str]) -> dict[str, str]:
    """Return the texts in both languages among what describes a thing."""
    return {language: described[language] for language in LANGUAGES}


def in_both_languages(described: Any, key: str, file: Path) -> None:
    """Check that something is said in both languages.

    Raises:
        QueryHeaderError: it is not.
    """
    if not isinstance(described, dict) or not all(
        isinstance(described.get(lang), str) and described[lang] for lang in LANGUAGES
    ):
        raise header_error(
            file,
            f'"{key}" no tiene es y en',
            f'"{key}" lacks es and en',
            ("Escribe los dos", "Write both"),
        )


def table_of(metadata: Mapping[str, Any], key: str, file: Path) -> dict[str, Any]:
    """Return a table of the header, empty where there is none.

    Raises:
        QueryHeaderError: it is something else.
    """
    table = metadata.get(key, {})
    if not isinstance(table, dict):
        raise header_error(
            file,
            f'"{key}" no es una tabla',
            f'"{key}" is no table',
            (f"Escribe [{key}]", f"Write [{key}]"),
        )
    return table


def one_of(value: Any, known: Iterable[str], key: str, file: Path) -> None:
    """Check that a value is one of those known.

    Raises:
        QueryHeaderError: it is not.
    """
    if value not in known:
        listed = ", ".join(known)
        raise header_error(
            file,
            f'"{key}" no puede ser "{value}"',
            f'"{key}" cannot be "{value}"',
            (f"Elige entre {listed}", f"Choose one of {listed}"),
        )


def header_error(file: Path, es: str, en: str, hint: tuple[str, str]) -> QueryHeaderError:
    """Return the error for a wrong header."""
    return QueryHeaderError(es, en, where=str(file), hint=hint)
