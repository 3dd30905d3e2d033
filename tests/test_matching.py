"""Matches of practices and territories: by hand on a small graph, and again without SPARQL."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from rdflib import Graph as RdflibGraph

from saberesgraph.cli.call_match import command
from saberesgraph.errors import FormatError, InputError, ParameterError, UnknownNameError
from saberesgraph.exchange.facts import facts
from saberesgraph.exchange.matching import Match, Proposal, for_practice, for_territory
from saberesgraph.exchange.reports.match import WRITERS
from saberesgraph.graph import Graph
from saberesgraph.namespaces import PREFIXES, shorten
from saberesgraph.parameters import bind
from saberesgraph.project import Project
from saberesgraph.results import text
from saberesgraph.store.embedded import EmbeddedStore

WEIGHTS = {
    "gap": 25, "assistance": 20, "border": 15, "population": 10, "province": 10, "actors": 5,
    "replication": 5, "scale": 5, "sustainability": 5,
}  # fmt: skip
PLACES = """
territory:EC a sab:Country ; sab:iso3166 "EC" .
country:CO a schema:Country . country:PE a schema:Country .
territory:01 a sab:Province ; skos:broader territory:EC ; geo:sfTouches country:CO .
territory:0101 a sab:Canton ; skos:broader territory:01 ; skos:prefLabel "Uno"@es , "One"@en .
territory:0102 a sab:Canton ; skos:broader territory:01 ; skos:prefLabel "Dos"@es , "Two"@en .
territory:02 a sab:Province ; skos:broader territory:EC .
territory:0201 a sab:Canton ; skos:broader territory:02 .
territory:03 a sab:Province ; skos:broader territory:EC ; geo:sfTouches country:PE .
territory:0301 a sab:Canton ; skos:broader territory:03 .
territory:04 a sab:Province ; skos:broader territory:EC .
territory:05 a sab:Province ; skos:broader territory:EC .
objective:1 a sab:CompactObjective . objective:2 a sab:CompactObjective .
objective:3 a sab:CompactObjective .
actor:acme a org:Organization ; org:classification actor-type:civil-society .
actor:gad a sab:ActorGroup ; org:classification actor-type:local-government .
"""
# links of each experience; each gets its evidence
EXPERIENCES = {
    "BP1": ("GoodPractice", {
        "territory": "territory:0101", "objective": "objective:1 objective:2",
        "assistance": "assistance:shelter assistance:kits", "population": "population:women",
        "actor": "actor:acme actor:gad", "replicator": "actor:gad",
        "sustainability": "sustainability:high",
    }, 'sab:budgetUSD 100.0 ; sab:budgetPrinted "100 USD" ; sab:assistedPopulation 10 ; '
       'sab:populationPrinted "10"'),
    "BP2": ("GoodPractice", {
        "territory": "territory:0102", "objective": "objective:1",
        "assistance": "assistance:shelter", "population": "population:women",
        "actor": "actor:acme", "sustainability": "sustainability:medium",
    }, 'sab:budgetUSD 50.0 ; sab:budgetPrinted "50 USD" ; '
       "sab:populationStatus status:not-recorded"),
    "LA1": ("LessonLearned", {
        "territory": "territory:0201", "objective": "objective:3", "actor": "actor:gad",
    }, "sab:budgetStatus status:absent"),
    "BP9": ("GoodPractice", {"objective": "objective:2"}, "sab:scope scope:national"),
}  # fmt: skip


def turtle(experiences: dict[str, tuple[str, dict[str, str], str]]) -> str:
    lines = []
    for code, (kind, links, rest) in experiences.items():
        lines.append(f"practice:{code} a sab:Experience , sab:{kind} ; {rest} .")
        for link, items in links.items():
            for item in items.split():
                lines.append(
                    f"practice:{code} sab:{link} {item} . [] a sab:Alignment ; "
                    f"sab:practice practice:{code} ; sab:link sab:{link} ; sab:item {item} ; "
                    f'sab:basis sab:Stated ; sab:asPrinted "{item}" .'
                )
    return "\n".join(lines)


def triples(words: str) -> list[ox.Triple]:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return [quad.triple for quad in ox.parse(prefixes + words, ox.RdfFormat.TURTLE)]


def weighted(project: Project, **weights: float) -> str:
    """The file of weights with those of WEIGHTS, or others: a change of the file breaks no test."""
    file = project.root / "ontology" / "matching" / "weights.ttl"
    words = file.read_text(encoding="utf-8")
    for key, weight in (WEIGHTS | weights).items():
        place = rf"(match-reason:{key} a sab:MatchReason.*?sab:weight )[0-9.]+"
        words, changed = re.subn(place, rf"\g<1>{weight:.1f}", words, flags=re.DOTALL)
        assert changed == 1
    return words


def small(
    project: Project, more: str = "", without: Iterable[str] = (), **weights: float
) -> EmbeddedStore:
    kept = {code: each for code, each in EXPERIENCES.items() if code not in set(without)}
    reasons = ox.parse(weighted(project, **weights), ox.RdfFormat.TURTLE)
    return EmbeddedStore(
        [*(quad.triple for quad in reasons), *triples(PLACES + turtle(kept) + more)]
    )


def points(match: Match) -> dict[str, Decimal]:
    return {reason.key: reason.points for reason in match.reasons}


def of(found: Proposal, practice: str, territory: str) -> Match:
    [match] = [
        each
        for each in found.matches
        if (each.practice, each.territory) == (f"practice:{practice}", f"territory:{territory}")
    ]
    return match


@pytest.fixture(scope="module")
def everyone(project: Project) -> EmbeddedStore:
    return small(project)


def test_each_reason_gives_what_one_computes_by_hand(
    project: Project, everyone: EmbeddedStore
) -> None:
    found = for_practice(project, everyone, "practice:BP1")
    assert [(each.territory, each.score, each.tied, each.thin) for each in found.matches] == [
        ("territory:0102", Decimal(65), 1, False),
        ("territory:0201", Decimal("37.5"), 1, False),
        ("territory:0301", Decimal("27.5"), 1, True),
        ("territory:04", Decimal(20), 2, True),
        ("territory:05", Decimal(20), 2, True),
    ]
    # the whole of the first: 1 is served there, 2 by a national record; a kind of two; a hundred
    # dollars where fifty are known
    assert points(of(found, "BP1", "0102")) == {
        "border": 15, "assistance": 10, "population": 10, "province": 10,
        "gap": Decimal("6.25"), "actors": 5, "sustainability": 5,
        "replication": Decimal("2.5"), "scale": Decimal("1.25"),
    }  # fmt: skip
    # a border with another country: half; nothing on record: what is missing says less
    assert points(of(found, "BP1", "0301")) == {
        "gap": Decimal("12.5"), "border": Decimal("7.5"), "replication": Decimal("2.5"),
        "sustainability": 5,
    }  # fmt: skip
    # a lesson is an experience of the place: its group of actors is there, and counts half
    assert points(of(found, "BP1", "0201")) == {
        "gap": 25, "replication": 5, "sustainability": 5, "actors": Decimal("2.5"),
    }  # fmt: skip
    assert found.maximum == 100


def test_what_is_there_is_not_proposed_and_lessons_never_are(
    project: Project, everyone: EmbeddedStore
) -> None:
    # a canton of it has BP1 and BP2, all the country BP9
    assert for_territory(project, everyone, "territory:01").matches == ()
    assert [m.practice for m in for_territory(project, everyone, "territory:0101").matches] == [
        "practice:BP2"
    ]
    assert {m.practice for m in for_territory(project, everyone, "territory:0201").matches} == {
        "practice:BP1",
        "practice:BP2",
    }
    national = for_practice(project, everyone, "practice:BP9")
    assert national.matches == ()
    assert "todo el país" in national.notes[0]["es"]


@pytest.mark.parametrize(
    ("without", "more", "expected", "case"),
    [
        ((), "", 6.25, "solo una ficha de alcance nacional"),
        (("BP9",), "", 12.5, "en otro lugar de su provincia"),
        (("BP9",), "practice:BP2 sab:objective objective:2 .", None, ""),
        (("BP9", "BP2"), "", 12.5, "en otro lugar de su provincia"),
    ],
)
def test_a_gap_is_less_where_the_province_or_the_country_is_served(
    project: Project, without: tuple[str, ...], more: str, expected: float | None, case: str
) -> None:
    store = small(project, more, without)
    match = of(for_practice(project, store, "practice:BP1"), "BP1", "0102")
    gap = next((reason for reason in match.reasons if reason.key == "gap"), None)
    assert (float(gap.points) if gap else None) == expected
    assert case in (gap.sentence["es"] if gap else "")


def test_all_assistance_counts_a_quarter_where_any_is_on_record(project: Project) -> None:
    more = """practice:BP5 a sab:Experience , sab:GoodPractice ; sab:territory territory:04 ;
        sab:assistance assistance:all ."""
    store = small(project, more)
    found = for_practice(project, store, "practice:BP5")
    assert points(of(found, "BP5", "0102"))["assistance"] == 5
    assert "assistance" not in points(of(found, "BP5", "0201"))


def test_a_figure_that_several_records_repeat_is_left_out(project: Project) -> None:
    odd = "practice:{} sab:anomaly [ sab:kind anomaly-kind:repeated-figure ; sab:field {} ] ."
    for code in ("BP1", "BP2"):
        store = small(project, odd.format(code, "sab:budgetUSD"))
        match = of(for_practice(project, store, "practice:BP1"), "BP1", "0102")
        assert "scale" not in points(match)
    store = small(project, odd.format("BP1", "sab:assistedPopulation"))
    match = of(for_practice(project, store, "practice:BP1"), "BP1", "0102")
    assert points(match)["scale"] == Decimal("1.25")


def test_changing_a_weight_in_its_file_changes_the_score(project: Project) -> None:
    found = for_practice(project, small(project, border=0, gap=50.5), "practice:BP1")
    assert found.maximum == Decimal("110.5")
    match = of(found, "BP1", "0102")
    assert "border" not in points(match)
    assert match.score == 65 - 15 - Decimal("6.25") + Decimal("50.5") * Decimal("0.25")


def test_a_reason_that_no_query_finds_is_an_error_in_words(project: Project) -> None:
    more = 'match-reason:luck a sab:MatchReason ; skos:notation "luck" ; sab:weight 3.0 .'
    with pytest.raises(InputError, match=r"no query for the reason .luck..*Write ontology/matc"):
        for_practice(project, small(project, more), "practice:BP1")


def test_ties_are_said_and_counted_at_the_cut(project: Project, everyone: EmbeddedStore) -> None:
    notes = [note["es"] for note in for_practice(project, everyone, "practice:BP1").notes]
    assert "Empate de 2 con 20 puntos: van por código." in notes
    cut = for_practice(project, everyone, "practice:BP1", limit=4)
    assert [each["en"] for each in cut.notes][-5:] == [
        "2 are tied at 20 points: they go by code; not shown: 1.",
        "4 of 5 are shown.",
        "With thin evidence: 2 of 4.",
        "Among the givers are groups, not organisations: the source does not say which. Ask IOM "
        "Ecuador who took part.",
        "That something is not in the catalogue does not prove that the territory lacks it.",
    ]
    assert for_practice(project, everyone, "practice:BP1", limit=0).matches == ()


def test_thin_evidence_and_what_no_fact_tells_are_said(project: Project) -> None:
    more = "practice:BP5 a sab:Experience , sab:GoodPractice ; sab:actor actor:gad ."
    store = small(project, more)
    bare = for_practice(project, store, "practice:BP5")
    assert {match.thin for match in bare.matches} == {True}
    assert {match.modality for match in bare.matches} == {""}
    assert bare.notes[0]["en"] == "The practice names no place: the evidence is thin."
    empty = for_territory(project, store, "territory:04")
    assert "No consta ninguna experiencia" in empty.notes[0]["es"]
    assert of(empty, "BP2", "04").missing[0]["es"].endswith("no consta ninguna")
    untold = {each["en"] for each in of(empty, "BP2", "04").missing}
    assert untold == {
        "Experiences in territory:04: none is on record",
        "Sab:assistedPopulation: status:not-recorded",
        "Sab:replicator: status:absent",
    }


def test_an_objective_asked_for_is_the_only_one_that_counts(
    project: Project, everyone: EmbeddedStore
) -> None:
    found = for_territory(project, everyone, "territory:0201", "objective:2")
    assert [each.practice for each in found.matches] == ["practice:BP1"]
    assert points(found.matches[0])["gap"] == Decimal("6.25")
    assert found.matches[0].objectives == ("objective:2",)
    assert not for_territory(project, everyone, "territory:0201", "objective:3").matches


def test_the_modality_follows_from_who_the_parties_are(project: Project) -> None:
    more = """territory:CO a sab:Country ; sab:iso3166 "CO" .
        territory:CO1 a sab:Province ; skos:broader territory:CO .
        territory:XX a sab:Country ; sab:iso3166 "XX" .
        territory:XX1 a sab:Province ; skos:broader territory:XX .
        actor:onu a org:Organization ; org:classification actor-type:un-system .
        practice:BP2 sab:actor actor:onu ."""
    store = small(project, more)
    alone = for_practice(project, store, "practice:BP1")
    accompanied = for_practice(project, store, "practice:BP2")
    assert of(alone, "BP1", "0102").modality == "modality:technical"
    assert of(accompanied, "BP2", "0201").modality == "modality:technical"
    assert "Sería Sur-Sur" in of(accompanied, "BP2", "0201").modality_reason["es"]
    assert of(alone, "BP1", "CO1").modality == "modality:south-south"
    assert of(accompanied, "BP2", "CO1").modality == "modality:triangular"
    assert of(alone, "BP1", "XX1").modality == ""  # nobody told us that it is of the South


def test_evidence_is_what_both_sides_print_and_givers_are_named_first(
    project: Project, everyone: EmbeddedStore
) -> None:
    match = of(for_practice(project, everyone, "practice:BP1"), "BP1", "0102")
    reasons = {reason.key: reason for reason in match.reasons}
    assert [
        (each.curie, each.printed, each.basis, each.says) for each in reasons["assistance"].evidence
    ] == [
        ("assistance:shelter", "assistance:shelter", "sab:Stated", "practice:BP1"),
        ("assistance:shelter", "assistance:shelter", "sab:Stated", "practice:BP2"),
    ]
    assert [each.printed for each in reasons["scale"].evidence] == ["100 USD", "50 USD"]
    assert reasons["assistance"].sentence["en"].startswith("The same assistance is already given")
    assert "Two (BP2)" in reasons["assistance"].sentence["en"]
    assert match.givers == ("actor:acme", "actor:gad")
    assert match.places == ("territory:0101",)


@pytest.mark.parametrize("name", ["territory:EC", "territory:99", "practice:BP1"])
def test_only_provinces_and_cantons_receive(
    project: Project, everyone: EmbeddedStore, name: str
) -> None:
    with pytest.raises(UnknownNameError):
        for_territory(project, everyone, name)


def test_only_good_practices_are_given(project: Project, everyone: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError):
        for_practice(project, everyone, "practice:LA1")
    with pytest.raises(UnknownNameError):
        for_territory(project, everyone, "territory:0201", "objective:99")


def test_another_engine_finds_the_same_reasons(project: Project, everyone: EmbeddedStore) -> None:
    words = ox.serialize((quad.triple for quad in everyone.engine), format=ox.RdfFormat.N_TRIPLES)
    graph = RdflibGraph().parse(data=words, format="nt")

    def told(words: str, column: str) -> str:
        return str(round(float(words), 6)) if column == "share" else words

    for file in project.matching_files:
        query = bind(file.read_text(encoding="utf-8"), {"objective": None})
        ours = everyone.select(query)
        theirs = [["" if cell is None else str(cell) for cell in row] for row in graph.query(query)]  # type: ignore[union-attr]
        assert Counter(
            tuple(told(text(cell), column) for cell, column in zip(row, ours.columns, strict=True))
            for row in ours.rows
        ) == Counter(
            tuple(told(cell, column) for cell, column in zip(row, ours.columns, strict=True))
            for row in theirs
        ), file.stem
        assert ours.rows, file.stem


def test_a_record_more_is_no_row_more_for_each_territory(project: Project) -> None:
    more = {f"BP{n}": EXPERIENCES["BP1"] for n in range(20, 40)}
    less = {code: each for code, each in more.items() if code < "BP30"}
    rows = []
    for experiences in (less, more):
        store = small(project, turtle(experiences))
        rows.append(
            {
                file.stem: len(
                    store.select(bind(file.read_text("utf-8"), {"objective": None})).rows
                )
                for file in project.matching_files
            }
        )
    grown = {key for key in rows[0] if rows[0][key] < rows[1][key]}
    assert grown == {
        "candidates", "evidence", "here", "modality", "scale", "sustainability",
    }  # fmt: skip


def test_quoting_less_changes_nothing_else(project: Project, graph: Graph) -> None:
    cut = 0
    for about in ("territory:0801", "practice:BP2_ISE"):
        find = for_practice if about.startswith("practice:") else for_territory
        full, short = (find(project, graph.store, about, quoted=most) for most in (None, 3))
        assert full.notes == short.notes
        for whole, part in zip(full.matches, short.matches, strict=True):
            for one, other in zip(whole.reasons, part.reasons, strict=True):
                left_out = getattr(other, "left_out", 0)
                assert other.evidence == one.evidence[:3]
                assert left_out == max(0, len(one.evidence) - 3)
                assert other.sentence == one.sentence
                cut += left_out
    assert cut > 50


# --- the real catalogue, again without SPARQL ---


class Plain:
    """The statements of the files in dictionaries, and the rules once more in plain Python."""

    def __init__(self, graph: Graph) -> None:
        self.out: dict[tuple[str, str], set[str]] = defaultdict(set)
        for triple in graph.reading.triples:
            subject, predicate, value = (shorten(text(term)) for term in triple)
            self.out[subject, predicate].add(value)
        self.of: dict[str, set[str]] = defaultdict(set)
        for (subject, predicate), values in self.out.items():
            if predicate == "rdf:type":
                for value in values:
                    self.of[value].add(subject)
        self.experiences = self.of["sab:Experience"]
        self.provinces = self.of["sab:Province"]
        self.territories = self.provinces | self.of["sab:Canton"]
        self.weights = {
            reason.partition(":")[2]: Decimal(min(self.get(reason, "sab:weight")))
            for reason in self.of["sab:MatchReason"]
        }

    def get(self, subject: str, link: str) -> set[str]:
        return self.out.get((subject, link), set())

    def province(self, place: str) -> str:
        [found] = (self.get(place, "skos:broader") | {place}) & self.provinces
        return found

    def has(self, experience: str, territory: str) -> bool:
        places = self.get(experience, "sab:territory")
        wholes = {broader for place in places for broader in self.get(place, "skos:broader")}
        own = self.get(territory, "skos:broader") & self.provinces
        return territory in places | wholes or bool(own & places)

    def there(self, territory: str) -> set[str]:
        return {each for each in self.experiences if self.has(each, territory)}

    def union(self, experiences: set[str], link: str) -> set[str]:
        return {item for each in experiences for item in self.get(each, link)}

    def count(self, link: str, item: str) -> int:
        return sum(item in self.get(each, link) for each in self.experiences)

    def national(self, experience: str) -> bool:
        return "scope:national" in self.get(experience, "sab:scope")

    def shares(self, practice: str, territory: str) -> dict[str, Fraction]:
        there = self.there(territory)
        return {
            "gap": self.gap(practice, territory, there),
            "assistance": self.assistance(practice, there),
            "population": sum(
                (
                    Fraction(1, self.count("sab:population", item) - 1)
                    for item in self.get(practice, "sab:population")
                    & self.union(there, "sab:population")
                ),
                Fraction(0),
            ),
            "province": Fraction(
                territory not in self.provinces
                and any(
                    place not in self.provinces and self.province(place) == self.province(territory)
                    for place in self.get(practice, "sab:territory")
                )
            ),
            "border": self.border(practice, territory),
            "actors": sum(
                (
                    Fraction(1, self.count("sab:actor", item) - 1)
                    / (1 if item in self.of["org:Organization"] else 2)
                    for item in self.get(practice, "sab:actor") & self.union(there, "sab:actor")
                ),
                Fraction(0),
            ),
            "replication": self.replication(practice, there),
            "sustainability": {
                frozenset({"sustainability:high"}): Fraction(1),
                frozenset({"sustainability:medium"}): Fraction(1, 2),
            }.get(frozenset(self.get(practice, "sab:sustainability")), Fraction(0)),
            "scale": self.scale(practice, there),
        }

    def gap(self, practice: str, territory: str, there: set[str]) -> Fraction:
        here = self.union(there, "sab:objective")
        near = {
            each
            for each in self.experiences
            if territory not in self.provinces and self.has(each, self.province(territory))
        }
        everywhere = {each for each in self.experiences if self.national(each)}
        best = Fraction(0)
        own = self.get(self.province(territory), "geo:sfTouches")
        for objective in self.get(practice, "sab:objective") - here:
            if objective == "objective:11" and not own:
                continue
            if objective in self.union(everywhere, "sab:objective"):
                best = max(best, Fraction(1, 4))
            elif objective in self.union(near, "sab:objective") or not there | near:
                best = max(best, Fraction(1, 2))
            else:
                best = Fraction(1)
        return best

    def assistance(self, practice: str, there: set[str]) -> Fraction:
        kinds = self.get(practice, "sab:assistance")
        given = self.union(there, "sab:assistance") - {"assistance:all"}
        shared = Fraction(len(kinds & given))
        if "assistance:all" in kinds and given:
            shared += Fraction(1, 4)
        return shared / max(1, len(kinds))

    def border(self, practice: str, territory: str) -> Fraction:
        places = self.get(practice, "sab:territory")
        own = self.get(self.province(territory), "geo:sfTouches")
        total = Fraction(0)
        for place in places:
            theirs = self.get(self.province(place), "geo:sfTouches")
            if own and theirs:
                total += 1 if own & theirs else Fraction(1, 2)
        return total / max(1, len(places))

    def replication(self, practice: str, there: set[str]) -> Fraction:
        present = self.union(there, "sab:actor")
        kinds = self.union(present, "org:classification") - {"actor-type:mixed"}
        public = {"actor-type:government", "actor-type:local-government"}
        named = self.get(practice, "sab:replicator")
        total = Fraction(0)
        for each in named:
            kind = self.get(each, "org:classification")
            if each in present:
                total += 1
            elif kind & (kinds | public):
                total += Fraction(1, 2)
            else:
                total += Fraction(1, 4)
        return total / max(1, len(named))

    def figures(self, experience: str, link: str) -> list[Fraction]:
        for odd in self.get(experience, "sab:anomaly"):
            if link in self.get(odd, "sab:field") and (
                "anomaly-kind:repeated-figure" in self.get(odd, "sab:kind")
            ):
                return []
        return [Fraction(value) for value in self.get(experience, link)]

    def scale(self, practice: str, there: set[str]) -> Fraction:
        total = Fraction(0)
        for link in ("sab:budgetUSD", "sab:assistedPopulation"):
            known = [figure for each in there for figure in self.figures(each, link)]
            for own in self.figures(practice, link):
                if known:
                    total += min(Fraction(1), max(known) / own) / 2
        return total


@pytest.fixture(scope="module")
def plain(graph: Graph) -> Plain:
    return Plain(graph)


@pytest.fixture(scope="module")
def proposals(project: Project, graph: Graph, plain: Plain) -> dict[str, Proposal]:
    found = {
        each: for_territory(project, graph.store, each, limit=100) for each in plain.territories
    }
    practices = plain.of["sab:GoodPractice"]
    return found | {each: for_practice(project, graph.store, each, limit=100) for each in practices}


def test_every_score_is_that_of_the_same_rules_without_sparql(
    plain: Plain, proposals: dict[str, Proposal]
) -> None:
    pairs = 0
    for territory in sorted(plain.territories):
        expected = {
            practice
            for practice in plain.of["sab:GoodPractice"]
            if not plain.has(practice, territory) and not plain.national(practice)
        }
        found = {match.practice: match for match in proposals[territory].matches}
        assert found.keys() == expected
        for practice, match in found.items():
            shares = {
                key: Decimal(int(min(Fraction(1), share) * 100 + Fraction(1, 2))) / 100
                for key, share in plain.shares(practice, territory).items()
            }
            assert points(match) == {
                key: plain.weights[key] * share for key, share in shares.items() if share
            }, (practice, territory)
            assert match.score == sum(points(match).values())
            pairs += 1
    assert pairs == 764


def test_what_holds_for_every_proposal(plain: Plain, proposals: dict[str, Proposal]) -> None:
    assert len(proposals) == 40 + 26
    for about, found in proposals.items():
        scores = Counter(match.score for match in found.matches)
        assert found.maximum == sum(plain.weights.values())
        assert [match.score for match in found.matches] == sorted(scores.elements(), reverse=True)
        for match in found.matches:
            assert about in {match.practice, match.territory}
            assert not plain.has(match.practice, match.territory)
            assert match.practice in plain.of["sab:GoodPractice"]
            assert match.tied == scores[match.score]
            assert match.score == sum(reason.points for reason in match.reasons)
            assert match.score <= found.maximum
            assert match.modality == "modality:technical"
            assert match.givers[0] == "actor:oim" or "actor:oim" not in match.givers
            for reason in match.reasons:
                assert reason.points == reason.weight * reason.share
                assert 0 < reason.share <= 1
                assert reason.evidence
                assert all(each.printed for each in reason.evidence)
                assert {each.basis for each in reason.evidence} <= {"sab:Stated", "sab:Normalised"}
                assert not re.search(r"[{}]|\w+:\w", " ".join(reason.sentence.values()))


def test_territories_that_nothing_tells_apart_are_named(
    proposals: dict[str, Proposal],
) -> None:
    said = {
        note["en"] for note in proposals["territory:0101"].notes if "tells it apart" in note["en"]
    }
    assert said == {
        "Nothing on record tells it apart from: Guayaquil. They get the same proposals, with the "
        "same points."
    }
    manta = proposals["territory:1308"]
    assert not [note for note in manta.notes if "tells it apart" in note["en"]]


def test_managing_borders_is_missing_only_where_there_is_one(
    proposals: dict[str, Proposal],
) -> None:
    brought = {
        place: {objective for match in proposals[place].matches for objective in match.objectives}
        for place in ("territory:0101", "territory:1308", "territory:0801")
    }
    assert "objective:11" not in brought["territory:0101"] | brought["territory:1308"]
    assert "objective:11" in brought["territory:0801"]


def test_both_ways_tell_the_same(proposals: dict[str, Proposal]) -> None:
    by_practice = {
        (match.practice, match.territory): match.reasons
        for about, found in proposals.items()
        if about.startswith("practice:")
        for match in found.matches
    }
    by_territory = {
        (match.practice, match.territory): match.reasons
        for about, found in proposals.items()
        if about.startswith("territory:")
        for match in found.matches
    }
    assert len(by_practice) > 500
    assert by_practice.items() <= by_territory.items()


def test_it_is_asked_once_for_all_pages(project: Project, graph: Graph) -> None:
    assert facts(project, graph.store) is facts(project, graph.store)


# --- writers and the command line ---


def test_the_formats_say_the_same(proposals: dict[str, Proposal]) -> None:
    found = proposals["territory:0801"]
    told = json.loads(WRITERS["json"](found, "es"))
    first = told["matches"][0]
    assert first["score"] == float(found.matches[0].score)
    assert sum(reason["points"] for reason in first["reasons"]) == pytest.approx(first["score"])
    lines = WRITERS["csv"](found, "es").splitlines()
    assert len(lines) == 1 + sum(len(match.reasons) for match in found.matches)
    for form in ("table", "markdown"):
        words = WRITERS[form](found, "en")
        for match in found.matches:
            code = match.practice.partition(":")[2]
            assert code in words or code.replace("_", r"\_") in words
            assert f"{match.score.normalize():f}" in words


def test_what_a_spreadsheet_would_run_is_inert(project: Project) -> None:
    more = """<https://w3id.org/saberesgraph/id/practice/=1+1> a sab:Experience , sab:GoodPractice ;
        sab:territory territory:04 ; sab:sustainability sustainability:high . [] a sab:Alignment ;
        sab:practice <https://w3id.org/saberesgraph/id/practice/=1+1> ; sab:basis sab:Stated ;
        sab:link sab:sustainability ; sab:item sustainability:high ; sab:asPrinted "=2" ."""
    found = for_practice(project, small(project, more), "practice:=1+1")
    lines = WRITERS["csv"](found, "es").splitlines()[1:]
    assert lines
    assert all(line.startswith("'=1+1,") for line in lines)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_command_takes_codes_and_names(tmp_path: Path) -> None:
    shown = run("--territory", "tulcan", "--limit", "1", "--lang", "en")
    assert shown.startswith("What Tulcán (0401) could receive\n")
    assert "25 × 1 = 25 · Missing objective" in shown
    told = json.loads(run("--practice", "bp1_ah", "-f", "json", "--limit", "3"))
    assert (told["about"], len(told["matches"])) == ("practice:BP1_AH", 3)
    file = tmp_path / "propuesta.md"
    told = json.loads(run("--territory", "0707", "--objective", "9", "-f", "json", "-o", str(file)))
    assert [match["practice"] for match in told["matches"]] == ["practice:BP6_PC"]
    assert "objetivo 9" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("--territory", "Tulkan"), ParameterError),
        (("--territory", "Esmeraldas"), ParameterError),  # a province and a canton
        (("--territory", "EC"), ParameterError),
        (("--practice", "LA1_AF"), ParameterError),
        (("--territory", "Manta", "--objective", "24"), ParameterError),
        ((), InputError),
        (("--territory", "Manta", "--practice", "BP1_AH"), InputError),
        (("--practice", "BP1_AH", "--objective", "9"), InputError),
        (("--practice", "BP1_AH", "-o", "x.doc"), FormatError),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(
    arguments: tuple[str, ...], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert caught.value.exit_code == 2  # type: ignore[attr-defined]


def test_the_two_proposals_of_the_docs_are_as_they_say(proposals: dict[str, Proposal]) -> None:
    esmeraldas = proposals["territory:0801"].matches[0]
    assert (esmeraldas.practice, esmeraldas.score) == ("practice:BP1_AH", Decimal("47.8"))
    huaquillas = proposals["practice:BP2_ISE"].matches[0]
    assert (huaquillas.territory, huaquillas.score) == ("territory:0707", Decimal("50.35"))
