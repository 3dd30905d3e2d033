"""Kinds of defect that a fiche can have, and the shapes that must find each: no more, no fewer.

A defect is a SPARQL update of the file of one fiche, `?p`; one that changes nothing there does not
apply to it. Two fiches with one code are also found at the other, and in what is derived for both.
"""

import random
from dataclasses import dataclass

import pyoxigraph as ox

from saberesgraph.namespaces import PROLOGUE, RESOURCE


@dataclass(frozen=True)
class Defect:
    """A kind of defect.

    Attributes:
        name: of it.
        shapes: that find it, without their prefix; a check is `checks/…`.
        update: that makes it, over `?p` and `?code`.
    """

    name: str
    shapes: frozenset[str]
    update: str


@dataclass(frozen=True)
class Seeded:
    """A defect in a file of a project, by its path from the root."""

    file: str
    defect: str
    shapes: frozenset[str]


def _defect(name: str, shapes: str, delete: str, insert: str, where: str) -> Defect:
    update = f"DELETE {{ {delete} }} INSERT {{ {insert} }} WHERE {{ {where} }}"
    return Defect(name, frozenset(shapes.split()), update)


def _of_link(kind: str, rest: str = "") -> str:
    """One alignment ?a of the fiche for a kind of link, the first by name."""
    first = (
        f"SELECT (MIN(?x) AS ?a) {{ ?x sab:practice ?p ; sab:link sab:{kind} {rest} }} GROUP BY ?p"
    )
    return f"{{ {first} }} ?a sab:item ?item"


_A = "?a ?ap ?ao"
_EXPERIENCE, _ALIGNMENT = "ExperienceShape", "AlignmentShape"
DEFECTS = (
    _defect("title-es-missing", f"{_EXPERIENCE}-label-es", "?p skos:prefLabel ?o", "",
            "?p skos:prefLabel ?o FILTER (LANG(?o) = 'es')"),
    _defect("title-en-missing", f"{_EXPERIENCE}-label-en", "?p skos:prefLabel ?o", "",
            "?p skos:prefLabel ?o FILTER (LANG(?o) = 'en')"),
    _defect("title-twice", f"{_EXPERIENCE}-label-unique", "",
            "?p skos:prefLabel ?other",
            "BIND (STRLANG(CONCAT('Otro título de ', ?code), 'es') AS ?other)"),
    _defect("title-of-another", "checks/same-title", "?p skos:prefLabel ?o",
            "?p skos:prefLabel 'Acuerdos locales para espacios físicos temporales de "
            "alojamiento'@es", "?p skos:prefLabel ?o FILTER (LANG(?o) = 'es')"),
    _defect("code-missing", f"{_EXPERIENCE}-notation", "?p skos:notation ?o", "",
            "?p skos:notation ?o"),
    _defect("code-malformed", f"{_EXPERIENCE}-notation", "?p skos:notation ?o",
            "?p skos:notation ?bad", "?p skos:notation ?o BIND (LCASE(SUBSTR(?o, 1, 2)) AS ?b) "
            "BIND (CONCAT(?b, SUBSTR(?o, 3)) AS ?bad)"),
    _defect("code-of-another", f"{_EXPERIENCE}-code-unique", "?p skos:notation ?o",
            "?p skos:notation 'BP1_AH'", "?p skos:notation ?o ; sab:area area:AH"),
    _defect("code-of-other-area", f"{_EXPERIENCE}-code-area", "?p skos:notation ?o",
            "?p skos:notation ?bad", "?p skos:notation ?o ; sab:area ?area "
            "BIND (CONCAT(STRBEFORE(?o, '_'), IF(?area = area:AH, '_PC', '_AH')) AS ?bad)"),
    _defect("kind-missing", f"{_EXPERIENCE}-kind", "?p a sab:GoodPractice", "",
            "?p a sab:GoodPractice"),
    _defect("kinds-two", f"{_EXPERIENCE}-kind", "", "?p a sab:LessonLearned , "
            "sab:LessonNotLearned", "?p a ?lesson FILTER (?lesson IN (sab:LessonLearned, "
            "sab:LessonNotLearned))"),
    _defect("source-missing", f"{_EXPERIENCE}-source", "?p dcterms:source ?o", "",
            "?p dcterms:source ?o"),
    _defect("source-no-document", f"{_EXPERIENCE}-source", "?p dcterms:source ?o",
            "?p dcterms:source actor:oim", "?p dcterms:source ?o"),
    _defect("section-missing", f"{_EXPERIENCE}-section", "?p sab:section ?o", "",
            "?p sab:section ?o"),
    _defect("text-missing", f"{_EXPERIENCE}-context-required", "?p sab:context ?o", "",
            "?p sab:context ?o"),
    _defect("text-twice", f"{_EXPERIENCE}-advice", "", "?p sab:advice 'Otro consejo.'@es",
            "?p sab:advice ?o"),
    _defect("text-in-bad-language", f"{_EXPERIENCE}-limitations", "?p sab:limitations ?o",
            "?p sab:limitations ?bad",
            "?p sab:limitations ?o BIND (STRLANG(STR(?o), 'en') AS ?bad)"),
    _defect("text-without-language", f"{_EXPERIENCE}-goals", "?p sab:goals ?o",
            "?p sab:goals ?bad", "?p sab:goals ?o BIND (STR(?o) AS ?bad)"),
    _defect("text-too-short", f"{_EXPERIENCE}-effectiveness", "?p sab:effectiveness ?o",
            "?p sab:effectiveness '-'@es", "?p sab:effectiveness ?o"),
    _defect("people-negative", f"{_EXPERIENCE}-assistedPopulation "
            f"{_EXPERIENCE}-population-as-printed", "?p sab:assistedPopulation ?o",
            "?p sab:assistedPopulation ?bad", "?p sab:assistedPopulation ?o BIND (-?o AS ?bad)"),
    _defect("people-as-text", f"{_EXPERIENCE}-assistedPopulation "
            f"{_EXPERIENCE}-population-as-printed", "?p sab:assistedPopulation ?o",
            "?p sab:assistedPopulation ?bad",
            "?p sab:assistedPopulation ?o BIND (CONCAT(STR(?o), ' personas') AS ?bad)"),
    _defect("people-and-status", f"{_EXPERIENCE}-assistedPopulation-or-status", "",
            "?p sab:populationStatus status:not-recorded", "?p sab:assistedPopulation ?o"),
    _defect("budget-whole-number", f"{_EXPERIENCE}-budgetUSD", "?p sab:budgetUSD ?o",
            "?p sab:budgetUSD ?bad", "?p sab:budgetUSD ?o BIND (xsd:integer(?o) AS ?bad)"),
    _defect("budget-miscopied", f"{_EXPERIENCE}-budget-as-printed", "?p sab:budgetUSD ?o",
            "?p sab:budgetUSD ?bad", "?p sab:budgetUSD ?o BIND (?o + 7.0 AS ?bad)"),
    _defect("budget-without-print", f"{_EXPERIENCE}-budgetPrinted-required",
            "?p sab:budgetPrinted ?o", "", "?p sab:budgetPrinted ?o ; sab:budgetUSD ?number"),
    _defect("keyword-not-printed", f"{_EXPERIENCE}-keyword-as-printed", "",
            "?p sab:keyword 'zzz'", "?p sab:keywordsPrinted ?o"),
    _defect("link-without-evidence", f"{_EXPERIENCE}-link-evidence", _A, "",
            _of_link("objective") + " . ?a ?ap ?ao"),
    _defect("evidence-without-link", f"{_ALIGNMENT}-link-exists", "?p sab:objective ?item", "",
            _of_link("objective") + " . ?p sab:objective ?left FILTER (?left != ?item)"),
    _defect("objective-unknown", f"{_EXPERIENCE}-objective checks/unknown-resource",
            "?p sab:objective ?item . ?a sab:item ?item",
            "?p sab:objective objective:99 . ?a sab:item objective:99", _of_link("objective")),
    _defect("objective-of-other-number", f"{_ALIGNMENT}-objective-number", "?a sab:asPrinted ?o",
            "?a sab:asPrinted 'Objetivo 99'", _of_link("objective") + " ; sab:asPrinted ?o"),
    _defect("territory-unknown", f"{_EXPERIENCE}-territory checks/unknown-resource",
            "?p sab:territory ?item . ?a sab:item ?item",
            "?p sab:territory territory:9999 . ?a sab:item territory:9999",
            _of_link("territory", "; sab:basis sab:Normalised")),
    _defect("actor-no-actor", f"{_EXPERIENCE}-mentionedActor",
            "?p sab:mentionedActor ?item . ?a sab:item ?item ; sab:basis ?b",
            "?p sab:mentionedActor area:AH . ?a sab:item area:AH ; sab:basis sab:Normalised",
            _of_link("mentionedActor") + " ; sab:basis ?b"),
    _defect("principle-of-other-name", f"{_ALIGNMENT}-principle-name", "?a sab:asPrinted ?o",
            "?a sab:asPrinted 'Otra cosa'", _of_link("principle") + " ; sab:asPrinted ?o"),
    _defect("stated-but-other-words", f"{_ALIGNMENT}-stated-as-printed", "?a sab:asPrinted ?o",
            "?a sab:asPrinted 'Otra cosa'",
            _of_link("area", "; sab:basis sab:Stated") + " ; sab:asPrinted ?o"),
    _defect("evidence-not-printed", f"{_ALIGNMENT}-asPrinted-required", "?a sab:asPrinted ?o", "",
            _of_link("assistance") + " ; sab:asPrinted ?o"),
    _defect("evidence-without-field", f"{_ALIGNMENT}-field-required", "?a sab:field ?o", "",
            _of_link("actor") + " ; sab:field ?o"),
    _defect("basis-twice", f"{_ALIGNMENT}-basis", "",
            "?a sab:basis sab:Normalised",
            _of_link("sustainability", "; sab:basis sab:Stated")),
    _defect("derived-without-rule", f"{_ALIGNMENT}-rule-required {_ALIGNMENT}-support-required "
            "checks/derived-statement-in-data", "?a sab:basis ?b", "?a sab:basis sab:Derived",
            _of_link("population") + " ; sab:basis ?b"),
    _defect("derived-by-hand", "checks/derived-statement-in-data", "",
            "?p sab:derivedGoal <http://metadata.un.org/sdg/10>", "?p sab:objective objective:7"),
    _defect("oddity-of-unknown-kind", "SourceAnomalyShape-kind", "?odd sab:kind ?o",
            "?odd sab:kind area:AH",
            "{ SELECT (MIN(?x) AS ?odd) { ?p sab:anomaly ?x } GROUP BY ?p } "
            "?odd sab:kind ?o FILTER (?o != anomaly-kind:principle-letter)"),
    _defect("oddity-of-nothing", "SourceAnomalyShape-owned checks/idle-anomaly",
            "?p sab:anomaly ?odd", "", "{ SELECT (MIN(?x) AS ?odd) { ?p sab:anomaly ?x . "
            "?x sab:field sab:statedGoal } GROUP BY ?p } ?odd sab:kind ?o"),
    _defect("verdict-missing", "CriterionAssessmentShape-verdict", "?x sab:verdict ?o", "",
            "{ SELECT (MIN(?y) AS ?x) { ?p sab:assessment ?y } GROUP BY ?p } ?x sab:verdict ?o"),
)  # fmt: skip


def damaged(content: str, code: str, draw: random.Random) -> tuple[str, Defect]:
    """Return the file of a fiche with a defect drawn, in plain Turtle, and which it is."""
    for defect in draw.sample(DEFECTS, len(DEFECTS)):
        if changed := with_defect(content, code, defect):
            return changed, defect
    raise AssertionError("there is a defect for every fiche")


def with_defect(content: str, code: str, defect: Defect) -> str | None:
    """Return the file of a fiche with that defect, or None where it does not apply."""
    store = ox.Store()
    told = [quad.triple for quad in ox.parse(input=content, format=ox.RdfFormat.TURTLE)]
    store.extend(ox.Quad(*triple) for triple in told)
    before = set(store)
    bound = f"VALUES (?p ?code) {{ (<{RESOURCE}practice/{code}> '{code}') }}"
    store.update(PROLOGUE + defect.update.replace("WHERE {", f"WHERE {{ {bound}", 1))
    # the store writes numbers in its own way: what stays keeps its spelling
    kept = [triple for triple in told if ox.Quad(*triple) in store]
    added = sorted((quad.triple for quad in set(store) - before), key=str)
    if not added and len(kept) == len(told):
        return None
    subjects = {triple.subject: place for place, triple in reversed([*enumerate(kept)])}
    every = sorted([*kept, *added], key=lambda triple: subjects.get(triple.subject, len(told)))
    turtle = ox.serialize(every, format=ox.RdfFormat.TURTLE)
    assert turtle is not None
    return turtle.decode()
