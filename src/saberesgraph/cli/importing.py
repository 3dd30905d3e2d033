"""`import FILE…`: workbooks, tables, exports of forms and documents become fiches."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.options import Option, language_of, verb
from saberesgraph.errors import InputError
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.fiches.given import Told

_FORMATS = ("text", "json", "markdown")
_STAGES = {
    "read": ("Leyendo", "Reading"),
    "normalise": ("Interpretando", "Interpreting"),
    "check": ("Revisando", "Checking"),
}


@verb(
    "import",
    es="Lee fichas de hojas de cálculo, formularios y documentos. Sin más opciones solo muestra "
    "lo que haría: nuevas, cambiadas, sin cambios y rechazadas, con cada duda en su celda o línea. "
    "Con --write o -o escribe todo o nada; tus archivos no se tocan. Termina con 1 si algo se "
    "rechaza.",
    en="Reads fiches from spreadsheets, forms and documents. Without more options it only shows "
    "what it would do: new, changed, unchanged and rejected, with each doubt at its cell or line. "
    "With --write or -o it writes all or nothing; your files are not touched. Exits with 1 if "
    "something is rejected.",
    examples="saberesgraph import fichas.xlsx\n"
    "saberesgraph import fichas.xlsx --write\n"
    "saberesgraph import catalogo.pdf --source catalogue-2021 -o fichas --review revision.xlsx\n"
    "saberesgraph import respuestas.csv --mapping respuestas.toml",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path),
)
@click.option(
    "--write",
    cls=Option,
    is_flag=True,
    es="Escribe en data/ del proyecto, si nada se rechaza.",
    en="Write into the project's data/, if nothing is rejected.",
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    type=click.Path(file_okay=False, path_type=Path),
    es="Escribe en esta carpeta y no en data/.",
    en="Write into this folder and not into data/.",
)
@click.option(
    "--review",
    cls=Option,
    type=click.Path(dir_okay=False, path_type=Path),
    es="Escribe un .xlsx con lo leído y una columna de observaciones, para corregir e importar.",
    en="Write an .xlsx of what was read with a column of remarks, to correct and import.",
)
@click.option(
    "--mapping",
    cls=Option,
    type=click.Path(dir_okay=False, path_type=Path),
    es="Archivo .toml que dice qué campo es cada encabezado; si no existe, se propone uno.",
    en=".toml file that says which field each heading is; if there is none, one is proposed.",
)
@click.option(
    "--source",
    cls=Option,
    default="",
    es="Código del documento del que salen las fichas que no lo dicen.",
    en="Code of the document that fiches come from which do not say so.",
)
@click.option(
    "--accept-proposals",
    cls=Option,
    is_flag=True,
    es="Toma lo propuesto donde hay una sola propuesta; queda escrito que se normalizó.",
    en="Take what is proposed where there is one proposal; it stays on record as normalised.",
)
@click.option(
    "-f",
    "--format",
    "form",
    cls=Option,
    type=click.Choice(_FORMATS),
    default="text",
    es="Formato del informe.",
    en="Format of the report.",
)
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    write: bool,
    output: Path | None,
    review: Path | None,
    mapping: Path | None,
    source: str,
    accept_proposals: bool,
    form: str,
    root: Path | None,
) -> int:
    """Print what an import does and return the exit code."""
    if write and output:
        raise InputError(
            "se escribe en data/ o en otra carpeta",
            "it is written into data/ or into another folder",
            where="--write -o",
            hint=("Da una de las dos", "Give one of the two"),
        )
    from saberesgraph.fiches import import_report
    from saberesgraph.fiches.columns import form as form_of
    from saberesgraph.fiches.importing import execute, plan
    from saberesgraph.fiches.mapping import read_mapping, written
    from saberesgraph.fiches.review import review_copy
    from saberesgraph.project import find
    from saberesgraph.writing import write_bytes, write_text

    language = language_of(ctx)
    t = translator(language)
    project = find(root)
    asked = form_of(project)
    with _Bars(language) as told:
        planned = plan(
            project,
            asked,
            files,
            mapping=read_mapping(mapping, asked) if mapping and mapping.exists() else (),
            source=source,
            accept_proposals=accept_proposals,
            told=told,
        )
    headings = {
        column.key: column.heading[language] for sheet in asked.sheets.values() for column in sheet
    }
    if mapping and not mapping.exists():
        write_text(mapping, written(planned.mapping, asked, language))
    if review:
        write_bytes(review, review_copy(planned, asked, language))
    click.echo(import_report.WRITERS[form](planned, language, headings), nl=False)
    if planned.refused:
        said = (
            "No se escribió nada: corrige lo rechazado",
            "Nothing was written: correct the rejected",
        )
    elif write or output:
        folder = output or project.root / "data"
        execute(planned, folder)
        count = len(planned.texts)
        said = (f"{count} archivos escritos en {folder}", f"{count} files written into {folder}")
    else:
        said = (
            "No se escribió nada. Para escribir agrega --write, u -o CARPETA",
            "Nothing was written. To write add --write, or -o FOLDER",
        )
    click.echo(f"{t(*said)}.", err=True)
    return int(planned.refused)


class _Bars:
    """A progress bar for each stage of the work, on a terminal."""

    def __init__(self, language: str) -> None:
        self._t = translator(language)
        self._stage = ""
        self._bar: click._termui_impl.ProgressBar[int] | None = None

    def __enter__(self) -> "Told":
        return self._told

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        if self._bar:
            self._bar.render_finish()
            self._bar = None

    def _told(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._end()
            self._stage = stage
            self._bar = click.progressbar(
                length=total, label=self._t(*_STAGES[stage]), file=sys.stderr
            )
            self._bar.render_progress()
        if self._bar:
            self._bar.update(done - self._bar.pos)
