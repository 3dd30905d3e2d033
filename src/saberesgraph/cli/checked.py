"""What verbs that pass data on do first: read them, check them, and stop at a violation."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saberesgraph.cli.options import language_of
from saberesgraph.language import translator

if TYPE_CHECKING:
    from saberesgraph.graph import Graph
    from saberesgraph.project import Project
    from saberesgraph.validation import Report


def checked(
    ctx: click.Context, project: "Project", refused: tuple[str, str]
) -> "tuple[Graph, Report]":
    """Return the graph and its report; where it has violations tell them and exit with 1.

    Args:
        ctx: of the verb.
        project: that is read.
        refused: in Spanish and English, what is not done then.
    """
    from saberesgraph.graph import load

    graph = load(project)
    return graph, check(ctx, project, graph, refused)


def check(
    ctx: click.Context,
    project: "Project",
    graph: "Graph",
    refused: tuple[str, str],
    files: Sequence[Path] = (),
) -> "Report":
    """Return the report on a graph; where it has violations tell them and exit with 1.

    Args:
        ctx: of the verb.
        project: that was read.
        graph: of the project.
        refused: in Spanish and English, what is not done then.
        files: those that stand in for the project's own, if any; then they alone are checked.
    """
    from saberesgraph.validation import Severity, validate
    from saberesgraph.validation.reports import text

    language = language_of(ctx)
    t = translator(language)
    click.echo(t("Revisando…", "Checking…"), err=True)
    report = validate(project, files, graph=graph)
    if report.fails(Severity.VIOLATION):
        click.echo(text(report, language), err=True, nl=False)
        first = t("corrige primero las infracciones", "correct the violations first")
        click.echo(f"{t(*refused)}: {first}.", err=True)
        ctx.exit(1)
    return report
