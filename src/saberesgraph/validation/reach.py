"""How far a query reaches: whether what it says of a fiche can be told from the fiche's own part.

A part is the shared statements and some files of fiches; whatever names a subject of another file
of fiches is in one part with it. A query is local if all the statements that make a row about a
fiche's node are in that node's part. That is shown on the query's algebra (SPARQL 1.1 § 18), of
each variable in its scope, where each row is about a node of one part (its own) or a shared one:

- OWN: what it stands for is a subject in that part, and all that points to it is there too.
- HOME: it stands for no subject of another part, so all that it says is there.

A node that an OWN one leads to is HOME; so is one that a HOME one leads to, except by what leads
from shared nodes into fiches; so is one that leads to an OWN one; and a HOME one that is the
subject of what fiches alone say is OWN. Each statement that a fiche may have made must have a HOME
subject. What is not certain to have a value where it is asked, as beyond an OPTIONAL, within a
FILTER of a group of its own or beyond a subquery that does not select it, is none of them there.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from rdflib import BNode, URIRef, Variable
from rdflib.paths import AlternativePath, MulPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue

from saberesgraph.namespaces import shorten
from saberesgraph.validation.facts import Facts, among, kind, onto_others, with_value
from saberesgraph.validation.fault import Fault, beyond_all
from saberesgraph.validation.kinds import NOTHING, SAME, algebra_of, steps
from saberesgraph.validation.written import Written

HOME: Final = 1
OWN: Final = 2

Levels = Mapping[Any, int]
_ORDERED: Final = {"Aggregate_GroupConcat", "Aggregate_Sample"}


def beyond(query: str, facts: Facts, focus: str = "this", *, about: int = OWN) -> tuple[str, ...]:
    """Return why a query is not local, or nothing if it is.

    Args:
        query: SELECT or CONSTRUCT, with its prologue.
        facts: what is stated where.
        focus: the variable that says what a row is about.
        about: OWN for the rows about nodes of fiches, HOME for those about shared nodes: then the
            part is the shared statements alone.
    """
    return tuple(dict.fromkeys(each.words for each in _faults(query, facts, focus, about)))


def of_fiches(query: str, facts: Facts, focus: str) -> frozenset[str] | None:
    """Return the keys of what fiches say that rows about shared nodes need; None: not known."""
    return beyond_all(_faults(query, facts, focus, HOME))


def _faults(query: str, facts: Facts, focus: str, about: int) -> Iterator[Fault]:
    try:
        algebra = algebra_of(query)
    except Exception as error:  # whatever rdflib fails with: such a query is asked of the whole
        yield Fault(f"rdflib does not read it ({type(error).__name__})")
        return
    reach = _Reach(facts)
    if algebra.name not in {"SelectQuery", "ConstructQuery"}:
        yield Fault(f"it is a {algebra.name}")
    elif algebra.datasetClause:
        yield Fault("it names its dataset")
    elif Variable(focus) not in reach.certain(algebra.p):
        yield Fault(f"?{focus} may have no value, or one that is no subject")
    elif Variable(focus) not in _subjects(algebra.p, reach):
        yield Fault(f"?{focus} may be no subject")
    else:
        yield from reach.faults(algebra.p, {Variable(focus): about})


class _Reach:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.written = Written()

    # --- which variables have a value in every solution ---

    def certain(self, node: Any) -> set[Any]:
        name = node.name
        if name == "BGP":
            joined = self.written.of(node)
            if joined.name != "BGP":
                return self.certain(joined)
            return {term for triple in joined.triples or () for term in triple if _variable(term)}
        if name == "Join":
            return self.certain(node.p1) | self.certain(node.p2)
        if name == "Union":
            return self.certain(node.p1) & self.certain(node.p2)
        if name in {"LeftJoin", "Minus"}:
            return self.certain(node.p1)
        if name == "Extend":
            within = self.certain(node.p)
            return within | {node.var} if _one_of(node.expr, within) else within
        if name == "Project":
            return self.certain(node.p) & set(node.PV)
        if name == "AggregateJoin":
            within = self.certain(node.p.p)
            return {new for new, old in _renamed(node).items() if old in within}
        if name in SAME | {"Slice"}:
            return self.certain(node.p)
        return set()

    # --- what is known of the variables of all the solutions that count ---

    def learn(self, node: Any, known: Levels) -> dict[Any, int]:
        """Levels that hold in the solutions of a node that agree with what is known outside."""
        name = node.name
        if name == "BGP":
            joined = self.written.of(node)
            return self.learn(joined, known) if joined.name != "BGP" else self._told(joined, known)
        if name == "Join":
            return self._learn_together(node, known)
        if name == "Union":
            one, other = self.learn(node.p1, known), self.learn(node.p2, known)
            return {each: min(one[each], other[each]) for each in one.keys() & other.keys()}
        if name in {"LeftJoin", "Minus"}:
            return self.learn(node.p1, known)
        if name == "Extend":
            found = self.learn(node.p, _before(node, known))
            if _one_of(node.expr, found):
                found[node.var] = found[node.expr]
            return found
        if name == "Project":
            return _only(self.learn(node.p, _only(known, node.PV)), node.PV)
        if name == "AggregateJoin":
            found = self.learn(node.p.p, _grouped(node, known))
            return {new: found[old] for new, old in _renamed(node).items() if old in found}
        return self.learn(node.p, known) if name in SAME | {"Slice"} else {}

    def _learn_together(self, node: Any, known: Levels) -> dict[Any, int]:
        found: dict[Any, int] = {}
        while True:
            more = _most(found, self.learn(node.p1, _most(known, found)))
            more = _most(more, self.learn(node.p2, _most(known, more)))
            if more == found:
                return found
            found = more

    def _told(self, node: Any, known: Levels) -> dict[Any, int]:
        found = _only(known, self.certain(node))
        while True:
            more = dict(found)
            for subject, path, value in node.triples or ():
                for term, level in self._tells(subject, path, value, more):
                    if _variable(term):
                        more[term] = max(level, more.get(term, 0))
            if more == found:
                return found
            found = more

    def _tells(self, s: Any, path: Any, o: Any, known: Levels) -> Iterator[tuple[Any, int]]:
        asked = _key(path, o)
        own, into = self._among(asked, self.facts.own), self._among(asked, self.facts.into)
        if isinstance(path, MulPath):
            if not into and known.get(s) and (not own or _forward(path)):
                yield o, HOME
            if not into and not own and known.get(o):
                yield s, HOME
            return
        if not own:
            yield s, HOME
        if not self._among(asked, self.facts.shared) and known.get(s):
            yield s, OWN
        if known.get(o) == OWN:
            yield s, HOME
        if known.get(s) == OWN or (not into and (known.get(s) or not own)):
            yield o, HOME
            yield path, HOME

    @staticmethod
    def _among(asked: Collection[str] | None, keys: frozenset[str]) -> bool:
        return bool(keys) if asked is None else any(among(each, keys) for each in asked)

    # --- what keeps a node from being local ---

    def faults(self, node: Any, known: Levels) -> Iterator[Fault]:
        name = node.name
        if name == "BGP":
            joined = self.written.of(node)
            if joined.name != "BGP":
                yield from self.faults(joined, known)
            else:
                yield from self._foreign(joined, self._told(joined, known))
            return
        if name == "Graph" and not isinstance(node.term, URIRef):
            yield Fault("it asks in which graph something is")
        if name == "Slice":
            yield Fault("it takes some of its rows")
        if name in {"Join", "Union"}:
            both = _most(known, self.learn(node, known)) if name == "Join" else known
            yield from self.faults(node.p1, both)
            yield from self.faults(node.p2, both)
        elif name in {"LeftJoin", "Minus"}:
            yield from self.faults(node.p1, known)
            here = self._here(node.p1, known)
            yield from self.faults(node.p2, here)
            if name == "LeftJoin":
                yield from self._within(node.expr, _most(here, self._here(node.p2, here)))
        elif name == "Extend":
            before = _before(node, known)
            yield from self.faults(node.p, before)
            yield from self._within(node.expr, self._here(node.p, before))
        elif name == "Project":
            yield from self.faults(node.p, _only(known, node.PV))
        elif name == "AggregateJoin":
            renamed = _renamed(node)
            for each in node.A:
                if each.name in _ORDERED and each.res not in renamed:
                    yield Fault("what it groups depends on the order")
            grouped = _grouped(node, known)
            yield from self.faults(node.p.p, grouped)
            yield from self._within(node.A, self._here(node.p.p, grouped))
        elif name in SAME | {"Slice"}:
            yield from self.faults(node.p, known)
            yield from self._within(node.get("expr"), self._here(node.p, known))
        elif name != "values":
            yield Fault(f"it has a {name}")

    def _here(self, node: Any, known: Levels) -> dict[Any, int]:
        """What is known of the variables that have a value in every solution of a node."""
        certain = self.certain(node)
        return _only(_most(known, self.learn(node, known)), certain)

    def _within(self, expression: Any, known: Levels) -> Iterator[Fault]:
        for each in _exists(expression):
            yield from self.faults(each.graph, known)

    def _foreign(self, node: Any, known: Levels) -> Iterator[Fault]:
        for s, path, o in node.triples or ():
            asked = _key(path, o)
            own = self._among(asked, self.facts.own)
            if isinstance(path, MulPath):
                into = self._among(asked, self.facts.into)
                if into or not (known.get(s) or (not own and known.get(o))) or (
                    own and not _forward(path)
                ):  # fmt: skip
                    words = f"it may follow a path through another fiche ({_shown(s, path, o)})"
                    yield Fault(words, None if asked is None else frozenset(asked))
            elif own and not known.get(s):
                words = f"it may read another fiche ({_shown(s, path, o)})"
                yield Fault(words, _read(path, o, known))


def _variable(term: Any) -> bool:
    return isinstance(term, Variable | BNode)


def _one_of(expression: Any, variables: Collection[Any]) -> bool:
    return isinstance(expression, Variable) and expression in variables


def _most(one: Levels, other: Levels) -> dict[Any, int]:
    return {each: max(one.get(each, 0), other.get(each, 0)) for each in one.keys() | other.keys()}


def _only(known: Levels, names: Collection[Any]) -> dict[Any, int]:
    return {each: level for each, level in known.items() if each in names}


def _before(node: Any, known: Levels) -> dict[Any, int]:
    """What is known before a variable has its value."""
    before = {each: level for each, level in known.items() if each != node.var}
    if node.var in known and isinstance(node.expr, Variable):
        before[node.expr] = max(known[node.var], before.get(node.expr, 0))
    return before


def _renamed(node: Any) -> dict[Any, Any]:
    """The variables by which rdflib gives a group its keys."""
    keys = set(node.p.expr or ())
    return {
        each.res: each.vars
        for each in node.A
        if each.name == "Aggregate_Sample" and isinstance(each.vars, Variable) and each.vars in keys
    }


def _grouped(node: Any, known: Levels) -> dict[Any, int]:
    return {old: known[new] for new, old in _renamed(node).items() if new in known}


def _exists(expression: Any) -> Iterator[Any]:
    if isinstance(expression, list | tuple):
        for each in expression:
            yield from _exists(each)
    elif isinstance(expression, CompValue):
        if expression.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
            yield expression
        else:
            yield from _exists(list(expression.values()))


def _key(path: Any, value: Any) -> Collection[str] | None:
    if isinstance(path, MulPath):
        taken = [each for each in steps(path) if each is not NOTHING]
        if not all(isinstance(each, URIRef) for each in taken):
            return None
        return [kind(str(each), None) for each in taken]
    if isinstance(path, URIRef):
        return [kind(str(path), str(value) if isinstance(value, URIRef) else None)]
    return None


def _read(path: Any, value: Any, known: Levels) -> frozenset[str] | None:
    """The keys of the statements that fit a pattern, of which the subject may be anything."""
    if not isinstance(path, URIRef):
        return None
    if isinstance(value, URIRef):
        return frozenset({with_value(str(path), str(value))})
    return frozenset({onto_others(str(path)) if known.get(value) else kind(str(path), None)})


def _forward(path: Any) -> bool:
    if isinstance(path, MulPath):
        return _forward(path.path)
    if isinstance(path, SequencePath | AlternativePath):
        return all(map(_forward, path.args))
    return isinstance(path, URIRef)


def _subjects(node: Any, reach: _Reach) -> set[Any]:
    """The variables that are the subject of a statement in every solution."""
    name = node.name
    if name == "BGP":
        node = reach.written.of(node)
        if node.name != "BGP":
            return _subjects(node, reach)
        plain = (each for each in node.triples or () if not isinstance(each[1], MulPath))
        return {subject for subject, *_ in plain}
    if name == "Join":
        return _subjects(node.p1, reach) | _subjects(node.p2, reach)
    if name == "Union":
        return _subjects(node.p1, reach) & _subjects(node.p2, reach)
    if name in {"LeftJoin", "Minus"}:
        return _subjects(node.p1, reach)
    if name == "AggregateJoin":
        within = _subjects(node.p.p, reach)
        return {new for new, old in _renamed(node).items() if old in within}
    if name == "Extend":
        within = _subjects(node.p, reach)
        return within | {node.var} if _one_of(node.expr, within) else within
    return _subjects(node.p, reach) if name in SAME | {"Project", "Slice"} else set()


def _shown(*terms: Any) -> str:
    return " ".join("?any" if each is NOTHING else shorten(str(each)) for each in terms)
