"""`draw network`: practices, actors and frameworks, with the evidence of each link."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.draw.output import output_option, readable, write
from saberesgraph.cli.options import Option, language_of, verb
from saberesgraph.cli.source import Source, source_options
from saberesgraph.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

    from saberesgraph.store import Store

# what --focus may name by its code or name; anything else by its prefixed name
_FOCUSED = ("practice", "territory", "actor", "objective", "principle", "area")


@verb(
    "network",
    es="Dibuja la red. Una página con buscador, filtros y la evidencia de cada línea; o GEXF y "
    "GraphML para otros programas, los enlaces en CSV, o una imagen SVG.",
    en="Draws the network. A page with search, filters and the evidence of each line; or GEXF and "
    "GraphML for other programs, the links as CSV, or an SVG picture.",
    examples="saberesgraph draw network -o red.html\n"
    "saberesgraph draw network --focus Quito --depth 2 -o quito.html\n"
    "saberesgraph draw network --view practices -o practicas.gexf",
)
@output_option("red.html")
@click.option(
    "--view",
    cls=Option,
    type=click.Choice(["full", "practices", "principles", "actors"]),
    default="full",
    show_default=True,
    es="Toda la red; o fichas por lo que comparten, principios que se citan juntos, actores que "
    "aparecen en una misma ficha.",
    en="The whole network; or records by what they share, principles cited together, actors that "
    "appear in the same record.",
)
@click.option(
    "--focus",
    metavar="CODE|NAME",
    cls=Option,
    es="Solo lo que rodea a una ficha, un territorio, un actor, un objetivo: su código o nombre.",
    en="Only what surrounds a record, a territory, an actor, an objective: its code or name.",
)
@click.option(
    "--depth",
    cls=Option,
    type=click.IntRange(1, 2),
    es="A cuántos enlaces de --focus (1 si no se dice).",
    en="How many links away from --focus (1 unless given).",
)
@click.option(
    "--derived/--no-derived",
    cls=Option,
    default=True,
    es="Con los enlaces que deriva una regla, o solo lo que dicen las fuentes.",
    en="With the links that a rule derives, or only what the sources say.",
)
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    output: Path,
    view: str,
    focus: str | None,
    depth: int | None,
    derived: bool,
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    root: Path | None,
) -> int:
    """Write the picture and return the exit code."""
    from saberesgraph.drawing.network import files
    from saberesgraph.drawing.network.page import network_page
    from saberesgraph.drawing.network.svg import svg
    from saberesgraph.project import find

    if depth and not focus:
        raise InputError(
            "--depth solo sirve con --focus",
            "--depth is only for --focus",
            hint=("Di de qué con --focus", "Say of what with --focus"),
        )
    language = language_of(ctx)
    project = find(root)
    source = Source(project, folder=folder, endpoint=endpoint, own_graphs=own_graphs)

    @cache
    def drawn() -> "tuple[nx.Graph[str], str | None]":
        return _drawn(source.trusted(), language, view, focus, depth or 1, derived)

    with readable(project, endpoint):
        return write(
            output,
            {
                ".html": lambda: network_page(drawn()[0], language, view=view, focus=drawn()[1]),
                ".gexf": lambda: files.gexf(drawn()[0], language),
                ".graphml": lambda: files.graphml(drawn()[0], language),
                ".csv": lambda: files.edge_list(drawn()[0], language),
                ".svg": lambda: svg(drawn()[0], language),
            },
            language,
        )


def _drawn(
    store: "Store", language: str, view: str, focus: str | None, depth: int, derived: bool
) -> "tuple[nx.Graph[str], str | None]":
    """Return the network asked for, and what it is around."""
    from saberesgraph import network

    whole = network.build(store, language)
    if not derived:
        whole = network.asserted(whole)
    graph: nx.Graph[str] = whole
    if view != "full":
        projection = {
            "practices": network.practices,
            "principles": network.principles,
            "actors": network.actors,
        }[view]
        graph = projection(whole)
    if focus is None:
        return graph, None
    node = focus if focus in graph else _named(store, focus)
    return network.focus(graph, node, depth), node


def _named(store: "Store", given: str) -> str:
    """Return the node that a person means."""
    from saberesgraph.namespaces import shorten
    from saberesgraph.parameters import choices, matched

    known = [choice for kind in _FOCUSED for choice in choices(kind, store)]
    return shorten(matched("--focus", given, known, listed=False).value)
