"""The merge report."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from saberesgraph.fiches import documents, rdf
from saberesgraph.fiches.draft import Place, Remark
from saberesgraph.fiches.importing import comparison
from saberesgraph.fiches.importing.comparison import Agreement, Comparison, compare
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.fiches.values.known import known
from saberesgraph.fiches.values.normalising import normalise
from saberesgraph.graph import Graph
from saberesgraph.project import Project
from saberesgraph.reading import read

CATALOGUE = Path(__file__).parents[2] / "shared" / "seeds" / "000_e769a97ef4105dd0.txt"
REMARK = Remark(Place("a.txt", line=3), "budgetUSD", "no se lee", "it does not read")


@pytest.fixture(scope="module")
def records(project: Project) -> dict[str, Record]:
    files = [file for file in project.data_files if file.parent.name == "practices"]
    return {file.stem: rdf.of(read([file]).triples, file.stem) for file in files}


@pytest.fixture(scope="module")
def changed(records: dict[str, Record]) -> Comparison:
    """BP1_AH read otherwise than it is on file, BP1_AF as it is, and a fiche that is not there."""
    record = records["BP1_AH"]
    read_ = replace(
        record,
        budget=Figure(Decimal("2500.50"), "", "2.500,50"),
        population=Figure(None, "absent", None),
        links=tuple(link for link in record.links if link.link != "actor"),
        prose={**record.prose, "finding": "Otras palabras.\x1b[31m", "success": "Algo."},
        keywords=record.keywords[::-1],
    )
    other = replace(record, code="BP99_AH")
    on_file = {code: records[code] for code in ("BP1_AF", "BP1_AH", "BP2_AH")}
    return compare([(read_, [REMARK]), (other, []), (records["BP1_AF"], [])], on_file)


def test_each_field_says_how_both_agree(changed: Comparison) -> None:
    rows = {(row.code, row.field): row for row in changed.rows}
    assert {
        field: (row.agreement.value, row.read, row.on_file)
        for (code, field), row in rows.items()
        if code == "BP1_AH" and row.agreement is not Agreement.SAME and field != "finding"
    } == {
        "assistedPopulation": ("only_on_file", "", "32000"),
        "budgetUSD": ("different", "2500.5", "1500"),
        "actor": ("only_on_file", "", "actores-locales; oim; socios-implementadores"),
        "success": ("only_read", "Algo.", ""),
    }
    assert rows["BP1_AH", "finding"].agreement is Agreement.REWORDED
    assert rows["BP1_AH", "finding"].agrees
    assert rows["BP1_AH", "keyword"].agreement is Agreement.SAME
    assert rows["BP1_AH", "budgetUSD"].why == {"es": "no se lee", "en": "it does not read"}
    assert all(row.agrees for row in changed.rows if row.code == "BP1_AF")
    assert (changed.unread, changed.unfiled) == (("BP2_AH",), ("BP99_AH",))


def test_agreement_is_counted_by_field(changed: Comparison) -> None:
    assert changed.fields["budgetUSD"] == (1, 2)
    assert changed.fields["objective"] == (2, 2)
    assert changed.fields["success"] == (0, 1)
    assert [row.field for row in changed.differences] == [
        "assistedPopulation", "budgetUSD", "actor", "success",
    ]  # fmt: skip


def test_the_report_in_text_and_markdown(changed: Comparison) -> None:
    spanish = comparison.text(changed, "es")
    assert "│ budgetUSD               │       1 │      2 │  50 │" in spanish
    assert "│ BP1_AH │ budgetUSD          │ distinto            │ 2500.5 │ 1500" in spanish
    assert spanish.endswith("\nGuardadas y no leídas: BP2_AH\n\nLeídas y no guardadas: BP99_AH\n")
    english = comparison.as_markdown(changed, "en")
    assert english.startswith("## Agreement by field\n\n| field | agree | records | % |\n")
    row = "| BP1_AH | budgetUSD | different | 2500.5 | 1500 | it does not read |"
    assert row in english.splitlines()
    assert "\x1b" not in spanish + english


def test_the_report_for_machines(changed: Comparison) -> None:
    report = json.loads(comparison.as_json(changed, "es"))
    assert report["fields"]["budgetUSD"] == {"agree": 1, "total": 2, "percent": 50.0}
    assert report["unread"] == ["BP2_AH"]
    assert report["unfiled"] == ["BP99_AH"]
    (row,) = [
        row for row in report["rows"] if (row["code"], row["field"]) == ("BP1_AH", "budgetUSD")
    ]
    assert row == {
        "code": "BP1_AH",
        "field": "budgetUSD",
        "agreement": "different",
        "read": "2500.5",
        "on_file": "1500",
        "why": {"es": "no se lee", "en": "it does not read"},
    }


def test_a_hundred_percent_is_said_only_of_all() -> None:
    row = comparison.Row("A", "actor", Agreement.SAME, "", "", {"es": "", "en": ""})
    rows = (*[row] * 2999, replace(row, agreement=Agreement.DIFFERENT))
    report = json.loads(comparison.as_json(Comparison(rows, (), ()), "es"))
    assert report["fields"]["actor"]["percent"] == 99.9


@pytest.mark.skipif(not CATALOGUE.exists(), reason="needs the text of the catalogue")
def test_the_catalogue_is_read_as_people_read_it(graph: Graph, records: dict[str, Record]) -> None:
    everything = known(graph.store)
    drafts = documents.read(CATALOGUE.read_text(encoding="utf-8").split("\n"), "a.txt").drafts
    alone = [normalise(draft, everything) for draft in drafts]
    read_ = compare([(n.reading, n.remarks) for n in alone if n.reading], records)
    assert (read_.unread, read_.unfiled) == ((), ())
    # what the form has a field of its own for: read without help from what is on file
    for field in ("kind", "assistedPopulation", "budgetUSD", "keyword", "area", "territory",
                  "actor", "principle", "objective", "sustainability", "lessonSign"):  # fmt: skip
        assert read_.fields[field] == (34, 34)
    others = {"assistance", "mentionedActor", "replicator", "population", "assessment"}
    assert {row.field for row in read_.differences} == others
    # and with what people decided before for the same words, everything
    filed = [normalise(draft, everything, records[draft.code]) for draft in drafts]
    both = compare([(n.reading, n.remarks) for n in filed if n.reading], records)
    assert both.differences == ()
    assert [r.read for n in filed for r in n.remarks if r.rejects] == []
    for normalised in filed:
        assert normalised.record is not None
        links = {(link.link, link.item) for link in normalised.record.links}
        on_file = records[normalised.record.code]
        assert links == {(link.link, link.item) for link in on_file.links}
