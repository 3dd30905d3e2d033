"""What the templates of records and things need: where each thing is told of, and its name."""

from typing import Any

from saberesgraph.drawing.exchange_looks import status_look
from saberesgraph.drawing.page import Place, render
from saberesgraph.drawing.paths import page_of
from saberesgraph.language import number, translator
from saberesgraph.site.content import Content

# fields that are properties of others, which have no label here
_STANDARD = {
    "prefLabel": ("título", "title"),
    "notation": ("código", "code"),
    "spatialCoverage": ("lugar", "place"),
    "wasAttributedTo": ("de quién", "whose"),
}
# what the ontology's page tells of, besides the concepts of every scheme
_REFERENCE = {"sab", "source", "rule"}
_SYMBOLS = {"stated": "●", "normalised": "◐", "derived": "◌"}


def anchor(curie: str) -> str:
    """Return the anchor of a term, a concept, a rule or a source on the ontology's page.

    >>> anchor("sab:finding"), anchor("verdict:yes")
    ('finding', 'verdict-yes')
    """
    prefix, _, local = curie.partition(":")
    return local if prefix == "sab" else f"{prefix}-{local}"


def address(content: Content, curie: str) -> str | None:
    """Return the path of the page, and the place on it, that tells of something; None for none."""
    known = content.connections
    if curie in known.cards:
        return page_of(curie)
    thing = known.things.get(curie)
    if thing is None:
        return f"ontology.html#{anchor(curie)}" if curie in content.terms else None
    goal = thing.one("sdgo:isTargetOf")
    if goal:
        page = page_of(goal)
        return f"{page}#{thing.code}" if page and goal in known.things else None
    plan = page_of(thing.one("skos:inScheme") or "") if thing.is_a("PlanGoal") else None
    if plan:
        return f"{plan}#goal-{thing.one('skos:notation')}"
    if thing.kind == "practice":
        return None
    told_there = thing.kind in _REFERENCE or "skos:inScheme" in thing.said
    return page_of(curie) or (f"ontology.html#{anchor(curie)}" if told_there else None)


def field_name(content: Content, local: str) -> str:
    """Return what people call a field, by the local name of its property."""
    return translator(content.language)(*_STANDARD.get(local, (content.name(f"sab:{local}"),) * 2))


def status_name(content: Content, status: str) -> str:
    """Return what people call the status of an exchange, by its notation; "" where it has none."""
    if not status:
        return translator(content.language)("sin pasos registrados", "no steps on record")
    return content.name(f"exchange-status:{status}")


def sentence(words: str) -> str:
    """Return words with a capital at their start, and the rest as it is.

    >>> sentence("objetivo del Pacto")
    'Objetivo del Pacto'
    """
    return words[:1].upper() + words[1:]


def show(template: str, content: Content, place: Place, **context: Any) -> str:
    """Return a page of a record or of things."""
    t = translator(content.language)
    basis_names = {
        notation: content.name(f"sab:{notation.capitalize()}").lower() for notation in _SYMBOLS
    }
    return render(
        template,
        content.language,
        place=place,
        styles=("record.css", *context.pop("styles", ())),
        address=lambda curie: address(content, curie),
        name=content.name,
        field_name=lambda local: field_name(content, local),
        sentence=sentence,
        look=status_look,
        status_name=lambda status: status_name(content, status),
        number=lambda value: number(value, content.language),
        basis_names=basis_names,
        basis_symbols=_SYMBOLS,
        severities={
            "violation": t("infracción", "violation"),
            "warning": t("advertencia", "warning"),
            "info": t("aviso", "note"),
        },
        **context,
    )
