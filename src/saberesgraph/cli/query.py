"""`query NAME|FILE|-`: the answer to a named query, or to any other."""

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.options import Option, format_option, language_of, verb
from saberesgraph.cli.source import Source, limit_options, source_options
from saberesgraph.errors import InputError, ParameterError, UnknownNameError
from saberesgraph.headers import has_header
from saberesgraph.language import translator, visible
from saberesgraph.screening import MAX_CHARACTERS, screen

if TYPE_CHECKING:
    from saberesgraph.queries import NamedQuery
    from saberesgraph.results import Answer, Table
    from saberesgraph.sandbox import Limits
    from saberesgraph.store import Store

_ROWS = 100  # of a page, unless told
_LONG = 2  # seconds after which a person asks what goes on
_BYTES_A_CHARACTER = 4
# those of formats.py, which is too heavy for --help
_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples")


@verb(
    "query",
    es="Responde una consulta. Con NAME, una de las que lista «queries»; con FILE o -, cualquier "
    "consulta SPARQL de lectura, de un archivo o de la entrada estándar. Una consulta cualquiera "
    "corre en un proceso aparte que no puede abrir archivos ni conexiones, y se detiene si pasa de "
    "su tiempo, memoria o salida (en Windows solo tiempo y salida); SERVICE y los cambios se "
    "rechazan.",
    en="Answers a query. With NAME, one of those that “queries” lists; with FILE or -, any SPARQL "
    "query that reads, from a file or standard input. Any such query runs in a process of its own "
    "that can open no file and no connection, and is stopped when it goes over its time, memory or "
    "output (on Windows only time and output); SERVICE and updates are refused.",
    examples="saberesgraph query objective-coverage\n"
    "saberesgraph query objective-practices -p objective=15 -p territory='El Oro'\n"
    "saberesgraph query similar-practices -p practice=BP1_AH -f csv > parecidas.csv\n"
    "echo 'SELECT * { ?s ?p ?o } LIMIT 5' | saberesgraph query -",
)
@click.argument("query", metavar="NAME|FILE|-")
@click.option(
    "-p",
    "--parameter",
    "pairs",
    metavar="NAME=VALUE",
    cls=Option,
    multiple=True,
    es="Da un parámetro: código, IRI o nombre, con o sin tildes; se puede repetir.",
    en="Give a parameter: code, IRI or name, with or without accents; can be repeated.",
)
@format_option(
    _FORMATS,
    "table",
    es="Formato de la respuesta; turtle es para CONSTRUCT y DESCRIBE.",
    en="Format of the answer; turtle is for CONSTRUCT and DESCRIBE.",
)
@click.option(
    "--rows",
    "size",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="N",
    es="Muestra una página de N filas; sin esto, todas (con --page solo, 100).",
    en="Show a page of N rows; without it, all of them (with --page alone, 100).",
)
@click.option(
    "--page",
    "number",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="K",
    es="Muestra la página K de la respuesta; la primera es 1.",
    en="Show page K of the answer; the first is 1.",
)
@source_options
@limit_options(seconds=30)
@click.pass_context
def command(
    ctx: click.Context,
    query: str,
    pairs: tuple[str, ...],
    form: str,
    size: int | None,
    number: int | None,
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    limits: "Limits",
    root: Path | None,
) -> None:
    """Print the answer."""
    from saberesgraph import queries, store
    from saberesgraph.formats import write
    from saberesgraph.project import find
    from saberesgraph.results import Answer, Table

    language = language_of(ctx)
    given = _given(pairs)
    project = find(root)
    source = Source(
        project,
        folder=folder,
        endpoint=endpoint,
        own_graphs=own_graphs,
        limits=limits,
    )
    names = {file.stem for file in project.query_files}
    text = None if query in names else _text(query, names)
    named = queries.named(project, query) if text is None else _described(text, query, given)
    trusted = source.trusted()
    pages = bool(size or number)
    page, size = number or 1, size or _ROWS
    rows = slice((page - 1) * size, page * size) if pages else slice(None)
    answer: Answer
    count = 0
    if named and text is None:
        bound = named.bound(trusted, language, given)
        answer, count = _ours(named, trusted, bound, language, source.place, rows)
    else:
        asked = text if named is None else named.bound(trusted, language, given)
        assert asked is not None
        answer = store.answer(source.guarded(trusted), asked)
        if isinstance(answer, Table):
            answer, count = Table(answer.columns, answer.rows[rows]), len(answer.rows)
    last = max(1, -(-count // size))  # no rows fill one page
    if pages:
        _refuse_no_page(answer, page, last)
    if named and form == "table":
        click.echo(visible(f"{named.title[language]}. {named.question[language]}"), err=True)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    headings = named.headings(language) if named else None
    written = write(answer, form, language=language, headings=headings, width=width)
    sys.stdout.write(written)  # as it is: click would take what looks like colour out of data
    if isinstance(answer, Table) and (form == "table" or pages):
        t = translator(language)
        counted = t("fila", "row") if count == 1 else t("filas", "rows")
        shown = t(f"; página {page} de {last}", f"; page {page} of {last}") if pages else ""
        click.echo(f"{count} {counted}{shown}", err=True)


def _ours(
    named: "NamedQuery",
    trusted: "Store",
    sparql: str,
    language: str,
    place: Path | None,
    rows: slice,
) -> "tuple[Table, int]":
    """Return rows of the answer to a query of ours, and how many it has.

    Beside a store on disk the whole answer is kept.
    """
    from saberesgraph.answers import answered
    from saberesgraph.results import Table

    if place is None:
        whole = named.answer(trusted, sparql)
        return Table(whole.columns, whole.rows[rows]), len(whole.rows)
    began = time.monotonic()
    found = answered(place, sparql, lambda: named.answer(trusted, sparql), rows)
    if not found.kept and time.monotonic() - began > _LONG:
        es = "Queda guardada: mientras nada cambie, la próxima vez saldrá enseguida."
        en = "It is kept: while nothing changes, next time it will come at once."
        click.echo(translator(language)(es, en), err=True)
    return found.table, found.count


def _refuse_no_page(answer: "Answer", number: int, last: int) -> None:
    from saberesgraph.results import Table

    if not isinstance(answer, Table):
        raise InputError(
            "--rows y --page son para una respuesta con filas",
            "--rows and --page are for an answer with rows",
            hint=("Quítalos, o pregunta con SELECT", "Leave them out, or ask with SELECT"),
        )
    if number > last:
        raise InputError(
            f"no hay página {number}: la última es la {last}",
            f"there is no page {number}: the last is {last}",
            where="--page",
            hint=(f"Da uno de 1 a {last}", f"Give one from 1 to {last}")
            if last > 1
            else ("Quita --page", "Leave out --page"),
        )


def _given(pairs: tuple[str, ...]) -> dict[str, str]:
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise ParameterError(
                "no tiene la forma nombre=valor",
                "it has not the form name=value",
                where=f"-p {pair}",
                hint=("Escribe por ejemplo -p objective=15", "Write for example -p objective=15"),
            )
        if not _is_text(value):
            raise ParameterError(
                "no está en UTF-8",
                "it is not in UTF-8",
                where=f"-p {name}",
                hint=("Escríbelo de nuevo", "Write it again"),
            )
        if name in given:
            raise ParameterError(
                "está dos veces",
                "it is given twice",
                where=f"-p {name}",
                hint=("Deja uno", "Keep one"),
            )
        given[name] = value
    return given


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(query: str, names: set[str]) -> str:
    if query == "-":
        if sys.stdin is None:
            raise InputError(
                "la entrada estándar está cerrada",
                "standard input is closed",
                where="-",
                hint=("Da un archivo", "Give a file"),
            )
        content = sys.stdin.buffer.read(MAX_CHARACTERS * _BYTES_A_CHARACTER + 1)
    else:
        file = Path(query)
        if not file.is_file() and not file.suffix and file.name == query:
            raise UnknownNameError(query, names)
        try:
            with file.open("rb") as stream:
                content = stream.read(MAX_CHARACTERS * _BYTES_A_CHARACTER + 1)
        except OSError as error:
            raise InputError(
                f"no se puede leer ({error.strerror})",
                f"it cannot be read ({error.strerror})",
                where=query,
                hint=("Revisa la ruta", "Check the path"),
            ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "no está en UTF-8",
            "it is not in UTF-8",
            where=query,
            hint=("Guárdalo en UTF-8", "Save it as UTF-8"),
        ) from error
    if len(text) > MAX_CHARACTERS:
        screen(text)  # says so, before anything reads a header
    return text


def _described(text: str, query: str, given: dict[str, str]) -> "NamedQuery | None":
    """Return what the header of a query from outside says; other tools' headers are no matter."""
    from saberesgraph import queries
    from saberesgraph.errors import QueryHeaderError

    try:
        if has_header(text):
            return queries.parse(text, Path(query))
    except QueryHeaderError:
        if given:
            raise
    if given:
        raise ParameterError(
            "no declara parámetros",
            "it declares no parameters",
            where=query,
            hint=("Decláralos en su encabezado #+", "Declare them in its #+ header"),
        )
    return None
