"""From what `serve` was told to what is served: bad data never get by."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from time import time_ns

from saberesgraph import graph
from saberesgraph.errors import ViolationsError
from saberesgraph.kept import kept
from saberesgraph.project import Project
from saberesgraph.quads import read_quads
from saberesgraph.store import Store
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.store.endpoint import Endpoint
from saberesgraph.validation import Severity, validate
from saberesgraph.validation.reports import text
from saberesgraph.validation.rule_reach import rule_is_local
from saberesgraph.web.settings import Settings

Say = Callable[[str, str], None]


@dataclass(frozen=True)
class Loaded:
    """A store, and the version of what is in it."""

    store: Store
    version: str


def load(settings: Settings, say: Say) -> Loaded:
    """Return the store that is to be served.

    Raises:
        ViolationsError: the project's data have violations; `say` told which.
        SaberesGraphError: something cannot be read.
    """
    if settings.endpoint:
        endpoint = Endpoint(
            settings.endpoint,
            seconds=settings.limits.seconds,
            output_mib=settings.limits.output_mib,
            own_graphs=settings.own_graphs,
        )
        # says now, and not at the first page, that it is not there
        endpoint.ask("ASK { ?s ?p ?o }")
        return Loaded(endpoint, f"{time_ns():x}")
    if not settings.project:
        quads = read_quads(settings.data)
        digest = hashlib.sha256()
        for file in settings.data:
            digest.update(file.read_bytes())
        return Loaded(EmbeddedStore.of(quads), digest.hexdigest()[:32])
    version = graph.state(settings.project)
    say("Revisando los datos…", "Checking the data…")
    loaded = graph.load(settings.project)
    _refuse_violations(settings.project, loaded, settings.language, say)
    if settings.folder:
        return Loaded(kept(settings.project, settings.folder, rule_is_local).store, version)
    return Loaded(loaded.store, version)


def _refuse_violations(project: Project, loaded: graph.Graph, language: str, say: Say) -> None:
    report = validate(project, graph=loaded)
    if report.fails(Severity.VIOLATION):
        told = text(report, language).rstrip()
        say(told, told)
        raise ViolationsError(
            "los datos tienen infracciones",
            "the data have violations",
            where=str(project.root),
            hint=("Corrígelas y vuelve a intentar", "Correct them and try again"),
        )
