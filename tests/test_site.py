"""The site: whole or not at all, offline, inert to hostile labels, working in a browser."""

import html.parser
import json
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import needs
from saberesgraph import network, site
from saberesgraph.drawing.network_page import network_page
from saberesgraph.errors import OutputError
from saberesgraph.graph import Graph
from saberesgraph.project import Project
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.writing import replaced_folder, write_text

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = '</script><img src=x onerror="document.title=1"><b>href'


@pytest.fixture(scope="session")
def folder(project: Project, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "es"
    site.build(project, graph, out, "es")
    return out


class Links(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in {"href", "src", "action"}
        ]


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_the_site_has_a_page_for_everything(folder: Path, project: Project) -> None:
    names = {page.relative_to(folder).as_posix() for page in pages(folder)}
    assert {"index.html", "network.html", "practices/BP10_PC.html"} < names
    assert len(names) == 2 + 34 + len(project.query_files)
    for query in project.query_files:
        assert f"queries/{query.stem}.html" in names
        assert (folder / "queries" / f"{query.stem}.csv").stat().st_size > 100


def test_pages_link_only_to_pages_that_exist_and_load_nothing(folder: Path) -> None:
    for page in pages(folder):
        found = Links()
        found.feed(page.read_text(encoding="utf-8"))
        for address in found.addresses:
            if not address.startswith("#"):
                assert (page.parent / address).exists(), (page, address)
        assert not {"iframe", "object", "embed", "link"} & set(found.tags)
        assert "Content-Security-Policy" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_says_its_language(
    language: str, project: Project, graph: Graph, tmp_path: Path
) -> None:
    site.build(project, graph, tmp_path / "x", language)
    for page in pages(tmp_path / "x"):
        assert f'<html lang="{language}">' in page.read_text(encoding="utf-8")
    index = (tmp_path / "x" / "index.html").read_text(encoding="utf-8")
    assert {"es": "Preguntas respondidas", "en": "Questions answered"}[language] in index


def test_building_again_gives_the_same_bytes(
    folder: Path, project: Project, graph: Graph, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    site.build(project, graph, again, "es")
    for page in sorted(folder.rglob("*.*")):
        if page.is_file():
            assert (again / page.relative_to(folder)).read_bytes() == page.read_bytes(), page


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with replaced_folder(out) as fresh:
        write_text(fresh / "index.html", "old")

    def fail() -> None:
        with replaced_folder(out) as fresh:
            write_text(fresh / "index.html", "new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (out / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / "file" / "x.csv", "x")


def hostile_page(graph: Graph) -> str:
    def damaged(triple: ox.Triple) -> ox.Triple:
        if isinstance(triple.object, ox.Literal) and triple.object.language == "es":
            return ox.Triple(triple.subject, triple.predicate, ox.Literal(HOSTILE, language="es"))
        return triple

    store = EmbeddedStore(map(damaged, graph.reading.triples), graph.derived)
    return network_page(network.build(store), "es")


def test_hostile_labels_never_become_markup(graph: Graph) -> None:
    page = hostile_page(graph)
    found = Links()
    found.feed(page)
    assert "img" not in found.tags
    assert "b" not in found.tags
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert HOSTILE in {node["name"] for node in json.loads(data[1])["nodes"]}


def dump(page: Path, fragment: str = "") -> str:
    needs(CHROMIUM, "Chromium", "apt-get install chromium")
    assert CHROMIUM
    return subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000",
            "--window-size=1400,1000", "--dump-dom", f"{page.as_uri()}{fragment}",
        ],
        capture_output=True, text=True, encoding="utf-8", check=True, timeout=120,
    ).stdout  # fmt: skip


@pytest.mark.browser
def test_the_network_works_in_a_browser_from_a_file(folder: Path) -> None:
    page = dump(folder / "network.html", "#practice%3ABP8_PC")
    assert 'data-ready="true"' in page
    assert "<canvas" in page
    card = page.split('id="card"')[1]
    assert "BP8_PC · Capacitación de personal público" in card
    # the evidence of an edge: what was printed, and that we normalised it
    assert "principio · normalizado de BP8_PC: «h) Perspectiva de género.»" in card
    assert "ODS · derivado por goals-from-objectives; apoyo: objetivos 7" in card
    assert "54 en la lista" in page


@pytest.mark.browser
def test_hostile_labels_are_inert_in_a_browser(graph: Graph, tmp_path: Path) -> None:
    page = tmp_path / "hostile.html"
    page.write_text(hostile_page(graph), encoding="utf-8")
    shown = dump(page, "#practice%3ABP8_PC")
    assert 'data-ready="true"' in shown
    assert "<title>Red de prácticas" in shown
    assert "<img" not in shown
