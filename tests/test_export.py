"""Exports: all or a part of the data, the same in every format, described and checked."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from saberesgraph import jsonld
from saberesgraph.archives import zipped
from saberesgraph.cli import run
from saberesgraph.errors import EmptyInputError, ParameterError, UnknownNameError
from saberesgraph.exporting import linked
from saberesgraph.exporting.package import Package
from saberesgraph.exporting.part import Part, chosen, whole
from saberesgraph.exporting.sheet import SEPARATOR, Head, Sheet, metadata
from saberesgraph.exporting.tables import sheets
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.graph import Graph
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, ONTOLOGY, QUERIES_GRAPH, RESOURCE
from saberesgraph.practice.card import Card
from saberesgraph.project import Project
from saberesgraph.results import text

DCAT = "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module")
def everything(graph: Graph) -> Part:
    return whole(graph)


@pytest.fixture(scope="module")
def one(graph: Graph) -> Part:
    return chosen(graph, {}, fiches=["bp1_ah"])


@pytest.fixture(scope="module")
def packed(project: Project, one: Part) -> dict[str, bytes]:
    return Package(one, form(project), jsonld.context(project), "es").files()


def quads(part: Part) -> set[ox.Quad]:
    return {
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(name))
        for name, triples in part.graphs.items()
        for t in triples
    }


def test_the_whole_holds_each_graph_of_the_project(everything: Part, graph: Graph) -> None:
    assert everything.whole
    assert {name: set(found) for name, found in everything.graphs.items()} == graph.contents
    assert list(everything.graphs) == [ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH]
    assert len(everything.codes) == len(everything.records) == 34


def test_every_format_of_rdf_says_the_same(everything: Part, project: Project) -> None:
    said = quads(everything)
    terms = jsonld.context(project)
    for syntax, written in (
        (ox.RdfFormat.TRIG, linked.trig(everything)),
        (ox.RdfFormat.N_QUADS, linked.nquads(everything)),
        (ox.RdfFormat.JSON_LD, linked.json_ld(everything, terms)),
    ):
        assert set(ox.parse(written, format=syntax)) == said, syntax
    turtle = {quad.triple for quad in ox.parse(linked.turtle(everything), ox.RdfFormat.TURTLE)}
    assert turtle == {*everything.asserted, *everything.derived}


def test_what_is_derived_stands_apart_in_turtle_too(one: Part) -> None:
    stated, derived = linked.turtle(one).split("# Derived: no source says this.")
    assert stated.startswith("# Asserted: what sources state")
    for words, triples in ((stated, one.asserted), (f"# {derived}", one.derived)):
        assert {quad.triple for quad in ox.parse(words, ox.RdfFormat.TURTLE)} == set(triples)


def test_a_context_stands_inside_json_ld(one: Part, project: Project) -> None:
    document = json.loads(linked.json_ld(one, jsonld.context(project)))
    assert isinstance(document["@context"], dict)
    assert [graph["@id"] for graph in document["@graph"]] == [ASSERTED_GRAPH, DERIVED_GRAPH]


def test_a_part_holds_its_fiche_and_all_it_leads_to_but_no_other(
    one: Part, everything: Part
) -> None:
    assert (one.codes, one.whole) == (("BP1_AH",), False)
    fiche = ox.NamedNode(RESOURCE + "practice/BP1_AH")
    fiches = {
        t.subject.value
        for t in (*one.asserted, *one.derived)
        if isinstance(t.subject, ox.NamedNode) and "/id/practice/" in t.subject.value
    }
    assert fiches == {fiche.value}
    # the record is the whole's, statement by statement
    assert one.records == tuple(r for r in everything.records if r.code == "BP1_AH")
    about = {fiche} | {t.subject for t in everything.derived if t.object == fiche}
    assert set(one.derived) == {t for t in everything.derived if t.subject in about}
    # nothing that it names stays without a description
    described = {t.subject for t in one.asserted} | {t.subject for t in one.derived}
    named = {
        t.object
        for t in (*one.asserted, *one.derived)
        if isinstance(t.object, ox.NamedNode) and t.object.value.startswith((RESOURCE, ONTOLOGY))
    }
    assert named <= described
    assert set(one.asserted) < set(everything.asserted)


@pytest.mark.parametrize(
    ("filters", "more", "fits"),
    [
        ({"area": ["PC", "asistencia humanitaria"]}, {}, lambda card: card.area in {"PC", "AH"}),
        ({"kind": ["lesson_learned"]}, {}, lambda card: card.kind == "lesson_learned"),
        ({"objective": ["7"], "principle": ["g"]}, {},
         lambda card: 7 in card.objectives and "g" in card.principles),
        ({"actor": ["ong"]}, {}, lambda card: "ong" in {a["id"] for a in card.actors}),
        ({"goal": ["10"]}, {}, lambda card: "10" in codes(card.derived_goals)),
        ({"sustainability": ["medium"]}, {"territories": ["Tulcán"]},
         lambda c: c.sustainability == "medium" and "0401" in codes(c.territories)),
        ({}, {"territories": ["pichincha"]},
         lambda card: any(c[:2] == "17" for c in codes(card.territories))),
        ({}, {"territories": ["EC"]}, lambda card: bool(card.territories) or card.national),
        ({"area": ["PC"]}, {"fiches": ["BP1_PC", "BP1_AH"]}, lambda card: card.code == "BP1_PC"),
    ],
    ids=lambda given: "rule" if callable(given) else str(given),
)  # fmt: skip
def test_filters_choose_what_the_cards_say(
    graph: Graph, cards: list[Card], filters: Mapping[str, list[str]], more: object, fits: object
) -> None:
    assert isinstance(more, dict)
    assert callable(fits)
    expected = tuple(card.code for card in cards if fits(card))
    assert 0 < len(expected) < 34
    assert chosen(graph, filters, **more).codes == expected


def codes(found: list[dict[str, str]]) -> set[str]:
    return {each["code"] for each in found}


def test_what_does_not_exist_or_fit_is_told(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="BP1_AF, BP1_AH"):
        chosen(graph, {}, fiches=["BP1_AX"])
    with pytest.raises(ParameterError, match="it is no value of area"):
        chosen(graph, {"area": ["ZZ"]})
    with pytest.raises(ParameterError, match="Carchi"):
        chosen(graph, {}, territories=["Carchy"])
    with pytest.raises(
        EmptyInputError, match=r"^no record fits what was asked\. Remove a filter\.$"
    ):
        chosen(graph, {"area": ["AH"]}, fiches=["BP1_PC"])


def rows_of(sheet: Sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.csv(), newline="")))


def test_tables_hold_every_fiche_link_criterion_and_oddity(everything: Part) -> None:
    found = {sheet.name: rows_of(sheet) for sheet in sheets(everything)}
    assert [row["code"] for row in found["practices"]] == list(everything.codes)
    evidence = {
        text(t.subject)
        for t in (*everything.asserted, *everything.derived)
        if t.predicate.value == ONTOLOGY + "practice"
    }
    assert {row["evidence"] for row in found["links"]} == evidence
    assert len(found["links"]) == len(evidence)
    assert len(found["assessments"]) == sum(len(r.assessments) for r in everything.records)
    assert len(found["anomalies"]) == sum(len(r.anomalies) for r in everything.records)
    things = {row["iri"] for row in found["things"]}
    assert {row["item"] for row in found["links"]} <= things
    assert not any("/practice/" in iri for iri in things)


def test_a_row_says_what_its_fiche_says(everything: Part) -> None:
    tables = {sheet.name: rows_of(sheet) for sheet in sheets(everything)}
    row = next(row for row in tables["practices"] if row["code"] == "BP4_AH")
    record = next(record for record in everything.records if record.code == "BP4_AH")
    assert row["title_es"] == record.labels["es"]
    assert row["finding"] == record.prose["finding"]
    assert row["sustainability"] == record.prose["sustainabilityRationale"]
    assert (row["population"], row["population_status"]) == ("", "malformed")
    assert row["population_printed"] == "3,0000"
    assert (row["budget_usd"], row["budget_printed"]) == ("10000.0", "10,000 USD")
    assert row["keywords"].split(SEPARATOR) == list(record.keywords)
    link = next(row for row in tables["links"] if row["evidence"].endswith("/LA1_GN-area-GN"))
    assert link == {
        "code": "LA1_GN",
        "evidence": f"{RESOURCE}alignment/LA1_GN-area-GN",
        "link": "area",
        "item": f"{RESOURCE}area/GN",
        "item_code": "GN",
        "item_es": "General",
        "item_en": "General",
        "basis": "stated",
        "printed": "GENERAL",
        "field": "sab:area",
        "rule": "",
        "support": "",
    }
    derived = [row for row in tables["links"] if row["basis"] == "derived"]
    assert len(derived) > 500
    assert all(row["rule"] and row["support"] and not row["printed"] for row in derived)
    assert {row["link"] for row in derived} == {"derivedGoal", "derivedTarget"}


def test_the_metadata_describe_the_tables_as_csv_on_the_web_asks(everything: Part) -> None:
    """The rules of https://www.w3.org/TR/tabular-metadata/ that our metadata come under."""
    found = sheets(everything)
    document = json.loads(metadata(found))
    assert document["@context"] == "http://www.w3.org/ns/csvw"
    by_url = {table["url"]: table for table in document["tables"]}
    written = {sheet.file: rows_of(sheet) for sheet in found}
    assert by_url.keys() == written.keys()
    for url, table in by_url.items():
        schema = table["tableSchema"]
        names = [column["name"] for column in schema["columns"]]
        assert list(written[url][0]) == names == list(dict.fromkeys(names))
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in written[url]]
        assert len(set(keys)) == len(keys)
        for column in schema["columns"]:
            assert re.fullmatch("[a-z][a-z_]*", column["name"])
            assert column["titles"] == column["name"]
            assert column["datatype"] in {"string", "anyURI", "integer", "decimal", "boolean"}
            assert ("propertyUrl" in column) != column.get("suppressOutput", False)
            assert set(column) <= {
                "name", "titles", "dc:title", "datatype", "lang", "separator", "valueUrl",
                "propertyUrl", "suppressOutput",
            }  # fmt: skip
            for template in (column.get("valueUrl", ""), schema["aboutUrl"]):
                assert set(re.findall(r"\{\+?(\w+)\}", template)) <= set(names)
            cells = [row[column["name"]] for row in written[url] if row[column["name"]]]
            if column["datatype"] == "integer":
                assert all(re.fullmatch("[0-9]+", cell) for cell in cells)
        for key in schema.get("foreignKeys", ()):
            other = written[key["reference"]["resource"]]
            there = {row[key["reference"]["columnReference"]] for row in other}
            assert {row[key["columnReference"]] for row in written[url]} <= there
    assert [url for url in by_url if "foreignKeys" in by_url[url]["tableSchema"]] == [
        "links.csv", "assessments.csv", "anomalies.csv",
    ]  # fmt: skip
    titles = by_url["practices.csv"]["tableSchema"]["columns"][-1]["dc:title"]
    assert [each["@language"] for each in titles] == ["es", "en"]


def test_a_cell_that_a_spreadsheet_would_run_is_guarded() -> None:
    sheet = Sheet("t", ("", ""), "", (Head("a", ("", "")),), (("=1+1",), ("-7",), (None,)), ("a",))
    assert sheet.csv() == 'a\r\n\'=1+1\r\n-7\r\n""\r\n'


def test_a_package_holds_every_format_with_checksums(packed: dict[str, bytes]) -> None:
    assert sorted(packed) == [
        "LEEME.md", "LICENSE", "README.md", "SHA256SUMS", "datapackage.json", "dcat.ttl",
        "saberes.gexf", "saberes.graphml", "saberes.jsonld", "saberes.nq", "saberes.trig",
        "saberes.ttl", "saberes.xlsx", "tables/anomalies.csv", "tables/assessments.csv",
        "tables/csv-metadata.json", "tables/links.csv", "tables/practices.csv",
        "tables/things.csv",
    ]  # fmt: skip
    sums = packed["SHA256SUMS"].decode().splitlines()
    assert {line[66:]: line[:64] for line in sums} == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in packed.items()
        if name != "SHA256SUMS"
    }
    assert "CC BY 4.0" in packed["LICENSE"].decode()
    assert "© 2021 OIM" in packed["LICENSE"].decode()
    assert "Fichas: 1. Una parte: BP1_AH" in packed["LEEME.md"].decode()
    assert "Records: 1. A part: BP1_AH" in packed["README.md"].decode()


def test_dcat_tells_each_file_by_its_place_beside_it(packed: dict[str, bytes]) -> None:
    written = packed["dcat.ttl"]
    assert b"package.invalid" not in written
    here = "https://example.org/some/place/"
    said = {
        (text(t.subject), t.predicate.value): text(t.object)
        for t in ox.parse(written, ox.RdfFormat.TURTLE, base_iri=f"{here}dcat.ttl")
    }
    described = {}
    for (subject, predicate), value in said.items():
        if predicate == DCAT + "downloadURL":
            checksum = said[subject, SPDX + "checksum"]
            assert said[checksum, SPDX + "algorithm"] == SPDX + "checksumAlgorithm_sha256"
            described[value.removeprefix(here)] = (
                int(said[subject, DCAT + "byteSize"]),
                said[checksum, SPDX + "checksumValue"],
            )
    about = {"LEEME.md", "README.md", "LICENSE", "SHA256SUMS", "dcat.ttl", "datapackage.json"}
    assert described == {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in packed.items()
        if name not in about
    }
    assert said[f"{here}dcat.ttl#saberes.ttl", "http://purl.org/dc/terms/license"] == (
        "https://creativecommons.org/licenses/by/4.0/"
    )


def test_frictionless_tells_the_same_files(packed: dict[str, bytes]) -> None:
    document = json.loads(packed["datapackage.json"])
    assert document["name"] == "saberes-graph"
    for resource in document["resources"]:
        content = packed[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert re.fullmatch("[a-z0-9-]+", resource["name"])
        if "schema" in resource:
            head = content.decode().splitlines()[0].split(",")
            assert [field["name"] for field in resource["schema"]["fields"]] == head
    names = [resource["name"] for resource in document["resources"]]
    assert len(set(names)) == len(names) == 13


def test_the_network_and_the_form_are_those_of_the_part(
    packed: dict[str, bytes], one: Part, project: Project
) -> None:
    for name, read in (("saberes.gexf", nx.read_gexf), ("saberes.graphml", nx.read_graphml)):
        network = read(io.BytesIO(packed[name]))
        assert [node for node in network if node.startswith("practice:")] == ["practice:BP1_AH"]
        assert "objective:7" in network
    assert packed["saberes.xlsx"] == workbook(form(project), one.records, "es")


def test_another_process_writes_the_same_bytes(packed: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "package.zip"
    asked = [sys.executable, "-m", "saberesgraph", "export", "--code", "BP1_AH", "-o", str(file)]
    subprocess.run(asked, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert file.read_bytes() == zipped(packed)


@pytest.fixture
def _loaded(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verb takes the graph that is there already, and reads no file again."""
    monkeypatch.setattr("saberesgraph.graph.load", lambda project: graph)


@pytest.mark.usefixtures("_loaded")
def test_the_verb_writes_text_to_stdout(
    capfdbinary: pytest.CaptureFixture[bytes], one: Part
) -> None:
    assert run(["export", "-f", "trig", "--code", "BP1_AH"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.decode() == linked.trig(one)
    assert captured.err == b""


@pytest.mark.usefixtures("_loaded")
def test_the_verb_writes_a_folder_that_is_new_or_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "tablas"
    asked = ["export", "-f", "csv", "--code", "BP1_AH", "-o", str(folder)]
    for _ in range(2):
        assert run(asked) == 0
    assert capsys.readouterr().err == f"Fichas: 1. Listo: {folder}\n" * 2
    assert sorted(f.name for f in folder.iterdir() if not f.name.startswith(".")) == [
        "anomalies.csv", "assessments.csv", "csv-metadata.json", "links.csv", "practices.csv",
        "things.csv",
    ]  # fmt: skip
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file.txt").write_text("x", encoding="utf-8")
    assert run([*asked[:-1], str(tmp_path / "mine")]) == 2
    assert [f.name for f in (tmp_path / "mine").iterdir()] == ["file.txt"]


@pytest.mark.usefixtures("_loaded")
def test_the_extension_says_the_format(tmp_path: Path) -> None:
    for name in ("a.csv", "a.zip"):
        assert run(["export", "-f", "csv", "--code", "BP1_AH", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"code,kind,title_es")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "csv-metadata.json" in archive.namelist()
    assert run(["export", "--code", "BP1_AH", "-o", str(tmp_path / "a.xlsx")]) == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "export: it does not say in which format. Use -f, or one of these extensions: .ttl,"),
        (["-o", "x.pdf"], "x.pdf: it does not say in which format."),
        (["-f", "xlsx"], 'export: "xlsx" is no text. Say to which file it goes, with -o.\n'),
        (["-f", "turtle", "--code", "BP1_AX"], "BP1_AX: there is no such name."),
        (["-f", "turtle", "--code", "BP1_AH", "--area", "PC"], "no record fits what was asked."),
    ],
    ids=str,
)
def test_what_cannot_be_exported_is_told(
    asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", *asked, "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(said)
