"""`validate [PATH…]`: findings, with file and line."""

from pathlib import Path

import click

from saberesgraph.cli.options import Option, language_of, verb

_FORMATS = ("text", "json", "github")
_EXTENSIONS = {".txt": "text", ".json": "json"}


@verb(
    "validate",
    es="Revisa los datos con las formas SHACL. Sin PATH revisa todo; con PATH, solo esos "
    "archivos o carpetas, en el contexto del proyecto. Termina con 1 si hay hallazgos.",
    en="Checks the data against the SHACL shapes. Without PATH everything; with PATH only those "
    "files or folders, in the project's context. Exits with 1 if there are findings.",
    examples="saberesgraph validate\n"
    "saberesgraph validate data/practices/BP1_AH.ttl --fail-on warning\n"
    "saberesgraph validate -f github -o findings.json",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    cls=Option,
    type=click.Choice(_FORMATS),
    default="text",
    es="Formato en la salida estándar.",
    en="Format on standard output.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    cls=Option,
    multiple=True,
    type=click.Path(path_type=Path),
    es="Escribe también este archivo (.txt o .json); se puede repetir.",
    en="Also write this file (.txt or .json); can be repeated.",
)
@click.option(
    "--fail-on",
    cls=Option,
    type=click.Choice(["violation", "warning", "info"]),
    default="violation",
    es="Gravedad desde la que termina con 1.",
    en="Severity from which it exits with 1.",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    outputs: tuple[Path, ...],
    fail_on: str,
    root: Path | None,
) -> int:
    """Print the findings and return the exit code."""
    for output in outputs:
        if output.suffix not in _EXTENSIONS:
            raise click.BadParameter(
                f"{output}: the extension is not .txt or .json. Choose one of them.",
                param_hint="--output",
            )
    from saberesgraph.project import find
    from saberesgraph.validation import Severity, validate
    from saberesgraph.validation.reports import WRITERS
    from saberesgraph.writing import write_text

    report = validate(find(root), paths)
    language = language_of(ctx)
    for output in outputs:
        write_text(output, WRITERS[_EXTENSIONS[output.suffix]](report, language))
    click.echo(WRITERS[form](report, language), nl=False)
    return int(report.fails(Severity[fail_on.upper()]))
