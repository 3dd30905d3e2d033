"""A row of the sheet of sources, as statements."""

import re

from saberesgraph.fiches.importing.entry import Entry, Statements
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.address import is_address


def source_document(row: Row) -> Entry:
    """Return what a row states of a document that fiches come from."""
    said = Statements("source", row)
    if said.begin("sab:SourceDocument"):
        said.literal("publisher", "dcterms:publisher")
        year = said.text("issued")
        if year and not re.fullmatch(r"[12][0-9]{3}", year):
            said.say(
                "issued",
                "El año no se lee. Escribe cuatro cifras, como 2026, o déjalo vacío",
                "The year cannot be read. Write four digits, such as 2026, or leave it empty",
                read=year,
            )
        said.literal("issued", "dcterms:issued", datatype="gYear")
        address = said.text("url")
        if address and not is_address(address):
            said.say(
                "url",
                "La dirección no se lee. Escribe una que empiece con http:// o https://",
                "The address cannot be read. Write one that begins with http:// or https://",
                read=address,
            )
        said.literal("url", "schema:url", datatype="anyURI")
    return said.entry("sources")
