"""The catalogue's method: why a record has its kind, or what its fields do not support."""

import json

import pyoxigraph as ox
import pytest

from saberesgraph.errors import UnknownNameError
from saberesgraph.exchange.method import Account, account, accounts
from saberesgraph.exchange.reports import method as report
from saberesgraph.graph import Graph
from saberesgraph.namespaces import PROLOGUE
from saberesgraph.project import Project
from saberesgraph.store.embedded import EmbeddedStore

UNASKED_OF_PRACTICES = ("sign", "important", "useful", "equitable", "economical")


def of(found: Account) -> dict[str, str]:
    return {step.key: step.holds for step in found.steps}


def changed(project: Project, graph: Graph, update: str, code: str) -> Account:
    """Return the account of a record once the project's data have been changed."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in graph.reading.triples)
    store.update(PROLOGUE + update)
    return account(project, EmbeddedStore(quad.triple for quad in store), code)


def test_the_method_has_its_steps_in_the_order_of_the_illustration(
    project: Project, graph: Graph
) -> None:
    assert [step.key for step in account(project, graph.store, "BP1_AH").steps] == [
        "finding", "operation", "results", "lasting", "sign", "change", "important", "useful",
        "equitable", "economical", "desired-result", "measurable", "replicable",
    ]  # fmt: skip


def test_a_good_practice_is_supported_as_far_as_its_form_asks(
    project: Project, graph: Graph
) -> None:
    found = account(project, graph.store, "bp1_ah")
    assert of(found) == {
        "finding": "told", "operation": "told", "results": "told", "lasting": "told",
        "sign": "", "change": "", "important": "", "useful": "", "equitable": "",
        "economical": "", "desired-result": "told", "measurable": "yes", "replicable": "told",
    }  # fmt: skip
    assert (found.own.conclusion, found.own.against, found.own.silent, found.own.unasked) == (
        "supported", (), (), UNASKED_OF_PRACTICES,
    )  # fmt: skip
    replicable = next(step for step in found.steps if step.key == "replicable")
    assert [(said.field, said.text) for said in replicable.told][1:] == [
        ("replicator", "actor:agencias-onu"), ("replicator", "actor:socios-implementadores"),
    ]  # fmt: skip


def test_a_lesson_says_why_it_is_no_good_practice(project: Project, graph: Graph) -> None:
    found = account(project, graph.store, "LA1_AH")
    assert {key: of(found)[key] for key in ("important", "useful", "equitable", "economical")} == {
        "important": "yes", "useful": "yes", "equitable": "no", "economical": "told",
    }  # fmt: skip
    practice, own = found.kinds[0], found.own
    assert (practice.key, practice.conclusion) == ("good_practice", "contradicted")
    assert practice.against == ("equitable",)
    assert practice.silent == ("sign", "economical")
    assert practice.unasked == ("lasting", "measurable", "replicable")
    assert (own.key, own.conclusion, own.silent, own.unasked) == (
        "lesson_learned", "open", ("sign",), ("lasting", "change"),
    )  # fmt: skip


def test_every_record_of_the_catalogue_by_the_method(project: Project, graph: Graph) -> None:
    found = accounts(project, graph.store)
    assert len(found) == 34
    practices = [a for a in found.values() if a.kind == "good_practice"]
    assert len(practices) == 26
    assert {(a.own.conclusion, a.own.unasked) for a in practices} == {
        ("supported", UNASKED_OF_PRACTICES)
    }
    against = {a.code: a.kinds[0].against for a in found.values() if a.kind != "good_practice"}
    assert against == {
        "LA1_AH": ("equitable",),
        "LA1_ISE": ("economical",),
        "LA2_ISE": (),
        "LA1_AF": (),
        "LA2_AF": ("important", "equitable"),
        "LA1_GN": ("economical",),
        "LN1_GN": (),
        "LN2_GN": (),
    }


@pytest.mark.parametrize(
    ("update", "code", "conclusion", "against", "silent"),
    [
        (
            "DELETE { ?p sab:contribution ?c ; sab:assistedPopulation ?n }"
            " WHERE { ?p skos:notation 'BP1_AH' ; sab:contribution ?c ;"
            " sab:assistedPopulation ?n }",
            "BP1_AH", "open", (), ("measurable",),
        ),
        (
            "DELETE { ?p ?f ?o } WHERE { ?p skos:notation 'BP1_AH' ; ?f ?o"
            " VALUES ?f { sab:finding sab:replication sab:replicator } }",
            "BP1_AH", "open", (), ("finding", "replicable"),
        ),
        (
            "INSERT DATA { practice:BP1_AH sab:lessonSign lesson-sign:negative }",
            "BP1_AH", "contradicted", ("sign",), (),
        ),
        (
            "INSERT DATA { practice:LN1_GN sab:lessonSign lesson-sign:positive }",
            "LN1_GN", "contradicted", ("sign",), (),
        ),
        (
            "INSERT DATA { practice:LN1_GN sab:lessonSign lesson-sign:negative }",
            "LN1_GN", "supported", (), (),
        ),
    ],
)  # fmt: skip
def test_what_a_record_says_decides(
    project: Project,
    graph: Graph,
    update: str,
    code: str,
    conclusion: str,
    against: tuple[str, ...],
    silent: tuple[str, ...],
) -> None:
    own = changed(project, graph, update, code).own
    assert (own.conclusion, own.against, own.silent) == (conclusion, against, silent)


def test_a_step_is_data(project: Project, graph: Graph) -> None:
    """A method with one more step, told by another field, needs no code."""
    found = changed(
        project,
        graph,
        """INSERT DATA { method-step:budgeted a sab:MethodStep ; sab:position 14 ;
            skos:prefLabel "Tiene presupuesto"@es ; skos:definition "Consta cuánto costó."@es ;
            sab:requiredFor sab:GoodPractice ; sab:askedIn sab:GoodPractice ;
            sab:toldBy sab:budgetUSD }""",
        "BP10_PC",
    )
    assert (found.steps[-1].key, found.own.silent) == ("budgeted", ("budgeted",))


def test_the_account_in_words(project: Project, graph: Graph) -> None:
    found = account(project, graph.store, "LA1_AH")
    lines = report.text(found, "es").splitlines()
    assert lines[:4] == [
        "LA1_AH · Puntos abiertos de internet para acceder a la asistencia",
        "",
        "Sus campos no bastan para sostener que es lección aprendida. Su formulario lo pregunta y "
        "la ficha no lo decide: lleva un signo. Su formulario no lo pregunta, solo pudo saberlo "
        "quien evaluó: incide en la sostenibilidad; consta si hubo un cambio.",
        "La ficha niega que sea buena práctica. Dice que no: es equitativa. Su formulario lo "
        "pregunta y la ficha no lo decide: lleva un signo; es económica. Su formulario no lo "
        "pregunta, solo pudo saberlo quien evaluó: incide en la sostenibilidad; es medible; es "
        "replicable.",
    ]
    assert "| It is equitable | no | No, porque" in report.as_markdown(found, "en")
    kept = json.loads(report.as_json(found, "es"))
    assert [kind["conclusion"] for kind in kept["kinds"]] == ["contradicted", "open", "open"]


def test_a_code_that_is_not_there(project: Project, graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="BP1_HA"):
        account(project, graph.store, "BP1_HA")
