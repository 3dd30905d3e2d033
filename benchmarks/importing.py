"""Times the import of a workbook of made-up fiches: seconds of each stage, and peak memory.

Run as `python benchmarks/importing.py [COUNT]`; without a count, 5,000 rows. A process of its own
imports it, with the progress bar that people see; nothing is written.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from catalogue import ROOT
from saberesgraph.cli.importing import Bars
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.fiches.importing.on_file import on_file
from saberesgraph.fiches.importing.planning import Request, plan
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.project import find

_SEED = 1
_FIRST = 1001  # codes of the real catalogue are far below
_STAGES = {"read": "reading cells", "names": "names on record", "normalise": "interpreting",
           "check": "checking with the shapes"}  # fmt: skip


def say(words: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def made_up(count: int) -> Iterator[Record]:
    """Yield fiches taken from real ones, with codes, titles and figures of their own."""
    draw = random.Random(_SEED)  # noqa: S311 (no secret)
    real = [filed.record for filed in on_file(find(ROOT)).values() if filed.record]
    for number in range(_FIRST, _FIRST + count):
        one = draw.choice(real)
        prefix, area = one.code[:2], one.code.partition("_")[2]
        code = f"{prefix}{number}_{area}"
        yield replace(
            one,
            code=code,
            labels={language: f"{label} {number}" for language, label in one.labels.items()},
            # what two fiches share would be remarked upon
            population=_figure(one.population, number),
            links=tuple(
                replace(link, name=link.name.replace(one.code, code)) for link in one.links
            ),
            anomalies=tuple(
                replace(each, name=each.name.replace(one.code, code)) for each in one.anomalies
            ),
        )


def _figure(figure: Figure, number: int) -> Figure:
    return figure if figure.value is None else Figure(Decimal(number), "", str(number))


def imported(path: Path) -> None:
    """Plan the import of a workbook in this process, and print what it took."""
    project = find(ROOT)
    asked = form(project)
    began = time.perf_counter()
    ends: dict[str, float] = {}
    with Bars("en") as shown:

        def told(stage: str, done: int, total: int) -> None:
            if stage == "normalise" and not done:
                ends["names"] = time.perf_counter()
            if done == total:
                ends[stage] = time.perf_counter()
            shown(stage, done, total)

        found = plan(project, asked, Request([path]), told)
    for stage, words in _STAGES.items():
        say(f"| {words} | {ends[stage] - began:.1f} |")
        began = ends[stage]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"| {', '.join(f'{n} {change.value}' for change, n in found.counts.items())} | |")
    say(f"| peak memory | {peak:.0f} MiB |")


def main() -> None:
    """Write a workbook, import it in a process of its own, and print a table."""
    if sys.argv[1:2] == ["--child"]:
        imported(Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "fichas.xlsx")
        began = time.perf_counter()
        path.write_bytes(workbook(form(find(ROOT)), made_up(count), "es"))
        say(f"{count} fiches in a workbook of {path.stat().st_size / 2**20:.1f} MiB")
        say("| stage | seconds |")
        say("|---|---:|")
        say(f"| writing the workbook | {time.perf_counter() - began:.1f} |")
        # ourselves, with a path of ours
        subprocess.run([sys.executable, __file__, "--child", str(path)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
