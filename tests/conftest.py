"""What several test modules share."""

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from starlette.testclient import TestClient

from browser import browser, kept, online, page  # noqa: F401 (fixtures)
from saberesgraph import site
from saberesgraph.graph import Graph, load
from saberesgraph.practice.card import Card, all_cards
from saberesgraph.project import Project, find
from saberesgraph.sandbox import Limits
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.served import Served
from servers import listener, listening  # noqa: F401 (a fixture)

# few examples, always the same; HYPOTHESIS_PROFILE=long looks for faults
settings.register_profile("few", max_examples=30, derandomize=True, deadline=None)
settings.register_profile("long", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "few"))

ROOT = Path(__file__).resolve().parent.parent
# the files that take longest: whoever starts one of these last keeps the others waiting
LONG = (
    "test_sparql_page.py",
    "test_engines.py",
    "test_serve.py",
    "test_site_pages.py",
    "test_editor.py",
    "test_faults.py",
    "test_shapes.py",
    "test_again.py",
    "test_kept.py",
    "test_matrix_page.py",
    "test_network_page.py",
    "test_abuse.py",
    "test_cli.py",
    "test_network_drawing.py",
    "test_map.py",
    "test_site.py",
    "test_exchange_pages.py",
    "test_search_page.py",
    "test_site_in_browser.py",
    "test_explorer_in_browser.py",
    "test_query_pages.py",
    "test_import.py",
    "test_validation.py",
    "test_linked_data.py",
    "test_publish.py",
    "test_network.py",
    "test_answer.py",
    "test_installed.py",
    "test_sandbox.py",
    "test_queries.py",
    "test_api.py",
    "test_export.py",
    "test_store.py",
)


def pytest_xdist_auto_num_workers() -> int:
    """Half again as many as there are processors: tests wait for browsers, servers and limits."""
    return (os.cpu_count() or 2) * 3 // 2


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what was imported: that took a fifth of the time."""
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long files first: processes that share the files of a run then end together."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONG)))


@pytest.fixture(scope="session")
def project() -> Project:
    return find(ROOT)


@pytest.fixture(scope="session")
def graph(project: Project) -> Graph:
    return load(project)


@pytest.fixture(scope="session")
def cards(graph: Graph) -> list[Card]:
    return list(all_cards(graph.store))


@pytest.fixture(scope="session")
def folder(project: Project, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, for the tests that read it; its name is one that people may give.

    The processes of one run share it: the first that needs it writes it, and the others wait.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    out = shared / "site" / "usb stick, ñ #1"
    try:
        out.parent.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 120
        while not out.exists():  # it comes whole or not at all
            assert time.monotonic() < deadline, "the process that writes the site failed"
            time.sleep(0.1)
    else:
        site.build(project, graph, out, "es")
    return out


@pytest.fixture(scope="session")
def served(project: Project, graph: Graph) -> Served:
    return Served("es", project, graph.store, Direct(graph.store, Limits()), "", "v1")


@pytest.fixture(scope="session")
def client(served: Served) -> Iterator[TestClient]:
    with TestClient(application(served), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def origin(served: Served) -> Iterator[str]:
    """The URL of a real server of the project, with its last slash."""
    with listening(application(served)) as (host, port):
        yield f"http://{host}:{port}/"


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
