"""Checks the shapes themselves: a misspelt shape conforms to everything, silently."""

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from saberesgraph.errors import InputError
from saberesgraph.namespaces import SHACL, local_name
from saberesgraph.terms import term_of
from saberesgraph.validation.core.statements import SUBCLASS, TYPE, Statements


def lint(shapes: Graph, data: Statements) -> None:
    """Raise at the first fault that would make a shape pass without looking at anything.

    Raises:
        InputError: an unknown term of SHACL; a named shape without name, message or severity; a
            property shape that no node shape uses; a target class that the ontology lacks.
    """
    for triple in sorted(shapes):
        for term in triple:
            if str(term).startswith(SHACL) and not hasattr(SH, local_name(str(term))):
                raise _fault(
                    triple[0],
                    f'"sh:{local_name(str(term))}" no es un término de SHACL',
                    f'"sh:{local_name(str(term))}" is not a term of SHACL',
                )
    for shape in _named(shapes, SH.PropertyShape):
        if (None, SH.property, shape) not in shapes:
            raise _fault(shape, "ninguna forma de nodo la usa", "no node shape uses it")
        _has(shapes, shape, "name", "message", "severity")
    for shape in _named(shapes, SH.NodeShape):
        is_rule = any(
            (shape, term, None) in shapes for term in (SH["or"], SH["not"], SH.xone, SH.sparql)
        )
        _has(shapes, shape, "name", *(("message", "severity") if is_rule else ()))
        for target in shapes.objects(shape, SH.targetClass):
            kind = term_of(target)
            known = (
                data.objects(kind, TYPE),
                data.objects(kind, SUBCLASS),
                data.subjects(TYPE, kind),
            )
            if not any(known):
                raise _fault(
                    shape, f"su clase {target} no existe", f"its target class {target} is unknown"
                )


def _named(shapes: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(s for s in shapes.subjects(RDF.type, kind) if isinstance(s, URIRef))


def _has(shapes: Graph, shape: URIRef, *terms: str) -> None:
    for term in terms:
        if (shape, SH[term], None) not in shapes:
            raise _fault(shape, f"no tiene sh:{term}", f"it has no sh:{term}")


def _fault(shape: Node, es: str, en: str) -> InputError:
    return InputError(
        es,
        en,
        where=str(shape),
        hint=(
            "Corrige la forma; hasta entonces no revisa nada",
            "Correct the shape; until then it checks nothing",
        ),
    )
