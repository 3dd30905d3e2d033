"""The tutorial's commands give what it prints, in both languages and in order."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from saberesgraph.cli import group

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, with what it should print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def missing(printed: str, *streams: str) -> str:
    """The first printed line that no stream has after those before it; `...` is anything."""
    rest = [stream.splitlines() for stream in streams]
    for line in printed.splitlines():
        like = re.compile(".*".join(map(re.escape, line.split("..."))))
        for place, shown in enumerate(rest):
            found = next((n for n, each in enumerate(shown) if like.fullmatch(each)), None)
            if found is not None:
                if line != "...":
                    rest[place] = shown[found + 1 :]
                break
        else:
            return line
    return ""


def edit(folder: Path, block: str) -> None:
    """Change the one line that a block of differences names, wherever it stands."""
    old, new = (re.findall(rf"^{re.escape(sign)}(.*)$", block, re.MULTILINE) for sign in "-+")
    file = folder / "data" / "practices" / "BP1_AH.ttl"
    text = file.read_text(encoding="utf-8")
    assert [text.count(f"{line}\n") for line in old] == [1]
    file.write_text(text.replace(old[0], new[0]), encoding="utf-8")


@pytest.mark.parametrize(("page", "language"), [("starting.md", "en"), ("empezar.md", "es")])
def test_the_tutorial_tells_what_happens(
    page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SABERESGRAPH_LANG", language)
    monkeypatch.setenv("COLUMNS", "200")
    ran = 0
    for kind, block in _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8")):
        if kind == "diff":
            edit(tmp_path, block)
            continue
        for command, printed in steps(block):
            program, *words = shlex.split(command)
            assert program == "saberesgraph"
            result = CliRunner().invoke(group, words)
            assert not missing(printed, result.stdout, result.stderr), result.output
            ran += 1
    assert ran == 10
