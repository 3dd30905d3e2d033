"""`draw matrix NAME`: how many experiences stand where a row crosses a column."""

from pathlib import Path

import click

from saberesgraph.cli.draw.output import output_option, readable, write
from saberesgraph.cli.options import Option, language_of, verb
from saberesgraph.cli.source import Source, source_options


@verb(
    "matrix",
    es="Dibuja una matriz de cobertura. NAME es objective-by-area, objective-by-province, "
    "principle-by-area, goal-by-area (derivada) o actor-by-area. La página lleva de cada celda a "
    "su lista; .svg es la misma matriz como imagen y .csv como tabla.",
    en="Draws a coverage matrix. NAME is objective-by-area, objective-by-province, "
    "principle-by-area, goal-by-area (derived) or actor-by-area. The page leads from each cell to "
    "its list; .svg is the same matrix as a picture and .csv as a table.",
    examples="saberesgraph draw matrix objective-by-area -o matriz.html\n"
    "saberesgraph draw matrix objective-by-province --order cluster -o matriz.svg",
)
@click.argument("name")
@output_option("matriz.html")
@click.option(
    "--order",
    cls=Option,
    type=click.Choice(["code", "total", "cluster"]),
    default="code",
    show_default=True,
    es="Orden de filas y columnas: por código, por total, o agrupado para que los parecidos "
    "queden juntos.",
    en="Order of rows and columns: by code, by total, or clustered so that alike ones stand "
    "together.",
)
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    output: Path,
    order: str,
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    root: Path | None,
) -> int:
    """Write the picture and return the exit code."""
    from saberesgraph.coverage import NAMES, Matrix, csv, matrix
    from saberesgraph.drawing.matrix.order import ordered
    from saberesgraph.drawing.matrix.page import matrix_page
    from saberesgraph.drawing.matrix.svg import matrix_svg
    from saberesgraph.errors import UnknownNameError
    from saberesgraph.project import find

    if name not in NAMES:
        raise UnknownNameError(name, NAMES)  # before a store is loaded for nothing
    language = language_of(ctx)
    project = find(root)
    source = Source(project, folder=folder, endpoint=endpoint, own_graphs=own_graphs)

    def found() -> Matrix:
        return matrix(source.trusted(), name, language)

    with readable(project, endpoint):
        return write(
            output,
            {
                ".html": lambda: matrix_page(found(), language, order=order),
                ".svg": lambda: matrix_svg(found(), language, order),
                ".csv": lambda: csv(ordered(found(), order), language),
            },
            language,
        )
