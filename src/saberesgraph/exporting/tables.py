"""A part of the data as tables: fiches, links with their evidence, criteria, oddities, things."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph.exporting.part import Part
from saberesgraph.exporting.sheet import BELONGS, SEPARATOR, Cell, Head, Sheet
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import (
    ONTOLOGY,
    RDF_TYPE,
    RDFS,
    RESOURCE,
    SKOS,
    expand,
    local_name,
    shorten,
)
from saberesgraph.practice.card import PROSE
from saberesgraph.results import text


def sheets(part: Part) -> tuple[Sheet, ...]:
    """Return the tables of a part: fiches, links with evidence, criteria, oddities and things.

    Raises:
        InputError: a fiche says what a table has no room for.
    """
    names = _names(part)
    assessments = tuple(
        (
            record.code,
            each.criterion,
            each.verdict,
            each.basis.lower(),
            each.printed,
            each.rationale,
        )
        for record in part.records
        for each in record.assessments
    )
    anomalies = tuple(
        (
            record.code,
            each.name,
            each.field,
            each.kind,
            each.printed,
            *(each.resolution.get(language) for language in LANGUAGES),
            str(each.absence).lower(),
        )
        for record in part.records
        for each in record.anomalies
    )
    return (
        practices(part),
        Sheet(
            "links",
            ("Enlaces de las fichas, con su evidencia", "Links of the records, with evidence"),
            "{+evidence}", _LINKS,
            (*_stated(part.records, names), *_derived(part, names)),
            ("evidence",),
        ),
        Sheet(
            "assessments",
            ("Criterios de las lecciones", "Criteria of the lessons"),
            RESOURCE + "assessment/{code}-{criterion}", _ASSESSMENTS, assessments,
            ("code", "criterion"),
        ),
        Sheet(
            "anomalies",
            ("Rarezas de las fuentes", "Oddities of the sources"),
            RESOURCE + "anomaly/{anomaly}", _ANOMALIES, anomalies, ("anomaly",),
        ),
        Sheet(
            "things",
            ("Lo que las fichas nombran", "What the records name"),
            "{+iri}", _THINGS, tuple(_things(part, names)), ("iri",),
        ),
    )  # fmt: skip


_PRINTED: Final = Head("printed", ("lo impreso", "as printed"), "sab:asPrinted")
_LINKS: Final = (
    BELONGS,
    Head("evidence", ("evidencia", "evidence"), datatype="anyURI"),
    Head("link", ("enlace", "link"), "sab:link", value=ONTOLOGY + "{link}"),
    Head("item", ("elemento", "item"), "sab:item", "anyURI", value="{+item}"),
    Head("item_code", ("código del elemento", "code of the item")),
    Head("item_es", ("nombre en español", "Spanish name"), language="es"),
    Head("item_en", ("nombre en inglés", "English name"), language="en"),
    Head("basis", ("fundamento", "basis")),
    _PRINTED,
    Head("field", ("campo que lo dice", "field that says so")),
    Head("rule", ("regla", "rule"), "sab:rule", value=RESOURCE + "rule/{rule}"),
    Head("support", ("apoyo", "support"), several=True),
)
_ASSESSMENTS: Final = (
    BELONGS,
    Head("criterion", ("criterio", "criterion"), "sab:criterion",
         value=RESOURCE + "criterion/{criterion}"),
    Head("verdict", ("veredicto", "verdict"), "sab:verdict", value=RESOURCE + "verdict/{verdict}"),
    Head("basis", ("fundamento", "basis")),
    _PRINTED,
    Head("rationale", ("razón", "reason"), "sab:rationale", language="es"),
)  # fmt: skip
_ANOMALIES: Final = (
    BELONGS,
    Head("anomaly", ("rareza", "oddity")),
    Head("field", ("campo", "field")),
    Head("kind", ("clase", "kind"), "sab:kind", value=RESOURCE + "anomaly-kind/{kind}"),
    _PRINTED,
    Head("resolution_es", ("qué se hizo, en español", "what was done, in Spanish"),
         "sab:resolution", language="es"),
    Head("resolution_en", ("qué se hizo, en inglés", "what was done, in English"),
         "sab:resolution", language="en"),
    Head("absent", ("declara que falta", "declares it absent"), datatype="boolean"),
)  # fmt: skip
_THINGS: Final = (
    Head("iri", ("dirección", "address"), datatype="anyURI"),
    Head("class", ("clase", "class"), several=True),
    Head("code", ("código", "code"), "skos:notation"),
    Head("name_es", ("nombre en español", "Spanish name"), "skos:prefLabel", language="es"),
    Head("name_en", ("nombre en inglés", "English name"), "skos:prefLabel", language="en"),
    Head("broader", ("más amplio", "broader"), "skos:broader", "anyURI", value="{+broader}"),
)
_PRACTICES: Final = (
    Head("code", ("código", "code"), "skos:notation"),
    Head("kind", ("clase", "kind")),
    Head("title_es", ("título en español", "Spanish title"), "skos:prefLabel", language="es"),
    Head("title_en", ("título en inglés", "English title"), "skos:prefLabel", language="en"),
    Head("source", ("fuente", "source"), several=True),
    Head("section", ("sección", "section"), "sab:section"),
    Head("area", ("área", "area"), "sab:area", value=RESOURCE + "area/{area}"),
    Head("sustainability_level", ("sostenibilidad", "sustainability"), "sab:sustainability",
         value=RESOURCE + "sustainability/{sustainability_level}"),
    Head("territories", ("territorios", "territories"), several=True),
    Head("objectives", ("objetivos del Pacto", "Compact objectives"), several=True),
    Head("principles", ("principios rectores", "guiding principles"), several=True),
    Head("actors", ("actores", "actors"), several=True),
    Head("population", ("población asistida", "assisted population"), "sab:assistedPopulation",
         "integer"),
    Head("population_status", ("población: por qué falta", "population: why missing"),
         "sab:populationStatus", value=RESOURCE + "figure-status/{population_status}"),
    Head("population_printed", ("población impresa", "population as printed"),
         "sab:populationPrinted"),
    Head("budget_usd", ("presupuesto (USD)", "budget (USD)"), "sab:budgetUSD", "decimal"),
    Head("budget_status", ("presupuesto: por qué falta", "budget: why missing"),
         "sab:budgetStatus", value=RESOURCE + "figure-status/{budget_status}"),
    Head("budget_printed", ("presupuesto impreso", "budget as printed"), "sab:budgetPrinted"),
    Head("keywords", ("palabras clave", "keywords"), "sab:keyword", several=True),
    Head("keywords_printed", ("palabras clave impresas", "keywords as printed"),
         "sab:keywordsPrinted"),
    Head("references", ("referencias", "references"), several=True),
)  # fmt: skip


def practices(part: Part) -> Sheet:
    """Return the table of the fiches, one a row."""
    return Sheet(
        "practices",
        ("Prácticas y lecciones", "Practices and lessons"),
        RESOURCE + "practice/{code}",
        (*_PRACTICES, *_prose(part)),
        tuple(tuple(_practice(record)) for record in part.records),
        ("code",),
    )


def _prose(part: Part) -> Iterator[Head]:
    """A column for each text of a fiche, under the name that the ontology gives it."""
    called: dict[tuple[str, str], str] = {}
    for t in part.asserted:
        if t.predicate.value == RDFS + "label" and isinstance(t.object, ox.Literal):
            called[local_name(text(t.subject)), t.object.language or ""] = t.object.value
    for name, key in PROSE.items():
        es, en = (called.get((name, language), key) for language in LANGUAGES)
        yield Head(key, (es, en), f"sab:{name}", language="es")


def _practice(record: Record) -> Iterator[Cell]:
    def linked(name: str) -> Cell:
        codes = (local_name(link.item) for link in record.links if link.link == name)
        return _joined(codes)

    yield from (record.code, record.kind)
    yield from (record.labels.get(language) for language in LANGUAGES)
    yield from (_joined(record.sources), record.section)
    yield from map(linked, ("area", "sustainability", "territory", "objective", "principle"))
    yield linked("actor")
    for figure in (record.population, record.budget):
        yield from _figure(figure)
    yield from (_joined(record.keywords), record.keywords_printed, _joined(record.references))
    yield from (record.prose.get(name) for name in PROSE)


def _figure(figure: Figure) -> tuple[Cell, ...]:
    return (figure.value, figure.status or None, figure.printed)


def _stated(records: Iterable[Record], names: "_Names") -> Iterator[tuple[Cell, ...]]:
    for record in records:
        for link in record.links:
            yield (
                record.code,
                expand(f"alignment:{link.name}"),
                link.link,
                *names.of(link.item),
                link.basis.lower(),
                link.printed,
                link.field,
                None,
                None,
            )


def _derived(part: Part, names: "_Names") -> Iterator[tuple[Cell, ...]]:
    """What rules derive, each with its rule and what it rests on."""
    said: dict[str, dict[str, list[str]]] = {}
    for triple in part.derived:
        about = said.setdefault(text(triple.subject), {})
        about.setdefault(triple.predicate.value, []).append(text(triple.object))
    for node, about in sorted(said.items()):
        if ONTOLOGY + "practice" not in about:
            continue
        yield (
            local_name(about[ONTOLOGY + "practice"][0]),
            node,
            local_name(about[ONTOLOGY + "link"][0]),
            *names.of(about[ONTOLOGY + "item"][0]),
            "derived",
            None,
            None,
            local_name(about[ONTOLOGY + "rule"][0]),
            _joined(map(local_name, sorted(about[ONTOLOGY + "support"]))),
        )


def _things(part: Part, names: "_Names") -> Iterator[tuple[Cell, ...]]:
    """Whatever has a code and is no fiche, by its address."""
    kinds: dict[str, list[str]] = {}
    broader: dict[str, str] = {}
    for triple in part.asserted:
        if triple.predicate.value == RDF_TYPE:
            kinds.setdefault(text(triple.subject), []).append(shorten(text(triple.object)))
        elif triple.predicate.value == SKOS + "broader":
            broader[text(triple.subject)] = text(triple.object)
    for iri in sorted(names.codes.keys() & kinds.keys()):
        if "sab:Experience" not in kinds[iri]:
            iri_, code, *labels = names.of(iri)
            yield iri_, _joined(sorted(kinds[iri])), code, *labels, broader.get(iri)


@dataclass(frozen=True)
class _Names:
    """Codes and names of things, by address."""

    codes: Mapping[str, str]
    labels: Mapping[tuple[str, str], str]

    def of(self, iri: str) -> tuple[Cell, ...]:
        """The address of a thing, its code and its names."""
        labels = (self.labels.get((iri, language)) for language in LANGUAGES)
        return (iri, self.codes.get(iri), *labels)


def _names(part: Part) -> _Names:
    codes: dict[str, str] = {}
    labels: dict[tuple[str, str], str] = {}
    for triple in part.asserted:
        if not isinstance(triple.object, ox.Literal):
            continue
        if triple.predicate.value == SKOS + "notation":
            codes[text(triple.subject)] = triple.object.value
        elif triple.predicate.value == SKOS + "prefLabel" and triple.object.language:
            labels[text(triple.subject), triple.object.language] = triple.object.value
    return _Names(codes, labels)


def _joined(values: Iterable[str]) -> str | None:
    return SEPARATOR.join(values) or None
