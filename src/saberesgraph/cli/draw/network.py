"""`draw network`: practices, actors and frameworks, with the evidence of each link."""

from pathlib import Path

import click

from saberesgraph.cli.draw.output import output_option, write
from saberesgraph.cli.options import language_of, verb
from saberesgraph.cli.source import Source, source_options


@verb(
    "network",
    es="Dibuja la red. Una página con buscador, filtros y la evidencia de cada línea.",
    en="Draws the network. A page with search, filters and the evidence of each line.",
    examples="saberesgraph draw network -o red.html",
)
@output_option("red.html")
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    output: Path,
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    root: Path | None,
) -> int:
    """Write the picture and return the exit code."""
    from saberesgraph import network
    from saberesgraph.drawing.network_page import network_page
    from saberesgraph.project import find

    language = language_of(ctx)
    source = Source(find(root), folder=folder, endpoint=endpoint, own_graphs=own_graphs)
    return write(
        output,
        {
            ".html": lambda: network_page(network.build(source.trusted(), language), language),
        },
        language,
    )
