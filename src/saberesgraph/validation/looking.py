"""Looks at what changed in a kept project, and remembers what was found."""

import json
from collections.abc import Container, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from hashlib import sha256
from itertools import chain
from typing import Any

import pyoxigraph as ox
from rdflib import SH, URIRef

from saberesgraph.errors import InputError
from saberesgraph.kept import Kept
from saberesgraph.kept.parts import ASSERTED, is_fiche, is_stated, node
from saberesgraph.namespaces import QUERIES_GRAPH
from saberesgraph.project import Project
from saberesgraph.results import Term, text
from saberesgraph.store.spellings import as_stored
from saberesgraph.validation import division
from saberesgraph.validation.again import Places, Related, forms_changed, resting_on
from saberesgraph.validation.core.statements import InMemory, InStore
from saberesgraph.validation.facts import Facts, Wanted, predicate_of
from saberesgraph.validation.groups import Alone
from saberesgraph.validation.homes import Homes
from saberesgraph.validation.lint import lint
from saberesgraph.validation.memory import Basis, Memory, Part, Placed
from saberesgraph.validation.parts import Ground, Split
from saberesgraph.validation.rule_reach import rule_is_local
from saberesgraph.validation.ruleset import ruleset
from saberesgraph.validation.survey import typed
from saberesgraph.validation.workers import Workers

_QUERIES = ox.NamedNode(QUERIES_GRAPH)


def look(project: Project, kept: Kept, jobs: int, progress: division.Progress) -> bool:
    """Look at what is not known of a kept project; tell whether all of it is known now.

    Raises:
        InputError: a file is not valid.
        LimitError: a process was killed.
    """
    with closing(kept.connect()) as connection:
        if connection.execute("SELECT 1 FROM meta WHERE name = 'mixed'").fetchone():
            return False
        looking = _Looking(project, kept, connection)
        return looking.ready and (
            looking.done(jobs, progress, looking.memory.basis())
            or looking.done(jobs, progress, Basis(""))
        )


class _Looking:
    def __init__(self, project: Project, kept: Kept, connection: Any) -> None:
        self.project, self.kept = project, kept
        self.memory = Memory(connection)
        self.related = Related(kept, connection, self.memory)
        self.fiches = {name: digest for name, digest in kept.digests.items() if is_fiche(name)}
        shared = (name for name in kept.digests if is_stated(name) and not is_fiche(name))
        described = kept.store.engine.quads_for_pattern(None, None, None, _QUERIES)
        self.ground = Ground(
            project,
            tuple(map(project.root.joinpath, shared)),
            catalogue=tuple(quad.triple for quad in described),
        )
        self.ready = len(self.fiches) >= division.SMALL and not self.ground.shapes.waiting
        self.key = resting_on(project, kept)
        if self.memory.basis().key != self.key:
            try:
                lint(self.ground.graph, InMemory(self.ground.triples))
            except InputError:
                self.ready = False

    def done(self, jobs: int, progress: division.Progress, before: Basis) -> bool:
        """Look at what is not known with a basis; tell whether that could be done."""
        ground, there = self.ground, self.memory.basis()
        if before.key != self.key:
            before = Basis("")
        was = self.memory.files() if before.key else {}
        dirty = {name for name, _ in was.items() ^ self.fiches.items()}
        if before.key:
            dirty = self.related.closed(dirty)
        spelled = False
        while True:
            old = self.memory.parts(sorted(dirty)) if before.key else []
            names = sorted(dirty & self.fiches.keys())
            with Workers(ground, 1 if len(names) <= division.PART else jobs) as workers:
                paths = [self.project.root / name for name in names]
                surveys = division.surveyed(workers, paths, progress)
                if any(each.strays for each in surveys):
                    return False
                if before.key and not spelled:
                    spelled, others = self._spelled(old, surveys, names)
                    found = set()
                    for each in others:
                        files = set(self.related.files(node(each)))
                        if not files:
                            return False  # what all share has such a value
                        found |= files
                    if not found <= dirty:
                        dirty = self.related.closed(dirty | found)
                        continue
                facts, split, queries = self._split(workers, surveys, before)
                if split is None or (before.key and split != _split_of(before)):
                    return False
                literals = set(typed(ground.triples)).union(*(each.typed for each in surveys))
                told = replace(split, contested=self._contested(literals))
                tolds = division.tell(
                    workers, surveys, told, frozenset(paths), progress, apart=True
                )
            break
        new = [self._part(alone) for each in tolds for alone in each.apart]
        basis = replace(before, key=self.key, own=facts.own, shared=facts.shared, into=facts.into,
                        whole=split.whole, asked=split.asked,
                        of_shared=split.of_shared)  # fmt: skip
        stale = spelled or not before.key or _reads(old) != _reads(new)
        basis = self._rested(basis, told, dirty, stale=stale)
        self.memory.keep(there, basis, new,
                         dirty, self.fiches, queries, anew=not before.key)  # fmt: skip
        return True

    def _part(self, alone: Alone) -> Part:
        names = tuple(map(self.project.name, alone.paths))
        return Part(names, alone.findings, alone.focus_nodes, alone.read, alone.typed)

    def _spelled(self, old: Any, surveys: Any, names: Any) -> tuple[bool, set[str]]:
        had = {literal for part in old for literal in part.typed}
        have = {literal for each in surveys for literal in each.typed}
        own = {str(node(each)) for name in names for each in self.kept.subjects(name)}
        changed, others = forms_changed(self.kept, had, have, own)
        return changed, {each.strip("<>").removeprefix("_:") for each in others}

    def _contested(self, literals: set[ox.Literal]) -> tuple[ox.Literal, ...]:
        forms = self.kept.store.spellings.forms
        values = {stored for _, stored in as_stored(literals)}
        several = [each for each in map(forms, values) if len(each) > 1]
        return tuple(sorted(chain.from_iterable(several), key=str))

    def _split(
        self, workers: Workers, surveys: Any, before: Basis
    ) -> tuple[Facts, Split | None, dict[str, Any]]:
        """Return what is stated where, what parts cannot tell, and what is known of queries."""
        ground = self.ground
        own = before.own.union(*(each.keys for each in surveys))
        # what all share is as it was
        facts = Facts(own, before.shared, before.into | ground.leading(surveys))
        if before.key and facts == Facts(before.own, before.shared, before.into):
            return facts, _split_of(before), {}
        from saberesgraph.validation import analysis  # see rule_is_local

        if not before.key:
            facts = analysis.facts(ground, surveys)
        rules = [file.read_text("utf-8") for file in self.project.rule_files]
        if not all(rule_is_local(rule, **asdict(facts)) for rule in rules):
            return facts, None, {}
        on = json.dumps([sorted(each) for each in vars(facts).values()])
        keys = {
            place: sha256(f"{ground.query(place)}\n{on}".encode()).hexdigest()
            for place in range(ground.queries)
        }
        told = self.memory.reached(set(keys.values()))
        missing = [place for place, each in keys.items() if each not in told]
        for place, found in zip(
            missing, workers.each(analysis.reached, missing, facts), strict=True
        ):
            name, local, read = found
            told[keys[place]] = [name, local, None if read is None else sorted(read)]
        reaches = [
            (name, local, None if read is None else frozenset(read))
            for name, local, read in (told[each] for each in keys.values())
        ]
        return facts, analysis.split(ground, reaches, facts), told

    def _rested(self, basis: Basis, split: Split, dirty: set[str], *, stale: bool) -> Basis:
        """Return the basis with what no part tells, where that may have changed."""
        places = Places(self.kept, self.project.root)
        homes = Homes(self.project.name, places, InStore(self.kept.store))
        if not stale:
            rest = tuple(
                Placed(homes.placed(each.finding, node(each.subject), each.path),
                       each.subject, each.path)
                if each.finding.file in dirty or not each.finding.file else each
                for each in basis.rest
            )  # fmt: skip
            return replace(basis, rest=rest)
        ground = self.ground
        focus, results = ground.about_shared(split, self._of_shared(split))
        found = chain(results, ground.of_whole(self.kept.store, split))
        shared = {each: ground.reading.homes.get(each, ()) for each in ground.names}
        messages = [s for s in ground.graph.subjects(SH.message) if isinstance(s, URIRef)]
        rules = {
            name: [int(rule.severity), dict(rule.names), dict(rule.messages)]
            for name, rule in ruleset(ground.graph, ground.checks).items()
        }
        twice = (Placed(each, "", "") for each in homes.twice_described(shared))
        rest = (
            *(Placed(homes.finding(each), text(each.focus), each.path) for each in found),
            *twice,
        )
        return replace(basis, rest=rest, rules=rules, shapes=len(set(messages)),
                       focus_nodes=len(focus))  # fmt: skip

    def _of_shared(self, split: Split) -> Iterator[ox.Triple]:
        """Yield what fiches say that is read for what is asked of shared nodes."""
        store, shared = self.kept.store, self.ground.subjects
        wanted, own = Wanted(split.of_shared), _OfFiches(store.engine, shared)
        for predicate in set(map(predicate_of, split.of_shared)):
            quads = store.engine.quads_for_pattern(None, ox.NamedNode(predicate), None, ASSERTED)
            triples = (quad.triple for quad in quads if quad.subject not in shared)
            yield from store.spellings.every(t for t in triples if wanted(t, own))


class _OfFiches(Container[Term]):
    """The nodes of which fiches speak."""

    def __init__(self, engine: ox.Store, shared: Container[Term]) -> None:
        self._engine, self._shared = engine, shared

    def __contains__(self, term: Any) -> bool:
        if isinstance(term, ox.Literal) or term in self._shared:
            return False
        return any(True for _ in self._engine.quads_for_pattern(term, None, None))


def _split_of(basis: Basis) -> Split:
    return Split(basis.whole, basis.asked, basis.of_shared)


def _reads(parts: list[Part]) -> list[str]:
    return sorted(part.read for part in parts if part.read)
