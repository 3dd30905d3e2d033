"""Rows of exchanges and of their steps, as statements: the file of an exchange holds its steps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from saberesgraph.fiches.importing.entry import Entry, Statements
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.known import Known
from saberesgraph.namespaces import local_name, shorten

_FOLDER: Final = "exchange/exchanges"
_LINKS: Final = {
    "giver": True,
    "recipient": True,
    "facilitator": True,
    "exchanged": True,
    "fromTerritory": True,
    "toTerritory": True,
    "modality": False,
    "call": False,
}
"""Links of an exchange, and whether a cell may name several."""


def exchange(row: Row, known: Known, steps: Sequence[Row] = ()) -> Entry:
    """Return what a row states of an exchange, with its steps in their order."""
    said = Statements("exchange", row)
    below = {}
    if said.begin("sab:Exchange"):
        for link, several in _LINKS.items():
            said.link(link, f"sab:{link}", known.things[link], several=several)
        said.day("startDate", "schema:startDate")
        said.day("endDate", "schema:endDate")
        said.literal("learned", "sab:learned", "es")
        said.link("source", "dcterms:source", known.things["source"], several=True)
        for number, given in enumerate(steps, start=1):
            step = _step(given, known, f"{said.code}-{number}")
            said.add(said.name, "sab:step", step.name)
            said.triples += step.triples
            said.remarks += (*given.remarks, *step.remarks)
            below[step.name] = given
    return replace(said.entry(_FOLDER), below=below)


def _step(row: Row, known: Known, code: str) -> Statements:
    said = Statements("exchange-step", row, code)
    said.add(said.name, "rdf:type", "sab:ExchangeStep")
    said.link("exchangeStatus", "sab:exchangeStatus", known.things["exchangeStatus"])
    said.day("date", "dcterms:date")
    said.literal("remark", "sab:remark", "es")
    return said


def exchanges(rows: Iterable[Row], steps: Iterable[Row], known: Known) -> Iterator[Entry]:
    """Yield exchanges with their steps, and then the steps that are of no row of exchanges.

    Args:
        rows: of exchanges.
        steps: of any of them, the oldest first.
        known: what may be named, these exchanges too.
    """
    given = list(rows)
    codes = {Statements("exchange", row).code for row in given} - {""}
    found: dict[str, list[Row]] = {}
    lost = []
    for step in steps:
        said = Statements("exchange-step", step)
        iri = said.needed("exchange", known.things["exchange"])
        code = local_name(iri)
        if code in codes:
            found.setdefault(code, []).append(step)
            continue
        if iri:
            said.say(
                "exchange",
                "Ese intercambio no está en la hoja Intercambios. Agrega ahí su fila, y aquí sus "
                "demás pasos",
                "That exchange is not in the sheet Intercambios. Add its row there, and its other "
                "steps here",
                read=shorten(iri),
            )
        lost.append(said.entry(_FOLDER))
    for row in given:
        yield exchange(row, known, found.get(Statements("exchange", row).code, ()))
    yield from lost
