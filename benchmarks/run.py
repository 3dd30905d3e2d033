"""Measures everything, and writes the tables of docs/performance.md.

Run as `python benchmarks/run.py --sizes 1000 10000 100000`. Each measure runs in a process of its
own with a limit of time, so one that fails costs one cell. Results stay in benchmarks/results by
size; the page is made of all that are there, so sizes and topics can be run apart.
"""

import argparse
import importlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import catalogue
from measure import Measure, Work
from processes import ran
from report import page

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PAGE = HERE.parent / "docs" / "performance.md"
TOPICS = (
    *("load", "validation", "queries", "similarity"),
    *("network", "explorer", "site", "importing"),
)
# whole benchmarks with tables of their own, once for all sizes
APART = {
    "server": ("server.py", "--seconds", "2", "--hostile", "32"),
    "browser": ("network_page.py", "--practices", "2000"),
}
_PACKAGES = (
    *("pyoxigraph", "oxigraph", "rdflib", "oxrdflib", "pyshacl"),
    *("networkx", "numpy", "scipy"),
)
_DEFECTS = 0.05
_ROUNDED = 60  # seconds: what takes longer is measured once
_MEMORY = 0.6  # of the machine's, that a measure may be expected to take


def measures(topic: str) -> dict[str, Measure]:
    """Return the measures of a topic by name; none where it needs what is not there."""
    try:
        found: dict[str, Measure] = importlib.import_module(f"measures.{topic}").MEASURES
    except ImportError as error:
        _say(f"{topic}: not measured ({error})")
        return {}
    return found


def main() -> None:
    """Run what was asked for."""
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description="Measure everything, at some sizes.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000])
    every = (*TOPICS, *APART)
    parser.add_argument("--only", help=f"topics, with commas: {','.join(every)}")
    parser.add_argument("--measures", help="names of measures, with commas (all)")
    parser.add_argument("-o", "--output", type=Path, default=PAGE)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, help="folder for catalogues and stores; kept")
    parser.add_argument("--query-limit", type=float, default=60, help="seconds of one query")
    parser.add_argument("--total-limit", type=float, default=300, help="of one engine's queries")
    options = parser.parse_args()
    asked = options.only.split(",") if options.only else every
    if unknown := {*asked}.difference(every):
        parser.error(f"no such topic: {', '.join(sorted(unknown))}")
    options.results.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        place = (options.work or Path(temporary)).resolve()
        for size in options.sizes:
            work = Work(size, place / str(size), options.query_limit, options.total_limit)
            if any(topic in asked for topic in TOPICS):
                _prepared(work, options.results)
            for topic in (topic for topic in TOPICS if topic in asked):
                _topic(topic, work, options.results, options.measures)
        for name in (name for name in APART if name in asked):
            _apart(name, options.results)
    text = page(
        _loaded(options.results),
        apart(options.results),
        {topic: measures(topic) for topic in TOPICS},
    )
    options.output.write_text(text, encoding="utf-8")
    _say(f"{options.output}")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _child(*given: str) -> None:
    """Run one measure in this process; what it yields goes to a file, a line each."""
    topic, name, out, size, folder, query_limit, total_limit = given
    work = Work(int(size), Path(folder), float(query_limit), float(total_limit))
    with Path(out).open("a", encoding="utf-8") as lines:
        for numbers in measures(topic)[name].run(work):
            lines.write(json.dumps(numbers) + "\n")
            lines.flush()


def _prepared(work: Work, results: Path) -> None:
    """Make the catalogues, unless they are there."""
    work.folder.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    for folder, share in ((work.project, 0.0), (work.damaged, _DEFECTS)):
        if not folder.is_dir():
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            catalogue.write(part, work.size, 1, share)
            part.rename(folder)
            _say(f"{work.size} {folder.name}: made, {time.monotonic() - started:.0f} s")
    files = [file for file in work.project.rglob("*.ttl") if "shapes" not in file.parts]
    _kept(results, work.size, "about", {"files": len(files), "machine": machine()})


def _topic(topic: str, work: Work, results: Path, only: str | None) -> None:
    told = {
        name: measure
        for name, measure in measures(topic).items()
        if not only or name in only.split(",")
    }
    for turn in range(max((measure.rounds for measure in told.values()), default=0)):
        for name, measure in told.items():
            before = _loaded(results).get(str(work.size), {}).get(f"{topic}/{name}", {})
            if turn >= measure.rounds or (turn and _long(before)):
                continue
            found = _expected(results, f"{topic}/{name}", measure, work.size)
            if not found:
                found = ran(topic, name, measure, work)
                found["when"] = datetime.now(UTC).strftime("%Y-%m-%d")
                if turn:
                    found = _best(before, found)
            _kept(results, work.size, f"{topic}/{name}", found)
            short = {k: v for k, v in found["numbers"].items() if not isinstance(v, dict)}
            _say(f"{work.size} {topic}/{name}: {found['state']} {found['MiB']} MiB {short}")


def _long(found: dict[str, Any]) -> bool:
    return found.get("state") != "ok" or found["numbers"].get("seconds", 0) > _ROUNDED


def _best(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    if other["state"] != "ok":
        return one
    times = (each["numbers"].get("seconds", 0) for each in (one, other))
    first, second = times
    best = one if first <= second else other
    return {**best, "MiB": max(one["MiB"], other["MiB"])}


def _expected(results: Path, key: str, measure: Measure, size: int) -> dict[str, Any] | None:
    """What a measure would take, from the next smaller size; None if it can be run."""
    told = _loaded(results)
    smaller = [int(each) for each in told if int(each) < size and key in told[each]]
    if not smaller:
        return None
    last = told[str(max(smaller))][key]
    times = size / max(smaller)
    memory = last["MiB"] * times
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20
    why = {}
    if last["state"] == "more than" or last["state"] == "skipped":
        why["not run"] = f"too long at {max(smaller):,} already"
    elif last["numbers"].get("seconds", 0) * times > 2 * measure.limit and "sample" not in str(
        last
    ):
        why["not run"] = f"about {last['numbers']['seconds'] * times:,.0f} s"
    elif memory > _MEMORY * total and max(smaller) >= 1000:
        why["not run"] = f"about {memory / 1024:.0f} GiB"
    return {"state": "skipped", "MiB": 0, "numbers": why} if why else None


def _apart(name: str, results: Path) -> None:
    script, *rest = APART[name]
    command = [sys.executable, "-W", "ignore", str(HERE / script), *rest]
    try:
        done = subprocess.run(  # noqa: S603 (ours)
            command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=600
        )
        text = done.stdout if not done.returncode else f"failed: {done.stderr[-300:]}"
    except subprocess.TimeoutExpired:
        text = "more than 600 s"
    (results / f"{name}.txt").write_text(text, encoding="utf-8")
    _say(f"{name}: {len(text.splitlines())} lines")


def _kept(results: Path, size: int, key: str, found: dict[str, Any]) -> None:
    file = results / f"{size}.json"
    told = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    told[key] = found
    part = file.with_suffix(".part")
    part.write_text(json.dumps(told, indent=1), encoding="utf-8")
    part.replace(file)


def _loaded(results: Path) -> dict[str, dict[str, Any]]:
    """All results by size, the smallest first."""
    sizes = sorted((int(file.stem), file) for file in results.glob("*.json"))
    told: dict[str, dict[str, Any]] = {
        str(size): json.loads(file.read_text(encoding="utf-8")) for size, file in sizes
    }
    return told


def apart(results: Path) -> dict[str, str]:
    """Return what the benchmarks with tables of their own printed."""
    files = (results / f"{name}.txt" for name in APART)
    return {file.stem: file.read_text(encoding="utf-8") for file in files if file.exists()}


def machine() -> str:
    """Return what this ran on, without its name."""
    names = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"model name\s*:\s*(.+)", names)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = []
    for name in _PACKAGES:
        try:
            packages.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            packages.append(f"{name} absent")
    cpu = found[1].strip() if found else platform.machine()
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return (
        f"{os.cpu_count()} cores ({cpu}), {memory:.0f} GiB, {system}, "
        f"Python {platform.python_version()}, {', '.join(packages)}{_virtuoso()}"
    )


def _virtuoso() -> str:
    if not (program := shutil.which("virtuoso-t")):
        return ""
    said = subprocess.run([program, "-?"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"Version ([0-9.]+)", said.stdout + said.stderr)
    return f", Virtuoso {found[1].rstrip('.')}" if found else ""


if __name__ == "__main__":
    main()
