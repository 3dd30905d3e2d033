"""Where a picture goes, and in which format: its extension says it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saberesgraph.cli.options import Option
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.project import Project

# characters of a fault that a message tells
_FAULT = 200


def output_option(example: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds -o/--output FILE to a verb."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        cls=Option,
        type=click.Path(dir_okay=False, path_type=Path),
        es=f"Archivo que se escribe, como {example}; la extensión dice el formato.",
        en=f"File to write, such as {example}; the extension says the format.",
    )


@contextmanager
def readable(project: "Project", endpoint: str | None) -> Iterator[None]:
    """Say in words that data nobody validated cannot be drawn; our own bugs stay ours.

    Raises:
        InputError: the project's data have violations, or what an endpoint answers is damaged.
    """
    from saberesgraph.errors import InputError

    try:
        yield
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        from saberesgraph.validation import Severity, validate  # heavy, and only needed here

        if not endpoint and not validate(project).fails(Severity.VIOLATION):
            raise
        fault = f"{type(error).__name__} {error}".strip()[:_FAULT]
        raise InputError(
            f"los datos no se pueden dibujar ({fault})",
            f"the data cannot be drawn ({fault})",
            where=endpoint,
            hint=("Revísalos con saberesgraph validate", "Check them with saberesgraph validate"),
        ) from error


def write(output: Path, writers: Mapping[str, Callable[[], str]], language: str) -> int:
    """Write a picture in the format of the file's extension and return the exit code.

    Raises:
        FormatError: no writer has that extension.
        OutputError: the file cannot be written.
    """
    from saberesgraph.errors import FormatError
    from saberesgraph.writing import write_text

    writer = writers.get(output.suffix.lower())
    if writer is None:
        known = ", ".join(writers)
        raise FormatError(
            f'no se conoce el formato "{output.suffix}"',
            f'there is no format "{output.suffix}"',
            where=str(output),
            hint=(
                f"Usa una de estas extensiones: {known}",
                f"Use one of these extensions: {known}",
            ),
        )
    write_text(output, writer())
    click.echo(translator(language)(f"Listo: {output}", f"Done: {output}"), err=True)
    return 0
