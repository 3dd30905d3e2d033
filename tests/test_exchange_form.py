"""Committees, reviews, decisions and exchanges in workbooks: what rows state, there and back."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copies import ROOT, copied
from saberesgraph.fiches import rdf
from saberesgraph.fiches.draft import Place, Text
from saberesgraph.fiches.form.columns import (
    COMMITTEE,
    DECISIONS,
    EXCHANGES,
    FIRST_ROW,
    LESSONS,
    PRACTICES,
    REMARKS,
    REVIEWS,
    SOURCES,
    STEPS,
    SUBMISSIONS,
    Form,
    form,
)
from saberesgraph.fiches.form.exchange_rows import exchange_rows
from saberesgraph.fiches.form.template import Row as Filled
from saberesgraph.fiches.form.template import filled
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.fiches.importing.committee import committee_member, decision, review
from saberesgraph.fiches.importing.entry import Entry
from saberesgraph.fiches.importing.exchange import exchange
from saberesgraph.fiches.importing.executing import write_into
from saberesgraph.fiches.importing.moments import day
from saberesgraph.fiches.importing.on_file import on_file
from saberesgraph.fiches.importing.plan import Change, Plan
from saberesgraph.fiches.importing.planning import Request, plan
from saberesgraph.fiches.importing.review import review_copy
from saberesgraph.fiches.record import Link
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.known import Known, known
from saberesgraph.namespaces import PROLOGUE, expand
from saberesgraph.project import Project
from saberesgraph.reading import read
from saberesgraph.store.embedded import EmbeddedStore

Cells = Mapping[str, str | int]
Sheets = Mapping[str, list[Cells]]

SUBMISSION: Cells = {
    "code": "ferias", "call": "2024", "label-es": "Ferias", "label-en": "Fairs",
    "applicant": "OIM", "source": "acta",
}  # fmt: skip
ANA: Cells = {
    "code": "ana-1", "label-es": "Evaluadora 1", "call": "2024", "role": "oim-representative",
    "memberOf": "OIM; Cancillería", "recusedFrom": "otras", "source": "acta",
    "contact": "ana@example.org",
}  # fmt: skip
LUZ: Cells = {
    "code": "luz", "label-es": "=Luz", "call": "2024", "role": "knowledge-partner",
    "memberOf": "gad", "source": "acta",
}  # fmt: skip
REVIEW: Cells = {
    "submission": "Ferias (ferias)", "assessor": "Evaluadora 1", "reviewedAt": "20/11/2024 10:30",
    "callVerdict": "changes-requested",
    "verdict:call-criterion:innovation": "Sí (yes)",
    "criterion:call-criterion:innovation": "=No había otra",
    "verdict:call-merit:named-receiver": "no",
    "criterion:call-merit:named-receiver": "No dice quién; falta",
    "remark": "@Oír a la junta", "source": "acta",
}  # fmt: skip
DECISION: Cells = {
    "submission": "ferias", "callVerdict": "changes-requested", "decidedOn": "28/11/2024",
    "signatory": "ana-1; =Luz", "requestedChange": 'Decir a cuántas; "costo; plazo"',
    "source": "acta",
}  # fmt: skip
EXCHANGE: Cells = {
    "code": "norte-sur", "label-es": "Del norte al sur", "label-en": "From north to south",
    "giver": "OIM", "recipient": "Cancillería", "facilitator": "omt",
    "exchanged": "ferias", "fromTerritory": "Quito; 0401", "toTerritory": "cantón Manta",
    "modality": "technical", "call": "2024", "startDate": "10/2/2025", "endDate": "2025-06-30",
    "learned": "Sin la junta nadie llega.", "source": "acta",
}  # fmt: skip
FIRST: Cells = {
    "exchange": "norte-sur", "exchangeStatus": "proposed", "date": "20/01/2025",
    "remark": "En la feria; se habló",
}  # fmt: skip
SECOND: Cells = {
    "exchange": "Del norte al sur", "exchangeStatus": "agreed", "date": "2025-02-01",
}  # fmt: skip
SHEETS: Sheets = {
    SOURCES: [
        {"code": "acta", "label-es": "Acta", "label-en": "Minutes", "publisher": "OIM"},
    ],
    SUBMISSIONS: [
        SUBMISSION,
        {**SUBMISSION, "code": "otras", "label-es": "Otras", "label-en": "Others"},
    ],
    COMMITTEE: [ANA, LUZ],
    REVIEWS: [REVIEW],
    DECISIONS: [DECISION],
    EXCHANGES: [EXCHANGE],
    STEPS: [FIRST, SECOND],
}
STATED = {
    "exchange/committee/ana-1.ttl": """
        committee-member:ana-1 a sab:CommitteeMember ; skos:notation "ana-1" ;
            skos:prefLabel "Evaluadora 1"@es ; sab:call call:2024 ;
            sab:role committee-role:oim-representative ;
            org:memberOf actor:oim , actor:cancilleria ; sab:recusedFrom submission:otras ;
            dcterms:source source:acta .""",
    "exchange/committee/luz.ttl": """
        committee-member:luz a sab:CommitteeMember ; skos:notation "luz" ;
            skos:prefLabel "=Luz"@es ; sab:call call:2024 ;
            sab:role committee-role:knowledge-partner ; org:memberOf actor:gad ;
            dcterms:source source:acta .""",
    "exchange/reviews/ferias-ana-1.ttl": """
        review:ferias-ana-1 a sab:Review ; sab:submission submission:ferias ;
            sab:assessor committee-member:ana-1 ;
            sab:reviewedAt "2024-11-20T10:30:00-05:00"^^xsd:dateTime ;
            sab:callVerdict call-verdict:changes-requested ;
            sab:judgement assessment:ferias-ana-1-innovation ,
                assessment:ferias-ana-1-named-receiver ;
            sab:remark "@Oír a la junta"@es ; dcterms:source source:acta .
        assessment:ferias-ana-1-innovation a sab:CriterionAssessment ;
            sab:criterion call-criterion:innovation ; sab:verdict verdict:yes ;
            sab:rationale "=No había otra"@es ; sab:basis sab:Stated ; sab:asPrinted "Sí (yes)" .
        assessment:ferias-ana-1-named-receiver a sab:CriterionAssessment ;
            sab:criterion call-merit:named-receiver ; sab:verdict verdict:no ;
            sab:rationale "No dice quién; falta"@es ; sab:basis sab:Stated ;
            sab:asPrinted "no" .""",
    "exchange/decisions/ferias.ttl": """
        decision:ferias a sab:Decision ; sab:submission submission:ferias ;
            sab:callVerdict call-verdict:changes-requested ;
            sab:decidedOn "2024-11-28"^^xsd:date ;
            sab:signatory committee-member:ana-1 , committee-member:luz ;
            sab:requestedChange "Decir a cuántas"@es , "costo; plazo"@es ;
            dcterms:source source:acta .""",
    "exchange/exchanges/norte-sur.ttl": """
        exchange:norte-sur a sab:Exchange ; skos:notation "norte-sur" ;
            skos:prefLabel "Del norte al sur"@es , "From north to south"@en ;
            sab:giver actor:oim ; sab:recipient actor:cancilleria ; sab:facilitator actor:omt ;
            sab:exchanged submission:ferias ; sab:fromTerritory territory:1701 , territory:0401 ;
            sab:toTerritory territory:1308 ; sab:modality modality:technical ;
            sab:call call:2024 ; schema:startDate "2025-02-10"^^xsd:date ;
            schema:endDate "2025-06-30"^^xsd:date ;
            sab:step exchange-step:norte-sur-1 , exchange-step:norte-sur-2 ;
            sab:learned "Sin la junta nadie llega."@es ; dcterms:source source:acta .
        exchange-step:norte-sur-1 a sab:ExchangeStep ;
            sab:exchangeStatus exchange-status:proposed ; dcterms:date "2025-01-20"^^xsd:date ;
            sab:remark "En la feria; se habló"@es .
        exchange-step:norte-sur-2 a sab:ExchangeStep ;
            sab:exchangeStatus exchange-status:agreed ; dcterms:date "2025-02-01"^^xsd:date .""",
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project without fiches, which no test may change."""
    return copied(tmp_path_factory.mktemp("empty"), "none")


@pytest.fixture(scope="module")
def made(empty: Project) -> Form:
    return form(empty)


def planned(
    project: Project, path: Path, made: Form, sheets: Mapping[str, Sequence[Filled]]
) -> Plan:
    path.write_bytes(filled(made, sheets, "es"))
    return plan(project, made, Request([path]))


@pytest.fixture(scope="module")
def taken(empty: Project, made: Form, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """What the rows above come to."""
    return planned(empty, tmp_path_factory.mktemp("taken") / "acta.xlsx", made, SHEETS)


def triples(turtle: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def told(found: Plan) -> set[tuple[str, str, str]]:
    """Cell, key and English message of all that rejects."""
    return {
        (f"{r.place.sheet}!{r.place.cell}", r.field, r.en)
        for step in found.steps
        for r in step.remarks
        if r.rejects
    }


def test_rows_state_exactly_this(taken: Plan) -> None:
    assert told(taken) == set()
    assert {step.change for step in taken.steps} == {Change.NEW}
    found = {file.as_posix(): text for file, text in taken.texts.items()}
    rest = {"sources/acta.ttl", "exchange/submissions/ferias.ttl", "exchange/submissions/otras.ttl"}
    assert found.keys() == STATED.keys() | rest
    for file, turtle in STATED.items():
        assert triples(found[file]) == triples(PROLOGUE + turtle), file


def on_record(project: Project, made: Form, language: str) -> dict[str, tuple[Filled, ...]]:
    return exchange_rows(read(project.graph_files).triples, made, language)


def test_what_is_exported_is_unchanged_when_imported(
    taken: Plan, empty: Project, tmp_path: Path
) -> None:
    copy = Project(Path(shutil.copytree(empty.root, tmp_path / "project")))
    write_into(copy, taken)
    made = form(copy)  # its lists offer what is on record
    path = tmp_path / "export.xlsx"
    for language in ("es", "en"):
        path.write_bytes(workbook(made, [], language, on_record(copy, made, language)))
        found = plan(copy, made, Request([path]))
        assert [(step.code, step.change) for step in found.steps] == [
            (code, Change.UNCHANGED)
            for code in (
                "submission:ferias", "submission:otras", "committee-member:ana-1",
                "committee-member:luz", "review:ferias-ana-1", "decision:ferias",
                "exchange:norte-sur",
            )
        ]  # fmt: skip
        assert found.leftovers == ()
    book = openpyxl.load_workbook(path)
    shown = {
        (name, column[0].value): column[3].value
        for name in (COMMITTEE, REVIEWS, STEPS)
        for column in book[name].columns
    }
    assert shown[COMMITTEE, "contact"] is None  # whom to ask is in no graph
    assert shown[COMMITTEE, "recusedFrom"] == "Others (otras)"
    assert shown[REVIEWS, "assessor"] == "Evaluadora 1 (ana-1)"
    assert shown[STEPS, "exchange"] == "From north to south (norte-sur)"
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}

    # one step more is a change of its exchange, and of nothing else
    rows = {name: list(given) for name, given in on_record(copy, made, "es").items()}
    rows[STEPS].append({**SECOND, "exchangeStatus": "under-way", "date": "10/02/2025"})
    found = planned(copy, path, made, rows)
    assert [s.code for s in found.steps if s.change is Change.CHANGED] == ["exchange:norte-sur"]
    assert found.counts == {Change.UNCHANGED: 6, Change.CHANGED: 1}


def test_what_people_wrote_by_hand_goes_through_a_workbook(tmp_path: Path) -> None:
    """Also words that name nothing for certain, of which a person said what they mean."""
    project = copied(tmp_path / "project", "none")
    shutil.copytree(ROOT / "examples" / "intercooperacion", project.root / "data" / "example")
    made = form(project)
    path = tmp_path / "export.xlsx"
    path.write_bytes(workbook(made, [], "es", on_record(project, made, "es")))
    found = plan(project, made, Request([path]))
    assert [step.code for step in found.steps if step.change is not Change.UNCHANGED] == []
    assert found.leftovers == ()
    kinds = {step.code.partition(":")[0] for step in found.steps}
    assert kinds == {"submission", "committee-member", "review", "decision", "exchange"}


def test_a_fiche_cites_the_exchange_it_was_learned_in_and_a_goal_of_a_plan(
    made: Form, tmp_path: Path
) -> None:
    project = copied(tmp_path / "project", "LA1_AF")
    record = on_file(project)["LA1_AF"].record
    assert record is not None
    goal = Link(
        "planGoal", expand("plan-goal:pnd-2024-2025-1"), "Normalised", "Plan nacional, eje social",
        "sab:context", "LA1_AF-planGoal-pnd-2024-2025-1",
    )  # fmt: skip
    citing = replace(record, links=(*record.links, goal), learned_in=("norte-sur",))
    begun = {**SECOND, "exchangeStatus": "under-way", "date": "10/02/2025"}
    sheets = {**SHEETS, STEPS: [*SHEETS[STEPS], begun]}
    path = tmp_path / "fichas.xlsx"
    path.write_bytes(workbook(made, [citing], "es", sheets))
    found = plan(project, made, Request([path]))
    assert told(found) == set()
    (step,) = (each for each in found.steps if each.code == "LA1_AF")
    assert step.change is Change.CHANGED
    assert triples(step.turtle) == set(rdf.triples(citing))
    assert "sab:learnedIn exchange:norte-sur" in step.turtle
    book = openpyxl.load_workbook(path)
    at = cell(made, LESSONS, "learnedIn").partition("!")[2]
    book[LESSONS][at].value = "sur-norte"
    book.save(path)
    wrong = told(plan(project, made, Request([path])))
    assert {(where, said) for where, _, said in wrong} == {
        (f"{LESSONS}!{at}", "it is no known exchange. Write the code of one, or add it")
    }


def cell(made: Form, sheet: str, key: str, row: int = FIRST_ROW) -> str:
    number = [column.key for column in made.sheets[sheet]].index(key) + 1
    return f"{sheet}!{openpyxl.utils.get_column_letter(number)}{row}"


def test_everything_wrong_is_told_in_its_cell(empty: Project, made: Form, tmp_path: Path) -> None:
    sheets: Sheets = {
        **SHEETS,
        PRACTICES: [{"code": "BP1_GN"}],
        SUBMISSIONS: [*SHEETS[SUBMISSIONS],
                      {**SUBMISSION, "code": "viejas", "call": "first", "label-es": "Viejas"}],
        COMMITTEE: [ANA, LUZ, {**LUZ, "code": "Luz Dos", "label-es": "Dos"},
                    {**LUZ, "code": "tres", "label-es": "Tres", "role": "jefa",
                     "recusedFrom": "feria"}],
        REVIEWS: [
            {**REVIEW, "reviewedAt": "20/11/2024", "verdict:call-criterion:innovation": "quizás"},
            {**REVIEW, "assessor": "Nadie"},
            {key: said for key, said in REVIEW.items() if key != "submission"},
            {**REVIEW, "assessor": "luz", "criterion:call-merit:named-receiver": ""},
            {**REVIEW, "submission": "viejas"},
        ],
        DECISIONS: [{**DECISION, "decidedOn": "31/02/2024", "signatory": "ana-1; ../../x"},
                    {**DECISION, "submission": "otras"}, {**DECISION, "submission": "otras"}],
        EXCHANGES: [{**EXCHANGE, "exchanged": "BP1_GN; BP2_GN", "endDate": "pronto"}],
        STEPS: [FIRST, {**SECOND, "exchangeStatus": "casi", "date": "hoy"},
                {**SECOND, "exchange": "norte-este"}],
    }  # fmt: skip
    found = planned(empty, tmp_path / "errores.xlsx", made, sheets)
    wrong = {(where, field) for where, field, _ in told(found) if not where.startswith(PRACTICES)}

    def at(sheet: str, row: int, *keys: str) -> set[tuple[str, str]]:
        return {(cell(made, sheet, key, row), key) for key in keys}

    innovation, receiver = "call-criterion:innovation", "call-merit:named-receiver"
    assert wrong == {
        *at(COMMITTEE, 6, "code"),
        *at(COMMITTEE, 7, "role", "recusedFrom"),
        *at(REVIEWS, 4, "reviewedAt", f"verdict:{innovation}"),
        *at(REVIEWS, 5, "assessor"),
        *at(REVIEWS, 6, "submission"),
        *at(REVIEWS, 7, f"criterion:{receiver}"),
        *at(REVIEWS, 8, "assessor", f"verdict:{innovation}", f"verdict:{receiver}"),
        *at(DECISIONS, 4, "decidedOn", "signatory"),
        *at(DECISIONS, 5, "submission"),
        *at(DECISIONS, 6, "submission"),
        *at(EXCHANGES, 4, "exchanged", "endDate"),
        *at(STEPS, 5, "exchangeStatus", "date"),
        *at(STEPS, 6, "exchange"),
    }
    assert (
        cell(made, REVIEWS, "reviewedAt"),
        "reviewedAt",
        "It cannot be read as a date and time. Write for example 17/11/2024 22:30",
    ) in told(found)
    # the copy holds every row, says at each what is wrong, and no contact is lost in it
    path = tmp_path / "revision.xlsx"
    path.write_bytes(review_copy(found, made, "es"))
    book = openpyxl.load_workbook(path)
    for sheet, remarked in (
        (COMMITTEE, [False, False, True, True]),
        (REVIEWS, [True, True, True, True, True]),
        (DECISIONS, [True, True, True]),
        (EXCHANGES, [True]),
        (STEPS, [False, True, True]),
    ):
        keys, _, _, *rows = book[sheet].values
        at_remarks = keys.index(REMARKS)
        assert [bool(row[at_remarks]) for row in rows] == remarked, sheet
    assert (
        book[COMMITTEE][cell(made, COMMITTEE, "contact").partition("!")[2]].value
        == (ANA["contact"])
    )
    again = plan(empty, made, Request([path]))
    assert {(where, field) for where, field, _ in told(again)} >= wrong


def test_contacts_are_in_no_file(taken: Plan) -> None:
    assert not any("example.org" in text for text in taken.texts.values())


@pytest.fixture(scope="module")
def names(empty: Project) -> Known:
    return known(EmbeddedStore(read(empty.graph_files).triples))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [(COMMITTEE, committee_member), (REVIEWS, review), (DECISIONS, decision),
     (EXCHANGES, exchange)],
)  # fmt: skip
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_no_row_is_too_odd_to_be_read(
    made: Form, names: Known, sheet: str, said: Callable[[Row, Known], Entry], data: st.DataObject
) -> None:
    keys = [column.key for column in made.sheets[sheet]]
    odd = st.one_of(st.text(), st.sampled_from(["oim", "2024", "..", "a", "=1+1", "1/1/2024"]))
    cells = data.draw(st.dictionaries(st.sampled_from(keys), odd))
    place = Place("x.xlsx", sheet=sheet, cell="A4")
    entry = said(Row(place, {key: Text(words, place) for key, words in cells.items()}), names)
    assert entry.file.parent.name in {"committee", "reviews", "decisions", "exchanges"}
    assert entry.triples or entry.remarks or not cells


@pytest.mark.parametrize(
    ("written", "read"),
    [("7/1/2024", "2024-01-07"), ("2024-01-07", "2024-01-07"), (" 7.1.2024 ", "2024-01-07"),
     ("01/13/2024", None), ("2024", None), ("7/1/24", None), ("07/01/2024 10:00", None)],
)  # fmt: skip
def test_days_are_read_as_people_write_them(written: str, read: str | None) -> None:
    found = day(written)
    assert (found.isoformat() if found else None) == read
