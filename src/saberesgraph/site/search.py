"""Search over everything: what can be found, as documents that the browser indexes."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

from saberesgraph.drawing.page import ASSETS, Place, render
from saberesgraph.drawing.paths import page_of
from saberesgraph.language import LANGUAGES, translator
from saberesgraph.namespaces import PROLOGUE, RESOURCE, local_name, shorten
from saberesgraph.practice.card import PROSE, sdg_order
from saberesgraph.queries import NamedQuery
from saberesgraph.site.content import Content, Files, Pages
from saberesgraph.site.script import literal
from saberesgraph.site.search_index import SearchIndex
from saberesgraph.store import Store

# kind -> which things are of it, and what people call one and several; in the order shown
KINDS: Final[dict[str, tuple[str, tuple[str, str], tuple[str, str]]]] = {
    "practice": (
        "?thing a sab:Experience",
        ("experiencia", "experience"),
        ("Experiencias", "Experiences"),
    ),
    "actor": (
        "VALUES ?class { org:Organization sab:ActorGroup } ?thing a ?class",
        ("actor", "actor"),
        ("Actores", "Actors"),
    ),
    "territory": (
        "VALUES ?class { sab:Country sab:Province sab:Canton } ?thing a ?class",
        ("territorio", "territory"),
        ("Territorios", "Territories"),
    ),
    "objective": (
        "?thing a sab:CompactObjective",
        ("objetivo del Pacto", "Compact objective"),
        ("Objetivos del Pacto", "Compact objectives"),
    ),
    "principle": (
        "?thing a sab:GuidingPrinciple",
        ("principio del Pacto", "Compact principle"),
        ("Principios del Pacto", "Compact principles"),
    ),
    "goal": ("?thing a sdgo:Goal", ("ODS", "SDG"), ("ODS", "SDGs")),
    "target": (
        "?thing a sdgo:Target",
        ("meta de los ODS", "SDG target"),
        ("Metas de los ODS", "SDG targets"),
    ),
    "area": (f"?thing skos:inScheme <{RESOURCE}area>", ("área", "area"), ("Áreas", "Areas")),
    "call": (
        "?thing a sab:Call",
        ("convocatoria", "call"),
        ("Convocatorias", "Calls"),
    ),
    "submission": (
        "?thing a sab:Submission",
        ("postulación", "submission"),
        ("Postulaciones", "Submissions"),
    ),
    "exchange": (
        "?thing a sab:Exchange",
        ("intercambio", "exchange"),
        ("Intercambios", "Exchanges"),
    ),
    "plan": ("?thing a sab:Plan", ("plan", "plan"), ("Planes", "Plans")),
    "query": ("", ("pregunta", "question"), ("Preguntas", "Questions")),
    "term": (
        "VALUES ?class { owl:Class owl:ObjectProperty owl:DatatypeProperty } ?thing a ?class",
        ("término de la ontología", "ontology term"),
        ("Ontología", "Ontology"),
    ),
}
# the kinds whose code people use, and write beside the title
_CODED: Final = ("practice", "objective", "principle", "goal", "target")
# the kinds that come after the others where the same words match
_MINOR: Final = ("target", "query", "term")
# with more records than these, the index is in many files
LARGE = 500
_SCRIPTS: Final = ("vendor/minisearch.js", "elements.js")
_TITLES = "skos:prefLabel|rdfs:label"
_OTHER_NAMES = "skos:altLabel|skos:hiddenLabel|sab:keyword|sab:seat|sab:iso3166"
_TEXTS = "|".join(
    ["skos:definition", "sab:summary", "sab:learned", *(f"sab:{name}" for name in PROSE)]
)
# what something is linked with: whoever looks for a place and a subject means both, and a plan is
# looked for by its goals
_LINKED = (
    "(sab:territory|sab:actor|sab:assistance|sab:population|sab:applicant|sab:giver|sab:recipient"
    "|sab:fromTerritory|sab:toTerritory|^skos:inScheme)/skos:prefLabel"
)


def pages(content: Content) -> Pages:
    """Yield the page that searches."""
    yield "search.html", partial(_page, len(content.cards) > LARGE)


def files(content: Content) -> Files:
    """Yield the documents in each language."""
    for language in LANGUAGES:
        found = partial(documents, content.store, content.queries, language)
        if len(content.cards) > LARGE:
            index = SearchIndex(found, len(content.cards))
            for name, text in index.files():
                yield f"{ASSETS}/search-{language}{name}.js", text
        else:
            yield f"{ASSETS}/search-{language}.js", lambda found=found: _script(found())  # type: ignore[misc]


def documents(
    store: Store, queries: Iterable[NamedQuery], language: str
) -> Iterator[dict[str, Any]]:
    """Yield what can be found, in a fixed order: what has a page, or a place on one.

    Each has a `kind`, the `path` of its page, a `code` (or ""), its `title` in the language, other
    `names` (in the other language too) and `texts`.
    """
    for kind, (pattern, *_) in KINDS.items():
        if not pattern:
            yield from (_question(kind, query, language) for query in queries)
            continue
        things = [_thing(kind, iri, said, language) for iri, said in _said(store, pattern).items()]
        order = sdg_order if kind in {"goal", "target"} else str
        yield from sorted(
            (thing for thing in things if thing["path"]),
            key=lambda thing: (order(thing["code"]), thing["path"]),
        )


def _script(found: Iterable[dict[str, Any]]) -> str:
    # one document a line
    lines = ",\n".join(map(literal, found))
    return f"self.SABERES_SEARCH = [\n{lines}\n];\n"


def _page(large: bool, place: Place) -> str:
    t = translator(place.language)
    return render(
        "search.html.j2",
        place.language,
        place=place,
        styles=("search.css",),
        scripts=(
            *_SCRIPTS,
            f"search-{place.language}.js",
            *(["search-index.js"] if large else []),
            "search.js",
        ),
        large=large,
        kinds={kind: {"one": t(*one), "many": t(*many)} for kind, (_, one, many) in KINDS.items()},
        coded=_CODED,
        minor=_MINOR,
    )


def _said(store: Store, pattern: str) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return the texts that are said of each thing of a pattern, by what they are."""
    said: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for part, path in (
        ("code", "skos:notation"),
        ("title", _TITLES),
        ("names", _OTHER_NAMES),
        ("texts", _TEXTS),
        ("linked", _LINKED),
    ):
        rows = store.select(
            f"{PROLOGUE} SELECT DISTINCT ?thing ?text (LANG(?text) AS ?lang) WHERE {{ "
            f"{pattern} . ?thing {path} ?text }} ORDER BY ?thing ?text ?lang"
        ).records()
        for row in rows:
            of_thing = said.setdefault(row["thing"], {})
            of_thing.setdefault(part, []).append((row["text"], row["lang"]))
    return said


def _thing(
    kind: str, iri: str, said: dict[str, list[tuple[str, str]]], language: str
) -> dict[str, Any]:
    titles = {lang: text for text, lang in said.get("title", [])}
    title = titles.get(language) or next(iter(titles.values()), local_name(iri))
    code = min((text for text, _ in said.get("code", [])), default=local_name(iri))
    names = [*titles.values(), *(text for text, _ in said.get("names", []))]
    texts = said.get("texts", [])
    # a definition is told once, in the reader's language; prose may have one language only
    own = [text for text, lang in texts if lang == language] or [text for text, _ in texts]
    linked = [text for text, lang in said.get("linked", []) if lang == language]
    return _document(kind, _path(kind, iri), code, title, names, [*own, *_joined(linked)])


def _joined(names: list[str]) -> list[str]:
    return [" · ".join(names)] if names else []


def _path(kind: str, iri: str) -> str | None:
    curie = shorten(iri)
    if kind == "term":
        return f"ontology.html#{local_name(iri)}" if curie.startswith("sab:") else None
    if kind == "target":
        goal = page_of(curie.partition(".")[0])
        return goal and f"{goal}#{local_name(iri)}"
    return page_of(curie)


def _question(kind: str, query: NamedQuery, language: str) -> dict[str, Any]:
    titles = [query.title[lang] for lang in LANGUAGES]
    texts = [query.question[language], query.use[language]]
    path = f"queries/{query.name}.html"
    return _document(kind, path, query.name, query.title[language], titles, texts)


def _document(
    kind: str, path: str | None, code: str, title: str, names: list[str], texts: list[str]
) -> dict[str, Any]:
    # from the page that searches, whatever its language
    link = path and Place("search.html", "es", "es").href(path)
    if kind not in _CODED:
        names, code = [*names, code], ""
    others = [name for name in dict.fromkeys(names) if name != title]
    return {
        "kind": kind, "path": link, "code": code, "title": title, "names": others, "texts": texts,
    }  # fmt: skip
