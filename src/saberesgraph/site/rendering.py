"""Renders the files of the site, in several processes if asked, and writes what changed.

A file that the earlier site has with the same bytes is a second name of that file (a hard link):
nothing is written, and its date stays. Files of one thing (its page in each language, its CSV, its
Turtle) go to one process, which finds what they share once and then lets go of it.
"""

import gc
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import as_completed
from pathlib import Path
from stat import S_ISREG

from saberesgraph.errors import SaberesGraphError, unpacked
from saberesgraph.language import LANGUAGES
from saberesgraph.processes import pool

# a path from the root of the site, and what writes the file that stands there
File = tuple[str, Callable[[], str]]


class Renderer:
    """Writes files into a new folder.

    Args:
        files: all of them; each is rendered once, and then let go of.
        fresh: the folder, which exists.
        before: the earlier site; unchanged files are taken from there. It need not exist.
    """

    def __init__(self, files: Iterable[File], fresh: Path, before: Path) -> None:
        self._groups: list[list[File]] = [*_together(files)]
        self._fresh = fresh
        self._before = before

    def run(self, jobs: int, progress: Callable[[str], None]) -> int:
        """Write all files, in as many processes; return the size of all in bytes.

        `progress` is told the path of each file that is written. Processes are made by fork, so
        that they share what was read; where the system has none that is safe, there is one.

        Raises:
            SaberesGraphError: whatever a page raises.
            OSError: a file cannot be written.
        """
        if jobs > 1 and platform.system() == "Linux":
            return sum(self._in_processes(jobs, progress))
        return sum(self._one_by_one(progress))

    def _one_by_one(self, progress: Callable[[str], None]) -> Iterator[int]:
        for number in range(len(self._groups)):
            for path, size in self._write(number):
                progress(path)
                yield size

    def _in_processes(self, jobs: int, progress: Callable[[str], None]) -> Iterator[int]:
        gc.freeze()  # what was read stays as it is: no process copies it to look for garbage
        try:
            with pool(jobs, _take, self, start="fork") as processes:
                asked = [processes.submit(_done, number) for number in range(len(self._groups))]
                for future in as_completed(asked):
                    found = future.result()
                    if isinstance(found, bytes):
                        raise unpacked(found)
                    for path, size in found:
                        progress(path)
                        yield size
        finally:
            gc.unfreeze()

    def _write(self, number: int) -> list[tuple[str, int]]:
        group, self._groups[number] = self._groups[number], []
        return [(path, self._put(path, text().encode())) for path, text in group]

    def _put(self, path: str, content: bytes) -> int:
        target, old = self._fresh / path, self._before / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not _same(old, content) or not _linked(old, target):
            target.write_bytes(content)
        return len(content)


# in a process of a pool: the renderer that it was made from
_ours: list[Renderer] = []


def _take(renderer: Renderer) -> None:
    _ours[:] = [renderer]


def _done(number: int) -> list[tuple[str, int]] | bytes:
    try:
        return _ours[0]._write(number)
    except SaberesGraphError as error:
        return error.packed()


def _together(files: Iterable[File]) -> list[list[File]]:
    """Files by what they are of, in their order; those near the root, which are long, first."""
    groups: dict[str, list[File]] = {}
    for path, text in files:
        folder, _, rest = path.partition("/")
        shared = rest if folder in LANGUAGES else path
        name = shared.rpartition("/")[2]
        stem = shared.removesuffix(name) + name.partition(".")[0]
        groups.setdefault(stem, []).append((path, text))
    return [groups[stem] for stem in sorted(groups, key=lambda stem: stem.count("/"))]


def _same(file: Path, content: bytes) -> bool:
    try:
        found = file.lstat()
        same = S_ISREG(found.st_mode) and found.st_size == len(content)
        return same and file.read_bytes() == content
    except OSError:
        return False


def _linked(old: Path, new: Path) -> bool:
    """Whether the system gives a file a second name: not all can."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    return True
