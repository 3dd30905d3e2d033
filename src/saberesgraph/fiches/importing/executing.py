"""Writes what a plan says: all of it or nothing, and never over what somebody changed."""

from pathlib import Path

from saberesgraph.errors import OutputError
from saberesgraph.fiches.importing.plan import Plan
from saberesgraph.project import Project
from saberesgraph.writing import claimed_folder, write_together


def write_into(project: Project, plan: Plan) -> None:
    """Write all files of a plan into data/, or none.

    Raises:
        OutputError: one changed since the plan was made, or cannot be written.
    """
    data = project.root / "data"
    for file in plan.texts:
        if contents(data / file) != plan.before.get(file):
            raise OutputError(
                "cambió mientras se preparaba la importación",
                "it changed while the import was being prepared",
                where=project.name(data / file),
                hint=("Vuelve a importar", "Import again"),
            )
    _write(data, plan)


def write_apart(folder: Path, plan: Plan) -> None:
    """Write all files of a plan into a folder of its own, or none.

    Raises:
        OutputError: the folder holds what we did not write, or cannot be written.
    """
    _write(claimed_folder(folder), plan)


def contents(file: Path) -> bytes | None:
    """Return what a file holds, None where there is none."""
    return file.read_bytes() if file.is_file() else None


def _write(folder: Path, plan: Plan) -> None:
    if plan.texts:
        write_together(folder, {folder / file: text for file, text in plan.texts.items()})
