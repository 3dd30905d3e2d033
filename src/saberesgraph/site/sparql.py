"""Free SPARQL in the browser: the engine and the whole graph as scripts, and the page that asks."""

import base64
import re
from functools import partial
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.drawing.page import ASSETS, STATIC, Place, render
from saberesgraph.drawing.paths import page_of
from saberesgraph.language import translator
from saberesgraph.namespaces import PREFIXES
from saberesgraph.parameters import bind
from saberesgraph.queries import THEMES, NamedQuery
from saberesgraph.site.content import Content, Files, Pages
from saberesgraph.site.graph_files import DATA, graph_files, size
from saberesgraph.site.script import literal

# what assets/oxigraph.js is made of
PARTS: Final = ("oxigraph.web.js", "sparql-worker.js")

_SCRIPTS = ("elements.js", "sparql-text.js", "sparql-terms.js", "sparql-engine.js", "sparql.js")
# kinds of things with more pages than this are known by the folder of their pages
_MANY = 1_000
# what the page needs beyond every other: to compile the engine, and to run it apart
_ALLOW = {"script-src": "'wasm-unsafe-eval'", "worker-src": "blob:"}
_SECONDS = 30
# the example that the page opens with
_FIRST = "objective-coverage"

_VENDOR = STATIC / "vendor"


def pages(content: Content) -> Pages:
    """Yield the page that asks."""
    yield "sparql.html", partial(_page, content)


def files(content: Content) -> Files:
    """Yield the engine, and the graph as scripts and as a file to download."""
    yield f"{ASSETS}/oxigraph.js", _engine
    yield from graph_files(content.store)


def _engine() -> str:
    """Return the script that holds the engine: its worker's code, and the module in base64."""
    glue = (_VENDOR / PARTS[0]).read_text(encoding="utf-8")
    # an ES module does not load from a folder: the same text without its exports is a script
    plain = re.sub(r"^export \{.*\};$", "", glue, flags=re.MULTILINE)
    plain = re.sub(r"^export (?=class|function)", "", plain, flags=re.MULTILINE)
    plain = plain.replace("import.meta.url", "self.location.href")
    worker = f'"use strict";\n{plain}\n{(STATIC / PARTS[1]).read_text(encoding="utf-8")}'
    wasm = base64.b64encode((_VENDOR / "oxigraph.wasm.gz").read_bytes()).decode()
    return f'self.OXIGRAPH = {{\n  worker: {literal(worker)},\n  wasm: "{wasm}",\n}};\n'


def _page(content: Content, place: Place) -> str:
    found, told = size(content.store), known(content, place)
    return render(
        "sparql.html.j2",
        content.language,
        place=place,
        styles=("sparql.css",),
        scripts=_SCRIPTS if found.parts else (),
        allow=_ALLOW if found.parts else {},
        seconds=_SECONDS,
        size=found,
        **told | {"names": _shorter(told["names"])},
    )


def _shorter(names: dict[str, Any]) -> dict[str, Any]:
    """Names whose kinds with very many pages are told by the folder of these pages."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for curie, path in names["pages"]:
        kinds.setdefault(curie.partition(":")[0], []).append((curie, path))
    folders = {
        kind: folder
        for kind, pages in kinds.items()
        if len(pages) > _MANY
        for folder in [pages[0][1].rpartition("/")[0]]
        if all(path == f"{folder}/{curie.partition(':')[2]}.html" for curie, path in pages)
    }
    if not folders:
        return names
    left = [pair for kind, pages in kinds.items() if kind not in folders for pair in pages]
    return names | {"pages": left, "folders": folders}


def known(content: Content, place: Place) -> dict[str, Any]:
    """Return what a page that asks knows: our queries by theme, our prefixes, pages of things."""
    t = translator(content.language)
    themes = [
        (t(*names), [query for query in content.queries if query.tags[0] == theme])
        for theme, names in THEMES.items()
    ]
    return {
        "first": _FIRST,
        "data": DATA,
        "themes": [(name, queries) for name, queries in themes if queries],
        "examples": [_example(query, place) for _, queries in themes for query in queries],
        "names": {
            "prefixes": PREFIXES,
            "pages": [
                (curie, place.href(path))
                for curie in sorted(content.labels)
                if (path := page_of(curie))
            ],
        },
    }


def _example(query: NamedQuery, place: Place) -> dict[str, Any]:
    language = place.language
    return {
        "name": query.name,
        "title": query.title[language],
        "question": query.question[language],
        "page": place.href(f"queries/{query.name}.html"),
        "sparql": query_text(query, language),
    }


def query_text(query: NamedQuery, language: str) -> str:
    """Return the text of a named query as the page shows it: its defaults, labels in a language."""
    return bind(query.sparql, {"lang": ox.Literal(language)}).strip() + "\n"
