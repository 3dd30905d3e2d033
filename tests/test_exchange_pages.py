"""The pages of matches, exchanges and plans: exact, whole, inert, and fit to be read anywhere."""

import csv
import io
import json
import posixpath
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from browser import check_desktop_and_phone, put_alone
from pages import Element, check_no_prefixed_name, check_well_built, parse
from saberesgraph.drawing.map.flows import Flow, flow_map
from saberesgraph.drawing.page import Place
from saberesgraph.exchange.matching import for_practice, for_territory
from saberesgraph.graph import Graph
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import PROLOGUE, RESOURCE
from saberesgraph.presence import read as presence
from saberesgraph.project import Project
from saberesgraph.results import text
from saberesgraph.site import calls, exchanges, matches, plans, records, submissions, things
from saberesgraph.site.content import Content, read_all
from saberesgraph.site.proposals import SHOWN
from saberesgraph.store.embedded import EmbeddedStore
from sites import HOSTILE

MADE_UP = Path(__file__).parent / "exchanges_on_pages.ttl"
KINDS = (matches, exchanges, plans)
# a province and a canton with much on record and with nothing, and practices of all sizes
SHOWN_PAGES = (
    "match/index.html", "match/territory/0401.html", "match/territory/02.html",
    "match/practice/BP1_AH.html", "match/practice/BP1_GN.html", "exchanges.html",
    "id/exchange/t1.html", "id/exchange/t4.html", "plans.html", "id/plan/agenda-2030.html",
    "id/plan/pnd-2024-2025.html",
)  # fmt: skip

# one of each template, which takes seconds in a browser
LOOKED_AT = (
    "match/index.html", "match/territory/02.html", "match/practice/BP1_AH.html", "exchanges.html",
    "id/exchange/t1.html", "plans.html", "id/plan/pnd-2024-2025.html",
)  # fmt: skip

Contents = dict[str, Content]
Read = Callable[..., Element]


@pytest.fixture(scope="module")
def contents(project: Project, graph: Graph) -> Contents:
    """What the pages show where exchanges are on record."""
    return read_all(project, EmbeddedStore([*graph.reading.triples, *_made_up()], graph.derived))


def _made_up() -> list[ox.Triple]:
    found = ox.parse(MADE_UP.read_bytes(), format=ox.RdfFormat.TURTLE)
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in found]


@pytest.fixture(scope="module")
def page_at(contents: Contents) -> Read:
    drawn = {
        language: dict(page for kind in (*KINDS, records, things) for page in kind.pages(content))
        for language, content in contents.items()
    }

    @cache
    def tree(path: str, language: str = "es") -> Element:
        return parse(drawn[language][path](Place(path, language, "es")))

    return tree


def links(page: Element, path: str) -> set[str]:
    """Where the links of a page lead, from the folder of its language."""
    found = set()
    for link in page.all("a"):
        address = link.attributes["href"]
        whole = path + address if address.startswith("#") else address
        if not address.startswith(("#", "http")):
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        found.add(whole)
    return found


# --- every page ---


def test_there_is_a_page_for_each_territory_practice_exchange_and_plan(contents: Contents) -> None:
    paths = [path for kind in KINDS for path, _ in kind.pages(contents["es"])]
    assert len(paths) == len(set(paths))
    counts: dict[str, int] = {}
    for path in paths:
        counts[posixpath.dirname(path)] = counts.get(posixpath.dirname(path), 0) + 1
    assert counts == {
        "": 4,  # exchanges and plans, each with its CSV
        "match": 1,
        "match/territory": 2 * (24 + 16),
        "match/practice": 2 * 26,
        "id/exchange": 6,
        "id/plan": 3,
    }
    files = [path for kind in KINDS for path, _ in kind.files(contents["es"])]
    assert len(files) == 24 + 16 + 26 + 1 + 6 + 1
    assert all(path.endswith(".json") for path in files)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SHOWN_PAGES)
def test_pages_are_well_built(path: str, language: str, page_at: Read) -> None:
    page = page_at(path, language)
    check_well_built(page, language)
    check_no_prefixed_name(page)
    ids = {each.attributes["id"] for each in page.walk() if "id" in each.attributes}
    for target in links(page, path):
        address, _, fragment = target.partition("#")
        if address == path and fragment:
            assert fragment in ids


# --- matches ---


def test_a_territory_shows_its_proposals_with_every_reason(
    contents: Contents, project: Project, page_at: Read
) -> None:
    store = contents["es"].store
    found = for_territory(project, store, "territory:0401", limit=SHOWN)
    page = page_at("match/territory/0401.html")
    assert page.one("h1").text == "Qué podría recibir Tulcán"
    assert [row[0] for row in page.one("table", class_="glance").rows] == list("123456")
    titles = [found.labels[match.practice]["es"] for match in found.matches]
    assert [row[1] for row in page.one("table", class_="glance").rows] == titles
    assert [section.one("h2").text for section in page.all("section", class_="match")] == [
        f"{rank}. {title}" for rank, title in enumerate(titles, 1)
    ]
    for match, section in zip(found.matches, page.all("section", class_="match"), strict=True):
        rows = section.one("table", class_="reasons").rows
        assert [row[0] for row in rows] == [reason.label["es"] for reason in match.reasons]
        for row, reason in zip(rows, match.reasons, strict=True):
            assert row[4].startswith(reason.sentence["es"])
            weight, points = (Decimal(row[at].lstrip("= ").replace(",", ".")) for at in (1, 3))
            assert weight == reason.weight
            assert points == reason.points
        for e in (e for reason in match.reasons for e in reason.evidence):
            if e.says == match.practice:
                assert " ".join(e.printed.split()) in section.text
            else:
                assert e.says.partition(":")[2] in section.text
        assert match.modality_reason["es"] in section.text
        for words in match.missing:
            assert words["es"] in section.text
    for note in found.notes:
        assert note["es"] in page.one("div", class_="gaps").text
    led = links(page, "match/territory/0401.html")
    assert {
        "id/territory/0401.html", "match/index.html", "match/territory/0401.csv",
        "match/territory/0401.json", *(f"id/practice/{m.practice[9:]}.html" for m in found.matches),
        *(f"match/practice/{m.practice[9:]}.html" for m in found.matches),
    } <= led  # fmt: skip


def test_a_practice_shows_who_could_receive_it(
    contents: Contents, project: Project, page_at: Read
) -> None:
    found = for_practice(project, contents["es"].store, "practice:BP1_AH", limit=SHOWN)
    page = page_at("match/practice/BP1_AH.html", "en")
    title = "Local agreements for temporary physical accommodation spaces"
    assert page.one("h1").text == f"Who could receive «{title}»"
    assert [section.one("h2").text for section in page.all("section", class_="match")] == [
        f"{rank}. {found.labels[match.territory]['en']}"
        for rank, match in enumerate(found.matches, 1)
    ]
    by_objective = page.one("ul", class_="columns").all("li")
    brought = {objective for match in found.matches for objective in match.objectives}
    assert len(by_objective) == len(brought)


def test_ties_and_thin_evidence_are_said(contents: Contents, page_at: Read) -> None:
    tied = thin = 0
    for curie in ("territory:02", "territory:0401", "practice:BP1_AF", "practice:BP1_AH"):
        found = contents["es"].proposals.of(curie)
        sections = page_at(f"{matches.path_of(curie)}.html").all("section", class_="match")
        for match, section in zip(found.matches, sections, strict=True):
            said = section.text
            assert (f"empate entre {match.tied}" in said) == (match.tied > 1)
            assert ("pocos datos" in said) == match.thin
            tied += match.tied > 1
            thin += match.thin
    assert tied
    assert thin


def test_the_list_tells_how_points_are_given(contents: Contents, page_at: Read) -> None:
    page = page_at("match/index.html")
    weights = page.after("weights")
    known = {
        text(label): Decimal(text(weight))
        for label, weight in contents["es"]
        .store.select(
            "PREFIX sab: <https://w3id.org/saberesgraph/ontology#> "
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "SELECT ?label ?weight WHERE { ?r a sab:MatchReason ; skos:prefLabel ?label ; "
            'sab:weight ?weight FILTER (LANG(?label) = "es") }'
        )
        .rows
    }
    assert {row[0]: Decimal(row[1]) for row in weights.rows} == known
    assert weights.one("tfoot").text.endswith("100")
    assert sum(known.values()) == 100
    assert all(len(row[2]) > 20 for row in weights.rows)
    assert len(page.after("territories").rows) == 40
    assert len(page.after("practices").rows) == 26
    led = links(page, "match/index.html")
    assert {f"{matches.path_of(curie)}.html" for curie in matches.matched(contents["es"])} <= led


def test_proposals_are_found_once_for_both_languages(contents: Contents) -> None:
    one, other = (content.proposals for content in contents.values())
    assert one is other
    assert one.of("territory:0401") is other.of("territory:0401")


def test_the_files_beside_a_match_page_tell_the_same(contents: Contents) -> None:
    found = contents["es"].proposals.of("territory:0401")
    told = json.loads(dict(matches.files(contents["es"]))["match/territory/0401.json"]())
    assert [match["practice"] for match in told["matches"]] == [m.practice for m in found.matches]
    assert told["maximum"] == 100
    first = told["matches"][0]
    assert first["score"] == float(found.matches[0].score)
    assert first["reasons"][0]["sentence"] == dict(found.matches[0].reasons[0].sentence)
    drawn = dict(matches.pages(contents["en"]))["match/territory/0401.csv"]
    rows = list(csv.DictReader(io.StringIO(drawn(Place("match/territory/0401.csv", "en", "es")))))
    assert len(rows) == sum(len(match.reasons) for match in found.matches)
    assert rows[0]["sentence"] == found.matches[0].reasons[0].sentence["en"]


def test_territories_and_practices_lead_to_their_matches(page_at: Read) -> None:
    for path, there in (
        ("id/territory/0401.html", "match/territory/0401.html"),
        ("id/territory/07.html", "match/territory/07.html"),
        ("id/practice/BP1_AH.html", "match/practice/BP1_AH.html"),
    ):
        assert there in links(page_at(path), path)
    for path in ("id/territory/EC.html", "id/practice/LA1_GN.html", "id/actor/oim.html"):
        assert not any(target.startswith("match/") for target in links(page_at(path), path))


# --- exchanges ---


def test_exchanges_are_told_in_a_table_with_their_steps(page_at: Read) -> None:
    page = page_at("exchanges.html")
    rows = page.after("table").rows
    assert [row[0] for row in rows] == ["t1", "t2", "t3", "t4", "t5", "t6"]
    assert rows[0][1:] == [
        "Acuerdos de alojamiento de Tulcán a Huaquillas "
        "Qué: Acuerdos locales para espacios físicos temporales de alojamiento",
        "● Terminado Pasos de t1 (3) 2024-11-20 ○ Propuesto 2024-12-02 ◔ Acordado "
        "Las dos partes firmaron. 2025-03-01 ● Terminado",
        "Gobiernos Autónomos Descentralizados (GAD) desde Tulcán",
        "Comités de Operaciones de Emergencia cantonales (COE cantonales) en Huaquillas",
        "Organización Internacional para las Migraciones (OIM)",
        "Cooperación técnica",
    ]
    assert [li.text for li in page.one("ul", class_="tally").all("li")] == [
        "2 ○ Propuesto", "1 ◔ Acordado", "1 ◑ En marcha", "1 ● Terminado", "1 ✕ Cancelado",
    ]  # fmt: skip
    assert "Fuera del mapa, porque a un lado no nombran provincia ni cantón: t4." in page.text


def test_the_map_has_an_arrow_for_each_way_and_says_its_status(page_at: Read) -> None:
    picture = page_at("exchanges.html").one("svg", class_="flow-map")
    assert [title.text for title in picture.all("title")] == [
        "Tulcán → Huaquillas: t1 Acuerdos de alojamiento de Tulcán a Huaquillas (Terminado)",
        "Quito → El Oro: t2 Redes de acogida de Quito (Propuesto)",
        "Quito → Guayaquil: t2 Redes de acogida de Quito (Propuesto)",
        "Huaquillas → Tulcán: t3 Visita de vuelta (Acordado)",
        "Quito → Quito: t5 Mesa cantonal (Cancelado)",
        "Imbabura → Galápagos: t6 Apenas un nombre (Propuesto)",
    ]
    labels = [each.text for each in picture.all("text")]
    assert labels[-6:] == ["t1", "t2", "t2", "t3", "t5", "t6"]
    assert sorted(labels[:-6]) == [
        "El Oro", "Galápagos", "Guayaquil", "Huaquillas", "Imbabura", "Quito", "Tulcán",
    ]  # fmt: skip
    legend = page_at("exchanges.html").one("ul", class_="keys")
    assert [li.text for li in legend.all("li")] == [
        "Propuesto", "Acordado", "Terminado", "Cancelado",
    ]  # fmt: skip


def test_arrows_of_one_pair_part_and_many_exchanges_share_one(contents: Contents) -> None:
    content = contents["es"]
    territories = presence(content.store, "es").territories
    flows = [
        Flow("0401", "0707", "proposed", ("a", "b", "c"), "three"),
        Flow("0401", "0707", "agreed", ("d",), "one"),
        Flow("0401", "99", "agreed", ("e",), "nowhere"),
    ]
    drawn = flow_map(content.boundaries, territories, flows, "es", "x", {"proposed": "P"})
    assert drawn is not None
    picture = parse(drawn)
    assert [title.text for title in picture.all("title")] == ["three", "one"]
    ways = [p.attributes["d"] for p in picture.all("path", fill="none") if "C" in p.attributes["d"]]
    assert len(set(ways)) == 2
    assert [each.text for each in picture.all("text")][-2:] == ["3 ×", "d"]
    assert flow_map(content.boundaries, territories, flows[2:], "es", "x", {}) is None


def test_the_network_joins_who_gives_with_who_receives(page_at: Read) -> None:
    picture = page_at("exchanges.html").one("svg", class_="diagram")
    assert len(picture.all("a")) == 6 + 4 + 4  # exchanges, givers, recipients
    assert len(picture.all("path")) == 2 * (6 + 7)  # a line and its head for each party
    led = {link.attributes["href"] for link in picture.all("a")}
    assert {"id/exchange/t1.html", "id/actor/gad.html", "id/actor/dialogo-diverso.html"} <= led
    assert "Con Organización Internacional" in picture.text


def test_an_exchange_has_a_page_with_what_was_learned(page_at: Read) -> None:
    page = page_at("id/exchange/t1.html")
    assert page.all("p", class_="kicker")[0].text == "t1 · Intercambio · ● Terminado"
    assert page.after("steps").text == (
        "2024-11-20 ○ Propuesto 2024-12-02 ◔ Acordado Las dos partes firmaron. "
        "2025-03-01 ● Terminado"
    )
    learned = page.after("learned")
    assert learned.text.startswith("Conviene firmar el acuerdo antes de la emergencia. Fichas que")
    assert [li.text[:6] for li in learned.all("li")] == ["LA1_GN"]
    led = links(page, "id/exchange/t1.html")
    assert {
        "id/practice/LA1_GN.html", "id/practice/BP1_AH.html", "id/actor/oim.html",
        "id/territory/0401.html", "exchanges.html", "id/call/2024.html",
        "ontology.html#modality-technical",
    } <= led  # fmt: skip
    assert "○ No consta todavía." in page_at("id/exchange/t4.html").after("learned").text
    assert not page_at("id/exchange/t4.html").all("svg", class_="flow-map")


def test_what_an_exchange_joins_leads_back_to_it(page_at: Read) -> None:
    for path, said in (
        ("id/practice/LA1_GN.html", "de él salió esta ficha"),
        ("id/practice/BP1_AH.html", "● Terminado"),
        ("id/territory/0707.html", "● Terminado"),
        ("id/actor/oim.html", "● Terminado"),
    ):
        assert said in page_at(path).after("exchanges").text
        assert "id/exchange/t1.html" in links(page_at(path), path)


def test_no_exchange_is_said_with_how_to_record_one(client: TestClient) -> None:
    page = parse(client.get("/exchanges.html").text)
    assert "No consta ningún intercambio." in page.one("div", class_="gaps").text
    assert "hoja «Intercambios»" in page.after("record").text
    assert not page.all("table")
    assert not page.all("svg")
    english = parse(client.get("/en/exchanges.html").text)
    assert "No exchange is on record." in english.text
    assert client.get("/exchanges.json").json() == []


def test_the_files_of_exchanges_tell_the_same(contents: Contents) -> None:
    content = contents["en"]
    drawn = dict(exchanges.pages(content))["exchanges.csv"](Place("exchanges.csv", "en", "es"))
    rows = list(csv.DictReader(io.StringIO(drawn)))
    assert [row["code"] for row in rows] == ["t1", "t2", "t3", "t4", "t5", "t6"]
    assert rows[0]["status"] == "Completed"
    assert rows[0]["status_date"] == "2025-03-01"
    assert rows[0]["records"] == "LA1_GN"
    assert rows[1]["to"] == "El Oro; Guayaquil"
    written = dict(exchanges.files(content))
    assert json.loads(written["exchanges.json"]())[0] == json.loads(
        written["id/exchange/t1.json"]()
    )


# --- plans ---


def test_a_plan_shows_what_serves_each_goal_and_what_serves_none(
    contents: Contents, page_at: Read
) -> None:
    plan = next(p for p in contents["es"].plans if p.curie == "plan:agenda-2030")
    page = page_at("id/plan/agenda-2030.html")
    assert page.one("p", class_="kicker").text == "Plan · Mundial · hasta 2030"
    rows = page.after("goals").rows
    assert [row[0] for row in rows] == [str(n) for n in range(1, 18)]
    for row, goal in zip(rows, plan.goals, strict=True):
        assert row[1] == goal.label["es"]
        assert row[2] == "0"
        assert row[3].startswith(str(len(goal.derived)))
        for each in goal.derived:
            assert each.practice[9:] in row[3]
    gaps = page.one("div", class_="gaps").text
    assert gaps.endswith("Vacíos: nada de lo que consta lleva a 2, 12, 13, 14, 15.")
    assert [li.text for li in page.one("ul", class_="tally").all("li")] == [
        "17 objetivos", "0 con fichas que lo declaran", "12 a los que solo lleva una regla",
        "5 sin nada que conste",
    ]  # fmt: skip
    assert "queries/plan-gaps.html" in links(page, "id/plan/agenda-2030.html")


def test_a_plan_without_a_correspondence_says_so(page_at: Read) -> None:
    page = page_at("id/plan/pnd-2024-2025.html")
    assert page.one("p", class_="kicker").text == "Plan · Nacional · 2024–2025"
    assert "Tampoco consta una correspondencia" in page.one("div", class_="gaps").text
    assert "No consta ninguna correspondencia con los ODS" in page.text
    assert all(row[2:] == ["0", "0"] for row in page.after("goals").rows)


def test_plans_are_listed_with_their_counts(page_at: Read) -> None:
    rows = page_at("plans.html").rows
    assert [row[1:] for row in rows] == [
        ["Nacional", "Ecuador", "2024–2025", "10", "0", "0", "10"],
        ["Mundial", "el mundo", "hasta 2030", "17", "0", "12", "5"],
        ["Mundial", "el mundo", "desde 2018", "23", "13", "0", "10"],
    ]


# --- served, hostile, in a browser ---


def test_a_server_gives_plans_and_matches_in_each_form(client: TestClient) -> None:
    for accept, media in (("text/html", "text/html"), ("text/turtle", "text/turtle")):
        answer = client.get("/id/plan/agenda-2030", headers={"accept": accept})
        assert answer.status_code in {200, 303}
        answer = client.get(answer.headers.get("location", "/id/plan/agenda-2030"),
                            headers={"accept": accept})  # fmt: skip
        assert answer.headers["content-type"].startswith(media)
    assert f"<{RESOURCE}plan/agenda-2030>" in client.get("/id/plan/agenda-2030.ttl").text or (
        "plan:agenda-2030" in client.get("/id/plan/agenda-2030.ttl").text
    )
    assert client.get("/match/territory/0401.json").json()["about"] == "territory:0401"
    assert client.get("/en/match/territory/0401.html").status_code == 200
    assert client.get("/en/match/territory/0401.csv").text.startswith("practice,territory,score")


def test_hostile_texts_never_become_markup(project: Project, graph: Graph, page_at: Read) -> None:
    def damaged(triple: ox.Triple) -> ox.Triple:
        if isinstance(triple.object, ox.Literal) and triple.object.language:
            value = ox.Literal(HOSTILE, language=triple.object.language)
            return ox.Triple(triple.subject, triple.predicate, value)
        return triple

    triples = map(damaged, [*graph.reading.triples, *_made_up()])
    content = read_all(project, EmbeddedStore(triples, graph.derived))["es"]
    drawn = dict(page for kind in KINDS for page in kind.pages(content))
    for path in SHOWN_PAGES:
        page = parse(drawn[path](Place(path, "es", "es")))
        assert HOSTILE in page.one("main").text, path
        assert not page.all("b"), path
        assert not page.all("img"), path
        assert len(page.all("script")) == len(page_at(path).all("script"))
        for each in page.walk():
            assert not [name for name in each.attributes if name.startswith("on")]


@pytest.mark.browser
@pytest.mark.parametrize("path", LOOKED_AT)
def test_pages_are_accessible_and_fit_a_phone(
    path: str, contents: Contents, tmp_path: Path, page: Page
) -> None:
    drawn = dict(each for kind in KINDS for each in kind.pages(contents["es"]))
    words = drawn[path](Place(path, "es", "es"))
    check_desktop_and_phone(page, put_alone(tmp_path, path, words))


@pytest.mark.browser
def test_words_of_the_pictures_stand_inside(contents: Contents, tmp_path: Path, page: Page) -> None:
    drawn = dict(exchanges.pages(contents["es"]))["exchanges.html"]
    words = drawn(Place("exchanges.html", "es", "es"))
    page.goto(put_alone(tmp_path, "exchanges.html", words).as_uri())
    outside = page.evaluate(
        """() => [...document.querySelectorAll("svg.flow-map text, svg.diagram text")].filter(t => {
            const a = t.getBoundingClientRect();
            const b = t.ownerSVGElement.getBoundingClientRect();
            return a.left < b.left - 1 || a.right > b.right + 1
                || a.top < b.top - 1 || a.bottom > b.bottom + 1;
        }).map(t => t.textContent)"""
    )
    assert outside == []
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("svg.diagram a")].map(a => {
            const box = a.querySelector("rect").getBBox();
            return [...a.querySelectorAll("text")].every(t => {
                const b = t.getBBox();
                return b.x >= box.x && b.x + b.width <= box.x + box.width
                    && b.y >= box.y && b.y + b.height <= box.y + box.height;
            });
        })"""
    )
    assert len(boxes) == 14
    assert all(boxes)


def test_what_has_its_name_elsewhere_has_no_page_and_breaks_none(
    project: Project, graph: Graph
) -> None:
    added = (
        PROLOGUE.replace("PREFIX ", "@prefix ").replace(">\n", "> .\n")
        + """
        <urn:other:x> a sab:Exchange ; skos:notation "x" ; skos:prefLabel "Otro"@es ;
            sab:giver actor:oim ; sab:recipient actor:cancilleria .
        <urn:other:call> a sab:Call ; skos:notation "c" ; skos:prefLabel "Otra"@es .
        <urn:other:s> a sab:Submission ; skos:notation "s" ; skos:prefLabel "Otra"@es .
        submission:lost a sab:Submission ; skos:notation "lost" ; skos:prefLabel "Perdida"@es ;
            sab:call call:nowhere ; sab:applicant actor:oim .
        plan:mine a sab:Plan ; skos:notation "mine" ; skos:prefLabel "Mío"@es .
        <urn:other:goal> a sab:PlanGoal ; skos:inScheme plan:mine ; skos:notation "1" ;
            skos:prefLabel "Meta"@es .
    """
    )
    triples = ox.parse(added, ox.RdfFormat.TURTLE)
    store = EmbeddedStore([*graph.reading.triples, *(quad.triple for quad in triples)])
    content = read_all(project, store)["es"]
    kinds = (exchanges, plans, calls, submissions)
    drawn = {path: draw for kind in kinds for path, draw in kind.pages(content)}
    assert not [path for path in drawn if "None" in path or "urn" in path]
    for path in ("exchanges.html", "plans.html", "id/plan/mine.html", "id/submission/lost.html"):
        assert "<h1" in drawn[path](Place(path, "es", "es")), path
    assert "exchanges.json" in dict(exchanges.files(content))
