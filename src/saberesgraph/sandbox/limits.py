"""What one query may take, and what is said of one that takes more."""

import signal
from dataclasses import dataclass

from saberesgraph.errors import LimitError, QueryRefusedError, SaberesGraphError
from saberesgraph.results import MAX_CELLS
from saberesgraph.store.embedded import cannot_answer


@dataclass(frozen=True)
class Limits:
    """What one query may take.

    Args:
        seconds: from its start to its last row.
        memory_mib: on top of what the process holds already, in MiB.
        output_mib: of its answer, in MiB.
    """

    seconds: float = 30
    memory_mib: int = 512
    output_mib: int = 32

    @property
    def output_bytes(self) -> int:
        """The most bytes of an answer."""
        return self.output_mib * 2**20

    def over_time(self) -> SaberesGraphError:
        """Return the error for a query that took too long."""
        return _over(f"{self.seconds:g} s", "--max-seconds", "tardó más de", "it took longer than")

    def over_memory(self) -> SaberesGraphError:
        """Return the error for a query that took too much memory."""
        return _over(
            f"{self.memory_mib} MiB",
            "--max-memory",
            "necesita más memoria que",
            "it needs more memory than",
        )

    def over_output(self) -> SaberesGraphError:
        """Return the error for an answer that is too large."""
        return _over(
            f"{self.output_mib} MiB",
            "--max-output",
            "su respuesta pasa de",
            "its answer is larger than",
        )

    def died(self, exitcode: int | None) -> SaberesGraphError:
        """Return the error for a child that ended without an answer: below 0, by that signal."""
        fault = signal.Signals(-exitcode).name if exitcode and exitcode < 0 else str(exitcode)
        if fault in {"SIGSEGV", "SIGBUS"}:
            return QueryRefusedError(
                "es demasiado profunda para el motor de consultas",
                "it is too deep for the query engine",
                hint=("Escríbela más plana", "Write it flatter"),
            )
        if fault in {"SIGXCPU", "SIGALRM"}:
            return self.over_time()
        if fault in {"SIGABRT", "SIGKILL"}:
            # the engine aborts when it gets no memory, and Linux kills who takes too much
            return self.over_memory()
        return cannot_answer(fault)


def too_many_cells() -> LimitError:
    """Return the error for an answer of more than MAX_CELLS cells."""
    return LimitError(
        f"su respuesta tiene más de {MAX_CELLS} celdas",
        f"its answer has more than {MAX_CELLS} cells",
        hint=("Pide menos filas con LIMIT", "Ask for fewer rows with LIMIT"),
    )


def _over(limit: str, option: str, es: str, en: str) -> LimitError:
    return LimitError(
        f"{es} {limit} y se detuvo",
        f"{en} {limit} and was stopped",
        hint=(f"Pide menos, o sube {option}", f"Ask for less, or raise {option}"),
    )
