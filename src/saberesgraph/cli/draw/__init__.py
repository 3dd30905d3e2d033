"""`draw`: one picture of the graph, as a page that stands alone or as a file for other tools."""

from importlib import import_module

import click

from saberesgraph.cli.options import Command, language_of
from saberesgraph.language import translator

_PICTURES = ("network", "matrix", "map")


class _Draw(click.Group):
    """Loads a picture's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_PICTURES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _PICTURES:
            return None
        command = import_module(f"saberesgraph.cli.draw.{name}").command
        assert isinstance(command, Command)
        return command

    def get_short_help_str(self, limit: int = 45) -> str:
        return translator(language_of(click.get_current_context()))(
            "Dibuja la red, una matriz o el mapa.", "Draws the network, a matrix or the map."
        )

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        t = translator(language_of(ctx))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(
                t(
                    "Dibuja la red, una matriz o el mapa: una página que se abre sola y sin "
                    "conexión, o un archivo para otros programas; el formato sale de la extensión.",
                    "Draws the network, a matrix or the map: a page that opens alone and offline, "
                    "or a file for other programs; the extension says the format.",
                )
            )


command = click.group("draw", cls=_Draw)(lambda: None)
