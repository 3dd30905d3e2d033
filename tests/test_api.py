"""The API: exactly what the library and the command line say, and what OpenAPI promises."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.testclient import TestClient

from cases import CASES, Case
from pages import parse
from saberesgraph import coverage
from saberesgraph.cli import group
from saberesgraph.formats import csv as as_csv
from saberesgraph.graph import Graph
from saberesgraph.practice.card import Card
from saberesgraph.project import Project
from saberesgraph.queries import catalogue, named
from saberesgraph.web.api.operation import Argument, Call, Operation, Reply, read

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask(client: TestClient) -> Ask:
    """What an address of the API answers, which must be well."""

    def asked(path: str, **values: Any) -> Any:
        response = client.get(path, params=values or None)
        assert response.status_code == 200, response.text
        return response.json()

    return asked


@pytest.fixture(scope="module")
def document(ask: Ask) -> dict[str, Any]:
    found = ask("/api/openapi.json")
    assert isinstance(found, dict)
    return found


def fault(client: TestClient, path: str, language: str = "en") -> tuple[int, str]:
    """The status and the words of a request that fails, in the one body of errors."""
    response = client.get(path, params={"lang": language} if "lang=" not in path else None)
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["status"] == response.status_code
    assert "etag" not in response.headers
    return response.status_code, body["detail"]


def printed(*arguments: str) -> str:
    """What the command line prints."""
    found = CliRunner().invoke(group, arguments, catch_exceptions=False)
    assert found.exit_code == 0
    return found.stdout


def fits(document: dict[str, Any], path: str, body: Any) -> None:
    """Check that a body is what the document says of a path."""
    (content,) = document["paths"][path]["get"]["responses"]["200"]["content"].values()
    Draft202012Validator(content["schema"] | {"components": document["components"]}).validate(body)


# --- practices ---


def test_a_practice_is_what_show_prints(client: TestClient, cards: list[Card]) -> None:
    for card in cards:
        assert client.get(f"/api/practices/{card.code.lower()}").json() == card.as_dict()
    assert client.get("/api/practices/bp1_ah").text == printed("show", "BP1_AH", "-f", "json")


def test_practices_are_filtered_like_the_explorer(
    client: TestClient, ask: Ask, cards: list[Card]
) -> None:
    found = ask("/api/practices", area="AH", objective="7", per_page=100)
    wanted = [card.code for card in cards if card.area == "AH" and 7 in card.objectives]
    assert [each["code"] for each in found["practices"]] == wanted
    assert found["total"] == len(wanted) == 5
    response = client.get("/search.json", params={"area": "AH", "objective": "7"})
    assert [each["code"] for each in response.json()["practices"]] == wanted
    # a facet given twice takes either, and a label means its code
    either = ask("/api/practices?area=AH&area=ME&per_page=100")
    assert either["total"] == sum(card.area in {"AH", "ME"} for card in cards)
    assert (
        ask("/api/practices", province="el oro")["total"]
        == ask("/api/practices", province="07")["total"]
    )


def test_every_filter_finds_what_its_facet_counts(ask: Ask) -> None:
    facets = ask("/api/practices", facets="true")["facets"]
    assert list(facets) == [
        "kind", "area", "objective", "principle", "goal", "province", "actor", "sustainability",
        "basis",
    ]  # fmt: skip
    for name, facet in facets.items():
        for value in facet["values"]:
            found = ask("/api/practices", **{name: value["code"]}, per_page=1)
            assert found["total"] == value["total"], (name, value["code"])


def test_words_are_searched_for_and_results_sorted(ask: Ask, cards: list[Card]) -> None:
    assert ask("/api/practices", q="aljamiento")["total"] == ask(
        "/api/practices", q="alojamiento"
    )["total"] > 0  # fmt: skip
    found = ask("/api/practices", sort="population", fields="population", per_page=100)
    sizes = [each["population"] for each in found["practices"]]
    known = [card.population for card in cards if card.population is not None]
    assert sizes[: len(known)] == sorted(known, reverse=True)


def test_the_summary_of_a_practice_has_fields_of_its_card(ask: Ask, cards: list[Card]) -> None:
    by_code = {card.code: card.as_dict() for card in cards}
    for found in ask("/api/practices", per_page=100)["practices"]:
        card = by_code[found["code"]]
        assert found.pop("iri") == f"https://w3id.org/saberesgraph/id/practice/{card['code']}"
        assert found.pop("goals")["derived"] == [goal["code"] for goal in card["derived_goals"]]
        found.pop("provinces")
        assert found == {name: card[name] for name in found}


def test_fields_are_chosen(ask: Ask) -> None:
    (first, *_) = ask("/api/practices", fields="population, code")["practices"]
    assert list(first.items()) == [("population", 32000), ("code", "BP1_AH")]


def test_facets_are_counted(ask: Ask, cards: list[Card]) -> None:
    facets = ask("/api/practices", facets="true")["facets"]
    counts = {each["code"]: each["total"] for each in facets["area"]["values"]}
    areas = [card.area for card in cards]
    assert counts == {area: areas.count(area) for area in counts}
    assert sum(counts.values()) == 34
    assert "facets" not in ask("/api/practices")


@pytest.mark.parametrize(
    ("path", "key", "size"),
    [("/api/practices", "practices", 7), ("/api/queries/crosswalk", "rows", 100)],
)
def test_the_pages_add_up(client: TestClient, path: str, key: str, size: int) -> None:
    whole = client.get(path, params={"per_page": 100 if key == "practices" else 1000}).json()[key]
    url, found, seen = f"{path}?per_page={size}", [], []
    while url:
        response = client.get(url)
        body = response.json()
        found += body[key]
        seen.append(body["page"])
        links = {
            name: address
            for address, name in re.findall(r'<([^>]*)>; rel="(\w+)"', response.headers["link"])
        }
        places = {name: int(parse_qs(urlsplit(u).query)["page"][0]) for name, u in links.items()}
        assert places == {
            "first": 1,
            "last": body["pages"],
            **({"prev": body["page"] - 1} if body["page"] > 1 else {}),
            **({"next": body["page"] + 1} if body["page"] < body["pages"] else {}),
        }
        url = links.get("next", "")
    assert found == whole
    assert seen == [*range(1, -(-len(whole) // size) + 1)]
    beyond = client.get(path, params={"per_page": size, "page": 1_000_000})
    assert beyond.json()[key] == []
    assert f'page={seen[-1]}>; rel="prev"' in beyond.headers["link"]


# --- coverage ---


@pytest.mark.parametrize("name", coverage.NAMES)
def test_coverage_is_the_matrix(ask: Ask, client: TestClient, graph: Graph, name: str) -> None:
    rows, _, columns = name.partition("-by-")
    found = ask("/api/coverage", rows=rows, columns=columns, lang="en")
    matrix = coverage.matrix(graph.store, name, "en")
    assert (found["name"], found["title"], found["derived"]) == (name, matrix.title, rows == "goal")
    assert [each["code"] for each in found["rows"]] == [head.code for head in matrix.rows]
    assert [each["label"] for each in found["columns"]] == [h.label for h in matrix.columns]
    assert found["counts"] == [
        [len(matrix.of(row, column)) for column in matrix.columns] for row in matrix.rows
    ]
    assert [each["total"] for each in found["rows"]] == [len(matrix.of_row(r)) for r in matrix.rows]
    assert found["total"] == len(matrix.all)
    assert found["gaps"]["rows"] == [head.code for head in matrix.empty_rows]
    response = client.get(
        "/api/coverage.csv", params={"rows": rows, "columns": columns, "lang": "en"}
    )
    assert response.text == coverage.csv(matrix, "en")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"


def test_a_matrix_may_not_be_there(client: TestClient) -> None:
    status, words = fault(client, "/api/coverage?rows=principle&columns=province&lang=en")
    assert status == 400
    assert words.startswith("rows=principle&columns=province: there is no such matrix.")


# --- named queries ---


def test_the_list_of_queries_is_that_of_the_command_line(ask: Ask) -> None:
    found = ask("/api/queries")
    assert found["queries"] == json.loads(printed("queries", "-f", "json"))
    assert found["total"] == len(found["queries"])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_answer_is_that_of_the_library_and_fits_its_schema(
    client: TestClient,
    ask: Ask,
    project: Project,
    graph: Graph,
    document: dict[str, Any],
    case: Case,
) -> None:
    query = named(project, case.query)
    table = query.run(graph.store, "es", case.given)
    found = ask(f"/api/queries/{case.query}", **case.given, per_page=1000)
    fits(document, f"/api/queries/{case.query}", found)
    assert found["total"] == len(table.rows)
    assert [each["name"] for each in found["columns"]] == list(table.columns)
    texts = [
        {
            name: "" if value is None else str(value).lower() if isinstance(value, bool) else value
            for name, value in row.items()
        }
        for row in found["rows"]
    ]
    for row, record in zip(texts, table.records(), strict=True):
        for name, words in record.items():
            kind = query.columns[name].type
            same = float(words) == row[name] if kind in {"integer", "decimal"} and words else (
                words == row[name]
            )  # fmt: skip
            assert same, (name, words, row[name])
    response = client.get(f"/api/queries/{case.query}.csv", params=case.given)
    assert response.text == as_csv(table)


def test_values_have_types(ask: Ask) -> None:
    row = ask("/api/queries/budget-per-person", area="ISE")["rows"][0]
    wanted = {
        "code": "BP1_ISE", "ratio": 0.05, "budget": 5000, "people": 106000,
        "repeatedPeople": False, "repeatedBudget": True,
        "practice": "https://w3id.org/saberesgraph/id/practice/BP1_ISE",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert row["repeatedBudget"] is True


def test_parameters_are_told_with_their_defaults(ask: Ask) -> None:
    assert ask("/api/queries/objective-practices", territory="Quito")["parameters"] == {
        "objective": "15",
        "territory": "1701",
        "national": False,
    }
    assert ask("/api/queries/similar-practices", minimum="2")["parameters"] == {
        "practice": "BP1_AH",
        "minimum": 2,
    }
    assert ask("/api/queries/experiences")["parameters"] == {"area": None}


def test_the_longest_number_that_is_taken_fits_its_schema(
    ask: Ask, document: dict[str, Any]
) -> None:
    path, most = "/api/queries/similar-practices", 10**18 - 1
    found = ask(path, minimum=str(most))
    assert (found["total"], found["parameters"]["minimum"]) == (0, most)
    fits(document, path, found)


def test_labels_are_in_the_language_asked_for(ask: Ask) -> None:
    found = ask("/api/queries/experiences", lang="en", area="ME")
    assert found["title"] == "Index of experiences"
    assert {row["kind"] for row in found["rows"]} == {"Good practice"}
    assert {row["name"] for row in found["rows"]} == {"Monitoring and Evaluation"}


# --- errors ---


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/practices/BP1_AX", 404, "there is no such name. It is close to BP1_"),
        ("/api/practices/" + "9" * 5000, 404, "there is no such name"),
        ("/api/practices/BP1%3FAH", 404, "BP1?AH: there is no such name"),
        ("/api/practices%3Farea=AH", 404, "there is nothing here"),
        ("/api/practices?areas=AH", 400, "Did you mean area?"),
        ("/api/practices?area=XX", 400, "area=XX: it is no value of area"),
        ("/api/practices?page=0", 400, "page=0: it is no number from 1 to 1000000"),
        ("/api/practices?page=" + "9" * 150, 400, "it is no number from 1 to 1000000"),
        ("/api/practices?page=٣", 400, "it is no number from 1 to 1000000"),
        ("/api/practices?per_page=101", 400, "it is no number from 1 to 100. Write for example 20"),
        ("/api/practices?page=1&page=2", 400, "page=2: it is given twice"),
        ("/api/practices?q=" + "x" * 201, 400, "it has more than 200 characters"),
        ("/api/practices?fields=code,lable", 400, "Did you mean label?"),
        ("/api/practices?facets=maybe", 400, "The values are true, false"),
        ("/api/practices?sort=size", 400, "it is no value of sort"),
        ("/api/practices?" + "&".join(["area=AH"] * 301), 400, "more than 300 parameters"),
        ("/api/coverage?rows=objectives", 400, "Did you mean objective?"),
        ("/api/coverage?by=area", 400, 'it has no parameter "by"'),
        ("/api/queries/objective-practice", 404, "It is close to objective-practices"),
        ("/api/queries/objective-practices?objetive=7", 400, "Did you mean objective?"),
        ("/api/queries/objective-practices?objective=24", 400, "objective. The values are 1, 2,"),
        ("/api/queries/objective-practices?territory=Quitoo", 400, "It is close to Quito (1701)"),
        ("/api/queries/objective-practices?national=perhaps", 400, "it is neither yes nor no"),
        ("/api/queries/similar-practices?minimum=2.5", 400, "it is not a whole number"),
        ("/api/queries/objective-pairs.csv?page=2", 400, 'it has no parameter "page"'),
        ("/api/nothing", 404, "there is nothing here"),
        ("/api/practices/", 404, "there is nothing here"),
        ("/api/practices/a/b", 404, "there is nothing here"),
    ],
)
def test_what_is_wrong_is_told_in_the_one_body(
    client: TestClient, path: str, status: int, words: str
) -> None:
    told = fault(client, f"{path}&lang=en" if "?" in path else path)
    assert told[0] == status
    assert words in told[1]
    assert len(told[1]) < 6000


def test_a_wrong_language_is_an_error(client: TestClient) -> None:
    assert fault(client, "/api/practices?lang=fr") == (
        400,
        "lang=fr: no es un valor de lang. Los valores son es, en.",
    )


def test_markup_in_an_address_stays_text(client: TestClient) -> None:
    hostile = "%3Cscript%3Ealert(1)%3C/script%3E"
    for path in (f"/api/practices?q={hostile}", f"/api/practices?{hostile}=1&area=AH"):
        response = client.get(path, headers={"Accept": "text/html, */*;q=0.8"})
        assert "<script>alert" not in response.text
        assert "<script>" not in response.headers.get("link", "")
    response = client.get("/api/queries/text-search", params={"text": "<script>alert(1)</script>"})
    assert response.json()["parameters"] == {"text": "<script>alert(1)</script>"}
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api", "/api/practices", "/api/queries/calls.csv"])
def test_only_reading_is_possible(client: TestClient, path: str) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        response = client.request(method, path, params={"lang": "en"})
        assert response.status_code == 405
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}
        assert response.json() == {
            "type": "urn:saberesgraph:request",
            "title": f"the request {method} is of no use here",
            "status": 405,
            "detail": f"{path}: the request {method} is of no use here.",
        }
    assert client.head(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "media", "accept"),
    [
        ("/api/practices", "application/json", "text/csv"),
        ("/api/practices/BP1_AH", "application/json", "text/turtle, image/*"),
        ("/api/queries/calls", "application/json", "application/json;q=0, text/csv"),
        ("/api/queries/calls.csv", "text/csv", "application/json"),
    ],
)
def test_another_media_type_than_there_is_is_not_given(
    client: TestClient, path: str, media: str, accept: str
) -> None:
    response = client.get(path, params={"lang": "en"}, headers={"Accept": accept})
    assert response.status_code == 406
    assert response.json()["detail"] == (
        f"Accept: this is given as {media}, which is not what you ask for. Ask for {media}."
    )
    assert response.headers["vary"] == "Accept"
    for right in ("*/*", f"{media};q=0.1, text/html", media.split("/", maxsplit=1)[0] + "/*", ""):
        assert client.get(path, headers={"Accept": right}).status_code == 200


# --- what a client keeps ---


def test_an_answer_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/practices?area=AH")
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    again = client.get("/api/practices?area=AH", headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get("/api/practices?area=ME", headers={"If-None-Match": tag})
    assert other.status_code == 200


# --- OpenAPI ---


def test_the_document_is_valid(document: dict[str, Any], ask: Ask) -> None:
    OpenAPIV31SpecValidator(document).validate()
    assert ask("/api/openapi.json", lang="en")["paths"].keys() == document["paths"].keys()
    names = [each["get"]["operationId"] for each in document["paths"].values()]
    assert len(names) == len(set(names))


def test_every_path_of_the_document_answers_as_it_says(
    client: TestClient, document: dict[str, Any], project: Project
) -> None:
    queries = catalogue(project)
    assert set(document["paths"]) == {
        "/api", "/api/openapi.json", "/api/practices", "/api/practices/{code}",
        "/api/coverage", "/api/coverage.csv", "/api/queries",
        *(f"/api/queries/{name}{suffix}" for name in queries for suffix in ("", ".csv")),
    }  # fmt: skip
    for path, described in document["paths"].items():
        response = client.get(path.replace("{code}", "LN1_GN"))
        assert response.status_code == 200
        (media,) = described["get"]["responses"]["200"]["content"]
        assert response.headers["content-type"].partition(";")[0] == media
        if media == "application/json":
            fits(document, path, response.json())


def test_every_practice_fits_its_schema(
    document: dict[str, Any], cards: list[Card], ask: Ask
) -> None:
    components = {"components": document["components"]}
    one = Draft202012Validator({"$ref": "#/components/schemas/Practice"} | components)
    for card in cards:
        one.validate(json.loads(json.dumps(card.as_dict())))
    many = Draft202012Validator({"$ref": "#/components/schemas/Practices"} | components)
    many.validate(ask("/api/practices", per_page=100, facets="true"))
    assert not one.is_valid(cards[0].as_dict() | {"kind": "rumour"})


def test_errors_fit_their_schema(client: TestClient, document: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/Problem", "components": document["components"]}
    for path, status in (("practices?page=x", "400"), ("practices/x", "404"), ("queries/x", "404")):
        response = client.get(f"/api/{path}")
        assert str(response.status_code) == status
        Draft202012Validator(schema).validate(response.json())
    for path, described in document["paths"].items():
        told = {"200", "304", "400", "406", "default"} | ({"404"} if "{" in path else set())
        assert set(described["get"]["responses"]) == told


def test_the_values_of_a_parameter_are_those_of_the_data(document: dict[str, Any]) -> None:
    def values(path: str, name: str) -> Any:
        parameters = document["paths"][path]["get"]["parameters"]
        (schema,) = [each["schema"] for each in parameters if each["name"] == name]
        return schema.get("items", schema)

    assert values("/api/practices", "area")["enum"] == ["AF", "AH", "GF", "GN", "ISE", "ME", "PC"]
    objective = values("/api/queries/objective-practices", "objective")
    assert objective == {"type": "string", "enum": [str(n) for n in range(1, 24)], "default": "15"}
    assert values("/api/queries/similar-practices", "minimum") == {"type": "integer", "default": 4}


def test_an_undeclared_parameter_is_refused_by_what_declares_it() -> None:
    size = Argument("size", {}, {"type": "integer", "minimum": 1, "maximum": 9, "default": 3})
    operation = Operation("/x", "x", "api", {}, (size,), {}, lambda call: Reply(call.values))
    assert read(operation, []) == ({"size": 3}, [])
    values, asked = read(operation, [("size", " 7 ")])
    assert operation.answer(Call(values, asked, "en")).body == {"size": 7}


# --- for people ---


def test_the_start_has_links_for_programs_and_a_page_for_people(client: TestClient) -> None:
    for start in ("/api", "/api/"):
        for link in client.get(start).json()["links"]:
            assert client.get(urlsplit(link["href"]).path).status_code == 200
        response = client.get(start, headers={"Accept": "text/html"})
        assert response.status_code == 303
        assert response.headers["vary"] == "Accept"
        place = client.get(response.url.join(response.headers["location"]))
        assert place.url.path == "/api.html"
        assert place.status_code == 200


def test_the_documentation_tells_every_operation_and_its_links_lead_somewhere(
    client: TestClient, document: dict[str, Any], project: Project
) -> None:
    page = parse(client.get("/api.html").text)
    told = {code.text.removeprefix("GET ") for code in page.all("code")}
    paths = {path for path in document["paths"] if not path.startswith("/api/queries/")}
    assert paths | {"/api/queries/NAME", "/api/queries/NAME.csv"} <= told
    links = {link.attributes["href"] for link in page.one("main").all("a")}
    listed = {f"queries/{name}.html" for name in catalogue(project)}
    answers = {f"api/queries/{name}?lang=es" for name in catalogue(project)}
    assert listed | answers < links
    for address in links - listed - answers:
        assert client.get(f"/{address}").status_code == 200, address
    english = parse(client.get("/en/api.html").text)
    assert english.one("h1").text == "API: asking from a program"
    assert "../api/openapi.json?lang=en" in {a.attributes["href"] for a in english.all("a")}


def test_the_example_in_python_runs(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    cards: list[Card],
) -> None:
    page = parse(client.get("/en/api.html").text)
    (example,) = [each for each in page.all("code") if "urlopen" in each.text]
    code = "".join(each for each in example.children if isinstance(each, str))
    monkeypatch.setattr("urllib.request.urlopen", lambda url: io.BytesIO(client.get(url).content))
    exec(code, {})
    assert [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()] == [
        [card.code, card.label["en"]] for card in cards if 7 in card.objectives
    ]


def test_tables_open_in_a_spreadsheet(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/api/queries/experiences.csv").text)))
    assert {len(row) for row in rows} == {len(rows[0])}
