"""Named queries: a `.rq` file whose `#+` comment lines hold its metadata as TOML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import ParameterError, QuerySyntaxError, UnknownNameError
from saberesgraph.headers import (
    header_error,
    in_both_languages,
    metadata_of,
    one_of,
    table_of,
    texts,
    without_header,
)
from saberesgraph.language import near_matches
from saberesgraph.parameters import TYPES, Parameter, bind, defaults, resolve
from saberesgraph.project import Project
from saberesgraph.results import Table, Term
from saberesgraph.store import Store

_LANGUAGE = "lang"
_UNSET = "UNDEF"
_KEYS = {"title", "question", "use", "tags", "view", "columns"}
_CHECK_KEYS = {"title", "message", "severity", "columns"}
_SEVERITIES = ("violation", "warning", "info")
_CHECK_COLUMNS = ("focus", "path", "value")
# the first tag of a query is its theme
THEMES: Final = {
    "alignment": ("Alineación", "Alignment"),
    "territory": ("Territorio", "Territory"),
    "actor": ("Actores", "Actors"),
    "resource": ("Recursos", "Resources"),
    "lesson": ("Lecciones", "Lessons"),
    "quality": ("Calidad", "Quality"),
    "sustainability": ("Sostenibilidad", "Sustainability"),
    "similarity": ("Palabras y parecidos", "Words and likeness"),
    "exchange": ("Intercooperación", "Intercooperación"),
}
_VIEWS = ("table", "bar", "matrix", "map", "network")
COLUMN_TYPES = ("text", "integer", "decimal", "boolean", "iri")
# what a column is in the picture: a bar's name or a row, a column or a pair's other end, a size
_PARTS = ("row", "column", "value")


@dataclass(frozen=True)
class Column:
    """A column of an answer: the type of its cells, its heading by language, its part in a picture.

    `draw` is "row", "column", "value" or empty.
    """

    type: str
    heading: Mapping[str, str]
    draw: str = ""


@dataclass(frozen=True)
class NamedQuery:
    """One query with its name (the file's stem), texts by language, and SPARQL.

    Its first tag is its theme; `view` is the picture that fits its answer.
    """

    name: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    use: Mapping[str, str]
    tags: tuple[str, ...]
    view: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Column]
    sparql: str

    def bound(
        self, store: Store, language: str = "es", given: Mapping[str, str] | None = None
    ) -> str:
        """Return the SPARQL with a language and values in place, ready for any engine.

        A value is a code, an IRI or a name; the store knows which there are. A parameter that
        nobody gave and that has no default is left out.

        Raises:
            ParameterError: there is no such parameter or value.
        """
        given = given or {}
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise no_parameter(self.name, name, list(known))
        terms = {name: resolve(known[name], value, store) for name, value in given.items()}
        return self.binding(language, terms)

    def binding(self, language: str, terms: Mapping[str, Term]) -> str:
        """Return the SPARQL with a language and terms in place.

        A parameter without a term has its default, or is left out if it has none.
        """
        unset = {p.name: None for p in self.parameters if p.default is None}
        return bind(self.sparql, {_LANGUAGE: ox.Literal(language), **unset, **terms})

    def run(
        self, store: Store, language: str = "es", given: Mapping[str, str] | None = None
    ) -> Table:
        """Return the answer of the store, with labels in a language.

        Raises:
            ParameterError: there is no such parameter or value.
            QuerySyntaxError: it is not a valid SELECT query.
            QueryHeaderError: its columns are not those of its header.
        """
        return self.answer(store, self.bound(store, language, given))

    def answer(self, store: Store, sparql: str) -> Table:
        """Return what the store answers to the query once values are in place.

        Raises:
            QuerySyntaxError: it is not a valid SELECT query.
            QueryHeaderError: its columns are not those of its header.
        """
        table = _answer(store, sparql, self.name)
        if table.columns != tuple(self.columns):
            raise header_error(
                Path(f"{self.name}.rq"),
                f"sus columnas son {', '.join(table.columns)}, no las del encabezado",
                f"its columns are {', '.join(table.columns)}, not those of its header",
                ("Iguálalas, en el mismo orden", "Make them equal, in the same order"),
            )
        return table

    def headings(self, language: str) -> dict[str, str]:
        """Return what people call each column in a language; IRIs are for machines."""
        return {
            name: column.heading[language]
            for name, column in self.columns.items()
            if column.type != "iri"
        }


@dataclass(frozen=True)
class Check:
    """A query whose rows are defects: focus, path, value."""

    name: str
    title: Mapping[str, str]
    message: Mapping[str, str]
    severity: str
    sparql: str

    def run(self, store: Store) -> Table:
        """Return the defects in the store.

        Raises:
            QuerySyntaxError: it is not a valid SELECT query.
        """
        return _answer(store, self.sparql, self.name)


def _answer(store: Store, sparql: str, name: str) -> Table:
    try:
        return store.select(sparql)
    except QuerySyntaxError as error:
        raise error.inside(f"{name}.rq") from error


def no_parameter(query: str, name: str, known: Sequence[str]) -> ParameterError:
    """Return the error for a parameter that a query, or a page, does not have."""
    listed = ", ".join(known)
    if not known:
        hint = ("No tiene ninguno", "It has none")
    elif near := near_matches(name, known, 1):
        hint = (
            f"¿Quisiste decir {near[0]}? Tiene {listed}",
            f"Did you mean {near[0]}? It has {listed}",
        )
    else:
        hint = (f"Tiene {listed}", f"It has {listed}")
    return ParameterError(
        f'no tiene el parámetro "{name}"',
        f'it has no parameter "{name}"',
        where=query,
        hint=hint,
    )


def catalogue(project: Project) -> dict[str, NamedQuery]:
    """Return the named queries of a project by name.

    Raises:
        QueryHeaderError: the header of one is wrong.
    """
    return {file.stem: load(file) for file in project.query_files}


def named(project: Project, name: str) -> NamedQuery:
    """Return the named query of that name.

    Raises:
        UnknownNameError: there is none.
        QueryHeaderError: its header is wrong.
    """
    files = {file.stem: file for file in project.query_files}
    if name not in files:
        raise UnknownNameError(name, files)
    return load(files[name])


def load(file: Path) -> NamedQuery:
    """Return the named query of a file.

    Raises:
        QueryHeaderError: its header is wrong.
    """
    return parse(file.read_text(encoding="utf-8"), file)


def parse(text: str, file: Path) -> NamedQuery:
    """Return the named query that a text holds; `file` is what errors name.

    Raises:
        QueryHeaderError: its header is wrong.
    """
    metadata = metadata_of(text, file, _KEYS, frozenset({"params"}))
    sparql = without_header(text)
    for key in ("title", "question", "use"):
        in_both_languages(metadata[key], key, file)
    tags, view = metadata["tags"], metadata["view"]
    one_of(tags[0] if isinstance(tags, list) and tags else None, tuple(THEMES), "tags", file)
    one_of(view, _VIEWS, "view", file)
    columns = {}
    for name, column in table_of(metadata, "columns", file).items():
        in_both_languages(column, name, file)
        one_of(column.get("type"), COLUMN_TYPES, name, file)
        draw = column.get("draw", "")
        one_of(draw, ("", *_PARTS), name, file)
        columns[name] = Column(column["type"], texts(column), draw)
    return NamedQuery(
        name=file.stem,
        title=metadata["title"],
        question=metadata["question"],
        use=metadata["use"],
        tags=tuple(map(str, tags)),
        view=view,
        parameters=tuple(
            _parameter(name, described, sparql, file)
            for name, described in table_of(metadata, "params", file).items()
        ),
        columns=columns,
        sparql=sparql,
    )


def _parameter(name: str, described: Any, sparql: str, file: Path) -> Parameter:
    in_both_languages(described, name, file)
    one_of(described.get("type"), TYPES, name, file)
    clauses = defaults(sparql, name)
    if len(clauses) != 1:
        raise header_error(
            file,
            f'el parámetro "{name}" tiene {len(clauses)} cláusulas VALUES',
            f'the parameter "{name}" has {len(clauses)} VALUES clauses',
            (f"Escribe una sola: VALUES ?{name} {{ UNDEF }}",
             f"Write exactly one: VALUES ?{name} {{ UNDEF }}"),
        )  # fmt: skip
    default = None if clauses[0] == _UNSET else clauses[0]
    return Parameter(name, described["type"], default, texts(described))


def load_check(file: Path) -> Check:
    """Return the check of a file.

    Raises:
        QueryHeaderError: the header is wrong, the columns are not focus, path and value, or the
            severity is none of SHACL's.
    """
    text = file.read_text(encoding="utf-8")
    metadata = metadata_of(text, file, _CHECK_KEYS)
    for key in ("title", "message"):
        in_both_languages(metadata[key], key, file)
    columns = tuple(table_of(metadata, "columns", file))
    if columns != _CHECK_COLUMNS or metadata["severity"] not in _SEVERITIES:
        raise header_error(
            file,
            "las columnas de una revisión son focus, path, value, y su gravedad violation, "
            "warning o info",
            "a check's columns are focus, path, value, and its severity violation, warning or info",
            ("Escríbelas así", "Write them so"),
        )
    return Check(file.stem, metadata["title"], metadata["message"], metadata["severity"], text)
