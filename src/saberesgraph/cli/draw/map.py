"""`draw map`: how many experiences each province has."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.draw.output import output_option, readable, write
from saberesgraph.cli.options import Option, language_of, verb
from saberesgraph.cli.source import Source, source_options

if TYPE_CHECKING:
    from saberesgraph.store import Store


@verb(
    "map",
    es="Dibuja el mapa de las provincias. Una página con filtros y su tabla, una imagen SVG o CSV.",
    en="Draws the map of the provinces. A page with filters and its table, an SVG picture or CSV.",
    examples="saberesgraph draw map -o mapa.html\n"
    "saberesgraph draw map --objective 15 --area AH -o mapa.svg\n"
    "saberesgraph draw map --level canton -o cantones.svg",
)
@output_option("mapa.html, mapa.svg, mapa.csv")
@click.option(
    "--objective",
    cls=Option,
    es="Solo las experiencias de un objetivo del Pacto: su número o su nombre.",
    en="Only the experiences of an objective of the Compact: its number or its name.",
)
@click.option(
    "--area",
    cls=Option,
    es="Solo las de un área: su código o su nombre.",
    en="Only those of an area: its code or its name.",
)
@click.option(
    "--level",
    cls=Option,
    type=click.Choice(("province", "canton")),
    default="province",
    show_default=True,
    es="Colorea las provincias, o pone un círculo en cada cabecera de cantón.",
    en="Colours the provinces, or puts a circle on each canton's seat.",
)
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    output: Path,
    objective: str | None,
    area: str | None,
    level: str,
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    root: Path | None,
) -> int:
    """Write the picture and return the exit code."""
    from saberesgraph.drawing.map import read
    from saberesgraph.drawing.map.page import map_csv, map_page
    from saberesgraph.drawing.map.svg import map_svg
    from saberesgraph.project import find

    language = language_of(ctx)
    project = find(root)
    source = Source(project, folder=folder, endpoint=endpoint, own_graphs=own_graphs)
    with readable(project, endpoint):
        store = source.trusted()
        drawn = read(store, language)
        number = _code("objective", objective, store)
        chosen = int(number) if number else None
        of_area = _code("area", area, store)
        return write(
            output,
            {
                ".html": lambda: map_page(
                    drawn, language, objective=chosen, area=of_area, level=level
                ),
                ".svg": lambda: map_svg(
                    drawn, language, objective=chosen, area=of_area, level=level
                ),
                ".csv": lambda: map_csv(drawn, language, objective=chosen, area=of_area),
            },
            language,
        )


def _code(kind: str, given: str | None, store: "Store") -> str | None:
    """The code that a person means; ParameterError for what is none."""
    from saberesgraph.namespaces import local_name
    from saberesgraph.parameters import Parameter, resolve

    if given is None:
        return None
    return local_name(resolve(Parameter(kind, kind, None, {}), given, store).value)
