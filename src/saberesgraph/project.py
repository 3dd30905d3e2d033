"""Finds ontology/, data/ and queries/, and lists their files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from saberesgraph.errors import ProjectNotFoundError

_PARTS = ("ontology", "data", "queries")
_PACKAGED = "resources"
# what is asked of the data is none of them
_SHAPES = ("ontology/shapes/", "ontology/evaluation/")


@dataclass(frozen=True)
class Project:
    """A folder that holds ontology/, data/ and queries/.

    >>> find().root.joinpath("ontology", "saberes.ttl").is_file()
    True
    """

    root: Path

    @property
    def graph_files(self) -> tuple[Path, ...]:
        """The Turtle files that make the asserted graph: ontology without shapes, and data."""
        return tuple(map(self.root.joinpath, self.graph_names))

    @property
    def graph_names(self) -> tuple[str, ...]:
        """The names of `graph_files`: of thousands they are there far sooner than their paths."""
        ontology = self._names("ontology", ".ttl")
        stated = (name for name in ontology if not name.startswith(_SHAPES))
        return (*stated, *self._names("data", ".ttl"))

    @property
    def data_files(self) -> tuple[Path, ...]:
        """The Turtle files under data/."""
        return self._sorted("data", ".ttl")

    @property
    def shape_files(self) -> tuple[Path, ...]:
        """The SHACL files."""
        return self._sorted("ontology/shapes", ".ttl")

    @property
    def evaluation_files(self) -> tuple[Path, ...]:
        """The SHACL rules and SPARQL queries that evaluate the submissions of a call."""
        return self._sorted("ontology/evaluation", ".ttl", ".rq")

    @property
    def method_files(self) -> tuple[Path, ...]:
        """The queries that read records by the catalogue's method."""
        return self._sorted("ontology/method", ".rq")

    @property
    def rule_files(self) -> tuple[Path, ...]:
        """The CONSTRUCT rules."""
        return self._sorted("ontology/rules", ".rq")

    @property
    def matching_files(self) -> tuple[Path, ...]:
        """The queries that find reasons for a match."""
        return self._sorted("ontology/matching", ".rq")

    @property
    def query_files(self) -> tuple[Path, ...]:
        """The named queries, without the checks."""
        return tuple(sorted((self.root / "queries").glob("*.rq")))

    @property
    def check_files(self) -> tuple[Path, ...]:
        """The queries whose rows are defects."""
        return self._sorted("queries/checks", ".rq")

    @property
    def packaged(self) -> bool:
        """Whether it is the copy that an installed package brings, which is nobody's to change."""
        return self.root == Path(__file__).resolve().parent / _PACKAGED

    def name(self, file: Path) -> str:
        """Return a file's path as people read it: from the root or the working folder if inside."""
        told, root = file.as_posix(), f"{self.root.as_posix()}/"
        if told.startswith(root):  # far sooner than by parts, and there are thousands
            return told.removeprefix(root)
        for base in (self.root, Path.cwd()):
            if file.is_relative_to(base):
                return file.relative_to(base).as_posix()
        return told

    def _sorted(self, folder: str, *endings: str) -> tuple[Path, ...]:
        return tuple(map(self.root.joinpath, self._names(folder, *endings)))

    def _names(self, folder: str, *endings: str) -> Iterator[str]:
        """Yield files in the order of their paths: sooner than by sorting the paths."""
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from self._names(f"{folder}/{entry.name}", *endings)
            elif entry.name.endswith(endings):
                yield f"{folder}/{entry.name}"


def find(root: Path | None = None) -> Project:
    """Return the project at `root`, else around the working folder, else the packaged copy.

    Raises:
        ProjectNotFoundError: `root` lacks one of the three folders, or nothing was found.
    """
    if root is not None:
        missing = [part for part in _PARTS if not (root / part).is_dir()]
        if missing:
            parts = ", ".join(f"{part}/" for part in missing)
            raise ProjectNotFoundError(
                f"le falta {parts}",
                f"it lacks {parts}",
                where=str(root),
                hint=(
                    "Indica una carpeta con ontology/, data/ y queries/",
                    "Name a folder that holds ontology/, data/ and queries/",
                ),
            )
        return Project(root.resolve())
    for candidate in _candidates():
        if (candidate / "ontology" / "saberes.ttl").is_file() and all(
            (candidate / part).is_dir() for part in _PARTS
        ):
            return Project(candidate)
    raise ProjectNotFoundError(
        "no se encontraron ontology/, data/ y queries/",
        "no ontology/, data/ and queries/ were found",
        hint=(
            "Reinstala saberesgraph o indica la carpeta con --root",
            "Reinstall saberesgraph, or name the folder with --root",
        ),
    )


def _candidates() -> Iterator[Path]:
    here = Path.cwd()
    yield from (here, *here.parents)
    package = Path(__file__).resolve().parent
    yield package / _PACKAGED  # in a wheel
    yield package.parent.parent  # in an editable install
