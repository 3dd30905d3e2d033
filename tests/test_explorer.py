"""The explorer: what it finds and counts, what its pages say, and its results as files."""

import csv
import io
import json
import random
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pages import Element, parse
from saberesgraph.errors import ParameterError
from saberesgraph.explorer.facets import bits, mask
from saberesgraph.explorer.listing import Listing
from saberesgraph.explorer.search import PAGE, Explorer
from saberesgraph.explorer.selection import SORTS, Selection
from saberesgraph.explorer.words import Words
from saberesgraph.graph import Graph
from saberesgraph.namespaces import SKOS, expand
from saberesgraph.practice.card import Card
from saberesgraph.practice.evidence import evidence
from saberesgraph.project import Project
from saberesgraph.sandbox import Limits
from saberesgraph.site.content import Content
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.web.app import application
from saberesgraph.web.direct import Direct
from saberesgraph.web.served import Served
from sites import HOSTILE, hostile

FACETS = [
    "kind", "area", "objective", "principle", "goal", "province", "actor", "sustainability",
    "basis",
]  # fmt: skip
MAIN = {
    "code", "kind", "area", "label", "population", "population_status", "budget_usd",
    "budget_status", "national", "territories", "principles", "objectives", "assistance", "actors",
    "sustainability", "keywords",
}  # fmt: skip


@pytest.fixture(scope="module")
def explorer(served: Served) -> Explorer:
    return served.explorer


@pytest.fixture(scope="module")
def values(cards: list[Card], graph: Graph) -> dict[str, dict[str, set[str]]]:
    """By card and facet, its values, taken from the cards and not from the explorer."""
    bases: dict[str, set[str]] = {}
    for link in evidence(graph.store):
        bases.setdefault(link.practice.partition(":")[2], set()).add(link.basis)
    found = {}
    for card in cards:
        # the code of a canton starts with that of its province
        provinces = {place["code"][:2] for place in card.territories}
        found[card.code] = {
            "kind": {card.kind},
            "area": {card.area},
            "objective": set(map(str, card.objectives)),
            "principle": set(card.principles),
            "goal": {goal["code"] for goal in card.derived_goals},
            "province": {"national"} if card.national else provinces or {"none"},
            "actor": {actor["id"] for actor in card.actors},
            "sustainability": {card.sustainability or "none"},
            "basis": bases[card.code],
        }
    return found


def search(explorer: Explorer, *pairs: tuple[str, str], language: str = "es") -> tuple[str, ...]:
    return explorer.search(explorer.selection(pairs), language).codes


def test_an_entry_says_what_the_card_says(explorer: Explorer, cards: list[Card]) -> None:
    assert [entry.code for entry in explorer.entries] == [card.code for card in cards]
    for entry, card in zip(explorer.entries, cards, strict=True):
        shown, known = entry.as_dict(), card.as_dict()
        assert shown.keys() == MAIN | {"provinces", "goals"}
        assert {name: shown[name] for name in MAIN} == {name: known[name] for name in MAIN}
        assert shown["goals"]["derived"] == [goal["code"] for goal in card.derived_goals]
        assert entry.prose == tuple(card.prose.values())


def test_every_value_of_every_facet_has_the_right_experiences(
    explorer: Explorer, values: dict[str, dict[str, set[str]]]
) -> None:
    assert list(explorer.facets) == FACETS
    for name, facet in explorer.facets.items():
        assert set(facet.values) >= {code for has in values.values() for code in has[name]}
        for code in facet.values:
            expected = {each for each, has in values.items() if code in has[name]}
            assert set(search(explorer, (name, code))) == expected, (name, code)
            assert facet.values[code].label.keys() == {"es", "en"}
    lengths = {name: len(facet.values) for name, facet in explorer.facets.items()}
    assert lengths == {
        "kind": 3, "area": 7, "objective": 23, "principle": 10, "goal": 17, "province": 26,
        "actor": len({actor for has in values.values() for actor in has["actor"]}),
        "sustainability": 4, "basis": 3,
    }  # fmt: skip


def test_counts_are_those_of_any_selection(
    explorer: Explorer, values: dict[str, dict[str, set[str]]]
) -> None:
    draw = random.Random(7)
    for _ in range(300):
        chosen = {
            name: draw.sample(sorted(explorer.facets[name].values), draw.choice([1, 1, 2, 4, 6])
                              if len(explorer.facets[name].values) > 5 else 1)
            for name in draw.sample(FACETS, draw.choice([0, 1, 2, 3]))
        }  # fmt: skip
        q = draw.choice(["", "", "albergue", "oim quito", "personas"])
        pairs = [("q", q), *((name, code) for name, codes in chosen.items() for code in codes)]
        draw.shuffle(pairs)
        found = explorer.search(explorer.selection(pairs))
        matched = set(search(explorer, ("q", q)))
        expected = _fitting(values, chosen) & matched
        assert set(found.codes) == expected
        assert found.total == len(found.codes) == len(expected)
        for name in FACETS:
            others = {other: codes for other, codes in chosen.items() if other != name}
            here = _fitting(values, others) & matched
            for each in found.counts[name].values:
                having = {code for code in here if each.value.code in values[code][name]}
                assert each.total == len(having), (pairs, name, each.value.code)
                # no goal is printed: all follow from the objectives
                assert each.derived == (each.total if name == "goal" else 0)
                assert each.chosen == (each.value.code in chosen.get(name, []))
        dropped = {
            name: count
            for name in [*chosen, *(["q"] if q else [])]
            if (count := len(_fitting(values, {o: c for o, c in chosen.items() if o != name})
                             & (matched if name != "q" else set(values))))
        }  # fmt: skip
        assert found.if_dropped == ({} if expected else dropped)


def _fitting(
    values: dict[str, dict[str, set[str]]], chosen: Mapping[str, Iterable[str]]
) -> set[str]:
    return {
        code
        for code, has in values.items()
        if all(has[name] & set(codes) for name, codes in chosen.items())
    }


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))))
def test_a_set_of_bits_is_a_set(case: tuple[int, set[int]]) -> None:
    size, numbers = case
    assert bits(numbers, size) == sum(1 << number for number in numbers)
    assert {n for n, has in enumerate(mask(bits(numbers, size), size)) if has} == numbers


def test_a_goal_that_a_source_states_is_told_from_a_derived_one(graph: Graph) -> None:
    stated = ox.Triple(
        ox.NamedNode(expand("practice:BP1_AH")),
        ox.NamedNode(expand("sab:statedGoal")),
        ox.NamedNode(expand("sdg:1")),
    )
    explorer = Explorer(EmbeddedStore([*graph.reading.triples, stated], graph.derived))
    counts = explorer.search(Selection()).counts["goal"].values
    first, second = counts[0], counts[2]
    assert (first.value.code, first.total, first.derived) == ("1", first.total, first.total - 1)
    assert (second.value.code, second.derived) == ("3", second.total)
    assert next(explorer.search(Selection()).entries()).as_dict()["goals"]["stated"] == ["1"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("vivienda", "BP3_AH"),
        ("vivenda", "BP3_AH"),
        ("VIVIENDAS", "BP3_AH"),
        ("bp10_pc", "BP10_PC"),
        ("BP1_AH", "BP1_AH"),
        ("bp1 ah", "BP1_AH"),
        ("ninez", "BP1_PC"),
        ("NIÑEZ", "BP1_PC"),
        ("tablts", "LA1_ISE"),
        ("tabl", "LA1_ISE"),
        ("refujio quito", "BP3_AH"),
        ("children tablets", "LA1_ISE"),
    ],
)
def test_the_first_is_what_people_mean(explorer: Explorer, asked: str, first: str) -> None:
    assert search(explorer, ("q", asked))[0] == first


def test_places_and_organisations_are_found_by_any_of_their_names(
    explorer: Explorer, values: dict[str, dict[str, set[str]]], cards: list[Card]
) -> None:
    manabi = {code for code, has in values.items() if "13" in has["province"]}
    assert len(manabi) == 14
    assert (
        set(search(explorer, ("q", "manabi"))) == set(search(explorer, ("q", "Manabí"))) == manabi
    )
    # by the short name and the long one, of whoever takes part, is mentioned or may replicate it
    linked = {
        card.code
        for card in cards
        for actor in (*card.actors, *card.mentioned_actors, *card.replicators)
        if "Cancillería" in actor["name"]
    }
    assert linked
    assert linked <= set(search(explorer, ("q", "cancilleria")))
    assert linked <= set(search(explorer, ("q", "ministerio de relaciones exteriores")))


def test_a_typo_says_what_was_searched_instead(explorer: Explorer) -> None:
    right = explorer.search(explorer.selection([("q", "vivienda")]))
    wrong = explorer.search(explorer.selection([("q", "vivenda")]))
    assert wrong.matches.instead == {"vivenda": "vivienda"}
    assert right.matches.instead == {}
    assert set(wrong.codes) <= set(right.codes)
    assert explorer.search(explorer.selection([("q", "xyzxyz")])).total == 0


def test_typos_are_forgiven_by_the_length_of_the_word() -> None:
    words = Words({"code": 1, "text": 1}, [("A1", "mesa"), ("A2", "alojamiento"), ("A3", "año 7")])

    def found(asked: str) -> list[int]:
        return [int(number) for number in words.search(asked).numbers]

    assert found("mesa") == found("meza") == found("mes") == [0]
    assert found("msa") == []  # too short to be forgiven
    assert found("emsa") == [0]  # two letters exchanged are one wrong letter
    assert found("mzza") == []
    assert found("alohamento") == [1]  # two wrong letters of ten
    assert found("alohamemto") == []
    assert found("ano") == found("AÑO") == found("an\u0303o") == [2]
    assert found("a8") == []  # of codes nothing is guessed
    assert found("a3") == found("A3") == [2]


def test_words_that_never_meet_are_told_apart(explorer: Explorer) -> None:
    found = explorer.search(explorer.selection([("q", "galapagos tablets")]))
    assert found.matches.partly
    assert found.codes == ("LA1_ISE",)
    assert not explorer.search(explorer.selection([("q", "tablets niñez")])).matches.partly


@pytest.mark.parametrize(
    "asked",
    [
        '"', "'", '" OR code:*', "NEAR(a b, 3)", "a AND", "NOT", "*", "^a", "col : x", "{a b}:c",
        "'; DROP TABLE texts; --", "\x00", "a\x00b", "\ud800", "😀", "%", "-", "()", "\u202e", "٣",
    ],
)  # fmt: skip
def test_hostile_words_are_words(explorer: Explorer, asked: str) -> None:
    found = explorer.search(explorer.selection([("q", asked)]))
    explorer.excerpts(found)
    assert search(explorer, ("q", "tablets"))[0] == "LA1_ISE"


@given(st.text(max_size=200))
def test_no_words_break_the_search(explorer: Explorer, asked: str) -> None:
    selection = explorer.selection([("q", asked)])
    explorer.excerpts(explorer.search(selection))
    # what an address says is read as what it was written for
    assert explorer.selection(selection.pairs()) == selection


def test_marks_stand_around_what_matched_and_nothing_else(graph: Graph) -> None:
    words = Words({"code": 1, "text": 1}, [("A", "uno \x02dos\x03 tres <b>"), ("B", "cuatro")])
    found = words.search("tres")
    assert words.excerpts(found, [0, 1]) == {0: {"text": "uno  dos  \x02tres\x03 <b>"}}


def test_threads_find_the_same(explorer: Explorer) -> None:
    asked = ["albergue", "vivenda", "oim", "quito", "niñez", "tablts"] * 20

    def answered(q: str) -> object:
        selection = explorer.selection([("q", q)])
        found = explorer.search(selection)
        return found.codes, explorer.excerpts(found)

    alone = {q: answered(q) for q in set(asked)}
    explorer._words.search.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answered, asked)) == [alone[q] for q in asked]


def test_each_order_is_kept(explorer: Explorer, cards: list[Card]) -> None:
    codes = [card.code for card in cards]
    assert list(search(explorer)) == list(search(explorer, ("sort", "code"))) == codes
    figures = {card.code: card.population for card in cards}
    by_population = search(explorer, ("sort", "population"))
    known = [figure for code in by_population if (figure := figures[code]) is not None]
    assert known == sorted(known, reverse=True)
    assert all(figures[code] is None for code in by_population[len(known) :])
    titles = {card.code: card.label["en"] for card in cards}
    by_title = [titles[code] for code in search(explorer, ("sort", "title"), language="en")]
    assert by_title == sorted(titles.values(), key=str.casefold)
    assert by_title[0] != titles[search(explorer, ("sort", "title"))[0]]


@pytest.mark.parametrize(
    ("pair", "error"),
    [
        (("are", "AH"), "are: there is no such parameter. It is close to area. The parameters are"),
        (("area", "AX"), "area=AX: it is no value of area. The values are AF, AH, GF, GN"),
        (("province", "manaby"), "province=manaby: it is no value of province. It is close to Man"),
        (("sort", "tite"), "sort=tite: it is no value of sort. It is close to title."),
        (("page", "0"), "page=0: it is no page. Write a number from 1."),
        (("page", "²"), "page=²: it is no page."),
        (("page", "9" * 5000), "page=9999999999999999999999999999999999999999: it is no page."),
        (("q", "a" * 201), "q=" + "a" * 40 + ": it has more than 200 characters. Search with few"),
        (("lang", "en"), "lang: there is no such parameter."),
    ],
)
def test_what_does_not_exist_is_told(explorer: Explorer, pair: tuple[str, str], error: str) -> None:
    with pytest.raises(ParameterError) as raised:
        explorer.selection([pair])
    assert str(raised.value).startswith(error)


def test_a_selection_has_one_address(explorer: Explorer) -> None:
    draw = random.Random(3)
    pairs = [("q", "El  Oro"), ("province", "manabí"), ("area", "pc"), ("area", "AH"),
             ("area", "AH"), ("goal", ""), ("sort", "title"), ("page", "2")]  # fmt: skip
    for _ in range(20):
        draw.shuffle(pairs)
        assert explorer.selection(pairs).query() == (
            "q=El+Oro&area=AH&area=PC&province=13&sort=title&page=2"
        )
    # what is usual is not said
    assert explorer.selection([("sort", "code"), ("page", "1"), ("q", " ")]).query() == ""
    assert explorer.selection([("sort", "relevance")]).query() == ""
    assert explorer.selection([("sort", "relevance"), ("q", "a")]).query() == "q=a"
    assert explorer.selection([("sort", "code"), ("q", "a")]).query() == "q=a&sort=code"
    assert explorer.selection([("sort", "code"), ("q", "a")]).searching("").query() == ""
    with pytest.raises(ParameterError):
        explorer.selection([("q", "a"), ("q", "b")])


# --- files


def test_csv_json_and_spreadsheet_have_the_same_experiences(
    client: TestClient, explorer: Explorer
) -> None:
    query = "area=AH&area=PC&province=13"
    codes = search(explorer, ("area", "AH"), ("area", "PC"), ("province", "13"))
    assert len(codes) == 5
    written = client.get(f"/en/search.csv?{query}")
    assert written.headers["content-type"] == "text/csv; charset=utf-8"
    assert written.headers["content-disposition"] == 'attachment; filename="experiences.csv"'
    rows = list(csv.DictReader(io.StringIO(written.text)))
    assert [row["code"] for row in rows] == list(codes)
    assert rows[0] == {
        "code": "BP2_AH",
        "title": "Guidelines on conditions for temporary accommodation",
        "kind": "Good practice",
        "area": "Humanitarian Assistance",
        "provinces": "Carchi; El Oro; Esmeraldas; Manabí; Pichincha; Sucumbíos",
        "territories": "Tulcán; Huaquillas; Esmeraldas; Manta; Quito; Lago Agrio",
        "objectives": "7; 15",
        "principles": "a; f; g",
        "stated_goals": "",
        "derived_goals": "1; 3; 4; 5; 6; 7; 8; 10; 11; 16; 17",
        "actors": rows[0]["actors"],
        "assistance": rows[0]["assistance"],
        "groups": rows[0]["groups"],
        "population": "32000",
        "population_status": "",
        "budget_usd": "20000",
        "budget_status": "",
        "sustainability": "High",
        "keywords": "Guía de Alojamiento Temporal; Alojamiento Temporal",
    }
    document = client.get(f"/search.json?{query}").json()
    assert document["total"] == 5
    assert document["query"] == query
    assert document["url"] == f"http://testserver/search.json?{query}"
    assert document["practices"] == [explorer.entry(code).as_dict() for code in codes]  # type: ignore[union-attr]
    assert document["counts"]["area"] == {"AF": 1, "AH": 1, "GN": 2, "ISE": 6, "PC": 4}

    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/en/search.xlsx?{query}").content))
    sheet, about = book.worksheets
    assert (sheet.title, sheet.freeze_panes) == ("Experiences", "C2")
    assert sheet.column_dimensions["B"].width > 40
    head, *lines = [[cell.value for cell in row] for row in sheet.rows]
    assert head[:4] == ["Code", "Title", "Kind", "Area"]
    for line, row in zip(lines, rows, strict=True):
        assert ["" if value is None else str(value) for value in line] == list(row.values())
    population = sheet.cell(2, head.index("People assisted") + 1)
    assert (population.value, population.data_type) == (32000, "n")
    objectives = sheet.cell(2, head.index("Compact objectives") + 1)
    assert (objectives.value, objectives.data_type) == ("7; 15", "s")
    told = {row[0].value: row[1].value for row in about.rows}
    assert told["Source"].startswith("Lessons and good practices")  # type: ignore[union-attr]
    assert told["Date of the source"] == "2021"
    assert told["Filter: Area"] == "Humanitarian Assistance; Protection"
    assert told["Filter: Province"] == "Manabí"
    assert told["Version of the data"] == "v1"
    assert told["Experiences"] == 5
    assert told["URL"] == f"http://testserver/en/search.xlsx?{query}"


FORMULAS = ["=1+1", "+SUM(A1)", "-2+3", "@x", "#N/A", "\t=1", "a\x01b\x00c", "=" + "A" * 40_000]


def test_a_text_is_never_a_formula(graph: Graph, cards: list[Card]) -> None:
    label = ox.NamedNode(SKOS + "prefLabel")
    titles = {
        ox.NamedNode(expand(f"practice:{card.code}")): text
        for card, text in zip(cards, FORMULAS, strict=False)
    }
    kept = [t for t in graph.reading.triples if t.predicate != label or t.subject not in titles]
    told = [ox.Triple(node, label, ox.Literal(text)) for node, text in titles.items()]
    store = EmbeddedStore([*kept, *told], graph.derived)
    explorer = Explorer(store)
    listing = Listing(explorer, store, "es")
    found = explorer.search(Selection())
    content = listing.xlsx(found, "=HYPERLINK(1)", "=v", "2026-01-31")
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = list(csv.reader(io.StringIO(listing.csv(found), newline="")))
    for at, text in enumerate(FORMULAS, 2):
        cell = book.worksheets[0].cell(at, 2)
        clean = re.sub("[\x00\x01]", "\N{REPLACEMENT CHARACTER}", text)[:32_767]
        assert (cell.value, cell.data_type) == (clean, "s")
        assert rows[at - 1][1] == (f"'{text}" if text[0] in "=+-@\t" else text)
    for sheet in book.worksheets:
        assert {c.data_type for row in sheet.rows for c in row if c.value is not None} <= {"s", "n"}


# --- pages


def page(client: TestClient, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200, answer.headers
    return parse(answer.text)


def found_codes(shown: Element) -> list[str]:
    return [box.attributes["value"] for box in shown.all("input", name="code")]


def test_the_page_shows_results_counts_and_choices(client: TestClient, explorer: Explorer) -> None:
    shown = page(client, "/search.html?q=albergue&area=PC")
    found = explorer.search(explorer.selection([("q", "albergue"), ("area", "PC")]))
    assert found_codes(shown) == list(found.codes) != []
    assert shown.one("p", id_="status").text == "1 experiencia para «albergue»"
    boxes = {
        (box.attributes["name"], box.attributes["value"]): "checked" in box.attributes
        for box in shown.all("input", form="find")
    }
    assert boxes == {
        (name, each.value.code): each.chosen
        for name, counted in found.counts.items()
        for each in counted.shown
    }
    labels = {
        label.all("input")[0].attributes["id"]: label.all("span", class_="count")[0].text
        for label in shown.all("label")
        if label.all("span", class_="count")
    }
    assert labels["area-PC"] == "1"
    assert labels["goal-10"] == "◌1 derivadas, de 1"
    chips = shown.one("ul", class_="chips").all("a")
    assert [(chip.text, chip.attributes["href"]) for chip in chips] == [
        ("Quitar Área: Protección ×", "search.html?q=albergue"),
        ("Quitar todos", "search.html?q=albergue"),
    ]
    assert "albergue" in {mark.text for mark in shown.all("mark")}


def test_pages_hold_twenty_and_the_rest(client: TestClient, explorer: Explorer) -> None:
    first, second = page(client, "/search.html"), page(client, "/search.html?page=2")
    assert len(found_codes(first)) == PAGE == 20
    assert found_codes(first) + found_codes(second) == list(search(explorer))
    assert second.one("ol", class_="found").attributes["start"] == "21"
    assert first.one("a", rel="next").attributes["href"] == "search.html?page=2"
    assert second.one("a", rel="prev").attributes["href"] == "search.html"


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("q=&area=&sort=code", "search.html"),
        ("area=PC&q=a%20b&area=AH", "search.html?q=a+b&area=AH&area=PC"),
        ("page=99", "search.html?page=2"),
        ("area=protecci%C3%B3n", "search.html?area=PC"),
    ],
)
def test_another_address_leads_to_the_one(client: TestClient, asked: str, address: str) -> None:
    for folder in ("/", "/en/"):
        answer = client.get(f"{folder}search.html?{asked}")
        assert (answer.status_code, answer.headers["location"]) == (302, address)
        assert client.get(folder + address).status_code == 200


def test_an_address_is_the_same_after_any_selection(client: TestClient, explorer: Explorer) -> None:
    draw = random.Random(11)
    for _ in range(40):
        pairs = [
            (name, draw.choice(sorted(explorer.facets[name].values)))
            for name in draw.sample(FACETS, 3)
        ]
        pairs += [
            ("q", draw.choice(["ñandú & té?", "El Oro", "a+b%"])),
            ("sort", draw.choice(SORTS)),
        ]
        query = explorer.selection(pairs).query()
        assert client.get(f"/search.html?{query}").status_code == 200


def test_nothing_found_says_what_to_drop(client: TestClient, explorer: Explorer) -> None:
    shown = page(client, "/en/search.html?q=tablets&area=AH&province=01")
    nothing = shown.one("div", class_="nothing")
    assert [(link.text, link.attributes["href"]) for link in nothing.all("a")] == [
        ("Area", "search.html?q=tablets&province=01")
    ]
    assert "(1 experience)" in nothing.text
    assert search(explorer, ("q", "tablets"), ("province", "01")) == ("LA1_ISE",)
    assert page(client, "/search.html?q=xyzxyz").one("div", class_="nothing")


def test_a_typo_offers_the_right_word(client: TestClient) -> None:
    told = page(client, "/search.html?q=vivenda").one("p", class_="told")
    assert told.text == "Ningún texto dice «vivenda». ¿Quisiste decir vivienda?"
    assert told.one("a").attributes["href"] == "search.html?q=vivienda"


def test_other_things_that_match_are_near(client: TestClient) -> None:
    def also(path: str) -> list[tuple[str, str]]:
        return [
            (link.text, link.attributes["href"])
            for aside in page(client, path).all("aside", class_="also")
            for link in aside.all("a")
        ]

    assert also("/search.html?q=manabi")[0] == ("Manabí", "id/territory/13.html")
    assert also("/search.html?q=10.7")[0][1] == "sdg/10.html#10.7"
    assert ("id/actor/" in also("/en/search.html?q=cancilleria")[0][1]) is True
    assert also("/search.html") == []
    for _, path in also("/en/search.html?q=manabi"):
        assert client.get("/en/" + path.partition("#")[0]).status_code == 200


@pytest.mark.parametrize(
    ("query", "where"),
    [("are=AH", "are"), ("area=AX", "area=AX"), ("page=x", "page=x"), ("q=" + "a" * 9000, "q=aaa")],
)
@pytest.mark.parametrize("name", ["search.html", "search.csv", "search.json", "search.xlsx"])
def test_an_unknown_value_is_a_bad_request(
    client: TestClient, name: str, query: str, where: str
) -> None:
    answer = client.get(f"/en/{name}?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith(where)


def test_a_hundred_kilobytes_are_refused_at_once(client: TestClient, explorer: Explorer) -> None:
    for pair in (("q", "ab " * 33_000), ("area", "a" * 100_000), ("a" * 100_000, "b")):
        with pytest.raises(ParameterError) as raised:
            explorer.selection([pair])
        assert len(str(raised.value)) < 400
    for query in ("q=" + "ab+" * 20_000, "area=AH&" * 7_500, "a" * 60_000, "%00=%ff&" * 7_500):
        answer = client.get(f"/search.html?{query}")
        assert answer.status_code == 400
        assert answer.elapsed.total_seconds() < 1
        assert len(answer.content) < 2000


def test_hostile_data_and_words_stay_text(project: Project, graph: Graph) -> None:
    store = hostile(graph)
    served = Served("es", project, store, Direct(store, Limits()), "", "v1")
    with TestClient(application(served)) as client:
        markup = "<img src=x onerror=document.title=1>"
        for path in ("/search.html", "/search.html?" + urlencode({"q": markup, "area": "AH"})):
            answer = client.get(path)
            assert answer.status_code == 200
            shown = parse(answer.text)
            assert not shown.all("img")
            assert not shown.one("main").all("script")
            if path == "/search.html":
                assert {title.text for title in shown.all("h2", class_="title")} == {HOSTILE}
        answer = client.get("/compare.html?code=BP1_AH&code=BP2_AH")
        assert answer.status_code == 200
        assert not parse(answer.text).all("img")


# --- comparison


def test_a_comparison_tells_what_is_shared_and_what_is_not(
    client: TestClient, cards: list[Card], served: Served
) -> None:
    codes = ["BP1_AH", "BP3_AH", "LA1_AH"]
    chosen = [next(card for card in cards if card.code == code) for code in codes]
    shown = page(client, "/en/compare.html?" + urlencode([("code", code) for code in codes]))
    table = shown.one("table", class_="compared")
    rows = {row.all("th")[0].text: row.all("td") for row in table.all("tr") if row.all("td")}
    objectives = [set(map(str, card.objectives)) for card in chosen]
    marks = {"●": set.intersection(*objectives), "◆": set()}
    for cell, own in zip(rows["Compact objective"], objectives, strict=True):
        others = [each for each in objectives if each is not own]
        said = {li.all("a")[0].text.partition(".")[0]: li.one("span", class_="mark").text
                for li in cell.all("li")}  # fmt: skip
        assert set(said) == own
        for number, mark in said.items():
            alone = not any(number in other for other in others)
            assert mark == ("●" if number in marks["●"] else "◆" if alone else "·")
    people = [cell.text for cell in rows["Assisted population"]]
    assert people == ["32,000", "32,000", "Its form does not ask for it."]
    keywords = rows["Keyword"][0]
    assert [li.all("span", lang="es")[0].text for li in keywords.all("li")] == chosen[0].keywords
    assert "Derived" in table.text


def test_a_missing_value_has_its_reason(client: TestClient, served: Served) -> None:
    shown = page(client, "/en/compare.html?code=BP4_AH&code=BP1_AH")
    cells = shown.one("table").rows
    (people,) = [row[1:] for row in cells if row[0] == "Assisted population"]
    assert people[0].startswith("○ Malformed.")
    assert people[1] == "32,000"
    reader = csv.reader(io.StringIO(client.get("/en/compare.csv?code=BP4_AH&code=BP1_AH").text))
    rows = {row[0]: row[1:] for row in reader}
    assert rows["field"] == ["BP4_AH", "BP1_AH", "shared"]
    assert rows["Assisted population"][1] == "32000"
    assert rows["Assisted population"][0] == "(Malformed)"
    assert rows["Compact objective"][2].startswith("7. ")
    assert "; 15. " in rows["Compact objective"][2]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("code=BP1_AH", "2 to 4 experiences are compared, and you asked for 1. Go back"),
        ("", "2 to 4 experiences are compared, and you asked for 0. Go back"),
        ("code=BP1_AH&code=bp1_ah", "2 to 4 experiences are compared, and you asked for 1."),
        ("code=BP1_AH&code=BP2_AH&code=BP3_AH&code=BP4_AH&code=LA1_AH", "2 to 4 experiences"),
        ("code=BP1_AX&code=BP1_AH", "code=BP1_AX: no record has that code. It is close to"),
        ("code=BP1_AH&kode=BP2_AH", "kode: there is no such parameter."),
    ],
)
def test_only_two_to_four_known_ones_are_compared(
    client: TestClient, query: str, detail: str
) -> None:
    for name in ("compare.html", "compare.csv"):
        answer = client.get(f"/en/{name}?{query}")
        assert answer.status_code == 400
        assert answer.json()["detail"].startswith(detail)


def test_a_comparison_has_one_address(client: TestClient) -> None:
    answer = client.get("/compare.html?code=bp3_ah&code=BP1_AH&code=BP3_AH")
    assert answer.headers["location"] == "compare.html?code=BP3_AH&code=BP1_AH"


def test_any_two_can_be_compared(served: Served, client: TestClient, cards: list[Card]) -> None:
    draw = random.Random(5)
    content: Content = served.contents["es"]
    assert len(content.cards) == 34
    for _ in range(25):
        codes = draw.sample([card.code for card in cards], draw.choice([2, 3, 4]))
        query = urlencode([("code", code) for code in codes])
        assert client.get(f"/compare.html?{query}").status_code == 200
        assert json.dumps(codes) == json.dumps(
            next(csv.reader(io.StringIO(client.get(f"/compare.csv?{query}").text)))[1:-1]
        )
