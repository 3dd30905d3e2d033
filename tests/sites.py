"""Writes a part of the site, without the rest."""

import shutil
from collections.abc import Collection
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox

from saberesgraph.drawing.page import ASSETS, STATIC, Place
from saberesgraph.graph import Graph
from saberesgraph.language import LANGUAGES
from saberesgraph.project import Project
from saberesgraph.site.content import Content, read
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.writing import write_text

HOSTILE = '</script><img src=x onerror="document.title=1"><b>href'


def write(folder: Path, project: Project, store: EmbeddedStore, *parts: ModuleType) -> Path:
    """Write some parts of the site in both languages, Spanish at the root, with what they need."""
    return write_read(folder, [read(project, store, each) for each in LANGUAGES], *parts)


def write_read(folder: Path, contents: Collection[Content], *parts: ModuleType) -> Path:
    """Write some parts of the site from what is read already."""
    shutil.copytree(STATIC, folder / ASSETS)
    for part in parts:
        for content in contents:
            for path, draw in part.pages(content):
                place = Place(path, content.language, "es")
                write_text(folder / place.file, draw(place))
        for path, text in part.files(next(iter(contents))) if hasattr(part, "files") else ():
            write_text(folder / path, text())
    return folder


def hostile(graph: Graph) -> EmbeddedStore:
    """Return the graph with markup for every Spanish text."""

    def damaged(triple: ox.Triple) -> ox.Triple:
        if isinstance(triple.object, ox.Literal) and triple.object.language == "es":
            return ox.Triple(triple.subject, triple.predicate, ox.Literal(HOSTILE, language="es"))
        return triple

    return EmbeddedStore(map(damaged, graph.reading.triples), graph.derived)
