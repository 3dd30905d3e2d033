"""From drafts to records."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

import sheets
from saberesgraph.fiches import rdf
from saberesgraph.fiches.draft import Draft, Evidence, Oddity, Place, Sureness, Text
from saberesgraph.fiches.record import Anomaly, Assessment, Figure, Link, Record
from saberesgraph.fiches.values.known import Known, known
from saberesgraph.fiches.values.normalising import Normalised, normalise
from saberesgraph.graph import Graph
from saberesgraph.namespaces import expand, local_name
from saberesgraph.project import Project
from saberesgraph.reading import read

CELL = Place("fichas.xlsx", sheet="Prácticas", cell="A4")
LINE = Place("fichas.txt", line=7)


@pytest.fixture(scope="module")
def everything(graph: Graph) -> Known:
    return known(graph.store)


@pytest.fixture(scope="module")
def records(project: Project) -> dict[str, Record]:
    files = [file for file in project.data_files if file.parent.name == "practices"]
    return {file.stem: rdf.of(read([file]).triples, file.stem) for file in files}


def draft(fields: Mapping[str, str], place: Place = CELL, code: str = "BP1_AF") -> Draft:
    kind = "lesson_learned" if code.startswith("LA") else "good_practice"
    return Draft(kind, code, place, {name: Text(text, place) for name, text in fields.items()})


def items(normalised: Normalised, link: str) -> list[str]:
    assert normalised.reading is not None
    return [local_name(each.item) for each in normalised.reading.links if each.link == link]


def rejected(normalised: Normalised) -> list[tuple[str, str, str]]:
    return [(r.field, r.read, r.proposed) for r in normalised.remarks if r.rejects]


# --- workbooks ---


def test_a_full_workbook_gives_every_record_of_the_catalogue_back(
    everything: Known, records: dict[str, Record]
) -> None:
    assert len(records) == 34
    for record in records.values():
        for on_file in (None, record):
            normalised = normalise(sheets.draft(record, everything), everything, on_file)
            assert normalised == Normalised(record, record, ())


def test_a_sheet_without_evidence_keeps_what_is_on_file(
    everything: Known, records: dict[str, Record]
) -> None:
    """A person sends one sheet as CSV: what others recorded of its source is not undone."""
    for record in records.values():
        full = sheets.draft(record, everything)
        bare = normalise(replace(full, evidence=(), oddities=()), everything, record)
        assert bare == Normalised(record, record, ())


def test_a_cell_of_a_new_fiche_is_its_own_evidence(everything: Known) -> None:
    cells = {
        "territory": "quito; Lago Agrio (2101)",
        "principle": "f) Derechos humanos",
        "actor": "oim",
    }
    normalised = normalise(draft(cells), everything)
    assert rejected(normalised) == []
    assert normalised.record is not None
    assert normalised.record.links == (
        Link("territory", expand("territory:1701"), "Stated", "quito", "sab:territory",
             "BP1_AF-territory-1701"),
        Link("territory", expand("territory:2101"), "Normalised", "Lago Agrio (2101)",
             "sab:territory", "BP1_AF-territory-2101"),
        Link("actor", expand("actor:oim"), "Stated", "oim", "sab:actor", "BP1_AF-actor-oim"),
        Link("principle", expand("principle:f"), "Stated", "f) Derechos humanos",
             "sab:principle", "BP1_AF-principle-f"),
    )  # fmt: skip


def test_what_names_nothing_rejects_with_what_it_may_mean(everything: Known) -> None:
    cells = {"territory": "Guayaquill; Cancún", "objective": "24", "assistance": "NFI"}
    normalised = normalise(draft(cells), everything)
    assert normalised.record is None
    assert normalised.reading is not None
    assert rejected(normalised) == [
        ("territory", "Guayaquill", "Guayaquil (0901)"),
        ("territory", "Cancún", ""),
        ("assistance", "NFI", "Provisión de kits (kits)"),  # as other fiches decided
        ("objective", "24", ""),
    ]


def test_a_proposal_is_taken_only_where_it_is_asked_for_and_alone(everything: Known) -> None:
    cells = {"territory": "Guayaquill; Loxa", "assistedPopulation": "aprox. 500"}
    assert normalise(draft(cells), everything).record is None
    normalised = normalise(draft(cells), everything, accept_proposals=True)
    assert items(normalised, "territory") == ["0901"]
    assert rejected(normalised) == [("territory", "Loxa", "Loja (11); Loja (1101)")]
    assert normalised.reading is not None
    assert normalised.reading.links[0].basis == "Normalised"
    assert normalised.reading.links[0].printed == "Guayaquill"
    assert normalised.reading.population == Figure(Decimal(500), "", "aprox. 500")
    taken = [r.field for r in normalised.remarks if "se tomó" in r.es]
    assert taken == ["assistedPopulation", "territory"]


def test_an_unreadable_figure_of_a_sheet_rejects_until_its_oddity_is_declared(
    everything: Known,
) -> None:
    cells = {"assistedPopulation": "3,0000"}
    assert rejected(normalise(draft(cells), everything)) == [("assistedPopulation", "3,0000", "")]
    oddity = Oddity("assistedPopulation", "unreadable-figure", "3,0000", "No se corrige.", CELL)
    normalised = normalise(replace(draft(cells), oddities=(oddity,)), everything)
    assert normalised.remarks == ()
    assert normalised.record is not None
    assert normalised.record.population == Figure(None, "malformed", "3,0000")


def test_evidence_that_no_longer_fits_is_told_and_not_used(everything: Known) -> None:
    rows = (
        Evidence("assistedPopulation", "", "32,000", "", "", CELL),
        Evidence("territory", "Quito (1701)", "Quito", "stated", "", CELL),
        Evidence("keyword", "", "uno, dos", "", "", CELL),
    )
    cells = {"assistedPopulation": "33000", "territory": "Manta", "keyword": "uno; tres"}
    normalised = normalise(replace(draft(cells), evidence=rows), everything)
    assert normalised.record is not None
    assert normalised.record.population == Figure(Decimal(33000), "", "33000")
    assert items(normalised, "territory") == ["1308"]
    assert normalised.record.keywords == ("uno", "tres")
    assert normalised.record.keywords_printed == "uno; tres"
    told = [(r.field, r.read) for r in normalised.remarks]
    assert told == [
        ("keyword", "tres"), ("assistedPopulation", "32,000"), ("territory", "Quito (1701)"),
    ]  # fmt: skip


def test_an_empty_cell_declares_nothing_and_words_that_say_so_do(everything: Known) -> None:
    normalised = normalise(draft({"finding": "La fuente no lo trae"}), everything)
    assert normalised.record is not None
    assert [(a.field, a.kind, a.absence) for a in normalised.record.anomalies] == [
        ("sab:finding", "absent", True)
    ]


def test_an_absence_that_is_refuted_is_not_declared(everything: Known) -> None:
    oddity = Oddity("finding", "absent", "", "No está.", CELL, absence=True)
    filled = replace(draft({"finding": "Hay uno."}), oddities=(oddity,))
    normalised = normalise(filled, everything)
    assert normalised.record is not None
    assert normalised.record.anomalies == ()
    assert [r.field for r in normalised.remarks] == ["finding"]


@pytest.mark.parametrize("code", ["", "BP1", "../../x", "BP1_AH/..", "bp1_ah", "BP1_AH\n"])
def test_a_code_that_may_name_no_file_is_refused(everything: Known, code: str) -> None:
    normalised = normalise(draft({}, code=code), everything)
    assert (normalised.record, normalised.reading) == (None, None)
    assert rejected(normalised) == [("code", code, "")]


def test_names_of_nodes_stay_within_the_fiche(everything: Known) -> None:
    rows = (Evidence("territory", "1701", "Quito", "stated", "", CELL, "BP2_AH-territory-1701"),)
    oddities = (
        Oddity("area", "misprint", "x", "Se lee y.", CELL, name="BP2_AH-1"),
        Oddity("area", "misprint", "z", "Se lee w.", CELL, name="BP1_AF-1"),
        Oddity("area", "misprint", "z", "Se lee w.", CELL, name="BP1_AF-1"),
        Oddity("area", "misprint", "z", "Se lee w.", CELL, name="BP1_AF-a b"),
    )
    hostile = replace(draft({"territory": "Quito"}), evidence=rows, oddities=oddities)
    record = normalise(hostile, everything).record
    assert record is not None
    assert [link.name for link in record.links] == ["BP1_AF-territory-1701"]
    assert [each.name for each in record.anomalies] == [
        "BP1_AF-2", "BP1_AF-1", "BP1_AF-3", "BP1_AF-4",
    ]  # fmt: skip


def test_a_kind_of_anomaly_that_does_not_exist_is_refused(everything: Known) -> None:
    oddity = Oddity("area", "misprnt", "x", "Se lee y.", CELL)
    normalised = normalise(replace(draft({}), oddities=(oddity,)), everything)
    assert rejected(normalised) == [("area", "misprnt", "Errata (misprint)")]


def test_a_field_that_no_fiche_has_is_told(everything: Known) -> None:
    normalised = normalise(draft({"phone": "099"}), everything)
    assert [(r.field, r.read, r.rejects) for r in normalised.remarks] == [("phone", "099", False)]


def test_references_are_web_addresses(everything: Known) -> None:
    cells = {"references": "https://example.org/a; javascript:alert(1)"}
    normalised = normalise(draft(cells), everything)
    assert normalised.reading is not None
    assert normalised.reading.references == ("https://example.org/a",)
    assert rejected(normalised) == [("references", "javascript:alert(1)", "")]


def test_what_people_took_out_of_the_sheet_of_oddities_is_gone(
    everything: Known, records: dict[str, Record]
) -> None:
    record = records["BP1_AF"]
    without = replace(sheets.draft(record, everything), oddities=())
    normalised = normalise(without, everything, record)
    assert normalised.record == replace(record, anomalies=())


# --- places of one name ---


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Quito, Manta y Esmeraldas", ["1701", "1308", "0801"]), ("Carchi, Loja", ["04", "11"])],
)
def test_a_list_of_cities_or_of_provinces_decides_an_ambiguous_place(
    everything: Known, text: str, codes: list[str]
) -> None:
    normalised = normalise(draft({"territory": text}), everything)
    assert items(normalised, "territory") == codes
    assert normalised.record is not None
    assert normalised.record.links[-1].basis == "Normalised"
    (anomaly,) = normalised.record.anomalies
    assert (anomaly.field, anomaly.kind) == ("sab:territory", "ambiguous-place")
    assert [r.rejects for r in normalised.remarks] == [False]


@pytest.mark.parametrize("text", ["Esmeraldas", "Esmeraldas; Loja", "Carchi, Quito, Loja"])
def test_an_ambiguous_place_alone_is_asked_for(everything: Known, text: str) -> None:
    normalised = normalise(draft({"territory": text}), everything)
    assert normalised.record is None
    assert all(field == "territory" for field, _, _ in rejected(normalised))


def test_a_national_scope_is_no_place(everything: Known) -> None:
    text = "Alcance nacional a través de plataformas digitales."
    normalised = normalise(draft({"territory": text}), everything)
    assert normalised.record is not None
    assert normalised.record.links == (
        Link("scope", expand("scope:national"), "Normalised", text, "sab:territory",
             "BP1_AF-scope-national"),
    )  # fmt: skip


# --- principles and objectives ---


def test_the_name_decides_a_principle_and_the_letter_is_recorded(everything: Known) -> None:
    printed = "b) Derechos humanos."
    record = normalise(draft({"principle": printed}), everything).record
    assert record is not None
    assert [(each.item, each.basis) for each in record.links] == [
        (expand("principle:f"), "Normalised")
    ]
    assert record.anomalies == (
        Anomaly(
            "BP1_AF-1",
            "sab:principle",
            "principle-letter",
            printed,
            {"es": "La letra b es de otro principio; por el nombre es el principio f."},
            absence=False,
        ),
    )


def test_an_objective_whose_number_and_name_differ_is_asked_for(everything: Known) -> None:
    text = "Objetivo 7: Proporcionar a los migrantes acceso a servicios básicos."
    proposed = (
        "Proporcionar a los migrantes acceso a servicios básicos (15); "
        "Abordar y reducir las vulnerabilidades en la migración (7)"
    )
    normalised = normalise(draft({"objective": text}), everything)
    assert rejected(normalised) == [("objective", text, proposed)]


# --- criteria ---


def test_criteria_as_a_document_prints_them(everything: Known) -> None:
    reasons = {
        "area": "General",
        "criterion:important": "Sí, debido a que ayuda a todas las personas.",
        "criterion:useful": "Medianamente, debido a que cuesta.",
        "criterion:equitable": "No es posible identificar si lo es.",
        "criterion:economical": "No, la entrega de equipos es cara.",
    }
    normalised = normalise(draft(reasons, LINE, "LA1_AF"), everything)
    assert normalised.record is not None
    assert [replace(a, rationale=None) for a in normalised.record.assessments] == [
        Assessment("important", "yes", "Stated", "Sí, debido a que", None),
        Assessment("useful", "partly", "Stated", "Medianamente, debido a que", None),
        Assessment("equitable", "not-stated", "Normalised", "No es posible identificar si", None),
        Assessment("economical", "no", "Stated", "No, la entrega de equipos", None),
    ]
    assert [r.field for r in normalised.remarks] == ["criterion:equitable"]


def test_criteria_as_a_sheet_holds_them(everything: Known) -> None:
    cells = {
        "verdict:important": "Sí", "criterion:important": "Porque llega a más personas.",
        "verdict:useful": "tal vez", "criterion:useful": "Sí, porque sirve.",
    }  # fmt: skip
    normalised = normalise(draft(cells, code="LA1_AF"), everything)
    assert normalised.reading is not None
    first = normalised.reading.assessments[0]
    assert (first.verdict, first.rationale) == ("yes", "Porque llega a más personas.")
    assert rejected(normalised) == [("verdict:useful", "tal vez", "")]


def test_a_verdict_that_people_read_in_the_same_words_holds(
    everything: Known, records: dict[str, Record]
) -> None:
    record = records["LA2_ISE"]
    before = {each.criterion: each for each in record.assessments}
    reasons = {
        "area": "INCLUSIÓN ECONÓMICA Y SOCIAL",
        "criterion:important": "Es importante en la medida en la que sirve. Pero no contribuye.",
        "criterion:useful": "Es lo que es.",
    }
    normalised = normalise(draft(reasons, LINE, "LA2_ISE"), everything, record)
    assert normalised.record is not None
    same, other = normalised.record.assessments
    assert same == replace(before["important"], rationale=reasons["criterion:important"])
    assert (other.verdict, other.printed) == ("not-stated", "Es lo que")
    contradicted = {**reasons, "criterion:important": "No, " + reasons["criterion:important"]}
    normalised = normalise(draft(contradicted, LINE, "LA2_ISE"), everything, record)
    assert normalised.record is not None
    assert normalised.record.assessments[0].verdict == "no"


# --- documents ---

COMPARED = ("area", "territory", "scope", "actor", "principle", "objective", "sustainability")


def printed(record: Record) -> Draft:
    """A record as a document prints it: what stands in its own field, as printed."""
    fields = {"label-es": record.labels["es"], **record.prose}
    for name in ("area", "territory", "assistance", "actor", "principle", "objective",
                 "sustainability"):  # fmt: skip
        pieces = dict.fromkeys(link.printed for link in record.links if link.field == f"sab:{name}")
        if pieces:
            fields[name] = ", ".join(pieces)
    figures = {"assistedPopulation": record.population, "budgetUSD": record.budget}
    fields |= {name: figure.printed for name, figure in figures.items() if figure.printed}
    if record.keywords_printed:
        fields["keyword"] = record.keywords_printed
    return replace(draft(fields, LINE, record.code), kind=record.kind)


def test_every_field_as_the_catalogue_prints_it_is_read_as_people_read_it(
    everything: Known, records: dict[str, Record]
) -> None:
    for record in records.values():
        normalised = normalise(printed(record), everything)
        reading = normalised.reading
        assert reading is not None
        assert (reading.population, reading.budget) == (record.population, record.budget)
        assert (reading.keywords, reading.keywords_printed) == (
            record.keywords, record.keywords_printed,
        )  # fmt: skip
        for link in (
            "area",
            "territory",
            "scope",
            "actor",
            "principle",
            "objective",
            "sustainability",
        ):
            on_file = {each.item for each in record.links if each.link == link}
            read_ = {each.item for each in reading.links if each.link == link}
            assert read_ == on_file, (record.code, link)
        assert all(field == "assistance" for field, _, _ in rejected(normalised))


def test_a_document_keeps_what_only_people_could_say(
    everything: Known, records: dict[str, Record]
) -> None:
    record = records["BP1_AF"]
    normalised = normalise(printed(record), everything, record)
    assert rejected(normalised) == []
    assert normalised.record is not None
    assert normalised.record.labels == record.labels
    assert normalised.record.sources == record.sources
    assert normalised.record.section == record.section
    assert normalised.record.anomalies == record.anomalies
    # whom its own short prose still mentions in the words of the source
    assert items(normalised, "mentionedActor") == ["grupo-apoyo-logistico"]
    told = [(r.field, r.read) for r in normalised.remarks if "no se conserva" in r.es]
    assert ("mentionedActor", "OMT") in told


def test_what_was_found_odd_before_is_not_added_again(
    everything: Known, records: dict[str, Record]
) -> None:
    record = records["BP1_AF"]
    oddities = (
        Oddity("beneficiaries", "absent", "", "No está.", LINE, absence=True),
        Oddity("goals", "misprint", "asitencia", "Se lee asistencia.", LINE, "It reads…"),
    )
    read_ = replace(printed(record), oddities=oddities)
    reading = normalise(read_, everything, record).record
    assert reading is not None
    again = {"es": "Se lee asistencia.", "en": "It reads…"}
    new = Anomaly("BP1_AF-6", "sab:goals", "misprint", "asitencia", again, absence=False)
    assert reading.anomalies == (*record.anomalies, new)
    alone = normalise(read_, everything).reading
    assert alone is not None
    assert [(a.name, a.kind, a.absence) for a in alone.anomalies] == [
        ("BP1_AF-1", "absent", True),
        ("BP1_AF-2", "misprint", False),
        ("BP1_AF-3", "heading-contradicts-code", False),
    ]


def test_an_absence_on_file_ends_where_a_document_has_the_field(
    everything: Known, records: dict[str, Record]
) -> None:
    record = records["BP1_AF"]
    found = printed(record)
    fields = {**found.fields, "beneficiaries": Text("Quien llega.", LINE)}
    reading = normalise(replace(found, fields=fields), everything, record).record
    assert reading is not None
    assert reading.anomalies == tuple(each for each in record.anomalies if not each.absence)


def test_a_field_that_was_read_out_of_its_place_is_told(everything: Known) -> None:
    text = Text("Llega a más personas.", LINE, Sureness.LIKELY)
    read_ = replace(draft({}, LINE), fields={"area": Text("General", LINE), "goals": text})
    remarks = normalise(replace(read_, code="BP1_GN"), everything).remarks
    assert [(r.field, r.read, r.rejects) for r in remarks] == [("goals", text.text, False)]


def test_replicators_are_those_whom_the_first_sentence_names(everything: Known) -> None:
    prose = (
        "Por parte de las Agencias del Sistema de Naciones Unidas, otros vecinos y Socios "
        "Implementadores que dan talleres. La OIM acompaña."
    )
    cells = {"area": "General", "replication": prose}
    normalised = normalise(draft(cells, LINE, "BP1_GN"), everything)
    assert items(normalised, "replicator") == ["agencias-onu", "socios-implementadores"]
    cells["replication"] = "Por organismos e instituciones que trabajan lejos."
    normalised = normalise(draft(cells, LINE, "BP1_GN"), everything)
    assert [(r.field, r.rejects) for r in normalised.remarks] == [("replicator", False)]


def test_an_unreadable_figure_of_a_document_is_kept_and_recorded(everything: Known) -> None:
    normalised = normalise(draft({"assistedPopulation": "3,0000"}, LINE), everything)
    assert normalised.record is not None
    assert normalised.record.population == Figure(None, "malformed", "3,0000")
    kinds = [(a.field, a.kind) for a in normalised.record.anomalies]
    assert kinds == [("sab:assistedPopulation", "unreadable-figure")]
