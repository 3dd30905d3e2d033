"""A record as statements of RDF, and back, without loss."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import InputError
from saberesgraph.fiches.record import Anomaly, Assessment, Figure, Link, Record
from saberesgraph.namespaces import ONTOLOGY, RDF_TYPE, XSD, expand, lengthen, local_name, shorten
from saberesgraph.practice.card import KINDS, PROSE

_CLASSES: Final = {kind: name for name, kind in KINDS.items()}
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_MOST_NAMED: Final = 5  # statements that a message names
_MOST_SHOWN: Final = 100  # characters of each

_Object = ox.NamedNode | ox.Literal


def triples(record: Record) -> tuple[ox.Triple, ...]:
    """Return what a record states, in its order: the fiche, its criteria, evidence, anomalies.

    Raises:
        InputError: a name of it cannot be part of an IRI.
    """
    return tuple(dict.fromkeys(_statements(record)))


def of(triples: Iterable[ox.Triple], code: str) -> Record:
    """Return the record of the fiche with this code, in the order of its statements.

    Raises:
        InputError: a record cannot carry these statements; names them, rather than losing any.
    """
    given = tuple(triples)
    record = _Reader(given, code).record()
    carried = set(_statements(record))
    lost = [each for each in given if each not in carried]
    lacking = sorted(map(_shown, carried.difference(given)))
    if lost or lacking:
        es, en = [], []
        if lost:
            es.append(f"no caben en una ficha {_listed(map(_shown, lost))}")
            en.append(f"a fiche has no room for {_listed(map(_shown, lost))}")
        if lacking:
            es.append(f"le falta {_listed(lacking)}")
            en.append(f"it lacks {_listed(lacking)}")
        raise InputError(
            " y ".join(es),
            " and ".join(en),
            where=code,
            hint=("Corrige esos enunciados", "Correct those statements"),
        )
    return record


def _listed(shown: Iterable[str]) -> str:
    every = list(shown)
    more = f" + {len(every) - _MOST_NAMED}" if len(every) > _MOST_NAMED else ""
    return f"({len(every)}) " + "; ".join(every[:_MOST_NAMED]) + more


def _shown(triple: ox.Triple) -> str:
    words = " ".join(
        shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)
        for term in (triple.subject, triple.predicate, triple.object)
    )
    return words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN] + "…"


def _iri(name: str) -> ox.NamedNode:
    """The node of a prefixed name, or of an IRI."""
    try:
        return ox.NamedNode(lengthen(name))
    except ValueError as error:  # a code that is not of our data
        raise InputError(
            "no puede ser parte de una dirección",
            "it cannot be part of an address",
            where=name,
            hint=("Quita espacios y signos", "Remove spaces and signs"),
        ) from error


def _said(text: str, language: str) -> ox.Literal:
    try:
        return ox.Literal(text, language=language)
    except ValueError as error:
        raise InputError(
            "no es el código de un idioma",
            "it is no code of a language",
            where=language,
            hint=("Usa es o en", "Use es or en"),
        ) from error


def _number(value: Decimal, *, whole: bool) -> ox.Literal:
    if whole and value == value.to_integral_value():
        return ox.Literal(f"{value:.0f}", datatype=ox.NamedNode(XSD + "integer"))
    # with a fraction, as Turtle writes a decimal without its datatype
    digits = f"{value:f}" if "." in f"{value:f}" else f"{value:f}.0"
    return ox.Literal(digits, datatype=ox.NamedNode(XSD + "decimal"))


def _statements(record: Record) -> Iterator[ox.Triple]:
    fiche = _iri(f"practice:{record.code}")
    for predicate, value in _of_fiche(record):
        yield ox.Triple(fiche, _iri(predicate), value)
    for criterion in record.assessments:
        node = _iri(f"assessment:{record.code}-{criterion.criterion}")
        for predicate, value in _of_assessment(criterion):
            yield ox.Triple(node, _iri(predicate), value)
    for link in record.links:
        node = _iri(f"alignment:{link.name}")
        for predicate, value in _of_link(link, fiche):
            yield ox.Triple(node, _iri(predicate), value)
    for anomaly in record.anomalies:
        node = _iri(f"anomaly:{anomaly.name}")
        for predicate, value in _of_anomaly(anomaly):
            yield ox.Triple(node, _iri(predicate), value)


def _of_fiche(record: Record) -> Iterator[tuple[str, _Object]]:
    yield RDF_TYPE, _iri("sab:Experience")
    yield RDF_TYPE, _iri(f"sab:{_CLASSES[record.kind]}")
    yield "skos:notation", ox.Literal(record.code)
    for language, label in record.labels.items():
        yield "skos:prefLabel", _said(label, language)
    for source in record.sources:
        yield "dcterms:source", _iri(f"source:{source}")
    if record.section is not None:
        yield "sab:section", ox.Literal(record.section)
    for reference in record.references:
        yield "dcterms:references", _iri(reference)
    for exchange in record.learned_in:
        yield "sab:learnedIn", _iri(f"exchange:{exchange}")
    yield from _links(record, lambda name: name == "area")
    for name, prose in record.prose.items():
        yield f"sab:{name}", _said(prose, "es")
    for field, name in (("assistedPopulation", "population"), ("budgetUSD", "budget")):
        figure: Figure = getattr(record, name)
        if figure.value is not None:
            yield f"sab:{field}", _number(figure.value, whole=name == "population")
        if figure.status:
            yield f"sab:{name}Status", _iri(f"status:{figure.status}")
        if figure.printed is not None:
            yield f"sab:{name}Printed", ox.Literal(figure.printed)
    yield from _links(record, lambda name: name != "area")
    for keyword in record.keywords:
        yield "sab:keyword", ox.Literal(keyword)
    if record.keywords_printed is not None:
        yield "sab:keywordsPrinted", ox.Literal(record.keywords_printed)
    for each in record.assessments:
        yield "sab:assessment", _iri(f"assessment:{record.code}-{each.criterion}")
    for anomaly in record.anomalies:
        property = "sab:absence" if anomaly.absence else "sab:anomaly"
        yield property, _iri(f"anomaly:{anomaly.name}")


def _links(record: Record, wanted: Callable[[str], bool]) -> Iterator[tuple[str, _Object]]:
    for name in dict.fromkeys(link.link for link in record.links if wanted(link.link)):
        for link in record.links:
            if link.link == name:
                yield f"sab:{name}", _iri(link.item)


def _of_assessment(assessment: Assessment) -> Iterator[tuple[str, _Object]]:
    yield RDF_TYPE, _iri("sab:CriterionAssessment")
    yield "sab:criterion", _iri(f"criterion:{assessment.criterion}")
    yield "sab:verdict", _iri(f"verdict:{assessment.verdict}")
    yield "sab:basis", _iri(f"sab:{assessment.basis}")
    if assessment.printed is not None:
        yield "sab:asPrinted", ox.Literal(assessment.printed)
    if assessment.rationale is not None:
        yield "sab:rationale", _said(assessment.rationale, "es")


def _of_link(link: Link, fiche: ox.NamedNode) -> Iterator[tuple[str, _Object]]:
    yield RDF_TYPE, _iri("sab:Alignment")
    yield "sab:practice", fiche
    yield "sab:link", _iri(f"sab:{link.link}")
    yield "sab:item", _iri(link.item)
    yield "sab:basis", _iri(f"sab:{link.basis}")
    yield "sab:asPrinted", ox.Literal(link.printed)
    yield "sab:field", _iri(link.field)


def _of_anomaly(anomaly: Anomaly) -> Iterator[tuple[str, _Object]]:
    yield RDF_TYPE, _iri("sab:SourceAnomaly")
    yield "sab:field", _iri(anomaly.field)
    yield "sab:kind", _iri(f"anomaly-kind:{anomaly.kind}")
    if anomaly.printed is not None:
        yield "sab:asPrinted", ox.Literal(anomaly.printed)
    for language, resolution in anomaly.resolution.items():
        yield "sab:resolution", _said(resolution, language)


class _Reader:
    """Reads what it knows; what it misses or bends is found by stating the record again."""

    def __init__(self, triples: tuple[ox.Triple, ...], code: str) -> None:
        self._code = code
        self._fiche = expand(f"practice:{code}")
        self._values: dict[str, dict[str, list[Any]]] = {}
        for triple in triples:
            values = self._values.setdefault(_value(triple.subject), {})
            values.setdefault(triple.predicate.value, []).append(triple.object)

    def _all(self, subject: str, predicate: str) -> list[str]:
        values = self._values.get(subject, {}).get(lengthen(predicate), [])
        return [_value(each) for each in values]

    def _text(self, subject: str, predicate: str) -> str | None:
        return next(iter(self._all(subject, predicate)), None)

    def _code_of(self, subject: str, predicate: str) -> str:
        return local_name(self._text(subject, predicate) or "")

    def _by_language(self, subject: str, predicate: str) -> dict[str, str]:
        values = self._values.get(subject, {}).get(lengthen(predicate), [])
        said: dict[str, str] = {}
        for each in values:
            if isinstance(each, ox.Literal) and each.language:
                said.setdefault(each.language, each.value)
        return said

    def _nodes(self, kind: str, prefix: str) -> Iterator[tuple[str, str]]:
        """The IRI and local name of each node of a class, in order."""
        for subject in self._values:
            if ONTOLOGY + kind in self._all(subject, RDF_TYPE):
                yield subject, subject.removeprefix(expand(f"{prefix}:"))

    def record(self) -> Record:
        types = map(local_name, self._all(self._fiche, RDF_TYPE))
        kind = next((KINDS[name] for name in types if name in KINDS), None)
        if kind is None:
            raise InputError(
                "no consta como práctica ni lección",
                "it is no practice and no lesson",
                where=self._code,
                hint=("Agrega su clase", "Add its class"),
            )
        return Record(
            code=self._code,
            kind=kind,
            labels=self._by_language(self._fiche, "skos:prefLabel"),
            sources=tuple(map(local_name, self._all(self._fiche, "dcterms:source"))),
            section=self._text(self._fiche, "sab:section"),
            prose={
                local_name(predicate): _value(values[0])
                for predicate, values in self._values[self._fiche].items()
                if predicate.removeprefix(ONTOLOGY) in PROSE
            },
            population=self._figure("assistedPopulation", "population"),
            budget=self._figure("budgetUSD", "budget"),
            links=tuple(self._link(*n) for n in self._nodes("Alignment", "alignment")),
            keywords=tuple(self._all(self._fiche, "sab:keyword")),
            keywords_printed=self._text(self._fiche, "sab:keywordsPrinted"),
            references=tuple(self._all(self._fiche, "dcterms:references")),
            assessments=tuple(
                self._assessment(node)
                for node, _ in self._nodes("CriterionAssessment", "assessment")
            ),
            anomalies=tuple(
                self._anomaly(*node) for node in self._nodes("SourceAnomaly", "anomaly")
            ),
            learned_in=tuple(map(local_name, self._all(self._fiche, "sab:learnedIn"))),
        )

    def _figure(self, property: str, name: str) -> Figure:
        number = self._text(self._fiche, f"sab:{property}") or ""
        return Figure(
            Decimal(number) if _NUMBER.fullmatch(number) else None,
            self._code_of(self._fiche, f"sab:{name}Status"),
            self._text(self._fiche, f"sab:{name}Printed"),
        )

    def _link(self, node: str, name: str) -> Link:
        return Link(
            link=self._code_of(node, "sab:link"),
            item=self._text(node, "sab:item") or "",
            basis=self._code_of(node, "sab:basis"),
            printed=self._text(node, "sab:asPrinted") or "",
            field=shorten(self._text(node, "sab:field") or ""),
            name=name,
        )

    def _anomaly(self, node: str, name: str) -> Anomaly:
        return Anomaly(
            name=name,
            field=shorten(self._text(node, "sab:field") or ""),
            kind=self._code_of(node, "sab:kind"),
            printed=self._text(node, "sab:asPrinted"),
            resolution=self._by_language(node, "sab:resolution"),
            absence=node in self._all(self._fiche, "sab:absence"),
        )

    def _assessment(self, node: str) -> Assessment:
        return Assessment(
            criterion=self._code_of(node, "sab:criterion"),
            verdict=self._code_of(node, "sab:verdict"),
            basis=self._code_of(node, "sab:basis"),
            printed=self._text(node, "sab:asPrinted"),
            rationale=self._text(node, "sab:rationale"),
        )


def _value(term: Any) -> str:
    return str(getattr(term, "value", term))
