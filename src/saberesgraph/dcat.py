"""Describes the data set for catalogues of open data: DCAT 3, as DCAT-AP asks for it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph import __version__
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import (
    ONTOLOGY,
    PERMANENT,
    PREFIXES,
    PROLOGUE,
    RDF_TYPE,
    RDFS,
    RESOURCE,
    SKOS,
    XSD,
)
from saberesgraph.results import text
from saberesgraph.store import Store

DATASET: Final = f"{PERMANENT}dataset"
TITLE: Final = "Saberes Graph"
# as README.md, README.es.md and CITATION.cff say it
DESCRIPTION: Final = {
    "es": "Grafo de conocimiento de prácticas y lecciones sobre migración en el Ecuador, sus "
    "actores y territorios, y los marcos globales (el Pacto Mundial para la Migración, los ODS). "
    "Cada enunciado dice de dónde sale: declarado en la fuente, normalizado o derivado.",
    "en": "A knowledge graph of practices and lessons on migration in Ecuador, their actors and "
    "territories, and the global frameworks (the Global Compact for Migration, the SDGs). Every "
    "statement says where it comes from: stated in the source, normalised or derived.",
}
# as LICENSE asks for
CREDIT: Final = "Saberes Graph, from the catalogue of IOM Ecuador (2021)"
CREATOR: Final = "Saberes Graph contributors"
_KEYWORDS: Final = {"es": ("migración", "buenas prácticas"), "en": ("migration", "good practices")}
_Value = ox.NamedNode | ox.Literal
_DCAT: Final = PREFIXES["dcat"]
_TERMS: Final = PREFIXES["dcterms"]
_FOAF: Final = PREFIXES["foaf"]
# the lists of codes that DCAT-AP asks for
_EU: Final = "http://publications.europa.eu/resource/authority/"
_LANGUAGES: Final = {"es": "SPA", "en": "ENG"}
_COUNTRIES: Final = {f"{RESOURCE}territory/EC": "ECU"}
_THEME: Final = "SOCI"
_THEME_NAME: Final = {"es": "Población y sociedad", "en": "Population and society"}
_FILE_TYPES: Final = {
    "text/turtle": "RDF_TURTLE",
    "application/ld+json": "JSON_LD",
    "application/n-triples": "RDF_N_TRIPLES",
    "application/n-quads": "RDF_N_QUADS",
    "application/trig": "RDF_TRIG",
    "text/csv": "CSV",
    "application/csvm+json": "JSON",
    "application/xml": "XML",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}
_SPDX: Final = "http://spdx.org/rdf/terms#"
_IANA: Final = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class File:
    """A file that can be downloaded.

    Attributes:
        path: from the server's root.
        media: its type.
        title: in Spanish and English.
        content: its bytes, where their number and checksum are to be told.
    """

    path: str
    media: str
    title: tuple[str, str]
    content: bytes | None = None


@dataclass(frozen=True)
class Service:
    """A service for programs: its path, what describes it, the standard it keeps, and titles."""

    path: str
    description: str
    standard: str
    title: tuple[str, str]


def describe(
    store: Store, base: str, files: Sequence[File], services: Sequence[Service]
) -> tuple[ox.Triple, ...]:
    """Return the description of the data set and of what a server offers of it.

    Args:
        store: that holds the data; sources, rights and dates are those that it states.
        base: the URL of the server's root, without its last slash.
        files: that the server offers.
        services: likewise.
    """
    return tuple(dict.fromkeys(_Writer(base).all(_Facts(store), files, services)))


class _Facts:
    """What the graph states of itself."""

    def __init__(self, store: Store) -> None:
        def found(query: str) -> list[_Value]:
            rows = store.select(
                f"{PROLOGUE}SELECT DISTINCT ?x WHERE {{ {query} }} ORDER BY ?x"
            ).rows
            return [row[0] for row in rows if isinstance(row[0], _Value)]

        self.licences = found(f"<{ONTOLOGY.rstrip('#')}> dcterms:license ?x FILTER (ISIRI(?x))")
        self.sources = found("?x a sab:SourceDocument")
        self.rights = found("?p a sab:Experience ; dcterms:source/dcterms:rights ?x")
        self.countries = found("?x a sab:Country")
        self.names = {
            place: found(f"{place} skos:prefLabel|rdfs:label ?x")
            for place in (*self.countries, *self.sources)
        }
        dates = found("{ ?p a sab:Experience } UNION { ?p a sab:Call } "
                      "?p dcterms:source/dcterms:issued ?x")  # fmt: skip
        # nothing in the data is younger than the documents that it comes from
        self.until = max((text(date)[:4] for date in dates), default="")


class _Writer:
    def __init__(self, base: str) -> None:
        self._base = base

    def all(
        self, facts: _Facts, files: Sequence[File], services: Sequence[Service]
    ) -> Iterator[ox.Triple]:
        catalogue, agent = self._part("catalogue"), self._part("contributors")
        yield from self._head(catalogue, "Catalog", agent, facts)
        yield from _typed(catalogue, _FOAF + "homepage", f"{self._base}/", _FOAF + "Document")
        yield _link(catalogue, _DCAT + "dataset", DATASET)
        yield _link(agent, RDF_TYPE, _FOAF + "Agent")
        yield _said(agent, _FOAF + "name", CREATOR)
        yield from self._dataset(agent, facts)
        for file in files:
            yield from self._file(file, facts)
        for service in services:
            yield _link(catalogue, _DCAT + "service", self._part(service.path.strip("/")))
            yield from self._service(service, agent, facts)

    def _part(self, name: str) -> str:
        """The IRI of a part of the description."""
        return f"{self._base}/dcat#{name.replace('/', '-')}"

    def _head(self, subject: str, kind: str, agent: str, facts: _Facts) -> Iterator[ox.Triple]:
        yield _link(subject, RDF_TYPE, _DCAT + kind)
        for language in LANGUAGES:
            yield _said(subject, _TERMS + "title", TITLE, language)
            yield _said(subject, _TERMS + "description", DESCRIPTION[language], language)
            yield from _coded(subject, _TERMS + "language", "language", _LANGUAGES[language],
                              _TERMS + "LinguisticSystem")  # fmt: skip
        yield _link(subject, _TERMS + "publisher", agent)
        yield from _licensed(subject, facts)

    def _dataset(self, agent: str, facts: _Facts) -> Iterator[ox.Triple]:
        yield from self._head(DATASET, "Dataset", agent, facts)
        page = f"{self._base}/dcat.html"
        yield from _typed(DATASET, _DCAT + "landingPage", page, _FOAF + "Document")
        yield _said(DATASET, _TERMS + "identifier", DATASET)
        yield _said(DATASET, _DCAT + "version", __version__)
        yield _link(DATASET, _TERMS + "creator", agent)
        ontology = ONTOLOGY.rstrip("#")
        yield from _typed(DATASET, _TERMS + "conformsTo", ontology, _TERMS + "Standard")
        yield from _coded(DATASET, _DCAT + "theme", "data-theme", _THEME, SKOS + "Concept")
        for language, name in _THEME_NAME.items():
            yield _said(f"{_EU}data-theme/{_THEME}", SKOS + "prefLabel", name, language)
        for language, words in _KEYWORDS.items():
            for word in words:
                yield _said(DATASET, _DCAT + "keyword", word, language)
        for country in facts.countries:
            yield from self._place(country.value, facts.names[country])
        for source in facts.sources:
            # a document, where dcterms:source of a data set is another data set
            yield _link(DATASET, PREFIXES["prov"] + "wasDerivedFrom", source.value)
            yield from _each(source.value, _TERMS + "title", facts.names[source])
        if facts.rights:
            yield _link(DATASET, _TERMS + "rights", self._part("rights"))
            yield _link(self._part("rights"), RDF_TYPE, _TERMS + "RightsStatement")
            yield from _each(self._part("rights"), RDFS + "label", facts.rights)
        if facts.until:
            yield _link(DATASET, _TERMS + "temporal", self._part("period"))
            yield _link(self._part("period"), RDF_TYPE, _TERMS + "PeriodOfTime")
            year = ox.Literal(facts.until, datatype=ox.NamedNode(XSD + "gYear"))
            yield from _each(self._part("period"), _DCAT + "endDate", [year])

    def _place(self, country: str, names: Sequence[_Value]) -> Iterator[ox.Triple]:
        place = country
        if country in _COUNTRIES:
            place = f"{_EU}country/{_COUNTRIES[country]}"
            yield _link(place, SKOS + "inScheme", f"{_EU}country")
            yield _link(place, SKOS + "exactMatch", country)
        yield from _typed(DATASET, _TERMS + "spatial", place, _TERMS + "Location")
        yield from _each(place, RDFS + "label", names)

    def _file(self, file: File, facts: _Facts) -> Iterator[ox.Triple]:
        this, url = self._part(file.path.strip("/")), self._base + file.path
        yield _link(DATASET, _DCAT + "distribution", this)
        yield _link(this, RDF_TYPE, _DCAT + "Distribution")
        yield _link(this, _DCAT + "accessURL", url)
        yield _link(this, _DCAT + "downloadURL", url)
        media = _IANA + file.media
        yield from _typed(this, _DCAT + "mediaType", media, _TERMS + "MediaType")
        yield from _coded(this, _TERMS + "format", "file-type", _FILE_TYPES[file.media],
                          _TERMS + "MediaTypeOrExtent")  # fmt: skip
        yield from _titles(this, file.title)
        yield from _licensed(this, facts)
        if file.content is not None:
            yield from _measured(this, file.content)

    def _service(self, service: Service, agent: str, facts: _Facts) -> Iterator[ox.Triple]:
        this = self._part(service.path.strip("/"))
        yield _link(this, RDF_TYPE, _DCAT + "DataService")
        yield _link(this, _DCAT + "endpointURL", self._base + service.path)
        yield _link(this, _DCAT + "endpointDescription", self._base + service.description)
        yield from _typed(this, _TERMS + "conformsTo", service.standard, _TERMS + "Standard")
        yield _link(this, _DCAT + "servesDataset", DATASET)
        yield _link(this, _TERMS + "publisher", agent)
        yield from _titles(this, service.title)
        yield from _licensed(this, facts)


def _typed(subject: str, predicate: str, value: str, kind: str) -> Iterator[ox.Triple]:
    """A link to what readers know by its class alone."""
    yield _link(subject, predicate, value)
    yield _link(value, RDF_TYPE, kind)


def _coded(subject: str, predicate: str, scheme: str, code: str, kind: str) -> Iterator[ox.Triple]:
    """A link to a code of a list of the European Union."""
    yield from _typed(subject, predicate, f"{_EU}{scheme}/{code}", kind)
    yield _link(f"{_EU}{scheme}/{code}", SKOS + "inScheme", f"{_EU}{scheme}")


def _licensed(subject: str, facts: _Facts) -> Iterator[ox.Triple]:
    for licence in facts.licences:
        yield from _typed(subject, _TERMS + "license", text(licence), _TERMS + "LicenseDocument")


def _measured(subject: str, content: bytes) -> Iterator[ox.Triple]:
    """How long a file is, and its checksum."""
    yield _number(subject, _DCAT + "byteSize", str(len(content)), "nonNegativeInteger")
    checksum = f"{subject}-sha256"
    yield _link(subject, _SPDX + "checksum", checksum)
    yield _link(checksum, RDF_TYPE, _SPDX + "Checksum")
    yield _link(checksum, _SPDX + "algorithm", _SPDX + "checksumAlgorithm_sha256")
    digest = hashlib.sha256(content).hexdigest()
    yield _number(checksum, _SPDX + "checksumValue", digest, "hexBinary")


def _number(subject: str, predicate: str, lexical: str, datatype: str) -> ox.Triple:
    value = ox.Literal(lexical, datatype=ox.NamedNode(XSD + datatype))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)


def _titles(subject: str, title: tuple[str, str]) -> Iterator[ox.Triple]:
    for language, words in zip(LANGUAGES, title, strict=True):
        yield _said(subject, _TERMS + "title", words, language)


def _link(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))


def _said(subject: str, predicate: str, words: str, language: str | None = None) -> ox.Triple:
    value = ox.Literal(words, language=language)
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)


def _each(subject: str, predicate: str, values: Sequence[_Value]) -> Iterator[ox.Triple]:
    for value in values:
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
