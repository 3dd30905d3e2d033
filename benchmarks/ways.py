"""Ways to one and the same data that several measures go."""

import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox

from measure import Work
from saberesgraph.kept import kept
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.project import Project, find
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.validation.rule_reach import rule_is_local

GRAPHS = (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
TESTS = Path(__file__).resolve().parent.parent / "tests"
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))  # engines and servers are beside the tests


class WithoutRules(Project):
    """A project that derives nothing."""

    @property
    def rule_files(self) -> tuple[Path, ...]:
        """No rules."""
        return ()


def on_disk(project: Path, folder: Path) -> EmbeddedStore:
    """Return the store kept in a folder, made or brought up to date where needed."""
    return kept(find(project), folder, rule_is_local).store


def dumped(work: Work) -> dict[str, Path]:
    """Return an N-Triples file for each of our graphs, written once."""
    files = {name: work.folder / f"{name.rpartition('/')[2]}.nt" for name in GRAPHS}
    if not all(file.is_file() for file in files.values()):
        store = on_disk(work.project, work.store)
        for name, file in files.items():
            part = file.with_suffix(".part")
            with part.open("wb") as out:
                store.engine.dump(out, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(name))
            part.rename(file)
    return files


def command(work: Work, *arguments: str, project: Path | None = None) -> str:
    """Run a verb of ours in a process and return what it says; findings are no failure.

    Raises:
        RuntimeError: it failed.
    """
    verb, *rest = arguments
    every = [sys.executable, "-m", "saberesgraph", verb, "--root", str(project or work.project)]
    done = subprocess.run(  # noqa: S603 (our own arguments)
        [*every, *rest], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode > 1:
        raise RuntimeError(done.stderr.strip().splitlines()[-1][:200])
    return done.stdout


def emptied(folder: Path) -> Path:
    """Return a new folder of that name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
