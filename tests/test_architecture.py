"""The shape of the package: imports go one way, modules are small, the library never prints."""

import ast
import gzip
import hashlib
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "saberesgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))
# lower layers know nothing of higher ones; modules of one layer do not import each other,
# except inside a package
LAYERS = (
    {"language", "namespaces"},
    {"errors", "dates", "staging"},
    {"project", "results", "terms", "writing", "processes", "screening", "headers", "archives"},
    {"reading", "tables"},
    {"formats", "quads", "turtle", "answers"},
    {"store"},
    {"sandbox", "parameters", "rules"},
    {"queries"},
    {"reference", "preparing"},
    {"graph"},
    {"kept"},
    {"validation", "practice", "thing", "crosswalk", "ontology", "dataset", "publishing"},
    {"description", "jsonld", "statements", "dcat"},
    {"fiches"},
    {"network", "coverage", "presence", "explorer", "exchange"},
    {"drawing"},
    {"exporting"},
    {"site"},
    {"web"},
    {"cli"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def unit(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(module: Path) -> None:
    here = unit(module)
    if here in {"__init__", "__main__"}:
        return
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "saberesgraph" and parts[1] in LEVEL and parts[1] != here:
            assert LEVEL[parts[1]] < LEVEL[here], f"{here} imports {parts[1]}"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_the_library_never_prints_exits_or_knows_the_command_line(module: Path) -> None:
    if unit(module) in {"cli", "__main__"}:
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"print", "exit", "quit"}
    frameworks = {"starlette", "uvicorn"} if unit(module) != "web" else set()
    assert not {name.split(".")[0] for name in imports(module)} & {"click", "sys", *frameworks}


def test_modules_are_small() -> None:
    lengths = sorted(len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES)
    assert lengths[-1] <= 400
    assert lengths[len(lengths) // 2] <= 150


def test_no_drawer_collects_what_has_no_name() -> None:
    assert not {m.stem for m in MODULES} & {"utils", "util", "helpers", "common", "manager", "misc"}


def test_public_functions_and_classes_are_documented() -> None:
    for module in MODULES:
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{module.name}: {node.name}"


def test_vendored_files_are_what_their_list_says() -> None:
    folder = PACKAGE / "web" / "static" / "vendor"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", listed, re.MULTILINE))
    files = {f for f in folder.iterdir() if f.suffix not in {".md", ".txt"}}
    assert rows.keys() == {file.name for file in files}
    for file in files:
        assert hashlib.sha256(file.read_bytes()).hexdigest() == rows[file.name]
        assert (folder / f"{file.name.split('.')[0]}.LICENSE.txt").is_file()
    wasm = gzip.decompress((folder / "oxigraph.wasm.gz").read_bytes())
    assert f"`{hashlib.sha256(wasm).hexdigest()}`" in listed


def test_the_readmes_name_every_verb() -> None:
    from saberesgraph.cli import group

    root = PACKAGE.parent.parent
    for readme in ("README.md", "README.es.md"):
        words = (root / readme).read_text(encoding="utf-8")
        for verb in group.list_commands(None):  # type: ignore[arg-type]
            assert f"saberesgraph {verb}" in words
