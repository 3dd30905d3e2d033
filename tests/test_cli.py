"""The command line: exit codes, both languages, words on stderr, never a traceback."""

import contextlib
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from copies import copied
from saberesgraph import cli
from saberesgraph.cli import query as query_verb
from saberesgraph.formats import FORMATS
from saberesgraph.graph import Graph
from saberesgraph.practice.card import codes
from servers import family

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Done:
    """How a run of the command line ended."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Done:
    """Run the command line in this process: most of a process's time is spent importing."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.chdir(ROOT), redirect_stdout(out), redirect_stderr(err):
        code = cli.run(list(arguments))
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    return Done(code, *texts)


def process(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run it as people do, where the process itself matters."""
    done = subprocess.run(
        [sys.executable, "-m", "saberesgraph", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    "verb", ["", "build", "fmt", "info", "publish", "queries", "query", "show", "validate"]
)
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
    assert "Language of" in process("--help", env={"SABERESGRAPH_LANG": "en"}).stdout
    assert "Idioma de" in process("--help", env={"SABERESGRAPH_LANG": "xx"}).stdout


HEAVY = "asyncio jinja2 multiprocessing networkx numpy openpyxl prettytable pypdf pyshacl pyvis"
HEAVY_FOR_HELP = (
    "concurrent.futures hashlib importlib.metadata pyoxigraph saberesgraph.graph "
    "saberesgraph.store sqlite3 ssl tempfile urllib.request"
)


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], f"{HEAVY} rapidfuzz rdflib starlette {HEAVY_FOR_HELP}"),
        (["build", "--help"], f"{HEAVY} rapidfuzz rdflib starlette {HEAVY_FOR_HELP}"),
        (["show", "BP1_AH"], f"{HEAVY} rapidfuzz rdflib starlette ssl urllib.request"),
    ],
)
def test_what_starts_soon_imports_nothing_heavy(arguments: list[str], heavy: str) -> None:
    script = (
        f"import sys; from saberesgraph.cli import run; run({arguments!r})\n"
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_verb_offers_every_format() -> None:
    assert query_verb._FORMATS == FORMATS


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
    copied(tmp_path, "BP1_AH")
    fiche = tmp_path / "data" / "practices" / "BP1_AH.ttl"
    text = fiche.read_text(encoding="utf-8")
    assert old in text
    fiche.write_text(text.replace(old, new), encoding="utf-8")
    done = run("show", "BP1_AH", "--root", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("BP1_AH: sus datos no se pueden leer (")


def test_a_code_of_another_form_hides_no_fiche(tmp_path: Path) -> None:
    copied(tmp_path)
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


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("info",), 0),
        (("validate", "data/practices/LN1_GN.ttl", "--fail-on", "warning"), 1),
        (("info", "--root", "src"), 2),
    ],
)
def test_a_process_ends_with_the_code(arguments: tuple[str, ...], code: int) -> None:
    assert process(*arguments).returncode == code


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
    assert "Población asistida" in process("show", "BP1_AH", env=locale).stdout


def test_build_refuses_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "tesis.docx").write_text("mía", encoding="utf-8")
    done = run("build", "-o", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith(f"{tmp_path}: contiene archivos que saberesgraph no escribió")
    assert [file.name for file in tmp_path.iterdir()] == ["tesis.docx"]


def test_build_writes_nothing_when_the_data_are_wrong(tmp_path: Path) -> None:
    copied(tmp_path, "BP1_AH")
    fiche = tmp_path / "data" / "practices" / "BP1_AH.ttl"
    fiche.write_text(
        fiche.read_text(encoding="utf-8").replace("sab:assistedPopulation 32000 ;", ""),
        encoding="utf-8",
    )
    done = run("build", "--root", str(tmp_path), "-o", str(tmp_path / "site"), "--lang", "en")
    assert done.returncode == 1
    assert "data/practices/BP1_AH.ttl:20  violation" in done.stderr
    assert "The site was not written" in done.stderr
    assert not (tmp_path / "site").exists()


# --- Queries ----------------------------------------------------------------


def test_queries_are_listed_for_people_and_machines() -> None:
    listed = json.loads(run("queries", "-f", "json").stdout)
    assert len(listed) >= 36
    assert {query["name"] for query in listed} == {f.stem for f in (ROOT / "queries").glob("*.rq")}
    flagship = next(query for query in listed if query["name"] == "objective-practices")
    assert set(flagship) == {
        "name", "title", "question", "use", "tags", "view", "params", "columns"
    }  # fmt: skip
    assert flagship["params"][0]["name"] == "objective"
    assert flagship["params"][0]["default"] == "objective:15"
    in_spanish = run("queries").stdout
    assert "ALINEACIÓN\n" in in_spanish
    assert "ALIGNMENT\n" in run("queries", "--lang", "en").stdout
    assert all(query["name"] in in_spanish for query in listed)


def test_queries_can_be_narrowed_and_explained() -> None:
    explained = run("queries", "objective-practices").stdout
    assert "Parámetros:" in explained
    assert "objective (objective, por omisión objective:15)" in explained
    assert "saberesgraph query objective-practices" in explained
    gaps = json.loads(run("queries", "--tag", "gap", "-f", "json").stdout)
    assert 0 < len(gaps) < 20
    done = run("queries", "--tag", "gaps", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gaps: there is no such name. It is close to gap.\n"


def test_the_reference_of_the_queries_is_up_to_date() -> None:
    written = ROOT / "docs" / "reference" / "queries.md"
    assert run("queries", "-f", "markdown").stdout == written.read_text(encoding="utf-8"), (
        "run make golden"
    )


def test_queries_as_rdf_are_executables() -> None:
    import rdflib
    from rdflib import RDF, RDFS, SH

    described = rdflib.Graph().parse(data=run("queries", "-f", "turtle").stdout, format="turtle")
    found = set(described.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(found) == len(list((ROOT / "queries").glob("*.rq")))
    for query in found:
        comments = described.objects(query, RDFS.comment)
        assert {c.language for c in comments if isinstance(c, rdflib.Literal)} == {"es", "en"}


def test_a_named_query_by_name_with_words_on_stderr() -> None:
    done = run("query", "objective-practices", "-p", "territory=el oro", "--lang", "en")
    assert done.returncode == 0
    assert "Humanitarian Assistance" in done.stdout
    assert done.stderr.splitlines()[-1] == "11 rows"
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "markdown"])
def test_each_format_has_the_rows_and_no_words_beside(form: str) -> None:
    done = run("query", "objective-coverage", "-f", form)
    assert done.returncode == 0
    assert done.stderr == ""
    if form == "markdown":
        assert len(done.stdout.splitlines()) == 25
    else:
        assert done.stdout.count("gcm/objective/") == 23


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["objective-coverag"], "there is no such name. It is close to objective-coverage"),
        (["objective-practices", "-p", "objetive=15"], "Did you mean objective?"),
        (["objective-practices", "-p", "territory=Tulkan"], "It is close to Tulcán (0401)"),
        (["objective-practices", "-p", "objective"], "it has not the form name=value"),
        (["objective-practices", "-p", "=15"], "it has not the form name=value"),
        (["objective-gaps", "-p", "area=AH", "-p", "area=PC"], "-p area: it is given twice"),
        (["objective-coverage", "-f", "turtle"], 'SELECT cannot be written as "turtle"'),
        (["nothing.rq"], "nothing.rq: it cannot be read"),
        (["queries"], "queries: there is no such name"),
        (["./queries"], "./queries: it cannot be read"),
        (["calls", "--store", "s", "--endpoint", "http://x/"], "do not go together"),
        (["calls", "--own-graphs"], "--own-graphs is only for --endpoint"),
        (["calls", "--endpoint", "file:///etc/passwd"], "it is not the address of a SPARQL"),
        (["calls", "--endpoint", "http://127.0.0.1:9/sparql"], "there is no connection"),
        (["calls", "--store", "src"], "it holds files that saberesgraph did not write"),
    ],
)  # fmt: skip
def test_bad_usage_ends_with_2_and_a_message(arguments: list[str], message: str) -> None:
    done = run("query", *arguments, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def ask(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "saberesgraph", "query", "-", "--lang", "en", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done


def test_a_free_query_from_standard_input_and_from_a_file(tmp_path: Path) -> None:
    text = "ASK { ?s a <http://www.w3.org/ns/shacl#SPARQLExecutable> }"
    assert ask(text).stdout == "yes\n"
    file = tmp_path / "q.rq"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert process("query", str(file)).stdout == "sí\n"
    turtle = ask("DESCRIBE <https://w3id.org/saberesgraph/id/practice/BP1_AH>", "-f", "turtle")
    assert "sab:budgetUSD 1500.0" in turtle.stdout


def test_a_free_query_with_our_header_takes_parameters(tmp_path: Path) -> None:
    own = tmp_path / "mine.rq"
    own.write_bytes((ROOT / "queries" / "objective-practices.rq").read_bytes())
    arguments = ("-p", "territory=el oro", "-f", "csv")
    named = run("query", "objective-practices", *arguments)
    assert process("query", str(own), *arguments).stdout == named.stdout
    other = tmp_path / "grlc.rq"
    other.write_text("#+ summary: a title: with colons\nASK { ?s ?p ?o }", encoding="utf-8")
    assert process("query", str(other)).stdout == "sí\n"
    wrong = own.read_text(encoding="utf-8").replace("SELECT ?code ?title", "SELECT ?title ?code")
    own.write_text(wrong.replace("?kind ?area", "(1 AS ?n)"), encoding="utf-8")
    headings = process("query", str(own)).stdout.splitlines()[1].split()[1::2]
    assert headings[:2] == ["Ficha", "Título"]
    own.write_text(
        wrong.split("PREFIX")[0].split("#+ [params]")[0] + "#+ [columns]\nASK {}", "utf-8"
    )
    assert process("query", str(own)).stdout == "sí\n"
    refused = process("query", str(other), "-p", "x=1", "--lang", "en")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "its header is not TOML" in refused.stderr
    assert "it declares no parameters" in ask("ASK {}", "-p", "x=1").stderr


EVERYTHING = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.mark.parametrize(
    ("query", "arguments", "message"),
    [
        ("ASK { SERVICE <urn:x> {} }", "", "1:7: it asks another server (SERVICE)"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "", "it would change data (INSERT)"),
        ("ASK {" * 200, "", "it nests more than 100 levels"),
        ("ASK { FILTER (true" + " && true" * 20_000 + ") }", "", "too deep for the query engine"),
        ("SELECT *\n{ ?s ?p", "", "2:8: it is not SPARQL (read to its end)"),
        ("", "", "it is not SPARQL"),
        (f"SELECT (COUNT(*) AS ?n) {EVERYTHING}", "--max-seconds 0.5", "longer than 0.5 s"),
        (f"SELECT * {EVERYTHING} ORDER BY ?a", "--max-memory 64", "more memory than 64 MiB"),
        (f"SELECT * {EVERYTHING}", "--max-output 1", "its answer is larger than 1 MiB"),
        ("x" * 900_000, "", "it is longer than 200000 characters"),
    ],
    ids=lambda value: None,
)
def test_each_fault_of_a_free_query_has_its_message(
    query: str, arguments: str, message: str
) -> None:
    done = ask(query, *arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_query_that_is_no_text_is_said(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_bytes(b"\xff\xfe\x00")
    done = process("query", str(file), "--lang", "en")
    assert (done.returncode, done.stderr) == (2, f"{file}: it is not in UTF-8. Save it as UTF-8.\n")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("query calls >&-", "stdout: "),
        ("query - --lang en <&-", "standard input is closed"),
        ("query calls -p text=$'\\xff' --lang en", "it is not in UTF-8"),
        ("query calls --max-seconds nan --lang en", "it is no time"),
    ],
)
def test_broken_surroundings_end_with_2_and_a_message(command: str, message: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m saberesgraph {command}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_data_are_written_as_they_are() -> None:
    done = ask('SELECT ("A\x1b[31mB" AS ?x) {}', "-f", "csv")
    assert done.stdout == "x\nA\x1b[31mB\n"


def heed_interrupts() -> None:
    """A shell starts what runs in its background with interrupts ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_query_ends_when_it_is_told_to(sent: signal.Signals, tmp_path: Path) -> None:
    endless = tmp_path / "q.rq"
    endless.write_text(f"SELECT (COUNT(*) AS ?n) {EVERYTHING}", encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "saberesgraph", "query", str(endless)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )
    deadline = time.monotonic() + 60
    while len(family(running.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)  # until a child answers it
    running.send_signal(sent)
    assert running.wait(60) == {signal.SIGINT: 130, signal.SIGTERM: 143}[sent]
    assert running.stderr
    with running.stderr as words:
        assert "Traceback" not in words.read()


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="there is no fork")
def test_an_interrupt_while_a_child_is_made_is_not_lost(tmp_path: Path) -> None:
    """Python ignores what is raised in the hooks of a fork."""
    endless = tmp_path / "q.rq"
    endless.write_text(f"SELECT (COUNT(*) AS ?n) {EVERYTHING}", encoding="utf-8")
    interrupted = (
        "import os, signal, sys\n"
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "from saberesgraph.cli import main\n"
        f"main(['query', {str(endless)!r}, '--max-seconds', '5'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", interrupted],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        preexec_fn=heed_interrupts,
    )
    assert (done.returncode, done.stderr.strip()) == (130, "")


def test_a_closed_pipe_ends_a_query_quietly() -> None:
    for form in ("csv", "table", "json"):
        command = f"{sys.executable} -m saberesgraph query source-anomalies -f {form} 2>/dev/null"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", f"{command} | head -1"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert len(done.stdout.splitlines()) == 1


def test_a_store_on_disk_answers_like_the_files(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    from_files = run("query", "budget-by-area", "-f", "csv").stdout
    for _ in range(2):
        assert run("query", "budget-by-area", "-f", "csv", "--store", folder).stdout == from_files
    kept = next((tmp_path / "store").glob("*/answers"))  # what it holds is what is told
    damaged = sqlite3.connect(kept)
    with contextlib.closing(damaged), damaged:
        packed = zlib.compress(b'[[["literal","x","urn:x",null]],[[0]]]')
        damaged.execute("UPDATE asked SET columns = ?, count = 1", ['["code"]'])
        damaged.execute("UPDATE blocks SET content = ?", [packed])
    again = run("query", "budget-by-area", "-f", "csv", "--store", folder)
    assert again.stdout.splitlines() == ["code", "x"]
    assert run("show", "BP1_AH", "--store", folder).stdout == run("show", "BP1_AH").stdout
    assert run("info", "--store", folder).stdout == run("info").stdout


ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_answers_are_prepared_though_one_fails_or_takes_too_long(tmp_path: Path) -> None:
    root = copied(tmp_path / "project", "BP1_AH").root
    sound = (root / "queries" / "call-axes.rq").read_text(encoding="utf-8")
    header = (
        sound[: sound.index("#+ [")]
        + '#+ [columns]\n#+ n = { type = "integer", es = "N", en = "N" }\n'
    )
    (root / "queries" / "endless.rq").write_text(header + ENDLESS, encoding="utf-8")
    (root / "queries" / "faulty.rq").write_text(header + "SELECT ?n {", encoding="utf-8")
    asked = ["prepare", "calls", "endless", "faulty", "call-axes", "--max-seconds", "1"]
    where = ["--root", str(root), "--store", str(tmp_path / "store")]
    done = run(*asked, *where, "--lang", "en")
    assert done.returncode == 1
    assert done.stdout == f"2 of 4 answers are kept beside {tmp_path / 'store'}\n"
    told = done.stderr.splitlines()[1:]
    assert told[0].startswith("endless: it took longer than 1 s and was stopped.")
    assert told[1].startswith("faulty: faulty.rq:")
    assert len(told) == 2
    [kept] = (tmp_path / "store").glob("*/answers")
    with contextlib.closing(sqlite3.connect(kept)) as answers:
        assert answers.execute("SELECT COUNT(*) FROM asked").fetchone() == (2,)
        answers.execute("UPDATE asked SET columns = '[\"read\"]'")
        answers.commit()
    read = run("query", "calls", *where, "--lang", "en", "-f", "csv").stdout
    assert read.startswith("read")
    other = run("query", "calls", *where, "--lang", "es", "-f", "csv").stdout
    assert not other.startswith("read")


def test_an_answer_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    where = ["--store", str(tmp_path), "--lang", "en"]
    assert run("prepare", "calls", *where).returncode == 0
    [kept] = tmp_path.glob("*/answers")
    kept.unlink()
    kept.mkdir()
    done = run("prepare", "calls", *where)
    assert (done.returncode, done.stdout) == (1, f"0 of 1 answers are kept beside {tmp_path}\n")
    assert "the answer could not be kept" in done.stderr


def test_validate_says_the_same_with_a_store_which_goes_with_no_path(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    told = run("validate", "-f", "json")
    for _ in range(2):
        again = run("validate", "-f", "json", "--store", folder)
        assert (again.returncode, again.stdout) == (told.returncode, told.stdout)
    for rest in (["data/practices/BP1_AH.ttl"], ["--engine", "reference"]):
        refused = run("validate", "--store", folder, *rest, "--lang", "en")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "--store does not go with PATH or --engine reference" in refused.stderr


@pytest.mark.parametrize("stored", [False, True])
def test_a_long_answer_is_shown_in_pages(stored: bool, tmp_path: Path) -> None:
    whole = run("query", "goal-coverage", "-f", "csv").stdout.splitlines()
    store = ["--store", str(tmp_path)] if stored else []
    pages = [
        run("query", "goal-coverage", "-f", "csv", "--rows", "7", "--page", str(number), *store)
        for number in (1, 2, 3)
    ]
    assert [row for page in pages for row in page.stdout.splitlines()[1:]] == whole[1:]
    assert pages[2].stderr == "17 filas; página 3 de 3\n"
    assert run("query", "goal-coverage", "--page", "1").stderr.endswith("17 filas; página 1 de 1\n")
    beyond = run("query", "goal-coverage", "--rows", "7", "--page", "4", "--lang", "en", *store)
    assert (beyond.returncode, beyond.stdout) == (2, "")
    assert beyond.stderr == "--page: there is no page 4: the last is 3. Give one from 1 to 3.\n"


def test_only_rows_have_pages(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    done = run("query", str(file), "--rows", "7", "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.startswith("--rows and --page are for an answer with rows.")


def test_a_bug_of_ours_is_not_called_damaged_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from saberesgraph import coverage

    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(coverage, "matrix", broken)
    out = str(tmp_path / "x.svg")
    assert cli.run(["draw", "matrix", "objective-by-area", "-o", out, "--lang", "en"]) == 3
    assert "This is our bug" in capsys.readouterr().err


def test_what_is_too_damaged_to_draw_is_not_called_our_bug(tmp_path: Path) -> None:
    copied(tmp_path)
    digits = "9" * 5000
    (tmp_path / "data" / "more.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/saberesgraph/id/gcm/objective/x>\n"
        "  a <https://w3id.org/saberesgraph/ontology#CompactObjective> ;\n"
        f'  skos:notation "{digits}" ; skos:prefLabel "X"@es , "X"@en .\n',
        encoding="utf-8",
    )
    out = tmp_path / "x.html"
    picture = ("matrix", "objective-by-area")
    done = run("draw", *picture, "--root", str(tmp_path), "-o", str(out), "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.startswith("the data cannot be drawn (ValueError")
    assert done.stderr.count("\n") == 1
    assert not out.exists()
