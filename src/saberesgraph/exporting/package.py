"""A data package: a part of the data in every format, described, with checksums and licence."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph import __version__, dcat, formats, jsonld
from saberesgraph.drawing.network import files as pictures
from saberesgraph.exporting import about, linked, sheet, tables
from saberesgraph.exporting.part import Part
from saberesgraph.fiches.form.columns import Form
from saberesgraph.fiches.form.exchange_rows import exchange_rows
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.language import LANGUAGES

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# a package has no address of its own: what stands below this one is written as beside dcat.ttl
_HERE: Final = "http://package.invalid"
_NAME: Final = "saberes"
_CSV: Final = "text/csv"

Files = dict[str, bytes]
"""Content by path inside the package."""


class Package:
    """Writes a part of the data in one language.

    Args:
        part: what is exported.
        form: of the spreadsheet.
        terms: of JSON-LD.
        language: of names in the spreadsheet and the network; the rest has both.
    """

    def __init__(self, part: Part, form: Form, terms: jsonld.Context, language: str) -> None:
        self._part = part
        self._form = form
        self._terms = terms
        self._language = language

    @cached_property
    def _sheets(self) -> tuple[sheet.Sheet, ...]:
        return tables.sheets(self._part)

    @property
    def formats(self) -> Mapping[str, Callable[[], bytes]]:
        """What writes each format that is one file."""
        return {
            "turtle": lambda: linked.turtle(self._part).encode(),
            "trig": lambda: linked.trig(self._part).encode(),
            "nquads": lambda: linked.nquads(self._part).encode(),
            "jsonld": lambda: linked.json_ld(self._part, self._terms).encode(),
            "csv": lambda: tables.practices(self._part).csv().encode(),
            "xlsx": self._workbook,
            "gexf": lambda: self._network(pictures.gexf),
            "graphml": lambda: self._network(pictures.graphml),
        }

    def tables(self) -> Files:
        """Return the tables of the part and what describes them.

        Raises:
            InputError: a fiche says what a table has no room for.
        """
        return {
            **{each.file: each.csv().encode() for each in self._sheets},
            sheet.METADATA: sheet.metadata(self._sheets).encode(),
        }

    def files(self) -> Files:
        """Return every file of the package: the same bytes for the same data.

        Raises:
            InputError: a fiche says what a table or a cell has no room for.
        """
        listed = [*self._data()]
        found = {file.path.lstrip("/"): file.content or b"" for file in listed}
        found["dcat.ttl"] = self._description(listed).encode()
        found["datapackage.json"] = self._frictionless(listed).encode()
        for name, text in about.texts(self._part).items():
            found[name] = text.encode()
        found["SHA256SUMS"] = _checksums(found).encode()
        return found

    def _data(self) -> list[dcat.File]:
        found = [
            dcat.File(f"/{_NAME}.{suffix}", media, title, self.formats[form]())
            for form, suffix, media, title in _WHOLE
        ]
        titles = {each.file: each.titles for each in self._sheets}
        for name, content in self.tables().items():
            media = _CSV if name in titles else "application/csvm+json"
            title = titles.get(name, ("Qué dicen las tablas", "What the tables say"))
            found.append(dcat.File(f"/tables/{name}", media, title, content))
        return found

    def _workbook(self) -> bytes:
        others = exchange_rows(self._part.asserted, self._form, self._language)
        return workbook(self._form, self._part.records, self._language, others)

    def _network(self, write: Callable[[Any, str], str]) -> bytes:
        from saberesgraph import network

        return write(network.build(self._part.store, self._language), self._language).encode()

    def _description(self, listed: list[dcat.File]) -> str:
        pages = {ox.NamedNode(f"{_HERE}/dcat.html"), ox.NamedNode(f"{_HERE}/")}
        described = (
            triple
            for triple in dcat.describe(self._part.store, _HERE, listed, ())
            if triple.subject not in pages and triple.object not in pages
        )
        written = formats.write(tuple(described), "turtle")
        # addresses relative to the file, so that the package may lie anywhere
        return re.sub(f"<{_HERE}/(dcat(?=#))?", "<", written)

    def _frictionless(self, listed: list[dcat.File]) -> str:
        schemas = {each.file: each for each in self._sheets}
        document = {
            "profile": "data-package",
            "name": "saberes-graph",
            "id": dcat.DATASET,
            "title": dcat.TITLE,
            "description": dcat.DESCRIPTION[self._language],
            "version": __version__,
            "licenses": [
                {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
            ],
            "contributors": [{"title": dcat.CREATOR, "role": "author"}],
            "resources": [
                _resource(file, schemas.get(file.path.rsplit("/", 1)[-1]), self._language)
                for file in listed
            ],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


_RDF_TITLE: Final = (
    "Todo: lo que dicen las fuentes y, aparte, lo derivado",
    "All: what sources state and, apart, what is derived",
)
_GRAPHS: Final = ("Todo, grafo por grafo", "All, graph by graph")
_WHOLE: Final = (
    ("turtle", "ttl", "text/turtle", _RDF_TITLE),
    ("trig", "trig", "application/trig", _GRAPHS),
    ("nquads", "nq", "application/n-quads", _GRAPHS),
    ("jsonld", "jsonld", "application/ld+json", _GRAPHS),
    ("xlsx", "xlsx", _XLSX, ("Las fichas, en el formulario", "The records, in the form")),
    ("gexf", "gexf", "application/xml", ("La red, para Gephi", "The network, for Gephi")),
    ("graphml", "graphml", "application/xml", ("La red, en GraphML", "The network, as GraphML")),
)
# the types of Frictionless by those of XML Schema
_TYPES: Final = {"integer": "integer", "decimal": "number", "boolean": "boolean"}


def _resource(file: dcat.File, table: sheet.Sheet | None, language: str) -> dict[str, Any]:
    path, content = file.path.lstrip("/"), file.content or b""
    described: dict[str, Any] = {
        "name": re.sub("[^a-z0-9]+", "-", path.lower()),
        "path": path,
        "title": file.title[LANGUAGES.index(language)],
        "mediatype": file.media,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if table is None:
        return described
    fields = [
        {
            "name": head.name,
            "title": head.titles[LANGUAGES.index(language)],
            "type": _TYPES.get(head.datatype, "string"),
        }
        for head in table.heads
    ]
    schema = {"fields": fields, "primaryKey": list(table.key)}
    return described | {"profile": "tabular-data-resource", "encoding": "utf-8", "schema": schema}


def _checksums(found: Files) -> str:
    """As sha256sum writes and checks them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(found.items())
    )
