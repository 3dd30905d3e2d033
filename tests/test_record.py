"""A record and its statements say the same, whatever they hold."""

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

from saberesgraph.errors import InputError
from saberesgraph.fiches import rdf
from saberesgraph.fiches.record import Anomaly, Assessment, Figure, Link, Record
from saberesgraph.namespaces import expand
from saberesgraph.project import Project
from saberesgraph.reading import parse

INTEGER = ox.NamedNode(expand("xsd:integer"))
DECIMAL = ox.NamedNode(expand("xsd:decimal"))
ODD = 'a "quoted"\nline\\, «ñ» \t 😀 \u200f'
RECORD = Record(
    code="BP9_ZZ",
    kind="good_practice",
    labels={"es": "Un nombre"},
    sources=("guide",),
    section="1",
    prose={"finding": "Algo."},
    population=Figure(None, "absent", None),
    budget=Figure(Decimal("1500.50"), "", "1.500,50"),
    links=(
        Link("area", expand("area:AH"), "Stated", "AH", "sab:area", "BP9_ZZ-area-AH"),
        Link("actor", expand("actor:a"), "Stated", "A", "sab:actor", "BP9_ZZ-actor-a"),
        Link("actor", expand("actor:a"), "Stated", "A", "sab:context", "BP9_ZZ-actor-a-2"),
    ),
    keywords=("uno", "dos"),
    keywords_printed="uno, dos",
    references=("https://example.org/a?b=c",),
    assessments=(Assessment("useful", "yes", "Stated", None, None),),
    anomalies=(
        Anomaly("BP9_ZZ-1", "sab:goals", "absent", None, {"es": "No está."}, absence=True),
        Anomaly("BP9_ZZ-2", "skos:prefLabel", "misprint", "x", {}, absence=False),
    ),
)
FICHE = ox.NamedNode(expand("practice:BP9_ZZ"))


def test_every_fiche_goes_into_a_record_and_comes_out_the_same(project: Project) -> None:
    files = [file for file in project.data_files if file.parent.name == "practices"]
    assert len(files) == 34
    for file in files:
        parsed = parse(file).triples
        record = rdf.of(parsed, file.stem)
        # also in the same order
        assert rdf.triples(record) == parsed
        assert rdf.of(rdf.triples(record), file.stem) == record


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"labels": {}},
        {"labels": {"en": ODD, "es": ODD, "pt-br": ""}},
        {"section": None},
        {"section": ""},
        {"prose": {"goals": ODD, "finding": ""}},
        {"population": Figure(None, "", None), "budget": Figure(None, "", None)},
        {"population": Figure(Decimal(32000), "", "32,000")},
        {"population": Figure(Decimal("-0.5"), "malformed", ODD)},
        {"budget": Figure(Decimal(0), "", "")},
        {"budget": Figure(Decimal("99999999999999999999.123456789"), "", None)},
        {"keywords": (), "keywords_printed": None},
        {"keywords": (ODD, ""), "keywords_printed": ODD},
        {"kind": "lesson_not_learned", "links": (), "anomalies": (), "sources": ()},
        {"assessments": (Assessment("useful", "no", "Normalised", ODD, ODD),)},
    ],
    ids=str,
)
def test_odd_values_come_back_as_they_were(change: dict[str, object]) -> None:
    record = replace(RECORD, **change)  # type: ignore[arg-type]
    assert rdf.of(rdf.triples(record), "BP9_ZZ") == record


def test_figures_are_written_as_turtle_writes_them_without_datatype() -> None:
    said = rdf.triples(
        replace(
            RECORD,
            population=Figure(Decimal("1E+3"), "", None),
            budget=Figure(Decimal("15E+2"), "", None),
        )
    )
    values = [triple.object for triple in said]
    assert ox.Literal("1000", datatype=INTEGER) in values
    assert ox.Literal("1500.0", datatype=DECIMAL) in values


@pytest.mark.parametrize(
    ("predicate", "value", "shown"),
    [
        ("skos:note", ox.Literal("x"), 'practice:BP9_ZZ skos:note "x"'),
        ("skos:prefLabel", ox.Literal("x"), 'practice:BP9_ZZ skos:prefLabel "x"'),
        ("skos:prefLabel", ox.Literal("x", language="es"), 'skos:prefLabel "x"@es'),
        ("sab:finding", ox.Literal("x", language="en"), 'sab:finding "x"@en'),
        ("sab:assistedPopulation", ox.Literal("007", datatype=INTEGER), "007"),
        ("sab:assistedPopulation", ox.Literal("many"), "many"),
        ("sab:assistedPopulation", ox.Literal("NaN"), "NaN"),
        ("sab:actor", ox.NamedNode(expand("actor:b")), "sab:actor actor:b"),
        ("sab:anomaly", ox.NamedNode(expand("anomaly:none")), "sab:anomaly anomaly:none"),
        ("sab:keyword", ox.BlankNode("b"), "sab:keyword _:b"),
    ],
)
def test_what_a_record_cannot_carry_is_refused_by_name(
    predicate: str, value: ox.NamedNode | ox.Literal, shown: str
) -> None:
    odd = ox.Triple(FICHE, ox.NamedNode(expand(predicate)), value)
    with pytest.raises(InputError) as refused:
        rdf.of((*rdf.triples(RECORD), odd), "BP9_ZZ")
    assert shown in str(refused.value)
    assert str(refused.value).startswith("BP9_ZZ: a fiche has no room for (1) ")


def test_evidence_without_its_link_is_refused_by_name() -> None:
    link = ox.Triple(FICHE, ox.NamedNode(expand("sab:area")), ox.NamedNode(expand("area:AH")))
    said = set(rdf.triples(RECORD))
    assert link in said
    with pytest.raises(InputError) as refused:
        rdf.of(said - {link}, "BP9_ZZ")
    assert str(refused.value) == (
        "BP9_ZZ: it lacks (1) practice:BP9_ZZ sab:area area:AH. Correct those statements."
    )


def test_statements_of_another_fiche_and_names_that_are_no_iris_are_refused() -> None:
    with pytest.raises(InputError, match="no practice and no lesson"):
        rdf.of(rdf.triples(RECORD), "BP1_AH")
    with pytest.raises(InputError, match="cannot be part of an address"):
        rdf.triples(replace(RECORD, references=("no address",)))
