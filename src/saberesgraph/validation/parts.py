"""Validation in parts: what is shared, and some files of fiches at a time.

A part answers for its own nodes alone; `Ground.rest` for shared nodes, and for any node by the
queries that ask of the whole. These are asked of a store of the shared statements and of all those,
of whatever file, that such a query can read. Together the findings are those of the whole at once.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import SH

from saberesgraph import queries, reference
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.queries import Check, load_check
from saberesgraph.reading import ParsedFile, Reading, parse, read, to_rdflib
from saberesgraph.results import Term, text
from saberesgraph.rules import infer
from saberesgraph.store import Dataset, Store
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.store.spellings import Spellings
from saberesgraph.terms import term_of
from saberesgraph.validation.core.statements import InMemory
from saberesgraph.validation.facts import Wanted, key
from saberesgraph.validation.finding import Finding, Severity
from saberesgraph.validation.groups import Alone, Groups, digest
from saberesgraph.validation.homes import Homes, Places
from saberesgraph.validation.numbered import Numbers, number, numbers
from saberesgraph.validation.result import Result
from saberesgraph.validation.shacl import Shapes
from saberesgraph.validation.survey import Survey, survey, typed

_ELSEWHERE: Final = ox.NamedNode("urn:saberesgraph:elsewhere")


@dataclass(frozen=True)
class Split:
    """What parts cannot tell.

    Attributes:
        whole: the queries that are asked of the whole, by shape or name of check.
        asked: the keys of the statements that these can read.
        of_shared: of those of fiches that what is asked of shared nodes can read.
        contested: literals that are one value, which files spell in several ways.
    """

    whole: frozenset[str]
    asked: frozenset[str]
    of_shared: frozenset[str] = frozenset()
    contested: tuple[ox.Literal, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a part tells: its findings, and what those who put parts together must know of it.

    Attributes:
        findings: on its own nodes.
        focus_nodes: of these, how many a shape looks at, by file.
        read: its statements that queries of the whole can read, packed.
        of_shared: those that what is asked of shared nodes can.
        typed: those whose literal is contested.
        derived: the nodes that rules make statements about and no file of the part does.
        astray: the nodes that rules name and that neither the part nor what is shared describes.
        apart: the findings, instead, by the smallest parts of this one, if that was asked.
    """

    findings: tuple[Finding, ...] = ()
    focus_nodes: Mapping[str, int] = field(default_factory=dict)
    read: bytes = zlib.compress(b"")
    of_shared: tuple[ox.Triple, ...] = ()
    typed: tuple[ox.Triple, ...] = ()
    derived: Numbers = field(default_factory=partial(numbers, ()))
    astray: Numbers = field(default_factory=partial(numbers, ()))
    apart: tuple[Alone, ...] = ()


class Ground:
    """What every part stands on, made ready in one process.

    Args:
        project: whose shapes, checks and rules they are.
        shared: the files that all parts share.
        given: the files of whichever kind that are not read as the project's own.
        strays: what files of fiches state about shared nodes.
        catalogue: the named queries described, if that was read already.

    Raises:
        InputError: a file is not valid.
    """

    def __init__(
        self,
        project: Project,
        shared: tuple[Path, ...],
        given: frozenset[Path] = frozenset(),
        strays: tuple[ox.Triple, ...] = (),
        catalogue: tuple[ox.Triple, ...] = (),
    ) -> None:
        self.made_of = (project, shared, given, strays, catalogue)
        self.project = project
        self.shared = shared
        self.given = given
        self.reading = Reading(tuple(map(self._parsed, shared)))
        self.triples = (*self.reading.triples, *strays)
        self.catalogue = catalogue or tuple(reference.triples(queries.catalogue(project).values()))
        self.graph = to_rdflib(read(project.shape_files).triples, plain=True)
        self.shapes = Shapes(self.graph)
        self.checks = tuple(load_check(file) for file in project.check_files)
        self.targets = tuple(map(term_of, set(self.graph.objects(None, SH.targetClass))))
        self.derived = _derived(EmbeddedStore(self.triples), project)
        self.subjects: set[Term] = {t.subject for t in chain(self.triples, self.derived)}
        self.names = frozenset(map(text, self.subjects))

    def surveyed(self, paths: Sequence[Path]) -> list[Survey]:
        """Return what is told of each file by itself."""
        return [survey(self._parsed(path), self.names) for path in paths]

    def _parsed(self, path: Path) -> ParsedFile:
        return parse(path, str(path) if path in self.given else self.project.name(path))

    @property
    def shared_triples(self) -> tuple[ox.Triple, ...]:
        """All statements that no part makes."""
        return (*self.triples, *self.derived, *self.catalogue)

    def leading(self, surveys: Iterable[Survey]) -> frozenset[str]:
        """Return the kinds of shared statement that lead into some files of fiches."""
        leading: dict[int, set[str]] = {}
        for triple in self.shared_triples:
            for node in (triple.predicate, triple.object):
                if isinstance(node, ox.NamedNode):
                    leading.setdefault(number(node.value), set()).add(key(triple))
        led = {node for each in surveys for node in each.said if node in leading}
        return frozenset().union(*(leading[node] for node in led))

    @property
    def queries(self) -> int:
        """How many queries there are: constraints, checks and rules."""
        return len(self.shapes.constraints) + len(self.checks) + len(self.project.rule_files)

    def query(self, place: int) -> tuple[str, str, tuple[str, ...]]:
        """Return the name of a query, its text, and what its rows may be about; rules come last."""
        named = [(each.shape, each.query, ("this",)) for each in self.shapes.constraints]
        named += [(f"checks/{each.name}", each.sparql, ("focus",)) for each in self.checks]
        if place < len(named):
            return named[place]
        from saberesgraph.validation import kinds  # see rule_is_local

        rule = self.project.rule_files[place - len(named)].read_text(encoding="utf-8")
        return "", rule, kinds.subjects(rule)

    def told(self, part: tuple[Sequence[Path], bool], split: Split, apart: bool = False) -> Told:
        """Return what a part, some files, tells: findings only if it is asked about."""
        paths, asked = part
        files = tuple(map(self._parsed, paths))
        by_file = {
            file.path: [t for t in file.triples if t.subject not in self.subjects] for file in files
        }
        stated = tuple(chain.from_iterable(by_file.values()))
        store = self._store(split, stated)
        derived = _derived(store, self.project)
        said: set[Term] = {t.subject for t in stated}
        own = said.union(t.subject for t in derived) - self.subjects
        named = {n for t in derived for n in (t.predicate, t.object)} - own - self.subjects
        told = Told(
            derived=numbers(map(text, own - said)),
            astray=numbers(n.value for n in named if isinstance(n, ox.NamedNode)),
        )
        if apart:
            return replace(told, apart=self._apart(files, by_file, derived, store, split, own))
        if asked:
            data = InMemory(chain(self.triples, stated, derived))
            places = self._places(files)
            homes = Homes(self.project.name, places, data)
            focus, results = self._results(data, own, self._answers(store, split, own))
            findings = (*map(homes.finding, results), *homes.twice_described(places))
            told = replace(told, findings=findings, focus_nodes=Counter(map(homes.file, focus)))
        contested: set[Term] = set(split.contested)
        return replace(
            told,
            read=_packed(_some(stated, split.asked, own)),
            of_shared=_some(stated, split.of_shared, own),
            typed=tuple(triple for triple in stated if triple.object in contested),
        )

    def _places(self, files: tuple[ParsedFile, ...]) -> dict[str, tuple[Path, ...]]:
        """Return the files of a part that describe each of its nodes."""
        places = Reading(files).homes
        return {subject: paths for subject, paths in places.items() if subject not in self.names}

    def _apart(
        self,
        files: tuple[ParsedFile, ...],
        by_file: Mapping[Path, list[ox.Triple]],
        derived: Sequence[ox.Triple],
        store: EmbeddedStore,
        split: Split,
        own: Container[Term],
    ) -> tuple[Alone, ...]:
        """Return what each group of files of a part tells."""
        groups = Groups(by_file, derived, self.subjects)
        stated: list[list[ox.Triple]] = [[] for _ in groups.paths]
        for path, triples in by_file.items():
            stated[groups.of(path)] += triples
        data = InMemory(chain(self.triples, *stated, derived))
        places = self._places(files)
        homes = Homes(self.project.name, places, data)
        focus, results = self._results(data, own, self._answers(store, split, own))
        found: list[list[Finding]] = [[] for _ in groups.paths]
        for result in results:
            found[groups.of(result.focus)].append(homes.finding(result))
        for subject, paths in places.items():
            found[groups.of(paths[0])] += homes.twice_described({subject: paths})
        counts = Counter(map(groups.of, focus))
        return tuple(
            Alone(
                paths,
                tuple(found[place]),
                counts[place],
                digest(_some(stated[place], split.asked | split.of_shared, own)),
                frozenset(typed(stated[place])),
            )
            for place, paths in enumerate(groups.paths)
        )

    def rest(self, tolds: Sequence[Told], places: Places, split: Split) -> Told | None:
        """Return what is told of shared nodes, and of any node by queries of the whole.

        Nothing if that is about blank nodes of fiches, which only the whole could place.
        """
        stated = [triple for told in tolds for triple in told.of_shared]
        read = (triple for told in tolds for triple in _unpacked(told.read))
        store = self._store(split, stated, chain(read, *(told.typed for told in tolds)))
        for told in tolds:
            store.insert(ASSERTED_GRAPH, zlib.decompress(told.read))
        store.add(DERIVED_GRAPH, self.derived)
        data = InMemory(chain(self.triples, self.derived, stated))
        homes = Homes(self.project.name, places, data)
        answers = tuple(self._answers(store, split, None))
        if any(isinstance(r.focus, ox.BlankNode) and r.focus not in self.subjects for r in answers):
            return None
        focus, results = self._results(data, self.subjects, answers)
        twice = homes.twice_described({each: places.get(each) or () for each in sorted(self.names)})
        found = (*map(homes.finding, results), *twice)
        return Told(findings=found, focus_nodes=Counter(map(homes.file, focus)))

    def about_shared(
        self, split: Split, stated: Iterable[ox.Triple]
    ) -> tuple[set[Term], Iterator[Result]]:
        """Return which shared nodes a shape looks at, and what is found of them without the whole.

        `stated` is what fiches say that is read for that.
        """
        stated = tuple(stated)
        store = self._store(split, stated)
        store.add(DERIVED_GRAPH, self.derived)
        data = InMemory(chain(self.triples, self.derived, stated))
        return self._results(data, self.subjects, self._answers(store, split, self.subjects))

    def _results(
        self, data: InMemory, own: Container[Term], answers: Iterable[Result]
    ) -> tuple[set[Term], Iterator[Result]]:
        """Return which own nodes a shape looks at, and what is found of them."""
        focus = {n for target in self.targets for n in data.instances(target) if n in own}
        return focus, chain(self.shapes.core(data, focus), answers)

    def _store(
        self, split: Split, stated: Iterable[ox.Triple], aside: Iterable[ox.Triple] = ()
    ) -> EmbeddedStore:
        """Return a store of the shared statements and others, which spells as the whole would."""
        asserted = (*self.triples, *stated)
        store = EmbeddedStore(())
        store.add(ASSERTED_GRAPH, asserted)
        elsewhere = (ox.Triple(_ELSEWHERE, _ELSEWHERE, each) for each in split.contested)
        store.spellings = Spellings(chain(asserted, elsewhere, aside))
        store.add(QUERIES_GRAPH, self.catalogue)
        return store

    def _runs(self) -> list[tuple[str, Callable[[Store], Iterable[Result]]]]:
        """Return the names of the constraints and checks in SPARQL, and what asks each."""
        constraints = ((each.shape, each.results) for each in self.shapes.constraints)
        checks = ((f"checks/{each.name}", partial(check_results, each)) for each in self.checks)
        return [*constraints, *checks]

    def _answers(self, store: Store, split: Split, own: Container[Term] | None) -> Iterator[Result]:
        """Yield what queries find: local ones on own nodes, and all where the whole is asked."""
        for name, run in self._runs():
            if own is None or name not in split.whole:
                for result in run(store):
                    if (
                        result.focus in own
                        if own is not None
                        else (name in split.whole or result.focus in self.subjects)
                    ):
                        yield result

    def of_whole(self, store: Store, split: Split) -> Iterator[Result]:
        """Yield what the queries that ask of the whole find in it."""
        for name, run in self._runs():
            if name in split.whole:
                yield from run(store)


def _derived(store: EmbeddedStore, project: Project) -> tuple[ox.Triple, ...]:
    """Derive in a store, and return what was."""
    infer(store, project.rule_files)
    return store.over(Dataset((DERIVED_GRAPH,))).construct("CONSTRUCT WHERE { ?s ?p ?o }")


def _some(
    stated: Iterable[ox.Triple], keys: frozenset[str], own: Container[Term]
) -> tuple[ox.Triple, ...]:
    wanted = Wanted(keys)
    return tuple(triple for triple in stated if wanted(triple, own))


def _packed(triples: Iterable[ox.Triple]) -> bytes:
    """Return statements as N-Triples in a few bytes each, blank nodes with their names."""
    return zlib.compress(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", 1)


def _unpacked(packed: bytes) -> Iterator[ox.Triple]:
    for quad in ox.parse(zlib.decompress(packed), ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def check_results(check: Check, store: Store) -> Iterator[Result]:
    """Yield what a check finds."""
    for focus, path, value in check.run(store).rows:
        yield Result(
            focus=focus,
            path=text(path),
            value=value,
            shape=f"checks/{check.name}",
            severity=Severity[check.severity.upper()],
            messages=dict(check.message),
            component=str(SH.SPARQLConstraintComponent),
        )
