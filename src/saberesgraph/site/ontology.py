"""The reference of the ontology, made from its files."""

from collections import Counter
from functools import partial

from saberesgraph import ontology
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.namespaces import PREFIXES
from saberesgraph.project import Project
from saberesgraph.site.content import Content, Files, Pages
from saberesgraph.site.show import anchor, show
from saberesgraph.thing import Thing


def pages(content: Content) -> Pages:
    """Yield the reference of all, and that of the shapes, whose IRIs have a page of their own."""
    yield "ontology.html", partial(_page, content, "ontology.html.j2")
    yield "shape.html", partial(_page, content, "shape.html.j2")


def files(content: Content) -> Files:
    """Yield the files that the IRIs of the ontology, the shapes and the context stand for."""
    folder = content.project.root / "ontology"
    for name, source in (("ontology.ttl", "saberes.ttl"), ("context.jsonld", "context.jsonld")):
        yield name, partial((folder / source).read_text, encoding="utf-8")
    yield "shape.ttl", partial(_shapes, content.project)


def _shapes(project: Project) -> str:
    """All shapes and rules of evaluation as they are written, one file after another."""
    return "\n".join(
        f"# {file.relative_to(project.root).as_posix()}\n{file.read_text(encoding='utf-8')}"
        for file in (*project.shape_files, *project.evaluation_files)
        if file.suffix == ".ttl"
    )


def _page(content: Content, template: str, place: Place) -> str:
    things = content.connections.things
    derived = Counter(e.rule for e in content.connections.evidence if e.derived)
    shapes = ontology.shapes(content.project)
    classes = ontology.classes(content.store)
    properties = ontology.properties(content.store)
    return show(
        template,
        content,
        place,
        styles=("ontology.css",),
        anchor=anchor,
        classes=classes,
        properties=properties,
        described={term.curie for term in (*classes, *properties)},
        bases=[thing for thing in things.values() if thing.is_a("Basis")],
        schemes=[(scheme, _concepts(things, scheme)) for scheme in ontology.schemes(content.store)],
        uses=ontology.uses(content.store),
        paged={curie for curie in things if page_of(curie)},
        asked=shapes,
        evaluated=ontology.evaluation_rules(content.project),
        shaped={target: shape for shape in shapes for target in shape.targets},
        rules=[
            (f"rule:{file.stem}", file.read_text(encoding="utf-8"), derived[f"rule:{file.stem}"])
            for file in content.project.rule_files
        ],
        sources=[thing for thing in things.values() if thing.is_a("SourceDocument")],
        prefixes=sorted(PREFIXES.items()),
    )


def _concepts(things: dict[str, Thing], scheme: ontology.Term) -> list[Thing]:
    """The concepts of a scheme that the page lists; targets stand on the pages of their goals."""
    return [
        thing
        for thing in things.values()
        if scheme.curie in thing.said.get("skos:inScheme", ()) and "sdgo:Target" not in thing.types
    ]
