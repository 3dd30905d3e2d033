"""Divides a project into parts, tells what they cannot answer, and puts together what they say."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.namespaces import ONTOLOGY, RDF_TYPE, RDFS
from saberesgraph.project import Project
from saberesgraph.reading import parse
from saberesgraph.results import text
from saberesgraph.store.spellings import as_stored
from saberesgraph.validation import kinds, reach, shape_reach
from saberesgraph.validation.facts import Facts, among, key, kind
from saberesgraph.validation.parts import Ground, Split, Told
from saberesgraph.validation.survey import Survey, components, number, typed
from saberesgraph.validation.workers import Workers

# fiches: with fewer, to analyse the queries and load the shared statements again takes longer
SMALL: Final = 1000
_PART: Final = 250
_FICHE: Final = kind(RDF_TYPE, ONTOLOGY + "Experience")

_BELOW: Final = RDFS + "subClassOf"

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
        progress: is told how many files are done, and of how many.

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
            surveys = list(chain.from_iterable(workers.each(Ground.surveyed, _some(of_fiches))))
            others = {s.path for s in surveys if s.path in given and _FICHE not in s.keys}
            found = tuple(triple for each in surveys for triple in each.strays)
            if not others and found == strays:
                asked = frozenset(given) & fiches if given else frozenset(fiches)
                return _divided(ground, workers, surveys, asked, order, progress)
        of_fiches = [path for path in of_fiches if path not in others]
        strays = () if others else found


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


def _some(items: Sequence[Path]) -> list[Sequence[Path]]:
    return [items[at : at + _PART] for at in range(0, len(items), _PART)]


def _divided(
    ground: Ground,
    workers: Workers,
    surveys: Sequence[Survey],
    asked: frozenset[Path],
    order: Mapping[Path, int],
    progress: Progress,
) -> Divided | None:
    derivable = _derivable(ground)
    if derivable is None:
        return None
    facts = _facts(ground, surveys, derivable)
    split = _split(ground, workers, facts, derivable, surveys)
    if split is None:
        return None
    parts = _parts(surveys, asked)
    tolds: list[Told] = []
    done, total = 0, len(surveys)
    progress(done, total)
    for paths, told in zip(parts, workers.each(Ground.told, parts, split, asked), strict=True):
        tolds.append(told)
        done += len(paths)
        progress(done, total)
    while (joined := _joined(parts, tolds, surveys)) is not None:
        kept = [(paths, told) for paths, told in zip(parts, tolds, strict=True) if paths in joined]
        new = [paths for paths in joined if paths not in parts]
        parts = [*(paths for paths, _ in kept), *new]
        tolds = [*(told for _, told in kept), *workers.each(Ground.told, new, split, asked)]
    rest = ground.rest(tolds, Described(ground, surveys, order), split)
    if rest is None:
        return None
    tolds.append(rest)
    classes = frozenset(k.removeprefix("a ") for k in facts.own if k.startswith("a "))
    return Divided(ground, classes, tuple(tolds), len(ground.shared) + len(surveys))


def _parts(surveys: Sequence[Survey], asked: frozenset[Path]) -> list[tuple[Path, ...]]:
    """Return files by parts, each in the order of the files; those asked about are in few."""
    groups = components(surveys)
    groups.sort(key=lambda group: not any(surveys[place].path in asked for place in group))
    parts: list[list[int]] = [[]]
    for group in groups:
        if len(parts[-1]) + len(group) > _PART and parts[-1]:
            parts.append([])
        parts[-1] += group
    return [tuple(surveys[place].path for place in sorted(part)) for part in parts]


def _joined(
    parts: Sequence[tuple[Path, ...]], tolds: Sequence[Told], surveys: Sequence[Survey]
) -> list[tuple[Path, ...]] | None:
    """Return the parts after those are joined whose derived statements meet; None if none do."""
    order = {each.path: place for place, each in enumerate(surveys)}
    home: dict[int, int] = {}
    for part, paths in enumerate(parts):
        for path in paths:
            home.update(dict.fromkeys(surveys[order[path]].said, part))
    met: list[tuple[int, int]] = []
    for part, told in enumerate(tolds):
        met += [(part, home.setdefault(node, part)) for node in told.derived]
    for part, told in enumerate(tolds):
        met += [(part, home[node]) for node in told.astray if node in home]
    top = list(range(len(parts)))
    for one, other in met:
        if top[one] != top[other]:
            old, new = top[one], top[other]
            top = [new if each == old else each for each in top]
    if top == list(range(len(parts))):
        return None
    together: defaultdict[int, list[Path]] = defaultdict(list)
    for part, paths in enumerate(parts):
        together[top[part]] += paths
    return [tuple(sorted(paths, key=order.__getitem__)) for paths in together.values()]


class Described:
    """The files that describe each subject."""

    def __init__(
        self, ground: Ground, surveys: Sequence[Survey], order: Mapping[Path, int]
    ) -> None:
        self._shared = ground.reading.homes
        self._order = order
        self._files: dict[int, tuple[Path, ...]] = {}
        for each in surveys:
            for node in each.described:
                self._files[node] = (*self._files.get(node, ()), each.path)

    def get(self, subject: str) -> Sequence[Path] | None:
        """Return the files that describe a subject, if there are some."""
        files = (*self._shared.get(subject, ()), *self._files.get(number(subject), ()))
        return sorted(files, key=self._order.__getitem__)


def _facts(ground: Ground, surveys: Sequence[Survey], derivable: frozenset[str]) -> Facts:
    said = set[int]().union(*(each.said for each in surveys))
    shared = (*ground.triples, *ground.derived, *ground.catalogue)

    def of_fiche(node: Any) -> bool:
        return isinstance(node, ox.NamedNode) and number(node.value) in said

    return Facts(
        own=derivable.union(*(each.keys for each in surveys)),
        shared=frozenset(map(key, shared)),
        into=frozenset(key(t) for t in shared if of_fiche(t.predicate) or of_fiche(t.object)),
    )


def _derivable(ground: Ground) -> frozenset[str] | None:
    """Return the kinds of statement that rules derive; None if these are not known."""
    found: set[str] = set()
    for file in ground.project.rule_files:
        made = kinds.made(file.read_text(encoding="utf-8"))
        if made is None:
            return None
        found |= made
    return frozenset(found)


def _split(
    ground: Ground,
    workers: Workers,
    facts: Facts,
    derivable: frozenset[str],
    surveys: Sequence[Survey],
) -> Split | None:
    """Return what parts cannot tell; None if the whole must be at hand to tell it."""
    asked: set[str] = set()
    whole: set[str] = set()
    for name, local, read in workers.each(reached, range(ground.queries), facts):
        if not local:
            if read is None or name == "":
                return None
            whole.add(name)
            asked |= read
    for shape in shape_reach.targeted(ground.graph):
        if shape_reach.beyond(ground.graph, shape, facts):
            return None
        if shape_reach.beyond(ground.graph, shape, facts, reach.HOME):
            read = shape_reach.asked(ground.graph, shape)
            if read is None:
                return None
            asked |= read
    asked |= {kind(RDF_TYPE, narrower) for narrower in _narrower(ground, asked)}
    if any(among(each, derivable) for each in asked):
        return None
    literals = set(typed(ground.triples)).union(*(each.typed for each in surveys))
    values: defaultdict[Any, list[ox.Literal]] = defaultdict(list)
    for literal, stored in as_stored(literals):
        values[stored].append(literal)
    contested = (each for forms in values.values() if len(forms) > 1 for each in forms)
    return Split(frozenset(whole), frozenset(asked), tuple(sorted(contested, key=str)))


def _narrower(ground: Ground, asked: Iterable[str]) -> set[str]:
    """The classes below those that are asked for."""
    found = {each.removeprefix("a ") for each in asked if each.startswith("a ")}
    below = [
        (text(t.object), text(t.subject)) for t in ground.triples if t.predicate.value == _BELOW
    ]
    while more := {narrower for wider, narrower in below if wider in found} - found:
        found |= more
    return found


def reached(ground: Ground, place: int, facts: Facts) -> tuple[str, bool, frozenset[str] | None]:
    """Return of a query of the ground its name, whether it is local, and what it reads.

    Rules, which come last, have no name, and are local if they are so from some variable.
    """
    name, query, focuses = ground.query(place)
    local = any(
        not reach.beyond(query, facts, focus)
        and not reach.beyond(query, facts, focus, about=reach.HOME)
        for focus in focuses
    )
    return name, local, None if local else kinds.asked(query)
