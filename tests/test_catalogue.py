"""The cards against an independent reading of the catalogue.

`catalogue.csv` was transcribed as printed, from the source alone, by a reader who had not seen the
data. Only the rules below stand between the print and the card.
"""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from saberesgraph.graph import Graph
from saberesgraph.namespaces import PROLOGUE
from saberesgraph.practice.card import card, codes

PRINTED = {
    row["code"]: row
    for row in csv.DictReader(
        (Path(__file__).parent / "catalogue.csv").read_text(encoding="utf-8").splitlines()
    )
}
PRINCIPLES = {
    "centrarse en las personas": "a",
    "centrase en las personas": "a",  # misprint in BP3_PC
    "cooperacion internacional": "b",
    "desarrollo sostenible": "e",
    "derechos humanos": "f",
    "perspectiva de genero": "g",
    "perspectiva infantil": "h",
    "enfoque pangubernamental": "i",
    "enfoque pansocial": "j",
}
NO_NUMBER = {
    "": "absent",
    "No aplica": "not_applicable",
    "No registra": "not_recorded",
    "3,0000": "malformed",
}
# an actor's print begins like this -> id
ACTORS = {
    "oim y socios implementadores": "oim socios-implementadores",
    "oim": "oim",
    "socios implementadores. todas las unidades": "socios-implementadores unidades-operativas",
    "socios implementadores": "socios-implementadores",
    "todas las unidades operativas": "unidades-operativas",
    "entidades gubernamentales del gobierno central y de los gobiernos": (
        "entidades-gubernamentales gad"
    ),
    "entidades gubernamentales": "entidades-gubernamentales",
    "gobiernos autonomos descentralizados": "gad",
    "actores locales": "actores-locales",
    "arrendatarias/os": "arrendatarias",
    "comunidad de acogida": "comunidad-acogida",
    "entidades financieras": "entidades-financieras",
    "entidades locales que brindan servicios de salud": "entidades-salud",
    "organizaciones no gubernamentales": "ong",
    "agencias del sistema de naciones unidas": "agencias-onu",
}


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split()).strip(" .")


def parts(cell: str) -> list[str]:
    return [part for part in cell.split(" | ") if part]


def test_the_reading_covers_every_fiche(graph: Graph) -> None:
    assert set(codes(graph.store)) == set(PRINTED)
    assert len(PRINTED) == 34


@pytest.mark.parametrize("code", PRINTED)
def test_a_card_says_what_the_catalogue_prints(code: str, graph: Graph) -> None:
    printed, found = PRINTED[code], card(graph.store, code)
    for figure, value, status in (
        (printed["population"], found.population, found.population_status),
        (printed["budget"], found.budget_usd, found.budget_status),
    ):
        if figure in NO_NUMBER:
            assert (value, status) == (None, NO_NUMBER[figure])
        else:
            assert (value, status) == (int(re.sub(r"\D", "", figure)), "stated")
    places = {fold(place) for place in parts(printed["territories"])}
    if found.national:
        assert all(place.startswith("alcance nacional") for place in places)
        assert found.territories == []
    else:
        short = {"santo domingo de los tsachilas": "santo domingo"}
        names = {fold(territory["name"]) for territory in found.territories}
        assert {short.get(name, name) for name in names} == places
    names = {fold(re.sub(r"^\w\) ?", "", name)) for name in parts(printed["principles"])}
    assert found.principles == sorted(PRINCIPLES[name] for name in names)
    assert found.objectives == sorted(map(int, printed["objectives"].split()))
    level = {"Alta": "high", "Media": "medium", "Baja": "low", "": None}
    assert found.sustainability == level[printed["sustainability"]]
    assert found.keywords == parts(printed["keywords"])
    ids = {
        actor
        for name in parts(printed["actors"])
        for actor in next(v for k, v in ACTORS.items() if fold(name).startswith(k)).split()
    }
    assert {actor["id"] for actor in found.actors} == ids


def test_provinces_are_provinces_and_cantons_cantons(graph: Graph) -> None:
    levels = {
        code: {territory["level"] for territory in card(graph.store, code).territories}
        for code in codes(graph.store)
    }
    assert levels.pop("BP1_PC") == {"province"}
    assert {level for found in levels.values() for level in found} == {"canton"}


SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
CATALOGUE = SEEDS / "000_e769a97ef4105dd0.txt"
GUIDE = SEEDS / "003_9295ad3f06c28057.txt"


def assert_printed(rows: list[dict[str, str]], seed: Path) -> None:
    def bare(text: str) -> str:
        return re.sub(r"[\s*]+", "", text).casefold().strip(".")

    source = bare(seed.read_text(encoding="utf-8"))
    for row in rows:
        for part in re.split(r" / |…", row["printed"]):
            assert bare(part) in source, row


@pytest.mark.skipif(not CATALOGUE.exists(), reason="needs the text of the catalogue")
def test_what_is_quoted_as_printed_stands_in_the_catalogue(graph: Graph) -> None:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?node ?printed WHERE {
            ?node sab:asPrinted ?printed .
            { ?node sab:practice|^sab:anomaly|^sab:absence|^sab:assessment ?record .
                ?record dcterms:source source:catalogue-2021 }
            UNION { source:catalogue-2021 sab:anomaly ?node }
            UNION { ?node a sab:MethodStep ; dcterms:source source:catalogue-2021 }
            FILTER NOT EXISTS { ?node sab:kind/skos:notation "personal-data-withheld" } }"""
    ).records()
    assert len(rows) > 800
    assert_printed(rows, CATALOGUE)


@pytest.mark.skipif(not GUIDE.exists(), reason="needs the text of the guide")
def test_what_is_quoted_as_printed_stands_in_the_guide(graph: Graph) -> None:
    rows = graph.store.select(
        PROLOGUE
        + """SELECT ?node ?printed WHERE {
            { ?node dcterms:source source:guide-intercooperation-2024 ; sab:asPrinted ?printed }
            UNION { ?node dcterms:source source:guide-intercooperation-2024 ; ?field ?printed
                FILTER (STRENDS(STR(?field), "Printed") && ?field != sab:asPrinted) }
            UNION { ?node ^sab:anomaly/dcterms:source source:guide-intercooperation-2024 ;
                sab:asPrinted ?printed }
            UNION { source:guide-intercooperation-2024 sab:asPrinted ?printed }
        }"""
    ).records()
    # of the older links, dates, oddities and the guide; then elements, seats, links and oddities
    assert len(rows) == 18 + 4 + 5 + 1 + 17 + 2 + 10 + 5
    assert_printed(rows, GUIDE)
