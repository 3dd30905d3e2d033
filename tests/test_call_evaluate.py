"""`call evaluate`: the demo to the letter, what may be given, what a file may not say."""

import json
import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from saberesgraph.errors import EmptyInputError, InputError, UnknownNameError
from saberesgraph.exchange import selection
from saberesgraph.exchange.given import Given, given
from saberesgraph.fiches.form.cells import Value
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.form.template import filled
from saberesgraph.namespaces import PREFIXES
from saberesgraph.project import Project
from test_call_reports import DECIDED, SCHEMA, call, finding, submission
from test_cli import Done, run

ROOT = Path(__file__).resolve().parent.parent
DEMO = "examples/intercooperacion"
GOLDEN = ROOT / "tests" / "call_evaluate.txt"
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
GOOD = """submission:x a sab:Submission ; skos:notation "x" ;
    skos:prefLabel "Ferias"@es , "Fairs"@en ; dcterms:source source:guide-intercooperation-2024 ;
    sab:call call:2024 ; sab:applicant actor:oim .
submission-statement:x-applicant-oim a sab:SubmissionStatement ; sab:submission submission:x ;
    sab:link sab:applicant ; sab:item actor:oim ; sab:basis sab:Stated ; sab:asPrinted "OIM" .
"""


def evaluate(*arguments: object) -> Done:
    return run("call", "evaluate", *map(str, arguments))


def turtle(folder: Path, text: str, name: str = "x.ttl") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def workbook(file: Path, project: Project, **sheets: list[dict[str, Value]]) -> Path:
    file.write_bytes(filled(form(project), sheets, "es"))
    return file


def test_the_demo_is_valid_and_marked_in_every_label() -> None:
    done = run("validate", DEMO)
    assert done.stdout.startswith("0 infracciones, 0 advertencias, 0 avisos. 6 archivos")
    assert run("fmt", "--check", DEMO).returncode == 0
    for file in (ROOT / DEMO).glob("*.ttl"):
        text = file.read_text(encoding="utf-8")
        assert text.count("skos:prefLabel") == text.count('skos:prefLabel "Ejemplo: ')
        assert text.count('"@en') == text.count('"Example: ')
    read_me = (ROOT / DEMO / "README.md").read_text(encoding="utf-8")
    assert "**Todo lo que hay en esta carpeta es inventado.**" in read_me
    assert "**Everything in this folder is invented.**" in read_me


def test_nothing_loads_the_demo_by_itself(project: Project) -> None:
    assert not [file for file in project.graph_files if "examples" in file.parts]
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    assert "examples" not in build["build"]["targets"]["wheel"]["force-include"]


def test_the_demo_to_the_letter() -> None:
    done = evaluate(DEMO)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == GOLDEN.read_text(encoding="utf-8")
    assert done.stderr == (
        "Revisando…\nDe los archivos dados: postulaciones 6, miembros del comité 3, "
        "evaluaciones 8, decisiones 2. Nada se escribió en data/.\n"
    )
    assert done.returncode == 1


def test_every_format_at_once_and_codes_that_choose(tmp_path: Path) -> None:
    files = [tmp_path / f"acta.{end}" for end in ("json", "md", "txt", "xlsx")]
    done = evaluate(
        DEMO, "EJEMPLO-HUERTOS", "ejemplo-taller", "--lang", "en", "-f", "json",
        *(part for file in files for part in ("-o", file)),
    )  # fmt: skip
    # both are decided: nothing is open
    assert done.returncode == 0
    printed = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(printed)
    (one,) = printed["calls"]
    assert [each["code"] for each in one["submissions"]] == ["ejemplo-huertos", "ejemplo-taller"]
    assert [each["final"] for each in one["submissions"]] == [True, True]
    assert files[0].read_text(encoding="utf-8") == done.stdout
    minutes = files[1].read_text(encoding="utf-8")
    assert minutes.startswith("# Evaluation minutes: Intercooperation call 2024\n")
    assert "- Signed by: Example: person A, of IOM; Example: person B, knowledge partner" in minutes
    assert "- Requested change: Di quién paga el próximo curso." in minutes
    assert "Intercooperation call 2024\nDeadline: " in files[2].read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook(files[3])["Summary"]
    assert [sheet.cell(row, 2).value for row in (2, 3)] == ["ejemplo-huertos", "ejemplo-taller"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"findings": (), "draft": "accepted"}, (0, 0, 0)),
        (
            {"findings": (finding("note", "x"), finding("flag", "x")), "draft": "accepted"},
            (0, 0, 0),
        ),
        ({"findings": (finding("not-final", "x"),), "draft": "accepted"}, (0, 0, 0)),
        ({"findings": (finding("ask", "x"),), "draft": "accepted"}, (0, 0, 1)),
        ({"findings": (), "draft": "changes-requested"}, (0, 0, 1)),
        ({"findings": (), "draft": "accepted", "decision": DECIDED}, (0, 0, 1)),
        ({"eligible": False, "draft": ""}, (0, 1, 1)),
        ({"eligible": False, "draft": "", "decision": DECIDED, "final": True}, (0, 0, 0)),
        ({"decision": DECIDED, "final": True}, (0, 0, 0)),
    ],
)
def test_when_it_fails(changes: dict[str, Any], codes: tuple[int, ...]) -> None:
    for level, code in zip(("none", "not-eligible", "ask"), codes, strict=True):
        assert selection.is_open(submission(**changes), level) == code


def chosen(
    *codes: str, submissions: tuple[str, ...] = (), calls: tuple[str, ...] = ()
) -> list[str]:
    found = call(submission(), submission(curie="submission:s2", code="s2"))
    other = replace(found, call="call:other", submissions=())
    files = Given((), None, (), frozenset(submissions), frozenset(calls), {})
    some = files if submissions or calls else None
    return [
        f"{each.call} {' '.join(one.code for one in each.submissions)}".rstrip()
        for each in selection.chosen((found, other), some, codes)
    ]


def test_what_is_shown_is_what_was_asked_for() -> None:
    # a committee without submissions is checked too
    assert chosen() == ["call:c s1 s2", "call:other"]
    assert chosen("S2") == ["call:c s2"]
    assert chosen(submissions=("submission:s1",)) == ["call:c s1"]
    assert chosen("s1", submissions=("submission:s1",)) == ["call:c s1"]
    assert chosen(calls=("call:c",)) == ["call:c s1 s2"]
    assert chosen(calls=("call:other",)) == ["call:other"]
    with pytest.raises(EmptyInputError):
        chosen(submissions=("submission:none",))
    with pytest.raises(UnknownNameError, match="s2: there is no such name"):
        chosen("s2", submissions=("submission:s1",))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "no hay postulaciones que evaluar. Da un archivo o una carpeta con ellas"),
        (("--call", "2042"), 2, "2042: ese nombre no existe."),
        (("nada.ttl",), 2, "nada.ttl: no existe ese archivo. Revisa la ruta."),
        (("README.md",), 2, 'README.md: la extensión ".md" no es de las que se evalúan.'),
        (("docs/decisions",), 2, "docs/decisions: no contiene archivos que se evalúen."),
        ((DEMO, "-o", "x.pdf"), 2, "x.pdf: su extensión no dice el formato. Usa .json, .md"),
        ((DEMO, "-o", "data/x.json"), 2, "data/x.json: un informe no puede estar entre los datos"),
        ((DEMO, "BP1_AH"), 2, "BP1_AH: una ficha se explica sola, por el método del catálogo."),
        (("BP1_AH", "-o", "x.xlsx"), 2, "x.xlsx: una ficha no se explica en un libro."),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], code: int, said: str) -> None:
    done = evaluate(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.removeprefix("Revisando…\n").startswith(said)


def test_the_code_of_a_fiche_tells_why_it_has_its_kind(tmp_path: Path) -> None:
    done = evaluate("bp1_ah", "--lang", "en", "-f", "json", "-o", tmp_path / "why.md")
    assert done.returncode == 0
    assert json.loads(done.stdout)["kind"] == "good_practice"
    assert (tmp_path / "why.md").read_text(encoding="utf-8").startswith("# BP1_AH · ")


def test_the_group_and_its_verb_explain_themselves_in_both_languages() -> None:
    for language, word, example in (("es", "Idioma", "Ejemplos"), ("en", "Language", "Examples")):
        for verb in ((), ("evaluate",)):
            done = run("call", *verb, "--lang", language, "--help")
            assert done.returncode == 0
            assert word in done.stdout
            assert "saberesgraph call evaluate" in done.stdout.split(example)[1]
    assert run("call", "dance").returncode == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "shape:Mine a sh:NodeShape ; sh:targetClass sab:Submission .",
            "shape:Mine is not of what is given to evaluate (sh:NodeShape)",
        ),
        (
            "call:mine a sab:Call ; sab:minimumCriteria 0 .",
            "call:mine is not of what is given to evaluate (sab:Call)",
        ),
        (
            "call:2024 sab:minimumCriteria 0 .",
            "call:2024 is not of what is given to evaluate (?)",
        ),
        (
            'call:2024 a sab:Submission ; sab:summary "a"@es .',
            "call:2024 is described in data/exchange/calls.ttl already",
        ),
        (
            "sab:minimumCriteria a sab:Submission .",
            "sab:minimumCriteria is described in ontology/saberes.ttl already",
        ),
        ("actor:oim a org:Organization .", "actor:oim is described in data/actors.ttl already"),
        (
            "submission:x sab:minimumCriteria 0 .",
            "submission:x says sab:minimumCriteria, which belongs to the rules or is not known",
        ),
        (
            "submission:x sab:outcome evaluation-outcome:note .",
            "submission:x says sab:outcome, which belongs to the rules",
        ),
        (
            "submission:x sh:targetClass sab:Submission .",
            "submission:x says sh:targetClass, which belongs to the rules",
        ),
        (
            "submission:x <https://w3id.org/saberesgraph/evaluation#met> 5 .",
            "submission:x says https://w3id.org/saberesgraph/evaluation#met, which belongs",
        ),
        (
            "submission:x <https://w3id.org/saberesgraph/id/criterion-state/met> axis:x .",
            "submission:x says ",
        ),
        ("submission:x submission:x axis:x .", "submission:x says submission:x, which belongs"),
        ('[] sab:summary "a"@es .', "is not of what is given to evaluate (?)"),
    ],
)
def test_a_file_says_what_is_evaluated_and_never_by_what(
    project: Project, tmp_path: Path, text: str, said: str
) -> None:
    file = turtle(tmp_path, GOOD + text)
    with pytest.raises(InputError) as refused, given(project, [file]):
        pass
    assert str(refused.value).startswith(f"{file}: ")
    assert said in str(refused.value)
    assert str(refused.value).endswith("Remove it from the file.")


def test_what_files_hold_stands_in_and_what_they_speak_of_is_known(
    project: Project, tmp_path: Path
) -> None:
    turtle(tmp_path / "all", GOOD)
    turtle(
        tmp_path / "all",
        "review:y a sab:Review ; sab:submission submission:y .\n"
        "committee-member:m a sab:CommitteeMember ; sab:call call:first .\n"
        "actor:new a org:Organization .",
        "more.ttl",
    )
    with given(project, [tmp_path / "all", tmp_path / "all" / "x.ttl"]) as found:
        assert [file.name for file in found.turtle] == ["more.ttl", "x.ttl"]
        assert (found.plan, found.written) == (None, ())
        assert found.submissions == {"submission:x", "submission:y"}
        assert found.calls == {"call:first"}
        assert list(found.counts.values()) == [1, 1, 1, 0]


def test_a_folder_holds_no_file_too_large_to_read(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turtle(tmp_path, GOOD)
    monkeypatch.setattr("saberesgraph.exchange.given._MOST_BYTES", 1000)
    with (
        pytest.raises(InputError, match=r"x\.ttl: it is larger than 0 MiB"),
        given(project, [tmp_path]),
    ):
        pass


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_is_never_waited_for(project: Project, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.ttl")
    for path in (tmp_path / "x.ttl", tmp_path):
        with pytest.raises(InputError), given(project, [path]):
            pass


def test_a_file_with_violations_is_not_evaluated(tmp_path: Path) -> None:
    file = turtle(tmp_path, GOOD.replace("source:guide-intercooperation-2024", "source:none"))
    done = evaluate(file, "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    place = f"{file}:{HEAD.count(chr(10)) + 2}  violation  "
    assert f"{place}shape:SubmissionShape-source  submission:x" in done.stderr
    assert done.stderr.endswith("Nothing was evaluated: correct the violations first.\n")


def test_a_workbook_is_evaluated_without_being_written(project: Project, tmp_path: Path) -> None:
    row: dict[str, Value] = {
        "code": "ferias", "call": "2024", "label-es": "Ferias", "label-en": "Fairs",
        "applicant": "OIM", "applicantKind": "Cooperación internacional", "territory": "Quito",
        "source": "guide-intercooperation-2024", "summary": "=cmd() <b>",
        "contact": "a@example.org", "submittedAt": "17/11/2024 22:30",
        "call-criterion:innovation": "Nadie lo hacía así.",
    }  # fmt: skip
    done = evaluate(workbook(tmp_path / "a.xlsx", project, Postulaciones=[row]), "-f", "json")
    (one,) = json.loads(done.stdout)["calls"][0]["submissions"]
    assert (done.returncode, one["code"], one["met"], one["eligible"]) == (1, "ferias", 1, True)
    assert "example.org" not in done.stdout
    assert not (ROOT / "data" / "exchange" / "submissions").exists()

    row["applicant"] = "Nadie Conocido"
    done = evaluate(workbook(tmp_path / "b.xlsx", project, Postulaciones=[row]))
    assert (done.returncode, done.stdout) == (1, "")
    assert "«Nadie Conocido» no nombra nada conocido." in done.stderr
    assert done.stderr.endswith("No se evaluó nada: corrige primero lo rechazado.\n")
