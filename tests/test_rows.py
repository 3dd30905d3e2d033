"""Rows of the form become drafts with exact places; what has no column is listed, never dropped."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from saberesgraph.fiches.draft import Evidence, Oddity, Place, Sureness, Text
from saberesgraph.fiches.files import Cell, Sheet, Sheets, opened
from saberesgraph.fiches.files.content import Span
from saberesgraph.fiches.form import template
from saberesgraph.fiches.form.columns import (
    ACTORS,
    EXAMPLE,
    LESSONS,
    PRACTICES,
    SUBMISSIONS,
    VERSION,
    Form,
    form,
)
from saberesgraph.fiches.importing.twins import told_apart
from saberesgraph.fiches.sheets.rows import Filled, filled
from saberesgraph.project import Project

NOTHING = (
    "There is no row with data. Fill the sheet Prácticas or Lecciones: nothing is read from the "
    "sheet Ejemplo"
)
KEYS = {"A": "code", "B": "label-es", "C": "finding", "D": "territory"}


@pytest.fixture(scope="module")
def known(project: Project) -> Form:
    return form(project)


def table(name: str, *rows: Mapping[str, str], **more: Any) -> Sheet:
    """A sheet whose rows are texts by the letter of their column, one below the other."""
    cells = tuple(
        tuple(
            Cell(number, openpyxl.utils.column_index_from_string(letter), words)
            for letter, words in row.items()
        )
        for number, row in enumerate(rows, 1)
        if row
    )
    return Sheet(name, cells, **more)


def form_table(*rows: Mapping[str, str], **more: Any) -> Sheet:
    """A sheet of the form, with its hidden keys, its headings and its help."""
    return table(PRACTICES, KEYS, {"A": "Código"}, {"A": "Ayuda"}, *rows, **more)


def read(known: Form, *sheets: Sheet) -> Filled:
    return filled(Sheets("f.xlsx", sheets), known)


def told(found: Filled) -> list[tuple[str, str]]:
    return [(str(r.place), r.en) for r in found.drafts.remarks]


def of_draft(found: Filled, index: int = 0) -> list[tuple[str, str, str, str]]:
    remarks = found.drafts.drafts[index].remarks
    return [(r.place.cell, r.field, r.read, r.proposed) for r in remarks]


def left(found: Filled) -> list[tuple[str, str, str]]:
    return [(str(each.place), each.text, each.en) for each in found.drafts.leftovers]


def test_a_row_is_a_draft_with_the_place_of_each_value(known: Form) -> None:
    found = read(known, form_table({"A": "BP1_XX", "C": " Uno\r\ndos ", "D": "Quito; Loja"}, {}))
    (draft,) = found.drafts.drafts
    assert (draft.kind, draft.code) == ("good_practice", "BP1_XX")
    assert str(draft.place) == "f.xlsx:Prácticas!A4"
    assert draft.fields == {
        "finding": Text("Uno\ndos", Place("f.xlsx", sheet=PRACTICES, cell="C4")),
        "territory": Text("Quito; Loja", Place("f.xlsx", sheet=PRACTICES, cell="D4")),
    }
    assert (draft.remarks, found.drafts.leftovers, found.mapping) == ((), (), ())


def test_the_form_that_we_write_is_read_back(known: Form, tmp_path: Path) -> None:
    rows: dict[str, Sequence[template.Row]] = {
        PRACTICES: [{"code": "BP1_XX", "finding": "=1+1", "assistedPopulation": 32000}],
        LESSONS: [{"code": "LN1_XX", "kind": "Lección no aprendida (lesson_not_learned)",
                   "verdict:useful": "Sí (yes)", "criterion:useful": "Sí, porque sí"}],
        ACTORS: [{"code": "otro", "label-es": "Otro"}],
        "Evidencia": [{"code": "BP1_XX", "link": "Territorio (territory)", "item": "Quito (1701)",
                       "printed": "UIO", "basis": "Normalizado (normalised)"}],
        "Anomalías": [{"code": "BP1_XX", "field": "presupuesto (budgetUSD)", "printed": "",
                       "kind": "ausente (absent)", "resolution-es": "No está", "absence": "Sí"}],
    }  # fmt: skip
    path = tmp_path / "f.xlsx"
    for language in ("es", "en"):
        path.write_bytes(template.filled(known, rows, language))
        sheets = opened(path)
        assert isinstance(sheets, Sheets)
        found = filled(sheets, known)
        practice, lesson = found.drafts.drafts
        texts = {key: text.text for key, text in practice.fields.items()}
        assert texts == {"finding": "=1+1", "assistedPopulation": "32000"}
        file = str(path)
        assert practice.evidence == (
            Evidence("Territorio (territory)", "Quito (1701)", "UIO", "Normalizado (normalised)",
                     "", Place(file, sheet="Evidencia", cell="A4")),
        )  # fmt: skip
        assert practice.oddities == (
            Oddity("budgetUSD", "absent", "", "No está",
                   Place(file, sheet="Anomalías", cell="A4"), absence=True),
        )  # fmt: skip
        assert (lesson.kind, lesson.code) == ("lesson_not_learned", "LN1_XX")
        assert {key: text.text for key, text in lesson.fields.items()} == {
            "verdict:useful": "Sí (yes)",
            "criterion:useful": "Sí, porque sí",
        }
        (actor,) = found.rows[ACTORS]
        assert {key: text.text for key, text in actor.values.items()} == {
            "code": "otro",
            "label-es": "Otro",
        }
        assert found.rows[SUBMISSIONS] == ()
        assert (found.drafts.remarks, found.drafts.leftovers) == ((), ())


def test_the_empty_form_and_its_example_give_nothing(known: Form, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(template.template(known, "es"))
    sheets = opened(path)
    assert isinstance(sheets, Sheets)
    assert any(sheet.name == EXAMPLE and len(sheet.rows) > 1 for sheet in sheets.sheets)
    found = filled(sheets, known)
    assert (found.drafts.drafts, found.drafts.leftovers) == ((), ())
    assert told(found) == [(str(path), NOTHING)]


def test_what_is_in_no_column_is_listed(known: Form) -> None:
    sheet = table(
        PRACTICES,
        KEYS | {"E": "invented"},
        {"A": "Código", "E": "Nueva", "F": "Sin clave"},
        {"A": "Ayuda"},
        {"A": "BP1_XX", "E": "uno", "F": "dos", "J": "tres"},
    )
    assert left(read(known, sheet)) == [
        ("f.xlsx:Prácticas!E4", "uno", 'The column "Nueva" is none of the template'),
        ("f.xlsx:Prácticas!F4", "dos", 'The column "Sin clave" is none of the template'),
        ("f.xlsx:Prácticas!J4", "tres",
         "It stands outside the columns: no heading says what it is"),
    ]  # fmt: skip


def test_a_column_without_key_is_known_by_its_heading(known: Form) -> None:
    sheet = table(
        PRACTICES,
        {"A": "code", "B": "label-es"},
        {"C": "HALLAZGO", "D": "Budget"},
        {},
        {"A": "BP1_XX", "C": "uno", "D": "7"},
    )
    (draft,) = read(known, sheet).drafts.drafts
    assert {key: text.text for key, text in draft.fields.items()} == {
        "finding": "uno",
        "budgetUSD": "7",
    }


def test_the_help_row_may_have_been_deleted(known: Form) -> None:
    sheet = table(PRACTICES, KEYS, {"A": "Código"}, {"A": "BP1_XX"}, {"A": "BP2_XX"})
    assert [draft.code for draft in read(known, sheet).drafts.drafts] == ["BP1_XX", "BP2_XX"]


def test_headings_alone_will_do(known: Form) -> None:
    sheet = table(
        "practicas",
        {"A": "Mi organización"},
        {},
        {"A": "Código", "B": "Título en español", "C": "Finding", "D": "Territorios"},
        {"A": "BP1_XX", "B": "Uno", "C": "dos", "D": "Quito"},
    )
    found = read(known, sheet)
    (draft,) = found.drafts.drafts
    assert {key: (text.text, text.sureness) for key, text in draft.fields.items()} == {
        "label-es": ("Uno", Sureness.CERTAIN),
        "finding": ("dos", Sureness.CERTAIN),
        "territory": ("Quito", Sureness.LIKELY),
    }
    assert (
        "f.xlsx:practicas!D3",
        "The heading is none of the template: we propose “Territory”",
    ) in told(found)
    assert found.mapping[0].doubtful


def test_columns_that_are_twice_or_missing_are_told(known: Form) -> None:
    sheet = table(
        PRACTICES,
        {"A": "code", "B": "finding", "C": "finding"},
        {"A": "Código", "B": "Hallazgo", "C": "Hallazgo"},
        {},
        {"A": "BP1_XX", "B": "uno", "C": "dos"},
    )
    found = read(known, sheet)
    assert found.drafts.drafts[0].fields["finding"].text == "uno"
    assert left(found) == [
        ("f.xlsx:Prácticas!C4", "dos", 'The column "Hallazgo" is none of the template')
    ]
    twice, missing = told(found)
    assert twice == (
        "f.xlsx:Prácticas!C2",
        "The heading stands twice: that of B2 is read, and what this one holds is listed",
    )
    assert missing[1].startswith("Required columns are missing: Title in Spanish, ")


def test_headings_that_are_twice_are_told_where_there_are_no_keys(known: Form) -> None:
    sheet = table(
        PRACTICES,
        {"A": "Código", "B": "Hallazgo", "C": "Finding", "D": "Notas", "E": "Notas"},
        {"A": "BP1_XX", "B": "uno", "C": "dos", "D": "tres", "E": "cuatro"},
    )
    found = read(known, sheet)
    assert found.drafts.drafts[0].fields["finding"].text == "uno"
    assert [text for _, text, _ in left(found)] == ["dos", "tres", "cuatro"]
    twice = "The heading stands twice: that of {} is read, and what this one holds is listed"
    assert told(found)[0] == ("f.xlsx:Prácticas!C1", twice.format("B1"))


def test_a_code_that_is_twice_is_told_at_both_places(known: Form) -> None:
    found = read(known, form_table({"A": "BP1_XX"}, {"A": " bp1_xx"}, {"A": "BP2_XX"}))
    first, second, third = told_apart(found.drafts.drafts)
    assert [(r.en, r.rejects) for r in first.remarks] == [
        ("The code stands also in f.xlsx:Prácticas!A5: leave one", True)
    ]
    assert [(r.en, r.rejects, r.proposed) for r in second.remarks] == [
        ("The code is read in capitals and without spaces", False, "BP1_XX"),
        ("The code stands also in f.xlsx:Prácticas!A4: leave one", True, ""),
    ]
    assert third.remarks == ()


def test_evidence_of_no_fiche_is_listed(known: Form) -> None:
    evidence = table(
        "Evidencia",
        {"A": "code", "B": "link", "C": "printed"},
        {},
        {},
        {"A": "BP9_XX", "B": "territory", "C": "UIO"},
        {"C": "nada"},
    )
    assert left(read(known, form_table({"A": "BP1_XX"}), evidence)) == [
        ("f.xlsx:Evidencia!A4", "code: BP9_XX; link: territory; printed: UIO",
         'No record of the file has the code "BP9_XX"'),
        ("f.xlsx:Evidencia!C5", "printed: nada", "It does not say of which record it is"),
    ]  # fmt: skip


def test_values_that_are_not_known_are_told_and_not_made_up(known: Form) -> None:
    cells = (
        Cell(4, 1, "BP1_XX"),
        Cell(4, 2, "", "formula", "=A1"),
        Cell(4, 3, "", "error", "#REF!"),
        Cell(4, 4, "Quito", "text", '="Qui"&"to"'),
    )
    base = form_table()
    found = read(known, Sheet(PRACTICES, (*base.rows, cells)))
    assert list(found.drafts.drafts[0].fields) == ["territory"]
    assert of_draft(found) == [
        ("B4", "label-es", "=A1", ""),
        ("C4", "finding", "#REF!", ""),
        ("D4", "territory", '="Qui"&"to"', "Quito"),
    ]
    assert [remark.en.split(":")[0] for remark in found.drafts.drafts[0].remarks] == [
        "The cell has a formula that was not calculated",
        "The cell has an error of the spreadsheet and no value",
        "The value comes from a formula",
    ]


def test_merged_cells_hold_for_their_first_alone(known: Form) -> None:
    sheet = form_table(
        {"A": "BP1_XX", "D": "Quito"},
        {"A": "BP2_XX"},
        merged=(Span(4, 4, 5, 4), Span(1, 1, 2, 9)),
    )
    found = read(known, sheet)
    assert [list(draft.fields) for draft in found.drafts.drafts] == [["territory"], []]
    assert of_draft(found, 0) == [("D4", "territory", "", "")]
    assert of_draft(found, 1) == [("D5", "territory", "", "Quito")]
    assert found.drafts.drafts[1].remarks[0].en == (
        "The cells D4:D5 are merged: what they say holds for D4 alone. "
        "Unmerge them and write the value in each"
    )


def test_whole_columns_merged_reject_the_file(known: Form) -> None:
    rows = [{"A": f"BP{n}_XX"} for n in range(1, 300)]
    found = read(known, form_table(*rows, merged=(Span(4, 4, 1_048_576, 4),)))
    assert [(str(r.place), r.rejects) for r in found.drafts.remarks if r.rejects] == [
        ("f.xlsx:Prácticas!D4:D1048576", True)
    ]


def test_what_is_hidden_is_told(known: Form) -> None:
    found = read(
        known,
        form_table(
            {"A": "BP1_XX", "C": "x"}, hidden_rows=frozenset({1, 4}), hidden_columns=frozenset({3})
        ),
        table(LESSONS, {"A": "x"}, hidden=True),
        table("Listas", {"A": "x"}, hidden=True),
    )
    assert [r.place.cell for r in found.drafts.drafts[0].remarks] == ["A4"]
    assert (
        "f.xlsx:Prácticas!C1",
        'The hidden column "finding" was read: delete it if it should not',
    ) in told(found)
    assert (
        "f.xlsx:Lecciones!A1",
        "The sheet is hidden and was not read: show it if it should enter",
    ) in told(found)
    assert not any("Listas" in place for place, _ in told(found))


def test_a_lesson_says_of_what_kind_it_is(known: Form) -> None:
    keys = {"A": "code", "B": "kind"}
    rows = (
        {"A": "LA1_XX", "B": "lección aprendida"},
        {"A": "LN1_XX", "B": "lesson_not_learned"},
        {"A": "LN2_XX"},
        {"A": "LA3_XX", "B": "quizá"},
    )
    found = read(known, table(LESSONS, keys, {"A": "Código"}, {}, *rows))
    kinds = [draft.kind for draft in found.drafts.drafts]
    assert kinds[:3] == ["lesson_learned", "lesson_not_learned", "lesson_not_learned"]
    assert [draft.remarks == () for draft in found.drafts.drafts] == [True, True, False, False]
    assert of_draft(found, 2) == [("B6", "kind", "", "lesson_not_learned")]
    assert of_draft(found, 3) == [("B7", "kind", "quizá", "lesson_learned")]
    assert all(r.rejects for draft in found.drafts.drafts for r in draft.remarks)


def test_a_newer_template_is_told(known: Form) -> None:
    found = read(known, table("Léame", {"A": "saberesgraph/99"}), form_table({"A": "BP1_XX"}))
    assert (
        "f.xlsx:Léame!A1",
        "The template is of a newer version than this program: update it",
    ) in told(found)


@pytest.mark.parametrize("version", [1, VERSION])
def test_a_template_of_this_version_or_before_is_taken(known: Form, version: int) -> None:
    stamp = table("Léame", {"A": f"saberesgraph/{version}"})
    assert not any("version" in said for _, said in told(read(known, stamp)))


def test_a_sheet_of_something_else_is_told(known: Form) -> None:
    found = read(known, table("Gastos", {"A": "Fecha", "B": "Monto"}, {"A": "1", "B": "2"}))
    assert found.drafts.drafts == ()
    assert sorted(told(found)) == [
        ("f.xlsx", NOTHING),
        (
            "f.xlsx:Gastos!A1",
            "The sheet was not read: its headings are not those of the template. "
            "Say in a --mapping file what each column is",
        ),
    ]
    assert [(m.sheet, m.form) for m in found.mapping] == [("Gastos", "")]


def test_five_thousand_rows_of_one_code_take_no_time(known: Form) -> None:
    evidence = [{"A": "BP1_XX", "B": "territory", "C": "UIO"}] * 5000
    keys = {"A": "code", "B": "link", "C": "printed"}
    found = read(
        known,
        form_table(*[{"A": "BP1_XX"}] * 5000),
        table("Evidencia", keys, {}, {}, *evidence),
    )
    assert len(found.drafts.drafts) == 5000
    assert told_apart(found.drafts.drafts)[0].remarks[0].en.endswith("Prácticas!A9, …: leave one")
    assert [len(draft.evidence) for draft in found.drafts.drafts[:2]] == [5000, 0]


def test_old_people_and_openpyxl_may_edit_the_form(known: Form, tmp_path: Path) -> None:
    """A column inserted, columns moved and a sheet renamed: keys move with their columns."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(template.template(known, "es"))
    book = openpyxl.load_workbook(path)
    sheet = book[PRACTICES]
    assert isinstance(sheet, Worksheet)
    sheet.insert_cols(1)
    sheet["B4"], sheet["A4"] = "BP1_XX", "nota"
    sheet.title = "Prácticas 2026"
    book.save(path)
    sheets = opened(path)
    assert isinstance(sheets, Sheets)
    found = filled(sheets, known)
    assert [draft.code for draft in found.drafts.drafts] == ["BP1_XX"]
    assert left(found) == [
        (f"{path}:Prácticas 2026!A4", "nota",
         "It stands outside the columns: no heading says what it is"),
    ]  # fmt: skip


def test_headings_without_end_take_no_time(known: Form) -> None:
    wide = tuple(Cell(1, n, f"{'¿? ' * 40}{n % 9000}/x") for n in range(1, 16_385))
    long = (Cell(2, 1, " " * 99 + "[ " * 300_000), Cell(2, 2, "x"))
    began = time.monotonic()
    found = read(known, Sheet("a", (wide, long)))
    assert time.monotonic() - began < 10
    assert found.drafts.drafts == ()
