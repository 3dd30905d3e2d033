"""`show CODE`: one practice card."""

import json
from pathlib import Path

import click

from saberesgraph.cli.options import language_of, text_or_json, verb
from saberesgraph.cli.source import Source, source_options
from saberesgraph.language import translator


@verb(
    "show",
    es="Muestra una ficha. CODE es su código, por ejemplo BP1_AH.",
    en="Shows one record. CODE is its code, for example BP1_AH.",
    examples="saberesgraph show BP1_AH\nsaberesgraph show LN1_GN -f json",
)
@click.argument("code")
@text_or_json
@source_options
@click.pass_context
def command(
    ctx: click.Context,
    code: str,
    form: str,
    folder: Path | None,
    endpoint: str | None,
    own_graphs: bool,
    root: Path | None,
) -> None:
    """Print one card."""
    from saberesgraph.practice.card import Card, card, field_names, labels, status_names
    from saberesgraph.project import find

    source = Source(find(root), folder=folder, endpoint=endpoint, own_graphs=own_graphs)
    store = source.trusted()
    found: Card = card(store, code)
    if form == "json":
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        return
    language = language_of(ctx)
    t = translator(language)
    none = t("no consta", "not stated")
    named = labels(store, language)
    fields, statuses = field_names(named), status_names(named)

    def names(kind: str, items: list[dict[str, str]], key: str = "id") -> str:
        return ", ".join(named[f"{kind}:{item[key]}"] for item in items) or none

    def figure(value: float | None, status: str) -> str:
        return statuses[status] if value is None else f"{value:,}"

    places = (
        t("alcance nacional", "national scope")
        if found.national
        else names("territory", found.territories, "code")
    )
    lines = [
        (t("Población asistida", "Assisted population"),
         figure(found.population, found.population_status)),
        (t("Presupuesto USD", "Budget USD"), figure(found.budget_usd, found.budget_status)),
        (t("Territorios", "Territories"), places),
        (t("Actores", "Actors"), names("actor", found.actors)),
        (t("Mencionados", "Mentioned"), names("actor", found.mentioned_actors)),
        (t("Replicadores", "Replicators"), names("actor", found.replicators)),
        (t("Asistencia", "Assistance"), names("assistance", found.assistance)),
        (t("Principios", "Principles"), ", ".join(found.principles) or none),
        (t("Objetivos", "Objectives"), ", ".join(map(str, found.objectives)) or none),
        (t("Sostenibilidad", "Sustainability"), statuses.get(found.sustainability or "", none)),
        (t("Palabras clave", "Keywords"), ", ".join(found.keywords) or none),
        (t("Metas derivadas", "Derived targets"),
         ", ".join(target["code"] for target in found.derived_targets) or none),
    ]  # fmt: skip
    click.echo(f"{found.code} · {found.label[language]}\n")
    for name, value in lines:
        click.echo(f"{name + ':':<21}{value}")
    for key, value in found.prose.items():
        click.echo(f"\n{fields[key]}: {value}")
    for key, criterion in found.criteria.items():
        verdict = statuses[criterion["verdict"]]
        click.echo(f"\n{fields[key]} ({verdict.lower()}): {criterion['rationale']}")
    click.echo()
    for anomaly in found.anomalies:
        kind = named[f"anomaly-kind:{anomaly['kind']}"]
        click.echo(f"! {kind} ({anomaly['field']}): {anomaly['resolution']}")
