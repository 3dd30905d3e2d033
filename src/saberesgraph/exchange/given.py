"""Files of submissions, reviews and decisions that are evaluated without being written anywhere.

They come from strangers: they may add to what is evaluated, and never to what it is evaluated by.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import EmptyInputError, InputError
from saberesgraph.fiches.files.kinds import READERS
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.importing.plan import Plan
from saberesgraph.fiches.importing.planning import Request, plan
from saberesgraph.namespaces import RDF_TYPE, SHACL, expand, shorten
from saberesgraph.project import Project
from saberesgraph.reading import ParsedFile, parse, read

TURTLE: Final = (".ttl", ".nt")
FORMS: Final = tuple(
    suffix for suffix, reader in READERS.items() if reader not in {"text", "markdown", "document",
                                                                   "pdf"}
)  # fmt: skip
"""Extensions of workbooks and tables."""
_MOST_BYTES: Final = 64 * 2**20
_REPLACEABLE: Final = {
    expand(name)
    for name in (
        "sab:Submission", "sab:SubmissionStatement", "sab:CriterionEvidence",
        "sab:CommitteeMember", "sab:Review", "sab:CriterionAssessment", "sab:Decision",
        "sab:Exchange", "sab:ExchangeStep",
    )
}  # fmt: skip
"""Classes of what a file may describe, also in the place of a file of data/."""
_ADDABLE: Final = _REPLACEABLE | {
    expand(name)
    for name in ("org:Organization", "sab:ActorGroup", "sab:SourceDocument", "sab:SourceAnomaly")
}
"""And of what it may add."""
_OF_RULES: Final = {expand("sab:callRule"), expand("sab:outcome")}
_SUBMISSION: Final = expand("sab:submission")


@dataclass(frozen=True)
class Given:
    """What files hold.

    Attributes:
        turtle: files of statements, checked for what they may describe and not yet by the shapes.
        plan: what reading the workbooks and tables gave, None if there are none; what it rejects
            stands in none of the files.
        written: the statements of the workbooks and tables, in files that go when it is done.
        submissions: prefixed names of those described, or spoken of by a review or a decision.
        calls: prefixed names of those whose committee is described.
    """

    turtle: tuple[Path, ...]
    plan: Plan | None
    written: tuple[Path, ...]
    submissions: frozenset[str]
    calls: frozenset[str]

    @property
    def files(self) -> tuple[Path, ...]:
        """All that stands in for files of data/."""
        return (*self.turtle, *self.written)


@contextmanager
def given(project: Project, paths: Sequence[Path]) -> Iterator[Given]:
    """Yield what files and folders hold, of the kinds that an evaluation takes.

    Raises:
        EmptyInputError: a folder has no such file.
        InputError: a file cannot be read, or describes what it may not: rules, calls, or what the
            project has already.
    """
    files = tuple(dict.fromkeys(file for path in paths for file in _files(path)))
    turtle = tuple(file for file in files if file.suffix.lower() in TURTLE)
    forms = tuple(file for file in files if file not in turtle)
    with tempfile.TemporaryDirectory(prefix="saberesgraph-") as folder:
        planned = plan(project, form(project), Request(forms)) if forms else None
        written = tuple(_written(planned, Path(folder))) if planned else ()
        parsed = read(turtle).files
        _refuse_others(project, parsed)
        every = (*parsed, *read(written).files)
        described = _described(every)
        submissions = {
            shorten(each.object.value)
            for file in every
            for each in file.triples
            if each.predicate.value == _SUBMISSION and isinstance(each.object, ox.NamedNode)
        }
        submissions |= {
            shorten(iri) for iri, kinds in described.items() if expand("sab:Submission") in kinds
        }
        if planned:
            names = (step.code for step in planned.steps)
            submissions |= {name for name in names if name.startswith("submission:")}
        members = {
            iri for iri, kinds in described.items() if expand("sab:CommitteeMember") in kinds
        }
        calls = {
            shorten(each.object.value)
            for file in every
            for each in file.triples
            if _key(each.subject) in members and each.predicate.value == expand("sab:call")
            if isinstance(each.object, ox.NamedNode)
        }
        yield Given(turtle, planned, written, frozenset(submissions), frozenset(calls))


def _files(path: Path) -> Iterator[Path]:
    known = (*TURTLE, *FORMS)
    if path.is_dir():
        found = sorted(
            file for file in path.rglob("*") if file.suffix.lower() in known and file.is_file()
        )
        if not found:
            kinds = ", ".join(known)
            raise EmptyInputError(
                "no contiene archivos que se evalúen",
                "it holds no file that can be evaluated",
                where=str(path),
                hint=(f"Da una carpeta con {kinds}", f"Give a folder with {kinds}"),
            )
        yield from found
        return
    if not path.is_file():  # a pipe or a device is never waited for
        raise InputError(
            "no es un archivo ni una carpeta",
            "it is neither a file nor a folder",
            where=str(path),
            hint=("Revisa la ruta", "Check the path"),
        )
    if path.suffix.lower() not in known:
        kinds = ", ".join(known)
        raise InputError(
            f'la extensión "{path.suffix}" no es de las que se evalúan',
            f'the extension "{path.suffix}" is not one that can be evaluated',
            where=str(path),
            hint=(f"Da {kinds}", f"Give {kinds}"),
        )
    if path.stat().st_size > _MOST_BYTES:
        raise InputError(
            f"pasa de {_MOST_BYTES // 2**20} MiB",
            f"it is larger than {_MOST_BYTES // 2**20} MiB",
            where=str(path),
            hint=("Divídelo", "Split it"),
        )
    yield path


def _written(planned: Plan, folder: Path) -> Iterator[Path]:
    """Write what rows state to files of their own; fiches are not evaluated here."""
    for number, step in enumerate(planned.steps):
        if step.turtle and ":" in step.code:
            path = folder / f"{number}.ttl"
            path.write_text(step.turtle, encoding="utf-8")
            yield path


def _described(files: Sequence[ParsedFile]) -> dict[str, set[str]]:
    """The classes of each subject that files give one."""
    found: dict[str, set[str]] = {}
    for file in files:
        for each in file.triples:
            if each.predicate.value == RDF_TYPE:
                found.setdefault(_key(each.subject), set()).add(_key(each.object))
    return found


def _key(term: Any) -> str:
    return str(term) if isinstance(term, ox.Triple) else str(term.value)


def _refuse_others(project: Project, files: Sequence[ParsedFile]) -> None:
    """Do nothing where files describe only what they may, and nothing that is the project's."""
    kinds = _described(files)
    taken = _taken(project) if files else {}
    for file in files:
        for each in file.triples:
            subject = _key(each.subject)
            predicate = each.predicate.value
            if predicate in _OF_RULES or predicate.startswith(SHACL):
                raise _refused(
                    file,
                    subject,
                    "es parte de una regla, y aquí las reglas son solo las del proyecto",
                    "is part of a rule, and here the rules are the project's alone",
                )
            other = sorted(kinds.get(subject, set()) - _ADDABLE)
            if other or subject not in kinds:
                what = shorten(other[0]) if other else "?"
                raise _refused(
                    file,
                    subject,
                    f"no es de lo que se puede dar para evaluar ({what}): postulaciones con su "
                    "sustento, miembros, evaluaciones, decisiones, intercambios, actores, fuentes",
                    f"is not of what can be given to evaluate ({what}): submissions with their "
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


def _taken(project: Project) -> dict[str, Path]:
    """Subjects that the project speaks of, by file, but for files that another may stand in for."""
    found: dict[str, Path] = {}
    for path in project.graph_files:
        file = parse(path)
        said = _described([file]).values()
        replaceable = path in project.data_files and all(each <= _REPLACEABLE for each in said)
        if not replaceable:
            found |= {_key(each.subject): path for each in file.triples}
    return found


def _refused(file: ParsedFile, subject: str, es: str, en: str) -> InputError:
    name = shorten(subject)
    return InputError(
        f"{name} {es}",
        f"{name} {en}",
        where=str(file.path),
        hint=("Quítalo del archivo", "Remove it from the file"),
    )
