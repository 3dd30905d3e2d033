"""Processes that share the work end with who started them, and it is told where one is ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from saberesgraph.errors import LimitError
from saberesgraph.processes import pool

KILLED = """
import os, signal, sys, time
from saberesgraph.processes import pool
with pool(2) as processes:
    futures = [processes.submit(os.getpid) for _ in range(20)]
    print(*{future.result() for future in futures}, *processes._processes, flush=True)
    processes.submit(time.sleep, 60)
    {end}
"""


def ended(processes: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{process}").exists() for process in processes):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_who_is_killed_takes_all_its_processes_along() -> None:
    script = KILLED.replace("{end}", "os.kill(os.getpid(), signal.SIGKILL)")
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGKILL
    processes = [*map(int, done.stdout.split())]
    assert len(set(processes)) == 2
    assert ended(processes)


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with pytest.raises(LimitError, match="the system ended a process"), pool(1) as processes:
        processes.submit(os.kill, processes.submit(os.getpid).result(), signal.SIGKILL).result()


def test_an_interrupt_is_heard_by_who_started_them_alone() -> None:
    with pool(1) as processes:
        process = processes.submit(os.getpid).result()
        os.kill(process, signal.SIGINT)
        assert processes.submit(os.getpid).result() == process
