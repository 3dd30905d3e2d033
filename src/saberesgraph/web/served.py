"""What the server serves: one state of the data, which never changes while it is served."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Protocol

from saberesgraph import site
from saberesgraph.drawing.page import Place
from saberesgraph.explorer.search import Explorer
from saberesgraph.project import Project
from saberesgraph.site.content import Content, read_all
from saberesgraph.store import Dataset, Store


class Guard(Protocol):
    """Answers a stranger's query within limits."""

    async def answer(self, query: str, form: str, dataset: Dataset | None, client: str) -> bytes:
        """Return the answer written in a format of formats.py.

        Args:
            query: any text at all.
            form: of FORMATS, or W3C_CSV.
            dataset: the graphs that the request names, if any.
            client: who asks, so that nobody takes all workers.

        Raises:
            BusyError: all workers have work; ask again later.
            QueryRefusedError, QuerySyntaxError, FormatError: it cannot be answered.
            LimitError: it took too long or too much memory, or gave too much.
        """
        ...


@dataclass(frozen=True)
class Served:
    """One state of the data, and how to ask it.

    Attributes:
        language: of the pages at the root.
        project: None where files of somebody else's are served, which have no pages of ours.
        store: for our own queries, which a thread runs.
        guard: for everybody else's.
        base: the URL of the root as people outside see it, without its last slash; "" if nobody
            said, and then that of each request stands in.
        version: of the data: changes when they do.
    """

    language: str
    project: Project | None
    store: Store
    guard: Guard
    base: str
    version: str
    _reading: Lock = field(default_factory=Lock, repr=False, compare=False)

    @cached_property
    def contents(self) -> Mapping[str, Content]:
        """What the pages show, by language."""
        assert self.project
        return read_all(self.project, self.store)

    @property
    def explorer(self) -> Explorer:
        """What searches the experiences; whoever asks while it is read waits for that reading."""
        with self._reading:
            return self._explorer

    @cached_property
    def _explorer(self) -> Explorer:
        return Explorer(self.store)

    def prepare(self) -> None:
        """Read what searches the experiences.

        Raises:
            InputError: the data of an experience are too damaged to read.
        """
        len(self.explorer.entries)

    @cached_property
    def files(self) -> Mapping[str, Callable[[], str]]:
        """What draws each page and file of the site, by its path from the root."""
        files = dict(site.shared(self.contents[self.language])) | dict(site.of_the_server())
        for content in self.contents.values():
            for path, draw in site.pages(content):
                place = self.place(path, content.language)
                files[place.file] = lambda draw=draw, place=place: draw(place)  # type: ignore[misc]
        return files

    def folder(self, language: str) -> str:
        """Return the folder of a language's pages with its last slash; "" for that of the root."""
        return "" if language == self.language else f"{language}/"

    def place(self, path: str, language: str, query: str = "") -> Place:
        """Return where a page stands, for what draws it; `query` is its query string with `?`."""
        alone = self.project is None
        return Place(path, language, self.language, served=True, alone=alone, query=query)
