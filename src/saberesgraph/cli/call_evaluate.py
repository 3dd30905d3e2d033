"""`call evaluate`: what the rules of a call say of its submissions, for the committee to decide."""

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from saberesgraph.cli.options import Option, format_option, language_of, verb
from saberesgraph.cli.report_files import formats_of, outputs_option, refuse_sources
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.exchange.given import Given
    from saberesgraph.fiches.importing.plan import Plan
    from saberesgraph.graph import Graph
    from saberesgraph.project import Project

_FORMATS: Final = ("table", "json", "markdown")
_EXTENSIONS: Final = {".json": "json", ".md": "markdown", ".txt": "table", ".xlsx": "workbook"}
_FAILS: Final = ("none", "not-eligible", "ask")


@verb(
    "evaluate",
    es="Evalúa postulaciones con las reglas de su convocatoria. Cada una: si es elegible y por "
    "qué, criterios cumplidos con su sustento, qué falta y qué pedir, conflictos de interés y un "
    "veredicto en borrador, que solo el comité hace definitivo. Sin argumentos, las de data/; con "
    "ellos, las de esos archivos o carpetas (.ttl, .xlsx, .ods, .csv: nada se escribe en data/) o "
    "las de esos códigos; con el código de una ficha, por qué es de su clase según el método del "
    "catálogo. Termina con 1 si algo queda por pedir o no es elegible: --fail-on.",
    en="Evaluates submissions by the rules of their call. For each: whether it is eligible and "
    "why, criteria met with their evidence, what is missing and what to ask for, conflicts of "
    "interest, and a draft verdict that the committee alone makes final. Without arguments, those "
    "of data/; with them, those of these files or folders (.ttl, .xlsx, .ods, .csv: nothing is "
    "written into data/) or of these codes; with the code of a record, why it has its kind by the "
    "catalogue's method. Exits with 1 if something is to be asked for or is not eligible: "
    "--fail-on.",
    examples="saberesgraph call evaluate\n"
    "saberesgraph call evaluate postulaciones.xlsx\n"
    "saberesgraph call evaluate examples/intercooperacion -o acta.md -o evaluacion.xlsx\n"
    "saberesgraph call evaluate examples/intercooperacion ejemplo-huertos -f markdown\n"
    "saberesgraph call evaluate BP1_AH",
)
@click.argument("given", nargs=-1, metavar="[FILE|DIR|CODE]...")
@click.option(
    "--call",
    "asked",
    cls=Option,
    metavar="CODE",
    es="Solo esta convocatoria, como 2024.",
    en="This call only, such as 2024.",
)
@format_option(
    _FORMATS,
    "table",
    es="Formato en la salida estándar; markdown es el acta del comité.",
    en="Format on standard output; markdown is the minutes of the committee.",
)
@outputs_option(_EXTENSIONS)
@click.option(
    "--fail-on",
    cls=Option,
    type=click.Choice(_FAILS),
    default="ask",
    es="Cuándo termina con 1: nunca, si algo no es elegible, o también si algo queda por pedir. Lo "
    "que el comité ya decidió no cuenta.",
    en="When it exits with 1: never, if something is not eligible, or also if something is to be "
    "asked for. What the committee has decided does not count.",
)
@click.pass_context
def command(
    ctx: click.Context,
    given: tuple[str, ...],
    asked: str | None,
    form: str,
    outputs: tuple[Path, ...],
    fail_on: str,
    root: Path | None,
) -> int:
    """Print the evaluation and return the exit code."""
    kinds = formats_of(outputs, _EXTENSIONS)
    from saberesgraph.cli.checked import check
    from saberesgraph.exchange.evaluation import evaluate
    from saberesgraph.exchange.given import given as opened
    from saberesgraph.exchange.method import account
    from saberesgraph.exchange.reports import method, table, workbook
    from saberesgraph.exchange.reports.evaluation import WRITERS
    from saberesgraph.exchange.selection import chosen, is_open
    from saberesgraph.graph import load
    from saberesgraph.project import find
    from saberesgraph.writing import write_bytes

    project = find(root)
    language = language_of(ctx)
    paths, codes = _parted(given)
    refuse_sources(outputs, project, paths)
    with ExitStack() as stack:
        files = stack.enter_context(opened(project, paths)) if paths else None
        if files and files.plan and files.plan.refused:
            _tell_rejected(project, files.plan, language)
            return 1
        stand_ins = files.files if files else ()
        graph = load(project, stand_ins)
        call = _call(graph, asked)
        fiche = _fiche(graph, codes, paths)
        if not fiche:
            refused = ("No se evaluó nada", "Nothing was evaluated")
            check(ctx, project, graph, refused, stand_ins)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    if fiche:
        told = account(project, graph.store, fiche)
        write: dict[str, Callable[[], str | bytes]] = {
            kind: partial(writer, told, language) for kind, writer in method.WRITERS.items()
        }
        write["table"] = partial(method.text, told, language, width)
        _refuse_workbook(kinds)
    else:
        found = chosen(evaluate(project, graph, call), files, codes)
        write = {kind: partial(writer, found, language) for kind, writer in WRITERS.items()}
        write["table"] = partial(table.write, found, language, width)
        write["workbook"] = partial(workbook.write, found, language)
    for file, kind in kinds.items():
        written = write[kind]()
        write_bytes(file, written.encode() if isinstance(written, str) else written)
    click.echo(write[form](), nl=False)
    if files:
        click.echo(_taken(files, language), err=True)
    return 0 if fiche else int(any(is_open(s, fail_on) for each in found for s in each.submissions))


def _taken(files: "Given", language: str) -> str:
    """What was taken from files, so that nobody mistakes it for what is on record."""
    t = translator(language)
    words = {
        "sab:Submission": t("postulaciones", "submissions"),
        "sab:CommitteeMember": t("miembros del comité", "members of the committee"),
        "sab:Review": t("evaluaciones", "reviews"),
        "sab:Decision": t("decisiones", "decisions"),
    }
    counts = ", ".join(f"{words[kind]} {count}" for kind, count in files.counts.items() if count)
    return t(
        f"De los archivos dados: {counts}. Nada se escribió en data/.",
        f"From the given files: {counts}. Nothing was written into data/.",
    )


def _fiche(graph: "Graph", given: Sequence[str], paths: Sequence[Path]) -> str:
    """The code of the fiche that was asked for, "" where none was; alone, for it has its own form.

    Raises:
        InputError: something else was given too.
    """
    from saberesgraph.errors import InputError
    from saberesgraph.practice.card import codes

    fiches = {code.upper() for code in given} & set(codes(graph.store))
    if fiches and (len(given) > 1 or paths):
        raise InputError(
            "una ficha se explica sola, por el método del catálogo",
            "a record is explained alone, by the catalogue's method",
            where=", ".join(sorted(fiches)),
            hint=("Da solo su código", "Give its code alone"),
        )
    return next(iter(fiches), "")


def _refuse_workbook(kinds: Mapping[Path, str]) -> None:
    from saberesgraph.errors import FormatError

    for file, kind in kinds.items():
        if kind == "workbook":
            raise FormatError(
                "una ficha no se explica en un libro",
                "a record is not explained in a workbook",
                where=str(file),
                hint=("Usa .json, .md o .txt", "Use .json, .md or .txt"),
            )


def _parted(given: Iterable[str]) -> tuple[list[Path], list[str]]:
    """What was given, as files and folders, and as codes."""
    from saberesgraph.errors import InputError
    from saberesgraph.reading import CHECK_PATH

    paths, codes = [], []
    for each in given:
        path = Path(each)
        if path.exists():
            paths.append(path)
        elif path.suffix or len(path.parts) > 1:
            raise InputError(
                "no existe ese archivo", "there is no such file", where=each, hint=CHECK_PATH
            )
        else:
            codes.append(each)
    return paths, codes


def _tell_rejected(project: "Project", plan: "Plan", language: str) -> None:
    from saberesgraph.fiches.form.columns import form
    from saberesgraph.fiches.importing.report import text

    click.echo(text(plan, language, form(project).headings(language)), err=True, nl=False)
    words = (
        "No se evaluó nada: corrige primero lo rechazado",
        "Nothing was evaluated: correct the rejected first",
    )
    click.echo(f"{translator(language)(*words)}.", err=True)


def _call(graph: "Graph", code: str | None) -> str | None:
    """The prefixed name of a call by its code."""
    if code is None:
        return None
    from saberesgraph.errors import UnknownNameError
    from saberesgraph.namespaces import PROLOGUE, shorten
    from saberesgraph.results import text

    asked = PROLOGUE + "SELECT ?call ?code WHERE { ?call a sab:Call ; skos:notation ?code }"
    known = {text(found): shorten(text(iri)) for iri, found in graph.store.select(asked).rows}
    if code.removeprefix("call:") not in known:
        raise UnknownNameError(code, sorted(known))
    return known[code.removeprefix("call:")]
