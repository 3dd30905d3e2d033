"""What each verb that writes leaves behind when something goes wrong: the old, or the new, whole.

`at_the_write.py` runs each verb up to where it begins to write, and from there on once a fault, in
a process of its own. With FAULTS=all every verb meets every fault, which takes a minute more.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from copies import copied
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.fiches.rdf import of
from saberesgraph.project import find
from saberesgraph.reading import parse

HERE = Path(__file__).resolve().parent
HIDDEN = ".saberesgraph-"
NOT_ENOUGH = "no se puede escribir (No space left on device). Haz espacio y repite la orden."
# fault: exit code, what stands there, how many hidden files and folders are left
EXPECTED: dict[str, tuple[int, str, int]] = {
    "none": (0, "new", 0),
    "disk full": (2, "old", 0),
    "file too large": (2, "old", 0),
    "read only": (2, "old", 0),
    "broken pipe": (0, "new", 0),
    "nobody listens": (0, "new", 0),
    "full streams": (0, "new", 0),
    "another writer": (0, "new", 0),
    "SIGINT 1": (130, "old", 0),
    "SIGTERM 1": (143, "old", 0),
    "SIGKILL 1": (-signal.SIGKILL, "old", 1),
    "after SIGKILL 1": (0, "new", 0),
    # of several files, between the first and the second
    "SIGINT 2": (130, "old", 0),
    "SIGTERM 2": (143, "old", 0),
    "SIGKILL 2": (-signal.SIGKILL, "between", 1),
    "after SIGKILL 2": (0, "new", 0),
}
TWICE = {name for name in EXPECTED if name.endswith("2")}
FEW = ("disk full", "SIGKILL 1", "after SIGKILL 1", "none")


@dataclass(frozen=True)
class Verb:
    """A verb, what it is given, and what was there before."""

    arguments: str
    faults: tuple[str, ...] = FEW
    old: str = ""
    place: str = "out"
    together: bool = False
    on_stdout: bool = False

    @property
    def met(self) -> tuple[str, ...]:
        """The faults that it meets in this run."""
        if os.environ.get("FAULTS") == "all":
            return tuple(name for name in EXPECTED if self.together or name not in TWICE)
        return self.faults


ONE = tuple(name for name in EXPECTED if name not in TWICE)
VERBS = {
    "template": Verb("template -o out/f.xlsx", old="out/f.xlsx"),
    "export, a file": Verb("export -o out/e.ttl", ONE, old="out/e.ttl"),
    "export, a folder": Verb("export -f csv -o out/e", ONE, old="out/e/"),
    "draw": Verb("draw network -o out/n.svg", old="out/n.svg"),
    "validate": Verb("validate -o out/v.json", old="out/v.json", on_stdout=True),
    "call match": Verb(
        "call match --territory Manta -o out/m.md",
        (*FEW, "full streams", "broken pipe"),
        old="out/m.md",
        on_stdout=True,
    ),
    "call evaluate": Verb("call evaluate BP1_AH -o out/m.md", old="out/m.md", on_stdout=True),
    "build": Verb("build -o out/site", old="out/site/", on_stdout=True),
    "fmt": Verb("fmt", tuple(EXPECTED), place="data", together=True),
    "import --write": Verb(
        "import fichas.xlsx --write",
        (*FEW, "broken pipe", "SIGTERM 2", "SIGKILL 2", "after SIGKILL 2"),
        place="data",
        together=True,
    ),
    "import -o": Verb("import fichas.xlsx -o out/f", old="out/f/", together=True),
    # as the others, after the same work: only with FAULTS=all
    "import --review": Verb("import fichas.xlsx --review out/r.xlsx", (), old="out/r.xlsx"),
}
VERBS = {name: verb for name, verb in VERBS.items() if verb.met}
CASES = [(verb, fault) for verb, met in VERBS.items() for fault in met.met]


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """What each fault did to each verb; every verb has a small project of its own."""
    base = tmp_path_factory.mktemp("faults")
    specs = {
        name: prepared(base / str(number), verb)
        for number, (name, verb) in enumerate(VERBS.items())
    }
    subprocess.run(
        [sys.executable, str(HERE / "at_the_write.py")],
        input=json.dumps(specs), text=True, check=True, capture_output=True,
    )  # fmt: skip

    @cache
    def told(name: str) -> dict[str, Any]:
        noise = Path(specs[name]["noise"]).read_text("utf-8")
        assert Path(specs[name]["told"]).exists(), noise
        found: dict[str, Any] = json.loads(Path(specs[name]["told"]).read_text("utf-8"))
        return found

    return told


def prepared(folder: Path, verb: Verb) -> dict[str, Any]:
    """A project, with what stood before in the way of a verb; and what to run there."""
    arguments = verb.arguments.split()
    if "import" in arguments:
        copied(folder, "LA1_AF")
        (folder / "fichas.xlsx").write_bytes(two_fiches())
    else:
        copied(folder, "BP1_AH", "LN1_GN")
    if "fmt" in arguments:
        for code in ("BP1_AH", "LN1_GN"):
            with (folder / f"data/practices/{code}.ttl").open("a", encoding="utf-8") as file:
                file.write("\n\n")
    (folder / "out").mkdir()
    if verb.old.endswith("/"):
        (folder / verb.old).mkdir()
        (folder / verb.old / ".saberesgraph").write_text("saberesgraph\n", encoding="utf-8")
        (folder / verb.old / "old.txt").write_text("old", encoding="utf-8")
    elif verb.old:
        (folder / verb.old).write_text("old", encoding="utf-8")
    return {
        "arguments": arguments,
        "root": str(folder),
        "place": str(folder / verb.place),
        "faults": verb.met,
        "together": verb.together,
        "told": str(folder / "told.json"),
        "noise": str(folder / "noise.txt"),
    }


@cache
def two_fiches() -> bytes:
    """A workbook of two fiches."""
    project = find(HERE.parent)
    codes = ("BP1_AH", "LN1_GN")
    fiches = [
        of(parse(project.root / f"data/practices/{code}.ttl").triples, code) for code in codes
    ]
    return workbook(form(project), fiches, "es")


def visible(tree: dict[str, str]) -> dict[str, str]:
    """The files that people see; a new folder without any does no harm."""
    files = ((name, content) for name, content in tree.items() if content != "folder")
    return {name: content for name, content in files if HIDDEN not in name}


@pytest.mark.parametrize(("verb", "fault"), CASES)
def test_the_old_or_the_new_is_left_whole(
    verb: str, fault: str, happened: Callable[[str], dict[str, Any]]
) -> None:
    told = happened(verb)
    code, state, hidden = EXPECTED[fault]
    if fault == "full streams" and VERBS[verb].on_stdout:
        code = 2  # who wants what is printed must know that it is not all there
    done = told[fault]
    trees = {"old": visible(done["before"]), "new": visible(told["none"]["tree"])}
    assert trees["old"] != trees["new"]
    found = [name for name, tree in trees.items() if visible(done["tree"]) == tree]
    assert done["code"] == code, done["err"]
    assert found == ([state] if state in trees else [])
    left = [name for name in done["tree"] if Path(name).name.startswith(HIDDEN)]
    assert len(left) == hidden
    assert "Traceback" not in done["err"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_names_what_could_not_be_written(
    verb: str, happened: Callable[[str], dict[str, Any]]
) -> None:
    said = happened(verb)["disk full"]["err"].splitlines()[-1]
    assert said.endswith(NOT_ENOUGH)
    assert HIDDEN not in said


START = """
import os, runpy, signal, sys

class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "saberesgraph.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupted())
runpy.run_module("saberesgraph", run_name="__main__")
"""


def started(*command: str, **given: Any) -> subprocess.CompletedProcess[str]:
    """A process of its own, which hears interrupts whatever this one does."""
    return subprocess.run(
        [sys.executable, *command],
        text=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
        **{"capture_output": True, **given},
    )


def test_an_interrupt_while_python_imports_ends_it_without_a_traceback() -> None:
    done = started("-c", START)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_a_c_locale_writes_where_it_is_told(tmp_path: Path) -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out = tmp_path / "año" / "fíchas.xlsx"
    done = started("-m", "saberesgraph", "template", "-o", str(out), env={**os.environ, **locale})
    assert (done.returncode, done.stderr) == (0, f"Listo: {out}\n")
    assert [path.name for path in out.parent.iterdir()] == ["fíchas.xlsx"]


@pytest.mark.parametrize(
    ("closed", "code", "said"), [(1, 2, "stdout: está cerrada / it is closed.\n"), (2, 0, "")]
)
def test_a_stream_that_is_closed(closed: int, code: int, said: str, tmp_path: Path) -> None:
    """Nothing is written where one would not see what is printed; messages may be lost."""
    file = tmp_path / "a.ttl"
    file.write_text("@prefix   ex: <http://e/> . ex:a ex:b ex:c .", encoding="utf-8")
    before = file.read_bytes()
    command = ["-m", "saberesgraph", "fmt", str(file)]
    done = subprocess.run(
        ["bash", "-c", f'exec "$0" "$@" {closed}>&-', sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, said)
    assert (file.read_bytes() == before) == (code != 0)


def test_what_cannot_be_reached_is_said(tmp_path: Path) -> None:
    closed = "http://127.0.0.1:9/query"
    publish = started("-m", "saberesgraph", "publish", "--endpoint", closed, "--dry-run")
    assert publish.returncode == 2
    assert publish.stderr.splitlines()[-1].startswith(closed)
    assert "Traceback" not in publish.stderr


STORED = """
import os, signal, sys
rename = os.rename
def killed(source, target):
    if os.path.basename(target).isalnum():
        os.kill(os.getpid(), signal.SIGKILL)
    rename(source, target)
os.rename = killed
from saberesgraph.cli import main
main()
"""


def test_a_kept_store_that_was_killed_is_made_by_the_next_run(tmp_path: Path) -> None:
    copied(tmp_path, "LA1_AF")
    store = tmp_path / "store"
    asked = ("show", "LA1_AF", "--root", str(tmp_path), "--store", str(store))
    assert started("-c", STORED, *asked).returncode == -signal.SIGKILL
    left = sorted(path.name for path in store.iterdir())
    assert [name.startswith(HIDDEN) for name in left] == [False, True]  # our mark, and the rest
    done = started("-m", "saberesgraph", *asked)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("LA1_AF")
    assert not [path for path in store.iterdir() if path.name.startswith(HIDDEN)]
