"""Reports on a call: what they say in both languages, and that a stranger's text stays text."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from saberesgraph.exchange.evaluation import (
    CallEvaluation,
    Criterion,
    Evaluated,
    Finding,
    Judgement,
    Member,
    Recorded,
)
from saberesgraph.exchange.reports import minutes, record, table, workbook
from saberesgraph.exchange.reports.evaluation import WRITERS

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "call-evaluation.json").read_text(encoding="utf-8")
)
HOSTILE = "=cmd()|a\n# b <script>x</script> [c](d:e) `f` \x1b[31m\x9b31m\u202e\x00"
# all that a terminal obeys, but for the end of a line
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MEMBER = "committee-member:a"
TABLE = """\
Convocatoria
Cierre: 17 de noviembre de 2024, 23:00 (UTC−05:00)
Comité: miembros registrados: 1

┌─────────────┬──────────────┬──────────┬───────────┬─────────┬─────────────────┬──────────┐
│ Postulación │ Organización │ Elegible │ Criterios │ Méritos │ Borrador        │ Decisión │
├─────────────┼──────────────┼──────────┼───────────┼─────────┼─────────────────┼──────────┤
│ s1          │ Equis        │ sí       │ 1/3       │       1 │ cambios pedidos │ –        │
└─────────────┴──────────────┴──────────┴───────────┴─────────┴─────────────────┴──────────┘
Borrador: solo el comité decide.

s1 · Ferias
  pedir: Falta el resumen.
  desacuerdo: Criterio dos (Ana: no)
"""


def finding(outcome: str, message: str, value: str = "", source: str = "") -> Finding:
    texts = {"es": message, "en": f"{message} (en)"}
    return Finding("shape:X", outcome, {"es": "regla", "en": "rule"}, texts, value, source)


def criterion(name: str, state: str, evidence: str = "", *judgements: Judgement) -> Criterion:
    label = {"es": f"Criterio {name}", "en": f"Criterion {name}"}
    return Criterion(f"call-criterion:{name}", label, False, state, evidence, judgements)


def submission(**changes: Any) -> Evaluated:
    made = Evaluated(
        curie="submission:s1", code="s1", label={"es": "Ferias", "en": "Fairs"},
        applicant="actor:x", kind="organisation-kind:academia", territories=("territory:1701",),
        axes=(), receivers=(), submitted_at="2024-11-10T09:15:00-05:00", eligible=True,
        criteria=(
            criterion("uno", "met", "Dos años", Judgement(MEMBER, "yes", "Lo vi")),
            criterion("dos", "disputed", "", Judgement(MEMBER, "no", "No lo vi")),
        ),
        merits=(replace(criterion("tres", "supported", "Sí"), merit=True),),
        met=1, minimum=3, findings=(finding("ask", "Falta el resumen."),),
        draft="changes-requested", decision=None, final=False, reviewers=(MEMBER,),
    )  # fmt: skip
    return replace(made, **changes)


def call(*submissions: Evaluated, **changes: Any) -> CallEvaluation:
    names = {
        "actor:x": "Equis", "territory:1701": "Quito", "organisation-kind:academia": "Academia",
        MEMBER: "Ana", "committee-role:r": "Papel", "source:g": "Guía",
    }  # fmt: skip
    made = CallEvaluation(
        "call:c", {"es": "Convocatoria", "en": "Call"}, "2024-11-17T23:00:00-05:00", 3,
        (Member(MEMBER, "Ana", "committee-role:r", ("actor:x",)),), (),
        submissions or (submission(),), {key: {"es": name} for key, name in names.items()},
    )  # fmt: skip
    return replace(made, **changes)


DECIDED = Recorded("accepted", "2024-11-25", (MEMBER,), ("Di quién paga.",), "source:g")


def hostile() -> CallEvaluation:
    said = {"es": HOSTILE, "en": HOSTILE}
    judged = Judgement(MEMBER, "partly", HOSTILE)
    one = submission(
        label=said, submitted_at=HOSTILE, findings=(replace(finding("flag", ""), message=said),
                                                    finding("ask", "Falta", HOSTILE)),
        criteria=(replace(criterion("uno", "partly", HOSTILE, judged), label=said),),
        decision=replace(DECIDED, changes=(HOSTILE,), decided_on=HOSTILE),
    )  # fmt: skip
    every = dict.fromkeys(("actor:x", "territory:1701", MEMBER, "committee-role:r"), said)
    return call(one, label=said, labels=every)


def sheets(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(content: bytes, sheet: str) -> list[list[Any]]:
    return [list(row) for row in sheets(content)[sheet].iter_rows(values_only=True)]


def test_the_table_says_each_submission_and_what_is_behind_it() -> None:
    assert table.write([call()], "es") == TABLE


def test_notes_are_counted_at_the_terminal_and_told_in_the_minutes() -> None:
    told = call(submission(findings=(finding("note", "Una."), finding("note", "Dos."))))
    assert "  notes, which the minutes hold: 2\n" in table.write([told], "en")
    assert "Una." not in table.write([told], "en")
    assert "- **note**: Una. (en)\n- **note**: Dos. (en)\n" in minutes.write([told], "en")


def test_the_minutes_leave_to_the_committee_what_is_its_own() -> None:
    written = minutes.write([call()], "es")
    assert written.startswith("# Acta de evaluación (borrador): Convocatoria\n\n> Los veredictos")
    blank = "\\_" * 12
    assert f"- Fecha: {blank}\n- Lugar: {blank}\n" in written
    assert "\nComité completo: **sí**.\n" in written
    assert "\nPropuesto: **cambios pedidos** (borrador: solo el comité decide).\n" in written
    assert "| Criterio dos | en desacuerdo | – | Ana: no. No lo vi |" in written
    assert "\n**Desacuerdo entre evaluadores:** Criterio dos.\n" in written
    assert written.endswith(f"| Ana | {blank} | {blank} |\n")


def test_a_decision_is_told_with_who_signed_it() -> None:
    final = minutes.write([call(submission(decision=DECIDED, final=True))], "en")
    assert final.startswith("# Evaluation minutes: Call\n\n- Date: ")
    assert "Proposed" not in final
    assert (
        "Recorded decision: **accepted**.\n\n"
        "- Date: 25 November 2024\n- Signed by: Ana\n- Requested change: Di quién paga.\n"
    ) in final
    open_ = minutes.write([call(submission(decision=DECIDED))], "en")
    assert open_.startswith("# Evaluation minutes (draft): Call\n")
    assert "Proposed: **changes requested** (draft: the committee alone decides)." in open_
    assert "Recorded decision: **accepted (not final)**." in open_


@pytest.mark.parametrize(
    ("changes", "complete"),
    [
        ({}, "sí"),
        ({"committee": ()}, "no"),
        ({"findings": (finding("not-final", "Falta la OIM."),)}, "no"),
        ({"findings": (finding("flag", "Sobra uno."),)}, "sí"),
    ],
)
def test_the_minutes_say_whether_the_committee_is_complete(
    changes: dict[str, Any], complete: str
) -> None:
    assert f"\nComité completo: **{complete}**.\n" in minutes.write([call(**changes)], "es")


def test_the_minutes_gather_what_concerns_members() -> None:
    told = (
        finding("flag", "Evaluó lo suyo."), finding("note", "Se excusa.", MEMBER),
        finding("note", "Otra.", "axis:x"), finding("ask", "Pide cambios.", MEMBER),
    )  # fmt: skip
    written = minutes.write([call(submission(findings=told))], "es")
    gathered = written.split("## Conflictos de interés y advertencias\n\n")[1].split("\n\n")[0]
    assert gathered == "- **s1**: Evaluó lo suyo.\n- **s1**: Se excusa. («Ana»)"


@pytest.mark.parametrize("made", [call(), hostile(), call(submission(decision=DECIDED))])
def test_json_is_as_its_schema_says(made: CallEvaluation) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    written = json.loads(record.write([made], "es"))
    Draft202012Validator(SCHEMA).validate(written)
    assert written == json.loads(record.write([made], "en"))


def test_the_schema_tells_every_key_and_refuses_others() -> None:
    written = json.loads(record.write([call(submission(decision=DECIDED))], "es"))
    (one,) = written["calls"]
    (each,) = one["submissions"]
    for part in (one, each, each["decision"], each["findings"][0], each["criteria"][0]):
        for change in ({"more": 1}, None):
            kept = dict(part)
            if change:
                part.update(change)
            else:
                part.pop(next(iter(part)))
            assert not Draft202012Validator(SCHEMA).is_valid(written)
            part.clear()
            part.update(kept)
    assert Draft202012Validator(SCHEMA).is_valid(written)


@pytest.mark.parametrize("form", list(WRITERS))
@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_that_a_terminal_obeys_is_printed(form: str, language: str) -> None:
    assert not CONTROL.search(WRITERS[form]([hostile()], language))


def test_json_keeps_what_was_written_as_it_was() -> None:
    (one,) = json.loads(record.write([hostile()], "es"))["calls"]
    assert one["submissions"][0]["criteria"][0]["evidence"] == HOSTILE


def test_a_hostile_text_is_only_text_in_the_minutes() -> None:
    written = minutes.write([hostile()], "es")
    assert not re.search(r"(?<!\\)<(?!br>)", written)
    assert not re.search(r"(?<!\\)`", written)
    assert not re.search(r"(?<!\\)\]\(", written)
    assert [line for line in written.splitlines() if line.startswith("# ")] == [
        written.splitlines()[0]
    ]
    for table_ in re.findall(r"(?:^\|.*\n)+", written, re.MULTILINE):
        # every row has as many cells as its heading
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table_.splitlines()}) == 1


def test_the_workbook_has_four_sheets_that_are_easy_to_read() -> None:
    book = sheets(workbook.write([call()], "es"))
    assert book.sheetnames == ["Resumen", "Criterios", "Hallazgos", "Comité"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.column_dimensions["A"].width >= 16
    assert rows(workbook.write([call()], "en"), "Summary") == [
        ["Call", "Submission", "Title", "Applicant", "Kind of organisation", "Territories",
         "Handed in", "Eligible", "Criteria met", "Minimum of criteria", "Merits",
         "Draft (the committee alone decides)", "Recorded decision", "Date of the decision"],
        ["Call", "s1", "Fairs", "Equis", "Academia", "Quito", "2024-11-10T09:15:00-05:00", "yes",
         1, 3, 1, "changes requested", "–", None],
    ]  # fmt: skip
    assert rows(workbook.write([call()], "es"), "Criterios")[1:] == [
        ["Convocatoria", "s1", "Criterio uno", "criterio", "cumple", "Dos años", "Ana", "sí",
         "Lo vi"],
        ["Convocatoria", "s1", "Criterio dos", "criterio", "en desacuerdo", None, "Ana", "no",
         "No lo vi"],
        ["Convocatoria", "s1", "Criterio tres", "mérito", "con sustento, sin juicio", "Sí", None,
         None, None],
    ]  # fmt: skip
    assert rows(workbook.write([call()], "es"), "Hallazgos")[1:] == [
        ["Convocatoria", "s1", "pedir", "regla", "Falta el resumen.", None, "shape:X"]
    ]
    assert rows(workbook.write([call()], "es"), "Comité")[1:] == [
        ["Convocatoria", "Ana", "Papel", "Equis", 1]
    ]


def test_the_workbook_runs_nothing_and_is_always_the_same() -> None:
    content = workbook.write([hostile()], "es")
    assert content == workbook.write([hostile()], "es")
    cells = [cell for sheet in sheets(content) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    active = [cell for cell in cells if str(cell.value).startswith("=")]
    assert active
    assert all(cell.quotePrefix for cell in active)


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    made = call(submission(criteria=(criterion("uno", "met", "a" * 40_000),)))
    evidence = rows(workbook.write([made], "es"), "Criterios")[1][5]
    assert len(evidence) == 32_767
    assert evidence.endswith("a… (JSON)")
