"""The command line: the group, its language and its error boundary."""

import gc
import io
import os
import signal
import sys
from importlib import import_module
from typing import IO, Any

import click

from saberesgraph import __version__
from saberesgraph.cli.heard import AS_GIVEN, hold_streams
from saberesgraph.cli.options import LanguageOption, language_of
from saberesgraph.errors import SaberesGraphError
from saberesgraph.language import translator, visible

_VERBS = (
    "build", "call", "draw", "export", "fmt", "import", "info", "prepare", "publish", "queries",
    "query", "serve", "show", "template", "validate",
)  # fmt: skip
# where the verb is a word of Python
_MODULES = {"import": "importing"}
_INTERRUPTED = 130
_TERMINATED = 143
# new objects between two looks for garbage: with Python's own 700 validation takes a fifth longer
_OBJECTS = 20_000


class _Refusal(click.ClickException):
    """An error in the words people will read."""

    exit_code = SaberesGraphError.exit_code

    def show(self, file: IO[str] | None = None) -> None:
        """Print the message alone."""
        click.echo(self.message, file=file, err=True)


class _Findings(_Refusal):
    """Data that have violations, where valid ones are needed."""

    exit_code = 1


class _OurBug(_Refusal):
    """An error that we did not foresee."""

    exit_code = 3


class _Group(click.Group):
    """Loads a verb's module only when it is asked for, and lists the verbs without loading all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _VERBS:
            return None
        command = import_module(f"saberesgraph.cli.{_MODULES.get(name, name)}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        import logging

        # rdflib logs a traceback for each ill-typed literal; the shapes say it in words
        logging.getLogger("rdflib").setLevel(logging.CRITICAL)
        # the boundary: here the language is known, and every error passes
        try:
            return super().invoke(ctx)
        except SaberesGraphError as error:
            refusal = _Findings if error.exit_code == _Findings.exit_code else _Refusal
            raise refusal(error.text(language_of(ctx))) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise  # click's own ways out, a closed pipe, a full disk
        except MemoryError as error:
            words = translator(language_of(ctx))(
                "no alcanza la memoria para mostrar esto. Pide menos.",
                "there is not enough memory to show this. Ask for less.",
            )
            raise _Refusal(words) from error
        except Exception as error:
            if os.environ.get("SABERESGRAPH_DEBUG"):
                raise
            ours = translator(language_of(ctx))(
                "Es un error nuestro: repórtalo con SABERESGRAPH_DEBUG=1",
                "This is our bug: report it with SABERESGRAPH_DEBUG=1",
            )
            fault = visible(f"saberesgraph: {type(error).__name__}: {error}. {ours}.")
            raise _OurBug(fault) from error

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        t = translator(language_of(ctx))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(
                t(
                    "Banco de Saberes: prácticas sobre migración, sus actores y los marcos "
                    "globales, como datos enlazados.",
                    "Knowledge bank: migration practices, their actors and the global "
                    "frameworks, as linked data.",
                )
            )


@click.group(cls=_Group)
@click.option("--lang", cls=LanguageOption)
@click.version_option(__version__, prog_name="saberesgraph")
def group() -> None:
    """Parse what stands before the verb."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; the only place that turns errors into words and exit codes."""
    hold_streams()
    gc.set_threshold(_OBJECTS)
    # ended from outside, we still end what we started
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(_TERMINATED))
    code = run(arguments)
    gc.disable()  # all goes with the process: to look for garbage at its end only takes time
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 fine, 1 findings, 2 usage or input, 3 our bug."""
    if sys.stdout is None:
        click.echo("stdout: está cerrada / it is closed.", err=True)
        return SaberesGraphError.exit_code
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a Windows or C-locale terminal must not stop a Spanish sentence
            stream.reconfigure(encoding="utf-8", errors=AS_GIVEN)
    try:
        result = group.main(arguments, prog_name="saberesgraph", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except OSError as error:
        click.echo(visible(f"{error.filename or 'stdout'}: {error.strerror}."), err=True)
        return SaberesGraphError.exit_code
