"""Writes files and folders whole or not at all."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from saberesgraph.errors import OutputError
from saberesgraph.staging import NEW, TakenError, alone, exchange, is_ours, place, staged_folder

_MARK = ".saberesgraph"
_STAGE = ".saberesgraph-writing-"
_MANIFEST = "manifest.json"
_MAKE_ROOM = ("Haz espacio y repite la orden", "Make room and run it again")
_HINTS = {errno.ENOSPC: _MAKE_ROOM, errno.EDQUOT: _MAKE_ROOM}


def write_text(path: Path, text: str) -> None:
    """Write a file of text, in UTF-8, as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file through a hidden one beside it, so that it is never half written.

    Raises:
        OutputError: it cannot be written; what was there before is untouched.
    """
    try:
        place(path, content)
    except OSError as error:
        raise _unwritable(path, error) from error


def write_together(
    folder: Path, texts: Mapping[Path, str], before: Mapping[Path, bytes | None] | None = None
) -> None:
    """Write several files below a folder, all of them or none.

    All are first written beside, then each takes its place. Where one cannot, or someone ends us,
    those before it go back to what they were; where the process is killed in between,
    `finish_writing` does the rest. Of processes that write there, one does at a time.

    Args:
        folder: where they are, or below.
        texts: what each file is to hold.
        before: what each held when its text was made, None where there was none.

    Raises:
        OutputError: one cannot be written, or does not hold what it did; what was there before is
            untouched.
    """
    with _alone(folder, texts):
        for path, content in (before or {}).items():
            if contents(path) not in {content, texts[path].encode("utf-8")}:
                raise OutputError(
                    "cambió mientras se preparaba lo que se iba a escribir",
                    "it changed while what was to be written was being prepared",
                    where=str(path),
                    hint=("Repite la orden", "Run it again"),
                )
        _write_together(folder, texts)


def contents(file: Path) -> bytes | None:
    """Return what a file holds, None where there is none."""
    return file.read_bytes() if file.is_file() else None


def _write_together(folder: Path, texts: Mapping[Path, str]) -> None:
    try:
        stage = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGE))
    except OSError as error:
        raise _unwritable(folder, error) from error
    targets = [path.relative_to(folder).as_posix() for path in texts]
    at, begun = folder, 0
    try:
        for number, at in enumerate(texts):
            place(stage / str(number), texts[at].encode("utf-8"))
        for number, at in enumerate(texts):
            if at.is_file():
                shutil.copy2(at, stage / f"{number}.old")
        place(stage / _MANIFEST, json.dumps(targets).encode())  # from here on it goes forward
        for begun, at in enumerate(texts, start=1):
            _placed(stage, begun - 1, at)
    except BaseException as error:  # also where someone ends us
        for number, target in enumerate(targets[:begun]):
            _put_back(stage, number, folder / target)
        shutil.rmtree(stage, ignore_errors=True)
        if isinstance(error, OSError):
            raise _unwritable(at, error) from error
        raise
    shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _alone(folder: Path, paths: Iterable[Path]) -> Iterator[bool]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone([folder, *{path.parent for path in paths if path.parent.is_dir()}]) as held:
            yield held
    except OSError as error:
        raise _unwritable(folder, error) from error
    except TakenError as error:
        raise OutputError(
            "otro proceso está escribiendo ahí",
            "another process is writing there",
            where=str(error),
            hint=("Espera a que termine y repite la orden", "Wait for it to end and run it again"),
        ) from error


def finish_writing(folders: Iterable[Path]) -> int:
    """Finish what `write_together` had begun in some folders when it was killed.

    Returns:
        how many files took their place now.

    Raises:
        OutputError: one cannot.
    """
    finished = 0
    for folder in sorted(set(folders)):
        stages = sorted(stage for stage in folder.glob(f"{_STAGE}*") if is_ours(stage))
        with _alone(folder, stages) if stages else nullcontext() as held:
            for stage in stages:
                finished += _finished(stage, held)
    return finished


def _finished(stage: Path, dead: bool | None) -> int:
    finished = 0
    manifest, folder = stage / _MANIFEST, stage.parent
    if manifest.is_file():
        for number, target in enumerate(_targets(manifest, folder)):
            if (stage / str(number)).exists():
                _refuse_changed(folder / target, stage / f"{number}.old", stage)
                try:
                    _placed(stage, number, folder / target)
                except OSError as error:
                    raise _unwritable(folder / target, error) from error
                finished += 1
    elif not dead:
        return 0  # killed before anything changed, or still at work: without locks nobody knows
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
    if contents(target) != contents(old):
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
        # where there are no locks, another process took us for dead and finished our work


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
        with staged_folder(path.parent) as stage:
            fresh = _fresh(stage)
            yield fresh
            try:
                fresh.rename(path)
            except OSError:
                if not path.is_dir():
                    raise
    except OSError as error:
        raise _unwritable(path, error) from error


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
        with staged_folder(target.parent) as stage:
            fresh = _fresh(stage)
            (fresh / _MARK).write_text("saberesgraph\n", encoding="utf-8")
            try:
                yield fresh
            except OutputError as error:
                if error.where:
                    error.where = error.where.replace(str(fresh), str(path))
                raise
            if hasattr(os, "sync"):
                os.sync()  # once for all: a file at a time takes far longer
            exchange(stage, target)
    except OSError as error:
        raise _unwritable(path, error) from error


def _fresh(stage: Path) -> Path:
    fresh = stage / NEW
    fresh.mkdir()
    fresh.chmod(0o755)
    return fresh


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"no se puede escribir ({error.strerror or error})",
        f"it cannot be written ({error.strerror or error})",
        where=str(path),
        hint=_HINTS.get(error.errno or 0, ("Elige otro lugar", "Choose another place")),
    )
