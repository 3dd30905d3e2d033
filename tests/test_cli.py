"""The command line: exit codes, both languages, words on stderr, never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from saberesgraph.graph import Graph
from saberesgraph.practice import codes

ROOT = Path(__file__).resolve().parent.parent


def run(
    *arguments: str, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "saberesgraph", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **(env or {})},
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("verb", ["", "build", "info", "show", "validate"])
@pytest.mark.parametrize(("language", "word"), [("es", "Idioma"), ("en", "Language")])
def test_help_speaks_the_language_asked_for(verb: str, language: str, word: str) -> None:
    done = run(*filter(None, [verb]), "--lang", language, "--help")
    assert done.returncode == 0
    assert word in done.stdout
    if verb:
        assert (
            f"saberesgraph {verb}"
            in done.stdout.split({"es": "Ejemplos", "en": "Examples"}[language])[1]
        )
    assert run("--lang", language, *filter(None, [verb]), "--help").stdout == done.stdout


def test_the_environment_sets_the_language() -> None:
    assert "Language of" in run("--help", env={"SABERESGRAPH_LANG": "en"}).stdout
    assert "Idioma de" in run("--help", env={"SABERESGRAPH_LANG": "xx"}).stdout


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from saberesgraph.cli import run; run(['--help'])\n"
        "heavy = {'rdflib', 'networkx', 'pyvis', 'pyshacl', 'pyoxigraph', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_show_prints_the_keys_of_the_contract(graph: Graph) -> None:
    done = run("show", "bp1_ah", "-f", "json")
    assert done.returncode == 0
    card = json.loads(done.stdout)
    assert list(card) == [
        "code", "kind", "area", "label", "population", "population_status", "budget_usd",
        "budget_status", "national", "territories", "principles", "objectives", "assistance",
        "actors", "mentioned_actors", "replicators", "sustainability", "keywords", "criteria",
        "prose", "derived_targets", "derived_goals", "anomalies", "source",
    ]  # fmt: skip
    assert card["population"] == 32000
    assert card["budget_usd"] == 1500
    assert card["territories"][0] == {"code": "0401", "name": "Tulcán", "level": "canton"}
    assert card["actors"][1]["named"] is True
    assert card["anomalies"][0] == {
        "field": "principles",
        "kind": "principle-letter",
        "as_printed": "1) Centrarse en las personas.",
        "resolution": (
            "Se imprimió un número en lugar de la letra; por el nombre es el principio a."
        ),
    }
    assert card["source"] == {"document": "catalogue-2021", "section": "2.1"}
    assert len(codes(graph.store)) == 34


def test_show_reads_well_in_both_languages() -> None:
    assert "Población asistida:  Ilegible como número" in run("show", "BP4_AH").stdout
    assert "Territories:         national scope" in run("show", "BP1_ISE", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" 32000 ", ' "treinta" '),
        ("sab:budgetUSD 1500.0", 'sab:budgetUSD "mil"'),
        (" , sab:GoodPractice", ""),
        ("objective:19", "objective:x"),
        ("    skos:prefLabel ", "    skos:altLabel "),
    ],
)
def test_a_damaged_fiche_is_not_called_our_bug(old: str, new: str, tmp_path: Path) -> None:
    for part in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / part, tmp_path / part)
    fiche = tmp_path / "data" / "practices" / "BP1_AH.ttl"
    text = fiche.read_text(encoding="utf-8")
    assert old in text
    fiche.write_text(text.replace(old, new), encoding="utf-8")
    done = run("show", "BP1_AH", "--root", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("BP1_AH: sus datos no se pueden leer (")


def test_a_code_of_another_form_hides_no_fiche(tmp_path: Path) -> None:
    for part in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / part, tmp_path / part)
    fiche = tmp_path / "data" / "practices" / "BP1_AH.ttl"
    text = fiche.read_text(encoding="utf-8").replace('"BP1_AH"', '"nueva"')
    fiche.write_text(text.replace('; sab:section "2.1"', ""), encoding="utf-8")
    assert (
        json.loads(run("info", "-f", "json", "--root", str(tmp_path)).stdout)["good_practice"] == 26
    )
    assert run("show", "BP2_AH", "--root", str(tmp_path)).returncode == 0


def test_an_unknown_code_gets_near_matches() -> None:
    done = run("show", "BP1_AX")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("BP1_AX: ese nombre no existe. Se parece a BP1_A")
    english = run("show", "BP1_AX", "--lang", "en").stderr
    assert english.startswith("BP1_AX: there is no such name. It is close to BP1_A")


def test_info_counts_what_is_there() -> None:
    facts = json.loads(run("info", "-f", "json").stdout)
    assert (facts["good_practice"], facts["lesson_learned"], facts["lesson_not_learned"]) == (
        26, 6, 2,
    )  # fmt: skip
    assert facts["territories"] == 41
    assert facts["derived"] > 0
    assert set(facts["libraries"]) == {"pyoxigraph", "rdflib", "pyshacl", "networkx", "pyvis"}
    assert "buenas prácticas" in run("info").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("nada",), 2),
        (("validate", "--fail-on", "nada"), 2),
        (("validate", "nada.ttl"), 2),
        (("validate", "-o", "x.pdf"), 2),
        (("validate", "data/practices/LN1_GN.ttl"), 0),
        (("validate", "data/practices/LN1_GN.ttl", "--fail-on", "warning"), 1),
        (("info", "--root", "src"), 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments).returncode == code


def test_invalid_rdf_is_named_with_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "mala.ttl"
    file.write_text("@prefix ex: <http://e/> .\nex:a ex:b", encoding="utf-8")
    done = run("validate", str(file))
    assert done.returncode == 2
    assert f"{file}:2:" in done.stderr
    assert "Corrige ese lugar" in done.stderr


def test_an_ill_typed_value_is_a_finding_without_noise(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    text = (ROOT / "data/practices/BP1_AH.ttl").read_text(encoding="utf-8")
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    file.write_text(text.replace(" 32000 ", f' "treinta"^^{integer} '), encoding="utf-8")
    done = run("validate", str(file), "--lang", "en")
    assert (done.returncode, done.stderr) == (1, "")
    assert "sab:assistedPopulation treinta: The value of" in done.stdout


def test_validate_writes_reports_beside_what_it_prints(tmp_path: Path) -> None:
    out = tmp_path / "sub" / "findings.json"
    done = run("validate", "data/practices/LN2_GN.ttl", "-f", "github", "-o", str(out))
    assert done.returncode == 0
    assert done.stdout.startswith("::warning file=data/practices/LN2_GN.ttl,line=")
    assert json.loads(out.read_text(encoding="utf-8"))["counts"]["warning"] == 6


def test_our_own_bugs_exit_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import saberesgraph.graph
    from saberesgraph import cli

    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(saberesgraph.graph, "load", fail)
    assert cli.run(["info"]) == 3
    assert "ZeroDivisionError: oops" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f'"{sys.executable}" -m saberesgraph show BP1_AH -f json | head -1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_plainly() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "saberesgraph", "show", "BP1_AH"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


def test_a_c_locale_prints_spanish() -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "Población asistida" in run("show", "BP1_AH", env=locale).stdout


def test_build_refuses_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "tesis.docx").write_text("mía", encoding="utf-8")
    done = run("build", "-o", str(tmp_path))
    assert done.returncode == 2
    assert "contiene archivos que saberesgraph no escribió" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["tesis.docx"]


def test_build_writes_nothing_when_the_data_are_wrong(tmp_path: Path) -> None:
    for part in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / part, tmp_path / part)
    fiche = tmp_path / "data" / "practices" / "BP1_AH.ttl"
    fiche.write_text(
        fiche.read_text(encoding="utf-8").replace("sab:assistedPopulation 32000 ;", ""),
        encoding="utf-8",
    )
    done = run("build", "--root", str(tmp_path), "-o", str(tmp_path / "site"), "--lang", "en")
    assert done.returncode == 1
    assert "data/practices/BP1_AH.ttl:21  violation" in done.stderr
    assert "The site was not written" in done.stderr
    assert not (tmp_path / "site").exists()
