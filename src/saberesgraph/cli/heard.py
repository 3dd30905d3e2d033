"""What is said to nobody: a verb does its work, and ends with its code, though no one listens."""

import codecs
import io
import os
import sys
from typing import Any, Final

AS_GIVEN: Final = "saberesgraph-as-given"


def hold_streams() -> None:
    """Let no reader that went away (`| head`), and no message that is lost, stop a verb."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # closed: a file that we write must not get its number
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is not None:
        sys.stdout = _held(sys.stdout, BrokenPipeError)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    else:
        sys.stderr = _held(sys.stderr, OSError)


def _as_given(error: UnicodeError) -> tuple[str | bytes, int]:
    """The bytes of a name that a C locale could not read, as they are; else what escapes it."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


codecs.register_error(AS_GIVEN, _as_given)


class _Stream(io.FileIO):
    """A stream that drops what cannot be said, from the first time that it cannot."""

    def __init__(self, number: int, dropped: type[OSError]) -> None:
        super().__init__(number, "w", closefd=False)
        self._dropped = dropped

    def write(self, content: Any) -> int:
        """Write, or drop."""
        try:
            return super().write(content)
        except self._dropped:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return len(content)


def _held(stream: Any, dropped: type[OSError]) -> Any:
    """The same stream, held; a console of Windows and what is no file stay as they are."""
    buffer = getattr(stream, "buffer", None)
    unbuffered = type(buffer) is io.FileIO
    if not unbuffered and type(getattr(buffer, "raw", None)) is not io.FileIO:
        return stream
    stream.flush()
    raw = _Stream(stream.fileno(), dropped)
    return io.TextIOWrapper(
        raw if unbuffered else io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
