"""A row of the sheet of actors, as statements."""

import pyoxigraph as ox

from saberesgraph.fiches.form.items import pieces
from saberesgraph.fiches.importing.entry import Entry, Statements
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.values.known import Known
from saberesgraph.language import folded

_GROUP = {"grupo", "group", "grupo de actores", "actor group", "actorgroup"}


def actor(row: Row, known: Known) -> Entry:
    """Return what a row states of an actor.

    An organisation unless the row says that it is a group.
    """
    said = Statements("actor", row)
    kind = folded(said.text("actorKind").split("(")[0])
    if said.begin("sab:ActorGroup" if kind in _GROUP else "org:Organization"):
        for name in pieces(said.text("altLabel")):
            said.add(said.name, "skos:altLabel", ox.Literal(name, language="es"))
        said.link("classification", "org:classification", known.things["actorType"])
        said.link("source", "dcterms:source", known.things["source"], several=True)
    return said.entry("actors")
