"""`fmt [PATH…]`: Turtle in the project's one form."""

import os
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

import click

from saberesgraph.cli.options import Option, language_of, verb
from saberesgraph.language import translator, visible

_MOST_SHOWN = 100  # characters of a line


@verb(
    "fmt",
    es="Escribe Turtle en la forma única del proyecto: prefijos, orden de los campos, líneas. "
    "No cambia ningún enunciado ni pierde comentarios. Sin PATH, todo data/.",
    en="Writes Turtle in the project's one form: prefixes, order of fields, lines. "
    "It changes no statement and loses no comment. Without PATH, all of data/.",
    examples="saberesgraph fmt\n"
    "saberesgraph fmt --check\n"
    "saberesgraph fmt data/practices/BP1_AH.ttl",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--check",
    cls=Option,
    is_flag=True,
    es="No cambia nada; dice qué archivos cambiarían y termina con 1 si hay alguno.",
    en="Change nothing; say which files would change, and exit with 1 if there are any.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], check: bool, root: Path | None) -> int:
    """Rewrite the files, or list those that are not as they should; return the exit code."""
    from saberesgraph.project import find
    from saberesgraph.reading import bytes_of, without_mark
    from saberesgraph.turtle import formatted
    from saberesgraph.writing import finish_writing, write_together

    t = translator(language_of(ctx))
    # without a project, files can still be put in form
    files = tuple(_files(paths)) if paths else find(root).data_files
    parents = {file.resolve().parent for file in files}
    folder = Path(os.path.commonpath(parents))
    if not check:
        finish_writing({folder, *parents})
    changed: dict[Path, str] = {}
    before: dict[Path, bytes | None] = {}
    for file in files:
        held = bytes_of(file)
        content = without_mark(held)
        canonical = formatted(content, str(file))
        if canonical.encode() == held:
            continue
        changed[file.resolve()], before[file.resolve()] = canonical, held
        name = visible(_name(file))
        if check:
            line, wanted = _difference(content.decode(), canonical)
            wrong = t("no está en la forma del proyecto", "it is not in the project's form")
            should = t("Debería decir", "It should say")
            click.echo(f"{name}:{line}: {wrong}. {should}: {visible(wanted)}")
        else:
            click.echo(name)
    if changed and not check:
        write_together(folder, changed, before)
    if check:
        words = t(
            f"{len(changed)} de {len(files)} archivos cambiarían con saberesgraph fmt.",
            f"{len(changed)} of {len(files)} files would change with saberesgraph fmt.",
        )
    else:
        words = t(
            f"Se reescribieron {len(changed)} de {len(files)} archivos.",
            f"{len(changed)} of {len(files)} files were rewritten.",
        )
    click.echo(words, err=True)
    return int(check and bool(changed))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    from saberesgraph.errors import EmptyInputError, InputError
    from saberesgraph.reading import CHECK_PATH

    for path in dict.fromkeys(paths):
        if path.is_dir():
            found = sorted(path.rglob("*.ttl"))
            if not found:
                raise EmptyInputError(
                    "no contiene archivos .ttl", "it holds no .ttl file", where=str(path)
                )
            yield from found
        elif not path.exists():
            raise InputError(
                "no existe ese archivo", "there is no such file", where=str(path), hint=CHECK_PATH
            )
        elif path.suffix.lower() != ".ttl":
            raise InputError(
                "no es un archivo Turtle",
                "it is no Turtle file",
                where=str(path),
                hint=("Da archivos .ttl", "Give .ttl files"),
            )
        else:
            yield path


def _name(file: Path) -> str:
    return file.relative_to(Path.cwd()).as_posix() if file.is_relative_to(Path.cwd()) else str(file)


def _difference(content: str, canonical: str) -> tuple[int, str]:
    """The first line that differs, from 1, and what it should say."""
    pairs = zip_longest(content.split("\n"), canonical.split("\n"))
    for number, (is_, should) in enumerate(pairs, start=1):
        if is_ != should:
            wanted = should or ""
            return number, wanted if len(wanted) <= _MOST_SHOWN else f"{wanted[:_MOST_SHOWN]}…"
    return 1, canonical.split("\n", 1)[0]  # only a byte order mark differs
