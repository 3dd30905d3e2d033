"""Divides a project into parts, tells what they cannot answer, and puts together what they say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from saberesgraph.namespaces import ONTOLOGY, RDF_TYPE
from saberesgraph.project import Project
from saberesgraph.reading import parse
from saberesgraph.validation.facts import kind
from saberesgraph.validation.numbered import Holders, concatenated, number, together
from saberesgraph.validation.parts import Ground, Split, Told
from saberesgraph.validation.survey import Survey
from saberesgraph.validation.workers import Workers

# fiches: with fewer, to analyse the queries and load the shared statements again takes longer
SMALL: Final = 1000
PART: Final = 250
_FICHE: Final = kind(RDF_TYPE, ONTOLOGY + "Experience")

Progress = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Divided:
    """What parts told.

    Attributes:
        ground: on which they stood.
        classes: of which fiches say that something is one.
        tolds: one of each part, and one of the rest.
        files: how many files were read.
    """

    ground: Ground
    classes: frozenset[str]
    tolds: tuple[Told, ...]
    files: int


def divided(
    project: Project, given: Sequence[Path] = (), jobs: int = 1, progress: Progress = silent
) -> Divided | None:
    """Return what the parts of a project tell; nothing if it is small or cannot be divided.

    Args:
        project: to look at.
        given: files that alone are asked about, and stand in for the project's own about the same.
        jobs: how many processes.
        progress: is told how much is done, and of how much: each file is read, then looked at.

    Raises:
        InputError: a file is not valid.
        LimitError: a process was killed.
    """
    files = [*_kept(project, given), *given]
    folder = project.root / "data" / "practices"
    of_fiches = [path for path in files if path in given or folder in path.parents]
    if len(of_fiches) < SMALL:
        return None
    order = {path: place for place, path in enumerate(files)}
    strays: tuple[ox.Triple, ...] = ()
    while True:
        fiches = set(of_fiches)
        shared = tuple(path for path in files if path not in fiches)
        ground = Ground(project, shared, frozenset(given), strays)
        if ground.shapes.waiting:  # asked by pySHACL, of the whole
            return None
        with Workers(ground, jobs) as workers:
            surveys = surveyed(workers, of_fiches, progress)
            others = {s.path for s in surveys if s.path in given and _FICHE not in s.keys}
            found = tuple(triple for each in surveys for triple in each.strays)
            if not others and found == strays:
                asked = frozenset(given) & fiches if given else frozenset(fiches)
                told = _told(ground, workers, surveys, asked, progress)
                break
        of_fiches = [path for path in of_fiches if path not in others]
        strays = () if others else found
    if told is None:
        return None
    classes, split, tolds = told
    rest = ground.rest(tolds, Described(ground, surveys, order), split)
    if rest is None:
        return None
    return Divided(ground, classes, (*tolds, rest), len(shared) + len(surveys))


def _kept(project: Project, given: Sequence[Path]) -> list[Path]:
    """The files of a project for which no given file stands in."""
    described = set[str]().union(*(parse(path).described for path in given))
    resolved = {path.resolve() for path in given}
    replaceable = set(project.data_files) if given else set()
    return [
        path
        for path in project.graph_files
        if not given
        or (
            path.resolve() not in resolved
            and not (path in replaceable and described & parse(path).described)
        )
    ]


def some(items: Sequence[Path]) -> list[Sequence[Path]]:
    """Return files in pieces that a process looks at in one go."""
    return [items[at : at + PART] for at in range(0, len(items), PART)]


def surveyed(workers: Workers, paths: Sequence[Path], progress: Progress) -> list[Survey]:
    """Return what is told of each file by itself."""
    surveys: list[Survey] = []
    for some_surveys in workers.each(Ground.surveyed, some(paths)):
        surveys += some_surveys
        progress(len(surveys), 2 * len(paths))
    return surveys


def _told(
    ground: Ground,
    workers: Workers,
    surveys: Sequence[Survey],
    asked: frozenset[Path],
    progress: Progress,
) -> tuple[frozenset[str], Split, list[Told]] | None:
    """Return the classes that fiches name, what parts cannot tell, and what they do."""
    from saberesgraph.validation import analysis  # see rule_is_local

    facts = analysis.facts(ground, surveys)
    reached = workers.each(analysis.reached, range(ground.queries), facts)
    split = analysis.split(ground, reached, facts)
    if split is None:
        return None
    split = replace(split, contested=analysis.contested(ground, surveys))
    classes = frozenset(k.removeprefix("a ") for k in facts.own if k.startswith("a "))
    return classes, split, tell(workers, surveys, split, asked, progress)


def tell(
    workers: Workers,
    surveys: Sequence[Survey],
    split: Split,
    asked: frozenset[Path],
    progress: Progress,
    *,
    apart: bool = False,
) -> list[Told]:
    """Return what the parts tell of files that are closed under naming each other."""
    parts = _parts(surveys, asked)
    tolds: list[Told] = []
    done = len(surveys)  # each is read, then looked at
    progress(done, 2 * len(surveys))

    def told_of(some_parts: Iterable[tuple[Path, ...]]) -> Iterator[Told]:
        # of the files asked about a process hears only whether one is of its part: they are many
        items = ((paths, not asked.isdisjoint(paths)) for paths in some_parts)
        yield from workers.each(Ground.told, items, split, apart)

    for paths, told in zip(parts, told_of(parts), strict=True):
        tolds.append(told)
        done += len(paths)
        progress(done, 2 * len(surveys))
    while (joined := _joined(parts, tolds, surveys)) is not None:
        kept = [(paths, told) for paths, told in zip(parts, tolds, strict=True) if paths in joined]
        new = [paths for paths in joined if paths not in parts]
        parts = [*(paths for paths, _ in kept), *new]
        tolds = [*(told for _, told in kept), *told_of(new)]
    return tolds


def _parts(surveys: Sequence[Survey], asked: frozenset[Path]) -> list[tuple[Path, ...]]:
    """Return files by parts, each in the order of the files; those asked about are in few."""
    groups = together([each.said for each in surveys], [each.refers for each in surveys])
    groups.sort(key=lambda group: not any(surveys[place].path in asked for place in group))
    parts: list[list[int]] = [[]]
    for group in groups:
        if len(parts[-1]) + len(group) > PART and parts[-1]:
            parts.append([])
        parts[-1] += group
    return [tuple(surveys[place].path for place in sorted(part)) for part in parts]


def _joined(
    parts: Sequence[tuple[Path, ...]], tolds: Sequence[Told], surveys: Sequence[Survey]
) -> list[tuple[Path, ...]] | None:
    """Return the parts after those are joined whose derived statements meet; None if none do."""
    order = {each.path: place for place, each in enumerate(surveys)}
    said = [
        concatenated((*(surveys[order[path]].said for path in paths), told.derived))
        for paths, told in zip(parts, tolds, strict=True)
    ]
    groups = together(said, [told.astray for told in tolds])
    if len(groups) == len(parts):
        return None
    return [
        tuple(sorted(chain.from_iterable(parts[place] for place in group), key=order.__getitem__))
        for group in groups
    ]


class Described:
    """The files that describe each subject."""

    def __init__(
        self, ground: Ground, surveys: Sequence[Survey], order: Mapping[Path, int]
    ) -> None:
        self._shared = ground.reading.homes
        self._order = order
        self._paths = [each.path for each in surveys]
        self._holders = Holders([each.described for each in surveys])

    def get(self, subject: str) -> Sequence[Path] | None:
        """Return the files that describe a subject, if there are some."""
        own = (self._paths[place] for place in self._holders.of(number(subject)))
        files = (*self._shared.get(subject, ()), *own)
        return sorted(files, key=self._order.__getitem__)
