"""Copies of our project that tests damage."""

import shutil
from pathlib import Path

from saberesgraph.project import Project, find

ROOT = Path(__file__).resolve().parent.parent


def copied(folder: Path, *fiches: str) -> Project:
    """A copy in a folder; with codes, of these fiches alone: checking all of them takes long."""
    for part in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / part, folder / part)
    for file in (folder / "data" / "practices").iterdir():
        if fiches and file.stem not in fiches:
            file.unlink()
    return find(folder)
