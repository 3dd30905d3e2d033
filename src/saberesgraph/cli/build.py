"""`build`: read, validate, derive, answer, draw, and write the site."""

import os
import sys
import time
from pathlib import Path

import click

from saberesgraph.cli.checked import checked
from saberesgraph.cli.options import Option, language_of, verb
from saberesgraph.language import translator

_MIB = 1024 * 1024


@verb(
    "build",
    es="Hace todo el trabajo y escribe el sitio. Lee, revisa, deriva, responde cada consulta, "
    "dibuja la red y deja páginas que se abren con doble clic, sin conexión.",
    en="Does the whole job and writes the site. Reads, checks, derives, answers each query, draws "
    "the network and leaves pages that open by double click, offline.",
    examples="saberesgraph build\nsaberesgraph build -o site --lang en",
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    default=Path("site"),
    type=click.Path(path_type=Path),
    show_default=True,
    es="Carpeta del sitio.",
    en="Folder of the site.",
)
@click.option(
    "--jobs",
    cls=Option,
    type=click.IntRange(1),
    es="Procesos que dibujan a la vez; si no, uno por procesador.",
    en="Processes that draw at once; otherwise one a processor.",
)
@click.pass_context
def command(ctx: click.Context, output: Path, jobs: int | None, root: Path | None) -> int:
    """Write the site, print a summary and return the exit code."""
    from saberesgraph import site
    from saberesgraph.project import find
    from saberesgraph.validation.reports import summary
    from saberesgraph.writing import refuse_foreign

    started = time.monotonic()
    language = language_of(ctx)
    t = translator(language)
    project = find(root)
    refuse_foreign(output)  # before the work, which would be in vain
    refused = ("No se escribió el sitio", "The site was not written")
    graph, report = checked(ctx, project, refused)
    with click.progressbar(length=1, label=t("Dibujando", "Drawing"), file=sys.stderr) as bar:

        def drawn(_: str, total: int) -> None:
            bar.length = total
            bar.update(1)

        written = site.build(project, graph, output, language, drawn, jobs or os.cpu_count() or 1)
    seconds = time.monotonic() - started
    click.echo(
        t(
            f"{written.practices} fichas, {written.queries} consultas respondidas, "
            f"{graph.derived_links} enlaces derivados, "
            f"red de {written.nodes} nodos y {written.edges} enlaces; "
            f"{written.files} archivos, {written.size / _MIB:.1f} MiB.",
            f"{written.practices} records, {written.queries} queries answered, "
            f"{graph.derived_links} derived links, "
            f"network of {written.nodes} nodes and {written.edges} links; "
            f"{written.files} files, {written.size / _MIB:.1f} MiB.",
        )
    )
    click.echo(summary(report, language))
    click.echo(
        t(f"Listo en {seconds:.1f} s. Abre ", f"Done in {seconds:.1f} s. Open ")
        + str(output / "index.html")
    )
    return 0
