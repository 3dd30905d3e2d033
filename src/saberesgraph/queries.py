"""Named queries: a `.rq` file whose `#+` comment lines hold its metadata as TOML."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from saberesgraph.errors import InputError, QueryHeaderError
from saberesgraph.results import Table
from saberesgraph.store import Store

_MARK = "#+"
_LANGUAGE = 'VALUES ?lang { "es" }'
_KEYS = {"title", "question", "tags", "columns", "view"}
_CHECK_KEYS = {"title", "message", "severity", "columns"}
_SEVERITIES = {"violation", "warning", "info"}
_CHECK_COLUMNS = ("focus", "path", "value")


@dataclass(frozen=True)
class NamedQuery:
    """One query with its name (the file's stem), texts by language, and SPARQL."""

    name: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]
    sparql: str

    def run(self, store: Store, language: str = "es") -> Table:
        """Return the answer of the store, with labels in a language.

        Raises:
            InputError: it is not a valid SELECT query.
        """
        chosen = f"VALUES ?lang {{ {ox.Literal(language)} }}"
        return _answer(store, self.sparql.replace(_LANGUAGE, chosen), self.name)


@dataclass(frozen=True)
class Check:
    """A query whose rows are defects: focus, path, value."""

    name: str
    message: Mapping[str, str]
    severity: str
    sparql: str

    def run(self, store: Store) -> Table:
        """Return the defects in the store.

        Raises:
            InputError: it is not a valid SELECT query.
        """
        return _answer(store, self.sparql, self.name)


def _answer(store: Store, sparql: str, name: str) -> Table:
    try:
        return store.select(sparql)
    except (SyntaxError, ValueError) as error:
        raise InputError(
            f"no es una consulta SELECT válida ({error})",
            f"it is not a valid SELECT query ({error})",
            where=f"{name}.rq",
            hint=("Corrígela", "Correct it"),
        ) from error


def header(file: Path, keys: Iterable[str]) -> dict[str, Any]:
    """Return the metadata of a query file.

    Raises:
        QueryHeaderError: there is none, it is not TOML, or a key is missing or unknown.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    toml = "\n".join(line[2:].strip() if line.startswith(_MARK) else "" for line in lines)
    if not toml.strip():
        raise QueryHeaderError(
            "no tiene encabezado #+",
            "it has no #+ header",
            where=str(file),
            hint=("Agrégalo", "Add one"),
        )
    try:
        metadata = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise QueryHeaderError(
            f"su encabezado no es TOML ({error})",
            f"its header is not TOML ({error})",
            where=str(file),
            hint=("Corrígelo", "Correct it"),
        ) from error
    wanted = ", ".join(sorted(keys))
    for wrong, es, en in (
        (set(metadata) - set(keys), "sobran en su encabezado", "its header has unknown keys"),
        (set(keys) - set(metadata), "faltan en su encabezado", "its header has missing keys"),
    ):
        if wrong:
            names = ", ".join(sorted(wrong))
            raise QueryHeaderError(
                f"{es}: {names}",
                f"{en}: {names}",
                where=str(file),
                hint=(f"Usa exactamente {wanted}", f"Use exactly {wanted}"),
            )
    return metadata


def load(file: Path) -> NamedQuery:
    """Return the named query of a file.

    Raises:
        QueryHeaderError: its header is wrong.
    """
    metadata = header(file, _KEYS)
    return NamedQuery(
        file.stem,
        metadata["title"],
        metadata["question"],
        metadata["columns"],
        file.read_text(encoding="utf-8"),
    )


def load_check(file: Path) -> Check:
    """Return the check of a file.

    Raises:
        QueryHeaderError: the header is wrong, the columns are not focus, path and value, or the
            severity is none of SHACL's.
    """
    metadata = header(file, _CHECK_KEYS)
    if tuple(metadata["columns"]) != _CHECK_COLUMNS or metadata["severity"] not in _SEVERITIES:
        raise QueryHeaderError(
            "las columnas de una revisión son focus, path, value, y su gravedad violation, "
            "warning o info",
            "a check's columns are focus, path, value, and its severity violation, warning or info",
            where=str(file),
            hint=("Escríbelas así", "Write them so"),
        )
    return Check(
        file.stem, metadata["message"], metadata["severity"], file.read_text(encoding="utf-8")
    )
