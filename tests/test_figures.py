"""Figures as people write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saberesgraph.fiches.record import Figure
from saberesgraph.fiches.values.figures import read
from saberesgraph.graph import Graph

PEOPLE = {
    "32,000": 32000, "32.000": 32000, "32 000": 32000, "32\u00a0000": 32000, "32\u202f000": 32000,
    "953,000": 953000, "1.500": 1500, "300": 300, "1'234'567": 1234567, "1,234,567": 1234567,
    "500 personas": 500, " 2,100. ": 2100, "32000": 32000, "32000.0": 32000, "1500.00": 1500,
    "12,00": 12,
}  # fmt: skip
MONEY = {
    "61,500 USD": "61500", "USD 1,500.00": "1500", "$ 2.500": "2500", "US$1.234,56": "1234.56",
    "1.234,56": "1234.56", "1,234.56": "1234.56", "12,50": "12.5", "1500.5": "1500.5",
    "10,000 USD.": "10000", "15 000 dólares": "15000", "15000": "15000", "0.50": "0.5",
    "100 dólares americanos": "100",
}  # fmt: skip
NO_NUMBER = (
    "3,0000", "1,50,000", "1.234.56", "1,234,56", "-500", "−500", "$ -500", "500-600", "500 a 600",
    "entre 100 y 200", "12 familias y 3 casas", "1.5", "12,50", "0,500", "muchas", "1.5 millones",
    "9" * 16, "9" * 5000, "1e5", "٣٢٠٠", "=1+1", "50%", "(500)", "1.234,567",
    "500 USD 2021", "0", "0.00", "61,500 USD",
)  # fmt: skip


@pytest.mark.parametrize(("printed", "value"), PEOPLE.items())
def test_people(printed: str, value: int) -> None:
    reading = read(printed, money=False)
    assert reading.figure.value == value
    assert reading.figure.status == reading.es == reading.en == ""
    assert reading.figure.printed == " ".join(printed.split())


@pytest.mark.parametrize(("printed", "value"), MONEY.items())
def test_money(printed: str, value: str) -> None:
    assert read(printed, money=True).figure == Figure(Decimal(value), "", printed)


@pytest.mark.parametrize("printed", NO_NUMBER)
def test_what_is_no_number_of_people_is_malformed_as_printed(printed: str) -> None:
    reading = read(printed, money=False)
    assert reading.figure == Figure(None, "malformed", printed)
    assert reading.proposed is None
    assert reading.es
    assert reading.en


@pytest.mark.parametrize("printed", ["1,234,56", "1.234.56", "12.345,6.7", "3,0000", "100 €"])
def test_what_is_no_amount_is_malformed_as_printed(printed: str) -> None:
    reading = read(printed, money=True)
    assert reading.figure == Figure(None, "malformed", printed)
    assert reading.proposed is None


@pytest.mark.parametrize(
    ("printed", "money", "proposed"),
    [
        ("aprox. 500", False, "500"), ("Más de 1.500 personas", False, "1500"),
        ("500 familias", False, "500"), ("12,5", True, "12.5"), ("1.5 USD", True, "1.5"),
        ("unos 61,500 USD", True, "61500"), ("~500", False, "500"),
        ("500 (quinientas)", False, "500"),
    ],
)  # fmt: skip
def test_what_is_less_than_certain_is_only_proposed(
    printed: str, money: bool, proposed: str
) -> None:
    reading = read(printed, money=money)
    assert reading.figure == Figure(None, "malformed", printed)
    assert reading.proposed == Decimal(proposed)
    assert proposed in reading.es


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("No aplica", "not-applicable"), ("NO APLICA.", "not-applicable"),
        ("N/A", "not-applicable"), ("n.a.", "not-applicable"), ("No registra", "not-recorded"),
        ("S/D", "not-recorded"), ("sin datos", "not-recorded"), ("No consta", "not-recorded"),
    ],
)  # fmt: skip
def test_words_that_say_why_there_is_none(printed: str, status: str) -> None:
    assert read(printed, money=True).figure == Figure(None, status, printed)


@pytest.mark.parametrize("printed", ["", "  ", "-", "—", "La fuente no lo trae"])
def test_an_empty_figure_is_absent(printed: str) -> None:
    assert read(printed, money=False).figure == Figure(None, "absent", None)


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(
    st.integers(1, 10**15 - 1),
    st.sampled_from([",", ".", " ", "'", "\u00a0", "\u2009", "\u202f", ""]),
    st.sampled_from(["{}", "{} USD", "USD {}", "$ {}", "US${}", "{}.", " {} "]),
)
def test_any_whole_number_in_any_national_way_is_itself(
    number: int, separator: str, around: str
) -> None:
    printed = around.format(grouped(number, separator))
    assert read(printed, money=True).figure.value == number


@given(st.integers(1, 10**12), st.integers(0, 99), st.sampled_from([",.", ".,", " ,", " ."]))
def test_cents_in_any_national_way_are_themselves(whole: int, cents: int, marks: str) -> None:
    printed = f"{grouped(whole, marks[0])}{marks[1]}{cents:02}"
    assert read(printed, money=True).figure.value == Decimal(f"{whole}.{cents:02}")


@given(st.text(alphabet="0123456789.,' -$USDaprox%()", max_size=40), st.booleans())
def test_what_is_read_or_proposed_has_the_digits_that_were_printed(
    printed: str, money: bool
) -> None:
    reading = read(printed, money=money)
    value = reading.figure.value or reading.proposed
    if value is not None:
        digits = re.sub("[^0-9]", "", printed).strip("0")
        assert re.sub("[^0-9]", "", str(value)).strip("0") == digits


def test_every_figure_of_the_catalogue_is_read_as_it_is_on_file(graph: Graph) -> None:
    table = graph.store.select(
        """PREFIX sab: <https://w3id.org/saberesgraph/ontology#>
        SELECT ?printed ?value ?status ?money WHERE {
            { ?p sab:populationPrinted ?printed BIND(false AS ?money)
              OPTIONAL { ?p sab:assistedPopulation ?value }
              OPTIONAL { ?p sab:populationStatus ?status } }
            UNION
            { ?p sab:budgetPrinted ?printed BIND(true AS ?money)
              OPTIONAL { ?p sab:budgetUSD ?value } OPTIONAL { ?p sab:budgetStatus ?status } }
        }"""
    )
    rows = table.records()
    assert len(rows) == 52
    for row in rows:
        figure = read(row["printed"], money=row["money"] == "true").figure
        assert figure.printed == row["printed"]
        if row["value"]:
            assert figure.value == Decimal(row["value"])
        else:
            assert row["status"].endswith("/" + figure.status)
