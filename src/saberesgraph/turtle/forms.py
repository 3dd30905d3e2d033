"""Which properties come after which, by class, and which of them share a line."""

from typing import Final

from saberesgraph.namespaces import RDF_TYPE, expand

_FICHE: Final = (
    "a", "skos:notation", "skos:prefLabel", "dcterms:source sab:section", "dcterms:references",
    "sab:area",
)  # fmt: skip
_LINKS: Final = (
    "sab:assistedPopulation sab:populationStatus sab:populationPrinted",
    "sab:budgetUSD sab:budgetStatus sab:budgetPrinted",
    "sab:territory", "sab:scope", "sab:assistance", "sab:population", "sab:actor",
    "sab:mentionedActor", "sab:replicator", "sab:statedGoal", "sab:principle", "sab:objective",
    "sab:planGoal", "sab:lessonSign", "sab:sustainability", "sab:keyword", "sab:keywordsPrinted",
    "sab:learnedIn", "sab:assessment", "sab:anomaly", "sab:absence",
)  # fmt: skip
_PRACTICE: Final = (
    *_FICHE,
    "sab:finding", "sab:context", "sab:advice", "sab:causeEffect", "sab:limitations",
    "sab:contribution", "sab:beneficiaries", "sab:effectiveness", "sab:goals", "sab:replication",
    "sab:institutionalLinks", "sab:differentiatingFactors", "sab:sustainabilityRationale",
    *_LINKS,
)  # fmt: skip
_LESSON: Final = (
    *_FICHE,
    "sab:finding", "sab:description", "sab:context", "sab:goals", "sab:beneficiaries",
    "sab:success", "sab:challenges", "sab:differentiatingFactors", "sab:effectiveness",
    *_LINKS,
)  # fmt: skip
# one string a line; where a class says nothing of a property, _OTHER does
_FORMS: Final = {
    "sab:GoodPractice": _PRACTICE,
    "sab:LessonLearned": _LESSON,
    "sab:LessonNotLearned": _LESSON,
    "sab:Alignment": ("a sab:practice sab:link sab:item", "sab:basis sab:asPrinted sab:field"),
    "sab:CriterionAssessment": (
        "a sab:criterion sab:verdict",
        "sab:basis sab:asPrinted",
        "sab:rationale",
    ),
    "sab:SourceAnomaly": (
        "a sab:field sab:item sab:kind sab:asPrinted",
        "sab:resolution",
    ),
    "sab:CallStatement": (
        "a",
        "sab:call sab:link sab:item",
        "sab:basis sab:asPrinted dcterms:source",
    ),
    "sab:Submission": (
        "a", "skos:notation", "skos:prefLabel", "dcterms:source", "sab:call",
        "sab:applicant sab:applicantKind", "sab:submittedAt sab:submittedPrinted", "sab:summary",
        "sab:territory", "sab:axis", "sab:objective", "sab:planGoal", "sab:receiver",
        "sab:criterionEvidence",
    ),
    "sab:SubmissionStatement": (
        "a sab:submission sab:link sab:item",
        "sab:basis sab:asPrinted",
    ),
    "sab:CriterionEvidence": ("a sab:criterion sab:basis", "sab:rationale"),
    "sab:CommitteeMember": (
        "a", "skos:notation", "skos:prefLabel", "dcterms:source", "sab:call", "sab:role",
        "org:memberOf", "sab:recusedFrom",
    ),
    "sab:Review": (
        "a", "dcterms:source", "sab:submission sab:assessor", "sab:reviewedAt", "sab:callVerdict",
        "sab:judgement", "sab:remark",
    ),
    "sab:Decision": (
        "a", "dcterms:source", "sab:submission", "sab:callVerdict sab:decidedOn", "sab:signatory",
        "sab:requestedChange",
    ),
    "sab:Exchange": (
        "a", "skos:notation", "skos:prefLabel", "dcterms:source", "sab:call", "sab:giver",
        "sab:recipient", "sab:facilitator", "sab:exchanged", "sab:fromTerritory sab:toTerritory",
        "sab:modality", "schema:startDate schema:endDate", "sab:step", "sab:learned",
    ),
    "sab:ExchangeStep": ("a sab:exchangeStatus dcterms:date", "sab:remark"),
    "sab:Plan": (
        "a", "skos:notation", "skos:prefLabel", "sab:planLevel", "sab:governs",
        "sab:planFrom sab:planTo", "skos:hasTopConcept", "dcterms:publisher", "dcterms:source",
        "skos:note",
    ),
    "sab:PlanGoal": (
        "a", "skos:inScheme", "skos:notation", "skos:prefLabel", "dcterms:source",
        "skos:scopeNote", "skos:note",
    ),
    "sab:PlanCorrespondence": (
        "a sab:fromPlanGoal sab:item", "sab:basis sab:asPrinted dcterms:source",
    ),
    "geo:Geometry": ("a dcterms:source", "geo:asGeoJSON"),
}  # fmt: skip
_OTHER: Final = (
    "a", "skos:inScheme skos:broader", "skos:notation sab:iso3166", "skos:prefLabel",
    "skos:altLabel", "skos:definition", "org:classification", "dcterms:creator",
    "dcterms:publisher", "dcterms:issued sab:field sab:asPrinted", "dcterms:language",
    "dcterms:rights", "schema:funder", "dcterms:description", "dcterms:license", "schema:url",
    "dcterms:extent", "dcterms:source", "geo:sfTouches", "sab:callYear sab:callYearPrinted",
    "sab:deadline", "sab:deadlinePrinted", "sab:ceremonyDate", "sab:ceremonyPrinted",
    "sab:minimumCriteria sab:minimumCriteriaPrinted", "sab:callCriterion", "sab:callMerit",
    "sab:axis", "sab:eligibleKind", "sab:seat wgs84:lat wgs84:long", "rdfs:seeAlso",
    "sab:anomaly", "sab:absence",
)  # fmt: skip

# what stands close under others of its class, and what stands close under anything
RUNS: Final = frozenset(
    expand(f"sab:{name}")
    for name in (
        "Alignment", "CriterionAssessment", "SourceAnomaly", "SubmissionStatement",
        "CriterionEvidence", "ExchangeStep", "PlanCorrespondence",
    )
)  # fmt: skip
CLOSE: Final = frozenset({expand("geo:Geometry")})


def _places(form: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    return {
        RDF_TYPE if name == "a" else expand(name): (line, place)
        for line, names in enumerate(form)
        for place, name in enumerate(names.split())
    }


_OTHER_PLACES: Final = _places(_OTHER)
_PLACES: Final = {
    expand(name): {
        **{property: (line + len(form), n) for property, (line, n) in _OTHER_PLACES.items()},
        **_places(form),
    }
    for name, form in _FORMS.items()
}
LAST: Final = 1000  # the line of what no form names


def place(classes: tuple[str, ...], property: str) -> tuple[int, int]:
    """Return the line and the place in it of a property, in what has these classes, by IRI.

    Properties that no form names come last, each on a line of its own.

    >>> place((), RDF_TYPE), place((), "urn:x")
    ((0, 0), (1000, 0))
    """
    form = next((_PLACES[each] for each in classes if each in _PLACES), _OTHER_PLACES)
    return form.get(property, (LAST, 0))
