"""What a user installs works alone: built wheel, empty environment, empty folder."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_wheel_runs_from_an_empty_folder(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    ours = {path for path in (ROOT / "src").rglob("*") if path.is_file()}
    names = {path.relative_to(ROOT / "src").as_posix() for path in ours}
    assert {name for name in names if "__pycache__" not in name} <= packed
    home = tmp_path / "venv"
    venv.create(home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", str(scripts / "python"))
    subprocess.run(
        [*pip, "install", "--quiet", "--no-compile", str(wheel)],
        check=True, capture_output=True,
    )  # fmt: skip
    empty = tmp_path / "empty"
    empty.mkdir()

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [scripts / "saberes", *arguments], cwd=empty, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "saberesgraph" in run("--version")
    facts = json.loads(run("info", "-f", "json"))
    assert facts["good_practice"] == 26
    assert len(json.loads(run("queries", "-f", "json"))) >= 36
    assert run("query", "objective-coverage", "-f", "csv").count("\n") == 24
    assert Path(facts["root"]).is_relative_to(home.resolve())
    assert json.loads(run("show", "BP2_GF", "-f", "json"))["population"] == 953000
    assert "0 infracciones, 17 advertencias" in run("validate")
    run("draw", "map", "-o", "map.html")
    assert [path.name for path in empty.iterdir()] == ["map.html"]
