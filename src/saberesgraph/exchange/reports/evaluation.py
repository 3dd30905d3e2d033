"""Writers of the evaluation of calls as text, by the name of their format."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from saberesgraph.exchange.evaluation import CallEvaluation
from saberesgraph.exchange.reports import minutes, record, table

WRITERS: Final[Mapping[str, Callable[[Sequence[CallEvaluation], str], str]]] = {
    "table": table.write,
    "json": record.write,
    "markdown": minutes.write,
}
"""Those that give text; `workbook.write` gives bytes."""
