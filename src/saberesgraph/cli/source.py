"""Where answers come from: the project's files, a store on disk, or an endpoint."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saberesgraph.cli.options import Option, Seconds
from saberesgraph.errors import InputError

if TYPE_CHECKING:
    from saberesgraph.project import Project
    from saberesgraph.sandbox import Limits
    from saberesgraph.store import Store


def source_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --store, --endpoint and --own-graphs to a verb."""
    for option in (
        click.option(
            "--own-graphs",
            cls=Option,
            is_flag=True,
            es="Deja que el servicio elija los grafos; si no, se pregunta a los nuestros.",
            en="Leave the choice of graphs to the endpoint; else ours are asked.",
        ),
        click.option(
            "--endpoint",
            metavar="URL",
            cls=Option,
            es="Pregunta a un servicio SPARQL 1.1 (usuario y contraseña en "
            "SABERESGRAPH_ENDPOINT_USER y SABERESGRAPH_ENDPOINT_PASSWORD).",
            en="Ask a SPARQL 1.1 endpoint (user and password in "
            "SABERESGRAPH_ENDPOINT_USER and SABERESGRAPH_ENDPOINT_PASSWORD).",
        ),
        click.option(
            "--store",
            "folder",
            metavar="DIR",
            cls=Option,
            type=click.Path(path_type=Path),
            es="Guarda el grafo en esta carpeta y lo usa de nuevo mientras nada cambie.",
            en="Keep the graph in this folder and use it again while nothing changes.",
        ),
    ):
        function = option(function)
    return function


def limit_options(*, seconds: float) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds what one query may take, and gives the verb its `limits`.

    Args:
        seconds: the default.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def limited(
            *arguments: Any, max_seconds: float, max_memory: int, max_output: int, **options: Any
        ) -> Any:
            from saberesgraph.sandbox import Limits

            limits = Limits(max_seconds, max_memory, max_output)
            return function(*arguments, limits=limits, **options)

        for option in (
            click.option(
                "--max-output",
                cls=Option,
                type=click.IntRange(min=1, max=2**12),
                default=32,
                show_default=True,
                es="Respuesta como máximo en MiB, de una consulta que no es nuestra o un servicio.",
                en="Answer at most in MiB, of a query that is not ours or an endpoint.",
            ),
            click.option(
                "--max-memory",
                cls=Option,
                type=click.IntRange(min=16, max=2**20),
                default=512,
                show_default=True,
                es="Memoria como máximo en MiB, para una consulta que no es nuestra.",
                en="Memory at most in MiB, for a query that is not ours.",
            ),
            click.option(
                "--max-seconds",
                cls=Option,
                type=Seconds(min=0.1, max=86400),
                default=seconds,
                show_default=True,
                es="Segundos como máximo, para una consulta que no es nuestra o un servicio.",
                en="Seconds at most, for a query that is not ours or an endpoint.",
            ),
        ):
            limited = option(limited)
        return limited

    return decorate


def refuse_mixed(folder: Path | None, endpoint: str | None, *, own_graphs: bool) -> None:
    """Raise InputError for --store, --endpoint and --own-graphs that do not go together."""
    if folder and endpoint:
        raise InputError(
            "--store y --endpoint no van juntos",
            "--store and --endpoint do not go together",
            hint=("Elige uno", "Choose one"),
        )
    if own_graphs and not endpoint:
        raise InputError(
            "--own-graphs solo sirve con --endpoint",
            "--own-graphs is only for --endpoint",
            hint=("Quítalo o da un servicio", "Remove it, or give an endpoint"),
        )


class Source:
    """What a verb's options say about where to ask."""

    def __init__(
        self,
        project: "Project",
        *,
        folder: Path | None,
        endpoint: str | None,
        own_graphs: bool,
        limits: "Limits | None" = None,
    ) -> None:
        """Keep the options; raise InputError for those that do not go together."""
        refuse_mixed(folder, endpoint, own_graphs=own_graphs)
        self.place: Path | None = None  # of the state that a folder keeps, once it is opened
        self._project = project
        self._folder = folder
        self._endpoint = endpoint
        self._own_graphs = own_graphs
        self._limits = limits

    def trusted(self) -> "Store":
        """Return the store for queries of our own."""
        if self._endpoint:
            return self._remote(self._endpoint)
        if self._folder:
            from saberesgraph.kept import kept
            from saberesgraph.validation.rule_reach import rule_is_local

            found = kept(self._project, self._folder, rule_is_local)
            self.place = found.place
            return found.store
        from saberesgraph.graph import load

        return load(self._project).store

    def guarded(self, trusted: "Store") -> "Store":
        """Return the same store for a query that nobody vouches for."""
        from saberesgraph.sandbox import Limits, Sandbox
        from saberesgraph.store.embedded import EmbeddedStore

        if isinstance(trusted, EmbeddedStore):
            return Sandbox(trusted, self._limits or Limits())
        return trusted

    def _remote(self, url: str) -> "Store":
        from saberesgraph.sandbox import Limits
        from saberesgraph.store.endpoint import Endpoint

        limits = self._limits or Limits()
        return Endpoint(
            url,
            seconds=limits.seconds,
            output_mib=limits.output_mib,
            own_graphs=self._own_graphs,
        )
