"""`publish`: makes the graphs of another store ours, whole or not at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saberesgraph.cli.checked import checked
from saberesgraph.cli.options import Option, Seconds, language_of, text_or_json, verb
from saberesgraph.errors import InputError
from saberesgraph.language import number, translator, visible

if TYPE_CHECKING:
    from saberesgraph.publishing import Comparison, Difference, Outcome, Way

_EXAMPLES = 3
_WIDTH = 160
_OUTPUT_MIB = 1024


@verb(
    "publish",
    es="Publica los grafos afirmado, derivado y de consultas en otro almacén. Revisa los datos, "
    "compara con lo que el almacén tiene, muestra la diferencia y la escribe: todo o nada. "
    "Usuario y contraseña van en SABERESGRAPH_ENDPOINT_USER y SABERESGRAPH_ENDPOINT_PASSWORD.",
    en="Publishes the asserted, derived and queries graphs to another store. Checks the data, "
    "compares with what the store has, shows the difference and writes it: all or nothing. "
    "User and password go in SABERESGRAPH_ENDPOINT_USER and SABERESGRAPH_ENDPOINT_PASSWORD.",
    examples="saberesgraph publish --endpoint http://localhost:7878/query --dry-run\n"
    "saberesgraph publish --endpoint http://localhost:7878/query "
    "--update http://localhost:7878/update\n"
    "saberesgraph publish --endpoint http://localhost:8890/sparql "
    "--update http://localhost:8890/sparql-auth",
)
@click.option(
    "--endpoint",
    metavar="URL",
    required=True,
    cls=Option,
    es="Dirección de consultas del almacén: de ahí se lee para comparar.",
    en="Query address of the store: read from there, to compare.",
)
@click.option(
    "--update",
    metavar="URL",
    cls=Option,
    es="Dirección de SPARQL 1.1 Update.",
    en="Address of SPARQL 1.1 Update.",
)
@click.option(
    "--graph-store",
    metavar="URL",
    cls=Option,
    es="Dirección del Graph Store Protocol; con --update solo lleva los datos, más rápido.",
    en="Address of the Graph Store Protocol; with --update it only carries the data, faster.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    cls=Option,
    es="Solo muestra la diferencia; no escribe nada.",
    en="Only show the difference; write nothing.",
)
@text_or_json
@click.option(
    "--max-seconds",
    cls=Option,
    type=Seconds(min=0.1, max=86400),
    default=120,
    show_default=True,
    es="Segundos como máximo para cada respuesta del almacén.",
    en="Seconds at most for each answer of the store.",
)
@click.pass_context
def command(
    ctx: click.Context,
    endpoint: str,
    update: str | None,
    graph_store: str | None,
    dry_run: bool,
    form: str,
    max_seconds: float,
    root: Path | None,
) -> int:
    """Publish, say what changed and return the exit code."""
    from saberesgraph import publishing
    from saberesgraph.project import find
    from saberesgraph.store.endpoint import Endpoint

    language = language_of(ctx)
    t = translator(language)
    store = Endpoint(endpoint, seconds=max_seconds, output_mib=_OUTPUT_MIB, own_graphs=True)
    way = _way(update, graph_store, max_seconds)
    if not way and not dry_run:
        raise InputError(
            "falta por dónde escribir: ahí solo se pregunta",
            "where to write is missing: this one only answers queries",
            where="--endpoint",
            hint=(
                "Añade --update URL o --graph-store URL, o --dry-run para solo comparar",
                "Add --update URL or --graph-store URL, or --dry-run to compare only",
            ),
        )
    graph, _ = checked(ctx, find(root), ("No se publicó", "Nothing was published"))
    click.echo(t("Comparando…", "Comparing…"), err=True)
    comparison = publishing.compare(store, graph.contents)
    if form == "text":
        click.echo(_described(comparison, language), nl=False)
    outcome = None
    if way and not dry_run:
        if comparison.changed:
            click.echo(t("Publicando… ", "Publishing… ") + t(*way.promise) + ".", err=True)
        outcome = publishing.publish(store, way, comparison)
    if form == "json":
        click.echo(json.dumps(_data(comparison, outcome), ensure_ascii=False, indent=2))
    else:
        click.echo(_result(comparison, outcome, t), nl=False)
    return 0


def _way(update: str | None, graph_store: str | None, seconds: float) -> "Way | None":
    from saberesgraph.publishing import GraphStore, StagedUpdate, Update

    if update and graph_store:
        return StagedUpdate(update, graph_store, seconds=seconds)
    if update:
        return Update(update, seconds=seconds)
    return GraphStore(graph_store, seconds=seconds) if graph_store else None


def _described(comparison: "Comparison", language: str) -> str:
    t = translator(language)
    lines = []
    for found in comparison.graphs:
        counts = [
            (len(found.added), t("por añadir", "to add")),
            (len(found.removed), t("por quitar", "to remove")),
            (found.unchanged, t("sin cambio", "unchanged")),
        ]
        if found.respelled:
            words = t("de ellos con otra escritura y el mismo valor",
                      "of them spelled otherwise, with the same value")  # fmt: skip
            counts.append((len(found.respelled), words))
        said = ", ".join(f"{number(count, language)} {words}" for count, words in counts)
        lines.append(f"{found.graph}: {said}")
        for sign, triples in (("+", found.added), ("-", found.removed)):
            lines += [
                f"  {sign} {_short(triple)}" for triple in sorted(map(str, triples))[:_EXAMPLES]
            ]
            if len(triples) > _EXAMPLES:
                lines.append(f"  {sign} …")
    if comparison.leftovers:
        lines.append(
            t("Una publicación interrumpida dejó grafos de paso: ",
              "An interrupted publication left staging graphs: ")
            + ", ".join(comparison.leftovers)
        )  # fmt: skip
    return "\n".join(lines) + "\n"


def _result(
    comparison: "Comparison", outcome: "Outcome | None", t: Callable[[str, str], str]
) -> str:
    lines = []
    if outcome and outcome.rewritten:
        count = len(outcome.rewritten)
        lines.append(
            t(f"El almacén cambia el valor o el tipo de {count} enunciados que recibe:",
              f"The store changes the value or type of {count} statements that it is given:")
        )  # fmt: skip
        for given, stored in outcome.rewritten:
            lines += [f"  {_short(str(given))}", f"  → {visible(str(stored.object))}"]
    if outcome and comparison.leftovers:
        lines.append(t("Se borraron los grafos de paso.", "The staging graphs were cleared."))
    if outcome and outcome.written:
        lines.append(t("Publicado, y leído de vuelta.", "Published, and read back."))
    elif not comparison.changed or outcome:
        lines.append(t("Nada que publicar.", "Nothing to publish."))
    else:
        lines.append(t("Solo se comparó: nada cambió.", "Only compared: nothing changed."))
    return "\n".join(lines) + "\n"


def _short(triple: str) -> str:
    shown = visible(triple)
    return shown if len(shown) <= _WIDTH else shown[: _WIDTH - 1] + "…"


def _data(comparison: "Comparison", outcome: "Outcome | None") -> dict[str, Any]:
    return {
        "graphs": [_graph(found) for found in comparison.graphs],
        "leftovers": list(comparison.leftovers),
        "published": bool(outcome and outcome.written),
        "rewritten": [
            {"given": str(given), "stored": str(stored)}
            for given, stored in (outcome.rewritten if outcome else ())
        ],
    }


def _graph(found: "Difference") -> dict[str, Any]:
    return {
        "graph": found.graph,
        "added": len(found.added),
        "removed": len(found.removed),
        "unchanged": found.unchanged,
        "respelled": len(found.respelled),
        "examples": {
            "added": sorted(map(str, found.added))[:_EXAMPLES],
            "removed": sorted(map(str, found.removed))[:_EXAMPLES],
            "respelled": [[str(a), str(b)] for a, b in found.respelled[:_EXAMPLES]],
        },
    }
