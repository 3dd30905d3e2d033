"""What `serve` was told to do."""

from dataclasses import dataclass
from pathlib import Path

from saberesgraph.project import Project
from saberesgraph.sandbox.limits import Limits


@dataclass(frozen=True)
class Settings:
    """What to serve how, and within which limits.

    Attributes:
        language: of the pages at the root, and of messages.
        project: whose pages are served; None for `data`.
        data: RDF files of anybody's, served with their named graphs instead of a project.
        folder: of a store on disk, for the project.
        endpoint: the URL of a store elsewhere that is asked instead of the project's files.
        own_graphs: leave the choice of graphs to the endpoint.
        base: URL of the root as people outside see it; "" if it is that of the request.
        workers: how many strangers' queries run at once.
        limits: of each of them.
        grace: seconds for what is under way when the server stops.
        watch: load the files again when they change.
        access_log: write a line a request.
    """

    language: str
    project: Project | None
    data: tuple[Path, ...]
    folder: Path | None
    endpoint: str | None
    own_graphs: bool
    base: str
    workers: int
    limits: Limits
    grace: float
    watch: bool
    access_log: bool

    @property
    def files(self) -> tuple[Path, ...]:
        """The files whose change makes other data."""
        if not self.project:
            return self.data
        return (
            *self.project.graph_files,
            *self.project.shape_files,
            *self.project.evaluation_files,
            *self.project.matching_files,
            *self.project.method_files,
            *self.project.rule_files,
            *self.project.query_files,
            *self.project.check_files,
        )
