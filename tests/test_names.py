"""Which thing a text names, and fields that name several."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from saberesgraph.fiches.values.known import Known, known
from saberesgraph.fiches.values.names import CLOSE, Thing, Things
from saberesgraph.fiches.values.pieces import pieces
from saberesgraph.graph import Graph
from saberesgraph.language import folded
from saberesgraph.namespaces import expand


@pytest.fixture(scope="module")
def everything(graph: Graph) -> Known:
    return known(graph.store)


def found(everything: Known, kind: str, text: str) -> tuple[str, list[str]]:
    named = everything.things[kind].find(text)
    return named.how, [thing.code for thing in named.things]


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("territory", "Quito", "1701"), ("territory", " QUITO. ", "1701"),
        ("territory", "tulcan", "0401"), ("territory", "1701", "1701"),
        ("territory", "Quito (1701)", "1701"), ("territory", "1701 - Quito", "1701"),
        ("territory", "territory:1701", "1701"), ("territory", expand("territory:1701"), "1701"),
        ("territory", "Provincia de Esmeraldas", "08"), ("territory", "Cantón Loja", "1101"),
        ("territory", "Santo Domingo de los Tsáchilas", "23"),
        ("actor", "OIM", "oim"), ("actor", "iom", "oim"),
        ("actor", "socios implementadores", "socios-implementadores"),
        ("actor", "Cancilleria", "cancilleria"),
        ("actor", "Organizaciones no gubernamentales (ONG)", "ong"),
        ("objective", "7", "7"), ("objective", "Objetivo 7", "7"),
        ("objective", "7. Abordar y reducir las vulnerabilidades en la migración", "7"),
        ("objective", "OBJETIVO 7: ABORDAR Y REDUCIR LAS VULNERABILIDADES EN LA MIGRACION.", "7"),
        ("principle", "f", "f"), ("principle", "f) Derechos humanos.", "f"),
        ("principle", "Derechos humanos", "f"), ("principle", "a) Centrase en las personas.", "a"),
        ("area", "PROTECCIÓN (PR)", "PC"), ("area", "ÁREA DE ASISTENCIA HUMANITARIA (AH)", "AH"),
        ("statedGoal", "ODS 10", "10"), ("scope", "A nivel nacional", "national"),
        ("sustainability", "ALTA", "high"), ("verdict", "Sí", "yes"),
    ],
)  # fmt: skip
def test_names_and_codes_are_certain(everything: Known, kind: str, text: str, code: str) -> None:
    assert found(everything, kind, text) == ("exact", [code])


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("actor", "Entidades gubernamentales (Nacionales y locales)", "entidades-gubernamentales"),
        ("actor", "Entidades Gubernamentales del gobierno Central", "entidades-gubernamentales"),
        ("actor", "Todas las unidades operativas que identifican necesidades",
         "unidades-operativas"),
        ("assistance", "Generación de información para la toma de decisiones", "information"),
        ("scope", "Alcance nacional a través de plataformas digitales.", "national"),
    ],
)  # fmt: skip
def test_words_that_narrow_a_name_stay_with_it(
    everything: Known, kind: str, text: str, code: str
) -> None:
    assert found(everything, kind, text) == ("narrowed", [code])


@pytest.mark.parametrize("text", ["Cuenca que no existe", "Manta de lana", "Quito del Sur"])
def test_a_place_is_never_narrowed(everything: Known, text: str) -> None:
    assert found(everything, "territory", text)[0] == "unknown"


@pytest.mark.parametrize(
    ("kind", "text", "codes"),
    [
        ("territory", "Guayaquill", ["0901"]), ("territory", "Tulcna", ["0401"]),
        ("territory", "401", ["0401"]),
        ("actor", "Socio Implementadores", ["socios-implementadores"]),
        ("principle", "a) Centrarce en las personas", ["a"]),
        ("actor", "Organisaciones no gubernamentale", ["ong"]),
        ("territory", "Cancún", []), ("territory", "Bogotá", []), ("objective", "24", []),
        ("actor", "Cruz Roja", []), ("territory", "x" * 5000, []),
    ],
)  # fmt: skip
def test_close_spelling_is_only_proposed(
    everything: Known, kind: str, text: str, codes: list[str]
) -> None:
    assert found(everything, kind, text) == ("unknown", codes)


@pytest.mark.parametrize(
    "text", ["b) Derechos humanos.", "6) Derechos humanos", "h. Derechos humanos"]
)
def test_the_name_decides_a_principle_whatever_its_letter(everything: Known, text: str) -> None:
    assert found(everything, "principle", text) == ("letter", ["f"])


def test_number_and_name_of_an_objective_must_agree(everything: Known) -> None:
    miscopied = "Objetivo 15: Proporcionar a los migrantes accesos a servicios básicos."
    assert found(everything, "objective", miscopied) == ("misspelt", ["15"])
    another = "Objetivo 7: Proporcionar a los migrantes acceso a servicios básicos."
    assert found(everything, "objective", another) == ("contradicts", ["15", "7"])
    unheard = "Objetivo 7: Construir un puente"
    assert found(everything, "objective", unheard) == ("contradicts", ["7"])


def test_a_name_with_the_code_of_another_thing_is_not_taken(everything: Known) -> None:
    assert found(everything, "territory", "Quito (0901)") == ("contradicts", ["1701", "0901"])


def test_a_province_and_a_canton_of_one_name_are_ambiguous(everything: Known) -> None:
    assert found(everything, "territory", "Esmeraldas") == ("ambiguous", ["08", "0801"])


def test_no_two_spanish_names_of_a_list_are_as_close_as_what_is_proposed(
    everything: Known,
) -> None:
    for things in everything.things.values():
        spanish = {folded(name): thing.iri for thing in things.things for name in thing.stated}
        for one, other in combinations(spanish, 2):
            if spanish[one] != spanish[other]:
                assert fuzz.ratio(one, other) < CLOSE, (one, other)


def split(everything: Known, kind: str, text: str) -> list[tuple[str, str, str]]:
    return [
        (printed, named.how, "/".join(thing.code for thing in named.things))
        for printed, named in pieces(text, everything.things[kind])
        if named is not None
    ]


def test_several_places(everything: Known) -> None:
    assert split(everything, "territory", "Quito, Manta y Esmeraldas.") == [
        ("Quito", "exact", "1701"),
        ("Manta", "exact", "1308"),
        ("Esmeraldas.", "ambiguous", "08/0801"),
    ]
    assert split(everything, "territory", "Quito (1701); Lago Agrio\nCuenca,") == [
        ("Quito (1701)", "exact", "1701"),
        ("Lago Agrio", "exact", "2101"),
        ("Cuenca,", "exact", "0101"),
    ]


def test_names_that_hold_commas_and_conjunctions_are_not_cut(everything: Known) -> None:
    text = "Capacitación, formación, Alojamiento temporal y asistencia al refugio y NFI"
    assert split(everything, "assistance", text) == [
        ("Capacitación, formación", "exact", "training"),
        ("Alojamiento temporal y asistencia al refugio", "exact", "shelter"),
        ("NFI", "unknown", ""),
    ]


def test_several_objectives_and_principles(everything: Known) -> None:
    text = (
        "Objetivo 15: Proporcionar a los migrantes accesos a servicios básicos. Objetivo 16: "
        "Empoderar a los migrantes y las sociedades para lograr la plena inclusión y la cohesión "
        "social."
    )
    assert [each[1:] for each in split(everything, "objective", text)] == [
        ("misspelt", "15"),
        ("exact", "16"),
    ]
    assert [each[2] for each in split(everything, "objective", "7, 15 y 23")] == ["7", "15", "23"]
    letters = "a) Centrarse en las personas. f) Derechos humanos. h) Perspectiva de género."
    assert [each[1:] for each in split(everything, "principle", letters)] == [
        ("exact", "a"),
        ("exact", "f"),
        ("letter", "g"),
    ]


def test_descriptive_tails_stay_whole_and_what_is_unknown_is_not_lost(everything: Known) -> None:
    text = (
        "OIM, Socios Implementadores que dan cursos y talleres a la población. Todas las unidades "
        "operativas que miden, cuentan y pesan, Empresa Nueva / GAD"
    )
    assert split(everything, "actor", text) == [
        ("OIM", "exact", "oim"),
        ("Socios Implementadores que dan cursos y talleres a la población", "narrowed",
         "socios-implementadores"),
        ("Todas las unidades operativas que miden, cuentan y pesan", "narrowed",
         "unidades-operativas"),
        ("Empresa Nueva", "unknown", ""),
        ("GAD", "exact", "gad"),
    ]  # fmt: skip


@given(st.text(alphabet='Quito, yeManta.;()\n"/7', max_size=60))
def test_no_word_is_lost(text: str) -> None:
    one = Thing("urn:1", "1701", "Quito", ("Quito",), frozenset({"quito"}), "Canton")
    two = Thing("urn:2", "1308", "Manta y Mar", ("Manta y Mar",), frozenset(), "Canton")
    things = Things("territory", (one, two))
    kept = folded(" ".join(printed for printed, _ in pieces(text, things))).split()
    lost = [word for word in folded(text).split() if word not in kept]
    assert set(lost) <= {"y", "e"}


def test_a_list_in_parentheses_is_read_and_its_heading_is_kept(everything: Known) -> None:
    text = "Capacitaciones, Asistencias (psicosocial, PTM, documentación)"
    assert split(everything, "assistance", text) == [
        ("Capacitaciones", "exact", "training"),
        ("Asistencias", "heading", ""),
        ("psicosocial", "exact", "psychosocial"),
        ("PTM", "exact", "cash-transfers"),
        ("documentación", "exact", "documentation"),
    ]
    some = "Asistencias (psicosocial, otra cosa)"
    assert split(everything, "assistance", some) == [(some, "unknown", "psychosocial")]


def test_words_that_name_another_thing_do_not_narrow(everything: Known) -> None:
    text = "Generación de información para decidir y apoyo en la regularización"
    assert split(everything, "assistance", text) == [
        ("Generación de información para decidir", "narrowed", "information"),
        ("apoyo en la regularización", "unknown", "regularisation"),
    ]
    text = "Regularización de documentación"
    ((printed, how, codes),) = split(everything, "assistance", text)
    assert (printed, how, codes) == (text, "unknown", "regularisation/documentation")
    text = "Entidades Gubernamentales del gobierno y de los Gobiernos Autónomos Descentralizados"
    assert [each[1:] for each in split(everything, "actor", text)] == [
        ("narrowed", "entidades-gubernamentales"),
        ("narrowed", "gad"),
    ]


def test_a_long_hostile_field_is_one_piece(everything: Known) -> None:
    for text in (
        "(" * 20_000,
        "a, " * 20_000,
        "Objetivo 7: " * 5_000,
        "y " * 30_000,
        "1) a" * 9_000,
    ):
        for kind in ("objective", "principle", "actor"):
            ((printed, named),) = pieces(text, everything.things[kind])
            assert printed.strip(" ,") == text.strip(" ,")
            assert named is not None
            assert named.how == "unknown"
