"""What stands hidden beside a target while it is written, and goes once its writer is gone.

A writer holds a lock on what it stages, which the system takes from it however it ends: so the
next one to write in the same folder can tell what nobody will finish, and removes it.
"""

import ctypes
import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows has no such locks: nothing is removed there
    fcntl = None  # type: ignore[assignment]

SIGN: Final = ".saberesgraph-new-"
# within a staged folder: what becomes the target, and what stood in its place
NEW: Final = "new"
OLD: Final = "old"
_NEW_FILE_MODE = 0o644
_WAIT_SECONDS = 30.0
_LOOK_SECONDS = 0.02
_ATTEMPTS = 10
# of renameat2(2)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def place(path: Path, content: bytes) -> None:
    """Write a file through a hidden one beside it, so that it is never half written.

    A link stays one, and a file keeps its mode; a device or a pipe is written to as it is.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    mode = _NEW_FILE_MODE
    with suppress(FileNotFoundError):
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            path.write_bytes(content)
            return
        mode = stat.S_IMODE(found.st_mode)
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_once(target.parent)
    handle, temporary = _held_file(target.parent)
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        temporary.chmod(mode)
        if fcntl is None:
            os.close(handle)  # Windows moves no open file
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
        if fcntl is not None:
            os.close(handle)


@contextmanager
def staged_folder(parent: Path) -> Iterator[Path]:
    """Yield a hidden folder in another that is removed in the end, by us or by who comes next.

    Raises:
        OSError: it cannot be made.
    """
    clear(parent)
    handle, stage = _held_folder(parent)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if handle >= 0:
            os.close(handle)


def exchange(stage: Path, target: Path) -> None:
    """Make the folder NEW of a staged one the target; what stood there goes with the stage.

    Where another writer takes the place first, it is replaced in its turn.

    Raises:
        OSError: it cannot be; what stood there stands there again.
    """
    if _exchanged(stage / NEW, target):
        return
    for attempt in range(_ATTEMPTS):
        old = stage / OLD / str(attempt) / target.name
        old.parent.mkdir(parents=True)
        try:
            with suppress(FileNotFoundError):
                target.rename(old)
            (stage / NEW).rename(target)
        except BaseException as error:  # also where someone ends us
            taken = isinstance(error, OSError) and error.errno in {errno.ENOTEMPTY, errno.EEXIST}
            if not taken or attempt == _ATTEMPTS - 1:
                _put_back(old, target)
                raise
        else:
            return


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, if both are there and the system can: Linux does."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return bool(rename(*here, _RENAME_EXCHANGE) == 0)


def is_ours(path: Path) -> bool:
    """Return whether whoever runs this made a file or folder: strangers' remains are not ours."""
    return not hasattr(os, "geteuid") or path.lstat().st_uid == os.geteuid()


def clear(folder: Path) -> None:
    """Remove what writers that are gone have left; what they had moved away goes back."""
    if fcntl is None:
        return
    with suppress(OSError):  # what cannot be seen or removed does no harm
        with os.scandir(folder) as entries:
            left = [Path(entry.path) for entry in entries if entry.name.startswith(SIGN)]
        for path in left:
            with suppress(OSError):
                _clear(path)


@contextmanager
def alone(folders: Iterable[Path], seconds: float | None = None) -> Iterator[bool]:
    """Hold the only right to change these folders together; wait for who holds it now.

    Yields:
        whether it could be had: some disks, and Windows, have no such locks.

    Raises:
        TakenError: another process has held it too long.
    """
    deadline = time.monotonic() + (_WAIT_SECONDS if seconds is None else seconds)
    with ExitStack() as held:
        had = True
        for folder in sorted(set(folders)):
            try:
                handle = os.open(folder, os.O_RDONLY)
                held.callback(os.close, handle)
                while not _locked(handle):
                    if time.monotonic() > deadline:
                        raise TakenError(folder)
                    time.sleep(_LOOK_SECONDS)
            except OSError:
                had = False
        yield had


class TakenError(Exception):
    """Another process has been changing a folder for too long."""


def _locked(handle: int) -> bool:
    """Whether nobody else holds it, and now we do; raises OSError where there are no locks."""
    if fcntl is None:
        raise OSError(errno.ENOSYS, "no locks")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _held_file(folder: Path) -> tuple[int, Path]:
    """A new hidden file, open and locked."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=SIGN)
        if _held(handle, name):
            return handle, Path(name)
        os.close(handle)


def _held_folder(folder: Path) -> tuple[int, Path]:
    """A new hidden folder, open and locked; on Windows folders are not opened."""
    while True:
        name = tempfile.mkdtemp(dir=folder, prefix=SIGN)
        if fcntl is None:
            return -1, Path(name)
        with suppress(FileNotFoundError):
            handle = os.open(name, os.O_RDONLY)
            if _held(handle, name):
                return handle, Path(name)
            os.close(handle)


def _held(handle: int, name: str) -> bool:
    """Whether it is locked now and stands where it was made: who cleared may have been quicker."""
    with suppress(OSError):
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        return os.path.samestat(Path(name).stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _clear(path: Path) -> None:
    if not is_ours(path):
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not _locked(handle):
            return  # its writer is at work
        if not path.is_dir():
            path.unlink()
            return
        for old in sorted(path.glob(f"{OLD}/*/*"), reverse=True):
            _put_back(old, path.parent / old.name)
        shutil.rmtree(path)
    finally:
        os.close(handle)


def _put_back(old: Path, target: Path) -> None:
    if old.exists() and not target.exists():
        old.rename(target)


@lru_cache(maxsize=1024)
def _clear_once(folder: Path) -> None:
    """Clear a folder the first time that a file is written there: looking takes its time."""
    clear(folder)
