"""`export`: the data, whole or in part, in every format."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from saberesgraph.cli.options import Option, format_option, language_of, verb
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.exporting.package import Package
    from saberesgraph.exporting.part import Part
    from saberesgraph.project import Project

_EXTENSIONS: Final = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".zip": "package",
    "": "package",
}
_FORMATS: Final = tuple(dict.fromkeys(_EXTENSIONS.values()))
# what a terminal or a pipe can take
_TEXTS: Final = frozenset(_FORMATS) - {"xlsx", "package"}
_FILTERS: Final = (
    ("code", "CODE", "Una ficha, por su código, como BP1_AH.", "One record, by its code, such as "
     "BP1_AH."),
    ("kind", "KIND", "Las de una clase: good_practice, lesson_learned, lesson_not_learned.",
     "Those of a kind: good_practice, lesson_learned, lesson_not_learned."),
    ("area", "CODE", "Las de un área.", "Those of an area."),
    ("territory", "CODE|NAME", "Las de un territorio; una provincia incluye sus cantones.",
     "Those of a territory; a province includes its cantons."),
    ("objective", "NUMBER", "Las de un objetivo del Pacto.", "Those of a Compact objective."),
    ("principle", "LETTER", "Las de un principio rector.", "Those of a guiding principle."),
    ("goal", "NUMBER", "Las de un ODS, declarado o derivado.",
     "Those of an SDG, stated or derived."),
    ("actor", "CODE|NAME", "Las de un actor involucrado.", "Those of an actor involved."),
    ("sustainability", "LEVEL", "Las de un nivel de sostenibilidad.",
     "Those of a level of sustainability."),
)  # fmt: skip


def _filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, metavar, es, en in reversed(_FILTERS):
        function = click.option(
            f"--{name}", metavar=metavar, multiple=True, cls=Option, es=es, en=en
        )(function)
    return function


@verb(
    "export",
    es="Exporta los datos, todos o una parte. RDF, tablas, el formulario lleno, la red, o un "
    "paquete con todo, su descripción y sumas de control. Un filtro repetido suma valores; filtros "
    "distintos se cumplen a la vez. Una parte lleva las fichas, su evidencia y lo que nombran.",
    en="Exports the data, all or a part. RDF, tables, the form filled in, the network, or a "
    "package with everything, its description and checksums. A filter given again adds a value; "
    "different filters must all fit. A part holds the records, their evidence and what they name.",
    examples="saberesgraph export -o fichas.xlsx\n"
    "saberesgraph export -o paquete.zip\n"
    "saberesgraph export -o tablas -f csv\n"
    "saberesgraph export -f turtle --area PC --territory Pichincha",
)
@format_option(
    _FORMATS,
    None,
    es="Formato; si no se da, lo dice la extensión de -o.",
    en="Format; where it is not given, the extension of -o says it.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    cls=Option,
    type=click.Path(path_type=Path),
    es="Archivo que se escribe. Un paquete o las tablas van en una carpeta o un .zip. Sin -o, los "
    "formatos de texto salen por stdout.",
    en="File to write. A package or the tables go to a folder or a .zip. Without -o, formats that "
    "are text go to stdout.",
)
@_filter_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    form: str | None,
    output: Path | None,
    root: Path | None,
    **filters: tuple[str, ...],
) -> None:
    """Write what is asked."""
    from saberesgraph.cli.draw.output import readable
    from saberesgraph.project import find

    language = language_of(ctx)
    asked = _format(form, output)
    project = find(root)
    with readable(project, None):
        part = _part(project, filters)
        package = _package(project, part, language)
        if output is None:
            click.echo(package.formats[asked](), nl=False)
            return
        _write(package, asked, output)
    words = (f"Fichas: {len(part.codes)}. Listo", f"Records: {len(part.codes)}. Done")
    click.echo(f"{translator(language)(*words)}: {output}", err=True)


def _format(form: str | None, output: Path | None) -> str:
    """The format asked for, where what is asked goes together."""
    from saberesgraph.errors import FormatError

    suffix = output.suffix.lower() if output else None
    found = form or _EXTENSIONS.get(suffix if suffix is not None else "?")
    if found is None:
        extensions = ", ".join(filter(None, _EXTENSIONS))
        raise FormatError(
            "no dice en qué formato",
            "it does not say in which format",
            where=str(output or "export"),
            hint=(
                f"Usa -f, o una de estas extensiones: {extensions}",
                f"Use -f, or one of these extensions: {extensions}",
            ),
        )
    if output is None and found not in _TEXTS:
        raise FormatError(
            f'"{found}" no es texto',
            f'"{found}" is no text',
            where="export",
            hint=("Di a qué archivo va, con -o", "Say to which file it goes, with -o"),
        )
    return found


def _part(project: "Project", filters: dict[str, tuple[str, ...]]) -> "Part":
    from saberesgraph.exporting.part import FACETS, chosen, whole
    from saberesgraph.graph import load

    graph = load(project)
    if not any(filters.values()):
        return whole(graph)
    return chosen(
        graph,
        {name: filters[name] for name in FACETS},
        fiches=filters["code"],
        territories=filters["territory"],
    )


def _package(project: "Project", part: "Part", language: str) -> "Package":
    from saberesgraph import jsonld
    from saberesgraph.exporting.package import Package
    from saberesgraph.fiches.form.columns import form

    return Package(part, form(project), jsonld.context(project), language)


def _write(package: "Package", form: str, output: Path) -> None:
    """Write one file; or several, into a folder or an archive."""
    from saberesgraph.archives import zipped
    from saberesgraph.writing import replaced_folder, write_bytes

    several = form == "package" or (form == "csv" and output.suffix.lower() != ".csv")
    if not several:
        write_bytes(output, package.formats[form]())
        return
    files = package.files() if form == "package" else package.tables()
    if output.suffix.lower() == ".zip":
        write_bytes(output, zipped(files))
        return
    with replaced_folder(output) as folder:
        for name, content in files.items():
            write_bytes(folder / name, content)
