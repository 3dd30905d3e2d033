"""Runs what reads strangers' content in a child that can do nothing else."""

import codecs
import signal
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Any, Final

from saberesgraph.errors import InputError, SaberesGraphError, unpacked
from saberesgraph.fiches.files.content import broken
from saberesgraph.sandbox import Limits
from saberesgraph.sandbox.child import messages
from saberesgraph.sandbox.confinement import confine

SPLIT: Final = ("Divídelo en varios archivos", "Split it into several files")
_MOST_SENT: Final = 2**20
_DONE, _FAILED, _DATA = b"kxd"
_ENCODINGS: Final = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "latin-1"),
    *("cp437", "ascii"),  # names of the parts of a package
    *("charmap", "gbk", "gb2312", "gb18030", "cp932", "cp950"),  # what PDFs say letters in
)


class Caps(Limits):
    """What reading one file may take."""

    def over_time(self) -> SaberesGraphError:
        """Return the error for what takes too long."""
        return InputError(
            f"leerlo tarda más de {self.seconds:g} s",
            f"reading it takes longer than {self.seconds:g} s",
            hint=SPLIT,
        )

    def over_memory(self) -> SaberesGraphError:
        """Return the error for what needs too much memory."""
        return InputError(
            f"leerlo necesita más de {self.memory_mib} MiB de memoria",
            f"reading it needs more than {self.memory_mib} MiB of memory",
            hint=SPLIT,
        )

    def over_output(self) -> SaberesGraphError:
        """Return the error for what holds too much text."""
        return InputError(
            f"tiene más de {self.output_mib} MiB de texto",
            f"it has more than {self.output_mib} MiB of text",
            hint=SPLIT,
        )

    def died(self, exitcode: int | None) -> SaberesGraphError:
        """Return the error for a child that ended without a word."""
        fault = signal.Signals(-exitcode).name if exitcode and exitcode < 0 else str(exitcode)
        if fault in {"SIGALRM", "SIGXCPU"}:
            return self.over_time()
        if fault in {"SIGABRT", "SIGKILL"}:  # Linux kills who takes too much memory
            return self.over_memory()
        return _unreadable(fault)


CAPS: Final = Caps(seconds=60, memory_mib=1024, output_mib=128)


def apart(work: Callable[..., bytes], *arguments: Any) -> bytes:
    """Return what a function returns in a child that can open nothing, within CAPS.

    Args:
        work: a function of a module; what it imports is there before the child is.
        arguments: of it.

    Raises:
        InputError: it took too much time, memory or output, or failed; an error of ours as it was.
    """
    received = bytearray()
    with closing(messages(_work, (work, arguments, CAPS), CAPS)) as sent:
        for message in sent:
            tag, rest = message[0], message[1:]
            if tag == _DONE:
                break
            if tag == _FAILED:
                raise unpacked(rest)
            received += rest
            if len(received) > CAPS.output_bytes:
                raise CAPS.over_output()
    return bytes(received)


def _work(
    writer: "Connection[bytes, bytes]",
    work: Callable[..., bytes],
    arguments: tuple[Any, ...],
    caps: Limits,
) -> None:
    """Work in this process, which first gives up its rights, and send what comes of it."""
    for encoding in _ENCODINGS:  # Python opens a file to learn each
        codecs.lookup(encoding)
    confine(caps)
    try:
        packed = work(*arguments)
        for start in range(0, len(packed), _MOST_SENT):
            writer.send_bytes(bytes([_DATA]) + packed[start : start + _MOST_SENT])
        writer.send_bytes(bytes([_DONE]))
    except BrokenPipeError:
        return  # the parent is gone
    except MemoryError:
        writer.send_bytes(bytes([_FAILED]) + caps.over_memory().packed())
    except RecursionError:
        error = broken("tiene demasiados niveles", "it has too many levels")
        writer.send_bytes(bytes([_FAILED]) + error.packed())
    except SaberesGraphError as error:
        writer.send_bytes(bytes([_FAILED]) + error.packed())
    except Exception as error:  # what a library did not expect, in a file from anywhere
        writer.send_bytes(bytes([_FAILED]) + _unreadable(type(error).__name__).packed())


def _unreadable(why: str) -> InputError:
    return InputError(
        f"no se puede leer: no es lo que su formato espera ({why})",
        f"it cannot be read: it is not what its format expects ({why})",
        hint=(
            "Ábrelo con el programa que lo hizo y guárdalo de nuevo",
            "Open it with the program that made it and save it again",
        ),
    )
