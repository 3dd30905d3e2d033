"""What parts cannot tell: which queries look beyond a fiche, and what these read."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.namespaces import RDF_TYPE, RDFS
from saberesgraph.results import text
from saberesgraph.store.spellings import as_stored
from saberesgraph.validation import kinds, reach, shape_reach
from saberesgraph.validation.facts import Facts, among, key, kind, wide
from saberesgraph.validation.parts import Ground, Split
from saberesgraph.validation.survey import Survey, typed

_BELOW: Final = RDFS + "subClassOf"
# of a query: its name, whether it is local, and what it reads; see `reached`
Reached = tuple[str, bool, frozenset[str] | None]


def facts(ground: Ground, surveys: Sequence[Survey]) -> Facts:
    """Return which kinds of statement are where, of some files of fiches and those shared."""
    return Facts(
        own=(derivable(ground) or frozenset()).union(*(each.keys for each in surveys)),
        shared=frozenset(map(key, ground.shared_triples)),
        into=ground.leading(surveys),
    )


def derivable(ground: Ground) -> frozenset[str] | None:
    """Return the kinds of statement that rules derive; None if these are not known."""
    found: set[str] = set()
    for file in ground.project.rule_files:
        made = kinds.made(file.read_text(encoding="utf-8"))
        if made is None:
            return None
        found |= made
    return frozenset(found)


def split(ground: Ground, reaches: Iterable[Reached], facts: Facts) -> Split | None:
    """Return what parts cannot tell, nothing contested yet.

    None if the whole must be at hand to tell it.
    """
    derived = derivable(ground)
    if derived is None:
        return None
    asked: set[str] = set()
    of_shared: set[str] = set()
    whole: set[str] = set()
    for name, local, read in reaches:
        if read is None or (name == "" and (read or not local)):
            return None
        if local:
            of_shared |= read
        else:
            whole.add(name)
            asked |= read
    for shape in shape_reach.targeted(ground.graph):
        if shape_reach.beyond(ground.graph, shape, facts):
            return None
        read = shape_reach.of_fiches(ground.graph, shape, facts)
        if read is None:
            return None
        of_shared |= read
    for each in (asked, of_shared):
        each |= {kind(RDF_TYPE, narrower) for narrower in _narrower(ground, each)}
    if any(among(wide(each), derived) for each in asked | of_shared):
        return None
    return Split(frozenset(whole), frozenset(asked), frozenset(of_shared))


def contested(ground: Ground, surveys: Sequence[Survey]) -> tuple[ox.Literal, ...]:
    """Return the literals that are one value, which files spell in several ways."""
    literals = set(typed(ground.triples)).union(*(each.typed for each in surveys))
    values: dict[Any, list[ox.Literal]] = {}
    for literal, stored in as_stored(literals):
        values.setdefault(stored, []).append(literal)
    several = (each for forms in values.values() if len(forms) > 1 for each in forms)
    return tuple(sorted(several, key=str))


def _narrower(ground: Ground, asked: Iterable[str]) -> set[str]:
    """The classes below those that are asked for."""
    found = {each.removeprefix("a ") for each in asked if each.startswith("a ")}
    below = [
        (text(t.object), text(t.subject)) for t in ground.triples if t.predicate.value == _BELOW
    ]
    while more := {narrower for wider, narrower in below if wider in found} - found:
        found |= more
    return found


def reached(ground: Ground, place: int, facts: Facts) -> Reached:
    """Return of a query of the ground its name, whether it is local, and what it reads of fiches.

    A local one reads that for rows about shared nodes. Rules, which come last, have no name, and
    are local if they are so from some variable.
    """
    name, query, focuses = ground.query(place)
    local = [
        read
        for focus in focuses
        if not reach.beyond(query, facts, focus)
        and (read := reach.of_fiches(query, facts, focus)) is not None
    ]
    return (name, True, min(local, key=len)) if local else (name, False, kinds.asked(query))
