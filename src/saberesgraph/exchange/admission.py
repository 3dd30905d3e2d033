"""What a stranger's file may say: what is evaluated, and never what it is evaluated by.

Rules are SHACL, SPARQL and the call itself, and what they read is all that is asserted. So a file
may describe things of its own of a few classes, with properties that are theirs.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import InputError
from saberesgraph.namespaces import ONTOLOGY, PREFIXES, RDF_TYPE, expand, shorten
from saberesgraph.project import Project
from saberesgraph.reading import ParsedFile, read


def _all(*names: str) -> frozenset[str]:
    return frozenset(map(expand, names))


_REPLACEABLE: Final = _all(
    "sab:Submission", "sab:SubmissionStatement", "sab:CriterionEvidence", "sab:CommitteeMember",
    "sab:Review", "sab:CriterionAssessment", "sab:Decision", "sab:Exchange", "sab:ExchangeStep",
)  # fmt: skip
"""Classes of what a file may describe, also in the place of a file of data/."""
_ADDABLE: Final = _REPLACEABLE | _all(
    "org:Organization", "sab:ActorGroup", "sab:SourceDocument", "sab:SourceAnomaly"
)
"""And of what it may only add."""
_DOMAINS: Final = _ADDABLE | _all("prov:Entity", "sab:Actor", "sab:Experience")
"""Of the properties that go with them; a call may ask for what a fiche tells."""
_STANDARD: Final = (
    *(PREFIXES[prefix] for prefix in ("dcterms", "org", "schema", "prov")),
    *_all("rdf:type", "rdfs:seeAlso", "skos:notation", "skos:prefLabel", "skos:altLabel"),
)


def classes(files: Sequence[ParsedFile]) -> dict[str, set[str]]:
    """Return the classes of each subject that files give one."""
    found: dict[str, set[str]] = {}
    for file in files:
        for each in file.triples:
            if each.predicate.value == RDF_TYPE:
                found.setdefault(key(each.subject), set()).add(key(each.object))
    return found


def key(term: Any) -> str:
    """Return what tells a term apart: of a name, its IRI."""
    return str(term) if isinstance(term, ox.Triple) else str(term.value)


def refuse_others(project: Project, files: Sequence[ParsedFile]) -> None:
    """Do nothing where files say only what they may, and of nothing that is the project's.

    Raises:
        InputError: one describes a rule, a call or a thing of the project, or says of its own what
            the rules find.
    """
    if not files:
        return
    kinds = classes(files)
    ours = read(project.graph_files).files
    taken = _taken(project, ours)
    theirs = _properties(ours)
    for file in files:
        for each in file.triples:
            subject, predicate = key(each.subject), each.predicate.value
            other = sorted(kinds.get(subject, {"?"}) - _ADDABLE)
            if other:
                what = ", ".join(map(shorten, other))
                raise _refused(
                    file,
                    subject,
                    f"no es de lo que se da para evaluar ({what}): postulaciones y su sustento, "
                    "miembros, evaluaciones, decisiones, intercambios, actores y fuentes",
                    f"is not of what is given to evaluate ({what}): submissions and their "
                    "evidence, members, reviews, decisions, exchanges, actors and sources",
                )
            if subject in taken:
                home = project.name(taken[subject])
                raise _refused(
                    file,
                    subject,
                    f"ya está descrito en {home}, y un archivo dado no lo cambia",
                    f"is described in {home} already, and a given file does not change that",
                )
            if predicate not in theirs and not predicate.startswith(_STANDARD):
                name = shorten(predicate)
                raise _refused(
                    file,
                    subject,
                    f"dice {name}, que es de las reglas o no se conoce",
                    f"says {name}, which belongs to the rules or is not known",
                )


def _taken(project: Project, files: Sequence[ParsedFile]) -> dict[str, Path]:
    """Subjects that the project speaks of, by file, but for files that another may stand in for."""
    replaceable = set(project.data_files)
    return {
        key(each.subject): file.path
        for file in files
        if file.path not in replaceable
        or any(found - _REPLACEABLE for found in classes([file]).values())
        for each in file.triples
    }


def _properties(files: Sequence[ParsedFile]) -> set[str]:
    """The project's properties of what a file may describe, and those that a call asks for."""
    named = _all("rdfs:domain", "schema:domainIncludes")
    found = set()
    for file in files:
        for each in file.triples:
            subject, value = key(each.subject), key(each.object)
            if each.predicate.value in named and value in _DOMAINS and subject.startswith(ONTOLOGY):
                found.add(subject)
            elif each.predicate.value == ONTOLOGY + "requiredField":
                found.add(value)
    return found


def _refused(file: ParsedFile, subject: str, es: str, en: str) -> InputError:
    name = shorten(subject)
    return InputError(
        f"{name} {es}",
        f"{name} {en}",
        where=str(file.path),
        hint=("Quítalo del archivo", "Remove it from the file"),
    )
