"""The data as a whole: it conforms, refers only to what exists, and holds no personal data."""

import re
from collections import Counter

import pyoxigraph as ox

from saberesgraph.graph import Graph
from saberesgraph.namespaces import ONTOLOGY, PROLOGUE, RESOURCE, SKOS
from saberesgraph.practice.card import Card
from saberesgraph.project import Project
from saberesgraph.validation import Severity, validate

# What the source itself lacks: each is a Warning, and there is no other.
ABSENT = {
    ("practice:BP1_AF", "sab:beneficiaries"),
    ("practice:BP1_GN", "sab:beneficiaries"),
    ("practice:BP5_ISE", "sab:beneficiaries"),
    ("practice:BP5_PC", "sab:beneficiaries"),
    ("practice:BP7_PC", "sab:contribution"),
    *(
        (f"practice:{code}", f"sab:{field}")
        for code in ("LN1_GN", "LN2_GN")
        for field in (
            "territory",
            "actor",
            "differentiatingFactors",
            "effectiveness",
            "assessment",
            "keyword",
        )
    ),
}


def test_the_data_have_no_violation_and_warn_only_of_what_the_source_lacks(
    project: Project,
) -> None:
    report = validate(project)
    assert report.count(Severity.VIOLATION) == 0
    assert {(f.focus, f.value) for f in report.findings} == ABSENT
    assert {f.shape for f in report.findings} == {"shape:ExperienceShape-absence"}
    assert all(f.file and f.line > 1 for f in report.findings)


def test_there_are_34_fiches_each_in_a_file_of_its_code(
    project: Project, graph: Graph, cards: list[Card]
) -> None:
    kinds = Counter(card.kind for card in cards)
    assert kinds == {"good_practice": 26, "lesson_learned": 6, "lesson_not_learned": 2}
    for card in cards:
        (home,) = graph.reading.homes[f"{RESOURCE}practice/{card.code}"]
        assert home == project.root / "data" / "practices" / f"{card.code}.ttl"


def test_every_name_of_ours_that_is_used_is_described(graph: Graph) -> None:
    described = {str(triple.subject) for triple in graph.reading.triples}
    used = {
        str(term)
        for triple in graph.reading.triples
        for term in (triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith((RESOURCE, ONTOLOGY))
    }
    assert used - described == set()


def test_every_class_and_property_has_label_and_definition_in_both_languages(graph: Graph) -> None:
    terms = {
        triple.subject
        for triple in graph.reading.triples
        if str(triple.subject).startswith(f"<{ONTOLOGY}")
    }
    assert len(terms) > 80
    texts = {
        (triple.subject, triple.object.language)
        for triple in graph.reading.triples
        if triple.predicate.value == f"{SKOS}definition" and isinstance(triple.object, ox.Literal)
    }
    labels = {
        (triple.subject, triple.object.language)
        for triple in graph.reading.triples
        if triple.predicate.value.endswith(("#label", "#prefLabel"))
        and isinstance(triple.object, ox.Literal)
    }
    wanted = {(term, language) for term in terms for language in ("es", "en")}
    assert wanted - labels == set()
    assert wanted - texts == set()


# what a submission is made of: they are private, so none is in data/
SUBMISSIONS = {
    "Submission",
    "SubmissionStatement",
    "CriterionEvidence",
    "applicant",
    "applicantKind",
    "criterionEvidence",
    "receiver",
    "submission",
    "submittedAt",
    "submittedPrinted",
    "summary",
}


EXCHANGE = {
    "CommitteeMember",
    "Decision",
    "Exchange",
    "ExchangeStep",
    "MatchReason",
    "Plan",
    "PlanCorrespondence",
    "PlanGoal",
    "Review",
    "assessor",
    "callRule",
    "callVerdict",
    "decidedOn",
    "derivedPlanGoal",
    "exchangeStatus",
    "exchanged",
    "facilitator",
    "fromPlanGoal",
    "fromTerritory",
    "giver",
    "governs",
    "judgement",
    "learned",
    "learnedIn",
    "modality",
    "outcome",
    "planFrom",
    "planGoal",
    "planLevel",
    "planTo",
    "recipient",
    "recusedFrom",
    "remark",
    "requestedChange",
    "reviewedAt",
    "signatory",
    "step",
    "toTerritory",
    "weight",
}


def test_every_term_of_the_ontology_is_used(graph: Graph) -> None:
    """What nothing uses is deleted; these wait for sources that state them."""
    waiting = {"statedGoal", "lessonSign", *SUBMISSIONS, *EXCHANGE}
    defined = {
        str(triple.subject)[1:-1]
        for triple in graph.reading.triples
        if str(triple.subject).startswith(f"<{ONTOLOGY}")
    }
    triples = [*graph.reading.triples, *graph.derived]
    used = {triple.predicate.value for triple in triples} | {
        triple.object.value for triple in triples if isinstance(triple.object, ox.NamedNode)
    }
    assert {term.removeprefix(ONTOLOGY) for term in defined - used} <= waiting


def test_the_frameworks_are_whole(graph: Graph) -> None:
    def count(kind: str) -> int:
        return len(graph.store.select(f"SELECT ?x WHERE {{ ?x a <{kind}> }}").rows)

    assert count(f"{ONTOLOGY}GuidingPrinciple") == 10
    assert count(f"{ONTOLOGY}CompactObjective") == 23
    assert count("http://metadata.un.org/sdg/ontology#Goal") == 17
    assert count("http://metadata.un.org/sdg/ontology#Target") == 169
    assert count(f"{ONTOLOGY}Province") == 24
    assert count(f"{ONTOLOGY}Canton") == 16


def test_nine_provinces_touch_a_neighbouring_country_and_one_touches_both(graph: Graph) -> None:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?country ?province WHERE {
            ?place geo:sfTouches/skos:notation ?country ; skos:prefLabel ?province
            FILTER (LANG(?province) = "es")
        }"""
    ).records()
    touched = {
        country: {row["province"] for row in rows if row["country"] == country}
        for country in {row["country"] for row in rows}
    }
    assert touched == {
        "CO": {"Esmeraldas", "Carchi", "Sucumbíos"},
        "PE": {
            "Sucumbíos", "Orellana", "Pastaza", "Morona Santiago", "Zamora Chinchipe",
            "Loja", "El Oro",
        },
    }  # fmt: skip


def test_a_neighbouring_country_is_no_territory_of_ours(graph: Graph) -> None:
    abroad = graph.store.select(
        PROLOGUE
        + """SELECT ?country WHERE {
            ?country a schema:Country
            { ?country a ?kind . ?kind rdfs:subClassOf* sab:Territory }
            UNION { ?country skos:broader|^skos:broader|^sab:territory ?other }
        }"""
    )
    assert abroad.records() == []


def test_no_e_mail_address_stands_anywhere(project: Project) -> None:
    address = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.\w+|safelinks", re.IGNORECASE)
    for file in (*project.graph_files, *project.shape_files, *project.query_files):
        assert not address.search(file.read_text(encoding="utf-8")), file


def test_prefixes_are_those_of_the_one_list(project: Project) -> None:
    from saberesgraph.namespaces import PREFIXES

    declared = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.MULTILINE)
    for file in (
        *project.graph_files, *project.shape_files, *project.rule_files,
        *project.query_files, *project.check_files,
    ):  # fmt: skip
        for prefix, iri in declared.findall(file.read_text(encoding="utf-8")):
            assert PREFIXES[prefix] == iri, file


def test_every_property_of_a_fiche_says_where_its_statements_come_from(graph: Graph) -> None:
    """By evidence of each link, or for literals by the basis of the property."""
    silent = graph.store.select(
        f"""SELECT DISTINCT ?p WHERE {{
            ?x a <{ONTOLOGY}Experience> ; ?p ?o . FILTER (STRSTARTS(STR(?p), "{ONTOLOGY}"))
            FILTER NOT EXISTS {{ ?p a <{ONTOLOGY}EvidencedProperty> }}
            FILTER NOT EXISTS {{ ?p <{ONTOLOGY}statementBasis> ?basis }}
            FILTER NOT EXISTS {{ ?o <{ONTOLOGY}kind>|<{ONTOLOGY}verdict> ?described }}
        }}"""
    )
    assert silent.records() == []


def test_every_property_of_a_call_says_where_its_statements_come_from(graph: Graph) -> None:
    silent = graph.store.select(
        PROLOGUE
        + f"""SELECT DISTINCT ?p WHERE {{
            ?x a sab:Call ; ?p ?o . FILTER (STRSTARTS(STR(?p), "{ONTOLOGY}") && ?p != sab:anomaly)
            FILTER NOT EXISTS {{ ?p a sab:EvidencedProperty }}
            FILTER NOT EXISTS {{ ?p sab:statementBasis ?basis }}
            FILTER NOT EXISTS {{ ?o sab:basis ?own }}
        }}"""
    )
    assert silent.records() == []


def test_the_2024_call_holds_what_its_guide_prints(graph: Graph) -> None:
    links = Counter(
        row["link"]
        for row in graph.store.select(
            PROLOGUE
            + """SELECT ?link ?item WHERE {
                ?statement sab:call call:2024 ; sab:link ?link ; sab:item ?item
            }"""
        ).records()
    )
    assert {link.removeprefix(ONTOLOGY): count for link, count in links.items()} == {
        "callCriterion": 5, "callMerit": 4, "axis": 4, "eligibleKind": 5,
        "eligibleTerritory": 1, "requiredField": 4, "possibleVerdict": 2, "offeredModality": 3,
    }  # fmt: skip
    assert graph.store.select(
        PROLOGUE
        + """SELECT ?minimum ?deadline ?ceremony WHERE {
            call:2024 sab:minimumCriteria ?minimum ; sab:deadline ?deadline ;
                sab:ceremonyDate ?ceremony
        }"""
    ).records() == [
        {
            "minimum": "3",
            "deadline": "2024-11-17T23:00:00-05:00",
            "ceremony": "2024-11-07",
        }
    ]


def test_the_first_call_has_no_year(graph: Graph) -> None:
    said = graph.store.select(
        PROLOGUE + "SELECT ?date ?year WHERE { call:first sab:ceremonyDate ?date OPTIONAL { "
        "call:first sab:callYear ?year } }"
    )
    assert said.records() == [{"date": "--11-08", "year": ""}]


def test_each_call_has_the_purposes_phases_and_benefits_that_its_source_prints(
    graph: Graph,
) -> None:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?code ?list ?position WHERE {
            ?call skos:notation ?code ; ?list ?element . ?element a sab:CallElement ;
                sab:position ?position
        }"""
    ).records()
    lists: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        key = (row["code"], row["list"].removeprefix(ONTOLOGY))
        lists.setdefault(key, []).append(int(row["position"]))
    assert {key: sorted(positions) for key, positions in lists.items()} == {
        ("first", "purpose"): [1],
        ("2024", "purpose"): list(range(1, 11)),
        ("2024", "phase"): [1, 2],
        ("2024", "benefit"): [1, 2, 3, 4, 5],
    }


def test_the_figures_of_the_first_call_are_those_of_its_page(graph: Graph) -> None:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?measure ?kind ?value ?basis WHERE {
            ?figure sab:call call:first ; sab:measure/skos:notation ?measure ; sab:value ?number ;
                sab:basis/skos:prefLabel ?basis .
            FILTER (LANG(?basis) = "en")
            BIND (xsd:integer(?number) AS ?value)
            OPTIONAL { ?figure sab:item/skos:notation ?kind }
        }"""
    ).records()
    assert {(row["measure"], row["kind"], row["value"], row["basis"]) for row in rows} == {
        ("submissions", "", "67", "Stated"),
        ("submission-share", "civil-society", "37", "Normalised"),
        ("submission-share", "public-entity", "33", "Normalised"),
        ("submission-share", "international-cooperation", "16", "Normalised"),
        ("submission-share", "", "9", "Stated"),  # "others such as universities"
        ("submission-share", "enterprise", "4", "Normalised"),
        ("finalists", "", "10", "Normalised"),
        ("attendance", "", "80", "Normalised"),
    }


def test_a_finalist_has_a_place_only_where_the_page_says_which(graph: Graph) -> None:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?organisation ?place WHERE {
            ?finalist a sab:Finalist ; sab:call call:first ;
                prov:wasAttributedTo/skos:notation ?organisation .
            OPTIONAL { ?finalist schema:spatialCoverage/skos:notation ?place }
        }"""
    ).records()
    assert {row["organisation"]: row["place"] for row in rows} == {
        "hias": "2101",
        "corporacion-humor-y-vida": "",
        "fundacion-esquel": "",
    }


def test_the_committees_have_the_seats_that_their_sources_name(graph: Graph) -> None:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?code ?role ?least ?organisation WHERE {
            ?call skos:notation ?code ; sab:committeeSeat ?seat .
            ?seat sab:role/skos:notation ?role ; sab:minimumMembers ?least .
            OPTIONAL { ?seat sab:seatOrganisation/skos:notation ?organisation }
        }"""
    ).records()
    assert {tuple(row.values()) for row in rows} == {
        ("first", "oim-representative", "1", "oim"),
        ("first", "un-system-representative", "1", ""),
        ("2024", "oim-representative", "1", "oim"),
        ("2024", "knowledge-partner", "1", ""),
    }
