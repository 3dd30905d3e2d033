"""Files of submissions, reviews and decisions that are evaluated without being written anywhere."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from saberesgraph.errors import EmptyInputError, InputError
from saberesgraph.exchange.admission import classes, key, refuse_others
from saberesgraph.fiches.files.kinds import READERS
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.importing.plan import Plan
from saberesgraph.fiches.importing.planning import Request, plan
from saberesgraph.namespaces import expand, shorten
from saberesgraph.project import Project
from saberesgraph.reading import read

TURTLE: Final = (".ttl", ".nt")
FORMS: Final = tuple(
    suffix
    for suffix, reader in READERS.items()
    if reader in {"workbook", "opendocument", "delimited"}
)
"""Extensions of workbooks and tables."""
COUNTED: Final = ("sab:Submission", "sab:CommitteeMember", "sab:Review", "sab:Decision")
_MOST_BYTES: Final = 64 * 2**20
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
        counts: how many things of each class of COUNTED are described, by its prefixed name.
    """

    turtle: tuple[Path, ...]
    plan: Plan | None
    written: tuple[Path, ...]
    submissions: frozenset[str]
    calls: frozenset[str]
    counts: Mapping[str, int]

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
        refuse_others(project, parsed)
        every = (*parsed, *read(written).files)
        described = classes(every)
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
            if key(each.subject) in members and each.predicate.value == expand("sab:call")
            if isinstance(each.object, ox.NamedNode)
        }
        counts = {
            name: sum(expand(name) in kinds for kinds in described.values()) for name in COUNTED
        }
        yield Given(turtle, planned, written, frozenset(submissions), frozenset(calls), counts)


def _files(path: Path) -> Iterator[Path]:
    known = (*TURTLE, *FORMS)
    if not path.is_dir():
        _refuse_unreadable(path, known)
        yield path
        return
    # a pipe or a device is never waited for
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
    for file in found:
        _refuse_unreadable(file, known)
        yield file


def _refuse_unreadable(path: Path, known: Sequence[str]) -> None:
    if not path.is_file():
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


def _written(planned: Plan, folder: Path) -> Iterator[Path]:
    """Write what rows state to files of their own; fiches are not evaluated here."""
    for number, step in enumerate(planned.steps):
        if step.turtle and ":" in step.code:
            path = folder / f"{number}.ttl"
            path.write_text(step.turtle, encoding="utf-8")
            yield path
