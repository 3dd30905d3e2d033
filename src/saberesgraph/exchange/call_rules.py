"""The rules that a call brings with it (`sab:callRule`): read strictly, and run confined.

A data file may come from elsewhere, so its rules may say little: constraints on the properties of
a submission, by the terms of SHACL in PLAIN, and SPARQL, which runs where it can open nothing.
"""

from collections.abc import Callable, Iterator
from typing import Final

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from saberesgraph.errors import InputError, SaberesGraphError
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import ONTOLOGY, PROLOGUE, SHACL, local_name, shorten
from saberesgraph.reading import Reading, to_rdflib
from saberesgraph.sandbox import Limits, Sandbox
from saberesgraph.screening import screen
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.constraint import constraints
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.lint import lint
from saberesgraph.validation.result import Result
from saberesgraph.validation.ruleset import by_language
from saberesgraph.validation.shacl import Shapes

# no regular expression is among them: Python's can take for ever
PLAIN: Final = frozenset(
    {
        *("NodeShape", "PropertyShape", "targetClass", "property", "path"),
        *("name", "description", "message", "severity", "order", "Violation", "Warning", "Info"),
        *("minCount", "maxCount", "class", "datatype", "nodeKind", "IRI", "Literal", "hasValue"),
        *("minLength", "maxLength"),
        *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"),
        *("SPARQLConstraint", "sparql", "select", "prefixes"),
    }
)
OUTCOME: Final = URIRef(ONTOLOGY + "outcome")
_RULE: Final = ONTOLOGY + "callRule"
_SUBMISSION: Final = URIRef(ONTOLOGY + "Submission")
_LIMITS: Final = Limits(seconds=10)
_SHAPES = """
CONSTRUCT { ?part ?said ?value }
WHERE { <call> sab:callRule/(sh:property|sh:sparql)* ?part . ?part ?said ?value }
"""
# all that constraints on the properties of a submission can see
_SEEN: Final = """
CONSTRUCT { ?submission ?said ?value . ?value a ?kind . ?class rdfs:subClassOf ?wider }
WHERE {
    { ?submission a sab:Submission ; ?said ?value . OPTIONAL { ?value a ?kind } }
    UNION { ?class rdfs:subClassOf ?wider }
}
"""


def refuse_foreign(reading: Reading) -> None:
    """Refuse a rule that another file than its call's brings: it would judge what is not its own.

    Raises:
        InputError: there is one.
    """
    for file in reading.files:
        for triple in file.triples:
            if triple.predicate.value == _RULE:
                call, rule = str(triple.subject).strip("<>"), str(triple.object).strip("<>")
                if not {call, rule} <= file.described:
                    raise InputError(
                        f"la regla {shorten(rule)} y la convocatoria {shorten(call)} no están "
                        "descritas las dos en este archivo",
                        f"the rule {shorten(rule)} and the call {shorten(call)} are not both "
                        "described in this file",
                        where=str(file.path),
                        hint=("Descríbelas aquí, juntas", "Describe them here, together"),
                    )


def call_rules(store: EmbeddedStore, outcomes: set[str]) -> dict[str, Graph]:
    """Return the rules of each call that has some, by the IRI of the call.

    `outcomes` are the IRIs of all there are.

    Raises:
        InputError: a rule is not written as it must be.
        QueryRefusedError: its query asks what none may.
    """
    found = {}
    rows = store.select(PROLOGUE + "SELECT DISTINCT ?call { ?call sab:callRule ?rule }").records()
    for row in rows:
        asked = PROLOGUE + _SHAPES.replace("<call>", f"<{row['call']}>")
        rules = to_rdflib(store.construct(asked))
        _check(rules, store, outcomes)
        found[row["call"]] = rules
    return found


def run(
    rules: Graph, prefixes: Graph, store: EmbeddedStore, read: Callable[[str, str], str]
) -> Iterator[Result]:
    """Yield the results of the rules of one call, on submissions of any.

    Raises:
        SaberesGraphError: one cannot be run, or takes too long.
    """
    core = Graph()
    core += rules
    core.remove((None, SH.sparql, None))
    if (None, SH.property, None) in core:
        yield from Shapes(core).core(InMemory(store.construct(PROLOGUE + _SEEN)))
    for constraint in constraints(rules + prefixes):
        yield from constraint.results(Sandbox(store, _LIMITS), read)


def outcome(rules: Graph, shape: URIRef) -> str:
    """Return the IRI of the outcome of a rule, or of the one that it is part of."""
    own = rules.value(shape, OUTCOME)
    return str(own or rules.value(rules.value(None, SH.property, shape), OUTCOME))


def _check(rules: Graph, store: EmbeddedStore, outcomes: set[str]) -> None:
    shapes = sorted(set(rules.subjects(RDF.type, SH.NodeShape)), key=str)
    for triple in sorted(rules):
        for term in triple:
            word = local_name(str(term))
            if str(term).startswith(SHACL) and word not in PLAIN:
                raise _fault(
                    triple[0],
                    f'"sh:{word}" no cabe en la regla de una convocatoria',
                    f'"sh:{word}" has no place in a rule of a call',
                )
        if triple[1] == SH.property and not isinstance(triple[2], URIRef):
            raise _fault(triple[0], "una de sus partes no tiene IRI", "a part of it has no IRI")
        if triple[1] == SH.property and (triple[2], RDF.type, SH.PropertyShape) not in rules:
            raise _fault(triple[2], "no es una sh:PropertyShape", "it is no sh:PropertyShape")
        if triple[1] == SH.property and len(list(rules.objects(triple[2], SH.path))) != 1:
            raise _fault(triple[2], "no tiene un solo sh:path", "it has not exactly one sh:path")
        if triple[1] == SH.path and not isinstance(triple[2], URIRef):
            raise _fault(triple[0], "su sh:path no es una propiedad", "its sh:path is no property")
    classes = store.construct(PROLOGUE + "CONSTRUCT WHERE { ?class a owl:Class }")
    lint(rules, InMemory(classes))
    for shape in shapes:
        if set(rules.objects(shape, SH.targetClass)) != {_SUBMISSION}:
            raise _fault(shape, "no mira las postulaciones", "it does not look at submissions")
        if not {SH.property, SH.sparql} & set(rules.predicates(shape)):
            raise _fault(shape, "no pide nada", "it asks for nothing")
        if outcome(rules, URIRef(str(shape))) not in outcomes:
            raise _fault(shape, "no tiene una sab:outcome", "it has no sab:outcome that exists")
    for told in set(rules.subjects(SH.message)):
        for term in (SH.name, SH.message):
            if set(by_language(rules, told, term)) != set(LANGUAGES):
                raise _fault(
                    told,
                    f"su sh:{local_name(term)} no está una vez en español y una en inglés",
                    f"its sh:{local_name(term)} is not once in Spanish and once in English",
                )
    for shape, constraint in rules.subject_objects(SH.sparql):
        for select in rules.objects(constraint, SH.select):
            try:
                screen(str(select))
            except SaberesGraphError as error:
                raise error.inside(shorten(str(shape))) from error


def _fault(shape: Node, es: str, en: str) -> InputError:
    return InputError(
        es,
        en,
        where=shorten(str(shape)),
        hint=("Corrige la regla de la convocatoria", "Correct the rule of the call"),
    )
