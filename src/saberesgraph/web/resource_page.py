"""The page of a resource that the site has no page for: everything said of it, with links."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.language import translator
from saberesgraph.namespaces import (
    ASSERTED_GRAPH,
    DERIVED_GRAPH,
    ONTOLOGY,
    QUERIES_GRAPH,
    RDF_TYPE,
    local_name,
    shorten,
)
from saberesgraph.results import Term, text
from saberesgraph.site.content import Content
from saberesgraph.site.show import address, show
from saberesgraph.statements import Statement, pointers, statements
from saberesgraph.web.addresses import path_of

POINTERS: Final = 50
_LONG = 600
_STANDARD: Final = {
    "rdf:type": ("clase", "class"),
    "rdfs:label": ("nombre", "name"),
    "rdfs:comment": ("explicación", "explanation"),
    "rdfs:seeAlso": ("véase", "see"),
    "skos:prefLabel": ("nombre", "name"),
    "skos:altLabel": ("otro nombre", "other name"),
    "skos:definition": ("definición", "definition"),
    "skos:notation": ("código", "code"),
    "skos:broader": ("dentro de", "within"),
    "skos:inScheme": ("del vocabulario", "in the vocabulary"),
    "dcterms:source": ("fuente", "source"),
    "dcterms:creator": ("autor", "creator"),
    "dcterms:publisher": ("publicado por", "published by"),
    "dcterms:issued": ("fecha de publicación", "date of publication"),
    "dcterms:language": ("idioma", "language"),
    "dcterms:rights": ("derechos", "rights"),
    "dcterms:license": ("licencia", "licence"),
    "dcterms:description": ("descripción", "description"),
    "dcterms:extent": ("extensión", "extent"),
    "geo:asGeoJSON": ("contorno en GeoJSON", "outline in GeoJSON"),
    "geo:hasGeometry": ("contorno", "outline"),
    "geo:sfTouches": ("limita con", "borders on"),
    "org:classification": ("tipo", "type"),
    "schema:applicationDeadline": ("plazo", "deadline"),
    "schema:funder": ("financiado por", "funded by"),
    "schema:keywords": ("tema", "theme"),
    "schema:url": ("dirección", "address"),
    "sdgo:isTargetOf": ("meta de", "target of"),
    "sh:declare": ("declara", "declares"),
    "sh:namespace": ("espacio de nombres", "namespace"),
    "sh:prefix": ("prefijo", "prefix"),
    "sh:prefixes": ("prefijos", "prefixes"),
    "sh:select": ("consulta SPARQL", "SPARQL query"),
}
_CLASSES: Final = {
    "skos:Concept": ("concepto", "concept"),
    "skos:ConceptScheme": ("vocabulario", "vocabulary"),
    "prov:Entity": ("entidad con procedencia", "entity with provenance"),
    "schema:Country": ("país", "country"),
    "sh:SPARQLExecutable": ("consulta con nombre", "named query"),
    "sh:SPARQLSelectExecutable": ("consulta SELECT", "SELECT query"),
}
_GRAPHS: Final = {
    ASSERTED_GRAPH: ("lo que está escrito en los archivos", "what is written in the files"),
    DERIVED_GRAPH: ("lo que derivan las reglas", "what the rules derive"),
    QUERIES_GRAPH: ("las consultas con nombre", "the named queries"),
}


@dataclass(frozen=True)
class Shown:
    """A name to show: its text, where it leads (`None` for nowhere), whether outside, its code."""

    text: str
    link: str | None = None
    outside: bool = False
    code: str = ""


@dataclass(frozen=True)
class Value:
    """A value to show: a name that leads somewhere, or a text with its language or datatype."""

    name: Shown | None
    text: str
    language: str
    datatype: str
    graphs: tuple[Shown, ...]

    @property
    def long(self) -> bool:
        """Whether it is too long to stand open among others, or has lines of its own."""
        return len(self.text) > _LONG or "\n" in self.text


class Names:
    """What resources are called in one language, and the links to them from one page."""

    def __init__(self, content: Content, place: Place, paths: frozenset[str]) -> None:
        self._content = content
        self._place = place
        self._paths = paths
        self._t = translator(content.language)

    def of(self, iri: str) -> Shown:
        """Return the name of a resource with its link."""
        curie = shorten(iri)
        name = self._content.name(curie)
        link = self._link(iri, curie)
        code = ""
        if name == curie != iri:
            # nothing calls it anything: the end of its IRI, and whose it is if not ours
            name, code = local_name(iri), "" if link else curie
        if link is None and iri.startswith(("https://", "http://")):
            return Shown(name, iri, outside=True, code=code)
        return Shown(name, link, code=code)

    def of_property(self, iri: str) -> Shown:
        """Return the name of a property; one of our own leads to the ontology's page."""
        curie = shorten(iri)
        if curie in _STANDARD:
            return Shown(self._t(*_STANDARD[curie]), code=curie)
        name = self._content.name(curie)
        return Shown(local_name(iri) if name == curie else name, self._link(iri, curie), code=curie)

    def of_class(self, iri: str) -> Shown:
        """Return the name of a class; one of our own leads to the ontology's page."""
        curie = shorten(iri)
        if curie in _CLASSES:
            return Shown(self._t(*_CLASSES[curie]), code=curie)
        return self.of_property(iri)

    def of_graph(self, iri: str) -> Shown:
        """Return the name of a named graph."""
        if iri not in _GRAPHS:
            return Shown(iri)
        return Shown(self._t(*_GRAPHS[iri]), self._place.href(f"{path_of(iri)}.html"))

    def of_page(self, iri: str) -> Shown | None:
        """Return where the site itself tells of a resource; None where it does not."""
        curie = shorten(iri)
        prefix, _, local = curie.partition(":")
        path = f"queries/{local}.html" if prefix == "query" else address(self._content, curie)
        if path is None or path.partition("#")[0] not in self._paths:
            return None
        if prefix == "query":
            text = self._t("su pregunta, con la respuesta", "its question, with the answer")
        elif path.startswith("ontology.html"):
            text = self._t("la referencia de la ontología", "the ontology reference")
        else:
            text = self._t("la página de su ODS", "the page of its SDG")
        return Shown(text, self._place.href(path))

    def foreign(self, said: Statement) -> bool:
        """Return whether a statement is a text in another language, which stands after ours."""
        value = said.value
        return isinstance(value, ox.Literal) and value.language not in (
            None, "", self._content.language,
        )  # fmt: skip

    def _link(self, iri: str, curie: str) -> str | None:
        page = page_of(curie)
        if page in self._paths:
            return self._place.href(page)
        path = path_of(iri)
        if path is None or iri.partition("#")[1]:
            told = address(self._content, curie) if curie in self._content.terms else None
            return self._place.href(told) if told else None
        if path.startswith("sdg") and curie not in self._content.labels:
            return None
        return self._place.href(f"{path}.html")


def page(content: Content, place: Place, paths: frozenset[str], iri: str, part: int) -> str:
    """Return the page of a resource.

    Args:
        content: in the language of the page.
        place: of the page.
        paths: of the pages of the site, from the folder of a language.
        iri: of the resource.
        part: which part of those that point to it is shown; 1 is the first.
    """
    said = statements(content.store, iri)
    found = pointers(content.store, iri, (part - 1) * POINTERS, POINTERS)
    names = Names(content, place, paths)
    graphs = sorted({graph for each in said for graph in each.graphs})
    types = [names.of_class(text(each.value)) for each in said if each.predicate == RDF_TYPE]
    bases = {text(each.value) for each in said if each.predicate == ONTOLOGY + "basis"}
    return show(
        "resource.html.j2",
        content,
        place,
        styles=("resource.css",),
        iri=iri,
        this=_title(content, names, iri, said),
        types=types,
        told=names.of_page(iri),
        basis=next((local_name(basis).lower() for basis in sorted(bases)), ""),
        graphs=[names.of_graph(graph) for graph in graphs],
        groups=list(_groups(names, said, many=len(graphs) > 1)),
        pointing=[
            (names.of(subject), [names.of_property(p) for _, p in same])
            for subject, same in groupby(found.shown, key=lambda pair: pair[0])
        ],
        total=found.total,
        part=part,
        last_part=parts(found.total),
        base=place.path.removesuffix(".html"),
    )


def parts(total: int) -> int:
    """Return in how many parts so many that point to a resource are shown.

    >>> parts(0), parts(50), parts(51)
    (1, 1, 2)
    """
    return max(1, -(-total // POINTERS))


def _title(content: Content, names: Names, iri: str, said: tuple[Statement, ...]) -> Shown:
    """Its name in the page's language, else in any, else the end of its IRI."""
    shown = names.of(iri)
    if content.name(shorten(iri)) != shorten(iri):
        return shown
    labels = [
        each.value.value
        for each in said
        if local_name(each.predicate) in {"prefLabel", "label", "title"}
        and isinstance(each.value, ox.Literal)
    ]
    return Shown(labels[0] if labels else local_name(iri), code=shown.code)


def _groups(
    names: Names, said: tuple[Statement, ...], *, many: bool
) -> Iterable[tuple[Shown, list[Value]]]:
    """Each property with its values; which graph says each, where there are several."""
    for predicate, same in groupby(said, key=lambda each: each.predicate):
        yield (
            names.of_property(predicate),
            [
                _value(names, each.value, each.graphs if many else (), predicate == RDF_TYPE)
                for each in sorted(same, key=names.foreign)
            ],
        )


def _value(names: Names, term: Term, graphs: tuple[str, ...], is_type: bool) -> Value:
    told = tuple(names.of_graph(graph) for graph in graphs)
    if isinstance(term, ox.NamedNode):
        name = names.of_class(term.value) if is_type else names.of(term.value)
        return Value(name, "", "", "", told)
    if not isinstance(term, ox.Literal):
        return Value(None, str(term), "", "", told)
    datatype = shorten(term.datatype.value)
    if datatype == "xsd:anyURI" and term.value.startswith(("https://", "http://")):
        return Value(Shown(term.value, term.value, outside=True), "", "", "", told)
    plain = datatype in {"xsd:string", "rdf:langString"}
    return Value(None, term.value, term.language or "", "" if plain else datatype, told)
