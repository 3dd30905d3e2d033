"""Rows of submissions, actors and sources: what they state, and what is not taken."""

from collections.abc import Mapping

import pytest

from saberesgraph.fiches.draft import Place, Text
from saberesgraph.fiches.importing.actor import actor
from saberesgraph.fiches.importing.entry import Entry
from saberesgraph.fiches.importing.moments import moment
from saberesgraph.fiches.importing.source_document import source_document
from saberesgraph.fiches.importing.submission import submission
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.known import Known, known
from saberesgraph.graph import Graph

PLACE = Place("x.xlsx", sheet="Hoja", cell="A4")
GOOD = {
    "code": "ferias-2024",
    "call": "2024",
    "label-es": "Ferias",
    "applicant": "OIM",
    "source": "guide-intercooperation-2024",
    "contact": "x@example.org",
}
SOURCE = {"code": "hoja", "label-es": "Hoja", "label-en": "Sheet", "publisher": "OIM"}


@pytest.fixture(scope="module")
def names(graph: Graph) -> Known:
    return known(graph.store)


def row(cells: Mapping[str, str]) -> Row:
    letters = {key: chr(ord("A") + number) for number, key in enumerate(cells)}
    texts = {
        key: Text(words, Place("x.xlsx", sheet="Hoja", cell=f"{letters[key]}4"))
        for key, words in cells.items()
        if words
    }
    return Row(PLACE, texts, columns=letters)


def stated(entry: Entry) -> str:
    return "\n".join(map(str, entry.triples))


def told(entry: Entry) -> list[tuple[str, str, bool]]:
    return [(each.place.cell, each.en, each.rejects) for each in entry.remarks]


def test_a_contact_is_nowhere_in_the_graph(names: Known) -> None:
    entry = submission(row(GOOD), names)
    assert entry.file.as_posix() == "exchange/submissions/ferias-2024.ttl"
    assert "example.org" not in stated(entry)
    assert told(entry) == []


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("code", "Ferias 2024", "The code is missing or cannot be used."),
        ("code", "", "The code is missing or cannot be used."),
        ("code", "../../a", "The code is missing or cannot be used."),
        ("code", "a" * 101, "The code is missing or cannot be used."),
        ("call", "1999", "“1999” names nothing known. Choose one of the list"),
        (
            "applicant",
            "Socios Inplementadores",
            "“Socios Inplementadores” names nothing known. Did",
        ),
        ("territory", "Quito; Marte", "“Marte” names nothing known."),
        ("submittedAt", "17/11/2024", "It cannot be read as a date and time."),
        ("submittedAt", "31/02/2024 10:00", "It cannot be read as a date and time."),
        ("references", "example.org", "“example.org” is no web address."),
        ("references", "http://[x", "“http://[x” is no web address."),
    ],
)
def test_what_is_not_certain_rejects_the_row_at_its_cell(
    names: Known, key: str, words: str, said: str
) -> None:
    given = row({**GOOD, key: words})
    ((place, message, rejects),) = told(submission(given, names))
    assert message.startswith(said)
    assert (place, rejects) == (f"{given.columns[key]}4", True)


@pytest.mark.parametrize(
    ("key", "words"), [("issued", "2026 aprox."), ("issued", "1٩٩٩"), ("url", "http://a b")]
)
def test_a_source_has_a_year_and_an_address_or_none(key: str, words: str) -> None:
    assert told(source_document(row(SOURCE))) == []
    ((_, _, rejects),) = told(source_document(row({**SOURCE, key: words})))
    assert rejects


def test_an_actor_is_an_organisation_unless_the_row_says_group(names: Known) -> None:
    cells = {"code": "red", "label-es": "Red", "classification": "Sociedad civil",
             "source": "catalogue-2021", "altLabel": "La Red; LR"}  # fmt: skip
    assert "org#Organization" in stated(actor(row(cells), names))
    group = stated(actor(row({**cells, "actorKind": "Grupo"}), names))
    assert "ActorGroup" in group
    assert '"LR"@es' in group


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("17/11/2024 22:30", "2024-11-17T22:30:00-05:00"),
        ("2024-11-17T22:30:05", "2024-11-17T22:30:05-05:00"),
        ("7-1-2024 12:05 a. m.", "2024-01-07T00:05:00-05:00"),
        ("7.1.2024, 12 p.m.", None),
        ("7.1.2024, 12:00 p.m.", "2024-01-07T12:00:00-05:00"),
        ("2024/10/03 3:45:12 p. m. GMT+1", "2024-10-03T15:45:12+01:00"),
        ("2024/10/03 3:45 UTC", "2024-10-03T03:45:00+00:00"),
        ("2024/10/03 3:45 +99:00", None),
        ("2024/10/03 13:45 p. m.", None),
        ("17/11/2024 24:00", None),
        ("11/17/2024 10:00", None),
        ("mañana a las 23h", None),
        ("9" * 5000, None),
    ],
)
def test_moments_are_read_as_people_write_them(written: str, read: str | None) -> None:
    found = moment(written)
    assert (found.isoformat() if found else None) == read
