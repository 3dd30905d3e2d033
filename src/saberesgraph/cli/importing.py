"""`import FILE…`: workbooks, tables, exports of forms and documents become fiches."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.options import Option, format_option, language_of, verb
from saberesgraph.errors import InputError
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.fiches.importing.given import Told

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
    "saberesgraph import respuestas.csv --mapping respuestas.toml\n"
    "saberesgraph import catalogo.txt --compare -f markdown",
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
    "--compare",
    cls=Option,
    is_flag=True,
    es="Compara lo leído con lo que hay en data/, campo por campo; no escribe nada.",
    en="Compare what is read with what data/ holds, field by field; nothing is written.",
)
@format_option(
    _FORMATS,
    "text",
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
    compare: bool,
    form: str,
    root: Path | None,
) -> int:
    """Print what an import does and return the exit code."""
    _refuse_contradictions(files, write, output, review, compare)
    from saberesgraph.fiches.form.columns import form as form_of
    from saberesgraph.fiches.importing import comparison
    from saberesgraph.fiches.importing import planning as work
    from saberesgraph.fiches.importing import report as import_report
    from saberesgraph.fiches.importing.executing import write_apart, write_into
    from saberesgraph.fiches.importing.review import review_copy
    from saberesgraph.fiches.sheets.mapping import read_mapping, written
    from saberesgraph.project import find
    from saberesgraph.writing import finish_writing, refuse_foreign, write_bytes, write_text

    language = language_of(ctx)
    t = translator(language)
    if output:
        refuse_foreign(output)  # before the work, which would be in vain
    project = find(root)
    if write and project.packaged:
        raise InputError(
            "no hay un proyecto en el que escribir",
            "there is no project to write into",
            where="--write",
            hint=(
                "Entra en la carpeta de uno, o usa --root o -o",
                "Go to the folder of one, or use --root or -o",
            ),
        )
    asked = form_of(project)
    folders = {output} if output else set()
    if write:
        folders = {project.root / "data", *(file.parent for file in project.data_files)}
    if finish_writing(folders):
        click.echo(
            t("Se terminó lo que quedó a medias.", "What was left half done is finished."), err=True
        )
    known = read_mapping(mapping, asked) if mapping and mapping.exists() else ()
    request = work.Request(files, known, source, accept_proposals)
    with Bars(language) as told:
        if compare:
            compared = work.comparison(project, asked, request, told)
        else:
            planned = work.plan(project, asked, request, told)
    if compare:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        if form == "text":
            click.echo(comparison.text(compared, language, width), nl=False)
        else:
            click.echo(comparison.WRITERS[form](compared, language), nl=False)
        return int(bool(compared.differences))
    report = import_report.WRITERS[form](planned, language, asked.headings(language))
    click.echo(report, nl=False)
    if mapping and not mapping.exists() and planned.mapping:
        write_text(mapping, written(planned.mapping, asked, language))
        click.echo(
            t(
                f"{mapping}: qué columna es cada una. Corrígelo e importa otra vez con él.",
                f"{mapping}: what each column is. Correct it and import with it again.",
            ),
            err=True,
        )
    if review:
        write_bytes(review, review_copy(planned, asked, language))
    if planned.refused:
        said = (
            "No se escribió nada en data/: corrige lo rechazado",
            "Nothing was written into data/: correct the rejected",
        )
    elif write or output:
        if output:
            write_apart(output, planned)
        else:
            write_into(project, planned)
        count, folder = len(planned.texts), output or project.root / "data"
        said = (
            f"Archivos escritos en {folder}: {count}",
            f"Files written into {folder}: {count}",
        )
    else:
        said = (
            "No se escribió nada en data/. Para escribir agrega --write, u -o CARPETA",
            "Nothing was written into data/. To write add --write, or -o FOLDER",
        )
    click.echo(f"{t(*said)}.", err=True)
    return int(planned.refused)


def _refuse_contradictions(
    files: tuple[Path, ...], write: bool, output: Path | None, review: Path | None, compare: bool
) -> None:
    if write and output:
        raise InputError(
            "se escribe en data/ o en otra carpeta",
            "it is written into data/ or into another folder",
            where="--write -o",
            hint=("Da una de las dos", "Give one of the two"),
        )
    if compare and (write or output or review):
        raise InputError(
            "comparar no escribe nada",
            "comparing writes nothing",
            where="--compare",
            hint=("Compara primero e importa después", "Compare first, and import then"),
        )
    if review and os.path.realpath(review) in map(os.path.realpath, files):
        raise InputError(
            "es un archivo que se importa, y no se toca",
            "it is a file to import, and is not touched",
            where=str(review),
            hint=("Da otro nombre a la copia", "Give the copy another name"),
        )


class Bars:
    """A progress bar for each stage of the work, on a terminal."""

    def __init__(self, language: str) -> None:
        self._t = translator(language)
        self._stage = ""
        self._bar: click._termui_impl.ProgressBar[int] | None = None

    def __enter__(self) -> "Told":
        """Return what is to hear of progress."""
        return self._told

    def __exit__(self, *_: object) -> None:
        """End the last bar."""
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
