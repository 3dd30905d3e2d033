"""Real servers of ours, in a process or a thread of their own, for the tests that need one."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

_WAIT_SECONDS = 90


class Server:
    """A running `saberesgraph serve`.

    Attributes:
        url: of its root, with its last slash.
    """

    def __init__(self, arguments: list[str], log: Path, environment: dict[str, str]) -> None:
        self._log = log
        command = [sys.executable, "-m", "saberesgraph", "serve", "--port", "0", *arguments]
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=subprocess.STDOUT, env=os.environ | environment
            )
        self.url = ""

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def hear(self, words: str, times: int = 1) -> str:
        """Wait until the server said words, and return what it said."""
        deadline = time.monotonic() + _WAIT_SECONDS
        while self.said().count(words) < times:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"never said {words!r}: {self.said()}")
            time.sleep(0.05)
        return self.said()

    def started(self) -> "Server":
        found = re.search(r"Sirviendo en (\S+)", self.hear("Ctrl+C"))
        assert found
        self.url = found[1]
        return self

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=60) as response:
            return str(response.read().decode())

    def show(self, path: str, words: str) -> None:
        """Wait until a page shows words: what is under way goes to the data from before."""
        for _ in range(100):
            if words in self.get(path):
                return
            time.sleep(0.05)
        raise AssertionError(f"{path} never showed {words!r}")

    def members(self) -> set[int]:
        """Its processes, children of children included."""
        return family(self.process.pid)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_WAIT_SECONDS)


def family(process: int) -> set[int]:
    """A process that runs, with its children and theirs."""
    parents = {}
    for folder in Path("/proc").iterdir():
        try:
            status = (folder / "status").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if folder.name.isdecimal() and "State:\tZ" not in status:
            parents[int(folder.name)] = int(re.findall(r"^PPid:\t(\d+)", status, re.M)[0])
    found = {process}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found & parents.keys()


def alive(processes: set[int]) -> set[int]:
    """Which of these processes have not ended."""

    def lives(process: int) -> bool:
        try:
            status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        except OSError:
            return False
        return "State:\tZ" not in status

    return set(filter(lives, processes))


@contextmanager
def serving(folder: Path, *arguments: str, **environment: str) -> Iterator[Server]:
    """A server that answers, and is gone afterwards."""
    server = Server(list(arguments), folder / "serve.log", environment)
    try:
        yield server.started()
    finally:
        if server.process.poll() is None:
            server.stop()


@contextmanager
def listening(application: Starlette) -> Iterator[tuple[str, int]]:
    """The host and port of an application behind a real server in a thread of this process."""
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    host, port, *_ = server.servers[0].sockets[0].getsockname()
    yield host, port
    server.should_exit = True
    thread.join()


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine that must stay silent, and what it has heard."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                heard.append(connection.recv(1000))
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], heard


def awaited(function: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run an asynchronous function beside this thread.

    A browser test that ran before may have left an event loop in it.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, function()).result()
