"""Writes files and folders whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from saberesgraph.errors import OutputError

_MARK = ".saberesgraph"
_STAGE = ".saberesgraph-writing-"
_MANIFEST = "manifest.json"


def write_text(path: Path, text: str) -> None:
    """Write a file of text, in UTF-8, as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file through a temporary one beside it, so that it is never half written.

    Raises:
        OutputError: it cannot be written; what was there before is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def write_together(folder: Path, texts: Mapping[Path, str]) -> None:
    """Write several files below a folder, all of them or none.

    All are first written beside, then each takes its place. Where one cannot, those before it go
    back to what they were; where the process is killed in between, `finish_writing` does the rest.

    Raises:
        OutputError: one cannot be written; what was there before is untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGE))
    except OSError as error:
        raise _unwritable(folder, error) from error
    targets = [path.relative_to(folder).as_posix() for path in texts]
    begun = 0
    try:
        for number, text in enumerate(texts.values()):
            write_text(stage / str(number), text)
        for begun, target in enumerate(targets):
            if (folder / target).is_file():
                shutil.copy2(folder / target, stage / f"{begun}.old")
        write_text(stage / _MANIFEST, json.dumps(targets))  # from here on it goes forward
        for begun, target in enumerate(targets):
            _placed(stage, begun, folder / target)
    except OSError as error:
        for number, target in enumerate(targets[: begun + 1]):
            _put_back(stage, number, folder / target)
        raise _unwritable(folder / targets[begun], error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def finish_writing(folder: Path) -> int:
    """Finish what `write_together` had begun in a folder when it was killed.

    Returns:
        how many files took their place now.

    Raises:
        OutputError: one cannot.
    """
    finished = 0
    for stage in sorted(folder.glob(f"{_STAGE}*")):
        manifest = stage / _MANIFEST
        if not manifest.is_file():
            continue  # killed before anything changed, or still at work
        for number, target in enumerate(_targets(manifest, folder)):
            if (stage / str(number)).exists():
                _refuse_changed(folder / target, stage / f"{number}.old", stage)
                try:
                    _placed(stage, number, folder / target)
                except OSError as error:
                    raise _unwritable(folder / target, error) from error
                finished += 1
        shutil.rmtree(stage, ignore_errors=True)
    return finished


def _targets(manifest: Path, folder: Path) -> list[str]:
    """What a manifest names; anything but files below its folder is none of ours."""
    try:
        targets = json.loads(manifest.read_text(encoding="utf-8"))
        inside = [(folder / name).resolve().is_relative_to(folder.resolve()) for name in targets]
    except (OSError, ValueError, TypeError):
        inside = [False]
    if not all(inside):
        raise OutputError(
            "no es lo que saberesgraph escribe cuando se lo interrumpe",
            "it is not what saberesgraph writes when it is interrupted",
            where=str(manifest.parent),
            hint=("Mírala y bórrala", "Look at it and delete it"),
        )
    return [*targets]


def _refuse_changed(target: Path, old: Path, stage: Path) -> None:
    """Do nothing where a file is as it was when writing began."""
    before = old.read_bytes() if old.is_file() else None
    now = target.read_bytes() if target.is_file() else None
    if now != before:
        raise OutputError(
            "cambió después de una escritura interrumpida",
            "it changed after a writing that was interrupted",
            where=str(target),
            hint=(
                f"Mira lo que falta en {stage} y bórrala",
                f"See what is left in {stage}; delete it",
            ),
        )


def _placed(stage: Path, number: int, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        (stage / str(number)).replace(target)
    except FileNotFoundError:
        if (stage / str(number)).exists():
            raise
        # another process took us for dead and finished our work


def _put_back(stage: Path, number: int, target: Path) -> None:
    old = stage / f"{number}.old"
    if old.exists():
        old.replace(target)
    elif not (stage / str(number)).exists():
        target.unlink(missing_ok=True)


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
        if hasattr(os, "sync"):
            os.sync()  # once for all: a file at a time takes far longer
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
