"""The static site: pages that work by double click, without a connection, in two languages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from saberesgraph.drawing.page import ASSETS, STATIC, Place
from saberesgraph.drawing.paths import refuse_unsafe
from saberesgraph.graph import Graph
from saberesgraph.project import Project
from saberesgraph.site import (
    answers,
    call_files,
    calls,
    exchange,
    exchanges,
    home,
    maps,
    matches,
    matrices,
    networks,
    ontology,
    plans,
    quality,
    records,
    search,
    sparql,
    submissions,
    things,
)
from saberesgraph.site.content import Content, Files, Pages, read_all
from saberesgraph.site.rendering import Renderer
from saberesgraph.writing import replaced_folder

# files of web/static/ that only pages of the server need
_SERVED = ("api.", "editor", "query-form", "resource", "yasgui")
# what is put inside a page that stands alone
_ALONE = "findings."


@dataclass(frozen=True)
class Site:
    """What was written: counts, and the size of all files in bytes."""

    practices: int
    queries: int
    nodes: int
    edges: int
    files: int
    size: int


def build(
    project: Project,
    graph: Graph,
    folder: Path,
    language: str,
    progress: Callable[[str, int], None] = lambda path, total: None,
    jobs: int = 1,
) -> Site:
    """Write the whole site, or nothing, and return what was written.

    Pages in `language` stand at the root, those in the other in a folder of its name. `progress`
    is called with the path of each file once it is written and with how many there are in all.
    So many processes render (see rendering.py); what they write is the same for any number.

    Raises:
        InputError: something in the data has a name that is no path of a file.
        OutputError: the folder cannot be written or holds what is not ours.
        QueryHeaderError: a named query's header is wrong.
    """
    contents = list(read_all(project, graph.store).values())
    texts = list(chain(shared(contents[0]), *(_placed(each, language) for each in contents)))
    refuse_unsafe(path for path, _ in texts)
    total = len(texts)
    if jobs > 1:
        contents[0].told.prepare()
        contents[0].proposals.prepare()
    with replaced_folder(folder) as fresh:
        size = Renderer(texts, fresh, folder.resolve()).run(
            jobs, lambda path: progress(path, total)
        )
    drawn = contents[0].drawn
    return Site(
        len(contents[0].cards),
        len(contents[0].queries),
        drawn.number_of_nodes(),
        drawn.number_of_edges(),
        total,
        size,
    )


def pages(content: Content) -> Pages:
    """Every page and file of one language: what the site consists of."""
    yield from home.pages(content)
    yield from networks.pages(content)
    yield from matrices.pages(content)
    yield from maps.pages(content)
    yield from answers.pages(content)
    yield from records.pages(content)
    yield from search.pages(content)
    yield from sparql.pages(content)
    yield from things.pages(content)
    yield from exchange.pages(content)
    yield from calls.pages(content)
    yield from call_files.pages(content)
    yield from submissions.pages(content)
    yield from matches.pages(content)
    yield from exchanges.pages(content)
    yield from plans.pages(content)
    yield from quality.pages(content)
    yield from ontology.pages(content)


def shared(content: Content) -> Files:
    """Every file that has no language."""
    yield from _assets(served=False)
    yield from search.files(content)
    yield from sparql.files(content)
    yield from records.files(content)
    yield from matches.files(content)
    yield from call_files.files(content)
    yield from exchanges.files(content)
    yield from plans.files(content)
    yield from ontology.files(content)


def of_the_server() -> Files:
    """Every file that only the pages of a server need, beside the shared ones."""
    yield from _assets(served=True)


def _assets(served: bool) -> Files:
    for file in sorted(STATIC.rglob("*")):
        if file.suffix not in {".css", ".js", ".svg", ".txt"} or file.name in sparql.PARTS:
            continue
        if file.name.startswith(_ALONE):
            continue
        if file.name.startswith(_SERVED) == served:
            yield (
                f"{ASSETS}/{file.relative_to(STATIC).as_posix()}",
                lambda file=file: file.read_text(encoding="utf-8"),  # type: ignore[misc]
            )


def _placed(content: Content, default: str) -> Iterator[tuple[str, Callable[[], str]]]:
    for path, draw in pages(content):
        place = Place(path, content.language, default)
        yield place.file, lambda draw=draw, place=place: draw(place)  # type: ignore[misc]
