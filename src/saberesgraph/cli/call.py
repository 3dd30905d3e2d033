"""`call`: Intercooperación, from the submissions of a call to who could take up a practice."""

from importlib import import_module

import click

from saberesgraph.cli.options import Command, LanguageOption

_SUBVERBS = ("evaluate", "match")


class _Call(Command, click.Group):
    """Loads a subverb's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_SUBVERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _SUBVERBS:
            return None
        command = import_module(f"saberesgraph.cli.call_{name}").command
        assert isinstance(command, click.Command)
        return command


command = _Call(
    "call",
    params=[LanguageOption(["--lang"])],
    es="Intercooperación, de la convocatoria al intercambio. Evalúa postulaciones y propone quién "
    "puede recibir una práctica; decidir, deciden las personas.",
    en="Intercooperation, from call to exchange. Evaluates submissions and proposes who could "
    "receive a practice; it is people who decide.",
    examples="saberesgraph call evaluate postulaciones.xlsx\n"
    "saberesgraph call evaluate examples/intercooperacion -o acta.md\n"
    "saberesgraph call match --territory Tulcán",
)
