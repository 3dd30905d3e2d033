"""`serve`: the pages, a SPARQL endpoint, linked data, an explorer and an API from one address."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.options import Option, Seconds, language_of, verb
from saberesgraph.cli.source import limit_options, refuse_mixed, source_options
from saberesgraph.errors import InputError
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.sandbox import Limits


@verb(
    "serve",
    es="Sirve las páginas, un servicio SPARQL 1.1 de solo lectura, datos enlazados, un explorador "
    "y una API. Por defecto solo atiende a esta máquina. Antes de servir revisa los datos; con "
    "SIGHUP o --watch los lee otra vez, y si no son válidos sigue con los de antes.",
    en="Serves the pages, a read-only SPARQL 1.1 endpoint, linked data, an explorer and an API. By "
    "default it answers this machine alone. It checks the data before it serves them; on SIGHUP or "
    "with --watch it reads them again, and goes on with those from before if they are not valid.",
    examples="saberesgraph serve\n"
    "saberesgraph serve --port 8080 --watch\n"
    "saberesgraph serve --host 0.0.0.0 --base-url https://saberes.example.org\n"
    "saberesgraph serve --data datos.trig --data otros.ttl",
)
@click.option(
    "--host",
    cls=Option,
    default="127.0.0.1",
    show_default=True,
    es="Dirección en que escucha.",
    en="Address to listen at.",
)
@click.option(
    "--port",
    cls=Option,
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    es="Puerto; 0 toma uno libre.",
    en="Port; 0 takes a free one.",
)
@click.option(
    "--data",
    metavar="FILE",
    cls=Option,
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    es="Sirve este archivo RDF con sus grafos, en vez del proyecto; se puede repetir.",
    en="Serve this RDF file with its named graphs instead of the project; can be repeated.",
)
@source_options
@click.option(
    "--base-url",
    "base",
    metavar="URL",
    cls=Option,
    default="",
    es="Dirección de la raíz como se ve desde fuera.",
    en="URL of the root as seen from outside.",
)
@click.option(
    "--workers",
    cls=Option,
    type=click.IntRange(1, 1024),
    es="Consultas ajenas que corren a la vez; si no se dice, dos o más según los procesadores.",
    en="Queries of others that run at once; by default two, or more with more processors.",
)
@limit_options(seconds=10)
@click.option(
    "--grace",
    cls=Option,
    type=Seconds(0, 3600),
    default=10,
    show_default=True,
    es="Segundos para lo que está en curso cuando se le pide terminar.",
    en="Seconds for what is under way when it is told to stop.",
)
@click.option(
    "--watch/--no-watch",
    cls=Option,
    es="Lee los archivos otra vez cuando cambian.",
    en="Read the files again when they change.",
)
@click.option(
    "--access-log/--no-access-log",
    cls=Option,
    default=True,
    es="Escribe una línea JSON por petición en la salida estándar.",
    en="Write a line of JSON a request to standard output.",
)
@click.pass_context
def command(
    ctx: click.Context,
    host: str,
    port: int,
    data: tuple[Path, ...],
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    base: str,
    workers: int | None,
    limits: "Limits",
    grace: float,
    watch: bool,
    access_log: bool,
    root: Path | None,
) -> None:
    """Serve until told to stop."""
    from saberesgraph.project import find
    from saberesgraph.web import alone
    from saberesgraph.web.settings import Settings
    from saberesgraph.web.supervisor import Supervisor, bound

    if data and (folder or endpoint or root):
        raise InputError(
            "--data no va con --root, --store ni --endpoint",
            "--data does not go with --root, --store or --endpoint",
            hint=("Elige uno", "Choose one"),
        )
    refuse_mixed(folder, endpoint, own_graphs=own_graphs)
    language = language_of(ctx)
    settings = Settings(
        language=language,
        project=None if data else find(root),
        data=data,
        folder=folder,
        endpoint=endpoint,
        own_graphs=own_graphs,
        base=base.rstrip("/"),
        workers=workers or max(2, os.cpu_count() or 1),
        limits=limits,
        grace=grace,
        watch=watch,
        access_log=access_log,
    )
    t = translator(language)
    with bound(host, port) as listening:

        def say(es: str, en: str) -> None:
            click.echo(t(es, en), err=True)

        if hasattr(os, "fork"):
            Supervisor(settings, listening, say).run()
        else:
            alone.serve(settings, listening, say)
