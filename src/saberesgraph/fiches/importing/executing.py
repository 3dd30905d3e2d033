"""Writes what a plan says: all of it or nothing, and never over what somebody changed."""

from collections.abc import Mapping
from pathlib import Path

from saberesgraph.fiches.importing.plan import Plan
from saberesgraph.project import Project
from saberesgraph.writing import claimed_folder, write_together


def write_into(project: Project, plan: Plan) -> None:
    """Write all files of a plan into data/, or none.

    Raises:
        OutputError: one changed since the plan was made, or cannot be written.
    """
    data = project.root / "data"
    _write(data, plan, {data / file: plan.before.get(file) for file in plan.texts})


def write_apart(folder: Path, plan: Plan) -> None:
    """Write all files of a plan into a folder of its own, or none.

    Raises:
        OutputError: the folder holds what we did not write, or cannot be written.
    """
    _write(claimed_folder(folder), plan, {})


def _write(folder: Path, plan: Plan, before: Mapping[Path, bytes | None]) -> None:
    if plan.texts:
        write_together(folder, {folder / file: text for file, text in plan.texts.items()}, before)
