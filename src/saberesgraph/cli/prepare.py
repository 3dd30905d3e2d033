"""`prepare [NAME]…`: have the answers to the named queries kept beside a store."""

import sys
from pathlib import Path

import click

from saberesgraph.cli.options import Option, Seconds, language_of, verb
from saberesgraph.language import translator


@verb(
    "prepare",
    es="Responde de antemano las consultas con nombre. Deja cada respuesta, sin dar parámetros, "
    "junto al grafo en disco: desde entonces «query» la lee de ahí, hasta que un archivo cambie. "
    "Una consulta que falla o tarda demasiado no detiene a las demás.",
    en="Answers the named queries ahead. Leaves each answer, with no parameters given, beside the "
    "graph on disk: from then on “query” reads it there, until a file changes. A query that fails "
    "or takes too long does not stop the others.",
    examples="saberesgraph prepare --store grafo\n"
    "saberesgraph prepare --store grafo --lang en\n"
    "saberesgraph prepare objective-coverage plan-gaps --store grafo",
)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--store",
    "folder",
    metavar="DIR",
    cls=Option,
    required=True,
    type=click.Path(path_type=Path),
    es="Carpeta del grafo; se hace o se pone al día.",
    en="Folder of the graph; it is made, or brought up to date.",
)
@click.option(
    "--max-seconds",
    cls=Option,
    type=Seconds(min=0.1, max=86400),
    default=600.0,
    show_default=True,
    es="Segundos como máximo para cada consulta.",
    en="Seconds at most for each query.",
)
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    folder: Path,
    max_seconds: float,
    root: Path | None,
) -> int:
    """Print what could not be kept and how much could; return the exit code."""
    from saberesgraph import queries
    from saberesgraph.kept import kept
    from saberesgraph.preparing import prepared
    from saberesgraph.project import find
    from saberesgraph.validation.rule_reach import rule_is_local

    language = language_of(ctx)
    t = translator(language)
    project = find(root)
    asked = [queries.named(project, name) for name in names]
    asked = asked or [*queries.catalogue(project).values()]
    place = kept(project, folder, rule_is_local).place
    failed = []
    label = t("Respondiendo", "Answering")
    with click.progressbar(length=len(asked), label=label, file=sys.stderr) as bar:
        for each in prepared(place, asked, language, max_seconds):
            bar.update(1)
            if each.problem:
                failed.append(f"{each.query}: {each.problem.text(language)}")
    for problem in failed:
        click.echo(problem, err=True)
    done = len(asked) - len(failed)
    click.echo(
        t(
            f"{done} de {len(asked)} respuestas quedan guardadas junto a {folder}",
            f"{done} of {len(asked)} answers are kept beside {folder}",
        )
    )
    return int(bool(failed))
