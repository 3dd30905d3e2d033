"""What several test modules share."""

import os
from pathlib import Path

import pytest

from browser import browser, page  # noqa: F401 (fixtures)
from saberesgraph.graph import Graph, load
from saberesgraph.project import Project, find

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Project:
    return find(ROOT)


@pytest.fixture(scope="session")
def graph(project: Project) -> Graph:
    return load(project)


@pytest.fixture(autouse=True)
def _no_language_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SABERESGRAPH_")]:
        monkeypatch.delenv(name)


def needs(found: object, name: str, install: str) -> None:
    """Skip where a program is not installed; where SKIPS=forbidden, as in CI, fail instead."""
    if found:
        return
    reason = f"needs {name}: {install}"
    if os.environ.get("SKIPS") == "forbidden":
        pytest.fail(reason)
    pytest.skip(reason)
