"""Exports of web forms: questions find their columns, doubts are marked, a person decides."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saberesgraph.errors import InputError
from saberesgraph.fiches.draft import Sureness
from saberesgraph.fiches.files import Sheets, opened
from saberesgraph.fiches.form.columns import LESSONS, PRACTICES, SUBMISSIONS, Form, form
from saberesgraph.fiches.sheets.headings import Match, matched
from saberesgraph.fiches.sheets.mapping import SheetMapping, read_mapping, written
from saberesgraph.fiches.sheets.rows import Filled, filled
from saberesgraph.project import Project

GOOGLE = (
    '"Marca temporal","Código","¿Cuál es el título en español?","Hallazgo","Territorios",'
    '"Grupo de población","Cuénteme más"\n'
    '"5/1/2026","BP1_XX","Uno","dos","Quito, Loja","Mujeres, Niñez, ","algo"\n'
)
KOBO = (
    "Código;Hallazgo;Presupuesto;Grupo de población;Grupo de población/Mujeres;"
    "Grupo de población/Niñez;Grupo de población/Otro\n"
    "BP1_XX;dos;7;mujeres otro;1;0;tal vez\n"
)


@pytest.fixture(scope="module")
def known(project: Project) -> Form:
    return form(project)


def read(known: Form, path: Path, words: str, mapping: tuple[SheetMapping, ...] = ()) -> Filled:
    path.write_text(words, encoding="utf-8")
    sheets = opened(path)
    assert isinstance(sheets, Sheets)
    return filled(sheets, known, mapping)


def values(found: Filled) -> dict[str, str]:
    return {key: text.text for key, text in found.drafts.drafts[0].fields.items()}


def test_a_form_is_read_by_its_questions(known: Form, tmp_path: Path) -> None:
    found = read(known, tmp_path / "respuestas.csv", GOOGLE)
    assert values(found) == {
        "label-es": "Uno",
        "finding": "dos",
        "territory": "Quito; Loja",
        "population": "Mujeres; Niñez",
    }
    (draft,) = found.drafts.drafts
    assert (draft.code, draft.fields["label-es"].sureness) == ("BP1_XX", Sureness.LIKELY)
    assert [(each.place.cell, each.text) for each in found.drafts.leftovers] == [
        ("A2", "5/1/2026"),
        ("G2", "algo"),
    ]
    told = {remark.place.cell: remark.proposed for remark in found.drafts.remarks[:3]}
    assert told == {"A1": PRACTICES, "C1": "label-es", "E1": "territory"}


def test_a_person_corrects_the_mapping_and_keeps_it(known: Form, tmp_path: Path) -> None:
    found = read(known, tmp_path / "respuestas.csv", GOOGLE)
    toml = written(found.mapping, known, "es")
    assert '"¿Cuál es el título en español?" = "label-es"  # DUDOSO\n' in toml
    assert '"Marca temporal" = ""  # sin columna: se lista\n' in toml
    assert '"Hallazgo" = "finding"\n' in toml
    assert "# advice: Consejos de aplicación\n" in toml
    assert max(map(len, written(found.mapping, known, "en").splitlines()[:4])) <= 100
    toml = toml.replace('"Cuénteme más" = ""', '"Cuénteme más" = "advice"').replace(
        "\n[sheets.constants]", '\n[sheets.constants]\nsource = "catalogue-2021"'
    )
    path = tmp_path / "mapa.toml"
    path.write_text(toml, encoding="utf-8")
    mapping = read_mapping(path, known)
    # the next export has another name
    again = read(known, tmp_path / "respuestas (2).csv", GOOGLE, mapping)
    assert values(again) == {
        "label-es": "Uno",
        "finding": "dos",
        "territory": "Quito; Loja",
        "population": "Mujeres; Niñez",
        "advice": "algo",
        "source": "catalogue-2021",
    }
    (draft,) = again.drafts.drafts
    assert {text.sureness for text in draft.fields.values()} == {Sureness.CERTAIN}
    assert again.drafts.leftovers == ()
    first = again.drafts.remarks[0]
    assert (first.en, first.read) == (
        "The --mapping file leaves these columns out",
        "Marca temporal",
    )
    assert not again.mapping[0].doubtful


def test_what_a_mapping_does_not_know_is_listed(known: Form, tmp_path: Path) -> None:
    mapping = SheetMapping(
        "a", PRACTICES, 1, (Match("Código", "code"), Match("Qué", "finding"), Match("Y", "advice"))
    )
    found = read(known, tmp_path / "a.csv", "Código,Qué,Nueva\nBP1_XX,uno,dos\n", (mapping,))
    assert values(found) == {"finding": "uno"}
    assert [(each.place.cell, each.text) for each in found.drafts.leftovers] == [("C2", "dos")]
    assert [(r.en, r.read) for r in found.drafts.remarks if r.read] == [
        ("The --mapping file names a heading that is not there", "Y")
    ]


def test_a_column_for_each_option(known: Form, tmp_path: Path) -> None:
    found = read(known, tmp_path / "kobo.csv", KOBO)
    assert values(found) == {
        "finding": "dos",
        "budgetUSD": "7",
        "population": "Mujeres",
    }
    assert [(each.place.cell, each.text) for each in found.drafts.leftovers] == [
        ("D2", "mujeres otro")
    ]
    (remark,) = found.drafts.drafts[0].remarks
    assert (remark.place.cell, remark.en, remark.read) == (
        "G2",
        'The column is for the option "Otro", and says neither yes nor no',
        "tal vez",
    )
    toml = tomllib.loads(written(found.mapping, known, "es"))["sheets"][0]["columns"]
    assert toml["Grupo de población/Mujeres"] == {"column": "population", "option": "Mujeres"}


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        (["Hallazgo", "finding", "HALLAZGO "], ["finding", "finding", "finding"]),
        (["¿Cuál fue el hallazgo principal?"], ["finding"]),
        (["Territorio donde se hizo", "Territorios"], ["", "territory"]),
        (["Edad", "Teléfono", "x", "¿?"], ["", "", "", ""]),
        (["Presupuesto [2024]", "Presupuesto [2025]"], ["", ""]),
        (["Territorio [Quito]", "Territorio [Loja]"], ["territory", "territory"]),
    ],
)
def test_headings_find_their_column(known: Form, headings: list[str], keys: list[str]) -> None:
    assert [each.key for each in matched(headings, known.sheets[PRACTICES])] == keys


def test_lessons_and_submissions_are_told_from_practices(known: Form, tmp_path: Path) -> None:
    lessons = "Código,Clase de lección,Desafíos,Éxito\nLN1_XX,lesson_not_learned,a,b\n"
    found = read(known, tmp_path / "a.csv", lessons)
    assert (found.mapping[0].form, found.drafts.drafts[0].kind) == (LESSONS, "lesson_not_learned")
    call = "Convocatoria;Resumen;Eje;Contacto (no se publica)\n2024;a;b;c\n"
    found = read(known, tmp_path / "b.csv", call)
    assert [sorted(row.values) for row in found.rows[SUBMISSIONS]] == [
        ["axis", "call", "contact", "summary"]
    ]


AGAIN = "Correct it, or delete it and import again without --mapping to get another."


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("a = ", None),
        ("", f"it has no [[sheets]]. {AGAIN}"),
        ("sheets = 3", f"it has no [[sheets]]. {AGAIN}"),
        ("[[sheets]]\nform = 3", f"form is no text. {AGAIN}"),
        ('[[sheets]]\nform = "Lecturas"', '"form" goes to "Lecturas", which does not exist. '
         "Choose one of Prácticas, Lecciones, Postulaciones, Comité, Evaluaciones, Decisiones, "
         "Intercambios, Pasos, Actores, Fuentes, Evidencia, Anomalías."),
        ('[[sheets]]\nform = "Prácticas"\nheading_row = 0',
         f"heading_row is no number of a row. {AGAIN}"),
        ('[[sheets]]\nform = "Prácticas"\n[sheets.columns]\na = "findin"',
         '"a" goes to "findin", which does not exist. Choose one of finding.'),
        ('[[sheets]]\nform = "Prácticas"\n[sheets.columns]\na = 3', f'"a" is no text. {AGAIN}'),
        ('[[sheets]]\nform = "Prácticas"\n[sheets.constants]\nfindin = "x"',
         '"constants" goes to "findin", which does not exist. '
         "Choose one of finding."),
        ('[[sheets]]\nform = "Prácticas"\ncolumns = 3',
         f"[sheets.columns] is no table. {AGAIN}"),
        ("a = " + "[" * 5000, None),
        ("\udcff", None),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused(
    known: Form, tmp_path: Path, toml: str, words: str | None
) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(toml.encode(errors="surrogateescape"))
    with pytest.raises(InputError) as error:
        read_mapping(path, known)
    if words is None:
        assert str(error.value).startswith(f"{path}: it is not TOML (")
    else:
        assert str(error.value) == f"{path}: {words}"


@settings(max_examples=50, deadline=None)
@given(heading=st.text(min_size=1), value=st.text())
def test_any_heading_comes_back_from_its_file(
    known: Form, tmp_path_factory: pytest.TempPathFactory, heading: str, value: str
) -> None:
    mapping = SheetMapping(value, PRACTICES, 2, (Match(heading, "finding"),), {"advice": value})
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(written((mapping,), known, "es"), encoding="utf-8", newline="")
    assert read_mapping(path, known) == (mapping,)
