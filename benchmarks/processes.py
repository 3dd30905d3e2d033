"""Runs one measure in a process of its own: its numbers, its memory, and how it ended."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from measure import Measure, Work

RUN = Path(__file__).resolve().parent / "run.py"
_EVERY = 0.25  # seconds between looks at the memory
_APART = 30  # times as long as a look takes: while it goes through the pages none can be added


def ran(topic: str, name: str, measure: Measure, work: Work) -> dict[str, Any]:
    """Return the numbers of a measure, with its state and peak memory in MiB.

    The memory is that of the process and its children together, each shared page counted once
    (PSS), looked at four times a second, or more seldom where that takes long; or the largest of
    them (wait4), if that is more.
    """
    out = work.folder / "numbers.jsonl"
    out.unlink(missing_ok=True)
    command = [sys.executable, "-W", "ignore", str(RUN), "--child", topic, name, str(out)]
    given = (work.size, work.folder, work.query_limit, work.total_limit)
    log = work.folder / "log.txt"
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 (ourselves)
            [*command, *map(str, given)],
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        status, peak = _waited(process.pid, measure.limit)
    process.returncode = 0  # it was waited for
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    numbers: dict[str, Any] = {}
    for line in lines:
        numbers |= json.loads(line)
    state = "ok"
    if status is None:
        state, numbers["more than"] = "more than", measure.limit
    elif status:
        state = "failed"
        words = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        numbers["failed"] = words[-1][:300] if words else f"status {status}"
    elif "more than" in numbers or "failed" in numbers:
        state = "more than" if "more than" in numbers else "failed"
    return {"state": state, "MiB": round(peak / 1024), "numbers": numbers}


def _waited(process: int, limit: float) -> tuple[int | None, int]:
    """The status of a process, None if the limit came first; and its peak memory in KiB."""
    ends, peak = time.monotonic() + limit, 0
    while True:
        ended, status, usage = os.wait4(process, os.WNOHANG)
        if ended:
            _end(process)
            return status, max(peak, usage.ru_maxrss)
        if time.monotonic() > ends:
            _end(process)
            _, _, usage = os.wait4(process, 0)
            return None, max(peak, usage.ru_maxrss)
        looked = time.monotonic()
        peak = max(peak, sum(map(_memory, _session(process))))
        time.sleep(max(_EVERY, _APART * (time.monotonic() - looked)))


def _end(session: int) -> None:
    """End what is left of a session that is ours: a server, or a copy of the process."""
    for member in _session(session):
        try:
            os.kill(member, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _session(session: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found.append(int(folder.name))
    return found


def _memory(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
