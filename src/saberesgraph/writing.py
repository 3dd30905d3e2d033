"""Writes files and folders whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saberesgraph.errors import OutputError

_MARK = ".saberesgraph"


def write_text(path: Path, text: str) -> None:
    """Write a file through a temporary one beside it, so that it is never half written.

    Raises:
        OutputError: it cannot be written; what was there before is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def refuse_foreign(path: Path) -> None:
    """Do nothing where `path` may be replaced: it is new, empty or ours.

    Raises:
        OutputError: it holds something else.
    """
    if path.exists() and (
        not path.is_dir() or (not (path / _MARK).is_file() and any(path.iterdir()))
    ):
        raise OutputError(
            "contiene archivos que saberesgraph no escribió",
            "it holds files that saberesgraph did not write",
            where=str(path),
            hint=("Elige una carpeta vacía o nueva", "Choose an empty or a new folder"),
        )


def claimed_folder(path: Path) -> Path:
    """Return a folder that is ours: marked before, or new, or empty, and now marked.

    Raises:
        OutputError: `path` holds something else, or cannot be written.
    """
    refuse_foreign(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        mark = path / _MARK
        if not mark.is_file():
            mark.write_text("saberesgraph\n", encoding="utf-8")
    except OSError as error:
        raise _unwritable(path, error) from error
    return path


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that becomes `path` if nothing fails and nobody made it meanwhile.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        fresh = Path(tempfile.mkdtemp(dir=path.parent, prefix="."))
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        fresh.chmod(0o755)
        yield fresh
        try:
            fresh.rename(path)
        except OSError:
            if not path.is_dir():
                raise
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def replaced_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of `path` if nothing fails.

    Only a folder that we wrote before, or an empty one, is replaced.

    Raises:
        OutputError: `path` holds something else, or cannot be written.
    """
    refuse_foreign(path)
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        fresh.chmod(0o755)
        (fresh / _MARK).write_text("saberesgraph\n", encoding="utf-8")
        yield fresh
        _swap(fresh, target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    old = fresh.with_name(f"{fresh.name}.old")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:  # also where someone ends us
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"no se puede escribir ({error.strerror or error})",
        f"it cannot be written ({error.strerror or error})",
        where=str(path),
        hint=("Elige otro lugar", "Choose another place"),
    )
