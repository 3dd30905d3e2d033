"""`validate [PATH…]`: findings, with file and line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saberesgraph.cli.options import Option, format_option, language_of, verb
from saberesgraph.cli.report_files import FORMATS, destinations, refuse_sources, writers
from saberesgraph.errors import InputError, SaberesGraphError
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.kept import Kept
    from saberesgraph.project import Project
    from saberesgraph.validation.run import Engine

# the formats in which GitHub looks for files, from the folder that it checked out
_OF_GITHUB = {"github", "sarif"}


@verb(
    "validate",
    es="Revisa los datos con las formas SHACL. Sin PATH revisa todo; con PATH, solo esos "
    "archivos o carpetas, en el contexto del proyecto. Termina con 1 si hay hallazgos.",
    en="Checks the data against the SHACL shapes. Without PATH everything; with PATH only those "
    "files or folders, in the project's context. Exits with 1 if there are findings.",
    examples="saberesgraph validate\n"
    "saberesgraph validate data/practices/BP1_AH.ttl --fail-on warning\n"
    "saberesgraph validate -f github -o findings.sarif -o findings.html\n"
    "saberesgraph validate -o junit:report.out",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@format_option(
    FORMATS,
    "text",
    es="Formato en la salida estándar.",
    en="Format on standard output.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    cls=Option,
    multiple=True,
    metavar="[FORMAT:]FILE",
    es="Escribe también este archivo, en el formato de su extensión (.txt .json .md .html .sarif "
    ".xml .ttl; .xml es JUnit) o en el que va delante; se puede repetir.",
    en="Also write this file, in the format of its extension (.txt .json .md .html .sarif .xml "
    ".ttl; .xml is JUnit) or in the one before it; can be repeated.",
)
@click.option(
    "--fail-on",
    cls=Option,
    type=click.Choice(["violation", "warning", "info"]),
    default="violation",
    es="Gravedad desde la que termina con 1.",
    en="Severity from which it exits with 1.",
)
@click.option(
    "--engine",
    cls=Option,
    type=click.Choice(["fast", "reference"]),
    default="fast",
    es="Quién revisa: nuestro motor, o pySHACL solo, que encuentra lo mismo en mucho más tiempo.",
    en="Who checks: our engine, or pySHACL alone, which finds the same in far more time.",
)
@click.option(
    "--jobs",
    cls=Option,
    type=click.IntRange(min=1),
    es="Cuántos procesos revisan un proyecto grande; si no lo dices, uno por procesador.",
    en="How many processes check a large project; one for each processor if you do not say.",
)
@click.option(
    "--store",
    "folder",
    cls=Option,
    metavar="DIR",
    type=click.Path(path_type=Path),
    es="Guarda el grafo y los hallazgos en esta carpeta; la próxima vez revisa solo lo que cambió. "
    "Sirve sin PATH.",
    en="Keep the graph and the findings in this folder; the next time only what changed is "
    "checked. For use without PATH.",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    outputs: tuple[str, ...],
    fail_on: str,
    engine: "Engine",
    jobs: int | None,
    folder: Path | None,
    root: Path | None,
) -> int:
    """Print the findings and return the exit code."""
    files = destinations(outputs)
    from saberesgraph.project import find
    from saberesgraph.validation import Severity, validate
    from saberesgraph.writing import write_text

    project = find(root)
    refuse_sources(files, project, paths)
    language = language_of(ctx)
    place = _as_github_sees(project)
    try:
        with _progress(language) as progress:
            report = validate(
                project,
                paths,
                engine=engine,
                jobs=jobs,
                progress=progress,
                kept=_kept(project, folder, paths, engine),
            )
    except SaberesGraphError as error:
        if form == "github":
            from saberesgraph.validation.reports.github import fault

            click.echo(fault(error, place, language), nl=False)
        raise
    write = writers()
    texts = {
        kind: write[kind](report.placed(place) if kind in _OF_GITHUB else report, language)
        for kind in {form, *files.values()}
    }
    for file, kind in files.items():
        write_text(file, texts[kind])
    click.echo(texts[form], nl=False)
    return int(report.fails(Severity[fail_on.upper()]))


def _kept(
    project: "Project", folder: Path | None, paths: tuple[Path, ...], engine: str
) -> "Kept | None":
    """Return the state of a project that a folder keeps, if one is given."""
    if folder is None:
        return None
    if paths or engine != "fast":
        raise InputError(
            "--store no va con PATH ni con --engine reference",
            "--store does not go with PATH or --engine reference",
            hint=("Quita uno", "Remove one of them"),
        )
    from saberesgraph.kept import kept
    from saberesgraph.validation.rule_reach import rule_is_local

    return kept(project, folder, rule_is_local)


@contextmanager
def _progress(language: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what shows how many files of a large project are done."""
    bars: list[Any] = []

    def told(done: int, of: int) -> None:
        if not bars:
            label = translator(language)("Revisando fichas", "Checking records")
            bars.append(click.progressbar(length=of, label=label, file=sys.stderr))
            bars[0].render_progress()
        bars[0].update(done - bars[0].pos)

    try:
        yield told
    finally:
        for bar in bars:
            bar.render_finish()


def _as_github_sees(project: "Project") -> Callable[[str], str]:
    """Return what turns the name of a file into the one that a job of GitHub's knows it by."""
    checked_out = os.environ.get("GITHUB_WORKSPACE")

    def place(name: str) -> str:
        for base in (project.root, Path.cwd()):
            file = base / name
            if checked_out and file.is_file() and file.is_relative_to(Path(checked_out).resolve()):
                return file.relative_to(Path(checked_out).resolve()).as_posix()
        return name

    return place
