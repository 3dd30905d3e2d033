"""What other repositories run of ours: hooks of pre-commit, and the action for GitHub."""

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from copies import copied
from saberesgraph.cli import group

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "#!/bin/sh\nexec {} {}"
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")


def parsed(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_hooks_name_verbs_that_exist_and_files_that_matter(project_files: list[str]) -> None:
    hooks = {hook["id"]: hook for hook in parsed(".pre-commit-hooks.yaml")}
    assert hooks.keys() == {"saberesgraph-validate", "saberesgraph-fmt"}
    for hook in hooks.values():
        program, verb = shlex.split(hook["entry"])
        assert program == "saberesgraph"
        assert verb in group.list_commands(None)  # type: ignore[arg-type]
        assert hook["language"] == "python"
        matched = [file for file in project_files if re.search(hook["files"], file)]
        assert "data/practices/BP1_AH.ttl" in matched
        assert not [file for file in matched if file.startswith(("src/", "tests/", "docs/"))]
    # a change in one file may break what another says
    assert hooks["saberesgraph-validate"]["pass_filenames"] is False
    assert "pass_filenames" not in hooks["saberesgraph-fmt"]


@pytest.fixture(scope="module")
def project_files() -> list[str]:
    return [
        file.relative_to(ROOT).as_posix()
        for part in ("data", "ontology", "queries", "src", "tests", "docs")
        for file in (ROOT / part).rglob("*")
    ]


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    read: dict[str, Any] = parsed("action.yml")
    return read


def test_the_action_pastes_nothing_into_its_scripts(action: dict[str, Any]) -> None:
    steps = action["runs"]["steps"]
    for step in steps:
        assert "${{" not in step.get("run", "")
        assert ("shell" in step) == ("run" in step)
        if "uses" in step:  # a tag may move
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
    ids = {step["id"] for step in steps if "id" in step}
    for expression in EXPRESSION.findall((ROOT / "action.yml").read_text(encoding="utf-8")):
        kind, _, name = expression.strip().partition(".")
        known = action["inputs"] if kind == "inputs" else ids
        assert name.split(".")[0] in known
    assert {"path", "fail-on", "lang", "reports"} <= action["inputs"].keys()


@dataclass(frozen=True)
class Ended:
    """How the step of the action ended."""

    code: int
    said: str
    outputs: dict[str, str]
    summary: str


def step(action: dict[str, Any], runner: Path, workspace: Path, **inputs: str) -> Ended:
    """Run the validating step as a runner does, with our program as it stands here."""
    programs = runner / "programs"
    programs.mkdir()
    # -P: as an installed program, it takes no module from the working folder
    for name, arguments in (("saberesgraph", '-P -m saberesgraph "$@"'), ("python", '"$@"')):
        program = programs / name
        program.write_text(PYTHON.format(shlex.quote(sys.executable), arguments), encoding="utf-8")
        program.chmod(0o755)
    found = next(one for one in action["runs"]["steps"] if one.get("id") == "validate")
    given = {name: spec["default"] for name, spec in action["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    own = {
        name: EXPRESSION.sub(
            lambda match: (
                given[match[1].strip().removeprefix("inputs.")]
                if match[1].strip().startswith("inputs.")
                else str(programs)
            ),
            value,
        )
        for name, value in found["env"].items()
    }
    script = runner / "step.sh"
    script.write_text(found["run"], encoding="utf-8")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=workspace,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={
            **os.environ,
            **own,
            "PYTHONPATH": str(ROOT / "src"),
            "RUNNER_TEMP": str(runner),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_OUTPUT": str(runner / "outputs"),
            "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        },
    )

    def held(name: str) -> str:
        file = runner / name
        return file.read_text(encoding="utf-8") if file.exists() else ""

    outputs = dict(line.split("=", 1) for line in held("outputs").splitlines())
    return Ended(done.returncode, done.stdout + done.stderr, outputs, held("summary"))


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    folder = tmp_path / "runner's temp"
    folder.mkdir()
    return folder


def test_the_action_shows_findings_and_writes_every_report(
    action: dict[str, Any], runner: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "work space"
    copied(workspace / "bank", "LN2_GN", "BP1_AH")
    fiche = workspace / "bank/data/practices/BP1_AH.ttl"
    damaged = fiche.read_text(encoding="utf-8").replace("objective:19", "objective:24")
    fiche.write_text(damaged, encoding="utf-8")
    ended = step(
        action, runner, workspace, path="bank", lang="en",
        reports="sarif html markdown junit turtle json text github",
    )  # fmt: skip
    assert ended.code == 1, ended.said
    # as seen from what was checked out, which holds the project in a folder
    assert "::error file=bank/data/practices/BP1_AH.ttl,line=" in ended.said
    assert ended.outputs["violations"] == str(ended.said.count("::error ")) != "0"
    assert (ended.outputs["warnings"], ended.outputs["notes"]) == ("6", "0")
    assert ended.summary.startswith("# Data validation\n")
    folder = Path(ended.outputs["folder"])
    assert sorted(file.name for file in folder.iterdir()) == [
        f"findings.{end}" for end in ("github", "html", "json", "md", "sarif", "ttl", "txt", "xml")
    ]
    sarif = json.loads(Path(ended.outputs["sarif"]).read_text(encoding="utf-8"))
    assert len(sarif["runs"][0]["results"]) == 6 + int(ended.outputs["violations"])
    assert '"bank/data/practices/BP1_AH.ttl"' in json.dumps(sarif)
    assert (folder / "findings.md").read_text(encoding="utf-8") == ended.summary


def test_the_action_shows_what_cannot_be_read_where_it_stands(
    action: dict[str, Any], runner: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "workspace"
    copied(workspace, "BP1_AH")
    actors = workspace / "data/actors.ttl"
    actors.write_text(actors.read_text(encoding="utf-8") + "\nactor:oim a ", encoding="utf-8")
    ended = step(action, runner, workspace, fail_on="info")
    assert (ended.code, ended.outputs, ended.summary) == (2, {}, "")
    line = len(actors.read_text(encoding="utf-8").splitlines())
    assert f"::error file=data/actors.ttl,line={line},col=" in ended.said


def test_the_action_runs_nothing_that_a_repository_or_an_input_brings(
    action: dict[str, Any], runner: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "workspace"
    copied(workspace, "BP1_AH")
    for name in ("json.py", "saberesgraph.py"):
        (workspace / name).write_text("raise SystemExit('taken over')", encoding="utf-8")
    clean = step(action, runner, workspace, lang="en", files="--help\ndata/practices/BP1_AH.ttl")
    assert (clean.code, clean.said) == (2, clean.said)
    assert "there is no such file" in clean.said
    assert "taken over" not in clean.said


@pytest.mark.parametrize("name", ["path", "files", "fail-on", "lang", "reports"])
def test_an_input_of_the_action_is_only_words(
    action: dict[str, Any], runner: Path, tmp_path: Path, name: str
) -> None:
    words = "$(touch taken) `touch taken` ; touch taken"
    ended = step(action, runner, tmp_path, **{name: words})
    assert ended.code == 2
    assert not (tmp_path / "taken").exists()
