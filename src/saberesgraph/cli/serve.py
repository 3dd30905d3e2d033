"""`serve`: the pages, a SPARQL endpoint, linked data, an explorer and an API from one address."""

from pathlib import Path

import click

from saberesgraph.cli.options import Option, language_of, verb


@verb(
    "serve",
    es="Sirve las páginas, un servicio SPARQL 1.1 de solo lectura y una API. Por defecto solo "
    "atiende a esta máquina.",
    en="Serves the pages, a read-only SPARQL 1.1 endpoint and an API. By default it answers this "
    "machine alone.",
    examples="saberesgraph serve\nsaberesgraph serve --host 0.0.0.0 --port 8000",
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
@click.pass_context
def command(ctx: click.Context, host: str, port: int, root: Path | None) -> None:
    """Serve until told to stop."""
    import uvicorn

    from saberesgraph.graph import load
    from saberesgraph.project import find
    from saberesgraph.sandbox import Limits
    from saberesgraph.web.app import application
    from saberesgraph.web.direct import Direct
    from saberesgraph.web.served import Served

    project = find(root)
    store = load(project).store
    served = Served(language_of(ctx), project, store, Direct(store, Limits()), "", "1")
    uvicorn.run(application(served), host=host, port=port)
