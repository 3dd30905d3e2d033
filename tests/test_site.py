"""The site: whole or not at all, offline, inert to hostile labels, working in a browser."""

import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pyoxigraph as ox
import pytest
from playwright.sync_api import Page

from saberesgraph import network, site, staging
from saberesgraph.drawing.network.page import network_page
from saberesgraph.drawing.paths import refuse_unsafe
from saberesgraph.errors import InputError, OutputError
from saberesgraph.graph import Graph
from saberesgraph.namespaces import RESOURCE, SKOS
from saberesgraph.project import Project
from saberesgraph.site import home, show, things
from saberesgraph.site.content import read
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.writing import replaced_folder, write_text

HOSTILE = '</script><img src=x onerror="document.title=1"><b>href'


class Links(html.parser.HTMLParser):
    """The addresses of a page: what it loads, what it leads to, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.led: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "xlink:href", "action"} and tag in {"a", "form"}:
                self.led.append(value or "")
            elif name in {"href", "src", "action"}:
                self.loaded.append(value or "")


@cache
def links(file: Path) -> Links:
    found = Links()
    found.feed(file.read_text(encoding="utf-8"))
    return found


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_the_site_has_a_page_for_everything_in_both_languages(
    folder: Path, project: Project
) -> None:
    names = {page.relative_to(folder).as_posix() for page in pages(folder)}
    spanish = {name for name in names if not name.startswith("en/")}
    assert {f"en/{name}" for name in spanish} == names - spanish
    assert {"index.html", "network.html", "queries.html", "id/practice/BP10_PC.html"} < spanish
    for query in project.query_files:
        assert f"queries/{query.stem}.html" in spanish
        # an answer may have no rows, as those on exchanges: none is on record
        assert (folder / "queries" / f"{query.stem}.csv").stat().st_size > 30


def test_every_link_leads_somewhere_and_nothing_comes_from_outside(folder: Path) -> None:
    found = {str(page): links(page) for page in pages(folder)}
    anchors = {page: set(here.ids) for page, here in found.items()}
    files = {str(file) for file in folder.rglob("*") if file.is_file()}
    for page, here in found.items():
        parent = os.path.dirname(page)  # noqa: PTH120 (pages have 75,000 links: paths take seconds)
        for address in set(here.loaded):
            assert os.path.normpath(f"{parent}/{unquote(address)}") in files, (page, address)
        for address in set(here.led):
            path, _, fragment = unquote(address).partition("#")
            if path.startswith(("https://", "http://")):
                continue  # where a reader may go; nothing is loaded from there
            path = path.partition("?")[0]  # what follows is for a script to read
            target = os.path.normpath(f"{parent}/{path}") if path else page
            assert target in files, (page, address)
            # a fragment with a value is a choice that a script reads
            if fragment and "=" not in fragment:
                assert fragment in anchors[target], (page, address)
        assert not {"iframe", "object", "embed"} & set(here.tags)


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_scripts_link_to_is_there(folder: Path, language: str) -> None:
    root = folder if language == "es" else folder / language
    script = (folder / "assets" / f"search-{language}.js").read_text(encoding="utf-8")
    documents = json.loads(script.removeprefix("self.SABERES_SEARCH = ").removesuffix(";\n"))
    words = (root / "sparql.html").read_text(encoding="utf-8")
    names = re.search(
        r'<script type="application/json" id="names">(.*?)</script>', words, re.DOTALL
    )
    assert names is not None
    addresses = {document["path"] for document in documents}
    addresses |= {path for _, path in json.loads(names[1])["pages"]}
    anchors: dict[Path, list[str]] = {}
    for address in sorted(addresses):
        path, _, fragment = unquote(address).partition("#")
        target = root / path
        assert target.is_file(), address
        if fragment:
            if target not in anchors:
                anchors[target] = links(target).ids
            assert fragment in anchors[target], address


def test_pages_are_valid_and_leave_nothing_to_the_policy(folder: Path) -> None:
    for number, page in enumerate(pages(folder)):
        if ("match" in page.parts or "en" in page.parts) and number % 8:
            continue  # of one template with others: some of them will do
        words = page.read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True).parse(words)
        here = links(page)
        assert len(here.ids) == len(set(here.ids)), page
        assert "style" not in here.attributes, page
        assert not [name for name in here.attributes if name.startswith("on")], page
        assert "script-src 'self'" in html.unescape(words)
        assert "unsafe-inline" not in words


def test_every_page_says_its_language(folder: Path) -> None:
    for page in pages(folder):
        language = "en" if page.relative_to(folder).parts[0] == "en" else "es"
        assert f'<html lang="{language}">' in page.read_text(encoding="utf-8")
    assert "Por dónde empezar" in (folder / "index.html").read_text(encoding="utf-8")
    assert "Where to start" in (folder / "en" / "index.html").read_text(encoding="utf-8")


def test_the_default_language_stands_at_the_root(
    project: Project, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "pages", home.pages)
    site.build(project, graph, tmp_path / "x", "en")
    assert "Where to start" in (tmp_path / "x" / "index.html").read_text(encoding="utf-8")
    assert "Por dónde empezar" in (tmp_path / "x" / "es" / "index.html").read_text(encoding="utf-8")


def test_building_again_gives_the_same_bytes(
    folder: Path, project: Project, tmp_path: Path
) -> None:
    """Another process, with another order of hashing, writes the very same files."""
    program = (
        "import sys; from pathlib import Path; from saberesgraph import site;"
        "from saberesgraph.graph import load; from saberesgraph.project import find;"
        "project = find(Path(sys.argv[1]));"
        "site.build(project, load(project), Path(sys.argv[2]), 'es')"
    )
    again = tmp_path / "again"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    subprocess.run(
        [sys.executable, "-c", program, str(project.root), str(again)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True, timeout=600,
    )  # fmt: skip
    first, second = (
        {
            file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in site.rglob("*")
            if file.is_file()
        }
        for site in (folder, again)
    )
    assert len(first) > 700
    assert first == second


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


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "node", "other"),
    [
        ("network.html", "practice:BP8_PC", "en/network.html"),
        ("network/practices.html", "practice:BP1_AH", "en/network/practices.html"),
        ("en/network/practices.html", "practice:BP1_AH", "network/practices.html"),
    ],
)
def test_networks_lead_to_pages_and_to_their_other_language(
    folder: Path, page: Page, name: str, node: str, other: str
) -> None:
    page.goto((folder / name).as_uri() + f"#n={node}&depth=2")
    page.wait_for_selector("html[data-ready]")
    page.locator("header .language").click()
    page.wait_for_url((folder / other).as_uri() + f"#n={node}&depth=2")
    page.wait_for_selector("html[data-ready]")
    page.locator("#card a.button").click()
    page.wait_for_url("**/id/**")
    assert node.partition(":")[2] in page.locator("main").inner_text()


def test_answers_say_the_language_of_the_source(folder: Path) -> None:
    def spans(path: str) -> dict[str, str]:
        page = html5lib.parse((folder / path).read_bytes(), namespaceHTMLElements=False)
        return {
            each.text or "": each.get("lang", "") for each in page.iterfind(".//td/span[@lang]")
        }

    assert spans("en/queries/keyword-practices.html")["Arriendo"] == "es"
    assert spans("en/queries/call-axes.html")["Se lee «enfocada»."] == "es"
    assert not spans("queries/keyword-practices.html")


@pytest.mark.parametrize(("path", "words"), [("", "845\u202f500"), ("en/", "845,500")])
def test_answers_write_numbers_as_their_language_does(folder: Path, path: str, words: str) -> None:
    text = (folder / f"{path}queries/budget-by-area.html").read_text(encoding="utf-8")
    assert f'<td class="number">{words}</td>' in text


# --- what a name in the data may do to the folder ---


def test_no_name_in_the_data_leads_out_of_the_folder(
    project: Project, graph: Graph, tmp_path: Path
) -> None:
    escaped = ox.NamedNode(f"{RESOURCE}actor/../../../escaped")
    more = [
        ox.Triple(escaped, ox.NamedNode(f"{SKOS}{name}"), ox.Literal("x"))
        for name in ("notation", "prefLabel")
    ]
    damaged = replace(graph, store=EmbeddedStore([*graph.reading.triples, *more], graph.derived))
    with pytest.raises(InputError, match=r"id/actor/../../../escaped.html: it cannot be the path"):
        site.build(project, damaged, tmp_path / "a" / "b" / "site", "es")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../../index",
        "x/../y",
        "/x",
        "a:b",
        "a#b",
        "a?b",
        "a\\b",
        "a\0",
        "CON",
        "nul.x",
        "a" * 250,
    ],
)
def test_a_name_that_some_system_cannot_give_a_file_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=r": it cannot be the path of a file of the site"):
        refuse_unsafe(["index.html", f"id/actor/{name}.html"])


def test_two_names_of_one_file_are_refused() -> None:
    refuse_unsafe(["id/actor/niñez.html", "id/actor/ni%C3%B1ez.html", "id/actor/a.b~c-d_1.html"])
    for other in ("oim", "OIM"):
        with pytest.raises(InputError, match=r"it would be the same file as id/actor/oim.html"):
            refuse_unsafe(["id/actor/oim.html", f"id/actor/{other}.html"])


def test_what_is_named_like_a_record_and_is_none_has_no_page(
    project: Project, graph: Graph
) -> None:
    code = ox.Triple(
        ox.NamedNode(f"{RESOURCE}practice/X"), ox.NamedNode(f"{SKOS}notation"), ox.Literal("X")
    )
    store = EmbeddedStore([*graph.reading.triples, code], graph.derived)
    content = read(project, store, "es")
    assert "id/practice/X.html" not in dict(things.pages(content))
    assert show.address(content, "practice:X") is None


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit, OSError])
def test_whoever_ends_the_exchange_of_folders_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: type[BaseException]
) -> None:
    out = tmp_path / "site"
    with replaced_folder(out) as fresh:
        write_text(fresh / "index.html", "old")
    rename = Path.rename

    def ended(self: Path, target: Path) -> Path:
        if target == out and "new" in self.name.lower():
            raise ending
        return rename(self, target)

    def build() -> None:
        with replaced_folder(out) as fresh:
            write_text(fresh / "index.html", "new")

    # as on a system that cannot exchange two folders in one step
    monkeypatch.setattr(staging, "_exchanged", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", ended)
    with pytest.raises((ending, OutputError)):
        build()
    assert (out / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
