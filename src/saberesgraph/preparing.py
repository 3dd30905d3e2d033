"""Answers named queries ahead, so that the answers are kept beside a store before anybody asks.

Each is answered in a process of its own, since only so one that takes too long can be stopped.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from saberesgraph.answers import answered, kept_rows
from saberesgraph.errors import LimitError, OutputError, SaberesGraphError, unpacked
from saberesgraph.queries import NamedQuery
from saberesgraph.sandbox.child import messages
from saberesgraph.sandbox.limits import Limits
from saberesgraph.store.embedded import EmbeddedStore, cannot_answer

_NONE: Final = slice(0, 0)


@dataclass(frozen=True)
class Prepared:
    """What became of a query.

    Attributes:
        query: its name.
        problem: why its answer is not kept; nothing where it is.
    """

    query: str
    problem: SaberesGraphError | None


class _Time(Limits):
    """A limit of time alone."""

    def over_memory(self) -> SaberesGraphError:
        return LimitError(
            "el sistema terminó su proceso, quizá por falta de memoria",
            "the system ended its process, perhaps for want of memory",
            hint=("Pregunta con parámetros", "Ask it with parameters"),
        )


def prepared(
    place: Path, queries: Iterable[NamedQuery], language: str, seconds: float
) -> Iterator[Prepared]:
    """Have the answers to queries kept, as they are without parameters; yield what became of each.

    Args:
        place: the folder of a kept store's state.
        queries: in their order.
        language: of labels.
        seconds: what one may take.
    """
    for query in queries:
        sparql = query.binding(language, {})
        problem = None
        if kept_rows(place, sparql, _NONE) is None:
            problem = _answered(place, query, sparql, _Time(seconds))
        yield Prepared(query.name, problem)


def _answered(
    place: Path, query: NamedQuery, sparql: str, limits: Limits
) -> SaberesGraphError | None:
    """Answer in another process; return why the answer is not kept."""
    try:
        with closing(messages(_answer, (place, query, sparql), limits)) as sent:
            if content := next(sent):
                return unpacked(content)
    except SaberesGraphError as error:
        return error
    if kept_rows(place, sparql, _NONE) is None:
        return OutputError(
            "no se pudo guardar la respuesta",
            "the answer could not be kept",
            where=str(place),
            hint=("Revisa los permisos y el espacio del disco", "Check permissions and disk space"),
        )
    return None


def _answer(
    writer: "Connection[bytes, bytes]", place: Path, query: NamedQuery, sparql: str
) -> None:
    problem = b""
    try:
        store = EmbeddedStore.opened(place)
        answered(place, sparql, lambda: query.answer(store, sparql), _NONE)
    except SaberesGraphError as error:
        problem = error.packed()
    except (OSError, RuntimeError) as error:  # such as a newer state, which took this one away
        problem = cannot_answer(str(error)).packed()
    writer.send_bytes(problem)
