"""Files of the site: the same from any number of processes, and only what changed is written."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from saberesgraph import graph, site
from saberesgraph.errors import InputError, SaberesGraphError
from saberesgraph.exchange.match import Proposal, Reason
from saberesgraph.graph import Graph
from saberesgraph.project import Project, find
from saberesgraph.site import home, proposals, records
from saberesgraph.site.rendering import Renderer

PATHS = ["index.html", "en/index.html", "id/a.html", "id/a.ttl", "en/id/a.html", "id/b.html"]


def nothing(_: str) -> None:
    """Hear of a file."""


def render(words: dict[str, str], fresh: Path, before: Path, jobs: int = 1) -> int:
    fresh.mkdir()
    files = [(path, lambda text=text: text) for path, text in words.items()]
    return Renderer(files, fresh, before).run(jobs, nothing)


def texts(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


def renewed(now: Path, before: dict[str, int]) -> set[str]:
    """The files that are not the very same ones as before, by the numbers of their inodes."""
    return {path for path, inode in inodes(now).items() if before.get(path) != inode}


def inodes(folder: Path) -> dict[str, int]:
    return {
        file.relative_to(folder).as_posix(): file.stat().st_ino
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_what_changed_is_written(tmp_path: Path, jobs: int) -> None:
    words = {path: f"de {path}: ñ" for path in PATHS}
    size = render(words, tmp_path / "1", tmp_path / "none", jobs)
    assert texts(tmp_path / "1") == words
    assert size == sum(len(text.encode()) for text in words.values())
    changed = {**words, "id/a.ttl": "de id/a.ttl: n~", "new.txt": "x"}
    del changed["id/b.html"]
    render(changed, tmp_path / "2", tmp_path / "1", jobs)
    assert texts(tmp_path / "2") == changed
    # as long as before, in bytes: the content is compared, not the size
    assert len(changed["id/a.ttl"].encode()) == len(words["id/a.ttl"].encode())
    assert renewed(tmp_path / "2", inodes(tmp_path / "1")) == {"id/a.ttl", "new.txt"}
    assert texts(tmp_path / "1") == words


def test_where_a_file_can_have_one_name_only_it_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {path: path for path in PATHS}
    render(words, tmp_path / "1", tmp_path / "none")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    render(words, tmp_path / "2", tmp_path / "1")
    assert texts(tmp_path / "2") == words
    assert renewed(tmp_path / "2", inodes(tmp_path / "1")) == set(PATHS)


def test_a_link_to_elsewhere_is_not_taken_over(tmp_path: Path) -> None:
    render({"a.txt": "a"}, tmp_path / "1", tmp_path / "none")
    (tmp_path / "elsewhere").write_text("a", encoding="utf-8")
    (tmp_path / "1" / "a.txt").unlink()
    (tmp_path / "1" / "a.txt").symlink_to(tmp_path / "elsewhere")
    render({"a.txt": "a"}, tmp_path / "2", tmp_path / "1")
    assert not (tmp_path / "2" / "a.txt").is_symlink()
    assert inodes(tmp_path / "2")["a.txt"] != (tmp_path / "elsewhere").stat().st_ino


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (InputError("está mal", "it is wrong", where="BP1_AH"), InputError),
        (ZeroDivisionError("x"), ZeroDivisionError),
    ],
)
def test_what_a_page_raises_arrives_as_it_was(
    tmp_path: Path, jobs: int, fault: Exception, kind: type[Exception]
) -> None:
    def failing() -> str:
        raise fault

    (tmp_path / "1").mkdir()
    files: list[tuple[str, Callable[[], str]]] = [("a.txt", lambda: "a"), ("b.txt", failing)]
    with pytest.raises(kind) as caught:
        Renderer(files, tmp_path / "1", tmp_path / "none").run(jobs, nothing)
    assert type(caught.value) is kind
    if isinstance(fault, SaberesGraphError):
        assert str(caught.value) == str(fault)


def test_a_changed_fiche_changes_its_files_and_what_names_it(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "pages", lambda c: [*home.pages(c), *records.pages(c)])
    monkeypatch.setattr(site, "shared", records.files)
    copy = tmp_path / "project"
    for part in ("ontology", "data", "queries"):
        shutil.copytree(project.root / part, copy / part)
    out = tmp_path / "site"

    def built() -> set[str]:
        before = inodes(out) if out.exists() else {}
        here = find(copy)
        site.build(here, graph.load(here), out, "es")
        return renewed(out, before)

    assert {"index.html", "id/practice/BP3_AH.html"} < built()
    fiche = copy / "data" / "practices" / "BP3_AH.ttl"
    text = fiche.read_text(encoding="utf-8")
    fiche.write_text(re.sub(r'(prefLabel "[^"]*)"@es', r'\1 (X)"@es', text), encoding="utf-8")
    pages = {"index.html", "id/practice/BP3_AH.html"}
    alike = {
        path.relative_to(out).as_posix()
        for path in (out / "id" / "practice").glob("*.html")
        if 'href="BP3_AH.html"' in path.read_text(encoding="utf-8")
    }
    assert built() == {
        ".saberesgraph",
        *pages, *alike, "en/id/practice/BP3_AH.html",
        "id/practice/BP3_AH.ttl", "id/practice/BP3_AH.jsonld", "id/practice/BP3_AH.json",
    }  # fmt: skip


def test_a_reason_quotes_so_many_prints_and_says_how_many_it_leaves_out(
    project: Project, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_of(found: Proposal) -> list[Reason]:
        return [reason for match in found.matches for reason in match.reasons]

    whole = proposals.Proposals(project, graph.store).of("territory:0701")
    most = max(len(reason.evidence) for reason in all_of(whole))
    assert 5 < most <= proposals.QUOTED  # of the real data nothing is left out
    monkeypatch.setattr(proposals, "QUOTED", 5)
    short = proposals.Proposals(project, graph.store).of("territory:0701")
    for long, cut in zip(all_of(whole), all_of(short), strict=True):
        assert cut.evidence == long.evidence[:5]
        assert getattr(cut, "left_out", 0) == max(0, len(long.evidence) - 5)
    named = {e.says for reason in all_of(short) for e in reason.evidence}
    assert named <= short.labels.keys() < whole.labels.keys()
