"""`template`: the workbook that people fill."""

from pathlib import Path

import click

from saberesgraph.cli.options import Option, language_of, verb
from saberesgraph.language import translator


@verb(
    "template",
    es="Escribe el formulario que se llena en una hoja de cálculo. Prácticas, lecciones, "
    "postulaciones con su comité, e intercambios, con ayudas, listas y un ejemplo; lo llenado se "
    "lee con import.",
    en="Writes the form that is filled in a spreadsheet. Practices, lessons, submissions with "
    "their committee, and exchanges, with helps, lists and an example; what is filled in is read "
    "by import.",
    examples="saberesgraph template -o fichas.xlsx\n"
    "saberesgraph template -o records.xlsx --lang en",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    cls=Option,
    type=click.Path(dir_okay=False, path_type=Path),
    es="Archivo .xlsx que se escribe.",
    en=".xlsx file to write.",
)
@click.pass_context
def command(ctx: click.Context, output: Path, root: Path | None) -> None:
    """Write the workbook."""
    from saberesgraph.errors import FormatError
    from saberesgraph.fiches.form.columns import form
    from saberesgraph.fiches.form.template import template
    from saberesgraph.project import find
    from saberesgraph.writing import write_bytes

    if output.suffix.lower() != ".xlsx":
        raise FormatError(
            f'no se conoce el formato "{output.suffix}"',
            f'there is no format "{output.suffix}"',
            where=str(output),
            hint=("El formulario es .xlsx", "The form is .xlsx"),
        )
    language = language_of(ctx)
    write_bytes(output, template(form(find(root)), language))
    click.echo(translator(language)(f"Listo: {output}", f"Done: {output}"), err=True)
