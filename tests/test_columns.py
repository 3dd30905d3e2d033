"""The columns of the form: made from shapes, ontology and vocabularies."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saberesgraph.fiches.form import columns
from saberesgraph.fiches.form.columns import Form, form
from saberesgraph.fiches.form.items import Item, code_of, joined, pieces
from saberesgraph.practice.form import fields
from saberesgraph.project import Project


@pytest.fixture(scope="module")
def made(project: Project) -> Form:
    return form(project)


def keys(made: Form, sheet: str) -> list[str]:
    return [column.key for column in made.sheets[sheet]]


def test_a_fiche_has_a_column_for_each_field_of_its_printed_form_in_its_order(made: Form) -> None:
    practice = [key for key in keys(made, columns.PRACTICES) if key != "scope"]
    assert practice[:5] == ["code", "label-es", "label-en", "source", "section"]
    aside = ["planGoal", "learnedIn", "references"]
    assert practice[5:] == [*(field.name for field in fields("good_practice")), *aside]
    lesson = [key for key in keys(made, columns.LESSONS) if ":" not in key and key != "scope"]
    assert lesson[:6] == ["code", "kind", "label-es", "label-en", "source", "section"]
    named = [field.name for field in fields("lesson_learned") if field.name != "assessment"]
    assert lesson[6:] == [*named, *aside]


def test_each_criterion_of_a_lesson_has_a_verdict_and_a_reason(made: Form) -> None:
    assert [key for key in keys(made, columns.LESSONS) if ":" in key] == [
        f"{part}:{criterion}"
        for criterion in ("important", "useful", "equitable", "economical")
        for part in ("verdict", "criterion")
    ]


def test_a_submission_asks_for_evidence_of_each_criterion_and_merit(made: Form) -> None:
    assert [key for key in keys(made, columns.SUBMISSIONS) if ":" in key] == [
        "call-criterion:association",
        "call-criterion:innovation",
        "call-criterion:sustainability",
        "call-criterion:replicability",
        "call-criterion:effectiveness",
        "call-merit:public-policy-alignment",
        "call-merit:agenda-2030-contribution",
        "call-merit:beneficiary-ownership",
    ]
    contact = next(c for c in made.sheets[columns.SUBMISSIONS] if c.key == "contact")
    assert "no se publica" in contact.heading["es"]


def test_what_is_required_is_what_the_shapes_require(made: Form) -> None:
    optional = {
        sheet: {c.key for c in made.sheets[sheet] if not c.required}
        for sheet in (columns.PRACTICES, columns.LESSONS)
    }
    assert optional[columns.PRACTICES] == {
        "limitations", "population", "scope", "mentionedActor", "statedGoal", "references",
        "planGoal", "learnedIn",
    }  # fmt: skip
    assert optional[columns.LESSONS] == {
        "population", "scope", "mentionedActor", "statedGoal", "references", "replicator",
        "lessonSign", "planGoal", "learnedIn", "criterion:important", "criterion:useful",
        "criterion:equitable", "criterion:economical",
    }  # fmt: skip


def test_headings_and_helps_come_from_shapes_and_ontology(made: Form) -> None:
    column = next(c for c in made.sheets[columns.PRACTICES] if c.key == "advice")
    assert column.heading == {"es": "Consejos de aplicación", "en": "Advice"}
    assert column.help["es"] == "Consejos para aplicarla o replicarla. Obligatorio."
    assert column.help["en"] == "Advice for applying or replicating it. Required."


def test_a_changed_shape_changes_the_form(project: Project, tmp_path: Path) -> None:
    for part in ("ontology", "data"):
        shutil.copytree(project.root / part, tmp_path / part)
    shape = tmp_path / "ontology" / "shapes" / "experience.ttl"
    words = shape.read_text(encoding="utf-8")
    changed = words.replace(
        '    sh:name "contexto"@es , "context"@en ;', '    sh:name "entorno"@es , "setting"@en ;'
    )
    least = "( [ sh:path sab:context ; sh:minCount {} ]"
    changed = changed.replace(least.format(1), least.format(0))
    assert changed != words
    shape.write_text(changed, encoding="utf-8")
    column = next(
        c for c in form(Project(tmp_path)).sheets[columns.PRACTICES] if c.key == "context"
    )
    assert column.heading == {"es": "Entorno", "en": "Setting"}
    assert not column.required


def test_keys_headings_and_lists_are_whole(made: Form) -> None:
    assert tuple(made.sheets) == columns.DATA_SHEETS
    for sheet, found in made.sheets.items():
        assert len({c.key for c in found}) == len(found), sheet
        for language in ("es", "en"):
            assert len({c.heading[language] for c in found}) == len(found), sheet
            assert all(c.help[language] for c in found), sheet
        for column in found:
            # submissions, members and exchanges are none of the project's own data
            unknown = column.list in {"submission", "committee-member", "exchange"}
            assert column.list is None or made.lists[column.list] or unknown, column.key


def test_every_item_is_found_again_by_its_code(made: Form) -> None:
    for kind, items in made.lists.items():
        for item in items:
            for language in ("es", "en"):
                shown = item.shown(kind, language)
                assert code_of(shown) == (shown if kind == "yes" else item.code)
        assert len({item.shown(kind, "es") for item in items}) == len(items), kind


def test_items_are_shown_as_people_quote_them(made: Form) -> None:
    def shown(kind: str, code: str) -> str:
        return next(i for i in made.lists[kind] if i.code == code).shown(kind, "es")

    assert shown("territory", "1701") == "Quito (1701)"
    assert shown("objective", "7") == "7. Abordar y reducir las vulnerabilidades en la migración"
    assert shown("principle", "f") == "f) Derechos humanos"
    assert shown("kind", "lesson_not_learned") == "Lección no aprendida (lesson_not_learned)"
    assert shown("basis", "stated") == "Declarado (stated)"
    assert Item("x", "", {}, {}).shown("actor", "es") == "x"


@given(st.lists(st.text(min_size=1), min_size=1).map(tuple))
def test_several_values_share_a_cell_without_loss(values: tuple[str, ...]) -> None:
    assert pieces(joined(values)) == values


def test_a_cell_that_people_wrote_is_taken_apart() -> None:
    assert pieces(" Quito ;Manta;; ") == ("Quito", "Manta")
    assert pieces('el "Centro"; "a; b"') == ('el "Centro"', "a; b")
    assert pieces('"sin cierre; Manta') == ('"sin cierre', "Manta")
