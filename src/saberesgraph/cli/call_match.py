"""`call match`: who could receive which practice, from whom, and why."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from saberesgraph.cli.options import Option, format_option, language_of, verb
from saberesgraph.cli.report_files import formats_of, outputs_option, refuse_sources
from saberesgraph.cli.source import Source, source_options
from saberesgraph.errors import InputError

if TYPE_CHECKING:
    from saberesgraph.store import Store

_FORMATS: Final = ("table", "json", "markdown", "csv")
_EXTENSIONS: Final = {".json": "json", ".md": "markdown", ".csv": "csv", ".txt": "table"}
# what each option may name: a kind of parameter, and the classes of it that a match has
_NAMED: Final = {
    "territory": ("sab:Province", "sab:Canton"),
    "objective": ("sab:CompactObjective",),
    "practice": ("sab:GoodPractice",),
}


@verb(
    "match",
    es="Propone qué buenas prácticas podría recibir un territorio, o quién podría recibir una. "
    "Cada razón sale de un dato declarado y muestra su peso, su parte y su evidencia; los pesos "
    "están en ontology/matching/weights.ttl.",
    en="Proposes which good practices a territory could receive, or who could receive one. "
    "Each reason comes from a stated fact and shows its weight, its share and its evidence; the "
    "weights are in ontology/matching/weights.ttl.",
    examples="saberesgraph call match --territory Manta\n"
    "saberesgraph call match --territory 0401 --objective 9 -o propuesta.md\n"
    "saberesgraph call match --practice BP1_AH --limit 5",
)
@click.option(
    "--territory",
    cls=Option,
    metavar="X",
    es="Provincia o cantón que recibiría: código o nombre, con o sin tildes.",
    en="Province or canton that would receive: code or name, with or without accents.",
)
@click.option(
    "--objective",
    cls=Option,
    metavar="N",
    es="Solo prácticas que sirven a este objetivo del Pacto; con --territory.",
    en="Only practices that serve this objective of the Compact; with --territory.",
)
@click.option(
    "--practice",
    cls=Option,
    metavar="CODE",
    es="Buena práctica que se daría.",
    en="Good practice that would be given.",
)
@click.option(
    "--limit",
    cls=Option,
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    es="Cuántas propuestas como máximo.",
    en="How many proposals at most.",
)
@format_option(
    _FORMATS,
    "table",
    es="Formato de salida; csv tiene una línea por razón.",
    en="Output format; csv has a line a reason.",
)
@outputs_option(_EXTENSIONS)
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    territory: str | None,
    objective: str | None,
    practice: str | None,
    limit: int,
    form: str,
    outputs: tuple[Path, ...],
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    root: Path | None,
) -> None:
    """Print the proposal."""
    _refuse(territory, objective, practice)
    kinds = formats_of(outputs, _EXTENSIONS)
    from saberesgraph.exchange.matching import for_practice, for_territory
    from saberesgraph.exchange.reports.match import WRITERS, text
    from saberesgraph.project import find
    from saberesgraph.writing import write_text

    project = find(root)
    refuse_sources(outputs, project, ())
    store = Source(project, folder=folder, endpoint=endpoint, own_graphs=own_graphs).trusted()
    if practice is not None:
        found = for_practice(project, store, _meant(store, "practice", practice), limit)
    else:
        assert territory is not None
        place = _meant(store, "territory", territory)
        aim = None if objective is None else _meant(store, "objective", objective)
        found = for_territory(project, store, place, aim, limit)
    language = language_of(ctx)
    for path, kind in kinds.items():
        write_text(path, WRITERS[kind](found, language))
    if form == "table":
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        click.echo(text(found, language, width), nl=False)
    else:
        click.echo(WRITERS[form](found, language), nl=False)


def _refuse(territory: str | None, objective: str | None, practice: str | None) -> None:
    """Raise InputError for options that do not go together."""
    if (territory is None) == (practice is None):
        raise InputError(
            "hace falta un territorio o una práctica, y solo uno de los dos",
            "it takes a territory or a practice, and only one of the two",
            where="call match",
            hint=(
                "Escribe por ejemplo --territory Manta, o --practice BP1_AH",
                "Write for example --territory Manta, or --practice BP1_AH",
            ),
        )
    if objective is not None and territory is None:
        raise InputError(
            "--objective solo sirve con --territory",
            "--objective is only for --territory",
            hint=("Quítalo o da un territorio", "Remove it, or give a territory"),
        )


def _meant(store: "Store", kind: str, given: str) -> str:
    """The prefixed name of what a person means by a code, an IRI or a name."""
    from saberesgraph.namespaces import PROLOGUE, shorten
    from saberesgraph.parameters import choices, matched

    classes = " ".join(_NAMED[kind])
    asked = f"SELECT ?it WHERE {{ VALUES ?class {{ {classes} }} ?it a ?class }}"
    fitting = {row["it"] for row in store.select(PROLOGUE + asked).records()}
    known = [each for each in choices(kind, store) if each.term.value in fitting]
    return shorten(matched(f"--{kind}", given, known).value)
