"""Options that several verbs share, and help in two languages."""

import math
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from saberesgraph.errors import InputError
from saberesgraph.language import LANGUAGES, translator

_KEY = "saberesgraph.language"


def language_of(ctx: click.Context) -> str:
    """Return the language asked for: --lang, else SABERESGRAPH_LANG, else Spanish."""
    chosen = ctx.meta.get(_KEY) or os.environ.get("SABERESGRAPH_LANG", "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


class Option(click.Option):
    """An option with help in Spanish and English."""

    def __init__(self, *args: Any, es: str = "", en: str = "", **kwargs: Any) -> None:
        """Keep both helps; click shows the one of the language asked for."""
        super().__init__(*args, **{**kwargs, "help": es})
        self._help = (es, en)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help line in the language asked for."""
        self.help = translator(language_of(ctx))(*self._help)
        return super().get_help_record(ctx)


class Seconds(click.FloatRange):
    """A time: click takes "nan" for a number within any bounds."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds; raise InputError for what is no number."""
        seconds = float(super().convert(value, param, ctx))
        if math.isnan(seconds):
            raise InputError(
                "no es un tiempo",
                "it is no time",
                where=param.opts[0] if param else "",
                hint=("Escribe un número, como 30", "Write a number, such as 30"),
            )
        return seconds


class LanguageOption(Option):
    """`--lang es|en`, before or after the verb."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set what every --lang has in common."""
        super().__init__(
            *args,
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=_remember,
            es="Idioma de los mensajes y páginas.",
            en="Language of messages and pages.",
            **kwargs,
        )


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    if value:
        ctx.meta[_KEY] = value
    return value


def format_option(
    formats: Iterable[str], default: str | None, *, es: str, en: str
) -> Callable[[Any], Any]:
    """Return a decorator that gives a verb `-f`/`--format`, as the parameter `form`.

    Args:
        formats: to choose from.
        default: what it is where it is not given.
        es: help in Spanish.
        en: help in English.
    """
    return click.option(
        "-f",
        "--format",
        "form",
        cls=Option,
        type=click.Choice(tuple(formats)),
        default=default,
        es=es,
        en=en,
    )


text_or_json = format_option(("text", "json"), "text", es="Formato de salida.", en="Output format.")


class Command(click.Command):
    """A verb with help in Spanish and English, and examples."""

    def __init__(self, *args: Any, es: str, en: str, examples: str, **kwargs: Any) -> None:
        """Keep both helps and the examples, one a line."""
        super().__init__(*args, **kwargs)
        self._texts = (es, en)
        self._examples = examples

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence in the language asked for."""
        ctx = click.get_current_context()
        return translator(language_of(ctx))(*self._texts).split(". ")[0].rstrip(".") + "."

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help and the examples."""
        t = translator(language_of(ctx))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(t(*self._texts))
        with formatter.section(t("Ejemplos", "Examples")):
            for line in self._examples.strip().splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line.strip()}\n")


def verb(name: str, *, es: str, en: str, examples: str) -> Callable[[Any], Command]:
    """Return a decorator that makes a verb with --root and --lang.

    The function gets `root: Path | None` besides its own parameters.
    """

    def decorate(function: Any) -> Command:
        for option in (
            click.option("--lang", cls=LanguageOption),
            click.option(
                "--root",
                cls=Option,
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                es="Carpeta con ontology/, data/ y queries/.",
                en="Folder that holds ontology/, data/ and queries/.",
            ),
        ):
            function = option(function)
        return click.command(name, cls=Command, es=es, en=en, examples=examples)(function)

    return decorate
