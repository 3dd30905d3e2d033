"""docs/reference/ says what the program says: each file is as `make reference` would write it."""

import importlib.util
from pathlib import Path

import pytest

from saberesgraph.graph import Graph
from saberesgraph.project import Project

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"


@pytest.fixture(scope="module")
def reference(project: Project, graph: Graph) -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("reference", FOLDER / "write.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written: dict[str, str] = module.files(project, graph.store)
    return written


@pytest.mark.parametrize(
    "name", ["commands.md", "comandos.md", "ontology.md", "shapes.md", "errors.md"]
)
def test_a_file_is_as_the_program_writes_it(name: str, reference: dict[str, str]) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == reference[name]


def test_every_file_of_the_folder_is_tested(reference: dict[str, str]) -> None:
    # queries.md is held by tests/test_queries.py
    assert {file.name for file in FOLDER.glob("*.md")} == {*reference, "queries.md"}
