"""`info`: counts, versions, what is loaded."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saberesgraph import __version__
from saberesgraph.cli.options import language_of, text_or_json, verb
from saberesgraph.cli.source import Source, source_options
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.project import Project
    from saberesgraph.store import Store

_LIBRARIES = ("pyoxigraph", "rdflib", "pyshacl", "networkx", "pyvis")


@verb(
    "info",
    es="Cuenta lo que hay en el grafo. Muestra versiones y de dónde se leyó.",
    en="Counts what the graph holds. Shows versions and where it was read from.",
    examples="saberesgraph info\nsaberesgraph info -f json",
)
@text_or_json
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    form: str,
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    root: Path | None,
) -> None:
    """Print counts and versions."""
    from saberesgraph.project import find

    project = find(root)
    source = Source(project, folder=folder, endpoint=endpoint, own_graphs=own_graphs)
    facts = _facts(project, source.trusted()) | ({"endpoint": endpoint} if endpoint else {})
    if form == "json":
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    t = translator(language_of(ctx))
    names = {
        "version": t("versión", "version"),
        "root": t("leído de", "read from"),
        "good_practice": t("buenas prácticas", "good practices"),
        "lesson_learned": t("lecciones aprendidas", "lessons learned"),
        "lesson_not_learned": t("lecciones no aprendidas", "lessons not learned"),
        "actors": t("actores", "actors"),
        "territories": t("territorios", "territories"),
        "anomalies": t("rarezas de la fuente", "oddities of the sources"),
        "asserted": t("enunciados declarados o normalizados", "stated or normalised statements"),
        "derived": t("enunciados derivados", "derived statements"),
        "queries": t("consultas con nombre", "named queries"),
        "rules": t("reglas", "rules"),
        "libraries": t("bibliotecas", "libraries"),
        "endpoint": t("cuentas tomadas de", "counts taken from"),
    }
    facts["libraries"] = ", ".join(f"{name} {v}" for name, v in facts["libraries"].items())
    width = max(len(name) for key, name in names.items() if key in facts)
    for key, name in names.items():
        if key in facts:
            click.echo(f"{name:<{width}}  {facts[key]}")


def _facts(project: "Project", store: "Store") -> dict[str, Any]:
    from importlib.metadata import version  # --help takes longer with it

    from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, expand
    from saberesgraph.practice.card import KINDS

    def total(pattern: str) -> int:
        table = store.select(f"SELECT (COUNT(*) AS ?total) WHERE {{ {pattern} }}")
        return int(table.records()[0]["total"])

    def count(*classes: str) -> int:
        kinds = " ".join(f"<{expand(name)}>" for name in classes)
        return total(f"{{ SELECT DISTINCT ?x WHERE {{ VALUES ?kind {{ {kinds} }} ?x a ?kind }} }}")

    return {
        "version": __version__,
        "root": str(project.root),
        **{key: count(f"sab:{name}") for name, key in KINDS.items()},
        "actors": count("org:Organization", "sab:ActorGroup"),
        "territories": count("sab:Country", "sab:Province", "sab:Canton"),
        "anomalies": count("sab:SourceAnomaly"),
        "asserted": total(f"GRAPH <{ASSERTED_GRAPH}> {{ ?s ?p ?o }}"),
        "derived": total(f"GRAPH <{DERIVED_GRAPH}> {{ ?s ?p ?o }}"),
        "queries": len(project.query_files),
        "rules": len(project.rule_files),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }
