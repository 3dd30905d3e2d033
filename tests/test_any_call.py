"""Whatever a submission or a fiche says, reports on calls and matches say it and obey nothing."""

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from anything import WORDS
from saberesgraph.exchange.evaluation import CallEvaluation, Judgement
from saberesgraph.exchange.match import Evidence, Match, Proposal, Reason
from saberesgraph.exchange.reports import match, minutes, record, table, workbook
from saberesgraph.results import is_number
from test_any_report import LANGUAGES, cells
from test_call_reports import CONTROL, DECIDED, MEMBER, call, criterion, finding, submission


def evaluated(words: str) -> CallEvaluation:
    """An evaluation that says the same words wherever a person may write."""
    said = {"es": words, "en": words}
    one = submission(
        label=said,
        findings=(replace(finding("flag", ""), message=said), finding("ask", "Falta", words)),
        criteria=(criterion("uno", "partly", words, Judgement(MEMBER, "partly", words)),),
        decision=replace(DECIDED, changes=(words,)),
    )
    every = dict.fromkeys(("actor:x", "territory:1701", MEMBER, "committee-role:r"), said)
    return call(one, label=said, labels=every)


def proposed(words: str) -> Proposal:
    """A proposal that says the same words wherever a record may print some."""
    said = {"es": words, "en": words}
    one = Decimal(1)
    evidence = (Evidence("actor:x", said, words, "sab:Stated", "practice:BP1_AH"),)
    reason = Reason("key", {"es": "r", "en": "r"}, one, one, one, said, evidence)
    matched = Match(
        "practice:BP1_AH", "territory:1701", (), one, (reason,), ("actor:x",), (said,), False, 1,
        "", {"es": "m", "en": "m"}, (),
    )  # fmt: skip
    labels = dict.fromkeys(("practice:BP1_AH", "territory:1701", "actor:x"), said)
    return Proposal("territory:1701", "", (matched,), one, labels, ())


def outline(markdown: str) -> list[tuple[str, int]]:
    """What each line of a document is: its mark, and how many cells it has."""
    marks = re.compile(r"#+ |- |\||")
    return [
        (mark[0], len(cells(line)) if mark[0] == "|" else 0)
        for line in markdown.split("\n")
        if (mark := marks.match(line))
    ]


@given(words=WORDS.map("x{}".format), language=st.sampled_from(LANGUAGES))
def test_minutes_and_proposals_keep_their_outline(words: str, language: str) -> None:
    written, plain = (minutes.write([evaluated(each)], language) for each in (words, "x"))
    assert outline(written) == outline(plain)
    written, plain = (match.as_markdown(proposed(each), language) for each in (words, "x"))
    assert outline(written) == outline(plain)


@given(words=WORDS.map("x{}".format))
def test_json_of_calls_and_matches_says_the_words_as_they_are(words: str) -> None:
    (told,) = json.loads(record.write([evaluated(words)], "es"))["calls"]
    assert told["label"] == {"es": words, "en": words}
    assert told["submissions"][0]["criteria"][0]["evidence"] == words
    (reason,) = json.loads(match.as_json(proposed(words)))["matches"][0]["reasons"]
    assert reason["evidence"][0]["printed"] == words


@given(words=WORDS)
def test_the_csv_of_matches_has_a_row_a_reason_and_no_formula(words: str) -> None:
    columns, *rows = csv.reader(io.StringIO(match.csv(proposed(words), "es"), newline=""))
    assert len(rows) == 1
    row = dict(zip(columns, rows[0], strict=True))
    assert row["sentence"] in {words, f"'{words}"}
    assert all(is_number(cell) or not cell.startswith(("=", "+", "-", "@")) for cell in rows[0])


@given(words=WORDS)
def test_the_workbook_of_calls_holds_no_formula(words: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.write([evaluated(words)], "es")))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s", "n", "inlineStr",
    }  # fmt: skip
    assert [sheet.max_row for sheet in book] == [2, 3, 3, 2]


@given(words=WORDS, language=st.sampled_from(LANGUAGES))
def test_what_is_told_at_a_terminal_obeys_nothing(words: str, language: str) -> None:
    for written in (
        table.write([evaluated(words)], language),
        match.text(proposed(words), language),
    ):
        assert not CONTROL.search(written)
