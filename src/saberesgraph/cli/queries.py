"""`queries [NAME]`: the named queries, what each answers, and how to ask it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.options import Option, format_option, language_of, verb
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.queries import NamedQuery


@verb(
    "queries",
    es="Lista las consultas con nombre por tema. Con NAME explica una: para qué sirve, sus "
    "parámetros y sus columnas.",
    en="Lists the named queries by theme. With NAME explains one: what it is for, its parameters "
    "and its columns.",
    examples="saberesgraph queries\n"
    "saberesgraph queries objective-practices\n"
    "saberesgraph queries --tag gap -f json",
)
@click.argument("name", required=False)
@format_option(
    ["text", "json", "markdown", "turtle"],
    "text",
    es="Formato de salida; turtle las da como sh:SPARQLExecutable.",
    en="Output format; turtle gives them as sh:SPARQLExecutable.",
)
@click.option(
    "--tag",
    cls=Option,
    es="Solo las que tienen esta etiqueta.",
    en="Only those with this tag.",
)
@click.pass_context
def command(
    ctx: click.Context, name: str | None, form: str, tag: str | None, root: Path | None
) -> None:
    """Print the list."""
    from saberesgraph import queries, reference
    from saberesgraph.errors import UnknownNameError
    from saberesgraph.formats import write
    from saberesgraph.project import find

    project = find(root)
    found = [queries.named(project, name)] if name else [*queries.catalogue(project).values()]
    if tag:
        known = {tag for query in found for tag in query.tags}
        found = [query for query in found if tag in query.tags]
        if not found:
            raise UnknownNameError(tag, known)
    if form == "json":
        click.echo(json.dumps([*map(reference.described, found)], ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo(reference.markdown(found), nl=False)
    elif form == "turtle":
        click.echo(write(tuple(reference.triples(found)), "turtle"), nl=False)
    elif name:
        click.echo(_explained(found[0], language_of(ctx)))
    else:
        click.echo("\n\n".join(_themes(found, language_of(ctx))))


def _themes(found: list["NamedQuery"], language: str) -> list[str]:
    from saberesgraph.queries import THEMES

    t = translator(language)
    width = max(len(query.name) for query in found)
    return [
        "\n".join(
            [
                t(*names).upper(),
                *(
                    f"  {query.name:<{width}}  {query.question[language]}"
                    for query in sorted(found, key=lambda query: query.name)
                    if query.tags[0] == theme
                ),
            ]
        )
        for theme, names in THEMES.items()
        if any(query.tags[0] == theme for query in found)
    ]


def _explained(query: "NamedQuery", language: str) -> str:
    t = translator(language)
    lines = [query.title[language], "", query.question[language], query.use[language], ""]
    if query.parameters:
        lines.append(t("Parámetros:", "Parameters:"))
        lines += [
            f"  {p.name} ({p.type}"
            + (f", {t('por omisión', 'default')} {p.default}" if p.default else "")
            + f"): {p.help[language]}"
            for p in query.parameters
        ]
        lines.append("")
    lines.append(t("Columnas:", "Columns:"))
    lines += [f"  {name}: {c.heading[language]}" for name, c in query.columns.items()]
    lines += ["", f"saberesgraph query {query.name}"]
    return "\n".join(lines)
