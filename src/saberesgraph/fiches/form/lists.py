"""The lists of the form: vocabularies, territories, actors and what else is on record, by name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.fiches.form.items import Item
from saberesgraph.namespaces import (
    ONTOLOGY,
    RDF_TYPE,
    RDFS,
    RESOURCE,
    SKOS,
    expand,
    local_name,
    shorten,
)
from saberesgraph.practice.card import KINDS
from saberesgraph.practice.form import fields as fields_of

Lists = Mapping[str, tuple[Item, ...]]

_SCHEMES: Final = (
    "area", "territory", "objective", "principle", "assistance", "population", "sustainability",
    "scope", "lesson-sign", "criterion", "verdict", "anomaly-kind", "figure-status", "actor-type",
    "axis", "organisation-kind", "call-criterion", "call-merit", "committee-role", "call-verdict",
    "modality", "exchange-status",
)  # fmt: skip
_CLASSES: Final = {
    "actor": ("org:Organization", "sab:ActorGroup"),
    "goal": ("sdgo:Goal",),
    "plan-goal": ("sab:PlanGoal",),
    "source": ("sab:SourceDocument",),
    "call": ("sab:Call",),
    "submission": ("sab:Submission",),
    "committee-member": ("sab:CommitteeMember",),
    "exchange": ("sab:Exchange",),
    "exchanged": (
        "sab:GoodPractice", "sab:LessonLearned", "sab:LessonNotLearned", "sab:Submission",
    ),
}  # fmt: skip
_TERMS: Final = {
    "kind": ("sab:LessonLearned", "sab:LessonNotLearned"),
    "basis": ("sab:Stated", "sab:Normalised"),
    "actor-kind": _CLASSES["actor"],
}
# what a field of a fiche may be that its printed form does not name
_ALSO: Final = ("skos:prefLabel", "skos:notation", "dcterms:source", "sab:section", "sab:scope")
_NAMES: Final = {
    "org:Organization": {"es": "Organización", "en": "Organisation"},
    "skos:prefLabel": {"es": "título", "en": "title"},
    "skos:notation": {"es": "código", "en": "code"},
    "dcterms:source": {"es": "fuente", "en": "source"},
}


def lists(triples: Iterable[ox.Triple]) -> Lists:
    """Return the items of each list of the form, in the order of the project's files.

    Besides the vocabularies, which go by the last part of their scheme's IRI, there are `actor`,
    `goal`, `plan-goal`, `source`, `call`, `submission`, `committee-member`, `exchange`, and what
    can be `exchanged`; `kind` of a lesson; `basis`, `link` and `field` of evidence; and
    `actor-kind`.

    Args:
        triples: of ontology and data.
    """
    said = _Said(triples)
    found: dict[str, tuple[Item, ...]] = {}
    for name in _SCHEMES:
        scheme = RESOURCE + ("gcm/" if name in {"objective", "principle"} else "") + name
        found[name] = tuple(said.items(said.subjects(SKOS + "inScheme", scheme)))
    for name, classes in _CLASSES.items():
        iris = (iri for each in classes for iri in said.subjects(RDF_TYPE, expand(each)))
        found[name] = tuple(said.items(iris))
    for name, terms in _TERMS.items():
        found[name] = tuple(said.term(expand(term)) for term in terms)
    fields = {
        field.name: field.content
        for field in (*fields_of("good_practice"), *fields_of("lesson_learned"))
    }
    found["link"] = tuple(
        said.term(ONTOLOGY + name)
        for name, content in (*fields.items(), ("scope", "links"), ("planGoal", "links"))
        if content != "prose"
    )
    found["field"] = (
        *map(said.term, map(expand, _ALSO)),
        *(said.term(ONTOLOGY + name) for name in (*fields, "planGoal")),
    )
    # a single word: a cell with nothing else says no
    found["yes"] = (Item("yes", "", {"es": "Sí", "en": "Sí"}, {}),)
    return found


class _Said:
    """What files state, as far as the lists need it."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._subjects: dict[tuple[str, str], dict[str, None]] = {}
        self._objects: dict[tuple[str, str], list[Any]] = {}
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if isinstance(subject, ox.NamedNode):
                self._objects.setdefault((subject.value, predicate), []).append(value)
                if isinstance(value, ox.NamedNode):
                    self._subjects.setdefault((predicate, value.value), {})[subject.value] = None

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        return tuple(self._subjects.get((predicate, value), ()))

    def texts(self, iri: str, *predicates: str) -> dict[str, str]:
        return {
            value.language: value.value
            for predicate in reversed(predicates)
            for value in self._objects.get((iri, predicate), ())
            if isinstance(value, ox.Literal) and value.language
        }

    def items(self, iris: Iterable[str]) -> Iterator[Item]:
        for iri in iris:
            code = next((v.value for v in self._objects.get((iri, SKOS + "notation"), ())), "")
            names = self.texts(iri, SKOS + "prefLabel")
            if code:
                yield Item(code, iri, names, self.texts(iri, SKOS + "definition"))

    def term(self, iri: str) -> Item:
        """A term of the ontology: its code is its notation, the card's word for it or its name."""
        names = _NAMES.get(shorten(iri)) or self.texts(iri, RDFS + "label", SKOS + "prefLabel")
        local = local_name(iri)
        code = next((v.value for v in self._objects.get((iri, SKOS + "notation"), ())), "")
        return Item(
            code or KINDS.get(local, local), iri, names, self.texts(iri, SKOS + "definition")
        )
