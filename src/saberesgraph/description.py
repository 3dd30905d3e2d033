"""All that is said of one thing, as RDF: statements, what belongs to it, and names to read by."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph.namespaces import ONTOLOGY, PREFIXES, PROLOGUE, RDF_TYPE
from saberesgraph.results import natural
from saberesgraph.store import Store

_DERIVED: Final = {f"{ONTOLOGY}derived{kind}" for kind in ("Target", "Goal", "PlanGoal")}
_EXPERIENCE: Final = (
    "The experience, with its assessments, its evidence and the oddities of its source."
)
_HEADINGS: Final = (
    "What is said of it and of what belongs to it.",
    "Derived: no source says this of the experience. Each statement names its rule and supports.",
    "Names of what is pointed to.",
)


@dataclass(frozen=True)
class Description:
    """What is said of one thing: what sources state, what rules derive, and names."""

    stated: tuple[ox.Triple, ...]
    derived: tuple[ox.Triple, ...]
    names: tuple[ox.Triple, ...]

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """All of it, in the order in which it is written."""
        return (*self.stated, *self.derived, *self.names)


def describe(store: Store, iri: str) -> Description:
    """Return what is said of a thing, in a fixed order; nothing for what nobody speaks of.

    What belongs to it comes along: to an experience or a call its evidence, oddities and
    assessments, to a vocabulary its concepts. So does a blank node that the thing itself points
    to, with the same name each time. What joins two blank nodes does not: to name those that only
    each other tell apart can take longer than anyone waits.
    """
    this = ox.NamedNode(iri)
    found = store.construct(
        PROLOGUE
        + f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
            {{ VALUES ?s {{ {this} }} ?s ?p ?o }}
            UNION {{ ?s sab:practice {this} . ?s ?p ?o }}
            UNION {{ ?s sab:call {this} . ?s ?p ?o }}
            UNION {{ ?s skos:inScheme {this} . ?s ?p ?o }}
            UNION {{ {this} sab:anomaly|sab:absence|sab:assessment ?s . ?s ?p ?o }}
            UNION {{ {this} ?owned ?s FILTER (ISBLANK(?s)) ?s ?p ?o }}
        }}"""
    )
    said = canonical(tuple(t for t in found if not (_is_blank(t.subject) and _is_blank(t.object))))
    derived_nodes = {
        t.subject
        for t in said
        if t.predicate.value == f"{ONTOLOGY}basis"
        and t.object == ox.NamedNode(f"{ONTOLOGY}Derived")
    }

    def of_a_rule(triple: ox.Triple) -> bool:
        return triple.predicate.value in _DERIVED or triple.subject in derived_nodes

    # each branch with its own names: joined after the union, all names of the graph would be read
    named = "?thing skos:prefLabel ?name"
    names = store.construct(
        PROLOGUE
        + f"""CONSTRUCT {{ {named} }} WHERE {{
            {{ {this} ?link ?thing . {named} }}
            UNION {{ ?e sab:practice {this} ; sab:item|sab:rule|sab:support ?thing . {named} }}
            UNION {{ {this} (sab:anomaly|sab:absence)/sab:kind ?thing . {named} }}
            UNION {{ {this} sab:assessment/(sab:criterion|sab:verdict) ?thing . {named} }}
        }}"""
    )

    def order(triple: ox.Triple) -> tuple[object, ...]:
        """The thing first, of each subject its types first, 7 before 15."""
        return (
            triple.subject != this,
            natural(str(triple.subject)),
            triple.predicate.value != RDF_TYPE,
            natural(f"{triple.predicate} {triple.object}"),
        )

    ordered = sorted(said, key=order)
    return Description(
        tuple(triple for triple in ordered if not of_a_rule(triple)),
        tuple(triple for triple in ordered if of_a_rule(triple)),
        tuple(sorted(names, key=order)),
    )


def _is_blank(node: object) -> bool:
    return isinstance(node, ox.BlankNode)


def canonical(triples: tuple[ox.Triple, ...]) -> tuple[ox.Triple, ...]:
    """Return the same statements with the names of blank nodes that depend on nothing else."""
    if not any(_is_blank(node) for t in triples for node in (t.subject, t.object)):
        return triples
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(quad.triple for quad in dataset)


def turtle(description: Description) -> str:
    """Return a description as Turtle: the same text each time, under only the prefixes in use."""
    words = "\n".join(map(str, description.triples))
    prefixes = {name: iri for name, iri in sorted(PREFIXES.items()) if f"<{iri}" in words}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    sections = (description.stated, description.derived, description.names)
    first = _EXPERIENCE if _is_experience(description) else _HEADINGS[0]
    body = (
        f"\n# {heading}\n{_statements(section, prefixes)}"
        for heading, section in zip((first, *_HEADINGS[1:]), sections, strict=True)
        if section
    )
    return head + "".join(body)


def _is_experience(description: Description) -> bool:
    typed = ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{ONTOLOGY}Experience")
    # what is described comes first
    return any(
        (triple.predicate, triple.object) == typed
        for triple in description.stated
        if triple.subject == description.stated[0].subject
    )


def _statements(triples: tuple[ox.Triple, ...], prefixes: dict[str, str]) -> str:
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    lines = written.decode().rstrip("\n").split("\n")
    return "\n".join(lines[len(prefixes) :]).replace("\n\t", "\n    ") + "\n"
