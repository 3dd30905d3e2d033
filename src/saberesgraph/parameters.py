"""Parameters of a named query: what a person types becomes one RDF term, and nothing else."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from saberesgraph.errors import ParameterError
from saberesgraph.language import folded, near_matches
from saberesgraph.namespaces import PREFIXES, PROLOGUE, RESOURCE, XSD, shorten
from saberesgraph.results import Term, text
from saberesgraph.screening import masked
from saberesgraph.store import Store

_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "practice": ("sab:Experience",),
    "territory": ("sab:Country", "sab:Province", "sab:Canton"),
    "actor": ("org:Organization", "sab:ActorGroup"),
    "objective": ("sab:CompactObjective",),
    "principle": ("sab:GuidingPrinciple",),
    "goal": ("sdgo:Goal",),
    "target": ("sdgo:Target",),
    "call": ("sab:Call",),
    "plan": ("sab:Plan",),
    "plan-goal": ("sab:PlanGoal", "sdgo:Goal", "sab:CompactObjective"),
}
_SCHEMES: Final = (
    "area", "actor-type", "assistance", "population", "sustainability", "criterion", "verdict",
    "anomaly-kind", "exchange-status", "modality",
)  # fmt: skip
_PLAIN: Final = ("text", "integer", "decimal", "boolean")
TYPES: Final = (*_CLASSES, *_SCHEMES, *_PLAIN)

_YES = {"true", "yes", "si", "1", "verdadero"}
_NO = {"false", "no", "0", "falso"}
_LISTED = 40
_TURTLE: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
_CLAUSE = re.compile(r"VALUES\s+\?(?P<name>\w+)\s*\{(?P<default>[^{}]*)\}")
_SPOKEN = re.compile(r"LANG\(\?\w+\)\s*=\s*\?(?P<name>\w+)")


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query.

    Args:
        name: of its variable.
        type: one of TYPES: a kind of thing in the graph, or a plain value.
        default: as the query file writes it, None where all is meant.
        help: what it is for, in Spanish and English.
    """

    name: str
    type: str
    default: str | None
    help: Mapping[str, str]

    @property
    def plain(self) -> bool:
        """Whether it stands for a value of its own, and not for a thing in the graph."""
        return self.type in _PLAIN

    @property
    def default_term(self) -> Term:
        """The default as a term, None where all is meant.

        >>> Parameter("a", "area", "area:AH", {}).default_term
        <NamedNode value=https://w3id.org/saberesgraph/id/area/AH>
        """
        if self.default is None:
            return None
        # Turtle writes a term as SPARQL does
        written = f"{_TURTLE}<urn:s> <urn:p> {self.default} ."
        term: Term = next(ox.parse(written, ox.RdfFormat.TURTLE)).object
        return term


@dataclass(frozen=True)
class Choice:
    """A thing that a parameter may stand for."""

    term: ox.NamedNode
    code: str
    name: str

    def __str__(self) -> str:
        """Return its name and its code."""
        return f"{self.name} ({self.code})"


def resolve(parameter: Parameter, given: str, store: Store) -> ox.NamedNode | ox.Literal:
    """Return the term that a person means by a code, an IRI, or a name without accents.

    Raises:
        ParameterError: it means nothing, or several things; says which are near or legal.
    """
    if parameter.type in _PLAIN:
        return _plain(parameter, given.strip())
    exact = _exact(parameter.type, given.strip(), store)
    return exact or matched(parameter.name, given, choices(parameter.type, store))


def matched(name: str, given: str, known: Sequence[Choice], *, listed: bool = True) -> ox.NamedNode:
    """Return the one of the known things that a person means, as `resolve` does.

    Args:
        name: of what was given, for errors.
        given: a code, an IRI, a prefixed name, a name without accents, or `name (code)`.
        known: things of one kind or of several.
        listed: whether an error lists all codes.

    Raises:
        ParameterError: it means nothing, or several things; says which are near or legal.
    """
    iri = _iri(given.strip())
    wanted = folded(given)
    by_iri = {choice.term for choice in known if choice.term.value == iri}
    by_code = {choice.term for choice in known if folded(choice.code) == wanted}
    by_name = {choice.term for choice in known if folded(choice.name) == wanted}
    # as this module's own errors name a thing
    by_both = {choice.term for choice in known if folded(str(choice)) == wanted}
    found = by_iri or by_code or by_name or by_both
    if len(found) == 1:
        return found.pop()
    if found and found == by_code:  # things of several kinds
        several = ", ".join(sorted(shorten(term.value) for term in found))
        raise _error(
            name,
            given,
            "es el código de varias cosas",
            "it is the code of several things",
            (f"Da el nombre de una: {several}", f"Give the name of one: {several}"),
        )
    if found:
        several = ", ".join(str(c) for c in known if c.term in found and folded(c.name) == wanted)
        raise _error(
            name,
            given,
            "nombra varias cosas",
            "it names several things",
            (f"Da el código de una: {several}", f"Give the code of one: {several}"),
        )
    raise _unknown(name, given, known, listed)


def choices(kind: str, store: Store) -> tuple[Choice, ...]:
    """Return what a parameter of a kind may stand for, once for each of its names, by code.

    Where several things have one code, the code of each is its prefixed name.
    """
    table = store.select(
        f"{PROLOGUE} SELECT DISTINCT ?term ?code ?name WHERE {{ {_of(kind)} "
        "?term skos:notation ?code . { ?term skos:prefLabel ?name } "
        "UNION { ?term skos:altLabel ?name } UNION { ?term skos:hiddenLabel ?name } }"
    )
    terms = {(text(code), term) for term, code, _ in table.rows}
    shared = {code for code, times in Counter(code for code, _ in terms).items() if times > 1}
    found = {
        # goals of several plans have the same codes, and a name may be the same in both languages
        Choice(term, shorten(term.value) if text(code) in shared else text(code), text(name))
        for term, code, name in table.rows
        if isinstance(term, ox.NamedNode)
    }
    return tuple(sorted(found, key=lambda c: (len(c.code), c.code, c.name)))


def _of(kind: str) -> str:
    if kind in _CLASSES:
        return f"VALUES ?class {{ {' '.join(_CLASSES[kind])} }} ?term a ?class ."
    return f"?term skos:inScheme <{RESOURCE}{kind}> ."


def _exact(kind: str, given: str, store: Store) -> ox.NamedNode | None:
    """Return the one thing of a kind with this IRI or code: no list of all is read for it."""
    try:
        named = [ox.NamedNode(_iri(given))]
    except ValueError:
        named = []
    # in two questions: in one, an engine may look at all of the kind for their code
    code = ox.Literal(given)
    coded = store.select(f"{PROLOGUE} SELECT ?term WHERE {{ ?term skos:notation {code} }}").rows
    coded_terms = [term for (term,) in coded if isinstance(term, ox.NamedNode)]
    for terms in filter(None, (named, coded_terms)):  # rdflib reads no empty VALUES
        values = " ".join(map(str, terms))
        table = store.select(
            f"{PROLOGUE} SELECT DISTINCT ?term WHERE {{ VALUES ?term {{ {values} }} {_of(kind)} "
            "?term skos:notation ?code ; skos:prefLabel ?name }"
        )
        match table.rows:
            case [[ox.NamedNode() as term]]:
                return term
    return None


def _iri(given: str) -> str:
    prefix, colon, local = given.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return given.removeprefix("<").removesuffix(">")


def _plain(parameter: Parameter, given: str) -> ox.Literal:
    if parameter.type == "text":
        return ox.Literal(given)
    if parameter.type == "integer" and re.fullmatch(r"[+-]?[0-9]{1,18}", given):
        return ox.Literal(int(given))
    if parameter.type == "decimal" and re.fullmatch(r"[+-]?[0-9]{1,15}([.][0-9]{1,6})?", given):
        return ox.Literal(given, datatype=ox.NamedNode(XSD + "decimal"))
    if parameter.type == "boolean" and folded(given) in _YES | _NO:
        return ox.Literal(folded(given) in _YES)
    es, en = {
        "integer": ("no es un número entero", "it is not a whole number"),
        "decimal": ("no es un número", "it is not a number"),
        "boolean": ("no es sí ni no", "it is neither yes nor no"),
    }[parameter.type]
    hint = {
        "integer": ("Escribe por ejemplo 3", "Write for example 3"),
        "decimal": ("Escribe por ejemplo 0.5", "Write for example 0.5"),
        "boolean": ("Escribe sí o no", "Write yes or no"),
    }[parameter.type]
    raise _error(parameter.name, given, es, en, hint)


def _unknown(parameter: str, given: str, known: Sequence[Choice], listed: bool) -> ParameterError:
    names = {label: choice for choice in known for label in (choice.name, choice.code)}
    # 24 looks like 2 and 4, and means neither
    told = [] if given.strip().isdecimal() else near_matches(given, names)
    near = list(dict.fromkeys(str(names[name]) for name in told))
    codes = list(dict.fromkeys(choice.code for choice in known))
    values = ", ".join(codes[:_LISTED]) + (", …" if len(codes) > _LISTED else "")
    es, en = f"Los valores son {values}", f"The values are {values}"
    if not listed:
        es, en = "Da un código o un nombre del catálogo", "Give a code or a name of the catalogue"
    if near:
        es, en = f"Se parece a {', '.join(near)}. {es}", f"It is close to {', '.join(near)}. {en}"
    return _error(
        parameter,
        given,
        f"no es un valor de {parameter}",
        f"it is no value of {parameter}",
        (es, en),
    )


def _error(parameter: str, given: str, es: str, en: str, hint: tuple[str, str]) -> ParameterError:
    return ParameterError(es, en, where=f"{parameter}={given[:_LISTED]}", hint=hint)


def bind(sparql: str, terms: Mapping[str, Term]) -> str:
    """Return the query with parameters replaced by terms, or left out for None.

    Only serialised terms enter the text, all in one pass: a value is never read as a clause. A
    given language is written wherever LANG() is compared with it: engines then drop the names in
    other languages as they meet them, not after joining all with all.

    >>> bind("ASK { VALUES ?n { 1 } ?s ?p ?n }", {"n": ox.Literal("2 }")})
    'ASK { VALUES ?n { "2 }" } ?s ?p ?n }'
    >>> bind('ASK { VALUES ?l { "es" } ?s ?p ?n FILTER (LANG(?n) = ?l) }', {"l": ox.Literal("en")})
    'ASK { VALUES ?l { "en" } ?s ?p ?n FILTER (LANG(?n) = "en") }'
    """
    code = masked(sparql)  # a clause in a literal or comment is none
    places: list[tuple[int, int, str]] = []
    clauses = set()
    for match in _CLAUSE.finditer(code):
        name = match["name"]
        if name in terms:
            clauses.add(name)
            clause = f"VALUES ?{name} {{ {terms[name]} }}" if terms[name] is not None else ""
            places.append((*match.span(), clause))
    for match in _SPOKEN.finditer(code):
        term = terms.get(match["name"])
        if match["name"] in clauses and isinstance(term, ox.Literal):
            places.append((match.start("name") - 1, match.end(), str(term)))
    parts, end = [], 0
    for start, after, text_ in sorted(places):
        parts += [sparql[end:start], text_]
        end = after
    return "".join([*parts, sparql[end:]])


def defaults(sparql: str, name: str) -> list[str]:
    """Return what each VALUES clause of a parameter holds; there should be one.

    >>> defaults("ASK { VALUES ?n { UNDEF } ?s ?p ?n }", "n")
    ['UNDEF']
    """
    clauses = (m for m in _CLAUSE.finditer(masked(sparql)) if m["name"] == name)
    return [sparql[slice(*match.span("default"))].strip() for match in clauses]
